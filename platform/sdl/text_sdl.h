/* SPDX-License-Identifier: MIT */
/**
 * Real text: a TextSource over SDL2_ttf and HarfBuzz, with the Inter typeface, and with fonts of
 * the system for what Inter does not have.
 *
 * Faces are opened when first used, so that the first paint waits for no more than it shows. Widths
 * and coverage bitmaps are kept in a cache bounded in bytes: a frame that shows the texts of the
 * frame before shapes nothing and allocates nothing. Needs no video driver. One thread.
 */
#ifndef SUREFOOT_TEXT_SDL_H
#define SUREFOOT_TEXT_SDL_H

#include "surefoot/draw.h"

/** Where Debian's fonts-inter puts the faces. */
#define TEXT_FONTS_FOLDER "/usr/share/fonts/opentype/inter"
#define TEXT_CACHE_BYTES ((size_t)4 * 1024 * 1024)
#define TEXT_LINE_BYTES 1024 /**< a longer line is cut at a character */

typedef struct TextFonts TextFonts;

/**
 * @param folder  holds Inter-Regular.otf, Inter-SemiBold.otf and Inter-Bold.otf; NULL is
 *                TEXT_FONTS_FOLDER. Copied.
 * @return NULL with err filled if a face is missing or memory is out. The caller closes it.
 */
TextFonts *text_fonts_open(const char *folder, SfErrorInfo *err);
/** Borrowed from fonts. Bytes that are not UTF-8 show as a replacement mark, controls as a space.
 */
const TextSource *text_fonts_source(TextFonts *fonts);
/** Lines shaped so far, for tests and the frame budget. */
uint64_t text_fonts_shaped(const TextFonts *fonts);
/** The first code point of a text that no font of this system can draw, and a box stands for; 0 if
 * all can be drawn. */
uint32_t text_fonts_missing(TextFonts *fonts, const char *text, size_t size);
/** Accepts NULL. */
void text_fonts_close(TextFonts *fonts);

#endif
