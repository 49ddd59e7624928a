/* SPDX-License-Identifier: MIT */
/* The page after a balance test: what each leg did, what that may mean, and what it does not
 * mean. */
#include "balance_meaning.h"
#include "session/after.h"
#include "surefoot/vocabulary.h"

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    after_enter(shell);
    balance_meaning_read(shell, memory);
}

static void one_try(Shell *shell, const HistoryTry *attempt)
{
    page_item(shell, 0,
              say(shell, WORD_RESULT_TRY, tell_seconds(shell, attempt->fact.time_ms),
                  tell_end(shell, attempt)));
}

static void leg_card(Shell *shell, const BalanceMeaning *meaning, int32_t index)
{
    Ui *ui = shell->ui;
    const TestLeg *leg = &meaning->legs[index];
    const Side side = leg_at(index);
    if (leg->tries == 0) {
        return;
    }
    ui_card_begin(ui, side_words[side]);
    leg_heading(shell, side, tell_leg(side));
    if (leg->counted > 0) {
        ui_value(ui, TEXT_DISPLAY, COLOR_TEXT, ALIGN_LEFT, tell_seconds(shell, leg->best_ms));
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT,
                say(shell, WORD_RESULT_BEST_MEAN, tell_seconds(shell, leg->mean_ms)));
    } else {
        ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_RESULT_ALL_SUPPORTED));
    }
    const TryStrip strip = {.leg = side,
                            .cap_ms = meaning->balance.protocol.cap_ms,
                            .norm = meaning->has_norm ? &meaning->norm : NULL,
                            .tries = meaning->tries,
                            .count = meaning->try_count};
    try_strip(shell, &strip);
    for (int32_t i = 0; i < meaning->try_count; i++) {
        if (meaning->tries[i].fact.leg == side) {
            one_try(shell, &meaning->tries[i]);
        }
    }
    ui_card_end(ui);
}

static void legs(Shell *shell, const BalanceMeaning *meaning)
{
    Ui *ui = shell->ui;
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, tell_protocol(shell, meaning->balance.protocol, true));
    for (int32_t i = 0; i < LEGS; i++) {
        leg_card(shell, meaning, i);
    }
    if (meaning->has_norm) {
        ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, balance_meaning_norm(shell, &meaning->norm));
    }
    after_saved(shell);
}

static void frame(Shell *shell, void *memory)
{
    BalanceMeaning *meaning = memory;
    Ui *ui = shell->ui;
    Rect page = page_begin_wide(shell, word(WORD_RESULT_TITLE), false);
    Rect second = {0};
    const bool split = meaning->try_count > 0 && page_split(shell, &page, &second);
    const bool go = page_footer(shell, split ? &second : &page, "done", word(WORD_FINISH_CLOSE)) ||
                    ui_take_back(ui);
    ui_scroll_begin(ui, "result", page, SPACE_M);
    page_notice(shell);
    if (meaning->try_count == 0) {
        ui_text(ui, TEXT_DISPLAY, COLOR_TEXT, word(WORD_RESULT_NOTHING));
        ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_RESULT_NOTHING_TEXT));
    } else {
        legs(shell, meaning);
        if (split) {
            ui_scroll_end(ui);
            ui_scroll_begin(ui, "meaning", second, SPACE_M);
        }
        balance_meaning(shell, meaning);
    }
    ui_scroll_end(ui);
    if (go) {
        nav_reset(shell->nav, &screen_today, NULL, 0);
    }
}

const Screen screen_balance_result = {
    .name = "balance_result",
    .state_size = sizeof(BalanceMeaning),
    .enter = enter,
    .frame = frame,
    .leave = after_leave,
};
