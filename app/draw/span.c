/* SPDX-License-Identifier: MIT */
/* Blends and fills runs of pixels in one row. */
#include "span.h"

#include <math.h>
#include <string.h>

/* Four pixels as sixteen bits at a time: a channel times 256 just fits. */
#define LANE_PIXELS 4
typedef uint16_t Lanes __attribute__((vector_size(16)));

static int32_t max_int(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t min_int(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static Lanes lanes_of(const uint32_t *pixels)
{
    Lanes lanes;
    memcpy(&lanes, pixels, sizeof(lanes));
    return lanes;
}

/* span_blend for a run of pixels under one ink, to the bit. */
static void blend_run(uint32_t *pixels, int32_t count, uint32_t argb, uint32_t alpha)
{
    const uint32_t inks[LANE_PIXELS] = {argb, argb, argb, argb};
    const uint32_t opaques[LANE_PIXELS] = {0xff000000U, 0xff000000U, 0xff000000U, 0xff000000U};
    const Lanes ink = lanes_of(inks);
    const Lanes opaque = lanes_of(opaques);
    const uint16_t part = (uint16_t)alpha;
    const uint16_t rest = (uint16_t)(256U - alpha);
    const Lanes even = (ink & 0xff) * part + 0x80;
    const Lanes odd = (ink >> 8) * part + 0x80;
    int32_t i = 0;
    for (; i + LANE_PIXELS <= count; i += LANE_PIXELS) {
        const Lanes under = lanes_of(pixels + i);
        const Lanes low = ((under & 0xff) * rest + even) >> 8;
        const Lanes high = ((under >> 8) * rest + odd) & 0xff00;
        const Lanes out = low | high | opaque;
        memcpy(pixels + i, &out, sizeof(out));
    }
    for (; i < count; i++) {
        pixels[i] = span_blend(pixels[i], argb, alpha);
    }
}

static void fill_run(uint32_t *pixels, int32_t count, uint32_t argb)
{
    const uint32_t inks[LANE_PIXELS] = {argb, argb, argb, argb};
    int32_t i = 0;
    for (; i + LANE_PIXELS <= count; i += LANE_PIXELS) {
        memcpy(pixels + i, inks, sizeof(inks));
    }
    for (; i < count; i++) {
        pixels[i] = argb;
    }
}

void span_fill(const Canvas *canvas, int32_t y, int32_t from, int32_t to, float cover)
{
    const int32_t first = max_int(from, canvas->left);
    const int32_t end = min_int(to, canvas->right);
    const uint32_t alpha = (uint32_t)(cover * canvas->alpha * 256.0F + 0.5F);
    if (first >= end) {
        return;
    }
    uint32_t *pixels = canvas->pixels + (ptrdiff_t)y * canvas->stride + first;
    if (alpha == 256U) {
        fill_run(pixels, end - first, canvas->argb);
    } else if (alpha > 0U) {
        blend_run(pixels, end - first, canvas->argb, alpha);
    }
}

void span_shade(const Canvas *canvas,
                int32_t y,
                int32_t from,
                int32_t to,
                CoverFunction cover,
                const void *shape)
{
    const int32_t first = max_int(from, canvas->left);
    const int32_t end = min_int(to, canvas->right);
    const float center_y = (float)y + 0.5F;
    const float scale = canvas->alpha * 256.0F;
    uint32_t *pixels = canvas->pixels + (ptrdiff_t)y * canvas->stride;
    for (int32_t x = first; x < end; x++) {
        const float part = cover(shape, (float)x + 0.5F, center_y);
        pixels[x] = span_blend(pixels[x], canvas->argb, (uint32_t)(part * scale + 0.5F));
    }
}

void span_row(const Canvas *canvas, int32_t y, Row row, CoverFunction cover, const void *shape)
{
    const int32_t solid_from = max_int(row.solid_from, row.from);
    const int32_t solid_to = min_int(row.solid_to, row.to);
    if (solid_from >= solid_to) {
        span_shade(canvas, y, row.from, row.to, cover, shape);
        return;
    }
    span_shade(canvas, y, row.from, solid_from, cover, shape);
    span_fill(canvas, y, solid_from, solid_to, 1.0F);
    span_shade(canvas, y, solid_to, row.to, cover, shape);
}

void span_row_with_hole(
    const Canvas *canvas, int32_t y, Row row, Row hole, CoverFunction cover, const void *shape)
{
    if (hole.from >= hole.to) {
        span_row(canvas, y, row, cover, shape);
        return;
    }
    const bool open = hole.solid_from < hole.solid_to;
    const int32_t middle = (hole.from + hole.to) / 2;
    const Row left = {row.from, open ? hole.solid_from : middle, row.solid_from,
                      min_int(row.solid_to, hole.from)};
    const Row right = {open ? hole.solid_to : middle, row.to, max_int(row.solid_from, hole.to),
                       row.solid_to};
    span_row(canvas, y, left, cover, shape);
    span_row(canvas, y, right, cover, shape);
}

Row span_row_between(float outer_left, float outer_right, float inner_left, float inner_right)
{
    return (Row){.from = (int32_t)floorf(outer_left - 0.5F) + 1,
                 .to = (int32_t)ceilf(outer_right - 0.5F),
                 .solid_from = (int32_t)ceilf(inner_left - 0.5F),
                 .solid_to = (int32_t)floorf(inner_right - 0.5F) + 1};
}

Row span_disc_row(Point center, float radius, float y)
{
    const float dy = y - center.y;
    const float outer = radius + 0.5F;
    const float inner = radius - 0.5F;
    if (!(fabsf(dy) < outer)) {
        return (Row){0};
    }
    const float outer_half = sqrtf(outer * outer - dy * dy);
    if (!(fabsf(dy) < inner)) {
        return span_row_between(center.x - outer_half, center.x + outer_half, 1.0F, -1.0F);
    }
    const float inner_half = sqrtf(inner * inner - dy * dy);
    return span_row_between(center.x - outer_half, center.x + outer_half, center.x - inner_half,
                            center.x + inner_half);
}
