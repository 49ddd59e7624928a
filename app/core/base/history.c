/* SPDX-License-Identifier: MIT */
/* Looks things up in the history that was read from the log. */
#include "surefoot/facts.h"

#include <string.h>

#include "surefoot/fact_fields.h"
#include "surefoot/flags.h"

void history_deinit(History *history)
{
    Arena arena = history->arena;
    arena_deinit(&arena);
    *history = (History){0};
}

bool history_hold_from(History *history, Day today)
{
    const Day tomorrow = today + HISTORY_DATE_LINE_DAYS;
    bool ahead = false;
    for (int32_t i = 0; i < history->follow_count; i++) {
        HistoryFollow *follow = &history->follows[i];
        ahead = ahead || follow->day > tomorrow;
        follow->day = follow->day < today ? follow->day : today;
    }
    HistoryAnswer *answers = history->answers;
    for (int32_t i = 0; i < history->answer_count; i++) {
        HistoryAnswer answer = answers[i];
        const bool ticks = answer.yes && flag_ticks(history->names[answer.question]);
        ahead = ahead || (ticks && answer.day > tomorrow);
        answer.day = ticks && answer.day > today ? today : answer.day;
        /* The order by day stays. */
        int32_t at = i;
        for (; at > 0 && answers[at - 1].day > answer.day; at--) {
            answers[at] = answers[at - 1];
        }
        answers[at] = answer;
    }
    return ahead;
}

const HistoryStatus *history_status(const History *history, Day day)
{
    const HistoryStatus *last = NULL;
    for (int32_t i = 0; i < history->status_count; i++) {
        const HistoryStatus *status = &history->statuses[i];
        const bool holds = status->from <= day && day <= status->to;
        if (holds &&
            (last == NULL || status->status != STATUS_RESTING || last->status == STATUS_RESTING)) {
            last = status;
        }
    }
    return last;
}

int64_t history_status_ms(const History *history, int64_t now_utc_ms)
{
    int64_t at_ms = now_utc_ms;
    for (int32_t i = 0; i < history->status_count; i++) {
        at_ms = fact_after_ms(at_ms, history->statuses[i].utc_ms);
    }
    return at_ms;
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
