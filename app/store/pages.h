/* SPDX-License-Identifier: MIT */
/**
 * The rows in the pages of a damaged database, found without its trees.
 *
 * Every leaf of a table holds whole rows, whatever became of the pages above it. The file is read
 * as bytes, with what its write-ahead log committed laid over it; nothing is written, and nothing
 * in it is believed: a row that does not fit is no row.
 */
#ifndef SUREFOOT_PAGES_H
#define SUREFOOT_PAGES_H

#include "surefoot/memory.h"

#define PAGE_VALUES 32 /* more columns than any table of ours has */

typedef struct Pages {
    uint8_t *bytes;
    size_t size;
} Pages;

/** Where a row is: its number and the place of its cell. */
typedef struct PageRow {
    int64_t seq;
    size_t at;
} PageRow;

typedef enum PageType { PAGE_NULL, PAGE_INT, PAGE_TEXT, PAGE_BLOB, PAGE_REAL } PageType;

typedef struct PageValue {
    PageType type;
    int64_t number;
    const uint8_t *bytes; /* within the pages or the record's payload */
    size_t size;
} PageValue;

/** A row taken apart; freed with page_record_deinit. */
typedef struct PageRecord {
    int32_t count;
    PageValue values[PAGE_VALUES];
    uint8_t *payload; /* of one that goes on in other pages, or NULL */
} PageRecord;

/** Reads the file and its write-ahead log. SF_E_IO: it cannot be read, which is no damage. */
SfError pages_open(Pages *out, const char *path, SfErrorInfo *err);
/** Frees the image of the file. */
void pages_close(Pages *pages);
/** Every row of every leaf, by number. *rows is freed with sf_free. */
SfError pages_rows(const Pages *pages, PageRow **rows, int32_t *count);
/** False if it cannot be a row, or memory is out; then there is nothing to free. */
bool pages_record(const Pages *pages, const PageRow *row, PageRecord *out);
/** Frees the memory of a record. */
void page_record_deinit(PageRecord *record);

#endif
