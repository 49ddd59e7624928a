/* SPDX-License-Identifier: MIT */
/* surefoot sway: measures recordings of the motion sensor. */
#include <stdio.h>

#include "cli.h"
#include "surefoot/limits.h"
#include "surefoot/memory.h"
#include "surefoot/sway.h"

/* A recording, the stance in it, and its measures. */
typedef struct Result {
    MotionRecording recording;
    SwayStance stance;
    SwayMeasures measures;
} Result;

static double in_s(int64_t us)
{
    return (double)us / 1e6;
}

static void print_time(const char *name, SwayEvent event)
{
    if (event.kind == SWAY_NOTHING) {
        (void)printf(" \"%s\": null,\n", name);
    } else {
        (void)printf(" \"%s\": %.3f,\n", name, in_s(event.at_us));
    }
}

static void print_json(const Result *result)
{
    const SwayMeasures *measures = &result->measures;
    (void)printf("{\"samples\": %d, \"hz\": %.2f,\n", (int)result->recording.count, measures->hz);
    print_time("lift_off_s", result->stance.lift_off);
    print_time("touch_down_s", result->stance.touch_down);
    (void)printf(" \"measured_s\": %.2f, \"clipped\": %d,\n", measures->seconds,
                 (int)measures->clipped);
    (void)printf(" \"rms_ap\": %.6f, \"rms_ml\": %.6f, \"rms\": %.6f,\n", measures->rms_ap,
                 measures->rms_ml, measures->rms);
    (void)printf(" \"jerk\": %.6f, \"path\": %.6f}\n", measures->jerk, measures->path);
}

static void print_event(const char *what, SwayEvent event)
{
    if (event.kind == SWAY_NOTHING) {
        (void)printf("%-12s not found\n", what);
    } else {
        (void)printf("%-12s at %.2f s\n", what, in_s(event.at_us));
    }
}

static void print_text(const Result *result)
{
    const SwayMeasures *measures = &result->measures;
    print_event("Lift-off", result->stance.lift_off);
    print_event("Touch-down", result->stance.touch_down);
    (void)printf("%-12s %.2f s at %.0f Hz, without the edges\n", "Measured", measures->seconds,
                 measures->hz);
    (void)printf("%-12s %.3f m/s^2 (front-back %.3f, sideways %.3f)\n", "Sway", measures->rms,
                 measures->rms_ap, measures->rms_ml);
    (void)printf("%-12s %.3f m^2/s^5\n", "Jerk", measures->jerk);
    (void)printf("%-12s %.2f m/s^2\n", "Path", measures->path);
    if (measures->clipped > 0) {
        (void)printf("%-12s %d readings at the sensor's end: the real sway was larger\n", "Clipped",
                     (int)measures->clipped);
    }
}

/* Measures from lift-off to touch-down; without them from the start or to the end. */
static SfError analyse(Result *result, const char *path, SfErrorInfo *err)
{
    const MotionSample *samples = result->recording.samples;
    int32_t count = result->recording.count;
    result->stance = sway_find(samples, count);
    const SwayEvent up = result->stance.lift_off;
    const SwayEvent down = result->stance.touch_down;
    sway_between(&samples, &count, up.kind == SWAY_NOTHING ? INT64_MIN : up.at_us,
                 down.kind == SWAY_NOTHING ? INT64_MAX : down.at_us);
    SfErrorInfo why = {0};
    const SfError error = sway_measure(&result->measures, samples, count, &why);
    return error == SF_OK ? SF_OK : sf_fail(err, error, "%.200s: %.300s", path, why.text);
}

int cmd_sway(Cli *cli)
{
    if (cli->word_count != 1) {
        return cli_usage(cli, "give one recording");
    }
    const char *path = cli->words[0];
    char *text = NULL;
    size_t size = 0;
    SfErrorInfo err = {0};
    Result result = {0};
    SfError error = cli_read_file(path, LIMIT_MOTION_BYTES, &text, &size, &err);
    if (error == SF_OK) {
        error = motion_read_csv(&result.recording, path, text, size, &err);
    }
    if (error == SF_OK) {
        error = analyse(&result, path, &err);
    }
    if (error == SF_OK && cli->json) {
        print_json(&result);
    } else if (error == SF_OK) {
        print_text(&result);
    }
    sf_free(text);
    motion_recording_deinit(&result.recording);
    return error == SF_OK ? EXIT_FINE : cli_fail(error, &err);
}
