/* SPDX-License-Identifier: MIT */
#include "store_internal.h"

#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#define BUSY_MS 2000
/* Room for the endings of siblings: -damaged-2026-11-21T073000-99.db-journal. */
#define PATH_BYTES (STORE_PATH_BYTES - 64)
#define URI_BYTES (3 * STORE_PATH_BYTES + 64)

/* What the first look at a connection tells. */
typedef struct Look {
    int64_t version;
    int64_t application;
    int64_t tables;
} Look;

static SfError read_int(Store *store, const char *sql, int64_t *out, SfErrorInfo *err)
{
    sqlite3_stmt *statement = NULL;
    int rc = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(statement);
    }
    if (rc == SQLITE_ROW) {
        *out = sqlite3_column_int64(statement, 0);
    }
    (void)sqlite3_finalize(statement);
    return rc == SQLITE_ROW ? SF_OK : store__fault(store, rc, "open the log", err);
}

static SfError look(Store *store, Look *out, SfErrorInfo *err)
{
    SfError code = read_int(store, "SELECT count(*) FROM sqlite_schema", &out->tables, err);
    if (code == SF_OK) {
        code = read_int(store, "PRAGMA user_version", &out->version, err);
    }
    if (code == SF_OK) {
        code = read_int(store, "PRAGMA application_id", &out->application, err);
    }
    return code;
}

static SfError refuse_newer(int64_t version, int32_t ours, SfErrorInfo *err)
{
    return sf_fail(
        err, SF_E_NEWER,
        "written by a newer Surefoot (version %lld of the log; this one knows up to %d): "
        "please update Surefoot; the file was left as it is",
        (long long)version, (int)ours);
}

static SfError refuse_other(SfErrorInfo *err)
{
    return sf_fail(err, SF_E_INPUT,
                   "a database of another program: choose another folder; the file was left as it "
                   "is");
}

static SfError connect(Store *store, const char *name, int flags, SfErrorInfo *err)
{
    /* A store belongs to one thread: locks around every call would be for nothing. */
    flags |= SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
    const int rc = sqlite3_open_v2(name, &store->db, flags, NULL);
    if (store->db == NULL) {
        return sf_fail(err, SF_E_NOMEM, "cannot open the log: out of memory");
    }
    if (rc != SQLITE_OK) {
        return store__fault(store, rc, "open the log", err);
    }
    /* Until the file is known to be ours and whole, closing must not write to it. */
    (void)sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    (void)sqlite3_busy_timeout(store->db, BUSY_MS);
    return SF_OK;
}

static void disconnect(Store *store)
{
    for (int i = 0; i < ST_COUNT; i++) {
        (void)sqlite3_finalize(store->statements[i]);
        store->statements[i] = NULL;
    }
    (void)sqlite3_close(store->db);
    store->db = NULL;
}

/* An URI, in which SQLite reads a path up to '?' and decodes '%'. */
static void immutable_uri(char out[URI_BYTES], const char *path)
{
    static const char digits[] = "0123456789ABCDEF";
    (void)sf_format(out, URI_BYTES, "file:");
    size_t at = strlen(out);
    for (const char *from = path; *from != '\0'; from++) {
        if (*from == '?' || *from == '#' || *from == '%') {
            out[at++] = '%';
            out[at++] = digits[(unsigned char)*from >> 4];
            out[at++] = digits[(unsigned char)*from & 0x0fU];
        } else {
            out[at++] = *from;
        }
    }
    (void)sf_format(out + at, URI_BYTES - at, "?immutable=1");
}

/*
 * A file that can be read but not written. Its log index cannot be made either, so it is opened as
 * immutable, which is only right if there is no write-ahead log to be read with it.
 */
static SfError connect_read_only(Store *store, const Header *header, SfErrorInfo *err)
{
    char uri[URI_BYTES];
    if (header->has_wal) {
        return sf_fail(err, SF_E_IO,
                       "it cannot be written, and was not closed properly: make it and its folder "
                       "writable once");
    }
    immutable_uri(uri, store->path);
    store->read_only = true;
    return connect(store, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
}

static bool folder_is_writable(const char *path)
{
    char folder[STORE_PATH_BYTES];
    const char *slash = strrchr(path, '/');
    (void)sf_format(folder, sizeof(folder), "%.*s", slash != NULL ? (int)(slash - path + 1) : 1,
                    slash != NULL ? path : ".");
    return access(folder, W_OK) == 0;
}

static SfError connect_file(Store *store, const Header *header, Look *out, SfErrorInfo *err)
{
    SfError code;
    if (header->kind == HEADER_OURS &&
        (access(store->path, W_OK) != 0 || !folder_is_writable(store->path))) {
        code = connect_read_only(store, header, err);
    } else {
        code = connect(store, store->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
    }
    return code == SF_OK ? look(store, out, err) : code;
}

static SfError check_pages(Store *store, SfErrorInfo *err)
{
    sqlite3_stmt *statement = NULL;
    SfError code = SF_OK;
    int rc = sqlite3_prepare_v2(store->db, "PRAGMA quick_check(1)", -1, &statement, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(statement);
    }
    if (rc != SQLITE_ROW) {
        code = store__fault(store, rc, "open the log", err);
    } else {
        const char *verdict = (const char *)sqlite3_column_text(statement, 0);
        if (verdict == NULL) {
            code = store__fault(store, SQLITE_NOMEM, "open the log", err);
        } else if (strcmp(verdict, "ok") != 0) {
            code =
                sf_fail(err, SF_E_CORRUPT, "cannot open the log: it is damaged (%.200s)", verdict);
        }
    }
    (void)sqlite3_finalize(statement);
    return code;
}

static SfError write_backup(Store *store, const char *to, SfErrorInfo *err)
{
    Store copy = {0};
    SfError code = connect(&copy, to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
    if (code == SF_OK) {
        sqlite3_backup *backup = sqlite3_backup_init(copy.db, "main", store->db, "main");
        if (backup != NULL) {
            (void)sqlite3_backup_step(backup, -1);
            (void)sqlite3_backup_finish(backup);
        }
        const int rc = sqlite3_extended_errcode(copy.db);
        code = rc == SQLITE_OK ? SF_OK : store__fault(&copy, rc, "write a backup of the log", err);
    }
    disconnect(&copy);
    if (code != SF_OK) {
        (void)unlink(to);
    }
    return code;
}

static SfError run_steps(Store *store, const StorePlan *plan, int32_t from, SfErrorInfo *err)
{
    char mark[128];
    SfError code = store__exec(store, "BEGIN IMMEDIATE", "update the log", err);
    for (int32_t i = from; code == SF_OK && i < plan->count; i++) {
        code = store__exec(store, plan->steps[i], "update the log", err);
    }
    if (code == SF_OK) {
        (void)sf_format(mark, sizeof(mark),
                        "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
                        STORE_APPLICATION_ID, (int)plan->count);
        code = store__exec(store, mark, "update the log", err);
    }
    if (code != SF_OK && sqlite3_get_autocommit(store->db) == 0) {
        (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return code;
}

static SfError migrate(Store *store,
                       const StoreOptions *options,
                       const StorePlan *plan,
                       const Look *seen,
                       StoreOpened *opened,
                       SfErrorInfo *err)
{
    const int32_t from = (int32_t)seen->version;
    SfErrorInfo reason = {{0}};
    if (seen->tables == 0) {
        opened->created = true;
        return run_steps(store, plan, from, err);
    }
    char tag[32];
    (void)sf_format(tag, sizeof(tag), "backup-v%d", (int)from);
    SfError code = store__sibling(opened->backup, store->path, tag, options->now, err);
    if (code == SF_OK) {
        code = write_backup(store, opened->backup, err);
    }
    if (code != SF_OK) {
        opened->backup[0] = '\0';
        return code;
    }
    code = run_steps(store, plan, from, &reason);
    if (code != SF_OK) {
        /* Rolled back: the file is its own backup, and the next start will try again. */
        (void)unlink(opened->backup);
        opened->backup[0] = '\0';
        return sf_fail(err, code, "kept as it was: %.400s", reason.text);
    }
    opened->migrated = true;
    return SF_OK;
}

static SfError load_device(Store *store, const StoreOptions *options, SfErrorInfo *err)
{
    sqlite3_stmt *statement = NULL;
    const Uuid fresh = uuid_make(options->now.utc_ms, options->seed);
    int rc = SQLITE_OK;
    if (!store->read_only) {
        rc = sqlite3_prepare_v2(store->db,
                                "INSERT INTO meta (name, value) SELECT 'device', ?1 WHERE NOT"
                                " EXISTS (SELECT 1 FROM meta WHERE name = 'device')",
                                -1, &statement, NULL);
        if (rc == SQLITE_OK) {
            (void)sqlite3_bind_blob(statement, 1, fresh.bytes, sizeof(fresh.bytes), SQLITE_STATIC);
            rc = sqlite3_step(statement);
        }
        (void)sqlite3_finalize(statement);
        statement = NULL;
    }
    if (rc == SQLITE_OK || rc == SQLITE_DONE) {
        rc = sqlite3_prepare_v2(store->db, "SELECT value FROM meta WHERE name = 'device'", -1,
                                &statement, NULL);
    }
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(statement);
    }
    if (rc == SQLITE_ROW &&
        sqlite3_column_bytes(statement, 0) == (int)sizeof(store->device.bytes)) {
        memcpy(store->device.bytes, sqlite3_column_blob(statement, 0), sizeof(store->device.bytes));
        rc = SQLITE_OK;
    } else if (rc == SQLITE_ROW || rc == SQLITE_DONE || rc == SQLITE_ERROR) {
        rc = SQLITE_CORRUPT; /* a table or the device is missing: not as we left it */
    }
    const SfError code = rc == SQLITE_OK ? SF_OK : store__fault(store, rc, "open the log", err);
    (void)sqlite3_finalize(statement);
    return code;
}

static SfError prepare_file(Store *store,
                            const StoreOptions *options,
                            const StorePlan *plan,
                            const Look *seen,
                            StoreOpened *opened,
                            SfErrorInfo *err)
{
    if (store->read_only) {
        opened->read_only = true;
        return seen->version == plan->count
                   ? SF_OK
                   : sf_fail(err, SF_E_IO, "must be updated but cannot be written");
    }
    const bool old = seen->version < plan->count;
    /* A log that is written over from its start syncs faster than one that grows. */
    SfError code = store__exec(store,
                               "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                               " PRAGMA wal_autocheckpoint = 64;"
                               "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = OFF;"
                               "PRAGMA cell_size_check = ON",
                               "open the log", err);
    if (code == SF_OK && old) {
        code = migrate(store, options, plan, seen, opened, err);
    }
    if (code == SF_OK && old) {
        /* The version stands in the file itself from now on, for whoever reads only its head. */
        code = store__exec(store, "PRAGMA wal_checkpoint(TRUNCATE)", "open the log", err);
    }
    return code;
}

static SfError open_file(Store *store,
                         const StoreOptions *options,
                         StoreOpened *opened,
                         const StorePlan *plan,
                         SfErrorInfo *err)
{
    Header header;
    Look seen = {0};
    SfError code = store__read_header(&header, store->path, err);
    if (code != SF_OK) {
        return code;
    }
    if (header.kind == HEADER_BROKEN) {
        return sf_fail(err, SF_E_CORRUPT, "not a database");
    }
    if (header.kind == HEADER_OTHER) {
        return refuse_other(err);
    }
    if (header.version > (uint32_t)plan->count) {
        return refuse_newer(header.version, plan->count, err);
    }
    code = connect_file(store, &header, &seen, err);
    if (code == SF_OK && seen.tables > 0 && seen.application != STORE_APPLICATION_ID) {
        code = refuse_other(err);
    }
    /* Again, because the head may be older than the write-ahead log. */
    if (code == SF_OK && seen.version > plan->count) {
        code = refuse_newer(seen.version, plan->count, err);
    }
    if (code == SF_OK && (header.has_wal || options->check)) {
        code = check_pages(store, err);
    }
    if (code == SF_OK) {
        code = prepare_file(store, options, plan, &seen, opened, err);
    }
    return code;
}

static SfError open_once(Store **out,
                         const StoreOptions *options,
                         StoreOpened *opened,
                         const StorePlan *plan,
                         SfErrorInfo *err)
{
    Store *store = sf_alloc(sizeof(*store));
    if (store == NULL) {
        return sf_fail(err, SF_E_NOMEM, "cannot open the log: out of memory");
    }
    SfError code;
    if (options->path == NULL) {
        code = connect(store, ":memory:", SQLITE_OPEN_READWRITE, err);
        opened->created = true;
        if (code == SF_OK) {
            code = run_steps(store, plan, 0, err);
        }
    } else {
        (void)sf_format(store->path, sizeof(store->path), "%s", options->path);
        code = open_file(store, options, opened, plan, err);
    }
    if (code == SF_OK) {
        code = load_device(store, options, err);
    }
    if (code != SF_OK) {
        disconnect(store);
        sf_free(store);
        return code;
    }
    (void)sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    *out = store;
    return SF_OK;
}

static SfError open_or_set_aside(Store **out,
                                 const StoreOptions *options,
                                 StoreOpened *opened,
                                 const StorePlan *plan,
                                 SfErrorInfo *err)
{
    SfError code = open_once(out, options, opened, plan, err);
    if (code != SF_E_CORRUPT || options->path == NULL) {
        return code;
    }
    *opened = (StoreOpened){0};
    code = store__set_aside(opened->set_aside, options->path, options->now, err);
    return code == SF_OK ? open_once(out, options, opened, plan, err) : code;
}

SfError store__open(Store **out,
                    const StoreOptions *options,
                    StoreOpened *opened,
                    const StorePlan *plan,
                    SfErrorInfo *err)
{
    SfErrorInfo reason = {{0}};
    store__use_our_memory();
    *out = NULL;
    *opened = (StoreOpened){0};
    if (options->path != NULL && strlen(options->path) >= PATH_BYTES) {
        return sf_fail(err, SF_E_TOOBIG, "the path of the log has more than %d bytes",
                       PATH_BYTES - 1);
    }
    const SfError code = open_or_set_aside(out, options, opened, plan, &reason);
    if (code != SF_OK) {
        return sf_fail(err, code, "%.200s: %.300s",
                       options->path != NULL ? options->path : "the log", reason.text);
    }
    return SF_OK;
}

SfError store_open(Store **out, const StoreOptions *options, StoreOpened *opened, SfErrorInfo *err)
{
    return store__open(out, options, opened, store__plan(), err);
}

void store_close(Store *store)
{
    if (store != NULL) {
        store_rollback(store);
        disconnect(store);
        store__disown(store);
        sf_free(store);
    }
}
