/* SPDX-License-Identifier: MIT */
/**
 * What the files of the store share, and the seams its tests use. SQLite's own types stay opaque
 * here so that a test needs nothing of it.
 */
#ifndef SUREFOOT_STORE_INTERNAL_H
#define SUREFOOT_STORE_INTERNAL_H

#include "surefoot/store.h"

struct sqlite3;
struct sqlite3_stmt;

#define STORE_KINDS FACT_SQUAT
/** How many columns of its record the table of the kind repeats after its fields, of uuid, day,
 *  utc_ms and offset_min. */
int32_t store__repeats(FactKind kind);

typedef enum Statement {
    ST_ROLLBACK,
    ST_SNAPSHOT,
    ST_RELEASE,
    ST_ADD_RECORD,
    ST_HAS_RECORD,
    ST_EACH_RECORD,
    ST_ONE_RECORD,
    ST_SETS_OF,
    ST_CORRECTIONS,
    ST_CORRECTED,
    ST_SESSIONS,
    ST_PAINS,
    ST_STATUSES,
    ST_FOLLOWS,
    ST_ANSWERS,
    ST_TRIES,
    ST_SQUATS,
    ST_JOURNAL_PUT,
    ST_JOURNAL_GET,
    ST_JOURNAL_CLEAR,
    ST_SETTING_PUT,
    ST_SETTING_GET,
    ST_PROGRAM_PUT,
    ST_PROGRAMS,
    ST_FIXED_COUNT,
    ST_ADD_BODY = ST_FIXED_COUNT,             /**< one per kind from here on */
    ST_READ_BODY = ST_ADD_BODY + STORE_KINDS, /**< one per kind from here on */
    ST_COUNT = ST_READ_BODY + STORE_KINDS
} Statement;

struct Store {
    struct sqlite3 *db;
    struct sqlite3_stmt *statements[ST_COUNT]; /**< prepared when first needed */
    char path[STORE_PATH_BYTES];               /**< "" in memory */
    char unwritable[STORE_WHY_BYTES];          /**< why nothing can be saved, if read_only */
    Instant opened;
    int32_t rc; /**< what SQLite reported last as a fault */
    Uuid device;
    uint64_t commits;
    int32_t damaged; /**< records and programs left out of what was read: store_take_damaged */
    bool read_only;
    bool in_transaction;
    bool owns;
    int owner_file; /**< while owns: the locked file, or -1 where there is no lock */
    SfError lost;   /**< why the open transaction can no longer be committed */
};

/** Migration i takes a database from version i to i + 1. */
typedef struct StorePlan {
    const char *const *steps;
    int32_t count;
} StorePlan;

/** The tables of the log and its migrations. */
const StorePlan *store__plan(void);
/** store_open with other migrations. */
SfError store__open(Store **out,
                    const StoreOptions *options,
                    StoreOpened *opened,
                    const StorePlan *plan,
                    SfErrorInfo *err);

/** Routes SQLite's memory to sf_alloc, once, before its first use. */
void store__use_our_memory(void);

/** Runs SQL that returns nothing of interest. `doing` is for the message: "save", "read the log".
 */
SfError store__exec(Store *store, const char *sql, const char *doing, SfErrorInfo *err);
/** The statement, ready to bind. It is finalised when the store is closed. */
SfError
store__statement(Store *store, Statement which, struct sqlite3_stmt **out, SfErrorInfo *err);
/** Ends one use of a statement, also after a fault. */
void store__done(struct sqlite3_stmt *statement);
/** The fault SQLite just reported as ours, with a message. */
SfError store__fault(Store *store, int rc, const char *doing, SfErrorInfo *err);
/** SF_E_CORRUPT: a page of a table was met twice. */
SfError store__twice(Store *store, SfErrorInfo *err);
/** Steps a statement that returns no row and ends its use; marks an open transaction as lost. */
SfError store__write(Store *store, struct sqlite3_stmt *statement, SfErrorInfo *err);
/** SF_E_IO with a reason if the store cannot be written, or the transaction is lost. */
SfError store__writable(const Store *store, SfErrorInfo *err);

/* Connections. */

/** Opens a connection; name may be a URI if the flags say so. */
SfError store__connect(Store *store, const char *name, int flags, SfErrorInfo *err);
/** Closes the connection and its statements. */
void store__disconnect(Store *store);

/** What the first look at a connection tells. */
typedef struct Look {
    int64_t version;
    int64_t application;
    int64_t tables;
} Look;

/** Reads what tells whether the tables are ours and of which version. */
SfError store__look(Store *store, Look *out, SfErrorInfo *err);
/** Connects where nothing can be written, and looks. */
SfError store__connect_read_only(Store *store, Look *out, SfErrorInfo *err);
/** From now on the connection is to a copy in memory, which can be changed. */
SfError store__into_memory(Store *store, SfErrorInfo *err);
/** The integer that a query gives in its first row. */
SfError store__read_int(Store *store, const char *sql, int64_t *out, SfErrorInfo *err);
/** SF_E_NEWER, with both versions in the message. */
SfError store__refuse_newer(int64_t version, int32_t ours, SfErrorInfo *err);

/** Brings the log to the version of the plan, after a backup beside it; nothing if it is there. */
SfError store__migrate(
    Store *store, const StorePlan *plan, Instant now, StoreOpened *opened, SfErrorInfo *err);

/** Looks at every page, and at what the indexes say of them: SF_E_CORRUPT names what is wrong. */
SfError store__check_pages(Store *store, bool indexes, SfErrorInfo *err);
/**
 * Looks at the newest rows and at as many others, of a cost that does not grow with the log:
 * whether each record has its body and is found by its id, and none is missing. The others move on
 * with `now`, so that all of them come up in turn. False: every page should be looked at.
 */
bool store__sample(Store *store, Instant now, int32_t rows);

/**
 * Copies what can be read of a damaged log into an open one. `tables`: its tables can be asked,
 * too, for settings and the journal. SF_E_IO: the file cannot be read, which is no damage.
 */
SfError store__salvage(
    Store *to, const char *from, bool tables, int32_t *saved, int32_t *lost, SfErrorInfo *err);

/* Files beside the database. */

typedef enum HeaderKind {
    HEADER_NONE,
    HEADER_EMPTY,
    HEADER_OURS,
    HEADER_OTHER,
    HEADER_BROKEN
} HeaderKind;

typedef struct Header {
    HeaderKind kind;
    uint32_t version; /**< user_version */
    bool has_wal;     /**< a non-empty write-ahead log is beside it */
    bool is_shared;   /**< others than this user may read or write it */
    bool keeps_wal;   /**< the file says that it has one while it is open */
} Header;

#define STORE_APPLICATION_ID 0x53666f74 /* "Sfot" */

/** Reads the head of the file as bytes; touches nothing. */
SfError store__read_header(Header *out, const char *path, SfErrorInfo *err);
/** NAME-ENDING beside the database; false if that is too long. */
bool store__beside(char out[STORE_PATH_BYTES], const char *path, const char *ending);
/** An empty file for this user alone, whatever was there. */
SfError store__make_private(const char *path, SfErrorInfo *err);
/** The database and what belongs to it are for this user alone from now on, if they are his. */
void store__keep_private(const char *path);
/**
 * One process at a time where files appear, are replaced or get their first version. *lock is given
 * to store__unlock; -1 where folders cannot be locked, and then SQLite's own locks have to do.
 */
SfError store__lock(int *lock, const char *path, SfErrorInfo *err);
/** Releases a lock of store__lock. -1 is fine. */
void store__unlock(int lock);
/** Says that the pages are to be looked at when the log is opened next. */
void store__mark(const char *path);
/** True if a mark of damage lies beside the log at path. */
bool store__is_marked(const char *path);
/** Removes the mark of damage. */
void store__unmark(const char *path);
/**
 * Gives a file that is whole its name, NAME-TAG-DATE.db, which nothing had: an older file is never
 * replaced. The file is gone if it cannot get one.
 */
SfError store__give_name(char out[STORE_PATH_BYTES],
                         const char *file,
                         const char *path,
                         const char *tag,
                         Instant now,
                         SfErrorInfo *err);
/** The names in the folder of the path survive a power cut. */
void store__sync_folder(const char *path);
/** True if files can be made in the folder of path. */
bool store__folder_is_writable(const char *path);
/** Renames the database and what belongs to it; all or nothing. */
SfError
store__set_aside(char out[STORE_PATH_BYTES], const char *path, Instant now, SfErrorInfo *err);
/** Removes the backups and set-aside databases of this one. */
SfError store__remove_siblings(const char *path, SfErrorInfo *err);

/** Lets another store be the owner of the journal. */
void store__disown(Store *store);

/* Which records are current. */

/** A record that supersedes another. */
typedef struct Correction {
    Uuid id;
    Uuid parent;
    Uuid root; /**< of the whole line of corrections */
    int64_t seq;
    bool tombstone;
    bool rooted;
    bool superseded;
    bool walking;
} Correction;

typedef struct Corrections {
    Correction *items; /**< sorted by id */
    int32_t count;
    int64_t *dead; /**< seq of every record that is not current, sorted */
    int32_t dead_count;
    int32_t capacity;
    int32_t dead_capacity;
} Corrections;

/** *out is freed with corrections_deinit, also after a fault. */
SfError corrections_load(Corrections *out, Store *store, SfErrorInfo *err);
/** Frees the lists. */
void corrections_deinit(Corrections *corrections);
/** True if the record with this number is not current. */
bool corrections_dead(const Corrections *corrections, int64_t seq);
/** The id under which a line of corrections began. */
Uuid corrections_root(const Corrections *corrections, Uuid id);

#endif
