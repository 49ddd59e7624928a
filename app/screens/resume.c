/* SPDX-License-Identifier: MIT */
/* A session was interrupted by a kill or a crash: where it was, and what now. */
#include "page.h"

typedef struct ResumeState {
    bool asking;
} ResumeState;

static void end(Shell *shell)
{
    model_end_session(shell->model);
    nav_reset(shell->nav, &screen_today, NULL, 0);
}

static void discard(Shell *shell)
{
    SfErrorInfo err = {0};
    if (session_discard(shell->model->session, &err) != SF_OK) {
        model_notice(shell->model, "%s", err.text);
    }
    end(shell);
}

static void ask(Shell *shell, ResumeState *state)
{
    Ui *ui = shell->ui;
    if (ui_dialog_begin(ui, "discard-ask", word(WORD_RESUME_DISCARD_ASK))) {
        state->asking = false;
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_RESUME_DISCARD_TEXT));
    if (ui_button(ui, "discard-no", word(WORD_CANCEL), BUTTON_PRIMARY)) {
        state->asking = false;
    }
    if (ui_button(ui, "discard-yes", word(WORD_RESUME_DISCARD), BUTTON_QUIET)) {
        discard(shell);
    }
    ui_dialog_end(ui);
}

static void frame(Shell *shell, void *memory)
{
    ResumeState *state = memory;
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    const Rect page = page_begin(shell, word(WORD_RESUME_TITLE), false);
    PlayerView view;
    player_view(session_player(session), shell->now_ms, &view);
    ui_scroll_begin(ui, "resume", page, SPACE_M);
    page_notice(shell);
    ui_card_begin(ui, "where");
    ui_text(ui, TEXT_TITLE, COLOR_TEXT, session_timeline(session)->title);
    const char *side = say_side(view.segment->side);
    ui_text(ui, TEXT_BODY, COLOR_TEXT,
            side != NULL ? ui_format(ui, "%s, %s", view.item->name, side) : view.item->name);
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT,
            say(shell, WORD_RESUME_DONE, view.work_done, view.work_count));
    ui_card_end(ui);
    if (ui_button(ui, "continue", word(WORD_RESUME_CONTINUE), BUTTON_PRIMARY)) {
        nav_reset(shell->nav, &screen_today, NULL, 0);
        nav_push(shell->nav, &screen_player, NULL, 0);
    }
    if (ui_button(ui, "finish", word(WORD_RESUME_FINISH), BUTTON_SECONDARY)) {
        (void)session_leave(session);
        nav_reset(shell->nav, &screen_today, NULL, 0);
        nav_push(shell->nav, &screen_finish, NULL, 0);
    }
    if (ui_button(ui, "discard", word(WORD_RESUME_DISCARD), BUTTON_QUIET)) {
        state->asking = true;
    }
    ui_scroll_end(ui);
    if (state->asking) {
        ask(shell, state);
    }
}

const Screen screen_resume = {
    .name = "resume",
    .state_size = sizeof(ResumeState),
    .frame = frame,
};
