/* SPDX-License-Identifier: MIT */
#include "span.h"

#include <math.h>
#include <string.h>

/* Exact area coverage, a row at a time. Each edge leaves in the cells it crosses the change of
 * covered area from the cell before; a running sum then is the coverage. Rows are done in stretches
 * that begin at multiples of a fixed width, so that sums do not depend on the box being drawn. */
#define STRETCH 512

typedef struct Cells {
    float left; /* x of the first cell */
    float delta[STRETCH + 2];
} Cells;

/* The part of an edge within one row and between two heights of it: `cover` is the signed height,
 * from x0 to x1 along it. */
static void add_edge(Cells *cells, float x0, float x1, float cover)
{
    const float right = (float)STRETCH;
    float from = fminf(x0, x1) - cells->left;
    float to = fmaxf(x0, x1) - cells->left;
    if (from >= right) {
        return;
    }
    if (to <= 0.0F) {
        cells->delta[0] += cover;
        return;
    }
    const float per_px = to > from ? cover / (to - from) : 0.0F;
    if (from < 0.0F) {
        cells->delta[0] += -from * per_px;
        cover -= -from * per_px;
        from = 0.0F;
    }
    if (to > right) {
        cover -= (to - right) * per_px;
        to = right;
    }
    const int32_t first = (int32_t)from;
    const int32_t last = (int32_t)to;
    if (first == last) {
        const float middle = (from + to) / 2.0F - (float)first;
        cells->delta[first] += cover * (1.0F - middle);
        cells->delta[first + 1] += cover * middle;
        return;
    }
    for (int32_t i = first; i <= last && i < STRETCH; i++) {
        const float enter = fmaxf(from, (float)i);
        const float leave = fminf(to, (float)i + 1.0F);
        const float part = (leave - enter) * per_px;
        const float middle = (enter + leave) / 2.0F - (float)i;
        cells->delta[i] += part * (1.0F - middle);
        cells->delta[i + 1] += part * middle;
    }
}

static void add_edges(Cells *cells, const Point *points, int32_t count, float top)
{
    Point from = points[count - 1];
    for (int32_t i = 0; i < count; i++) {
        const Point to = points[i];
        const bool down = to.y > from.y;
        const Point upper = down ? from : to;
        const Point lower = down ? to : from;
        const float enter = fmaxf(upper.y, top);
        const float leave = fminf(lower.y, top + 1.0F);
        if (leave > enter) {
            const float slope = (lower.x - upper.x) / (lower.y - upper.y);
            add_edge(cells, upper.x + (enter - upper.y) * slope,
                     upper.x + (leave - upper.y) * slope, down ? leave - enter : enter - leave);
        }
        from = to;
    }
}

/* Winding non-zero: the sum counts turns, and one is enough. */
static float cover_of(float sum)
{
    /* Sums of a few hundred floats; what they are off must neither dirty nor dull a pixel. */
    const float slack = 0.0005F;
    const float cover = fabsf(sum);
    return cover < slack ? 0.0F : cover > 1.0F - slack ? 1.0F : cover;
}

static void paint_cells(const Canvas *canvas, int32_t y, const Cells *cells)
{
    const int32_t left = (int32_t)cells->left;
    const int32_t end = canvas->right - left < STRETCH ? canvas->right - left : STRETCH;
    float sum = 0.0F;
    int32_t run = 0;
    for (int32_t i = 0; i < end; i++) {
        if (cells->delta[i] != 0.0F) {
            span_fill(canvas, y, left + run, left + i, cover_of(sum));
            sum += cells->delta[i];
            run = i;
        }
    }
    span_fill(canvas, y, left + run, left + end, cover_of(sum));
}

void raster__polygon(const Canvas *canvas, const Point *points, int32_t count)
{
    Cells cells;
    for (int32_t left = canvas->left / STRETCH * STRETCH; left < canvas->right; left += STRETCH) {
        cells.left = (float)left;
        for (int32_t y = canvas->top; y < canvas->bottom; y++) {
            memset(cells.delta, 0, sizeof(cells.delta));
            add_edges(&cells, points, count, (float)y);
            paint_cells(canvas, y, &cells);
        }
    }
}
