/* SPDX-License-Identifier: MIT */
/** The tries of one leg on a line from nothing to the longest try. */
#ifndef SUREFOOT_TRY_STRIP_H
#define SUREFOOT_TRY_STRIP_H

#include "balance_telling.h"
#include "surefoot/norms.h"

/** What try_strip shows; borrowed for the call. */
typedef struct TryStrip {
    Side leg;
    int32_t cap_ms;
    const NormRange *norm; /**< drawn as a soft bar behind, or NULL */
    const HistoryTry *tries;
    int32_t count;
} TryStrip;

/** Shows the strip in the column. Only tries of its leg are drawn; those with support are
 * hollow. */
void try_strip(Shell *shell, const TryStrip *strip);

#endif
