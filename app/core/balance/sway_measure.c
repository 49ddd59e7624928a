/* SPDX-License-Identifier: MIT */
/* Measures the sway of a stance that is over. */
#include <math.h>

#include "surefoot/memory.h"
#include "sway_internal.h"

#define STEP_US (1000000 / SWAY_HZ)
#define HEAD ((int32_t)(SWAY_HEAD_S * SWAY_HZ))
#define TAIL ((int32_t)(SWAY_TAIL_S * SWAY_HZ))

/* A stance on the grid: one signal an axis of the phone, each with SWAY_PAD points around. The
 * first two become front-back and sideways. */
typedef struct Grid {
    double *axes[3];
    int32_t count;
} Grid;

static double *from_start(const Grid *grid, int32_t axis)
{
    return grid->axes[axis] + SWAY_PAD;
}

static SfError make_grid(Grid *grid, const MotionSample *samples, int32_t count, SfErrorInfo *err)
{
    const int64_t whole_us = samples[count - 1].at_us - samples[0].at_us;
    grid->count = (int32_t)(whole_us / STEP_US) + 1;
    const size_t room = (size_t)grid->count + (size_t)2 * SWAY_PAD;
    double *values = sf_alloc(3 * room * sizeof(*values));
    for (int32_t i = 0; i < 3 && values != NULL; i++) {
        grid->axes[i] = values + (size_t)i * room;
    }
    return values != NULL ? SF_OK : sf_fail(err, SF_E_NOMEM, "out of memory");
}

/* On the line between the two samples around each moment. */
static void lay_on_grid(const Grid *grid, const MotionSample *samples)
{
    double *x = from_start(grid, 0);
    double *y = from_start(grid, 1);
    double *z = from_start(grid, 2);
    const MotionSample *next = samples + 1;
    for (int32_t i = 0; i < grid->count; i++) {
        const int64_t at_us = samples[0].at_us + (int64_t)i * STEP_US;
        while (next->at_us < at_us) {
            next++;
        }
        const MotionSample *last = next - 1;
        const double part = (double)(at_us - last->at_us) / (double)(next->at_us - last->at_us);
        x[i] = (double)last->ax + part * ((double)next->ax - (double)last->ax);
        y[i] = (double)last->ay + part * ((double)next->ay - (double)last->ay);
        z[i] = (double)last->az + part * ((double)next->az - (double)last->az);
    }
}

static void find_gravity(const Grid *grid, double gravity[3])
{
    const int32_t end = grid->count - TAIL;
    for (int32_t axis = 0; axis < 3; axis++) {
        double sum = 0;
        for (int32_t i = HEAD; i < end; i++) {
            sum += from_start(grid, axis)[i];
        }
        gravity[axis] = sum / (end - HEAD);
    }
}

static void turn(const Grid *grid, const double gravity[3], const SwayAxes *axes)
{
    double *x = from_start(grid, 0);
    double *y = from_start(grid, 1);
    const double *z = from_start(grid, 2);
    for (int32_t i = 0; i < grid->count; i++) {
        const double rest[3] = {x[i] - gravity[0], y[i] - gravity[1], z[i] - gravity[2]};
        x[i] = sway__along(axes->ap, rest);
        y[i] = sway__along(axes->ml, rest);
    }
}

static void take_measures(const Grid *grid, SwayMeasures *out)
{
    const double *ap = from_start(grid, 0);
    const double *ml = from_start(grid, 1);
    const int32_t end = grid->count - TAIL;
    double ap2 = 0;
    double ml2 = 0;
    double steps2 = 0;
    for (int32_t i = HEAD; i < end; i++) {
        ap2 += ap[i] * ap[i];
        ml2 += ml[i] * ml[i];
        if (i > HEAD) {
            const double step = hypot(ap[i] - ap[i - 1], ml[i] - ml[i - 1]);
            out->path += step;
            steps2 += step * step;
        }
    }
    const int32_t points = end - HEAD;
    out->rms_ap = sqrt(ap2 / points);
    out->rms_ml = sqrt(ml2 / points);
    out->rms = sqrt((ap2 + ml2) / points);
    out->jerk = steps2 * SWAY_HZ / 2; /* the sum of (step / dt)^2 dt, halved */
    out->seconds = (double)(points - 1) / SWAY_HZ;
}

static SfError measure(const Grid *grid, SwayMeasures *out, SfErrorInfo *err)
{
    double gravity[3];
    SwayAxes axes;
    find_gravity(grid, gravity);
    const SfError error = sway__check_gravity(gravity, err);
    if (error != SF_OK || !sway__axes(gravity, &axes)) {
        return error;
    }
    turn(grid, gravity, &axes);
    sway__smooth(grid->axes[0], grid->count);
    sway__smooth(grid->axes[1], grid->count);
    take_measures(grid, out);
    return SF_OK;
}

SfError
sway_measure(SwayMeasures *out, const MotionSample *samples, int32_t count, SfErrorInfo *err)
{
    *out = (SwayMeasures){0};
    Grid grid = {.count = 0};
    SfError error = sway__check(samples, count, err);
    if (error == SF_OK) {
        error = make_grid(&grid, samples, count, err);
    }
    if (error != SF_OK) {
        return error;
    }
    lay_on_grid(&grid, samples);
    error = measure(&grid, out, err);
    out->hz = (double)(count - 1) * 1e6 / (double)(samples[count - 1].at_us - samples[0].at_us);
    out->clipped = sway__clipped(samples, count);
    sf_free(grid.axes[0]);
    return error;
}

void sway_between(const MotionSample **samples, int32_t *count, int64_t from_us, int64_t to_us)
{
    while (*count > 0 && (*samples)->at_us < from_us) {
        (*samples)++;
        (*count)--;
    }
    while (*count > 0 && (*samples)[*count - 1].at_us > to_us) {
        (*count)--;
    }
}
