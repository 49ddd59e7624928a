/* SPDX-License-Identifier: MIT */
/* Lines that Inter has no letters for, drawn by the browser. */
#include "letters.h"

#include "page.h"
#include "surefoot/memory.h"

/* A larger picture is wider or higher than any screen and needs too much memory on a phone. */
#define PIXELS_MAX ((int64_t)4 * 1024 * 1024)

/* Empty: the browser keeps everything. */
struct Letters {
    char unused;
};

Letters *letters_open(void)
{
    return sf_alloc(sizeof(Letters));
}

static int32_t css_weight(FontWeight weight)
{
    switch (weight) {
    case FONT_SEMIBOLD:
        return 600;
    case FONT_BOLD:
        return 700;
    case FONT_REGULAR:
    case FONT_WEIGHTS:
        break;
    }
    return 400;
}

float letters_width(Letters *letters, TTF_Font *own, Font font, const char *line)
{
    (void)letters;
    (void)own;
    return page_letters_width(css_weight(font.weight), font.px, line);
}

float letters_caret(Letters *letters, TTF_Font *own, Font font, const char *line, size_t at)
{
    (void)letters;
    (void)own;
    return page_letters_caret(css_weight(font.weight), font.px, line, (int32_t)at);
}

bool letters_draw(Letters *letters, TTF_Font *own, Font font, const char *line, LettersPicture *out)
{
    int32_t box[4] = {0};
    (void)letters;
    (void)own;
    *out = (LettersPicture){0};
    const bool coloured = page_letters_draw(css_weight(font.weight), font.px, line, box);
    const int64_t pixels = (int64_t)box[2] * box[3];
    if (pixels <= 0 || pixels > PIXELS_MAX) {
        return pixels <= 0;
    }
    out->pixels = sf_alloc((size_t)pixels);
    out->colors = coloured ? sf_alloc((size_t)pixels * sizeof(uint32_t)) : NULL;
    if (out->pixels == NULL || (coloured && out->colors == NULL)) {
        sf_free(out->pixels);
        sf_free(out->colors);
        *out = (LettersPicture){0};
        return false;
    }
    page_letters_take(out->pixels, out->colors);
    out->bitmap = (TextBitmap){.pixels = out->pixels,
                               .colors = out->colors,
                               .width = box[2],
                               .height = box[3],
                               .stride = box[2],
                               .left = box[0],
                               .ascent = box[1]};
    return true;
}

uint32_t letters_missing(Letters *letters, TTF_Font *own, Font font, const char *line)
{
    (void)letters;
    (void)own;
    (void)font;
    (void)line;
    return 0;
}

void letters_close(Letters *letters)
{
    sf_free(letters);
}
