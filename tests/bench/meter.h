/* SPDX-License-Identifier: MIT */
/** Listens to what a studio mixed: how loud it becomes, and whether each sound is where it belongs.
 */
#ifndef SUREFOOT_BENCH_METER_H
#define SUREFOOT_BENCH_METER_H

#include "surefoot/audio.h"

typedef struct Meter Meter;

/** What has to sound. */
typedef struct MeterSound {
    int64_t at; /* frame */
    Tone tone;
    const int16_t *clip; /* or NULL: a tone; at AUDIO_CLIP_RATE, borrowed */
    int32_t clip_frames;
} MeterSound;

typedef struct MeterResult {
    double peak_db;      /* the loudest sample */
    double true_peak_db; /* of the curve through them */
    int32_t tones;
    int32_t sentences;
    int32_t alone; /* of both: compared with nothing else sounding, to the sample's value */
    int32_t exact; /* begin in their frame */
    int32_t lost;  /* not to be found near it */
    int64_t worst; /* of the others: samples away from it */
} MeterResult;

Meter *meter_create(void);
void meter_destroy(Meter *meter);
/** Not later than a second after it began. */
void meter_expect(Meter *meter, const MeterSound *sound);
/** As StudioHeard. */
void meter_hear(void *meter, const int16_t *samples, int32_t frames, int64_t first);
MeterResult meter_result(const Meter *meter);

#endif
