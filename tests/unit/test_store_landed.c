/* SPDX-License-Identifier: MIT */
/*
 * The logs of every version that has landed, written by the program of that time with sessions,
 * sets, pains, answers, corrections and deletions: tests/corpus/logs/vN.db, and beside it the
 * export that it wrote of it then. A new version adds its own.
 */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>
#include <sys/stat.h>

#include "binary_kit.h"
#include "store_kit.h"

static const char logs[] = SUREFOOT_SOURCE_DIR "/tests/corpus/logs";

static void copy_log(const Place *place, int version, char export_path[KIT_PATH_BYTES])
{
    char from[KIT_PATH_BYTES];
    char *bytes;
    (void)sf_format(from, sizeof(from), "%s/v%d.db", logs, version);
    (void)sf_format(export_path, KIT_PATH_BYTES, "%s/v%d.json", logs, version);
    const size_t size = kit_read(from, &bytes);
    kit_write(place->path, bytes, size);
    sf_free(bytes);
}

/* Behind the lines that name version, time and device. */
static const char *records_of(const char *export)
{
    const char *records = strstr(export, "\"programs\":");
    assert_non_null(records);
    return records;
}

static void assert_same_export(const Place *place, const char *export_path)
{
    int code;
    char *then;
    (void)kit_read(export_path, &then);
    char *now = kit_run(&code, "export - --data '%s'", place->folder);
    assert_int_equal(code, 0);
    assert_string_equal(records_of(now), records_of(then));
    sf_free(now);
    sf_free(then);
}

static char *status_of(const char *folder, const char *day)
{
    int code;
    char *text =
        kit_run(&code, "status --json --on %s --now %sT20:00+01:00 --data '%s'", day, day, folder);
    assert_int_equal(code, 0);
    return text;
}

/* Whatever is worked out of it is the same as of its records in a log of today. */
static void assert_folds_equal(const Place *place, const char *export_path)
{
    static const char *const days[] = {"2026-11-04", "2026-11-14", "2026-11-21"};
    char fresh[KIT_PATH_BYTES];
    int code;
    kit_folder(fresh);
    char *said = kit_run(&code, "import '%s' --data '%s'", export_path, fresh);
    assert_int_equal(code, 0);
    sf_free(said);
    for (size_t i = 0; i < SF_COUNT(days); i++) {
        char *old_log = status_of(place->folder, days[i]);
        char *new_log = status_of(fresh, days[i]);
        assert_string_equal(old_log, new_log);
        sf_free(old_log);
        sf_free(new_log);
    }
    kit_remove_data(fresh);
}

static void test_store_landed__each_version_is_upgraded_and_folds_equal(void **state)
{
    Place *place = *state;
    for (int version = 1; version <= STORE_VERSION; version++) {
        char export_path[KIT_PATH_BYTES];
        char *before;
        char *backup;
        copy_log(place, version, export_path);
        const size_t size = kit_read(place->path, &before);
        Store *store = store_kit_open_store(place);
        assert_int_equal(place->opened.migrated, version < STORE_VERSION);
        assert_string_equal(place->opened.set_aside, "");
        assert_int_equal(store_each(store, store_kit_go_on, NULL, NULL), SF_OK);
        assert_int_equal(store_take_damaged(store), 0);
        store_close(store);
        if (version < STORE_VERSION) {
            assert_int_equal(kit_read(place->opened.backup, &backup), size);
            sf_free(backup);
        }
        assert_same_export(place, export_path);
        assert_folds_equal(place, export_path);
        sf_free(before);
        kit_remove_data(place->folder);
        assert_int_equal(mkdir(place->folder, 0700), 0);
    }
}

/* Without its trees: what a page says counts, however old the table is. */
static void test_store_landed__each_version_is_saved_when_it_is_damaged(void **state)
{
    Place *place = *state;
    for (int version = 1; version <= STORE_VERSION; version++) {
        char export_path[KIT_PATH_BYTES];
        copy_log(place, version, export_path);
        store_kit_patch(place->path, 0, "no database", 11);
        Store *store = store_kit_open_store(place);
        assert_string_not_equal(place->opened.set_aside, "");
        assert_int_equal(place->opened.lost, 0);
        store_close(store);
        assert_same_export(place, export_path);
        kit_remove_data(place->folder);
        assert_int_equal(mkdir(place->folder, 0700), 0);
    }
}

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(test_store_landed__##name, store_kit_set_up,                   \
                                    store_kit_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_version_is_upgraded_and_folds_equal),
        TEST(each_version_is_saved_when_it_is_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
