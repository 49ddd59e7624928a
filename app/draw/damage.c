/* SPDX-License-Identifier: MIT */
/* Compares two draw lists and finds the box that changed. */
#include "surefoot/draw.h"

#include <math.h>
#include <string.h>

/* Two frames are the same picture where one order-preserving set of equal items explains them: what
 * is in neither list's remainder was painted alike. So any alignment is right, and a better one
 * only makes the box smaller. Here: an equal tail, then a walk from the front that looks a few
 * items ahead for the next pair that matches. */
#define LOOK_AHEAD 8

typedef struct Window {
    DrawWalk walk;
    int32_t left; /* items the walk may still hand out */
    int32_t count;
    DrawItem items[LOOK_AHEAD];
} Window;

static bool same_bytes(const void *a, const void *b, size_t size)
{
    return size == 0 || memcmp(a, b, size) == 0;
}

static bool same_rect(Rect a, Rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static bool same_point(Point a, Point b)
{
    return a.x == b.x && a.y == b.y;
}

static bool same_color(Color a, Color b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

/* True if the arcs differ at most in where they begin and end. */
static bool same_band(const DrawCommand *a, const DrawCommand *b)
{
    return same_point(a->as.ring.center, b->as.ring.center) &&
           a->as.ring.radius == b->as.ring.radius && a->as.ring.width == b->as.ring.width &&
           a->as.ring.round == b->as.ring.round;
}

static bool same_capsule(const DrawCommand *a, const DrawCommand *b)
{
    return same_point(a->as.capsule.a, b->as.capsule.a) &&
           same_point(a->as.capsule.b, b->as.capsule.b) &&
           a->as.capsule.radius_a == b->as.capsule.radius_a &&
           a->as.capsule.radius_b == b->as.capsule.radius_b;
}

static bool same_polygon(const DrawList *before,
                         const DrawCommand *a,
                         const DrawList *after,
                         const DrawCommand *b)
{
    return a->as.polygon.count == b->as.polygon.count &&
           same_bytes(before->points + a->as.polygon.first, after->points + b->as.polygon.first,
                      (size_t)a->as.polygon.count * sizeof(before->points[0]));
}

static bool
same_text(const DrawList *before, const DrawCommand *a, const DrawList *after, const DrawCommand *b)
{
    return a->as.text.size == b->as.text.size && same_point(a->as.text.at, b->as.text.at) &&
           a->as.text.font.px == b->as.text.font.px &&
           a->as.text.font.weight == b->as.text.font.weight &&
           same_bytes(before->text + a->as.text.first, after->text + b->as.text.first,
                      (size_t)a->as.text.size);
}

static bool same_shape(const DrawList *before,
                       const DrawCommand *a,
                       const DrawList *after,
                       const DrawCommand *b)
{
    switch (a->kind) {
    case DRAW_RECT:
        return same_rect(a->as.rect.rect, b->as.rect.rect) &&
               a->as.rect.radius == b->as.rect.radius && a->as.rect.border == b->as.rect.border;
    case DRAW_RING:
        return same_band(a, b) && a->as.ring.from == b->as.ring.from &&
               a->as.ring.sweep == b->as.ring.sweep;
    case DRAW_CAPSULE:
        return same_capsule(a, b);
    case DRAW_POLYGON:
        return same_polygon(before, a, after, b);
    case DRAW_TEXT:
        return same_text(before, a, after, b);
    case DRAW_CLIP:
    case DRAW_CLIP_END:
    case DRAW_ALPHA:
    case DRAW_ALPHA_END:
        return false;
    }
    return false;
}

/* Kind, colour, clip and alpha. */
static bool same_dress(const DrawItem *a, const DrawItem *b)
{
    return a->command->kind == b->command->kind &&
           same_color(a->command->color, b->command->color) && a->alpha == b->alpha &&
           same_rect(a->clip, b->clip);
}

static bool
same_item(const DrawList *before, const DrawItem *a, const DrawList *after, const DrawItem *b)
{
    return same_dress(a, b) && same_shape(before, a->command, after, b->command);
}

static int32_t count_items(const DrawList *list)
{
    DrawWalk walk;
    DrawItem item;
    int32_t count = 0;
    draw_walk_begin(&walk, list);
    while (draw_walk_next(&walk, &item)) {
        count++;
    }
    return count;
}

static void skip_items(DrawWalk *walk, int32_t count)
{
    DrawItem item;
    for (int32_t i = 0; i < count; i++) {
        (void)draw_walk_next(walk, &item);
    }
}

/* How many items at the end of both lists are equal. */
static int32_t
equal_tail(const DrawList *before, int32_t before_count, const DrawList *after, int32_t after_count)
{
    DrawWalk a;
    DrawWalk b;
    draw_walk_begin(&a, before);
    draw_walk_begin(&b, after);
    skip_items(&a, before_count > after_count ? before_count - after_count : 0);
    skip_items(&b, after_count > before_count ? after_count - before_count : 0);
    int32_t equal = 0;
    DrawItem one;
    DrawItem other;
    while (draw_walk_next(&a, &one) && draw_walk_next(&b, &other)) {
        equal = same_item(before, &one, after, &other) ? equal + 1 : 0;
    }
    return equal;
}

static void window_fill(Window *window)
{
    while (window->count < LOOK_AHEAD && window->left > 0 &&
           draw_walk_next(&window->walk, &window->items[window->count])) {
        window->count++;
        window->left--;
    }
}

static void window_begin(Window *window, const DrawList *list, int32_t count)
{
    draw_walk_begin(&window->walk, list);
    window->left = count;
    window->count = 0;
    window_fill(window);
}

static void window_drop(Window *window, int32_t count)
{
    window->count -= count;
    memmove(window->items, window->items + count, (size_t)window->count * sizeof(window->items[0]));
    window_fill(window);
}

/* The nearest pair of items that match: an item changed, one came, or one went. Where none does,
 * one of each is passed over. */
static void find_match(const Window *before, const Window *after, int32_t *skip_a, int32_t *skip_b)
{
    const int32_t least = before->count < after->count ? before->count : after->count;
    *skip_a = least > 0 ? 1 : before->count;
    *skip_b = least > 0 ? 1 : after->count;
    for (int32_t ahead = 1; ahead < LOOK_AHEAD; ahead++) {
        const int32_t tries[3][2] = {{ahead, ahead}, {0, ahead}, {ahead, 0}};
        for (size_t i = 0; i < SF_COUNT(tries); i++) {
            const int32_t a = tries[i][0];
            const int32_t b = tries[i][1];
            if (a < before->count && b < after->count &&
                same_item(before->walk.list, &before->items[a], after->walk.list,
                          &after->items[b])) {
                *skip_a = a;
                *skip_b = b;
                return;
            }
        }
    }
}

static Rect seen_bounds(const DrawList *list, const DrawItem *item, const TextSource *text)
{
    return rect_intersect(draw_bounds(list, item->command, text), item->clip);
}

/* Two arcs of one band from one start differ only between their ends. */
static bool is_grown_arc(const DrawItem *a, const DrawItem *b)
{
    return same_dress(a, b) && a->command->kind == DRAW_RING && same_band(a->command, b->command) &&
           a->command->as.ring.from == b->command->as.ring.from &&
           a->command->as.ring.sweep < DRAW_TURN && b->command->as.ring.sweep < DRAW_TURN;
}

static Rect grown_arc_bounds(const DrawItem *a, const DrawItem *b)
{
    const float one = a->command->as.ring.sweep;
    const float other = b->command->as.ring.sweep;
    /* Two pixels more than the ends themselves, for their antialiased edges. */
    const Rect arc = draw_arc_bounds(
        a->command->as.ring.center, a->command->as.ring.radius, a->command->as.ring.width + 4.0F,
        a->command->as.ring.from + fminf(one, other), fabsf(one - other));
    return rect_intersect(arc, a->clip);
}

static Rect changed_bounds(const Window *before,
                           int32_t skip_a,
                           const Window *after,
                           int32_t skip_b,
                           const TextSource *text)
{
    if (skip_a == 1 && skip_b == 1 && is_grown_arc(&before->items[0], &after->items[0])) {
        return grown_arc_bounds(&before->items[0], &after->items[0]);
    }
    Rect box = {0};
    for (int32_t i = 0; i < skip_a; i++) {
        box = rect_union(box, seen_bounds(before->walk.list, &before->items[i], text));
    }
    for (int32_t i = 0; i < skip_b; i++) {
        box = rect_union(box, seen_bounds(after->walk.list, &after->items[i], text));
    }
    return box;
}

Rect draw_damage(const DrawList *before, const DrawList *after, const TextSource *text)
{
    if (before->dropped || after->dropped) {
        return (Rect){.x = -DRAW_COORDINATE_MAX,
                      .y = -DRAW_COORDINATE_MAX,
                      .w = 2.0F * DRAW_COORDINATE_MAX,
                      .h = 2.0F * DRAW_COORDINATE_MAX};
    }
    const int32_t before_count = count_items(before);
    const int32_t after_count = count_items(after);
    const int32_t tail = equal_tail(before, before_count, after, after_count);
    Window a;
    Window b;
    window_begin(&a, before, before_count - tail);
    window_begin(&b, after, after_count - tail);
    Rect box = {0};
    while (a.count > 0 || b.count > 0) {
        if (a.count > 0 && b.count > 0 && same_item(before, &a.items[0], after, &b.items[0])) {
            window_drop(&a, 1);
            window_drop(&b, 1);
            continue;
        }
        int32_t skip_a = 0;
        int32_t skip_b = 0;
        find_match(&a, &b, &skip_a, &skip_b);
        box = rect_union(box, changed_bounds(&a, skip_a, &b, skip_b, text));
        window_drop(&a, skip_a);
        window_drop(&b, skip_b);
    }
    return box;
}
