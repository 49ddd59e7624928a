/* SPDX-License-Identifier: MIT */
/* After brushing. Hands are wet: the page goes away by itself. */
#include "after.h"
#include "brush.h"

#define STAYS_MS 12000 /* ours: long enough to see the circle fill from across a bathroom */

typedef struct DoneState {
    Brushing brushing;
    bool counted; /* a stand on each leg: they take turns */
    int64_t until_ms;
} DoneState;

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    DoneState *state = memory;
    after_enter(shell);
    const Model *model = shell->model;
    (void)brushing_compute(&state->brushing, &model->history, model_day(model));
    state->counted = player_tally(session_player(model->session), -1).done >= BALANCE_LEGS;
    state->until_ms = shell->now_ms + STAYS_MS;
}

static void frame(Shell *shell, void *memory)
{
    DoneState *state = memory;
    Ui *ui = shell->ui;
    Rect page = page_begin(shell, word(WORD_BRUSH_TITLE), false);
    const bool kept = session_logged(shell->model->session);
    const bool over = kept && shell->now_ms >= state->until_ms;
    const bool go = page_footer(shell, &page, "done", word(WORD_FINISH_CLOSE)) || ui_take_back(ui);
    ui_scroll_begin(ui, "brush-done", page, SPACE_M);
    ui_text(ui, TEXT_DISPLAY, COLOR_TEXT, word(state->counted ? WORD_BRUSH_WELL : WORD_BRUSH_PART));
    after_saved(shell);
    if (!state->counted) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_BRUSH_PART_TEXT));
    }
    ui_card_begin(ui, "today");
    brush_circles(shell, &state->brushing);
    ui_space(ui, SPACE_S);
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, brush_text(shell, &state->brushing));
    ui_card_end(ui);
    ui_scroll_end(ui);
    if (go || over) {
        nav_reset(shell->nav, &screen_today, NULL, 0);
    } else if (kept) {
        ui_wake_at(ui, state->until_ms);
    }
}

const Screen screen_brush_done = {
    .name = "brush_done",
    .state_size = sizeof(DoneState),
    .enter = enter,
    .frame = frame,
    .leave = after_leave,
};
