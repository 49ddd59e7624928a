/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "surefoot/memory.h"
#include "surefoot/today.h"
#include "test_streak_history.h"

/* Three stages of one program: quiet days with the daily routine, then strength, then both. */

static const Criterion calm[] = {{.kind = CRITERION_DAYS_CLEAR_MIN, .value = 2}};
static const Criterion strong[] = {
    {.kind = CRITERION_SESSIONS_MIN, .value = 3, .days = 14},
    {.kind = CRITERION_PAIN_MAX, .value = 2, .days = 7},
};
static const Criterion held[] = {{.kind = CRITERION_PAIN_MAX, .value = 5, .days = 7}};
static const Criterion busy[] = {{.kind = CRITERION_SESSIONS_MIN, .value = 1, .days = 4}};

#define LIST(array)                                                                                \
    {                                                                                              \
        (array), (int32_t)SF_COUNT(array)                                                          \
    }

static const char *const quiet_has[] = {"daily"};
static const char *const build_has[] = {"strength"};
static const char *const keep_has[] = {"strength", "daily"};

static Node some_nodes[] = {{.step = {.id = "hold", .dose = {.kind = STEP_HOLD}}}};
static const Routine routines[] = {
    {.id = "strength",
     .title = "Strength",
     .times_per_week = 7,
     .nodes = some_nodes,
     .node_count = 1},
    {.id = "daily", .title = "Daily", .times_per_week = 7, .nodes = some_nodes, .node_count = 1},
    {.id = "ice", .title = "Ice", .nodes = some_nodes, .node_count = 1},
};

enum { QUIET, BUILD, KEEP, STAGES };

static const Stage way[STAGES] = {
    {.id = "quiet", .title = "Q", .routines = quiet_has, .routine_count = 1, .advance = LIST(calm)},
    {.id = "build",
     .title = "B",
     .routines = build_has,
     .routine_count = 1,
     .enter = LIST(calm),
     .advance = LIST(strong),
     .step_back = LIST(held)},
    {.id = "keep",
     .title = "K",
     .routines = keep_has,
     .routine_count = 2,
     .enter = LIST(calm),
     .step_back = LIST(held)},
};

typedef struct Case {
    Log log;
    Stage stages[STAGES];
    Program program;
    Program other;
    const Program *programs[2];
    Library library;
    const char *names[NAME_COUNT + 2];
    HistoryFollow follows[4];
    Today today;
    StageFold fold;
    char text[400];
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

static void begin(Case *c, const char *days)
{
    *c = (Case){0};
    log_read(&c->log, days);
    memcpy(c->stages, way, sizeof(way));
    c->program = (Program){.id = "knee",
                           .stages = c->stages,
                           .stage_count = STAGES,
                           .routines = routines,
                           .routine_count = (int32_t)SF_COUNT(routines)};
    c->other = c->program;
    c->other.id = "loose";
    c->programs[0] = &c->program;
    c->programs[1] = &c->other;
    c->library = (Library){.programs = c->programs, .program_count = 2};
    memcpy(c->names, log_names, sizeof(log_names));
    c->names[NAME_COUNT] = "knee";
    c->names[NAME_COUNT + 1] = "loose";
    c->log.history.names = c->names;
    c->log.history.name_count = (int32_t)SF_COUNT(c->names);
    c->log.history.follows = c->follows;
    follow(c, LOG_MONDAY, 0, true);
}

/* The stages of the days as digits. */
static const char *walk(Case *c)
{
    const StageInput input = {
        .program = &c->program, .history = &c->log.history, .from = LOG_MONDAY, .to = c->log.today};
    Arena arena = {0};
    assert_int_equal(stage_fold(&c->fold, &arena, &input), SF_OK);
    assert_int_equal(c->fold.from + c->fold.count - 1, c->log.today);
    assert_in_range(c->fold.count, 1, (int)sizeof(c->text) - 1);
    for (int32_t i = 0; i < c->fold.count; i++) {
        c->text[i] = (char)('0' + c->fold.days[i]);
    }
    c->text[c->fold.count] = '\0';
    c->fold.days = NULL;
    arena_deinit(&arena);
    return c->text;
}

static void test_stage__the_days_lead_through_the_stages(void **state)
{
    (void)state;
    /* f is pain 2, E pain 3 that is gone by the evening; see test_streak_history.h. */
    static const struct {
        const char *days;
        bool begin; /* in the middle stage */
        const char *stages;
    } rows[] = {
        {".", false, "0"},
        {"..........", false, "0000000000"}, /* nothing known, nothing met */
        {"..........", true, "1111111111"},
        {"f..", false, "001"}, /* two clear days, then the day after */
        {"F....", false, "00000"},
        {"F..f.", false, "00001"},     /* silence after a bad day is no clear day */
        {"fTTT...", false, "0011111"}, /* the session before the stage is not of it */
        {"f.TTT..", false, "0011122"},
        {"f.TTD..", false, "0011111"}, /* the daily routine is not of the second stage */
        {"f.TT.......T....", false, "0011111111111111"}, /* pain of the last days is not known */
        {"f.TT......fT....", false, "0011111111112222"},
        {"f.HTT..", false, "0011122"},         /* stopped because it hurt is a session */
        {"f.0TT..", false, "0011111"},         /* nothing done is none */
        {"f.TTF..f...", false, "00111111111"}, /* pain 3 neither leads on nor back */
        {"f_______________________________________", false,
         "0011111111111111111111111111111111111111"},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Case c;
        begin(&c, rows[i].days);
        c.stages[BUILD].begin = rows[i].begin;
        print_message("%s\n", rows[i].days);
        assert_string_equal(walk(&c), rows[i].stages);
    }
}

static void pain(Case *c, int32_t index, Side knee, int32_t level)
{
    log_pain(&c->log, LOG_MONDAY + index, 0, PAIN_WORST, level)->knee = knee;
}

static void test_stage__a_bad_reading_of_either_knee_leads_back_once(void **state)
{
    (void)state;
    static const Side other[] = {[SIDE_LEFT] = SIDE_RIGHT, [SIDE_RIGHT] = SIDE_LEFT};
    static const Side knees[] = {SIDE_LEFT, SIDE_RIGHT};
    for (size_t i = 0; i < SF_COUNT(knees); i++) {
        const Side knee = knees[i];
        Case c;
        begin(&c, "f.TTT.............");
        pain(&c, 7, other[knee], 0);
        pain(&c, 7, knee, 6);
        assert_string_equal(walk(&c), "001112221111111111");
        pain(&c, 9, knee, 5); /* as much as is allowed */
        assert_string_equal(walk(&c), "001112221111111111");
        pain(&c, 10, knee, 6);
        assert_string_equal(walk(&c), "001112221110000000");
        pain(&c, 12, knee, 7); /* there is nothing below the first */
        assert_string_equal(walk(&c), "001112221110000000");
        pain(&c, 13, knee, 1);
        assert_string_equal(walk(&c), "001112221110000111");
    }
}

static void test_stage__too_few_sessions_lead_back_only_after_all_their_days(void **state)
{
    (void)state;
    Case c;
    begin(&c, "f......D...T....");
    c.stages[BUILD].step_back = (CriterionList)LIST(busy);
    c.stages[QUIET].advance = (CriterionList){0};
    c.stages[BUILD].enter = (CriterionList){0};
    c.stages[BUILD].begin = true;
    assert_string_equal(walk(&c), "1111000000000000");
    begin(&c, "f..T...T........");
    c.stages[BUILD].step_back = (CriterionList)LIST(busy);
    c.stages[QUIET].advance = (CriterionList){0};
    c.stages[BUILD].enter = (CriterionList){0};
    c.stages[BUILD].begin = true;
    assert_string_equal(walk(&c), "1111111111110000");
}

static void test_stage__a_day_keeps_its_stage_whatever_comes(void **state)
{
    (void)state;
    Case c;
    begin(&c, "f.TTT..");
    pain(&c, 6, SIDE_LEFT, 9);
    assert_string_equal(walk(&c), "0011122");
    assert_int_equal(c.fold.now.tomorrow, BUILD);
    pain(&c, 9, SIDE_LEFT, 9);
    log_session(&c.log, c.log.today + 2, NAME_STRENGTH);
    assert_string_equal(walk(&c), "0011122");
    c.log.today++;
    assert_string_equal(walk(&c), "00111221");
}

static void test_stage__no_stage_is_skipped(void **state)
{
    (void)state;
    Case c;
    begin(&c, "f...........");
    c.stages[BUILD].advance = (CriterionList)LIST(calm);
    c.stages[BUILD].routine_count = 0;
    assert_string_equal(walk(&c), "001222222222");
    assert_int_equal(c.fold.now.since, LOG_MONDAY + 3);
    /* Nothing says when it ends, and nothing who may come: it is not left. */
    c.stages[BUILD].advance = (CriterionList){0};
    c.stages[KEEP].enter = (CriterionList){0};
    assert_string_equal(walk(&c), "001111111111");
    assert_null(c.fold.now.needs);
    assert_int_equal(c.fold.now.tomorrow, BUILD);
}

static void test_stage__nobody_begins_where_the_knee_is_known_not_to_be(void **state)
{
    (void)state;
    Case c;
    begin(&c, "....");
    c.stages[KEEP].begin = true;
    assert_string_equal(walk(&c), "2222");
    pain(&c, -1, SIDE_LEFT, 3);
    assert_string_equal(walk(&c), "0000");
    pain(&c, 1, SIDE_LEFT, 0); /* clear on the first day and the second */
    assert_string_equal(walk(&c), "0011");
}

static void test_stage__a_session_added_or_deleted_later_changes_the_result(void **state)
{
    (void)state;
    Case c;
    begin(&c, "f.TT.....");
    assert_string_equal(walk(&c), "001111111");
    log_session(&c.log, LOG_MONDAY + 5, NAME_STRENGTH)->end = SESSION_ADDED;
    assert_string_equal(walk(&c), "001111222");
    /* A tombstone leaves no row. */
    c.log.history.session_count--;
    assert_string_equal(walk(&c), "001111111");
}

static void test_stage__what_is_needed_is_said_with_what_is_there(void **state)
{
    (void)state;
    static const struct {
        const char *days;
        CriterionKind needs;
        int32_t have;
    } rows[] = {
        {".", CRITERION_DAYS_CLEAR_MIN, -1},
        {"f", CRITERION_DAYS_CLEAR_MIN, 1},
        {"F", CRITERION_DAYS_CLEAR_MIN, 0},
        {"F.", CRITERION_DAYS_CLEAR_MIN, 0},
        {"F.......", CRITERION_DAYS_CLEAR_MIN, 0},
        {"Ff", CRITERION_DAYS_CLEAR_MIN, 1},
        {"f..", CRITERION_SESSIONS_MIN, 0},
        {"f.TT", CRITERION_SESSIONS_MIN, 2}, /* today's is there already */
        {"f.TT......T", CRITERION_PAIN_MAX, -1},
        {"f.TTTF", CRITERION_MORNING_SAME, 0}, /* the last stage: nothing */
        {"f.TT..FT", CRITERION_PAIN_MAX, 3},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Case c;
        begin(&c, rows[i].days);
        (void)walk(&c);
        const StageNow *now = &c.fold.now;
        print_message("%s\n", rows[i].days);
        if (now->index == KEEP) {
            assert_int_equal(rows[i].needs, CRITERION_MORNING_SAME);
            assert_null(now->needs);
            continue;
        }
        assert_non_null(now->needs);
        assert_int_equal(now->needs->kind, rows[i].needs);
        assert_int_equal(now->state.have, rows[i].have);
        assert_int_equal(now->tomorrow, now->index);
    }
    Case c;
    begin(&c, "f.TTT");
    (void)walk(&c);
    assert_null(c.fold.now.needs);
    assert_int_equal(c.fold.now.index, BUILD);
    assert_int_equal(c.fold.now.tomorrow, KEEP);
}

static void test_stage__a_follow_of_long_ago_is_a_century_at_most(void **state)
{
    (void)state;
    Case c;
    begin(&c, ".");
    Arena arena = {0};
    const StageInput input = {.program = &c.program,
                              .history = &c.log.history,
                              .from = CALENDAR_DAY_MIN,
                              .to = c.log.today};
    assert_int_equal(stage_fold(&c.fold, &arena, &input), SF_OK);
    assert_int_equal(c.fold.count, STREAK_SPAN_DAYS + 1);
    arena_deinit(&arena);
}

/* ---- Today and the streak ------------------------------------------------------------------- */

static void run(Case *c)
{
    assert_int_equal(today_compute(&c->today, &c->library, &c->log.history, c->log.today), SF_OK);
}

static const DueRoutine *find_row(const Case *c, const Program *program, const char *id)
{
    for (int32_t i = 0; i < c->today.due_count; i++) {
        if (c->today.due[i].program == program && strcmp(c->today.due[i].routine->id, id) == 0) {
            return &c->today.due[i];
        }
    }
    return NULL;
}

static void test_stage__today_has_the_routines_of_the_stage_and_of_none(void **state)
{
    (void)state;
    static const struct {
        const char *days;
        bool strength;
        bool daily;
    } rows[] = {
        {".", false, true},
        {"f..", true, false},
        {"f.TTT..", true, true},
        {"T", true, true}, /* done all the same */
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Case c;
        begin(&c, rows[i].days);
        run(&c);
        print_message("%s\n", rows[i].days);
        assert_int_equal(find_row(&c, &c.program, "strength") != NULL, rows[i].strength);
        assert_int_equal(find_row(&c, &c.program, "daily") != NULL, rows[i].daily);
        assert_non_null(find_row(&c, &c.program, "ice"));
    }
    Case c;
    begin(&c, "T");
    run(&c);
    assert_int_equal(find_row(&c, &c.program, "strength")->state, DUE_DONE);
    assert_int_equal(c.today.streak.week_target, 7); /* of the daily one only */
    assert_int_equal(c.today.streak.week_done, 0);
}

static void test_stage__each_program_has_its_own(void **state)
{
    (void)state;
    Case c;
    begin(&c, "f.TTT...");
    assert_null(today_stage(&c.today, &c.program));
    follow(&c, LOG_MONDAY + 3, 1, true);
    run(&c);
    assert_int_equal(c.today.stage_count, 2);
    assert_int_equal(today_stage(&c.today, &c.program)->index, KEEP);
    assert_int_equal(today_stage(&c.today, &c.program)->since, LOG_MONDAY + 5);
    assert_int_equal(today_stage(&c.today, &c.other)->index, BUILD);
    assert_int_equal(today_stage(&c.today, &c.other)->state.have, 0);
    assert_null(find_row(&c, &c.other, "daily"));
    follow(&c, LOG_MONDAY + 6, 0, false);
    run(&c);
    assert_int_equal(c.today.stage_count, 1);
    assert_null(today_stage(&c.today, &c.program));
}

/* The day of choosing is the first one of the stage, whether it is asked for or not: looking ahead
 * from it says the same as the day after. */
static void test_stage__the_day_of_choosing_begins_it(void **state)
{
    (void)state;
    for (int32_t ahead = 0; ahead < 3; ahead++) {
        Case c;
        begin(&c, "F");
        c.stages[BUILD].begin = true;
        c.log.today += ahead;
        run(&c);
        assert_int_equal(c.today.stages[0].index, BUILD);
        assert_int_equal(c.today.stages[0].since, LOG_MONDAY);
    }
}

/* A stage that begins asks for its routines from its first day on, and the days before keep what
 * was asked of them. */
static void test_stage__the_days_before_keep_their_marks(void **state)
{
    (void)state;
    static const char *const days[] = {"FDDDDDDD", "FDDDDDDDf.", "FDDDDDDDfTT"};
    static const DayMark last[] = {MARK_OPEN, MARK_OPEN, MARK_TRAINED};
    DayMark first[8];
    for (size_t i = 0; i < SF_COUNT(days); i++) {
        Case c;
        begin(&c, days[i]);
        DayMark marks[16];
        const DaySpan span = {LOG_MONDAY, c.log.today};
        assert_int_equal(today_marks(marks, &c.library, &c.log.history, &span, c.log.today), SF_OK);
        if (i == 0) {
            memcpy(first, marks, sizeof(first));
            assert_int_equal(first[0], MARK_BEFORE);
            assert_int_equal(first[7], MARK_TRAINED);
            continue;
        }
        assert_memory_equal(marks, first, sizeof(first));
        assert_int_equal(marks[c.log.today - LOG_MONDAY], last[i]);
        run(&c);
        assert_int_equal(c.today.streak.days, i == 1 ? 7 : 9);
    }
}

static void test_stage__out_of_memory_is_said_and_leaks_nothing(void **state)
{
    (void)state;
    Case c;
    begin(&c, "f.TTT.............");
    SfError code = SF_E_NOMEM;
    int64_t successes = 0;
    for (; code != SF_OK; successes++) {
        assert_true(successes < 100);
        sf_alloc_fail_after(successes);
        code = today_compute(&c.today, &c.library, &c.log.history, c.log.today);
        assert_true(code == SF_OK || code == SF_E_NOMEM);
    }
    sf_alloc_fail_after(-1);
    assert_true(successes > 1);
    assert_int_equal(c.today.stage_count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stage__the_days_lead_through_the_stages),
        cmocka_unit_test(test_stage__a_bad_reading_of_either_knee_leads_back_once),
        cmocka_unit_test(test_stage__too_few_sessions_lead_back_only_after_all_their_days),
        cmocka_unit_test(test_stage__a_day_keeps_its_stage_whatever_comes),
        cmocka_unit_test(test_stage__no_stage_is_skipped),
        cmocka_unit_test(test_stage__nobody_begins_where_the_knee_is_known_not_to_be),
        cmocka_unit_test(test_stage__a_session_added_or_deleted_later_changes_the_result),
        cmocka_unit_test(test_stage__what_is_needed_is_said_with_what_is_there),
        cmocka_unit_test(test_stage__a_follow_of_long_ago_is_a_century_at_most),
        cmocka_unit_test(test_stage__today_has_the_routines_of_the_stage_and_of_none),
        cmocka_unit_test(test_stage__each_program_has_its_own),
        cmocka_unit_test(test_stage__the_day_of_choosing_begins_it),
        cmocka_unit_test(test_stage__the_days_before_keep_their_marks),
        cmocka_unit_test(test_stage__out_of_memory_is_said_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
