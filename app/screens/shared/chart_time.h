/* SPDX-License-Identifier: MIT */
/** The days of a chart: how far back, and which days are named below it. */
#ifndef SUREFOOT_CHART_TIME_H
#define SUREFOOT_CHART_TIME_H

#include "page.h"
#include "surefoot/ui_chart.h"

#define CHART_TICKS 16

/** How far back a chart goes. */
typedef enum ChartRange { RANGE_MONTH, RANGE_QUARTER, RANGE_YEAR, RANGE_ALL, RANGES } ChartRange;

/** The x axis of a chart. */
typedef struct ChartTime {
    Day from; /**< x is the number of days since then */
    Day to;
    UiTick ticks[CHART_TICKS]; /**< texts live until the next pass */
    int32_t tick_count;
} ChartTime;

/** The first day of a range that ends today. first: the oldest day with data. */
Day chart_from(ChartRange range, Day first, Day today);
/** Fills in the axis, with names of days, months or years as fits its length. */
void chart_time(Shell *shell, ChartTime *time, Day from, Day to);

#endif
