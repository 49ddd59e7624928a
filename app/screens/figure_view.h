/* SPDX-License-Identifier: MIT */
/** The figure on a page: in the theme's colours, on the right side, asking for its own frames. */
#ifndef SUREFOOT_FIGURE_VIEW_H
#define SUREFOOT_FIGURE_VIEW_H

#include "page.h"
#include "surefoot/figure.h"

/** A moving figure is drawn this often; more is not seen across a room. */
#define FIGURE_FRAME_MS 33

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

/** A still small picture of the effort, for lists and for what comes next. */
void figure_thumbnail(Shell *shell, Rect rect, const Figure *figure, Side side);

#endif
