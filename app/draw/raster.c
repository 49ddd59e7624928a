/* SPDX-License-Identifier: MIT */
/* The software renderer: draws the commands of a list, texts included. */
#include "surefoot/raster.h"

#include "span.h"

#include <math.h>

/* Rows above and below the baseline, in sizes, that a line of text can reach: one that is farther
 * away is not even shaped. */
#define TEXT_REACH 3.0F

static bool text_may_touch(const DrawCommand *command, Rect box)
{
    const float reach = TEXT_REACH * (float)command->as.text.font.px;
    const Point at = command->as.text.at;
    return at.y + reach > box.y && at.y - reach < box.y + box.h && at.x - reach < box.x + box.w;
}

static void draw_bitmap(const Canvas *canvas, const TextBitmap *bitmap, int32_t left, int32_t top)
{
    const int32_t end_x = left + bitmap->width;
    const int32_t from = canvas->left > left ? canvas->left : left;
    const int32_t to = canvas->right < end_x ? canvas->right : end_x;
    const uint32_t scale = (uint32_t)(canvas->alpha * 256.0F + 0.5F);
    for (int32_t y = canvas->top; y < canvas->bottom; y++) {
        const ptrdiff_t row = (ptrdiff_t)(y - top) * bitmap->stride;
        const uint8_t *cover = bitmap->pixels + row;
        const uint32_t *colors = bitmap->colors != NULL ? bitmap->colors + row : NULL;
        uint32_t *pixels = canvas->pixels + (ptrdiff_t)y * canvas->stride;
        for (int32_t x = from; x < to; x++) {
            const uint32_t part = cover[x - left];
            if (part != 0) {
                const uint32_t alpha = ((part + (part >> 7)) * scale + 128U) >> 8;
                const uint32_t own = colors != NULL ? colors[x - left] : 0;
                pixels[x] = span_blend(pixels[x], own != 0 ? own : canvas->argb, alpha);
            }
        }
    }
}

/* The canvas cut to a box of whole pixels; false if nothing is left. */
static bool narrow(Canvas *canvas, Rect box)
{
    const Rect whole = {.x = (float)canvas->left,
                        .y = (float)canvas->top,
                        .w = (float)(canvas->right - canvas->left),
                        .h = (float)(canvas->bottom - canvas->top)};
    const Rect both = rect_intersect(whole, box);
    canvas->left = (int32_t)both.x;
    canvas->top = (int32_t)both.y;
    canvas->right = (int32_t)(both.x + both.w);
    canvas->bottom = (int32_t)(both.y + both.h);
    return canvas->left < canvas->right && canvas->top < canvas->bottom;
}

static void
draw_line(Canvas canvas, const DrawList *list, const DrawCommand *command, const TextSource *text)
{
    const char *bytes = list->text + command->as.text.first;
    const TextBitmap *bitmap =
        text->bitmap(text->context, command->as.text.font, bytes, (size_t)command->as.text.size);
    if (bitmap == NULL) {
        return;
    }
    const int32_t left = (int32_t)command->as.text.at.x + bitmap->left;
    const int32_t top = (int32_t)command->as.text.at.y - bitmap->ascent;
    const Rect box = {
        .x = (float)left, .y = (float)top, .w = (float)bitmap->width, .h = (float)bitmap->height};
    if (narrow(&canvas, box)) {
        draw_bitmap(&canvas, bitmap, left, top);
    }
}

static void
draw_item(Canvas canvas, const DrawList *list, const DrawItem *item, const TextSource *text)
{
    const DrawCommand *command = item->command;
    const Color color = command->color;
    canvas.argb = 0xff000000U | (uint32_t)color.r << 16 | (uint32_t)color.g << 8 | color.b;
    canvas.alpha = (float)color.a / 255.0F * item->alpha;
    if (!narrow(&canvas, item->clip)) {
        return;
    }
    if (command->kind == DRAW_TEXT) {
        const Rect box = {.x = (float)canvas.left,
                          .y = (float)canvas.top,
                          .w = (float)(canvas.right - canvas.left),
                          .h = (float)(canvas.bottom - canvas.top)};
        if (text != NULL && text_may_touch(command, box)) {
            draw_line(canvas, list, command, text);
        }
        return;
    }
    if (!narrow(&canvas, draw_bounds(list, command, NULL))) {
        return;
    }
    switch (command->kind) {
    case DRAW_RECT:
        raster__rect(&canvas, command);
        break;
    case DRAW_RING:
        raster__ring(&canvas, command);
        break;
    case DRAW_CAPSULE:
        raster__capsule(&canvas, command);
        break;
    case DRAW_POLYGON:
        raster__polygon(&canvas, list->points + command->as.polygon.first,
                        command->as.polygon.count);
        break;
    case DRAW_TEXT:
    case DRAW_CLIP:
    case DRAW_CLIP_END:
    case DRAW_ALPHA:
    case DRAW_ALPHA_END:
        break;
    }
}

void raster_draw(const Surface *surface, const DrawList *list, const TextSource *text, Rect box)
{
    const float x = floorf(box.x);
    const float y = floorf(box.y);
    const Rect whole = {
        .x = x, .y = y, .w = ceilf(box.x + box.w) - x, .h = ceilf(box.y + box.h) - y};
    Canvas canvas = {.pixels = surface->pixels,
                     .stride = surface->stride,
                     .right = surface->width,
                     .bottom = surface->height};
    if (rect_is_empty(box) || !narrow(&canvas, whole)) {
        return;
    }
    DrawWalk walk;
    DrawItem item;
    draw_walk_begin(&walk, list);
    while (draw_walk_next(&walk, &item)) {
        draw_item(canvas, list, &item, text);
    }
}
