/* SPDX-License-Identifier: MIT */
/**
 * The sound device: the mixer of surefoot/audio.h in SDL_mixer's post-mix callback.
 *
 * The device and its tones cost time and memory, so both wait for the first sdl_audio_open. Times
 * become frames by one straight line through a moment that the callback saw, so two tones a second
 * apart are exactly 48,000 frames apart. The clocks of device and system drift apart, so the line
 * is computed again after a flush, in silence once they differ by 10 ms, and in any case at 40 ms,
 * or at the length of a buffer if that is longer (a stall).
 */
#ifndef SUREFOOT_SDL_AUDIO_H
#define SUREFOOT_SDL_AUDIO_H

#include "surefoot/audio.h"
#include "surefoot/platform.h"

#define SDL_AUDIO_FRAMES 1024     /**< frames of a buffer that is filled by a thread of its own */
#define SDL_AUDIO_LINGER_MS 30000 /**< the device stays open this long after close (design) */

typedef struct SdlAudio SdlAudio;

/** A clock that gives monotonic ms. The device's thread calls it too. */
typedef int64_t (*SdlAudioClock)(void *context);

/**
 * Opens no device yet. The clock is borrowed for life. buffer_frames is a power of two: a larger
 * buffer allows a later callback, but all tones come later too. NULL when memory is out.
 */
SdlAudio *sdl_audio_create(SdlAudioClock clock, void *clock_context, int32_t buffer_frames);
/** Closes the device. NULL is fine. */
void sdl_audio_destroy(SdlAudio *audio);

/** Opens the device. A missing device is looked for again at the next call: it may have been
 * plugged in. */
AudioState sdl_audio_open(SdlAudio *audio);
/** Closes the device after a while, unless it is opened again. */
void sdl_audio_close(SdlAudio *audio, int64_t now_ms);
/** Closes a device whose time after sdl_audio_close is over. Returns when to call it again,
 * INT64_MAX for never. */
int64_t sdl_audio_tend(SdlAudio *audio, int64_t now_ms);

/** Schedules a tone at a monotonic time. All tones sound a short, constant time late, so that a
 * tone which is due now is not cut. */
void sdl_audio_tone(SdlAudio *audio, Tone tone, int64_t at_ms);
/** Cancels all tones that did not begin yet. */
void sdl_audio_flush(SdlAudio *audio);
/** Sets the volume of tones, 0..1. */
void sdl_audio_volume(SdlAudio *audio, float volume);
/** Sets the volume of speech, 0..1. */
void sdl_audio_voice_volume(SdlAudio *audio, float volume);

/** The mixer for speech while the device is open, else NULL. Borrowed until sdl_audio_destroy. */
AudioMixer *sdl_audio_mixer(SdlAudio *audio);
/** The frame of a monotonic time, as for tones. Only while the device is open. */
int64_t sdl_audio_frame(SdlAudio *audio, int64_t at_ms);

#endif
