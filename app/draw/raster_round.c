/* SPDX-License-Identifier: MIT */
/* Rasters rings and capsules. */
#include "span.h"

#include <math.h>

/* Coverage of a stroke across which the far edge may show: below a pixel of width it pales instead
 * of staying a pixel wide. Distance from the near edge, negative inside. */
static float cover_stroke(float distance, float width)
{
    const float cover = span_cover(distance);
    return width < 1.0F ? cover - span_cover(distance + width) : cover;
}

/* ------------------------------------------------------------------ ring */

typedef struct Ring {
    Point center;
    float radius;
    float width;
    float outer;
    float inner;
    bool closed;
    bool round;
    bool reflex;     /* more than half a turn */
    Point past_from; /* unit vectors along the band, clockwise, at both ends */
    Point past_to;
    Point cap_from; /* middle of the band at both ends */
    Point cap_to;
} Ring;

static float cover_band(const void *shape, float x, float y)
{
    const Ring *ring = shape;
    const float dx = x - ring->center.x;
    const float dy = y - ring->center.y;
    const float from_center = sqrtf(dx * dx + dy * dy);
    const float hole = ring->inner > 0.0F ? span_cover(from_center - ring->inner) : 0.0F;
    return span_cover(from_center - ring->outer) - hole;
}

/* Signed distances past the first end and before the last, both in the arc's direction. */
static void distances_to_ends(const Ring *ring, float x, float y, float *past, float *before)
{
    const float dx = x - ring->center.x;
    const float dy = y - ring->center.y;
    *past = dx * ring->past_from.x + dy * ring->past_from.y;
    *before = -(dx * ring->past_to.x + dy * ring->past_to.y);
}

static bool in_wedge(const Ring *ring, float x, float y)
{
    float past = 0.0F;
    float before = 0.0F;
    distances_to_ends(ring, x, y, &past, &before);
    return ring->reflex ? past >= 0.0F || before >= 0.0F : past >= 0.0F && before >= 0.0F;
}

static float distance(Point point, float x, float y)
{
    const float dx = x - point.x;
    const float dy = y - point.y;
    return sqrtf(dx * dx + dy * dy);
}

static float cover_end(const void *shape, float x, float y)
{
    const Ring *ring = shape;
    if (!ring->round) {
        float past = 0.0F;
        float before = 0.0F;
        distances_to_ends(ring, x, y, &past, &before);
        const float nearest = ring->reflex ? fmaxf(past, before) : fminf(past, before);
        return cover_band(shape, x, y) * span_cover(-nearest);
    }
    if (in_wedge(ring, x, y)) {
        return cover_band(shape, x, y);
    }
    const float from_cap = fminf(distance(ring->cap_from, x, y), distance(ring->cap_to, x, y));
    return cover_stroke(from_cap - ring->width / 2.0F, ring->width);
}

static void ring_ends(Ring *ring, float from, float to)
{
    ring->past_from = (Point){.x = cosf(from), .y = sinf(from)};
    ring->past_to = (Point){.x = cosf(to), .y = sinf(to)};
    ring->cap_from = (Point){.x = ring->center.x + sinf(from) * ring->radius,
                             .y = ring->center.y - cosf(from) * ring->radius};
    ring->cap_to = (Point){.x = ring->center.x + sinf(to) * ring->radius,
                           .y = ring->center.y - cosf(to) * ring->radius};
}

static Ring ring_of(const DrawCommand *command)
{
    const float half = command->as.ring.width / 2.0F;
    Ring ring = {.center = command->as.ring.center,
                 .radius = command->as.ring.radius,
                 .width = command->as.ring.width,
                 .outer = command->as.ring.radius + half,
                 .inner = command->as.ring.radius - half,
                 .closed = command->as.ring.sweep >= DRAW_TURN,
                 .round = command->as.ring.round,
                 .reflex = command->as.ring.sweep > DRAW_TURN / 2.0F};
    ring_ends(&ring, command->as.ring.from, command->as.ring.from + command->as.ring.sweep);
    return ring;
}

#define ARC_CUTS 8

static int add_cut(int32_t *cuts, int count, int32_t x)
{
    int i = count;
    while (i > 0 && cuts[i - 1] > x) {
        cuts[i] = cuts[i - 1];
        i--;
    }
    cuts[i] = x;
    return count + 1;
}

static bool row_has(Row row, int32_t x)
{
    return x >= row.from && x < row.to;
}

/* Near an end each pixel is asked; elsewhere a connected piece of the band is in the arc or not,
 * and one pixel of it tells. */
static void arc_row(const Canvas *canvas, int32_t y, const Ring *ring)
{
    const float center_y = (float)y + 0.5F;
    const Row band = span_disc_row(ring->center, ring->outer, center_y);
    const Row hole = span_disc_row(ring->center, ring->inner, center_y);
    const bool open = hole.solid_from < hole.solid_to;
    const Row near_from = span_disc_row(ring->cap_from, ring->width / 2.0F + 1.5F, center_y);
    const Row near_to = span_disc_row(ring->cap_to, ring->width / 2.0F + 1.5F, center_y);
    int32_t cuts[ARC_CUTS];
    int count = add_cut(cuts, 0, band.from);
    count = add_cut(cuts, count, band.to);
    count = add_cut(cuts, count, near_from.from);
    count = add_cut(cuts, count, near_from.to);
    count = add_cut(cuts, count, near_to.from);
    count = add_cut(cuts, count, near_to.to);
    count = add_cut(cuts, count, open ? hole.solid_from : band.from);
    count = add_cut(cuts, count, open ? hole.solid_to : band.to);
    for (int i = 0; i + 1 < count; i++) {
        const int32_t from = cuts[i];
        const int32_t to = cuts[i + 1];
        const int32_t middle = from + (to - from) / 2;
        if (from >= to || !row_has(band, from) ||
            (open && from >= hole.solid_from && to <= hole.solid_to)) {
            continue;
        }
        if (row_has(near_from, from) || row_has(near_to, from)) {
            span_shade(canvas, y, from, to, cover_end, ring);
        } else if (in_wedge(ring, (float)middle + 0.5F, center_y)) {
            Canvas part = *canvas;
            part.left = from > part.left ? from : part.left;
            part.right = to < part.right ? to : part.right;
            span_row_with_hole(&part, y, band, hole, cover_band, ring);
        }
    }
}

void raster__ring(const Canvas *canvas, const DrawCommand *command)
{
    const Ring ring = ring_of(command);
    for (int32_t y = canvas->top; y < canvas->bottom; y++) {
        if (ring.closed) {
            const float center_y = (float)y + 0.5F;
            span_row_with_hole(canvas, y, span_disc_row(ring.center, ring.outer, center_y),
                               span_disc_row(ring.center, ring.inner, center_y), cover_band, &ring);
        } else {
            arc_row(canvas, y, &ring);
        }
    }
}

/* ------------------------------------------------------------------ capsule */

/* A round cone in the plane. Along the axis from a to b; lean is the sine of the angle by which its
 * sides close, rise the cosine. */
typedef struct Cone {
    Point a;
    Point b;
    float radius_a;
    float radius_b;
    Point axis;
    float length;
    float lean;
    float rise;
} Cone;

static float cover_cone(const void *shape, float x, float y)
{
    const Cone *cone = shape;
    const float dx = x - cone->a.x;
    const float dy = y - cone->a.y;
    const float along = dx * cone->axis.x + dy * cone->axis.y;
    const float aside = fabsf(dy * cone->axis.x - dx * cone->axis.y);
    const float at = along * cone->rise - aside * cone->lean;
    float from_edge = 0.0F;
    float radius = cone->radius_a;
    if (at <= 0.0F) {
        from_edge = sqrtf(dx * dx + dy * dy) - cone->radius_a;
    } else if (at >= cone->length * cone->rise) {
        from_edge = distance(cone->b, x, y) - cone->radius_b;
        radius = cone->radius_b;
    } else {
        const float share = at / (cone->length * cone->rise);
        from_edge = aside * cone->rise + along * cone->lean - cone->radius_a;
        radius += (cone->radius_b - cone->radius_a) * share;
    }
    return cover_stroke(from_edge, 2.0F * radius);
}

/* If one circle holds the other, the shape is a disc: a cone without length. */
static Cone cone_of(const DrawCommand *command)
{
    Cone cone = {.a = command->as.capsule.a,
                 .b = command->as.capsule.b,
                 .radius_a = command->as.capsule.radius_a,
                 .radius_b = command->as.capsule.radius_b,
                 .axis = {.x = 1.0F},
                 .rise = 1.0F};
    const float dx = cone.b.x - cone.a.x;
    const float dy = cone.b.y - cone.a.y;
    const float length = sqrtf(dx * dx + dy * dy);
    const float narrowing = cone.radius_a - cone.radius_b;
    if (length <= fabsf(narrowing) + 0.001F) {
        const bool a_holds = narrowing >= 0.0F;
        cone.a = a_holds ? cone.a : cone.b;
        cone.b = cone.a;
        cone.radius_a = fmaxf(cone.radius_a, cone.radius_b);
        cone.radius_b = cone.radius_a;
        return cone;
    }
    cone.axis = (Point){.x = dx / length, .y = dy / length};
    cone.length = length;
    cone.lean = narrowing / length;
    cone.rise = sqrtf(fmaxf(1.0F - cone.lean * cone.lean, 0.0F));
    return cone;
}

/* The cone grown on all sides, which leaves it convex: its discs and the lines along them. */
typedef struct Outline {
    float radius_a;
    float radius_b;
    bool sided;
    Point from[2];
    Point to[2];
} Outline;

static Outline outline_of(const Cone *cone, float grow)
{
    Outline line = {.radius_a = cone->radius_a + grow, .radius_b = cone->radius_b + grow};
    line.sided = cone->length > 0.0F && line.radius_a > 0.0F && line.radius_b > 0.0F;
    for (int side = 0; side < 2; side++) {
        const float rise = side == 0 ? -cone->rise : cone->rise;
        const float nx = cone->axis.x * cone->lean - cone->axis.y * rise;
        const float ny = cone->axis.y * cone->lean + cone->axis.x * rise;
        line.from[side] = (Point){cone->a.x + nx * line.radius_a, cone->a.y + ny * line.radius_a};
        line.to[side] = (Point){cone->b.x + nx * line.radius_b, cone->b.y + ny * line.radius_b};
    }
    return line;
}

typedef struct Reach {
    float left;
    float right;
} Reach;

/* Not fminf and fmaxf: those are function calls, because they handle NaN. */
static void reach_point(Reach *reach, float left, float right)
{
    reach->left = left < reach->left ? left : reach->left;
    reach->right = right > reach->right ? right : reach->right;
}

static void reach_disc(Reach *reach, Point center, float radius, float y)
{
    const float dy = y - center.y;
    if (radius > 0.0F && fabsf(dy) < radius) {
        const float half = sqrtf(radius * radius - dy * dy);
        reach_point(reach, center.x - half, center.x + half);
    }
}

static void reach_side(Reach *reach, Point from, Point to, float y)
{
    const float past = y - from.y;
    const float height = to.y - from.y;
    if (height == 0.0F || past / height < 0.0F || past / height > 1.0F) {
        return;
    }
    const float x = from.x + (to.x - from.x) * (past / height);
    reach_point(reach, x, x);
}

/* The part of row y within the outline. */
static Reach cone_reach(const Cone *cone, const Outline *line, float y)
{
    Reach reach = {.left = INFINITY, .right = -INFINITY};
    reach_disc(&reach, cone->a, line->radius_a, y);
    reach_disc(&reach, cone->b, line->radius_b, y);
    for (int side = 0; side < 2 && line->sided; side++) {
        reach_side(&reach, line->from[side], line->to[side], y);
    }
    return reach;
}

void raster__capsule(const Canvas *canvas, const DrawCommand *command)
{
    const Cone cone = cone_of(command);
    const Outline outer = outline_of(&cone, 0.5F);
    const Outline inner = outline_of(&cone, -0.5F);
    for (int32_t y = canvas->top; y < canvas->bottom; y++) {
        const float center_y = (float)y + 0.5F;
        const Reach touched = cone_reach(&cone, &outer, center_y);
        if (!(touched.left < touched.right)) {
            continue;
        }
        const Reach solid = cone_reach(&cone, &inner, center_y);
        const bool any = solid.left < solid.right;
        const Row row = span_row_between(touched.left, touched.right, any ? solid.left : 1.0F,
                                         any ? solid.right : -1.0F);
        span_row(canvas, y, row, cover_cone, &cone);
    }
}
