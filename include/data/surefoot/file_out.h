/* SPDX-License-Identifier: MIT */
/**
 * Files that are written for a person: whole under their name, or not there at all.
 *
 * A file is written beside its place under a name nobody can foresee, synced, and then takes its
 * name. Links are never written through. Devices and pipes, such as /dev/stdout, are written to as
 * they are.
 */
#ifndef SUREFOOT_FILE_OUT_H
#define SUREFOOT_FILE_OUT_H

#include "surefoot/base.h"

#include <stdio.h>

#define FILE_OUT_PATH_BYTES 1280

typedef enum FileOutMode {
    FILE_OUT_PRIVATE, /**< for the owner alone */
    FILE_OUT_SHARED   /**< as the system's mask says */
} FileOutMode;

typedef struct FileOut {
    FILE *file; /**< to write to; NULL when ended */
    char path[FILE_OUT_PATH_BYTES];
    char part[FILE_OUT_PATH_BYTES]; /**< what takes the name at the end, or "" for a device */
} FileOut;

/**
 * Opens a file to write. SF_E_INPUT if the path is a link or a folder, SF_E_NOTFOUND if its folder
 * is not there, else SF_E_IO or SF_E_FULL. file_out_end ends what SF_OK began.
 */
SfError file_out_begin(FileOut *out, const char *path, FileOutMode mode, SfErrorInfo *err);
/** Syncs and gives the file its name; if `good` is false, or on a fault, nothing of it stays. */
SfError file_out_end(FileOut *out, bool good, SfErrorInfo *err);
/** Writes a whole file: file_out_begin, the bytes and file_out_end in one call. */
SfError
file_out(const char *path, FileOutMode mode, const char *bytes, size_t size, SfErrorInfo *err);

/**
 * True if a file written to this path would take the place of the log in data_dir, or of what
 * belongs to it (write-ahead log, lock, backups), also by another name of the same file.
 */
bool file_out_hits_log(const char *path, const char *data_dir);

#endif
