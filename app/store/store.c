/* SPDX-License-Identifier: MIT */
/* The store itself: statements, transactions and faults of SQLite. */
#include "store_internal.h"

#include <errno.h>
#include <string.h>

#include <sqlite3.h>

#include "surefoot/fact_fields.h"

#define SQL_BYTES 1024

static const char *const fixed_sql[ST_FIXED_COUNT] = {
    [ST_ROLLBACK] = "ROLLBACK",
    [ST_SNAPSHOT] = "SAVEPOINT history",
    [ST_RELEASE] = "RELEASE history",
    [ST_ADD_RECORD] = "INSERT INTO record (uuid, device, supersedes, tombstone, kind, utc_ms,"
                      " offset_min, day) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                      " ON CONFLICT (uuid) DO NOTHING",
    [ST_HAS_RECORD] = "SELECT 1 FROM record WHERE uuid = ?1",
    [ST_EACH_RECORD] = "SELECT seq, uuid, device, supersedes, tombstone, kind, utc_ms, offset_min,"
                       " day FROM record ORDER BY seq",
    [ST_ONE_RECORD] = "SELECT seq, uuid, device, supersedes, tombstone, kind, utc_ms, offset_min,"
                      " day FROM record WHERE seq = ?1",
    [ST_SETS_OF] = "SELECT seq FROM fact_set WHERE session = ?1 ORDER BY seq",
    [ST_CORRECTIONS] = "SELECT seq, uuid, supersedes, tombstone FROM record"
                       " WHERE supersedes IS NOT NULL",
    [ST_CORRECTED] = "SELECT p.seq FROM record c CROSS JOIN record p ON p.uuid = c.supersedes"
                     " WHERE c.supersedes IS NOT NULL",
    [ST_SESSIONS] = "SELECT seq, uuid, day, utc_ms, program, routine, work_ms, \"end\", first_side,"
                    " sets_done, mode, offset_min FROM fact_session ORDER BY seq",
    [ST_PAINS] = "SELECT seq, day, utc_ms, knee, moment, level FROM fact_pain ORDER BY seq",
    [ST_STATUSES] = "SELECT b.seq, r.day, r.utc_ms, b.status, b.\"from\", b.\"to\", r.uuid"
                    " FROM fact_status b CROSS JOIN record r ON r.seq = b.seq"
                    " ORDER BY r.utc_ms, r.uuid",
    [ST_FOLLOWS] = "SELECT b.seq, r.day, r.utc_ms, b.program, b.following"
                   " FROM fact_follow b CROSS JOIN record r ON r.seq = b.seq"
                   " ORDER BY r.utc_ms, r.uuid",
    [ST_ANSWERS] = "SELECT b.seq, r.day, r.utc_ms, b.question, b.yes"
                   " FROM fact_answer b CROSS JOIN record r ON r.seq = b.seq"
                   " WHERE b.question GLOB 'flag.*' ORDER BY r.day, r.utc_ms, r.uuid",
    [ST_TRIES] = "SELECT seq, uuid, day, utc_ms, session, place, leg, eyes, surface, stop,"
                 " time_ms, cap_ms, ended, supported, sway_ap, sway_ml, sway, jerk, path"
                 " FROM fact_try ORDER BY seq",
    [ST_SQUATS] = "SELECT seq, uuid, day, utc_ms, session, leg, steady, wobbled, inward"
                  " FROM fact_squat ORDER BY seq",
    [ST_JOURNAL_PUT] = "INSERT INTO journal (part, text) VALUES (?1, ?2)"
                       " ON CONFLICT (part) DO UPDATE SET text = excluded.text",
    [ST_JOURNAL_GET] = "SELECT text FROM journal WHERE part = ?1",
    [ST_JOURNAL_CLEAR] = "DELETE FROM journal",
    [ST_SETTING_PUT] = "INSERT INTO setting (name, value) VALUES (?1, ?2)"
                       " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [ST_SETTING_GET] = "SELECT value FROM setting WHERE name = ?1",
    [ST_PROGRAM_PUT] = "INSERT INTO program (hash, id, source) VALUES (?1, ?2, ?3)"
                       " ON CONFLICT (hash) DO NOTHING",
    [ST_PROGRAMS] = "SELECT hash, id, source FROM program ORDER BY seq",
};

int32_t store__repeats(FactKind kind)
{
    switch (kind) {
    case FACT_SESSION:
        return 4;
    case FACT_PAIN:
    case FACT_TRY:
    case FACT_SQUAT:
        return 3;
    case FACT_SET:
    case FACT_STATUS:
    case FACT_FOLLOW:
    case FACT_ANSWER:
        break;
    }
    return 0;
}

/* Column order is the order of the fields, so that binding and reading follow the same table. */
static bool body_sql(char *out, size_t size, FactKind kind, bool add)
{
    const FactShape *shape = fact_shape(kind);
    const int32_t repeats = store__repeats(kind);
    const char *repeated = repeats == 0   ? ""
                           : repeats == 3 ? ", uuid, day, utc_ms"
                                          : ", uuid, day, utc_ms, offset_min";
    char columns[SQL_BYTES / 2] = "";
    char values[SQL_BYTES / 4] = "?1";
    bool fits = true;
    for (int32_t i = 0; i < shape->count; i++) {
        const size_t at = strlen(columns);
        fits &= sf_format(columns + at, sizeof(columns) - at, "%s\"%s\"", i > 0 ? ", " : "",
                          shape->fields[i].name);
    }
    if (!add) {
        return fits &&
               sf_format(out, size, "SELECT %s FROM fact_%s WHERE seq = ?1", columns, shape->word);
    }
    const int32_t count = shape->count + repeats;
    for (int32_t i = 0; i < count; i++) {
        const size_t at = strlen(values);
        fits &= sf_format(values + at, sizeof(values) - at, ", ?%d", (int)i + 2);
    }
    return fits && sf_format(out, size, "INSERT INTO fact_%s (seq, %s%s) VALUES (%s)", shape->word,
                             columns, repeated, values);
}

SfError store__statement(Store *store, Statement which, sqlite3_stmt **out, SfErrorInfo *err)
{
    sqlite3_stmt **held = &store->statements[which];
    *out = NULL;
    if (*held == NULL) {
        char built[SQL_BYTES];
        const char *sql = built;
        if (which < ST_FIXED_COUNT) {
            sql = fixed_sql[which];
        } else {
            const int index = (int)which - ST_ADD_BODY;
            const FactKind kind = (FactKind)(index % STORE_KINDS + 1);
            SF_ASSERT(body_sql(built, sizeof(built), kind, index < STORE_KINDS));
        }
        const int rc =
            sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, held, NULL);
        if (rc != SQLITE_OK) {
            /* Our own SQL is right, so a plain error means that the tables are not ours any more.
             */
            return store__fault(store, rc == SQLITE_ERROR ? SQLITE_CORRUPT : rc, "read the log",
                                err);
        }
    }
    *out = *held;
    return SF_OK;
}

void store__done(sqlite3_stmt *statement)
{
    if (statement != NULL) {
        (void)sqlite3_reset(statement);
        (void)sqlite3_clear_bindings(statement);
    }
}

/* Why the system could not read the file or its write-ahead log; 0 if it could. SQLite calls such a
 * file damaged (SQLITE_IOERR_CORRUPTFS) and keeps the reason to itself. */
static int read_error(Store *store)
{
    static const int which[] = {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER};
    for (size_t i = 0; i < SF_COUNT(which); i++) {
        sqlite3_file *file = NULL;
        int reason = 0;
        if (sqlite3_file_control(store->db, "main", which[i], (void *)&file) == SQLITE_OK &&
            file != NULL && file->pMethods != NULL &&
            file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &reason) == SQLITE_OK &&
            (reason == EIO || reason == ENXIO || reason == ERANGE)) {
            return reason;
        }
    }
    return 0;
}

SfError store__fault(Store *store, int rc, const char *doing, SfErrorInfo *err)
{
    const int primary = rc & 0xff;
    store->rc = rc;
    if (rc == SQLITE_NOMEM || rc == SQLITE_IOERR_NOMEM) {
        return sf_fail(err, SF_E_NOMEM, "cannot %s: out of memory", doing);
    }
    const int reason = sqlite3_system_errno(store->db);
    /* Mostly SQLite says so itself; for its index beside the file only the system does. */
    if (primary == SQLITE_FULL || (primary == SQLITE_IOERR && reason == ENOSPC)) {
        return sf_fail(
            err, SF_E_FULL,
            "cannot %s: the disk is full; make room and try again (what was saved before "
            "is intact)",
            doing);
    }
    if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB) {
        const int unread = read_error(store);
        if (unread != 0) {
            return sf_fail(err, SF_E_IO, "cannot %s: it cannot be read just now: %s", doing,
                           strerror(unread));
        }
        store__mark(store->path);
        return sf_fail(err, SF_E_CORRUPT, "cannot %s: the file is damaged (%s)", doing,
                       sqlite3_errmsg(store->db));
    }
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) {
        return sf_fail(err, SF_E_IO, "cannot %s: another program is using the log; try again",
                       doing);
    }
    return sf_fail(err, SF_E_IO, "cannot %s: %s%s%s", doing, sqlite3_errstr(rc),
                   reason != 0 ? ": " : "", reason != 0 ? strerror(reason) : "");
}

SfError store__twice(Store *store, SfErrorInfo *err)
{
    store__mark(store->path);
    return sf_fail(err, SF_E_CORRUPT,
                   "cannot read the log: the file is damaged (a page of it is there twice)");
}

SfError store__exec(Store *store, const char *sql, const char *doing, SfErrorInfo *err)
{
    const int rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? SF_OK : store__fault(store, rc, doing, err);
}

SfError store__writable(const Store *store, SfErrorInfo *err)
{
    if (store->read_only) {
        return sf_fail(err, SF_E_IO, "%.200s cannot be written: nothing is saved (%.200s)",
                       store->path, store->unwritable);
    }
    if (store->lost != SF_OK) {
        return sf_fail(err, store->lost,
                       "nothing of this was saved, because a part of it could not be");
    }
    return SF_OK;
}

SfError store__write(Store *store, sqlite3_stmt *statement, SfErrorInfo *err)
{
    const int rc = sqlite3_step(statement);
    SfError code = SF_OK;
    if (rc != SQLITE_DONE && rc != SQLITE_ROW) {
        code = store__fault(store, rc, "save", err);
        /* SQLite may have rolled back already; what follows must not be committed alone. */
        store->lost = store->in_transaction ? code : SF_OK;
    }
    store__done(statement);
    return code;
}

void store_count_damaged(Store *store)
{
    store->damaged++;
}

int32_t store_take_damaged(Store *store)
{
    const int32_t damaged = store->damaged;
    store->damaged = 0;
    return damaged;
}

Uuid store_device(const Store *store)
{
    return store->device;
}

SfError store_begin(Store *store, SfErrorInfo *err)
{
    if (store->in_transaction) {
        return sf_fail(err, SF_E_STATE, "a change of the log is already under way");
    }
    sqlite3_stmt *rollback;
    SfError code = store__writable(store, err);
    if (code == SF_OK) {
        /* Prepared before it is needed: when memory is out, it still has to work. */
        code = store__statement(store, ST_ROLLBACK, &rollback, err);
    }
    if (code == SF_OK) {
        code = store__exec(store, "BEGIN IMMEDIATE", "save", err);
    }
    store->in_transaction = code == SF_OK;
    return code;
}

void store_rollback(Store *store)
{
    if (store->in_transaction && sqlite3_get_autocommit(store->db) == 0) {
        (void)sqlite3_step(store->statements[ST_ROLLBACK]);
        (void)sqlite3_reset(store->statements[ST_ROLLBACK]);
    }
    store->in_transaction = false;
    store->lost = SF_OK;
}

SfError store_commit(Store *store, uint64_t *number, SfErrorInfo *err)
{
    if (!store->in_transaction) {
        return sf_fail(err, SF_E_STATE, "there is no change of the log to save");
    }
    SfError code = store__writable(store, err);
    if (code == SF_OK) {
        code = store__exec(store, "COMMIT", "save", err);
    }
    if (code != SF_OK) {
        store_rollback(store);
        return code;
    }
    store->in_transaction = false;
    store->commits++;
    if (number != NULL) {
        *number = store->commits;
    }
    return SF_OK;
}

uint64_t store_durable(const Store *store)
{
    /* Every commit is synchronised before it returns. */
    return store->commits;
}
