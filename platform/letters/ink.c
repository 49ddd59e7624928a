/* SPDX-License-Identifier: MIT */
/* Finds the pixels of a picture that are not blank. */
#include "ink.h"

#include <string.h>

uint32_t ink_at(const SDL_Surface *surface, int x, int y)
{
    const uint8_t *row = (const uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch;
    uint32_t pixel = 0;
    memcpy(&pixel, row + (ptrdiff_t)x * 4, sizeof(pixel));
    return (pixel & surface->format->Amask) >> surface->format->Ashift;
}

static bool row_is_blank(const SDL_Surface *surface, int y)
{
    for (int x = 0; x < surface->w; x++) {
        if (ink_at(surface, x, y) != 0) {
            return false;
        }
    }
    return true;
}

static bool column_is_blank(const SDL_Surface *surface, int x)
{
    for (int y = 0; y < surface->h; y++) {
        if (ink_at(surface, x, y) != 0) {
            return false;
        }
    }
    return true;
}

SDL_Rect ink_of(const SDL_Surface *surface)
{
    SDL_Rect ink = {0, 0, surface->w, surface->h};
    while (ink.h > 0 && row_is_blank(surface, ink.y + ink.h - 1)) {
        ink.h--;
    }
    while (ink.h > 0 && row_is_blank(surface, ink.y)) {
        ink.y++;
        ink.h--;
    }
    while (ink.h > 0 && ink.w > 0 && column_is_blank(surface, ink.x + ink.w - 1)) {
        ink.w--;
    }
    while (ink.h > 0 && ink.w > 0 && column_is_blank(surface, ink.x)) {
        ink.x++;
        ink.w--;
    }
    return ink;
}
