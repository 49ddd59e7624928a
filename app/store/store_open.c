/* SPDX-License-Identifier: MIT */
/* Opens the store: to write, to read, after damage or from an older version. */
#include "store_internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

/* Room for the endings of siblings: -damaged-2026-11-21T073000-99.db-journal. */
#define PATH_BYTES (STORE_PATH_BYTES - 64)

/* Rows looked at twice: people wait for a start, and not for an end. */
#define SAMPLE_OPENING 32
#define SAMPLE_CLOSING 512

/* One opening: what was asked, what was found. */
typedef struct Opening {
    const StoreOptions *options;
    const StorePlan *plan;
    StoreOpened *opened;
    Header header;
    Look seen;
    int lock;       /* -1: not held */
    bool locked;    /* held, or asked for in vain */
    bool look_hard; /* at every page */
} Opening;

static SfError take_lock(Opening *opening, SfErrorInfo *err)
{
    if (opening->locked) {
        return SF_OK;
    }
    opening->locked = true;
    return store__lock(&opening->lock, opening->options->path, err);
}

static void give_lock_back(Opening *opening)
{
    store__unlock(opening->lock);
    opening->lock = -1;
    opening->locked = false;
}

/* ---- one look at the file ------------------------------------------------------------------- */

/* A log that was saved from a damaged one and did not get its name any more: a cut in between. */
static void finish_salvage(const char *path)
{
    char salvaged[STORE_PATH_BYTES];
    if (store__beside(salvaged, path, "salvaged.db") && access(path, F_OK) != 0 &&
        rename(salvaged, path) == 0) {
        store__sync_folder(path);
    }
}

/* The head of the file; read under the lock if the file is about to appear or to be changed. */
static SfError read_header(Opening *opening, SfErrorInfo *err)
{
    const char *path = opening->options->path;
    Header *header = &opening->header;
    SfError code = store__read_header(header, path, err);
    const bool is_ready = header->kind == HEADER_OURS && header->keeps_wal &&
                          header->version == (uint32_t)opening->plan->count;
    if (code == SF_OK && !is_ready && header->kind != HEADER_OTHER) {
        code = take_lock(opening, err);
        if (code == SF_OK) {
            finish_salvage(path);
            code = store__read_header(header, path, err);
        }
    }
    return code;
}

static SfError refuse_other(SfErrorInfo *err)
{
    return sf_fail(err, SF_E_INPUT,
                   "a database of another program: choose another folder; the file was left as it "
                   "is");
}

static SfError judge_header(const Opening *opening, SfErrorInfo *err)
{
    const Header *header = &opening->header;
    if (header->kind == HEADER_BROKEN) {
        return sf_fail(err, SF_E_CORRUPT, "not a database");
    }
    if (header->kind == HEADER_OTHER) {
        return refuse_other(err);
    }
    return header->version > (uint32_t)opening->plan->count
               ? store__refuse_newer(header->version, opening->plan->count, err)
               : SF_OK;
}

static SfError connect_to_write(Store *store, const Opening *opening, SfErrorInfo *err)
{
    if (opening->header.kind == HEADER_NONE) {
        const SfError code = store__make_private(store->path, err);
        if (code != SF_OK) {
            return code;
        }
    } else if (opening->header.is_shared) {
        store__keep_private(store->path);
    }
    return store__connect(store, store->path, SQLITE_OPEN_READWRITE, err);
}

static bool can_write(const Store *store)
{
    return access(store->path, W_OK) == 0 && store__folder_is_writable(store->path);
}

static SfError check(Store *store, const Opening *opening, SfErrorInfo *err)
{
    const bool suspect =
        opening->look_hard || (opening->seen.version == opening->plan->count &&
                               !store__sample(store, opening->options->now, SAMPLE_OPENING));
    if (suspect || opening->header.has_wal) {
        return store__check_pages(store, suspect, err);
    }
    return SF_OK;
}

/* A log that is written over from its start syncs faster than one that grows. */
static const char manners[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                              "PRAGMA wal_autocheckpoint = 64; PRAGMA temp_store = MEMORY;"
                              "PRAGMA secure_delete = OFF; PRAGMA cell_size_check = ON";

static SfError prepare_to_write(Store *store, const Opening *opening, SfErrorInfo *err)
{
    SfError code = store__exec(store, manners, "open the log", err);
    if (code == SF_OK && opening->seen.version < opening->plan->count) {
        code = store__migrate(store, opening->plan, opening->options->now, opening->opened, err);
        if (code == SF_OK) {
            /* The version stands in the file itself now, for whoever reads only its head. */
            code = store__exec(store, "PRAGMA wal_checkpoint(TRUNCATE)", "open the log", err);
        }
    }
    return code;
}

static SfError judge_tables(const Opening *opening, SfErrorInfo *err)
{
    const Look *seen = &opening->seen;
    if (seen->tables > 0 && seen->application != STORE_APPLICATION_ID) {
        return refuse_other(err);
    }
    /* Again, because the head may be older than the write-ahead log. */
    return seen->version > opening->plan->count
               ? store__refuse_newer(seen->version, opening->plan->count, err)
               : SF_OK;
}

/* Without a write-ahead log the head of the file is up to date. */
static SfError look(Store *store, Opening *opening, SfErrorInfo *err)
{
    const Header *header = &opening->header;
    if (header->kind == HEADER_OURS && header->version == (uint32_t)opening->plan->count &&
        !header->has_wal) {
        opening->seen = (Look){header->version, STORE_APPLICATION_ID, 1};
        return SF_OK;
    }
    return store__look(store, &opening->seen, err);
}

static SfError open_to_write(Store *store, Opening *opening, SfErrorInfo *err)
{
    SfError code = connect_to_write(store, opening, err);
    if (code == SF_OK) {
        code = look(store, opening, err);
    }
    if (code == SF_OK) {
        code = judge_tables(opening, err);
    }
    if (code == SF_OK) {
        code = check(store, opening, err);
    }
    return code == SF_OK ? prepare_to_write(store, opening, err) : code;
}

/* An older version is brought up to date in memory: the file stays as it is. */
static SfError open_to_read(Store *store, Opening *opening, const char *why, SfErrorInfo *err)
{
    StoreOpened ignored = {0};
    SfError code = store__connect_read_only(store, &opening->seen, err);
    if (code == SF_OK) {
        code = judge_tables(opening, err);
    }
    if (code == SF_OK && opening->seen.version < opening->plan->count) {
        code = store__into_memory(store, err);
        if (code == SF_OK) {
            code = store__migrate(store, opening->plan, opening->options->now, &ignored, err);
        }
    }
    (void)sf_format(store->unwritable, sizeof(store->unwritable), "%s", why);
    opening->opened->read_only = true;
    (void)sf_format(opening->opened->why, sizeof(opening->opened->why), "%s", why);
    return code;
}

/* True if the system would not let us write: what is there may still be read. */
static bool only_writing_failed(const Store *store, const Opening *opening, SfError code)
{
    const int primary = store->rc & 0xff;
    return opening->header.kind == HEADER_OURS && (code == SF_E_FULL || code == SF_E_IO) &&
           primary != SQLITE_BUSY && primary != SQLITE_LOCKED;
}

static SfError open_file(Store *store, Opening *opening, SfErrorInfo *err)
{
    SfErrorInfo why = {{0}};
    SfError code = read_header(opening, err);
    if (code == SF_OK) {
        code = judge_header(opening, err);
    }
    if (code != SF_OK) {
        return code;
    }
    if (opening->header.kind == HEADER_OURS && !can_write(store)) {
        return open_to_read(store, opening, "the file or its folder cannot be written", err);
    }
    code = open_to_write(store, opening, &why);
    if (only_writing_failed(store, opening, code)) {
        store__disconnect(store); /* what failed once may work the second time */
        *opening->opened = (StoreOpened){0};
        code = open_to_write(store, opening, &why);
    }
    if (only_writing_failed(store, opening, code)) {
        store__disconnect(store);
        *opening->opened = (StoreOpened){0};
        if (open_to_read(store, opening, why.text, NULL) == SF_OK) {
            return SF_OK;
        }
        *opening->opened = (StoreOpened){0};
        store->read_only = false;
    }
    return code == SF_OK ? code : sf_fail(err, code, "%s", why.text);
}

/* ---- opening -------------------------------------------------------------------------------- */

static int read_device(Store *store)
{
    sqlite3_stmt *statement = NULL;
    int rc = sqlite3_prepare_v2(store->db, "SELECT value FROM meta WHERE name = 'device'", -1,
                                &statement, NULL);
    rc = rc == SQLITE_OK ? sqlite3_step(statement) : rc;
    if (rc == SQLITE_ROW &&
        sqlite3_column_bytes(statement, 0) == (int)sizeof(store->device.bytes)) {
        memcpy(store->device.bytes, sqlite3_column_blob(statement, 0), sizeof(store->device.bytes));
        rc = SQLITE_OK;
    }
    (void)sqlite3_finalize(statement);
    return rc;
}

static int make_device(Store *store, const StoreOptions *options)
{
    sqlite3_stmt *statement = NULL;
    const Uuid fresh = uuid_make(options->now.utc_ms, options->seed);
    /* Another process may be quicker: the first one stays. */
    int rc = sqlite3_prepare_v2(store->db,
                                "INSERT INTO meta (name, value) VALUES ('device', ?1)"
                                " ON CONFLICT DO NOTHING",
                                -1, &statement, NULL);
    if (rc == SQLITE_OK) {
        (void)sqlite3_bind_blob(statement, 1, fresh.bytes, sizeof(fresh.bytes), SQLITE_STATIC);
        rc = sqlite3_step(statement);
    }
    (void)sqlite3_finalize(statement);
    return rc == SQLITE_DONE ? read_device(store) : rc;
}

static SfError load_device(Store *store, const StoreOptions *options, SfErrorInfo *err)
{
    int rc = read_device(store);
    if (rc == SQLITE_DONE && !store->read_only) {
        rc = make_device(store, options);
    }
    if (rc == SQLITE_ROW || rc == SQLITE_DONE || rc == SQLITE_ERROR) {
        rc = SQLITE_CORRUPT; /* a table or the device is missing: not as we left it */
    }
    return rc == SQLITE_OK ? SF_OK : store__fault(store, rc, "open the log", err);
}

static SfError open_once(Store **out, Opening *opening, SfErrorInfo *err)
{
    const StoreOptions *options = opening->options;
    Store *store = sf_alloc(sizeof(*store));
    if (store == NULL) {
        return sf_fail(err, SF_E_NOMEM, "cannot open the log: out of memory");
    }
    SfError code;
    store->opened = options->now;
    *opening->opened = (StoreOpened){0};
    if (options->path == NULL) {
        code = store__connect(store, ":memory:", SQLITE_OPEN_READWRITE, err);
        if (code == SF_OK) {
            code = store__migrate(store, opening->plan, options->now, opening->opened, err);
        }
    } else {
        (void)sf_format(store->path, sizeof(store->path), "%s", options->path);
        code = open_file(store, opening, err);
    }
    if (code == SF_OK) {
        code = load_device(store, options, err);
    }
    if (code != SF_OK) {
        store__disconnect(store);
        sf_free(store);
        return code;
    }
    (void)sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    *out = store;
    return SF_OK;
}

/* ---- damage --------------------------------------------------------------------------------- */

/* Saves all readable records into a new log, complete before it is named. "" if there are none. */
static SfError salvage(char out[STORE_PATH_BYTES],
                       const Opening *opening,
                       int32_t *saved,
                       int32_t *lost,
                       SfErrorInfo *err)
{
    char part[STORE_PATH_BYTES];
    StoreOptions options = *opening->options;
    StoreOpened opened;
    Store *store = NULL;
    if (!store__beside(part, options.path, "salvage.part") ||
        !store__beside(out, options.path, "salvaged.db")) {
        return sf_fail(err, SF_E_TOOBIG, "the path of the log is too long");
    }
    options.path = part;
    options.check = false;
    (void)unlink(part);
    Opening fresh = {
        .options = &options, .plan = opening->plan, .opened = &opened, .lock = -1, .locked = true};
    SfError code = open_once(&store, &fresh, err);
    if (code == SF_OK) {
        const bool tables = opening->header.kind == HEADER_OURS;
        code = store__salvage(store, opening->options->path, tables, saved, lost, err);
    }
    store_close(store);
    if (code == SF_OK && *saved > 0 && rename(part, out) == 0) {
        return SF_OK;
    }
    (void)unlink(part);
    out[0] = '\0';
    return code;
}

/* Under the lock, after damage was seen twice. */
static SfError mend(Store **out, Opening *opening, SfErrorInfo *err)
{
    const StoreOptions *options = opening->options;
    char salvaged[STORE_PATH_BYTES] = "";
    char set_aside[STORE_PATH_BYTES];
    int32_t saved = 0;
    int32_t lost = 0;
    SfError code = salvage(salvaged, opening, &saved, &lost, err);
    if (code == SF_OK) {
        code = store__set_aside(set_aside, options->path, options->now, err);
    }
    if (code != SF_OK) {
        return code;
    }
    if (salvaged[0] != '\0' && rename(salvaged, options->path) != 0) {
        return sf_fail(err, SF_E_IO, "cannot be given what was saved: %s", strerror(errno));
    }
    store__unmark(options->path);
    opening->look_hard = false;
    code = open_once(out, opening, err);
    if (code == SF_OK) {
        StoreOpened *opened = opening->opened;
        memcpy(opened->set_aside, set_aside, sizeof(set_aside));
        opened->saved = saved;
        opened->lost = lost;
    }
    return code;
}

/* A read that failed once may work the second time, and another process may have been quicker. */
static SfError look_again(Store **out, Opening *opening, SfErrorInfo *err)
{
    SfError code = take_lock(opening, err);
    if (code == SF_OK) {
        opening->look_hard = true;
        code = open_once(out, opening, err);
    }
    return code == SF_E_CORRUPT ? mend(out, opening, err) : code;
}

static SfError open_or_mend(Store **out, Opening *opening, SfErrorInfo *err)
{
    const char *path = opening->options->path;
    const bool marked = path != NULL && store__is_marked(path);
    opening->look_hard = opening->options->check || marked;
    SfError code = open_once(out, opening, err);
    if (path != NULL && code == SF_E_CORRUPT) {
        code = look_again(out, opening, err);
    }
    if (code == SF_OK && opening->look_hard && path != NULL) {
        store__unmark(path); /* every page was looked at, and is whole */
    }
    give_lock_back(opening);
    return code;
}

SfError store__open(Store **out,
                    const StoreOptions *options,
                    StoreOpened *opened,
                    const StorePlan *plan,
                    SfErrorInfo *err)
{
    SfErrorInfo reason = {{0}};
    Opening opening = {.options = options, .plan = plan, .opened = opened, .lock = -1};
    store__use_our_memory();
    *out = NULL;
    *opened = (StoreOpened){0};
    if (options->path != NULL && strlen(options->path) >= PATH_BYTES) {
        return sf_fail(err, SF_E_TOOBIG, "the path of the log has more than %d bytes",
                       PATH_BYTES - 1);
    }
    const SfError code = open_or_mend(out, &opening, &reason);
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
        if (store->path[0] != '\0' && !store->read_only &&
            !store__sample(store, store->opened, SAMPLE_CLOSING)) {
            store__mark(store->path);
        }
        store__disconnect(store);
        store__disown(store);
        sf_free(store);
    }
}
