/* SPDX-License-Identifier: MIT */
/**
 * Values of a timeline's JSON. The first fault is told by the document and kept in reader->error;
 * from then on every reader returns an empty value and does nothing, so that callers read on
 * without looking.
 */
#ifndef SUREFOOT_TIMELINE_VALUES_H
#define SUREFOOT_TIMELINE_VALUES_H

#include "load_json.h"
#include "surefoot/vocabulary.h"

typedef struct TimelineReader {
    JsonDoc doc;
    Timeline *out;
    SfError error; /* the first; nothing more is read after it */
    int32_t cue_capacity;
} TimelineReader;

/** Of a text, in bytes. */
typedef struct TextRange {
    size_t least;
    size_t most;
} TextRange;

/** Tells what is wrong with the node, unless something was wrong before. */
void timeline__refuse(TimelineReader *reader, const cJSON *node, const char *what);
/** Zeroed, from the timeline's arena; NULL when memory is out. */
void *timeline__take(TimelineReader *reader, size_t size);
/** The value of a key that has to be there; NULL after a fault. */
const cJSON *timeline__need(TimelineReader *reader, const cJSON *object, const char *key);
/** Whether a key that may be left out is there. */
bool timeline__has(const TimelineReader *reader, const cJSON *object, const char *key);
/** A whole number from least to most by its key; refuses anything else. */
int64_t timeline__whole(
    TimelineReader *reader, const cJSON *object, const char *key, int64_t least, int64_t most);
/** From 0 to most. */
int32_t
timeline__number(TimelineReader *reader, const cJSON *object, const char *key, int32_t most);
/** True or false by its key; refuses anything else. */
bool timeline__truth(TimelineReader *reader, const cJSON *object, const char *key);
/** A copy in the arena of a node that is a text; NULL after a fault. */
const char *timeline__words(TimelineReader *reader, const cJSON *node, TextRange range);
/** The same of a key that has to be there. */
const char *
timeline__text(TimelineReader *reader, const cJSON *object, const char *key, TextRange range);
/** The value with that word; 0 after a fault. */
int32_t timeline__enum(TimelineReader *reader, const cJSON *object, const char *key, Words words);
/** An array of at most `most`; its length in count, -1 after a fault. */
const cJSON *timeline__list(
    TimelineReader *reader, const cJSON *object, const char *key, int32_t most, int32_t *count);

#endif
