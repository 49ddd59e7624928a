/* SPDX-License-Identifier: MIT */
/* A text source with fixed widths, for golden tests. */
#include "surefoot/draw.h"
#include "surefoot/utf8.h"

static float fixed_width(void *context, Font font, const char *text, size_t size)
{
    (void)context;
    size_t characters = 0;
    for (size_t i = 0; i < size; i++) {
        characters += utf8_continues(text[i]) ? 0 : 1;
    }
    return (float)characters * (float)font.px * 0.5F;
}

static void fixed_vertical(void *context, Font font, float *ascent, float *descent)
{
    (void)context;
    *ascent = (float)font.px * 0.8F;
    *descent = (float)font.px * 0.2F;
}

static const TextBitmap *fixed_bitmap(void *context, Font font, const char *text, size_t size)
{
    (void)context;
    (void)font;
    (void)text;
    (void)size;
    return NULL;
}

TextSource text_source_fixed(void)
{
    return (TextSource){.width = fixed_width, .vertical = fixed_vertical, .bitmap = fixed_bitmap};
}
