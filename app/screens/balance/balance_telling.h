/* SPDX-License-Identifier: MIT */
/** Tries, tests and legs in words, and the marks of the two legs. Texts live until the next pass.
 */
#ifndef SUREFOOT_BALANCE_TELLING_H
#define SUREFOOT_BALANCE_TELLING_H

#include "shared/telling.h"
#include "surefoot/balance.h"
#include "surefoot/ui_chart.h"

#define LEGS 2

/** Left, then right: the order of Balance.legs. */
Side leg_at(int32_t index);

/** "31.4 s", to the tenth that was reached. */
const char *tell_seconds(Shell *shell, int32_t ms);
/** "Left leg" */
const char *tell_leg(Side leg);
/** "eyes open, folded towel": what is not usual is named; `full` names all of it. */
const char *tell_protocol(Shell *shell, Protocol protocol, bool full);
/** "the foot came down", "took hold, with support" */
const char *tell_end(Shell *shell, const HistoryTry *attempt);
/** How far it is to eyes closed, a line a leg; nothing if both are ready. */
void show_unlocks(Shell *shell, const Unlock unlocks[LEGS]);

ColorRole leg_color(Side leg);
UiShape leg_shape(Side leg);
/** The mark of a leg and its name, in the column. */
void leg_heading(Shell *shell, Side leg, const char *text);

#endif
