/* SPDX-License-Identifier: MIT */
#include "figure_view.h"
#include "telling.h"

#define OPEN_MAX 32 /* programs whose sources can be open at once */

typedef struct ProgramsState {
    uint32_t open; /* bit i: the sources of program i are shown */
} ProgramsState;

static void sources(Shell *shell, const Program *program, bool *open)
{
    Ui *ui = shell->ui;
    const Word label = *open ? WORD_PROGRAMS_SOURCES_HIDE : WORD_PROGRAMS_SOURCES;
    if (ui_button(ui, "sources", word(label), BUTTON_QUIET)) {
        *open = !*open;
    }
    if (!*open) {
        return;
    }
    for (int32_t i = 0; i < program->sources.count; i++) {
        ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, program->sources.items[i]);
    }
    if (program->licence != NULL) {
        ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT,
                say(shell, WORD_PROGRAMS_LICENCE, program->licence));
    }
}

static void about(Shell *shell, const Program *program)
{
    Ui *ui = shell->ui;
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, program->title);
    const char *by = program->author != NULL ? say(shell, WORD_PROGRAMS_BY, program->author) : "";
    if (model_is_own(shell->model, program)) {
        by = tell_more(shell, by, word(WORD_PROGRAMS_OWN));
    }
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, by);
    if (program->summary != NULL) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT, program->summary);
    }
}

static void stage(Shell *shell, const Program *program)
{
    Ui *ui = shell->ui;
    const StageNow *now = today_stage(&shell->model->today, program);
    if (now == NULL) {
        return;
    }
    ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT, tell_stage(shell, now));
    const char *next = tell_stage_next(shell, now);
    if (next != NULL) {
        ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, next);
    }
}

static void show(Shell *shell, const Program *program, bool *open)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, program->id);
    about(shell, program);
    bool follows = model_follows(shell->model, program);
    if (ui_toggle(ui, "follow", word(WORD_PROGRAMS_FOLLOW), word(WORD_PROGRAMS_FOLLOW_DETAIL),
                  &follows)) {
        SfErrorInfo err = {0};
        if (model_follow(shell->model, program, follows, &err) != SF_OK) {
            model_notice(shell->model, "%s", err.text);
        }
    }
    stage(shell, program);
    for (int32_t i = 0; i < program->routine_count; i++) {
        const Routine *routine = &program->routines[i];
        if (figure_routine_row(shell, routine, routine->summary)) {
            const RoutineArgs args = {program, routine};
            nav_push(shell->nav, &screen_routine, &args, sizeof(args));
        }
    }
    sources(shell, program, open);
    ui_card_end(ui);
}

static void list(Shell *shell, ProgramsState *state, bool own)
{
    const Library *library = &shell->model->library;
    for (int32_t i = 0; i < library->program_count; i++) {
        const Program *program = library->programs[i];
        if (!program_is_followable(program) || model_is_own(shell->model, program) != own) {
            continue;
        }
        const uint32_t bit = 1U << (uint32_t)(i % OPEN_MAX);
        bool open = (state->open & bit) != 0;
        show(shell, program, &open);
        state->open = open ? state->open | bit : state->open & ~bit;
    }
}

static void frame(Shell *shell, void *memory)
{
    ProgramsState *state = memory;
    Ui *ui = shell->ui;
    const Rect page = page_begin(shell, word(WORD_PROGRAMS_TITLE), true);
    ui_scroll_begin(ui, "programs", page, SPACE_M);
    page_notice(shell);
    if (shell->model->library.program_count == 0) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_PROGRAMS_EMPTY));
    }
    list(shell, state, true);
    list(shell, state, false);
    if (ui_row_item(ui, "library", word(WORD_PROGRAMS_LIBRARY), word(WORD_PROGRAMS_LIBRARY_DETAIL),
                    NULL)) {
        nav_push(shell->nav, &screen_library, NULL, 0);
    }
    ui_scroll_end(ui);
}

const Screen screen_programs = {
    .name = "programs",
    .state_size = sizeof(ProgramsState),
    .frame = frame,
};
