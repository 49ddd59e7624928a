/* SPDX-License-Identifier: MIT */
/* The strict JSON scanner: arrays, objects, keys and the map of places. */
#include "surefoot/json_scan.h"

#include "scan_parts.h"
#include "surefoot/limits.h"
#include "surefoot/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool scan_value(Scan *scan, int32_t parent, size_t key_at);

static bool fail_nomem(Scan *scan)
{
    scan->error = SF_E_NOMEM;
    return false;
}

static void skip_space(Scan *scan)
{
    while (scan->at < scan->size) {
        const char c = scan->bytes[scan->at];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
            return;
        }
        scan->at++;
    }
}

/* Notes the value that starts here; its index is the number of values before it. */
static bool note_value(Scan *scan, int32_t parent, size_t key_at)
{
    JsonMap *map = scan->map;
    if (map == NULL) {
        return true;
    }
    JsonPlace *items = array_grow(map->items, &map->capacity, map->count + 1, sizeof(*items));
    if (items == NULL) {
        return fail_nomem(scan);
    }
    map->items = items;
    map->items[map->count++] =
        (JsonPlace){.at = (uint32_t)scan->at, .key_at = (uint32_t)key_at, .parent = parent};
    return true;
}

static bool push_key(Scan *scan, ScanKey key)
{
    ScanKey *keys = array_room(scan->keys, &scan->key_capacity, scan->key_count + 1, sizeof(*keys));
    if (keys == NULL) {
        return fail_nomem(scan);
    }
    scan->keys = keys;
    scan->keys[scan->key_count++] = key;
    return true;
}

/* Order of the texts that the keys stand for: "a" and "\u0061" are the same key. */
static int compare_keys(const ScanKey *a, const ScanKey *b)
{
    const char *at_a = a->text;
    const char *at_b = b->text;
    const char *end_a = at_a + a->length;
    const char *end_b = at_b + b->length;
    while (at_a < end_a && at_b < end_b) {
        const uint32_t left = scan_unescape(&at_a, end_a);
        const uint32_t right = scan_unescape(&at_b, end_b);
        if (left != right) {
            return left < right ? -1 : 1;
        }
    }
    return (at_a < end_a) - (at_b < end_b);
}

static int compare_keys_and_places(const void *a, const void *b)
{
    const ScanKey *left = a;
    const ScanKey *right = b;
    const int order = compare_keys(left, right);
    return order != 0 ? order : (left->text > right->text) - (left->text < right->text);
}

/* Sorting keeps an object of many thousand keys cheap, whatever the keys are. */
static bool check_unique_keys(Scan *scan, size_t first)
{
    ScanKey *keys = scan->keys + first;
    const size_t count = scan->key_count - first;
    if (count > 1) {
        qsort(keys, count, sizeof(*keys), compare_keys_and_places);
    }
    const ScanKey *original = NULL;
    const ScanKey *repeated = NULL;
    for (size_t i = 1; i < count; i++) {
        if (compare_keys(&keys[i - 1], &keys[i]) == 0 &&
            (repeated == NULL || keys[i].text < repeated->text)) {
            original = &keys[i - 1];
            repeated = &keys[i];
        }
    }
    scan->key_count = first;
    if (repeated == NULL) {
        return true;
    }
    TextCursor cursor = {0, 1, 1};
    cursor_move(&cursor, scan->bytes, (size_t)(original->text - scan->bytes) - 1);
    char shown[SHOWN_BYTES];
    char cut[SHOWN_BYTES];
    (void)sf_format(cut, sizeof(cut), "%.*s", (int)repeated->length, repeated->text);
    return scan_fail(scan, (size_t)(repeated->text - scan->bytes) - 1,
                     "the key \"%s\" is already at line %d, column %d; a key may appear only once",
                     text_shown(cut, shown), (int)cursor.line, (int)cursor.column);
}

/* Reads an array or object. scan->at is at its opening bracket. */
static bool enter(Scan *scan)
{
    if (scan->depth == LIMIT_JSON_DEPTH) {
        (void)scan_fail(scan, scan->at, "nested deeper than %d levels; at most %d are allowed",
                        LIMIT_JSON_DEPTH, LIMIT_JSON_DEPTH);
        scan->error = SF_E_TOOBIG;
        return false;
    }
    scan->depth++;
    scan->at++;
    skip_space(scan);
    return true;
}

static int peek(const Scan *scan)
{
    return scan->at < scan->size ? (unsigned char)scan->bytes[scan->at] : -1;
}

typedef enum ListEnd { LIST_MORE, LIST_CLOSED, LIST_FAULT } ListEnd;

/* After a value of a list that was opened at `opened`. */
static ListEnd next_or_close(Scan *scan, char close, size_t opened)
{
    skip_space(scan);
    const size_t comma = scan->at;
    if (peek(scan) == close) {
        scan->at++;
        scan->depth--;
        return LIST_CLOSED;
    }
    if (peek(scan) != ',') {
        TextCursor cursor = {0, 1, 1};
        cursor_move(&cursor, scan->bytes, opened);
        char expected[96];
        (void)sf_format(expected, sizeof(expected),
                        "a comma, or the \"%c\" for line %d, column %d,", close, (int)cursor.line,
                        (int)cursor.column);
        (void)scan_unexpected(scan, expected);
        return LIST_FAULT;
    }
    scan->at++;
    skip_space(scan);
    if (peek(scan) == close) {
        (void)scan_fail(scan, comma, "a comma before \"%c\"; the last one has none: remove it",
                        close);
        return LIST_FAULT;
    }
    return LIST_MORE;
}

static bool scan_array(Scan *scan, int32_t self)
{
    const size_t opened = scan->at;
    if (!enter(scan)) {
        return false;
    }
    if (peek(scan) == ']') {
        scan->at++;
        scan->depth--;
        return true;
    }
    ListEnd end = LIST_MORE;
    while (end == LIST_MORE) {
        if (!scan_value(scan, self, scan->at)) {
            return false;
        }
        end = next_or_close(scan, ']', opened);
    }
    return end == LIST_CLOSED;
}

static bool scan_member(Scan *scan, int32_t self)
{
    const size_t key_at = scan->at;
    if (peek(scan) != '"') {
        return scan_unexpected(scan, "a key in double quotes");
    }
    if (!scan_string(scan)) {
        return false;
    }
    const ScanKey key = {.text = scan->bytes + key_at + 1, .length = scan->at - key_at - 2};
    if (!push_key(scan, key)) {
        return false;
    }
    skip_space(scan);
    if (peek(scan) != ':') {
        return scan_unexpected(scan, "a colon after the key");
    }
    scan->at++;
    skip_space(scan);
    return scan_value(scan, self, key_at);
}

static bool scan_object(Scan *scan, int32_t self)
{
    const size_t opened = scan->at;
    const size_t first_key = scan->key_count;
    if (!enter(scan)) {
        return false;
    }
    if (peek(scan) == '}') {
        scan->at++;
        scan->depth--;
        return true;
    }
    ListEnd end = LIST_MORE;
    while (end == LIST_MORE) {
        if (!scan_member(scan, self)) {
            return false;
        }
        end = next_or_close(scan, '}', opened);
    }
    return end == LIST_CLOSED && check_unique_keys(scan, first_key);
}

static bool scan_value(Scan *scan, int32_t parent, size_t key_at)
{
    const int32_t self = scan->map == NULL ? -1 : scan->map->count;
    if (!note_value(scan, parent, key_at)) {
        return false;
    }
    const int c = peek(scan);
    if (c == '{') {
        return scan_object(scan, self);
    }
    if (c == '[') {
        return scan_array(scan, self);
    }
    if (c == '"') {
        return scan_string(scan);
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
        return scan_number(scan);
    }
    return scan_word(scan);
}

static bool starts_with(const Scan *scan, const char *bytes, size_t length)
{
    return scan->size >= length && memcmp(scan->bytes, bytes, length) == 0;
}

static bool check_encoding(Scan *scan)
{
    if (starts_with(scan, "\xEF\xBB\xBF", 3)) {
        return scan_fail(scan, 0,
                         "the file starts with a byte order mark; "
                         "remove the byte order mark (save as UTF-8 without BOM)");
    }
    if (starts_with(scan, "\xFF\xFE", 2) || starts_with(scan, "\xFE\xFF", 2)) {
        return scan_fail(scan, 0, "the file is UTF-16; save it as UTF-8 without BOM");
    }
    return true;
}

static bool scan_document(Scan *scan)
{
    if (!check_encoding(scan)) {
        return false;
    }
    skip_space(scan);
    if (scan->at == scan->size) {
        return scan_fail(scan, 0, "the file is empty; one JSON object is needed");
    }
    if (!scan_value(scan, -1, scan->at)) {
        return false;
    }
    skip_space(scan);
    if (scan->at < scan->size) {
        return scan_unexpected(scan, "the end of the file");
    }
    return true;
}

SfError scan_file(const SourceFile *file, size_t limit, FaultSink *sink, JsonMap *map)
{
    if (file->size > limit) {
        sink_add(sink, FAULT_ERROR, (FaultPlace){0, 0, ""},
                 "the file is too large; at most %zu MiB are allowed", limit / (1024 * 1024));
        return SF_E_TOOBIG;
    }
    Scan scan = {.bytes = file->bytes, .size = file->size, .map = map, .sink = sink};
    (void)scan_document(&scan);
    sf_free(scan.keys);
    return scan.error;
}

void json_map_deinit(JsonMap *map)
{
    sf_free(map->items);
    *map = (JsonMap){0};
}

SfError json_scan(const SourceFile *file, Faults *faults)
{
    FaultSink sink;
    sink_init(&sink, faults, file->path);
    const SfError error = scan_file(file, LIMIT_FILE_BYTES, &sink, NULL);
    const SfError flushed = sink_flush(&sink);
    return flushed != SF_OK ? flushed : error;
}
