/* SPDX-License-Identifier: MIT */
/* What a player shows, plans and keeps; its queue and its memory. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "player_log.h"

/* ---- what is planned ------------------------------------------------------------------------- */

static void test_player__planned_are_the_cues_to_come(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold10 rest5 hold5 rest5 max10 rest5 own4 rest5 hold5");
    log_play(log, 8000);
    PlannedCue planned[64];
    int32_t count = player_planned(&log->player, log->now_ms, log->now_ms + 60000, planned, 64);
    /* hold: 1 count, end; rest: 2 + 3; hold: start, 3, end; rest: 5; max, to its cap: start, 3,
       end; rest: 5; of a set at one's own pace nothing is known */
    assert_int_equal(count, 2 + 5 + 5 + 5 + 5 + 5);
    assert_int_equal(planned[0].at_ms, 1000000 + 9000);
    assert_int_equal(planned[1].at_ms, 1000000 + 10000);
    assert_int_equal(planned[count - 1].at_ms, 1000000 + 39000);
    for (int32_t i = 1; i < count; i++) {
        assert_true(planned[i].at_ms >= planned[i - 1].at_ms);
    }
    assert_int_equal(player_planned(&log->player, log->now_ms, log->now_ms + 60000, planned, 3), 3);
    count = player_planned(&log->player, log->now_ms + 1000, log->now_ms + 2000, planned, 64);
    assert_int_equal(count, 2);
    (void)player_pause(&log->player, log->now_ms);
    assert_int_equal(player_planned(&log->player, 0, INT64_MAX, planned, 64), 0);
    (void)player_resume(&log->player, log->now_ms);
    (void)player_planned(&log->player, log->now_ms, log->now_ms + 60000, planned, 64);
    assert_int_equal(planned[0].at_ms, log->now_ms + PLAYER_COUNT_IN_MS + 1000);
    log_end(log);
}

static void test_player__cues_of_one_moment_keep_their_order(void **state)
{
    (void)state;
    PlayerLog *log = log_create(timeline_make("a: rest4.5 | b: hold5"));
    Cue *cues = log->timeline.cues;
    const Cue next = cues[1];
    cues[1] = cues[2];
    cues[2] = next;
    assert_int_equal(cues[1].id, CUE_COUNT);
    assert_int_equal(cues[1].at_ms, cues[2].at_ms);
    (void)player_start(&log->player, log->now_ms);
    PlannedCue planned[4];
    assert_int_equal(player_planned(&log->player, log->now_ms, log->now_ms + 2000, planned, 4), 2);
    assert_int_equal(planned[0].cue, 1);
    assert_int_equal(planned[1].cue, 2);
    log_end(log);
}

static void test_player__planned_reaches_the_closing_cue(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: walk5");
    log->timeline.cues[log->timeline.cue_count - 1].at_ms += 400;
    PlannedCue planned[16];
    const int32_t count =
        player_planned(&log->player, log->now_ms, log->now_ms + 9000, planned, 16);
    assert_int_equal(planned[count - 1].at_ms, log->now_ms + 5400);
    log_play(log, 5000);
    assert_int_equal(log_count_cue(log, CUE_DONE), 1);
    assert_int_equal(log_last(log, PLAYER_EVENT_CUE)->at_ms, 1000000 + 5400);
    log_end(log);
}

static void test_player__planned_goes_on_past_the_cap_of_a_max_hold(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: max5 | b: hold5");
    PlannedCue planned[32];
    const int32_t count =
        player_planned(&log->player, log->now_ms, log->now_ms + 9000, planned, 32);
    int32_t after = 0;
    for (int32_t i = 0; i < count; i++) {
        after += planned[i].at_ms > log->now_ms + 5000;
    }
    assert_int_equal(after, 3); /* the 3, 2, 1 of the hold */
    log_end(log);
}

static void test_player__next_deadline_is_the_next_thing_to_happen(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold10 hold0 rest5 check");
    const int64_t due[] = {7000, 8000, 9000, 10000};
    for (size_t i = 0; i < SF_COUNT(due); i++) {
        assert_int_equal(player_next_deadline(&log->player), 1000000 + due[i]);
        log_play(log, player_next_deadline(&log->player) - log->now_ms);
    }
    log_expect_at(log, "a/3", PLAYER_RUNNING);
    (void)player_back(&log->player, log->now_ms);
    for (int64_t i = 1; i <= 3; i++) {
        assert_int_equal(player_next_deadline(&log->player), log->now_ms + 1000);
        log_leap(log, 1000);
    }
    log_end(log);
}

static void test_player__view_tells_all_that_the_screen_shows(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: ready5 reps4x2/left change5 reps4x2/right rest5 | b: max30");
    log_play(log, 5000 + 4500);
    PlayerView view = log_view(log);
    assert_int_equal(view.rep.rep, 3);
    assert_int_equal(view.rep.phase, PHASE_DOWN);
    assert_int_equal(view.rep.phase_at_ms, 500);
    assert_int_equal(view.remaining_ms, 3500);
    assert_int_equal(view.total_elapsed_ms, 9500);
    assert_int_equal(view.total_remaining_ms, 3500 + 5000 + 8000 + 5000 + 30000);
    assert_true(view.about);
    assert_int_equal(view.next_work->side, SIDE_RIGHT);
    assert_string_equal(view.next_item->step, "a");
    assert_int_equal(view.step_index, 0);
    assert_int_equal(view.step_count, 2);
    assert_int_equal(view.work_done, 0);
    assert_int_equal(view.work_count, 3);
    log_play(log, 3500 + 5000 + 8000 + 5000 + 1000);
    view = log_view(log);
    assert_int_equal(view.step_index, 1);
    assert_int_equal(view.work_done, 2);
    assert_null(view.next_work);
    assert_int_equal(view.rep.rep, 0);
    player_view(&log->player, log->now_ms + 99000, &view);
    assert_int_equal(view.elapsed_ms, 30000);
    player_view(&log->player, log->now_ms - 99000, &view);
    assert_int_equal(view.elapsed_ms, 0);
    log_end(log);
}

static void test_player__count_in_is_one_to_three_at_any_time(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold30");
    log_play(log, 5000);
    (void)player_back(&log->player, log->now_ms);
    PlayerView view;
    player_view(&log->player, log->now_ms - 5000, &view);
    assert_int_equal(view.count_in, 3);
    player_view(&log->player, log->now_ms + 9000, &view);
    assert_int_equal(view.count_in, 1);
    log_end(log);
}

static void test_player__left_and_right_are_credited_apart(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold10/left change5 hold10/right rest5 hold10/left");
    log_play(log, 10000 + 5000 + 4000);
    (void)player_leave(&log->player, log->now_ms);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 10000);
    log_expect_credit(log, "a/3", OUTCOME_PARTIAL, 4000);
    log_expect_credit(log, "a/5", OUTCOME_NONE, 0);
    log_end(log);
}

/* ---- killed and continued -------------------------------------------------------------------- */

static void test_player__restored_player_waits_in_its_segment(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold10 rest5 hold10 rest5 hold10");
    log_play(log, 10000 + 5000 + 7000);
    const PlayerSnapshot snapshot = player_snapshot(&log->player);
    assert_string_equal(snapshot.key, "a/3");
    assert_int_equal(snapshot.elapsed_ms, 7000);
    Player other;
    assert_int_equal(player_restore(&other, &log->timeline, &snapshot), SF_OK);
    PlayerView view;
    player_view(&other, 77, &view);
    assert_int_equal(view.state, PLAYER_PAUSED);
    assert_true(view.interrupted);
    assert_string_equal(view.segment->key, "a/3");
    assert_int_equal(view.elapsed_ms, 7000);
    assert_int_equal(view.total_elapsed_ms, 17000);
    assert_int_equal(view.work_done, 1);
    assert_int_equal(other.event_count, 0);
    assert_int_equal(player_resume(&other, 5000), SF_OK);
    for (int64_t now = 5000; now < 5000 + 3000 + 18000; now += 100) {
        assert_int_not_equal(other.state, PLAYER_ENDED);
        player_update(&other, now);
        other.event_count = 0;
    }
    player_update(&other, 5000 + 3000 + 18000);
    assert_int_equal(other.state, PLAYER_ENDED);
    player_view(&other, 99999, &view);
    assert_int_equal(view.total_elapsed_ms, 35000);
    player_deinit(&other);
    log_end(log);
}

static void test_player__restored_where_a_place_can_be_kept(void **state)
{
    (void)state;
    static const struct {
        const char *timeline;
        int64_t played_ms;
        int64_t added_ms;
        int64_t elapsed_ms;
    } cases[] = {
        {"a: walk300", 135000, 0, 135000},
        {"a: run60", 40000, -10000, 40000},
        {"a: hold30", 12000, 10000, 12000},
        {"a: reps4x2", 4500, 0, 4500},
        {"a: max30", 12000, 0, 0},
        {"a: hold5 rest60 hold5", 45000, 10000, 0},
        {"a: ready10 hold5", 8000, 10000, 0},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        PlayerLog *log = log_begin(cases[i].timeline);
        log_play(log, cases[i].played_ms);
        const int64_t delta = cases[i].added_ms;
        assert_int_equal(player_adjust(&log->player, delta, log->now_ms),
                         delta != 0 || log_view(log).segment->kind == SEGMENT_HOLD ||
                                 log_view(log).segment->kind == SEGMENT_WALK
                             ? SF_OK
                             : SF_E_STATE);
        const PlayerSnapshot snapshot = player_snapshot(&log->player);
        const int64_t length = log_view(log).length_ms;
        Player other;
        PlayerView view;
        assert_int_equal(player_restore(&other, &log->timeline, &snapshot), SF_OK);
        player_view(&other, 0, &view);
        assert_int_equal(view.elapsed_ms, cases[i].elapsed_ms);
        assert_int_equal(view.length_ms, length);
        /* What was done counts, whatever is chosen now. */
        const int32_t segment = other.segment;
        assert_int_equal(player_leave(&other, 9000), SF_OK);
        assert_true(other.credits[segment].done_ms <= cases[i].elapsed_ms);
        player_deinit(&other);
        log_end(log);
    }
}

static void test_player__restore_stays_within_the_segment(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: walk60 walk60");
    log_play(log, 30000);
    PlayerSnapshot snapshot = player_snapshot(&log->player);
    /* As from a journal of before lengths were kept. */
    snapshot.elapsed_ms = 65000;
    snapshot.extra_ms = NULL;
    Player other;
    assert_int_equal(player_restore(&other, &log->timeline, &snapshot), SF_OK);
    assert_int_equal(other.elapsed_ms, 60000);
    assert_int_equal(player_leave(&other, 0), SF_OK);
    assert_int_equal(other.credits[0].done_ms, 60000);
    player_deinit(&other);
    log_end(log);
}

static void test_player__restore_refuses_what_does_not_fit(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold10 rest5 hold10");
    PlayerSnapshot snapshot = player_snapshot(&log->player);
    Player other;
    snapshot.key = "b/1";
    assert_int_equal(player_restore(&other, &log->timeline, &snapshot), SF_E_NOTFOUND);
    snapshot = player_snapshot(&log->player);
    snapshot.credit_count--;
    assert_int_equal(player_restore(&other, &log->timeline, &snapshot), SF_E_INPUT);
    snapshot.credit_count++;
    for (int64_t i = 0; i < 3; i++) {
        sf_alloc_fail_after(i);
        assert_int_equal(player_init(&other, &log->timeline), SF_E_NOMEM);
        sf_alloc_fail_after(i);
        assert_int_equal(player_restore(&other, &log->timeline, &snapshot), SF_E_NOMEM);
    }
    sf_alloc_fail_after(-1);
    log_end(log);
}

static void test_player__restored_player_still_leaves_out_what_hurt(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold9 rest9 | b: ready5 hold9 rest9 hold9 | a: ready5 hold9 | "
                               "c: ready5 hold9 | b: ready5 hold9");
    log_play(log, 4000);
    (void)player_hurt(&log->player, HURT_SKIP, log->now_ms);
    log_play(log, 6000);
    (void)player_hurt(&log->player, HURT_FEWER, log->now_ms);
    log_expect_at(log, "b/3", PLAYER_RUNNING);
    const PlayerSnapshot snapshot = player_snapshot(&log->player);
    Player other;
    assert_int_equal(player_restore(&other, &log->timeline, &snapshot), SF_OK);
    for (int32_t i = 0; i < log->timeline.segment_count; i++) {
        const bool dropped = i > other.segment && log->player.dropped[i];
        assert_int_equal(other.dropped[i], dropped);
    }
    assert_true(other.dropped[timeline_find(&log->timeline, "a/4")]);
    player_deinit(&other);
    log_end(log);
}

/* ---- easier ---------------------------------------------------------------------------------- */

static void test_player__rebase_to_an_easier_form_begins_the_set_anew(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold10 rest5 hold30 rest5 hold30 | b: hold5");
    Timeline easy = timeline_make("a(easy-a): hold8 rest5 hold20 rest5 hold20 | b: hold5");
    log_play(log, 15000 + 12000);
    (void)player_hurt(&log->player, HURT_EASIER, log->now_ms);
    assert_int_equal(player_rebase(&log->player, &easy, log->now_ms), SF_OK);
    log_expect_at(log, "a/3", PLAYER_PAUSED);
    assert_int_equal(log_view(log).elapsed_ms, 0);
    assert_int_equal(log_view(log).length_ms, 20000);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 10000);
    log_expect_credit(log, "a/3", OUTCOME_PARTIAL, 12000);
    assert_false(log_credit(log, "a/1")->eased);
    assert_true(log_credit(log, "a/3")->eased);
    assert_true(log_credit(log, "a/5")->eased);
    assert_false(log_credit(log, "b/1")->eased);
    (void)player_resume(&log->player, log->now_ms);
    log_play(log, 23000);
    log_expect_credit(log, "a/3", OUTCOME_DONE, 20000);
    assert_true(log_play_out(log, 60000));
    log_end(log);
    timeline_deinit(&easy);
}

static void test_player__rebase_keeps_the_place_in_the_same_set(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold30 rest5 | b: hold30");
    Timeline easy = timeline_make("a: hold30 rest5 | b(easy-b): hold10");
    log_play(log, 5000);
    (void)player_adjust(&log->player, 10000, log->now_ms);
    log_play(log, 15000);
    log_drain(log);
    assert_int_equal(player_rebase(&log->player, &easy, log->now_ms), SF_OK);
    log_forget(log);
    log_expect_at(log, "a/1", PLAYER_PAUSED);
    assert_int_equal(log_view(log).elapsed_ms, 20000);
    assert_int_equal(log_view(log).length_ms, 40000);
    (void)player_resume(&log->player, log->now_ms);
    log_play(log, 3000 + 20000);
    assert_int_equal(log_count_cue(log, CUE_HALFWAY), 0);
    assert_int_equal(log_count_cue(log, CUE_COUNT), 3);
    log_expect_credit(log, "a/1", OUTCOME_DONE, 40000);
    assert_true(log_play_out(log, 60000));
    log_expect_credit(log, "b/1", OUTCOME_DONE, 10000);
    assert_true(log_credit(log, "b/1")->eased);
    log_end(log);
    timeline_deinit(&easy);
}

static void test_player__rebase_keeps_what_was_left_out_and_the_time(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold9 rest9 | b: hold9 rest9 | a: hold9 | c: hold9");
    Timeline same = timeline_make("a: hold9 rest9 | b: hold9 rest9 | a: hold9 | c: hold9");
    log_play(log, 2000);
    (void)player_pause(&log->player, log->now_ms);
    log_play(log, 7000);
    (void)player_resume(&log->player, log->now_ms);
    log_play(log, 3000 + 3000);
    (void)player_hurt(&log->player, HURT_SKIP, log->now_ms);
    (void)player_pause(&log->player, log->now_ms);
    log_play(log, 60000);
    assert_int_equal(player_rebase(&log->player, &same, log->now_ms), SF_OK);
    assert_int_equal(log_view(log).total_remaining_ms, 27000);
    assert_int_equal(log_view(log).total_elapsed_ms, 5000);
    (void)player_resume(&log->player, log->now_ms);
    log_play(log, 3000 + 9000);
    assert_int_equal(log_view(log).total_elapsed_ms, 14000);
    log_end(log);
    timeline_deinit(&same);
}

static void test_player__rebase_that_fails_changes_nothing(void **state)
{
    (void)state;
    PlayerLog *log = log_begin("a: hold30 rest5 hold30");
    Timeline other = timeline_make("z: hold30");
    Timeline same = timeline_make("a: hold30 rest5 hold30");
    log_play(log, 5000);
    assert_int_equal(player_rebase(&log->player, &other, log->now_ms), SF_E_NOTFOUND);
    sf_alloc_fail_after(1);
    assert_int_equal(player_rebase(&log->player, &same, log->now_ms), SF_E_NOMEM);
    sf_alloc_fail_after(-1);
    log_expect_at(log, "a/1", PLAYER_RUNNING);
    (void)player_leave(&log->player, log->now_ms);
    assert_int_equal(player_rebase(&log->player, &same, log->now_ms), SF_E_STATE);
    log_end(log);
    timeline_deinit(&other);
    timeline_deinit(&same);
}

static void test_player__rebase_before_the_start_and_with_events_waiting(void **state)
{
    (void)state;
    PlayerLog *log = log_create(timeline_make("a: hold2 rest2 | b: hold9 | c: hold9"));
    Timeline next = timeline_make("b(easy-b): hold5 | c: hold9 | a: hold2");
    Timeline same = timeline_make("a: hold2 rest2 | b: hold9 | c: hold9");
    assert_int_equal(player_rebase(&log->player, &same, log->now_ms), SF_OK);
    assert_int_equal(log->player.state, PLAYER_IDLE);
    assert_int_equal(log->player.event_count, 0);
    (void)player_start(&log->player, log->now_ms);
    player_update(&log->player, log->now_ms + 1500);
    player_update(&log->player, log->now_ms + 3000);
    player_update(&log->player, log->now_ms + 4500);
    assert_int_equal(player_rebase(&log->player, &next, log->now_ms + 4600), SF_OK);
    int32_t credits = 0;
    PlayerEvent event;
    while (player_take_event(&log->player, &event)) {
        assert_int_not_equal(event.kind, PLAYER_EVENT_CUE);
        if (event.kind == PLAYER_EVENT_CREDIT) {
            assert_string_equal(next.segments[event.segment].key, "a/1");
            credits++;
        }
    }
    assert_int_equal(credits, 1);
    log_expect_at(log, "b/1", PLAYER_PAUSED);
    log_end(log);
    timeline_deinit(&next);
    timeline_deinit(&same);
}

/* ---- the queue, memory, length --------------------------------------------------------------- */

static Timeline many_short_sets(int count, const char *set)
{
    char text[16384] = "a:";
    for (int i = 0; i < count; i++) {
        const size_t used = strlen(text);
        assert_true(sf_format(text + used, sizeof(text) - used, " %s", set));
    }
    return timeline_make(text);
}

static void test_player__full_queue_loses_only_cues(void **state)
{
    (void)state;
    PlayerLog *log = log_create(timeline_make("a: reps100x0.2 rest5 hold5"));
    (void)player_start(&log->player, log->now_ms);
    for (int i = 0; i < 100; i++) {
        log->now_ms += 200;
        player_update(&log->player, log->now_ms);
    }
    (void)player_pause(&log->player, log->now_ms);
    assert_int_equal(log->player.event_count, PLAYER_EVENTS);
    log_drain(log);
    assert_int_equal(log->events[0].kind, PLAYER_EVENT_SEGMENT);
    assert_int_equal(log_count(log, PLAYER_EVENT_CREDIT), 1);
    assert_int_equal(log_count(log, PLAYER_EVENT_SEGMENT), 2);
    assert_int_equal(log_count(log, PLAYER_EVENT_FLUSH), 1);
    const PlayerEvent *last = log_last(log, PLAYER_EVENT_CUE);
    assert_int_equal(log->timeline.cues[last->cue].id, CUE_REST);
    log_end(log);
}

static void test_player__update_stops_short_rather_than_lose_a_set(void **state)
{
    (void)state;
    PlayerLog *log = log_create(many_short_sets(100, "walk1"));
    (void)player_start(&log->player, log->now_ms);
    const int64_t end = log->now_ms + 100000;
    log->now_ms = end + 3600000;
    player_update(&log->player, log->now_ms);
    assert_int_equal(log->player.state, PLAYER_RUNNING);
    assert_true(player_next_deadline(&log->player) <= log->now_ms);
    assert_int_equal(player_skip(&log->player, log->now_ms), SF_E_STATE);
    int rounds = 0;
    while (log->player.state != PLAYER_ENDED) {
        log_drain(log);
        player_update(&log->player, log->now_ms);
        assert_true(++rounds < 10);
    }
    log_drain(log);
    assert_int_equal(log_count(log, PLAYER_EVENT_SEGMENT), 100);
    assert_int_equal(log_count(log, PLAYER_EVENT_CREDIT), 100);
    assert_int_equal(log_last(log, PLAYER_EVENT_ENDED)->at_ms, end);
    log_end(log);
}

static void test_player__gap_while_behind_stops_where_it_should(void **state)
{
    (void)state;
    char text[1024] = "a:";
    for (int i = 0; i < 60; i++) {
        const size_t used = strlen(text);
        assert_true(sf_format(text + used, sizeof(text) - used, " walk1"));
    }
    const size_t used = strlen(text);
    assert_true(sf_format(text + used, sizeof(text) - used, " | b: hold9"));
    PlayerLog *log = log_create(timeline_make(text));
    (void)player_start(&log->player, log->now_ms);
    for (int i = 0; i < 5; i++) {
        log_leap(log, 100000);
    }
    log_expect_at(log, "b/1", PLAYER_PAUSED);
    log_expect_credit(log, "a/60", OUTCOME_DONE, 1000);
    assert_int_equal(log_view(log).elapsed_ms, 0);
    assert_int_equal(log_view(log).total_elapsed_ms, 60000);
    log_end(log);
}

static void test_player__gap_while_behind_credits_no_more_than_the_set(void **state)
{
    (void)state;
    PlayerLog *log = log_create(many_short_sets(80, "hold0.02"));
    (void)player_start(&log->player, log->now_ms);
    player_update(&log->player, log->now_ms + 1900);
    const int32_t set = log->player.segment;
    assert_int_equal(log->player.state, PLAYER_RUNNING);
    player_update(&log->player, log->now_ms + 9000);
    assert_int_equal(log->player.state, PLAYER_PAUSED);
    log_drain(log);
    log->now_ms += 9000;
    (void)player_resume(&log->player, log->now_ms);
    log_play(log, 3000);
    assert_int_equal(log->player.credits[set].done_ms, 20);
    assert_int_equal(log_view(log).total_elapsed_ms, (set + 1) * 20);
    log_end(log);
}

static void test_player__caller_that_never_listens_is_refused(void **state)
{
    (void)state;
    PlayerLog *log = log_create(many_short_sets(60, "walk60"));
    (void)player_start(&log->player, log->now_ms);
    for (int i = 0; i < 100; i++) {
        (void)player_pause(&log->player, log->now_ms);
        (void)player_resume(&log->player, log->now_ms);
        log->now_ms += 1000;
        player_update(&log->player, log->now_ms);
    }
    assert_int_equal(player_skip(&log->player, log->now_ms), SF_E_STATE);
    for (int i = 0; i < 30; i++) {
        log->now_ms += 10000;
        player_update(&log->player, log->now_ms);
    }
    assert_int_equal(log->player.event_count, PLAYER_EVENTS);
    log_drain(log);
    assert_int_equal(log->events[0].kind, PLAYER_EVENT_SEGMENT);
    assert_false(player_take_event(&log->player, &log->events[0]));
    player_update(&log->player, log->now_ms);
    assert_int_equal(player_skip(&log->player, log->now_ms), SF_OK);
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

static const PlainCommand commands[] = {player_pause, player_resume, player_skip,
                                        player_back,  adjust_more,   player_done,
                                        player_no,    hurt_skip,     player_leave};

static void test_player__nothing_allocates_after_init(void **state)
{
    (void)state;
    PlayerLog *log =
        log_create(timeline_make("a: ready5 hold10 rest5 reps5x2 rest5 max9 | b: walk9"));
    const uint64_t before = sf_alloc_count();
    (void)player_start(&log->player, log->now_ms);
    PlannedCue planned[32];
    for (int i = 0; i < 200; i++) {
        log_play(log, 200);
        (void)player_planned(&log->player, log->now_ms, log->now_ms + 5000, planned, 32);
        (void)log_view(log);
        (void)player_next_deadline(&log->player);
        (void)player_snapshot(&log->player);
        const PlainCommand command = commands[i % 6];
        (void)command(&log->player, log->now_ms);
    }
    (void)player_hurt(&log->player, HURT_SKIP, log->now_ms);
    (void)player_leave(&log->player, log->now_ms);
    assert_int_equal(sf_alloc_count(), before);
    log_end(log);
}

static void test_player__every_cue_of_a_long_session_sounds(void **state)
{
    (void)state;
    PlayerLog *log = log_create(many_short_sets(1500, "hold5"));
    log->frame_ms = 100;
    (void)player_start(&log->player, log->now_ms);
    log_play(log, 7500000);
    assert_int_equal(log->player.state, PLAYER_ENDED);
    assert_int_equal(log_count(log, PLAYER_EVENT_CUE), log->timeline.cue_count);
    assert_int_equal(log_last(log, PLAYER_EVENT_ENDED)->at_ms, 1000000 + 7500000);
    log_end(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_player__planned_are_the_cues_to_come),
        cmocka_unit_test(test_player__cues_of_one_moment_keep_their_order),
        cmocka_unit_test(test_player__planned_reaches_the_closing_cue),
        cmocka_unit_test(test_player__planned_goes_on_past_the_cap_of_a_max_hold),
        cmocka_unit_test(test_player__next_deadline_is_the_next_thing_to_happen),
        cmocka_unit_test(test_player__view_tells_all_that_the_screen_shows),
        cmocka_unit_test(test_player__count_in_is_one_to_three_at_any_time),
        cmocka_unit_test(test_player__left_and_right_are_credited_apart),
        cmocka_unit_test(test_player__restored_player_waits_in_its_segment),
        cmocka_unit_test(test_player__restored_where_a_place_can_be_kept),
        cmocka_unit_test(test_player__restore_stays_within_the_segment),
        cmocka_unit_test(test_player__restore_refuses_what_does_not_fit),
        cmocka_unit_test(test_player__restored_player_still_leaves_out_what_hurt),
        cmocka_unit_test(test_player__rebase_to_an_easier_form_begins_the_set_anew),
        cmocka_unit_test(test_player__rebase_keeps_the_place_in_the_same_set),
        cmocka_unit_test(test_player__rebase_keeps_what_was_left_out_and_the_time),
        cmocka_unit_test(test_player__rebase_that_fails_changes_nothing),
        cmocka_unit_test(test_player__rebase_before_the_start_and_with_events_waiting),
        cmocka_unit_test(test_player__full_queue_loses_only_cues),
        cmocka_unit_test(test_player__update_stops_short_rather_than_lose_a_set),
        cmocka_unit_test(test_player__gap_while_behind_stops_where_it_should),
        cmocka_unit_test(test_player__gap_while_behind_credits_no_more_than_the_set),
        cmocka_unit_test(test_player__caller_that_never_listens_is_refused),
        cmocka_unit_test(test_player__nothing_allocates_after_init),
        cmocka_unit_test(test_player__every_cue_of_a_long_session_sounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
