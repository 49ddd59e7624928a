/* SPDX-License-Identifier: MIT */
/** The card in place of a start button while a red flag is open. */
#ifndef SUREFOOT_FLAG_CARD_H
#define SUREFOOT_FLAG_CARD_H

#include "shared/page.h"

/** Shows how soon somebody should look at it and when it was answered; opens the referral page. */
void flag_card(Shell *shell);
/** The text of a level: where to go and how soon. */
const char *tell_flag_level(FlagLevel level);

#endif
