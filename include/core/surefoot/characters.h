/* SPDX-License-Identifier: MIT */
/**
 * What a reader takes for one character: a letter with its marks, a flag, a family of emoji.
 *
 * Carets, cuts and line breaks stand between these and never inside. The rules are Unicode's (UAX
 * 29 for characters, the part of UAX 14 that East Asian text needs); texts are UTF-8, and a byte
 * that is not counts as a character of its own.
 */
#ifndef SUREFOOT_CHARACTERS_H
#define SUREFOOT_CHARACTERS_H

#include "surefoot/base.h"

#define CODE_REPLACEMENT 0xFFFDU /**< stands for a byte that is not UTF-8 */

#define CHARACTER_BYTES 128 /**< marks that make one longer begin the next */

/** Reads the code point at the start of size > 0 bytes; *used says how many bytes it took, at least
 *  one. */
uint32_t code_read(const char *text, size_t size, size_t *used);
/** True for what has no look of its own: joiners, direction marks, variation selectors. */
bool code_is_unseen(uint32_t code);

/** Bytes of the first character; 0 for no text. */
size_t character_next(const char *text, size_t size);
/** Where the character that ends at or spans byte `at` begins; 0 at the start. */
size_t character_before(const char *text, size_t at);
/** Bytes up to the first place where a line may break: behind a word, or between two ideographs. A
 *  space or a new line ends a word and is not part of it; 0 if the text begins with one, or is
 * none. */
size_t character_word(const char *text, size_t size);

#endif
