/* SPDX-License-Identifier: MIT */
/** The files of programs of the person's own: taken away, and put back. */
#ifndef SUREFOOT_OWN_FILES_H
#define SUREFOOT_OWN_FILES_H

#include "surefoot/base.h"

/** Removes one file; of a link, only the link. A missing file is fine. */
SfError own_file_remove(const char *path, SfErrorInfo *err);
/** Puts a file back, with the folders above it. */
SfError own_file_restore(const char *path, const char *bytes, size_t size, SfErrorInfo *err);
/**
 * Removes every file in the folder that is, or was meant to be, a program: names that end in .json
 * or .json.txt, links too, in its folders as well. Goes on after a fault; err tells of the first.
 * A folder that is not there is fine.
 */
SfError own_files_erase(const char *folder, SfErrorInfo *err);

#endif
