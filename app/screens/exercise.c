/* SPDX-License-Identifier: MIT */
#include "page.h"

typedef struct ExerciseState {
    const Exercise *exercise;
} ExerciseState;

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)shell;
    ((ExerciseState *)memory)->exercise = ((const ExerciseArgs *)args)->exercise;
}

static void list(Shell *shell, Word heading, TextList texts)
{
    if (texts.count == 0) {
        return;
    }
    ui_text(shell->ui, TEXT_HEADING, COLOR_TEXT, word(heading));
    for (int32_t i = 0; i < texts.count; i++) {
        ui_text(shell->ui, TEXT_BODY, COLOR_TEXT, texts.items[i]);
    }
}

static Word origin_word(DoseOrigin origin)
{
    switch (origin) {
    case DOSE_DOC:
        return WORD_ORIGIN_DOC;
    case DOSE_STUDY:
        return WORD_ORIGIN_STUDY;
    case DOSE_APP:
        break;
    }
    return WORD_ORIGIN_APP;
}

static void frame(Shell *shell, void *memory)
{
    const Exercise *exercise = ((ExerciseState *)memory)->exercise;
    Ui *ui = shell->ui;
    const Rect page = page_begin(shell, exercise->name, true);
    ui_scroll_begin(ui, "exercise", page, SPACE_S);
    list(shell, WORD_EXERCISE_HOW, exercise->cues);
    ui_space(ui, SPACE_S);
    list(shell, WORD_EXERCISE_MISTAKES, exercise->mistakes);
    ui_space(ui, SPACE_S);
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_EXERCISE_WHY));
    ui_text(ui, TEXT_BODY, COLOR_TEXT, exercise->why);
    ui_space(ui, SPACE_S);
    list(shell, WORD_EXERCISE_AVOID, exercise->avoid_when);
    ui_space(ui, SPACE_S);
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_EXERCISE_SOURCE));
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(origin_word(exercise->dose_origin)));
    for (int32_t i = 0; i < exercise->sources.count; i++) {
        ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, exercise->sources.items[i]);
    }
    ui_space(ui, SPACE_M);
    ui_scroll_end(ui);
}

const Screen screen_exercise = {
    .name = "exercise",
    .state_size = sizeof(ExerciseState),
    .enter = enter,
    .frame = frame,
};
