/* SPDX-License-Identifier: MIT */
/* Norms: how long people of an age stand on one leg. */
#include "surefoot/norms.h"

static const NormBand *band_of(const Library *library, int32_t age_band)
{
    const Norms *norms = library->norms;
    const bool known = norms != NULL && age_band >= 1 && age_band <= norms->band_count;
    return known ? &norms->bands[age_band - 1] : NULL;
}

static bool fits(const Norms *norms, Protocol protocol)
{
    return protocol.place == TRY_IN_TEST && protocol.surface == norms->surface &&
           protocol.cap_ms == norms->cap_ms && norms->stops[protocol.stop];
}

bool norm_find(NormRange *out, const Library *library, Protocol protocol, int32_t age_band)
{
    const NormBand *band = band_of(library, age_band);
    if (band == NULL || !fits(library->norms, protocol)) {
        return false;
    }
    const NormValue *value = &band->eyes[protocol.eyes];
    const int32_t low_ms = value->mean_ms - value->sd_ms;
    const int32_t high_ms = value->mean_ms + value->sd_ms;
    const int32_t cap_ms = library->norms->cap_ms;
    *out = (NormRange){
        .band = band,
        .mean_ms = value->mean_ms,
        .low_ms = low_ms > 0 ? low_ms : 0,
        .high_ms = high_ms < cap_ms ? high_ms : cap_ms,
        .confidence = value->confidence,
        .source = library->norms->source,
    };
    return true;
}

int32_t norm_age(const Library *library, int32_t age_band)
{
    const NormBand *band = band_of(library, age_band);
    return band != NULL ? band->from : 0;
}
