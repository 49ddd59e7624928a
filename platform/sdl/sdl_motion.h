/* SPDX-License-Identifier: MIT */
/**
 * The accelerometer through SDL: on only while somebody wants to know.
 *
 * Samples are taken where SDL announces them and never enter its event queue, so that a sensor at
 * 200 Hz does not wake the main loop 200 times a second.
 */
#ifndef SUREFOOT_SDL_MOTION_H
#define SUREFOOT_SDL_MOTION_H

#include "surefoot/motion.h"

typedef struct SdlMotion SdlMotion;

/** Monotonic ms. */
typedef int64_t (*SdlMotionClock)(void *context);

/** NULL when memory is out. Once and early: SDL drops the events that wait in its queue. */
SdlMotion *sdl_motion_create(SdlMotionClock clock, void *clock_context);
/** NULL is fine. */
void sdl_motion_destroy(SdlMotion *motion);

/** False if there is no accelerometer. */
bool sdl_motion_there(void);
/** The same, and switches it on. */
bool sdl_motion_start(SdlMotion *motion);
void sdl_motion_stop(SdlMotion *motion);
/** As Platform.motion_read. */
int32_t sdl_motion_read(SdlMotion *motion, MotionSample *out, int32_t max);

/** Where a driver's clock lies on ours. Zero-initialise. */
typedef struct SdlMotionTime {
    int64_t ahead_us; /**< ours less the driver's, at the sample that came with least delay */
    int64_t last_us;  /**< the driver's */
    bool known;
} SdlMotionTime;

/**
 * When a sample was taken, on our clock: samples arrive late and in bunches, so their distances are
 * the driver's, and what is least late tells where they lie. A driver's clock that drifts apart by
 * less than 100 us a second is followed; one that begins anew is laid anew.
 */
int64_t sdl_motion_time(SdlMotionTime *time, int64_t now_us, int64_t driver_us);

#endif
