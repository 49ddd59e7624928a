/* SPDX-License-Identifier: MIT */
/* Finds exercises by id while loading; suggests near ids for unknown ones. */
#include "load_parts.h"

#include "surefoot/limits.h"

#include <stdlib.h>
#include <string.h>

#define NEAR_DISTANCE 2
#define NEAR_COUNT 3

const ShelfEntry *shelf_entry(const Shelf *shelf, const char *id)
{
    int32_t low = 0;
    int32_t high = shelf->count;
    while (low < high) {
        const int32_t middle = low + (high - low) / 2;
        const int order = strcmp(shelf->entries[middle].exercise->id, id);
        if (order == 0) {
            return &shelf->entries[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

ShelfState shelf_find(const Shelf *shelf, const char *id, const Exercise **found)
{
    for (int32_t i = 0; i < shelf->own_count; i++) {
        if (shelf->own[i].id != NULL && strcmp(shelf->own[i].id, id) == 0) {
            *found = &shelf->own[i];
            return SHELF_GOOD;
        }
    }
    const ShelfEntry *entry = shelf_entry(shelf, id);
    if (entry == NULL) {
        return SHELF_NONE;
    }
    *found = entry->exercise;
    return entry->good ? SHELF_GOOD : SHELF_LOST;
}

static int smallest(int a, int b, int c)
{
    const int least = a < b ? a : b;
    return least < c ? least : c;
}

/* Letters to add, drop or change to get from one id to the other; NEAR_DISTANCE + 1 if many. */
static int distance(const char *a, const char *b)
{
    const size_t length_a = strlen(a);
    const size_t length_b = strlen(b);
    const size_t longer = length_a > length_b ? length_a : length_b;
    const size_t shorter = length_a > length_b ? length_b : length_a;
    if (longer - shorter > NEAR_DISTANCE || longer > LIMIT_ID_BYTES) {
        return NEAR_DISTANCE + 1;
    }
    int row[LIMIT_ID_BYTES + 1];
    for (size_t j = 0; j <= length_b; j++) {
        row[j] = (int)j;
    }
    for (size_t i = 1; i <= length_a; i++) {
        int diagonal = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= length_b; j++) {
            const int change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = smallest(change, row[j] + 1, row[j - 1] + 1);
        }
    }
    return row[length_b];
}

static bool is_near(const char *id, const char *other)
{
    const int far = distance(id, other);
    const bool extends = strncmp(id, other, strlen(id)) == 0 && strlen(id) >= NEAR_COUNT;
    return extends || (far <= NEAR_DISTANCE && (size_t)far < strlen(id));
}

static void list_near(const Shelf *shelf, const char *id, char *out, size_t size)
{
    int32_t listed = 0;
    out[0] = '\0';
    for (int32_t i = 0; i < shelf->own_count + shelf->count && listed < NEAR_COUNT; i++) {
        const bool own = i < shelf->own_count;
        const char *other =
            own ? shelf->own[i].id : shelf->entries[i - shelf->own_count].exercise->id;
        if (other != NULL && is_near(id, other)) {
            const size_t used = strlen(out);
            (void)sf_format(out + used, size - used, "%s\"%s\"", listed == 0 ? "; near it: " : ", ",
                            other);
            listed++;
        }
    }
}

void fault_no_exercise(Reader *reader, const cJSON *node, const Shelf *shelf, const char *id)
{
    char near[256] = "";
    if (sink_has_room(&reader->doc->sink, FAULT_ERROR)) {
        list_near(shelf, id, near, sizeof(near));
    }
    json_fault(reader->doc, node, FAULT_ERROR,
               "there is no exercise \"%s\"; it must be the id of one%s", id, near);
}
