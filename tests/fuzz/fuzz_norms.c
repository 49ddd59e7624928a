/* SPDX-License-Identifier: MIT */
/* Any bytes as norms: what loads gives a range that can be shown, of every age and protocol. */
#include "fuzz.h"
#include "surefoot/load.h"
#include "surefoot/norms.h"

static void check_protocol(const Library *library, Protocol protocol)
{
    for (int32_t age = -1; age <= NORM_BANDS_MAX + 1; age++) {
        NormRange range;
        if (norm_find(&range, library, protocol, age)) {
            SF_ASSERT(norm_age(library, age) > 0);
            SF_ASSERT(range.band->from <= range.band->to);
            SF_ASSERT(range.low_ms >= 0 && range.low_ms <= range.mean_ms);
            SF_ASSERT(range.mean_ms <= range.high_ms && range.high_ms <= protocol.cap_ms);
            SF_ASSERT(range.confidence != NULL && range.source != NULL);
        }
    }
}

static void check_norms(const Library *library)
{
    const Norms *norms = library->norms;
    for (int32_t stop = 0; stop < NORM_STOPS; stop++) {
        for (int32_t eyes = EYES_OPEN; eyes <= EYES_CLOSED; eyes++) {
            check_protocol(library, (Protocol){.eyes = (Eyes)eyes,
                                               .surface = norms->surface,
                                               .stop = (StopBy)stop,
                                               .cap_ms = norms->cap_ms});
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const SourceFile file = {"fuzz.json", (const char *)data, size};
    Library library;
    Faults faults = {0};
    SF_ASSERT(library_load(&library, &file, 1, &faults) == SF_OK);
    if (library.norms != NULL) {
        SF_ASSERT(faults.errors == 0);
        check_norms(&library);
    }
    faults_deinit(&faults);
    library_deinit(&library);
    return 0;
}
