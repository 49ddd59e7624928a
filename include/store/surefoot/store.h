/* SPDX-License-Identifier: MIT */
/**
 * The store: the log of facts in one SQLite file, the journal of a running session, and settings.
 *
 * One transaction a user action (store_begin .. store_commit); what was not committed did not
 * happen. Migrations are numbered and run in one transaction after a backup was written beside the
 * file. A database of a newer version is refused and not touched. A damaged one is looked at twice,
 * all of it that can be read is copied into a new one, and it is set aside under a dated name,
 * which the result says so that the screen can. A file that cannot be read is not damaged: it
 * stays.
 *
 * Reading needs no writing: on a full or read-only disk the history is there and saving is refused.
 * The database and all beside it are for this user alone.
 */
#ifndef SUREFOOT_STORE_H
#define SUREFOOT_STORE_H

#include "surefoot/facts.h"

typedef struct Store Store;

#define STORE_VERSION 2
#define STORE_PATH_BYTES 1024
#define STORE_WHY_BYTES 256

/** What opening did, for the screen. */
typedef struct StoreOpened {
    bool created;
    bool migrated;
    bool read_only; /**< the file or its folder cannot be written: history works, saving does not */
    char why[STORE_WHY_BYTES];        /**< why it is read-only, or "" */
    char set_aside[STORE_PATH_BYTES]; /**< where a damaged database went, unchanged, or "" */
    int32_t saved;                    /**< records of it that are in the new one */
    int32_t lost;                     /**< records of it that could not be read */
    char backup[STORE_PATH_BYTES];    /**< written before a migration, or "" */
} StoreOpened;

typedef struct StoreOptions {
    const char *path; /**< the database file, or NULL for one in memory */
    Instant now;      /**< names backups and set-aside files */
    uint8_t seed[10]; /**< random bytes for a new device id */
    bool
        check; /**< look at every page first: open again with this after SF_E_CORRUPT from a read */
} StoreOptions;

/**
 * SF_E_NEWER: untouched, message names both versions. SF_E_INPUT: a database of another program,
 * untouched. SF_E_IO, SF_E_FULL: nothing was changed. *out is closed with store_close.
 */
SfError store_open(Store **out, const StoreOptions *options, StoreOpened *opened, SfErrorInfo *err);
/** Closes and frees the store; rolls back an open transaction. NULL is fine. */
void store_close(Store *store);
/** The id of this device, made when the log was created. */
Uuid store_device(const Store *store);

/** Begins a transaction, to be ended by store_commit or store_rollback. */
SfError store_begin(Store *store, SfErrorInfo *err);
/** *number (may be NULL) is the number of this commit: see store_durable. */
SfError store_commit(Store *store, uint64_t *number, SfErrorInfo *err);
/** Undoes everything since store_begin. */
void store_rollback(Store *store);
/** The number of the last commit that survives a power cut. */
uint64_t store_durable(const Store *store);

/**
 * Appends a fact. Within a transaction only. A fact whose id is already there is ignored. A fact
 * that breaks a rule (fact_check) is refused and changes nothing; if the system refuses, the whole
 * transaction is lost: every later call of it says so and store_commit rolls back.
 */
SfError store_add(Store *store, const Fact *fact, SfErrorInfo *err);
/** Whether a record with this id is there, current or not. */
SfError store_has(Store *store, Uuid id, bool *out, SfErrorInfo *err);

/**
 * How many damaged records and programs were left out of what was read since the last call. One
 * that cannot be ours (a level of 99, text that is no UTF-8) stays in the file and is not handed
 * out; the others are.
 */
int32_t store_take_damaged(Store *store);
/** Adds one to the count of damaged records, for damage that only the caller can see. */
void store_count_damaged(Store *store);

/**
 * Current records (superseded and deleted ones left out) into light rows.
 *
 * A record that something supersedes is never current. Of several latest corrections of one record,
 * made on different devices, the one written last counts, tombstone or not: the greatest id, since
 * ids begin with the time of writing. That depends on the set of records alone, so two logs merge
 * to the same history in either order. On failure out is empty.
 */
SfError store_history(Store *store, History *out, SfErrorInfo *err);

/**
 * Called for each fact; return false to stop. Strings live until the call returns; those of a
 * tombstone are "". The visitor must not call the store.
 */
typedef bool (*StoreVisit)(void *context, const Fact *fact);
/** Every record, superseded and tombstones too, in the order written (for export). */
SfError store_each(Store *store, StoreVisit visit, void *context, SfErrorInfo *err);
/** The current sets of a session, also those filed under a record it supersedes. */
SfError
store_each_set(Store *store, Uuid session, StoreVisit visit, void *context, SfErrorInfo *err);

/**
 * Several processes may have one log open: all read it and add facts. The journal belongs to one of
 * them, its owner. Makes this store the owner unless another one is; that lasts until store_close
 * or the end of the process, however it ends. If false, *other is the process that owns it, or 0.
 */
bool store_own(Store *store, int64_t *other);

/**
 * The journal: one running session at most. Only for the owner. Its two parts are texts of
 * journal.h, each replaced whole; apart, because a set must be durable at once and the timeline
 * never changes.
 */
typedef enum JournalPart {
    JOURNAL_TIMELINE, /**< what is followed: large, written once */
    JOURNAL_STATE     /**< where it is: small, written at each segment */
} JournalPart;

/** Replaces one part of the journal with a copy of text. */
SfError store_journal_put(Store *store, JournalPart part, const char *text, SfErrorInfo *err);
/** *text is a copy freed with sf_free, or NULL if no session is running. */
SfError store_journal_get(Store *store, JournalPart part, char **text, SfErrorInfo *err);
/** Removes both parts: no session is running any more. */
SfError store_journal_clear(Store *store, SfErrorInfo *err);

/** Settings of this device: small texts by name. */
SfError store_setting_put(Store *store, const char *name, const char *value, SfErrorInfo *err);
/** Copies the value into out; SF_E_NOTFOUND, and SF_E_TOOBIG if it does not fit, leave it "". */
SfError store_setting_get(Store *store, const char *name, char *out, size_t size);

/** Keeps a copy of a program file under its hash, for exports and old sessions. */
SfError store_program_put(Store *store,
                          const char *hash,
                          const char *id,
                          const char *source,
                          size_t size,
                          SfErrorInfo *err);
typedef bool (*StoreVisitProgram)(
    void *context, const char *hash, const char *id, const char *source, size_t size);
/** Calls visit for each kept program until it returns false. */
SfError store_each_program(Store *store, StoreVisitProgram visit, void *context, SfErrorInfo *err);

/**
 * Really erases all facts, programs and the journal, and shrinks the file; backups and set-aside
 * databases beside it go too. Settings stay. Not within a transaction.
 */
SfError store_erase(Store *store, SfErrorInfo *err);

#endif
