/* SPDX-License-Identifier: MIT */
/* Puts the pictures of runs together to the picture of a line. */
#include "pieces.h"

#include "surefoot/memory.h"

#include <string.h>

#define WHITE 0xFFFFFFU
/* A larger picture is wider or higher than any screen and needs too much memory on a phone. */
#define PIXELS_MAX ((int64_t)4 * 1024 * 1024)

static uint32_t pixel_at(const SDL_Surface *surface, int32_t x, int32_t y)
{
    const uint8_t *row = (const uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch;
    uint32_t pixel = 0;
    memcpy(&pixel, row + (ptrdiff_t)x * 4, sizeof(pixel));
    return pixel;
}

bool piece_is_coloured(const SDL_Surface *surface)
{
    for (int32_t y = 0; y < surface->h; y++) {
        for (int32_t x = 0; x < surface->w; x++) {
            const uint32_t pixel = pixel_at(surface, x, y);
            if (pixel >> 24 != 0 && (pixel & WHITE) != WHITE) {
                return true;
            }
        }
    }
    return false;
}

/* The mean of the pixels that become one smaller pixel. */
static uint32_t mean_of(const SDL_Surface *from, SDL_Rect box)
{
    uint32_t sums[4] = {0};
    uint32_t mean = 0;
    const uint32_t count = (uint32_t)(box.w * box.h);
    for (int32_t y = box.y; y < box.y + box.h; y++) {
        for (int32_t x = box.x; x < box.x + box.w; x++) {
            const uint32_t pixel = pixel_at(from, x, y);
            for (uint32_t i = 0; i < 4; i++) {
                sums[i] += pixel >> 8 * i & 0xFFU;
            }
        }
    }
    for (uint32_t i = 0; i < 4; i++) {
        mean |= (sums[i] + count / 2) / count << 8 * i;
    }
    return mean;
}

static SDL_Rect covered(const SDL_Surface *from, const SDL_Surface *to, int32_t x, int32_t y)
{
    const int32_t left = x * from->w / to->w;
    const int32_t top = y * from->h / to->h;
    const int32_t right = (x + 1) * from->w / to->w;
    const int32_t bottom = (y + 1) * from->h / to->h;
    return (SDL_Rect){left, top, right > left ? right - left : 1, bottom > top ? bottom - top : 1};
}

SDL_Surface *piece_shrink(const SDL_Surface *from, int32_t width, int32_t height)
{
    SDL_Surface *to = SDL_CreateRGBSurfaceWithFormat(
        0, width > 0 ? width : 1, height > 0 ? height : 1, 32, SDL_PIXELFORMAT_ARGB8888);
    if (to == NULL) {
        return NULL;
    }
    for (int32_t y = 0; y < to->h; y++) {
        uint8_t *row = (uint8_t *)to->pixels + (ptrdiff_t)y * to->pitch;
        for (int32_t x = 0; x < to->w; x++) {
            const uint32_t pixel = mean_of(from, covered(from, to, x, y));
            memcpy(row + (ptrdiff_t)x * 4, &pixel, sizeof(pixel));
        }
    }
    return to;
}

/* The straight colour of a premultiplied pixel. */
static uint32_t color_of(uint32_t pixel)
{
    const uint32_t alpha = pixel >> 24;
    uint32_t color = 0xFF000000U;
    for (uint32_t i = 0; i < 3 && alpha > 0; i++) {
        const uint32_t full = ((pixel >> 8 * i & 0xFFU) * 255U + alpha / 2) / alpha;
        color |= (full < 255U ? full : 255U) << 8 * i;
    }
    return color;
}

static SDL_Rect box_of(const Piece *pieces, int32_t count, bool *coloured)
{
    SDL_Rect box = {0, 0, 0, 0};
    for (int32_t i = 0; i < count; i++) {
        SDL_Rect ink = pieces[i].ink;
        ink.x += pieces[i].left;
        ink.y += pieces[i].top;
        SDL_UnionRect(&box, &ink, &box);
        *coloured = *coloured || pieces[i].coloured;
    }
    return box;
}

/* Draws a piece. Where letters overlap, the darker pixel counts. */
static void paint(const Piece *piece, SDL_Rect box, uint8_t *pixels, uint32_t *colors)
{
    const SDL_Rect ink = piece->ink;
    for (int32_t y = ink.y; y < ink.y + ink.h; y++) {
        const ptrdiff_t row = (ptrdiff_t)(piece->top - box.y + y) * box.w + piece->left - box.x;
        for (int32_t x = ink.x; x < ink.x + ink.w; x++) {
            const uint32_t pixel = pixel_at(piece->surface, x, y);
            const uint8_t alpha = (uint8_t)(pixel >> 24);
            if (alpha <= pixels[row + x]) {
                continue;
            }
            pixels[row + x] = alpha;
            if (colors != NULL) {
                colors[row + x] = piece->coloured ? color_of(pixel) : 0;
            }
        }
    }
}

bool pieces_join(const Piece *pieces, int32_t count, LettersPicture *out)
{
    bool coloured = false;
    const SDL_Rect box = box_of(pieces, count, &coloured);
    *out = (LettersPicture){0};
    if (box.w <= 0 || box.h <= 0) {
        return true;
    }
    if ((int64_t)box.w * box.h > PIXELS_MAX) {
        return false;
    }
    const size_t size = (size_t)box.w * (size_t)box.h;
    uint8_t *pixels = sf_alloc(size);
    uint32_t *colors = coloured ? sf_alloc(size * sizeof(*colors)) : NULL;
    if (pixels == NULL || (coloured && colors == NULL)) {
        sf_free(pixels);
        sf_free(colors);
        return false;
    }
    for (int32_t i = 0; i < count; i++) {
        paint(&pieces[i], box, pixels, colors);
    }
    *out = (LettersPicture){.pixels = pixels, .colors = colors};
    out->bitmap = (TextBitmap){.pixels = pixels,
                               .colors = colors,
                               .width = box.w,
                               .height = box.h,
                               .stride = box.w,
                               .left = box.x,
                               .ascent = -box.y};
    return true;
}
