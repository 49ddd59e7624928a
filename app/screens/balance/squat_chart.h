/* SPDX-License-Identifier: MIT */
/** How the half-squat checks went, over a year. */
#ifndef SUREFOOT_SQUAT_CHART_H
#define SUREFOOT_SQUAT_CHART_H

#include "balance_telling.h"

/** A card in the column: the last check of each leg, and a chart from the second check on. Nothing
 *  if there was none. */
void squat_chart(Shell *shell, Day today);

#endif
