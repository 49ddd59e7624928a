/* SPDX-License-Identifier: MIT */
/**
 * The strict scanner: RFC 8259 and nothing else, with the place of every value.
 *
 * It runs before cJSON, so that what cJSON gets is known to be well formed, unique in its keys and
 * within the limits, and so that later faults can say where. It builds no tree itself; the map
 * lists the values in the order in which a walk over the tree (parents before children) meets them.
 */
#ifndef SUREFOOT_JSON_SCAN_H
#define SUREFOOT_JSON_SCAN_H

#include "surefoot/fault_sink.h"

/** cJSON reads numbers into a buffer of this size less one; a longer one would be cut there. */
#define SCAN_NUMBER_CHARACTERS 63

/** One value of the file. */
typedef struct JsonPlace {
    uint32_t at;     /**< byte offset */
    uint32_t key_at; /**< of its key, in an object; else the same as at */
    int32_t parent;  /**< index into the map, -1 for the root */
} JsonPlace;

typedef struct JsonMap {
    JsonPlace *items;
    int32_t count;
    int32_t capacity;
} JsonMap;

/**
 * Scans file; the first fault goes to sink. limit is its size at most (below 2 GiB). map is
 * zero-initialised or NULL. SF_E_INPUT, SF_E_TOOBIG (size, depth) or SF_E_NOMEM on failure; the map
 * is to be freed in any case.
 */
SfError scan_file(const SourceFile *file, size_t limit, FaultSink *sink, JsonMap *map);
/** Frees the items of the map. */
void json_map_deinit(JsonMap *map);

/** A place in a text, and where it is for a reader. Starts as {0, 1, 1}. */
typedef struct TextCursor {
    size_t at;
    int32_t line;
    int32_t column; /**< in characters */
} TextCursor;

/** Moves the cursor to an offset; forwards only as far as needed, so a run of faults stays cheap.
 */
void cursor_move(TextCursor *cursor, const char *bytes, size_t at);

#endif
