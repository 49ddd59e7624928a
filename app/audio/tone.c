/* SPDX-License-Identifier: MIT */
/*
 * The tones, as sums of a few partials under a soft envelope. Frequencies and lengths are ours: low
 * for the count, high for go, falling for the end, rising for the other leg, so that each is told
 * apart without words. Each keeps within the room that the timeline leaves it.
 */
#include "surefoot/audio.h"

#include <math.h>

#define ATTACK_MS 4.0F
#define RELEASE_MS 60.0F
#define NOTES 3
/* Overtones carry low notes over a phone's speaker. */
#define SECOND 0.25F
#define THIRD 0.1F
#define PEAK 1.0834F /* of the three together: a note's gain is its peak */
#define TURN 6.28318531F

typedef struct Note {
    float hz;
    int32_t at_ms;
    int32_t length_ms;
    float gain;
} Note;

typedef struct ToneSpec {
    Note notes[NOTES];
} ToneSpec;

static const ToneSpec specs[] = {
    [TONE_NONE] = {{{0, 0, 0, 0}}},
    [TONE_COUNT] = {{{587.3F, 0, 110, 0.42F}}},
    [TONE_START] = {{{1174.7F, 0, 300, 0.45F}}},
    [TONE_RUN] = {{{1174.7F, 0, 140, 0.45F}, {1174.7F, 190, 210, 0.45F}}},
    [TONE_WALK] = {{{440.0F, 0, 420, 0.5F}}},
    [TONE_HALFWAY] = {{{880.0F, 0, 110, 0.38F}, {880.0F, 170, 130, 0.38F}}},
    [TONE_REP] = {{{784.0F, 0, 60, 0.22F}}},
    [TONE_PHASE] = {{{659.3F, 0, 40, 0.14F}}},
    [TONE_END] = {{{880.0F, 0, 160, 0.42F}, {440.0F, 160, 320, 0.46F}}},
    [TONE_CHANGE] = {{{587.3F, 0, 120, 0.42F}, {880.0F, 120, 180, 0.42F}}},
    [TONE_DONE] = {{{587.3F, 0, 180, 0.42F}, {740.0F, 180, 180, 0.42F}, {880.0F, 360, 480, 0.42F}}},
};

int32_t tone_length_ms(Tone tone)
{
    int32_t longest = 0;
    for (int32_t i = 0; i < NOTES; i++) {
        const Note *note = &specs[tone].notes[i];
        const int32_t end = note->at_ms + note->length_ms;
        longest = end > longest ? end : longest;
    }
    return longest;
}

/* A cosine fades the tone in and out, so that no edge clicks. */
static float envelope(float at_ms, float length_ms)
{
    const float release = RELEASE_MS < length_ms / 2 ? RELEASE_MS : length_ms / 2;
    float phase = 1.0F;
    if (at_ms < ATTACK_MS) {
        phase = at_ms / ATTACK_MS;
    } else if (at_ms > length_ms - release) {
        phase = (length_ms - at_ms) / release;
    }
    return 0.5F - 0.5F * cosf(phase * TURN / 2);
}

/* One period of the timbre, -1..1; the overtones by the multiple-angle formulas. */
static float wave(float cycles)
{
    const float turn = TURN * (cycles - floorf(cycles));
    const float s = sinf(turn);
    const float c = cosf(turn);
    return (s + SECOND * 2 * s * c + THIRD * (3 * s - 4 * s * s * s)) / PEAK;
}

float tone_sample(Tone tone, int32_t frame, int32_t rate)
{
    float sum = 0;
    for (int32_t i = 0; i < NOTES; i++) {
        const Note *note = &specs[tone].notes[i];
        const int32_t first = (int32_t)((int64_t)note->at_ms * rate / 1000);
        const int32_t frames = (int32_t)((int64_t)note->length_ms * rate / 1000);
        const int32_t at = frame - first;
        if (at >= 0 && at < frames) {
            const float seconds = (float)at / (float)rate;
            sum += note->gain * wave(note->hz * seconds) *
                   envelope(1000.0F * seconds, (float)note->length_ms);
        }
    }
    return sum;
}
