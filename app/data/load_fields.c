/* SPDX-License-Identifier: MIT */
/* Reads single fields of an object and reports what is wrong with them. */
#include "load_fields.h"

#include "surefoot/characters.h"
#include "surefoot/limits.h"
#include "surefoot/utf8.h"

#include <math.h>
#include <string.h>

#define FOUND_BYTES 96
#define ALLOWED_BYTES 256

void *reader_alloc(Reader *reader, size_t count, size_t size)
{
    void *block = arena_alloc(reader->arena, count * size);
    reader->nomem = reader->nomem || block == NULL;
    return block;
}

static const char *describe(const cJSON *node, char out[FOUND_BYTES])
{
    char shown[SHOWN_BYTES];
    if (cJSON_IsString(node)) {
        (void)sf_format(out, FOUND_BYTES, "\"%s\"", text_shown(node->valuestring, shown));
    } else if (cJSON_IsNumber(node)) {
        (void)sf_format(out, FOUND_BYTES, "%.15g", node->valuedouble);
    } else if (cJSON_IsBool(node)) {
        (void)sf_format(out, FOUND_BYTES, cJSON_IsTrue(node) ? "true" : "false");
    } else if (cJSON_IsNull(node)) {
        (void)sf_format(out, FOUND_BYTES, "null");
    } else {
        (void)sf_format(out, FOUND_BYTES, cJSON_IsArray(node) ? "a list" : "an object");
    }
    return out;
}

void missing(Reader *reader, const cJSON *object, const char *key, const char *allowed)
{
    json_fault(reader->doc, object, FAULT_ERROR, "\"%s\" is missing; it must be %s", key, allowed);
}

void wrong(Reader *reader, const cJSON *node, const char *allowed)
{
    char found[FOUND_BYTES];
    json_fault(reader->doc, node, FAULT_ERROR, "must be %s, not %s", allowed,
               describe(node, found));
}

static size_t most_bytes(TextRule rule)
{
    switch (rule) {
    case RULE_ID:
    case RULE_LANGUAGE:
        return LIMIT_ID_BYTES;
    case RULE_NAME:
        return LIMIT_NAME_BYTES;
    case RULE_TEXT:
        return LIMIT_TEXT_BYTES;
    }
    return 0;
}

static const char *rule_words(TextRule rule)
{
    switch (rule) {
    case RULE_ID:
        return "an id of a-z, 0-9, - and _, starting with a letter or digit";
    case RULE_NAME:
        return "one line of text that is not blank (1 to 120 bytes)";
    case RULE_TEXT:
        return "text that is not blank (1 to 2000 bytes)";
    case RULE_LANGUAGE:
        return "a language such as \"en\" or \"pt-BR\"";
    }
    return "";
}

static bool is_lower_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_id(const char *text)
{
    if (!is_lower_or_digit(text[0])) {
        return false;
    }
    for (const char *at = text; *at != '\0'; at++) {
        if (!is_lower_or_digit(*at) && *at != '-' && *at != '_') {
            return false;
        }
    }
    return true;
}

static size_t letters_and_digits(const char *text)
{
    size_t count = 0;
    while (is_lower_or_digit(text[count]) || (text[count] >= 'A' && text[count] <= 'Z')) {
        count++;
    }
    return count;
}

/* Two or three small letters, then parts of two to eight letters and digits after hyphens. */
static bool is_language(const char *text)
{
    const size_t primary = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    if (primary < 2 || primary > 3) {
        return false;
    }
    const char *at = text + primary;
    while (*at == '-') {
        const size_t part = letters_and_digits(at + 1);
        if (part < 2 || part > 8) {
            return false;
        }
        at += 1 + part;
    }
    return *at == '\0';
}

static bool keeps_rule(const char *text, size_t length, TextRule rule)
{
    switch (rule) {
    case RULE_ID:
        return is_id(text);
    case RULE_NAME:
        return !utf8_is_blank(text, length) && !utf8_has_steering(text, length, UTF8_ONE_LINE);
    case RULE_TEXT:
        return !utf8_is_blank(text, length);
    case RULE_LANGUAGE:
        return is_language(text);
    }
    return false;
}

/* Warns at the text about a character without a glyph, and names its code point. */
static void warn_of_boxes(Reader *reader, const cJSON *node, size_t length)
{
    const char *text = node->valuestring;
    const LetterCheck *letters = &reader->doc->sink.faults->letters;
    const uint32_t missing =
        letters->missing != NULL ? letters->missing(letters->context, text, length) : 0;
    size_t used = 0;
    for (size_t at = 0; at < length && missing != 0; at += used) {
        if (code_read(text + at, length - at, &used) == missing) {
            json_fault(reader->doc, node, FAULT_WARNING,
                       "no font here has \"%.*s\" (U+%04X): a box stands for it", (int)used,
                       text + at, (unsigned)missing);
            return;
        }
    }
}

const char *read_string(Reader *reader, const cJSON *node, TextRule rule)
{
    if (!cJSON_IsString(node)) {
        wrong(reader, node, rule_words(rule));
        return NULL;
    }
    const size_t length = strlen(node->valuestring);
    if (length > most_bytes(rule)) {
        json_fault(reader->doc, node, FAULT_ERROR,
                   "%zu bytes are too long; at most %zu are allowed", length, most_bytes(rule));
        return NULL;
    }
    if (utf8_has_steering(node->valuestring, length, UTF8_LINES)) {
        json_fault(reader->doc, node, FAULT_ERROR,
                   "has a control character, or one that turns the direction of the text; "
                   "letters, signs, LRM, RLM, ZWJ and ZWNJ are allowed");
        return NULL;
    }
    if (!keeps_rule(node->valuestring, length, rule)) {
        wrong(reader, node, rule_words(rule));
        return NULL;
    }
    if (rule == RULE_NAME || rule == RULE_TEXT) {
        warn_of_boxes(reader, node, length);
    }
    char *copy = arena_copy(reader->arena, node->valuestring, length);
    reader->nomem = reader->nomem || copy == NULL;
    return copy;
}

const char *
read_text(Reader *reader, const cJSON *object, const char *key, TextRule rule, Need need)
{
    const cJSON *node = json_get(object, key);
    if (node != NULL) {
        return read_string(reader, node, rule);
    }
    if (need == REQUIRED) {
        missing(reader, object, key, rule_words(rule));
    }
    return NULL;
}

TextList read_texts(Reader *reader, const cJSON *object, const char *key, int32_t least, Need need)
{
    const Range range = {least, LIMIT_LIST};
    const cJSON *list = need == REQUIRED ? read_required_array(reader, object, key, range)
                                         : read_array(reader, object, key, range);
    const int32_t count = list == NULL ? 0 : cJSON_GetArraySize(list);
    const char **items = count == 0 ? NULL : reader_alloc(reader, (size_t)count, sizeof(*items));
    if (items == NULL) {
        return (TextList){0};
    }
    int32_t used = 0;
    for (const cJSON *item = list->child; item != NULL; item = item->next) {
        items[used++] = read_string(reader, item, RULE_TEXT);
    }
    return (TextList){items, count};
}

bool read_int(Reader *reader, const cJSON *object, const char *key, Range range, int32_t *out)
{
    const cJSON *node = json_get(object, key);
    if (node == NULL) {
        return false;
    }
    const double value = node->valuedouble;
    if (!cJSON_IsNumber(node) || value < range.least || value > range.most ||
        floor(value) < value) {
        char allowed[ALLOWED_BYTES];
        (void)sf_format(allowed, sizeof(allowed), "a whole number from %d to %d", (int)range.least,
                        (int)range.most);
        wrong(reader, node, allowed);
        return false;
    }
    *out = (int32_t)value;
    return true;
}

bool read_ms(Reader *reader, const cJSON *object, const char *key, Range range, int32_t *out)
{
    const cJSON *node = json_get(object, key);
    if (node == NULL) {
        return false;
    }
    const double value = cJSON_IsNumber(node) ? node->valuedouble * 1000.0 : -1.0;
    const double whole = value < 0.0 || value > range.most ? -1.0 : round(value);
    if (whole < range.least || fabs(value - whole) > 1e-6) {
        char allowed[ALLOWED_BYTES];
        (void)sf_format(allowed, sizeof(allowed), "seconds from %g to %g, to the millisecond",
                        range.least / 1000.0, range.most / 1000.0);
        wrong(reader, node, allowed);
        return false;
    }
    *out = (int32_t)whole;
    return true;
}

bool read_bool(Reader *reader, const cJSON *object, const char *key, bool *out)
{
    const cJSON *node = json_get(object, key);
    if (node == NULL) {
        return false;
    }
    if (!cJSON_IsBool(node)) {
        wrong(reader, node, "true or false");
        return false;
    }
    *out = cJSON_IsTrue(node);
    return true;
}

static const char *list_words(Words words, char out[ALLOWED_BYTES])
{
    size_t used = 0;
    for (int32_t i = 0; i < words.count; i++) {
        (void)sf_format(out + used, ALLOWED_BYTES - used, "%s%s", i == 0 ? "one of " : ", ",
                        words.items[i]);
        used = strlen(out);
    }
    return out;
}

static int32_t word_index(Words words, const char *word)
{
    for (int32_t i = 0; i < words.count; i++) {
        if (strcmp(words.items[i], word) == 0) {
            return i;
        }
    }
    return -1;
}

bool words_have(Words words, const char *word)
{
    return word_index(words, word) >= 0;
}

bool read_word(Reader *reader, const cJSON *object, const char *key, Words words, int32_t *out)
{
    const cJSON *node = json_get(object, key);
    if (node == NULL) {
        return false;
    }
    const int32_t index = cJSON_IsString(node) ? word_index(words, node->valuestring) : -1;
    if (index < 0) {
        char allowed[ALLOWED_BYTES];
        wrong(reader, node, list_words(words, allowed));
        return false;
    }
    *out = index;
    return true;
}

int32_t read_required_word(Reader *reader, const cJSON *object, const char *key, Words words)
{
    int32_t index = 0;
    if (json_get(object, key) == NULL) {
        char allowed[ALLOWED_BYTES];
        missing(reader, object, key, list_words(words, allowed));
    } else {
        (void)read_word(reader, object, key, words, &index);
    }
    return index;
}

static const char *array_words(Range range, char out[ALLOWED_BYTES])
{
    (void)sf_format(out, ALLOWED_BYTES, "a list of %d to %d items", (int)range.least,
                    (int)range.most);
    return out;
}

const cJSON *read_array(Reader *reader, const cJSON *object, const char *key, Range range)
{
    const cJSON *node = json_get(object, key);
    if (node == NULL) {
        return NULL;
    }
    char allowed[ALLOWED_BYTES];
    if (!cJSON_IsArray(node)) {
        wrong(reader, node, array_words(range, allowed));
        return NULL;
    }
    const int32_t count = cJSON_GetArraySize(node);
    if (count < range.least || count > range.most) {
        json_fault(reader->doc, node, FAULT_ERROR, "must be %s, not of %d",
                   array_words(range, allowed), (int)count);
        return NULL;
    }
    return node;
}

const cJSON *read_required_array(Reader *reader, const cJSON *object, const char *key, Range range)
{
    if (json_get(object, key) == NULL) {
        char allowed[ALLOWED_BYTES];
        missing(reader, object, key, array_words(range, allowed));
    }
    return read_array(reader, object, key, range);
}

bool is_object(Reader *reader, const cJSON *node)
{
    if (cJSON_IsObject(node)) {
        return true;
    }
    wrong(reader, node, "an object in { }");
    return false;
}

const cJSON *read_object(Reader *reader, const cJSON *object, const char *key)
{
    const cJSON *node = json_get(object, key);
    return node != NULL && is_object(reader, node) ? node : NULL;
}

void warn_unknown_keys(Reader *reader, const cJSON *object, Words known, Words also_known)
{
    for (const cJSON *child = object->child; child != NULL; child = child->next) {
        const char *key = child->string;
        if (strncmp(key, "x-", 2) != 0 && !words_have(known, key) && !words_have(also_known, key)) {
            json_fault_key(reader->doc, child, FAULT_WARNING, "unknown key, ignored");
        }
    }
}
