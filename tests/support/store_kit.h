/* SPDX-License-Identifier: MIT */
/** A log on disk for tests of what can go wrong with it. */
#ifndef STORE_KIT_H
#define STORE_KIT_H

#include "../../app/store/store_internal.h"
#include "facts_kit.h"

/** A folder with the path of its log. */
typedef struct Place {
    char folder[KIT_PATH_BYTES];
    char path[KIT_PATH_BYTES];
    StoreOptions options;
    StoreOpened opened;
    SfErrorInfo err;
} Place;

/** A migration from version 1 to a version 2 that only tests know. */
#define STORE_KIT_TO_NEXT                                                                          \
    "ALTER TABLE fact_pain ADD COLUMN word TEXT NOT NULL DEFAULT '';"                              \
    "UPDATE fact_session SET title = 'renamed';"

/** cmocka set-up and tear-down; the state is a Place. */
int store_kit_set_up(void **state);
int store_kit_tear_down(void **state);
/** The message is in place->err. */
SfError store_kit_try_open(Place *place, Store **store);
/** Fails the test if it cannot be opened. */
Store *store_kit_open_store(Place *place);
/** A transaction of one fact. */
SfError store_kit_add_in_transaction(Store *store, const Fact *fact, SfErrorInfo *err);
void store_kit_add(Store *store, const Fact *fact);
/** All of them in one. */
void store_kit_add_all(Store *store, const Fact *facts, size_t count);
int32_t store_kit_count_sessions(Store *store);
/** Opens the log, adds sessions on days 0 .. sessions - 1 and closes it. */
void store_kit_fill(Place *place, int32_t sessions);
/** Overwrites bytes of a file. */
void store_kit_patch(const char *path, long at, const char *bytes, size_t size);
void store_kit_assert_same_bytes(const char *path, const char *bytes, size_t size);
/** In a child that vanishes: what it wrote is in the write-ahead log only. */
void store_kit_leave_unclean(Place *place, const char *sql);
/** A visitor that looks at nothing. */
bool store_kit_go_on(void *context, const Fact *fact);
/** Opens with other migrations. */
SfError store_kit_open_with(Place *place, Store **store, const char *const *steps, int32_t count);
/** Runs body in a process of its own, so that its limits and users do not stay. */
void store_kit_in_child(Place *place, bool (*body)(Place *));

#endif
