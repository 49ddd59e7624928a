/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "surefoot/usual.h"
#include "test_streak_history.h"

#define DAY LOG_MONDAY

/* Mornings of the right knee, a level a day up to DAY; '.' is a day without an answer. */
static void begin(Log *log, const char *mornings)
{
    log_init(log);
    const Day first = DAY + 1 - (Day)strlen(mornings);
    for (Day i = 0; mornings[i] != '\0'; i++) {
        if (mornings[i] != '.') {
            log_pain(log, first + i, 25200000, PAIN_MORNING, mornings[i] - '0');
        }
    }
}

static void test_usual__is_the_lower_median_of_the_last_five_mornings(void **state)
{
    (void)state;
    static const struct {
        const char *mornings;
        int32_t usual;
    } rows[] = {
        {"3", 3},     {"31", 1},       {"13", 1},          {"132", 2},    {"313", 3},
        {"4123", 2},  {"1234", 2},     {"51234", 3},       {"951234", 3}, {"0099999", 9},
        {"1.2.3", 2}, {"3333....", 3}, {"22222.....0", 2}, {"00003", 0},  {"00333", 3},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Log log;
        begin(&log, rows[i].mornings);
        assert_int_equal(usual_level(&log.history, SIDE_RIGHT, DAY), rows[i].usual);
    }
}

static void test_usual__reads_fourteen_days_and_nothing_later(void **state)
{
    (void)state;
    Log log;
    begin(&log, "2.............");
    assert_int_equal(usual_level(&log.history, SIDE_RIGHT, DAY), 2);
    assert_int_equal(usual_level(&log.history, SIDE_RIGHT, DAY + 1), LEVEL_UNKNOWN);
    log_pain(&log, DAY + 1, 0, PAIN_MORNING, 9);
    assert_int_equal(usual_level(&log.history, SIDE_RIGHT, DAY), 2);
    assert_int_equal(usual_level(&log.history, SIDE_RIGHT, CALENDAR_DAY_MIN), LEVEL_UNKNOWN);
}

static void test_usual__without_mornings_is_nothing_only_for_a_knee_that_never_hurt(void **state)
{
    (void)state;
    Log log;
    log_init(&log);
    assert_int_equal(usual_level(&log.history, SIDE_RIGHT, DAY), LEVEL_UNKNOWN);
    log_pain(&log, DAY - 100, 0, PAIN_WORST, 0);
    log_pain(&log, DAY - 90, 0, PAIN_WORST, 4)->knee = SIDE_LEFT;
    assert_int_equal(usual_level(&log.history, SIDE_RIGHT, DAY), 0);
    assert_int_equal(usual_level(&log.history, SIDE_LEFT, DAY), LEVEL_UNKNOWN);
    log_pain(&log, DAY - 80, 0, PAIN_BEFORE, 1);
    assert_int_equal(usual_level(&log.history, SIDE_RIGHT, DAY - 81), 0);
    assert_int_equal(usual_level(&log.history, SIDE_RIGHT, DAY), LEVEL_UNKNOWN);
}

static void test_usual__the_worst_answer_of_a_morning_counts(void **state)
{
    (void)state;
    Log log;
    begin(&log, "111");
    log_pain(&log, DAY, 25200001, PAIN_MORNING, 4);
    log_pain(&log, DAY, 25200002, PAIN_MORNING, 0);
    log_pain(&log, DAY, 25200003, PAIN_AFTER, 9);
    log_pain(&log, DAY, 25200003, PAIN_MORNING, 8)->knee = SIDE_LEFT;
    assert_int_equal(morning_level(&log.history, SIDE_RIGHT, DAY), 4);
    assert_int_equal(morning_level(&log.history, SIDE_LEFT, DAY), 8);
    assert_int_equal(morning_level(&log.history, SIDE_LEFT, DAY - 1), LEVEL_UNKNOWN);
    /* Three answers are one morning. */
    assert_int_equal(usual_level(&log.history, SIDE_RIGHT, DAY), 1);
}

static void test_usual__a_morning_is_never_measured_against_itself(void **state)
{
    (void)state;
    static const struct {
        const char *mornings;
        bool known;
        int32_t rise;
    } rows[] = {
        {"0", true, 0},
        {"1", false, 0},
        {"0.1", true, 1},
        {"01", true, 1},
        {"011", true, 1},
        {"0111", true, 0},
        {"1112", true, 1},
        {"1111", true, 0},
        {"2221", true, -1},
        {"3333", true, 0},
        {"1.............2", true, 1},
        {"1..............2", false, 0},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Log log;
        int32_t rise = 0;
        begin(&log, rows[i].mornings);
        assert_int_equal(morning_rise(&log.history, SIDE_RIGHT, DAY, &rise), rows[i].known);
        if (rows[i].known) {
            assert_int_equal(rise, rows[i].rise);
        }
        assert_false(morning_rise(&log.history, SIDE_LEFT, DAY, &rise));
    }
    /* No pain is no worse than anything. */
    Log log;
    int32_t rise = 0;
    begin(&log, "0");
    log_pain(&log, DAY - 50, 0, PAIN_WORST, 7);
    assert_true(morning_rise(&log.history, SIDE_RIGHT, DAY, &rise));
    assert_int_equal(rise, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_usual__is_the_lower_median_of_the_last_five_mornings),
        cmocka_unit_test(test_usual__reads_fourteen_days_and_nothing_later),
        cmocka_unit_test(test_usual__without_mornings_is_nothing_only_for_a_knee_that_never_hurt),
        cmocka_unit_test(test_usual__the_worst_answer_of_a_morning_counts),
        cmocka_unit_test(test_usual__a_morning_is_never_measured_against_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
