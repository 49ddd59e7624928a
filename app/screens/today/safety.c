/* SPDX-License-Identifier: MIT */
/* The page of the safety note, with the red flags as questions. Open flags are ticked already;
 * taking a tick away means "no". */
#include "shared/page.h"
#include "surefoot/flag_words.h"

typedef struct SafetyState {
    bool ticked[FLAG_COUNT];
} SafetyState;

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    SafetyState *state = memory;
    for (int flag = 0; flag < FLAG_OTHER; flag++) {
        state->ticked[flag] = flags_is_open(&shell->model->today.flags, (FlagId)flag);
    }
}

/* Goes on only if the ticks could be saved: an unsaved tick would not stop anything later. */
static void proceed(Shell *shell, const SafetyState *state, bool any)
{
    Model *model = shell->model;
    SfErrorInfo err = {0};
    if (model_answer_flags(model, state->ticked, &err) != SF_OK) {
        model_notice(model, "%s", err.text);
        if (any) {
            return;
        }
    }
    Settings settings = model->settings;
    settings.safety_read = true;
    model_settings(model, &settings);
    screen_home(shell);
    if (today_locked(&model->today)) {
        nav_push(shell->nav, &screen_referral, NULL, 0);
    }
}

static void frame(Shell *shell, void *memory)
{
    SafetyState *state = memory;
    Ui *ui = shell->ui;
    const bool first = !shell->model->settings.safety_read;
    Rect page = page_begin_wide(shell, word(WORD_SAFETY_TITLE), !first);
    Rect asked;
    const bool split = page_split(shell, &page, &asked);
    bool any = false;
    for (int flag = 0; flag < FLAG_OTHER; flag++) {
        any = any || state->ticked[flag];
    }
    ui_scroll_begin(ui, "safety", page, SPACE_M);
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_SAFETY_TEXT));
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_SAFETY_DATA));
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "questions", asked, SPACE_M);
    }
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_SAFETY_ASK));
    for (int flag = 0; flag < FLAG_OTHER; flag++) {
        (void)ui_toggle(ui, red_flags[flag].question, word(flag_word((FlagId)flag)), NULL,
                        &state->ticked[flag]);
    }
    page_notice(shell);
    /* The button comes after the last question, so that the person sees all of them. */
    ui_space(ui, SPACE_S);
    const bool go = ui_button(ui, "continue", word(any ? WORD_SAFETY_CONTINUE : WORD_SAFETY_NONE),
                              BUTTON_PRIMARY);
    ui_scroll_end(ui);
    if (go) {
        proceed(shell, state, any);
    }
}

const Screen screen_safety = {
    .name = "safety",
    .state_size = sizeof(SafetyState),
    .enter = enter,
    .frame = frame,
};
