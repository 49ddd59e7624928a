/* SPDX-License-Identifier: MIT */
/* Any bytes as a recording: what is let through has rising times and numbers one can count with,
 * and is measured or refused. */
#include "fuzz.h"
#include "surefoot/limits.h"
#include "surefoot/sway.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    MotionRecording recording;
    SfErrorInfo err = {0};
    const SfError error = motion_read_csv(&recording, "fuzz.csv", (const char *)data, size, &err);
    SF_ASSERT((error == SF_OK) == (recording.count > 0));
    SF_ASSERT((error == SF_OK) == (err.text[0] == '\0'));
    for (int32_t i = 0; i < recording.count; i++) {
        const MotionSample *sample = &recording.samples[i];
        SF_ASSERT(isfinite(sample->ax) && isfinite(sample->ay) && isfinite(sample->az));
        SF_ASSERT(i == 0 || sample->at_us > sample[-1].at_us);
    }
    (void)sway_find(recording.samples, recording.count);
    SwayMeasures measures;
    if (sway_measure(&measures, recording.samples, recording.count, &err) == SF_OK) {
        SF_ASSERT(isfinite(measures.rms) && isfinite(measures.jerk) && isfinite(measures.path));
        SF_ASSERT(measures.rms_ap <= measures.rms && measures.seconds >= SWAY_LEAST_S - 0.1);
    }
    motion_recording_deinit(&recording);
    return 0;
}
