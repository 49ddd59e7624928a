/* SPDX-License-Identifier: MIT */
/** The questions about red flags, as people read them. */
#ifndef SUREFOOT_FLAG_WORDS_H
#define SUREFOOT_FLAG_WORDS_H

#include "surefoot/flags.h"
#include "surefoot/words.h"

/** The question in the first person, as it is ticked. */
Word flag_word(FlagId flag);

#endif
