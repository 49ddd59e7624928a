/* SPDX-License-Identifier: MIT */
/* The card that shows how the half-squat checks went over a year. */
#include "squat_chart.h"

#include "shared/chart_time.h"

#define CHECKS 60 /* for a leg and a year: there is at most one a week */
#define HEIGHT_DP 180.0F
#define APART 0.15F /* in squats: marks of the same number are drawn this far apart */
#define MARGIN 0.35F
#define JOIN_DAYS 100.0F /* design: a longer pause breaks the line */

typedef struct LegChecks {
    Point points[CHECKS];
    int32_t count;
} LegChecks;

static Day first_day(const History *history, Day today)
{
    const Day from = chart_from(RANGE_YEAR, today, today);
    for (int32_t i = 0; i < history->squat_count; i++) {
        const Day day = history->squats[i].day;
        if (day >= from && day <= today) {
            return chart_from(RANGE_ALL, day, today);
        }
    }
    return from;
}

static void read_leg(LegChecks *checks, const History *history, Side leg, const DaySpan *span)
{
    const float apart = leg == SIDE_LEFT ? APART : -APART;
    for (int32_t i = 0; i < history->squat_count && checks->count < CHECKS; i++) {
        const HistorySquat *squat = &history->squats[i];
        if (squat->fact.leg == leg && squat->day >= span->from && squat->day <= span->to) {
            checks->points[checks->count++] =
                (Point){(float)(squat->day - span->from), (float)squat->fact.steady + apart};
        }
    }
}

static void draw(Shell *shell, const LegChecks checks[LEGS], const DaySpan *span)
{
    Ui *ui = shell->ui;
    UiSeries series[LEGS];
    for (int32_t i = 0; i < LEGS; i++) {
        series[i] = (UiSeries){.line = checks[i].points,
                               .line_count = checks[i].count,
                               .shape = leg_shape(leg_at(i)),
                               .color = leg_color(leg_at(i))};
    }
    UiTick up[SQUAT_REPS + 1];
    for (int32_t i = 0; i <= SQUAT_REPS; i++) {
        up[i] = (UiTick){(float)i, ui_format(ui, "%d", (int)i)};
    }
    ChartTime time;
    chart_time(shell, &time, span->from, span->to);
    const UiChart chart = {
        .label = word(WORD_SQUAT_CHART),
        .value = "",
        .span = {0.0F, -MARGIN, (float)(span->to - span->from), (float)SQUAT_REPS + 2.0F * MARGIN},
        .gap = JOIN_DAYS,
        .series = series,
        .series_count = LEGS,
        .across = time.ticks,
        .across_count = time.tick_count,
        .up = up,
        .up_count = SQUAT_REPS + 1,
    };
    ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT, word(WORD_SQUAT_CHART));
    ui_chart(ui, "chart", ui_px(ui, HEIGHT_DP), &chart);
}

void squat_chart(Shell *shell, Day today)
{
    Ui *ui = shell->ui;
    const History *history = &shell->model->history;
    Squats squats;
    squats_compute(&squats, history, today);
    if (!squats.legs[0].known && !squats.legs[1].known) {
        return;
    }
    const DaySpan span = {first_day(history, today), today};
    LegChecks checks[LEGS] = {0};
    ui_card_begin(ui, "checks");
    for (int32_t i = 0; i < LEGS; i++) {
        const SquatLeg *leg = &squats.legs[i];
        read_leg(&checks[i], history, leg_at(i), &span);
        if (leg->known) {
            leg_heading(shell, leg_at(i),
                        say(shell, WORD_SQUAT_STEADY, tell_leg(leg_at(i)), (int)leg->last.steady,
                            SQUAT_REPS));
        }
    }
    if (checks[0].count > 1 || checks[1].count > 1) {
        draw(shell, checks, &span);
    }
    ui_card_end(ui);
}
