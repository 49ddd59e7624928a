/* SPDX-License-Identifier: MIT */
/**
 * Speech: sentences from the voice pack, and all others from the engine, if there is one.
 *
 * Clips of the pack are decoded when they are asked for, a second before they sound; the engine
 * works on a thread of its own. Nothing waits for them: a sentence that is not ready in time begins
 * late, and one that is much too late is not spoken.
 */
#ifndef SUREFOOT_SDL_SPEECH_H
#define SUREFOOT_SDL_SPEECH_H

#include "surefoot/voice.h"

typedef struct SdlSpeech SdlSpeech;

/** pack: the file, read when it is first needed; NULL for none. The caller destroys it. NULL when
 *  memory is out. */
SdlSpeech *sdl_speech_create(const char *pack);
/** Frees it; call it after the mixer that plays its clips was destroyed. NULL is fine. */
void sdl_speech_destroy(SdlSpeech *speech);

/** Looks for the pack again if it was missing. */
void sdl_speech_look_again(SdlSpeech *speech);

/** How long a text takes in ms, estimated for the engine; -1 if it cannot be spoken. */
int32_t sdl_speech_ms(SdlSpeech *speech, const char *text);
/** Speaks a text from this frame of the mixer on. False if it cannot. */
bool sdl_speech_say(SdlSpeech *speech, AudioMixer *mixer, const char *text, int64_t at_frame);
/** Gives the mixer what the engine has finished. True if the engine still works: call it again. */
bool sdl_speech_tend(SdlSpeech *speech, AudioMixer *mixer);
/** Cancels everything that the mixer did not get yet. Call it together with audio_mixer_flush. */
void sdl_speech_flush(SdlSpeech *speech);

#endif
