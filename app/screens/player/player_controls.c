/* SPDX-License-Identifier: MIT */
/* The player's buttons and keys. */
#include "player_parts.h"

/* The strip with the next exercise; while paused, the button "How to do it". */
static void
strip(Shell *shell, PlayerScreen *state, const PlayerLayout *layout, const PlayerView *view)
{
    Ui *ui = shell->ui;
    if (rect_is_empty(layout->strip)) {
        return;
    }
    if (view->state != PLAYER_PAUSED) {
        (void)ui_text_in(ui, layout->strip, TEXT_BODY_STRONG, COLOR_TEXT, ALIGN_CENTER, 1,
                         face_next(shell, view));
    } else if (ui_button_in(ui, "how", layout->strip, word(WORD_PLAYER_HOW), BUTTON_SECONDARY,
                            true)) {
        player_open(shell, state, view, SHEET_HOW);
    }
}

static bool strip_in_top(const PlayerLayout *layout, const PlayerView *view)
{
    return layout->strip.y == layout->top.y && view->segment->kind != SEGMENT_CHECK;
}

void player_top(Shell *shell,
                PlayerScreen *state,
                const PlayerLayout *layout,
                const PlayerView *view)
{
    Ui *ui = shell->ui;
    Rect bar = layout->top;
    const float target = ui_px(ui, SIZE_TARGET_SESSION);
    const Rect close = ui_cut_left(&bar, target);
    const Rect lock = ui_cut_right(&bar, target);
    const bool locked = state->locked;
    face_story(shell, layout->story, view);
    if (!locked &&
        (ui_icon_button(ui, "close", close, ICON_CLOSE, word(WORD_CLOSE)) || ui_take_back(ui))) {
        player_open(shell, state, view, SHEET_LEAVE);
    }
    if (!rect_is_empty(layout->time)) {
        (void)ui_text_in(ui, layout->time, TEXT_BODY_STRONG, COLOR_TEXT_SOFT, ALIGN_CENTER, 1,
                         face_left(shell, view));
    }
    if (locked) {
        return;
    }
    if (strip_in_top(layout, view)) {
        strip(shell, state, layout, view);
    }
    if (ui_icon_button(ui, "lock", lock, ICON_LOCK, word(WORD_PLAYER_LOCK))) {
        state->locked = true;
        state->lock_hint_ms = 0;
    }
}

/* ---- the main button ------------------------------------------------------------------------ */

/* Each segment has its own buttons, so a double tap does not answer for the next segment. */
static void push_segment(Shell *shell, const PlayerView *view)
{
    const Timeline *timeline = session_timeline(shell->model->session);
    ui_push_index(shell->ui, (int32_t)(view->segment - timeline->segments));
}

static void answers(Shell *shell, const PlayerLayout *layout, const PlayerView *view)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    push_segment(shell, view);
    Rect yes = layout->action;
    Rect no = ui_cut_left(&yes, yes.w / 2);
    (void)ui_cut_right(&no, ui_px(ui, SPACE_XS));
    (void)ui_cut_left(&yes, ui_px(ui, SPACE_XS));
    if (ui_button_in(ui, "no", no, word(WORD_CHECK_NO), BUTTON_SECONDARY, true)) {
        (void)session_no(session);
    } else if (ui_button_in(ui, "yes", yes, word(WORD_CHECK_YES), BUTTON_PRIMARY, true)) {
        (void)session_done(session, ui_frame(ui)->now_ms);
    }
    ui_pop_id(ui);
}

/* The main button (go on, done), or else a hint about tapping. */
static void action(Shell *shell, const PlayerLayout *layout, const PlayerView *view)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    if (view->state == PLAYER_PAUSED) {
        if (ui_button_in(ui, "resume", layout->action, word(WORD_PLAYER_RESUME), BUTTON_PRIMARY,
                         true)) {
            (void)session_resume(session);
        }
    } else if (view->segment->kind == SEGMENT_REPS && view->segment->open) {
        push_segment(shell, view);
        if (ui_button_in(ui, "done", layout->action, word(WORD_PLAYER_DONE), BUTTON_PRIMARY,
                         true)) {
            (void)session_done(session, ui_frame(ui)->now_ms);
        }
        ui_pop_id(ui);
    } else if (layout->hint) {
        const bool stops = view->segment->kind == SEGMENT_MAX;
        (void)ui_text_in(ui, layout->action, TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_CENTER, 2,
                         word(stops ? WORD_PLAYER_TAP_TO_STOP : WORD_PLAYER_TAP_TO_PAUSE));
    }
}

/* ---- the rows ------------------------------------------------------------------------------- */

static void back(Shell *shell, const PlayerLayout *layout, ButtonStyle style)
{
    if (!rect_is_empty(layout->back) &&
        ui_button_in(shell->ui, "back", layout->back, word(WORD_PLAYER_BACK), style, true)) {
        (void)session_back(shell->model->session);
    }
}

static void skip(Shell *shell, const PlayerScreen *state, const PlayerLayout *layout)
{
    ui_new_since(shell->ui, state->turned_ms);
    if (ui_button_in(shell->ui, "skip", layout->skip, word(WORD_PLAYER_SKIP), BUTTON_SECONDARY,
                     true)) {
        (void)session_skip(shell->model->session);
    }
    ui_new_since(shell->ui, UI_ALWAYS);
}

static void
adjust(Shell *shell, const PlayerScreen *state, const char *key, Rect place, Word label, int32_t ms)
{
    ui_new_since(shell->ui, state->turned_ms);
    if (!rect_is_empty(place) &&
        ui_button_in(shell->ui, key, place, word(label), BUTTON_SECONDARY, true)) {
        (void)session_adjust(shell->model->session, ms);
    }
    ui_new_since(shell->ui, UI_ALWAYS);
}

void player_controls(Shell *shell,
                     PlayerScreen *state,
                     const PlayerLayout *layout,
                     const PlayerView *view)
{
    if (view->segment->kind == SEGMENT_CHECK) {
        back(shell, layout, BUTTON_QUIET);
        answers(shell, layout, view);
        return;
    }
    if (!strip_in_top(layout, view)) {
        strip(shell, state, layout, view);
    }
    const bool one_row = layout->skip.y == layout->hurts.y;
    back(shell, layout, BUTTON_SECONDARY);
    action(shell, layout, view);
    if (!one_row) {
        skip(shell, state, layout);
    }
    adjust(shell, state, "less", layout->less, WORD_PLAYER_LESS, -PLAYER_ADJUST_MS);
    if (ui_button_in(shell->ui, "hurts", layout->hurts, word(WORD_PLAYER_HURTS), BUTTON_CARE,
                     true)) {
        player_open(shell, state, view, SHEET_HURT);
    }
    adjust(shell, state, "more", layout->more, WORD_PLAYER_MORE, PLAYER_ADJUST_MS);
    if (one_row) {
        skip(shell, state, layout);
    }
}

static void moving_keys(Shell *shell, const PlayerScreen *state)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    if (ui_take_key(ui, KEY_LEFT)) {
        (void)session_back(session);
    }
    ui_new_since(ui, state->turned_ms);
    if (ui_take_key(ui, KEY_RIGHT)) {
        (void)session_skip(session);
    } else if (ui_take_key(ui, KEY_PLUS)) {
        (void)session_adjust(session, PLAYER_ADJUST_MS);
    } else if (ui_take_key(ui, KEY_MINUS)) {
        (void)session_adjust(session, -PLAYER_ADJUST_MS);
    }
    ui_new_since(ui, UI_ALWAYS);
}

void player_keys(Shell *shell, const PlayerScreen *state, const PlayerView *view)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    moving_keys(shell, state);
    if (view->segment->kind != SEGMENT_CHECK && ui_take_key(ui, KEY_SPACE)) {
        if (player_runs(view)) {
            (void)session_pause(session);
        } else {
            (void)session_resume(session);
        }
    }
}
