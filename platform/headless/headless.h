/* SPDX-License-Identifier: MIT */
/**
 * The headless platform: a virtual clock, silent sound and a played-back sensor, for scripts,
 * shots, tests and the terminal. What would have sounded is kept as a record.
 */
#ifndef SUREFOOT_HEADLESS_H
#define SUREFOOT_HEADLESS_H

#include "surefoot/platform.h"

#define HEADLESS_HEARD 4096

/** A tone or a text given to the sound device. */
typedef struct Heard {
    Tone tone;
    char say[128];
    int64_t at_ms;
    bool flushed; /**< taken back before it sounded */
} Heard;

typedef struct HeadlessOptions {
    Instant now; /**< the wall clock at the start */
    const TextSource *text;
    bool dark;
    bool reduced_motion;
    bool contrast;
    bool no_sound; /**< there is no sound device */
    uint64_t seed; /**< of the dice, so that a script repeats to the byte */
} HeadlessOptions;

typedef struct Headless {
    Platform platform; /**< valid while the Headless lives, at its address */
    HeadlessOptions options;
    int64_t now_ms;
    uint64_t dice;
    Heard heard[HEADLESS_HEARD];
    int32_t heard_count;
    bool sound_open;
    bool awake;
    bool keyboard;
    int32_t haptics;
    const MotionRecording *motion; /**< what the sensor says, or NULL: there is none */
    int64_t motion_us;             /**< of the clock when the recording began */
    int32_t motion_at;             /**< the sample to be read next */
    bool motion_on;
} Headless;

void headless_init(Headless *headless, const HeadlessOptions *options);
/** Moves the virtual clock; the wall clock goes along. */
void headless_advance(Headless *headless, int64_t ms);
/** Sets the wall clock alone, as when travelling or when it was wrong. */
void headless_set_wall(Headless *headless, Instant now);
/** From now on the sensor says what was recorded, once; NULL: there is no sensor. Borrowed. */
void headless_motion(Headless *headless, const MotionRecording *recording);

#endif
