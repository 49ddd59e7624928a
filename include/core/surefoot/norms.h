/* SPDX-License-Identifier: MIT */
/**
 * How long people of an age stand on one leg: a data file, shown as a wide band, never a verdict.
 *
 * The numbers belong to one protocol and are shown for no other. Each carries how well it is
 * verified. Source: Springer et al. 2007, J Geriatr Phys Ther 30(1):8-15, both sexes together
 * (times did not differ), means of the best of three.
 */
#ifndef SUREFOOT_NORMS_H
#define SUREFOOT_NORMS_H

#include "surefoot/balance.h"

#define NORM_BANDS_MAX 12
#define NORM_STOPS 4

typedef struct NormValue {
    int32_t mean_ms;
    int32_t sd_ms;
    const char *confidence; /**< a word, as of exercises */
} NormValue;

typedef struct NormBand {
    int32_t from; /**< years */
    int32_t to;   /**< inclusive */
    int32_t people;
    NormValue eyes[2]; /**< by Eyes */
} NormBand;

struct Norms {
    const char *id;
    const char *title;
    const char *source;
    StanceSurface surface;
    int32_t cap_ms;
    int32_t tries;          /**< the best of so many */
    bool stops[NORM_STOPS]; /**< by StopBy: which the protocol fits */
    const NormBand *bands;  /**< by age */
    int32_t band_count;
};

/** What is shown: mean minus to mean plus one standard deviation, within 0 .. cap. */
typedef struct NormRange {
    const NormBand *band;
    int32_t mean_ms;
    int32_t low_ms;
    int32_t high_ms;
    const char *confidence;
    const char *source;
} NormRange;

/** False without norms, for another protocol, or if the age is not said. age_band counts the bands
 *  from 1; 0 is unsaid. */
bool norm_find(NormRange *out, const Library *library, Protocol protocol, int32_t age_band);
/** The least age of a band in years; 0 if it is unsaid or unknown. */
int32_t norm_age(const Library *library, int32_t age_band);

#endif
