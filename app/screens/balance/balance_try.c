/* SPDX-License-Identifier: MIT */
/* The page that corrects or deletes one try of the log. Nothing changes before it is saved; after
 * that there is Undo. */
#include "try_edit.h"

typedef struct TryState {
    HistoryTry old;
    TryFact now;
    int32_t chip;
    bool changed;
    SfErrorInfo trouble;
} TryState;

static void enter(Shell *shell, void *memory, const void *args)
{
    TryState *state = memory;
    const History *history = &shell->model->history;
    const TryArgs *wanted = args;
    for (int32_t i = history->try_count; i-- > 0;) {
        if (uuid_equal(history->tries[i].id, wanted->id)) {
            state->old = history->tries[i];
        }
    }
    state->now = state->old.fact;
    state->chip = try_chip(&state->now);
}

/* Saves the corrected try; fact NULL deletes it. */
static void keep(Shell *shell, TryState *state, const TryFact *fact)
{
    const Word said = fact != NULL ? WORD_TRIES_CHANGED : WORD_TRIES_TAKEN;
    if (model_change_try(shell->model, &state->old, fact, word(said), &state->trouble) == SF_OK) {
        nav_pop(shell->nav);
    }
}

static void frame(Shell *shell, void *memory)
{
    TryState *state = memory;
    Ui *ui = shell->ui;
    Rect page = page_begin_wide(shell, word(WORD_TRIES_ONE), true);
    Rect second = {0};
    const bool split = page_split(shell, &page, &second);
    const bool save =
        page_footer_if(shell, split ? &second : &page, "save", word(WORD_SAVE), state->changed);
    ui_scroll_begin(ui, "try", page, SPACE_M);
    ui_text_aligned(ui, TEXT_BODY_STRONG, COLOR_TEXT, ALIGN_CENTER,
                    tell_date(shell, state->old.day));
    try_time(shell, &state->now, ui_px(ui, TRY_MOST_DP));
    ui_text_aligned(ui, TEXT_BODY, COLOR_TEXT_SOFT, ALIGN_CENTER,
                    tell_protocol(shell, protocol_of(&state->now), true));
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "said", second, SPACE_M);
    }
    state->changed |= try_steps(shell, &state->now);
    state->changed |= try_ended(shell, &state->now, &state->chip);
    state->changed |= try_supported(shell, &state->now);
    const bool take = ui_button(ui, "take", word(WORD_TRIES_TAKE), BUTTON_QUIET);
    if (state->trouble.text[0] != '\0') {
        ui_text(ui, TEXT_BODY, COLOR_CARE, state->trouble.text);
    }
    ui_scroll_end(ui);
    if (save || take) {
        keep(shell, state, take ? NULL : &state->now);
    }
}

const Screen screen_balance_try = {
    .name = "balance_try",
    .state_size = sizeof(TryState),
    .enter = enter,
    .frame = frame,
};
