/* SPDX-License-Identifier: MIT */
/* The page about standing safely on one leg, and when not to do it: shown before the first time and
 * once a month. */
#include "balance_start.h"

typedef struct Question {
    const char *key;
    Word text;
} Question;

static const Question questions[] = {
    {"dizzy", WORD_STANCE_DIZZY},
    {"fall", WORD_STANCE_FALL},
    {"pain", WORD_STANCE_PAIN},
    {"drink", WORD_STANCE_DRINK},
};

static const Word rules[] = {WORD_STANCE_FLOOR, WORD_STANCE_HOLD, WORD_STANCE_EYES,
                             WORD_STANCE_STOP};

typedef struct SafetyState {
    void (*then)(Shell *shell);
    bool answered[SF_COUNT(questions)];
} SafetyState;

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)shell;
    SafetyState *state = memory;
    if (args != NULL) {
        state->then = ((const StanceSafetyArgs *)args)->then;
    }
}

static void proceed(Shell *shell, const SafetyState *state, bool any)
{
    nav_pop(shell->nav);
    if (any) {
        return;
    }
    Settings settings = shell->model->settings;
    settings.stance_safety_day = model_day(shell->model);
    model_settings(shell->model, &settings);
    if (state->then != NULL) {
        state->then(shell);
    }
}

static void frame(Shell *shell, void *memory)
{
    SafetyState *state = memory;
    Ui *ui = shell->ui;
    Rect page = page_begin_wide(shell, word(WORD_STANCE_TITLE), true);
    Rect asked;
    const bool split = page_split(shell, &page, &asked);
    bool any = false;
    for (size_t i = 0; i < SF_COUNT(questions); i++) {
        any = any || state->answered[i];
    }
    ui_scroll_begin(ui, "stance", page, SPACE_M);
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_STANCE_TEXT));
    for (size_t i = 0; i < SF_COUNT(rules); i++) {
        page_item(shell, (int32_t)i + 1, word(rules[i]));
    }
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "questions", asked, SPACE_M);
    } else {
        ui_space(ui, SPACE_S);
    }
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_STANCE_ASK));
    for (size_t i = 0; i < SF_COUNT(questions); i++) {
        (void)ui_toggle(ui, questions[i].key, word(questions[i].text), NULL, &state->answered[i]);
    }
    if (any) {
        ui_card_begin(ui, "wait");
        ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_STANCE_WAIT));
        ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_STANCE_WAIT_TEXT));
        ui_card_end(ui);
    }
    /* The button comes after the last question, so that the person sees all of them. */
    ui_space(ui, SPACE_S);
    const bool go =
        ui_button(ui, "continue", word(any ? WORD_STANCE_LATER : WORD_SAFETY_NONE), BUTTON_PRIMARY);
    ui_scroll_end(ui);
    if (go) {
        proceed(shell, state, any);
    }
}

const Screen screen_stance_safety = {
    .name = "stance_safety",
    .state_size = sizeof(SafetyState),
    .enter = enter,
    .frame = frame,
};
