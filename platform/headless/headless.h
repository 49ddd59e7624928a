/* SPDX-License-Identifier: MIT */
/**
 * The headless platform: a virtual clock, silent sound and a played-back sensor, for scripts,
 * shots, tests and the terminal. It keeps a record of all sounds.
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
    bool flushed; /**< cancelled before it sounded */
} Heard;

/** What the platform pretends to be. */
typedef struct HeadlessOptions {
    Instant now; /**< the wall clock at the start */
    const TextSource *text;
    bool dark;
    bool reduced_motion;
    bool contrast;
    bool no_sound; /**< there is no sound device */
    uint64_t seed; /**< of the random numbers, so that a script repeats byte for byte */
} HeadlessOptions;

/** The platform and its state. Large: do not put it on the stack. */
typedef struct Headless {
    Platform platform; /**< valid while the Headless lives and is not moved */
    HeadlessOptions options;
    int64_t now_ms;
    uint64_t dice;
    Heard heard[HEADLESS_HEARD];
    int32_t heard_count;
    bool sound_open;
    bool awake;
    bool keyboard;
    int32_t haptics;
    const MotionRecording *motion; /**< what the sensor plays back; NULL: no sensor */
    int64_t motion_us;             /**< the clock when the recording began */
    int32_t motion_at;             /**< index of the next sample */
    bool motion_on;
} Headless;

/** Fills in the platform with its clock at the start. Options are copied, their text is
 * borrowed. */
void headless_init(Headless *headless, const HeadlessOptions *options);
/** Moves the virtual clock and the wall clock on. */
void headless_advance(Headless *headless, int64_t ms);
/** Sets the wall clock alone, as after a journey or when it was wrong. */
void headless_set_wall(Headless *headless, Instant now);
/** From now on the sensor plays this recording once. NULL: there is no sensor. Borrowed. */
void headless_motion(Headless *headless, const MotionRecording *recording);

#endif
