/* SPDX-License-Identifier: MIT */
/* The model over the real library, a log in memory and a virtual clock. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "headless.h"
#include "surefoot/log.h"
#include "surefoot/model.h"

#define ROOT SUREFOOT_SOURCE_DIR

typedef struct Scene {
    Headless headless;
    Model *model;
    Day today;
} Scene;

static int set_up(void **state)
{
    static Scene scene;
    memset(&scene, 0, sizeof(scene));
    SfErrorInfo err = {0};
    HeadlessOptions options = {.seed = 7};
    assert_int_equal(calendar_parse_instant(&options.now, "2026-11-21T07:30+01:00", &err), SF_OK);
    headless_init(&scene.headless, &options);
    static const char *const paths[] = {ROOT "/assets/exercises", ROOT "/assets/programs"};
    const ModelOptions how = {.asset_paths = paths, .asset_path_count = 2};
    assert_int_equal(model_create(&scene.model, &scene.headless.platform, &how, &err), SF_OK);
    scene.today = model_day(scene.model);
    *state = &scene;
    return 0;
}

static int tear_down(void **state)
{
    Scene *scene = *state;
    model_destroy(scene->model);
    return 0;
}

static void follow(const Scene *scene, const char *id)
{
    SfErrorInfo err = {0};
    const Program *program = library_program(&scene->model->library, id);
    assert_non_null(program);
    assert_int_equal(model_follow(scene->model, program, true, &err), SF_OK);
}

static Fact status_fact(const Scene *scene, Status status, Day from, Day to)
{
    Fact fact = model_fact(scene->model, FACT_STATUS);
    fact.body.status = (StatusFact){.status = status, .from = from, .to = to};
    return fact;
}

static void add_status(const Scene *scene, Status status, Day from, Day to)
{
    SfErrorInfo err = {0};
    const Fact fact = status_fact(scene, status, from, to);
    assert_int_equal(model_add(scene->model, &fact, 1, "kept", &err), SF_OK);
}

static void test_model__undo_takes_back_all_that_was_added_together(void **state)
{
    Scene *scene = *state;
    Model *model = scene->model;
    SfErrorInfo err = {0};
    Fact facts[2];
    for (int32_t i = 0; i < 2; i++) {
        facts[i] = model_fact(model, FACT_PAIN);
        facts[i].body.pain = (PainFact){
            .knee = i == 0 ? SIDE_LEFT : SIDE_RIGHT, .moment = PAIN_MORNING, .level = 6 + i};
    }
    Fact before = model_fact(model, FACT_PAIN);
    before.body.pain = (PainFact){.knee = SIDE_LEFT, .moment = PAIN_BEFORE, .level = 1};
    assert_int_equal(model_add(model, &before, 1, "before", &err), SF_OK);
    assert_int_equal(model_add(model, facts, 2, "kept", &err), SF_OK);
    assert_int_equal(model->history.pain_count, 3);
    assert_int_equal(model->today.sore.why, SORE_HIGH);
    assert_string_equal(model->undo.text, "kept");
    model_undo(model);
    assert_int_equal(model->history.pain_count, 1);
    assert_int_equal(model->today.sore.why, SORE_NOT);
    /* Over is over: nothing older is touched. */
    model_undo(model);
    assert_int_equal(model->history.pain_count, 1);
}

static void test_model__what_is_refused_cannot_be_undone(void **state)
{
    Scene *scene = *state;
    SfErrorInfo err = {0};
    const Fact backwards = status_fact(scene, STATUS_AWAY, scene->today, scene->today - 1);
    assert_int_not_equal(model_add(scene->model, &backwards, 1, "kept", &err), SF_OK);
    assert_int_equal(scene->model->undo.count, 0);
    assert_int_equal(scene->model->history.status_count, 0);
}

static void test_model__a_status_is_the_last_one_said_for_today(void **state)
{
    Scene *scene = *state;
    const Day today = scene->today;
    assert_false(scene->model->today.marked);
    add_status(scene, STATUS_AWAY, today + 1, today + 9);
    add_status(scene, STATUS_SICK, today - 9, today - 1);
    assert_false(scene->model->today.marked);
    add_status(scene, STATUS_AWAY, today - 2, today);
    scene->headless.now_ms += 1000;
    add_status(scene, STATUS_SICK, today, today + 3);
    assert_int_equal(scene->model->today.mark.status, STATUS_SICK);
}

static void test_model__being_back_keeps_the_days_before(void **state)
{
    Scene *scene = *state;
    SfErrorInfo err = {0};
    const Day today = scene->today;
    add_status(scene, STATUS_AWAY, today - 5, today + 5);
    assert_int_equal(model_end_marks(scene->model, "back", &err), SF_OK);
    assert_false(scene->model->today.marked);
    assert_int_equal(scene->model->history.status_count, 1);
    assert_int_equal(scene->model->history.statuses[0].from, today - 5);
    assert_int_equal(scene->model->history.statuses[0].to, today - 1);
    add_status(scene, STATUS_SICK, today, today + 5);
    assert_int_equal(model_end_marks(scene->model, "back", &err), SF_OK);
    assert_int_equal(scene->model->history.status_count, 1);
}

static void test_model__being_back_ends_all_that_hold_today(void **state)
{
    Scene *scene = *state;
    SfErrorInfo err = {0};
    const Day today = scene->today;
    add_status(scene, STATUS_AWAY, today - 5, today + 5);
    add_status(scene, STATUS_RESTING, today, today);
    add_status(scene, STATUS_SICK, today + 3, today + 4);
    assert_int_equal(model_end_marks(scene->model, "back", &err), SF_OK);
    assert_false(scene->model->today.marked);
    assert_null(history_status(&scene->model->history, today + 1));
    assert_int_equal(history_status(&scene->model->history, today + 3)->status, STATUS_SICK);
    assert_int_equal(history_status(&scene->model->history, today - 1)->status, STATUS_AWAY);
}

/* However many there are, it is one change: with one tap they hold again, as they were. */
static void test_model__being_back_can_be_undone(void **state)
{
    Scene *scene = *state;
    Model *model = scene->model;
    SfErrorInfo err = {0};
    const Day today = scene->today;
    for (int32_t i = 0; i < 9; i++) {
        scene->headless.now_ms += 1000;
        add_status(scene, i % 2 == 0 ? STATUS_SICK : STATUS_RESTING, today - i, today + i);
    }
    HistoryStatus marks[9];
    memcpy(marks, model->history.statuses, sizeof(marks));
    scene->headless.now_ms += 1000;
    assert_int_equal(model_end_marks(model, "back", &err), SF_OK);
    assert_false(model->today.marked);
    assert_int_equal(model->history.status_count, 8); /* one had no day before today */
    assert_true(model_can_undo(model));
    assert_string_equal(model->undo.text, "back");
    /* What is left of them was said when it was said. */
    for (int32_t i = 0; i < 8; i++) {
        assert_true(model->history.statuses[i].utc_ms == marks[i + 1].utc_ms);
        assert_int_equal(model->history.statuses[i].from, marks[i + 1].from);
        assert_int_equal(model->history.statuses[i].to, today - 1);
    }
    model_undo(model);
    assert_false(model_can_undo(model));
    assert_int_equal(model->history.status_count, 9);
    for (int32_t i = 0; i < 9; i++) {
        const HistoryStatus *mark = &model->history.statuses[i];
        assert_true(mark->utc_ms == marks[i].utc_ms);
        assert_int_equal(mark->status, marks[i].status);
        assert_int_equal(mark->from, marks[i].from);
        assert_int_equal(mark->to, marks[i].to);
    }
    /* Where nothing holds nothing happens, and nothing is there to be undone. */
    assert_int_equal(model_end_marks(model, "back", &err), SF_OK);
    model_end_undo(model);
    assert_int_equal(model_end_marks(model, "back", &err), SF_OK);
    assert_false(model_can_undo(model));
}

/* Said in December, by a clock that was a month ahead: what is said now is said after it. */
static void test_model__the_last_mark_counts_whatever_the_clock_was(void **state)
{
    Scene *scene = *state;
    Model *model = scene->model;
    SfErrorInfo err = {0};
    const Day today = scene->today;
    Fact ahead = status_fact(scene, STATUS_SICK, today - 3, today + 40);
    ahead.day += 30;
    ahead.at.utc_ms += INT64_C(30) * 86400000;
    assert_int_equal(model_add(model, &ahead, 1, "kept", &err), SF_OK);
    assert_int_equal(model->today.mark.status, STATUS_SICK);
    const StatusFact away = {.status = STATUS_AWAY, .from = today, .to = today + 1};
    assert_int_equal(model_mark(model, &away, "kept", &err), SF_OK);
    assert_int_equal(model->today.mark.status, STATUS_AWAY);
    /* Back, and marked anew: the new mark holds, and the old ones no longer. */
    assert_int_equal(model_end_marks(model, "back", &err), SF_OK);
    assert_false(model->today.marked);
    const StatusFact sick = {.status = STATUS_SICK, .from = today, .to = today};
    assert_int_equal(model_mark(model, &sick, "kept", &err), SF_OK);
    assert_int_equal(model->today.mark.status, STATUS_SICK);
    assert_int_equal(model->today.mark.to, today);
    assert_null(history_status(&model->history, today + 1));
    model_undo(model);
    assert_false(model->today.marked);
}

static void test_model__an_absence_is_taken_back_and_the_taking_back_undone(void **state)
{
    Scene *scene = *state;
    SfErrorInfo err = {0};
    const Day today = scene->today;
    add_status(scene, STATUS_AWAY, today - 9, today - 7);
    const HistoryStatus marked = scene->model->history.statuses[0];
    assert_int_equal(model_take_back(scene->model, &marked, "taken back", &err), SF_OK);
    assert_int_equal(scene->model->history.status_count, 0);
    model_undo(scene->model);
    assert_int_equal(scene->model->history.status_count, 1);
    const HistoryStatus back = scene->model->history.statuses[0];
    assert_int_equal(back.status, STATUS_AWAY);
    assert_int_equal(back.from, marked.from);
    assert_int_equal(back.to, marked.to);
}

static void add_session(const Scene *scene, const char *program, const char *routine, Day day)
{
    SfErrorInfo err = {0};
    Fact fact = model_fact(scene->model, FACT_SESSION);
    fact.day = day;
    fact.at.utc_ms += (int64_t)(day - scene->today) * 86400000;
    fact.body.session = (SessionFact){.program = program,
                                      .program_hash = "",
                                      .routine = routine,
                                      .title = routine,
                                      .work_ms = 60000,
                                      .end = SESSION_ADDED,
                                      .sets_done = 3,
                                      .sets_planned = 3,
                                      .note = ""};
    assert_int_equal(model_add(scene->model, &fact, 1, "kept", &err), SF_OK);
}

static void test_model__next_is_today_until_it_is_done(void **state)
{
    Scene *scene = *state;
    assert_null(model_next_due(scene->model).routine);
    follow(scene, "desk-knee");
    add_session(scene, "desk-knee", "quad-hold", scene->today);
    const NextDue next = model_next_due(scene->model);
    assert_non_null(next.routine);
    assert_string_equal(next.routine->id, "quad-hold");
    assert_int_equal(next.day, scene->today + 1);
}

/* The short routine that then leads has no weekly target. */
static void test_model__who_returns_is_told_the_next_day_too(void **state)
{
    Scene *scene = *state;
    follow(scene, "hip-and-knee");
    add_session(scene, "hip-and-knee", "six", scene->today - 40);
    assert_true(scene->model->today.returning);
    add_session(scene, "hip-and-knee", "six", scene->today - TODAY_RETURN_DAYS);
    const NextDue next = model_next_due(scene->model);
    assert_non_null(next.routine);
    assert_string_equal(next.routine->id, "three");
    assert_int_equal(next.day, scene->today + 1);
    add_session(scene, "hip-and-knee", "six", scene->today - TODAY_RETURN_DAYS + 1);
    assert_false(scene->model->today.returning);
}

static void test_model__last_done_is_of_that_routine_only(void **state)
{
    Scene *scene = *state;
    const Program *program = library_program(&scene->model->library, "hip-and-knee");
    const Routine *six = program_routine(program, "six");
    const Routine *three = program_routine(program, "three");
    Day day = 0;
    assert_false(model_last_done(scene->model, program, six, &day));
    add_session(scene, "hip-and-knee", "six", scene->today - 4);
    add_session(scene, "hip-and-knee", "six", scene->today - 2);
    add_session(scene, "hip-and-knee", "three", scene->today - 1);
    assert_true(model_last_done(scene->model, program, six, &day));
    assert_int_equal(day, scene->today - 2);
    assert_true(model_last_done(scene->model, program, three, &day));
    assert_int_equal(day, scene->today - 1);
}

static void add_try(const Scene *scene, int32_t time_ms)
{
    SfErrorInfo err = {0};
    Fact fact = model_fact(scene->model, FACT_TRY);
    fact.day -= 3;
    fact.body.balance_try = (TryFact){.leg = SIDE_LEFT, .time_ms = time_ms, .cap_ms = 45000};
    assert_int_equal(model_add(scene->model, &fact, 1, "kept", &err), SF_OK);
}

/* One of these days is put right, and then it was right after all. */
static void test_model__a_try_of_the_past_is_changed_and_comes_back(void **state)
{
    Scene *scene = *state;
    Model *model = scene->model;
    const History *history = &model->history;
    SfErrorInfo err = {0};
    add_try(scene, 20000);
    const TryFact wrong = {.leg = SIDE_RIGHT, .time_ms = 46000, .cap_ms = 45000};
    assert_int_equal(model_change_try(model, &history->tries[0], &wrong, "", &err), SF_E_INPUT);
    TryFact right = history->tries[0].fact;
    right.leg = SIDE_RIGHT;
    right.time_ms = 30000;
    right.place = TRY_IN_ROUTINE; /* is not taken */
    assert_int_equal(model_change_try(model, &history->tries[0], &right, "changed", &err), SF_OK);
    assert_int_equal(history->try_count, 1);
    assert_int_equal(history->tries[0].fact.time_ms, 30000);
    assert_int_equal(history->tries[0].fact.leg, SIDE_RIGHT);
    assert_int_equal(history->tries[0].fact.place, TRY_IN_TEST);
    assert_int_equal(history->tries[0].day, scene->today - 3);
    model_undo(model);
    assert_int_equal(history->try_count, 1);
    assert_int_equal(history->tries[0].fact.time_ms, 20000);
    assert_int_equal(history->tries[0].day, scene->today - 3);
    assert_int_equal(model_change_try(model, &history->tries[0], NULL, "taken away", &err), SF_OK);
    assert_int_equal(history->try_count, 0);
    model_undo(model);
    assert_int_equal(history->try_count, 1);
    assert_int_equal(history->tries[0].fact.time_ms, 20000);
    assert_int_equal(history->tries[0].day, scene->today - 3);
    model_undo(model); /* that was all there was to take back */
    assert_int_equal(history->try_count, 1);
}

static void test_model__a_waistband_is_no_place_for_what_feels_nothing(void **state)
{
    static const MotionRecording still;
    Scene *scene = *state;
    Model *model = scene->model;
    const Program *program = library_program(&model->library, "balance");
    const Routine *open = program_routine(program, "open");
    model->settings.stance_place = STOP_WAIST;
    assert_int_equal(model_profile(model, program, open).stance.stop, STOP_THUMB);
    headless_motion(&scene->headless, &still);
    assert_int_equal(model_profile(model, program, open).stance.stop, STOP_WAIST);
}

static void test_model__a_test_is_set_up_by_the_settings(void **state)
{
    Scene *scene = *state;
    Model *model = scene->model;
    SfErrorInfo err = {0};
    const Program *program = library_program(&model->library, "balance");
    const Routine *open = program_routine(program, "open");
    model->settings.balance_cap_s = 30;
    model->settings.stance_place = STOP_SHELF;
    Profile profile = model_profile(model, program, open);
    assert_int_equal(profile.stance.cap_ms, 30000);
    assert_int_equal(profile.stance.stop, STOP_SHELF);
    assert_int_equal(profile.stance.sides, SIDES_NONE);
    profile.stance.sides = SIDES_RIGHT; /* chosen by hand */
    assert_int_equal(model_start_with(model, program, open, &profile, &err), SF_OK);
    const Timeline *timeline = session_timeline(model->session);
    assert_int_equal(timeline->segments[1].side, SIDE_RIGHT);
    assert_int_equal(timeline->segments[1].length_ms, 30000);
    model_end_session(model);
    const Routine *brush = program_routine(program, "brush");
    assert_int_equal(model_profile(model, program, brush).stance.cap_ms, 0);
}

static void test_model__own_files_are_those_in_the_own_folder(void **state)
{
    Scene *scene = *state;
    Model *model = scene->model;
    const Program own = {.path = "/home/me/surefoot/programs/mine.surefoot.json"};
    const Program near_by = {.path = "/home/me/surefoot/programs-old/mine.surefoot.json"};
    assert_false(model_is_own(model, &own));
    (void)sf_format(model->own_dir, sizeof(model->own_dir), "/home/me/surefoot/programs");
    assert_true(model_is_own(model, &own));
    assert_false(model_is_own(model, &near_by));
    assert_false(model_is_own(model, library_program(&model->library, "desk-knee")));
}

static void test_model__marks_follow_what_was_followed(void **state)
{
    Scene *scene = *state;
    Model *model = scene->model;
    DayMark marks[4];
    const DaySpan span = {scene->today - 1, scene->today + 2};
    follow(scene, "desk-knee");
    assert_int_equal(today_marks(marks, &model->library, &model->history, &span, scene->today),
                     SF_OK);
    assert_int_equal(marks[0], MARK_BEFORE);
    assert_int_equal(marks[2], MARK_BEFORE);
    add_session(scene, "desk-knee", "quad-hold", scene->today);
    assert_int_equal(today_marks(marks, &model->library, &model->history, &span, scene->today),
                     SF_OK);
    assert_int_equal(marks[1], MARK_TRAINED);
}

static void test_model__held_says_why_also_of_what_is_not_followed(void **state)
{
    Scene *scene = *state;
    const Model *model = scene->model;
    const Program *jog = library_program(&model->library, "walk-jog");
    const Criterion *failed = NULL;
    Today today = model->today;
    const char *reason =
        today_held(&today, &jog->routines[0], &model->history, scene->today, &failed);
    assert_string_equal(reason, REASON_PAIN);
    assert_non_null(failed);
    today.sore.why = SORE_HIGH;
    reason = today_held(&today, &jog->routines[0], &model->history, scene->today, &failed);
    assert_string_equal(reason, REASON_SORE);
    assert_true(criterion_protects(failed));
    const Program *hip = library_program(&model->library, "hip-and-knee");
    assert_null(
        today_held(&today, program_routine(hip, "three"), &model->history, scene->today, &failed));
}

static void test_model__nothing_starts_while_a_flag_is_open(void **state)
{
    Scene *scene = *state;
    Model *model = scene->model;
    SfErrorInfo err = {0};
    const Program *desk = library_program(&model->library, "desk-knee");
    bool ticked[FLAG_COUNT] = {[FLAG_GIVING] = true};
    assert_int_equal(model_answer_flags(model, ticked, &err), SF_OK);
    assert_int_equal(model->history.answer_count, FLAG_OTHER);
    assert_true(today_locked(&model->today));
    assert_int_equal(model_start(model, desk, &desk->routines[0], &err), SF_E_STATE);
    assert_string_equal(err.text, "Please have your knee checked first.");
    assert_null(model->session);
    assert_int_equal(model_flags_checked(model, "checked", &err), SF_OK);
    assert_int_equal(model_start(model, desk, &desk->routines[0], &err), SF_OK);
    model_end_session(model);
    model_undo(model);
    assert_true(today_locked(&model->today));
    ticked[FLAG_GIVING] = false;
    assert_int_equal(model_answer_flags(model, ticked, &err), SF_OK);
    assert_false(today_locked(&model->today));
}

static void set_clock(Scene *scene, const char *at)
{
    Instant now;
    SfErrorInfo err = {0};
    assert_int_equal(calendar_parse_instant(&now, at, &err), SF_OK);
    headless_set_wall(&scene->headless, now);
    model_refresh(scene->model);
    scene->today = model_day(scene->model);
}

static void train(const Scene *scene)
{
    SfErrorInfo err = {0};
    Fact fact = model_fact(scene->model, FACT_SESSION);
    fact.body.session = (SessionFact){.program = "desk-knee",
                                      .program_hash = "",
                                      .routine = "break",
                                      .title = "Break",
                                      .duration_ms = 60000,
                                      .work_ms = 60000,
                                      .end = SESSION_COMPLETE,
                                      .sets_done = 1,
                                      .sets_planned = 1,
                                      .note = ""};
    assert_int_equal(log_add(scene->model->store, &fact, 1, &err), SF_OK);
    model_refresh(scene->model);
}

static void expect_follow_day(const Scene *scene, Day day)
{
    assert_int_equal(scene->model->history.follow_count, 1);
    assert_int_equal(scene->model->history.follows[0].day, day);
    assert_true(history_follows(&scene->model->history, "desk-knee"));
}

static void test_model__what_was_followed_with_a_clock_ahead_holds_from_one_day(void **state)
{
    Scene *scene = *state;
    set_clock(scene, "2026-12-21T10:00+01:00");
    follow(scene, "desk-knee");
    set_clock(scene, "2026-11-21T10:00+01:00");
    const Day found = scene->today;
    expect_follow_day(scene, found);
    /* Not from each new day anew, and not again from the day that was wrong. */
    set_clock(scene, "2026-11-28T10:00+01:00");
    expect_follow_day(scene, found);
    set_clock(scene, "2026-12-22T10:00+01:00");
    expect_follow_day(scene, found);
}

static void test_model__a_flag_ticked_with_a_clock_ahead_holds_from_one_day(void **state)
{
    Scene *scene = *state;
    SfErrorInfo err = {0};
    set_clock(scene, "2026-12-21T10:00+01:00");
    const bool ticked[FLAG_COUNT] = {[FLAG_SWOLLEN] = true};
    assert_int_equal(model_answer_flags(scene->model, ticked, &err), SF_OK);
    set_clock(scene, "2026-11-21T10:00+01:00");
    const Day found = scene->today;
    set_clock(scene, "2026-11-28T10:00+01:00");
    assert_int_equal(flags_level(&scene->model->today.flags), FLAG_LEVEL_TODAY);
    assert_int_equal(flags_day(&scene->model->today.flags), found);
    assert_int_equal(model_flags_checked(scene->model, "checked", &err), SF_OK);
    assert_int_equal(flags_level(&scene->model->today.flags), FLAG_LEVEL_NONE);
}

static void test_model__a_journey_over_the_date_line_changes_nothing_in_the_log(void **state)
{
    Scene *scene = *state;
    set_clock(scene, "2026-11-22T09:00+13:00");
    const Day said = scene->today;
    follow(scene, "desk-knee");
    set_clock(scene, "2026-11-21T12:00-10:00");
    assert_int_equal(scene->today, said - 1);
    expect_follow_day(scene, said - 1);
    set_clock(scene, "2026-11-24T12:00-10:00");
    expect_follow_day(scene, said);
}

static void test_model__a_clock_behind_never_moves_what_was_followed(void **state)
{
    Scene *scene = *state;
    set_clock(scene, "2026-12-20T10:00+01:00");
    follow(scene, "desk-knee");
    const Day said = scene->today;
    set_clock(scene, "1970-01-01T00:10+00:00"); /* older than this program: it is wrong */
    set_clock(scene, "2026-12-21T10:00+01:00");
    expect_follow_day(scene, said);
    train(scene);
    set_clock(scene, "2026-11-21T10:00+01:00"); /* before a session that was done */
    set_clock(scene, "2026-12-22T10:00+01:00");
    expect_follow_day(scene, said);
}

static void test_model__all_that_was_said_with_a_clock_ahead_keeps_its_order(void **state)
{
    Scene *scene = *state;
    SfErrorInfo err = {0};
    set_clock(scene, "2026-12-21T10:00+01:00");
    const Program *program = library_program(&scene->model->library, "desk-knee");
    follow(scene, "desk-knee");
    scene->headless.now_ms += 1000;
    assert_int_equal(model_follow(scene->model, program, false, &err), SF_OK);
    set_clock(scene, "2026-11-21T10:00+01:00");
    assert_false(model_follows(scene->model, program));
    follow(scene, "desk-knee");
    set_clock(scene, "2026-11-22T10:00+01:00");
    assert_true(model_follows(scene->model, program));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_model__undo_takes_back_all_that_was_added_together),
        TEST(test_model__what_is_refused_cannot_be_undone),
        TEST(test_model__a_status_is_the_last_one_said_for_today),
        TEST(test_model__being_back_keeps_the_days_before),
        TEST(test_model__being_back_ends_all_that_hold_today),
        TEST(test_model__being_back_can_be_undone),
        TEST(test_model__the_last_mark_counts_whatever_the_clock_was),
        TEST(test_model__an_absence_is_taken_back_and_the_taking_back_undone),
        TEST(test_model__next_is_today_until_it_is_done),
        TEST(test_model__who_returns_is_told_the_next_day_too),
        TEST(test_model__last_done_is_of_that_routine_only),
        TEST(test_model__a_try_of_the_past_is_changed_and_comes_back),
        TEST(test_model__a_waistband_is_no_place_for_what_feels_nothing),
        TEST(test_model__a_test_is_set_up_by_the_settings),
        TEST(test_model__own_files_are_those_in_the_own_folder),
        TEST(test_model__marks_follow_what_was_followed),
        TEST(test_model__held_says_why_also_of_what_is_not_followed),
        cmocka_unit_test_setup_teardown(test_model__nothing_starts_while_a_flag_is_open, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            test_model__what_was_followed_with_a_clock_ahead_holds_from_one_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_model__a_flag_ticked_with_a_clock_ahead_holds_from_one_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_model__a_journey_over_the_date_line_changes_nothing_in_the_log, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_model__a_clock_behind_never_moves_what_was_followed,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_model__all_that_was_said_with_a_clock_ahead_keeps_its_order, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
