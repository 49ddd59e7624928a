/* SPDX-License-Identifier: MIT */
/* The page that asks about both knees. In the morning after a session the answer shows whether the
 * load was right (TREK knee-cap pain guidance). */
#include "shared/page.h"

#define SHORT_DP 480.0F

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
            .moment = shell->model->today.morning_open ? PAIN_MORNING : PAIN_BEFORE,
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

static void ask(Ui *ui, const char *key, Word knee, int32_t *level)
{
    (void)ui_scale(ui, key, word(knee), word(WORD_PAIN_LOW), word(WORD_PAIN_HIGH), level);
}

/* True if the knees are side by side: a phone in landscape has no room for one below the other. */
static bool stand_beside(const Ui *ui)
{
    return ui_is_wide(ui) && ui_safe(ui).h < ui_px(ui, SHORT_DP);
}

static void frame(Shell *shell, void *memory)
{
    KneesState *state = memory;
    Ui *ui = shell->ui;
    const bool beside = stand_beside(ui);
    const char *title = word(WORD_KNEES_TITLE);
    Rect page = beside ? page_begin_wide(shell, title, true) : page_begin(shell, title, true);
    const bool chosen = state->left >= 0 || state->right >= 0;
    const bool go = page_footer_if(shell, &page, "save", word(WORD_SAVE), chosen);
    Rect second = page;
    if (beside) {
        (void)page_split(shell, &page, &second);
    }
    ui_scroll_begin(ui, "knees", page, SPACE_L);
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_KNEES_TEXT));
    const float text = ui_text_height(ui, TEXT_BODY, ui_column_width(ui), word(WORD_KNEES_TEXT));
    ask(ui, "left", WORD_FINISH_PAIN_LEFT, &state->left);
    if (beside) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "other", second, SPACE_L);
        (void)ui_next(ui, text);
    }
    ask(ui, "right", WORD_FINISH_PAIN_RIGHT, &state->right);
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
