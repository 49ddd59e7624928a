/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../app/store/store_internal.h"
#include "facts_kit.h"

/* A folder with the path of its log; the state of every test. */
typedef struct Place {
    char folder[KIT_PATH_BYTES];
    char path[KIT_PATH_BYTES];
    StoreOptions options;
    StoreOpened opened;
    SfErrorInfo err;
} Place;

static int set_up(void **state)
{
    Place *place = calloc(1, sizeof(*place));
    assert_non_null(place);
    kit_folder(place->folder);
    kit_join(place->path, place->folder, "surefoot.db");
    place->options = (StoreOptions){.path = place->path,
                                    .now = {.utc_ms = KIT_NOON_MS - 19800000, .offset_min = 60},
                                    .seed = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}};
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    Place *place = *state;
    sf_alloc_fail_after(-1);
    kit_remove(place->folder);
    free(place);
    return 0;
}

static SfError try_open(Place *place, Store **store)
{
    place->err.text[0] = '\0';
    return store_open(store, &place->options, &place->opened, &place->err);
}

static Store *open_store(Place *place)
{
    Store *store = NULL;
    if (try_open(place, &store) != SF_OK) {
        fail_msg("%s", place->err.text);
    }
    return store;
}

static SfError add_in_transaction(Store *store, const Fact *fact, SfErrorInfo *err)
{
    SfError code = store_begin(store, err);
    if (code != SF_OK) {
        return code;
    }
    code = store_add(store, fact, err);
    if (code != SF_OK) {
        store_rollback(store);
        return code;
    }
    return store_commit(store, NULL, err);
}

static void add(Store *store, const Fact *fact)
{
    SfErrorInfo err = {{0}};
    if (add_in_transaction(store, fact, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
}

static int32_t count_sessions(Store *store)
{
    History history;
    SfErrorInfo err = {{0}};
    if (store_history(store, &history, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    const int32_t count = history.session_count;
    history_deinit(&history);
    return count;
}

static void fill(Place *place, int32_t sessions)
{
    Store *store = open_store(place);
    assert_int_equal(store_begin(store, NULL), SF_OK);
    for (int32_t i = 0; i < sessions; i++) {
        const Fact fact = kit_session(i, 1, "strength");
        assert_int_equal(store_add(store, &fact, NULL), SF_OK);
    }
    assert_int_equal(store_commit(store, NULL, NULL), SF_OK);
    store_close(store);
}

static void patch(const char *path, long at, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void assert_same_bytes(const char *path, const char *bytes, size_t size)
{
    char *now;
    assert_int_equal(kit_read(path, &now), size);
    assert_memory_equal(now, bytes, size);
    sf_free(now);
}

/* ---- newer and foreign files ---------------------------------------------------------------- */

static void assert_refused_untouched(Place *place, SfError expected)
{
    struct stat before;
    struct stat after;
    char *bytes;
    char found[KIT_PATH_BYTES];
    const struct timespec long_ago[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    assert_int_equal(utimensat(AT_FDCWD, place->path, long_ago, 0), 0);
    assert_int_equal(stat(place->path, &before), 0);
    const size_t size = kit_read(place->path, &bytes);
    Store *store = NULL;
    assert_int_equal(try_open(place, &store), expected);
    assert_null(store);
    assert_int_equal(stat(place->path, &after), 0);
    assert_int_equal(after.st_mtim.tv_sec, before.st_mtim.tv_sec);
    assert_int_equal(after.st_ino, before.st_ino);
    assert_same_bytes(place->path, bytes, size);
    assert_false(kit_find(found, place->folder, "damaged"));
    sf_free(bytes);
}

static void test_store_faults__a_newer_log_is_refused_untouched(void **state)
{
    Place *place = *state;
    char found[KIT_PATH_BYTES];
    fill(place, 3);
    patch(place->path, 60, "\0\0\0\7", 4);
    assert_refused_untouched(place, SF_E_NEWER);
    assert_non_null(strstr(place->err.text, "version 7"));
    assert_non_null(strstr(place->err.text, "up to 1"));
    assert_non_null(strstr(place->err.text, place->path));
    assert_false(kit_find(found, place->folder, "-wal"));
    assert_false(kit_find(found, place->folder, "-shm"));
}

/* Runs in a child that vanishes: what it wrote is still in the write-ahead log only. */
static void leave_unclean(Place *place, const char *sql)
{
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        Store *store = NULL;
        const bool good = try_open(place, &store) == SF_OK &&
                          store__exec(store, sql, "save", &place->err) == SF_OK;
        _exit(good ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void test_store_faults__a_newer_version_in_the_write_ahead_log_counts(void **state)
{
    Place *place = *state;
    char wal[KIT_PATH_BYTES];
    char *bytes;
    fill(place, 1);
    leave_unclean(place, "PRAGMA user_version = 2");
    kit_join(wal, place->folder, "surefoot.db-wal");
    const size_t size = kit_read(wal, &bytes);
    assert_true(size > 0);
    assert_refused_untouched(place, SF_E_NEWER);
    assert_same_bytes(wal, bytes, size);
    sf_free(bytes);
}

static void test_store_faults__a_database_of_another_program_is_refused(void **state)
{
    Place *place = *state;
    fill(place, 1);
    patch(place->path, 68, "GPKG", 4);
    assert_refused_untouched(place, SF_E_INPUT);
    assert_non_null(strstr(place->err.text, "another program"));
    patch(place->path, 60, "\0\0\0\0", 4); /* unmarked, and yet with tables */
    patch(place->path, 68, "\0\0\0\0", 4);
    assert_refused_untouched(place, SF_E_INPUT);
}

/* ---- damage --------------------------------------------------------------------------------- */

static void assert_set_aside(Place *place, const char *bytes, size_t size)
{
    char *now;
    Store *store = open_store(place);
    assert_true(place->opened.created);
    assert_non_null(strstr(place->opened.set_aside, "/surefoot-damaged-2026-11-21T073000"));
    const size_t kept = kit_read(place->opened.set_aside, &now);
    assert_int_equal(kept, size);
    assert_memory_equal(now, bytes, size);
    sf_free(now);
    assert_int_equal(count_sessions(store), 0);
    const Fact fact = kit_session(0, 1, "strength");
    add(store, &fact);
    store_close(store);
    store = open_store(place);
    assert_string_equal(place->opened.set_aside, "");
    assert_int_equal(count_sessions(store), 1);
    store_close(store);
}

static void test_store_faults__what_is_no_database_is_set_aside(void **state)
{
    Place *place = *state;
    char page[2048];
    memset(page, 'x', sizeof(page));
    const struct {
        const char *bytes;
        size_t size;
    } cases[] = {
        {"hello", 5},
        {"SQLite format 3\0 and then nothing", 34},
        {page, sizeof(page)},
        {"{\"surefoot_export\":1}", 21},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        kit_write(place->path, cases[i].bytes, cases[i].size);
        assert_set_aside(place, cases[i].bytes, cases[i].size);
    }
    char found[KIT_PATH_BYTES]; /* all in the same second: each has a name of its own */
    assert_true(kit_find(found, place->folder, "surefoot-damaged-2026-11-21T073000.db"));
    assert_true(kit_find(found, place->folder, "surefoot-damaged-2026-11-21T073000-4.db"));
}

static void test_store_faults__a_truncated_log_is_set_aside(void **state)
{
    Place *place = *state;
    char *bytes;
    fill(place, 400);
    const size_t size = kit_read(place->path, &bytes);
    assert_true(size > (size_t)20 * 4096);
    kit_write(place->path, bytes, 4096 * 2 + 100);
    assert_set_aside(place, bytes, 4096 * 2 + 100);
    sf_free(bytes);
}

static void test_store_faults__a_header_without_its_tables_is_set_aside(void **state)
{
    Place *place = *state;
    char *bytes;
    Store *store = open_store(place);
    assert_int_equal(store__exec(store, "DROP TABLE meta", "test", NULL), SF_OK);
    store_close(store);
    const size_t size = kit_read(place->path, &bytes);
    assert_set_aside(place, bytes, size);
    sf_free(bytes);
}

static void test_store_faults__an_emptied_log_is_set_aside_with_what_it_had_ahead(void **state)
{
    Place *place = *state;
    char wal[KIT_PATH_BYTES];
    char moved[STORE_PATH_BYTES + 8];
    char *bytes;
    fill(place, 1);
    leave_unclean(place, "INSERT INTO setting VALUES ('theme', 'dark')");
    kit_join(wal, place->folder, "surefoot.db-wal");
    const size_t size = kit_read(wal, &bytes);
    kit_write(place->path, "", 0);
    assert_set_aside(place, "", 0);
    Store *store = open_store(place);
    store_close(store);
    char found[KIT_PATH_BYTES];
    assert_true(kit_find(found, place->folder, ".db-wal"));
    (void)sf_format(moved, sizeof(moved), "%s", found);
    assert_non_null(strstr(moved, "damaged-2026-11-21T073000.db-wal"));
    assert_same_bytes(moved, bytes, size);
    sf_free(bytes);
}

static void test_store_faults__what_cannot_be_set_aside_stays_whole(void **state)
{
    Place *place = *state;
    Store *store = NULL;
    char blocked[KIT_PATH_BYTES];
    char found[KIT_PATH_BYTES];
    char *before;
    char *after;
    fill(place, 3);
    leave_unclean(place, "INSERT INTO setting VALUES ('theme', 'dark')");
    patch(place->path, 0, "not a database at all", 21);
    const size_t size = kit_read(place->path, &before);
    kit_join(blocked, place->folder, "surefoot-damaged-2026-11-21T073000.db-shm");
    assert_int_equal(mkdir(blocked, 0700), 0); /* a part finds its new name taken */
    assert_int_equal(try_open(place, &store), SF_E_IO);
    assert_null(store);
    assert_non_null(strstr(place->err.text, "cannot be set aside"));
    assert_string_equal(place->opened.set_aside, "");
    assert_int_equal(kit_read(place->path, &after), size);
    assert_memory_equal(after, before, size);
    assert_true(kit_find(found, place->folder, "surefoot.db-wal"));
    assert_int_equal(rmdir(blocked), 0);
    sf_free(before);
    sf_free(after);
    store = open_store(place);
    assert_string_not_equal(place->opened.set_aside, "");
    store_close(store);
}

static void test_store_faults__no_free_name_is_told(void **state)
{
    Place *place = *state;
    Store *store = NULL;
    char taken[KIT_PATH_BYTES];
    for (int i = 1; i <= 100; i++) {
        char name[64];
        if (i == 1) {
            (void)sf_format(name, sizeof(name), "surefoot-damaged-2026-11-21T073000.db");
        } else {
            (void)sf_format(name, sizeof(name), "surefoot-damaged-2026-11-21T073000-%d.db", i);
        }
        kit_join(taken, place->folder, name);
        kit_write(taken, "old", 3);
    }
    kit_write(place->path, "damaged", 7);
    assert_int_equal(try_open(place, &store), SF_E_IO);
    assert_non_null(strstr(place->err.text, "no free name"));
    assert_same_bytes(place->path, "damaged", 7);
    assert_same_bytes(taken, "old", 3);
}

static void test_store_faults__a_copy_that_cannot_be_erased_is_told(void **state)
{
    Place *place = *state;
    char copy[KIT_PATH_BYTES];
    fill(place, 3);
    kit_join(copy, place->folder, "surefoot-backup-v0-2026-01-01T080000.db");
    assert_int_equal(mkdir(copy, 0700), 0);
    Store *store = open_store(place);
    assert_int_equal(store_erase(store, &place->err), SF_E_IO);
    assert_non_null(strstr(place->err.text, "surefoot-backup-v0"));
    assert_int_equal(count_sessions(store), 0);
    store_close(store);
    assert_int_equal(rmdir(copy), 0);
}

/* Spoils the root page of sessions, which opening alone does not look at. */
static void spoil_sessions(const Place *place)
{
    char *bytes;
    char junk[4096];
    memset(junk, 0xa5, sizeof(junk));
    const size_t size = kit_read(place->path, &bytes);
    long at = -1;
    for (size_t page = 1; page < size / 4096 && at < 0; page++) {
        for (size_t i = 0; i + 12 < 4096 && at < 0; i++) {
            if (memcmp(bytes + page * 4096 + i, "runners-knee", 12) == 0) {
                at = (long)page * 4096;
            }
        }
    }
    sf_free(bytes);
    assert_true(at > 0);
    patch(place->path, at, junk, sizeof(junk));
}

static void test_store_faults__a_damaged_page_is_told_and_then_set_aside(void **state)
{
    Place *place = *state;
    char *bytes;
    History history;
    fill(place, 400);
    spoil_sessions(place);
    Store *store = open_store(place);
    assert_string_equal(place->opened.set_aside, "");
    assert_int_equal(store_history(store, &history, &place->err), SF_E_CORRUPT);
    assert_null(history.sessions);
    assert_non_null(strstr(place->err.text, "damaged"));
    store_close(store);
    const size_t size = kit_read(place->path, &bytes);
    place->options.check = true;
    assert_set_aside(place, bytes, size);
    sf_free(bytes);
}

static void test_store_faults__after_a_crash_the_pages_are_looked_at(void **state)
{
    Place *place = *state;
    fill(place, 400);
    leave_unclean(place, "INSERT INTO setting VALUES ('theme', 'dark')");
    Store *store = open_store(place); /* unclean and whole: kept */
    assert_string_equal(place->opened.set_aside, "");
    assert_int_equal(count_sessions(store), 400);
    store_close(store);
    leave_unclean(place, "INSERT INTO setting VALUES ('text', 'large')");
    spoil_sessions(place);
    store = open_store(place);
    assert_string_not_equal(place->opened.set_aside, "");
    assert_int_equal(count_sessions(store), 0);
    store_close(store);
}

static bool go_on(void *context, const Fact *fact)
{
    (void)context;
    (void)fact;
    return true;
}

static bool
see_nothing(void *context, const char *hash, const char *id, const char *source, size_t size)
{
    (void)context;
    (void)hash;
    (void)id;
    (void)source;
    return size > 0;
}

static void test_store_faults__a_value_that_cannot_be_is_damage(void **state)
{
    Place *place = *state;
    static const char *const spoilers[] = {
        "UPDATE fact_session SET \"end\" = 9",
        "UPDATE fact_session SET first_side = -1",
        "UPDATE fact_session SET program = printf('%100d', 1)",
        "UPDATE fact_session SET sets_done = -1",
        "UPDATE fact_session SET note = CAST(x'ff' AS TEXT)",
        "UPDATE fact_pain SET knee = 3",
        "UPDATE fact_status SET status = 3",
        "UPDATE fact_set SET \"key\" = ''",
        "UPDATE record SET kind = 7",
        "UPDATE record SET day = 99999999",
        "DELETE FROM fact_pain",
        "PRAGMA ignore_check_constraints = ON; UPDATE record SET device = x'00'",
    };
    Store *store = open_store(place);
    const Fact session = kit_session(0, 1, "strength");
    const Fact facts[] = {session, kit_set(&session, 1, "a/s1"), kit_pain(0, 1, SIDE_LEFT, 2),
                          kit_status(0, STATUS_SICK, 2)};
    for (size_t i = 0; i < SF_COUNT(facts); i++) {
        add(store, &facts[i]);
    }
    assert_int_equal(store_each(store, go_on, NULL, NULL), SF_OK);
    for (size_t i = 0; i < SF_COUNT(spoilers); i++) {
        History history;
        assert_int_equal(store_begin(store, NULL), SF_OK);
        assert_int_equal(store__exec(store, spoilers[i], "test", NULL), SF_OK);
        SfError code = store_history(store, &history, &place->err);
        history_deinit(&history);
        if (code == SF_OK) {
            code = store_each(store, go_on, NULL, &place->err);
        }
        assert_int_equal(code, SF_E_CORRUPT);
        store_rollback(store);
    }
    store_close(store);
}

static void test_store_faults__a_correction_with_half_an_id_is_damage(void **state)
{
    Place *place = *state;
    History history;
    Store *store = open_store(place);
    const Fact session = kit_session(0, 1, "strength");
    const Fact deletion = kit_tombstone(&session, 1, 1);
    add(store, &session);
    add(store, &deletion);
    assert_int_equal(store__exec(store,
                                 "PRAGMA ignore_check_constraints = ON;"
                                 "UPDATE record SET supersedes = x'00' WHERE tombstone",
                                 "test", NULL),
                     SF_OK);
    assert_int_equal(store_history(store, &history, &place->err), SF_E_CORRUPT);
    assert_int_equal(store_each_set(store, session.id, go_on, NULL, &place->err), SF_E_CORRUPT);
    store_close(store);
}

/* ---- migrations ----------------------------------------------------------------------------- */

static const char to_2[] = "ALTER TABLE fact_pain ADD COLUMN word TEXT NOT NULL DEFAULT '';"
                           "UPDATE fact_session SET title = 'renamed';";
static const char bad_step[] = "CREATE TABLE extra (x); DELETE FROM fact_session;"
                               "SELECT * FROM nowhere;";

static SfError open_with(Place *place, Store **store, const char *const *steps, int32_t count)
{
    const StorePlan plan = {.steps = steps, .count = count};
    place->err.text[0] = '\0';
    return store__open(store, &place->options, &place->opened, &plan, &place->err);
}

static void test_store_faults__a_migration_backs_up_first(void **state)
{
    Place *place = *state;
    const char *const steps[] = {store__plan()->steps[0], to_2};
    Store *store = NULL;
    char backup[STORE_PATH_BYTES];
    fill(place, 5);
    if (open_with(place, &store, steps, 2) != SF_OK) {
        fail_msg("%s", place->err.text);
    }
    assert_true(place->opened.migrated);
    assert_false(place->opened.created);
    assert_non_null(strstr(place->opened.backup, "/surefoot-backup-v1-2026-11-21T073000.db"));
    assert_int_equal(count_sessions(store), 5);
    assert_int_equal(store__exec(store, "SELECT word FROM fact_pain", "test", NULL), SF_OK);
    memcpy(backup, place->opened.backup, sizeof(backup));
    store_close(store);
    assert_int_equal(try_open(place, &store), SF_E_NEWER); /* for the version before */
    assert_int_equal(open_with(place, &store, steps, 2), SF_OK);
    assert_false(place->opened.migrated);
    store_close(store);
    place->options.path = backup; /* as good as the old file was */
    store = open_store(place);
    assert_false(place->opened.migrated);
    assert_int_equal(count_sessions(store), 5);
    store_close(store);
}

static void test_store_faults__a_log_of_version_0_becomes_one_of_version_1(void **state)
{
    Place *place = *state;
    static const char *const draft[] = {NULL};
    Store *store = NULL;
    char *bytes;
    assert_int_equal(open_with(place, &store, draft, 0), SF_E_CORRUPT); /* no tables at all */
    assert_int_equal(open_with(place, &store, draft, 0), SF_E_CORRUPT);
    kit_remove(place->folder);
    assert_int_equal(mkdir(place->folder, 0700), 0);
    fill(place, 1);
    store = open_store(place);
    assert_int_equal(store__exec(store,
                                 "CREATE TABLE draft (x); INSERT INTO draft VALUES ('kept');"
                                 "DROP TABLE fact_session; DROP TABLE fact_set; DROP TABLE"
                                 " fact_pain; DROP TABLE fact_status; DROP TABLE fact_follow;"
                                 "DROP TABLE fact_answer; DROP TABLE record; DROP TABLE meta;"
                                 "DROP TABLE setting; DROP TABLE journal; DROP TABLE program;"
                                 "PRAGMA user_version = 0",
                                 "test", NULL),
                     SF_OK);
    store_close(store);
    store = open_store(place);
    assert_true(place->opened.migrated);
    assert_non_null(strstr(place->opened.backup, "-backup-v0-2026-11-21T073000.db"));
    assert_true(kit_read(place->opened.backup, &bytes) > 0);
    assert_memory_equal(bytes + 60, "\0\0\0\0", 4);
    sf_free(bytes);
    assert_int_equal(store__exec(store, "SELECT x FROM draft", "test", NULL), SF_OK);
    const Fact fact = kit_session(0, 1, "strength");
    add(store, &fact);
    store_close(store);
}

static void test_store_faults__a_migration_that_fails_keeps_everything(void **state)
{
    Place *place = *state;
    const char *const steps[] = {store__plan()->steps[0], to_2, bad_step};
    Store *store = NULL;
    History history;
    char found[KIT_PATH_BYTES];
    fill(place, 5);
    assert_int_equal(open_with(place, &store, steps, 3), SF_E_IO);
    assert_null(store);
    assert_non_null(strstr(place->err.text, "kept as it was"));
    assert_string_equal(place->opened.backup, "");
    assert_false(kit_find(found, place->folder, "backup")); /* or every start would leave one */
    store = open_store(place); /* still of version 1, and not even the good step was kept */
    assert_string_equal(place->opened.set_aside, "");
    assert_int_equal(store_history(store, &history, NULL), SF_OK);
    assert_int_equal(history.session_count, 5);
    history_deinit(&history);
    assert_int_not_equal(store__exec(store, "SELECT word FROM fact_pain", "test", NULL), SF_OK);
    assert_int_not_equal(store__exec(store, "SELECT x FROM extra", "test", NULL), SF_OK);
    store_close(store);
}

/* ---- no room, no permission ----------------------------------------------------------------- */

static void test_store_faults__a_full_disk_is_told_and_nothing_is_lost(void **state)
{
    Place *place = *state;
    char *text = NULL;
    fill(place, 50);
    Store *store = open_store(place);
    SfErrorInfo err = {{0}};
    assert_int_equal(store_journal_put(store, "{\"before\":1}", NULL), SF_OK);
    assert_int_equal(store__exec(store, "PRAGMA max_page_count = 1", "test", NULL), SF_OK);
    assert_int_equal(store_begin(store, NULL), SF_OK);
    SfError code = SF_OK;
    for (int32_t i = 100; code == SF_OK; i++) {
        const Fact fact = kit_session(i, 1, "strength");
        code = store_add(store, &fact, &err);
    }
    assert_int_equal(code, SF_E_FULL);
    assert_non_null(strstr(err.text, "the disk is full"));
    /* What follows in this transaction must not be kept alone. */
    const Fact small = kit_answer(0, "flag.swelling", true);
    assert_int_equal(store_add(store, &small, &err), SF_E_FULL);
    assert_int_equal(store_journal_put(store, "{}", &err), SF_E_FULL);
    assert_int_equal(store_commit(store, NULL, &err), SF_E_FULL);
    assert_int_equal(store_durable(store), 0);
    assert_int_equal(count_sessions(store), 50);
    bool has = true;
    assert_int_equal(store_has(store, small.id, &has, NULL), SF_OK);
    assert_false(has);
    assert_int_equal(store_journal_get(store, &text, NULL), SF_OK);
    assert_string_equal(text, "{\"before\":1}");
    sf_free(text);
    assert_int_equal(store__exec(store, "PRAGMA max_page_count = 100000", "test", NULL), SF_OK);
    const Fact fact = kit_session(100, 1, "strength"); /* room again */
    add(store, &fact);
    assert_int_equal(count_sessions(store), 51);
    store_close(store);
}

/* Runs body in a process of its own, so that limits and users of it do not stay. */
static void in_child(Place *place, bool (*body)(Place *))
{
    (void)fflush(NULL);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        _exit(body(place) ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void limit_files(rlim_t bytes)
{
    const struct rlimit limit = {.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
    (void)signal(SIGXFSZ, SIG_IGN);
    (void)setrlimit(RLIMIT_FSIZE, &limit);
}

static bool reads(Store *store, int32_t sessions)
{
    History history;
    const bool good =
        store_history(store, &history, NULL) == SF_OK && history.session_count == sessions;
    history_deinit(&history);
    return good;
}

static bool meets_the_limit(Place *place)
{
    Store *store = NULL;
    char long_note[2000];
    memset(long_note, 'n', sizeof(long_note) - 1);
    long_note[sizeof(long_note) - 1] = '\0';
    if (try_open(place, &store) != SF_OK) {
        return false;
    }
    limit_files((rlim_t)256 * 1024);
    SfError code = SF_OK;
    int32_t added = 0;
    while (code == SF_OK && added < 1000) {
        Fact fact = kit_session(1000 + added, 1, "strength");
        fact.body.session.note = long_note;
        code = add_in_transaction(store, &fact, &place->err);
        added += code == SF_OK ? 1 : 0;
    }
    const bool told = code == SF_E_IO && strstr(place->err.text, "cannot save") != NULL;
    const bool readable = reads(store, 50 + added);
    limit_files(RLIM_INFINITY);
    const Fact fact = kit_session(3000, 1, "strength");
    const bool goes_on = add_in_transaction(store, &fact, NULL) == SF_OK;
    store_close(store);
    return told && readable && goes_on && added > 0 && try_open(place, &store) == SF_OK &&
           place->opened.set_aside[0] == '\0' && reads(store, 51 + added);
}

static void test_store_faults__a_write_the_system_cuts_short_loses_nothing(void **state)
{
    Place *place = *state;
    fill(place, 50);
    in_child(place, meets_the_limit);
    Store *store = open_store(place);
    assert_true(count_sessions(store) > 50);
    store_close(store);
}

static bool cannot_create(Place *place)
{
    Store *store = NULL;
    limit_files(1024);
    const SfError code = try_open(place, &store);
    return store == NULL && code == SF_E_IO && strstr(place->err.text, place->path) != NULL;
}

static void test_store_faults__no_room_for_a_new_log_is_told(void **state)
{
    in_child(*state, cannot_create);
    Store *store = open_store(*state); /* with room again */
    store_close(store);
}

static bool cannot_back_up(Place *place)
{
    const char *const steps[] = {store__plan()->steps[0], to_2};
    Store *store = NULL;
    char found[KIT_PATH_BYTES];
    limit_files((rlim_t)40 * 1024);
    const SfError code = open_with(place, &store, steps, 2);
    return code == SF_E_IO && store == NULL && place->opened.backup[0] == '\0' &&
           strstr(place->err.text, "backup") != NULL && !kit_find(found, place->folder, "backup");
}

static void test_store_faults__without_room_for_a_backup_nothing_is_migrated(void **state)
{
    Place *place = *state;
    fill(place, 200);
    in_child(place, cannot_back_up);
    Store *store = open_store(place);
    assert_int_equal(count_sessions(store), 200);
    store_close(store);
}

static bool only_reads(Place *place)
{
    const char *const steps[] = {store__plan()->steps[0], to_2};
    Store *store = NULL;
    char value[8];
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) {
        return false;
    }
    if (try_open(place, &store) != SF_OK || !place->opened.read_only) {
        return false;
    }
    const bool refused = store_begin(store, &place->err) == SF_E_IO &&
                         strstr(place->err.text, "cannot be written") != NULL &&
                         store_journal_put(store, "{}", NULL) == SF_E_IO &&
                         store_setting_put(store, "theme", "dark", NULL) == SF_E_IO &&
                         store_erase(store, NULL) == SF_E_IO;
    const bool readable =
        reads(store, 7) && store_setting_get(store, "theme", value, sizeof(value)) == SF_E_NOTFOUND;
    store_close(store);
    const bool too_old = open_with(place, &store, steps, 2) == SF_E_IO &&
                         strstr(place->err.text, "cannot be written") != NULL;
    place->options.path = "/surefoot.db"; /* one cannot make a file there */
    const bool no_file = try_open(place, &store) == SF_E_IO && store == NULL &&
                         strstr(place->err.text, "/surefoot.db") != NULL;
    return refused && readable && too_old && no_file;
}

static void test_store_faults__what_cannot_be_written_can_be_read(void **state)
{
    Place *place = *state;
    fill(place, 7);
    assert_int_equal(chmod(place->path, 0444), 0);
    assert_int_equal(chmod(place->folder, 0555), 0);
    in_child(place, only_reads);
    assert_int_equal(chmod(place->folder, 0755), 0);
    in_child(place, only_reads); /* the file alone is enough */
    assert_int_equal(chmod(place->path, 0644), 0);
}

static bool unclean_is_told(Place *place)
{
    Store *store = NULL;
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) {
        return false;
    }
    return try_open(place, &store) == SF_E_IO && strstr(place->err.text, "not closed") != NULL;
}

static void test_store_faults__unwritable_and_not_closed_is_told(void **state)
{
    Place *place = *state;
    fill(place, 1);
    leave_unclean(place, "INSERT INTO setting VALUES ('theme', 'dark')");
    assert_int_equal(chmod(place->path, 0444), 0);
    assert_int_equal(chmod(place->folder, 0555), 0);
    in_child(place, unclean_is_told);
    assert_int_equal(chmod(place->folder, 0755), 0);
    assert_int_equal(chmod(place->path, 0644), 0);
}

static void test_store_faults__impossible_paths_are_told(void **state)
{
    Place *place = *state;
    Store *store = NULL;
    char long_path[STORE_PATH_BYTES + 8];
    char below[KIT_PATH_BYTES];
    memset(long_path, 'a', sizeof(long_path) - 1);
    long_path[sizeof(long_path) - 1] = '\0';
    place->options.path = long_path;
    assert_int_equal(try_open(place, &store), SF_E_TOOBIG);
    place->options.path = place->folder;
    assert_int_equal(try_open(place, &store), SF_E_IO);
    kit_join(below, place->folder, "not-there/surefoot.db");
    place->options.path = below;
    assert_int_equal(try_open(place, &store), SF_E_IO);
    assert_non_null(strstr(place->err.text, "not-there"));
    kit_write(place->path, "", 0);
    kit_join(below, place->folder, "surefoot.db/surefoot.db");
    assert_int_equal(try_open(place, &store), SF_E_IO);
    assert_null(store);
}

static void test_store_faults__a_log_in_use_is_told(void **state)
{
    Place *place = *state;
    Store *first = open_store(place);
    Store *second = open_store(place);
    const Fact fact = kit_session(0, 1, "strength");
    assert_int_equal(store__exec(second, "PRAGMA busy_timeout = 0", "test", NULL), SF_OK);
    assert_int_equal(store_begin(first, NULL), SF_OK);
    assert_int_equal(store_add(first, &fact, NULL), SF_OK);
    assert_int_equal(store_begin(second, &place->err), SF_E_IO);
    assert_non_null(strstr(place->err.text, "another program"));
    assert_int_equal(store_erase(second, NULL), SF_E_IO);
    assert_int_equal(count_sessions(second), 0); /* reading goes on */
    assert_int_equal(store_commit(first, NULL, NULL), SF_OK);
    assert_int_equal(count_sessions(second), 1);
    store_close(second);
    store_close(first);
}

/* ---- sudden death --------------------------------------------------------------------------- */

enum { KILLS = 16, SETS_EACH = 3 };

static void write_until_killed(Place *place, int done, uint32_t number)
{
    Store *store = NULL;
    if (try_open(place, &store) != SF_OK) {
        _exit(1);
    }
    for (uint32_t i = 0;; i++) {
        char journal[64];
        const Fact session = kit_session((int32_t)i, number, "strength");
        (void)sf_format(journal, sizeof(journal), "{\"sessions\":%u}", i + 1);
        bool good = store_begin(store, NULL) == SF_OK && store_add(store, &session, NULL) == SF_OK;
        for (uint32_t set = 1; set <= SETS_EACH; set++) {
            const Fact fact = kit_set(&session, number + set, "bridge/s1");
            good = good && store_add(store, &fact, NULL) == SF_OK;
        }
        good = good && store_commit(store, NULL, NULL) == SF_OK && write(done, "c", 1) == 1;
        good = good && store_journal_put(store, journal, NULL) == SF_OK && write(done, "j", 1) == 1;
        if (!good) {
            _exit(1);
        }
    }
}

/* Lets the child go on until it has said so much, kills it, and counts all it has said. */
static void
kill_after(int done, pid_t child, uint32_t messages, int32_t *commits, int32_t *journals)
{
    char message;
    bool killed = false;
    *commits = 0;
    *journals = 0;
    for (uint32_t i = 0; read(done, &message, 1) == 1; i++) {
        *commits += message == 'c' ? 1 : 0;
        *journals += message == 'j' ? 1 : 0;
        if (i >= messages && !killed) {
            assert_int_equal(kill(child, SIGKILL), 0);
            killed = true;
        }
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static bool count_one(void *context, const Fact *fact)
{
    int32_t *count = context;
    *count += fact->kind == FACT_SET ? 1 : 0;
    return true;
}

static void test_store_faults__killed_at_any_moment_at_most_one_is_missing(void **state)
{
    Place *place = *state;
    uint32_t seed = 9;
    int32_t before = 0;
    for (int round = 0; round < KILLS; round++) {
        int pipes[2];
        int32_t commits;
        int32_t journals;
        char *journal = NULL;
        assert_int_equal(pipe(pipes), 0);
        (void)fflush(NULL);
        const pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            (void)close(pipes[0]);
            write_until_killed(place, pipes[1], 100 * (uint32_t)round);
        }
        (void)close(pipes[1]);
        kill_after(pipes[0], child, kit_random(&seed) % 60, &commits, &journals);
        (void)close(pipes[0]);

        Store *store = open_store(place);
        assert_string_equal(place->opened.set_aside, "");
        const int32_t sessions = count_sessions(store);
        assert_in_range(sessions, before + commits, before + commits + 1);
        int32_t sets = 0;
        assert_int_equal(store_each(store, count_one, &sets, NULL), SF_OK);
        assert_int_equal(sets, sessions * SETS_EACH); /* whole transactions only */
        assert_int_equal(store_journal_get(store, &journal, NULL), SF_OK);
        const long written = strtol(strchr(journal, ':') + 1, NULL, 10);
        assert_in_range(written, journals, journals + 1);
        sf_free(journal);
        before = sessions;
        store_close(store);
    }
}

/* ---- no memory ------------------------------------------------------------------------------ */

/* Everything a session does. True once nothing failed; *committed says whether it counts. */
static bool use_the_log(Store *store, const Fact *session, bool *committed)
{
    History history = {0};
    char value[16];
    char *journal = NULL;
    const Fact set = kit_set(session, 900, "bridge/s1");
    const Fact pain = kit_pain(10, 901, SIDE_LEFT, 3);
    bool good = store_begin(store, NULL) == SF_OK;
    good = good && store_add(store, session, NULL) == SF_OK;
    good = good && store_add(store, &set, NULL) == SF_OK;
    good = good && store_add(store, &pain, NULL) == SF_OK;
    good = store_commit(store, NULL, NULL) == SF_OK && good;
    *committed = good;
    good = good && store_journal_put(store, "{\"key\":\"a\"}", NULL) == SF_OK &&
           store_journal_get(store, &journal, NULL) == SF_OK &&
           store_journal_clear(store, NULL) == SF_OK &&
           store_setting_put(store, "theme", "dark", NULL) == SF_OK &&
           store_setting_get(store, "theme", value, sizeof(value)) == SF_OK &&
           store_program_put(store, "aa", "p", "{}", 2, NULL) == SF_OK &&
           store_each_program(store, see_nothing, NULL, NULL) == SF_OK &&
           store_each_set(store, session->id, go_on, NULL, NULL) == SF_OK &&
           store_each(store, go_on, NULL, NULL) == SF_OK &&
           store_history(store, &history, NULL) == SF_OK;
    sf_free(journal);
    history_deinit(&history);
    return good;
}

static void add_base(Store *store)
{
    const Fact first = kit_session(0, 1, "strength");
    const Fact status = kit_status(1, STATUS_SICK, 2);
    const Fact follow = kit_follow(0, "runners-knee", true);
    Fact corrected = kit_session(0, 2, "minimum");
    corrected.supersedes = first.id;
    add(store, &first);
    add(store, &corrected);
    add(store, &status);
    add(store, &follow);
}

/* In memory: the store that ran out is itself used on, and has to be as if nothing had been. */
static void test_store_faults__without_memory_nothing_breaks(void **state)
{
    Place *place = *state;
    bool done = false;
    place->options.path = NULL;
    const Fact session = kit_session(10, 1, "strength");
    const Fact next = kit_session(11, 1, "strength");
    for (int64_t n = 0; !done; n++) {
        bool committed = false;
        bool has = false;
        Store *store = open_store(place);
        add_base(store);
        sf_alloc_fail_after(n);
        done = use_the_log(store, &session, &committed);
        sf_alloc_fail_after(-1);
        assert_int_equal(store_has(store, session.id, &has, NULL), SF_OK);
        assert_int_equal(has, committed);
        add(store, &next);
        assert_int_equal(count_sessions(store), committed ? 3 : 2);
        store_close(store);
        assert_true(n < 10000);
    }
}

static void test_store_faults__without_memory_a_log_stays_whole(void **state)
{
    Place *place = *state;
    bool done = false;
    int32_t expected = 5;
    fill(place, 4);
    Store *store = open_store(place);
    add_base(store);
    store_close(store);
    for (uint32_t n = 0; !done; n += 41) {
        const Fact session = kit_session(10, n, "strength");
        bool committed = false;
        bool has = false;
        store = NULL;
        sf_alloc_fail_after((int64_t)n);
        done = try_open(place, &store) == SF_OK && use_the_log(store, &session, &committed);
        store_close(store);
        sf_alloc_fail_after(-1);
        store = open_store(place);
        assert_string_equal(place->opened.set_aside, "");
        assert_false(place->opened.created);
        assert_int_equal(store_has(store, session.id, &has, NULL), SF_OK);
        assert_int_equal(has, committed);
        expected += committed ? 1 : 0;
        store_close(store);
    }
    store = open_store(place);
    assert_int_equal(count_sessions(store), expected - 1);
    store_close(store);
}

static void test_store_faults__without_memory_a_new_log_is_none_or_whole(void **state)
{
    Place *place = *state;
    bool done = false;
    for (int64_t n = 0; !done; n += n < 60 ? 1 : 13) {
        Store *store = NULL;
        char found[KIT_PATH_BYTES];
        sf_alloc_fail_after(n);
        const SfError code = try_open(place, &store);
        sf_alloc_fail_after(-1);
        assert_true(code == SF_OK || code == SF_E_NOMEM);
        done = code == SF_OK;
        store_close(store);
        store = open_store(place);
        assert_int_equal(count_sessions(store), 0);
        store_close(store);
        assert_false(kit_find(found, place->folder, "damaged"));
        kit_remove(place->folder);
        assert_int_equal(mkdir(place->folder, 0700), 0);
    }
}

static void test_store_faults__without_memory_erasing_and_migrating_are_whole(void **state)
{
    Place *place = *state;
    const char *const steps[] = {store__plan()->steps[0], to_2};
    fill(place, 6);
    bool done = false;
    for (int64_t n = 0; !done; n += 11) {
        Store *store = NULL;
        sf_alloc_fail_after(n);
        done = open_with(place, &store, steps, 2) == SF_OK;
        sf_alloc_fail_after(-1);
        store_close(store);
    }
    patch(place->path, 60, "\0\0\0\1", 4);
    done = false;
    for (int64_t n = 0; !done; n += 11) {
        Store *store = open_store(place);
        sf_alloc_fail_after(n);
        done = store_erase(store, NULL) == SF_OK;
        sf_alloc_fail_after(-1);
        const int32_t left = count_sessions(store);
        assert_true(left == 0 || (left == 6 && !done));
        store_close(store);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_store_faults__##name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_newer_log_is_refused_untouched),
        TEST(a_newer_version_in_the_write_ahead_log_counts),
        TEST(a_database_of_another_program_is_refused),
        TEST(what_is_no_database_is_set_aside),
        TEST(a_truncated_log_is_set_aside),
        TEST(a_header_without_its_tables_is_set_aside),
        TEST(an_emptied_log_is_set_aside_with_what_it_had_ahead),
        TEST(what_cannot_be_set_aside_stays_whole),
        TEST(no_free_name_is_told),
        TEST(a_copy_that_cannot_be_erased_is_told),
        TEST(a_damaged_page_is_told_and_then_set_aside),
        TEST(after_a_crash_the_pages_are_looked_at),
        TEST(a_value_that_cannot_be_is_damage),
        TEST(a_correction_with_half_an_id_is_damage),
        TEST(a_migration_backs_up_first),
        TEST(a_log_of_version_0_becomes_one_of_version_1),
        TEST(a_migration_that_fails_keeps_everything),
        TEST(a_full_disk_is_told_and_nothing_is_lost),
        TEST(a_write_the_system_cuts_short_loses_nothing),
        TEST(no_room_for_a_new_log_is_told),
        TEST(without_room_for_a_backup_nothing_is_migrated),
        TEST(what_cannot_be_written_can_be_read),
        TEST(unwritable_and_not_closed_is_told),
        TEST(impossible_paths_are_told),
        TEST(a_log_in_use_is_told),
        TEST(killed_at_any_moment_at_most_one_is_missing),
        TEST(without_memory_nothing_breaks),
        TEST(without_memory_a_log_stays_whole),
        TEST(without_memory_a_new_log_is_none_or_whole),
        TEST(without_memory_erasing_and_migrating_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
