/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store_kit.h"

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
    assert_int_equal(store_kit_try_open(place, &store), expected);
    assert_null(store);
    assert_int_equal(stat(place->path, &after), 0);
    assert_int_equal(after.st_mtim.tv_sec, before.st_mtim.tv_sec);
    assert_int_equal(after.st_ino, before.st_ino);
    store_kit_assert_same_bytes(place->path, bytes, size);
    assert_false(kit_find(found, place->folder, "damaged"));
    sf_free(bytes);
}

static void test_store_faults__a_newer_log_is_refused_untouched(void **state)
{
    Place *place = *state;
    char found[KIT_PATH_BYTES];
    store_kit_fill(place, 3);
    store_kit_patch(place->path, 60, "\0\0\0\7", 4);
    assert_refused_untouched(place, SF_E_NEWER);
    assert_non_null(strstr(place->err.text, "version 7"));
    assert_non_null(strstr(place->err.text, "up to 2"));
    assert_non_null(strstr(place->err.text, place->path));
    assert_false(kit_find(found, place->folder, "-wal"));
    assert_false(kit_find(found, place->folder, "-shm"));
}

static void test_store_faults__a_newer_version_in_the_write_ahead_log_counts(void **state)
{
    Place *place = *state;
    char wal[KIT_PATH_BYTES];
    char *bytes;
    store_kit_fill(place, 1);
    store_kit_leave_unclean(place, "PRAGMA user_version = 3");
    kit_join(wal, place->folder, "surefoot.db-wal");
    const size_t size = kit_read(wal, &bytes);
    assert_true(size > 0);
    assert_refused_untouched(place, SF_E_NEWER);
    store_kit_assert_same_bytes(wal, bytes, size);
    sf_free(bytes);
}

static void test_store_faults__a_database_of_another_program_is_refused(void **state)
{
    Place *place = *state;
    store_kit_fill(place, 1);
    store_kit_patch(place->path, 68, "GPKG", 4);
    assert_refused_untouched(place, SF_E_INPUT);
    assert_non_null(strstr(place->err.text, "another program"));
    store_kit_patch(place->path, 60, "\0\0\0\0", 4); /* unmarked, and yet with tables */
    store_kit_patch(place->path, 68, "\0\0\0\0", 4);
    assert_refused_untouched(place, SF_E_INPUT);
}

/* ---- damage --------------------------------------------------------------------------------- */

static void assert_set_aside(Place *place, const char *bytes, size_t size)
{
    char *now;
    Store *store = store_kit_open_store(place);
    assert_true(place->opened.created);
    assert_non_null(strstr(place->opened.set_aside, "/surefoot-damaged-2026-11-21T073000"));
    const size_t kept = kit_read(place->opened.set_aside, &now);
    assert_int_equal(kept, size);
    assert_memory_equal(now, bytes, size);
    sf_free(now);
    assert_int_equal(store_kit_count_sessions(store), 0);
    const Fact fact = kit_session(0, 1, "strength");
    store_kit_add(store, &fact);
    store_close(store);
    store = store_kit_open_store(place);
    assert_string_equal(place->opened.set_aside, "");
    assert_int_equal(store_kit_count_sessions(store), 1);
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
    store_kit_fill(place, 400);
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
    Store *store = store_kit_open_store(place);
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
    store_kit_fill(place, 1);
    store_kit_leave_unclean(place, "INSERT INTO setting VALUES ('theme', 'dark')");
    kit_join(wal, place->folder, "surefoot.db-wal");
    const size_t size = kit_read(wal, &bytes);
    kit_write(place->path, "", 0);
    assert_set_aside(place, "", 0);
    Store *store = store_kit_open_store(place);
    store_close(store);
    char found[KIT_PATH_BYTES];
    assert_true(kit_find(found, place->folder, ".db-wal"));
    (void)sf_format(moved, sizeof(moved), "%s", found);
    assert_non_null(strstr(moved, "damaged-2026-11-21T073000.db-wal"));
    store_kit_assert_same_bytes(moved, bytes, size);
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
    store_kit_fill(place, 3);
    store_kit_leave_unclean(place, "INSERT INTO setting VALUES ('theme', 'dark')");
    store_kit_patch(place->path, 0, "not a database at all", 21);
    const size_t size = kit_read(place->path, &before);
    kit_join(blocked, place->folder, "surefoot-damaged-2026-11-21T073000.db-shm");
    assert_int_equal(mkdir(blocked, 0700), 0); /* a part finds its new name taken */
    assert_int_equal(store_kit_try_open(place, &store), SF_E_IO);
    assert_null(store);
    assert_non_null(strstr(place->err.text, "cannot be set aside"));
    assert_string_equal(place->opened.set_aside, "");
    assert_int_equal(kit_read(place->path, &after), size);
    assert_memory_equal(after, before, size);
    assert_true(kit_find(found, place->folder, "surefoot.db-wal"));
    assert_int_equal(rmdir(blocked), 0);
    sf_free(before);
    sf_free(after);
    store = store_kit_open_store(place);
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
    assert_int_equal(store_kit_try_open(place, &store), SF_E_IO);
    assert_non_null(strstr(place->err.text, "no free name"));
    store_kit_assert_same_bytes(place->path, "damaged", 7);
    store_kit_assert_same_bytes(taken, "old", 3);
}

static void test_store_faults__a_copy_that_cannot_be_erased_is_told(void **state)
{
    Place *place = *state;
    char copy[KIT_PATH_BYTES];
    store_kit_fill(place, 3);
    kit_join(copy, place->folder, "surefoot-backup-v0-2026-01-01T080000.db");
    assert_int_equal(mkdir(copy, 0700), 0);
    Store *store = store_kit_open_store(place);
    assert_int_equal(store_erase(store, &place->err), SF_E_IO);
    assert_non_null(strstr(place->err.text, "surefoot-backup-v0"));
    assert_int_equal(store_kit_count_sessions(store), 0);
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
    store_kit_patch(place->path, at, junk, sizeof(junk));
}

static void test_store_faults__a_damaged_page_is_told_and_then_set_aside(void **state)
{
    Place *place = *state;
    char *bytes;
    History history;
    store_kit_fill(place, 400);
    spoil_sessions(place);
    Store *store = store_kit_open_store(place);
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
    store_kit_fill(place, 400);
    store_kit_leave_unclean(place, "INSERT INTO setting VALUES ('theme', 'dark')");
    Store *store = store_kit_open_store(place); /* unclean and whole: kept */
    assert_string_equal(place->opened.set_aside, "");
    assert_int_equal(store_kit_count_sessions(store), 400);
    store_close(store);
    store_kit_leave_unclean(place, "INSERT INTO setting VALUES ('text', 'large')");
    spoil_sessions(place);
    store = store_kit_open_store(place);
    assert_string_not_equal(place->opened.set_aside, "");
    assert_int_equal(store_kit_count_sessions(store), 0);
    store_close(store);
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
    Store *store = store_kit_open_store(place);
    const Fact session = kit_session(0, 1, "strength");
    const Fact facts[] = {session, kit_set(&session, 1, "a/s1"), kit_pain(0, 1, SIDE_LEFT, 2),
                          kit_status(0, STATUS_SICK, 2)};
    for (size_t i = 0; i < SF_COUNT(facts); i++) {
        store_kit_add(store, &facts[i]);
    }
    assert_int_equal(store_each(store, store_kit_go_on, NULL, NULL), SF_OK);
    for (size_t i = 0; i < SF_COUNT(spoilers); i++) {
        History history;
        assert_int_equal(store_begin(store, NULL), SF_OK);
        assert_int_equal(store__exec(store, spoilers[i], "test", NULL), SF_OK);
        SfError code = store_history(store, &history, &place->err);
        history_deinit(&history);
        if (code == SF_OK) {
            code = store_each(store, store_kit_go_on, NULL, &place->err);
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
    Store *store = store_kit_open_store(place);
    const Fact session = kit_session(0, 1, "strength");
    const Fact deletion = kit_tombstone(&session, 1, 1);
    store_kit_add(store, &session);
    store_kit_add(store, &deletion);
    assert_int_equal(store__exec(store,
                                 "PRAGMA ignore_check_constraints = ON;"
                                 "UPDATE record SET supersedes = x'00' WHERE tombstone",
                                 "test", NULL),
                     SF_OK);
    assert_int_equal(store_history(store, &history, &place->err), SF_E_CORRUPT);
    assert_int_equal(store_each_set(store, session.id, store_kit_go_on, NULL, &place->err),
                     SF_E_CORRUPT);
    store_close(store);
}

/* ---- migrations ----------------------------------------------------------------------------- */

static const char bad_step[] = "CREATE TABLE extra (x); DELETE FROM fact_session;"
                               "SELECT * FROM nowhere;";

static void test_store_faults__a_migration_backs_up_first(void **state)
{
    Place *place = *state;
    const char *const steps[] = {store__plan()->steps[0], store__plan()->steps[1],
                                 STORE_KIT_TO_NEXT};
    Store *store = NULL;
    char backup[STORE_PATH_BYTES];
    store_kit_fill(place, 5);
    if (store_kit_open_with(place, &store, steps, 3) != SF_OK) {
        fail_msg("%s", place->err.text);
    }
    assert_true(place->opened.migrated);
    assert_false(place->opened.created);
    assert_non_null(strstr(place->opened.backup, "/surefoot-backup-v2-2026-11-21T073000.db"));
    assert_int_equal(store_kit_count_sessions(store), 5);
    assert_int_equal(store__exec(store, "SELECT word FROM fact_pain", "test", NULL), SF_OK);
    memcpy(backup, place->opened.backup, sizeof(backup));
    store_close(store);
    assert_int_equal(store_kit_try_open(place, &store), SF_E_NEWER); /* for the version before */
    assert_int_equal(store_kit_open_with(place, &store, steps, 3), SF_OK);
    assert_false(place->opened.migrated);
    store_close(store);
    place->options.path = backup; /* as good as the old file was */
    store = store_kit_open_store(place);
    assert_false(place->opened.migrated);
    assert_int_equal(store_kit_count_sessions(store), 5);
    store_close(store);
}

static void test_store_faults__a_log_of_version_0_becomes_one_of_ours(void **state)
{
    Place *place = *state;
    static const char *const draft[] = {NULL};
    Store *store = NULL;
    char *bytes;
    assert_int_equal(store_kit_open_with(place, &store, draft, 0),
                     SF_E_CORRUPT); /* no tables at all */
    assert_int_equal(store_kit_open_with(place, &store, draft, 0), SF_E_CORRUPT);
    kit_remove(place->folder);
    assert_int_equal(mkdir(place->folder, 0700), 0);
    store_kit_fill(place, 1);
    store = store_kit_open_store(place);
    assert_int_equal(store__exec(store,
                                 "CREATE TABLE draft (x); INSERT INTO draft VALUES ('kept');"
                                 "DROP TABLE fact_session; DROP TABLE fact_set; DROP TABLE"
                                 " fact_pain; DROP TABLE fact_status; DROP TABLE fact_follow;"
                                 "DROP TABLE fact_answer; DROP TABLE fact_try;"
                                 "DROP TABLE fact_squat; DROP TABLE record; DROP TABLE meta;"
                                 "DROP TABLE setting; DROP TABLE journal; DROP TABLE program;"
                                 "PRAGMA user_version = 0",
                                 "test", NULL),
                     SF_OK);
    store_close(store);
    store = store_kit_open_store(place);
    assert_true(place->opened.migrated);
    assert_non_null(strstr(place->opened.backup, "-backup-v0-2026-11-21T073000.db"));
    assert_true(kit_read(place->opened.backup, &bytes) > 0);
    assert_memory_equal(bytes + 60, "\0\0\0\0", 4);
    sf_free(bytes);
    assert_int_equal(store__exec(store, "SELECT x FROM draft", "test", NULL), SF_OK);
    const Fact fact = kit_session(0, 1, "strength");
    store_kit_add(store, &fact);
    store_close(store);
}

static void test_store_faults__a_migration_that_fails_keeps_everything(void **state)
{
    Place *place = *state;
    const char *const steps[] = {store__plan()->steps[0], store__plan()->steps[1],
                                 STORE_KIT_TO_NEXT, bad_step};
    Store *store = NULL;
    History history;
    char found[KIT_PATH_BYTES];
    store_kit_fill(place, 5);
    assert_int_equal(store_kit_open_with(place, &store, steps, 4), SF_E_IO);
    assert_null(store);
    assert_non_null(strstr(place->err.text, "kept as it was"));
    assert_string_equal(place->opened.backup, "");
    assert_false(kit_find(found, place->folder, "backup")); /* or every start would leave one */
    store =
        store_kit_open_store(place); /* still of our version, and not even the good step was kept */
    assert_string_equal(place->opened.set_aside, "");
    assert_int_equal(store_history(store, &history, NULL), SF_OK);
    assert_int_equal(history.session_count, 5);
    history_deinit(&history);
    assert_int_not_equal(store__exec(store, "SELECT word FROM fact_pain", "test", NULL), SF_OK);
    assert_int_not_equal(store__exec(store, "SELECT x FROM extra", "test", NULL), SF_OK);
    store_close(store);
}

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(test_store_faults__##name, store_kit_set_up,                   \
                                    store_kit_tear_down)

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
        TEST(a_log_of_version_0_becomes_one_of_ours),
        TEST(a_migration_that_fails_keeps_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
