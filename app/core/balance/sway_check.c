/* SPDX-License-Identifier: MIT */
/* Checks that samples of the sensor can be measured. */
#include <math.h>
#include <stdlib.h>

#include "surefoot/limits.h"
#include "sway_internal.h"

/* A phone's sensor is off by 0.5 m/s^2 at worst and gravity by 0.03. Twice that is accepted. */
#define GRAVITY_OFF 1.0
#define READING_MAX 1e5F               /* in whatever unit: so that sums of squares stay numbers */
#define TIME_MAX_US ((int64_t)1 << 60) /* so that differences of times fit */
/* The smallest range that sensors have is 2 g; a real reading there does not repeat. */
#define CLIP_FROM (1.9F * MOTION_GRAVITY)
#define CLIP_RUN 3

static double seconds(int64_t us)
{
    return (double)us / 1e6;
}

bool sway__is_sound(const MotionSample *sample)
{
    return isfinite(sample->ax) && isfinite(sample->ay) && isfinite(sample->az) &&
           fabsf(sample->ax) < READING_MAX && fabsf(sample->ay) < READING_MAX &&
           fabsf(sample->az) < READING_MAX && sample->at_us > -TIME_MAX_US &&
           sample->at_us < TIME_MAX_US;
}

static SfError check_step(const MotionSample *samples, int32_t at, SfErrorInfo *err)
{
    const int64_t step_us = samples[at].at_us - samples[at - 1].at_us;
    const double since = seconds(samples[at - 1].at_us - samples[0].at_us);
    if (step_us <= 0) {
        return sf_fail(err, SF_E_INPUT, "sample %d is not later than the one before it",
                       (int)at + 1);
    }
    if (step_us > SWAY_GAP_US) {
        return sf_fail(err, SF_E_INPUT,
                       "nothing was recorded for %.2f s, %.2f s after the start; at most 0.25 s "
                       "may be missing",
                       seconds(step_us), since);
    }
    return SF_OK;
}

SfError sway__check(const MotionSample *samples, int32_t count, SfErrorInfo *err)
{
    if (count > LIMIT_MOTION_SAMPLES) {
        return sf_fail(err, SF_E_TOOBIG, "%d samples are too many; %d at most", (int)count,
                       LIMIT_MOTION_SAMPLES);
    }
    for (int32_t i = 0; i < count; i++) {
        if (!sway__is_sound(&samples[i])) {
            return sf_fail(err, SF_E_INPUT, "sample %d is not a number, or beyond any sensor",
                           (int)i + 1);
        }
        const SfError error = i > 0 ? check_step(samples, i, err) : SF_OK;
        if (error != SF_OK) {
            return error;
        }
    }
    const double whole = count > 1 ? seconds(samples[count - 1].at_us - samples[0].at_us) : 0;
    if (whole < SWAY_HEAD_S + SWAY_LEAST_S + SWAY_TAIL_S) {
        return sf_fail(err, SF_E_INPUT,
                       "the stance is too short to measure: %.1f s of at least %.1f", whole,
                       SWAY_HEAD_S + SWAY_LEAST_S + SWAY_TAIL_S);
    }
    if ((double)(count - 1) / whole < SWAY_LEAST_HZ) {
        return sf_fail(err, SF_E_INPUT,
                       "the sensor is too slow: %.1f samples a second of at least %.0f",
                       (double)(count - 1) / whole, SWAY_LEAST_HZ);
    }
    return SF_OK;
}

SfError sway__check_gravity(const double mean[3], SfErrorInfo *err)
{
    const double g = (double)MOTION_GRAVITY;
    const double length = sqrt(sway__along(mean, mean));
    if (fabs(length - g) <= GRAVITY_OFF) {
        return SF_OK;
    }
    const char *guess = "";
    if (fabs(length - 1) <= GRAVITY_OFF / g) {
        guess = ": these seem to be g; times 9.80665 they are m/s^2";
    } else if (fabs(length - 1000) <= 1000 * GRAVITY_OFF / g) {
        guess = ": these seem to be thousandths of g";
    } else if (length < GRAVITY_OFF) {
        guess = ": gravity seems to be taken out already";
    }
    return sf_fail(err, SF_E_INPUT,
                   "the mean reading is %.2f, but m/s^2 with gravity in it make 9.8%s", length,
                   guess);
}

/* Takes one more reading of an axis. Counts readings that repeat at the end of the range. */
static int32_t stuck(float before, float value, int32_t *run)
{
    *run = fabsf(value) >= CLIP_FROM && value == before ? *run + 1 : 1;
    if (*run < CLIP_RUN) {
        return 0;
    }
    return *run == CLIP_RUN ? CLIP_RUN : 1;
}

int32_t sway__clipped(const MotionSample *samples, int32_t count)
{
    int32_t clipped = 0;
    int32_t runs[3] = {1, 1, 1};
    for (int32_t i = 1; i < count; i++) {
        clipped += stuck(samples[i - 1].ax, samples[i].ax, &runs[0]);
        clipped += stuck(samples[i - 1].ay, samples[i].ay, &runs[1]);
        clipped += stuck(samples[i - 1].az, samples[i].az, &runs[2]);
    }
    return clipped;
}
