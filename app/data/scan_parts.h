/* SPDX-License-Identifier: MIT */
/** The scanner's inside: its state, and the scalars (strings, numbers, words) in scan_scalar.c. */
#ifndef DATA_SCAN_PARTS_H
#define DATA_SCAN_PARTS_H

#include "surefoot/json_scan.h"

/** A key as written, between its quotes. */
typedef struct ScanKey {
    const char *text;
    size_t length;
} ScanKey;

typedef struct Scan {
    const char *bytes;
    size_t size;
    size_t at;
    int32_t depth;
    ScanKey *keys; /**< of the objects that are open now, the innermost last */
    size_t key_count;
    size_t key_capacity;
    JsonMap *map;
    FaultSink *sink;
    SfError error;
} Scan;

/** Reports a fault at an offset; returns false, as all scanning functions do on a fault. */
bool scan_fail(Scan *scan, size_t at, const char *format, ...) SF_PRINTF(3, 4);
/** Reports what stands here in place of what is expected, with advice where the slip is known. */
bool scan_unexpected(Scan *scan, const char *expected);

/** Each starts at the first byte of its scalar and leaves scan->at behind it. */
bool scan_string(Scan *scan);
/** Scans a number. False after a reported fault. */
bool scan_number(Scan *scan);
/** Scans true, false or null. False after a reported fault. */
bool scan_word(Scan *scan);

/** Next character of a scanned string's inside, escapes resolved; moves *at. */
uint32_t scan_unescape(const char **at, const char *end);

#endif
