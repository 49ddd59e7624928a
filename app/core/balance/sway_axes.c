/* SPDX-License-Identifier: MIT */
/* Finds the vertical, the front-back and the sideways axis from gravity. */
#include <math.h>

#include "sway_internal.h"

/* A screen that looks more than 60 degrees up or down has no front and back of its own. */
#define LYING 0.5

double sway__along(const double axis[3], const double v[3])
{
    return axis[0] * v[0] + axis[1] * v[1] + axis[2] * v[2];
}

/* An axis of the phone laid into the horizontal; how much of it lies there, 0..1. */
static double lay(const double up[3], int32_t axis, double out[3])
{
    for (int32_t i = 0; i < 3; i++) {
        out[i] = (i == axis ? 1.0 : 0.0) - up[axis] * up[i];
    }
    const double length = sqrt(sway__along(out, out));
    for (int32_t i = 0; i < 3 && length > 0; i++) {
        out[i] /= length;
    }
    return length;
}

bool sway__axes(const double gravity[3], SwayAxes *out)
{
    const double length = sqrt(sway__along(gravity, gravity));
    if (!(length > 0)) {
        return false;
    }
    const double up[3] = {gravity[0] / length, gravity[1] / length, gravity[2] / length};
    if (lay(up, 2, out->ap) < LYING) {
        (void)lay(up, 1, out->ap);
    }
    out->ml[0] = up[1] * out->ap[2] - up[2] * out->ap[1];
    out->ml[1] = up[2] * out->ap[0] - up[0] * out->ap[2];
    out->ml[2] = up[0] * out->ap[1] - up[1] * out->ap[0];
    return true;
}
