/* SPDX-License-Identifier: MIT */
/* Brushing on one leg and the half-squat check: counts of their own, apart from the main streak. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "balance_log.h"
#include "surefoot/today.h"

enum { MORNING = 7 * 60, EVENING = 22 * 60, AFTER_MIDNIGHT = 30 };

static Log log_;

static int set_up(void **state)
{
    log_init(&log_);
    *state = &log_;
    return 0;
}

static Brushing brushing_of(const Log *log)
{
    Brushing brushing;
    brushing_compute(&brushing, &log->history, LOG_DAY);
    return brushing;
}

static void test_brushing__each_half_of_a_day_counts_once(void **state)
{
    Log *log = *state;
    (void)log_brush(log, 0, MORNING);
    (void)log_brush(log, 0, MORNING + 10);
    Brushing brushing = brushing_of(log);
    assert_true(brushing.morning && !brushing.evening);
    assert_int_equal(brushing.days, 1);
    assert_int_equal(brushing.week, 1);
    (void)log_brush(log, 0, AFTER_MIDNIGHT); /* its Day is the one before: the evening's */
    brushing = brushing_of(log);
    assert_true(brushing.morning && brushing.evening);
    assert_int_equal(brushing.week, 2);
    assert_int_equal(brushing.days, 1);
}

static void test_brushing__morning_ends_at_three(void **state)
{
    Log *log = *state;
    (void)log_brush(log, 0, BALANCE_MORNING_END_MIN);
    assert_false(brushing_of(log).morning);
    assert_true(brushing_of(log).evening);
    (void)log_brush(log, 0, BALANCE_MORNING_END_MIN - 1);
    assert_true(brushing_of(log).morning);
}

static void test_brushing__one_leg_is_not_both(void **state)
{
    Log *log = *state;
    log_brush(log, -1, MORNING)->sets_done = 1;
    assert_int_equal(brushing_of(log).days, 0);
    log_brush(log, -1, MORNING)->mode = MODE_EXERCISE;
    assert_int_equal(brushing_of(log).days, 0);
    HistorySession *added = log_brush(log, 0, MORNING);
    added->sets_done = 1;
    added->end = SESSION_ADDED;
    assert_int_equal(brushing_of(log).days, 1);
    log->sessions[2].end = SESSION_LEFT; /* left after both had stood */
    log->sessions[2].sets_done = 2;
    assert_int_equal(brushing_of(log).days, 1);
}

static void test_brushing__a_missed_day_holds_the_count(void **state)
{
    static const struct {
        int32_t gap; /* days without any, before today */
        bool away;
        int32_t days;
    } rows[] = {
        {0, false, 3},
        {1, false, 3},
        {BALANCE_BRUSH_GAP - 1, false, 3},
        {BALANCE_BRUSH_GAP, false, 0},
        {BALANCE_BRUSH_GAP, true, 3},
        {100, true, 3},
    };
    Log *log = *state;
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        log_init(log);
        const int32_t last = -rows[i].gap - 1;
        (void)log_brush(log, last - 3, EVENING);
        (void)log_brush(log, last - 1, EVENING);
        (void)log_brush(log, last, EVENING);
        if (rows[i].away) {
            log->statuses[log->history.status_count++] = (HistoryStatus){
                .status = STATUS_AWAY, .from = LOG_DAY + last + 1, .to = LOG_DAY - 1};
        }
        Brushing brushing = brushing_of(log);
        assert_int_equal(brushing.days, rows[i].days);
        assert_int_equal(brushing.best, 3);
        (void)log_brush(log, 0, MORNING);
        brushing = brushing_of(log);
        assert_int_equal(brushing.days, rows[i].days + 1);
        assert_int_equal(brushing.best, rows[i].days + 1 > 3 ? rows[i].days + 1 : 3);
    }
}

static void test_brushing__the_week_is_of_fourteen(void **state)
{
    Log *log = *state;
    for (int32_t day = -12; day <= 0; day++) { /* Monday is day -5 */
        (void)log_brush(log, day, MORNING);
        (void)log_brush(log, day, EVENING);
    }
    const Brushing brushing = brushing_of(log);
    assert_int_equal(brushing.week, 12);
    assert_int_equal(brushing.days, 13);
    Brushing sunday;
    (void)log_brush(log, 1, MORNING);
    (void)log_brush(log, 1, EVENING);
    brushing_compute(&sunday, &log->history, LOG_DAY + 1);
    assert_int_equal(sunday.week, 14);
    Brushing monday;
    brushing_compute(&monday, &log->history, LOG_DAY + 2);
    assert_int_equal(monday.week, 0);
    assert_int_equal(monday.days, 14);
}

/* Whatever tests and brushing there were, and however they were left: the main streak is the same,
 * and so is its week. */
static void test_brushing__the_main_streak_does_not_know_of_it(void **state)
{
    static const RoutineMode modes[] = {MODE_BALANCE, MODE_BRUSH, MODE_HALF_SQUAT};
    static const SessionEnd ends[] = {SESSION_COMPLETE, SESSION_LEFT, SESSION_HURT, SESSION_ADDED};
    static const char *names[] = {"knee/daily", "balance/open"};
    const Target target = {.routine = "knee/daily", .times_per_week = 7};
    Log *log = *state;
    log->history.names = names;
    log->history.name_count = 2;
    for (int32_t day = -20; day <= -1; day++) {
        HistorySession *session = log_brush(log, day, EVENING);
        session->mode = MODE_EXERCISE;
        session->routine = 0;
    }
    log->sessions[9].sets_done = 0; /* one day was missed */
    log->sessions[9].work_ms = 0;
    const StreakInput input = {.history = &log->history,
                               .targets = &target,
                               .target_count = 1,
                               .followed_since = LOG_DAY - 20,
                               .today = LOG_DAY};
    Streak before;
    assert_int_equal(streak_compute(&before, &input), SF_OK);
    assert_int_equal(before.grace_used, 1);
    for (size_t m = 0; m < SF_COUNT(modes); m++) {
        for (size_t e = 0; e < SF_COUNT(ends); e++) {
            for (int32_t day = -30; day <= 0; day++) {
                HistorySession *session = log_brush(log, day, MORNING);
                session->mode = modes[m];
                session->end = ends[e];
                session->routine = (int32_t)(e % 2);
                assert_false(streak_session_counts(session));
            }
        }
    }
    Streak after;
    assert_int_equal(streak_compute(&after, &input), SF_OK);
    assert_int_equal(after.days, before.days);
    assert_int_equal(after.best, before.best);
    assert_int_equal(after.grace_used, before.grace_used);
    assert_int_equal(after.week_done, before.week_done);
    assert_int_equal(after.week_target, before.week_target);
    assert_true(after.score == before.score);
    assert_memory_equal(after.week, before.week, sizeof(after.week));
}

/* A person's own program may have a brushing in it: it is neither due nor missed. */
static void test_brushing__is_never_due(void **state)
{
    static const Routine routines[] = {
        {.id = "brush", .title = "Brush", .mode = MODE_BRUSH, .times_per_week = 7},
        {.id = "daily", .title = "Daily", .times_per_week = 7},
    };
    static const Program program = {.id = "own", .routines = routines, .routine_count = 2};
    static const Program *programs[] = {&program};
    static const char *names[] = {"own", "own/daily"};
    const Library library = {.programs = programs, .program_count = 1};
    HistoryFollow follow = {.day = LOG_DAY - 10, .following = true};
    Log *log = *state;
    log->history.names = names;
    log->history.name_count = 2;
    log->history.follows = &follow;
    log->history.follow_count = 1;
    for (int32_t day = -10; day <= -1; day++) {
        HistorySession *session = log_brush(log, day, EVENING);
        session->mode = MODE_EXERCISE;
        session->routine = 1;
    }
    Today today;
    assert_int_equal(today_compute(&today, &library, &log->history, LOG_DAY), SF_OK);
    assert_int_equal(today.due_count, 1);
    assert_string_equal(today.due[0].routine->id, "daily");
    assert_int_equal(today.streak.days, 10);
    assert_int_equal(today.streak.grace_used, 0);
    assert_int_equal(today.streak.week_target, 7);
}

static void add_squat(Log *log, int32_t day, Side leg, int32_t steady)
{
    log->squats[log->history.squat_count++] = (HistorySquat){
        .day = LOG_DAY + day, .fact = {.leg = leg, .steady = steady, .wobbled = 5 - steady}};
}

static void test_brushing__half_squats_are_asked_for_weekly(void **state)
{
    Log *log = *state;
    Squats squats;
    squats_compute(&squats, &log->history, LOG_DAY);
    assert_true(squats.due && !squats.legs[0].known);
    assert_int_equal(squats.next, LOG_DAY);
    add_squat(log, -13, SIDE_LEFT, 2);
    add_squat(log, -6, SIDE_LEFT, 4);
    add_squat(log, -6, SIDE_RIGHT, 5);
    add_squat(log, 3, SIDE_RIGHT, 0); /* has not been yet */
    squats_compute(&squats, &log->history, LOG_DAY);
    assert_false(squats.due);
    assert_int_equal(squats.next, LOG_DAY + 1);
    assert_int_equal(squats.legs[0].last.steady, 4);
    assert_int_equal(squats.legs[0].before.steady, 2);
    assert_int_equal(squats.legs[1].last.steady, 5);
    assert_int_equal(squats.legs[1].before.steady, 0);
    assert_int_equal(squats.legs[0].day, LOG_DAY - 6);
    squats_compute(&squats, &log->history, LOG_DAY + 1);
    assert_true(squats.due);
}

#define TEST(name) cmocka_unit_test_setup(test_brushing__##name, set_up)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_half_of_a_day_counts_once),
        TEST(morning_ends_at_three),
        TEST(one_leg_is_not_both),
        TEST(a_missed_day_holds_the_count),
        TEST(the_week_is_of_fourteen),
        TEST(the_main_streak_does_not_know_of_it),
        TEST(is_never_due),
        TEST(half_squats_are_asked_for_weekly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
