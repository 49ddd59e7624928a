/* SPDX-License-Identifier: MIT */
#include "sdl_audio.h"

#include <SDL.h>
#include <SDL_mixer.h>
#include <stdatomic.h>

#include "clock.h"
#include "surefoot/memory.h"

#define BUFFER_FRAMES 1024
#define FRAMES_PER_MS (AUDIO_RATE / 1000)
/* Beyond this the device has stalled or drifted, and the two clocks are tied anew. */
#define SLIP_FRAMES (40 * FRAMES_PER_MS)

struct SdlAudio {
    AudioMixer *mixer;
    bool open;
    bool missing;
    int64_t close_at_ms; /* INT64_MAX: not lingering */
    /* Where the frame counter stood at which time, as the callback saw it. */
    atomic_llong seen_frame;
    atomic_llong seen_ms;
    /* The line by which ms become frames; it only moves when it must. */
    bool anchored;
    int64_t anchor_frame;
    int64_t anchor_ms;
};

static void post_mix(void *context, Uint8 *stream, int length)
{
    SdlAudio *audio = context;
    atomic_store(&audio->seen_frame, audio_mixer_frame(audio->mixer));
    atomic_store(&audio->seen_ms, clock_now_ms());
    audio_mixer_render(audio->mixer, (int16_t *)(void *)stream,
                       length / (int)(2 * sizeof(int16_t)));
}

SdlAudio *sdl_audio_create(void)
{
    SdlAudio *audio = sf_alloc(sizeof(*audio));
    if (audio == NULL) {
        return NULL;
    }
    audio->mixer = audio_mixer_create(AUDIO_RATE);
    if (audio->mixer == NULL) {
        sf_free(audio);
        return NULL;
    }
    audio->close_at_ms = INT64_MAX;
    atomic_init(&audio->seen_frame, 0);
    atomic_init(&audio->seen_ms, 0);
    return audio;
}

static void close_now(SdlAudio *audio)
{
    if (audio->open) {
        Mix_SetPostMix(NULL, NULL);
        Mix_CloseAudio();
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
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

AudioState sdl_audio_open(SdlAudio *audio)
{
    audio->close_at_ms = INT64_MAX;
    if (audio->open) {
        return AUDIO_OPEN;
    }
    if (audio->missing) {
        return AUDIO_MISSING;
    }
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        audio->missing = true;
        return AUDIO_MISSING;
    }
    if (Mix_OpenAudioDevice(AUDIO_RATE, AUDIO_S16SYS, 2, BUFFER_FRAMES, NULL, 0) != 0) {
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        audio->missing = true;
        return AUDIO_MISSING;
    }
    /* No clips are played through SDL_mixer's own channels. */
    (void)Mix_AllocateChannels(0);
    audio->open = true;
    audio->anchored = false;
    atomic_store(&audio->seen_ms, clock_now_ms());
    atomic_store(&audio->seen_frame, audio_mixer_frame(audio->mixer));
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

/* Both clocks tick at their own pace; a line through one moment joins them, so that two cues a
 * second apart are 48,000 frames apart to the sample. */
static int64_t frame_at(SdlAudio *audio, int64_t at_ms)
{
    const int64_t seen_frame = atomic_load(&audio->seen_frame);
    const int64_t seen_ms = atomic_load(&audio->seen_ms);
    const int64_t expected = audio->anchor_frame + (seen_ms - audio->anchor_ms) * FRAMES_PER_MS;
    const int64_t slip = seen_frame - expected;
    if (!audio->anchored || slip > SLIP_FRAMES || slip < -SLIP_FRAMES) {
        audio->anchored = true;
        audio->anchor_frame = seen_frame;
        audio->anchor_ms = seen_ms;
    }
    return audio->anchor_frame + (at_ms - audio->anchor_ms) * FRAMES_PER_MS;
}

void sdl_audio_tone(SdlAudio *audio, Tone tone, int64_t at_ms)
{
    if (audio->open) {
        (void)audio_mixer_schedule(audio->mixer, frame_at(audio, at_ms), tone);
    }
}

void sdl_audio_flush(SdlAudio *audio)
{
    audio_mixer_flush(audio->mixer);
    audio->anchored = false;
}

void sdl_audio_volume(SdlAudio *audio, float volume)
{
    audio_mixer_volume(audio->mixer, volume);
}
