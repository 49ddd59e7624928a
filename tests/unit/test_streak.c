/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <math.h>
#include <string.h>

#include "surefoot/memory.h"
#include "test_streak_history.h"

static const Target daily = {.routine = "knee/strength", .times_per_week = 7};
static const Target thrice = {.routine = "knee/strength", .times_per_week = 3, .rest_days = 1};
static const Target twice = {.routine = "knee/strength", .times_per_week = 2};

/* Marks as text: T trained, - rest, P protected, A away, g grace, x missed, o open, b before. */
static const char *marks_of(char *out, const Log *log, const Target *targets, int32_t count)
{
    static const char letters[] = "bT-PAgxo";
    DayMark marks[LOG_ROWS];
    const StreakInput input = log_input(log, targets, count);
    assert_int_equal(streak_marks(marks, LOG_MONDAY, log->today, &input), SF_OK);
    const Day days = log->today - LOG_MONDAY + 1;
    for (Day i = 0; i < days; i++) {
        out[i] = letters[marks[i]];
    }
    out[days] = '\0';
    return out;
}

static Streak streak_of(const Log *log, const Target *targets, int32_t count)
{
    const StreakInput input = log_input(log, targets, count);
    Streak streak;
    assert_int_equal(streak_compute(&streak, &input), SF_OK);
    return streak;
}

typedef struct Row {
    const Target *target; /* NULL: nothing is followed */
    const char *days;
    const char *marks; /* with the same blanks */
    int32_t streak;
    int32_t best;
    int32_t grace;
    int32_t held; /* protected days */
} Row;

static void check(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const Row *row = &rows[i];
        Log log;
        log_read(&log, row->days);
        char marks[LOG_ROWS];
        char wanted[LOG_ROWS];
        size_t length = 0;
        for (const char *c = row->marks; *c != '\0'; c++) {
            if (*c != ' ' && *c != '|') {
                wanted[length++] = *c;
            }
        }
        wanted[length] = '\0';
        const int32_t targets = row->target != NULL ? 1 : 0;
        assert_string_equal(marks_of(marks, &log, row->target, targets), wanted);
        const Streak streak = streak_of(&log, row->target, targets);
        assert_int_equal(streak.days, row->streak);
        assert_int_equal(streak.best, row->best);
        assert_int_equal(streak.grace_used, row->grace);
        assert_int_equal(streak.protected_days, row->held);
    }
}

static void test_streak__every_trained_day_counts_once(void **state)
{
    (void)state;
    static const Row rows[] = {
        {&daily, "T", "T", 1, 1, 0, 0},     {&daily, "TTTTT", "TTTTT", 5, 5, 0, 0},
        {&daily, "2T2", "TTT", 3, 3, 0, 0}, {&daily, "TOD", "TTT", 3, 3, 0, 0},
        {&daily, ".", "o", 0, 0, 0, 0},
    };
    check(rows, SF_COUNT(rows));
}

static void test_streak__today_never_breaks_it(void **state)
{
    (void)state;
    static const Row rows[] = {
        {&daily, "TTT.", "TTTo", 3, 3, 0, 0},        {&daily, "TT..", "TTgo", 2, 2, 1, 0},
        {&thrice, "T......", "T---g-o", 1, 1, 1, 0}, {&thrice, "T.T.T.T", "T-T-T-T", 4, 4, 0, 0},
        {&thrice, "T.", "T-", 1, 1, 0, 0},           {&daily, "TTTF", "TTTP", 3, 3, 0, 1},
        {&daily, "TTTS", "TTTA", 3, 3, 0, 0},
    };
    check(rows, SF_COUNT(rows));
}

static void test_streak__one_miss_is_forgiven_and_two_in_a_row_end_it(void **state)
{
    (void)state;
    static const Row rows[] = {
        {&daily, "TTT.TT", "TTTgTT", 5, 5, 1, 0},     {&daily, "TTT..TT", "TTTgxTT", 2, 3, 0, 0},
        {&daily, "TTT...TT", "TTTgxxTT", 2, 3, 0, 0}, {&daily, "TTT..T.T", "TTTgxTgT", 2, 3, 1, 0},
        {&daily, "TTT...", "TTTgxo", 0, 3, 0, 0},
    };
    check(rows, SF_COUNT(rows));
}

static void test_streak__a_third_miss_within_fourteen_due_days_cuts_it_short(void **state)
{
    (void)state;
    static const Row rows[] = {
        {&daily, "TT.TT.TTTT.T", "TTgTTgTTTTxT", 7, 8, 2, 0},
        /* The 3rd due day and the 16th share a window of 14; the 17th does not. */
        {&daily, "TT.T.TT TTTTTTT T.T", "TTgTgTT TTTTTTT TxT", 12, 13, 2, 0},
        {&daily, "TT.T.TT TTTTTTT TT.T", "TTgTgTT TTTTTTT TTgT", 15, 15, 3, 0},
        /* A month of three a week has 13 due days and two misses: due days count, not dates. */
        {&thrice, "T.T.T..|T.T....|T.T.T..|T.T....|T", "T-T-T--|T-T---g|T-T-T--|T-T---g|T", 11, 11,
         2, 0},
        {&thrice, "T.T....|T.T....|T.T.T..|T.T.T..|T.T....|T",
         "T-T---g|T-T---g|T-T-T--|T-T-T--|T-T---x|T", 11, 12, 2, 0},
    };
    check(rows, SF_COUNT(rows));
}

/* A schedule that is not daily broke the streak on its days off in other programs. */
static void test_streak__planned_days_off_hold_it(void **state)
{
    (void)state;
    static const Row rows[] = {
        {&thrice, "T.T.T..|T.T.T..|T.T.T..", "T-T-T--|T-T-T--|T-T-T--", 9, 9, 0, 0},
        {&thrice, "..T.T.T|..T.T.T", "--T-T-T|--T-T-T", 6, 6, 0, 0},
        {&thrice, "T.T.T..|..T", "T-T-T--|--T", 4, 4, 0, 0},
        {&twice, "TT.....|.....TT|T..T...", "TT-----|-----TT|T--T---", 6, 6, 0, 0},
    };
    check(rows, SF_COUNT(rows));
}

static void test_streak__a_day_must_be_met_only_when_the_week_cannot_wait(void **state)
{
    (void)state;
    static const Row rows[] = {
        /* Three with a day between need five days: Wednesday is the last start. */
        {&thrice, "...", "--o", 0, 0, 0, 0},
        {&thrice, "....", "--g-", 0, 0, 0, 0},
        {&thrice, "T....", "T---o", 1, 1, 0, 0},
        {&thrice, "T.T....", "T-T---o", 2, 2, 0, 0},
        {&twice, ".....", "-----", 0, 0, 0, 0},
        {&twice, "......", "-----o", 0, 0, 0, 0},
        {&twice, "T......", "T-----o", 1, 1, 0, 0},
        /* Rest owed from Sunday: Monday is never due. */
        {&thrice, "..T.T.T|.", "--T-T-T|-", 3, 3, 0, 0},
    };
    check(rows, SF_COUNT(rows));
}

static void test_streak__a_missed_week_is_a_few_misses_not_seven(void **state)
{
    (void)state;
    static const Row rows[] = {
        {&thrice, "T.T.T..|.......|T", "T-T-T--|--g-x-x|T", 1, 3, 0, 0},
        {&twice, "TT.....|.......|T", "TT-----|-----gx|T", 1, 2, 0, 0},
        /* Two of three: the third is written off once, on Sunday. */
        {&thrice, "T.T....|T", "T-T---g|T", 3, 3, 1, 0},
        /* Started too late for three: Wednesday is written off, the two that fit are not. */
        {&thrice, "...T..T|T", "--gT--T|T", 3, 3, 0, 0},
    };
    check(rows, SF_COUNT(rows));
}

static void test_streak__the_first_week_asks_for_its_share(void **state)
{
    (void)state;
    static const Row rows[] = {
        /* From Friday on: ceil(3 * 3 / 7) = 2, which needs Friday and Sunday. */
        {&thrice, "____...",
         "bbbb"
         "g-o",
         0, 0, 0, 0},
        {&thrice, "____T.T|T", "bbbbT-T|T", 3, 3, 0, 0},
        /* From Saturday on: one. */
        {&thrice, "_____T.|.", "bbbbbT-|-", 1, 1, 0, 0},
        {&thrice, "______.", "bbbbbbo", 0, 0, 0, 0},
        {&daily, "____TTT", "bbbbTTT", 3, 3, 0, 0},
        {&twice, "___....", "bbb--go", 0, 0, 0, 0},
    };
    check(rows, SF_COUNT(rows));
}

static void test_streak__a_flare_day_is_protected(void **state)
{
    (void)state;
    static const Row rows[] = {
        {&daily, "TTFTT", "TTPTT", 4, 4, 0, 1},
        {&daily, "TTfTT", "TTgTT", 4, 4, 1, 0},
        /* The evening reading of a flare covers the next day as well, but no third one. */
        {&daily, "TTF.TT", "TTPPTT", 4, 4, 0, 2},
        {&daily, "TTF..TT", "TTPPgTT", 4, 4, 1, 2},
        /* Settled by the evening: only its own day. */
        {&daily, "TTE.TT", "TTPgTT", 4, 4, 1, 1},
        /* A bad morning covers the next day too. */
        {&daily, "TTM.TT", "TTPPTT", 4, 4, 0, 2},
        {&daily, "TTM..TT", "TTPPgTT", 4, 4, 1, 2},
        /* Any number of them, and trained is trained. */
        {&daily, "TFFFFFFFFFFFFFFT", "TPPPPPPPPPPPPPPT", 2, 2, 0, 14},
        {&daily, "Ttt.T", "TTTPT", 4, 4, 0, 1},
        /* Two misses with only a flare between them are in a row. */
        {&daily, "TT.E.T", "TTgPxT", 1, 2, 0, 0},
    };
    check(rows, SF_COUNT(rows));
}

static void test_streak__sick_away_and_resting_hold_it(void **state)
{
    (void)state;
    static const Row rows[] = {
        {&daily, "TTSSSSSSSSTT", "TTAAAAAAAATT", 4, 4, 0, 0},
        {&daily, "TTAAT", "TTAAT", 3, 3, 0, 0},
        {&daily, "TTRRT", "TTPPT", 3, 3, 0, 2},
        {&thrice, "T.T.T..|SSSSSSS|T", "T-T-T--|AAAAAAA|T", 4, 4, 0, 0},
        {&daily, "SSTT", "AATT", 2, 2, 0, 0},
    };
    check(rows, SF_COUNT(rows));
}

static void test_streak__stopping_because_it_hurt_keeps_the_day(void **state)
{
    (void)state;
    static const Row rows[] = {
        {&daily, "THT", "TTT", 3, 3, 0, 0},
        {&daily, "T0T", "TgT", 2, 2, 1, 0},
    };
    check(rows, SF_COUNT(rows));
}

static void test_streak__what_counts_as_a_session(void **state)
{
    (void)state;
    static const struct {
        HistorySession session;
        bool counts;
    } rows[] = {
        {{.end = SESSION_COMPLETE, .work_ms = 9000}, false},
        {{.end = SESSION_COMPLETE, .sets_done = 1}, true},
        {{.end = SESSION_COMPLETE}, false},
        {{.end = SESSION_LEFT, .work_ms = 3000}, false},
        {{.end = SESSION_LEFT, .work_ms = 10000, .sets_done = 1}, true},
        {{.end = SESSION_LEFT}, false},
        {{.end = SESSION_HURT}, true},
        {{.end = SESSION_ADDED}, true},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        assert_int_equal(streak_session_counts(&rows[i].session), rows[i].counts);
    }
}

static void test_streak__with_nothing_followed_there_are_no_misses(void **state)
{
    (void)state;
    static const Row rows[] = {
        {NULL, ".", "b", 0, 0, 0, 0},
        {NULL, "..O...O..", "bbT---T--", 2, 2, 0, 0},
        {NULL, "TTTTT", "TTTTT", 5, 5, 0, 0},
    };
    check(rows, SF_COUNT(rows));
}

static void test_streak__training_before_following_counts(void **state)
{
    (void)state;
    Log log;
    log_read(&log, "O..O.T.T");
    log.followed_since = LOG_MONDAY + 5;
    char marks[LOG_ROWS];
    assert_string_equal(marks_of(marks, &log, &daily, 1), "TbbTbTgT");
    assert_int_equal(streak_of(&log, &daily, 1).days, 4);
}

static void test_streak__another_routine_keeps_a_must_day_but_not_its_target(void **state)
{
    (void)state;
    Log log;
    log_read(&log, "O.O.O.O");
    char marks[LOG_ROWS];
    assert_string_equal(marks_of(marks, &log, &thrice, 1), "T-T-T-T");
    assert_int_equal(streak_of(&log, &thrice, 1).week_done, 0);
    assert_int_equal(streak_of(&log, &thrice, 1).week_target, 3);
}

static void test_streak__several_targets_are_due_together(void **state)
{
    (void)state;
    const Target both[] = {
        thrice, {.routine = "knee/daily", .times_per_week = 7}, {.routine = "knee/strength"}};
    Log log;
    log_read(&log, "D2.DD.D");
    char marks[LOG_ROWS];
    assert_string_equal(marks_of(marks, &log, both, 3), "TTgTTgT");
    const Streak streak = streak_of(&log, both, 3);
    assert_int_equal(streak.days, 5);
    assert_int_equal(streak.week_done, 1 + 4);
    assert_int_equal(streak.week_target, 3 + 7);
}

static void test_streak__two_a_day_count_only_where_the_target_asks_for_them(void **state)
{
    (void)state;
    const Target twice_daily = {.routine = "knee/strength", .times_per_week = 14};
    Log log;
    log_read(&log, "2T2");
    log_session(&log, log.today, NAME_STRENGTH);
    assert_int_equal(streak_of(&log, &twice_daily, 1).week_done, 5);
    assert_int_equal(streak_of(&log, &twice_daily, 1).week_target, 14);
    assert_int_equal(streak_of(&log, &twice_daily, 1).days, 3);
    assert_int_equal(streak_of(&log, &daily, 1).week_done, 3);
    log_read(&log, "2T.2T");
    char marks[LOG_ROWS];
    assert_string_equal(marks_of(marks, &log, &twice_daily, 1), "TTgTT");
}

static void test_streak__a_week_never_counts_above_its_target(void **state)
{
    (void)state;
    Log log;
    log_read(&log, "TTTTT");
    assert_int_equal(streak_of(&log, &thrice, 1).week_done, 3);
    assert_int_equal(streak_of(&log, &thrice, 1).week_target, 3);
    log_read(&log, "TTTTTTT|T");
    assert_int_equal(streak_of(&log, &thrice, 1).week_done, 1);
}

static void test_streak__impossible_targets_ask_only_for_what_fits(void **state)
{
    (void)state;
    const Target crowded = {.routine = "knee/strength", .times_per_week = 7, .rest_days = 2};
    const Target absurd = {
        .routine = "knee/strength", .times_per_week = INT32_MAX, .rest_days = INT32_MAX};
    const Target negative = {
        .routine = "knee/strength", .times_per_week = INT32_MIN, .rest_days = INT32_MIN};
    Log log;
    log_read(&log, "T..T..T|..T");
    char marks[LOG_ROWS];
    assert_string_equal(marks_of(marks, &log, &crowded, 1), "T--T--T--T");
    assert_int_equal(streak_of(&log, &crowded, 1).week_target, 3);
    assert_string_equal(marks_of(marks, &log, &absurd, 1), "T--T--T--T");
    assert_string_equal(marks_of(marks, &log, &negative, 1), "T--T--T--T");
    assert_int_equal(streak_of(&log, &negative, 1).week_target, 0);
}

static void test_streak__a_target_applies_only_while_it_was_followed(void **state)
{
    (void)state;
    Target spell = daily;
    spell.since = LOG_MONDAY + 3;
    spell.until = LOG_MONDAY + 6;
    Log log;
    log_read(&log, "T..TT.T|..T");
    char marks[LOG_ROWS];
    assert_string_equal(marks_of(marks, &log, &spell, 1), "T--TTgT--T");
    assert_int_equal(streak_of(&log, &spell, 1).days, 5);
    assert_int_equal(streak_of(&log, &spell, 1).week_target, 0);
}

static void test_streak__an_optional_target_is_never_a_miss(void **state)
{
    (void)state;
    Target offer = daily;
    offer.optional = true;
    Log log;
    log_read(&log, "T..TT..");
    char marks[LOG_ROWS];
    assert_string_equal(marks_of(marks, &log, &offer, 1), "T--TT--");
    assert_int_equal(streak_of(&log, &offer, 1).week_done, 3);
    assert_int_equal(streak_of(&log, &offer, 1).week_target, 7);
}

static void test_streak__records_of_the_future_are_not_read(void **state)
{
    (void)state;
    Log log;
    log_read(&log, "TT.T");
    const Streak before = streak_of(&log, &daily, 1);
    log_session(&log, log.today + 1, NAME_STRENGTH);
    log_session(&log, INT32_MAX, NAME_STRENGTH);
    log_pain(&log, log.today + 1, 0, PAIN_MORNING, 9);
    log_pain(&log, log.today + 400, 0, PAIN_MORNING, 9);
    log_status(&log, STATUS_SICK, log.today + 1, INT32_MAX);
    const Streak after = streak_of(&log, &daily, 1);
    assert_memory_equal(&before, &after, sizeof(before));

    log.followed_since = log.today + 30;
    char marks[LOG_ROWS];
    assert_string_equal(marks_of(marks, &log, &daily, 1), "TTbT");
}

static void test_streak__records_out_of_this_world_do_no_harm(void **state)
{
    (void)state;
    Log log;
    log_read(&log, "TT.T");
    log_session(&log, INT32_MIN, NAME_STRENGTH);
    log_pain(&log, INT32_MIN, 0, PAIN_MORNING, INT32_MAX)->utc_ms = INT64_MIN;
    log_status(&log, STATUS_SICK, INT32_MIN, INT32_MIN);
    log_status(&log, STATUS_SICK, INT32_MAX, INT32_MIN);
    log_status(&log, STATUS_RESTING, LOG_MONDAY + 1, LOG_MONDAY);
    char marks[LOG_ROWS];
    assert_string_equal(marks_of(marks, &log, &daily, 1), "TTgT");
    assert_int_equal(streak_of(&log, &daily, 1).days, 3);
    assert_int_equal(streak_of(&log, &daily, 1).days_since_flare, -1);
    log_status(&log, STATUS_SICK, INT32_MIN, INT32_MAX);
    assert_string_equal(marks_of(marks, &log, &daily, 1), "TTAT");
}

static void test_streak__a_century_back_is_enough(void **state)
{
    (void)state;
    Log log;
    log_read(&log, "TT");
    log_session(&log, log.today - STREAK_SPAN_DAYS, NAME_STRENGTH);
    assert_int_equal(streak_of(&log, NULL, 0).days, 3);
    log_session(&log, log.today - STREAK_SPAN_DAYS - 1, NAME_STRENGTH);
    assert_int_equal(streak_of(&log, NULL, 0).days, 3);
}

static void test_streak__each_knee_has_its_own_last_reading(void **state)
{
    (void)state;
    Log log;
    log_read(&log, "TT...");
    /* Tuesday evening, in one breath: the right knee 4, the left one 0. */
    log_pain(&log, LOG_MONDAY + 1, 72000000, PAIN_AFTER, 4);
    log_pain(&log, LOG_MONDAY + 1, 72000000, PAIN_AFTER, 0)->knee = SIDE_LEFT;
    char marks[LOG_ROWS];
    assert_string_equal(marks_of(marks, &log, &daily, 1), "TTPgo");
    /* An hour later the right one has settled. */
    log_pain(&log, LOG_MONDAY + 1, 75600000, PAIN_AFTER, 1);
    assert_string_equal(marks_of(marks, &log, &daily, 1), "TTgxo");
    /* Two readings of one instant: the worse one holds. */
    log_pain(&log, LOG_MONDAY + 1, 75600000, PAIN_AFTER, 3)->knee = SIDE_BOTH;
    log_pain(&log, LOG_MONDAY + 1, 75600000, PAIN_AFTER, 1);
    assert_string_equal(marks_of(marks, &log, &daily, 1), "TTPgo");
}

static void test_streak__days_since_the_last_flare(void **state)
{
    (void)state;
    static const struct {
        const char *days;
        int32_t since;
    } rows[] = {{"TTT", -1}, {"Tff", -1}, {"TTF", 0}, {"TFT", 1}, {"FTtTTT", 3}, {"F......F..", 2}};
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Log log;
        log_read(&log, rows[i].days);
        assert_int_equal(streak_of(&log, &daily, 1).days_since_flare, rows[i].since);
    }
}

static void test_streak__this_week_is_monday_to_sunday(void **state)
{
    (void)state;
    Log log;
    log_read(&log, "TTTTTTT|TF..");
    const Streak streak = streak_of(&log, &daily, 1);
    static const DayMark wanted[STREAK_WEEK] = {MARK_TRAINED, MARK_PROTECTED, MARK_PROTECTED,
                                                MARK_OPEN,    MARK_BEFORE,    MARK_BEFORE,
                                                MARK_BEFORE};
    assert_memory_equal(streak.week, wanted, sizeof(wanted));
    assert_int_equal(streak.week_done, 1);
}

static void log_repeat(Log *log, const char *week, int weeks)
{
    char days[LOG_ROWS];
    size_t length = 0;
    for (int i = 0; i < weeks; i++) {
        memcpy(days + length, week, strlen(week));
        length += strlen(week);
    }
    days[length] = '\0';
    log_read(log, days);
}

static void assert_percent(double score, double percent)
{
    assert_true(fabs(score * 100.0 - percent) < 0.5);
}

/* The figures of a daily habit by Loop's formula, and the same formula over the due days of three a
 * week: divided by due days, never by all days. */
static void test_streak__the_score_follows_the_formula(void **state)
{
    (void)state;
    Log log;
    log_repeat(&log, "T", 7);
    assert_percent(streak_of(&log, &daily, 1).score, 31);
    log_repeat(&log, "T", 13);
    assert_percent(streak_of(&log, &daily, 1).score, 50);
    log_repeat(&log, "T", 30);
    assert_percent(streak_of(&log, &daily, 1).score, 80);
    log_repeat(&log, "T", 60);
    assert_percent(streak_of(&log, &daily, 1).score, 96);
    log_repeat(&log, "T", 390);
    log.today++;
    assert_percent(streak_of(&log, &daily, 1).score, 100);
    log.today++;
    assert_percent(streak_of(&log, &daily, 1).score, 95);
    log.today += 6;
    assert_percent(streak_of(&log, &daily, 1).score, 69);
    log_repeat(&log, "T.T.T..", 2);
    const double keep = pow(0.5, sqrt(3.0 / 7.0) / 13.0);
    assert_percent(streak_of(&log, &thrice, 1).score, 100.0 * (1.0 - pow(keep, 6)));
    log_repeat(&log, "TTTTTTTSSSSSSSRRRRRRR", 1);
    assert_percent(streak_of(&log, &daily, 1).score, 31);
}

static Day day_of_text(const char *text)
{
    Instant at;
    assert_int_equal(calendar_parse_instant(&at, text, NULL), SF_OK);
    return calendar_day_of(at, CALENDAR_DAY_START_MIN);
}

static int32_t days_trained_at(const char *const *times, size_t count, const char *now)
{
    Log log;
    log_init(&log);
    for (size_t i = 0; i < count; i++) {
        log_session(&log, day_of_text(times[i]), NAME_STRENGTH);
    }
    log.followed_since = day_of_text(times[0]);
    log.today = day_of_text(now);
    const Streak streak = streak_of(&log, &daily, 1);
    assert_int_equal(streak.grace_used, 0);
    return streak.days;
}

/* Days counted in UTC, by 86,400 seconds or across a clock change lost streaks elsewhere. */
static void test_streak__late_nights_clock_changes_and_journeys_keep_it(void **state)
{
    (void)state;
    static const char *const nights[] = {"2026-11-18T23:55+01:00", "2026-11-20T00:20+01:00",
                                         "2026-11-21T02:59+01:00", "2026-11-21T23:59+01:00"};
    assert_int_equal(days_trained_at(nights, SF_COUNT(nights), "2026-11-22T12:00+01:00"), 4);
    static const char *const spring[] = {"2026-03-27T23:30+01:00", "2026-03-28T23:30+01:00",
                                         "2026-03-30T00:30+02:00", "2026-03-30T23:30+02:00"};
    assert_int_equal(days_trained_at(spring, SF_COUNT(spring), "2026-03-31T02:00+02:00"), 4);
    static const char *const autumn[] = {"2026-10-24T23:30+02:00", "2026-10-26T02:30+01:00",
                                         "2026-10-26T03:30+01:00"};
    assert_int_equal(days_trained_at(autumn, SF_COUNT(autumn), "2026-10-27T02:00+01:00"), 3);
    /* Auckland to Los Angeles lives the 20th twice; both sessions are of that day. */
    static const char *const east[] = {"2026-11-19T20:00+13:00", "2026-11-20T20:00+13:00",
                                       "2026-11-20T20:00-08:00", "2026-11-21T20:00-08:00"};
    assert_int_equal(days_trained_at(east, SF_COUNT(east), "2026-11-21T21:00-08:00"), 3);
}

/* Los Angeles to Auckland has no 21st. Said to be away, or forgiven: never an end. */
static void test_streak__a_day_lost_over_the_date_line_does_not_end_it(void **state)
{
    (void)state;
    Log log;
    log_init(&log);
    log_session(&log, day_of_text("2026-11-19T20:00-08:00"), NAME_STRENGTH);
    log_session(&log, day_of_text("2026-11-20T20:00-08:00"), NAME_STRENGTH);
    log_session(&log, day_of_text("2026-11-22T20:00+13:00"), NAME_STRENGTH);
    log.followed_since = log.sessions[0].day;
    log.today = log.sessions[2].day;
    assert_int_equal(streak_of(&log, &daily, 1).days, 3);
    assert_int_equal(streak_of(&log, &daily, 1).grace_used, 1);
    log_status(&log, STATUS_AWAY, log.today - 1, log.today - 1);
    assert_int_equal(streak_of(&log, &daily, 1).days, 3);
    assert_int_equal(streak_of(&log, &daily, 1).grace_used, 0);
}

static void test_streak__a_session_added_later_heals_it(void **state)
{
    (void)state;
    Log log;
    log_read(&log, "TTT..TT");
    assert_int_equal(streak_of(&log, &daily, 1).days, 2);
    log_empty_session(&log, LOG_MONDAY + 3, SESSION_ADDED);
    assert_int_equal(streak_of(&log, &daily, 1).days, 6);
    assert_int_equal(streak_of(&log, &daily, 1).grace_used, 1);
}

static void test_streak__marks_outside_the_log_are_before(void **state)
{
    (void)state;
    Log log;
    log_read(&log, "TT");
    const StreakInput input = log_input(&log, &daily, 1);
    DayMark marks[5];
    assert_int_equal(streak_marks(marks, LOG_MONDAY - 2, LOG_MONDAY + 2, &input), SF_OK);
    static const DayMark wanted[] = {MARK_BEFORE, MARK_BEFORE, MARK_TRAINED, MARK_TRAINED,
                                     MARK_BEFORE};
    assert_memory_equal(marks, wanted, sizeof(wanted));
    marks[0] = MARK_OPEN;
    assert_int_equal(streak_marks(marks, INT32_MAX, INT32_MAX, &input), SF_OK);
    assert_int_equal(marks[0], MARK_BEFORE);
    marks[0] = MARK_OPEN;
    assert_int_equal(streak_marks(marks, LOG_MONDAY + 1, LOG_MONDAY, &input), SF_OK);
    assert_int_equal(marks[0], MARK_OPEN);
}

static void test_streak__marks_have_words(void **state)
{
    (void)state;
    static const char *const words[] = {"before", "trained", "rest",   "protected",
                                        "away",   "grace",   "missed", "open"};
    for (int mark = MARK_BEFORE; mark <= MARK_OPEN; mark++) {
        assert_string_equal(day_mark_word((DayMark)mark), words[mark]);
    }
}

static void test_streak__out_of_memory_is_said_and_leaks_nothing(void **state)
{
    (void)state;
    Log log;
    log_repeat(&log, "T.TFTSO", 50);
    const StreakInput input = log_input(&log, &thrice, 1);
    SfError code = SF_E_NOMEM;
    for (int64_t successes = 0; code != SF_OK; successes++) {
        assert_true(successes < 20);
        Streak streak;
        DayMark mark;
        sf_alloc_fail_after(successes);
        code = streak_compute(&streak, &input);
        sf_alloc_fail_after(successes);
        assert_int_equal(streak_marks(&mark, log.today, log.today, &input), code);
        assert_true(code == SF_OK || code == SF_E_NOMEM);
        assert_true(successes > 0 || code == SF_E_NOMEM);
    }
    sf_alloc_fail_after(-1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_streak__every_trained_day_counts_once),
        cmocka_unit_test(test_streak__today_never_breaks_it),
        cmocka_unit_test(test_streak__one_miss_is_forgiven_and_two_in_a_row_end_it),
        cmocka_unit_test(test_streak__a_third_miss_within_fourteen_due_days_cuts_it_short),
        cmocka_unit_test(test_streak__planned_days_off_hold_it),
        cmocka_unit_test(test_streak__a_day_must_be_met_only_when_the_week_cannot_wait),
        cmocka_unit_test(test_streak__a_missed_week_is_a_few_misses_not_seven),
        cmocka_unit_test(test_streak__the_first_week_asks_for_its_share),
        cmocka_unit_test(test_streak__a_flare_day_is_protected),
        cmocka_unit_test(test_streak__sick_away_and_resting_hold_it),
        cmocka_unit_test(test_streak__stopping_because_it_hurt_keeps_the_day),
        cmocka_unit_test(test_streak__what_counts_as_a_session),
        cmocka_unit_test(test_streak__with_nothing_followed_there_are_no_misses),
        cmocka_unit_test(test_streak__training_before_following_counts),
        cmocka_unit_test(test_streak__another_routine_keeps_a_must_day_but_not_its_target),
        cmocka_unit_test(test_streak__several_targets_are_due_together),
        cmocka_unit_test(test_streak__two_a_day_count_only_where_the_target_asks_for_them),
        cmocka_unit_test(test_streak__a_week_never_counts_above_its_target),
        cmocka_unit_test(test_streak__impossible_targets_ask_only_for_what_fits),
        cmocka_unit_test(test_streak__a_target_applies_only_while_it_was_followed),
        cmocka_unit_test(test_streak__an_optional_target_is_never_a_miss),
        cmocka_unit_test(test_streak__records_of_the_future_are_not_read),
        cmocka_unit_test(test_streak__records_out_of_this_world_do_no_harm),
        cmocka_unit_test(test_streak__a_century_back_is_enough),
        cmocka_unit_test(test_streak__each_knee_has_its_own_last_reading),
        cmocka_unit_test(test_streak__days_since_the_last_flare),
        cmocka_unit_test(test_streak__this_week_is_monday_to_sunday),
        cmocka_unit_test(test_streak__the_score_follows_the_formula),
        cmocka_unit_test(test_streak__late_nights_clock_changes_and_journeys_keep_it),
        cmocka_unit_test(test_streak__a_day_lost_over_the_date_line_does_not_end_it),
        cmocka_unit_test(test_streak__a_session_added_later_heals_it),
        cmocka_unit_test(test_streak__marks_outside_the_log_are_before),
        cmocka_unit_test(test_streak__marks_have_words),
        cmocka_unit_test(test_streak__out_of_memory_is_said_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
