/* SPDX-License-Identifier: MIT */
/**
 * The library as one person has it: what the app brings, programs of their own from files, and
 * programs they follow whose text only the log has (it came with an import, or the file is gone).
 * The app and the terminal load it here, both alike.
 */
#ifndef SUREFOOT_PROGRAMS_H
#define SUREFOOT_PROGRAMS_H

#include "surefoot/load.h"
#include "surefoot/store.h"

/**
 * Loads from places->paths and places->own_dir, and what is followed from the log; store and
 * history may be NULL. A program that is followed and cannot be had is a fault with its id as file.
 * SF_E_NOMEM with an empty library; a log that cannot be read is SF_OK, without its programs.
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

/** Whether the last thing said of this program is that it is followed. */
bool history_follows(const History *history, const char *program);
/**
 * The instant in UTC ms of what is said now of following a program: now, or just after what was
 * said of it while the clock was ahead, so that the new word counts.
 */
int64_t history_follow_ms(const History *history, const char *program, int64_t now_utc_ms);

#endif
