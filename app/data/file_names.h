/* SPDX-License-Identifier: MIT */
/** Which files are ours, by their names. */
#ifndef DATA_FILE_NAMES_H
#define DATA_FILE_NAMES_H

typedef enum NameKind {
    NAME_JSON,
    NAME_NEAR, /**< meant to be one: capitals, or .txt after it */
    NAME_OTHER
} NameKind;

/** The kind of a file name, by its ending. */
NameKind name_kind(const char *name);

#endif
