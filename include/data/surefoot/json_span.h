/* SPDX-License-Identifier: MIT */
/**
 * Pieces of a JSON text, found by walking it.
 *
 * A log of years is tens of megabytes; as one tree it would need many times that. So the text is
 * scanned once as a whole, then cut into values that are parsed one at a time. Only for text that
 * scan_file has passed: nothing is checked here.
 */
#ifndef SUREFOOT_JSON_SPAN_H
#define SUREFOOT_JSON_SPAN_H

#include "surefoot/base.h"

/** One value, from its first byte to its last. */
typedef struct JsonSpan {
    const char *at;
    size_t size;
} JsonSpan;

/** A walk over the members of an object or the items of an array. */
typedef struct SpanWalk {
    const char *at;
    const char *end;
    bool object;
} SpanWalk;

/** The value of a whole text, without the space around it. */
JsonSpan span_of(const char *text, size_t size);
/** True if the value begins with a brace. */
bool span_is_object(JsonSpan value);
/** True if the value begins with a bracket. */
bool span_is_array(JsonSpan value);
/** True if the value begins with a quote. */
bool span_is_string(JsonSpan value);
/** Starts a walk over an object or an array; other values are a programming error. */
SpanWalk span_walk(JsonSpan value);
/** The next member or item; key (with its quotes) is empty in arrays. False at the end. */
bool span_next(SpanWalk *walk, JsonSpan *key, JsonSpan *value);
/** The value of a member whose key is written plainly; size 0 if it is not there. */
JsonSpan span_member(JsonSpan object, const char *key);
/** A whole number of at most 15 digits; false for anything else. */
bool span_integer(JsonSpan value, int64_t *out);

#endif
