/* SPDX-License-Identifier: MIT */
/** How the half-squat checks went, over a year. */
#ifndef SUREFOOT_SQUAT_CHART_H
#define SUREFOOT_SQUAT_CHART_H

#include "balance_telling.h"

/** Shows a card in the column: the last check of each leg, and from the second check on a chart.
 *  Nothing if there was no check. */
void squat_chart(Shell *shell, Day today);

#endif
