/* SPDX-License-Identifier: MIT */
/* Reads single values of a timeline from JSON. */
#include "timeline_values.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* ---- values ---------------------------------------------------------------------------------- */

void timeline__refuse(TimelineReader *reader, const cJSON *node, const char *what)
{
    if (reader->error == SF_OK) {
        json_fault(&reader->doc, node, FAULT_ERROR, "%s", what);
        reader->error = SF_E_INPUT;
    }
}

void *timeline__take(TimelineReader *reader, size_t size)
{
    void *block = arena_alloc(&reader->out->arena, size);
    if (block == NULL && reader->error == SF_OK) {
        reader->error = SF_E_NOMEM;
    }
    return block;
}

const cJSON *timeline__need(TimelineReader *reader, const cJSON *object, const char *key)
{
    if (reader->error != SF_OK) {
        return NULL;
    }
    const cJSON *node = cJSON_IsObject(object) ? json_get(object, key) : NULL;
    if (node == NULL) {
        char what[80];
        (void)sf_format(what, sizeof(what), "must be an object with \"%s\"", key);
        timeline__refuse(reader, object, what);
    }
    return node;
}

bool timeline__has(const TimelineReader *reader, const cJSON *object, const char *key)
{
    return reader->error == SF_OK && cJSON_IsObject(object) && json_get(object, key) != NULL;
}

int64_t timeline__whole(
    TimelineReader *reader, const cJSON *object, const char *key, int64_t least, int64_t most)
{
    const cJSON *node = timeline__need(reader, object, key);
    if (node == NULL) {
        return least;
    }
    const double value = node->valuedouble;
    if (!cJSON_IsNumber(node) || !(value >= (double)least && value <= (double)most) ||
        value != floor(value)) {
        char what[96];
        (void)sf_format(what, sizeof(what), "must be a whole number from %" PRId64 " to %" PRId64,
                        least, most);
        timeline__refuse(reader, node, what);
        return least;
    }
    return (int64_t)value;
}

int32_t timeline__number(TimelineReader *reader, const cJSON *object, const char *key, int32_t most)
{
    return (int32_t)timeline__whole(reader, object, key, 0, most);
}

bool timeline__truth(TimelineReader *reader, const cJSON *object, const char *key)
{
    const cJSON *node = timeline__need(reader, object, key);
    if (node != NULL && !cJSON_IsBool(node)) {
        timeline__refuse(reader, node, "must be true or false");
    }
    return node != NULL && cJSON_IsTrue(node);
}

const char *timeline__words(TimelineReader *reader, const cJSON *node, TextRange range)
{
    if (node == NULL) {
        return NULL;
    }
    const size_t length = cJSON_IsString(node) ? strlen(node->valuestring) : 0;
    if (!cJSON_IsString(node) || length < range.least || length > range.most) {
        char what[80];
        (void)sf_format(what, sizeof(what), "must be a text of %zu to %zu bytes", range.least,
                        range.most);
        timeline__refuse(reader, node, what);
        return NULL;
    }
    char *copy = timeline__take(reader, length + 1);
    if (copy != NULL) {
        memcpy(copy, node->valuestring, length);
    }
    return copy;
}

const char *
timeline__text(TimelineReader *reader, const cJSON *object, const char *key, TextRange range)
{
    return timeline__words(reader, timeline__need(reader, object, key), range);
}

int32_t timeline__enum(TimelineReader *reader, const cJSON *object, const char *key, Words words)
{
    const cJSON *node = timeline__need(reader, object, key);
    for (int32_t i = 0; node != NULL && i < words.count; i++) {
        if (cJSON_IsString(node) && strcmp(node->valuestring, words.items[i]) == 0) {
            return i;
        }
    }
    if (node != NULL) {
        timeline__refuse(reader, node, "is not a word that belongs here");
    }
    return 0;
}

const cJSON *timeline__list(
    TimelineReader *reader, const cJSON *object, const char *key, int32_t most, int32_t *count)
{
    const cJSON *node = timeline__need(reader, object, key);
    *count = -1;
    if (node == NULL) {
        return NULL;
    }
    int32_t length = 0;
    for (const cJSON *child = node->child; child != NULL && length <= most; child = child->next) {
        length++;
    }
    if (!cJSON_IsArray(node) || length > most) {
        char what[80];
        (void)sf_format(what, sizeof(what), "must be a list of at most %" PRId32, most);
        timeline__refuse(reader, node, what);
        return NULL;
    }
    *count = length;
    return node;
}
