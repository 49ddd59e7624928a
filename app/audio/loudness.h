/* SPDX-License-Identifier: MIT */
/** Loudness and true peak, after ITU-R BS.1770-4. */
#ifndef SUREFOOT_LOUDNESS_H
#define SUREFOOT_LOUDNESS_H

#include <stdint.h>

/**
 * Integrated loudness in LUFS of a mono sound, -200 for silence. What is shorter than one block of
 * 400 ms is one block as long as itself.
 */
double loudness(const double *x, int32_t frames, int32_t rate);

#define PEAK_TAPS 16

/** Weights of the samples around a place a quarter, a half and three quarters after one. */
typedef struct PeakFilter {
    double weights[3][PEAK_TAPS];
} PeakFilter;

/** The weights of the oversampling filter for true_peak_at. */
PeakFilter peak_filter(void);
/** The greatest magnitude of the curve through x between the samples at and at + 1, both included.
 */
double true_peak_at(const PeakFilter *filter, const double *x, int32_t frames, int32_t at);

#endif
