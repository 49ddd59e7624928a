/* SPDX-License-Identifier: MIT */
/** What stands where something would start, while a red flag is open. */
#ifndef SUREFOOT_FLAG_CARD_H
#define SUREFOOT_FLAG_CARD_H

#include "shared/page.h"

/** How soon it should be looked at and when it was answered, with the way to the referral page. */
void flag_card(Shell *shell);
/** The text of a level: where to go, and when. */
const char *tell_flag_level(FlagLevel level);

#endif
