/* SPDX-License-Identifier: MIT */
/** The log as one file: written for another device or for good, and read in again. */
#ifndef SUREFOOT_TRANSFER_H
#define SUREFOOT_TRANSFER_H

#include "surefoot/load.h"
#include "surefoot/store.h"

/** Writes the whole log as an export; *out is freed with sf_free. */
SfError export_write(Store *store, Instant now, char **out, size_t *size, SfErrorInfo *err);

typedef struct ImportResult {
    int32_t added;
    int32_t known; /**< already there */
} ImportResult;

/** All or nothing, and idempotent. Every fault of the file is listed. */
SfError export_read(
    Store *store, const SourceFile *file, ImportResult *result, Faults *faults, SfErrorInfo *err);

#endif
