/* SPDX-License-Identifier: MIT */
/** What a balance test may mean: the half of its result page that compares it with the log. */
#ifndef SUREFOOT_BALANCE_MEANING_H
#define SUREFOOT_BALANCE_MEANING_H

#include "try_strip.h"

#define MEANING_TRIES 12 /* of one test; more than any of ours has */

/** One leg in this test. */
typedef struct TestLeg {
    int32_t tries;
    int32_t counted; /**< tries without support */
    int32_t best_ms; /**< best of the counted tries */
    int32_t mean_ms;
    int32_t sway;        /**< mean over the measured tries, 1e-6 m/s^2; 0 none */
    int32_t sway_before; /**< the same on the test day before; 0 none */
} TestLeg;

/** What the page shows. */
typedef struct BalanceMeaning {
    Balance balance; /**< of the protocol that most of this test's tries had */
    HistoryTry tries[MEANING_TRIES];
    int32_t try_count;
    TestLeg legs[LEGS];
    NormRange norm;
    bool has_norm;
    bool ask_age;
    Unlock unlocks[LEGS];
    Day today;
} BalanceMeaning;

/** Computes the meaning of the session that has just ended, from the model's history. */
void balance_meaning_read(Shell *shell, BalanceMeaning *meaning);
/** Shows both legs, the course over days, what may come next, sway, and once the question of
 * age. */
void balance_meaning(Shell *shell, BalanceMeaning *meaning);
/** A text that explains the range of the norms and how reliable it is. Lives until the next
 * pass. */
const char *balance_meaning_norm(Shell *shell, const NormRange *norm);

#endif
