/* SPDX-License-Identifier: MIT */
/** Tries, tests and legs in words, and the marks of the two legs. Texts live until the next
 * pass. */
#ifndef SUREFOOT_BALANCE_TELLING_H
#define SUREFOOT_BALANCE_TELLING_H

#include "shared/telling.h"
#include "surefoot/balance.h"
#include "surefoot/ui_chart.h"

#define LEGS 2

/** The leg with this index in Balance.legs: left, then right. */
Side leg_at(int32_t index);

/** "31.4 s", rounded down to a tenth. */
const char *tell_seconds(Shell *shell, int32_t ms);
/** "Left leg" */
const char *tell_leg(Side leg);
/** "eyes open, folded towel": only what is not usual; with `full` everything. */
const char *tell_protocol(Shell *shell, Protocol protocol, bool full);
/** What ended a try: "the foot came down", "took hold, with support" */
const char *tell_end(Shell *shell, const HistoryTry *attempt);
/** Shows what each leg still needs before eyes are closed, a line for each; nothing if both are
 *  ready. */
void show_unlocks(Shell *shell, const Unlock unlocks[LEGS]);

/** The colour of a leg in charts. */
ColorRole leg_color(Side leg);
/** The shape of a leg in charts. */
UiShape leg_shape(Side leg);
/** Shows the mark of a leg and a text beside it, in the column. */
void leg_heading(Shell *shell, Side leg, const char *text);

#endif
