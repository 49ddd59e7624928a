/* SPDX-License-Identifier: MIT */
/**
 * Collecting the faults of one file.
 *
 * Faults are found in several passes (syntax, content, references), but a person reads a file from
 * top to bottom: a sink gathers those of one file and hands them over sorted by place. Texts are
 * made printable on the way in, so that neither a file name nor a key can break a line or steer a
 * terminal.
 */
#ifndef SUREFOOT_FAULT_SINK_H
#define SUREFOOT_FAULT_SINK_H

#include "surefoot/load.h"

/** Where a fault is. Line 0: the whole file. The pointer is copied; "" is the root. */
typedef struct FaultPlace {
    int32_t line;
    int32_t column;
    const char *pointer;
} FaultPlace;

/** The faults of one file until sink_flush hands them to `faults`. */
typedef struct FaultSink {
    Faults *faults;
    const char *file;
    Fault *items;
    int32_t count;
    int32_t capacity;
    int32_t errors; /**< kept or not */
    int32_t dropped;
    int32_t warnings; /**< kept; at most half of LIMIT_FAULTS, so that errors always find room */
    bool nomem;       /**< a fault could not be kept for want of memory */
} FaultSink;

/** `file` is copied. faults is borrowed until sink_flush. */
void sink_init(FaultSink *sink, Faults *faults, const char *file);
/** Adds a fault at a place. Faults beyond LIMIT_FAULTS are only counted. */
void sink_add(FaultSink *sink, FaultLevel level, FaultPlace place, const char *format, ...)
    SF_PRINTF(4, 5);
/** False if another fault of this level would only be counted: its place need not be found. */
bool sink_has_room(const FaultSink *sink, FaultLevel level);
/** Moves the faults to `faults` and frees the sink. SF_E_NOMEM if any fault was lost. */
SfError sink_flush(FaultSink *sink);

#define SHOWN_BYTES 64
/** A text of a file as a message shows it: cut to SHOWN_BYTES at a whole character. Returns out. */
const char *text_shown(const char *text, char out[SHOWN_BYTES]);

#endif
