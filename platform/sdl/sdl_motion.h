/* SPDX-License-Identifier: MIT */
/**
 * The accelerometer through SDL; it is on only between start and stop.
 *
 * Samples are taken when SDL announces them and never get into its event queue, so that a sensor
 * with 200 Hz does not wake the main loop 200 times a second.
 */
#ifndef SUREFOOT_SDL_MOTION_H
#define SUREFOOT_SDL_MOTION_H

#include "surefoot/motion.h"

typedef struct SdlMotion SdlMotion;

/** A clock that gives monotonic ms. */
typedef int64_t (*SdlMotionClock)(void *context);

/** A sensor that is off. The clock is borrowed for life. Call it once and early, because SDL drops
 * the events in its queue. NULL when memory is out. */
SdlMotion *sdl_motion_create(SdlMotionClock clock, void *clock_context);
/** Switches the sensor off and frees it. NULL is fine. */
void sdl_motion_destroy(SdlMotion *motion);

/** False if there is no accelerometer. */
bool sdl_motion_there(void);
/** Switches it on. False if there is no accelerometer. */
bool sdl_motion_start(SdlMotion *motion);
/** Switches the sensor off. */
void sdl_motion_stop(SdlMotion *motion);
/** Takes the oldest samples, at most max; returns their number. As Platform.motion_read. */
int32_t sdl_motion_read(SdlMotion *motion, MotionSample *out, int32_t max);

/** How a driver's clock relates to the app's clock. Zero-initialise. */
typedef struct SdlMotionTime {
    int64_t ahead_us; /**< app's clock minus driver's, at the sample with the least delay */
    int64_t last_us;  /**< the last time of the driver */
    bool known;
} SdlMotionTime;

/**
 * The time of a sample on the app's clock, in us. Samples arrive late and in groups, so the time
 * between them comes from the driver's clock, and the sample with the least delay connects the two
 * clocks. A driver's clock that drifts by less than 100 us a second is followed; one that starts
 * again is connected again.
 */
int64_t sdl_motion_time(SdlMotionTime *time, int64_t now_us, int64_t driver_us);

#endif
