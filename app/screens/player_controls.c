/* SPDX-License-Identifier: MIT */
/* The player's buttons and keys. */
#include "player_parts.h"

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
    face_story(shell, layout->story, view);
    if (!rect_is_empty(layout->time)) {
        (void)ui_text_in(ui, layout->time, TEXT_BODY_STRONG, COLOR_TEXT_SOFT, ALIGN_CENTER, 1,
                         face_left(shell, view));
    }
    if (state->locked) {
        return;
    }
    if (ui_icon_button(ui, "close", close, ICON_CLOSE, word(WORD_CLOSE)) || ui_take_back(ui)) {
        player_open(shell, state, view, SHEET_LEAVE);
    }
    if (ui_icon_button(ui, "lock", lock, ICON_LOCK, word(WORD_PLAYER_LOCK))) {
        state->locked = true;
        state->lock_hint_ms = 0;
    }
}

/* ---- the one action ------------------------------------------------------------------------- */

static void answers(Shell *shell, const PlayerLayout *layout)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    Rect yes = layout->action;
    Rect no = ui_cut_left(&yes, yes.w / 2);
    (void)ui_cut_right(&no, ui_px(ui, SPACE_XS));
    (void)ui_cut_left(&yes, ui_px(ui, SPACE_XS));
    if (ui_button_in(ui, "no", no, word(WORD_CHECK_NO), BUTTON_SECONDARY, true)) {
        (void)session_no(session);
    } else if (ui_button_in(ui, "yes", yes, word(WORD_CHECK_YES), BUTTON_PRIMARY, true)) {
        (void)session_done(session, ui_frame(ui)->now_ms);
    }
}

/* Go on or done; else a hint about tapping. */
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
        if (ui_button_in(ui, "done", layout->action, word(WORD_PLAYER_DONE), BUTTON_PRIMARY,
                         true)) {
            (void)session_done(session, ui_frame(ui)->now_ms);
        }
    } else if (layout->hint) {
        const bool stops = view->segment->kind == SEGMENT_MAX;
        (void)ui_text_in(ui, layout->action, TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_CENTER, 2,
                         word(stops ? WORD_PLAYER_TAP_TO_STOP : WORD_PLAYER_TAP_TO_PAUSE));
    }
}

/* ---- the rows ------------------------------------------------------------------------------- */

static void moves(Shell *shell, const PlayerLayout *layout)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    if (ui_button_in(ui, "back", layout->back, word(WORD_PLAYER_BACK), BUTTON_SECONDARY, true)) {
        (void)session_back(session);
    }
    if (ui_button_in(ui, "skip", layout->skip, word(WORD_PLAYER_SKIP), BUTTON_SECONDARY, true)) {
        (void)session_skip(session);
    }
    if (rect_is_empty(layout->less)) {
        return;
    }
    if (ui_button_in(ui, "less", layout->less, word(WORD_PLAYER_LESS), BUTTON_SECONDARY, true)) {
        (void)session_adjust(session, -PLAYER_ADJUST_MS);
    }
    if (ui_button_in(ui, "more", layout->more, word(WORD_PLAYER_MORE), BUTTON_SECONDARY, true)) {
        (void)session_adjust(session, PLAYER_ADJUST_MS);
    }
}

void player_controls(Shell *shell,
                     PlayerScreen *state,
                     const PlayerLayout *layout,
                     const PlayerView *view)
{
    Ui *ui = shell->ui;
    if (view->segment->kind == SEGMENT_CHECK) {
        answers(shell, layout);
        if (!rect_is_empty(layout->back) &&
            ui_button_in(ui, "back", layout->back, word(WORD_PLAYER_BACK), BUTTON_QUIET, true)) {
            (void)session_back(shell->model->session);
        }
        return;
    }
    moves(shell, layout);
    action(shell, layout, view);
    if (ui_button_in(ui, "hurts", layout->hurts, word(WORD_PLAYER_HURTS), BUTTON_CARE, true)) {
        player_open(shell, state, view, SHEET_HURT);
    }
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

void player_keys(Shell *shell, const PlayerView *view)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    if (ui_take_key(ui, KEY_RIGHT)) {
        (void)session_skip(session);
    } else if (ui_take_key(ui, KEY_LEFT)) {
        (void)session_back(session);
    } else if (ui_take_key(ui, KEY_PLUS)) {
        (void)session_adjust(session, PLAYER_ADJUST_MS);
    } else if (ui_take_key(ui, KEY_MINUS)) {
        (void)session_adjust(session, -PLAYER_ADJUST_MS);
    } else if (view->segment->kind != SEGMENT_CHECK && ui_take_key(ui, KEY_SPACE)) {
        if (player_runs(view)) {
            (void)session_pause(session);
        } else {
            (void)session_resume(session);
        }
    }
}
