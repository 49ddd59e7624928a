/* SPDX-License-Identifier: MIT */
/* The measures: signals whose answer is known on paper, and recordings that must be refused. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "surefoot/limits.h"
#include "surefoot/memory.h"
#include "sway_kit.h"

#define PI 3.14159265358979323846
#define G ((double)MOTION_GRAVITY)
#define MOST 14000

/* What stands still but for a sine on one axis of the phone, gravity along another. */
typedef struct Sine {
    double hz;
    double seconds;
    double jitter;
    double f;
    double size;
    int axis;
    int up;     /* axis of gravity */
    double way; /* 1 up, -1 upside down */
    double noise;
    double unit;
} Sine;

static MotionSample samples[MOST];

static int32_t make(const Sine *sine)
{
    uint64_t dice = 11;
    const int32_t count = (int32_t)(sine->seconds * sine->hz) + 1;
    assert_true(count <= MOST);
    for (int32_t i = 0; i < count; i++) {
        const double t = (i + sine->jitter * (sway_kit_uniform(&dice) - 0.5)) / sine->hz;
        double read[3] = {0, 0, 0};
        read[sine->up] = sine->way * G;
        read[sine->axis] += sine->size * sin(2 * PI * sine->f * t);
        for (int axis = 0; axis < 3; axis++) {
            read[axis] = (read[axis] + sine->noise * sway_kit_normal(&dice)) / sine->unit;
        }
        samples[i] =
            (MotionSample){llround(t * 1e6), (float)read[0], (float)read[1], (float)read[2]};
    }
    return count;
}

static SwayMeasures measure(const Sine *sine)
{
    SwayMeasures out;
    SfErrorInfo err = {0};
    if (sway_measure(&out, samples, make(sine), &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    return out;
}

/* Of the filter, forwards and backwards, as its comment says. */
static double gain(double f)
{
    const double corner = tan(PI * SWAY_CUT_HZ / SWAY_HZ) / pow(sqrt(2) - 1, 0.25);
    return 1 / (1 + pow(tan(PI * f / SWAY_HZ) / corner, 4));
}

static void assert_near(double value, double wanted, double part)
{
    if (!(fabs(value - wanted) <= part * fabs(wanted))) {
        fail_msg("%.6f, not %.6f", value, wanted);
    }
}

static const Sine plain = {
    .hz = 50, .seconds = 32, .f = 1, .size = 0.2, .up = 1, .way = 1, .unit = 1};

static void test_sway__a_sine_measures_as_on_paper(void **state)
{
    (void)state;
    static const double tones[] = {0.5, 1, 2, 3, 4};
    for (size_t i = 0; i < SF_COUNT(tones); i++) {
        Sine sine = plain;
        sine.f = tones[i];
        const SwayMeasures got = measure(&sine);
        const double size = sine.size * gain(sine.f);
        assert_near(got.seconds, 29.98, 0.001);
        assert_near(got.rms_ml, size / sqrt(2), 0.005);
        assert_near(got.rms, size / sqrt(2), 0.005);
        assert_true(got.rms_ap < 1e-4);
        /* 1/2 (2 pi f)^2 A^2 T/2, and four times the size a wave; a slope between points of the
         * grid is up to 2 % less than where it is steepest. */
        assert_near(got.jerk, pow(2 * PI * sine.f * size, 2) * got.seconds / 4, 0.025);
        assert_near(got.path, 4 * size * sine.f * got.seconds, 0.015);
        assert_near(got.hz, 50, 0.001);
        assert_int_equal(got.clipped, 0);
    }
}

static void test_sway__the_power_is_halved_at_four_hertz(void **state)
{
    (void)state;
    assert_near(gain(SWAY_CUT_HZ), sqrt(0.5), 1e-9);
    Sine sine = plain;
    sine.f = 15;
    assert_true(measure(&sine).rms < 0.02 * sine.size);
}

static void test_sway__rate_and_jitter_do_not_matter(void **state)
{
    (void)state;
    static const double rates[] = {30, 60, 100, 200};
    for (size_t i = 0; i < SF_COUNT(rates); i++) {
        for (int late = 0; late < 2; late++) {
            Sine sine = plain;
            sine.hz = rates[i];
            sine.jitter = 0.8 * late;
            const SwayMeasures got = measure(&sine);
            assert_near(got.rms_ml, sine.size * gain(1) / sqrt(2), 0.01);
            assert_near(got.jerk, pow(2 * PI * sine.size * gain(1), 2) * got.seconds / 4, 0.03);
            assert_near(got.hz, rates[i], 0.01);
        }
    }
}

static void test_sway__front_and_side_are_the_bodys(void **state)
{
    (void)state;
    static const struct {
        int axis;
        int up;
        double way;
        bool front;
    } cases[] = {
        {0, 1, 1, false},  {0, 1, -1, false}, {2, 1, 1, true},  {2, 1, -1, true}, {1, 0, 1, false},
        {1, 0, -1, false}, {2, 0, -1, true},  {0, 2, 1, false}, {1, 2, 1, true},  {1, 2, -1, true},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Sine sine = plain;
        sine.axis = cases[i].axis;
        sine.up = cases[i].up;
        sine.way = cases[i].way;
        const SwayMeasures got = measure(&sine);
        assert_near(cases[i].front ? got.rms_ap : got.rms_ml, 0.2 * gain(1) / sqrt(2), 0.005);
        assert_true((cases[i].front ? got.rms_ml : got.rms_ap) < 1e-4);
    }
}

static void test_sway__up_and_down_is_no_sway(void **state)
{
    (void)state;
    Sine sine = plain;
    sine.axis = 1;
    assert_true(measure(&sine).rms < 1e-4);
}

/* The same stance held differently is the same stance. */
static void test_sway__a_turned_phone_measures_the_same(void **state)
{
    (void)state;
    SwayMeasures first = {0};
    for (SwayPose pose = POSE_UPRIGHT; pose <= POSE_LYING; pose++) {
        const SwayCase stance = {.hz = 100,
                                 .seconds = 30,
                                 .lift_off_s = -1,
                                 .touch_down_s = 1e6,
                                 .sway = 0.2,
                                 .pose = pose,
                                 .seed = 5};
        MotionRecording recording = sway_kit_make(&stance);
        SwayMeasures got;
        assert_int_equal(sway_measure(&got, recording.samples, recording.count, NULL), SF_OK);
        motion_recording_deinit(&recording);
        first = pose == POSE_UPRIGHT ? got : first;
        assert_near(got.rms, first.rms, 0.01);
        assert_near(got.jerk, first.jerk, 0.02);
        /* Turned by 15 degrees within its plane and tipped, it still knows front from side. */
        assert_near(got.rms_ap, first.rms_ap, 0.03);
        assert_near(got.rms_ml, first.rms_ml, 0.03);
    }
    assert_true(first.rms_ap > 0.1 && first.rms_ml > 0.1);
}

static void test_sway__noise_alone_measures_next_to_nothing(void **state)
{
    (void)state;
    Sine sine = plain;
    sine.size = 0;
    sine.noise = 0.02;
    const SwayMeasures got = measure(&sine);
    /* White noise keeps the part of its power that the filter lets through: some 4 of 25 Hz. */
    assert_near(got.rms_ml, 0.02 * sqrt(4.3 / 25), 0.15);
    assert_near(got.rms_ap, 0.02 * sqrt(4.3 / 25), 0.15);
}

static void test_sway__the_edges_are_left_out(void **state)
{
    (void)state;
    const Sine sine = plain;
    SwayMeasures calm;
    SwayMeasures kicked;
    const int32_t count = make(&sine);
    assert_int_equal(sway_measure(&calm, samples, count, NULL), SF_OK);
    for (int32_t i = 0; i < 50; i++) {
        samples[i].ax += 3;
    }
    for (int32_t i = count - 6; i < count; i++) {
        samples[i].az += 3;
    }
    assert_int_equal(sway_measure(&kicked, samples, count, NULL), SF_OK);
    assert_near(kicked.rms, calm.rms, 0.02);
    assert_near(kicked.path, calm.path, 0.02);
}

static void test_sway__clipping_is_counted(void **state)
{
    (void)state;
    const float end = 2 * MOTION_GRAVITY;
    Sine sine = plain;
    sine.size = 25;
    const int32_t count = make(&sine);
    int32_t cut = 0;
    for (int32_t i = 0; i < count; i++) {
        cut += fabsf(samples[i].ax) > end;
        samples[i].ax = fmaxf(-end, fminf(end, samples[i].ax));
    }
    SwayMeasures got;
    assert_int_equal(sway_measure(&got, samples, count, NULL), SF_OK);
    assert_true(cut > 100);
    assert_int_equal(got.clipped, cut);
    assert_true(isfinite(got.rms) && got.rms < 25 / sqrt(2));
}

/* ---- what is refused ------------------------------------------------------------------------ */

static void assert_refused(int32_t count, SfError error, const char *with)
{
    SwayMeasures out;
    SfErrorInfo err = {0};
    assert_int_equal(sway_measure(&out, samples, count, &err), error);
    if (strstr(err.text, with) == NULL) {
        fail_msg("expected \"%s\" in \"%s\"", with, err.text);
    }
    assert_float_equal(out.rms, 0, 0);
}

static void test_sway__other_units_are_named(void **state)
{
    (void)state;
    static const struct {
        double unit;
        const char *guess;
    } cases[] = {
        {9.80665, "seem to be g; times 9.80665"},
        {0.00980665, "thousandths of g"},
        {2, "the mean reading is 4.90"},
        {1000, "gravity seems to be taken out"},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Sine sine = plain;
        sine.unit = cases[i].unit;
        assert_refused(make(&sine), SF_E_INPUT, cases[i].guess);
    }
    Sine free_fall = plain;
    free_fall.way = 0;
    assert_refused(make(&free_fall), SF_E_INPUT, "gravity seems to be taken out");
}

static void test_sway__a_sensor_a_little_off_will_do(void **state)
{
    (void)state;
    Sine sine = plain;
    sine.unit = 1.08;
    assert_near(measure(&sine).rms_ml, 0.2 / 1.08 * gain(1) / sqrt(2), 0.005);
}

static void test_sway__numbers_and_times_are_checked(void **state)
{
    (void)state;
    const int32_t count = make(&plain);
    static const struct {
        MotionSample sample;
        const char *what;
    } cases[] = {
        {{20000000, NAN, 0, 0}, "sample 1001 is not a number"},
        {{20000000, 0, INFINITY, 0}, "sample 1001 is not a number"},
        {{20000000, 0, 0, -1e9F}, "beyond any sensor"},
        {{INT64_MAX, 0, 9.8F, 0}, "sample 1001 is not a number"},
        {{INT64_MIN, 0, 9.8F, 0}, "sample 1001 is not a number"},
        {{19980000, 0, 9.8F, 0}, "sample 1001 is not later"},
        {{19970000, 0, 9.8F, 0}, "sample 1001 is not later"},
        {{20300000, 0, 9.8F, 0}, "nothing was recorded for 0.32 s, 19.98 s after the start"},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        (void)make(&plain);
        samples[1000] = cases[i].sample;
        assert_refused(count, SF_E_INPUT, cases[i].what);
    }
}

static void test_sway__too_little_and_too_much_are_refused(void **state)
{
    (void)state;
    (void)make(&plain);
    assert_refused(0, SF_E_INPUT, "too short to measure: 0.0 s of at least 4.0");
    assert_refused(1, SF_E_INPUT, "too short");
    assert_refused(200, SF_E_INPUT, "too short");
    SwayMeasures out;
    assert_int_equal(sway_measure(&out, samples, 201, NULL), SF_OK);
    assert_near(out.seconds, 2, 0.02);
    assert_refused(LIMIT_MOTION_SAMPLES + 1, SF_E_TOOBIG, "too many");
    Sine slow = plain;
    slow.hz = 15;
    assert_refused(make(&slow), SF_E_INPUT, "too slow: 15.0 samples a second");
}

static void test_sway__memory_may_run_out(void **state)
{
    (void)state;
    SwayMeasures out;
    const int32_t count = make(&plain);
    sf_alloc_fail_after(0);
    assert_int_equal(sway_measure(&out, samples, count, NULL), SF_E_NOMEM);
    sf_alloc_fail_after(-1);
}

static void test_sway__between_takes_both_ends(void **state)
{
    (void)state;
    int32_t count = make(&plain);
    const int32_t all = count;
    const MotionSample *from = samples;
    sway_between(&from, &count, 20000, 60000);
    assert_ptr_equal(from, samples + 1);
    assert_int_equal(count, 3);
    count = all;
    from = samples;
    sway_between(&from, &count, 60001, 60002);
    assert_int_equal(count, 0);
    sway_between(&from, &count, INT64_MIN, INT64_MAX);
    assert_int_equal(count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sway__a_sine_measures_as_on_paper),
        cmocka_unit_test(test_sway__the_power_is_halved_at_four_hertz),
        cmocka_unit_test(test_sway__rate_and_jitter_do_not_matter),
        cmocka_unit_test(test_sway__front_and_side_are_the_bodys),
        cmocka_unit_test(test_sway__up_and_down_is_no_sway),
        cmocka_unit_test(test_sway__a_turned_phone_measures_the_same),
        cmocka_unit_test(test_sway__noise_alone_measures_next_to_nothing),
        cmocka_unit_test(test_sway__the_edges_are_left_out),
        cmocka_unit_test(test_sway__clipping_is_counted),
        cmocka_unit_test(test_sway__other_units_are_named),
        cmocka_unit_test(test_sway__a_sensor_a_little_off_will_do),
        cmocka_unit_test(test_sway__numbers_and_times_are_checked),
        cmocka_unit_test(test_sway__too_little_and_too_much_are_refused),
        cmocka_unit_test(test_sway__memory_may_run_out),
        cmocka_unit_test(test_sway__between_takes_both_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
