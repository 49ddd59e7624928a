/* SPDX-License-Identifier: MIT */
/** The questions about red flags, as people read them. */
#ifndef SUREFOOT_FLAG_WORDS_H
#define SUREFOOT_FLAG_WORDS_H

#include "surefoot/flags.h"
#include "surefoot/words.h"

/** The text of a question, in the first person, as people tick it. */
Word flag_word(FlagId flag);

#endif
