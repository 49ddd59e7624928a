/* SPDX-License-Identifier: MIT */
/* bench_sway: how long the longest stance takes, once it is over and while it lasts. */
#include "bench.h"
#include "surefoot/base.h"
#include "sway_kit.h"

#define TIMES 51
#define MEASURE_MS 5 /* the design's aim */

int main(void)
{
    const SwayCase stance = {.hz = 200,
                             .jitter = 0.2,
                             .seconds = 60,
                             .lift_off_s = 4,
                             .touch_down_s = 58,
                             .sway = 0.2,
                             .noise = 0.02,
                             .kick = 1,
                             .step = 4,
                             .lean = 3,
                             .wobbles = 6,
                             .pose = POSE_TILTED,
                             .seed = 3};
    MotionRecording recording = sway_kit_make(&stance);
    double measure[TIMES];
    double follow[TIMES];
    for (int i = 0; i < TIMES; i++) {
        SwayMeasures measures;
        SfErrorInfo err = {0};
        const double from = bench_cpu_ms();
        if (sway_measure(&measures, recording.samples, recording.count, &err) != SF_OK) {
            bench_fail("sway", err.text);
        }
        const double between = bench_cpu_ms();
        if (sway_find(recording.samples, recording.count).touch_down.kind == SWAY_NOTHING) {
            bench_fail("sway", "the touch-down is not found");
        }
        measure[i] = between - from;
        follow[i] = bench_cpu_ms() - between;
    }
    motion_recording_deinit(&recording);
    bench_row(&(BenchRow){"sway of 60 s at 200 Hz, CPU", "ms", -1, bench_median(measure, TIMES),
                          AIM_VALUE, MEASURE_MS});
    bench_row(&(BenchRow){"  following all of it while it lasts", "ms", -1,
                          bench_median(follow, TIMES), AIM_NONE, 0});
    return 0;
}
