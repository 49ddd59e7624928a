/* SPDX-License-Identifier: MIT */
/* What is asked or told over the player's page. */
#include "player_parts.h"

#define PREVIEW_DP 160.0F

void player_open(Shell *shell, PlayerScreen *state, const PlayerView *view, PlayerSheet sheet)
{
    state->sheet = sheet;
    state->was_running = player_runs(view);
    (void)session_pause(shell->model->session);
}

static void close_sheet(Shell *shell, PlayerScreen *state)
{
    state->sheet = SHEET_NONE;
    if (state->was_running) {
        (void)session_resume(shell->model->session);
    }
}

static void leave_sheet(Shell *shell, PlayerScreen *state)
{
    Ui *ui = shell->ui;
    if (ui_dialog_begin(ui, "leave", word(WORD_LEAVE_TITLE))) {
        close_sheet(shell, state);
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_LEAVE_TEXT));
    if (ui_button(ui, "stay", word(WORD_LEAVE_STAY), BUTTON_PRIMARY)) {
        close_sheet(shell, state);
    }
    if (ui_button(ui, "stop", word(WORD_LEAVE_STOP), BUTTON_SECONDARY)) {
        state->sheet = SHEET_NONE;
        (void)session_leave(shell->model->session);
    }
    ui_dialog_end(ui);
}

static void choose(Shell *shell, PlayerScreen *state, HurtChoice choice)
{
    Session *session = shell->model->session;
    state->sheet = SHEET_NONE;
    (void)session_hurt(session, choice);
    if (state->was_running) {
        (void)session_resume(session);
    }
}

static void hurt_sheet(Shell *shell, PlayerScreen *state)
{
    Ui *ui = shell->ui;
    if (ui_dialog_begin(ui, "hurt", word(WORD_HURT_TITLE))) {
        close_sheet(shell, state);
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_HURT_TEXT));
    const Exercise *easier = session_easier(shell->model->session);
    if (easier != NULL &&
        ui_button(ui, "easier", say(shell, WORD_HURT_EASIER, easier->name), BUTTON_PRIMARY)) {
        choose(shell, state, HURT_EASIER);
    }
    if (ui_button(ui, "fewer", word(WORD_HURT_FEWER), BUTTON_SECONDARY)) {
        choose(shell, state, HURT_FEWER);
    }
    if (ui_button(ui, "skip-exercise", word(WORD_HURT_SKIP), BUTTON_SECONDARY)) {
        choose(shell, state, HURT_SKIP);
    }
    if (ui_button(ui, "stop-today", word(WORD_HURT_STOP), BUTTON_SECONDARY)) {
        choose(shell, state, HURT_STOP);
    }
    if (ui_button(ui, "hurt-back", word(WORD_HURT_BACK), BUTTON_QUIET)) {
        close_sheet(shell, state);
    }
    ui_dialog_end(ui);
}

/* ---- how to do it --------------------------------------------------------------------------- */

static void list(Shell *shell, Word heading, TextList texts)
{
    if (texts.count == 0) {
        return;
    }
    ui_text(shell->ui, TEXT_BODY_STRONG, COLOR_TEXT_SOFT, word(heading));
    for (int32_t i = 0; i < texts.count; i++) {
        ui_text(shell->ui, TEXT_BODY, COLOR_TEXT, texts.items[i]);
    }
}

/* Which exercise: the one that is done, or that comes. Its own words in the program go first. */
static void how_sheet(Shell *shell, PlayerScreen *state, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const bool comes = !segment_is_work(view->segment->kind) && view->next_item != NULL;
    const Item *item = comes ? view->next_item : view->item;
    const Exercise *exercise = library_exercise(&shell->model->library, item->exercise);
    const Figure *figure = face_figure(shell, view);
    if (ui_dialog_begin(ui, "how-sheet", item->name)) {
        close_sheet(shell, state);
    }
    if (figure != NULL) {
        FigureMoment moment = face_moment(shell, view);
        moment.preview = true;
        moment.elapsed_ms = shell->now_ms;
        figure_view(shell, ui_next(ui, ui_px(ui, PREVIEW_DP)), figure, face_side(view), &moment,
                    true);
    }
    list(shell, WORD_EXERCISE_HOW, item->cues);
    if (exercise != NULL) {
        list(shell, WORD_EXERCISE_MISTAKES, exercise->mistakes);
        const TextList why = {&exercise->why, exercise->why[0] != '\0' ? 1 : 0};
        list(shell, WORD_EXERCISE_WHY, why);
        list(shell, WORD_EXERCISE_AVOID, exercise->avoid_when);
    }
    if (ui_button(ui, "how-close", word(WORD_CLOSE), BUTTON_PRIMARY)) {
        close_sheet(shell, state);
    }
    ui_dialog_end(ui);
}

/* ---- back from a call, a lock, another app ----------------------------------------------------
 */

static void repeat(Shell *shell, PlayerScreen *state, const char *key, Word text, ButtonStyle style)
{
    Session *session = shell->model->session;
    if (ui_button(shell->ui, key, word(text), style)) {
        state->sheet = SHEET_NONE;
        (void)session_back(session);
        (void)session_resume(session);
    }
}

static void away_sheet(Shell *shell, PlayerScreen *state, const PlayerView *view)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    const FaceReturn offer = face_return(view);
    if (ui_dialog_begin(ui, "away",
                        word(state->voided ? WORD_STAND_VOID : WORD_PLAYER_INTERRUPTED))) {
        state->sheet = SHEET_NONE;
    }
    const char *where = face_where(shell, view);
    ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT, face_title(shell, view));
    if (where[0] != '\0') {
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, where);
    }
    if (state->voided) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_STAND_VOID_TEXT));
    }
    if (offer.repeat_first) {
        repeat(shell, state, "repeat", WORD_RESUME_REPEAT, BUTTON_PRIMARY);
    }
    if (ui_button(ui, "go-on", word(state->voided ? WORD_STAND_AGAIN : WORD_PLAYER_RESUME),
                  offer.repeat_first ? BUTTON_SECONDARY : BUTTON_PRIMARY)) {
        state->sheet = SHEET_NONE;
        (void)session_resume(session);
    }
    if (offer.repeat && !offer.repeat_first) {
        repeat(shell, state, "repeat", WORD_RESUME_REPEAT, BUTTON_SECONDARY);
    } else if (offer.again) {
        repeat(shell, state, "again", WORD_RESUME_AGAIN, BUTTON_SECONDARY);
    }
    if (ui_button(ui, "finish", word(WORD_RESUME_FINISH), BUTTON_QUIET)) {
        state->sheet = SHEET_NONE;
        (void)session_leave(session);
    }
    ui_dialog_end(ui);
}

void player_sheet(Shell *shell, PlayerScreen *state)
{
    PlayerView view;
    player_view(session_player(shell->model->session), shell->now_ms, &view);
    switch (state->sheet) {
    case SHEET_NONE:
        break;
    case SHEET_LEAVE:
        leave_sheet(shell, state);
        break;
    case SHEET_HURT:
        hurt_sheet(shell, state);
        break;
    case SHEET_HOW:
        ui_push_id(shell->ui, "how");
        how_sheet(shell, state, &view);
        ui_pop_id(shell->ui);
        break;
    case SHEET_AWAY:
        away_sheet(shell, state, &view);
        break;
    }
}
