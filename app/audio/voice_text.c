/* SPDX-License-Identifier: MIT */
/* Cuts a text into sentences as voice packs spell them. */
#include "surefoot/voice.h"

#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

static bool is_stop(char c)
{
    return c == '.' || c == '!' || c == '?';
}

bool voice_sentence(const char **at, const char **sentence, size_t *length)
{
    const char *begin = *at;
    while (is_space(*begin)) {
        begin++;
    }
    const char *end = begin;
    /* A stop ends a sentence only before a space: "2.5 kg" is one. */
    while (*end != '\0' && !(is_stop(*end) && (is_space(end[1]) || end[1] == '\0'))) {
        end++;
    }
    if (*end != '\0') {
        end++;
    }
    *at = end;
    *sentence = begin;
    *length = (size_t)(end - begin);
    return *length > 0;
}

bool voice_key(const char *sentence, size_t length, char out[VOICE_SENTENCE_BYTES])
{
    while (length > 0 && (is_space(sentence[length - 1]) || sentence[length - 1] == '.')) {
        length--;
    }
    if (length == 0 || length >= VOICE_SENTENCE_BYTES) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        const char c = sentence[i];
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    out[length] = '\0';
    return true;
}
