/* SPDX-License-Identifier: MIT */
/* Rasters rectangles and borders. */
#include "span.h"

#include <math.h>

typedef struct Rounded {
    Point center;
    float half_width; /* of the box between the corners' centres */
    float half_height;
    float radius;
} Rounded;

typedef struct Frame {
    Rounded outer;
    Rounded inner;
} Frame;

static Rounded rounded(Rect rect, float radius)
{
    return (Rounded){.center = {.x = rect.x + rect.w / 2.0F, .y = rect.y + rect.h / 2.0F},
                     .half_width = rect.w / 2.0F - radius,
                     .half_height = rect.h / 2.0F - radius,
                     .radius = radius};
}

static float rounded_distance(const Rounded *shape, float x, float y)
{
    const float past_x = fabsf(x - shape->center.x) - shape->half_width;
    const float past_y = fabsf(y - shape->center.y) - shape->half_height;
    const float out_x = fmaxf(past_x, 0.0F);
    const float out_y = fmaxf(past_y, 0.0F);
    const float inside = fminf(fmaxf(past_x, past_y), 0.0F);
    return sqrtf(out_x * out_x + out_y * out_y) + inside - shape->radius;
}

static float cover_filled(const void *shape, float x, float y)
{
    return span_cover(rounded_distance(shape, x, y));
}

static float cover_border(const void *shape, float x, float y)
{
    const Frame *frame = shape;
    return span_cover(rounded_distance(&frame->outer, x, y)) -
           span_cover(rounded_distance(&frame->inner, x, y));
}

static Row rounded_row(const Rounded *shape, float y)
{
    /* Whole-pixel rectangles make the first row's offset exactly the radius less a half. */
    const float slack = 0.001F;
    const float past_y = fmaxf(fabsf(y - shape->center.y) - shape->half_height, 0.0F);
    const float outer = shape->radius + 0.5F;
    const float inner = shape->radius - 0.5F;
    if (!(past_y < outer)) {
        return (Row){0};
    }
    const float outer_reach =
        shape->half_width + (past_y > 0.0F ? sqrtf(outer * outer - past_y * past_y) : outer);
    const float left = shape->center.x - outer_reach;
    const float right = shape->center.x + outer_reach;
    if (past_y > 0.0F && past_y > inner + slack) {
        return span_row_between(left, right, 1.0F, -1.0F);
    }
    const float rest = fmaxf(inner * inner - past_y * past_y, 0.0F);
    const float inner_reach = shape->half_width + (past_y > 0.0F ? sqrtf(rest) : inner);
    return span_row_between(left, right, shape->center.x - inner_reach,
                            shape->center.x + inner_reach);
}

static void fill_rect(const Canvas *canvas, const DrawCommand *command)
{
    const Rounded shape = rounded(command->as.rect.rect, command->as.rect.radius);
    for (int32_t y = canvas->top; y < canvas->bottom; y++) {
        span_row(canvas, y, rounded_row(&shape, (float)y + 0.5F), cover_filled, &shape);
    }
}

void raster__rect(const Canvas *canvas, const DrawCommand *command)
{
    const float border = command->as.rect.border;
    if (!(border > 0.0F)) {
        fill_rect(canvas, command);
        return;
    }
    const Rect rect = command->as.rect.rect;
    const float radius = command->as.rect.radius;
    const Rect hole = {.x = rect.x + border,
                       .y = rect.y + border,
                       .w = rect.w - 2.0F * border,
                       .h = rect.h - 2.0F * border};
    const Frame frame = {.outer = rounded(rect, radius),
                         .inner = rounded(hole, fmaxf(radius - border, 0.0F))};
    for (int32_t y = canvas->top; y < canvas->bottom; y++) {
        const float center = (float)y + 0.5F;
        span_row_with_hole(canvas, y, rounded_row(&frame.outer, center),
                           rounded_row(&frame.inner, center), cover_border, &frame);
    }
}
