/* SPDX-License-Identifier: MIT */
/* The days along a chart: its range and the names below it. */
#include "chart_time.h"

#define MONTH_DAYS 30
#define QUARTER_DAYS 91
#define YEAR_DAYS 365
#define WEEK 7
#define LETTERS 3 /* of a month's name: whole characters as long as names are ASCII */
#define MONTHS 12
#define TICKS_WANTED 6

Day chart_from(ChartRange range, Day first, Day today)
{
    switch (range) {
    case RANGE_MONTH:
        return today - MONTH_DAYS;
    case RANGE_QUARTER:
        return today - QUARTER_DAYS;
    case RANGE_YEAR:
        return today - YEAR_DAYS;
    case RANGE_ALL:
    case RANGES:
        break;
    }
    return first < today - MONTH_DAYS ? first : today - MONTH_DAYS;
}

static const char *month_text(const CivilDate *date)
{
    return word((Word)(WORD_JANUARY + date->month - 1));
}

static void add(ChartTime *time, Day day, const char *text)
{
    if (time->tick_count < CHART_TICKS && day >= time->from && day <= time->to) {
        time->ticks[time->tick_count++] = (UiTick){(float)(day - time->from), text};
    }
}

static void weeks(Shell *shell, ChartTime *time)
{
    const int32_t count = (time->to - time->from) / WEEK;
    for (int32_t i = count; i >= 0; i--) {
        const Day day = time->to - i * WEEK;
        const CivilDate date = calendar_to_civil(day);
        add(time, day, ui_format(shell->ui, "%d %.*s", (int)date.day, LETTERS, month_text(&date)));
    }
}

/* A tick on the first of every step-th month; January also shows its year. */
static void months(Shell *shell, ChartTime *time, int32_t step)
{
    CivilDate date = calendar_to_civil(time->from);
    date.day = 1;
    date.month -= (date.month - 1) % step;
    for (Day day = calendar_from_civil(date); day <= time->to; day = calendar_from_civil(date)) {
        const bool new_year = date.month == 1;
        add(time, day,
            new_year ? ui_format(shell->ui, "%d", (int)date.year)
                     : ui_format(shell->ui, "%.*s", LETTERS, month_text(&date)));
        date.month += step;
        if (date.month > MONTHS) {
            date.month -= MONTHS;
            date.year++;
        }
    }
}

static void years(Shell *shell, ChartTime *time, int32_t step)
{
    CivilDate date = {calendar_to_civil(time->from).year, 1, 1};
    for (Day day = calendar_from_civil(date); day <= time->to; day = calendar_from_civil(date)) {
        add(time, day, ui_format(shell->ui, "%d", (int)date.year));
        date.year += step;
    }
}

void chart_time(Shell *shell, ChartTime *time, Day from, Day to)
{
    const int32_t days = to - from;
    *time = (ChartTime){.from = from, .to = to};
    if (days <= 2 * MONTH_DAYS) {
        weeks(shell, time);
    } else if (days <= YEAR_DAYS / 2) {
        months(shell, time, 1);
    } else if (days <= YEAR_DAYS + MONTH_DAYS) {
        months(shell, time, 3);
    } else if (days <= 2 * YEAR_DAYS + MONTH_DAYS) {
        months(shell, time, 6);
    } else {
        years(shell, time, 1 + days / YEAR_DAYS / (TICKS_WANTED + 1));
    }
}
