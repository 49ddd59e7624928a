/* SPDX-License-Identifier: MIT */
/** The person's age as one of the bands that the norms have; said only by who likes to. */
#ifndef SUREFOOT_AGE_H
#define SUREFOOT_AGE_H

#include "page.h"
#include "surefoot/norms.h"

/** "50–59", "80 or older" */
const char *age_text(Shell *shell, const NormBand *band);
/** A card that asks once; true when it was answered, also with "rather not say". */
bool age_ask(Shell *shell);
/** The setting; true when it changed. */
bool age_setting(Shell *shell, Settings *settings);

#endif
