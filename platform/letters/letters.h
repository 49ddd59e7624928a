/* SPDX-License-Identifier: MIT */
/**
 * Letters that Inter does not have: other scripts, signs and emoji.
 *
 * Natively a font for them is found through fontconfig, FriBidi puts right-to-left text in order
 * and SDL2_ttf shapes it. In the browser the browser does all of that. Nothing is opened before the
 * first such line, and a system that lacks a library or a font shows boxes. Lines are clean UTF-8,
 * ended by a zero, without controls, of at most LETTERS_MAX code points. One thread.
 */
#ifndef LETTERS_H
#define LETTERS_H

#include "surefoot/draw.h"

#include <SDL_ttf.h>

#define LETTERS_MAX 1024

typedef struct Letters Letters;

/** What a line looks like. Pixels and colours belong to whoever asked, freed with sf_free. */
typedef struct LettersPicture {
    uint8_t *pixels;
    uint32_t *colors;
    TextBitmap bitmap;
} LettersPicture;

/** NULL when memory is out. The caller closes it. */
Letters *letters_open(void);
/** Advance width in px. `own` is Inter in the size of `font`; borrowed for the call. */
float letters_width(Letters *letters, TTF_Font *own, Font font, const char *line);
/** Where a caret before byte `at` stands, in px from the left end. */
float letters_caret(Letters *letters, TTF_Font *own, Font font, const char *line, size_t at);
/** Fills *out, without pixels if there is nothing to see. False when memory is out or the line is
 * too big. */
bool letters_draw(
    Letters *letters, TTF_Font *own, Font font, const char *line, LettersPicture *out);
/** The first code point that shows as a box, 0 if there is none. In the browser always 0: it does
 *  not tell. */
uint32_t letters_missing(Letters *letters, TTF_Font *own, Font font, const char *line);
/** Accepts NULL. */
void letters_close(Letters *letters);

#endif
