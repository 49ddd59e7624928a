/* SPDX-License-Identifier: MIT */
/* One look at both knees. In the morning after a session it is the reading that says whether the
 * load was right (TREK knee-cap pain guidance). */
#include "page.h"

typedef struct KneesState {
    int32_t left;
    int32_t right;
} KneesState;

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)shell;
    (void)args;
    *(KneesState *)memory = (KneesState){.left = -1, .right = -1};
}

static void add_level(Shell *shell, Fact *facts, int32_t *count, Side knee, int32_t level)
{
    if (level >= 0) {
        Fact *fact = &facts[(*count)++];
        *fact = model_fact(shell->model, FACT_PAIN);
        fact->body.pain = (PainFact){
            .knee = knee,
            .moment = shell->model->today.ask_morning ? PAIN_MORNING : PAIN_BEFORE,
            .level = level,
        };
    }
}

static SfError save(Shell *shell, const KneesState *state, SfErrorInfo *err)
{
    Fact facts[2];
    int32_t count = 0;
    add_level(shell, facts, &count, SIDE_LEFT, state->left);
    add_level(shell, facts, &count, SIDE_RIGHT, state->right);
    return count > 0 ? model_add(shell->model, facts, count, word(WORD_KNEES_SAVED), err) : SF_OK;
}

static void frame(Shell *shell, void *memory)
{
    KneesState *state = memory;
    Ui *ui = shell->ui;
    Rect page = page_begin(shell, word(WORD_KNEES_TITLE), true);
    const bool go = page_footer(shell, &page, "save", word(WORD_SAVE));
    ui_scroll_begin(ui, "knees", page, SPACE_L);
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_KNEES_TEXT));
    (void)ui_scale(ui, "left", word(WORD_FINISH_PAIN_LEFT), word(WORD_PAIN_LOW),
                   word(WORD_PAIN_HIGH), &state->left);
    (void)ui_scale(ui, "right", word(WORD_FINISH_PAIN_RIGHT), word(WORD_PAIN_LOW),
                   word(WORD_PAIN_HIGH), &state->right);
    ui_scroll_end(ui);
    if (go) {
        SfErrorInfo err = {0};
        if (save(shell, state, &err) != SF_OK) {
            model_notice(shell->model, "%s", err.text);
        }
        nav_pop(shell->nav);
    }
}

const Screen screen_knees = {
    .name = "knees",
    .state_size = sizeof(KneesState),
    .enter = enter,
    .frame = frame,
};
