/* SPDX-License-Identifier: MIT */
/* The player from start to end: clock, pause, gaps. Timelines: see timeline_maker.h. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "player_log.h"

/* ---- start to end ---------------------------------------------------------------------------- */

static void test_player__before_the_start_shows_nothing_as_done(void **state)
{
    (void)state;
    PlayerLog *log = log_create(timeline_make("a: max30 rest10 hold20"));
    log->now_ms += 5000;
    player_update(&log->player, log->now_ms);
    const PlayerView view = log_view(log);
    assert_int_equal(view.state, PLAYER_IDLE);
    assert_int_equal(view.elapsed_ms, 0);
    assert_int_equal(view.total_elapsed_ms, 0);
    assert_int_equal(view.total_remaining_ms, 60000);
    assert_int_equal(log->player.event_count, 0);
    assert_true(player_next_deadline(&log->player) == INT64_MAX);
    log_end(log);
}

static void test_player__plays_to_the_end_by_itself(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: ready5 hold10 rest5 reps3x2 | b: ready5 walk20");
    log_play(log, 50999);
    log_expect_at(log, "b/2", PLAYER_RUNNING);
    log_play(log, 1);
    assert_int_equal(log->player.state, PLAYER_ENDED);
    assert_false(log->player.ended_early);
    log_expect_credit(log, "a/2", OUTCOME_DONE, 10000);
    log_expect_credit(log, "a/4", OUTCOME_DONE, 6000);
    assert_int_equal(log_credit(log, "a/4")->reps, 3);
    log_expect_credit(log, "b/2", OUTCOME_DONE, 20000);
    log_expect_credit(log, "a/1", OUTCOME_NONE, 0);
    assert_int_equal(log_count(log, PLAYER_EVENT_SEGMENT), 6);
    assert_int_equal(log_count(log, PLAYER_EVENT_CREDIT), 3);
    assert_int_equal(log_count(log, PLAYER_EVENT_ENDED), 1);
    assert_int_equal(log_last(log, PLAYER_EVENT_ENDED)->at_ms, 1000000 + 51000);
    assert_int_equal(log_count(log, PLAYER_EVENT_FLUSH), 0);
    assert_int_equal(log->timeline.cue_count, log_count(log, PLAYER_EVENT_CUE));
    log_end(log);
}

static void test_player__each_rest_belongs_to_the_step_before(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold5 rest7 | b: hold5 rest3 | c: hold5");
    log_play(log, 6000);
    assert_string_equal(log_view(log).item->step, "a");
    assert_int_equal(log_view(log).remaining_ms, 6000);
    assert_string_equal(log_view(log).next_item->step, "b");
    log_play(log, 12000);
    assert_string_equal(log_view(log).item->step, "b");
    assert_int_equal(log_view(log).length_ms, 3000);
    log_end(log);
}

static void test_player__late_frame_ends_each_segment_at_its_own_deadline(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold0.5 rest0.4 hold0.5 rest0.4 hold30");
    log_forget(log);
    log_leap(log, 1990);
    const int64_t due[] = {500, 900, 1400, 1800};
    int32_t seen = 0;
    for (int32_t i = 0; i < log->count; i++) {
        if (log->events[i].kind == PLAYER_EVENT_SEGMENT) {
            assert_int_equal(log->events[i].at_ms, 1000000 + due[seen]);
            seen++;
        }
        assert_true(i == 0 || log->events[i].at_ms >= log->events[i - 1].at_ms);
    }
    assert_int_equal(seen, 4);
    assert_int_equal(log_view(log).elapsed_ms, 190);
    log_expect_credit(log, "a/3", OUTCOME_DONE, 500);
    log_end(log);
}

static void test_player__segments_without_length_are_never_shown(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: ready0 hold5 rest0 hold5 rest0 change0 hold0 rest5 hold1");
    log_expect_at(log, "a/2", PLAYER_RUNNING);
    while (log->player.state != PLAYER_ENDED) {
        assert_true(log_view(log).length_ms > 0);
        log_play(log, 10);
    }
    log_expect_credit(log, "a/7", OUTCOME_DONE, 0);
    log_end(log);

    log = log_begin("a: ready0 hold0 rest0 hold0");
    assert_int_equal(log->player.state, PLAYER_ENDED);
    log_end(log);
}

static void test_player__empty_timeline_ends_at_once(void **state)
{
    (void)state;
    PlayerLog *log = log_create(timeline_make(""));
    PlayerView view = log_view(log);
    assert_null(view.segment);
    assert_string_equal(player_snapshot(&log->player).key, "");
    assert_int_equal(player_start(&log->player, log->now_ms), SF_OK);
    view = log_view(log);
    assert_int_equal(view.state, PLAYER_ENDED);
    assert_int_equal(player_skip(&log->player, log->now_ms), SF_E_STATE);
    assert_int_equal(player_done(&log->player, log->now_ms), SF_E_STATE);
    log_end(log);
}

static void test_player__clock_that_goes_back_is_ignored(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold10");
    log_play(log, 4000);
    log_forget(log);
    player_update(&log->player, log->now_ms - 3000);
    assert_int_equal(log_view(log).elapsed_ms, 4000);
    assert_int_equal(player_pause(&log->player, log->now_ms - 2000), SF_OK);
    assert_int_equal(log_view(log).elapsed_ms, 4000);
    log_end(log);
}

typedef SfError (*PlainCommand)(Player *player, int64_t now_ms);

static SfError adjust_more(Player *player, int64_t now_ms)
{
    return player_adjust(player, PLAYER_ADJUST_MS, now_ms);
}

static SfError hurt_skip(Player *player, int64_t now_ms)
{
    return player_hurt(player, HURT_SKIP, now_ms);
}

static const PlainCommand commands[] = {player_start, player_pause, player_resume, player_skip,
                                        player_back,  adjust_more,  player_done,   player_no,
                                        hurt_skip,    player_leave};

static void expect_refused(PlayerLog *log, PlainCommand command)
{
    const Player before = log->player;
    const int64_t elapsed = log_view(log).elapsed_ms;
    assert_int_equal(command(&log->player, log->now_ms), SF_E_STATE);
    assert_int_equal(log->player.state, before.state);
    assert_int_equal(log->player.segment, before.segment);
    assert_int_equal(log->player.event_count, before.event_count);
    assert_int_equal(log_view(log).elapsed_ms, elapsed);
}

static void test_player__commands_that_make_no_sense_change_nothing(void **state)
{
    (void)state;
    PlayerLog *log = log_create(timeline_make("a: hold10 rest5 hold10"));
    for (size_t i = 1; i < SF_COUNT(commands); i++) {
        expect_refused(log, commands[i]);
    }
    assert_int_equal(player_start(&log->player, log->now_ms), SF_OK);
    log_play(log, 3000);
    expect_refused(log, player_start);
    expect_refused(log, player_resume);
    expect_refused(log, player_done);
    expect_refused(log, player_no);
    assert_int_equal(player_pause(&log->player, log->now_ms), SF_OK);
    expect_refused(log, player_start);
    expect_refused(log, player_pause);
    expect_refused(log, player_done);
    assert_int_equal(player_leave(&log->player, log->now_ms), SF_OK);
    for (size_t i = 0; i < SF_COUNT(commands); i++) {
        expect_refused(log, commands[i]);
    }
    log_end(log);
}

/* ---- pause, resume, count-in ----------------------------------------------------------------- */

static void test_player__pause_keeps_what_remains_and_resume_counts_in(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold30 rest5 hold5");
    log_play(log, 12000);
    log_forget(log);
    assert_int_equal(player_pause(&log->player, log->now_ms), SF_OK);
    log_leap(log, 600000);
    assert_int_equal(log_view(log).remaining_ms, 18000);
    assert_int_equal(log_view(log).total_elapsed_ms, 12000);
    assert_int_equal(log_count(log, PLAYER_EVENT_FLUSH), 1);
    assert_int_equal(player_resume(&log->player, log->now_ms), SF_OK);
    assert_false(log_view(log).interrupted);
    log_drain(log);
    assert_int_equal(log_last(log, PLAYER_EVENT_COUNT_IN)->at_ms, log->now_ms);
    const int32_t counts[] = {3, 3, 2, 2, 1, 1};
    for (size_t i = 0; i < SF_COUNT(counts); i++) {
        log_expect_at(log, "a/1", PLAYER_COUNT_IN);
        assert_int_equal(log_view(log).count_in, counts[i]);
        assert_int_equal(log_view(log).remaining_ms, 18000);
        assert_int_equal(log_view(log).total_elapsed_ms, 12000);
        log_play(log, 500);
    }
    log_expect_at(log, "a/1", PLAYER_RUNNING);
    assert_int_equal(log_view(log).count_in, 0);
    log_play(log, 18000);
    log_expect_at(log, "a/2", PLAYER_RUNNING);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 30000);
    assert_int_equal(log_view(log).total_elapsed_ms, 30000);
    log_end(log);
}

static void test_player__pause_in_the_count_in_starts_it_anew(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold30");
    log_play(log, 10000);
    (void)player_pause(&log->player, log->now_ms);
    (void)player_resume(&log->player, log->now_ms);
    log_play(log, 2900);
    assert_int_equal(player_pause(&log->player, log->now_ms), SF_OK);
    log_play(log, 5000);
    log_expect_at(log, "a/1", PLAYER_PAUSED);
    (void)player_resume(&log->player, log->now_ms);
    log_play(log, 2999);
    log_expect_at(log, "a/1", PLAYER_COUNT_IN);
    log_play(log, 1001);
    assert_int_equal(log_view(log).elapsed_ms, 11000);
    assert_int_equal(log_view(log).total_elapsed_ms, 11000);
    log_end(log);
}

static void test_player__count_in_is_for_work_only(void **state)
{
    (void)state;
    const struct {
        const char *text;
        PlayerState resumed;
    } cases[] = {{"a: hold10", PLAYER_COUNT_IN},
                 {"a: reps5x2", PLAYER_COUNT_IN},
                 {"a: time10", PLAYER_COUNT_IN},
                 {"a: max10", PLAYER_COUNT_IN},
                 {"a: own5", PLAYER_COUNT_IN},
                 {"a: walk10", PLAYER_COUNT_IN},
                 {"a: run10", PLAYER_COUNT_IN},
                 {"a: ready10 hold5", PLAYER_RUNNING},
                 {"a: rest10 | b: hold5", PLAYER_RUNNING},
                 {"a: change10 hold5", PLAYER_RUNNING},
                 {"a: check", PLAYER_RUNNING}};
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        PlayerLog *log = log_begin(cases[i].text);
        assert_int_equal(log->player.state, PLAYER_RUNNING);
        log_play(log, 2000);
        (void)player_pause(&log->player, log->now_ms);
        (void)player_resume(&log->player, log->now_ms);
        assert_int_equal(log->player.state, cases[i].resumed);
        assert_int_equal(log_view(log).elapsed_ms, 2000);
        log_end(log);
    }
}

/* ---- gaps ------------------------------------------------------------------------------------ */

static void test_player__gap_by_kind(void **state)
{
    (void)state;
    const struct {
        const char *text;
        PlayerState after;
        int64_t elapsed_ms;
    } cases[] = {
        {"a: hold60", PLAYER_PAUSED, 4000},          {"a: reps20x3", PLAYER_PAUSED, 4000},
        {"a: time60", PLAYER_PAUSED, 4000},          {"a: max60", PLAYER_PAUSED, 4000},
        {"a: own20", PLAYER_PAUSED, 4000},           {"a: check", PLAYER_PAUSED, 4000},
        {"a: walk60", PLAYER_RUNNING, 9000},         {"a: run60", PLAYER_RUNNING, 9000},
        {"a: rest60", PLAYER_RUNNING, 9000},         {"a: ready60 hold5", PLAYER_RUNNING, 9000},
        {"a: change60 hold5", PLAYER_RUNNING, 9000},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        PlayerLog *log = log_begin(cases[i].text);
        log_play(log, 4000);
        log_forget(log);
        log_leap(log, 5000);
        const PlayerView view = log_view(log);
        assert_int_equal(view.state, cases[i].after);
        assert_int_equal(view.interrupted, cases[i].after == PLAYER_PAUSED);
        assert_int_equal(view.elapsed_ms, cases[i].elapsed_ms);
        assert_int_equal(view.total_elapsed_ms, cases[i].elapsed_ms);
        assert_int_equal(log_count(log, PLAYER_EVENT_FLUSH), 1);
        (void)player_resume(&log->player, log->now_ms);
        assert_false(log_view(log).interrupted);
        log_end(log);
    }
}

static void test_player__two_seconds_are_no_gap(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold60");
    log_leap(log, PLAYER_GAP_MS);
    log_expect_at(log, "a/1", PLAYER_RUNNING);
    log_leap(log, PLAYER_GAP_MS + 1);
    log_expect_at(log, "a/1", PLAYER_PAUSED);
    assert_int_equal(log_view(log).elapsed_ms, 2000);
    log_end(log);
}

static void test_player__gap_stops_at_the_start_of_what_could_not_be_followed(void **state)
{
    (void)state;
    const char *const texts[] = {"a: rest10 | b: hold10 rest5 hold10", "a: ready10 | b: reps5x2",
                                 "a: change10 | b: time20", "a: rest10 | b: max20",
                                 "a: walk4 run6 | b: check"};
    for (size_t i = 0; i < SF_COUNT(texts); i++) {
        PlayerLog *log = log_begin(texts[i]);
        log_play(log, 1000);
        log_leap(log, 3600000);
        log_expect_at(log, "b/1", PLAYER_PAUSED);
        assert_true(log_view(log).interrupted);
        assert_int_equal(log_view(log).elapsed_ms, 0);
        assert_int_equal(log_view(log).total_elapsed_ms, 10000);
        log_expect_credit(log, "b/1", OUTCOME_NONE, 0);
        log_end(log);
    }
}

static void test_player__gap_walks_on_through_walk_and_run(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: walk60 run60 walk60 run60 walk60");
    log_play(log, 5000);
    log_forget(log);
    log_leap(log, 205000);
    log_expect_at(log, "a/4", PLAYER_RUNNING);
    assert_int_equal(log_view(log).elapsed_ms, 30000);
    log_expect_credit(log, "a/2", OUTCOME_DONE, 60000);
    log_expect_credit(log, "a/3", OUTCOME_DONE, 60000);
    assert_int_equal(log_count(log, PLAYER_EVENT_CUE), 1);
    assert_int_equal(log_count_cue(log, CUE_HALFWAY), 1);
    assert_int_equal(log_last(log, PLAYER_EVENT_CUE)->at_ms, log->now_ms);
    log_leap(log, 3600000);
    assert_int_equal(log->player.state, PLAYER_ENDED);
    assert_int_equal(log_last(log, PLAYER_EVENT_ENDED)->at_ms, 1000000 + 300000);
    assert_int_equal(log_count_cue(log, CUE_DONE), 0);
    log_end(log);
}

static void test_player__after_a_gap_cues_go_on(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: rest30 | b: hold10");
    log_play(log, 1000);
    log_forget(log);
    log_leap(log, 27500);
    assert_int_equal(log_count(log, PLAYER_EVENT_CUE), 0);
    log_play(log, 2000);
    assert_int_equal(log_count_cue(log, CUE_COUNT), 1);
    assert_int_equal(log_count_cue(log, CUE_START), 1);
    log_end(log);
}

static void test_player__gap_in_a_count_in(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold30 | b: walk30");
    log_play(log, 5000);
    (void)player_pause(&log->player, log->now_ms);
    (void)player_resume(&log->player, log->now_ms);
    log_play(log, 1000);
    log_leap(log, 60000);
    log_expect_at(log, "a/1", PLAYER_PAUSED);
    assert_int_equal(log_view(log).elapsed_ms, 5000);
    assert_int_equal(log_view(log).total_elapsed_ms, 5000);
    (void)player_skip(&log->player, log->now_ms);
    (void)player_resume(&log->player, log->now_ms);
    log_leap(log, 13000);
    log_expect_at(log, "b/1", PLAYER_RUNNING);
    assert_int_equal(log_view(log).elapsed_ms, 10000);
    log_end(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_player__before_the_start_shows_nothing_as_done),
        cmocka_unit_test(test_player__plays_to_the_end_by_itself),
        cmocka_unit_test(test_player__each_rest_belongs_to_the_step_before),
        cmocka_unit_test(test_player__late_frame_ends_each_segment_at_its_own_deadline),
        cmocka_unit_test(test_player__segments_without_length_are_never_shown),
        cmocka_unit_test(test_player__empty_timeline_ends_at_once),
        cmocka_unit_test(test_player__clock_that_goes_back_is_ignored),
        cmocka_unit_test(test_player__commands_that_make_no_sense_change_nothing),
        cmocka_unit_test(test_player__pause_keeps_what_remains_and_resume_counts_in),
        cmocka_unit_test(test_player__pause_in_the_count_in_starts_it_anew),
        cmocka_unit_test(test_player__count_in_is_for_work_only),
        cmocka_unit_test(test_player__gap_by_kind),
        cmocka_unit_test(test_player__two_seconds_are_no_gap),
        cmocka_unit_test(test_player__gap_stops_at_the_start_of_what_could_not_be_followed),
        cmocka_unit_test(test_player__gap_walks_on_through_walk_and_run),
        cmocka_unit_test(test_player__after_a_gap_cues_go_on),
        cmocka_unit_test(test_player__gap_in_a_count_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
