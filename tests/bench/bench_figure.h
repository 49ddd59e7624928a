/* SPDX-License-Identifier: MIT */
/** Every figure of the library by itself, moving. */
#ifndef SUREFOOT_BENCH_FIGURE_H
#define SUREFOOT_BENCH_FIGURE_H

#include "surefoot/figure.h"
#include "surefoot/library.h"

/** How large figures are: any of them is fitted into a circle this wide, as the player does. */
float bench_figure_room(const Figure *figure, Rect place);
bool bench_figure_moved(const FigurePose *from, const FigurePose *to);
/** Prints its rows. */
void bench_figures(const Library *library, const TextSource *text, float room);

#endif
