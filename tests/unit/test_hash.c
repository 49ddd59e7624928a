/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "surefoot/hash.h"

static void test_hash__is_fnv_1a(void **state)
{
    (void)state;
    assert_true(hash_text(HASH_START, "") == HASH_START);
    assert_true(hash_text(HASH_START, "a") == 0xaf63dc4c8601ec8cULL);
    assert_true(hash_text(HASH_START, "foobar") == 0x85944171f73967e8ULL);
}

static void test_hash__goes_on_where_it_was(void **state)
{
    (void)state;
    const uint64_t whole = hash_bytes(HASH_START, "foobar", 6);
    assert_true(hash_text(hash_bytes(HASH_START, "foo", 3), "bar") == whole);
    assert_true(hash_bytes(whole, NULL, 0) == whole);
}

static void test_hash__folds_both_halves(void **state)
{
    (void)state;
    assert_int_equal(hash_fold(0x0000000100000000ULL), 1);
    assert_int_equal(hash_fold(0x00000001000000ffULL), 0xfe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hash__is_fnv_1a),
        cmocka_unit_test(test_hash__goes_on_where_it_was),
        cmocka_unit_test(test_hash__folds_both_halves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
