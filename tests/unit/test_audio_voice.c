/* SPDX-License-Identifier: MIT */
/* Speech in the mixer: when it begins, how tones give way, and who owns its samples. */
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

#define SECOND AUDIO_RATE
#define FADE_FRAMES (AUDIO_RATE / 100)
#define CEILING 27558 /* -1.5 dB */
#define DUCKED 0.316F

static const int32_t buffer_sizes[] = {64, 441, 1024, 4096};

/* A sine of hertz and amplitude as a clip of so many samples; clip_free. */
static AudioClip clip_sine(int32_t frames, double hertz, double amplitude)
{
    int16_t *samples = malloc((size_t)frames * sizeof(*samples));
    assert_non_null(samples);
    for (int32_t i = 0; i < frames; i++) {
        samples[i] = (int16_t)lrint(amplitude * 32767 *
                                    cos(6.283185307179586 * hertz * i / AUDIO_CLIP_RATE));
    }
    return (AudioClip){.samples = samples, .frames = frames};
}

static void clip_free(AudioClip *clip)
{
    void *samples = NULL;
    memcpy(&samples, &clip->samples, sizeof(samples));
    free(samples);
    *clip = (AudioClip){0};
}

/* The left ear. */
static int16_t *render(AudioMixer *mixer, int32_t frames, int32_t buffer)
{
    int16_t *out = calloc((size_t)frames * 2, sizeof(*out));
    assert_non_null(out);
    for (int32_t at = 0; at < frames; at += buffer) {
        audio_mixer_render(mixer, out + (size_t)at * 2,
                           frames - at < buffer ? frames - at : buffer);
    }
    for (int32_t i = 0; i < frames; i++) {
        assert_int_equal(out[2 * i], out[2 * i + 1]);
        out[i] = out[2 * i];
    }
    return out;
}

static AudioMixer *mixer_new(void)
{
    AudioMixer *mixer = audio_mixer_create(AUDIO_RATE);
    assert_non_null(mixer);
    return mixer;
}

static void test_audio_voice__begins_at_its_frame_in_any_buffer(void **state)
{
    (void)state;
    enum { FRAMES = SECOND, AT = 12345 };
    AudioClip clip = clip_sine(4800, 440, 0.5);
    for (size_t s = 0; s < SF_COUNT(buffer_sizes); s++) {
        AudioMixer *mixer = mixer_new();
        assert_true(audio_mixer_say(mixer, AT, &clip));
        assert_false(audio_mixer_idle(mixer));
        int16_t *got = render(mixer, FRAMES, buffer_sizes[s]);
        for (int32_t i = 0; i < FRAMES; i++) {
            const int32_t at = i - AT;
            if (at < 0 || at >= 2 * clip.frames) {
                assert_int_equal(got[i], 0);
            } else if (at % 2 == 0) {
                assert_in_range(got[i] - clip.samples[at / 2] + 1, 0, 2);
            }
        }
        assert_true(audio_clip_unused(&clip));
        assert_true(audio_mixer_idle(mixer));
        free(got);
        audio_mixer_destroy(mixer);
    }
    clip_free(&clip);
}

static void test_audio_voice__between_samples_lies_the_curve(void **state)
{
    (void)state;
    enum { FRAMES = 9600, EDGE = 200 };
    static const struct {
        double hertz;
        double most; /* error beside the amplitude */
    } cases[] = {{100, 0.001}, {1000, 0.001}, {4000, 0.003}, {7000, 0.02}};
    for (size_t c = 0; c < SF_COUNT(cases); c++) {
        AudioClip clip = clip_sine(FRAMES / 2, cases[c].hertz, 0.5);
        AudioMixer *mixer = mixer_new();
        assert_true(audio_mixer_say(mixer, 0, &clip));
        int16_t *got = render(mixer, FRAMES, 1024);
        for (int32_t i = EDGE; i < FRAMES - EDGE; i++) {
            const double wanted = 0.5 * cos(6.283185307179586 * cases[c].hertz * i / AUDIO_RATE);
            assert_true(fabs(got[i] / 32767.0 - wanted) < 0.5 * cases[c].most + 0.0001);
        }
        free(got);
        audio_mixer_destroy(mixer);
        clip_free(&clip);
    }
}

/* What a tone is multiplied with at a frame, from its sample there. */
static float gain_at(const int16_t *with, const int16_t *speech, const float *tone, int32_t frame)
{
    return (float)(with[frame] - speech[frame]) / 32767.0F / tone[frame];
}

static void test_audio_voice__tones_give_way_before_it_and_come_back_after(void **state)
{
    (void)state;
    enum { FRAMES = 3 * SECOND, AT = SECOND, CLIP = 24000 };
    AudioClip clip = clip_sine(CLIP, 300, 0.2);
    float *tone = calloc(FRAMES, sizeof(*tone));
    int16_t *outs[2];
    for (int with = 0; with < 2; with++) {
        AudioMixer *mixer = mixer_new();
        assert_true(audio_mixer_say(mixer, AT, &clip));
        for (int32_t at = 0; at + 20160 <= FRAMES && with == 1; at += 20160) {
            assert_true(audio_mixer_schedule(mixer, at, TONE_WALK));
            for (int32_t i = 0; i < 20160; i++) {
                tone[at + i] = tone_sample(TONE_WALK, i, AUDIO_RATE);
            }
        }
        outs[with] = render(mixer, FRAMES, 512);
        audio_mixer_destroy(mixer);
    }
    const int32_t end = AT + 2 * CLIP;
    int32_t looked = 0;
    float before = 1;
    int32_t last = 0;
    for (int32_t i = 0; i < FRAMES; i++) {
        if (fabsf(tone[i]) < 0.2F) {
            continue;
        }
        const float gain = gain_at(outs[1], outs[0], tone, i);
        const bool at_rest = i < AT - SECOND / 10 || i > end + SECOND / 4 + 100;
        const bool ducked = i >= AT && i < end;
        if (at_rest && fabsf(gain - 1) > 0.001F) {
            fail_msg("frame %d: gain %f", i, (double)gain);
        }
        assert_true(!ducked || fabsf(gain - DUCKED) < 0.001F);
        assert_true(gain > DUCKED - 0.001F && gain < 1.001F);
        /* On its way it never steps: the whole way down takes 4800 samples. */
        assert_true(fabsf(gain - before) < 0.00015F * (float)(i - last) + 0.001F);
        before = gain;
        last = i;
        looked++;
    }
    assert_true(looked > SECOND);
    free(outs[0]);
    free(outs[1]);
    free(tone);
    clip_free(&clip);
}

static void test_audio_voice__silent_speech_ducks_nothing(void **state)
{
    (void)state;
    enum { FRAMES = 20160 };
    AudioClip clip = clip_sine(24000, 300, 0.2);
    AudioMixer *mixer = mixer_new();
    audio_mixer_voice_volume(mixer, 0);
    free(render(mixer, SECOND, 1024));
    assert_true(audio_mixer_say(mixer, SECOND, &clip));
    assert_true(audio_mixer_schedule(mixer, SECOND + 4800, TONE_WALK));
    free(render(mixer, 4800, 1024));
    int16_t *got = render(mixer, FRAMES, 1024);
    for (int32_t i = 0; i < FRAMES; i++) {
        const float wanted = 32767 * tone_sample(TONE_WALK, i, AUDIO_RATE);
        assert_true(fabsf((float)got[i] - wanted) < 1.01F);
    }
    free(got);
    audio_mixer_destroy(mixer);
    clip_free(&clip);
}

static void test_audio_voice__nothing_stays_turned_down_after_a_burst_of_skips(void **state)
{
    (void)state;
    AudioClip clip = clip_sine(12000, 300, 0.7);
    TestRandom random = {11};
    for (int round = 0; round < 40; round++) {
        AudioMixer *mixer = mixer_new();
        for (int skip = 0; skip < 30; skip++) {
            const int64_t now = audio_mixer_frame(mixer);
            for (int i = 0; i < 4; i++) {
                const int64_t at = now + test_random(&random, SECOND / 2);
                if (test_random(&random, 2) == 0) {
                    assert_true(audio_mixer_say(mixer, at, &clip));
                } else {
                    assert_true(audio_mixer_schedule(mixer, at, TONE_DONE));
                }
            }
            free(render(mixer, 1 + (int32_t)test_random(&random, SECOND / 4), 1024));
            audio_mixer_flush(mixer);
        }
        free(render(mixer, SECOND, 1024));
        assert_true(audio_mixer_idle(mixer));
        assert_true(audio_clip_unused(&clip));
        assert_true(audio_mixer_schedule(mixer, 0, TONE_START));
        int16_t *got = render(mixer, SECOND / 2, 1024);
        for (int32_t i = 0; i < SECOND / 2; i++) {
            const float wanted = 32767 * tone_sample(TONE_START, i, AUDIO_RATE);
            assert_true(fabsf((float)got[i] - wanted) < 1.01F);
        }
        free(got);
        audio_mixer_destroy(mixer);
    }
    clip_free(&clip);
}

static void test_audio_voice__one_utterance_at_a_time(void **state)
{
    (void)state;
    enum { FRAMES = SECOND, SECOND_AT = 9600 };
    AudioClip low = clip_sine(12000, 0, 0.5); /* a level, so that the sum tells who sounds */
    AudioClip high = clip_sine(12000, 0, 0.25);
    AudioMixer *mixer = mixer_new();
    assert_true(audio_mixer_say(mixer, 0, &low));
    assert_true(audio_mixer_say(mixer, SECOND_AT, &high));
    int16_t *got = render(mixer, FRAMES, 333);
    for (int32_t i = 100; i < FRAMES; i++) {
        const int32_t since = i - SECOND_AT;
        const double first = since < 0             ? 0.5
                             : since < FADE_FRAMES ? 0.5 * (FADE_FRAMES - since) / FADE_FRAMES
                                                   : 0;
        const double second = since < 0 || since >= 24000 ? 0 : 0.25;
        const bool edge = abs(since) < 30 || abs(since - 24000) < 30; /* the curve rings */
        assert_true(edge || fabs(got[i] / 32767.0 - first - second) < 0.001);
    }
    assert_true(audio_clip_unused(&low));
    free(got);
    audio_mixer_destroy(mixer);
    clip_free(&low);
    clip_free(&high);
}

static void test_audio_voice__is_limited_with_everything_at_once(void **state)
{
    (void)state;
    AudioClip clip = clip_sine(12000, 431, 0.99);
    AudioMixer *mixer = mixer_new();
    for (int i = 0; i < AUDIO_VOICES - 2; i++) {
        assert_true(audio_mixer_schedule(mixer, 1000, TONE_DONE));
    }
    assert_true(audio_mixer_say(mixer, 1000, &clip));
    int16_t *got = render(mixer, SECOND, 1024);
    for (int32_t i = 0; i < SECOND; i++) {
        assert_in_range(abs(got[i]), 0, CEILING);
    }
    free(got);
    audio_mixer_destroy(mixer);
    clip_free(&clip);
}

static void test_audio_voice__a_clip_is_used_until_nobody_can_hear_it(void **state)
{
    (void)state;
    AudioClip clip = clip_sine(2400, 300, 0.5);
    AudioMixer *mixer = mixer_new();
    assert_true(audio_clip_unused(&clip));
    assert_true(audio_mixer_say(mixer, SECOND, &clip));
    assert_false(audio_clip_unused(&clip));
    audio_mixer_flush(mixer); /* not yet taken by the callback */
    free(render(mixer, 64, 64));
    assert_true(audio_clip_unused(&clip));
    assert_true(audio_mixer_say(mixer, SECOND, &clip));
    free(render(mixer, 64, 64));
    audio_mixer_flush(mixer); /* taken, not begun */
    free(render(mixer, 64, 64));
    assert_true(audio_clip_unused(&clip));
    assert_true(audio_mixer_say(mixer, 0, &clip));
    assert_true(audio_mixer_say(mixer, 0, &clip));
    free(render(mixer, 64, 64));
    audio_mixer_flush(mixer); /* sounding */
    free(render(mixer, 64, 64));
    assert_false(audio_clip_unused(&clip));
    free(render(mixer, FADE_FRAMES, 64));
    assert_true(audio_clip_unused(&clip));
    for (int i = 0; i < AUDIO_EVENTS; i++) {
        assert_true(audio_mixer_say(mixer, SECOND, &clip));
    }
    assert_false(audio_mixer_say(mixer, SECOND, &clip)); /* refused: not used once more */
    audio_mixer_flush(mixer);
    free(render(mixer, 64, 64));
    assert_true(audio_clip_unused(&clip));
    AudioMixer *other = audio_mixer_create(44100);
    assert_non_null(other);
    assert_false(audio_mixer_say(other, 0, &clip));
    assert_true(audio_clip_unused(&clip));
    audio_mixer_destroy(other);
    audio_mixer_destroy(mixer);
    clip_free(&clip);
}

typedef struct Device {
    AudioMixer *mixer;
    atomic_bool stop;
} Device;

static void *run_device(void *context)
{
    Device *device = context;
    while (!atomic_load(&device->stop)) {
        int16_t out[256] = {0};
        audio_mixer_render(device->mixer, out, 128);
    }
    return NULL;
}

/* The sanitizer sees a callback that reads what was freed. */
static void test_audio_voice__samples_can_be_freed_once_unused(void **state)
{
    (void)state;
    Device device = {.mixer = mixer_new()};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, run_device, &device), 0);
    TestRandom random = {5};
    for (int i = 0; i < 300; i++) {
        AudioClip clip = clip_sine(100 + (int32_t)test_random(&random, 2000), 500, 0.5);
        for (int k = 0; k < 3; k++) {
            assert_true(audio_mixer_say(
                device.mixer, audio_mixer_frame(device.mixer) + test_random(&random, 2000), &clip));
        }
        if (i % 2 == 0) {
            audio_mixer_flush(device.mixer);
        }
        while (!audio_clip_unused(&clip)) {
        }
        clip_free(&clip);
    }
    atomic_store(&device.stop, true);
    assert_int_equal(pthread_join(thread, NULL), 0);
    audio_mixer_destroy(device.mixer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_audio_voice__begins_at_its_frame_in_any_buffer),
        cmocka_unit_test(test_audio_voice__between_samples_lies_the_curve),
        cmocka_unit_test(test_audio_voice__tones_give_way_before_it_and_come_back_after),
        cmocka_unit_test(test_audio_voice__silent_speech_ducks_nothing),
        cmocka_unit_test(test_audio_voice__nothing_stays_turned_down_after_a_burst_of_skips),
        cmocka_unit_test(test_audio_voice__one_utterance_at_a_time),
        cmocka_unit_test(test_audio_voice__is_limited_with_everything_at_once),
        cmocka_unit_test(test_audio_voice__a_clip_is_used_until_nobody_can_hear_it),
        cmocka_unit_test(test_audio_voice__samples_can_be_freed_once_unused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
