/* SPDX-License-Identifier: MIT */
/**
 * Rows of pixels in one ink, for the shapes of the software renderer.
 *
 * A shape says for each row of pixels where it begins to be seen, where it is solid and where it
 * ends; only the pixels between are asked for their coverage. What a pixel gets depends on the
 * shape and the pixel alone, never on the box being drawn: a frame drawn in parts has no seams.
 */
#ifndef SUREFOOT_SPAN_H
#define SUREFOOT_SPAN_H

#include "surefoot/raster.h"

/** Where and in what ink to draw. The edges lie within the surface. */
typedef struct Canvas {
    uint32_t *pixels;
    int32_t stride;
    int32_t left;
    int32_t top;
    int32_t right;  /**< exclusive */
    int32_t bottom; /**< exclusive */
    uint32_t argb;
    float alpha; /**< 0..1, of the ink and what it stands under */
} Canvas;

/** Pixels [from, to) may be touched; of them, [solid_from, solid_to) lie wholly inside. Empty where
 *  from >= to; nothing is solid where solid_from >= solid_to. */
typedef struct Row {
    int32_t from;
    int32_t to;
    int32_t solid_from;
    int32_t solid_to;
} Row;

/** Coverage 0..1 of the pixel whose centre is at x, y. */
typedef float (*CoverFunction)(const void *shape, float x, float y);

/** Coverage of a pixel at a signed distance from the edge, negative inside. */
static inline float span_cover(float distance)
{
    const float cover = 0.5F - distance;
    return cover < 0.0F ? 0.0F : cover > 1.0F ? 1.0F : cover;
}

/** Alpha in 256ths: 256 replaces the pixel. */
static inline uint32_t span_blend(uint32_t under, uint32_t over, uint32_t alpha)
{
    const uint32_t rest = 256U - alpha;
    const uint32_t rb = (under & 0xff00ffU) * rest + (over & 0xff00ffU) * alpha + 0x800080U;
    const uint32_t g = ((under >> 8) & 0xffU) * rest + ((over >> 8) & 0xffU) * alpha + 0x80U;
    return 0xff000000U | ((rb >> 8) & 0xff00ffU) | (g & 0xff00U);
}

/** Pixels [from, to) of row y, cut to the canvas, at one coverage. */
void span_fill(const Canvas *canvas, int32_t y, int32_t from, int32_t to, float cover);
/** The same, each pixel at the shape's coverage of it. */
void span_shade(const Canvas *canvas,
                int32_t y,
                int32_t from,
                int32_t to,
                CoverFunction cover,
                const void *shape);
/** Paints a row; `cover` gives the coverage of pixels at its edges. */
void span_row(const Canvas *canvas, int32_t y, Row row, CoverFunction cover, const void *shape);
/** A row with a hole: nothing is painted where the hole is solid. */
void span_row_with_hole(
    const Canvas *canvas, int32_t y, Row row, Row hole, CoverFunction cover, const void *shape);

/** Pixels whose centres lie between the edges: touched within the outer, solid within the inner. */
Row span_row_between(float outer_left, float outer_right, float inner_left, float inner_right);
/** A disc's row through the pixel centres at height y. */
Row span_disc_row(Point center, float radius, float y);

/** Draws a rectangle or a border. */
void raster__rect(const Canvas *canvas, const DrawCommand *command);
/** Draws an arc. */
void raster__ring(const Canvas *canvas, const DrawCommand *command);
/** Draws a capsule. */
void raster__capsule(const Canvas *canvas, const DrawCommand *command);
/** Draws a filled polygon of count points in one colour. */
void raster__polygon(const Canvas *canvas, const Point *points, int32_t count);

#endif
