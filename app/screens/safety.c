/* SPDX-License-Identifier: MIT */
/* The safety note and the red flags as questions, after public NHS guidance and the Ottawa knee
 * rule. */
#include "page.h"

typedef struct Flag {
    const char *question; /* id in the log */
    Word text;
} Flag;

static const Flag flags[] = {
    {"flag.injury", WORD_FLAG_INJURY}, {"flag.locked", WORD_FLAG_LOCKED},
    {"flag.hot", WORD_FLAG_HOT},       {"flag.swollen", WORD_FLAG_SWOLLEN},
    {"flag.calf", WORD_FLAG_CALF},     {"flag.numb", WORD_FLAG_NUMB},
    {"flag.child", WORD_FLAG_CHILD},   {"flag.giving", WORD_FLAG_GIVING},
    {"flag.night", WORD_FLAG_NIGHT},
};

typedef struct SafetyState {
    bool answered[SF_COUNT(flags)];
} SafetyState;

static void log_answers(Shell *shell, const SafetyState *state)
{
    for (size_t i = 0; i < SF_COUNT(flags); i++) {
        SfErrorInfo err = {0};
        if (model_answer(shell->model, flags[i].question, state->answered[i], &err) != SF_OK) {
            model_notice(shell->model, "%s", err.text);
            return;
        }
    }
}

static void proceed(Shell *shell, const SafetyState *state)
{
    ReferralArgs args = {0};
    for (size_t i = 0; i < SF_COUNT(flags); i++) {
        args.flags |= state->answered[i] ? 1U << i : 0U;
    }
    log_answers(shell, state);
    if (args.flags != 0) {
        nav_replace(shell->nav, &screen_referral, &args, sizeof(args));
        return;
    }
    Settings settings = shell->model->settings;
    settings.safety_read = true;
    model_settings(shell->model, &settings);
    screen_home(shell);
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
    for (size_t i = 0; i < SF_COUNT(flags); i++) {
        any = any || state->answered[i];
    }
    ui_scroll_begin(ui, "safety", page, SPACE_M);
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_SAFETY_TEXT));
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_SAFETY_DATA));
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "questions", asked, SPACE_M);
    }
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_SAFETY_ASK));
    for (size_t i = 0; i < SF_COUNT(flags); i++) {
        (void)ui_toggle(ui, flags[i].question, word(flags[i].text), NULL, &state->answered[i]);
    }
    /* After the last question, so that none of them can be answered unseen. */
    ui_space(ui, SPACE_S);
    const bool go = ui_button(ui, "continue", word(any ? WORD_SAFETY_CONTINUE : WORD_SAFETY_NONE),
                              BUTTON_PRIMARY);
    ui_scroll_end(ui);
    if (go) {
        proceed(shell, state);
    }
}

const Screen screen_safety = {
    .name = "safety",
    .state_size = sizeof(SafetyState),
    .frame = frame,
};
