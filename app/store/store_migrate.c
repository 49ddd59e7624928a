/* SPDX-License-Identifier: MIT */
/* From one version of the log to the next. */
#include "store_internal.h"

#include <sqlite3.h>
#include <unistd.h>

/* A copy of the log as others see it, without this connection's open transaction. */
static SfError copy_to(Store *to, const char *from, SfErrorInfo *err)
{
    Store source = {0};
    SfError code = store__connect(&source, from, SQLITE_OPEN_READWRITE, err);
    if (code == SF_OK) {
        sqlite3_backup *backup = sqlite3_backup_init(to->db, "main", source.db, "main");
        int rc = backup != NULL ? sqlite3_backup_step(backup, -1) : SQLITE_ERROR;
        const int ended = sqlite3_backup_finish(backup);
        rc = rc == SQLITE_DONE ? ended : rc;
        rc = backup == NULL ? sqlite3_extended_errcode(to->db) : rc;
        code = rc == SQLITE_OK ? SF_OK : store__fault(to, rc, "write a backup of the log", err);
    }
    store__disconnect(&source);
    return code;
}

/* Within the transaction of the update: nobody else updates meanwhile. */
static SfError
back_up(Store *store, int64_t version, Instant now, StoreOpened *opened, SfErrorInfo *err)
{
    char tag[32];
    char part_ending[48];
    char part[STORE_PATH_BYTES];
    Store copy = {0};
    (void)sf_format(tag, sizeof(tag), "backup-v%lld", (long long)version);
    (void)sf_format(part_ending, sizeof(part_ending), "%s.part", tag);
    if (!store__beside(part, store->path, part_ending)) {
        return sf_fail(err, SF_E_TOOBIG, "the path of the log is too long");
    }
    SfError code = store__make_private(part, err);
    if (code != SF_OK) {
        return code;
    }
    code = store__connect(&copy, part, SQLITE_OPEN_READWRITE, err);
    if (code == SF_OK) {
        code = copy_to(&copy, store->path, err);
    }
    store__disconnect(&copy);
    if (code != SF_OK) {
        (void)unlink(part);
        return code;
    }
    return store__give_name(opened->backup, part, store->path, tag, now, err);
}

static SfError run_steps(Store *store, const StorePlan *plan, int32_t from, SfErrorInfo *err)
{
    char mark[128];
    SfError code = SF_OK;
    for (int32_t i = from; code == SF_OK && i < plan->count; i++) {
        code = store__exec(store, plan->steps[i], "update the log", err);
    }
    if (code == SF_OK) {
        (void)sf_format(mark, sizeof(mark),
                        "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
                        STORE_APPLICATION_ID, (int)plan->count);
        code = store__exec(store, mark, "update the log", err);
    }
    return code;
}

static void roll_back(Store *store)
{
    if (sqlite3_get_autocommit(store->db) == 0) {
        (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    }
}

static SfError update(Store *store,
                      const StorePlan *plan,
                      const Look *seen,
                      Instant now,
                      StoreOpened *opened,
                      SfErrorInfo *err)
{
    SfErrorInfo reason = {{0}};
    const bool is_new = seen->tables == 0;
    if (!is_new && store->path[0] != '\0' && !store->read_only) {
        const SfError code = back_up(store, seen->version, now, opened, err);
        if (code != SF_OK) {
            return code;
        }
    }
    const SfError code = run_steps(store, plan, (int32_t)seen->version, &reason);
    if (code == SF_OK) {
        opened->created = is_new;
        opened->migrated = !is_new;
        return SF_OK;
    }
    if (opened->backup[0] != '\0') {
        /* Rolled back: the file is its own backup, and the next start will try again. */
        (void)unlink(opened->backup);
        opened->backup[0] = '\0';
    }
    return sf_fail(err, code, is_new ? "%.400s" : "kept as it was: %.400s", reason.text);
}

SfError store__migrate(
    Store *store, const StorePlan *plan, Instant now, StoreOpened *opened, SfErrorInfo *err)
{
    Look seen = {0};
    SfError code = store__exec(store, "BEGIN IMMEDIATE", "update the log", err);
    if (code == SF_OK) {
        /* Only now nobody else can change it: another process may have been quicker. */
        code = store__look(store, &seen, err);
    }
    if (code == SF_OK && seen.version > plan->count) {
        code = store__refuse_newer(seen.version, plan->count, err);
    }
    if (code == SF_OK && (seen.version < plan->count || seen.tables == 0)) {
        code = update(store, plan, &seen, now, opened, err);
    }
    roll_back(store);
    return code;
}
