/* SPDX-License-Identifier: MIT */
#include "page.h"

static void show(Shell *shell, const Program *program)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, program->id);
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, program->title);
    if (program->summary != NULL) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, program->summary);
    }
    bool follows = model_follows(shell->model, program);
    if (ui_toggle(ui, "follow", word(WORD_PROGRAMS_FOLLOW), word(WORD_PROGRAMS_FOLLOW_DETAIL),
                  &follows)) {
        SfErrorInfo err = {0};
        if (model_follow(shell->model, program, follows, &err) != SF_OK) {
            model_notice(shell->model, "%s", err.text);
        }
    }
    for (int32_t i = 0; i < program->routine_count; i++) {
        const Routine *routine = &program->routines[i];
        if (ui_row_item(ui, routine->id, routine->title, routine->summary, NULL)) {
            const RoutineArgs args = {program, routine};
            nav_push(shell->nav, &screen_routine, &args, sizeof(args));
        }
    }
    ui_card_end(ui);
}

static void frame(Shell *shell, void *memory)
{
    (void)memory;
    Ui *ui = shell->ui;
    const Library *library = &shell->model->library;
    const Rect page = page_begin(shell, word(WORD_PROGRAMS_TITLE), true);
    ui_scroll_begin(ui, "programs", page, SPACE_M);
    page_notice(shell);
    if (library->program_count == 0) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_PROGRAMS_EMPTY));
    }
    for (int32_t i = 0; i < library->program_count; i++) {
        show(shell, library->programs[i]);
    }
    ui_space(ui, SPACE_M);
    ui_scroll_end(ui);
}

const Screen screen_programs = {.name = "programs", .frame = frame};
