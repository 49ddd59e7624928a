/* SPDX-License-Identifier: MIT */
/* The pack that was built, its reader under attack, the cache of clips, and the mastering. */
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

#include "loudness.h"
#include "surefoot/memory.h"
#include "surefoot/voice.h"
#include "timeline_maker.h"

#ifndef SUREFOOT_VOICE_PACK
#define SUREFOOT_VOICE_PACK "" /* built without one */
#endif

#define TURN 6.283185307179586

/* ---- texts ---------------------------------------------------------------------------------- */

static void test_voice__a_text_is_its_sentences(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *sentences[4];
    } cases[] = {
        {"Clamshell. Left side.", {"Clamshell.", "Left side."}},
        {"Last set", {"Last set"}},
        {"Hold for 2.5 seconds! Now?", {"Hold for 2.5 seconds!", "Now?"}},
        {"  One.\n\tTwo  ", {"One.", "Two  "}},
        {"Next: set 2 of 3, left side", {"Next: set 2 of 3, left side"}},
        {"", {NULL}},
        {" \n ", {NULL}},
        {"...", {"..."}},
    };
    for (size_t c = 0; c < SF_COUNT(cases); c++) {
        const char *at = cases[c].text;
        const char *sentence = NULL;
        size_t length = 0;
        size_t count = 0;
        while (voice_sentence(&at, &sentence, &length)) {
            const char *wanted = cases[c].sentences[count++];
            assert_non_null(wanted);
            assert_int_equal(length, strlen(wanted));
            assert_memory_equal(sentence, wanted, length);
        }
        assert_null(cases[c].sentences[count]);
    }
}

static void test_voice__a_key_is_the_words(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"Left side.", "left side"},
        {"LAST set", "last set"},
        {"Ready? ", "ready?"},
        {"Größe.", "größe"},
    };
    char key[VOICE_SENTENCE_BYTES];
    for (size_t i = 0; i < SF_COUNT(same); i++) {
        assert_true(voice_key(same[i][0], strlen(same[i][0]), key));
        assert_string_equal(key, same[i][1]);
    }
    char longest[VOICE_SENTENCE_BYTES];
    memset(longest, 'a', sizeof(longest));
    assert_false(voice_key(longest, sizeof(longest), key));
    assert_true(voice_key(longest, sizeof(longest) - 1, key));
    assert_false(voice_key("...", 3, key));
    assert_false(voice_key("", 0, key));
}

/* ---- the pack ------------------------------------------------------------------------------- */

/* NULL, and the test is skipped, if there is no voice in this build. */
static VoicePack *open_pack(void)
{
    VoicePack *pack = NULL;
    SfErrorInfo err = {0};
    if (SUREFOOT_VOICE_PACK[0] == '\0') {
        skip();
    }
    if (voice_pack_load(&pack, SUREFOOT_VOICE_PACK, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    return pack;
}

static double *to_double(const int16_t *samples, int32_t frames)
{
    double *out = malloc((size_t)frames * sizeof(*out));
    assert_non_null(out);
    for (int32_t i = 0; i < frames; i++) {
        out[i] = samples[i] / 32768.0;
    }
    return out;
}

static double true_peak(const double *x, int32_t frames)
{
    const PeakFilter filter = peak_filter();
    double most = 0;
    for (int32_t i = 0; i < frames; i++) {
        const double peak = true_peak_at(&filter, x, frames, i);
        most = peak > most ? peak : most;
    }
    return 20 * log10(most);
}

/* Where the sound comes above 45 dB below its loudest moment, in ms from the given end. */
static double quiet_ms(const double *x, int32_t frames, int32_t step)
{
    enum { WINDOW = VOICE_RATE / 200 };
    double loudest = 0;
    for (int32_t at = 0; at + WINDOW <= frames; at++) {
        loudest = x[at] * x[at] > loudest ? x[at] * x[at] : loudest;
    }
    int32_t quiet = 0;
    for (int32_t at = step > 0 ? 0 : frames - 1; at >= 0 && at < frames; at += step) {
        if (x[at] * x[at] > loudest * 3.2e-5) {
            break;
        }
        quiet++;
    }
    return 1000.0 * quiet / VOICE_RATE;
}

static void check_clip(const VoicePack *pack, VoiceDecoder *decoder, int32_t index)
{
    const VoiceClip clip = voice_pack_clip(pack, index);
    int16_t *samples = malloc((size_t)clip.frames * sizeof(*samples));
    assert_non_null(samples);
    assert_int_equal(voice_decode(decoder, index, samples), SF_OK);
    double *x = to_double(samples, clip.frames);
    const double lufs = loudness(x, clip.frames, VOICE_RATE);
    const double peak = true_peak(x, clip.frames);
    const double lead = quiet_ms(x, clip.frames, 1);
    const double tail = quiet_ms(x, clip.frames, -1);
    if (fabs(lufs - VOICE_LUFS) > 1 || peak > -1 || fabs(lufs - (double)clip.lufs) > 0.5 ||
        lead > 60 || tail > 80 || clip.frames < VOICE_RATE / 5 || clip.frames > 7 * VOICE_RATE ||
        abs(samples[0]) > 100 || abs(samples[clip.frames - 1]) > 100) {
        fail_msg("\"%s\": %.2f LUFS, %.2f dBTP, %d frames, quiet %.0f ms before and %.0f after",
                 clip.text, lufs, peak, clip.frames, lead, tail);
    }
    free(x);
    free(samples);
}

static void test_voice__every_clip_is_level_trimmed_and_below_the_limit(void **state)
{
    (void)state;
    VoicePack *pack = open_pack();
    VoiceDecoder *decoder = NULL;
    assert_int_equal(voice_decoder_create(&decoder, pack, NULL), SF_OK);
    assert_true(voice_pack_count(pack) > 100);
    for (int32_t i = 0; i < voice_pack_count(pack); i++) {
        check_clip(pack, decoder, i);
    }
    voice_decoder_destroy(decoder);
    voice_pack_close(pack);
}

static void test_voice__every_clip_is_found_by_its_words(void **state)
{
    (void)state;
    VoicePack *pack = open_pack();
    for (int32_t i = 0; i < voice_pack_count(pack); i++) {
        const VoiceClip clip = voice_pack_clip(pack, i);
        assert_int_equal(voice_pack_find(pack, clip.text, strlen(clip.text)), i);
    }
    assert_int_equal(voice_pack_find(pack, "penguin taps", 12), -1);
    const int32_t left = voice_pack_find(pack, "LEFT side.", 10);
    const int32_t last = voice_pack_find(pack, "Last set", 8);
    assert_true(left >= 0 && last >= 0);
    const int64_t frames = (int64_t)voice_pack_clip(pack, left).frames +
                           voice_pack_clip(pack, last).frames + VOICE_PAUSE_MS * VOICE_RATE / 1000;
    const int64_t ms = voice_pack_ms(pack, "Last set. Left side.");
    assert_in_range(ms * VOICE_RATE / 1000 - frames, 0, VOICE_RATE / 1000);
    assert_int_equal(voice_pack_ms(pack, "Last set. Penguin taps."), -1);
    assert_int_equal(voice_pack_ms(pack, ""), -1);
    char value[64];
    assert_true(voice_pack_about(pack, "language", value, sizeof(value)));
    assert_string_equal(value, "en");
    assert_false(voice_pack_about(pack, "lang", value, sizeof(value)));
    assert_false(voice_pack_about(pack, "language", value, 2));
    voice_pack_close(pack);
}

static void test_voice__a_missing_pack_says_so(void **state)
{
    (void)state;
    VoicePack *pack = NULL;
    SfErrorInfo err = {0};
    assert_int_equal(voice_pack_load(&pack, "/nowhere/en.voice", &err), SF_E_NOTFOUND);
    assert_null(pack);
    assert_non_null(strstr(err.text, "/nowhere/en.voice"));
    assert_int_equal(voice_pack_load(&pack, SUREFOOT_SOURCE_DIR "/README.md", &err), SF_E_CORRUPT);
    assert_null(pack);
}

/* ---- hostile bytes -------------------------------------------------------------------------- */

static uint8_t *read_pack(size_t *size)
{
    if (SUREFOOT_VOICE_PACK[0] == '\0') {
        skip();
    }
    FILE *file = fopen(SUREFOOT_VOICE_PACK, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *size = (size_t)ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(*size);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

/* Uses a pack as the app does; whatever it holds, nothing may be read beyond it. */
static bool use_pack(const uint8_t *bytes, size_t size)
{
    VoicePack *pack = NULL;
    SfErrorInfo err = {0};
    if (voice_pack_open(&pack, bytes, size, &err) != SF_OK) {
        assert_null(pack);
        return false;
    }
    VoiceDecoder *decoder = NULL;
    const bool vorbis = voice_decoder_create(&decoder, pack, &err) == SF_OK;
    const int32_t count = voice_pack_count(pack);
    for (int32_t i = 0; i < count; i += 1 + count / 3) {
        const VoiceClip clip = voice_pack_clip(pack, i);
        (void)voice_pack_find(pack, clip.text, strlen(clip.text));
        int16_t *samples = malloc((size_t)clip.frames * sizeof(*samples));
        assert_non_null(samples);
        if (vorbis) {
            (void)voice_decode(decoder, i, samples);
        }
        free(samples);
    }
    char value[16];
    (void)voice_pack_about(pack, "licence", value, sizeof(value));
    voice_decoder_destroy(decoder);
    voice_pack_close(pack);
    return true;
}

static void write_u32(uint8_t *at, uint32_t value)
{
    for (int i = 0; i < 4; i++) {
        at[i] = (uint8_t)(value >> (8 * i));
    }
}

static void test_voice__a_cut_pack_is_refused(void **state)
{
    (void)state;
    size_t size = 0;
    uint8_t *bytes = read_pack(&size);
    assert_true(use_pack(bytes, size));
    for (size_t cut = 0; cut < size; cut += cut < 64 ? 1 : size / 40) {
        uint8_t *part = malloc(cut + 1);
        assert_non_null(part);
        memcpy(part, bytes, cut);
        assert_false(use_pack(part, cut));
        if (cut >= 12) {
            /* Also when it lies about its size: the clips at its end are missing. */
            write_u32(part + 8, (uint32_t)cut);
            assert_false(use_pack(part, cut));
        }
        free(part);
    }
    free(bytes);
}

static void test_voice__huge_sizes_and_wrong_offsets_are_refused(void **state)
{
    (void)state;
    static const uint32_t values[] = {0xffffffff, 0x80000000, 0x7fffffff, 0x00ffffff};
    size_t size = 0;
    uint8_t *bytes = read_pack(&size);
    uint8_t *copy = malloc(size);
    assert_non_null(copy);
    const size_t about = (size_t)bytes[16] | (size_t)bytes[17] << 8;
    for (size_t v = 0; v < SF_COUNT(values); v++) {
        for (size_t field = 8; field < 36; field += 4) {
            memcpy(copy, bytes, size);
            write_u32(copy + field, values[v]);
            assert_false(use_pack(copy, size));
        }
        for (size_t field = 0; field < 16; field += 4) {
            memcpy(copy, bytes, size);
            write_u32(copy + 36 + about + 20 * 7 + field, values[v]);
            assert_false(use_pack(copy, size));
        }
    }
    free(copy);
    free(bytes);
}

static void test_voice__damaged_bytes_are_survived(void **state)
{
    (void)state;
    size_t size = 0;
    uint8_t *bytes = read_pack(&size);
    uint8_t *copy = malloc(size);
    assert_non_null(copy);
    TestRandom random = {3};
    int opened = 0;
    for (int round = 0; round < 150; round++) {
        memcpy(copy, bytes, size);
        const int64_t within = round % 3 == 0 ? 4000 : round % 3 == 1 ? 12000 : (int64_t)size;
        for (int i = 0; i < 1 + round % 20; i++) {
            copy[test_random(&random, within)] ^= (uint8_t)(1 + test_random(&random, 255));
        }
        opened += use_pack(copy, size) ? 1 : 0;
    }
    assert_in_range(opened, 10, 140);
    free(copy);
    free(bytes);
}

/* ---- the cache ------------------------------------------------------------------------------ */

static void test_voice__the_cache_keeps_what_was_used_last(void **state)
{
    (void)state;
    VoiceCache *cache = voice_cache_create(3000);
    assert_non_null(cache);
    int16_t *samples = NULL;
    assert_null(voice_cache_get(cache, "a"));
    AudioClip *a = voice_cache_add(cache, "a", 500, &samples);
    assert_non_null(a);
    assert_int_equal(a->frames, 500);
    assert_ptr_equal(a->samples, samples);
    assert_non_null(voice_cache_add(cache, "b", 500, &samples));
    assert_non_null(voice_cache_add(cache, "c", 500, &samples));
    assert_int_equal(voice_cache_bytes(cache), 3000);
    assert_ptr_equal(voice_cache_get(cache, "a"), a);
    assert_non_null(voice_cache_add(cache, "d", 100, &samples));
    assert_null(voice_cache_get(cache, "b"));
    assert_non_null(voice_cache_get(cache, "a"));
    assert_non_null(voice_cache_get(cache, "c"));
    assert_null(voice_cache_add(cache, "large", 1501, &samples));
    assert_null(voice_cache_add(cache, "nothing", 0, &samples));
    assert_true(voice_cache_bytes(cache) <= 3000);
    voice_cache_destroy(cache);
}

static void test_voice__what_sounds_is_never_evicted(void **state)
{
    (void)state;
    VoiceCache *cache = voice_cache_create(2000);
    AudioMixer *mixer = audio_mixer_create(AUDIO_RATE);
    assert_true(cache != NULL && mixer != NULL);
    int16_t *samples = NULL;
    AudioClip *sounding = voice_cache_add(cache, "sounding", 600, &samples);
    assert_true(audio_mixer_say(mixer, 0, sounding));
    assert_non_null(voice_cache_add(cache, "other", 300, &samples));
    assert_null(voice_cache_add(cache, "too much", 500, &samples));
    assert_ptr_equal(voice_cache_get(cache, "sounding"), sounding);
    int16_t out[2 * 1300] = {0};
    audio_mixer_render(mixer, out, 1300);
    assert_non_null(voice_cache_add(cache, "now", 500, &samples));
    audio_mixer_destroy(mixer);
    voice_cache_destroy(cache);
}

static void test_voice__many_small_clips_share_the_slots(void **state)
{
    (void)state;
    VoiceCache *cache = voice_cache_create((size_t)1 << 20);
    assert_non_null(cache);
    int16_t *samples = NULL;
    char key[16];
    for (int i = 0; i < 1000; i++) {
        assert_true(sf_format(key, sizeof(key), "clip %d", i));
        assert_non_null(voice_cache_add(cache, key, 10, &samples));
        assert_non_null(voice_cache_get(cache, key));
    }
    assert_null(voice_cache_get(cache, "clip 0"));
    assert_non_null(voice_cache_get(cache, "clip 999"));
    voice_cache_destroy(cache);
}

/* ---- mastering ------------------------------------------------------------------------------ */

static void test_voice__loudness_is_that_of_the_standard(void **state)
{
    (void)state;
    /* ITU-R BS.1770: a sine of 997 Hz at full scale in one channel is -3.01 LUFS. */
    static const double levels[] = {1.0, 0.1, 0.01};
    static const int32_t rates[] = {VOICE_RATE, 48000};
    enum { MOST = 48000 * 2 };
    double *x = malloc(MOST * sizeof(*x));
    assert_non_null(x);
    for (size_t r = 0; r < SF_COUNT(rates); r++) {
        for (size_t l = 0; l < SF_COUNT(levels); l++) {
            const int32_t frames = 2 * rates[r];
            for (int32_t i = 0; i < frames; i++) {
                x[i] = levels[l] * sin(TURN * 997 * i / rates[r]);
            }
            const double wanted = -3.01 + 20 * log10(levels[l]);
            assert_true(fabs(loudness(x, frames, rates[r]) - wanted) < 0.1);
            /* A short one is not silence. */
            assert_true(fabs(loudness(x, rates[r] / 5, rates[r]) - wanted) < 0.3);
        }
    }
    memset(x, 0, MOST * sizeof(*x));
    assert_true(loudness(x, MOST, 48000) < -100);
    free(x);
}

static void test_voice__true_peak_lies_between_the_samples(void **state)
{
    (void)state;
    enum { FRAMES = 2000 };
    double x[FRAMES];
    for (int32_t i = 0; i < FRAMES; i++) {
        x[i] = 0.5 * sin(TURN * (0.25 * i + 0.125)); /* its samples are all 0.354 */
    }
    assert_true(fabs(true_peak(x, FRAMES) - 20 * log10(0.5)) < 0.2);
}

/* A voice-like noise of peaks: harmonics under an envelope, silence around it. */
static int16_t *make_speech(int32_t rate, double level, int32_t *count)
{
    *count = 2 * rate;
    int16_t *samples = calloc((size_t)*count, sizeof(*samples));
    assert_non_null(samples);
    for (int32_t i = rate / 2; i < rate / 2 + rate; i++) {
        double sum = 0;
        for (int k = 1; k <= 20; k++) {
            sum += cos(TURN * (110.0 * k * i / rate + k * k / 12.0)) / (4 + k);
        }
        const double envelope = 0.6 - 0.4 * cos(TURN * 4 * i / rate);
        samples[i] = (int16_t)lrint(32767 * level * sum * envelope);
    }
    return samples;
}

static void test_voice__mastering_makes_siblings_of_all(void **state)
{
    (void)state;
    static const int32_t rates[] = {8000, 11025, 16000, 22050, 24000, 44100, 48000, 96000};
    static const double sizes[] = {0.02, 0.9};
    for (size_t r = 0; r < SF_COUNT(rates); r++) {
        for (size_t s = 0; s < SF_COUNT(sizes); s++) {
            int32_t count = 0;
            int16_t *samples = make_speech(rates[r], sizes[s], &count);
            VoiceMaster master = {0};
            SfErrorInfo err = {0};
            if (voice_master(&master, samples, count, rates[r], &err) != SF_OK) {
                fail_msg("%d Hz: %s", rates[r], err.text);
            }
            assert_true(fabs(master.lufs - VOICE_LUFS) < 0.3);
            assert_true(master.peak_db < VOICE_PEAK_DB + 0.1);
            /* A second of sound and 20 ms to each side. */
            assert_in_range(master.frames, VOICE_RATE * 102 / 100, VOICE_RATE * 106 / 100);
            assert_true(master.samples[0] == 0);
            sf_free(master.samples);
            free(samples);
        }
    }
}

static void test_voice__mastering_refuses_what_is_no_voice(void **state)
{
    (void)state;
    int32_t count = 0;
    int16_t *samples = make_speech(16000, 0.5, &count);
    VoiceMaster master = {0};
    SfErrorInfo err = {0};
    static const int32_t odd_rates[] = {0, -1, 7999, 16001, 200000, INT32_MAX};
    for (size_t i = 0; i < SF_COUNT(odd_rates); i++) {
        assert_int_equal(voice_master(&master, samples, count, odd_rates[i], &err), SF_E_INPUT);
    }
    assert_int_equal(voice_master(&master, samples, 0, 16000, &err), SF_E_INPUT);
    assert_int_equal(voice_master(&master, samples, 10, 16000, &err), SF_E_INPUT);
    for (int64_t n = 0; n < 5; n++) {
        sf_alloc_fail_after(n);
        const SfError error = voice_master(&master, samples, count, 16000, &err);
        sf_alloc_fail_after(-1);
        assert_true(error == SF_E_NOMEM);
        assert_null(master.samples);
    }
    memset(samples, 0, (size_t)count * sizeof(*samples));
    assert_int_equal(voice_master(&master, samples, count, 16000, &err), SF_E_INPUT);
    assert_null(master.samples);
    free(samples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_voice__a_text_is_its_sentences),
        cmocka_unit_test(test_voice__a_key_is_the_words),
        cmocka_unit_test(test_voice__every_clip_is_level_trimmed_and_below_the_limit),
        cmocka_unit_test(test_voice__every_clip_is_found_by_its_words),
        cmocka_unit_test(test_voice__a_missing_pack_says_so),
        cmocka_unit_test(test_voice__a_cut_pack_is_refused),
        cmocka_unit_test(test_voice__huge_sizes_and_wrong_offsets_are_refused),
        cmocka_unit_test(test_voice__damaged_bytes_are_survived),
        cmocka_unit_test(test_voice__the_cache_keeps_what_was_used_last),
        cmocka_unit_test(test_voice__what_sounds_is_never_evicted),
        cmocka_unit_test(test_voice__many_small_clips_share_the_slots),
        cmocka_unit_test(test_voice__loudness_is_that_of_the_standard),
        cmocka_unit_test(test_voice__true_peak_lies_between_the_samples),
        cmocka_unit_test(test_voice__mastering_makes_siblings_of_all),
        cmocka_unit_test(test_voice__mastering_refuses_what_is_no_voice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
