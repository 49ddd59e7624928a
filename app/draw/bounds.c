/* SPDX-License-Identifier: MIT */
/* The box of pixels that a drawing command can touch. */
#include "draw_internal.h"

#include <math.h>

/* Also false for NaN. */
static bool in_range(float value)
{
    return value >= -DRAW_COORDINATE_MAX && value <= DRAW_COORDINATE_MAX;
}

static bool point_in_range(Point point)
{
    return in_range(point.x) && in_range(point.y);
}

static bool points_in_range(const Point *points, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        if (!point_in_range(points[i])) {
            return false;
        }
    }
    return true;
}

/* Renderers turn coordinates into ints and rely on this. */
bool draw__is_drawable(const DrawList *list, const DrawCommand *command)
{
    switch (command->kind) {
    case DRAW_RECT:
        return in_range(command->as.rect.rect.x) && in_range(command->as.rect.rect.y) &&
               in_range(command->as.rect.rect.w) && in_range(command->as.rect.rect.h) &&
               in_range(command->as.rect.radius) && in_range(command->as.rect.border);
    case DRAW_RING:
        return point_in_range(command->as.ring.center) && in_range(command->as.ring.radius) &&
               in_range(command->as.ring.width) && in_range(command->as.ring.from) &&
               in_range(command->as.ring.sweep);
    case DRAW_CAPSULE:
        return point_in_range(command->as.capsule.a) && point_in_range(command->as.capsule.b) &&
               in_range(command->as.capsule.radius_a) && in_range(command->as.capsule.radius_b);
    case DRAW_POLYGON:
        return points_in_range(list->points + command->as.polygon.first, command->as.polygon.count);
    case DRAW_TEXT:
        return point_in_range(command->as.text.at) && command->as.text.font.px > 0;
    case DRAW_CLIP:
    case DRAW_CLIP_END:
    case DRAW_ALPHA:
    case DRAW_ALPHA_END:
        return false;
    }
    return false;
}

static Rect box(float left, float top_edge, float right, float bottom)
{
    const float x = floorf(left);
    const float y = floorf(top_edge);
    return (Rect){.x = x, .y = y, .w = ceilf(right) - x, .h = ceilf(bottom) - y};
}

/* True if the angle lies on the arc; both are in turns of the same kind. */
static bool arc_covers(float from, float sweep, float angle)
{
    float past = fmodf(angle - from, DRAW_TURN);
    past += past < 0.0F ? DRAW_TURN : 0.0F;
    return past <= sweep;
}

Rect draw_arc_bounds(Point center, float radius, float width, float from, float sweep)
{
    const float half = width / 2.0F;
    const float ax = sinf(from);
    const float ay = -cosf(from);
    const float bx = sinf(from + sweep);
    const float by = -cosf(from + sweep);
    const float quarter = DRAW_TURN / 4.0F;
    const bool closed = sweep >= DRAW_TURN;
    const bool up = closed || arc_covers(from, sweep, 0.0F);
    const bool right = closed || arc_covers(from, sweep, quarter);
    const bool down = closed || arc_covers(from, sweep, 2.0F * quarter);
    const bool left = closed || arc_covers(from, sweep, 3.0F * quarter);
    return box(center.x + (left ? -1.0F : fminf(ax, bx)) * radius - half,
               center.y + (up ? -1.0F : fminf(ay, by)) * radius - half,
               center.x + (right ? 1.0F : fmaxf(ax, bx)) * radius + half,
               center.y + (down ? 1.0F : fmaxf(ay, by)) * radius + half);
}

static Rect polygon_bounds(const Point *points, int32_t count)
{
    float left = points[0].x;
    float top_edge = points[0].y;
    float right = left;
    float bottom = top_edge;
    for (int32_t i = 1; i < count; i++) {
        left = fminf(left, points[i].x);
        top_edge = fminf(top_edge, points[i].y);
        right = fmaxf(right, points[i].x);
        bottom = fmaxf(bottom, points[i].y);
    }
    return box(left, top_edge, right, bottom);
}

static Rect text_bounds(const DrawList *list, const DrawCommand *command, const TextSource *text)
{
    const Font font = command->as.text.font;
    const Point at = command->as.text.at;
    const char *bytes = list->text + command->as.text.first;
    const size_t size = (size_t)command->as.text.size;
    if (text != NULL) {
        const TextBitmap *bitmap = text->bitmap(text->context, font, bytes, size);
        if (bitmap != NULL) {
            return (Rect){.x = at.x + (float)bitmap->left,
                          .y = at.y - (float)bitmap->ascent,
                          .w = (float)bitmap->width,
                          .h = (float)bitmap->height};
        }
    }
    float ascent = (float)font.px;
    float descent = (float)font.px;
    float width = (float)size * (float)font.px;
    if (text != NULL) {
        text->vertical(text->context, font, &ascent, &descent);
        width = text->width(text->context, font, bytes, size);
    }
    return box(at.x, at.y - ascent, at.x + width, at.y + descent);
}

Rect draw_bounds(const DrawList *list, const DrawCommand *command, const TextSource *text)
{
    if (!draw__is_drawable(list, command)) {
        return (Rect){0};
    }
    switch (command->kind) {
    case DRAW_RECT: {
        const Rect rect = command->as.rect.rect;
        return box(rect.x, rect.y, rect.x + rect.w, rect.y + rect.h);
    }
    case DRAW_RING:
        return draw_arc_bounds(command->as.ring.center, command->as.ring.radius,
                               command->as.ring.width, command->as.ring.from,
                               command->as.ring.sweep);
    case DRAW_CAPSULE: {
        const Point a = command->as.capsule.a;
        const Point b = command->as.capsule.b;
        const float ra = command->as.capsule.radius_a;
        const float rb = command->as.capsule.radius_b;
        return box(fminf(a.x - ra, b.x - rb), fminf(a.y - ra, b.y - rb), fmaxf(a.x + ra, b.x + rb),
                   fmaxf(a.y + ra, b.y + rb));
    }
    case DRAW_POLYGON:
        return polygon_bounds(list->points + command->as.polygon.first, command->as.polygon.count);
    case DRAW_TEXT:
        return text_bounds(list, command, text);
    case DRAW_CLIP:
    case DRAW_CLIP_END:
    case DRAW_ALPHA:
    case DRAW_ALPHA_END:
        return (Rect){0};
    }
    return (Rect){0};
}
