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
#include "surefoot/fact_fields.h"

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

/* The old file is kept as it was under its new name; `saved` sessions of it are in the new one. */
static void assert_set_aside(Place *place, const char *bytes, size_t size, int32_t saved)
{
    char *now;
    Store *store = store_kit_open_store(place);
    assert_int_equal(place->opened.created, saved == 0);
    assert_int_equal(place->opened.saved, saved);
    assert_non_null(strstr(place->opened.set_aside, "/surefoot-damaged-2026-11-21T073000"));
    const size_t kept = kit_read(place->opened.set_aside, &now);
    assert_int_equal(kept, size);
    assert_memory_equal(now, bytes, size);
    sf_free(now);
    assert_int_equal(store_kit_count_sessions(store), saved);
    const Fact fact = kit_session(0, 900, "strength");
    store_kit_add(store, &fact);
    store_close(store);
    store = store_kit_open_store(place);
    assert_string_equal(place->opened.set_aside, "");
    assert_int_equal(store_kit_count_sessions(store), saved + 1);
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
        assert_set_aside(place, cases[i].bytes, cases[i].size, 0);
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
    assert_set_aside(place, bytes, 4096 * 2 + 100, 0);
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
    assert_set_aside(place, bytes, size, 0);
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
    assert_set_aside(place, "", 0, 0);
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

static void test_store_faults__a_damaged_page_costs_no_readable_record(void **state)
{
    Place *place = *state;
    char *bytes;
    store_kit_fill(place, 400);
    spoil_sessions(place); /* the top of the tree: every session is below it */
    const size_t size = kit_read(place->path, &bytes);
    assert_set_aside(place, bytes, size, 400);
    assert_int_equal(place->opened.lost, 0);
    sf_free(bytes);
}

static void test_store_faults__damage_met_while_open_is_mended_next_time(void **state)
{
    Place *place = *state;
    History history;
    char found[KIT_PATH_BYTES];
    store_kit_fill(place, 400);
    Store *store = store_kit_open_store(place);
    spoil_sessions(place);
    assert_int_equal(store__exec(store, "PRAGMA shrink_memory", "test", NULL), SF_OK);
    assert_int_equal(store_history(store, &history, &place->err), SF_E_CORRUPT);
    assert_null(history.sessions);
    assert_non_null(strstr(place->err.text, "damaged"));
    store_close(store);
    assert_true(kit_find(found, place->folder, "check.mark"));
    store = store_kit_open_store(place);
    assert_string_not_equal(place->opened.set_aside, "");
    assert_int_equal(place->opened.saved, 400);
    assert_int_equal(store_kit_count_sessions(store), 400);
    assert_false(kit_find(found, place->folder, "check.mark"));
    store_close(store);
}

static void test_store_faults__after_a_crash_the_pages_are_looked_at(void **state)
{
    Place *place = *state;
    char value[8];
    store_kit_fill(place, 400);
    store_kit_leave_unclean(place, "INSERT INTO setting VALUES ('theme', 'dark')");
    Store *store = store_kit_open_store(place); /* unclean and whole: kept */
    assert_string_equal(place->opened.set_aside, "");
    assert_int_equal(store_kit_count_sessions(store), 400);
    const Uuid device = store_device(store);
    store_close(store);
    store_kit_leave_unclean(place, "INSERT INTO setting VALUES ('text', 'large')");
    spoil_sessions(place);
    store = store_kit_open_store(place);
    assert_string_not_equal(place->opened.set_aside, "");
    assert_int_equal(store_kit_count_sessions(store), 400);
    /* The write-ahead log counts, and what is no fact comes along. */
    assert_int_equal(store_setting_get(store, "text", value, sizeof(value)), SF_OK);
    assert_string_equal(value, "large");
    assert_true(uuid_equal(store_device(store), device));
    store_close(store);
}

/* Copies the page of the file that holds `text` for the last time over the one that holds it first.
 */
static void repeat_a_page(const Place *place, const char *text)
{
    char *bytes;
    const size_t size = kit_read(place->path, &bytes);
    const size_t length = strlen(text);
    long first = -1;
    long last = -1;
    for (size_t page = 1; page < size / 4096; page++) {
        const char *at = bytes + page * 4096;
        for (size_t i = 0; at[0] == 0x0d && i + length < 4096; i++) {
            if (memcmp(at + i, text, length) == 0) {
                first = first < 0 ? (long)page : first;
                last = (long)page;
            }
        }
    }
    assert_true(first > 0 && last > first);
    store_kit_patch(place->path, first * 4096, bytes + last * 4096, 4096);
    sf_free(bytes);
}

static void test_store_faults__a_repeated_page_of_sessions_is_noticed(void **state)
{
    Place *place = *state;
    store_kit_fill(place, 400);
    repeat_a_page(place, "runners-knee");
    Store *store = store_kit_open_store(place);
    if (place->opened.set_aside[0] == '\0') { /* not in the slice of this hour: reading sees it */
        History history;
        assert_int_equal(store_history(store, &history, &place->err), SF_E_CORRUPT);
        store_close(store);
        store = store_kit_open_store(place);
    }
    assert_string_not_equal(place->opened.set_aside, "");
    assert_true(place->opened.lost > 0); /* the page that was written over is gone */
    assert_int_equal(place->opened.saved + place->opened.lost, 400);
    assert_int_equal(store_kit_count_sessions(store), place->opened.saved);
    store_close(store);
}

static void test_store_faults__a_repeated_page_of_sets_is_noticed_in_time(void **state)
{
    Place *place = *state;
    Store *store = store_kit_open_store(place);
    const Fact session = kit_session(0, 1, "strength");
    store_kit_add(store, &session);
    assert_int_equal(store_begin(store, NULL), SF_OK);
    for (uint32_t i = 0; i < 2000; i++) {
        const Fact set = kit_set(&session, 10 + i, "bridge/s1");
        assert_int_equal(store_add(store, &set, NULL), SF_OK);
    }
    assert_int_equal(store_commit(store, NULL, NULL), SF_OK);
    store_close(store);
    repeat_a_page(place, "bridge/s1");
    int hours = 0;
    for (; hours < 17 && place->opened.set_aside[0] == '\0'; hours++) {
        place->options.now.utc_ms += 3600000; /* each hour another slice */
        store_close(store_kit_open_store(place));
    }
    assert_string_not_equal(place->opened.set_aside, "");
    assert_true(place->opened.lost > 0 && place->opened.lost < 100);
    assert_int_equal(place->opened.saved + place->opened.lost, 2001);
}

/* ---- damaged records ------------------------------------------------------------------------ */

/* Writes what SQLite itself would refuse, as a bit that fell over would. */
#define BEHIND_ITS_BACK "PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON;"

static bool count_fact(void *context, const Fact *fact)
{
    SF_ASSERT(fact_check(fact, NULL) == SF_OK);
    *(int32_t *)context += 1;
    return true;
}

static bool
count_program(void *context, const char *hash, const char *id, const char *source, size_t size)
{
    SF_ASSERT(fact_text_valid(hash, strlen(hash)) && fact_text_valid(id, strlen(id)));
    SF_ASSERT(fact_text_valid(source, size));
    *(int32_t *)context += 1;
    return true;
}

typedef struct Reading {
    int32_t rows; /* of the history */
    int32_t facts;
    int32_t programs;
    int32_t damaged_rows;
    int32_t damaged_facts;
} Reading;

static Reading read_everything(Place *place, Store *store)
{
    Reading reading = {0};
    History history;
    (void)store_take_damaged(store);
    if (store_history(store, &history, &place->err) != SF_OK) {
        fail_msg("%s", place->err.text);
    }
    reading.rows = history.session_count + history.pain_count + history.status_count +
                   history.follow_count + history.try_count + history.squat_count;
    history_deinit(&history);
    reading.damaged_rows = store_take_damaged(store);
    assert_int_equal(store_each(store, count_fact, &reading.facts, &place->err), SF_OK);
    assert_int_equal(store_each_program(store, count_program, &reading.programs, NULL), SF_OK);
    reading.damaged_facts = store_take_damaged(store);
    return reading;
}

static void test_store_faults__a_damaged_record_is_left_out_and_counted(void **state)
{
    Place *place = *state;
    static const char *const spoilers[] = {
        "UPDATE fact_session SET \"end\" = 9",
        "UPDATE fact_session SET first_side = -1",
        "UPDATE fact_session SET program = printf('%100d', 1)",
        "UPDATE fact_session SET program = CAST(x'6100' AS TEXT)",
        "UPDATE fact_session SET program = CAST(x'ff' AS TEXT)",
        "UPDATE fact_session SET sets_done = 9223372036854775807",
        "UPDATE fact_session SET work_ms = 4294967296",
        "UPDATE fact_session SET offset_min = 2147483647",
        "UPDATE fact_session SET mode = 44",
        "UPDATE fact_session SET utc_ms = 9223372036854775807",
        "UPDATE fact_session SET day = -2147483648",
        "UPDATE fact_session SET uuid = x'00'",
        "UPDATE fact_session SET note = CAST(x'ff' AS TEXT)",
        "UPDATE fact_session SET note = CAST(x'610062' AS TEXT)",
        "UPDATE fact_pain SET knee = 99",
        "UPDATE fact_pain SET level = 99",
        "UPDATE fact_pain SET utc_ms = -9223372036854775808",
        "UPDATE fact_status SET status = 3",
        "UPDATE fact_status SET \"from\" = 2147483647, \"to\" = 2147483647",
        "UPDATE fact_status SET \"to\" = \"from\" - 1",
        "UPDATE fact_set SET \"key\" = ''",
        "UPDATE fact_set SET session = x'0102'",
        "UPDATE fact_set SET reps = 2147483648",
        "UPDATE fact_follow SET program = CAST(x'c0af' AS TEXT)",
        "UPDATE fact_try SET leg = 0",
        "UPDATE fact_try SET time_ms = cap_ms + 1",
        "UPDATE fact_squat SET steady = 2147483647",
        "UPDATE record SET kind = 70 WHERE kind = 3",
        "UPDATE record SET day = 99999999 WHERE kind = 3",
        "UPDATE record SET utc_ms = 9223372036854775807 WHERE kind = 3",
        "UPDATE record SET offset_min = 2147483648 WHERE kind = 3",
        "UPDATE record SET tombstone = 7 WHERE kind = 3",
        "UPDATE record SET device = x'00' WHERE kind = 3",
        "UPDATE record SET uuid = x'00' WHERE kind = 3 AND tombstone = 0",
        "UPDATE record SET day = 2147483647 WHERE tombstone = 1",
        "DELETE FROM fact_pain",
        "UPDATE program SET source = CAST(x'7bff7d' AS TEXT)",
        "UPDATE program SET hash = CAST(x'00' AS TEXT)",
    };
    Store *store = store_kit_open_store(place);
    const Fact session = kit_session(0, 1, "strength");
    const Fact deleted = kit_pain(0, 7, SIDE_RIGHT, 3);
    const Fact facts[] = {session,
                          kit_set(&session, 1, "a/s1"),
                          kit_pain(0, 1, SIDE_LEFT, 2),
                          kit_status(0, STATUS_SICK, 2),
                          kit_follow(0, "runners-knee", true),
                          kit_try(0, 5, SIDE_LEFT, 12000),
                          kit_squat(0, 6, SIDE_LEFT, 4),
                          kit_answer(0, "flag.swelling", false),
                          kit_tombstone(&deleted, 1, 1)};
    store_kit_add_all(store, facts, SF_COUNT(facts));
    assert_int_equal(store_program_put(store, "aa", "p", "{}", 2, NULL), SF_OK);
    const Reading whole = read_everything(place, store);
    assert_int_equal(whole.facts, SF_COUNT(facts));
    assert_int_equal(whole.damaged_rows + whole.damaged_facts, 0);
    for (size_t i = 0; i < SF_COUNT(spoilers); i++) {
        assert_int_equal(store_begin(store, NULL), SF_OK);
        assert_int_equal(store__exec(store, BEHIND_ITS_BACK, "test", NULL), SF_OK);
        if (store__exec(store, spoilers[i], "test", &place->err) != SF_OK) {
            fail_msg("%s: %s", spoilers[i], place->err.text);
        }
        const Reading left = read_everything(place, store);
        if (left.damaged_rows + left.damaged_facts == 0) {
            fail_msg("%s: not counted", spoilers[i]);
        }
        const int32_t gone = strstr(spoilers[i], "DELETE") != NULL ? 1 : 0; /* no row to be met */
        assert_int_equal(left.rows + left.damaged_rows + gone, whole.rows);
        assert_int_equal(left.facts + left.programs + left.damaged_facts,
                         whole.facts + whole.programs);
        store_rollback(store);
    }
    store_close(store);
}

/* Blobs, texts and nothing in place of numbers: an older table without strict types holds them. */
static void test_store_faults__a_value_of_another_type_is_left_out(void **state)
{
    Place *place = *state;
    static const struct {
        const char *value;
        int32_t damaged; /* 0: the history may take it for the number it looks like */
    } values[] = {{"NULL", 1},  {"x'00'", 1}, {"x'32'", 0}, {"'2'", 0},
                  {"'two'", 1}, {"2.5", 0},   {"1e300", 1}};
    for (size_t i = 0; i < SF_COUNT(values); i++) {
        char sql[512];
        Store *store = store_kit_open_store(place);
        const Fact facts[] = {kit_pain(0, 10 + (uint32_t)i, SIDE_LEFT, 2),
                              kit_pain(1, 30 + (uint32_t)i, SIDE_LEFT, 3)};
        store_kit_add_all(store, facts, SF_COUNT(facts));
        (void)sf_format(sql, sizeof(sql),
                        "CREATE TABLE loose AS SELECT * FROM fact_pain; DROP TABLE fact_pain;"
                        "CREATE TABLE fact_pain (seq INTEGER PRIMARY KEY, session, knee, zone,"
                        " moment, level, uuid, day, utc_ms); INSERT INTO fact_pain SELECT * FROM"
                        " loose; DROP TABLE loose; UPDATE fact_pain SET level = %s WHERE level = 2",
                        values[i].value);
        assert_int_equal(store__exec(store, sql, "test", &place->err), SF_OK);
        const Reading left = read_everything(place, store);
        assert_int_equal(left.damaged_rows, values[i].damaged);
        assert_int_equal(left.rows, 2 - values[i].damaged);
        assert_int_equal(left.damaged_facts, 1); /* an export is exact */
        assert_int_equal(left.facts, 1);
        store_close(store);
        kit_remove(place->folder);
        assert_int_equal(mkdir(place->folder, 0700), 0);
    }
}

static void test_store_faults__a_correction_with_half_an_id_is_left_out(void **state)
{
    Place *place = *state;
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
    const Reading left = read_everything(place, store);
    assert_int_equal(left.damaged_rows, 1);
    assert_int_equal(left.damaged_facts, 1);
    assert_int_equal(left.rows, 1);
    assert_int_equal(store_each_set(store, session.id, store_kit_go_on, NULL, &place->err), SF_OK);
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
        TEST(a_damaged_page_costs_no_readable_record),
        TEST(damage_met_while_open_is_mended_next_time),
        TEST(after_a_crash_the_pages_are_looked_at),
        TEST(a_repeated_page_of_sessions_is_noticed),
        TEST(a_repeated_page_of_sets_is_noticed_in_time),
        TEST(a_damaged_record_is_left_out_and_counted),
        TEST(a_value_of_another_type_is_left_out),
        TEST(a_correction_with_half_an_id_is_left_out),
        TEST(a_migration_backs_up_first),
        TEST(a_log_of_version_0_becomes_one_of_ours),
        TEST(a_migration_that_fails_keeps_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
