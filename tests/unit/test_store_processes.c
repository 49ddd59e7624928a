/* SPDX-License-Identifier: MIT */
/* Several of the real program at once: first starts, upgrades, a damaged log. All of them save. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "binary_kit.h"
#include "store_kit.h"

enum { PROCESSES = 8, ROUNDS = 3, OLD_PAINS = 29 };

static void all_at_once(const Place *place)
{
    pid_t processes[PROCESSES];
    int go[2];
    assert_int_equal(pipe(go), 0);
    for (int i = 0; i < PROCESSES; i++) {
        char words[KIT_PATH_BYTES + 128];
        (void)sf_format(words, sizeof(words), "log pain --knee left --level %d --data '%s' %d>&-",
                        i + 1, place->folder, go[1]);
        processes[i] = kit_begin(go[0], words);
    }
    (void)close(go[0]);
    assert_int_equal(write(go[1], "12345678", PROCESSES), PROCESSES);
    (void)close(go[1]);
    for (int i = 0; i < PROCESSES; i++) {
        assert_int_equal(kit_end(processes[i]), 0);
    }
}

static int count_files(const char *folder, const char *part)
{
    int count = 0;
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    const struct dirent *entry;
    while ((entry = readdir(entries)) != NULL) {
        count += strstr(entry->d_name, part) != NULL ? 1 : 0;
    }
    (void)closedir(entries);
    return count;
}

/* Every level from 1 to 8 that was logged now is there once. */
static void assert_all_saved(Place *place, int32_t before)
{
    History history;
    int32_t seen[PROCESSES + 1] = {0};
    Store *store = store_kit_open_store(place);
    assert_int_equal(store_history(store, &history, &place->err), SF_OK);
    assert_int_equal(history.pain_count, before + PROCESSES);
    for (int32_t i = history.pain_count - PROCESSES; i < history.pain_count; i++) {
        seen[history.pains[i].level]++;
    }
    for (int i = 1; i <= PROCESSES; i++) {
        assert_int_equal(seen[i], 1);
    }
    history_deinit(&history);
    store_close(store);
}

static void start_over(Place *place)
{
    kit_remove_data(place->folder);
    assert_int_equal(mkdir(place->folder, 0700), 0);
}

static void test_store_processes__first_starts_all_save(void **state)
{
    Place *place = *state;
    for (int round = 0; round < ROUNDS; round++) {
        all_at_once(place);
        assert_int_equal(count_files(place->folder, "surefoot"), 1);
        assert_all_saved(place, 0);
        start_over(place);
    }
}

static void put_old_log(const Place *place)
{
    char *bytes;
    const size_t size = kit_read(SUREFOOT_SOURCE_DIR "/tests/corpus/logs/v1.db", &bytes);
    kit_write(place->path, bytes, size);
    sf_free(bytes);
}

static void test_store_processes__upgrades_all_save_and_one_backup_stays(void **state)
{
    Place *place = *state;
    char backup[KIT_PATH_BYTES];
    for (int round = 0; round < ROUNDS; round++) {
        put_old_log(place);
        all_at_once(place);
        assert_int_equal(count_files(place->folder, "backup"), 1);
        assert_int_equal(count_files(place->folder, ".part"), 0);
        assert_true(kit_find(backup, place->folder, "-backup-v1-"));
        assert_all_saved(place, OLD_PAINS);
        start_over(place);
    }
}

static void test_store_processes__a_damaged_log_is_mended_once(void **state)
{
    Place *place = *state;
    put_old_log(place);
    store_kit_patch(place->path, 0, "no database", 11);
    all_at_once(place);
    assert_int_equal(count_files(place->folder, "-damaged-"), 1);
    assert_int_equal(count_files(place->folder, "-salvage"), 0);
    assert_all_saved(place, OLD_PAINS);
    start_over(place);
}

/* ---- what reading and starting leave behind -------------------------------------------------- */

static void test_store_processes__reading_makes_nothing(void **state)
{
    Place *place = *state;
    char none[KIT_PATH_BYTES];
    int code;
    kit_join(none, place->folder, "none");
    char *status = kit_run(&code, "status --data '%s'", none);
    assert_int_equal(code, 0);
    assert_non_null(strstr(status, "No program is followed yet"));
    sf_free(status);
    char *export = kit_run(&code, "export - --data '%s'", none);
    assert_int_equal(code, 0);
    assert_non_null(strstr(export, "\"facts\":[\n]"));
    sf_free(export);
    assert_int_not_equal(access(none, F_OK), 0);
}

static void test_store_processes__damage_is_told_and_blocks_nothing(void **state)
{
    Place *place = *state;
    int code;
    put_old_log(place);
    Store *store = store_kit_open_store(place);
    assert_int_equal(store__exec(store,
                                 "PRAGMA ignore_check_constraints = ON;"
                                 "UPDATE fact_pain SET level = 99 WHERE seq IN"
                                 " (SELECT seq FROM fact_pain ORDER BY seq LIMIT 2)",
                                 "test", NULL),
                     SF_OK);
    store_close(store);
    char *status = kit_run(&code, "status --data '%s'", place->folder);
    assert_int_equal(code, 0);
    assert_non_null(strstr(status, "2 damaged records were left out"));
    sf_free(status);
    char *export = kit_run(&code, "export - --data '%s'", place->folder);
    assert_int_equal(code, 0);
    assert_non_null(strstr(export, "2 damaged records were left out"));
    sf_free(export);
}

static mode_t mode_of(const char *path)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    return about.st_mode & 0777;
}

static void log_one(const char *folder)
{
    int code;
    sf_free(kit_run(&code, "log pain --knee left --level 1 --data '%s'", folder));
    assert_int_equal(code, 0);
}

static void test_store_processes__the_folder_is_its_owners_alone(void **state)
{
    Place *place = *state;
    char other[KIT_PATH_BYTES];
    assert_int_equal(chmod(place->folder, 0755), 0); /* made by hand, and empty */
    log_one(place->folder);
    assert_int_equal(mode_of(place->folder), 0700);
    assert_int_equal(mode_of(place->path), 0600);
    assert_int_equal(chmod(place->folder, 0755), 0);
    kit_join(other, place->folder, "letter.txt");
    kit_write(other, "mine", 4);
    log_one(place->folder); /* a home, say: not ours to close */
    assert_int_equal(mode_of(place->folder), 0755);
    assert_int_equal(mode_of(place->path), 0600);
    start_over(place);
}

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(test_store_processes__##name, store_kit_set_up,                \
                                    store_kit_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(first_starts_all_save),
        TEST(upgrades_all_save_and_one_backup_stays),
        TEST(a_damaged_log_is_mended_once),
        TEST(reading_makes_nothing),
        TEST(damage_is_told_and_blocks_nothing),
        TEST(the_folder_is_its_owners_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
