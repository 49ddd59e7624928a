/* SPDX-License-Identifier: MIT */
/** The person's age as one of the bands of the norms; nobody has to tell it. */
#ifndef SUREFOOT_AGE_H
#define SUREFOOT_AGE_H

#include "page.h"
#include "surefoot/norms.h"

/** A band as text: "50–59", "80 or older". Lives until the next pass. */
const char *age_text(Shell *shell, const NormBand *band);
/** A card that asks once. True when it was answered, also with "rather not say". */
bool age_ask(Shell *shell);
/** The setting of the age. True when it changed. */
bool age_setting(Shell *shell, Settings *settings);

#endif
