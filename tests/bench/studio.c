/* SPDX-License-Identifier: MIT */
#include "studio.h"

#include <SDL_mixer.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "headless.h"
#include "sdl_audio.h"
#include "sdl_speech.h"

#define FRAME_MS 16
#define FRAMES_PER_MS (AUDIO_RATE / 1000)
#define CHUNK (FRAME_MS * FRAMES_PER_MS)
/* A sound that is due at once begins at least half a buffer of the device later (sdl_audio.c). */
#define DEVICE_MS 10.6
#define SUDDEN_MS 500
#define START_MS 1000003

struct Studio {
    Headless headless; /* first: its functions take the same context as ours */
    SdlAudio *audio;
    SdlSpeech *speech;
    AudioMixer *mixer; /* or NULL */
    int64_t zero;      /* its frame at time 0 */
    StudioHeard heard;
    void *heard_context;
    double frame_began_ms; /* on the real clock */
    StudioSpoken spoken;
};

static int64_t clock_of(void *context)
{
    return ((Studio *)context)->headless.now_ms;
}

static AudioState platform_open(void *context)
{
    (void)context;
    return AUDIO_OPEN;
}

static void platform_close(void *context)
{
    (void)context;
}

static void platform_tone(void *context, Tone tone, int64_t at_ms)
{
    Studio *studio = context;
    if (!audio_mixer_schedule(studio->mixer, studio_frame(studio, at_ms), tone)) {
        bench_fail("the voice", "the mixer is full");
    }
}

static bool platform_say(void *context, const char *text, int64_t at_ms)
{
    Studio *studio = context;
    const bool said =
        sdl_speech_say(studio->speech, studio->mixer, text, studio_frame(studio, at_ms));
    const double spent_ms = bench_wall_ms() - studio->frame_began_ms;
    const double spare_ms = (double)(at_ms - studio->headless.now_ms) + DEVICE_MS - spent_ms;
    studio->spoken.texts++;
    studio->spoken.refused += said ? 0 : 1;
    studio->spoken.sudden += at_ms < studio->headless.now_ms + SUDDEN_MS ? 1 : 0;
    studio->spoken.late += spare_ms < 0 ? 1 : 0;
    studio->spoken.spare_ms = fmin(studio->spoken.spare_ms, spare_ms);
    return said;
}

static void platform_flush(void *context)
{
    Studio *studio = context;
    sdl_speech_flush(studio->speech);
    audio_mixer_flush(studio->mixer);
}

static int32_t platform_speech_ms(void *context, const char *text)
{
    return sdl_speech_ms(((Studio *)context)->speech, text);
}

static void add_sound(Studio *studio, const char *pack)
{
    studio->audio = sdl_audio_create(clock_of, studio, SDL_AUDIO_FRAMES);
    studio->speech = sdl_speech_create(pack);
    if (studio->audio == NULL || studio->speech == NULL ||
        sdl_audio_open(studio->audio) != AUDIO_OPEN) {
        bench_fail("the voice", "there is no sound device");
    }
    /* From here on its callback has nothing to do: we take what is mixed. */
    Mix_SetPostMix(NULL, NULL);
    studio->mixer = sdl_audio_mixer(studio->audio);
    studio->zero = audio_mixer_frame(studio->mixer) - studio->headless.now_ms * FRAMES_PER_MS;
    Platform *platform = &studio->headless.platform;
    platform->audio_open = platform_open;
    platform->audio_close = platform_close;
    platform->audio_tone = platform_tone;
    platform->audio_say = platform_say;
    platform->audio_flush = platform_flush;
    platform->speech_ms = platform_speech_ms;
}

static void set_up(Studio *studio, const char *pack)
{
    const HeadlessOptions options = {.now = {.utc_ms = BENCH_NOW_MS}, .seed = 1};
    headless_init(&studio->headless, &options);
    headless_advance(&studio->headless, START_MS);
    studio->spoken.spare_ms = INFINITY;
    if (pack != NULL) {
        add_sound(studio, pack);
    }
}

Studio *studio_open(const char *pack)
{
    Studio *studio = calloc(1, sizeof(*studio));
    if (studio != NULL) {
        set_up(studio, pack);
        return studio;
    }
    bench_fail("the voice", "out of memory");
}

void studio_close(Studio *studio)
{
    sdl_audio_destroy(studio->audio);
    sdl_speech_destroy(studio->speech);
    free(studio);
}

const Platform *studio_platform(Studio *studio)
{
    return &studio->headless.platform;
}

void studio_on_heard(Studio *studio, StudioHeard heard, void *context)
{
    studio->heard = heard;
    studio->heard_context = context;
}

int64_t studio_frame(const Studio *studio, int64_t at_ms)
{
    return studio->zero + at_ms * FRAMES_PER_MS;
}

StudioSpoken studio_spoken(const Studio *studio)
{
    return studio->spoken;
}

static void mix(Studio *studio, int32_t frames)
{
    int16_t stereo[2 * CHUNK];
    int16_t ear[CHUNK];
    memset(stereo, 0, sizeof(stereo));
    const int64_t first = audio_mixer_frame(studio->mixer);
    audio_mixer_render(studio->mixer, stereo, frames);
    for (int32_t i = 0; i < frames; i++) {
        ear[i] = stereo[2 * i];
    }
    if (studio->heard != NULL) {
        studio->heard(studio->heard_context, ear, frames, first);
    }
}

void studio_run(Studio *studio, int64_t ms)
{
    studio->spoken.played_ms += ms;
    headless_advance(&studio->headless, ms);
    if (studio->mixer == NULL) {
        return;
    }
    const int64_t end = studio_frame(studio, studio->headless.now_ms);
    for (int64_t at = audio_mixer_frame(studio->mixer); at < end; at += CHUNK) {
        mix(studio, (int32_t)(end - at < CHUNK ? end - at : CHUNK));
    }
    studio->frame_began_ms = bench_wall_ms();
    (void)sdl_speech_tend(studio->speech, studio->mixer);
}

void studio_play(Studio *studio, Session *session)
{
    studio->frame_began_ms = bench_wall_ms();
    (void)session_begin(session);
    int64_t next_ms = FRAME_MS;
    while (!session_ended(session)) {
        studio_run(studio, next_ms);
        const double from = bench_wall_ms();
        const int64_t now_ms = studio->headless.now_ms;
        PlayerView view;
        (void)session_frame(session, now_ms);
        player_view(session_player(session), now_ms, &view);
        if (view.segment->open && view.elapsed_ms >= view.segment->length_ms) {
            (void)session_done(session, now_ms);
        }
        /* A frame that took longer than a frame is a frame that came late. */
        const int64_t took_ms = (int64_t)(bench_wall_ms() - from);
        next_ms = took_ms > FRAME_MS ? took_ms : FRAME_MS;
    }
}

void studio_say(Studio *studio, const char *text)
{
    const int32_t ms = sdl_speech_ms(studio->speech, text);
    if (ms < 0 || !platform_say(studio, text, studio->headless.now_ms)) {
        bench_fail("the voice", text);
    }
    studio_run(studio, ms + FRAME_MS);
}
