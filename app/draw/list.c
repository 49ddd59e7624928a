/* SPDX-License-Identifier: MIT */
/* Appends commands to a draw list. */
#include "surefoot/draw.h"
#include "surefoot/memory.h"

#include <math.h>
#include <string.h>

/* More than any frame needs, so that an endless loop cannot use up the memory of a phone. */
#define LIST_ENTRIES_MAX (1 << 22)

/* Room for `need` entries; NULL, and the list says so, if it cannot be had. */
static void *reserve(DrawList *list, void *block, int32_t *capacity, size_t need, size_t unit)
{
    void *room = need <= LIST_ENTRIES_MAX ? array_grow(block, capacity, (int32_t)need, unit) : NULL;
    list->dropped = list->dropped || room == NULL;
    return room;
}

static bool reserve_commands(DrawList *list, size_t need)
{
    DrawCommand *room =
        reserve(list, list->commands, &list->capacity, need, sizeof(list->commands[0]));
    list->commands = room != NULL ? room : list->commands;
    return room != NULL;
}

static bool reserve_points(DrawList *list, size_t need)
{
    Point *room = reserve(list, list->points, &list->point_capacity, need, sizeof(list->points[0]));
    list->points = room != NULL ? room : list->points;
    return room != NULL;
}

static bool reserve_text(DrawList *list, size_t need)
{
    char *room = reserve(list, list->text, &list->text_capacity, need, 1);
    list->text = room != NULL ? room : list->text;
    return room != NULL;
}

/* A cleared command at the end of the list, or NULL: unused bytes of the union stay defined. */
static DrawCommand *append(DrawList *list, DrawKind kind, Color color)
{
    if (!reserve_commands(list, (size_t)list->count + 1)) {
        return NULL;
    }
    DrawCommand *command = &list->commands[list->count++];
    memset(command, 0, sizeof(*command));
    command->kind = kind;
    command->color = color;
    return command;
}

void draw_begin(DrawList *list)
{
    list->count = 0;
    list->point_count = 0;
    list->text_size = 0;
    list->dropped = false;
}

void draw_deinit(DrawList *list)
{
    sf_free(list->commands);
    sf_free(list->points);
    sf_free(list->text);
    *list = (DrawList){0};
}

static float snap(float value)
{
    return floorf(value + 0.5F);
}

/* Both edges go to the nearest pixel, so neighbours still meet; below two pixels the thickness is
 * kept instead, so that hairlines do not differ in weight with where they fall. */
static void snap_extent(float *at, float *extent)
{
    const float from = snap(*at);
    const float whole = *extent < 2.0F ? snap(*extent) : snap(*at + *extent) - from;
    *at = from;
    *extent = whole < 1.0F ? 1.0F : whole;
}

static Rect snap_rect(Rect rect)
{
    snap_extent(&rect.x, &rect.w);
    snap_extent(&rect.y, &rect.h);
    return rect;
}

static float at_least_zero(float value)
{
    return value > 0.0F ? value : 0.0F;
}

static void append_rect(DrawList *list, Rect rect, float radius, float border, Color color)
{
    DrawCommand *command = append(list, DRAW_RECT, color);
    if (command == NULL) {
        return;
    }
    const float shorter = fminf(rect.w, rect.h);
    command->as.rect.rect = rect;
    command->as.rect.radius = fminf(at_least_zero(radius), shorter / 2.0F);
    command->as.rect.border = border * 2.0F >= shorter ? 0.0F : border;
}

void draw_rect(DrawList *list, Rect rect, float radius, Color color)
{
    if (!rect_is_empty(rect)) {
        append_rect(list, snap_rect(rect), radius, 0.0F, color);
    }
}

void draw_border(DrawList *list, Rect rect, float radius, float width, Color color)
{
    if (!rect_is_empty(rect) && width > 0.0F) {
        append_rect(list, snap_rect(rect), radius, fmaxf(1.0F, snap(width)), color);
    }
}

/* Clockwise, starting within the first turn, and never longer than one: one arc, one spelling. */
static void append_ring(DrawList *list, DrawCommand ring)
{
    float from = ring.as.ring.from;
    float sweep = ring.as.ring.sweep;
    if (!(ring.as.ring.width > 0.0F) || sweep == 0.0F) {
        return;
    }
    DrawCommand *command = append(list, DRAW_RING, ring.color);
    if (command == NULL) {
        return;
    }
    if (sweep < 0.0F) {
        from += sweep;
        sweep = -sweep;
    }
    const bool closed = sweep >= DRAW_TURN - 0.0001F;
    from = fmodf(from, DRAW_TURN);
    command->as.ring = ring.as.ring;
    command->as.ring.radius = at_least_zero(ring.as.ring.radius);
    command->as.ring.from = closed ? 0.0F : from + (from < 0.0F ? DRAW_TURN : 0.0F);
    command->as.ring.sweep = closed ? DRAW_TURN : sweep;
}

void draw_ring(
    DrawList *list, Point center, float radius, float width, float from, float sweep, Color color)
{
    append_ring(
        list, (DrawCommand){.color = color, .as.ring = {center, radius, width, from, sweep, true}});
}

void draw_ring_flat(
    DrawList *list, Point center, float radius, float width, float from, float sweep, Color color)
{
    append_ring(list, (DrawCommand){.color = color,
                                    .as.ring = {center, radius, width, from, sweep, false}});
}

void draw_capsule(DrawList *list, Point a, float radius_a, Point b, float radius_b, Color color)
{
    if (!(radius_a > 0.0F) && !(radius_b > 0.0F)) {
        return;
    }
    DrawCommand *command = append(list, DRAW_CAPSULE, color);
    if (command != NULL) {
        command->as.capsule.a = a;
        command->as.capsule.b = b;
        command->as.capsule.radius_a = at_least_zero(radius_a);
        command->as.capsule.radius_b = at_least_zero(radius_b);
    }
}

void draw_polygon(DrawList *list, const Point *points, int32_t count, Color color)
{
    const int32_t used = count < DRAW_POLYGON_POINTS ? count : DRAW_POLYGON_POINTS;
    if (used < 3 || !reserve_points(list, (size_t)list->point_count + (size_t)used)) {
        return;
    }
    DrawCommand *command = append(list, DRAW_POLYGON, color);
    if (command == NULL) {
        return;
    }
    command->as.polygon.first = list->point_count;
    command->as.polygon.count = used;
    memcpy(list->points + list->point_count, points, (size_t)used * sizeof(points[0]));
    list->point_count += used;
}

void draw_text(DrawList *list, Point at, Font font, Color color, const char *text, size_t size)
{
    if (size == 0) {
        return;
    }
    if (size > LIST_ENTRIES_MAX) {
        list->dropped = true;
        return;
    }
    if (!reserve_text(list, (size_t)list->text_size + size)) {
        return;
    }
    DrawCommand *command = append(list, DRAW_TEXT, color);
    if (command == NULL) {
        return;
    }
    command->as.text.at = (Point){.x = snap(at.x), .y = snap(at.y)};
    command->as.text.font = font;
    command->as.text.first = list->text_size;
    command->as.text.size = (int32_t)size;
    memcpy(list->text + list->text_size, text, size);
    list->text_size += (int32_t)size;
}

/* A clip may be "everything", so its edges are cut to the drawable range instead of refused. */
static void clamp_extent(float *at, float *extent)
{
    const float limit = DRAW_COORDINATE_MAX;
    const float from = fmaxf(-limit, fminf(limit, *at));
    const float to = fmaxf(-limit, fminf(limit, *at + *extent));
    *at = snap(from);
    *extent = snap(to) - *at;
}

void draw_clip(DrawList *list, Rect rect)
{
    DrawCommand *command = append(list, DRAW_CLIP, (Color){0});
    if (command == NULL || rect_is_empty(rect) || isnan(rect.x + rect.w) ||
        isnan(rect.y + rect.h)) {
        return;
    }
    clamp_extent(&rect.x, &rect.w);
    clamp_extent(&rect.y, &rect.h);
    command->as.clip = rect;
}

void draw_clip_end(DrawList *list)
{
    (void)append(list, DRAW_CLIP_END, (Color){0});
}

void draw_alpha(DrawList *list, float alpha)
{
    DrawCommand *command = append(list, DRAW_ALPHA, (Color){0});
    if (command != NULL) {
        command->as.alpha = fminf(at_least_zero(alpha), 1.0F);
    }
}

void draw_alpha_end(DrawList *list)
{
    (void)append(list, DRAW_ALPHA_END, (Color){0});
}

bool draw_copy(DrawList *to, const DrawList *from)
{
    draw_begin(to);
    if ((from->count > 0 && !reserve_commands(to, (size_t)from->count)) ||
        (from->point_count > 0 && !reserve_points(to, (size_t)from->point_count)) ||
        (from->text_size > 0 && !reserve_text(to, (size_t)from->text_size))) {
        return false;
    }
    if (from->count > 0) {
        memcpy(to->commands, from->commands, (size_t)from->count * sizeof(from->commands[0]));
    }
    if (from->point_count > 0) {
        memcpy(to->points, from->points, (size_t)from->point_count * sizeof(from->points[0]));
    }
    if (from->text_size > 0) {
        memcpy(to->text, from->text, (size_t)from->text_size);
    }
    to->count = from->count;
    to->point_count = from->point_count;
    to->text_size = from->text_size;
    to->dropped = from->dropped;
    return true;
}
