/* SPDX-License-Identifier: MIT */
/** What the parts of the draw list share among themselves. */
#ifndef SUREFOOT_DRAW_INTERNAL_H
#define SUREFOOT_DRAW_INTERNAL_H

#include "surefoot/draw.h"

/** False for clips and alphas, and for coordinates that are not numbers or too far away: renderers
 *  turn coordinates into ints and count on this. */
bool draw__is_drawable(const DrawList *list, const DrawCommand *command);

#endif
