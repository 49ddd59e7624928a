/* SPDX-License-Identifier: MIT */
/* The page of all programs: following, removing, and their sources. */
#include "shared/figure_view.h"
#include "shared/telling.h"
#include "today/flag_card.h"

#define OPEN_MAX 32 /* programs whose sources can be shown at the same time */

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

static bool is_mine(const Model *model, const Program *program)
{
    return program->kept || model_is_own(model, program);
}

static void about(Shell *shell, const Program *program)
{
    Ui *ui = shell->ui;
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, program->title);
    const char *by = program->author != NULL ? say(shell, WORD_PROGRAMS_BY, program->author) : "";
    if (is_mine(shell->model, program)) {
        by = tell_more(shell, by, word(program->kept ? WORD_PROGRAMS_KEPT : WORD_PROGRAMS_OWN));
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

static void offer_removal(Shell *shell, const Program *program)
{
    SfErrorInfo err = {0};
    if (ui_button_about(shell->ui, "remove", word(WORD_PROGRAMS_REMOVE), program->title,
                        BUTTON_QUIET) &&
        model_remove_program(shell->model, program,
                             say(shell, WORD_PROGRAMS_REMOVED, program->title), &err) != SF_OK) {
        model_notice(shell->model, "%s", err.text);
    }
}

static void show_missing(Shell *shell, const char *missing)
{
    Ui *ui = shell->ui;
    const char *id = ui_format(ui, "%s", missing); /* the history goes when it is read again */
    SfErrorInfo err = {0};
    ui_card_begin(ui, id);
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, id);
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_PROGRAMS_MISSING));
    if (ui_button_about(ui, "stop", word(WORD_PROGRAMS_MISSING_STOP), id, BUTTON_SECONDARY) &&
        model_unfollow_missing(shell->model, id, &err) != SF_OK) {
        model_notice(shell->model, "%s", err.text);
    }
    ui_card_end(ui);
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
    if (is_mine(shell->model, program)) {
        offer_removal(shell, program);
    }
    ui_card_end(ui);
}

static void list(Shell *shell, ProgramsState *state, bool mine)
{
    const Library *library = &shell->model->library;
    for (int32_t i = 0; i < library->program_count; i++) {
        const Program *program = library->programs[i];
        if (!program_is_followable(program) || is_mine(shell->model, program) != mine) {
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
    Rect page = page_begin(shell, word(WORD_PROGRAMS_TITLE), true);
    page_undo(shell, &page);
    ui_scroll_begin(ui, "programs", page, SPACE_M);
    page_notice(shell);
    if (today_locked(&shell->model->today)) {
        flag_card(shell);
    }
    if (shell->model->library.program_count == 0) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_PROGRAMS_EMPTY));
    }
    for (int32_t i = 0; model_missing(shell->model, i) != NULL; i++) {
        show_missing(shell, model_missing(shell->model, i));
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
