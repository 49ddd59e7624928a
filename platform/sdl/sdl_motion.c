/* SPDX-License-Identifier: MIT */
/* The accelerometer through SDL. */
#include "sdl_motion.h"

#include <SDL.h>

#include "surefoot/memory.h"

#define WAITING 1024 /* room for samples that were not read yet: five seconds at 200 Hz */
/* A driver's clock may drift; a lag that grows this slowly is drift and not delay. */
#define DRIFT_US_PER_S 100

struct SdlMotion {
    SdlMotionClock clock;
    void *clock_context;
    SDL_Sensor *sensor; /* NULL: it is off */
    MotionSample waiting[WAITING];
    int64_t first; /* number of the oldest kept sample */
    int64_t next;
    SdlMotionTime time;
};

int64_t sdl_motion_time(SdlMotionTime *time, int64_t now_us, int64_t driver_us)
{
    const int64_t ahead_us = now_us - driver_us;
    const int64_t passed_us = driver_us - time->last_us;
    if (!time->known || passed_us < 0) {
        time->ahead_us = ahead_us;
    } else {
        time->ahead_us += passed_us * DRIFT_US_PER_S / 1000000;
        time->ahead_us = ahead_us < time->ahead_us ? ahead_us : time->ahead_us;
    }
    time->known = true;
    time->last_us = driver_us;
    return driver_us + time->ahead_us;
}

/* The time of a sample; without a time of the driver, when it arrived. */
static int64_t time_of(SdlMotion *motion, const SDL_SensorEvent *event)
{
    const int64_t now_us = motion->clock(motion->clock_context) * 1000;
    return event->timestamp_us == 0
               ? now_us
               : sdl_motion_time(&motion->time, now_us, (int64_t)event->timestamp_us);
}

static void keep(SdlMotion *motion, const SDL_SensorEvent *event)
{
    const MotionSample sample = {time_of(motion, event), event->data[0], event->data[1],
                                 event->data[2]};
    motion->waiting[motion->next++ % WAITING] = sample;
    if (motion->next - motion->first > WAITING) {
        motion->first = motion->next - WAITING;
    }
}

/* Takes a sample. SDL holds its lock on sensors during this call. */
static int filter(void *context, SDL_Event *event)
{
    SdlMotion *motion = context;
    if (event->type != SDL_SENSORUPDATE) {
        return 1;
    }
    if (motion->sensor != NULL && event->sensor.which == SDL_SensorGetInstanceID(motion->sensor)) {
        keep(motion, &event->sensor);
    }
    return 0;
}

SdlMotion *sdl_motion_create(SdlMotionClock clock, void *clock_context)
{
    SdlMotion *motion = sf_alloc(sizeof(*motion));
    if (motion != NULL) {
        motion->clock = clock;
        motion->clock_context = clock_context;
        SDL_SetEventFilter(filter, motion);
    }
    return motion;
}

void sdl_motion_destroy(SdlMotion *motion)
{
    if (motion != NULL) {
        SDL_SetEventFilter(NULL, NULL);
        sdl_motion_stop(motion);
    }
    sf_free(motion);
}

/* The number of the accelerometer, or -1. */
static int find_accelerometer(void)
{
    for (int i = 0; i < SDL_NumSensors(); i++) {
        if (SDL_SensorGetDeviceType(i) == SDL_SENSOR_ACCEL) {
            return i;
        }
    }
    return -1;
}

bool sdl_motion_there(void)
{
    if (SDL_InitSubSystem(SDL_INIT_SENSOR) != 0) {
        return false;
    }
    const bool there = find_accelerometer() >= 0;
    SDL_QuitSubSystem(SDL_INIT_SENSOR);
    return there;
}

bool sdl_motion_start(SdlMotion *motion)
{
    if (motion->sensor != NULL) {
        return true;
    }
    if (SDL_InitSubSystem(SDL_INIT_SENSOR) != 0) {
        return false;
    }
    const int number = find_accelerometer();
    SDL_Sensor *sensor = number >= 0 ? SDL_SensorOpen(number) : NULL;
    if (sensor == NULL) {
        SDL_QuitSubSystem(SDL_INIT_SENSOR);
        return false;
    }
    SDL_LockSensors();
    motion->first = 0;
    motion->next = 0;
    motion->time = (SdlMotionTime){.known = false};
    motion->sensor = sensor;
    SDL_UnlockSensors();
    return true;
}

void sdl_motion_stop(SdlMotion *motion)
{
    SDL_Sensor *sensor = motion->sensor;
    if (sensor == NULL) {
        return;
    }
    SDL_LockSensors();
    motion->sensor = NULL;
    SDL_UnlockSensors();
    SDL_SensorClose(sensor);
    SDL_QuitSubSystem(SDL_INIT_SENSOR);
}

int32_t sdl_motion_read(SdlMotion *motion, MotionSample *out, int32_t max)
{
    int32_t count = 0;
    if (motion->sensor == NULL) {
        return 0;
    }
    SDL_LockSensors();
    while (count < max && motion->first < motion->next) {
        out[count++] = motion->waiting[motion->first++ % WAITING];
    }
    SDL_UnlockSensors();
    return count;
}
