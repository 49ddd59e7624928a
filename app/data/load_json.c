/* SPDX-License-Identifier: MIT */
/* Parses one file into a tree and reports faults at a place in it. */
#include "load_json.h"

#include "surefoot/limits.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Every key is cut to SHOWN_BYTES, and each of its bytes may need two. */
#define POINTER_BYTES ((LIMIT_JSON_DEPTH + 1) * (SHOWN_BYTES * 2 + 1))

/* The scanner's map and this walk both go through parents before children, in order. */
static void join(JsonDoc *doc, cJSON *node, int32_t *next)
{
    SF_ASSERT(*next < doc->map.count);
    node->valueint = *next;
    doc->nodes[*next] = node;
    (*next)++;
    for (cJSON *child = node->child; child != NULL; child = child->next) {
        join(doc, child, next);
    }
}

SfError json_open(JsonDoc *doc, const SourceFile *file, size_t limit, Faults *faults)
{
    *doc = (JsonDoc){.file = file, .cursor = {0, 1, 1}};
    sink_init(&doc->sink, faults, file->path);
    const SfError error = scan_file(file, limit, &doc->sink, &doc->map);
    if (error != SF_OK) {
        return error;
    }
    cJSON_Hooks hooks = {.malloc_fn = sf_alloc, .free_fn = sf_free};
    cJSON_InitHooks(&hooks);
    doc->nodes = sf_alloc((size_t)doc->map.count * sizeof(const cJSON *));
    if (doc->nodes == NULL) {
        return SF_E_NOMEM;
    }
    /* cJSON accepts all that the scanner accepts, so it only fails when memory is out. */
    doc->root = cJSON_ParseWithLengthOpts(file->bytes, file->size, NULL, 0);
    if (doc->root == NULL) {
        return SF_E_NOMEM;
    }
    int32_t next = 0;
    join(doc, doc->root, &next);
    SF_ASSERT(next == doc->map.count);
    return SF_OK;
}

SfError json_close(JsonDoc *doc)
{
    cJSON_Delete(doc->root);
    sf_free((void *)doc->nodes);
    json_map_deinit(&doc->map);
    const SfError error = sink_flush(&doc->sink);
    *doc = (JsonDoc){.sink = doc->sink};
    return error;
}

const cJSON *json_get(const cJSON *object, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);
    return value == NULL || cJSON_IsNull(value) ? NULL : value;
}

typedef struct Writer {
    char *out;
    size_t size;
    size_t used;
} Writer;

static void write_text(Writer *writer, const char *text)
{
    for (; *text != '\0' && writer->used + 1 < writer->size; text++) {
        writer->out[writer->used++] = *text;
    }
    writer->out[writer->used] = '\0';
}

/* RFC 6901: ~ and / inside a key are written ~0 and ~1. */
static void write_key(Writer *writer, const char *key)
{
    char shown[SHOWN_BYTES];
    for (const char *at = text_shown(key, shown); *at != '\0'; at++) {
        const char one[] = {*at, '\0'};
        write_text(writer, *at == '~' ? "~0" : *at == '/' ? "~1" : one);
    }
}

static int32_t position_among_siblings(const cJSON *list, const cJSON *node)
{
    int32_t position = 0;
    for (const cJSON *child = list->child; child != node; child = child->next) {
        position++;
    }
    return position;
}

static void write_pointer(const JsonDoc *doc, const cJSON *node, char *out, size_t size)
{
    int32_t path[LIMIT_JSON_DEPTH + 1];
    int32_t depth = 0;
    for (int32_t i = node->valueint; doc->map.items[i].parent >= 0; i = doc->map.items[i].parent) {
        path[depth++] = i;
    }
    Writer writer = {out, size, 0};
    out[0] = '\0';
    while (depth > 0) {
        const int32_t index = path[--depth];
        const cJSON *value = doc->nodes[index];
        const cJSON *parent = doc->nodes[doc->map.items[index].parent];
        write_text(&writer, "/");
        if (cJSON_IsObject(parent)) {
            write_key(&writer, value->string);
        } else {
            char number[16];
            (void)sf_format(number, sizeof(number), "%d",
                            (int)position_among_siblings(parent, value));
            write_text(&writer, number);
        }
    }
}

static void
add_fault(JsonDoc *doc, const cJSON *node, FaultLevel level, size_t at, const char *message)
{
    char pointer[POINTER_BYTES] = "";
    if (!sink_has_room(&doc->sink, level)) {
        sink_add(&doc->sink, level, (FaultPlace){0, 0, pointer}, "%s", message);
        return;
    }
    write_pointer(doc, node, pointer, sizeof(pointer));
    cursor_move(&doc->cursor, doc->file->bytes, at);
    sink_add(&doc->sink, level, (FaultPlace){doc->cursor.line, doc->cursor.column, pointer}, "%s",
             message);
}

void json_fault(JsonDoc *doc, const cJSON *node, FaultLevel level, const char *format, ...)
{
    char message[512];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    add_fault(doc, node, level, doc->map.items[node->valueint].at, message);
}

void json_fault_key(JsonDoc *doc, const cJSON *node, FaultLevel level, const char *format, ...)
{
    char message[512];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    add_fault(doc, node, level, doc->map.items[node->valueint].key_at, message);
}
