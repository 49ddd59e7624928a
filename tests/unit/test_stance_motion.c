/* SPDX-License-Identifier: MIT */
/* The sensor during a stance, on the headless platform, frame by frame. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "headless.h"
#include "surefoot/memory.h"
#include "surefoot/stance_motion.h"
#include "sway_kit.h"

#define FILE_OF_SCENARIOS SUREFOOT_SOURCE_DIR "/tests/scenario/files/one-leg.csv"
#define FRAME_MS 16
#define BEGIN_MS 1000 /* of the clock, when the recording begins */

/* As the scenarios have it: five seconds of lead-in, a try of 20 s. */
static const SwayCase scenario = {.hz = 50,
                                  .jitter = 0.2,
                                  .seconds = 30,
                                  .lift_off_s = 5.5,
                                  .touch_down_s = 25.5,
                                  .sway = 0.15,
                                  .noise = 0.02,
                                  .kick = 1,
                                  .step = 3.5,
                                  .lean = 3,
                                  .pose = POSE_UPRIGHT,
                                  .seed = 21};

typedef struct Stand {
    Headless headless;
    MotionRecording recording;
    Motion *motion;
} Stand;

static void assert_near(double value, double wanted, double off)
{
    if (!(fabs(value - wanted) <= off)) {
        fail_msg("%.4f, not %.4f", value, wanted);
    }
}

static int stand(void **state)
{
    Stand *made = sf_alloc(sizeof(*made));
    const HeadlessOptions options = {.seed = 1};
    if (made == NULL) {
        return -1;
    }
    headless_init(&made->headless, &options);
    headless_advance(&made->headless, BEGIN_MS);
    made->motion = motion_create(&made->headless.platform);
    *state = made;
    return made->motion != NULL ? 0 : -1;
}

static int leave(void **state)
{
    Stand *made = *state;
    motion_destroy(made->motion);
    motion_recording_deinit(&made->recording);
    sf_free(made);
    return 0;
}

static void play(Stand *made, const SwayCase *stance)
{
    made->recording = sway_kit_make(stance);
    headless_motion(&made->headless, &made->recording);
}

static MotionView frame(Stand *made, int64_t ms)
{
    headless_advance(&made->headless, ms);
    return motion_poll(made->motion, made->headless.now_ms);
}

/* Polls at 60 Hz until then. */
static MotionView run_until(Stand *made, double seconds)
{
    MotionView view = frame(made, 0);
    while (made->headless.now_ms < BEGIN_MS + (int64_t)(seconds * 1000)) {
        view = frame(made, FRAME_MS);
    }
    return view;
}

static void test_stance_motion__without_a_sensor_nothing_is_shown(void **state)
{
    Stand *made = *state;
    SwayMeasures measures;
    SfErrorInfo err;
    assert_false(motion_begin(made->motion, 0));
    const MotionView view = run_until(made, 10);
    assert_false(view.live);
    assert_int_equal(view.lift_off_ms, -1);
    assert_int_equal(view.touch_down_ms, -1);
    assert_int_equal(motion_end(made->motion, 10000, &measures, &err), SF_E_STATE);
}

static void test_stance_motion__a_stance_is_found_and_measured(void **state)
{
    Stand *made = *state;
    play(made, &scenario);
    assert_true(motion_begin(made->motion, BEGIN_MS + 5000));
    assert_true(made->headless.motion_on);
    MotionView view = run_until(made, 20);
    assert_true(view.live);
    assert_true(fabsf(view.dot.ap) < 1 && fabsf(view.dot.ml) < 1);
    assert_near((double)view.lift_off_ms, BEGIN_MS + 5500, 200);
    assert_int_equal(view.touch_down_ms, -1);
    view = run_until(made, 27);
    assert_near((double)view.touch_down_ms, BEGIN_MS + 25500, 200);

    SwayMeasures measures;
    SfErrorInfo err = {0};
    assert_int_equal(motion_end(made->motion, made->headless.now_ms, &measures, &err), SF_OK);
    assert_false(made->headless.motion_on);
    assert_near(measures.seconds, 18, 0.3);
    assert_near(measures.rms, 0.15 * sqrt(2), 0.04);
    assert_int_equal(motion_end(made->motion, 0, &measures, &err), SF_E_STATE);
}

/* Stopped by hand: only what lies before counts, whatever a later frame brought. */
static void test_stance_motion__a_hand_may_stop_it(void **state)
{
    Stand *made = *state;
    SwayMeasures measures;
    play(made, &scenario);
    assert_true(motion_begin(made->motion, BEGIN_MS + 5000));
    (void)run_until(made, 16);
    assert_int_equal(motion_end(made->motion, BEGIN_MS + 15500, &measures, NULL), SF_OK);
    assert_near(measures.seconds, 8, 0.3);
}

static void test_stance_motion__a_short_stance_stays_unmeasured(void **state)
{
    Stand *made = *state;
    SwayMeasures measures;
    SfErrorInfo err = {0};
    play(made, &scenario);
    assert_true(motion_begin(made->motion, BEGIN_MS + 5000));
    (void)run_until(made, 8);
    assert_int_equal(motion_end(made->motion, BEGIN_MS + 8000, &measures, &err), SF_E_INPUT);
    assert_non_null(strstr(err.text, "too short"));
    assert_near(measures.rms, 0, 0);
}

/* Who tries it out before the start has not ended the stance that is to come. */
static void test_stance_motion__what_was_before_does_not_count(void **state)
{
    Stand *made = *state;
    play(made, &scenario);
    assert_true(motion_begin(made->motion, BEGIN_MS + 26000));
    const MotionView view = run_until(made, 29);
    assert_int_equal(view.touch_down_ms, -1);
    assert_int_equal(view.lift_off_ms, -1);
}

static void test_stance_motion__a_second_try_starts_clean(void **state)
{
    Stand *made = *state;
    play(made, &scenario);
    assert_true(motion_begin(made->motion, BEGIN_MS + 5000));
    (void)run_until(made, 27);
    assert_true(motion_begin(made->motion, BEGIN_MS + 27000));
    const MotionView view = run_until(made, 29);
    assert_true(view.live);
    assert_int_equal(view.touch_down_ms, -1);
    assert_int_equal(view.lift_off_ms, -1);
}

static void test_stance_motion__a_sensor_that_falls_silent_is_gone(void **state)
{
    Stand *made = *state;
    play(made, &scenario);
    assert_true(motion_begin(made->motion, BEGIN_MS));
    assert_true(run_until(made, 30).live);
    assert_false(run_until(made, 31.5).live);
}

static void test_stance_motion__a_fast_sensor_and_slow_frames_fit(void **state)
{
    Stand *made = *state;
    SwayCase stance = scenario;
    SwayMeasures measures;
    stance.hz = 1000;
    stance.jitter = 0;
    stance.seconds = 70;
    stance.touch_down_s = 1e6;
    play(made, &stance);
    assert_true(motion_begin(made->motion, BEGIN_MS));
    const uint64_t before = sf_alloc_count();
    (void)frame(made, 69000);
    assert_int_equal(sf_alloc_count(), before);
    assert_int_equal(motion_end(made->motion, made->headless.now_ms, &measures, NULL), SF_OK);
    assert_near(measures.hz, 250, 1);
    assert_near(measures.seconds, 60 - 5.5 - 2, 0.5);
}

static void test_stance_motion__leaving_switches_it_off(void **state)
{
    Stand *made = *state;
    play(made, &scenario);
    assert_true(motion_begin(made->motion, BEGIN_MS));
    motion_destroy(made->motion);
    made->motion = NULL;
    assert_false(made->headless.motion_on);
}

/* ---- what the scenarios play ---------------------------------------------------------------- */

static void write_scenario(void)
{
    MotionRecording recording = sway_kit_make(&scenario);
    size_t size = 0;
    char *text = sway_kit_csv(&recording, &size);
    FILE *file = fopen(FILE_OF_SCENARIOS, "wb");
    assert_non_null(text);
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    sf_free(text);
    motion_recording_deinit(&recording);
}

static void test_stance_motion__the_scenarios_recording_is_what_it_says(void **state)
{
    (void)state;
    static char text[262144];
    if (getenv("SUREFOOT_UPDATE_GOLDEN") != NULL) {
        write_scenario();
    }
    FILE *file = fopen(FILE_OF_SCENARIOS, "rb");
    assert_non_null(file);
    const size_t size = fread(text, 1, sizeof(text), file);
    assert_int_equal(fclose(file), 0);
    MotionRecording recording;
    SfErrorInfo err;
    assert_int_equal(motion_read_csv(&recording, "one-leg.csv", text, size, &err), SF_OK);
    const SwayStance stance = sway_find(recording.samples, recording.count);
    assert_near((double)stance.lift_off.at_us / 1e6, scenario.lift_off_s, 0.2);
    assert_near((double)stance.touch_down.at_us / 1e6, scenario.touch_down_s, 0.2);
    motion_recording_deinit(&recording);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_stance_motion__without_a_sensor_nothing_is_shown,
                                        stand, leave),
        cmocka_unit_test_setup_teardown(test_stance_motion__a_stance_is_found_and_measured, stand,
                                        leave),
        cmocka_unit_test_setup_teardown(test_stance_motion__a_hand_may_stop_it, stand, leave),
        cmocka_unit_test_setup_teardown(test_stance_motion__a_short_stance_stays_unmeasured, stand,
                                        leave),
        cmocka_unit_test_setup_teardown(test_stance_motion__what_was_before_does_not_count, stand,
                                        leave),
        cmocka_unit_test_setup_teardown(test_stance_motion__a_second_try_starts_clean, stand,
                                        leave),
        cmocka_unit_test_setup_teardown(test_stance_motion__a_sensor_that_falls_silent_is_gone,
                                        stand, leave),
        cmocka_unit_test_setup_teardown(test_stance_motion__a_fast_sensor_and_slow_frames_fit,
                                        stand, leave),
        cmocka_unit_test_setup_teardown(test_stance_motion__leaving_switches_it_off, stand, leave),
        cmocka_unit_test(test_stance_motion__the_scenarios_recording_is_what_it_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
