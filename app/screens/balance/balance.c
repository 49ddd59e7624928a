/* SPDX-License-Identifier: MIT */
/* The page of balance: brushing, the test with its last result, and the half-squat check. */
#include <math.h>

#include "balance_start.h"
#include "balance_telling.h"
#include "brush.h"
#include "shared/figure_view.h"
#include "today/flag_card.h"

#define KINDS 8          /* kinds of tests among which the newest is searched */
#define LEG_DP 120.0F    /* least width of one of two legs side by side */
#define BESIDE_DP 150.0F /* at 100 %: a picture that leaves less for the text is left out */

typedef struct HomeState {
    Day today;
    uint32_t read; /* the reading of the log that the rest was computed from */
    Brushing brushing;
    Balance last; /* the balance in the newest protocol */
    bool tested;
    Squats squat;
} HomeState;

static void work_out(Shell *shell, HomeState *state)
{
    const History *history = &shell->model->history;
    const Day today = model_day(shell->model);
    Protocol kinds[KINDS];
    state->today = today;
    state->read = shell->model->readings;
    (void)brushing_compute(&state->brushing, history, today);
    squats_compute(&state->squat, history, today);
    state->tested = false;
    const int32_t count = balance_protocols(kinds, KINDS, history, today);
    for (int32_t i = 0; i < count && !state->tested; i++) {
        state->tested = kinds[i].place == TRY_IN_TEST &&
                        balance_compute(&state->last, history, kinds[i], today) == SF_OK;
    }
}

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    model_refresh(shell->model);
    work_out(shell, memory);
}

/* A title with a line below it, beside the figure of the routine if there is room. */
static void heading(Shell *shell, const char *routine, Word title, const char *text)
{
    Ui *ui = shell->ui;
    const Program *program = NULL;
    const Routine *found = balance_routine(shell, routine, &program);
    const Figure *figure = found != NULL ? figure_of_routine(shell, found) : NULL;
    const float side = ui_px(ui, SIZE_PICTURE);
    const float gap = ui_px(ui, SPACE_M);
    const float width = ui_column_width(ui) - side - gap;
    if (figure == NULL || width < ui_px(ui, BESIDE_DP * ui_frame(ui)->text_scale)) {
        ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(title));
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, text);
        return;
    }
    const float title_h = ui_text_height(ui, TEXT_HEADING, width, word(title));
    const float text_h = ui_text_height(ui, TEXT_BODY, width, text);
    Rect place = ui_next(ui, fmaxf(side, title_h + text_h));
    Rect picture = ui_cut_left(&place, side);
    picture.h = side;
    figure_tile(shell, picture, figure);
    (void)ui_cut_left(&place, gap);
    (void)ui_text_in(ui, ui_cut_top(&place, title_h), TEXT_HEADING, COLOR_TEXT, ALIGN_LEFT,
                     INT32_MAX, word(title));
    (void)ui_text_in(ui, ui_cut_top(&place, text_h), TEXT_BODY, COLOR_TEXT_SOFT, ALIGN_LEFT,
                     INT32_MAX, text);
}

static void brushing(Shell *shell, const HomeState *state)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, "brushing");
    heading(shell, BALANCE_BRUSH, WORD_BRUSH_TITLE, word(WORD_BRUSH_TEXT));
    ui_space(ui, SPACE_S);
    brush_circles(shell, &state->brushing);
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, brush_text(shell, &state->brushing));
    ui_space(ui, SPACE_S);
    if (!today_locked(&shell->model->today) &&
        ui_button(ui, "brush", word(WORD_BRUSH_START), BUTTON_PRIMARY)) {
        screen_begin_brushing(shell);
    }
    ui_card_end(ui);
}

static void last_of_leg(Shell *shell, const BalanceLeg *leg, Side side)
{
    Ui *ui = shell->ui;
    ui_row_next(ui);
    leg_heading(shell, side, tell_leg(side));
    if (leg->tries == 0) {
        ui_value(ui, TEXT_TITLE, COLOR_TEXT_SOFT, ALIGN_LEFT, word(WORD_BALANCE_DASH));
        return;
    }
    ui_value(ui, TEXT_TITLE, COLOR_TEXT, ALIGN_LEFT, tell_seconds(shell, leg->last_best_ms));
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT,
            say(shell, WORD_BALANCE_MEAN, tell_seconds(shell, leg->last_mean_ms)));
}

static Day last_day(const Balance *balance)
{
    const BalanceLeg *legs = balance->legs;
    return legs[0].tries == 0 || (legs[1].tries > 0 && legs[1].last_day > legs[0].last_day)
               ? legs[1].last_day
               : legs[0].last_day;
}

static void test(Shell *shell, const HomeState *state)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, "testing");
    if (state->tested) {
        heading(shell, BALANCE_OPEN, WORD_BALANCE_TEST,
                say(shell, WORD_BALANCE_WHEN,
                    tell_past(shell, last_day(&state->last), state->today),
                    tell_protocol(shell, state->last.protocol, false)));
        ui_space(ui, SPACE_S);
        ui_row_begin(ui, LEGS, LEG_DP);
        for (int32_t i = 0; i < LEGS; i++) {
            last_of_leg(shell, &state->last.legs[i], leg_at(i));
        }
        ui_row_end(ui);
    } else {
        heading(shell, BALANCE_OPEN, WORD_BALANCE_TEST, word(WORD_BALANCE_TEST_FIRST));
    }
    ui_space(ui, SPACE_S);
    if (!today_locked(&shell->model->today) &&
        ui_button(ui, "test", word(WORD_BALANCE_TEST_START), BUTTON_PRIMARY)) {
        stance_begin(shell, balance_set_up);
    }
    ui_card_end(ui);
}

static void links(Shell *shell, const HomeState *state)
{
    Ui *ui = shell->ui;
    if (ui_row_item(ui, "charts", word(WORD_BALANCE_CHARTS), word(WORD_BALANCE_CHARTS_DETAIL),
                    NULL)) {
        nav_push(shell->nav, &screen_balance_charts, NULL, 0);
    }
    const char *squat = !state->squat.due ? say(shell, WORD_SQUAT_FROM,
                                                tell_coming(state->squat.next, state->today))
                                          : word(WORD_SQUAT_DETAIL);
    if (today_locked(&shell->model->today)) {
        squat = word(WORD_HELD_FLAG);
    }
    if (ui_row_item(ui, "squat", word(WORD_SQUAT_TITLE), squat, NULL)) {
        stance_begin(shell, balance_squat);
    }
    if (ui_row_item(ui, "stance", word(WORD_BALANCE_SAFETY), NULL, NULL)) {
        nav_push(shell->nav, &screen_stance_safety, NULL, 0);
    }
}

static void frame(Shell *shell, void *memory)
{
    HomeState *state = memory;
    Ui *ui = shell->ui;
    if (model_day(shell->model) != state->today) {
        model_refresh(shell->model);
    }
    if (state->read != shell->model->readings) {
        work_out(shell, state);
    }
    Rect page = page_begin_wide(shell, word(WORD_BALANCE_TITLE), true);
    page_undo(shell, &page);
    Rect second = {0};
    const bool split = page_split(shell, &page, &second);
    ui_scroll_begin(ui, "balance", page, SPACE_M);
    page_notice(shell);
    if (today_locked(&shell->model->today)) {
        flag_card(shell);
    }
    brushing(shell, state);
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "more", second, SPACE_M);
    }
    test(shell, state);
    links(shell, state);
    ui_scroll_end(ui);
}

const Screen screen_balance = {
    .name = "balance",
    .state_size = sizeof(HomeState),
    .enter = enter,
    .frame = frame,
};
