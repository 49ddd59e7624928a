/* SPDX-License-Identifier: MIT */
/**
 * The fields of each kind of fact, described once.
 *
 * The store binds and reads columns by this table, exports write and check JSON by it, and nothing
 * else needs to know how a fact is laid out. Column, JSON key and message use the same name; words
 * stand for enum values wherever a person or another program reads them.
 */
#ifndef SUREFOOT_FACT_FIELDS_H
#define SUREFOOT_FACT_FIELDS_H

#include "surefoot/facts.h"

#define FACT_KEY_BYTES 255    /**< the longest segment key */
#define FACT_DAY_MIN (-25567) /**< 1900-01-01; a record beyond these is a fault */
#define FACT_DAY_MAX 2932895  /**< 9999-12-30 */
#define FACT_OFFSET_MAX (18 * 60)

typedef enum FieldType {
    FIELD_TEXT, /**< const char *; max is in bytes */
    FIELD_INT,  /**< int32_t */
    FIELD_LONG, /**< int64_t */
    FIELD_WORD, /**< an enum: words[value] */
    FIELD_BOOL,
    FIELD_DAY, /**< Day */
    FIELD_UUID /**< may be none */
} FieldType;

typedef struct FactField {
    const char *name;
    FieldType type;
    bool optional; /**< may be left out of an export; then zero, "" or none */
    size_t offset; /**< in Fact */
    int64_t min;   /**< of a text: of its length in bytes */
    int64_t max;
    const char *const *words; /**< of FIELD_WORD: max + 1 of them */
} FactField;

typedef struct FactShape {
    const char *word; /**< the kind, such as "session" */
    const FactField *fields;
    int32_t count;
} FactShape;

/** The fields of a kind, or NULL if there is no such kind. */
const FactShape *fact_shape(FactKind kind);
/** Finds the kind of a word. False if no kind has it. */
bool fact_kind_find(FactKind *out, const char *word);
/** The field of a kind, or NULL. */
const FactField *fact_field(FactKind kind, const char *name);
/** The value of a word of a FIELD_WORD within min..max; false if it has none such. */
bool fact_word_find(const FactField *field, const char *word, int32_t *value);

/** Any number, word, bool or day of a fact as an integer. Not for texts and UUIDs. */
int64_t fact_get_int(const Fact *fact, const FactField *field);
/** Sets a field of integers, words, bools or days. The value must be within the field's limits. */
void fact_set_int(Fact *fact, const FactField *field, int64_t value);
/** The value of a text field. Never NULL; borrowed from the fact. */
const char *fact_get_text(const Fact *fact, const FactField *field);
/** Sets a text field. The text is borrowed as long as the fact is used. */
void fact_set_text(Fact *fact, const FactField *field, const char *text);
/** The value of a UUID field; it may be none. */
Uuid fact_get_uuid(const Fact *fact, const FactField *field);
/** Sets a UUID field. */
void fact_set_uuid(Fact *fact, const FactField *field, Uuid value);

/** The instant of what is said now so that it comes after what was said before, even if the clock
 *  was ahead then; never later than a record can be. */
int64_t fact_after_ms(int64_t now_utc_ms, int64_t before_utc_ms);
/** SF_OK if every value is allowed; SF_E_INPUT or SF_E_TOOBIG names the first that is not. */
SfError fact_check(const Fact *fact, SfErrorInfo *err);
/** True if the bytes are UTF-8 without NUL, as everything we keep must be. */
bool fact_text_valid(const char *text, size_t size);

#endif
