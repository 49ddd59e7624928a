/* SPDX-License-Identifier: MIT */
/**
 * Fonts of the system, found through fontconfig, which is loaded when the first one is needed. A
 * font is opened for a script and a weight and stays open until another one needs its place: then
 * the one that was unused for longest is closed.
 */
#ifndef LETTERS_FOUND_H
#define LETTERS_FOUND_H

#include "surefoot/draw.h"

#include <SDL_ttf.h>

/** A font that was found. */
typedef struct FoundFont {
    TTF_Font *font;
    uint32_t script; /* as HarfBuzz numbers them; FOUND_EMOJI for pictures */
    FontWeight weight;
    int32_t px;
    int32_t strike; /* for a font of one size, its height in px; else 0 */
    uint64_t used;
} FoundFont;

#define FOUND_EMOJI 0x5A737965U /**< Zsye, the script of emoji */

typedef struct FoundFonts FoundFonts;

/** An empty set of fonts; opens nothing yet. The caller closes it. NULL when memory is out. */
FoundFonts *found_open(void);
/** A font for one character, given as code points, or NULL. script: as in FoundFont. language: a
 * hint such as "ja", or "". Borrowed until the next found_begin_line. */
FoundFont *found_for(FoundFonts *fonts,
                     FontWeight weight,
                     uint32_t script,
                     const char *language,
                     const uint32_t *codes,
                     int32_t count);
/** The font in a size in px, borrowed; NULL if that fails. */
TTF_Font *found_sized(FoundFont *font, int32_t px);
/** The factor by which glyphs of found_sized must be scaled to be px high. */
float found_scale(const FoundFont *font, int32_t px);
/** Call it before each line: fonts that a line uses stay open until the next line. */
void found_begin_line(FoundFonts *fonts);
/** Closes all fonts. NULL is fine. */
void found_close(FoundFonts *fonts);

#endif
