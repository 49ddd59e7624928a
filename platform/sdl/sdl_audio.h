/* SPDX-License-Identifier: MIT */
/** The sound device: the mixer of surefoot/audio.h in SDL_mixer's post-mix callback. */
#ifndef SUREFOOT_SDL_AUDIO_H
#define SUREFOOT_SDL_AUDIO_H

#include "surefoot/audio.h"
#include "surefoot/platform.h"

#define SDL_AUDIO_LINGER_MS 30000 /**< stays open this long after it was closed (design) */

typedef struct SdlAudio SdlAudio;

/** NULL when memory is out. Opens no device yet. */
SdlAudio *sdl_audio_create(void);
void sdl_audio_destroy(SdlAudio *audio);

AudioState sdl_audio_open(SdlAudio *audio);
/** Closes the device after a while, unless it is opened again. */
void sdl_audio_close(SdlAudio *audio, int64_t now_ms);
/** Closes what lingered long enough; when to call again, INT64_MAX never. */
int64_t sdl_audio_tend(SdlAudio *audio, int64_t now_ms);

void sdl_audio_tone(SdlAudio *audio, Tone tone, int64_t at_ms);
void sdl_audio_flush(SdlAudio *audio);
void sdl_audio_volume(SdlAudio *audio, float volume);

#endif
