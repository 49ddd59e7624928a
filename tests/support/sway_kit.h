/* SPDX-License-Identifier: MIT */
/**
 * Recordings of standing on one leg that were never made: two feet, the weight shifts, a foot
 * leaves the ground, one foot, it comes back, two feet. Where it left and came back is known.
 */
#ifndef TESTS_SWAY_KIT_H
#define TESTS_SWAY_KIT_H

#include "surefoot/sway.h"

/** How the phone is held. */
typedef enum SwayPose {
    POSE_UPRIGHT,
    POSE_UPSIDE_DOWN,
    POSE_LANDSCAPE,
    POSE_TILTED, /**< upright, its top 30 degrees away from the chest, turned 15 */
    POSE_LYING
} SwayPose;

typedef struct SwayCase {
    double hz;
    double jitter;       /**< of the times, as part of a step */
    double seconds;      /**< of the whole */
    double lift_off_s;   /**< below 0: on one foot from the start */
    double touch_down_s; /**< beyond the end: never */
    double sway;         /**< RMS on one foot, each way, m/s^2; on two feet 2.4 times less */
    double noise;        /**< RMS of the sensor's own, each axis */
    double kick;         /**< of the foot that leaves, m/s^2 */
    double step;         /**< of the foot that comes back */
    double lean;         /**< degrees, while on one foot */
    double wobbles;      /**< a minute: catching oneself, at most half a step */
    double knocks;       /**< a minute: coughs, as strong as a step */
    SwayPose pose;
    uint64_t seed;
} SwayCase;

/** Freed with motion_recording_deinit; count is 0 when memory is out. Starts at 100 s. */
MotionRecording sway_kit_make(const SwayCase *made);
#define SWAY_KIT_START_US 100000000

/** As surefoot sway reads it, to a tenth of a ms and a mm/s^2; freed with sf_free. NULL when memory
 * is out. */
char *sway_kit_csv(const MotionRecording *recording, size_t *size);

/** Numbers from a seed. */
double sway_kit_uniform(uint64_t *dice);
double sway_kit_normal(uint64_t *dice);

#endif
