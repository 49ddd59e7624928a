/* SPDX-License-Identifier: MIT */
/* Walks over the values of a JSON text without building a tree. */
#include "surefoot/json_span.h"

#include <string.h>

#define EXACT_DIGITS 15

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static const char *skip_between(const char *at, const char *end)
{
    while (at < end && (is_space(*at) || *at == ',' || *at == ':')) {
        at++;
    }
    return at;
}

/* Just behind the closing quote. */
static const char *skip_string(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++) {
        if (*at == '\\') {
            at++;
        }
    }
    return at < end ? at + 1 : end;
}

static const char *skip_nested(const char *at, const char *end)
{
    int depth = 0;
    while (at < end) {
        if (*at == '"') {
            at = skip_string(at, end);
            continue;
        }
        if (*at == '{' || *at == '[') {
            depth++;
        } else if (*at == '}' || *at == ']') {
            depth--;
        }
        at++;
        if (depth == 0) {
            return at;
        }
    }
    return end;
}

static const char *skip_value(const char *at, const char *end)
{
    if (*at == '"') {
        return skip_string(at, end);
    }
    if (*at == '{' || *at == '[') {
        return skip_nested(at, end);
    }
    while (at < end && !is_space(*at) && *at != ',' && *at != '}' && *at != ']') {
        at++;
    }
    return at;
}

static JsonSpan value_at(const char *at, const char *end)
{
    return (JsonSpan){.at = at, .size = at < end ? (size_t)(skip_value(at, end) - at) : 0};
}

JsonSpan span_of(const char *text, size_t size)
{
    const char *end = text + size;
    return value_at(skip_between(text, end), end);
}

bool span_is_object(JsonSpan value)
{
    return value.size > 0 && value.at[0] == '{';
}

bool span_is_array(JsonSpan value)
{
    return value.size > 0 && value.at[0] == '[';
}

bool span_is_string(JsonSpan value)
{
    return value.size > 0 && value.at[0] == '"';
}

SpanWalk span_walk(JsonSpan value)
{
    SF_ASSERT(span_is_object(value) || span_is_array(value));
    return (SpanWalk){
        .at = value.at + 1, .end = value.at + value.size - 1, .object = value.at[0] == '{'};
}

bool span_next(SpanWalk *walk, JsonSpan *key, JsonSpan *value)
{
    *key = (JsonSpan){.at = walk->at};
    walk->at = skip_between(walk->at, walk->end);
    if (walk->at >= walk->end) {
        return false;
    }
    if (walk->object) {
        *key = value_at(walk->at, walk->end);
        walk->at = skip_between(walk->at + key->size, walk->end);
    }
    *value = value_at(walk->at, walk->end);
    walk->at += value->size;
    return true;
}

JsonSpan span_member(JsonSpan object, const char *key)
{
    const size_t length = strlen(key);
    SpanWalk walk = span_walk(object);
    JsonSpan name;
    JsonSpan value;
    while (span_next(&walk, &name, &value)) {
        if (name.size == length + 2 && memcmp(name.at + 1, key, length) == 0) {
            return value;
        }
    }
    return (JsonSpan){.at = object.at};
}

bool span_integer(JsonSpan value, int64_t *out)
{
    const bool negative = value.size > 0 && value.at[0] == '-';
    const size_t first = negative ? 1 : 0;
    int64_t number = 0;
    if (value.size <= first || value.size - first > EXACT_DIGITS) {
        return false;
    }
    for (size_t i = first; i < value.size; i++) {
        if (value.at[i] < '0' || value.at[i] > '9') {
            return false;
        }
        number = number * 10 + (value.at[i] - '0');
    }
    *out = negative ? -number : number;
    return true;
}
