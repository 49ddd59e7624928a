/* SPDX-License-Identifier: MIT */
/**
 * A JSON file as a tree whose nodes know their place: the scanner's map joined to cJSON's tree.
 *
 * Nodes are plain cJSON, read only: walk them with child and next, look keys up with json_get. A
 * number is in valuedouble; valueint is not a number here but the node's index in the map.
 */
#ifndef DATA_LOAD_JSON_H
#define DATA_LOAD_JSON_H

#include "surefoot/json_scan.h"

#include <cjson/cJSON.h>

typedef struct JsonDoc {
    const SourceFile *file; /**< borrowed until json_close */
    FaultSink sink;
    cJSON *root; /**< NULL after a fault of syntax */
    JsonMap map;
    const cJSON **nodes; /**< by index in the map */
    TextCursor cursor;
} JsonDoc;

/**
 * Scans and parses. A fault of syntax or size is in doc->sink and SF_E_INPUT or SF_E_TOOBIG comes
 * back. Whatever comes back, json_close ends it.
 */
SfError json_open(JsonDoc *doc, const SourceFile *file, size_t limit, Faults *faults);
/** Hands the faults over and frees the tree; SF_E_NOMEM if a fault was lost. */
SfError json_close(JsonDoc *doc);

/** The value of a key; NULL if it is not there or null. */
const cJSON *json_get(const cJSON *object, const char *key);

/** A fault at this value, with its pointer; at its key if it is the key that is wrong. */
void json_fault(JsonDoc *doc, const cJSON *node, FaultLevel level, const char *format, ...)
    SF_PRINTF(4, 5);
/** A fault at the key of this value. */
void json_fault_key(JsonDoc *doc, const cJSON *node, FaultLevel level, const char *format, ...)
    SF_PRINTF(4, 5);

#endif
