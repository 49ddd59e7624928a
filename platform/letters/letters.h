/* SPDX-License-Identifier: MIT */
/**
 * Letters that Inter does not have: other scripts, signs and emoji.
 *
 * On a desktop or phone fontconfig finds a font, FriBidi orders right-to-left text and SDL2_ttf
 * shapes it; on the web the browser does all of that. Nothing is opened before the first such line.
 * A system without the library or the font shows boxes. Lines are clean UTF-8, ended by a zero,
 * without control characters, at most LETTERS_MAX code points. Only for one thread.
 */
#ifndef LETTERS_H
#define LETTERS_H

#include "surefoot/draw.h"

#include <SDL_ttf.h>

#define LETTERS_MAX 1024

typedef struct Letters Letters;

/** The picture of a line. The caller frees pixels and colors with sf_free. */
typedef struct LettersPicture {
    uint8_t *pixels;
    uint32_t *colors;
    TextBitmap bitmap;
} LettersPicture;

/** Opens nothing yet. The caller closes it. NULL when memory is out. */
Letters *letters_open(void);
/** The advance width of a line in px. own: Inter in the size of `font`, borrowed for the call. */
float letters_width(Letters *letters, TTF_Font *own, Font font, const char *line);
/** The place of a caret before byte `at`, in px from the left end of the line. */
float letters_caret(Letters *letters, TTF_Font *own, Font font, const char *line, size_t at);
/** Draws a line into *out; pixels is NULL if there is nothing to see. False when memory is out or
 * the line is too big. */
bool letters_draw(
    Letters *letters, TTF_Font *own, Font font, const char *line, LettersPicture *out);
/** The first code point that is drawn as a box, 0 if there is none. In the browser always 0,
 * because it does not say. */
uint32_t letters_missing(Letters *letters, TTF_Font *own, Font font, const char *line);
/** Frees it. NULL is fine. */
void letters_close(Letters *letters);

#endif
