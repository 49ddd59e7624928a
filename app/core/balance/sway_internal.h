/* SPDX-License-Identifier: MIT */
/**
 * What the files of sway share.
 *
 * sway_check.c    whether samples can be measured at all
 * sway_axes.c     front-back and sideways, from where gravity points
 * sway_filter.c   the zero-phase low-pass
 * sway_measure.c  the grid and the measures
 * sway_watch.c    lift-off and touch-down while it lasts
 */
#ifndef CORE_SWAY_INTERNAL_H
#define CORE_SWAY_INTERNAL_H

#include "surefoot/sway.h"

/* Unit vectors of the horizontal, in the phone's axes. */
typedef struct SwayAxes {
    double ap[3];
    double ml[3];
} SwayAxes;

/* False if gravity has no direction. */
bool sway__axes(const double gravity[3], SwayAxes *out);
/** The part of v along a unit axis. */
double sway__along(const double axis[3], const double v[3]);

/* Numbers one can count with. */
bool sway__is_sound(const MotionSample *sample);
/** SF_E_INPUT with a message if samples cannot be measured; as sway_measure. */
SfError sway__check(const MotionSample *samples, int32_t count, SfErrorInfo *err);
/* Whether a mean reading can be gravity in m/s^2. */
SfError sway__check_gravity(const double mean[3], SfErrorInfo *err);
/* Readings that stand still at the end of the sensor's range. */
int32_t sway__clipped(const MotionSample *samples, int32_t count);

/* The room that sway__smooth wants before and after the signal. */
#define SWAY_PAD SWAY_HZ

/* Smooths signal[SWAY_PAD .. SWAY_PAD + count) in place; what lies around is overwritten. At least
 * SWAY_PAD + 1 points. */
void sway__smooth(double *signal, int32_t count);

#endif
