/* SPDX-License-Identifier: MIT */
/**
 * Speech: sentences from the voice pack, the others from the engine, where there is one.
 *
 * Clips of the pack are decoded when they are asked for, which is a second before they sound; the
 * engine works on a thread of its own. Neither is ever waited for: what is not ready in time begins
 * late, and what comes too late is not said.
 */
#ifndef SUREFOOT_SDL_SPEECH_H
#define SUREFOOT_SDL_SPEECH_H

#include "surefoot/voice.h"

typedef struct SdlSpeech SdlSpeech;

/** pack: the file, read when it is first needed; NULL for none. NULL when memory is out. */
SdlSpeech *sdl_speech_create(const char *pack);
/** After the mixer that played its clips. NULL is fine. */
void sdl_speech_destroy(SdlSpeech *speech);

/** Looks for the pack anew if it was not there: it may have come since. */
void sdl_speech_look_again(SdlSpeech *speech);

/** How long a text will sound, an estimate where the engine says it; -1 if it cannot be spoken. */
int32_t sdl_speech_ms(SdlSpeech *speech, const char *text);
/** Speaks from that frame on; false if it cannot. */
bool sdl_speech_say(SdlSpeech *speech, AudioMixer *mixer, const char *text, int64_t at_frame);
/** Hands over what the engine has finished; true if it is still at work and wants another call. */
bool sdl_speech_tend(SdlSpeech *speech, AudioMixer *mixer);
/** What was not handed over yet is void. Goes with audio_mixer_flush. */
void sdl_speech_flush(SdlSpeech *speech);

#endif
