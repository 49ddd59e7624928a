/* SPDX-License-Identifier: MIT */
/** What a person can say of a try, in the rest after it and when it stands in the log. Each of the
 *  widgets is true when it changed the fact. */
#ifndef SUREFOOT_TRY_EDIT_H
#define SUREFOOT_TRY_EDIT_H

#include "balance_telling.h"

#define TRY_LEAST_DP 72.0F /**< its time, as large as leaves the rest its room */
#define TRY_MOST_DP 120.0F

/** The leg, and the time in digits. */
void try_time(Shell *shell, const TryFact *fact, float height);
/** A second or a tenth less or more, within the longest try. */
bool try_steps(Shell *shell, TryFact *fact);
/** What ended it. *chip is the place of the answer, -1 without one. */
bool try_ended(Shell *shell, TryFact *fact, int32_t *chip);
/** The place of what is said already. */
int32_t try_chip(const TryFact *fact);
bool try_supported(Shell *shell, TryFact *fact);

#endif
