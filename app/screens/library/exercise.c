/* SPDX-License-Identifier: MIT */
/* The page of an exercise: its figure, how to do it, what to watch out for, and its sources. */
#include "shared/figure_view.h"
#include "shared/telling.h"

#include <math.h>
#include <string.h>

#define STAGE_SHARE 0.42F /* at most this part of the page's height */
#define MISTAKE_SHARE 0.6F
#define FACT_DP 150.0F /* least width of one of two facts side by side */

typedef struct ExerciseState {
    const Exercise *exercise;
    int32_t side; /* 0 left, 1 right */
    FigureStage stage;
} ExerciseState;

static void enter(Shell *shell, void *memory, const void *args)
{
    ExerciseState *state = memory;
    state->exercise = ((const ExerciseArgs *)args)->exercise;
    state->side = shell->model->today.worse_knee == SIDE_LEFT ? 0 : 1;
    state->stage = (FigureStage){.figure = figure_of(shell, state->exercise->id),
                                 .exercise = state->exercise,
                                 .from_ms = shell->now_ms};
}

static bool has_sides(const Exercise *exercise)
{
    return exercise->dose.sides != SIDES_NONE && exercise->dose.sides != SIDES_BOTH;
}

static void picture(Shell *shell, ExerciseState *state, float most)
{
    Ui *ui = shell->ui;
    if (state->stage.figure == NULL) {
        return;
    }
    /* As high as the figure is at this width: a figure that lies down needs less height. */
    const Rect bounds = figure_bounds(state->stage.figure, false);
    const float natural = ui_column_width(ui) * bounds.h / fmaxf(bounds.w, 1.0F);
    const float height = fmaxf(natural, ui_px(ui, SIZE_FIGURE_MIN));
    const Rect card = ui_next(ui, fminf(height, most));
    draw_rect(ui_list(ui), card, ui_px(ui, RADIUS_M), ui_color(ui, COLOR_CARD));
    draw_border(ui_list(ui), card, ui_px(ui, RADIUS_M), ui_px(ui, SIZE_HAIRLINE),
                ui_color(ui, COLOR_LINE));
    const bool sides = has_sides(state->exercise);
    state->stage.side = sides ? (state->side == 0 ? SIDE_LEFT : SIDE_RIGHT) : SIDE_NONE;
    figure_stage(shell, ui_inset(card, ui_px(ui, SPACE_S)), &state->stage);
    if (sides) {
        const char *const names[] = {word(WORD_SIDE_LEFT), word(WORD_SIDE_RIGHT)};
        (void)ui_choice(ui, "side", "", names, (int32_t)SF_COUNT(names), &state->side);
    }
}

static void facts(Shell *shell, const Exercise *exercise)
{
    Ui *ui = shell->ui;
    ui_space(ui, SPACE_S);
    ui_row_begin(ui, 2, FACT_DP);
    ui_row_next(ui);
    page_fact(shell, WORD_EXERCISE_POSITION, tell_position(exercise->position));
    ui_row_next(ui);
    page_fact(shell, WORD_EXERCISE_NEED, tell_list(shell, exercise->equipment));
    ui_row_end(ui);
    ui_row_begin(ui, 2, FACT_DP);
    ui_row_next(ui);
    page_fact(shell, WORD_EXERCISE_DOSE, tell_dose(shell, &exercise->dose));
    ui_row_next(ui);
    page_fact(shell, WORD_EXERCISE_TEMPO, tell_tempo(shell, exercise));
    ui_row_end(ui);
}

static void list(Shell *shell, Word heading, TextList texts, bool numbered)
{
    if (texts.count == 0) {
        return;
    }
    page_heading(shell, word(heading));
    for (int32_t i = 0; i < texts.count; i++) {
        page_item(shell, numbered ? i + 1 : 0, texts.items[i]);
    }
}

static void mistake(Shell *shell, const ExerciseState *state)
{
    Ui *ui = shell->ui;
    const Figure *figure = state->stage.figure;
    if (figure == NULL || figure->mistake == NULL) {
        return;
    }
    ui_card_begin(ui, "mistaken");
    const float height =
        fminf(ui_column_width(ui) * MISTAKE_SHARE, ui_px(ui, SIZE_FIGURE) * MISTAKE_SHARE);
    figure_mistake(shell, ui_next(ui, height), figure, state->stage.side);
    ui_text_aligned(ui, TEXT_BODY_STRONG, COLOR_CARE, ALIGN_CENTER, figure->mistake);
    ui_card_end(ui);
}

static void guide(Shell *shell, const ExerciseState *state)
{
    const Exercise *exercise = state->exercise;
    list(shell, WORD_EXERCISE_HOW, exercise->cues, true);
    list(shell, WORD_EXERCISE_MISTAKES, exercise->mistakes, false);
    mistake(shell, state);
    page_heading(shell, word(WORD_EXERCISE_WHY));
    ui_text(shell->ui, TEXT_BODY, COLOR_TEXT, exercise->why);
    page_fact(shell, WORD_EXERCISE_MUSCLES, tell_list(shell, exercise->muscles));
    list(shell, WORD_EXERCISE_AVOID, exercise->avoid_when, false);
}

/* A link that replaces this page, so that going between two exercises does not fill the stack. */
static void link_to(Shell *shell, const char *key, const Exercise *to)
{
    if (figure_row(shell, key, to->name, tell_list(shell, to->muscles), to->id)) {
        const ExerciseArgs args = {to};
        nav_replace(shell->nav, &screen_exercise, &args, sizeof(args));
    }
}

/* The exercise that names this one as its easier form. */
static const Exercise *harder_of(const Library *library, const Exercise *exercise)
{
    if (exercise->harder != NULL) {
        return library_exercise(library, exercise->harder);
    }
    for (int32_t i = 0; i < library->exercise_count; i++) {
        const Exercise *other = library->exercises[i];
        if (other->easier != NULL && strcmp(other->easier, exercise->id) == 0) {
            return other;
        }
    }
    return NULL;
}

static void relatives(Shell *shell, const Exercise *exercise)
{
    const Library *library = &shell->model->library;
    const Exercise *easier =
        exercise->easier != NULL ? library_exercise(library, exercise->easier) : NULL;
    const Exercise *harder = harder_of(library, exercise);
    if (easier != NULL) {
        page_heading(shell, word(WORD_EXERCISE_EASIER));
        link_to(shell, "easier", easier);
    }
    if (harder != NULL) {
        page_heading(shell, word(WORD_EXERCISE_HARDER));
        link_to(shell, "harder", harder);
    }
}

static void origin(Shell *shell, const Exercise *exercise)
{
    Ui *ui = shell->ui;
    page_heading(shell, word(WORD_EXERCISE_SOURCE));
    const char *confidence = tell_confidence(exercise->confidence);
    if (confidence != NULL) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT, confidence);
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT, tell_origin(exercise->dose_origin));
    for (int32_t i = 0; i < exercise->sources.count; i++) {
        ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, exercise->sources.items[i]);
    }
}

static void frame(Shell *shell, void *memory)
{
    ExerciseState *state = memory;
    Ui *ui = shell->ui;
    const char *name = state->exercise->name;
    const bool figure = state->stage.figure != NULL;
    Rect page = figure ? page_begin_wide(shell, name, true) : page_begin(shell, name, true);
    Rect text = page;
    const bool split = figure && page_split(shell, &page, &text);
    ui_scroll_begin(ui, "exercise", page, SPACE_S);
    picture(shell, state,
            split ? page.h * (1.0F - STAGE_SHARE)
                  : fminf(page.h * STAGE_SHARE, ui_px(ui, SIZE_FIGURE)));
    facts(shell, state->exercise);
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "text", text, SPACE_S);
    }
    guide(shell, state);
    relatives(shell, state->exercise);
    origin(shell, state->exercise);
    ui_scroll_end(ui);
}

const Screen screen_exercise = {
    .name = "exercise",
    .state_size = sizeof(ExerciseState),
    .enter = enter,
    .frame = frame,
};
