/* SPDX-License-Identifier: MIT */
/** The tries of one leg on a line from nothing to the longest try. */
#ifndef SUREFOOT_TRY_STRIP_H
#define SUREFOOT_TRY_STRIP_H

#include "balance_telling.h"
#include "surefoot/norms.h"

typedef struct TryStrip {
    Side leg;
    int32_t cap_ms;
    const NormRange *norm; /**< drawn as a soft bar behind, or NULL */
    const HistoryTry *tries;
    int32_t count;
} TryStrip;

/** In the column. Only the tries of its leg are shown; supported ones are hollow. */
void try_strip(Shell *shell, const TryStrip *strip);

#endif
