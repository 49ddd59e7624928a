/* SPDX-License-Identifier: MIT */
#include "meter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "loudness.h"

#define KEPT (1 << 18) /* samples: five seconds */
#define LOOK 1800      /* of each sound that are compared: past the quiet begin of a clip */
#define SEARCH 3000    /* how far from its place a sound is looked for */
#define SOUNDS 256     /* that are not forgotten yet */
#define NEAR 24        /* that may sound at once with one */
#define BEFORE 16896   /* 352 ms: so long a tone is still turned down after speech */
#define AFTER 4896     /* 102 ms: and before it */
#define DUCKED 0.316F
#define NEARLY 0.0002F
#define TAIL (2 * PEAK_TAPS)
#define CHUNK 4096
#define LOUD 0.5 /* the curve between samples below it stays below full scale */

typedef struct Sound {
    MeterSound is;
    int64_t end;
    bool checked;
} Sound;

struct Meter {
    int16_t kept[KEPT];
    int64_t heard; /* frames: the next one to come */
    Sound sounds[SOUNDS];
    int32_t count;
    double curve[TAIL + CHUNK];
    PeakFilter filter;
    double peak;
    double true_peak;
    MeterResult result;
};

Meter *meter_create(void)
{
    Meter *meter = calloc(1, sizeof(*meter));
    if (meter != NULL) {
        meter->filter = peak_filter();
        return meter;
    }
    bench_fail("the voice", "out of memory");
}

void meter_destroy(Meter *meter)
{
    free(meter);
}

MeterResult meter_result(const Meter *meter)
{
    MeterResult result = meter->result;
    result.peak_db = 20 * log10(meter->peak);
    result.true_peak_db = 20 * log10(meter->true_peak);
    return result;
}

/* What is long over is of no use to its neighbours. */
static void forget(Meter *meter)
{
    int32_t kept = 0;
    for (int32_t i = 0; i < meter->count; i++) {
        const Sound *sound = &meter->sounds[i];
        if (!sound->checked || sound->end + BEFORE + LOOK + SEARCH + AUDIO_RATE > meter->heard) {
            meter->sounds[kept++] = *sound;
        }
    }
    meter->count = kept;
}

void meter_expect(Meter *meter, const MeterSound *sound)
{
    if (meter->count == SOUNDS) {
        forget(meter);
    }
    if (meter->count == SOUNDS) {
        bench_fail("the voice", "too many sounds at once");
    }
    const int64_t frames = sound->clip != NULL
                               ? 2LL * sound->clip_frames
                               : (int64_t)tone_length_ms(sound->tone) * AUDIO_RATE / 1000;
    meter->sounds[meter->count++] = (Sound){*sound, sound->at + frames, false};
    meter->result.tones += sound->clip == NULL ? 1 : 0;
    meter->result.sentences += sound->clip != NULL ? 1 : 0;
}

/* ---- where a sound is ----------------------------------------------------------------------- */

/* A sound and what sounds around it. */
typedef struct Scene {
    const MeterSound *main;
    const Sound *near[NEAR];
    int32_t count;
    bool spoken; /* speech is near enough to turn tones down */
} Scene;

static Scene look_around(const Meter *meter, const Sound *main)
{
    Scene scene = {.main = &main->is};
    for (int32_t i = 0; i < meter->count; i++) {
        const Sound *sound = &meter->sounds[i];
        if (sound->is.at >= main->is.at + LOOK + AFTER || sound->end <= main->is.at - BEFORE) {
            continue;
        }
        if (scene.count == NEAR) {
            bench_fail("the voice", "too many sounds at once");
        }
        scene.near[scene.count++] = sound;
        scene.spoken = scene.spoken || sound->is.clip != NULL;
    }
    return scene;
}

/* What belongs into a frame: tones as they are at rest, and speech; false between the samples of a
 * clip, of which only the mixer knows the curve. */
static bool wanted_at(const Scene *scene, int64_t frame, float *tones, float *speech)
{
    *tones = 0;
    *speech = 0;
    for (int32_t i = 0; i < scene->count; i++) {
        const MeterSound *sound = &scene->near[i]->is;
        const int64_t at = frame - sound->at;
        if (at < 0 || frame >= scene->near[i]->end) {
            continue;
        }
        if (sound->clip == NULL) {
            *tones += tone_sample(sound->tone, (int32_t)at, AUDIO_RATE);
        } else if (at % 2 == 0) {
            const int64_t index = at / 2;
            *speech += (float)sound->clip[index] / 32768.0F;
        } else {
            return false;
        }
    }
    return true;
}

/* Whether all is as it should be, `shift` frames away; near speech tones are anything from at rest
 * to turned down. */
static bool fits(const Meter *meter, const Scene *scene, int64_t shift, bool *alone)
{
    *alone = true;
    for (int64_t frame = scene->main->at - 2; frame < scene->main->at + LOOK; frame++) {
        float tones = 0;
        float speech = 0;
        if (!wanted_at(scene, frame, &tones, &speech)) {
            continue;
        }
        const float ducked = scene->spoken ? DUCKED * tones : tones;
        const float low = speech + fminf(tones, ducked);
        const float high = speech + fmaxf(tones, ducked);
        const float have = (float)meter->kept[(frame + shift) & (KEPT - 1)] / 32767.0F;
        *alone = *alone && low == high;
        if (have < low - NEARLY || have > high + NEARLY) {
            return false;
        }
    }
    return true;
}

static void check(Meter *meter, const Sound *sound)
{
    const Scene scene = look_around(meter, sound);
    bool alone = false;
    for (int64_t shift = 0; shift <= SEARCH; shift++) {
        if (fits(meter, &scene, shift, &alone) || fits(meter, &scene, -shift, &alone)) {
            meter->result.exact += shift == 0 ? 1 : 0;
            meter->result.alone += alone ? 1 : 0;
            meter->result.worst = shift > meter->result.worst ? shift : meter->result.worst;
            return;
        }
    }
    meter->result.lost++;
}

/* ---- how loud it is ------------------------------------------------------------------------- */

static void measure(Meter *meter, const int16_t *samples, int32_t frames)
{
    memmove(meter->curve, meter->curve + frames, TAIL * sizeof(*meter->curve));
    for (int32_t i = 0; i < frames; i++) {
        meter->curve[TAIL + i] = samples[i] / 32768.0;
        meter->peak = fmax(meter->peak, fabs(meter->curve[TAIL + i]));
    }
    for (int32_t i = PEAK_TAPS; i < PEAK_TAPS + frames; i++) {
        if (fabs(meter->curve[i]) > LOUD || fabs(meter->curve[i + 1]) > LOUD) {
            const double here = true_peak_at(&meter->filter, meter->curve, TAIL + frames, i);
            meter->true_peak = fmax(meter->true_peak, here);
        }
    }
}

void meter_hear(void *context, const int16_t *samples, int32_t frames, int64_t first)
{
    Meter *meter = context;
    if (frames < TAIL || frames > CHUNK) {
        bench_fail("the voice", "a strange piece of sound");
    }
    for (int32_t i = 0; i < frames; i++) {
        meter->kept[(first + i) & (KEPT - 1)] = samples[i];
    }
    meter->heard = first + frames;
    measure(meter, samples, frames);
    for (int32_t i = 0; i < meter->count; i++) {
        Sound *sound = &meter->sounds[i];
        if (!sound->checked && sound->is.at + LOOK + SEARCH + AFTER + AUDIO_RATE < meter->heard) {
            sound->checked = true;
            check(meter, sound);
        }
    }
}
