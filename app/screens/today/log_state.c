/* SPDX-License-Identifier: MIT */
/* The page that tells, before anything else, that the log could not be opened; it leads on. */
#include "shared/page.h"

static void frame(Shell *shell, void *memory)
{
    (void)memory;
    Ui *ui = shell->ui;
    const bool newer = shell->model->log == LOG_NEWER;
    Rect page =
        page_begin(shell, word(newer ? WORD_LOG_NEWER_TITLE : WORD_LOG_MISSING_TITLE), false);
    const bool go = page_footer(shell, &page, "continue", word(WORD_LOG_CONTINUE));
    ui_scroll_begin(ui, "log", page, SPACE_M);
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(newer ? WORD_LOG_NEWER_TEXT : WORD_LOG_MISSING_TEXT));
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, shell->model->log_text);
    ui_scroll_end(ui);
    if (go) {
        nav_reset(shell->nav, &screen_safety, NULL, 0);
    }
}

const Screen screen_log_state = {.name = "log_state", .frame = frame};
