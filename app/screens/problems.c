/* SPDX-License-Identifier: MIT */
#include "page.h"

#define LINE_BYTES 1024

static void frame(Shell *shell, void *memory)
{
    (void)memory;
    Ui *ui = shell->ui;
    const Faults *faults = &shell->model->faults;
    const Rect page = page_begin(shell, word(WORD_PROBLEMS_TITLE), true);
    ui_scroll_begin(ui, "problems", page, SPACE_M);
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_PROBLEMS_TEXT));
    for (int32_t i = 0; i < faults->count; i++) {
        if (faults->items[i].level == FAULT_ERROR) {
            char line[LINE_BYTES];
            fault_format(&faults->items[i], line, sizeof(line));
            ui_text(ui, TEXT_SMALL, COLOR_TEXT, ui_format(ui, "%s", line));
        }
    }
    ui_scroll_end(ui);
}

const Screen screen_problems = {.name = "problems", .frame = frame};
