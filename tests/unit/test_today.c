/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "surefoot/fact_fields.h"
#include "surefoot/memory.h"
#include "surefoot/today.h"
#include "test_streak_history.h"

/* A library like the real one: desk exercises every day, strength three times a week, walk and jog
 * behind criteria, ice when asked for. */

static const Exercise quad_hold = {.id = "quad-hold", .name = "Quad hold", .load = LOAD_LOW};
static const Exercise squat = {.id = "mini-squat", .name = "Mini squat", .load = LOAD_MODERATE};
static const Exercise step_down = {.id = "step-down", .name = "Step down", .load = LOAD_HIGH};

static const Node desk_nodes[] = {
    {.step = {.id = "hold", .exercise = &quad_hold, .dose = {.kind = STEP_HOLD}}},
    {.step = {.id = "rest", .dose = {.kind = STEP_REST}}},
};
static Node strength_children[] = {
    {.step = {.id = "hold", .exercise = &quad_hold, .dose = {.kind = STEP_HOLD}}},
    {.step = {.id = "squat", .exercise = &squat, .dose = {.kind = STEP_REPS}}},
};
static Node strength_nodes[] = {
    {.is_group = true, .rounds = 3, .children = strength_children, .child_count = 2},
};
static Node jog_nodes[] = {
    {.step = {.id = "ok", .text = "Does it hurt?", .dose = {.kind = STEP_CHECK}}},
    {.step = {.id = "jog", .dose = {.kind = STEP_RUN}}},
};
static Node walk_nodes[] = {{.step = {.id = "walk", .dose = {.kind = STEP_WALK}}}};
static Node high_nodes[] = {
    {.step = {.id = "down", .exercise = &step_down, .dose = {.kind = STEP_REPS}}},
};
static Node ice_nodes[] = {{.step = {.id = "ice", .dose = {.kind = STEP_TIME}}}};

static const Criterion jog_criteria[] = {
    {.kind = CRITERION_PAIN_MAX, .value = 2, .days = 3},
    {.kind = CRITERION_SESSIONS_MIN, .value = 2, .days = 14},
    {.kind = CRITERION_MORNING_SAME, .days = 7},
};

#define NODES(array) .nodes = (Node *)(uintptr_t)(array), .node_count = (int32_t)SF_COUNT(array)

static const Routine knee_routines[] = {
    {.id = "ice", .title = "Ice", NODES(ice_nodes)},
    {.id = "strength",
     .title = "Hips and knees",
     .times_per_week = 3,
     .rest_days = 1,
     NODES(strength_nodes)},
    {.id = "daily", .title = "Desk knee", .times_per_week = 7, .minimum = true, NODES(desk_nodes)},
    {.id = "jog",
     .title = "Walk and jog",
     .times_per_week = 3,
     .rest_days = 1,
     .offer_if = {jog_criteria, (int32_t)SF_COUNT(jog_criteria)},
     NODES(jog_nodes)},
};
static const Routine loose_routines[] = {
    {.id = "walk", .title = "Walk", .times_per_week = 2, NODES(walk_nodes)},
    {.id = "stairs", .title = "Step downs", .times_per_week = 2, NODES(high_nodes)},
    {.id = "small", .title = "One squat", .minimum = true, NODES(high_nodes)},
};
static const Program knee = {.id = "knee", .routines = knee_routines, .routine_count = 4};
static const Program loose = {.id = "loose", .routines = loose_routines, .routine_count = 3};

enum { FOLLOW_KNEE, FOLLOW_LOOSE, FOLLOW_GONE, FOLLOW_COUNT };
enum { ROW_NAMES = NAME_COUNT + 8, NAME_JOG = NAME_COUNT + 3, NAME_ICE, NAME_FLAGS };

typedef struct Case {
    Log log;
    const char *names[ROW_NAMES];
    HistoryFollow follows[16];
    HistoryAnswer answers[8];
    const Program *programs[2];
    Library library;
    Today today;
} Case;

static void follow(Case *c, Day day, int32_t program, bool following)
{
    c->follows[c->log.history.follow_count] = (HistoryFollow){
        .day = day,
        .utc_ms = day * DAY_MS + c->log.history.follow_count,
        .program = NAME_COUNT + program,
        .following = following,
    };
    c->log.history.follow_count++;
}

/* In the order of the days. */
static void answer(Case *c, Day day, const char *question, bool yes)
{
    int32_t name = NAME_FLAGS;
    while (strcmp(c->names[name], question) != 0) {
        name++;
    }
    c->answers[c->log.history.answer_count] =
        (HistoryAnswer){.day = day,
                        .utc_ms = day * DAY_MS + c->log.history.answer_count,
                        .question = name,
                        .yes = yes};
    c->log.history.answer_count++;
}

/* Follows the knee program from the first day on. */
static void begin(Case *c, const char *days)
{
    static const char *const more[] = {"knee",     "loose",        "gone",     "knee/jog",
                                       "knee/ice", "flag.swollen", "flag.hot", "flag.seen"};
    *c = (Case){.programs = {&knee, &loose}};
    log_read(&c->log, days);
    memcpy(c->names, log_names, sizeof(log_names));
    memcpy(c->names + NAME_COUNT, more, sizeof(more));
    c->log.history.names = c->names;
    c->log.history.name_count = ROW_NAMES;
    c->log.history.follows = c->follows;
    c->log.history.answers = c->answers;
    c->library.programs = c->programs;
    c->library.program_count = 2;
    follow(c, LOG_MONDAY, FOLLOW_KNEE, true);
}

static void run(Case *c)
{
    assert_int_equal(today_compute(&c->today, &c->library, &c->log.history, c->log.today), SF_OK);
}

static const DueRoutine *row_of(const Case *c, const char *id)
{
    for (int32_t i = 0; i < c->today.due_count; i++) {
        if (strcmp(c->today.due[i].routine->id, id) == 0) {
            return &c->today.due[i];
        }
    }
    fail_msg("no row for %s", id);
    return NULL;
}

static void assert_row(const Case *c, const char *id, DueState state, const char *reason)
{
    const DueRoutine *row = row_of(c, id);
    assert_int_equal(row->state, state);
    if (reason == NULL) {
        assert_null(row->reason);
    } else {
        assert_non_null(row->reason);
        assert_string_equal(row->reason, reason);
    }
}

static void assert_order(const Case *c, const char *const *ids, int32_t count)
{
    assert_int_equal(c->today.due_count, count);
    for (int32_t i = 0; i < count; i++) {
        assert_string_equal(c->today.due[i].routine->id, ids[i]);
    }
}

static void test_today__a_first_day_offers_what_needs_no_criteria(void **state)
{
    (void)state;
    Case c;
    begin(&c, ".");
    run(&c);
    assert_row(&c, "daily", DUE_NOW, NULL);
    assert_row(&c, "strength", DUE_OPEN, NULL);
    assert_row(&c, "ice", DUE_OPEN, NULL);
    assert_row(&c, "jog", DUE_HELD, "held.pain");
    static const char *const order[] = {"daily", "strength", "ice", "jog"};
    assert_order(&c, order, 4);
    assert_int_equal(c.today.program_count, 1);
    assert_ptr_equal(c.today.due[0].program, &knee);
    assert_int_equal(c.today.sore.why, SORE_NOT);
    assert_false(today_locked(&c.today));
    assert_false(c.today.ask_morning);
    assert_int_equal(c.today.worse_knee, SIDE_NONE);
    assert_int_equal(c.today.streak.days, 0);
    assert_int_equal(c.today.streak.week[0], MARK_OPEN);
}

static void test_today__the_day_of_choosing_is_never_a_miss(void **state)
{
    (void)state;
    Case c;
    begin(&c, "..");
    run(&c);
    assert_int_equal(c.today.streak.week[0], MARK_BEFORE);
    assert_int_equal(c.today.streak.week[1], MARK_OPEN);
    begin(&c, "T.");
    run(&c);
    assert_int_equal(c.today.streak.week[0], MARK_TRAINED);
    assert_int_equal(c.today.streak.week_done, 1);
}

static void test_today__with_nothing_followed_nothing_is_due(void **state)
{
    (void)state;
    Case c;
    begin(&c, "..OO");
    c.log.history.follow_count = 0;
    run(&c);
    assert_int_equal(c.today.due_count, 0);
    assert_int_equal(c.today.program_count, 0);
    assert_int_equal(c.today.streak.days, 2);
    assert_int_equal(c.today.streak.week_target, 0);
}

typedef struct StateRow {
    const char *days;
    DueState strength;
    const char *reason;
    int32_t week_done;
} StateRow;

static void test_today__three_a_week_with_rest_days(void **state)
{
    (void)state;
    static const StateRow rows[] = {
        {".", DUE_OPEN, NULL, 0},
        {"..", DUE_OPEN, NULL, 0},
        {"...", DUE_NOW, NULL, 0},
        {"....", DUE_OPEN, NULL, 0},
        {".....", DUE_NOW, NULL, 0},
        {"T", DUE_DONE, REASON_DONE, 1},
        {"T.", DUE_RESTING, REASON_REST, 1},
        {"T..", DUE_OPEN, NULL, 1},
        {"T.T..", DUE_OPEN, NULL, 2},
        {"T.T...", DUE_OPEN, NULL, 2},
        {"T.T....", DUE_NOW, NULL, 2},
        {"T.T.T", DUE_DONE, REASON_DONE, 3},
        {"T.T.T.", DUE_RESTING, REASON_REST, 3},
        {"T.T.T..", DUE_RESTING, REASON_FULL, 3},
        {"T.T.T..|.", DUE_OPEN, NULL, 0},
        {"T.T.T.T", DUE_DONE, REASON_DONE, 4},
        {"T.T.T.T|.", DUE_RESTING, REASON_REST, 0},
        /* Trained against the rest days: what is left of the target stays open. */
        {"...TT..", DUE_OPEN, NULL, 2},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Case c;
        begin(&c, rows[i].days);
        run(&c);
        assert_row(&c, "strength", rows[i].strength, rows[i].reason);
        assert_int_equal(row_of(&c, "strength")->week_done, rows[i].week_done);
    }
}

/* Something above 5 on a knee, on a day before or after today. */
static HistoryPain *log_worst(Case *c, Day ahead, int32_t level)
{
    return log_pain(&c->log, c->log.today + ahead, 72000000, PAIN_WORST, level);
}

static void test_today__a_day_that_is_excused_presses_for_nothing(void **state)
{
    (void)state;
    Case c;
    begin(&c, "..F");
    run(&c);
    assert_row(&c, "daily", DUE_OPEN, NULL);
    assert_false(c.today.marked);
    static const struct {
        const char *days;
        Status status;
    } marked[] = {{"..S", STATUS_SICK}, {"..A", STATUS_AWAY}, {"..R", STATUS_RESTING}};
    for (size_t i = 0; i < SF_COUNT(marked); i++) {
        begin(&c, marked[i].days);
        run(&c);
        assert_true(c.today.marked);
        assert_int_equal(c.today.mark.status, marked[i].status);
        assert_int_equal(c.today.mark.to, c.log.today);
        assert_row(&c, "daily", DUE_RESTING, REASON_MARKED);
        assert_row(&c, "strength", DUE_RESTING, REASON_MARKED);
        assert_row(&c, "ice", DUE_RESTING, REASON_MARKED);
        assert_int_equal(c.today.lead, LEAD_NONE);
    }
}

/* What is done is done, and what is better left is better left. */
static void test_today__a_mark_hides_neither_what_was_done_nor_a_flag(void **state)
{
    (void)state;
    Case c;
    begin(&c, "...D");
    log_status(&c.log, STATUS_AWAY, c.log.today - 1, c.log.today + 3);
    run(&c);
    assert_row(&c, "daily", DUE_DONE, REASON_DONE);
    assert_row(&c, "strength", DUE_RESTING, REASON_MARKED);
    answer(&c, c.log.today, "flag.swollen", true);
    run(&c);
    assert_true(c.today.marked);
    assert_row(&c, "strength", DUE_HELD, REASON_FLAG);
}

/* The last word says as what, but the streak, Today and brushing tell one and the same: an absence
 * stands before a rest mark. */
static void test_today__of_several_marks_the_last_word_counts(void **state)
{
    (void)state;
    Case c;
    begin(&c, "....");
    log_status(&c.log, STATUS_RESTING, c.log.today - 1, c.log.today + 9);
    run(&c);
    assert_int_equal(c.today.mark.status, STATUS_RESTING);
    assert_int_equal(c.today.streak.week[3], MARK_PROTECTED);
    log_status(&c.log, STATUS_SICK, c.log.today - 1, c.log.today + 5);
    log_status(&c.log, STATUS_AWAY, c.log.today, c.log.today + 2);
    run(&c);
    assert_int_equal(c.today.mark.status, STATUS_AWAY);
    assert_int_equal(c.today.mark.to, c.log.today + 2);
    assert_int_equal(c.today.streak.week[3], MARK_AWAY);
    log_status(&c.log, STATUS_RESTING, c.log.today, c.log.today);
    run(&c);
    assert_int_equal(c.today.mark.status, STATUS_AWAY);
    assert_int_equal(c.today.streak.week[3], MARK_AWAY);
    assert_int_equal(history_status(&c.log.history, c.log.today - 1)->status, STATUS_SICK);
    assert_int_equal(history_status(&c.log.history, c.log.today + 3)->status, STATUS_SICK);
    assert_int_equal(history_status(&c.log.history, c.log.today + 6)->status, STATUS_RESTING);
    assert_null(history_status(&c.log.history, c.log.today + 10));
}

static void test_today__what_is_marked_now_is_said_after_all_before(void **state)
{
    (void)state;
    Case c;
    begin(&c, ".");
    assert_true(history_status_ms(&c.log.history, 1000) == 1000);
    log_status(&c.log, STATUS_SICK, c.log.today, c.log.today);
    c.log.statuses[0].utc_ms = 5000;
    assert_true(history_status_ms(&c.log.history, 1000) == 5001);
    assert_true(history_status_ms(&c.log.history, 5001) == 5001);
    /* Not beyond what a record can hold. */
    c.log.statuses[0].utc_ms = FACT_DAY_MAX * DAY_MS;
    assert_true(history_status_ms(&c.log.history, 1000) == FACT_DAY_MAX * DAY_MS);
}

static void test_today__the_best_row_leads_if_the_day_is_about_it(void **state)
{
    (void)state;
    Case c;
    begin(&c, "...");
    run(&c);
    assert_int_equal(c.today.due[0].state, DUE_NOW);
    assert_int_equal(c.today.lead, LEAD_DUE);
    /* Part of the week's target. */
    begin(&c, "T.D");
    run(&c);
    assert_int_equal(c.today.due[0].state, DUE_OPEN);
    assert_string_equal(c.today.due[0].routine->id, "strength");
    assert_int_equal(c.today.lead, LEAD_DUE);
    /* Ice, when asked for, does not lead beside what has a target. */
    begin(&c, "..T");
    log_session(&c.log, c.log.today, NAME_DAILY);
    run(&c);
    assert_string_equal(c.today.due[0].routine->id, "ice");
    assert_int_equal(c.today.due[0].state, DUE_OPEN);
    assert_int_equal(c.today.lead, LEAD_NONE);
    /* On a sore day what is not due does not lead. */
    begin(&c, "T.");
    log_worst(&c, 0, 6);
    run(&c);
    assert_int_equal(c.today.due[0].state, DUE_OPEN);
    assert_int_equal(c.today.lead, LEAD_NONE);
}

static void test_today__who_returns_begins_with_the_short_one_unless_away(void **state)
{
    (void)state;
    Case c;
    begin(&c, "T......|........");
    run(&c);
    assert_true(c.today.returning);
    assert_true(c.today.due[0].routine->minimum);
    assert_int_equal(c.today.lead, LEAD_DUE);
    log_status(&c.log, STATUS_SICK, c.log.today, c.log.today);
    run(&c);
    assert_false(c.today.returning);
    assert_int_equal(c.today.lead, LEAD_NONE);
}

static void test_today__a_sore_day_holds_what_loads_the_knee(void **state)
{
    (void)state;
    Case c;
    begin(&c, "T.");
    follow(&c, LOG_MONDAY, FOLLOW_LOOSE, true);
    log_worst(&c, 0, 6);
    run(&c);
    assert_int_equal(c.today.sore.why, SORE_HIGH);
    assert_int_equal(c.today.sore.knee, SIDE_RIGHT);
    assert_int_equal(c.today.sore.level, 6);
    assert_int_equal(c.today.sore.day, c.log.today);
    assert_row(&c, "strength", DUE_HELD, REASON_SORE);
    assert_row(&c, "jog", DUE_HELD, REASON_SORE);
    assert_row(&c, "walk", DUE_HELD, REASON_SORE);
    assert_row(&c, "stairs", DUE_HELD, REASON_SORE);
    assert_row(&c, "daily", DUE_OPEN, NULL);
    assert_row(&c, "small", DUE_OPEN, NULL);
    assert_row(&c, "ice", DUE_OPEN, NULL);
    static const char *const order[] = {"daily", "ice",  "small", "strength",
                                        "jog",   "walk", "stairs"};
    assert_order(&c, order, 7);
    assert_int_equal(c.today.streak.week[1], MARK_PROTECTED);
}

static void test_today__above_five_today_or_yesterday_makes_a_sore_day(void **state)
{
    (void)state;
    static const struct {
        Day ahead;
        int32_t level;
        SoreWhy why;
    } rows[] = {{0, 5, SORE_NOT},   {0, 6, SORE_HIGH},  {-1, 5, SORE_NOT},
                {-1, 6, SORE_HIGH}, {-2, 10, SORE_NOT}, {1, 10, SORE_NOT}};
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Case c;
        begin(&c, ".....");
        log_worst(&c, rows[i].ahead, rows[i].level);
        run(&c);
        assert_int_equal(c.today.sore.why, rows[i].why);
    }
    /* Gone by the evening, it was there all the same; today's own is told first. */
    Case c;
    begin(&c, ".....");
    log_worst(&c, -1, 8)->knee = SIDE_LEFT;
    log_pain(&c.log, c.log.today - 1, 79200000, PAIN_AFTER, 0)->knee = SIDE_LEFT;
    run(&c);
    assert_int_equal(c.today.sore.knee, SIDE_LEFT);
    log_worst(&c, 0, 6);
    log_worst(&c, 0, 7);
    run(&c);
    assert_int_equal(c.today.sore.knee, SIDE_RIGHT);
    assert_int_equal(c.today.sore.level, 7);
}

/* Four of ten in strength work is within the plan, and stairs at five want the strength. */
static void test_today__pain_up_to_five_closes_nothing(void **state)
{
    (void)state;
    for (int32_t level = STREAK_FLARE_LEVEL; level <= SORE_LEVEL; level++) {
        Case c;
        begin(&c, "T..");
        log_worst(&c, -1, level);
        log_pain(&c.log, c.log.today, 25200000, PAIN_BEFORE, level);
        run(&c);
        assert_row(&c, "strength", DUE_OPEN, NULL);
        assert_int_equal(c.today.streak.week[2], MARK_PROTECTED);
    }
}

static void test_today__a_morning_above_the_usual_one_makes_a_sore_day(void **state)
{
    (void)state;
    Case c;
    begin(&c, "T..O.");
    for (Day back = 1; back <= 3; back++) {
        log_pain(&c.log, c.log.today - back, 25200000, PAIN_MORNING, 2);
    }
    log_pain(&c.log, c.log.today, 25200000, PAIN_MORNING, 2);
    run(&c);
    assert_int_equal(c.today.sore.why, SORE_NOT);
    assert_row(&c, "strength", DUE_NOW, NULL);
    log_pain(&c.log, c.log.today, 25200001, PAIN_MORNING, 3);
    run(&c);
    assert_int_equal(c.today.sore.why, SORE_MORNING);
    assert_int_equal(c.today.sore.level, 3);
    assert_int_equal(c.today.sore.usual, 2);
    assert_row(&c, "strength", DUE_HELD, REASON_SORE);
    assert_row(&c, "daily", DUE_OPEN, NULL);
    assert_int_equal(c.today.streak.week[4], MARK_PROTECTED);
}

static void test_today__a_morning_above_two_shuts_a_run_however_usual(void **state)
{
    (void)state;
    static const Node run_nodes[] = {{.step = {.id = "run", .dose = {.kind = STEP_RUN}}}};
    static const Criterion same = {.kind = CRITERION_MORNING_SAME, .days = 7};
    const Routine routine = {.id = "run", .offer_if = {&same, 1}, NODES(run_nodes)};
    for (int32_t level = 2; level <= 3; level++) {
        Case c;
        begin(&c, ".......");
        for (Day back = 0; back <= 3; back++) {
            log_pain(&c.log, c.log.today - back, 25200000, PAIN_MORNING, level);
        }
        run(&c);
        const Criterion *failed = NULL;
        const char *held = today_held(&c.today, &routine, &c.log.history, c.log.today, &failed);
        assert_null(failed);
        if (level == RUN_MORNING_MAX) {
            assert_null(held);
        } else {
            assert_string_equal(held, REASON_PAIN);
        }
        assert_int_equal(c.today.sore.why, SORE_NOT);
    }
}

static void test_today__an_open_flag_holds_everything_until_it_was_checked(void **state)
{
    (void)state;
    Case c;
    begin(&c, "T.D....");
    follow(&c, LOG_MONDAY, FOLLOW_LOOSE, true);
    answer(&c, LOG_MONDAY + 3, "flag.swollen", true);
    run(&c);
    assert_true(today_locked(&c.today));
    for (int32_t i = 0; i < c.today.due_count; i++) {
        assert_int_equal(c.today.due[i].state, DUE_HELD);
        assert_string_equal(c.today.due[i].reason, REASON_FLAG);
    }
    const Criterion *failed = NULL;
    assert_string_equal(
        today_held(&c.today, &knee.routines[2], &c.log.history, c.log.today, &failed), REASON_FLAG);
    /* Resting with it is never a miss; the days before it are as they were. */
    for (int i = 3; i < STREAK_WEEK; i++) {
        assert_int_equal(c.today.streak.week[i], MARK_PROTECTED);
    }
    assert_int_equal(c.today.streak.week[1], MARK_GRACE);
    assert_int_equal(c.today.streak.days, 2);
    answer(&c, c.log.today, "flag.seen", true);
    run(&c);
    assert_false(today_locked(&c.today));
    assert_row(&c, "daily", DUE_OPEN, NULL);
    assert_int_equal(c.today.streak.week[6], MARK_PROTECTED);
    /* What lies after today is not read. */
    answer(&c, c.log.today + 1, "flag.hot", true);
    run(&c);
    assert_false(today_locked(&c.today));
}

static void test_today__criteria_hold_in_turn_and_let_go(void **state)
{
    (void)state;
    Case c;
    begin(&c, "T.f.");
    run(&c);
    assert_row(&c, "jog", DUE_HELD, REASON_SESSIONS);
    log_session(&c.log, c.log.today - 1, NAME_DAILY);
    run(&c);
    assert_row(&c, "jog", DUE_HELD, REASON_MORNING);
    log_pain(&c.log, c.log.today - 1, 25200000, PAIN_MORNING, 2);
    log_pain(&c.log, c.log.today, 25200000, PAIN_MORNING, 2);
    run(&c);
    assert_row(&c, "jog", DUE_OPEN, NULL);
    log_pain(&c.log, c.log.today, 25200001, PAIN_BEFORE, 6);
    run(&c);
    assert_row(&c, "jog", DUE_HELD, REASON_SORE);
}

/* An offer is never pressed for, and what is held is not asked for. */
static void test_today__a_routine_behind_criteria_is_only_an_offer(void **state)
{
    (void)state;
    Case c;
    begin(&c, "2DDDDDD");
    run(&c);
    assert_int_equal(c.today.streak.week_target, 3 + 7);
    log_session(&c.log, LOG_MONDAY + 1, NAME_JOG);
    run(&c);
    assert_int_equal(c.today.streak.week_target, 3 + 7 + 1);
    assert_int_equal(c.today.streak.week_done, 1 + 6 + 1);
    log_pain(&c.log, c.log.today - 1, 0, PAIN_MORNING, 1);
    log_pain(&c.log, c.log.today, 0, PAIN_MORNING, 1);
    run(&c);
    assert_row(&c, "jog", DUE_OPEN, NULL);
    assert_int_equal(c.today.streak.week_target, 3 + 7 + 3);
}

static void test_today__twice_a_day_is_due_until_the_second(void **state)
{
    (void)state;
    const Routine routine = {.id = "strength", .times_per_week = 14, NODES(desk_nodes)};
    const Program program = {.id = "knee", .routines = &routine, .routine_count = 1};
    Case c;
    begin(&c, ".");
    c.programs[0] = &program;
    run(&c);
    assert_row(&c, "strength", DUE_NOW, NULL);
    log_session(&c.log, c.log.today, NAME_STRENGTH);
    run(&c);
    assert_row(&c, "strength", DUE_OPEN, NULL);
    log_session(&c.log, c.log.today, NAME_STRENGTH);
    run(&c);
    assert_row(&c, "strength", DUE_DONE, REASON_DONE);
    assert_int_equal(row_of(&c, "strength")->week_done, 2);
}

static void test_today__done_and_asked_for_routines_go_last(void **state)
{
    (void)state;
    Case c;
    begin(&c, "T");
    log_session(&c.log, c.log.today, NAME_ICE);
    run(&c);
    static const char *const order[] = {"daily", "jog", "strength", "ice"};
    assert_order(&c, order, 4);
    assert_row(&c, "ice", DUE_DONE, REASON_DONE);
    assert_int_equal(row_of(&c, "ice")->week_done, 1);
}

static void test_today__the_latest_word_on_following_wins(void **state)
{
    (void)state;
    Case c;
    begin(&c, "DDDDDDD|DDD");
    const Day wednesday = c.log.today;
    follow(&c, wednesday - 1, FOLLOW_KNEE, false);
    follow(&c, wednesday - 1, FOLLOW_LOOSE, false);
    run(&c);
    assert_int_equal(c.today.program_count, 0);
    assert_int_equal(c.today.due_count, 0);
    assert_int_equal(c.today.streak.week_target, 0);
    assert_int_equal(c.today.streak.days, 10);

    follow(&c, wednesday, FOLLOW_KNEE, true);
    follow(&c, wednesday, FOLLOW_KNEE, true);
    run(&c);
    assert_int_equal(c.today.program_count, 1);
    assert_int_equal(c.today.due_count, 4);

    follow(&c, wednesday + 1, FOLLOW_KNEE, false);
    run(&c);
    assert_int_equal(c.today.program_count, 1);
}

static void test_today__stopping_and_starting_on_one_day_changes_nothing(void **state)
{
    (void)state;
    Case c;
    begin(&c, "DT.D.D.");
    run(&c);
    const Today before = c.today;
    follow(&c, c.log.today - 1, FOLLOW_KNEE, false);
    follow(&c, c.log.today - 1, FOLLOW_KNEE, true);
    follow(&c, c.log.today, FOLLOW_LOOSE, true);
    follow(&c, c.log.today, FOLLOW_LOOSE, false);
    run(&c);
    assert_int_equal(before.due_count, c.today.due_count);
    assert_int_equal(before.streak.days, c.today.streak.days);
    assert_int_equal(before.streak.week_done, c.today.streak.week_done);
    assert_int_equal(before.streak.week_target, c.today.streak.week_target);
    assert_memory_equal(before.streak.week, c.today.streak.week, sizeof(before.streak.week));
}

/* A program begun later must not turn the days before it into misses, nor ending it hide them. */
static void test_today__each_program_asks_only_for_its_own_days(void **state)
{
    (void)state;
    Case c;
    begin(&c, "DDD.DDD|DDD.DDD|....");
    follow(&c, LOG_MONDAY + 14, FOLLOW_LOOSE, true);
    run(&c);
    assert_int_equal(c.today.streak.best, 12);
    assert_int_equal(c.today.streak.days, 0);
    begin(&c, "DDD.DDD|DDD.DDD|....");
    follow(&c, LOG_MONDAY + 14, FOLLOW_KNEE, false);
    follow(&c, LOG_MONDAY + 14, FOLLOW_LOOSE, true);
    run(&c);
    assert_int_equal(c.today.streak.days, 12);
    assert_int_equal(c.today.streak.grace_used, 2);
}

static void test_today__a_followed_program_that_is_gone_is_counted_only(void **state)
{
    (void)state;
    Case c;
    begin(&c, "DD.");
    follow(&c, LOG_MONDAY, FOLLOW_GONE, true);
    run(&c);
    assert_int_equal(c.today.program_count, 2);
    assert_int_equal(c.today.due_count, 4);
    c.library.program_count = 0;
    run(&c);
    assert_int_equal(c.today.program_count, 2);
    assert_int_equal(c.today.due_count, 0);
    assert_int_equal(c.today.streak.days, 2);
}

static void test_today__the_best_rows_stay_when_there_are_too_many(void **state)
{
    (void)state;
    Routine routines[TODAY_MAX + 9];
    char ids[TODAY_MAX + 9][8];
    for (int32_t i = 0; i < TODAY_MAX + 9; i++) {
        (void)sf_format(ids[i], sizeof(ids[i]), "r%d", (int)i);
        routines[i] = (Routine){.id = ids[i],
                                .times_per_week =
                                    i < TODAY_MAX || i == TODAY_MAX + 8 ? 0 : (i % 2 == 0 ? 7 : 1),
                                NODES(desk_nodes)};
    }
    const Program program = {
        .id = "knee", .routines = routines, .routine_count = (int32_t)SF_COUNT(routines)};
    Case c;
    begin(&c, ".");
    c.programs[0] = &program;
    run(&c);
    assert_int_equal(c.today.due_count, TODAY_MAX);
    static const char *const first[] = {"r32", "r34", "r36", "r38", "r33", "r35", "r37", "r39"};
    for (int32_t i = 0; i < 8; i++) {
        assert_string_equal(c.today.due[i].routine->id, first[i]);
    }
    assert_string_equal(c.today.due[8].routine->id, "r0");
    assert_string_equal(c.today.due[TODAY_MAX - 1].routine->id, "r23");
}

static void test_today__the_worse_knee_has_the_higher_mean_of_fourteen_days(void **state)
{
    (void)state;
    Case c;
    begin(&c, "..............."
              "..");
    log_pain(&c.log, c.log.today - 14, 0, PAIN_WORST, 9);
    run(&c);
    assert_int_equal(c.today.worse_knee, SIDE_NONE);
    log_pain(&c.log, c.log.today - 13, 0, PAIN_WORST, 2);
    log_pain(&c.log, c.log.today + 1, 0, PAIN_WORST, 10);
    run(&c);
    assert_int_equal(c.today.worse_knee, SIDE_RIGHT);
    log_pain(&c.log, c.log.today, 0, PAIN_WORST, 2)->knee = SIDE_LEFT;
    run(&c);
    assert_int_equal(c.today.worse_knee, SIDE_NONE);
    /* Left 2 and 2 and 3, right 2: the mean decides, not the number of readings. */
    log_pain(&c.log, c.log.today, 1, PAIN_AFTER, 2)->knee = SIDE_LEFT;
    log_pain(&c.log, c.log.today, 2, PAIN_AFTER, 3)->knee = SIDE_LEFT;
    run(&c);
    assert_int_equal(c.today.worse_knee, SIDE_LEFT);
    log_pain(&c.log, c.log.today, 3, PAIN_AFTER, 3);
    run(&c);
    assert_int_equal(c.today.worse_knee, SIDE_RIGHT);
}

static void test_today__the_morning_is_asked_for_once_after_training(void **state)
{
    (void)state;
    static const struct {
        const char *days;
        bool ask;
    } rows[] = {{"D.", true},  {"H.", true},  {"0.", false}, {"D..", false},
                {".D", false}, {"DM", false}, {"Df", true},  {".", false}};
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Case c;
        begin(&c, rows[i].days);
        run(&c);
        assert_int_equal(c.today.ask_morning, rows[i].ask);
        assert_int_equal(c.today.morning_open, rows[i].ask);
    }
    /* Not on a marked day; but who says it says it of the morning. */
    for (int i = STATUS_SICK; i <= STATUS_RESTING; i++) {
        Case c;
        begin(&c, "D.");
        log_status(&c.log, (Status)i, c.log.today, c.log.today);
        run(&c);
        assert_false(c.today.ask_morning);
        assert_true(c.today.morning_open);
    }
}

static void test_today__the_future_is_not_read(void **state)
{
    (void)state;
    Case c;
    begin(&c, "D.");
    run(&c);
    const Today before = c.today;
    log_session(&c.log, c.log.today + 1, NAME_DAILY);
    log_pain(&c.log, c.log.today + 1, 0, PAIN_MORNING, 8);
    follow(&c, c.log.today + 1, FOLLOW_LOOSE, true);
    log_status(&c.log, STATUS_SICK, c.log.today + 1, c.log.today + 9);
    run(&c);
    assert_memory_equal(&before, &c.today, sizeof(before));
}

static void test_today__out_of_memory_is_said_and_leaks_nothing(void **state)
{
    (void)state;
    Case c;
    begin(&c, "DT.D.DTFD.D");
    SfError code = SF_E_NOMEM;
    for (int64_t successes = 0; code != SF_OK; successes++) {
        assert_true(successes < 20);
        sf_alloc_fail_after(successes);
        code = today_compute(&c.today, &c.library, &c.log.history, c.log.today);
        assert_true(code == SF_OK || code == SF_E_NOMEM);
        assert_true(successes > 0 || code == SF_E_NOMEM);
    }
    sf_alloc_fail_after(-1);
    assert_int_equal(c.today.due_count, 4);
}

/* Arena blocks hold several of them, so failing each single allocation needs long lists. */
static void test_today__out_of_memory_with_a_long_log(void **state)
{
    (void)state;
    static HistoryFollow follows[1999];
    Case c;
    begin(&c, "D");
    c.log.today = LOG_MONDAY + 2000;
    for (int32_t i = 0; i < 1999; i++) {
        follows[i] = (HistoryFollow){
            .day = LOG_MONDAY + i, .program = NAME_COUNT + FOLLOW_KNEE, .following = i % 3 != 1};
    }
    c.log.history.follows = follows;
    c.log.history.follow_count = 1999;
    SfError code = SF_E_NOMEM;
    int64_t successes = 0;
    for (; code != SF_OK; successes++) {
        assert_true(successes < 100);
        sf_alloc_fail_after(successes);
        code = today_compute(&c.today, &c.library, &c.log.history, c.log.today);
    }
    sf_alloc_fail_after(-1);
    assert_true(successes > 8);
    assert_int_equal(c.today.program_count, 1);
}

static bool met(const Case *c, CriterionKind kind, int32_t value, int32_t days)
{
    const Criterion criterion = {.kind = kind, .value = value, .days = days};
    const Criterion *failed = NULL;
    const bool result =
        criteria_met((CriterionList){&criterion, 1}, &c->log.history, c->log.today, &failed);
    assert_ptr_equal(failed, result ? NULL : &criterion);
    return result;
}

static void test_today__criteria_no_criteria_are_met(void **state)
{
    (void)state;
    Case c;
    begin(&c, ".");
    assert_true(criteria_met((CriterionList){0}, &c.log.history, c.log.today, NULL));
    assert_false(criteria_met((CriterionList){jog_criteria, 3}, &c.log.history, c.log.today, NULL));
    const Criterion unknown = {.kind = (CriterionKind)99};
    assert_false(criteria_met((CriterionList){&unknown, 1}, &c.log.history, c.log.today, NULL));
}

static void test_today__criteria_pain_must_be_known_and_low_enough(void **state)
{
    (void)state;
    Case c;
    begin(&c, "........");
    assert_false(met(&c, CRITERION_PAIN_MAX, 10, 8));
    log_pain(&c.log, c.log.today - 2, 0, PAIN_WORST, 2);
    assert_true(met(&c, CRITERION_PAIN_MAX, 2, 3));
    assert_false(met(&c, CRITERION_PAIN_MAX, 1, 3));
    assert_false(met(&c, CRITERION_PAIN_MAX, 2, 2));
    assert_false(met(&c, CRITERION_PAIN_MAX, 2, 0));
    log_pain(&c.log, c.log.today - 3, 0, PAIN_WORST, 7);
    log_pain(&c.log, c.log.today + 1, 0, PAIN_WORST, 7);
    assert_true(met(&c, CRITERION_PAIN_MAX, 2, 3));
    assert_false(met(&c, CRITERION_PAIN_MAX, 2, 4));
    log_pain(&c.log, c.log.today, 0, PAIN_BEFORE, 3)->knee = SIDE_LEFT;
    assert_false(met(&c, CRITERION_PAIN_MAX, 2, 3));
    assert_true(met(&c, CRITERION_PAIN_MAX, 3, 3));
}

static void test_today__criteria_sessions_are_counted_within_the_days(void **state)
{
    (void)state;
    Case c;
    begin(&c, "T.2.0H.");
    assert_true(met(&c, CRITERION_SESSIONS_MIN, 4, 7));
    assert_false(met(&c, CRITERION_SESSIONS_MIN, 5, 7));
    assert_true(met(&c, CRITERION_SESSIONS_MIN, 3, 6));
    assert_false(met(&c, CRITERION_SESSIONS_MIN, 4, 6));
    assert_true(met(&c, CRITERION_SESSIONS_MIN, 1, 2));
    assert_false(met(&c, CRITERION_SESSIONS_MIN, 1, 1));
    assert_true(met(&c, CRITERION_SESSIONS_MIN, 0, 1));
    log_session(&c.log, c.log.today + 1, NAME_STRENGTH);
    assert_false(met(&c, CRITERION_SESSIONS_MIN, 1, 1));
}

static void test_today__criteria_clear_days_need_a_reading_after_the_pain(void **state)
{
    (void)state;
    Case c;
    begin(&c, "F.......");
    assert_false(met(&c, CRITERION_DAYS_CLEAR_MIN, 1, 0));
    log_pain(&c.log, c.log.today - 3, 0, PAIN_WORST, 2);
    assert_true(met(&c, CRITERION_DAYS_CLEAR_MIN, 7, 0));
    assert_false(met(&c, CRITERION_DAYS_CLEAR_MIN, 8, 0));
    log_pain(&c.log, c.log.today - 2, 0, PAIN_WORST, 3);
    log_pain(&c.log, c.log.today, 0, PAIN_WORST, 0);
    assert_true(met(&c, CRITERION_DAYS_CLEAR_MIN, 2, 0));
    assert_false(met(&c, CRITERION_DAYS_CLEAR_MIN, 3, 0));
    log_pain(&c.log, c.log.today, 1, PAIN_WORST, 3);
    assert_false(met(&c, CRITERION_DAYS_CLEAR_MIN, 1, 0));
}

static void
test_today__criteria_clear_days_without_any_pain_count_from_the_first_reading(void **state)
{
    (void)state;
    Case c;
    begin(&c, "........");
    assert_false(met(&c, CRITERION_DAYS_CLEAR_MIN, 0, 0));
    log_pain(&c.log, c.log.today + 1, 0, PAIN_WORST, 9);
    assert_false(met(&c, CRITERION_DAYS_CLEAR_MIN, 0, 0));
    log_pain(&c.log, c.log.today - 4, 0, PAIN_WORST, 2);
    log_pain(&c.log, c.log.today - 1, 0, PAIN_WORST, 1);
    assert_true(met(&c, CRITERION_DAYS_CLEAR_MIN, 5, 0));
    assert_false(met(&c, CRITERION_DAYS_CLEAR_MIN, 6, 0));
}

static void log_morning(Case *c, Day ahead, Side side, int32_t level)
{
    log_pain(&c->log, c->log.today + ahead, 25200000, PAIN_MORNING, level)->knee = side;
}

static void test_today__criteria_the_morning_is_compared_with_the_usual_one(void **state)
{
    (void)state;
    Case c;
    begin(&c, "........");
    assert_false(met(&c, CRITERION_MORNING_SAME, 0, 7));
    log_pain(&c.log, c.log.today - 4, 0, PAIN_WORST, 8);
    log_morning(&c, -1, SIDE_RIGHT, 2);
    /* Nothing before it, of a knee that hurts: unknown. */
    assert_false(met(&c, CRITERION_MORNING_SAME, 0, 7));
    log_morning(&c, -3, SIDE_RIGHT, 2);
    assert_true(met(&c, CRITERION_MORNING_SAME, 0, 7));
    assert_true(met(&c, CRITERION_MORNING_SAME, 0, 2));
    assert_false(met(&c, CRITERION_MORNING_SAME, 0, 1));
    /* Of two answers of a morning the worse one counts, in whatever order. */
    log_pain(&c.log, c.log.today - 1, 1, PAIN_MORNING, 3);
    assert_false(met(&c, CRITERION_MORNING_SAME, 0, 7));
    log_morning(&c, 0, SIDE_RIGHT, 2);
    assert_true(met(&c, CRITERION_MORNING_SAME, 0, 7));
    log_morning(&c, 1, SIDE_RIGHT, 9);
    assert_true(met(&c, CRITERION_MORNING_SAME, 0, 7));
}

/* A worse morning does not become the usual one by coming twice. */
static void test_today__criteria_a_second_worse_morning_is_a_worse_one_too(void **state)
{
    (void)state;
    Case c;
    begin(&c, "........");
    log_morning(&c, -2, SIDE_RIGHT, 0);
    log_morning(&c, -1, SIDE_RIGHT, 1);
    log_morning(&c, 0, SIDE_RIGHT, 1);
    assert_false(met(&c, CRITERION_MORNING_SAME, 0, 7));
    run(&c);
    assert_int_equal(c.today.sore.why, SORE_MORNING);
    log_pain(&c.log, c.log.today, 0, PAIN_BEFORE, 1);
    assert_false(met(&c, CRITERION_MORNING_SAME, 0, 7));
}

static void test_today__criteria_the_morning_of_either_knee_may_be_the_worse_one(void **state)
{
    (void)state;
    Case c;
    begin(&c, "...");
    log_morning(&c, -1, SIDE_RIGHT, 2);
    log_morning(&c, 0, SIDE_RIGHT, 2);
    assert_true(met(&c, CRITERION_MORNING_SAME, 0, 1));
    log_morning(&c, -1, SIDE_LEFT, 0);
    assert_true(met(&c, CRITERION_MORNING_SAME, 0, 1));
    log_morning(&c, 0, SIDE_LEFT, 1);
    assert_false(met(&c, CRITERION_MORNING_SAME, 0, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_today__a_first_day_offers_what_needs_no_criteria),
        cmocka_unit_test(test_today__the_day_of_choosing_is_never_a_miss),
        cmocka_unit_test(test_today__with_nothing_followed_nothing_is_due),
        cmocka_unit_test(test_today__three_a_week_with_rest_days),
        cmocka_unit_test(test_today__a_day_that_is_excused_presses_for_nothing),
        cmocka_unit_test(test_today__a_mark_hides_neither_what_was_done_nor_a_flag),
        cmocka_unit_test(test_today__of_several_marks_the_last_word_counts),
        cmocka_unit_test(test_today__what_is_marked_now_is_said_after_all_before),
        cmocka_unit_test(test_today__the_best_row_leads_if_the_day_is_about_it),
        cmocka_unit_test(test_today__who_returns_begins_with_the_short_one_unless_away),
        cmocka_unit_test(test_today__a_sore_day_holds_what_loads_the_knee),
        cmocka_unit_test(test_today__above_five_today_or_yesterday_makes_a_sore_day),
        cmocka_unit_test(test_today__pain_up_to_five_closes_nothing),
        cmocka_unit_test(test_today__a_morning_above_the_usual_one_makes_a_sore_day),
        cmocka_unit_test(test_today__a_morning_above_two_shuts_a_run_however_usual),
        cmocka_unit_test(test_today__an_open_flag_holds_everything_until_it_was_checked),
        cmocka_unit_test(test_today__criteria_hold_in_turn_and_let_go),
        cmocka_unit_test(test_today__a_routine_behind_criteria_is_only_an_offer),
        cmocka_unit_test(test_today__twice_a_day_is_due_until_the_second),
        cmocka_unit_test(test_today__done_and_asked_for_routines_go_last),
        cmocka_unit_test(test_today__the_latest_word_on_following_wins),
        cmocka_unit_test(test_today__stopping_and_starting_on_one_day_changes_nothing),
        cmocka_unit_test(test_today__each_program_asks_only_for_its_own_days),
        cmocka_unit_test(test_today__a_followed_program_that_is_gone_is_counted_only),
        cmocka_unit_test(test_today__the_best_rows_stay_when_there_are_too_many),
        cmocka_unit_test(test_today__the_worse_knee_has_the_higher_mean_of_fourteen_days),
        cmocka_unit_test(test_today__the_morning_is_asked_for_once_after_training),
        cmocka_unit_test(test_today__the_future_is_not_read),
        cmocka_unit_test(test_today__out_of_memory_is_said_and_leaks_nothing),
        cmocka_unit_test(test_today__out_of_memory_with_a_long_log),
        cmocka_unit_test(test_today__criteria_no_criteria_are_met),
        cmocka_unit_test(test_today__criteria_pain_must_be_known_and_low_enough),
        cmocka_unit_test(test_today__criteria_sessions_are_counted_within_the_days),
        cmocka_unit_test(test_today__criteria_clear_days_need_a_reading_after_the_pain),
        cmocka_unit_test(
            test_today__criteria_clear_days_without_any_pain_count_from_the_first_reading),
        cmocka_unit_test(test_today__criteria_the_morning_is_compared_with_the_usual_one),
        cmocka_unit_test(test_today__criteria_a_second_worse_morning_is_a_worse_one_too),
        cmocka_unit_test(test_today__criteria_the_morning_of_either_knee_may_be_the_worse_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
