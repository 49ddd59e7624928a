/* SPDX-License-Identifier: MIT */
/** The tries of one leg in one protocol, gathered by day: what the folds of balance.h stand on. */
#ifndef CORE_BALANCE_DAYS_H
#define CORE_BALANCE_DAYS_H

#include "surefoot/balance.h"

/** One test day: the tries that count. */
typedef struct TestDay {
    Day day;
    int32_t tries;
    int32_t best_ms;
    int64_t sum_ms;
} TestDay;

typedef struct TestDays {
    TestDay *items; /**< by rising day; in the arena */
    int32_t count;
    int32_t tries;
    int32_t supported; /**< tries that do not count */
} TestDays;

/** SF_E_NOMEM only. */
SfError balance__days(
    TestDays *out, Arena *arena, const History *history, Protocol protocol, Side leg, Day today);
/** Whether a try belongs to this leg and protocol and is not after today. */
bool balance__is_of(const HistoryTry *row, Protocol protocol, Side leg, Day today);
/** The median of the bests of `count` days from `days` on; at most BALANCE_DAYS of them. */
int32_t balance__median(const TestDay *days, int32_t count);

#endif
