/* SPDX-License-Identifier: MIT */
/* The page after brushing. Hands are wet and the bathroom is dark, so it only shows today's two
 * circles in the dark colours; any touch, or some seconds, lead back to Today. */
#include <math.h>

#include "brush.h"
#include "session/after.h"

#define STAYS_MS 12000     /* design: long enough to see the circle fill from across a bathroom */
#define CIRCLE_SHARE 0.26F /* of the short edge */
#define BAND_DP 10.0F

typedef struct DoneState {
    Brushing brushing;
    bool counted; /* it counts: the person stood on each leg */
    int64_t until_ms;
} DoneState;

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    DoneState *state = memory;
    after_enter(shell);
    const Model *model = shell->model;
    (void)brushing_compute(&state->brushing, &model->history, model_day(model));
    state->counted = player_tally(session_player(model->session), -1).whole >= BALANCE_LEGS;
    state->until_ms = shell->now_ms + STAYS_MS;
}

static float circle_side(const Ui *ui)
{
    const Viewport *viewport = &ui_frame(ui)->viewport;
    return CIRCLE_SHARE * fminf((float)viewport->width, (float)viewport->height);
}

static void half_day(Shell *shell, Rect cell, const char *key, Word name, bool done)
{
    Ui *ui = shell->ui;
    const float side = circle_side(ui);
    const Rect disc = {cell.x + (cell.w - side) / 2, cell.y, side, side};
    const ColorRole ink = done ? COLOR_DIM_STRONG : COLOR_DIM;
    ui_describe(ui, ROLE_IMAGE, key, cell, word(name),
                word(done ? WORD_BRUSH_DONE : WORD_BRUSH_OPEN));
    ui_ring(ui, disc, done ? BAND_DP : SIZE_FOCUS, 1, ink);
    if (done) {
        ui_icon(ui, ui_inset(disc, side / 4), ICON_CHECK, ink);
    }
    (void)ui_cut_top(&cell, side + ui_px(ui, SPACE_S));
    ui_draw_text(ui, cell, TEXT_HEADING, ink, ALIGN_CENTER, word(name));
}

static void line(Shell *shell, Rect *page, TextStyle style, ColorRole ink, const char *text)
{
    const float height = ui_text_height(shell->ui, style, page->w, text);
    (void)ui_text_in(shell->ui, ui_cut_top(page, height), style, ink, ALIGN_CENTER, INT32_MAX,
                     text);
    (void)ui_cut_top(page, ui_px(shell->ui, SPACE_M));
}

static void face(Shell *shell, const DoneState *state)
{
    Ui *ui = shell->ui;
    Rect page = ui_centered(ui, ui_inset(ui_safe(ui), ui_px(ui, SPACE_M)), SIZE_CONTENT_MAX);
    const char *title = word(state->counted ? WORD_BRUSH_WELL : WORD_BRUSH_PART);
    const char *below =
        state->counted ? brush_text(shell, &state->brushing) : word(WORD_BRUSH_PART_TEXT);
    const TextStyle below_style = state->counted ? TEXT_SMALL : TEXT_BODY;
    const float row =
        circle_side(ui) + ui_px(ui, SPACE_S) + ui_text_height(ui, TEXT_HEADING, page.w, "M");
    const float height = ui_text_height(ui, TEXT_TITLE, page.w, title) + row +
                         ui_text_height(ui, below_style, page.w, below) + ui_px(ui, 2 * SPACE_M);
    (void)ui_cut_top(&page, fmaxf((page.h - height) / 2, 0));
    line(shell, &page, TEXT_TITLE, COLOR_DIM_STRONG, title);
    Rect circles = ui_cut_top(&page, row);
    (void)ui_cut_top(&page, ui_px(ui, SPACE_M));
    const Rect left = ui_cut_left(&circles, circles.w / 2);
    half_day(shell, left, "morning", WORD_BRUSH_MORNING, state->brushing.morning);
    half_day(shell, circles, "evening", WORD_BRUSH_EVENING, state->brushing.evening);
    line(shell, &page, below_style, COLOR_DIM, below);
}

static void frame(Shell *shell, void *memory)
{
    DoneState *state = memory;
    Ui *ui = shell->ui;
    const Rect all = ui_window(ui);
    int64_t at_ms = 0;
    if (!session_logged(shell->model->session) && shell->model->log == LOG_READY) {
        /* The finish page has a button to save again. */
        nav_replace(shell->nav, &screen_finish, NULL, 0);
        return;
    }
    draw_rect(ui_list(ui), all, 0, ui_color(ui, COLOR_DIM_PAGE));
    ui_describe(ui, ROLE_BUTTON, "done", all, word(WORD_FINISH_CLOSE), "");
    face(shell, state);
    const bool touched = ui_take_any(ui, &at_ms) && at_ms >= ui_ready_ms(ui);
    if (touched || shell->now_ms >= state->until_ms) {
        nav_reset(shell->nav, &screen_today, NULL, 0);
    }
    ui_wake_at(ui, state->until_ms);
}

const Screen screen_brush_done = {
    .name = "brush_done",
    .state_size = sizeof(DoneState),
    .enter = enter,
    .frame = frame,
    .leave = after_leave,
};
