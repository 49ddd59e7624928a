/* SPDX-License-Identifier: MIT */
/* The page of the half-squat check: what it is, how the knees feel, and earlier checks. */
#include "balance_start.h"
#include "balance_telling.h"
#include "squat_chart.h"

#define PAIN_MOST 2 /* design: with more pain it is not offered */

typedef struct SquatState {
    Squats check;
    Day today;
    int32_t left;
    int32_t right;
    SfErrorInfo trouble;
} SquatState;

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    SquatState *state = memory;
    state->today = model_day(shell->model);
    squats_compute(&state->check, &shell->model->history, state->today);
    state->left = -1;
    state->right = -1;
}

static SfError log_pain(Shell *shell, const SquatState *state, SfErrorInfo *err)
{
    const int32_t levels[] = {state->left, state->right};
    Fact facts[LEGS];
    for (int32_t i = 0; i < LEGS; i++) {
        facts[i] = model_fact(shell->model, FACT_PAIN);
        facts[i].body.pain =
            (PainFact){.knee = leg_at(i), .moment = PAIN_BEFORE, .level = levels[i]};
    }
    return model_add(shell->model, facts, LEGS, word(WORD_KNEES_SAVED), err);
}

/* The answer is saved in any case, because the rest of the app uses it. */
static void proceed(Shell *shell, SquatState *state)
{
    const bool sore = state->left > PAIN_MOST || state->right > PAIN_MOST;
    if (log_pain(shell, state, &state->trouble) != SF_OK) {
        return;
    }
    if (sore) {
        nav_pop(shell->nav);
    } else {
        balance_play(shell, BALANCE_SQUAT, NULL);
    }
}

static void ask(Shell *shell, SquatState *state)
{
    Ui *ui = shell->ui;
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_SQUAT_ASK));
    (void)ui_scale(ui, "left", word(WORD_FINISH_PAIN_LEFT), word(WORD_PAIN_LOW),
                   word(WORD_PAIN_HIGH), &state->left);
    (void)ui_scale(ui, "right", word(WORD_FINISH_PAIN_RIGHT), word(WORD_PAIN_LOW),
                   word(WORD_PAIN_HIGH), &state->right);
    if (state->left > PAIN_MOST || state->right > PAIN_MOST) {
        ui_card_begin(ui, "sore");
        ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_SQUAT_NOT_TODAY));
        ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_SQUAT_NOT_TODAY_TEXT));
        ui_card_end(ui);
    }
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, word(WORD_SQUAT_SWOLLEN));
}

static void wait(Shell *shell, const SquatState *state)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, "weekly");
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_SQUAT_WEEKLY));
    ui_text(ui, TEXT_BODY, COLOR_TEXT,
            say(shell, WORD_SQUAT_WEEKLY_TEXT, tell_coming(state->check.next, state->today)));
    ui_card_end(ui);
}

static void frame(Shell *shell, void *memory)
{
    SquatState *state = memory;
    Ui *ui = shell->ui;
    Rect page = page_begin_wide(shell, word(WORD_SQUAT_TITLE), true);
    Rect asked;
    const bool split = page_split(shell, &page, &asked);
    const bool open = state->check.due;
    const bool said = state->left >= 0 && state->right >= 0;
    const bool sore = state->left > PAIN_MOST || state->right > PAIN_MOST;
    bool go = false;
    if (open && said) {
        go = page_footer(shell, split ? &asked : &page, "start",
                         word(sore ? WORD_STANCE_LATER : WORD_START));
    }
    ui_scroll_begin(ui, "squat", page, SPACE_M);
    page_notice(shell);
    if (state->trouble.text[0] != '\0') {
        ui_text(ui, TEXT_BODY, COLOR_CARE, state->trouble.text);
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_SQUAT_TEXT));
    if (split) {
        squat_chart(shell, state->today);
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "asked", asked, SPACE_M);
    }
    if (open) {
        ask(shell, state);
    } else {
        wait(shell, state);
    }
    if (!split) {
        squat_chart(shell, state->today);
    }
    ui_scroll_end(ui);
    if (go) {
        proceed(shell, state);
    }
}

const Screen screen_squat = {
    .name = "squat",
    .state_size = sizeof(SquatState),
    .enter = enter,
    .frame = frame,
};
