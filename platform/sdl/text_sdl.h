/* SPDX-License-Identifier: MIT */
/**
 * Real text: a TextSource by SDL2_ttf and HarfBuzz with the Inter typeface, and with fonts of the
 * system for letters that Inter does not have.
 *
 * A face is opened when it is first used, so the first picture waits only for what it shows. Widths
 * and coverage bitmaps are kept in a cache of limited size: a frame with the texts of the frame
 * before shapes nothing and allocates nothing. Needs no video driver. Only for one thread.
 */
#ifndef SUREFOOT_TEXT_SDL_H
#define SUREFOOT_TEXT_SDL_H

#include "surefoot/draw.h"

/** The folder of Debian's package fonts-inter. */
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
/** The text source, borrowed from fonts. Bytes that are not UTF-8 show as a replacement mark,
 * control characters as a space. */
const TextSource *text_fonts_source(TextFonts *fonts);
/** The number of lines shaped so far, for tests and benchmarks. */
uint64_t text_fonts_shaped(const TextFonts *fonts);
/** The first code point of a text that no font of this system can draw, so that a box is drawn; 0
 * if there is none. */
uint32_t text_fonts_missing(TextFonts *fonts, const char *text, size_t size);
/** Frees it. NULL is fine. */
void text_fonts_close(TextFonts *fonts);

#endif
