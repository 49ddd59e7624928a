/* SPDX-License-Identifier: MIT */
/* A session over the real library, a real log and a virtual clock. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "session_kit.h"

static bool has_journal(SessionScene *scene)
{
    char *text = NULL;
    SfErrorInfo err = {0};
    assert_int_equal(store_journal_get(scene->store, JOURNAL_STATE, &text, &err), SF_OK);
    const bool has = text != NULL;
    sf_free(text);
    return has;
}

static PlayerView view_of(const SessionScene *scene)
{
    PlayerView view;
    player_view(session_player(scene->session), scene->headless.now_ms, &view);
    return view;
}

static void test_session__to_the_end_is_one_complete_session_in_the_log(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "desk-knee/quad-hold");
    assert_true(has_journal(scene));
    session_kit_pass(scene, 5 * 60 * 1000);
    assert_true(session_ended(scene->session));
    assert_true(session_logged(scene->session));
    assert_false(has_journal(scene));
    History history = session_kit_history(scene);
    assert_int_equal(history.session_count, 1);
    assert_int_equal(history.sessions[0].end, SESSION_COMPLETE);
    assert_int_equal(history.sessions[0].sets_done, 6);
    assert_int_equal(history.sessions[0].work_ms, 60000);
    history_deinit(&history);
}

static void test_session__killed_goes_on_where_it_was(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "desk-knee/quad-hold");
    session_kit_pass(scene, 40 * 1000);
    char key[128];
    (void)sf_format(key, sizeof(key), "%s", view_of(scene).segment->key);
    const int32_t done = view_of(scene).work_done;
    assert_true(done > 0);
    session_destroy(scene->session); /* the process is gone; nothing is told */
    const SessionPorts ports = session_kit_ports(scene);
    SfErrorInfo err = {0};
    assert_int_equal(session_recover(&scene->session, &ports, &err), SF_OK);
    assert_int_equal(view_of(scene).state, PLAYER_PAUSED);
    assert_string_equal(view_of(scene).segment->key, key);
    assert_int_equal(view_of(scene).work_done, done);
    assert_int_equal(session_resume(scene->session), SF_OK);
    session_kit_pass(scene, 5 * 60 * 1000);
    assert_true(session_logged(scene->session));
    History history = session_kit_history(scene);
    assert_int_equal(history.session_count, 1);
    assert_int_equal(history.sessions[0].sets_done, 6);
    history_deinit(&history);
}

/* The journal as it is; the process is gone, and nothing was told. */
static void kill_and_recover(SessionScene *scene)
{
    const SessionPorts ports = session_kit_ports(scene);
    SfErrorInfo err = {0};
    session_destroy(scene->session);
    assert_int_equal(session_recover(&scene->session, &ports, &err), SF_OK);
    assert_int_equal(view_of(scene).state, PLAYER_PAUSED);
}

static void test_session__a_kill_in_a_long_walk_loses_seconds(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "walk-jog/one-one");
    assert_int_equal(session_done(scene->session, scene->headless.now_ms), SF_OK);
    assert_int_equal(session_done(scene->session, scene->headless.now_ms), SF_OK);
    session_kit_pass(scene, 5000 + 60 * 1000);
    assert_int_equal(view_of(scene).segment->kind, SEGMENT_WALK);
    assert_int_equal(session_adjust(scene->session, PLAYER_ADJUST_MS), SF_OK);
    session_kit_pass(scene, 80 * 1000);
    const int64_t walked = view_of(scene).elapsed_ms;
    kill_and_recover(scene);
    const int64_t kept = view_of(scene).elapsed_ms;
    assert_in_range(kept, walked - 16000, walked);
    assert_int_equal(view_of(scene).length_ms, 310 * 1000);
    /* On inside of the walk, and killed once more. */
    assert_int_equal(session_resume(scene->session), SF_OK);
    session_kit_pass(scene, PLAYER_COUNT_IN_MS + 40 * 1000);
    kill_and_recover(scene);
    assert_in_range(view_of(scene).elapsed_ms, kept + 24000, kept + 40000);
    const int64_t last = view_of(scene).elapsed_ms;
    assert_int_equal(session_leave(scene->session), SF_OK);
    History history = session_kit_history(scene);
    assert_int_equal(history.sessions[0].work_ms, last);
    history_deinit(&history);
}

static void test_session__a_pause_is_kept(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "desk-knee/quad-hold");
    while (view_of(scene).segment->kind != SEGMENT_HOLD) {
        session_kit_pass(scene, 250);
    }
    session_kit_pass(scene, 6000);
    assert_int_equal(session_pause(scene->session), SF_OK);
    const int64_t held = view_of(scene).elapsed_ms;
    assert_true(held >= 6000);
    kill_and_recover(scene);
    assert_int_equal(view_of(scene).elapsed_ms, held);
}

static void test_session__a_clock_set_back_loses_nothing(void **state)
{
    SessionScene *scene = *state;
    SfErrorInfo err = {0};
    Instant earlier;
    session_kit_start(scene, "desk-knee/quad-hold");
    session_kit_pass(scene, 40 * 1000);
    assert_int_equal(calendar_parse_instant(&earlier, "2026-11-20T07:30+01:00", &err), SF_OK);
    headless_set_wall(&scene->headless, earlier);
    session_kit_pass(scene, 10 * 1000);
    session_destroy(scene->session);
    const SessionPorts ports = session_kit_ports(scene);
    assert_int_equal(session_recover(&scene->session, &ports, &err), SF_OK);
    assert_int_equal(session_leave(scene->session), SF_OK);
    assert_true(session_logged(scene->session));
}

static void test_session__discarded_leaves_no_trace(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "desk-knee/quad-hold");
    session_kit_pass(scene, 40 * 1000);
    SfErrorInfo err = {0};
    assert_int_equal(session_discard(scene->session, &err), SF_OK);
    assert_false(has_journal(scene));
    History history = session_kit_history(scene);
    assert_int_equal(history.session_count, 0);
    history_deinit(&history);
}

static void test_session__answers_add_pain_and_supersede(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "desk-knee/quad-hold");
    session_kit_pass(scene, 30 * 1000);
    assert_int_equal(session_leave(scene->session), SF_OK);
    const SessionAnswers answers = {
        .pain_left = 2, .pain_right = -1, .effort = EFFORT_RIGHT, .note = "calm"};
    SfErrorInfo err = {0};
    assert_int_equal(session_answer(scene->session, &answers, &err), SF_OK);
    History history = session_kit_history(scene);
    assert_int_equal(history.session_count, 1);
    assert_int_equal(history.sessions[0].end, SESSION_LEFT);
    assert_int_equal(history.pain_count, 1);
    assert_int_equal(history.pains[0].knee, SIDE_LEFT);
    assert_int_equal(history.pains[0].level, 2);
    history_deinit(&history);
}

static void test_session__easier_plays_the_other_exercise_in_the_same_place(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "hip-and-knee/six");
    session_kit_pass(scene, 15 * 1000);
    const char *before = view_of(scene).item->exercise;
    assert_string_equal(before, "bridge");
    assert_non_null(session_easier(scene->session));
    char key[128];
    (void)sf_format(key, sizeof(key), "%s", view_of(scene).segment->key);
    assert_int_equal(session_hurt(scene->session, HURT_EASIER), SF_OK);
    assert_string_not_equal(view_of(scene).item->exercise, "bridge");
    assert_string_equal(view_of(scene).segment->key, key);
    assert_int_equal(view_of(scene).state, PLAYER_PAUSED);
}

static void test_session__hurt_and_stop_is_success_in_the_log(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "desk-knee/quad-hold");
    session_kit_pass(scene, 12 * 1000);
    assert_int_equal(session_hurt(scene->session, HURT_STOP), SF_OK);
    assert_true(session_logged(scene->session));
    History history = session_kit_history(scene);
    assert_int_equal(history.session_count, 1);
    assert_int_equal(history.sessions[0].end, SESSION_HURT);
    assert_true(streak_session_counts(&history.sessions[0]));
    history_deinit(&history);
}

/* Tones go to the device ahead of time. What was taken back aside, each cue of the timeline sounds
 * exactly once, at its time to the millisecond. */
static void test_session__every_tone_sounds_once_and_on_time(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "desk-knee/quad-hold");
    session_kit_pass(scene, 5 * 60 * 1000);
    const Timeline *timeline = session_timeline(scene->session);
    int32_t expected = 0;
    for (int32_t i = 0; i < timeline->cue_count; i++) {
        const Cue *cue = &timeline->cues[i];
        if (cue->channel != CHANNEL_TONE) {
            continue;
        }
        expected++;
        const int64_t at = timeline->segments[cue->segment].start_ms + cue->at_ms;
        int32_t found = 0;
        for (int32_t h = 0; h < scene->headless.heard_count; h++) {
            const Heard *heard = &scene->headless.heard[h];
            found += !heard->flushed && heard->tone == cue->tone && heard->at_ms == at;
        }
        assert_int_equal(found, 1);
    }
    int32_t sounded = 0;
    for (int32_t h = 0; h < scene->headless.heard_count; h++) {
        sounded += !scene->headless.heard[h].flushed && scene->headless.heard[h].tone != TONE_NONE;
    }
    assert_int_equal(sounded, expected);
}

static void test_session__a_pause_takes_back_what_was_scheduled(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "desk-knee/quad-hold");
    session_kit_pass(scene, 12 * 1000);
    assert_int_equal(session_pause(scene->session), SF_OK);
    for (int32_t h = 0; h < scene->headless.heard_count; h++) {
        const Heard *heard = &scene->headless.heard[h];
        assert_true(heard->flushed || heard->at_ms <= scene->headless.now_ms);
    }
    const int32_t before = scene->headless.heard_count;
    session_kit_pass(scene, 60 * 1000);
    assert_int_equal(scene->headless.heard_count, before);
}

static void test_session__a_day_of_skips_ends_quietly(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "hip-and-knee/six");
    for (int32_t i = 0; i < 500 && !session_ended(scene->session); i++) {
        headless_advance(&scene->headless, 20);
        assert_int_equal(session_skip(scene->session), SF_OK);
    }
    assert_true(session_ended(scene->session));
    History history = session_kit_history(scene);
    assert_int_equal(history.session_count, 1);
    assert_int_equal(history.sessions[0].sets_done, 0);
    assert_int_equal(history.sessions[0].work_ms, 0);
    history_deinit(&history);
}

static void test_session__without_a_log_it_still_plays(void **state)
{
    SessionScene *scene = *state;
    store_close(scene->store);
    scene->store = NULL;
    session_kit_start(scene, "desk-knee/quad-hold");
    session_kit_pass(scene, 5 * 60 * 1000);
    assert_true(session_ended(scene->session));
    assert_false(session_logged(scene->session));
    assert_true(session_trouble(scene->session)[0] != '\0');
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, session_kit_set_up, session_kit_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_session__to_the_end_is_one_complete_session_in_the_log),
        TEST(test_session__killed_goes_on_where_it_was),
        TEST(test_session__a_kill_in_a_long_walk_loses_seconds),
        TEST(test_session__a_pause_is_kept),
        TEST(test_session__a_clock_set_back_loses_nothing),
        TEST(test_session__discarded_leaves_no_trace),
        TEST(test_session__answers_add_pain_and_supersede),
        TEST(test_session__easier_plays_the_other_exercise_in_the_same_place),
        TEST(test_session__hurt_and_stop_is_success_in_the_log),
        TEST(test_session__every_tone_sounds_once_and_on_time),
        TEST(test_session__a_pause_takes_back_what_was_scheduled),
        TEST(test_session__a_day_of_skips_ends_quietly),
        TEST(test_session__without_a_log_it_still_plays),
    };
    return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
