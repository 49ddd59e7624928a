/* SPDX-License-Identifier: MIT */
/* What all pages after a routine share: saving it, closing the sound, ending the session. */
#include "after.h"

const Screen *after_screen(RoutineMode mode)
{
    switch (mode) {
    case MODE_BALANCE:
        return &screen_balance_result;
    case MODE_BRUSH:
        return &screen_brush_done;
    case MODE_HALF_SQUAT:
        return &screen_squat_score;
    case MODE_EXERCISE:
        break;
    }
    return &screen_finish;
}

void after_enter(Shell *shell)
{
    if (session_log(shell->model->session) == SF_OK) {
        model_refresh(shell->model);
    }
}

void after_leave(Shell *shell, void *memory)
{
    (void)memory;
    (void)model_want_sound(shell->model, false);
    model_end_session(shell->model);
}

void after_saved(Shell *shell)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    if (session_logged(session)) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_FINISH_SAVED));
        return;
    }
    ui_text(ui, TEXT_BODY, COLOR_CARE, say(shell, WORD_FINISH_UNSAVED, session_trouble(session)));
    if (ui_button(ui, "retry", word(WORD_FINISH_RETRY), BUTTON_SECONDARY)) {
        (void)session_log(session);
    }
    const int32_t waiting = session_waiting_sets(session);
    const int32_t planned = player_tally(session_player(session), -1).planned;
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT,
            waiting < 0 ? word(WORD_FINISH_LOST)
                        : say(shell, WORD_FINISH_WAITS, (int)waiting, (int)planned));
    if (ui_button(ui, "leave", word(WORD_FINISH_LEAVE), BUTTON_QUIET)) {
        session_save(session);
        nav_reset(shell->nav, &screen_today, NULL, 0);
    }
}
