/* SPDX-License-Identifier: MIT */
/* The mixer without a device: what it renders is compared with sums of tone_sample. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "surefoot/audio.h"
#include "surefoot/memory.h"
#include "timeline_maker.h"

#define FADE_FRAMES (AUDIO_RATE / 100)
#define VOLUME_FRAMES (AUDIO_RATE / 50)
#define SECOND AUDIO_RATE

static const int32_t buffer_sizes[] = {64, 100, 128, 256, 441, 512, 1000, 1024, 2048, 4096};

/* ---- rendering and what is expected --------------------------------------------------------- */

/* Stereo samples of the next frames, rendered in buffers of a size. Freed with free. */
static int16_t *render(AudioMixer *mixer, int32_t frames, int32_t buffer)
{
    int16_t *out = calloc((size_t)frames * 2, sizeof(*out));
    assert_non_null(out);
    for (int32_t at = 0; at < frames; at += buffer) {
        const int32_t left = frames - at;
        audio_mixer_render(mixer, out + (size_t)at * 2, left < buffer ? left : buffer);
    }
    return out;
}

static AudioMixer *mixer_new(void)
{
    AudioMixer *mixer = audio_mixer_create(AUDIO_RATE);
    assert_non_null(mixer);
    return mixer;
}

static int32_t tone_frames(Tone tone)
{
    return tone_length_ms(tone) * (AUDIO_RATE / 1000);
}

static float *silence(int32_t frames)
{
    float *out = calloc((size_t)frames, sizeof(*out));
    assert_non_null(out);
    return out;
}

static void add_tone(float *out, int32_t frames, int32_t at, Tone tone)
{
    for (int32_t i = 0; i < tone_frames(tone) && at + i < frames; i++) {
        out[at + i] += tone_sample(tone, i, AUDIO_RATE);
    }
}

/* Both ears hear the expected sum; one step of 16 bits is what rounding may cost. */
static void expect_samples(const int16_t *got, const float *expected, int32_t frames)
{
    for (int32_t i = 0; i < frames; i++) {
        const float whole = expected[i] * 32767.0F;
        const float clamped = whole > 32767 ? 32767 : whole < -32768 ? -32768 : whole;
        if (fabsf((float)got[2 * i] - clamped) > 1.01F || got[2 * i] != got[2 * i + 1]) {
            fail_msg("frame %d: %d and %d instead of %.1f", i, got[2 * i], got[2 * i + 1],
                     (double)clamped);
        }
    }
}

static int32_t steepest(const int16_t *samples, int32_t from, int32_t to)
{
    int32_t most = 0;
    for (int32_t i = from; i < to; i++) {
        const int32_t step = abs(samples[2 * i] - (i > 0 ? samples[2 * (i - 1)] : 0));
        most = step > most ? step : most;
    }
    return most;
}

/* ---- when ----------------------------------------------------------------------------------- */

static void test_audio__tones_begin_at_their_frame_in_any_buffer(void **state)
{
    (void)state;
    enum { FRAMES = 6 * SECOND, TONES_PLAYED = 24 };
    TestRandom random = {7};
    float *expected = silence(FRAMES);
    int32_t at[TONES_PLAYED];
    Tone tones[TONES_PLAYED];
    for (int i = 0; i < TONES_PLAYED; i++) {
        at[i] = (int32_t)test_random(&random, FRAMES - SECOND);
        tones[i] = (Tone)(1 + test_random(&random, TONE_DONE));
        add_tone(expected, FRAMES, at[i], tones[i]);
    }
    for (int32_t i = 0; i < FRAMES; i++) {
        expected[i] *= 0.25F; /* so that no crowd is limited */
    }
    int16_t *first = NULL;
    for (size_t s = 0; s < SF_COUNT(buffer_sizes); s++) {
        AudioMixer *mixer = mixer_new();
        audio_mixer_volume(mixer, 0.25F);
        free(render(mixer, SECOND, 1024));
        for (int i = 0; i < TONES_PLAYED; i++) {
            assert_true(audio_mixer_schedule(mixer, SECOND + at[i], tones[i]));
        }
        int16_t *got = render(mixer, FRAMES, buffer_sizes[s]);
        expect_samples(got, expected, FRAMES);
        assert_true(audio_mixer_idle(mixer));
        assert_int_equal(audio_mixer_frame(mixer), SECOND + FRAMES);
        if (first == NULL) {
            first = got;
        } else {
            assert_memory_equal(got, first, (size_t)FRAMES * 2 * sizeof(*got));
            free(got);
        }
        audio_mixer_destroy(mixer);
    }
    free(first);
    free(expected);
}

static void test_audio__a_late_event_sounds_at_once(void **state)
{
    (void)state;
    enum { FRAMES = SECOND / 2, LATE = 1000 };
    static const int64_t pasts[] = {LATE, LATE - 1, 0, -SECOND};
    for (size_t i = 0; i < SF_COUNT(pasts); i++) {
        AudioMixer *mixer = mixer_new();
        free(render(mixer, LATE, 128));
        assert_true(audio_mixer_schedule(mixer, pasts[i], TONE_START));
        float *expected = silence(FRAMES);
        add_tone(expected, FRAMES, 0, TONE_START);
        int16_t *got = render(mixer, FRAMES, 512);
        expect_samples(got, expected, FRAMES);
        free(got);
        free(expected);
        audio_mixer_destroy(mixer);
    }
}

static void test_audio__a_full_schedule_is_refused(void **state)
{
    (void)state;
    AudioMixer *mixer = mixer_new();
    for (int i = 0; i < AUDIO_EVENTS; i++) {
        assert_true(audio_mixer_schedule(mixer, 10LL * SECOND + i, TONE_PHASE));
    }
    assert_false(audio_mixer_schedule(mixer, 0, TONE_START));
    /* Also when the callback has taken them over: none has sounded yet. */
    free(render(mixer, 256, 64));
    assert_false(audio_mixer_schedule(mixer, 0, TONE_START));
    free(render(mixer, 10 * SECOND, 4096));
    assert_true(audio_mixer_schedule(mixer, 0, TONE_START));
    audio_mixer_flush(mixer);
    free(render(mixer, 64, 64));
    for (int i = 0; i < AUDIO_EVENTS; i++) {
        assert_true(audio_mixer_schedule(mixer, 90LL * SECOND + i, TONE_PHASE));
    }
    audio_mixer_destroy(mixer);
}

static void test_audio__is_idle_only_in_silence(void **state)
{
    (void)state;
    AudioMixer *mixer = mixer_new();
    assert_true(audio_mixer_idle(mixer));
    assert_true(audio_mixer_schedule(mixer, SECOND, TONE_COUNT));
    for (int32_t at = 0; at < SECOND + tone_frames(TONE_COUNT); at += 480) {
        assert_false(audio_mixer_idle(mixer));
        free(render(mixer, 480, 480));
    }
    assert_true(audio_mixer_idle(mixer));
    assert_true(audio_mixer_schedule(mixer, 0, TONE_WALK));
    free(render(mixer, 4800, 480));
    audio_mixer_flush(mixer);
    assert_false(audio_mixer_idle(mixer));
    free(render(mixer, FADE_FRAMES, 64));
    assert_true(audio_mixer_idle(mixer));
    audio_mixer_destroy(mixer);
}

/* ---- flush ---------------------------------------------------------------------------------- */

static void test_audio__flush_fades_in_ten_ms_without_a_step(void **state)
{
    (void)state;
    enum { FRAMES = SECOND / 2 };
    float *whole = silence(FRAMES);
    add_tone(whole, FRAMES, 0, TONE_START);
    for (int32_t cut = 1; cut < tone_frames(TONE_START); cut += 397) {
        AudioMixer *mixer = mixer_new();
        assert_true(audio_mixer_schedule(mixer, 0, TONE_START));
        int16_t *before = render(mixer, cut, 256);
        audio_mixer_flush(mixer);
        int16_t *after = render(mixer, FRAMES - cut, 256);
        float *expected = silence(FRAMES);
        for (int32_t i = 0; i < cut + FADE_FRAMES; i++) {
            const int32_t faded = i < cut ? 0 : i - cut;
            expected[i] = whole[i] * (float)(FADE_FRAMES - faded) / FADE_FRAMES;
        }
        expect_samples(before, expected, cut);
        expect_samples(after, expected + cut, FRAMES - cut);
        assert_true(audio_mixer_idle(mixer));
        free(before);
        free(after);
        free(expected);
        audio_mixer_destroy(mixer);
    }
    AudioMixer *mixer = mixer_new();
    assert_true(audio_mixer_schedule(mixer, 0, TONE_START));
    int16_t *got = render(mixer, FRAMES, 256);
    const int32_t own = steepest(got, 0, FRAMES);
    free(got);
    assert_true(audio_mixer_schedule(mixer, 0, TONE_START));
    free(render(mixer, 7001, 7001));
    audio_mixer_flush(mixer);
    got = render(mixer, FADE_FRAMES + 64, 64);
    assert_true(steepest(got, 1, FADE_FRAMES + 64) <= own);
    free(got);
    audio_mixer_destroy(mixer);
    free(whole);
}

static void test_audio__flush_forgets_what_was_queued_and_nothing_else(void **state)
{
    (void)state;
    enum { FRAMES = 2 * SECOND };
    for (int taken = 0; taken < 2; taken++) {
        AudioMixer *mixer = mixer_new();
        assert_true(audio_mixer_schedule(mixer, SECOND, TONE_WALK));
        if (taken == 1) { /* the callback holds it already */
            free(render(mixer, 64, 64));
        }
        audio_mixer_flush(mixer);
        audio_mixer_flush(mixer);
        assert_true(audio_mixer_schedule(mixer, SECOND / 2, TONE_COUNT));
        const int32_t begun = (int32_t)audio_mixer_frame(mixer);
        float *expected = silence(FRAMES);
        add_tone(expected, FRAMES, SECOND / 2, TONE_COUNT);
        int16_t *got = render(mixer, FRAMES - begun, 512);
        expect_samples(got, expected + begun, FRAMES - begun);
        free(got);
        free(expected);
        audio_mixer_destroy(mixer);
    }
}

typedef struct Device {
    AudioMixer *mixer;
    atomic_bool stop;
    atomic_llong energy;
} Device;

static void *run_device(void *context)
{
    Device *device = context;
    while (!atomic_load(&device->stop)) {
        int16_t out[128] = {0};
        audio_mixer_render(device->mixer, out, 64);
        long long sum = 0;
        for (int i = 0; i < 64; i++) {
            sum += abs(out[2 * i]);
        }
        (void)atomic_fetch_add(&device->energy, sum);
    }
    return NULL;
}

static void test_audio__nothing_scheduled_after_a_flush_is_lost_to_the_other_thread(void **state)
{
    (void)state;
    Device device = {.mixer = mixer_new()};
    long long whole = 0;
    for (int32_t i = 0; i < tone_frames(TONE_PHASE); i++) {
        whole += labs(lrintf(tone_sample(TONE_PHASE, i, AUDIO_RATE) * 32767));
    }
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, run_device, &device), 0);
    for (int i = 0; i < 500; i++) {
        const long long before = atomic_load(&device.energy);
        assert_true(audio_mixer_schedule(device.mixer, INT64_MAX, TONE_WALK));
        audio_mixer_flush(device.mixer);
        assert_true(audio_mixer_schedule(device.mixer, 0, TONE_PHASE));
        while (!audio_mixer_idle(device.mixer)) {
        }
        /* The buffer in which it ended is summed up a moment later. */
        const int64_t frame = audio_mixer_frame(device.mixer);
        while (audio_mixer_frame(device.mixer) < frame + 128) {
        }
        assert_int_equal(atomic_load(&device.energy) - before, whole);
    }
    atomic_store(&device.stop, true);
    assert_int_equal(pthread_join(thread, NULL), 0);
    audio_mixer_destroy(device.mixer);
}

/* ---- how loud ------------------------------------------------------------------------------- */

static void test_audio__volume_moves_by_a_ramp_in_every_sample(void **state)
{
    (void)state;
    enum { FRAMES = SECOND / 4, CHANGE = 3000 };
    static const float targets[] = {0, 0.1F, 0.5F, 0.999F};
    for (size_t t = 0; t < SF_COUNT(targets); t++) {
        AudioMixer *mixer = mixer_new();
        assert_true(audio_mixer_schedule(mixer, 0, TONE_WALK));
        int16_t *before = render(mixer, CHANGE, 512);
        audio_mixer_volume(mixer, targets[t]);
        int16_t *after = render(mixer, FRAMES - CHANGE, 512);
        float *expected = silence(FRAMES);
        add_tone(expected, FRAMES, 0, TONE_WALK);
        for (int32_t i = CHANGE; i < FRAMES; i++) {
            const float gain = 1.0F - (float)(i - CHANGE + 1) / VOLUME_FRAMES;
            expected[i] *= gain > targets[t] ? gain : targets[t];
        }
        expect_samples(before, expected, CHANGE);
        expect_samples(after, expected + CHANGE, FRAMES - CHANGE);
        free(before);
        free(after);
        free(expected);
        audio_mixer_destroy(mixer);
    }
}

static void test_audio__a_crowd_is_limited_and_does_not_wrap(void **state)
{
    (void)state;
    enum { FRAMES = SECOND / 10, CEILING = 27558 /* -1.5 dB */ };
    static const int16_t beds[] = {0, 20000, -20000, INT16_MAX, INT16_MIN};
    for (size_t b = 0; b < SF_COUNT(beds); b++) {
        AudioMixer *mixer = mixer_new();
        int16_t out[FRAMES * 2];
        for (int32_t i = 0; i < FRAMES * 2; i++) {
            out[i] = beds[b];
        }
        for (int i = 0; i < AUDIO_VOICES; i++) {
            assert_true(audio_mixer_schedule(mixer, 0, TONE_DONE));
        }
        audio_mixer_render(mixer, out, FRAMES);
        int32_t most = 0;
        for (int32_t i = 0; i < FRAMES; i++) {
            const int32_t added = abs(out[2 * i] - beds[b]);
            most = added > most ? added : most;
        }
        assert_in_range(most, CEILING - 100, CEILING);
        audio_mixer_destroy(mixer);
    }
}

static void test_audio__with_all_voices_in_use_the_oldest_fades(void **state)
{
    (void)state;
    enum { FRAMES = SECOND / 2, APART = 100, EXTRA = 3 };
    AudioMixer *mixer = mixer_new();
    float *expected = silence(FRAMES);
    audio_mixer_volume(mixer, 0.1F);
    free(render(mixer, SECOND, 1024)); /* quiet enough for all at once */
    for (int i = 0; i < AUDIO_VOICES + EXTRA; i++) {
        assert_true(audio_mixer_schedule(mixer, SECOND + (int64_t)i * APART, TONE_WALK));
        /* Tone i gives way to tone i + AUDIO_VOICES. */
        const int32_t until = i < EXTRA ? AUDIO_VOICES * APART : FRAMES;
        for (int32_t at = 0; at < tone_frames(TONE_WALK) && i * APART + at < FRAMES; at++) {
            const int32_t left = FADE_FRAMES - (at - until);
            const float gain = at < until ? 1 : left > 0 ? (float)left / FADE_FRAMES : 0;
            expected[i * APART + at] += 0.1F * gain * tone_sample(TONE_WALK, at, AUDIO_RATE);
        }
    }
    int16_t *got = render(mixer, FRAMES, 512);
    expect_samples(got, expected, FRAMES);
    free(got);
    /* Far more than there is room for is a poorer sound, not a fault. */
    for (int i = 0; i < AUDIO_EVENTS; i++) {
        assert_true(audio_mixer_schedule(mixer, 0, TONE_COUNT));
    }
    free(render(mixer, FRAMES, 512));
    assert_true(audio_mixer_idle(mixer));
    free(expected);
    audio_mixer_destroy(mixer);
}

static void test_audio__rendering_allocates_nothing(void **state)
{
    (void)state;
    AudioMixer *mixer = mixer_new();
    int16_t out[2048] = {0};
    const uint64_t before = sf_alloc_count();
    for (int i = 0; i < 200; i++) {
        (void)audio_mixer_schedule(mixer, audio_mixer_frame(mixer) + 100, (Tone)(1 + i % 10));
        audio_mixer_volume(mixer, (float)(i % 11) / 10.0F);
        audio_mixer_render(mixer, out, 1024);
        if (i % 37 == 0) {
            audio_mixer_flush(mixer);
        }
    }
    assert_int_equal(sf_alloc_count(), before);
    audio_mixer_destroy(mixer);
}

static void test_audio__without_memory_there_is_no_mixer(void **state)
{
    (void)state;
    int64_t needed = 0;
    AudioMixer *mixer = NULL;
    for (; mixer == NULL && needed < 100; needed++) {
        sf_alloc_fail_after(needed);
        mixer = audio_mixer_create(AUDIO_RATE);
        sf_alloc_fail_after(-1);
    }
    assert_non_null(mixer);
    assert_true(needed > 1);
    audio_mixer_destroy(mixer);
    audio_mixer_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_audio__tones_begin_at_their_frame_in_any_buffer),
        cmocka_unit_test(test_audio__a_late_event_sounds_at_once),
        cmocka_unit_test(test_audio__a_full_schedule_is_refused),
        cmocka_unit_test(test_audio__is_idle_only_in_silence),
        cmocka_unit_test(test_audio__flush_fades_in_ten_ms_without_a_step),
        cmocka_unit_test(test_audio__flush_forgets_what_was_queued_and_nothing_else),
        cmocka_unit_test(test_audio__nothing_scheduled_after_a_flush_is_lost_to_the_other_thread),
        cmocka_unit_test(test_audio__volume_moves_by_a_ramp_in_every_sample),
        cmocka_unit_test(test_audio__a_crowd_is_limited_and_does_not_wrap),
        cmocka_unit_test(test_audio__with_all_voices_in_use_the_oldest_fades),
        cmocka_unit_test(test_audio__rendering_allocates_nothing),
        cmocka_unit_test(test_audio__without_memory_there_is_no_mixer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
