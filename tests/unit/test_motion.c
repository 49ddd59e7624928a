/* SPDX-License-Identifier: MIT */
/* Recordings as text, and the sensor that plays them. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <SDL2/SDL.h>
#include <string.h>

#include "headless.h"
#include "sdl_motion.h"
#include "surefoot/limits.h"
#include "surefoot/memory.h"

#define HEADER "t,ax,ay,az\n"

static SfError read_text(const char *text, MotionRecording *out, SfErrorInfo *err)
{
    return motion_read_csv(out, "m.csv", text, strlen(text), err);
}

static void test_motion__a_recording_is_read_as_it_stands(void **state)
{
    (void)state;
    MotionRecording recording;
    assert_int_equal(
        read_text("t,ax,ay,az\r\n-0.5,0,9.81,-0\r\n0.0000014,1e-3,-2.5E+1,0.125", &recording, NULL),
        SF_OK);
    assert_int_equal(recording.count, 2);
    assert_int_equal(recording.samples[0].at_us, -500000);
    assert_float_equal(recording.samples[0].ay, 9.81, 1e-6);
    assert_int_equal(recording.samples[1].at_us, 1);
    assert_float_equal(recording.samples[1].ax, 0.001, 1e-9);
    assert_float_equal(recording.samples[1].ay, -25, 0);
    assert_float_equal(recording.samples[1].az, 0.125, 0);
    motion_recording_deinit(&recording);
}

static void test_motion__faults_say_where(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *where;
        const char *what;
    } cases[] = {
        {"", "m.csv:1:1:", "t,ax,ay,az"},
        {"t, ax, ay, az\n0,0,0,0\n", "m.csv:1:1:", "first line"},
        {"\xEF\xBB\xBFt,ax,ay,az\n0,0,0,0\n", "m.csv:1:1:", "first line"},
        {"t,ax,ay,az,temp\n0,0,0,0,0\n", "m.csv:1:1:", "first line"},
        {HEADER, "m.csv:2:1:", "no samples"},
        {HEADER "\n", "m.csv:2:1:", "decimal number"},
        {HEADER "0,0,0,0\n\n", "m.csv:3:1:", "decimal number"},
        {HEADER "0,0,0\n", "m.csv:2:6:", "comma"},
        {HEADER "0,0,0,0,0\n", "m.csv:2:8:", "more than"},
        {HEADER "0,0,0,0 \n", "m.csv:2:8:", "more than"},
        {HEADER "0,0,0,0\r0,0,0,0", "m.csv:2:8:", "more than"},
        {HEADER "0, 0,0,0\n", "m.csv:2:3:", "decimal number"},
        {HEADER "0,nan,0,0\n", "m.csv:2:3:", "decimal number"},
        {HEADER "0,0,inf,0\n", "m.csv:2:5:", "decimal number"},
        {HEADER "0,0,0,0x10\n", "m.csv:2:8:", "more than"},
        {HEADER "0,0,0,+1\n", "m.csv:2:7:", "decimal number"},
        {HEADER "0,0,0,.5\n", "m.csv:2:7:", "decimal number"},
        {HEADER "0,0,0,\"1\"\n", "m.csv:2:7:", "decimal number"},
        {HEADER "0,0,0,1e400\n", "m.csv:2:7:", "beyond"},
        {HEADER "0,0,-2000000,0\n", "m.csv:2:5:", "beyond"},
        {HEADER "1e10,0,0,0\n", "m.csv:2:1:", "beyond"},
        {HEADER "0,0,0,0.00000000000000000000000000000000001\n", "m.csv:2:7:", "decimal number"},
        {HEADER "0,0,0,0\n0.02,0,0,0\n0.02,0,0,0\n", "m.csv:4:1:", "not later"},
        {HEADER "0,0,0,0\n-1,0,0,0\n", "m.csv:3:1:", "not later"},
        {HEADER "0,0,0,", "m.csv:2:7:", "decimal number"},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        MotionRecording recording;
        SfErrorInfo err = {0};
        assert_int_equal(read_text(cases[i].text, &recording, &err), SF_E_INPUT);
        assert_null(recording.samples);
        if (strstr(err.text, cases[i].where) != err.text ||
            strstr(err.text, cases[i].what) == NULL) {
            fail_msg("case %d: %s", (int)i, err.text);
        }
    }
}

static void test_motion__a_zero_byte_is_no_end(void **state)
{
    (void)state;
    static const char text[] = HEADER "0,0,0,1\0\n";
    MotionRecording recording;
    SfErrorInfo err;
    assert_int_equal(motion_read_csv(&recording, "m.csv", text, sizeof(text) - 1, &err),
                     SF_E_INPUT);
}

static void test_motion__limits_are_kept(void **state)
{
    (void)state;
    const size_t size = LIMIT_MOTION_BYTES + 1;
    char *text = sf_alloc(size);
    MotionRecording recording;
    SfErrorInfo err;
    assert_non_null(text);
    assert_int_equal(motion_read_csv(&recording, "m.csv", text, size, &err), SF_E_TOOBIG);
    memcpy(text, HEADER, strlen(HEADER));
    size_t used = strlen(HEADER);
    for (int i = 0; i <= LIMIT_MOTION_SAMPLES; i++) {
        (void)sf_format(text + used, size - used, "%d,0,0,0\n", i);
        used += strlen(text + used);
    }
    assert_int_equal(motion_read_csv(&recording, "m.csv", text, used, &err), SF_E_TOOBIG);
    assert_non_null(strstr(err.text, "m.csv:120002:1:"));
    sf_free(text);
}

static void test_motion__memory_may_run_out(void **state)
{
    (void)state;
    MotionRecording recording;
    SfErrorInfo err;
    sf_alloc_fail_after(0);
    assert_int_equal(read_text(HEADER "0,0,0,1\n", &recording, &err), SF_E_NOMEM);
    sf_alloc_fail_after(-1);
    assert_null(recording.samples);
}

/* ---- the sensor that plays one -------------------------------------------------------------- */

typedef struct Stand {
    Headless headless;
    MotionRecording recording;
    const Platform *platform;
} Stand;

static int stand(void **state)
{
    Stand *made = sf_alloc(sizeof(*made));
    const HeadlessOptions options = {.seed = 1};
    if (made == NULL) {
        return -1;
    }
    headless_init(&made->headless, &options);
    made->platform = &made->headless.platform;
    *state = made;
    return read_text(HEADER "7,1,0,0\n7.02,2,0,0\n7.04,3,0,0\n7.06,4,0,0\n", &made->recording,
                     NULL) == SF_OK
               ? 0
               : -1;
}

static int leave(void **state)
{
    Stand *made = *state;
    motion_recording_deinit(&made->recording);
    sf_free(made);
    return 0;
}

static int32_t read_motion(const Stand *made, MotionSample *out, int32_t max)
{
    return made->platform->motion_read(made->platform->context, out, max);
}

static void test_motion__no_recording_is_no_sensor(void **state)
{
    Stand *made = *state;
    MotionSample samples[4];
    assert_false(made->platform->motion_start(made->platform->context));
    assert_int_equal(read_motion(made, samples, 4), 0);
}

static void test_motion__samples_come_once_and_on_our_clock(void **state)
{
    Stand *made = *state;
    MotionSample samples[4];
    headless_advance(&made->headless, 1000);
    headless_motion(&made->headless, &made->recording);
    assert_int_equal(read_motion(made, samples, 4), 0);
    headless_advance(&made->headless, 10);
    assert_true(made->platform->motion_start(made->platform->context));
    assert_int_equal(read_motion(made, samples, 4), 0);
    headless_advance(&made->headless, 30);
    assert_int_equal(read_motion(made, samples, 1), 1);
    assert_int_equal(samples[0].at_us, 1020000);
    assert_float_equal(samples[0].ax, 2, 0);
    assert_int_equal(read_motion(made, samples, 4), 1);
    assert_int_equal(samples[0].at_us, 1040000);
    assert_int_equal(read_motion(made, samples, 4), 0);
    headless_advance(&made->headless, 1000);
    made->platform->motion_stop(made->platform->context);
    assert_int_equal(read_motion(made, samples, 4), 0);
    assert_true(made->platform->motion_start(made->platform->context));
    assert_int_equal(read_motion(made, samples, 4), 0);
}

static void test_motion__late_samples_are_laid_where_they_were(void **state)
{
    (void)state;
    SdlMotionTime time = {.known = false};
    int64_t last = 0;
    /* Every 10 ms by the driver, whose clock gains 50 us a second; three at a time, 1 to 5 ms late.
     */
    for (int64_t i = 0; i < 6000; i++) {
        const int64_t true_us = 500000000 + i * 10000;
        const int64_t driver_us = 77 + i * 10000 + i / 2;
        const int64_t seen_us = 500000000 + (i / 3 * 3 + 2) * 10000 + 1000 + i % 5 * 1000;
        const int64_t got_us = sdl_motion_time(&time, seen_us / 1000 * 1000, driver_us);
        if (i > 15) {
            assert_in_range(got_us - true_us, 0, 6000);
            assert_in_range(got_us - last, 9000, 11000);
        }
        last = got_us;
    }
    /* The driver starts anew. */
    assert_int_equal(sdl_motion_time(&time, 600000000, 5), 600000000);
}

static void test_motion__a_window_without_a_sensor_says_so(void **state)
{
    (void)state;
    MotionSample samples[4];
    assert_int_equal(SDL_InitSubSystem(SDL_INIT_EVENTS), 0);
    SdlMotion *motion = sdl_motion_create(NULL, NULL);
    assert_non_null(motion);
    assert_false(sdl_motion_start(motion));
    assert_int_equal(sdl_motion_read(motion, samples, 4), 0);
    sdl_motion_stop(motion);

    SDL_Event event = {.type = SDL_SENSORUPDATE};
    assert_int_equal(SDL_PushEvent(&event), 0);
    event.type = SDL_USEREVENT;
    assert_int_equal(SDL_PushEvent(&event), 1);
    sdl_motion_destroy(motion);
    SDL_QuitSubSystem(SDL_INIT_EVENTS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_motion__a_recording_is_read_as_it_stands),
        cmocka_unit_test(test_motion__faults_say_where),
        cmocka_unit_test(test_motion__a_zero_byte_is_no_end),
        cmocka_unit_test(test_motion__limits_are_kept),
        cmocka_unit_test(test_motion__memory_may_run_out),
        cmocka_unit_test_setup_teardown(test_motion__no_recording_is_no_sensor, stand, leave),
        cmocka_unit_test_setup_teardown(test_motion__samples_come_once_and_on_our_clock, stand,
                                        leave),
        cmocka_unit_test(test_motion__late_samples_are_laid_where_they_were),
        cmocka_unit_test(test_motion__a_window_without_a_sensor_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
