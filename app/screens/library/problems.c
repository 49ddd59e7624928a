/* SPDX-License-Identifier: MIT */
/* The page that lists faults in program files. */
#include "shared/page.h"

#include <string.h>

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static void show(Shell *shell, const Fault *fault)
{
    Ui *ui = shell->ui;
    const char *text = fault->text;
    if (fault->line > 0) {
        text = say(shell, WORD_PROBLEMS_AT, fault->line, fault->column, text);
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT, text);
}

static void frame(Shell *shell, void *memory)
{
    (void)memory;
    Ui *ui = shell->ui;
    const Faults *faults = &shell->model->faults;
    const int32_t damaged = shell->model->damaged;
    const bool files = faults->errors > 0;
    const Rect page =
        page_begin(shell, word(files ? WORD_PROBLEMS_TITLE : WORD_PROBLEMS_RECORDS_TITLE), true);
    ui_scroll_begin(ui, "problems", page, SPACE_S);
    if (damaged > 0) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT,
                damaged == 1 ? word(WORD_PROBLEMS_RECORD)
                             : say(shell, WORD_PROBLEMS_RECORDS, (int)damaged));
    }
    if (files) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_PROBLEMS_TEXT));
    }
    const char *file = NULL;
    for (int32_t i = 0; i < faults->count; i++) {
        const Fault *fault = &faults->items[i];
        if (fault->level != FAULT_ERROR) {
            continue;
        }
        if (file == NULL || strcmp(file, fault->file) != 0) {
            file = fault->file;
            ui_space(ui, SPACE_S);
            ui_text(ui, TEXT_HEADING, COLOR_TEXT, file_name(file));
            ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, file);
        }
        show(shell, fault);
    }
    ui_scroll_end(ui);
}

const Screen screen_problems = {.name = "problems", .frame = frame};
