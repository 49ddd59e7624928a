/* SPDX-License-Identifier: MIT */
/**
 * The sensor during one stance: it is switched on before the foot leaves the ground, read in every
 * frame, and gives its measures at the end.
 *
 * Without a sensor motion_begin returns false. motion_end and motion_destroy switch the sensor off.
 * Times are monotonic ms, as everywhere in the app.
 */
#ifndef SUREFOOT_STANCE_MOTION_H
#define SUREFOOT_STANCE_MOTION_H

#include "surefoot/platform.h"
#include "surefoot/sway.h"

/** Samples kept of one stance: the longest there is, 60 s, at 250 Hz. */
#define MOTION_MOST 15000

typedef struct Motion Motion;

/** A sensor that is off. The platform is borrowed for life. NULL when memory is out. */
Motion *motion_create(const Platform *platform);
/** Switches the sensor off and frees it. NULL is fine. */
void motion_destroy(Motion *motion);

/**
 * Switches the sensor on for a stance that counts from stance_ms. That may be in the future: a few
 * seconds on two feet help to detect lift-off. Forgets an earlier stance. False if there is no
 * sensor.
 */
bool motion_begin(Motion *motion, int64_t stance_ms);

/** What the sensor shows at the moment. */
typedef struct MotionView {
    bool live; /**< samples are coming: the dot may be shown */
    SwayDot dot;
    int64_t lift_off_ms;   /**< -1: not seen */
    int64_t touch_down_ms; /**< -1: not seen; it is detected about a second late */
} MotionView;

/** Reads the samples up to now_ms. Allocates nothing. Before motion_begin the view is empty. */
MotionView motion_poll(Motion *motion, int64_t now_ms);

/**
 * Switches the sensor off and measures the stance: from lift-off (or stance_ms if that was later,
 * or if lift-off was not seen) to stop_ms or touch-down, whichever came first. Errors of
 * sway_measure: then the stance has no measures, which is no fault. SF_E_STATE without
 * motion_begin.
 */
SfError motion_end(Motion *motion, int64_t stop_ms, SwayMeasures *out, SfErrorInfo *err);

#endif
