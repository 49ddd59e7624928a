/* SPDX-License-Identifier: MIT */
/* Waiting for a person ends somewhere: the screen may sleep, then the sound device is let go, and
 * nothing is lost by it. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "app_scene.h"

#define MINUTE_MS 60000
#define HOUR_MS (60 * MINUTE_MS)

static AppScene scene;

static void open_routine(const char *program, const char *routine)
{
    scene_open(&scene, program);
    scene_begin(&scene, routine);
}

/* From one moment the app asks for to the next, as a window does; returns how many. */
static int32_t pass_time(int64_t ms)
{
    const int64_t until_ms = scene.headless.now_ms + ms;
    int32_t passes = 0;
    while (scene.headless.now_ms < until_ms) {
        int64_t next_ms = app_frame(scene.app, scene.headless.now_ms);
        const int64_t least_ms = scene.headless.now_ms + scene.frame_ms;
        next_ms = next_ms > least_ms ? next_ms : least_ms;
        next_ms = next_ms < until_ms ? next_ms : until_ms;
        headless_advance(&scene.headless, next_ms - scene.headless.now_ms);
        scene_frame(&scene);
        passes++;
    }
    return passes;
}

static void assert_given(bool awake, bool sound)
{
    assert_int_equal(scene.headless.awake, awake);
    assert_int_equal(scene.headless.sound_open, sound);
}

/* Awake to the fifth minute, open to the thirtieth; then nothing wakes the app. */
static void assert_rests(void)
{
    (void)pass_time(MODEL_SLEEP_MS - 1);
    assert_given(true, true);
    (void)pass_time(1);
    assert_given(false, true);
    (void)pass_time(MODEL_SILENCE_MS - MODEL_SLEEP_MS - 1);
    assert_given(false, true);
    (void)pass_time(1);
    assert_given(false, false);
    assert_true(pass_time(20LL * HOUR_MS) <= 2);
    assert_given(false, false);
}

static void touch_nothing(void)
{
    scene_send(&scene, (InputEvent){.kind = INPUT_MOVE, .x = 1, .y = 1});
}

static void test_rest__a_pause_ends_and_goes_on_where_it_was(void **state)
{
    (void)state;
    static const InputKey ways[] = {KEY_NONE, KEY_SPACE};
    for (size_t i = 0; i < SF_COUNT(ways); i++) {
        open_routine(NULL, "quad-hold");
        scene_wait_for(&scene, SEGMENT_HOLD);
        (void)pass_time(3000);
        scene_tap(&scene, "screen");
        assert_int_equal(scene_player(&scene)->state, PLAYER_PAUSED);
        const int64_t elapsed_ms = scene_player(&scene)->elapsed_ms;
        assert_rests();
        const int64_t heard = scene.headless.heard_count;
        const int64_t resumed_ms = scene.headless.now_ms;
        if (ways[i] == KEY_NONE) {
            scene_tap(&scene, "resume");
        } else {
            scene_send(&scene, (InputEvent){.kind = INPUT_KEY, .key = ways[i]});
        }
        assert_given(true, true);
        assert_int_equal(scene_player(&scene)->state, PLAYER_COUNT_IN);
        assert_int_equal(scene_player(&scene)->elapsed_ms, elapsed_ms);
        /* Counted in, each second at its time, on a device that is open. */
        assert_true(scene.headless.heard_count >= heard + 4);
        for (int64_t k = 0; k < 3; k++) {
            const Heard *count = &scene.headless.heard[(heard + k) % HEADLESS_HEARD];
            assert_int_equal(count->tone, TONE_COUNT);
            assert_int_equal(count->at_ms, resumed_ms + k * 1000);
            assert_false(count->flushed);
        }
        scene_close(&scene);
    }
}

static void test_rest__whoever_comes_back_before_gets_the_screen_again(void **state)
{
    (void)state;
    open_routine(NULL, "quad-hold");
    scene_wait_for(&scene, SEGMENT_HOLD);
    scene_tap(&scene, "screen");
    (void)pass_time(MODEL_SLEEP_MS);
    assert_given(false, true);
    scene_send(&scene, (InputEvent){.kind = INPUT_FOREGROUND});
    assert_given(true, true);
    touch_nothing();
    assert_rests();
    scene_close(&scene);
}

static void test_rest__what_moves_by_the_clock_never_rests(void **state)
{
    (void)state;
    open_routine(NULL, "six");
    scene.frame_ms = 1000;
    for (int64_t waited = 0; strcmp(app_screen(scene.app), "player") == 0; waited += 1000) {
        const PlayerState player = scene_player(&scene)->state;
        assert_true(player == PLAYER_RUNNING || player == PLAYER_COUNT_IN);
        assert_given(true, true);
        assert_true(waited < 2LL * HOUR_MS);
        scene_wait(&scene, 1000);
    }
    /* The page after it waits, and rests. */
    (void)pass_time(MODEL_SILENCE_MS);
    assert_given(false, false);
    scene_close(&scene);
}

static void test_rest__a_question_left_open_rests_and_can_be_answered(void **state)
{
    (void)state;
    scene_open(&scene, NULL);
    scene_answer_knees(&scene);
    scene_begin(&scene, "one-one");
    assert_int_equal(scene_kind(&scene), SEGMENT_CHECK);
    assert_rests();
    assert_int_equal(scene_player(&scene)->segment, 0);
    scene_tap(&scene, "yes");
    assert_given(true, true);
    assert_int_equal(scene_player(&scene)->segment, 1);
    assert_int_equal(scene_player(&scene)->state, PLAYER_RUNNING);
    scene_close(&scene);
}

static void test_rest__a_set_at_ones_own_pace_rests_and_is_paused(void **state)
{
    (void)state;
    open_routine("tests/scenario/files/player-max.surefoot.json", "max");
    scene_wait_for(&scene, SEGMENT_MAX);
    scene_tap(&scene, "skip");
    scene_wait_for(&scene, SEGMENT_REPS);
    const int32_t segment = scene_player(&scene)->segment;
    const int64_t frame_ms = scene.frame_ms;
    scene.frame_ms = 1000; /* the figure shows the way all the time */
    touch_nothing();
    assert_rests();
    scene.frame_ms = frame_ms;
    /* Nobody exercised meanwhile: the time does not count. */
    assert_int_equal(scene_player(&scene)->state, PLAYER_PAUSED);
    scene_tap(&scene, "resume");
    assert_given(true, true);
    assert_int_equal(scene_player(&scene)->segment, segment);
    scene_wait_for(&scene, SEGMENT_REPS);
    scene_tap(&scene, "done");
    assert_string_equal(app_screen(scene.app), "finish");
    scene_close(&scene);
}

/* The device waits with the page before a routine, and is there again for whoever starts it. */
static void test_rest__the_page_before_a_routine_rests_too(void **state)
{
    (void)state;
    scene_open(&scene, NULL);
    scene_tap(&scene, "programs");
    scene_tap(&scene, "quad-hold");
    assert_true(scene.headless.sound_open);
    (void)pass_time(MODEL_SILENCE_MS);
    assert_false(scene.headless.sound_open);
    scene_tap(&scene, "start");
    assert_given(true, true);
    scene_close(&scene);
}

static void test_rest__who_leaves_is_not_called_back(void **state)
{
    (void)state;
    open_routine(NULL, "quad-hold");
    scene_wait_for(&scene, SEGMENT_HOLD);
    scene_tap(&scene, "close");
    scene_tap(&scene, "stop");
    scene_tap(&scene, "done");
    assert_given(false, false);
    scene_tap(&scene, "settings");
    assert_given(false, false);
    scene_close(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rest__a_pause_ends_and_goes_on_where_it_was),
        cmocka_unit_test(test_rest__whoever_comes_back_before_gets_the_screen_again),
        cmocka_unit_test(test_rest__what_moves_by_the_clock_never_rests),
        cmocka_unit_test(test_rest__a_question_left_open_rests_and_can_be_answered),
        cmocka_unit_test(test_rest__a_set_at_ones_own_pace_rests_and_is_paused),
        cmocka_unit_test(test_rest__the_page_before_a_routine_rests_too),
        cmocka_unit_test(test_rest__who_leaves_is_not_called_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
