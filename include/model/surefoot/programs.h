/* SPDX-License-Identifier: MIT */
/**
 * The library of one person: the app's own programs, the person's own files, and followed programs
 * whose text is only in the log (it came with an import, or the file is gone). The app and the
 * command line both load it here.
 */
#ifndef SUREFOOT_PROGRAMS_H
#define SUREFOOT_PROGRAMS_H

#include "surefoot/load.h"
#include "surefoot/store.h"

/**
 * Loads from places->paths and places->own_dir, and the followed programs from the log; store and
 * history may be NULL. A followed program that was not found is a fault with its id as the file.
 * SF_E_NOMEM with an empty library. A log that cannot be read gives SF_OK, without its programs.
 */
SfError programs_load(Library *out,
                      Faults *faults,
                      const LibraryPlaces *places,
                      Store *store,
                      const History *history);

/**
 * Adds a fact of following, in a transaction of its own, together with the text of the program: the
 * log can then be taken elsewhere and lose nothing.
 */
SfError programs_follow(Store *store, const Fact *fact, const Program *program, SfErrorInfo *err);

/** True if the newest record about this program says that it is followed. */
bool history_follows(const History *history, const char *program);
/**
 * The UTC ms for a new record about following a program: now, or just after the newest record about
 * it if that was written while the clock was ahead, so that the new record counts.
 */
int64_t history_follow_ms(const History *history, const char *program, int64_t now_utc_ms);

#endif
