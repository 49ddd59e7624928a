/* SPDX-License-Identifier: MIT */
/**
 * The sensor during one stance: begins before the foot leaves the ground, is polled every frame,
 * ends with what was measured.
 *
 * Without a sensor motion_begin says so, and nothing of it is shown. It is switched off at the end
 * and by motion_destroy. Times are monotonic ms, as everywhere in the app.
 */
#ifndef SUREFOOT_STANCE_MOTION_H
#define SUREFOOT_STANCE_MOTION_H

#include "surefoot/platform.h"
#include "surefoot/sway.h"

/** Samples kept of one stance: the longest there is, 60 s, at 250 Hz. */
#define MOTION_MOST 15000

typedef struct Motion Motion;

/** NULL when memory is out. The platform is borrowed for life. */
Motion *motion_create(const Platform *platform);
/** NULL is fine. */
void motion_destroy(Motion *motion);

/**
 * Switches the sensor on for a stance that counts from stance_ms, which may lie ahead: a few
 * seconds on two feet help to tell lift-off. What an earlier stance left is forgotten. False if
 * there is no sensor.
 */
bool motion_begin(Motion *motion, int64_t stance_ms);

typedef struct MotionView {
    bool live; /**< the sensor speaks: the dot may be shown */
    SwayDot dot;
    int64_t lift_off_ms;   /**< -1: not seen */
    int64_t touch_down_ms; /**< -1: not seen; it lies in the past, about a second */
} MotionView;

/** Takes what the sensor has by now. Allocates nothing; still and empty before motion_begin. */
MotionView motion_poll(Motion *motion, int64_t now_ms);

/**
 * Switches the sensor off and measures from lift-off, or stance_ms where that was later or none was
 * seen, to stop_ms or touch-down, whichever came first. Errors are those of sway_measure: the
 * stance stays unmeasured, which is no fault. SF_E_STATE if there was no motion_begin.
 */
SfError motion_end(Motion *motion, int64_t stop_ms, SwayMeasures *out, SfErrorInfo *err);

#endif
