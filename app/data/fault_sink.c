/* SPDX-License-Identifier: MIT */
/* Collects the faults of one file and sorts them by place. */
#include "surefoot/fault_sink.h"

#include "surefoot/limits.h"
#include "surefoot/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MESSAGE_BYTES 512

/* A text that was cut to a buffer may end in the middle of a character: drops the piece. */
static void trim_partial_character(char *text)
{
    size_t length = strlen(text);
    size_t start = length;
    while (start > 0 && utf8_continues(text[start - 1])) {
        start--;
    }
    if (start == 0) {
        return;
    }
    const unsigned char lead = (unsigned char)text[start - 1];
    const size_t need = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (length - start < need) {
        text[start - 1] = '\0';
    }
}

const char *text_shown(const char *text, char out[SHOWN_BYTES])
{
    if (!sf_format(out, SHOWN_BYTES - 3, "%s", text)) {
        trim_partial_character(out);
        const size_t length = strlen(out);
        memcpy(out + length, "...", 4);
    }
    utf8_make_plain(out, UTF8_ONE_LINE);
    return out;
}

static char *copy_printable(FaultSink *sink, const char *text)
{
    char *copy = arena_copy(&sink->faults->arena, text, strlen(text));
    if (copy == NULL) {
        sink->nomem = true;
        return NULL;
    }
    utf8_make_plain(copy, UTF8_ONE_LINE);
    return copy;
}

void sink_init(FaultSink *sink, Faults *faults, const char *file)
{
    *sink = (FaultSink){.faults = faults};
    sink->file = copy_printable(sink, file);
}

static bool room_for_one(Fault **items, int32_t count, int32_t *capacity)
{
    Fault *grown = array_grow(*items, capacity, count + 1, sizeof(*grown));
    *items = grown != NULL ? grown : *items;
    return grown != NULL;
}

bool sink_has_room(const FaultSink *sink, FaultLevel level)
{
    const bool warns_too_much = level == FAULT_WARNING && sink->warnings >= LIMIT_FAULTS / 2;
    return sink->count < LIMIT_FAULTS && !warns_too_much;
}

/* Counts the fault. True if there is room to keep it. */
static bool admit(FaultSink *sink, FaultLevel level)
{
    const bool kept = sink_has_room(sink, level);
    sink->errors += level == FAULT_ERROR ? 1 : 0;
    sink->dropped += kept ? 0 : 1;
    sink->warnings += kept && level == FAULT_WARNING ? 1 : 0;
    return kept;
}

void sink_add(FaultSink *sink, FaultLevel level, FaultPlace place, const char *format, ...)
{
    if (!admit(sink, level)) {
        return;
    }
    char message[MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    if (length >= (int)sizeof(message)) {
        trim_partial_character(message);
    }
    if (!room_for_one(&sink->items, sink->count, &sink->capacity)) {
        sink->nomem = true;
        return;
    }
    sink->items[sink->count++] = (Fault){.level = level,
                                         .line = place.line,
                                         .column = place.column,
                                         .file = sink->file,
                                         .pointer = copy_printable(sink, place.pointer),
                                         .text = copy_printable(sink, message)};
}

static bool is_before(const Fault *a, const Fault *b)
{
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

/* Stable, and the few hundred faults of a file are nearly in order already. */
static void sort_by_place(Fault *items, int32_t count)
{
    for (int32_t i = 1; i < count; i++) {
        const Fault moved = items[i];
        int32_t to = i;
        while (to > 0 && is_before(&moved, &items[to - 1])) {
            items[to] = items[to - 1];
            to--;
        }
        items[to] = moved;
    }
}

SfError sink_flush(FaultSink *sink)
{
    Faults *faults = sink->faults;
    bool nomem = sink->nomem;
    sort_by_place(sink->items, sink->count);
    for (int32_t i = 0; i < sink->count && !nomem; i++) {
        if (room_for_one(&faults->items, faults->count, &faults->capacity)) {
            faults->items[faults->count++] = sink->items[i];
        } else {
            nomem = true;
        }
    }
    faults->errors += sink->errors;
    faults->dropped += sink->dropped;
    sf_free(sink->items);
    *sink = (FaultSink){.faults = faults};
    return nomem ? SF_E_NOMEM : SF_OK;
}

void faults_deinit(Faults *faults)
{
    arena_deinit(&faults->arena);
    sf_free(faults->items);
    *faults = (Faults){0};
}

SfError faults_add(Faults *faults, const char *file, const char *text)
{
    FaultSink sink;
    sink_init(&sink, faults, file);
    sink_add(&sink, FAULT_ERROR, (FaultPlace){0, 0, ""}, "%s", text);
    return sink_flush(&sink);
}

void fault_format(const Fault *fault, char *out, size_t size)
{
    char place[32] = "";
    if (fault->line > 0) {
        (void)sf_format(place, sizeof(place), ":%d:%d", (int)fault->line, (int)fault->column);
    }
    const bool root = fault->pointer[0] == '\0';
    if (!sf_format(out, size, "%s%s: %s%s%s%s", fault->file, place, fault->pointer,
                   root ? "" : ": ", fault->level == FAULT_WARNING ? "warning: " : "",
                   fault->text)) {
        trim_partial_character(out);
    }
}
