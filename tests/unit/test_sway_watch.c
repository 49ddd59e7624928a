/* SPDX-License-Identifier: MIT */
/* Lift-off and touch-down: found where they are, and not where they are not. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <math.h>

#include "surefoot/memory.h"
#include "sway_kit.h"

#define NEVER 1e6
#define NEAR_S 0.2
#define MINUTES 20

/* hz, jitter, seconds, lift-off, touch-down, sway, noise, kick, step, lean, wobbles, knocks */
static const SwayCase stances[] = {
    {50, 0.0, 30, 4.0, 22.0, 0.15, 0.01, 0.9, 3.5, 3, 0, 0, POSE_UPRIGHT, 1},
    {50, 0.3, 40, 5.2, 33.4, 0.15, 0.02, 0.8, 3.0, 2, 4, 0, POSE_UPSIDE_DOWN, 2},
    {100, 0.1, 30, 3.7, 18.3, 0.25, 0.02, 1.2, 4.0, 3, 6, 0, POSE_LANDSCAPE, 3},
    {200, 0.2, 60, 4.4, 52.1, 0.20, 0.03, 1.0, 4.0, 3, 6, 1, POSE_TILTED, 4},
    {30, 0.1, 30, 4.0, 21.6, 0.15, 0.02, 1.2, 5.0, 3, 0, 0, POSE_UPRIGHT, 5},
    {60, 0.5, 25, 6.1, 13.9, 0.30, 0.03, 1.5, 5.0, 4, 8, 0, POSE_UPRIGHT, 6},
    {100, 0.0, 20, 4.5, 9.0, 0.10, 0.01, 0.6, 2.5, 2, 0, 0, POSE_LYING, 7},
    {200, 0.4, 50, 7.3, 46.0, 0.12, 0.05, 0.8, 2.5, 2, 4, 2, POSE_UPRIGHT, 8},
    {50, 0.2, 30, 4.2, 24.7, 0.40, 0.02, 2.0, 6.0, 4, 6, 0, POSE_TILTED, 9},
    {100, 0.2, 30, 4.9, 15.5, 0.20, 0.02, 1.0, 3.0, 5, 6, 0, POSE_UPSIDE_DOWN, 10},
    {60, 0.1, 45, 5.5, 40.2, 0.10, 0.02, 0.6, 2.5, 1, 4, 1, POSE_LANDSCAPE, 11},
    {50, 0.1, 30, 4.0, 27.0, 0.20, 0.04, 1.2, 4.0, 0, 6, 0, POSE_UPRIGHT, 12},
    {100, 0.3, 30, 8.0, 12.5, 0.35, 0.03, 1.8, 6.0, 3, 6, 0, POSE_LYING, 13},
};

static double since_start(SwayEvent event)
{
    return (double)(event.at_us - SWAY_KIT_START_US) / 1e6;
}

static void test_sway_watch__a_dozen_stances_within_a_fifth_of_a_second(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < SF_COUNT(stances); i++) {
        MotionRecording recording = sway_kit_make(&stances[i]);
        const SwayStance stance = sway_find(recording.samples, recording.count);
        const double up = since_start(stance.lift_off) - stances[i].lift_off_s;
        const double down = since_start(stance.touch_down) - stances[i].touch_down_s;
        print_message("stance %2d: lift-off %+.3f s, touch-down %+.3f s\n", (int)i + 1, up, down);
        wrong += stance.lift_off.kind != SWAY_LIFT_OFF || fabs(up) > NEAR_S;
        wrong += stance.touch_down.kind != SWAY_TOUCH_DOWN || fabs(down) > NEAR_S;
        motion_recording_deinit(&recording);
    }
    assert_int_equal(wrong, 0);
}

/* Sixty seconds on one foot each, at some rate; returns how many were ended by a false alarm. */
static int alarms(double hz, double wobbles, double knocks)
{
    int count = 0;
    for (int i = 0; i < MINUTES; i++) {
        const SwayCase stance = {.hz = hz,
                                 .jitter = 0.2,
                                 .seconds = 60,
                                 .lift_off_s = 4,
                                 .touch_down_s = NEVER,
                                 .sway = 0.1 + 0.3 * i / MINUTES,
                                 .noise = 0.02,
                                 .kick = 1,
                                 .step = 3.5,
                                 .lean = 3,
                                 .wobbles = wobbles,
                                 .knocks = knocks,
                                 .seed = (uint64_t)i * 77 + (uint64_t)hz};
        MotionRecording recording = sway_kit_make(&stance);
        count += sway_find(recording.samples, recording.count).touch_down.kind != SWAY_NOTHING;
        motion_recording_deinit(&recording);
    }
    return count;
}

static void test_sway_watch__a_quiet_stance_raises_no_alarm(void **state)
{
    (void)state;
    static const double rates[] = {30, 50, 200};
    for (size_t i = 0; i < SF_COUNT(rates); i++) {
        const int still = alarms(rates[i], 0, 0);
        const int wobbly = alarms(rates[i], 6, 0);
        const int coughs = alarms(rates[i], 6, 2);
        print_message("%3.0f Hz: false alarms in %d minutes: %d still, %d with 6 wobbles a "
                      "minute, %d with 2 coughs as strong as a step besides\n",
                      rates[i], MINUTES, still, wobbly, coughs);
        assert_int_equal(still, 0);
        assert_int_equal(wobbly, 0);
        /* One in ten such coughs at most. */
        assert_in_range(coughs, 0, MINUTES / 5);
    }
}

static SwayWatch watch_all(const MotionRecording *recording, SwayEvent *down)
{
    SwayWatch watch;
    sway_watch_init(&watch);
    for (int32_t i = 0; i < recording->count; i++) {
        const SwayEvent event = sway_watch_add(&watch, &recording->samples[i]);
        if (event.kind == SWAY_TOUCH_DOWN) {
            *down = event;
        }
    }
    return watch;
}

/* The app may begin to watch when the foot is up already. */
static void test_sway_watch__a_touch_down_needs_no_lift_off(void **state)
{
    (void)state;
    SwayCase stance = stances[0];
    SwayEvent down = {SWAY_NOTHING, 0};
    stance.lift_off_s = -1;
    MotionRecording recording = sway_kit_make(&stance);
    (void)watch_all(&recording, &down);
    assert_int_equal(down.kind, SWAY_TOUCH_DOWN);
    assert_float_equal(since_start(down), stance.touch_down_s, NEAR_S);
    motion_recording_deinit(&recording);
}

static void test_sway_watch__it_is_told_soon_and_once(void **state)
{
    (void)state;
    MotionRecording recording = sway_kit_make(&stances[0]);
    SwayWatch watch;
    int told = 0;
    sway_watch_init(&watch);
    for (int32_t i = 0; i < recording.count; i++) {
        const SwayEvent event = sway_watch_add(&watch, &recording.samples[i]);
        if (event.kind == SWAY_TOUCH_DOWN) {
            told++;
            assert_in_range(recording.samples[i].at_us - event.at_us, 0, 1500000);
        }
    }
    assert_int_equal(told, 1);
    motion_recording_deinit(&recording);
}

static void test_sway_watch__what_is_no_sample_is_passed_over(void **state)
{
    (void)state;
    MotionRecording recording = sway_kit_make(&stances[0]);
    const MotionSample bad[] = {
        {0, NAN, 0, 0},          {0, 0, INFINITY, 0},     {0, 0, 0, 1e30F},
        {INT64_MIN, 0, 9.8F, 0}, {INT64_MAX, 0, 9.8F, 0},
    };
    SwayWatch watch;
    SwayStance stance = {{SWAY_NOTHING, 0}, {SWAY_NOTHING, 0}};
    sway_watch_init(&watch);
    for (int32_t i = 0; i < recording.count; i++) {
        MotionSample sample = bad[i % (int32_t)SF_COUNT(bad)];
        sample.at_us = sample.at_us == 0 ? recording.samples[i].at_us : sample.at_us;
        assert_int_equal(sway_watch_add(&watch, &sample).kind, SWAY_NOTHING);
        const SwayEvent event = sway_watch_add(&watch, &recording.samples[i]);
        stance.touch_down = event.kind == SWAY_TOUCH_DOWN ? event : stance.touch_down;
        assert_int_equal(sway_watch_add(&watch, &recording.samples[i]).kind, SWAY_NOTHING);
    }
    assert_int_equal(stance.touch_down.kind, SWAY_TOUCH_DOWN);
    motion_recording_deinit(&recording);
}

static void test_sway_watch__a_gap_is_no_touch_down(void **state)
{
    (void)state;
    SwayCase quiet = stances[3];
    quiet.touch_down_s = NEVER;
    MotionRecording recording = sway_kit_make(&quiet);
    SwayWatch watch;
    sway_watch_init(&watch);
    for (int32_t i = 0; i < recording.count; i++) {
        /* Half a second in four is missing, and what comes after is turned. */
        MotionSample sample = recording.samples[i];
        if (sample.at_us / 500000 % 8 == 0) {
            continue;
        }
        if (sample.at_us / 4000000 % 2 == 0) {
            sample.ax = -sample.ax;
            sample.ay = -sample.ay;
        }
        assert_int_not_equal(sway_watch_add(&watch, &sample).kind, SWAY_TOUCH_DOWN);
    }
    motion_recording_deinit(&recording);
}

static void test_sway_watch__nothing_is_allocated(void **state)
{
    (void)state;
    MotionRecording recording = sway_kit_make(&stances[0]);
    SwayEvent down;
    const uint64_t before = sf_alloc_count();
    (void)watch_all(&recording, &down);
    assert_int_equal(sf_alloc_count(), before);
    motion_recording_deinit(&recording);
}

/* ---- the dot -------------------------------------------------------------------------------- */

static SwayDot dot_after(SwayPose pose, double lean, float ap)
{
    const SwayCase still = {.hz = 50,
                            .seconds = 4,
                            .lift_off_s = -1,
                            .touch_down_s = NEVER,
                            .lean = lean,
                            .pose = pose};
    MotionRecording recording = sway_kit_make(&still);
    SwayWatch watch;
    sway_watch_init(&watch);
    for (int32_t i = 0; i < recording.count; i++) {
        MotionSample sample = recording.samples[i];
        sample.az += i > recording.count / 2 ? ap : 0;
        (void)sway_watch_add(&watch, &sample);
    }
    motion_recording_deinit(&recording);
    return sway_dot(&watch);
}

static void test_sway_watch__the_dot_follows_the_body(void **state)
{
    (void)state;
    SwayWatch fresh;
    sway_watch_init(&fresh);
    assert_float_equal(sway_dot(&fresh).ap, 0, 0);
    for (SwayPose pose = POSE_UPRIGHT; pose <= POSE_TILTED; pose++) {
        const SwayDot still = dot_after(pose, 0, 0);
        assert_float_equal(still.ap, 0, 0.01);
        assert_float_equal(still.ml, 0, 0.01);
    }
    const SwayDot forward = dot_after(POSE_UPRIGHT, 0, 0.4F);
    assert_in_range((int)(forward.ap * 100), 20, 70);
    assert_float_equal(forward.ml, 0, 0.01);
    const SwayDot far = dot_after(POSE_UPSIDE_DOWN, 0, -4);
    assert_true(far.ap < -0.9F && far.ap >= -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sway_watch__a_dozen_stances_within_a_fifth_of_a_second),
        cmocka_unit_test(test_sway_watch__a_quiet_stance_raises_no_alarm),
        cmocka_unit_test(test_sway_watch__a_touch_down_needs_no_lift_off),
        cmocka_unit_test(test_sway_watch__it_is_told_soon_and_once),
        cmocka_unit_test(test_sway_watch__what_is_no_sample_is_passed_over),
        cmocka_unit_test(test_sway_watch__a_gap_is_no_touch_down),
        cmocka_unit_test(test_sway_watch__nothing_is_allocated),
        cmocka_unit_test(test_sway_watch__the_dot_follows_the_body),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
