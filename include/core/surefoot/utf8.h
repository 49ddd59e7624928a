/* SPDX-License-Identifier: MIT */
/**
 * UTF-8, strictly: no overlong forms, no surrogates, nothing above U+10FFFF. And which characters
 * of it a text of somebody else may bring along.
 */
#ifndef SUREFOOT_UTF8_H
#define SUREFOOT_UTF8_H

#include "surefoot/base.h"

/** Reads the character at `text`; returns its length in bytes, or 0 if it is not valid UTF-8: then
 *  *character is as it was. */
size_t utf8_read(const char *text, size_t size, uint32_t *character);
/** True for a byte within a character: every byte of one but its first. */
static inline bool utf8_continues(char byte)
{
    return ((unsigned char)byte & 0xC0U) == 0x80U;
}
/** Bytes of the whole characters among the first `size`, which text[size] must follow. */
size_t utf8_cut(const char *text, size_t size);
/** True if nothing in this valid UTF-8 can be seen: blanks, joiners, marks of direction. */
bool utf8_is_blank(const char *text, size_t size);

typedef enum Utf8Breaks {
    UTF8_ONE_LINE,
    UTF8_LINES /**< line breaks and tabs are welcome */
} Utf8Breaks;

/**
 * True for what steers instead of saying something: control characters (C0, DEL, C1), line breaks,
 * and the embeddings, overrides and isolates that turn the direction of what follows (U+202A to
 * U+202E, U+2066 to U+2069). LRM, RLM, ZWJ and ZWNJ only touch their neighbours and are fine.
 */
bool utf8_steers(uint32_t character);
/** True if a character of this valid UTF-8 steers. */
bool utf8_has_steering(const char *text, size_t size, Utf8Breaks breaks);
/**
 * Makes a text of unknown origin fit for a terminal and for a line of a message, in place: what
 * steers and what is not UTF-8 become question marks. With UTF8_LINES line feeds stay.
 */
void utf8_make_plain(char *text, Utf8Breaks breaks);

#endif
