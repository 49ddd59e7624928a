/* SPDX-License-Identifier: MIT */
/* Measures loudness and true peak. */
#include "loudness.h"

#include <math.h>

#define PI 3.14159265358979323846
#define SILENCE -200.0
#define BLOCK_MS 400
#define HOP_MS 100
#define GATE_ABSOLUTE -70.0
#define GATE_RELATIVE -10.0

enum { PEAK_REACH = PEAK_TAPS / 2 };

typedef struct Biquad {
    double b0, b1, b2, a1, a2;
    double x1, x2, y1, y2;
} Biquad;

static double biquad(Biquad *f, double x)
{
    const double y = f->b0 * x + f->b1 * f->x1 + f->b2 * f->x2 - f->a1 * f->y1 - f->a2 * f->y2;
    f->x2 = f->x1;
    f->x1 = x;
    f->y2 = f->y1;
    f->y1 = y;
    return y;
}

/* The head's shelf, as an analogue prototype so that it fits any rate. */
static Biquad shelf(int32_t rate)
{
    const double k = tan(PI * 1681.974450955533 / rate);
    const double q = 0.7071752369554196;
    const double vh = pow(10.0, 3.999843853973347 / 20.0);
    const double vb = pow(vh, 0.4996667741545416);
    const double a0 = 1 + k / q + k * k;
    return (Biquad){
        .b0 = (vh + vb * k / q + k * k) / a0,
        .b1 = 2 * (k * k - vh) / a0,
        .b2 = (vh - vb * k / q + k * k) / a0,
        .a1 = 2 * (k * k - 1) / a0,
        .a2 = (1 - k / q + k * k) / a0,
    };
}

static Biquad low_cut(int32_t rate)
{
    const double k = tan(PI * 38.13547087602444 / rate);
    const double q = 0.5003270373238773;
    const double a0 = 1 + k / q + k * k;
    return (Biquad){
        .b0 = 1,
        .b1 = -2,
        .b2 = 1,
        .a1 = 2 * (k * k - 1) / a0,
        .a2 = (1 - k / q + k * k) / a0,
    };
}

static double to_lufs(double power)
{
    return power > 0 ? -0.691 + 10 * log10(power) : SILENCE;
}

/* The power of each hop is all that blocks are made of; a clip has at most a few hundred. */
enum { HOPS_MOST = 1024, HOPS_A_BLOCK = BLOCK_MS / HOP_MS };

/* Mean power of the blocks at or above a gate; negative if there is none. */
static double gated_power(const double *hops, int32_t count, double gate)
{
    double sum = 0;
    int32_t blocks = 0;
    for (int32_t i = 0; i + HOPS_A_BLOCK <= count; i++) {
        double power = 0;
        for (int32_t k = 0; k < HOPS_A_BLOCK; k++) {
            power += hops[i + k] / HOPS_A_BLOCK;
        }
        if (to_lufs(power) >= gate) {
            sum += power;
            blocks++;
        }
    }
    return blocks > 0 ? sum / blocks : -1;
}

double loudness(const double *x, int32_t frames, int32_t rate)
{
    Biquad head = shelf(rate);
    Biquad low = low_cut(rate);
    const int32_t hop = HOP_MS * rate / 1000;
    double hops[HOPS_MOST] = {0};
    double all = 0;
    for (int32_t i = 0; i < frames; i++) {
        const double y = biquad(&low, biquad(&head, x[i]));
        const int32_t at = i / hop;
        all += y * y / frames;
        if (at < HOPS_MOST) {
            hops[at] += y * y / hop;
        }
    }
    const int32_t whole = frames / hop < HOPS_MOST ? frames / hop : HOPS_MOST;
    const double loud = gated_power(hops, whole, GATE_ABSOLUTE);
    if (whole < HOPS_A_BLOCK || loud < 0) {
        return to_lufs(all);
    }
    return to_lufs(gated_power(hops, whole, to_lufs(loud) + GATE_RELATIVE));
}

PeakFilter peak_filter(void)
{
    PeakFilter filter = {0};
    for (int32_t q = 0; q < 3; q++) {
        for (int32_t k = 0; k < PEAK_TAPS; k++) {
            const int32_t from = k + 1 - PEAK_REACH;
            const double away = from - (q + 1) / 4.0;
            const double window = 0.5 + 0.5 * cos(PI * away / (PEAK_REACH + 1));
            filter.weights[q][k] = window * sin(PI * away) / (PI * away);
        }
    }
    return filter;
}

double true_peak_at(const PeakFilter *filter, const double *x, int32_t frames, int32_t at)
{
    double peak = fabs(x[at]);
    if (at + 1 < frames && fabs(x[at + 1]) > peak) {
        peak = fabs(x[at + 1]);
    }
    const int32_t first = at + 1 - PEAK_REACH;
    for (int32_t q = 0; q < 3; q++) {
        double sum = 0;
        for (int32_t k = 0; k < PEAK_TAPS; k++) {
            const int32_t i = first + k;
            sum += i >= 0 && i < frames ? filter->weights[q][k] * x[i] : 0;
        }
        peak = fabs(sum) > peak ? fabs(sum) : peak;
    }
    return peak;
}
