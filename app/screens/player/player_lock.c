/* SPDX-License-Identifier: MIT */
/*
 * The lock against accidental touches by wet fingers, knees on the floor or children. A tap only
 * shows how to unlock; holding for half a second unlocks. An open clock still stops at a touch,
 * because a clock that cannot be stopped would be worse than an accidental stop.
 */
#include "player_parts.h"

#define HINT_MS 2000

static bool stops(const PlayerView *view)
{
    return view->segment->kind == SEGMENT_MAX && view->state == PLAYER_RUNNING;
}

static void panel(Shell *shell, Rect rect, const PlayerView *view, bool large)
{
    Ui *ui = shell->ui;
    const float radius = ui_px(ui, RADIUS_M);
    if (large) {
        draw_rect(ui_list(ui), rect, radius, ui_color(ui, COLOR_CARD));
        draw_border(ui_list(ui), rect, radius, ui_px(ui, SIZE_FOCUS), ui_color(ui, COLOR_ACCENT));
    }
    rect = ui_inset(rect, ui_px(ui, SPACE_S));
    const Rect text = ui_cut_bottom(&rect, rect.h / 2);
    ui_icon(ui, ui_inset(rect, ui_px(ui, SPACE_XS)), ICON_LOCK, COLOR_TEXT);
    (void)ui_text_in(ui, text, large ? TEXT_HEADING : TEXT_BODY_STRONG, COLOR_TEXT, ALIGN_CENTER, 2,
                     word(stops(view) ? WORD_PLAYER_LOCKED_STOP : WORD_PLAYER_UNLOCK));
}

void player_locked(Shell *shell,
                   PlayerScreen *state,
                   const PlayerLayout *layout,
                   const PlayerView *view)
{
    Ui *ui = shell->ui;
    const Rect all = ui_window(ui);
    const UiTouch touch =
        ui_area(ui, "locked", all, ROLE_BUTTON, word(WORD_PLAYER_LOCKED), word(WORD_PLAYER_UNLOCK));
    /* A press and a tap in one pass come from a keyboard, which is no accidental touch. */
    if (touch.held || (touch.pressed && touch.tapped)) {
        state->locked = false;
        return;
    }
    if (touch.pressed && stops(view)) {
        (void)session_done(shell->model->session, touch.at_ms);
    }
    if (touch.pressed || ui_take_back(ui)) {
        state->lock_hint_ms = shell->now_ms + HINT_MS;
    }
    const bool large = shell->now_ms < state->lock_hint_ms;
    panel(shell, layout->rows, view, large);
    if (large) {
        ui_wake_at(ui, state->lock_hint_ms);
    }
}
