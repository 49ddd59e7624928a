/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "store_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int store_kit_set_up(void **state)
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

int store_kit_tear_down(void **state)
{
    Place *place = *state;
    sf_alloc_fail_after(-1);
    kit_remove(place->folder);
    free(place);
    return 0;
}

SfError store_kit_try_open(Place *place, Store **store)
{
    place->err.text[0] = '\0';
    return store_open(store, &place->options, &place->opened, &place->err);
}

Store *store_kit_open_store(Place *place)
{
    Store *store = NULL;
    if (store_kit_try_open(place, &store) != SF_OK) {
        fail_msg("%s", place->err.text);
    }
    return store;
}

SfError store_kit_add_in_transaction(Store *store, const Fact *fact, SfErrorInfo *err)
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

void store_kit_add(Store *store, const Fact *fact)
{
    SfErrorInfo err = {{0}};
    if (store_kit_add_in_transaction(store, fact, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
}

void store_kit_add_all(Store *store, const Fact *facts, size_t count)
{
    assert_int_equal(store_begin(store, NULL), SF_OK);
    for (size_t i = 0; i < count; i++) {
        SfErrorInfo err = {{0}};
        if (store_add(store, &facts[i], &err) != SF_OK) {
            fail_msg("%s", err.text);
        }
    }
    assert_int_equal(store_commit(store, NULL, NULL), SF_OK);
}

int32_t store_kit_count_sessions(Store *store)
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

void store_kit_fill(Place *place, int32_t sessions)
{
    Store *store = store_kit_open_store(place);
    assert_int_equal(store_begin(store, NULL), SF_OK);
    for (int32_t i = 0; i < sessions; i++) {
        const Fact fact = kit_session(i, 1, "strength");
        assert_int_equal(store_add(store, &fact, NULL), SF_OK);
    }
    assert_int_equal(store_commit(store, NULL, NULL), SF_OK);
    store_close(store);
}

void store_kit_patch(const char *path, long at, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

void store_kit_assert_same_bytes(const char *path, const char *bytes, size_t size)
{
    char *now;
    assert_int_equal(kit_read(path, &now), size);
    assert_memory_equal(now, bytes, size);
    sf_free(now);
}

void store_kit_leave_unclean(Place *place, const char *sql)
{
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        Store *store = NULL;
        const bool good = store_kit_try_open(place, &store) == SF_OK &&
                          store__exec(store, sql, "save", &place->err) == SF_OK;
        _exit(good ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

bool store_kit_go_on(void *context, const Fact *fact)
{
    (void)context;
    (void)fact;
    return true;
}

SfError store_kit_open_with(Place *place, Store **store, const char *const *steps, int32_t count)
{
    const StorePlan plan = {.steps = steps, .count = count};
    place->err.text[0] = '\0';
    return store__open(store, &place->options, &place->opened, &plan, &place->err);
}

void store_kit_in_child(Place *place, bool (*body)(Place *))
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
