/* SPDX-License-Identifier: MIT */
/* The page after a routine. Its facts are in the log already; the page adds what only the person
 * knows. */
#include "after.h"
#include "shared/telling.h"

#include <string.h>

#include "surefoot/limits.h"

#define PAIN_ADVICE_ABOVE 5 /* TREK knee-cap pain guidance: never above 5 of 10 */

typedef struct FinishState {
    int32_t pain_left;
    int32_t pain_right;
    int32_t effort; /* index into the choices, -1 none */
    bool advised;   /* advice about much pain was just shown */
    bool refused;   /* the person wanted to close the page, but the log could not be written */
    char note[LIMIT_NOTE_BYTES + 1];
    NextDue next;
    Day today;
    int32_t days; /* days that have sets of it; first_day is the first of them */
    Day first_day;
    SfErrorInfo trouble;
} FinishState;

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    FinishState *state = memory;
    state->pain_left = -1;
    state->pain_right = -1;
    state->effort = -1;
    state->today = model_day(shell->model);
    after_enter(shell);
    state->days = session_days(shell->model->session, &state->first_day);
    state->next = model_next_due(shell->model);
}

static Word title_of(const Session *session, PlayerTally tally)
{
    if (tally.hurt && session_player(session)->ended_early) {
        return WORD_FINISH_HURT;
    }
    if (tally.planned == 0) {
        return session_player(session)->ended_early ? WORD_FINISH_NOTHING : WORD_FINISH_DONE;
    }
    if (tally.whole == 0) {
        return tally.done > 0 ? WORD_FINISH_BEGUN : WORD_FINISH_NOTHING;
    }
    return tally.done < tally.planned ? WORD_FINISH_PART : WORD_FINISH_DONE;
}

/* What was done, or what would make it count; "" for a routine with only rests and questions. */
static const char *summary_text(Shell *shell, PlayerTally tally)
{
    const char *time = say_time(shell, tally.work_ms);
    if (tally.planned == 0) {
        return "";
    }
    if (tally.whole > 0 || tally.done == 0) {
        return say(shell, WORD_FINISH_SUMMARY, tally.done, tally.planned, time);
    }
    return say(shell,
               model_day_counts(shell->model) ? WORD_FINISH_BEGUN_KEPT : WORD_FINISH_BEGUN_TEXT,
               time);
}

/* Tells about a routine that began on an earlier day, because the streak counts days. */
static void earlier(Shell *shell, const FinishState *state)
{
    if (state->days > 0 && state->first_day < state->today) {
        ui_text(shell->ui, TEXT_BODY, COLOR_TEXT_SOFT,
                say(shell, state->days > 1 ? WORD_FINISH_DAYS : WORD_FINISH_EARLIER,
                    tell_past(shell, state->first_day, state->today)));
    }
}

static void summary(Shell *shell, FinishState *state)
{
    Ui *ui = shell->ui;
    const Session *session = shell->model->session;
    const PlayerTally tally = player_tally(session_player(session), -1);
    ui_text(ui, TEXT_DISPLAY, COLOR_TEXT, word(title_of(session, tally)));
    const char *text = summary_text(shell, tally);
    if (text[0] != '\0') {
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, text);
    }
    earlier(shell, state);
    const bool logged = session_logged(session);
    after_saved(shell);
    if (logged && state->trouble.text[0] != '\0') {
        ui_text(ui, TEXT_BODY, COLOR_CARE, say(shell, WORD_FINISH_UNANSWERED, state->trouble.text));
        if (ui_button(ui, "leave", word(WORD_FINISH_LEAVE), BUTTON_QUIET)) {
            nav_reset(shell->nav, &screen_today, NULL, 0);
        }
    }
}

/* ---- each exercise -------------------------------------------------------------------------- */

static const char *done_text(Shell *shell, PlayerTally tally)
{
    if (tally.hurt) {
        return word(WORD_FINISH_ITEM_HURT);
    }
    if (tally.done == 0) {
        return word(WORD_FINISH_ITEM_LEFT);
    }
    if (tally.whole == 0) {
        return word(WORD_FINISH_ITEM_BEGUN);
    }
    return tally.done == tally.planned
               ? word(WORD_FINISH_ITEM_DONE)
               : say(shell, WORD_FINISH_ITEM_PART, (int)tally.done, (int)tally.planned);
}

static void item_row(Shell *shell, const char *name, PlayerTally tally)
{
    Ui *ui = shell->ui;
    const float mark = ui_px(ui, SIZE_ICON);
    const float width = ui_column_width(ui) - mark - ui_px(ui, SPACE_M);
    const char *text = done_text(shell, tally);
    const float name_h = ui_text_height(ui, TEXT_BODY_STRONG, width, name);
    const float text_h = ui_text_height(ui, TEXT_SMALL, width, text);
    Rect place = ui_next(ui, name_h + text_h);
    Rect icon = ui_cut_left(&place, mark);
    icon.y += (icon.h - mark) / 2.0F;
    icon.h = mark;
    ui_icon(ui, icon, tally.done > 0 ? ICON_CHECK : ICON_MINUS,
            tally.done > 0 ? COLOR_GOOD : COLOR_OUTLINE);
    (void)ui_cut_left(&place, ui_px(ui, SPACE_M));
    (void)ui_text_in(ui, ui_cut_top(&place, name_h), TEXT_BODY_STRONG, COLOR_TEXT, ALIGN_LEFT,
                     INT32_MAX, name);
    (void)ui_text_in(ui, place, TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_LEFT, INT32_MAX, text);
}

static void items(Shell *shell, bool titled)
{
    const Session *session = shell->model->session;
    const Timeline *timeline = session_timeline(session);
    if (player_tally(session_player(session), -1).planned == 0) {
        return;
    }
    if (titled) {
        ui_text(shell->ui, TEXT_HEADING, COLOR_TEXT, word(WORD_FINISH_ITEMS));
    }
    ui_card_begin(shell->ui, "items");
    for (int32_t i = 0; i < timeline->item_count; i++) {
        const PlayerTally tally = player_tally(session_player(session), i);
        if (tally.planned > 0) {
            item_row(shell, timeline->items[i].name, tally);
        }
    }
    ui_card_end(shell->ui);
}

static void next_time(Shell *shell, const FinishState *state)
{
    if (state->next.routine != NULL) {
        ui_text(shell->ui, TEXT_BODY_STRONG, COLOR_TEXT,
                say(shell, WORD_TODAY_NEXT, tell_coming(state->next.day, state->today),
                    state->next.routine->title));
    }
}

/* Asks about pain in a knee. Advice appears below the knee it is about and is scrolled into view;
 * so is the button to leave without saving. */
static void ask_pain(Shell *shell, FinishState *state, const char *key, Word knee, int32_t *level)
{
    Ui *ui = shell->ui;
    const bool changed =
        ui_scale(ui, key, word(knee), word(WORD_PAIN_LOW), word(WORD_PAIN_HIGH), level);
    if (*level > PAIN_ADVICE_ABOVE) {
        ui_text(ui, TEXT_BODY, COLOR_CARE, word(WORD_FINISH_PAIN_ADVICE));
        state->advised = state->advised || changed;
    }
}

static void show(const Shell *shell, bool *wanted, Word label)
{
    int32_t count = 0;
    const UiNode *nodes = ui_nodes(shell->ui, &count);
    for (int32_t i = 0; i < count && *wanted; i++) {
        if (strcmp(nodes[i].label, word(label)) == 0) {
            (void)ui_reveal(shell->ui, nodes[i].id);
        }
    }
    *wanted = false;
}

static void questions(Shell *shell, FinishState *state)
{
    Ui *ui = shell->ui;
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_FINISH_PAIN));
    ask_pain(shell, state, "pain-left", WORD_FINISH_PAIN_LEFT, &state->pain_left);
    ask_pain(shell, state, "pain-right", WORD_FINISH_PAIN_RIGHT, &state->pain_right);
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
    } else {
        state->refused = true;
    }
}

static void frame(Shell *shell, void *memory)
{
    FinishState *state = memory;
    Ui *ui = shell->ui;
    const Session *session = shell->model->session;
    show(shell, &state->advised, WORD_FINISH_PAIN_ADVICE);
    show(shell, &state->refused, WORD_FINISH_LEAVE);
    Rect page = page_begin_wide(shell, session_timeline(session)->title, false);
    Rect asked;
    const bool split = page_split(shell, &page, &asked);
    const bool go = page_footer(shell, split ? &asked : &page, "done", word(WORD_FINISH_CLOSE)) ||
                    ui_take_back(ui);
    ui_scroll_begin(ui, "finish", page, SPACE_M);
    summary(shell, state);
    if (split) {
        items(shell, false);
        next_time(shell, state);
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "questions", asked, SPACE_M);
    } else {
        next_time(shell, state);
    }
    questions(shell, state);
    if (!split) {
        items(shell, true);
    }
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
    .leave = after_leave,
};
