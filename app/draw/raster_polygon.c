/* SPDX-License-Identifier: MIT */
/* Rasters polygons. */
#include "span.h"

#include <math.h>
#include <string.h>

/* Exact area coverage, a row at a time. Each edge leaves in the cells it crosses the change of
 * covered area from the cell before; a running sum then is the coverage. Rows are done in stretches
 * that begin at multiples of a fixed width, so that sums do not depend on the box being drawn. */
#define STRETCH 512

typedef struct Cells {
    float left;    /* x of the first cell */
    int32_t first; /* cells that an edge has touched: all others are zero */
    int32_t last;
    float delta[STRETCH + 2];
} Cells;

static void touch(Cells *cells, int32_t first, int32_t last)
{
    cells->first = first < cells->first ? first : cells->first;
    cells->last = last > cells->last ? last : cells->last;
}

/* The part of an edge within one row and between two heights of it: `cover` is the signed height,
 * from x0 to x1 along it. */
static void add_edge(Cells *cells, float x0, float x1, float cover)
{
    const float right = (float)STRETCH;
    float from = (x0 < x1 ? x0 : x1) - cells->left;
    float to = (x0 < x1 ? x1 : x0) - cells->left;
    if (from >= right) {
        return;
    }
    if (to <= 0.0F) {
        cells->delta[0] += cover;
        touch(cells, 0, 0);
        return;
    }
    const float per_px = to > from ? cover / (to - from) : 0.0F;
    if (from < 0.0F) {
        cells->delta[0] += -from * per_px;
        touch(cells, 0, 0);
        cover -= -from * per_px;
        from = 0.0F;
    }
    if (to > right) {
        cover -= (to - right) * per_px;
        to = right;
    }
    const int32_t first = (int32_t)from;
    const int32_t last = (int32_t)to;
    touch(cells, first, last + 1);
    if (first == last) {
        const float middle = (from + to) / 2.0F - (float)first;
        cells->delta[first] += cover * (1.0F - middle);
        cells->delta[first + 1] += cover * middle;
        return;
    }
    for (int32_t i = first; i <= last && i < STRETCH; i++) {
        const float enter = from > (float)i ? from : (float)i;
        const float leave = to < (float)i + 1.0F ? to : (float)i + 1.0F;
        const float part = (leave - enter) * per_px;
        const float middle = (enter + leave) / 2.0F - (float)i;
        cells->delta[i] += part * (1.0F - middle);
        cells->delta[i + 1] += part * middle;
    }
}

/* An edge as it lies, from its upper to its lower end. */
typedef struct Edge {
    Point upper;
    Point lower;
    float slope;
    bool down; /* the way it is gone */
} Edge;

/* Rows are done in blocks, and of the edges only those that touch the block. */
#define BLOCK 16

/* In their own order: sums then do not depend on the blocks. Returns how many. */
static int32_t
edges_between(Edge *edges, const Point *points, int32_t count, float top, float bottom)
{
    int32_t used = 0;
    Point from = points[count - 1];
    for (int32_t i = 0; i < count; i++) {
        const Point to = points[i];
        const bool down = to.y > from.y;
        const Point upper = down ? from : to;
        const Point lower = down ? to : from;
        if (lower.y > top && upper.y < bottom && lower.y > upper.y) {
            const float slope = (lower.x - upper.x) / (lower.y - upper.y);
            edges[used++] = (Edge){upper, lower, slope, down};
        }
        from = to;
    }
    return used;
}

static void add_edges(Cells *cells, const Edge *edges, int32_t count, float top)
{
    for (int32_t i = 0; i < count; i++) {
        const Edge *edge = &edges[i];
        const float enter = edge->upper.y > top ? edge->upper.y : top;
        const float leave = edge->lower.y < top + 1.0F ? edge->lower.y : top + 1.0F;
        if (leave > enter) {
            add_edge(cells, edge->upper.x + (enter - edge->upper.y) * edge->slope,
                     edge->upper.x + (leave - edge->upper.y) * edge->slope,
                     edge->down ? leave - enter : enter - leave);
        }
    }
}

/* Winding non-zero: the sum counts turns, and one is enough. */
static float cover_of(float sum)
{
    /* Removes the rounding error of a sum of a few hundred floats, so that no pixel is stained. */
    const float slack = 0.0005F;
    const float cover = fabsf(sum);
    return cover < slack ? 0.0F : cover > 1.0F - slack ? 1.0F : cover;
}

/* The first of [from, to) that is not zero, four at a time where it can. */
static int32_t next_change(const float *delta, int32_t from, int32_t to)
{
    int32_t i = from;
    while (i + 4 <= to) {
        uint64_t four[2];
        memcpy(four, delta + i, sizeof(four));
        if ((four[0] | four[1]) != 0U) {
            break;
        }
        i += 4;
    }
    while (i < to && delta[i] == 0.0F) {
        i++;
    }
    return i;
}

static void paint_cells(const Canvas *canvas, int32_t y, const Cells *cells)
{
    const int32_t left = (int32_t)cells->left;
    const int32_t end = canvas->right - left < STRETCH ? canvas->right - left : STRETCH;
    const int32_t stop = cells->last + 1 < end ? cells->last + 1 : end;
    float sum = 0.0F;
    int32_t run = 0;
    int32_t i = next_change(cells->delta, cells->first, stop);
    while (i < stop) {
        span_fill(canvas, y, left + run, left + i, cover_of(sum));
        sum += cells->delta[i];
        run = i;
        i = next_change(cells->delta, i + 1, stop);
    }
    span_fill(canvas, y, left + run, left + end, cover_of(sum));
}

static void forget(Cells *cells)
{
    if (cells->first <= cells->last) {
        memset(cells->delta + cells->first, 0,
               (size_t)(cells->last - cells->first + 1) * sizeof(cells->delta[0]));
    }
    cells->first = STRETCH + 1;
    cells->last = -1;
}

void raster__polygon(const Canvas *canvas, const Point *points, int32_t count)
{
    Edge edges[DRAW_POLYGON_POINTS];
    Cells cells = {.first = 0, .last = STRETCH + 1};
    for (int32_t top = canvas->top; top < canvas->bottom; top += BLOCK) {
        const int32_t bottom = top + BLOCK < canvas->bottom ? top + BLOCK : canvas->bottom;
        const int32_t used = edges_between(edges, points, count, (float)top, (float)bottom);
        int32_t left = canvas->left / STRETCH * STRETCH;
        for (; used > 0 && left < canvas->right; left += STRETCH) {
            cells.left = (float)left;
            for (int32_t y = top; y < bottom; y++) {
                forget(&cells);
                add_edges(&cells, edges, used, (float)y);
                paint_cells(canvas, y, &cells);
            }
        }
    }
}
