/* SPDX-License-Identifier: MIT */
/**
 * Fonts of the system, found through fontconfig, which is loaded when the first one is wanted. Each
 * is opened for a script and a weight and stays open; the one not used for longest gives way.
 */
#ifndef LETTERS_FOUND_H
#define LETTERS_FOUND_H

#include "surefoot/draw.h"

#include <SDL_ttf.h>

/** A font that was found. */
typedef struct FoundFont {
    TTF_Font *font;
    uint32_t script; /* of HarfBuzz; FOUND_EMOJI for pictures */
    FontWeight weight;
    int32_t px;
    int32_t strike; /* px that all its lines are high; 0 if it comes in any size */
    uint64_t used;
} FoundFont;

#define FOUND_EMOJI 0x5A737965U /**< Zsye, the script of emoji */

typedef struct FoundFonts FoundFonts;

/** Opens nothing; NULL when memory is out. */
FoundFonts *found_open(void);
/** A font for one character of code points, or NULL. `script` as in FoundFont, `language` a hint
 * such as "ja", or "". Borrowed for the line. */
FoundFont *found_for(FoundFonts *fonts,
                     FontWeight weight,
                     uint32_t script,
                     const char *language,
                     const uint32_t *codes,
                     int32_t count);
/** In a size; NULL if it cannot be had. */
TTF_Font *found_sized(FoundFont *font, int32_t px);
/** What the glyphs of that size must be scaled by. */
float found_scale(const FoundFont *font, int32_t px);
/** Each line is begun, so that none of its fonts gives way to another. */
void found_begin_line(FoundFonts *fonts);
/** Accepts NULL. */
void found_close(FoundFonts *fonts);

#endif
