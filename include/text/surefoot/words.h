/* SPDX-License-Identifier: MIT */
/**
 * Every text the app itself shows, by id. English is built in and always complete; another language
 * lays its own texts over the same ids. Texts with % are formats: their arguments are listed in
 * words.inc and are the same in every language.
 */
#ifndef SUREFOOT_WORDS_H
#define SUREFOOT_WORDS_H

#include <stdarg.h>
#include <stddef.h>

typedef enum Word {
#define WORD(id, key, text) WORD_##id,
#include "surefoot/words.inc"
#undef WORD
    WORDS
} Word;

/** The text in the current language. Never NULL. */
const char *word(Word id);
/**
 * A text with %d (int) and %s (const char *) filled in, always terminated. Nothing else is a
 * format: a translation can be wrong, but never dangerous.
 */
void word_format(char *out, size_t size, Word id, va_list args);
/** Its stable key, such as "today.start". */
const char *word_key(Word id);

#endif
