/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "surefoot/timeline.h"

/* down 3, hold 1, up 2, pause 0.5: a slow squat */
#define SQUAT                                                                                      \
    {                                                                                              \
        3000, 1000, 2000, 500                                                                      \
    }
static const Tempo squat = SQUAT;

static void test_tempo__length_is_the_sum_of_its_phases(void **state)
{
    (void)state;
    static const struct {
        Tempo tempo;
        int32_t ms;
    } cases[] = {
        {{3000, 1000, 2000, 500}, 6500},
        {{0, 0, 0, 0}, 0},
        {{0, 5000, 0, 0}, 5000},
        {{1, 1, 1, 1}, 4},
        {{600000, 600000, 600000, 600000}, 2400000},
        {{-5, 1000, -1, 0}, 1000},
        {{INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX}, INT32_MAX},
        {{INT32_MIN, INT32_MIN, INT32_MIN, INT32_MIN}, 0},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        assert_int_equal(tempo_ms(cases[i].tempo), cases[i].ms);
    }
}

typedef struct MomentCase {
    Tempo tempo;
    FirstMove first_move;
    int32_t reps;
    int64_t at_ms;
    RepMoment moment;
} MomentCase;

static void assert_moment(const MomentCase *test)
{
    const RepMoment got = tempo_at(test->tempo, test->first_move, test->reps, test->at_ms);
    assert_int_equal(got.rep, test->moment.rep);
    assert_int_equal(got.phase, test->moment.phase);
    assert_int_equal(got.phase_at_ms, test->moment.phase_at_ms);
    assert_int_equal(got.phase_ms, test->moment.phase_ms);
}

static void test_tempo__finds_the_phase_of_every_moment(void **state)
{
    (void)state;
    static const MomentCase cases[] = {
        {SQUAT, MOVE_DOWN, 10, 0, {1, PHASE_DOWN, 0, 3000}},
        {SQUAT, MOVE_DOWN, 10, 2999, {1, PHASE_DOWN, 2999, 3000}},
        {SQUAT, MOVE_DOWN, 10, 3000, {1, PHASE_HOLD, 0, 1000}},
        {SQUAT, MOVE_DOWN, 10, 4000, {1, PHASE_UP, 0, 2000}},
        {SQUAT, MOVE_DOWN, 10, 6000, {1, PHASE_PAUSE, 0, 500}},
        {SQUAT, MOVE_DOWN, 10, 6499, {1, PHASE_PAUSE, 499, 500}},
        {SQUAT, MOVE_DOWN, 10, 6500, {2, PHASE_DOWN, 0, 3000}},
        {SQUAT, MOVE_DOWN, 10, 64999, {10, PHASE_PAUSE, 499, 500}},
        {SQUAT, MOVE_UP, 10, 0, {1, PHASE_UP, 0, 2000}},
        {SQUAT, MOVE_UP, 10, 2000, {1, PHASE_HOLD, 0, 1000}},
        {SQUAT, MOVE_UP, 10, 3000, {1, PHASE_DOWN, 0, 3000}},
        {SQUAT, MOVE_UP, 10, 6000, {1, PHASE_PAUSE, 0, 500}},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        assert_moment(&cases[i]);
    }
}

static void test_tempo__the_end_is_the_last_moment_of_the_last_repetition(void **state)
{
    (void)state;
    static const MomentCase cases[] = {
        {SQUAT, MOVE_DOWN, 10, 65000, {10, PHASE_PAUSE, 500, 500}},
        {SQUAT, MOVE_DOWN, 10, INT64_MAX, {10, PHASE_PAUSE, 500, 500}},
        {{2000, 0, 1000, 0}, MOVE_DOWN, 3, 9000, {3, PHASE_UP, 1000, 1000}},
        {{2000, 0, 1000, 0}, MOVE_UP, 3, 9000, {3, PHASE_DOWN, 2000, 2000}},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        assert_moment(&cases[i]);
    }
}

static void test_tempo__zero_phases_are_left_out(void **state)
{
    (void)state;
    static const MomentCase cases[] = {
        {{0, 5000, 0, 0}, MOVE_DOWN, 2, 0, {1, PHASE_HOLD, 0, 5000}},
        {{0, 5000, 0, 0}, MOVE_DOWN, 2, 5000, {2, PHASE_HOLD, 0, 5000}},
        {{2000, 0, 1000, 0}, MOVE_DOWN, 3, 2000, {1, PHASE_UP, 0, 1000}},
        {{0, 0, 1000, 1000}, MOVE_DOWN, 3, 0, {1, PHASE_UP, 0, 1000}},
        {{0, 0, 1000, 1000}, MOVE_DOWN, 3, 1000, {1, PHASE_PAUSE, 0, 1000}},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        assert_moment(&cases[i]);
    }
}

static void test_tempo__odd_questions_have_harmless_answers(void **state)
{
    (void)state;
    static const MomentCase cases[] = {
        {{0, 0, 0, 0}, MOVE_DOWN, 10, 5000, {1, PHASE_DOWN, 0, 0}},
        {{0, 0, 0, 0}, MOVE_UP, 10, INT64_MAX, {1, PHASE_UP, 0, 0}},
        {SQUAT, MOVE_DOWN, 10, -1, {1, PHASE_DOWN, 0, 3000}},
        {SQUAT, MOVE_DOWN, 0, 0, {1, PHASE_DOWN, 0, 3000}},
        {SQUAT, MOVE_DOWN, -3, 100000, {1, PHASE_PAUSE, 500, 500}},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        assert_moment(&cases[i]);
    }
}

/* Walking through a set visits every phase once and never goes back. */
static void test_tempo__moments_only_go_forward(void **state)
{
    (void)state;
    const int32_t reps = 4;
    int64_t from_start = 0;
    int32_t changes = 0;
    RepMoment before = tempo_at(squat, MOVE_UP, reps, 0);
    for (int64_t at = 1; at <= (int64_t)reps * tempo_ms(squat); at++) {
        const RepMoment now = tempo_at(squat, MOVE_UP, reps, at);
        if (now.phase == before.phase && now.rep == before.rep) {
            assert_int_equal(now.phase_at_ms, before.phase_at_ms + 1);
        } else {
            assert_int_equal(before.phase_at_ms, before.phase_ms - 1);
            assert_int_equal(now.phase_at_ms, 0);
            from_start += before.phase_ms;
            changes++;
        }
        before = now;
    }
    assert_int_equal(changes, reps * 4 - 1);
    assert_int_equal(from_start + before.phase_ms, (int64_t)reps * tempo_ms(squat));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tempo__length_is_the_sum_of_its_phases),
        cmocka_unit_test(test_tempo__finds_the_phase_of_every_moment),
        cmocka_unit_test(test_tempo__the_end_is_the_last_moment_of_the_last_repetition),
        cmocka_unit_test(test_tempo__zero_phases_are_left_out),
        cmocka_unit_test(test_tempo__odd_questions_have_harmless_answers),
        cmocka_unit_test(test_tempo__moments_only_go_forward),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
