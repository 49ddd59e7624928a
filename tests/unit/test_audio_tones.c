/* SPDX-License-Identifier: MIT */
/* The tones themselves: how loud, how long, how they differ, and how they add up in the routines
 * that we ship. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <math.h>
#include <stdlib.h>

#include "surefoot/audio.h"
#include "surefoot/load.h"
#include "surefoot/vocabulary.h"

#define PEAK_MAX 0.891F /* -1 dBFS */
#define FRAMES_PER_MS (AUDIO_RATE / 1000)

static float *tones[TONE_DONE + 1];

static int32_t tone_frames(Tone tone)
{
    return tone_length_ms(tone) * FRAMES_PER_MS;
}

static int render_tones(void **state)
{
    (void)state;
    for (int tone = 0; tone <= TONE_DONE; tone++) {
        tones[tone] = calloc((size_t)tone_frames((Tone)tone) + 1, sizeof(float));
        assert_non_null(tones[tone]);
        for (int32_t i = 0; i < tone_frames((Tone)tone); i++) {
            tones[tone][i] = tone_sample((Tone)tone, i, AUDIO_RATE);
        }
    }
    return 0;
}

static int free_tones(void **state)
{
    (void)state;
    for (int tone = 0; tone <= TONE_DONE; tone++) {
        free(tones[tone]);
    }
    return 0;
}

static float peak(Tone tone)
{
    float most = 0;
    for (int32_t i = 0; i < tone_frames(tone); i++) {
        most = fmaxf(most, fabsf(tones[tone][i]));
    }
    return most;
}

static double level_db(Tone tone)
{
    return 20 * log10((double)peak(tone));
}

/* The strength of one frequency, by Goertzel. */
static double strength(Tone tone, double hz)
{
    const double k = 2 * cos(2 * 3.14159265358979 * hz / AUDIO_RATE);
    double a = 0;
    double b = 0;
    for (int32_t i = 0; i < tone_frames(tone); i++) {
        const double next = (double)tones[tone][i] + k * a - b;
        b = a;
        a = next;
    }
    return a * a + b * b - k * a * b;
}

static double dominant_hz(Tone tone)
{
    double best = 0;
    double best_strength = -1;
    for (double hz = 200; hz < 4000; hz *= 1.01) {
        const double found = strength(tone, hz);
        if (found > best_strength) {
            best = hz;
            best_strength = found;
        }
    }
    return best;
}

static void test_audio_tones__each_alone_stays_below_full_scale_and_is_heard(void **state)
{
    (void)state;
    for (int tone = TONE_COUNT; tone <= TONE_DONE; tone++) {
        assert_true(peak((Tone)tone) <= PEAK_MAX);
        assert_true(peak((Tone)tone) >= 0.1F);
    }
    assert_int_equal(tone_length_ms(TONE_NONE), 0);
}

static void test_audio_tones__begin_and_end_without_a_click(void **state)
{
    (void)state;
    for (int tone = TONE_COUNT; tone <= TONE_DONE; tone++) {
        const int32_t frames = tone_frames((Tone)tone);
        assert_true(fabsf(tones[tone][0]) < 0.002F);
        assert_true(fabsf(tones[tone][frames - 1]) < 0.002F);
        /* 0.5 at 1175 Hz with its overtones moves by less than this from sample to sample. */
        for (int32_t i = 1; i < frames; i++) {
            assert_true(fabsf(tones[tone][i] - tones[tone][i - 1]) < 0.13F);
        }
    }
}

static void test_audio_tones__ticks_are_softer_than_signals(void **state)
{
    (void)state;
    static const Tone signals[] = {TONE_COUNT, TONE_START, TONE_RUN,    TONE_WALK,
                                   TONE_END,   TONE_DONE,  TONE_CHANGE, TONE_HALFWAY};
    for (size_t i = 0; i < SF_COUNT(signals); i++) {
        assert_true(fabs(level_db(signals[i]) - level_db(TONE_START)) < 3);
        assert_true(level_db(signals[i]) > level_db(TONE_REP) + 4);
    }
    assert_true(level_db(TONE_REP) > level_db(TONE_PHASE) + 3);
}

static void test_audio_tones__start_end_count_and_change_have_pitches_of_their_own(void **state)
{
    (void)state;
    static const Tone signals[] = {TONE_START, TONE_END, TONE_COUNT, TONE_CHANGE};
    double hz[SF_COUNT(signals)];
    for (size_t i = 0; i < SF_COUNT(signals); i++) {
        hz[i] = dominant_hz(signals[i]);
        for (size_t j = 0; j < i; j++) {
            /* A major third at least: not to be mixed up in another room. */
            assert_true(fabs(log2(hz[i] / hz[j])) > 4.0 / 12 - 0.01);
        }
    }
    assert_true(hz[0] > hz[2] && hz[2] > hz[1]);
}

static void test_audio_tones__walking_and_jogging_are_told_apart(void **state)
{
    (void)state;
    assert_true(dominant_hz(TONE_RUN) > 2 * dominant_hz(TONE_WALK));
}

/* ---- in the routines we ship ---------------------------------------------------------------- */

typedef void (*CheckTimeline)(const Timeline *timeline);

static void each_routine(CheckTimeline check)
{
    static const char *const paths[] = {SUREFOOT_SOURCE_DIR "/assets/exercises",
                                        SUREFOOT_SOURCE_DIR "/assets/programs"};
    Library library = {0};
    Faults faults = {0};
    int32_t checked = 0;
    assert_int_equal(library_load_paths(&library, paths, 2, &faults), SF_OK);
    assert_int_equal(faults.errors, 0);
    const Profile profile = profile_default();
    for (int32_t p = 0; p < library.program_count; p++) {
        const Program *program = library.programs[p];
        for (int32_t r = 0; r < program->routine_count; r++) {
            Timeline timeline;
            assert_int_equal(timeline_compile(&timeline, &library, program, &program->routines[r],
                                              &profile, NULL),
                             SF_OK);
            check(&timeline);
            timeline_deinit(&timeline);
            checked++;
        }
    }
    assert_true(checked >= 5);
    faults_deinit(&faults);
    library_deinit(&library);
}

static int64_t at_ms(const Timeline *timeline, const Cue *cue)
{
    return timeline->segments[cue->segment].start_ms + cue->at_ms;
}

static void expect_room(const Timeline *timeline)
{
    for (int32_t i = 0; i < timeline->cue_count; i++) {
        const Cue *cue = &timeline->cues[i];
        if (cue->channel == CHANNEL_TONE && tone_length_ms(cue->tone) > cue->length_ms) {
            fail_msg("%s: %s lasts %d ms in a room of %d", timeline->routine, tone_words[cue->tone],
                     tone_length_ms(cue->tone), cue->length_ms);
        }
    }
}

static void test_audio_tones__keep_within_the_room_the_timeline_leaves_them(void **state)
{
    (void)state;
    each_routine(expect_room);
}

/* Sums what sounds while this tone does. */
static void expect_headroom_at(const Timeline *timeline, int32_t index)
{
    const Cue *cue = &timeline->cues[index];
    const int64_t from = at_ms(timeline, cue);
    const int32_t frames = tone_frames(cue->tone);
    float *sum = calloc((size_t)frames, sizeof(*sum));
    assert_non_null(sum);
    for (int32_t i = 0; i < timeline->cue_count; i++) {
        const Cue *other = &timeline->cues[i];
        const int64_t apart = (at_ms(timeline, other) - from) * FRAMES_PER_MS;
        if (other->channel != CHANNEL_TONE || llabs(apart) > AUDIO_RATE) {
            continue;
        }
        for (int32_t f = 0; f < tone_frames(other->tone); f++) {
            if (apart + f >= 0 && apart + f < frames) {
                sum[apart + f] += tones[other->tone][f];
            }
        }
    }
    for (int32_t f = 0; f < frames; f++) {
        if (fabsf(sum[f]) > PEAK_MAX) {
            fail_msg("%s: %.2f at %lld ms", timeline->routine, (double)fabsf(sum[f]),
                     (long long)from);
        }
    }
    free(sum);
}

static void expect_headroom(const Timeline *timeline)
{
    for (int32_t i = 0; i < timeline->cue_count; i++) {
        if (timeline->cues[i].channel == CHANNEL_TONE) {
            expect_headroom_at(timeline, i);
        }
    }
}

static void test_audio_tones__never_add_up_beyond_full_scale(void **state)
{
    (void)state;
    each_routine(expect_headroom);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_audio_tones__each_alone_stays_below_full_scale_and_is_heard),
        cmocka_unit_test(test_audio_tones__begin_and_end_without_a_click),
        cmocka_unit_test(test_audio_tones__ticks_are_softer_than_signals),
        cmocka_unit_test(test_audio_tones__start_end_count_and_change_have_pitches_of_their_own),
        cmocka_unit_test(test_audio_tones__walking_and_jogging_are_told_apart),
        cmocka_unit_test(test_audio_tones__keep_within_the_room_the_timeline_leaves_them),
        cmocka_unit_test(test_audio_tones__never_add_up_beyond_full_scale),
    };
    return cmocka_run_group_tests(tests, render_tones, free_tones);
}
