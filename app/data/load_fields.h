/* SPDX-License-Identifier: MIT */
/**
 * Typed reading of the keys of one object. Each reader checks type and range, reports what is wrong
 * with what is allowed, and returns a harmless value, so that one pass lists every fault of a file.
 * An absent key or null leaves the output untouched.
 */
#ifndef DATA_LOAD_FIELDS_H
#define DATA_LOAD_FIELDS_H

#include "load_json.h"
#include "surefoot/vocabulary.h"

typedef struct Reader {
    JsonDoc *doc;
    Arena *arena; /**< where strings and lists are copied to */
    bool nomem;   /**< memory ran out: the result is not to be used */
} Reader;

typedef enum TextRule {
    RULE_ID,
    RULE_NAME, /**< one line that says something, at most LIMIT_NAME_BYTES */
    RULE_TEXT, /**< says something, at most LIMIT_TEXT_BYTES */
    RULE_LANGUAGE
} TextRule;

typedef enum Need { OPTIONAL, REQUIRED } Need;

typedef struct Range {
    int32_t least;
    int32_t most;
} Range;

/** arena_alloc for count items, with reader->nomem set when it fails. */
void *reader_alloc(Reader *reader, size_t count, size_t size);

/** Reports that `key` is missing in object. */
void missing(Reader *reader, const cJSON *object, const char *key, const char *allowed);
/** Reports that a value is not what is allowed, with what it is. */
void wrong(Reader *reader, const cJSON *node, const char *allowed);

/** A string that keeps the rule, copied; NULL after a fault. */
const char *read_string(Reader *reader, const cJSON *node, TextRule rule);
/** A text by its key; NULL if absent or after a fault. */
const char *
read_text(Reader *reader, const cJSON *object, const char *key, TextRule rule, Need need);
/** A list of at least `least` texts. */
TextList read_texts(Reader *reader, const cJSON *object, const char *key, int32_t least, Need need);
/** True if the key is there and good. */
bool read_int(Reader *reader, const cJSON *object, const char *key, Range range, int32_t *out);
/** Seconds in the file, milliseconds in out; the range is in milliseconds. */
bool read_ms(Reader *reader, const cJSON *object, const char *key, Range range, int32_t *out);
/** True if the key is there and good. */
bool read_bool(Reader *reader, const cJSON *object, const char *key, bool *out);
/** The index of the word. */
bool read_word(Reader *reader, const cJSON *object, const char *key, Words words, int32_t *out);
/** Reports a missing word first. */
int32_t read_required_word(Reader *reader, const cJSON *object, const char *key, Words words);

/** The array of a key with least to most items; NULL if absent or wrong. */
const cJSON *read_array(Reader *reader, const cJSON *object, const char *key, Range range);
/** The same where it has to be there. */
const cJSON *read_required_array(Reader *reader, const cJSON *object, const char *key, Range range);
/** True if it is an object; else a fault. */
bool is_object(Reader *reader, const cJSON *node);
/** The object of a key; NULL if absent or wrong. */
const cJSON *read_object(Reader *reader, const cJSON *object, const char *key);

/** Warns of keys that are in neither list and do not begin with x-. */
void warn_unknown_keys(Reader *reader, const cJSON *object, Words known, Words also_known);
/** True if the word is in the list. */
bool words_have(Words words, const char *word);

#endif
