/* SPDX-License-Identifier: MIT */
/* A read that the system refuses (EIO) is no damage: the log stays where it is. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "store_kit.h"

/* The reads of SQLite go through these: from the first that fails, `failing` of them do. */
static int reads_left = -1;
static int failing;

static bool must_fail(void)
{
    if (reads_left < 0) {
        return false;
    }
    if (reads_left > 0) {
        reads_left--;
        return false;
    }
    if (failing > 0) {
        failing--;
        errno = EIO;
        return true;
    }
    return false;
}

static ssize_t read_or_fail(int file, void *to, size_t size)
{
    return must_fail() ? -1 : read(file, to, size);
}

static ssize_t pread_or_fail(int file, void *to, size_t size, off_t at)
{
    return must_fail() ? -1 : pread(file, to, size, at);
}

static void set_calls(bool ours)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    assert_non_null(vfs);
    (void)vfs->xSetSystemCall(vfs, "read", ours ? (sqlite3_syscall_ptr)read_or_fail : NULL);
    (void)vfs->xSetSystemCall(vfs, "pread", ours ? (sqlite3_syscall_ptr)pread_or_fail : NULL);
    (void)vfs->xSetSystemCall(vfs, "pread64", ours ? (sqlite3_syscall_ptr)pread_or_fail : NULL);
}

static int set_up(void **state)
{
    (void)store_kit_set_up(state);
    store_kit_fill(*state, 60);
    set_calls(true);
    return 0;
}

static int tear_down(void **state)
{
    reads_left = -1;
    set_calls(false);
    return store_kit_tear_down(state);
}

/* Opens and reads while reads fail; true if none had to. */
static bool read_while_failing(Place *place, int after, int count)
{
    Store *store = NULL;
    History history = {0};
    reads_left = after;
    failing = count;
    SfError code = store_kit_try_open(place, &store);
    assert_true(code == SF_OK || code == SF_E_IO);
    assert_string_equal(place->opened.set_aside, "");
    if (code == SF_OK) {
        code = store_history(store, &history, &place->err);
        assert_true(code == SF_OK || code == SF_E_IO);
        assert_true(code != SF_OK || history.session_count == 60);
        history_deinit(&history);
    }
    store_close(store);
    const bool none = failing == count;
    reads_left = -1;
    return none;
}

static void assert_healthy(Place *place)
{
    char found[KIT_PATH_BYTES];
    assert_false(kit_find(found, place->folder, "damaged"));
    Store *store = store_kit_open_store(place);
    assert_string_equal(place->opened.set_aside, "");
    assert_false(place->opened.read_only);
    assert_int_equal(store_kit_count_sessions(store), 60);
    store_close(store);
}

static void test_store_reads__one_failed_read_costs_nothing(void **state)
{
    Place *place = *state;
    bool none = false;
    int after = 0;
    for (; !none; after++) {
        none = read_while_failing(place, after, 1);
        assert_healthy(place);
    }
    assert_true(after > 5);
}

static void test_store_reads__a_disk_that_stays_broken_is_no_damage(void **state)
{
    Place *place = *state;
    bool none = false;
    for (int after = 0; !none; after++) {
        none = read_while_failing(place, after, 1000000);
        assert_healthy(place);
    }
}

static void test_store_reads__after_a_crash_neither(void **state)
{
    Place *place = *state;
    bool none = false;
    for (int after = 0; !none; after++) {
        store_kit_leave_unclean(place, "INSERT OR REPLACE INTO setting VALUES ('theme', 'dark')");
        none = read_while_failing(place, after, 1);
        assert_healthy(place);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_store_reads__##name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_failed_read_costs_nothing),
        TEST(a_disk_that_stays_broken_is_no_damage),
        TEST(after_a_crash_neither),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
