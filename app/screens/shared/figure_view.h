/* SPDX-License-Identifier: MIT */
/** The figure on a page: in the theme's colours, on the right side, asking for its own frames. */
#ifndef SUREFOOT_FIGURE_VIEW_H
#define SUREFOOT_FIGURE_VIEW_H

#include "page.h"
#include "surefoot/figure.h"

/** The figure of an exercise id, or NULL. */
const Figure *figure_of(const Shell *shell, const char *exercise);

/**
 * Draws the moment in rect and describes it in the semantic tree. The left side works in the mirror
 * image. `moving` asks for the next frame.
 */
void figure_view(Shell *shell,
                 Rect rect,
                 const Figure *figure,
                 Side side,
                 const FigureMoment *moment,
                 bool moving);

/** The motion shown slowly, as on a page about the exercise. */
FigureMoment figure_preview(const Shell *shell, const Exercise *exercise, int64_t elapsed_ms);

/** Three times there and, the last time, staying at the effort. */
#define FIGURE_PLAY_MS 15600

/** A large picture on a page of text. */
typedef struct FigureStage {
    const Figure *figure;
    const Exercise *exercise;
    Side side;
    int64_t from_ms; /**< when it began to play */
} FigureStage;

/** Plays for FIGURE_PLAY_MS, then stands still and asks for no frames; a tap plays it again. With
 *  less motion it shows the start beside the effort instead. */
void figure_stage(Shell *shell, Rect rect, FigureStage *stage);
/** What often goes wrong, as the figure has it. */
void figure_mistake(Shell *shell, Rect rect, const Figure *figure, Side side);
/** A row of a list that leads to an exercise, with its figure if it has one. */
bool figure_row(
    Shell *shell, const char *key, const char *name, const char *detail, const char *id);
/** The figure of a routine's first exercise that has one, or NULL. */
const Figure *figure_of_routine(const Shell *shell, const Routine *routine);
/** A row that leads to a routine, with that figure. */
bool figure_routine_row(Shell *shell, const Routine *routine, const char *detail);
/** The thumbnail on a quiet tile; for the first figure of a routine and for rows. */
void figure_tile(Shell *shell, Rect rect, const Figure *figure);

/** A still small picture of the effort, for lists and for what comes next. */
void figure_thumbnail(Shell *shell, Rect rect, const Figure *figure, Side side);

#endif
