/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "surefoot/memory.h"

static void test_array__keeps_what_it_holds_and_grows_by_doubling(void **state)
{
    (void)state;
    int32_t *items = NULL;
    int32_t capacity = 0;
    const uint64_t before = sf_alloc_count();
    for (int32_t i = 0; i < 100000; i++) {
        items = array_grow(items, &capacity, i + 1, sizeof(*items));
        assert_non_null(items);
        assert_true(capacity > i);
        items[i] = i;
    }
    assert_true(sf_alloc_count() - before < 20);
    for (int32_t i = 0; i < 100000; i++) {
        assert_int_equal(items[i], i);
    }
    sf_free(items);
}

static void test_array__with_room_is_left_alone(void **state)
{
    (void)state;
    size_t capacity = 0;
    char *text = array_room(NULL, &capacity, 5000, 1);
    const size_t had = capacity;
    const uint64_t before = sf_alloc_count();
    assert_true(had >= 5000);
    assert_ptr_equal(array_room(text, &capacity, had, 1), text);
    assert_true(sf_alloc_count() == before && capacity == had);
    sf_free(text);
}

static void test_array__is_as_it_was_when_memory_is_out(void **state)
{
    (void)state;
    size_t capacity = 0;
    double *items = array_room(NULL, &capacity, 1, sizeof(*items));
    const size_t had = capacity;
    items[0] = 1.5;
    sf_alloc_fail_after(0);
    assert_null(array_room(items, &capacity, had + 1, sizeof(*items)));
    sf_alloc_fail_after(-1);
    assert_true(capacity == had && items[0] == 1.5);
    assert_null(array_room(items, &capacity, SIZE_MAX / 8, sizeof(*items)));
    assert_null(array_room(items, &capacity, SIZE_MAX, 1));
    assert_true(capacity == had);
    sf_free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_array__keeps_what_it_holds_and_grows_by_doubling),
        cmocka_unit_test(test_array__with_room_is_left_alone),
        cmocka_unit_test(test_array__is_as_it_was_when_memory_is_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
