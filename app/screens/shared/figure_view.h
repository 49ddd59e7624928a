/* SPDX-License-Identifier: MIT */
/** Figures on a page: in the colours of the theme, for the side that works. */
#ifndef SUREFOOT_FIGURE_VIEW_H
#define SUREFOOT_FIGURE_VIEW_H

#include "page.h"
#include "surefoot/figure.h"

/** The figure of an exercise by its id, or NULL. Borrowed from the library. */
const Figure *figure_of(const Shell *shell, const char *exercise);

/**
 * Draws a moment in rect and adds its node. For the left side it is the mirror image. moving: asks
 * for the next frame.
 */
void figure_view(Shell *shell,
                 Rect rect,
                 const Figure *figure,
                 Side side,
                 const FigureMoment *moment,
                 bool moving);

/** The moment of a slow preview of the motion, after elapsed_ms. */
FigureMoment figure_preview(const Shell *shell, const Exercise *exercise, int64_t elapsed_ms);

/** How long a stage plays: three times to the effort, where it stays the last time. */
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
/** Shows the common mistake of the figure. */
void figure_mistake(Shell *shell, Rect rect, const Figure *figure, Side side);
/** A list row for an exercise by its id, with its figure if it has one. True when tapped. */
bool figure_row(
    Shell *shell, const char *key, const char *name, const char *detail, const char *id);
/** The figure of a routine's first exercise that has one, or NULL. */
const Figure *figure_of_routine(const Shell *shell, const Routine *routine);
/** A list row for a routine, with figure_of_routine. True when tapped. */
bool figure_routine_row(Shell *shell, const Routine *routine, const char *detail);
/** Draws the thumbnail of a figure on a quiet tile, for rows and titles. */
void figure_tile(Shell *shell, Rect rect, const Figure *figure);

/** Draws a small still picture of the effort, for lists and for what comes next. */
void figure_thumbnail(Shell *shell, Rect rect, const Figure *figure, Side side);

#endif
