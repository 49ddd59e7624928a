/* SPDX-License-Identifier: MIT */
/**
 * The audio scheduler: cues stamped in sample frames, mixed sample-exactly in the device's
 * callback.
 *
 * Pure C and no heap after init. One thread (the app) schedules, another (the callback) renders;
 * between them is a single-producer ring, so neither waits. Gains move by per-sample ramps: nothing
 * steps, nothing clicks. Rendering adds to what the buffer holds.
 *
 * Tones give way to speech: 10 dB, from 100 ms before its onset where that is known, back within
 * 250 ms. The gain follows from what sounds in each sample, so nothing can forget to release it.
 * One utterance sounds at a time: a second one fades the first. What all sounds together is limited
 * to -1.5 dB.
 */
#ifndef SUREFOOT_AUDIO_H
#define SUREFOOT_AUDIO_H

#include <stdatomic.h>

#include "surefoot/timeline.h"

#define AUDIO_RATE 48000
#define AUDIO_CLIP_RATE (AUDIO_RATE / 2)
#define AUDIO_EVENTS 256 /**< scheduled ahead at most; more are refused */
#define AUDIO_VOICES 16  /**< sounding at once at most; the oldest gives way */

typedef struct AudioMixer AudioMixer;

/** Speech, mono at AUDIO_CLIP_RATE. The mixer reads the samples as long as it is not unused. */
typedef struct AudioClip {
    const int16_t *samples;
    int32_t frames;
    atomic_int users; /**< of the mixer: scheduled or sounding so often */
} AudioClip;

/** Creates a mixer for `rate` frames a second. NULL when memory is out. */
AudioMixer *audio_mixer_create(int32_t rate);
/** Frees a mixer that no callback uses any more. */
void audio_mixer_destroy(AudioMixer *mixer);

/** From the app: tone begins exactly at that frame (or at once if it is past). False: ring is full.
 */
bool audio_mixer_schedule(AudioMixer *mixer, int64_t at_frame, Tone tone);
/**
 * From the app: speaks a clip, its first sample at that frame (or at once if it is past). The clip
 * must stay until it is unused. False: ring is full, or the mixer does not run at AUDIO_RATE.
 */
bool audio_mixer_say(AudioMixer *mixer, int64_t at_frame, AudioClip *clip);
/** True once the callback will not touch the clip any more; the app may then free it. */
bool audio_clip_unused(const AudioClip *clip);
/** Cancels scheduled sounds and fades out those that play, within 10 ms. */
void audio_mixer_flush(AudioMixer *mixer);
/** Sets the volume of tones, 0..1; it gets there within 20 ms. */
void audio_mixer_volume(AudioMixer *mixer, float volume);
/** Sets the volume of speech, as audio_mixer_volume does for tones. */
void audio_mixer_voice_volume(AudioMixer *mixer, float volume);
/** The next frame to be rendered; any thread. */
int64_t audio_mixer_frame(const AudioMixer *mixer);
/** True if nothing is scheduled and nothing sounds. */
bool audio_mixer_idle(const AudioMixer *mixer);
/** From the callback: adds `frames` stereo frames to out, saturating. */
void audio_mixer_render(AudioMixer *mixer, int16_t *out, int32_t frames);

/** Length of a tone in ms. */
int32_t tone_length_ms(Tone tone);
/** One sample of a tone, -1..1, `frame` frames after its onset. */
float tone_sample(Tone tone, int32_t frame, int32_t rate);

#endif
