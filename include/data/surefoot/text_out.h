/* SPDX-License-Identifier: MIT */
/**
 * A text that grows: what is written as JSON or as a table is gathered here first.
 *
 * A failed allocation sticks, so writing needs no checks until text_out_take.
 */
#ifndef SUREFOOT_TEXT_OUT_H
#define SUREFOOT_TEXT_OUT_H

#include "surefoot/base.h"

/** Zero-initialise. */
typedef struct TextOut {
    char *bytes;
    size_t used;
    size_t capacity;
    bool failed;
} TextOut;

/** Appends a copy of size bytes. */
void text_out_bytes(TextOut *out, const char *bytes, size_t size);
/** Appends a copy of a terminated text. */
void text_out_text(TextOut *out, const char *text);
/** Of at most 200 bytes; longer texts go through text_out_text. */
void text_out_format(TextOut *out, const char *format, ...) SF_PRINTF(2, 3);
/** A JSON string with its quotes. What steers a terminal is escaped; what is not UTF-8, from a
 * damaged log, becomes U+FFFD. */
void text_out_json(TextOut *out, const char *text);
/** Hands the terminated text over (freed with sf_free), or frees it and says SF_E_NOMEM. */
SfError text_out_take(TextOut *out, char **text);

#endif
