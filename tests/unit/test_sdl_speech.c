/* SPDX-License-Identifier: MIT */
/* Texts as the window speaks them: from the pack, from the engine, or not at all. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <stdlib.h>

#include "engine.h"
#include "sdl_speech.h"

#ifdef SUREFOOT_VOICE_PACK
#define PACK SUREFOOT_VOICE_PACK
#else
#define PACK NULL /* built without one */
#endif

#define FRAMES_PER_MS (AUDIO_RATE / 1000)

typedef struct Kit {
    SdlSpeech *speech;
    AudioMixer *mixer;
} Kit;

static Kit kit_new(const char *pack)
{
    const Kit kit = {sdl_speech_create(pack), audio_mixer_create(AUDIO_RATE)};
    assert_true(kit.speech != NULL && kit.mixer != NULL);
    return kit;
}

static void kit_free(Kit kit)
{
    audio_mixer_destroy(kit.mixer);
    sdl_speech_destroy(kit.speech);
}

/* Waits for the engine's thread, which is at work, not for time to pass. */
static void finish(Kit kit)
{
    while (sdl_speech_tend(kit.speech, kit.mixer)) {
    }
}

/* The frames of the first and last sample that is heard within so many from now on; -1: silence. */
static void listen(Kit kit, int32_t frames, int64_t *first, int64_t *last)
{
    *first = -1;
    *last = -1;
    for (int32_t at = 0; at < frames; at += 480) {
        int16_t out[960] = {0};
        const int64_t from = audio_mixer_frame(kit.mixer);
        audio_mixer_render(kit.mixer, out, 480);
        for (int32_t i = 0; i < 480; i++) {
            if (abs(out[2 * i]) > 20) {
                *first = *first < 0 ? from + i : *first;
                *last = from + i;
            }
        }
    }
}

static void test_sdl_speech__a_text_of_the_pack_sounds_at_its_time(void **state)
{
    (void)state;
    if (PACK == NULL) {
        skip();
    }
    Kit kit = kit_new(PACK);
    const int32_t ms = sdl_speech_ms(kit.speech, "Clamshell. Left side.");
    assert_in_range(ms, 1000, 3000);
    assert_true(sdl_speech_say(kit.speech, kit.mixer, "Clamshell. Left side.", 24000));
    assert_false(sdl_speech_tend(kit.speech, kit.mixer));
    int64_t first = 0;
    int64_t last = 0;
    listen(kit, 5 * AUDIO_RATE, &first, &last);
    assert_in_range(first - 24000, 0, 60 * FRAMES_PER_MS);
    assert_in_range(24000 + (int64_t)ms * FRAMES_PER_MS - last, 0, 80 * FRAMES_PER_MS);
    kit_free(kit);
}

static void test_sdl_speech__other_texts_are_the_engines(void **state)
{
    (void)state;
    if (!engine_exists()) {
        skip();
    }
    /* With a pack, and where there is none. */
    const char *const packs[] = {PACK, NULL};
    for (size_t i = 0; i < SF_COUNT(packs); i++) {
        Kit kit = kit_new(packs[i]);
        static const char text[] = "Penguin taps with a towel. Left side.";
        const int32_t ms = sdl_speech_ms(kit.speech, text);
        assert_in_range(ms, 2000, 6000);
        assert_true(sdl_speech_say(kit.speech, kit.mixer, text, 4800));
        finish(kit);
        int64_t first = 0;
        int64_t last = 0;
        listen(kit, 8 * AUDIO_RATE, &first, &last);
        assert_in_range(first - 4800, 0, 60 * FRAMES_PER_MS);
        /* The reserved length is enough, and not half again too much. */
        assert_in_range(4800 + (int64_t)ms * FRAMES_PER_MS - last, 0, ms * FRAMES_PER_MS / 3);
        assert_true(audio_mixer_idle(kit.mixer));
        kit_free(kit);
    }
}

static void test_sdl_speech__what_was_flushed_is_not_said(void **state)
{
    (void)state;
    if (!engine_exists()) {
        skip();
    }
    Kit kit = kit_new(PACK);
    assert_true(sdl_speech_say(kit.speech, kit.mixer, "Elephant stretches.", 4800));
    sdl_speech_flush(kit.speech);
    audio_mixer_flush(kit.mixer);
    finish(kit);
    int64_t first = 0;
    int64_t last = 0;
    listen(kit, 3 * AUDIO_RATE, &first, &last);
    assert_int_equal(first, -1);
    /* And is said when it is asked for again, although it is due. */
    assert_true(sdl_speech_say(kit.speech, kit.mixer, "Elephant stretches.", 0));
    finish(kit);
    listen(kit, 3 * AUDIO_RATE, &first, &last);
    assert_int_equal(first, -1); /* three seconds late is too late */
    const int64_t now = audio_mixer_frame(kit.mixer);
    assert_true(sdl_speech_say(kit.speech, kit.mixer, "Elephant stretches.", now));
    finish(kit);
    listen(kit, 3 * AUDIO_RATE, &first, &last);
    assert_true(first >= now);
    kit_free(kit);
}

static void test_sdl_speech__without_pack_and_engine_it_says_no(void **state)
{
    (void)state;
    Kit kit = kit_new("/nowhere/en.voice");
    if (!engine_exists()) {
        assert_int_equal(sdl_speech_ms(kit.speech, "Left side."), -1);
        assert_false(sdl_speech_say(kit.speech, kit.mixer, "Left side.", 0));
    }
    assert_int_equal(sdl_speech_ms(kit.speech, ""), -1);
    assert_false(sdl_speech_say(kit.speech, kit.mixer, "", 0));
    assert_false(sdl_speech_say(kit.speech, kit.mixer, " \n", 0));
    kit_free(kit);
}

static void test_sdl_speech__more_than_it_can_hold_is_refused_not_lost(void **state)
{
    (void)state;
    Kit kit = kit_new(PACK);
    int said = 0;
    for (int i = 0; i < 100; i++) {
        char text[64];
        assert_true(sf_format(text, sizeof(text), "Number %d of the animals.", i));
        said += sdl_speech_say(kit.speech, kit.mixer, text, 480000 + i * 4800) ? 1 : 0;
    }
    assert_true(said < 100);
    kit_free(kit); /* while the engine is at work */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sdl_speech__a_text_of_the_pack_sounds_at_its_time),
        cmocka_unit_test(test_sdl_speech__other_texts_are_the_engines),
        cmocka_unit_test(test_sdl_speech__what_was_flushed_is_not_said),
        cmocka_unit_test(test_sdl_speech__without_pack_and_engine_it_says_no),
        cmocka_unit_test(test_sdl_speech__more_than_it_can_hold_is_refused_not_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
