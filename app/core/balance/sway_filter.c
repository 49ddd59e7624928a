/* SPDX-License-Identifier: MIT */
/* The low-pass filter for sway: a Butterworth run forwards and backwards. */

/* The low-pass filter for sway. */

/* "4th order, zero phase" as in biomechanics: a Butterworth of 2nd order run forwards and then
 * backwards. Twice a filter would lower the power at its own corner to a quarter, so its corner is
 * set higher, such that both runs together halve it at SWAY_CUT_HZ. At the frequency f both let
 * through 1 / (1 + (tan(pi f / 50) / tan(pi corner / 50))^4) of an amplitude. */
#include <math.h>

#include "sway_internal.h"

#define PI 3.14159265358979323846

typedef struct Biquad {
    double b0, b1, b2;
    double a1, a2;
} Biquad;

static Biquad design(void)
{
    /* (tan / corner)^4 has to be sqrt(2) - 1 at the cut, for the power of both runs to be half. */
    const double cut = tan(PI * SWAY_CUT_HZ / SWAY_HZ);
    const double k = cut / pow(sqrt(2.0) - 1.0, 0.25);
    const double norm = 1.0 / (1.0 + sqrt(2.0) * k + k * k);
    return (Biquad){.b0 = k * k * norm,
                    .b1 = 2.0 * k * k * norm,
                    .b2 = k * k * norm,
                    .a1 = 2.0 * (k * k - 1.0) * norm,
                    .a2 = (1.0 - sqrt(2.0) * k + k * k) * norm};
}

/* Filters from `at` by `step`, as if the first value had lasted for ever. */
static void run(const Biquad *filter, double *at, int32_t step, int32_t count)
{
    double z2 = (filter->b2 - filter->a2) * *at;
    double z1 = (filter->b1 - filter->a1) * *at + z2;
    for (int32_t i = 0; i < count; i++, at += step) {
        const double x = *at;
        const double y = filter->b0 * x + z1;
        z1 = filter->b1 * x - filter->a1 * y + z2;
        z2 = filter->b2 * x - filter->a2 * y;
        *at = y;
    }
}

/* Turned about its ends, so that neither level nor slope jumps there. */
static void pad(double *signal, int32_t count)
{
    double *first = signal + SWAY_PAD;
    double *last = first + count - 1;
    for (int32_t i = 1; i <= SWAY_PAD; i++) {
        first[-i] = 2 * first[0] - first[i];
        last[i] = 2 * last[0] - last[-i];
    }
}

void sway__smooth(double *signal, int32_t count)
{
    const Biquad filter = design();
    const int32_t whole = count + 2 * SWAY_PAD;
    SF_ASSERT(count > SWAY_PAD);
    pad(signal, count);
    run(&filter, signal, 1, whole);
    run(&filter, signal + whole - 1, -1, whole);
}
