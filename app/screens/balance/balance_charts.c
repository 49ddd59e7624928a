/* SPDX-License-Identifier: MIT */
/* The page with the charts of each leg, for one kind of test at a time. The log is read when the
 * page opens or a choice changes, not in each pass. */
#include <math.h>

#include "balance_start.h"
#include "balance_telling.h"
#include "shared/chart_time.h"

#define KINDS 8          /* kinds of tests to choose from */
#define CHART_SHARE 0.5F /* of the page's height */
#define CHART_LEAST_DP 200.0F
#define CHART_MOST_DP 420.0F
#define JOIN_DAYS 45.0F /* design: a longer pause breaks the line */
#define STEPS 3         /* lines across the chart */
#define MS_PER_S 1000.0F

typedef struct LegPoints {
    Point *tries;
    int32_t try_count;
    int32_t days;
    Point *line;
    int32_t line_count;
} LegPoints;

typedef struct ChartsState {
    Arena arena;
    uint32_t read; /* the reading of the log that it was computed from */
    Protocol kinds[KINDS];
    int32_t kind_count;
    int32_t kind;
    int32_t range;
    Day today;
    Day from;
    LegPoints legs[LEGS];
    float most; /* seconds: the top of the chart */
} ChartsState;

/* ---- reading -------------------------------------------------------------------------------- */

/* The points from a day on: x is days since then, y is seconds. */
static int32_t points(Arena *arena, Point **out, const BalancePoint *from, int32_t count, Day day)
{
    int32_t first = 0;
    while (first < count && from[first].day < day) {
        first++;
    }
    *out = arena_alloc(arena, (size_t)(count - first + 1) * sizeof(**out));
    if (*out == NULL) {
        return 0;
    }
    for (int32_t i = first; i < count; i++) {
        (*out)[i - first] = (Point){(float)(from[i].day - day), (float)from[i].time_ms / MS_PER_S};
    }
    return count - first;
}

static void read_leg(ChartsState *state, const BalanceSeries *series, LegPoints *leg)
{
    leg->try_count =
        points(&state->arena, &leg->tries, series->tries, series->try_count, state->from);
    leg->line_count =
        points(&state->arena, &leg->line, series->medians, series->median_count, state->from);
    leg->days = 0;
    for (int32_t i = 0; i < leg->try_count; i++) {
        leg->days += i == 0 || leg->tries[i].x > leg->tries[i - 1].x ? 1 : 0;
        state->most = fmaxf(state->most, leg->tries[i].y);
    }
}

static void read_all(Shell *shell, ChartsState *state)
{
    const History *history = &shell->model->history;
    const Protocol protocol = state->kinds[state->kind];
    BalanceSeries series[LEGS] = {0};
    Day first = state->today;
    arena_reset(&state->arena);
    for (int32_t i = 0; i < LEGS; i++) {
        if (balance_series(&series[i], &state->arena, history, protocol, leg_at(i), state->today) !=
            SF_OK) {
            series[i] = (BalanceSeries){0};
        }
        if (series[i].try_count > 0 && series[i].tries[0].day < first) {
            first = series[i].tries[0].day;
        }
    }
    state->from = chart_from((ChartRange)state->range, first, state->today);
    state->most = 0.0F;
    for (int32_t i = 0; i < LEGS; i++) {
        read_leg(state, &series[i], &state->legs[i]);
    }
    /* The chart is at least a third of the longest try high, so that the short times with closed
     * eyes can be read. */
    const float step = (float)protocol.cap_ms / MS_PER_S / (float)STEPS;
    state->most = fmaxf(step, ceilf(state->most / step) * step);
}

static void read_log(Shell *shell, ChartsState *state)
{
    const Protocol chosen = state->kinds[state->kind];
    state->read = shell->model->readings;
    state->today = model_day(shell->model);
    state->kind_count =
        balance_protocols(state->kinds, KINDS, &shell->model->history, state->today);
    state->kind = 0;
    for (int32_t i = 0; i < state->kind_count; i++) {
        state->kind = protocol_equal(state->kinds[i], chosen) ? i : state->kind;
    }
    if (state->kind_count > 0) {
        read_all(shell, state);
    }
}

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    ChartsState *state = memory;
    state->range = RANGE_QUARTER;
    read_log(shell, state);
}

static void leave(Shell *shell, void *memory)
{
    (void)shell;
    arena_deinit(&((ChartsState *)memory)->arena);
}

/* ---- the chart ------------------------------------------------------------------------------ */

static const char *leg_text(Shell *shell, const ChartsState *state, int32_t index)
{
    return say(shell, WORD_CHARTS_LEG, tell_leg(leg_at(index)), (int)state->legs[index].days,
               (int)state->legs[index].try_count);
}

static void draw_chart(Shell *shell, const ChartsState *state, float height)
{
    Ui *ui = shell->ui;
    UiSeries series[LEGS];
    for (int32_t i = 0; i < LEGS; i++) {
        const LegPoints *leg = &state->legs[i];
        series[i] = (UiSeries){.dots = leg->tries,
                               .dot_count = leg->try_count,
                               .line = leg->line,
                               .line_count = leg->line_count,
                               .shape = leg_shape(leg_at(i)),
                               .color = leg_color(leg_at(i))};
    }
    UiTick up[STEPS + 1];
    for (int32_t i = 0; i <= STEPS; i++) {
        const float at = state->most * (float)i / (float)STEPS;
        up[i] = (UiTick){at, say(shell, WORD_BALANCE_S_WHOLE, (int)lroundf(at))};
    }
    ChartTime time;
    chart_time(shell, &time, state->from, state->today);
    const UiChart chart = {
        .label = word(WORD_CHARTS_BOTH),
        .value = ui_format(ui, "%s. %s.", leg_text(shell, state, 0), leg_text(shell, state, 1)),
        .span = {0.0F, 0.0F, (float)(state->today - state->from), state->most},
        .gap = JOIN_DAYS,
        .series = series,
        .series_count = LEGS,
        .across = time.ticks,
        .across_count = time.tick_count,
        .up = up,
        .up_count = STEPS + 1,
    };
    ui_chart(ui, "chart", height, &chart);
}

static void card(Shell *shell, const ChartsState *state, float height)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, "results");
    if (state->legs[0].try_count + state->legs[1].try_count == 0) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_CHARTS_NONE_HERE));
        ui_card_end(ui);
        return;
    }
    draw_chart(shell, state, height);
    for (int32_t i = 0; i < LEGS; i++) {
        leg_heading(shell, leg_at(i), leg_text(shell, state, i));
    }
    const bool line = state->legs[0].line_count > 1 || state->legs[1].line_count > 1;
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, word(line ? WORD_CHARTS_TEXT : WORD_CHARTS_FEW));
    ui_card_end(ui);
}

static void choices(Shell *shell, ChartsState *state)
{
    Ui *ui = shell->ui;
    const char *const ranges[RANGES] = {"1", "3", "12", word(WORD_CHARTS_ALL)};
    bool changed = ui_choice(ui, "range", word(WORD_CHARTS_RANGE), ranges, RANGES, &state->range);
    if (state->kind_count > 1) {
        const char *kinds[KINDS];
        for (int32_t i = 0; i < state->kind_count; i++) {
            kinds[i] = tell_protocol(shell, state->kinds[i], true);
        }
        changed |=
            ui_choice(ui, "kind", word(WORD_CHARTS_MODE), kinds, state->kind_count, &state->kind);
    }
    if (changed) {
        read_all(shell, state);
    }
}

static void frame(Shell *shell, void *memory)
{
    ChartsState *state = memory;
    Ui *ui = shell->ui;
    if (state->read != shell->model->readings) {
        read_log(shell, state);
    }
    Rect page = page_begin_wide(shell, word(WORD_CHARTS_TITLE), true);
    Rect second = {0};
    const bool split = state->kind_count > 0 && page_split(shell, &page, &second);
    const float height =
        fminf(fmaxf(page.h * CHART_SHARE, ui_px(ui, CHART_LEAST_DP)), ui_px(ui, CHART_MOST_DP));
    ui_scroll_begin(ui, "charts", page, SPACE_M);
    if (state->kind_count == 0) {
        ui_text(ui, TEXT_TITLE, COLOR_TEXT, word(WORD_CHARTS_EMPTY));
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_CHARTS_EMPTY_TEXT));
        ui_space(ui, SPACE_S);
        if (!today_locked(&shell->model->today) &&
            ui_button(ui, "test", word(WORD_BALANCE_TEST_START), BUTTON_PRIMARY)) {
            stance_begin(shell, balance_set_up);
        }
        ui_scroll_end(ui);
        return;
    }
    card(shell, state, height);
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "choices", second, SPACE_M);
    }
    choices(shell, state);
    if (ui_row_item(ui, "tries", word(WORD_CHARTS_TRIES), word(WORD_CHARTS_TRIES_DETAIL), NULL)) {
        nav_push(shell->nav, &screen_balance_tries, NULL, 0);
    }
    ui_scroll_end(ui);
}

const Screen screen_balance_charts = {
    .name = "balance_charts",
    .state_size = sizeof(ChartsState),
    .enter = enter,
    .frame = frame,
    .leave = leave,
};
