/* SPDX-License-Identifier: MIT */
/* The page of all tries, the newest first, to look at and to correct, such as after a phone
 * fell. */
#include "balance_telling.h"

#define SHOWN 60 /* design: ten test days */

static void one(Shell *shell, const HistoryTry *attempt)
{
    const char *detail =
        say(shell, WORD_PROTOCOL, tell_protocol(shell, protocol_of(&attempt->fact), false),
            tell_end(shell, attempt));
    if (ui_row_item(shell->ui, "try", tell_leg(attempt->fact.leg), detail,
                    tell_seconds(shell, attempt->fact.time_ms))) {
        nav_push(shell->nav, &screen_balance_try, &(TryArgs){attempt->id}, sizeof(TryArgs));
    }
}

static void list(Shell *shell)
{
    Ui *ui = shell->ui;
    const History *history = &shell->model->history;
    const int32_t last = history->try_count - SHOWN > 0 ? history->try_count - SHOWN : 0;
    Day day = 0;
    for (int32_t i = history->try_count; i-- > last;) {
        const HistoryTry *attempt = &history->tries[i];
        if (i + 1 == history->try_count || attempt->day != day) {
            day = attempt->day;
            page_heading(shell, tell_date(shell, day));
        }
        ui_push_index(ui, i);
        one(shell, attempt);
        ui_pop_id(ui);
    }
    if (history->try_count == 0) {
        ui_text(ui, TEXT_TITLE, COLOR_TEXT, word(WORD_TRIES_NONE));
    }
    if (last > 0) {
        ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, say(shell, WORD_TRIES_NEWEST, SHOWN));
    }
}

static void frame(Shell *shell, void *memory)
{
    (void)memory;
    Rect page = page_begin(shell, word(WORD_TRIES_TITLE), true);
    page_undo(shell, &page);
    ui_scroll_begin(shell->ui, "tries", page, SPACE_XS);
    page_notice(shell);
    list(shell);
    ui_scroll_end(shell->ui);
}

const Screen screen_balance_tries = {.name = "balance_tries", .frame = frame};
