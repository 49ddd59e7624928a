/* SPDX-License-Identifier: MIT */
/**
 * Every text the app itself shows, by id. English is built in and always complete; another language
 * lays its own texts over the same ids. Texts with placeholders, {name} or
 * {name, number}, are filled in by word_format. They stand in assets/lang/en and are written into
 * the program when it is built (tools/lang).
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

/** The text with this id in the current language. Never NULL. */
const char *word(Word id);
/**
 * A text with its placeholders filled in, always terminated: a const char * for each {name} and an
 * int for each {name, number}, in the order in which they stand in English.
 */
void word_format(char *out, size_t size, Word id, va_list args);

#endif
