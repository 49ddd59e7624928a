/* SPDX-License-Identifier: MIT */
/* The sensor during one stance: samples, what they show, and measuring. */
#include "surefoot/stance_motion.h"

#include "surefoot/memory.h"

#define READ_AT_ONCE 64
#define THIN_US 4000   /* more samples than this tell nothing new about sway */
#define SILENT_MS 1000 /* a sensor without samples for this long is gone */

struct Motion {
    const Platform *platform;
    bool on;
    int64_t stance_us;
    int64_t last_us; /* time of the last sample, valid if `spoke` */
    bool spoke;
    int64_t lift_off_us; /* -1: not seen */
    int64_t touch_down_us;
    SwayWatch watch;
    int32_t count;
    MotionSample kept[MOTION_MOST]; /* samples since the stance began */
};

Motion *motion_create(const Platform *platform)
{
    Motion *motion = sf_alloc(sizeof(*motion));
    if (motion != NULL) {
        motion->platform = platform;
        motion->lift_off_us = -1;
        motion->touch_down_us = -1;
    }
    return motion;
}

static void switch_off(Motion *motion)
{
    if (motion->on) {
        motion->platform->motion_stop(motion->platform->context);
        motion->on = false;
    }
}

void motion_destroy(Motion *motion)
{
    if (motion != NULL) {
        switch_off(motion);
    }
    sf_free(motion);
}

bool motion_begin(Motion *motion, int64_t stance_ms)
{
    switch_off(motion);
    motion->stance_us = stance_ms * 1000;
    motion->spoke = false;
    motion->lift_off_us = -1;
    motion->touch_down_us = -1;
    motion->count = 0;
    sway_watch_init(&motion->watch);
    motion->on = motion->platform->motion_start(motion->platform->context);
    return motion->on;
}

static void notice(Motion *motion, SwayEvent event)
{
    if (event.kind == SWAY_LIFT_OFF) {
        motion->lift_off_us = event.at_us;
    } else if (event.kind == SWAY_TOUCH_DOWN && event.at_us >= motion->stance_us) {
        motion->touch_down_us = event.at_us;
    } else if (event.kind == SWAY_TOUCH_DOWN) {
        /* This was a practice before the start: the stance itself is still to come. */
        motion->lift_off_us = -1;
        sway_watch_init(&motion->watch);
    }
}

static void take(Motion *motion, const MotionSample *sample)
{
    if (motion->spoke && sample->at_us < motion->last_us + THIN_US) {
        return;
    }
    motion->spoke = true;
    motion->last_us = sample->at_us;
    if (sample->at_us >= motion->stance_us && motion->count < MOTION_MOST) {
        motion->kept[motion->count++] = *sample;
    }
    notice(motion, sway_watch_add(&motion->watch, sample));
}

static void take_all(Motion *motion)
{
    MotionSample samples[READ_AT_ONCE];
    int32_t got = motion->on ? READ_AT_ONCE : 0;
    while (got == READ_AT_ONCE) {
        got = motion->platform->motion_read(motion->platform->context, samples, READ_AT_ONCE);
        for (int32_t i = 0; i < got; i++) {
            take(motion, &samples[i]);
        }
    }
}

static int64_t ms_of(int64_t us)
{
    return us < 0 ? -1 : us / 1000;
}

MotionView motion_poll(Motion *motion, int64_t now_ms)
{
    take_all(motion);
    const bool live = motion->on && motion->spoke && now_ms - ms_of(motion->last_us) <= SILENT_MS;
    return (MotionView){.live = live,
                        .dot = live ? sway_dot(&motion->watch) : (SwayDot){0, 0},
                        .lift_off_ms = ms_of(motion->lift_off_us),
                        .touch_down_ms = ms_of(motion->touch_down_us)};
}

SfError motion_end(Motion *motion, int64_t stop_ms, SwayMeasures *out, SfErrorInfo *err)
{
    *out = (SwayMeasures){0};
    if (!motion->on) {
        return sf_fail(err, SF_E_STATE, "nothing was recorded");
    }
    take_all(motion);
    switch_off(motion);
    const MotionSample *samples = motion->kept;
    int32_t count = motion->count;
    int64_t stop_us = stop_ms * 1000;
    if (motion->touch_down_us >= 0 && motion->touch_down_us < stop_us) {
        stop_us = motion->touch_down_us;
    }
    sway_between(&samples, &count, motion->lift_off_us, stop_us);
    return sway_measure(out, samples, count, err);
}
