/* SPDX-License-Identifier: MIT */
/** Widgets to correct a try, in the rest after it and later in the log. Each returns true when it
 *  changed the fact. */
#ifndef SUREFOOT_TRY_EDIT_H
#define SUREFOOT_TRY_EDIT_H

#include "balance_telling.h"

#define TRY_LEAST_DP 72.0F /**< height of the time of a try, from this */
#define TRY_MOST_DP 120.0F /**< up to this */

/** Shows the leg and the time in digits of this height in px. */
void try_time(Shell *shell, const TryFact *fact, float height);
/** Buttons that change the time by a second or a tenth, within the longest try. */
bool try_steps(Shell *shell, TryFact *fact);
/** Chips for what ended the try. *chip is the index of the answer, -1 for none. */
bool try_ended(Shell *shell, TryFact *fact, int32_t *chip);
/** The index of the answer that the fact has already, -1 for none. */
int32_t try_chip(const TryFact *fact);
/** A switch for a try with support. */
bool try_supported(Shell *shell, TryFact *fact);

#endif
