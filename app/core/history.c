/* SPDX-License-Identifier: MIT */
#include "surefoot/facts.h"

void history_deinit(History *history)
{
    Arena arena = history->arena;
    arena_deinit(&arena);
    *history = (History){0};
}

void history_hold_from(History *history, Day today)
{
    for (int32_t i = 0; i < history->follow_count; i++) {
        HistoryFollow *follow = &history->follows[i];
        follow->day = follow->day < today ? follow->day : today;
    }
    for (int32_t i = 0; i < history->answer_count; i++) {
        HistoryAnswer *answer = &history->answers[i];
        answer->day = answer->day < today ? answer->day : today;
    }
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
