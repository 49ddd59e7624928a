/* SPDX-License-Identifier: MIT */
/**
 * The software renderer: a draw list into pixels, by distance fields and spans, antialiased.
 *
 * Only the box that is asked for is touched, so a frame in which little moved costs little.
 */
#ifndef SUREFOOT_RASTER_H
#define SUREFOOT_RASTER_H

#include "surefoot/draw.h"

/** 0xAARRGGBB pixels in native byte order, opaque when finished. */
typedef struct Surface {
    uint32_t *pixels;
    int32_t width;
    int32_t height;
    int32_t stride; /**< in pixels */
} Surface;

/**
 * Draws the part of the list that lies in box, grown to whole pixels. Allocates nothing itself; the
 * text source may, the first time it sees a text. A pixel's value does not depend on the box.
 */
void raster_draw(const Surface *surface, const DrawList *list, const TextSource *text, Rect box);

#endif
