/* SPDX-License-Identifier: MIT */
/**
 * What an accelerometer says, sample by sample, and recordings of it as text.
 *
 * Axes are the phone's, in its natural orientation whatever the screen does: x to the right, y up
 * along the screen, z out of it. Gravity is in it: a phone that stands upright and still reads
 * (0, +9.81, 0) m/s^2.
 */
#ifndef SUREFOOT_MOTION_H
#define SUREFOOT_MOTION_H

#include "surefoot/base.h"

#define MOTION_GRAVITY 9.80665F /**< standard gravity, m/s^2 */

typedef struct MotionSample {
    int64_t at_us; /**< monotonic; live samples count from the same moment as Platform.now_ms */
    float ax;      /**< m/s^2 */
    float ay;
    float az;
} MotionSample;

/** Owned samples in the order of time. Zero-initialise; motion_recording_deinit frees. */
typedef struct MotionRecording {
    MotionSample *samples;
    int32_t count;
} MotionRecording;

/**
 * Reads a recording: the line "t,ax,ay,az", then one sample a line as plain decimal numbers, t in s
 * and rising, the rest in m/s^2. Nothing else is let through: no blanks, no quotes, no "nan". Lines
 * end in LF or CRLF. Errors say "name:line:column: what is wrong". SF_E_INPUT, SF_E_TOOBIG (more
 * than LIMIT_MOTION_BYTES or LIMIT_MOTION_SAMPLES) or SF_E_NOMEM, with an empty recording.
 */
SfError motion_read_csv(
    MotionRecording *out, const char *name, const char *text, size_t size, SfErrorInfo *err);
/** Frees the samples of a recording. */
void motion_recording_deinit(MotionRecording *recording);

#endif
