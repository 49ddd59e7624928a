/* SPDX-License-Identifier: MIT */
#include "surefoot/facts.h"

void history_deinit(History *history)
{
    Arena arena = history->arena;
    arena_deinit(&arena);
    *history = (History){0};
}

int32_t history_pains_until(const History *history, Day day)
{
    int32_t low = 0;
    int32_t high = history->pain_count;
    while (low < high) {
        const int32_t middle = low + (high - low) / 2;
        if (history->pains[middle].day <= day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}
