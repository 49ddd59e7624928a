/* SPDX-License-Identifier: MIT */
/* The commands that leave the planned way: skip, back, +-10 s, done, it hurts. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "player_log.h"
#include "surefoot/limits.h"

/* ---- skip ------------------------------------------------------------------------------------ */

static void test_player__skip_in_a_rest_ends_only_the_rest(void **state)
{
    (void)state;
    const char *const lead_ins[] = {"a: ready10 hold10 rest5 hold10",
                                    "a: rest10 hold10 rest5 hold10",
                                    "a: change10 hold10 rest5 hold10"};
    for (size_t i = 0; i < SF_COUNT(lead_ins); i++) {
        PlayerLog *log = log_begin(lead_ins[i]);
        log_play(log, 1000);
        assert_int_equal(player_skip(&log->player, log->now_ms), SF_OK);
        log_expect_at(log, "a/2", PLAYER_COUNT_IN);
        log_expect_credit(log, "a/2", OUTCOME_NONE, 0);
        log_play(log, 4000);
        assert_int_equal(log_view(log).elapsed_ms, 1000);
        log_end(log);
    }
    PlayerLog *log = log_begin("a: hold5 rest10 | b: ready5 hold5");
    log_play(log, 6000);
    (void)player_skip(&log->player, log->now_ms);
    log_expect_at(log, "b/1", PLAYER_RUNNING);
    log_end(log);
}

static void test_player__skip_in_work_files_what_was_done(void **state)
{
    (void)state;
    const struct {
        const char *text;
        int64_t play_ms;
        Outcome outcome;
        int32_t done_ms;
        int32_t reps;
        PlayerState state;
        const char *next;
    } cases[] = {
        {"a: hold30 rest5 hold30", 12000, OUTCOME_PARTIAL, 12000, 0, PLAYER_RUNNING, "a/2"},
        {"a: hold30 rest5 hold30", 1000, OUTCOME_PARTIAL, 1000, 0, PLAYER_RUNNING, "a/2"},
        {"a: hold30 rest5 hold30", 999, OUTCOME_SKIPPED, 0, 0, PLAYER_COUNT_IN, "a/3"},
        {"a: reps9x2 rest5 hold30", 7500, OUTCOME_PARTIAL, 7500, 3, PLAYER_RUNNING, "a/2"},
        {"a: reps9x2 rest5 hold30", 1900, OUTCOME_SKIPPED, 0, 0, PLAYER_COUNT_IN, "a/3"},
        {"a: own9 rest5 hold30", 8000, OUTCOME_PARTIAL, 8000, 0, PLAYER_RUNNING, "a/2"},
        {"a: max60 rest5 hold30", 8000, OUTCOME_PARTIAL, 8000, 0, PLAYER_RUNNING, "a/2"},
        {"a: hold9 change5 hold9", 0, OUTCOME_SKIPPED, 0, 0, PLAYER_RUNNING, "a/2"},
        {"a: hold9 rest5 | b: ready5 hold9", 0, OUTCOME_SKIPPED, 0, 0, PLAYER_RUNNING, "b/1"},
        {"a: hold9 rest5 | b: rest5 | c: hold9", 0, OUTCOME_SKIPPED, 0, 0, PLAYER_RUNNING, "b/1"},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        PlayerLog *log = log_begin(cases[i].text);
        log_play(log, cases[i].play_ms);
        assert_int_equal(player_skip(&log->player, log->now_ms), SF_OK);
        log_drain(log);
        log_expect_at(log, cases[i].next, cases[i].state);
        log_expect_credit(log, "a/1", cases[i].outcome, cases[i].done_ms);
        assert_int_equal(log_credit(log, "a/1")->reps, cases[i].reps);
        assert_int_equal(log_count(log, PLAYER_EVENT_CREDIT), 1);
        assert_int_equal(log_count(log, PLAYER_EVENT_FLUSH), 1);
        log_end(log);
    }
}

static void test_player__skip_on_the_last_ends_with_credit(void **state)
{
    (void)state;
    const char *const texts[] = {"a: hold5 rest5 hold30", "a: hold5 rest5 hold30 rest20 change5"};
    for (size_t i = 0; i < SF_COUNT(texts); i++) {
        PlayerLog *log = log_begin(texts[i]);
        log_play(log, 22000);
        assert_int_equal(player_skip(&log->player, log->now_ms), SF_OK);
        log_drain(log);
        assert_int_equal(log->player.state, PLAYER_ENDED);
        assert_false(log->player.ended_early);
        log_expect_credit(log, "a/3", OUTCOME_PARTIAL, 12000);
        assert_int_equal(log_count(log, PLAYER_EVENT_ENDED), 1);
        log_end(log);
    }
}

static void test_player__rest_that_is_the_last_step_is_played(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold5 rest5 | ice: rest60");
    log_play(log, 2000);
    (void)player_skip(&log->player, log->now_ms);
    (void)player_skip(&log->player, log->now_ms);
    log_expect_at(log, "ice/1", PLAYER_RUNNING);
    (void)player_skip(&log->player, log->now_ms);
    assert_int_equal(log->player.state, PLAYER_ENDED);
    log_end(log);
}

static void test_player__commands_in_a_pause_stay_paused(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold30 rest9 hold30");
    log_play(log, 5000);
    (void)player_pause(&log->player, log->now_ms);
    log_play(log, 5000);
    assert_int_equal(player_adjust(&log->player, 10000, log->now_ms), SF_OK);
    assert_int_equal(log_view(log).remaining_ms, 35000);
    assert_int_equal(player_skip(&log->player, log->now_ms), SF_OK);
    log_expect_at(log, "a/2", PLAYER_PAUSED);
    log_expect_credit(log, "a/1", OUTCOME_PARTIAL, 5000);
    assert_int_equal(player_skip(&log->player, log->now_ms), SF_OK);
    log_expect_at(log, "a/3", PLAYER_PAUSED);
    log_play(log, 5000);
    assert_int_equal(player_back(&log->player, log->now_ms), SF_OK);
    log_expect_at(log, "a/1", PLAYER_PAUSED);
    assert_int_equal(log_view(log).elapsed_ms, 0);
    (void)player_resume(&log->player, log->now_ms);
    log_expect_at(log, "a/1", PLAYER_COUNT_IN);
    log_end(log);
}

static void test_player__burst_of_skips_voids_each_plan_and_leaves_nothing_behind(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: ready9 hold9 rest9 hold9 rest9 hold9 rest9 hold9");
    log_play(log, 500);
    log_forget(log);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(player_skip(&log->player, log->now_ms), SF_OK);
    }
    log_drain(log);
    assert_int_equal(log_count(log, PLAYER_EVENT_FLUSH), 4);
    assert_int_equal(log_count(log, PLAYER_EVENT_CUE), 0);
    log_expect_at(log, "a/8", PLAYER_COUNT_IN);
    assert_int_equal(log_last(log, PLAYER_EVENT_COUNT_IN)->segment, 7);
    PlannedCue planned[32];
    const int32_t count =
        player_planned(&log->player, log->now_ms, log->now_ms + 60000, planned, 32);
    assert_int_equal(count, 6);
    assert_int_equal(planned[0].at_ms, log->now_ms + PLAYER_COUNT_IN_MS);
    log_end(log);
}

/* ---- back ------------------------------------------------------------------------------------ */

static void test_player__back_restarts_then_goes_to_the_set_before(void **state)
{
    (void)state;
    const struct {
        int64_t play_ms;
        const char *target;
    } cases[] = {
        {3000, "a/1"},  {6000, "a/2"},  {8000, "a/2"},  {17000, "a/2"}, {22000, "a/2"},
        {22999, "a/2"}, {23000, "a/4"}, {25000, "a/4"}, {33000, "a/4"},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        PlayerLog *log = log_begin("a: ready5 hold10 rest6 hold10 | b: change5 hold5");
        log_play(log, cases[i].play_ms);
        log_forget(log);
        assert_int_equal(player_back(&log->player, log->now_ms), SF_OK);
        log_drain(log);
        const bool lead_in = strcmp(cases[i].target, "a/1") == 0;
        log_expect_at(log, cases[i].target, lead_in ? PLAYER_RUNNING : PLAYER_COUNT_IN);
        assert_int_equal(log_view(log).elapsed_ms, 0);
        assert_int_equal(log_count(log, PLAYER_EVENT_FLUSH), 1);
        assert_int_equal(log_count(log, PLAYER_EVENT_SEGMENT), 1);
        log_end(log);
    }
}

static void test_player__back_twice_goes_two_sets_back(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold10 rest5 hold10");
    log_play(log, 20000);
    (void)player_back(&log->player, log->now_ms);
    log_expect_at(log, "a/3", PLAYER_COUNT_IN);
    (void)player_back(&log->player, log->now_ms);
    log_expect_at(log, "a/1", PLAYER_COUNT_IN);
    (void)player_back(&log->player, log->now_ms);
    log_expect_at(log, "a/1", PLAYER_COUNT_IN);
    log_end(log);
}

static void test_player__set_done_again_keeps_the_better_credit(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: reps5x2 rest5 hold10");
    log_play(log, 11000);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 10000);
    (void)player_back(&log->player, log->now_ms);
    log_play(log, 3000 + 4500);
    (void)player_skip(&log->player, log->now_ms);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 10000);
    assert_int_equal(log_credit(log, "a/1")->reps, 5);
    log_end(log);

    log = log_begin("a: hold30 rest5 hold30");
    log_play(log, 12000);
    (void)player_back(&log->player, log->now_ms);
    log_expect_credit(log, "a/1", OUTCOME_PARTIAL, 12000);
    log_play(log, 3000 + 7000);
    (void)player_skip(&log->player, log->now_ms);
    log_expect_credit(log, "a/1", OUTCOME_PARTIAL, 12000);
    (void)player_back(&log->player, log->now_ms);
    log_play(log, 33000);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 30000);
    log_end(log);
}

/* ---- +-10 s ---------------------------------------------------------------------------------- */

static void test_player__adjust_is_for_timed_closed_segments(void **state)
{
    (void)state;
    const struct {
        const char *text;
        SfError expected;
    } cases[] = {{"a: hold60", SF_OK},
                 {"a: time60", SF_OK},
                 {"a: walk60", SF_OK},
                 {"a: run60", SF_OK},
                 {"a: rest60 | b: hold5", SF_OK},
                 {"a: ready60 hold5", SF_OK},
                 {"a: change60 hold5", SF_OK},
                 {"a: reps20x3", SF_E_STATE},
                 {"a: own20", SF_E_STATE},
                 {"a: max60", SF_E_STATE},
                 {"a: check", SF_E_STATE}};
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        PlayerLog *log = log_begin(cases[i].text);
        log_play(log, 1000);
        const int64_t length = log_view(log).length_ms;
        const SfError got = player_adjust(&log->player, PLAYER_ADJUST_MS, log->now_ms);
        assert_int_equal(got, cases[i].expected);
        const int64_t expected = cases[i].expected == SF_OK ? length + 10000 : length;
        assert_int_equal(log_view(log).length_ms, expected);
        log_end(log);
    }
}

static void test_player__adjust_moves_the_end_and_its_cues(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold30 rest5 hold5");
    log_play(log, 12000);
    assert_int_equal(player_adjust(&log->player, 10000, log->now_ms), SF_OK);
    assert_int_equal(log_view(log).total_remaining_ms, 28000 + 10000);
    log_forget(log);
    log_play(log, 8000);
    assert_int_equal(log_last(log, PLAYER_EVENT_CUE)->at_ms, 1000000 + 20000);
    assert_int_equal(log_count_cue(log, CUE_HALFWAY), 1);
    log_play(log, 18000);
    assert_int_equal(log_count_cue(log, CUE_COUNT), 2);
    assert_int_equal(player_adjust(&log->player, 10000, log->now_ms), SF_OK);
    log_play(log, 12000);
    assert_int_equal(log_count_cue(log, CUE_COUNT), 3);
    assert_int_equal(log_count_cue(log, CUE_END), 1);
    log_expect_at(log, "a/2", PLAYER_RUNNING);
    assert_int_equal(log_last(log, PLAYER_EVENT_CREDIT)->at_ms, 1000000 + 50000);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 50000);
    log_end(log);
}

static void test_player__shorter_leaves_out_the_cues_that_lie_behind(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold30 rest5 hold5");
    log_play(log, 18500);
    log_forget(log);
    assert_int_equal(player_adjust(&log->player, -10000, log->now_ms), SF_OK);
    log_play(log, 1500);
    assert_int_equal(log_count_cue(log, CUE_COUNT), 1);
    assert_int_equal(log_count_cue(log, CUE_END), 1);
    assert_int_equal(log_count_cue(log, CUE_HALFWAY), 0);
    log_expect_at(log, "a/2", PLAYER_RUNNING);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 20000);
    log_end(log);
}

static void test_player__adjust_below_what_has_passed_ends_the_segment(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: ready5 hold15 rest5 hold5");
    assert_int_equal(player_adjust(&log->player, -10000, log->now_ms), SF_OK);
    log_expect_at(log, "a/2", PLAYER_COUNT_IN);
    log_play(log, 3000 + 5000);
    assert_int_equal(player_adjust(&log->player, -10000, log->now_ms), SF_OK);
    log_drain(log);
    log_expect_at(log, "a/3", PLAYER_RUNNING);
    log_expect_credit(log, "a/2", OUTCOME_PARTIAL, 5000);
    assert_int_equal(log_count(log, PLAYER_EVENT_CREDIT), 1);
    assert_int_equal(player_adjust(&log->player, LIMIT_TIMELINE_MS, log->now_ms), SF_E_TOOBIG);
    assert_int_equal(player_adjust(&log->player, INT64_MAX, log->now_ms), SF_E_TOOBIG);
    assert_int_equal(player_adjust(&log->player, INT64_MIN, log->now_ms), SF_OK);
    log_expect_at(log, "a/4", PLAYER_COUNT_IN);
    log_end(log);
}

/* ---- done and no ----------------------------------------------------------------------------- */

static void test_player__max_stops_at_the_press(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: max60 rest10 max60");
    log_play(log, 17003);
    log_forget(log);
    const int64_t press = log->now_ms - 11;
    assert_int_equal(player_done(&log->player, press), SF_OK);
    log_drain(log);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 16992);
    assert_int_equal(log_last(log, PLAYER_EVENT_SEGMENT)->at_ms, press);
    assert_int_equal(log_view(log).elapsed_ms, 11);
    assert_int_equal(log_count(log, PLAYER_EVENT_FLUSH), 1);
    log_play(log, 10000);
    log_expect_at(log, "a/3", PLAYER_RUNNING);
    const int64_t began = log->player.anchor_ms;
    assert_int_equal(player_done(&log->player, began - 1), SF_E_STATE);
    log_expect_at(log, "a/3", PLAYER_RUNNING);
    log_play(log, 3000);
    log->now_ms += 7;
    assert_int_equal(player_done(&log->player, log->now_ms), SF_OK);
    log_drain(log);
    log_expect_credit(log, "a/3", OUTCOME_DONE, log->now_ms - began);
    assert_int_equal(log->player.state, PLAYER_ENDED);
    assert_int_equal(log_count_cue(log, CUE_DONE), 1);
    log_end(log);
}

static void test_player__max_ends_by_itself_at_its_cap(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: max20 rest10 hold5");
    log_play(log, 20500);
    log_expect_at(log, "a/2", PLAYER_RUNNING);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 20000);
    assert_int_equal(log_count_cue(log, CUE_END), 1);
    assert_int_equal(player_done(&log->player, log->now_ms - 600), SF_E_STATE);
    log_end(log);
}

static void test_player__a_void_try_waits_at_its_start_and_counts_nothing(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: max60 rest10 max60");
    log_play(log, 9000);
    assert_int_equal(player_void(&log->player, log->now_ms), SF_OK);
    log_drain(log);
    log_expect_at(log, "a/1", PLAYER_PAUSED);
    assert_true(log_view(log).interrupted);
    assert_int_equal(log_view(log).elapsed_ms, 0);
    assert_int_equal(log_count(log, PLAYER_EVENT_CREDIT), 0);
    log_expect_credit(log, "a/1", OUTCOME_NONE, 0);
    assert_int_equal(player_void(&log->player, log->now_ms), SF_E_STATE);
    /* The next one counts in, and is worth what it was itself. */
    (void)player_resume(&log->player, log->now_ms);
    assert_int_equal(player_void(&log->player, log->now_ms), SF_E_STATE);
    log_play(log, 3000 + 4000);
    assert_int_equal(player_done(&log->player, log->now_ms), SF_OK);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 4000);
    assert_int_equal(player_void(&log->player, log->now_ms), SF_E_STATE);
    log_end(log);
}

static void test_player__own_pace_waits_and_is_credited_whole(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: own8 rest10 own8");
    log_play(log, 90000);
    log_expect_at(log, "a/1", PLAYER_RUNNING);
    assert_int_equal(log_view(log).remaining_ms, 0);
    assert_int_equal(log_view(log).elapsed_ms, 90000);
    assert_true(log_view(log).about);
    assert_true(player_next_deadline(&log->player) == INT64_MAX);
    assert_int_equal(player_done(&log->player, log->now_ms), SF_OK);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 90000);
    assert_int_equal(log_credit(log, "a/1")->reps, 8);
    log_expect_at(log, "a/2", PLAYER_RUNNING);
    (void)player_skip(&log->player, log->now_ms);
    log_expect_at(log, "a/3", PLAYER_COUNT_IN);
    assert_int_equal(player_done(&log->player, log->now_ms), SF_E_STATE);
    log_expect_credit(log, "a/3", OUTCOME_NONE, 0);
    log_end(log);
}

static void test_player__check_waits_for_its_answer(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold5 | q: check | b: walk10");
    log_play(log, 30000);
    log_expect_at(log, "q/1", PLAYER_RUNNING);
    assert_int_equal(player_skip(&log->player, log->now_ms), SF_E_STATE);
    assert_int_equal(player_done(&log->player, log->now_ms - 26000), SF_E_STATE);
    assert_int_equal(player_done(&log->player, log->now_ms), SF_OK);
    log_expect_at(log, "b/1", PLAYER_RUNNING);
    assert_int_equal(player_no(&log->player, log->now_ms), SF_E_STATE);
    (void)player_back(&log->player, log->now_ms);
    log_expect_at(log, "a/1", PLAYER_COUNT_IN);
    log_end(log);
}

static void test_player__no_ends_the_routine_kindly(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold5 | q: check | b: walk10");
    log_play(log, 7000);
    assert_int_equal(player_no(&log->player, log->now_ms), SF_OK);
    log_drain(log);
    assert_int_equal(log->player.state, PLAYER_ENDED);
    assert_true(log->player.ended_early);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 5000);
    log_expect_credit(log, "b/1", OUTCOME_NONE, 0);
    assert_int_equal(log_count(log, PLAYER_EVENT_ENDED), 1);
    assert_int_equal(log_count_cue(log, CUE_DONE), 0);
    log_end(log);
}

static void test_player__answer_to_a_paused_question_resumes(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("q: check | b: walk10");
    log_play(log, 3000);
    log_leap(log, 60000);
    log_expect_at(log, "q/1", PLAYER_PAUSED);
    assert_int_equal(player_done(&log->player, log->now_ms), SF_OK);
    log_expect_at(log, "b/1", PLAYER_COUNT_IN);
    assert_false(log_view(log).interrupted);
    log_end(log);

    log = log_begin("q: check | b: ready5 walk10");
    (void)player_pause(&log->player, log->now_ms);
    assert_int_equal(player_done(&log->player, log->now_ms), SF_OK);
    log_expect_at(log, "b/1", PLAYER_RUNNING);
    log_end(log);
}

/* ---- it hurts -------------------------------------------------------------------------------- */

static void test_player__hurt_fewer_ends_this_set_with_what_was_done(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold30 rest9 hold30 rest9 | b: ready5 hold30");
    log_play(log, 12000);
    log_forget(log);
    assert_int_equal(player_hurt(&log->player, HURT_FEWER, log->now_ms), SF_OK);
    log_drain(log);
    log_expect_credit(log, "a/1", OUTCOME_HURT, 12000);
    log_expect_at(log, "a/2", PLAYER_RUNNING);
    assert_int_equal(log_last(log, PLAYER_EVENT_HURT)->cue, HURT_FEWER);
    assert_int_equal(log_last(log, PLAYER_EVENT_HURT)->segment, 0);
    log_play(log, 1000);
    log_forget(log);
    assert_int_equal(player_hurt(&log->player, HURT_FEWER, log->now_ms), SF_OK);
    log_drain(log);
    log_expect_credit(log, "a/3", OUTCOME_HURT, 0);
    assert_int_equal(log_last(log, PLAYER_EVENT_CREDIT)->segment, 2);
    log_expect_at(log, "a/4", PLAYER_RUNNING);
    assert_int_equal(player_hurt(&log->player, HURT_FEWER, log->now_ms), SF_OK);
    log_expect_at(log, "a/4", PLAYER_RUNNING);
    log_expect_credit(log, "b/2", OUTCOME_NONE, 0);
    log_end(log);
}

static void test_player__hurt_skip_leaves_the_step_in_all_rounds(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: ready5 hold9 rest9 hold9 rest9 | b: ready5 hold9 rest9 | "
                               "a: ready5 hold9 rest9 | b: ready5 hold9 rest9 | a: ready5 hold9");
    log_play(log, 9000);
    assert_int_equal(player_hurt(&log->player, HURT_SKIP, log->now_ms), SF_OK);
    log_expect_credit(log, "a/2", OUTCOME_HURT, 4000);
    log_expect_credit(log, "a/4", OUTCOME_SKIPPED, 0);
    log_expect_credit(log, "a/7", OUTCOME_SKIPPED, 0);
    log_expect_credit(log, "a/10", OUTCOME_SKIPPED, 0);
    log_expect_at(log, "b/1", PLAYER_RUNNING);
    assert_int_equal(log_view(log).total_remaining_ms, 5000 + 9000 + 9000 + 5000 + 9000);
    assert_int_equal(log_view(log).work_done, 4);
    assert_int_equal(log_view(log).work_count, 6);
    log_play(log, 24000);
    log_expect_at(log, "b/4", PLAYER_RUNNING);
    log_play(log, 13000);
    assert_int_equal(log->player.state, PLAYER_ENDED);
    assert_int_equal(log_count_cue(log, CUE_DONE), 1);
    assert_int_equal(log_count(log, PLAYER_EVENT_SEGMENT), 7);
    log_end(log);
}

static void test_player__hurt_skip_between_sets_and_taken_back(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold9 rest9 hold9 rest9 hold9 rest9 | b: ready5 hold9");
    log_play(log, 10000);
    assert_int_equal(player_hurt(&log->player, HURT_SKIP, log->now_ms), SF_OK);
    log_expect_at(log, "b/1", PLAYER_RUNNING);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 9000);
    log_expect_credit(log, "a/3", OUTCOME_HURT, 0);
    log_expect_credit(log, "a/5", OUTCOME_SKIPPED, 0);
    assert_int_equal(player_back(&log->player, log->now_ms), SF_OK);
    log_expect_at(log, "a/1", PLAYER_COUNT_IN);
    log_expect_credit(log, "a/5", OUTCOME_NONE, 0);
    log_play(log, 3000 + 9000 + 9000 + 1000);
    log_expect_at(log, "a/3", PLAYER_RUNNING);
    log_end(log);

    log = log_begin("a: hold9 rest9 | b: ready5 hold9");
    log_play(log, 10000);
    assert_int_equal(player_hurt(&log->player, HURT_SKIP, log->now_ms), SF_OK);
    log_expect_at(log, "b/1", PLAYER_RUNNING);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 9000);
    log_end(log);
}

static void test_player__hurt_easier_pauses(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold30");
    log_play(log, 5000);
    for (int i = 0; i < 2; i++) {
        log_forget(log);
        assert_int_equal(player_hurt(&log->player, HURT_EASIER, log->now_ms), SF_OK);
        log_drain(log);
        log_expect_at(log, "a/1", PLAYER_PAUSED);
        assert_false(log_view(log).interrupted);
        assert_int_equal(log_view(log).elapsed_ms, 5000);
        assert_int_equal(log_count(log, PLAYER_EVENT_HURT), 1);
        assert_int_equal(log_count(log, PLAYER_EVENT_FLUSH), i == 0 ? 1 : 0);
    }
    log_end(log);
}

static void test_player__hurt_stop_and_leave_end_with_what_was_done(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold30 rest5 hold30");
    log_play(log, 5000);
    assert_int_equal(player_hurt(&log->player, HURT_STOP, log->now_ms), SF_OK);
    assert_int_equal(log->player.state, PLAYER_ENDED);
    assert_true(log->player.ended_early);
    log_expect_credit(log, "a/1", OUTCOME_HURT, 5000);
    log_expect_credit(log, "a/3", OUTCOME_NONE, 0);
    log_end(log);

    log = log_begin("a: hold30 rest5 hold30");
    log_play(log, 40000);
    log_forget(log);
    assert_int_equal(player_leave(&log->player, log->now_ms), SF_OK);
    log_drain(log);
    assert_true(log->player.ended_early);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 30000);
    log_expect_credit(log, "a/3", OUTCOME_PARTIAL, 5000);
    assert_int_equal(log_count(log, PLAYER_EVENT_ENDED), 1);
    assert_int_equal(log_count(log, PLAYER_EVENT_FLUSH), 1);
    assert_int_equal(log_view(log).total_remaining_ms, 0);
    assert_int_equal(log_view(log).work_done, 2);
    log_end(log);

    log = log_begin("a: hold30");
    log_play(log, 900);
    assert_int_equal(player_leave(&log->player, log->now_ms), SF_OK);
    log_expect_credit(log, "a/1", OUTCOME_NONE, 0);
    log_end(log);
}

static void test_player__hurting_in_a_rest_of_its_own_leaves_later_rests(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold5 | r: rest30 | b: hold5 | r: rest30 | c: hold5");
    log_play(log, 6000);
    assert_int_equal(player_hurt(&log->player, HURT_SKIP, log->now_ms), SF_OK);
    log_expect_at(log, "b/1", PLAYER_COUNT_IN);
    log_expect_credit(log, "b/1", OUTCOME_NONE, 0);
    log_play(log, 3000 + 5000);
    log_expect_at(log, "r/2", PLAYER_RUNNING);
    log_end(log);
}

static void test_player__question_cannot_be_passed_by_hurting(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("q: check | a: hold9");
    assert_int_equal(player_hurt(&log->player, HURT_FEWER, log->now_ms), SF_E_STATE);
    assert_int_equal(player_hurt(&log->player, HURT_SKIP, log->now_ms), SF_E_STATE);
    assert_int_equal(log->player.event_count, 0);
    assert_int_equal(player_hurt(&log->player, HURT_STOP, log->now_ms), SF_OK);
    assert_int_equal(log->player.state, PLAYER_ENDED);
    log_end(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_player__skip_in_a_rest_ends_only_the_rest),
        cmocka_unit_test(test_player__skip_in_work_files_what_was_done),
        cmocka_unit_test(test_player__skip_on_the_last_ends_with_credit),
        cmocka_unit_test(test_player__rest_that_is_the_last_step_is_played),
        cmocka_unit_test(test_player__commands_in_a_pause_stay_paused),
        cmocka_unit_test(test_player__burst_of_skips_voids_each_plan_and_leaves_nothing_behind),
        cmocka_unit_test(test_player__back_restarts_then_goes_to_the_set_before),
        cmocka_unit_test(test_player__back_twice_goes_two_sets_back),
        cmocka_unit_test(test_player__set_done_again_keeps_the_better_credit),
        cmocka_unit_test(test_player__adjust_is_for_timed_closed_segments),
        cmocka_unit_test(test_player__adjust_moves_the_end_and_its_cues),
        cmocka_unit_test(test_player__shorter_leaves_out_the_cues_that_lie_behind),
        cmocka_unit_test(test_player__adjust_below_what_has_passed_ends_the_segment),
        cmocka_unit_test(test_player__max_stops_at_the_press),
        cmocka_unit_test(test_player__max_ends_by_itself_at_its_cap),
        cmocka_unit_test(test_player__a_void_try_waits_at_its_start_and_counts_nothing),
        cmocka_unit_test(test_player__own_pace_waits_and_is_credited_whole),
        cmocka_unit_test(test_player__check_waits_for_its_answer),
        cmocka_unit_test(test_player__no_ends_the_routine_kindly),
        cmocka_unit_test(test_player__answer_to_a_paused_question_resumes),
        cmocka_unit_test(test_player__hurt_fewer_ends_this_set_with_what_was_done),
        cmocka_unit_test(test_player__hurt_skip_leaves_the_step_in_all_rounds),
        cmocka_unit_test(test_player__hurt_skip_between_sets_and_taken_back),
        cmocka_unit_test(test_player__hurt_easier_pauses),
        cmocka_unit_test(test_player__hurt_stop_and_leave_end_with_what_was_done),
        cmocka_unit_test(test_player__hurting_in_a_rest_of_its_own_leaves_later_rests),
        cmocka_unit_test(test_player__question_cannot_be_passed_by_hurting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
