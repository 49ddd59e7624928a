/* SPDX-License-Identifier: MIT */
/** What a balance test says beside the times themselves: the half of the result page that reads
 *  the log. */
#ifndef SUREFOOT_BALANCE_MEANING_H
#define SUREFOOT_BALANCE_MEANING_H

#include "try_strip.h"

#define MEANING_TRIES 12 /* of one test; more than any of ours has */

/** One leg in this test. */
typedef struct TestLeg {
    int32_t tries;
    int32_t counted; /**< without support */
    int32_t best_ms; /**< of those */
    int32_t mean_ms;
    int32_t sway;        /**< mean over the tries that were measured, 1e-6 m/s^2; 0 none */
    int32_t sway_before; /**< the same on the test day before; 0 none */
} TestLeg;

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

/** Of the session that just ended; its facts are in the model's history. */
void balance_meaning_read(Shell *shell, BalanceMeaning *meaning);
/** Left and right, the course over days, what may come next, sway, and once the age. */
void balance_meaning(Shell *shell, BalanceMeaning *meaning);
/** What the soft bar is, and how far it can be trusted. */
const char *balance_meaning_norm(Shell *shell, const NormRange *norm);

#endif
