/* SPDX-License-Identifier: MIT */
/* After a routine. Its facts are in the log already; this page adds what only the person knows. */
#include "page.h"

#include <string.h>

#include "surefoot/limits.h"

#define PAIN_ADVICE_ABOVE 5 /* clinical.md P2 */

typedef struct FinishState {
    int32_t pain_left;
    int32_t pain_right;
    int32_t effort; /* index into the choices, -1 none */
    char note[LIMIT_NOTE_BYTES + 1];
    SfErrorInfo trouble;
} FinishState;

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    FinishState *state = memory;
    state->pain_left = -1;
    state->pain_right = -1;
    state->effort = -1;
    (void)session_log(shell->model->session);
}

static void leave(Shell *shell, void *memory)
{
    (void)memory;
    const Platform *platform = shell->model->platform;
    platform->audio_close(platform->context);
    model_end_session(shell->model);
}

typedef struct Tally {
    int32_t done;
    int32_t planned;
    bool hurt;
} Tally;

static Tally count_sets(const Session *session)
{
    Tally tally = {0};
    const Timeline *timeline = session_timeline(session);
    const Player *player = session_player(session);
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        const SegmentKind kind = timeline->segments[i].kind;
        if (!segment_is_work(kind) || kind == SEGMENT_CHECK) {
            continue;
        }
        const Outcome outcome = player->credits[i].outcome;
        tally.planned++;
        tally.done +=
            outcome == OUTCOME_DONE || outcome == OUTCOME_PARTIAL || outcome == OUTCOME_HURT;
        tally.hurt = tally.hurt || outcome == OUTCOME_HURT;
    }
    return tally;
}

static Word title_of(const Session *session, Tally tally)
{
    if (tally.hurt && session_player(session)->ended_early) {
        return WORD_FINISH_HURT;
    }
    if (tally.done == 0) {
        return WORD_FINISH_NOTHING;
    }
    return tally.done < tally.planned ? WORD_FINISH_PART : WORD_FINISH_DONE;
}

static void save_state(Shell *shell, FinishState *state)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    if (session_logged(session)) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_FINISH_SAVED));
    } else {
        ui_text(ui, TEXT_BODY, COLOR_CARE,
                say(shell, WORD_FINISH_UNSAVED, session_trouble(session)));
        if (ui_button(ui, "retry", word(WORD_FINISH_RETRY), BUTTON_SECONDARY)) {
            (void)session_log(session);
        }
    }
    if (state->trouble.text[0] != '\0') {
        ui_text(ui, TEXT_BODY, COLOR_CARE, state->trouble.text);
    }
}

static void summary(Shell *shell, FinishState *state)
{
    Ui *ui = shell->ui;
    const Session *session = shell->model->session;
    const Tally tally = count_sets(session);
    ui_text(ui, TEXT_DISPLAY, COLOR_TEXT, word(title_of(session, tally)));
    int64_t work_ms = 0;
    for (int32_t i = 0; i < session_timeline(session)->segment_count; i++) {
        work_ms += session_player(session)->credits[i].done_ms;
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT,
            say(shell, WORD_FINISH_SUMMARY, tally.done, tally.planned, say_time(shell, work_ms)));
    save_state(shell, state);
}

static void questions(Shell *shell, FinishState *state)
{
    Ui *ui = shell->ui;
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_FINISH_PAIN));
    (void)ui_scale(ui, "pain-left", word(WORD_FINISH_PAIN_LEFT), word(WORD_PAIN_LOW),
                   word(WORD_PAIN_HIGH), &state->pain_left);
    (void)ui_scale(ui, "pain-right", word(WORD_FINISH_PAIN_RIGHT), word(WORD_PAIN_LOW),
                   word(WORD_PAIN_HIGH), &state->pain_right);
    if (state->pain_left > PAIN_ADVICE_ABOVE || state->pain_right > PAIN_ADVICE_ABOVE) {
        ui_text(ui, TEXT_BODY, COLOR_CARE, word(WORD_FINISH_PAIN_ADVICE));
    }
    const char *const efforts[] = {word(WORD_EFFORT_EASY), word(WORD_EFFORT_RIGHT),
                                   word(WORD_EFFORT_HARD)};
    (void)ui_choice(ui, "effort", word(WORD_FINISH_EFFORT), efforts, (int32_t)SF_COUNT(efforts),
                    &state->effort);
    (void)ui_field(ui, "note", word(WORD_FINISH_NOTE), word(WORD_FINISH_NOTE_HINT), state->note,
                   sizeof(state->note));
}

static void close_page(Shell *shell, FinishState *state)
{
    const SessionAnswers answers = {
        .pain_left = state->pain_left,
        .pain_right = state->pain_right,
        .effort = (Effort)(state->effort + 1),
        .note = state->note,
    };
    const bool kept = shell->model->log == LOG_READY;
    if (session_answer(shell->model->session, &answers, &state->trouble) == SF_OK || !kept) {
        nav_reset(shell->nav, &screen_today, NULL, 0);
    }
}

static void frame(Shell *shell, void *memory)
{
    FinishState *state = memory;
    Ui *ui = shell->ui;
    const Session *session = shell->model->session;
    Rect page = page_begin_wide(shell, session_timeline(session)->title, false);
    Rect asked;
    const bool split = page_split(shell, &page, &asked);
    const bool go = page_footer(shell, split ? &asked : &page, "done", word(WORD_FINISH_CLOSE)) ||
                    ui_take_back(ui);
    ui_scroll_begin(ui, "finish", page, SPACE_M);
    summary(shell, state);
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "questions", asked, SPACE_M);
    }
    questions(shell, state);
    ui_scroll_end(ui);
    if (go) {
        close_page(shell, state);
    }
}

const Screen screen_finish = {
    .name = "finish",
    .state_size = sizeof(FinishState),
    .enter = enter,
    .frame = frame,
    .leave = leave,
};
