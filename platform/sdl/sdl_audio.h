/* SPDX-License-Identifier: MIT */
/**
 * The sound device: the mixer of surefoot/audio.h in SDL_mixer's post-mix callback.
 *
 * The device and its tones cost time and memory, so both wait for the first sdl_audio_open. Times
 * become frames along one line through a moment that the callback saw, so that two tones a second
 * apart are 48,000 frames apart to the sample. The device's clock and ours drift: the line is laid
 * anew after a flush, in silence once they are 10 ms apart, and at 40 ms, or a buffer if that is
 * longer, in any case (a stall).
 */
#ifndef SUREFOOT_SDL_AUDIO_H
#define SUREFOOT_SDL_AUDIO_H

#include "surefoot/audio.h"
#include "surefoot/platform.h"

#define SDL_AUDIO_FRAMES 1024     /**< of a buffer that a thread of its own fills in time */
#define SDL_AUDIO_LINGER_MS 30000 /**< stays open this long after it was closed (design) */

typedef struct SdlAudio SdlAudio;

/** Monotonic ms. The device's thread asks too. */
typedef int64_t (*SdlAudioClock)(void *context);

/**
 * NULL when memory is out. Opens no device yet. The clock is borrowed for life. buffer_frames is a
 * power of two: the larger, the longer a callback may be kept waiting, and the later all tones.
 */
SdlAudio *sdl_audio_create(SdlAudioClock clock, void *clock_context, int32_t buffer_frames);
/** Closes the device. NULL is fine. */
void sdl_audio_destroy(SdlAudio *audio);

/** A device that is missing now is looked for again the next time: it may have been plugged in. */
AudioState sdl_audio_open(SdlAudio *audio);
/** Closes the device after a while, unless it is opened again. */
void sdl_audio_close(SdlAudio *audio, int64_t now_ms);
/** Closes what lingered long enough; when to call again, INT64_MAX never. */
int64_t sdl_audio_tend(SdlAudio *audio, int64_t now_ms);

/** All tones come late by one short, constant time: one that is due now has still room to begin. */
void sdl_audio_tone(SdlAudio *audio, Tone tone, int64_t at_ms);
void sdl_audio_flush(SdlAudio *audio);
void sdl_audio_volume(SdlAudio *audio, float volume);
void sdl_audio_voice_volume(SdlAudio *audio, float volume);

/** Where speech goes while the device is open, else NULL; borrowed until sdl_audio_destroy. */
AudioMixer *sdl_audio_mixer(SdlAudio *audio);
/** The frame of a monotonic time, as for tones. Only while the device is open. */
int64_t sdl_audio_frame(SdlAudio *audio, int64_t at_ms);

#endif
