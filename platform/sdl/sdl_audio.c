/* SPDX-License-Identifier: MIT */
/* The sound device. */
#include "sdl_audio.h"

#include <SDL.h>
#include <SDL_mixer.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "surefoot/memory.h"

#define FRAMES_PER_MS (AUDIO_RATE / 1000)
#define DRIFT_FRAMES (10 * FRAMES_PER_MS) /* more than the jitter of callback times */
#define STALL_FRAMES (40 * FRAMES_PER_MS)

struct SdlAudio {
    int32_t buffer_frames;
    AudioMixer *mixer; /* NULL until the device is first opened */
    float volume;
    float voice_volume;
    bool open;
    int64_t close_at_ms; /* INT64_MAX: it is not about to close */
    SdlAudioClock clock;
    void *clock_context;
    /* A line from ms to frames is given by the frame at ms 0. */
    atomic_llong seen_line; /* the line through the last callback */
    bool anchored;
    int64_t line; /* the line in use */
};

static void look_at_clock(SdlAudio *audio)
{
    const int64_t now_ms = audio->clock(audio->clock_context);
    atomic_store(&audio->seen_line, audio_mixer_frame(audio->mixer) - now_ms * FRAMES_PER_MS);
}

static void post_mix(void *context, Uint8 *stream, int length)
{
    SdlAudio *audio = context;
    look_at_clock(audio);
    audio_mixer_render(audio->mixer, (int16_t *)(void *)stream,
                       length / (int)(2 * sizeof(int16_t)));
}

SdlAudio *sdl_audio_create(SdlAudioClock clock, void *clock_context, int32_t buffer_frames)
{
    SdlAudio *audio = sf_alloc(sizeof(*audio));
    if (audio == NULL) {
        return NULL;
    }
    audio->buffer_frames = buffer_frames;
    audio->clock = clock;
    audio->clock_context = clock_context;
    audio->volume = 1.0F;
    audio->voice_volume = 1.0F;
    audio->close_at_ms = INT64_MAX;
    atomic_init(&audio->seen_line, 0);
    return audio;
}

/* Cancels everything, or it would sound when the device opens again. */
static void silence(AudioMixer *mixer)
{
    int16_t unheard[SDL_AUDIO_FRAMES * 2] = {0};
    audio_mixer_flush(mixer);
    audio_mixer_render(mixer, unheard, SDL_AUDIO_FRAMES);
}

static void close_now(SdlAudio *audio)
{
    if (audio->open) {
        Mix_SetPostMix(NULL, NULL);
        Mix_CloseAudio();
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        silence(audio->mixer);
        audio->open = false;
    }
    audio->close_at_ms = INT64_MAX;
    audio->anchored = false;
}

void sdl_audio_destroy(SdlAudio *audio)
{
    if (audio != NULL) {
        close_now(audio);
        audio_mixer_destroy(audio->mixer);
        sf_free(audio);
    }
}

static bool open_device(SdlAudio *audio)
{
    if (audio->mixer == NULL) {
        audio->mixer = audio_mixer_create(AUDIO_RATE);
        if (audio->mixer == NULL) {
            return false;
        }
        audio_mixer_volume(audio->mixer, audio->volume);
        audio_mixer_voice_volume(audio->mixer, audio->voice_volume);
    }
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        return false;
    }
    if (Mix_OpenAudioDevice(AUDIO_RATE, AUDIO_S16SYS, 2, audio->buffer_frames, NULL, 0) != 0) {
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        return false;
    }
    /* SDL_mixer's own channels are not used. */
    (void)Mix_AllocateChannels(0);
    return true;
}

AudioState sdl_audio_open(SdlAudio *audio)
{
    audio->close_at_ms = INT64_MAX;
    if (audio->open) {
        return AUDIO_OPEN;
    }
    if (!open_device(audio)) {
        return AUDIO_MISSING;
    }
    audio->open = true;
    audio->anchored = false;
    look_at_clock(audio);
    Mix_SetPostMix(post_mix, audio);
    return AUDIO_OPEN;
}

void sdl_audio_close(SdlAudio *audio, int64_t now_ms)
{
    if (audio->open) {
        audio->close_at_ms = now_ms + SDL_AUDIO_LINGER_MS;
    }
}

int64_t sdl_audio_tend(SdlAudio *audio, int64_t now_ms)
{
    if (now_ms >= audio->close_at_ms) {
        close_now(audio);
    }
    return audio->close_at_ms;
}

/* The constant delay of tones: one buffer is already being filled, and half a buffer more is for a
 * callback that comes early. */
static int64_t late_frames(const SdlAudio *audio)
{
    return audio->buffer_frames * 3 / 2;
}

/* The difference of the clocks that is a stall. On a busy thread callback times vary by up to a
 * buffer. */
static int64_t stall_frames(const SdlAudio *audio)
{
    return audio->buffer_frames > STALL_FRAMES ? audio->buffer_frames : STALL_FRAMES;
}

int64_t sdl_audio_frame(SdlAudio *audio, int64_t at_ms)
{
    const int64_t seen = atomic_load(&audio->seen_line);
    const int64_t slip = llabs(seen - audio->line);
    if (!audio->anchored || slip > stall_frames(audio) ||
        (slip > DRIFT_FRAMES && audio_mixer_idle(audio->mixer))) {
        audio->anchored = true;
        audio->line = seen;
    }
    return audio->line + at_ms * FRAMES_PER_MS + late_frames(audio);
}

void sdl_audio_tone(SdlAudio *audio, Tone tone, int64_t at_ms)
{
    if (audio->open) {
        (void)audio_mixer_schedule(audio->mixer, sdl_audio_frame(audio, at_ms), tone);
    }
}

void sdl_audio_flush(SdlAudio *audio)
{
    if (audio->open) {
        audio_mixer_flush(audio->mixer);
        audio->anchored = false;
    }
}

void sdl_audio_volume(SdlAudio *audio, float volume)
{
    audio->volume = volume;
    if (audio->mixer != NULL) {
        audio_mixer_volume(audio->mixer, volume);
    }
}

void sdl_audio_voice_volume(SdlAudio *audio, float volume)
{
    audio->voice_volume = volume;
    if (audio->mixer != NULL) {
        audio_mixer_voice_volume(audio->mixer, volume);
    }
}

AudioMixer *sdl_audio_mixer(SdlAudio *audio)
{
    return audio->open ? audio->mixer : NULL;
}
