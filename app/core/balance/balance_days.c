/* SPDX-License-Identifier: MIT */
/* The results of balance tests by day, and their median. */
#include "balance_days.h"

Protocol protocol_of(const TryFact *fact)
{
    return (Protocol){.eyes = fact->eyes,
                      .surface = fact->surface,
                      .stop = fact->stop,
                      .cap_ms = fact->cap_ms,
                      .place = fact->place};
}

bool protocol_equal(Protocol a, Protocol b)
{
    return a.eyes == b.eyes && a.surface == b.surface && a.stop == b.stop && a.cap_ms == b.cap_ms &&
           a.place == b.place;
}

bool balance__is_of(const HistoryTry *row, Protocol protocol, Side leg, Day today)
{
    return row->day <= today && row->fact.leg == leg &&
           protocol_equal(protocol_of(&row->fact), protocol);
}

SfError balance__days(
    TestDays *out, Arena *arena, const History *history, Protocol protocol, Side leg, Day today)
{
    *out = (TestDays){0};
    for (int32_t i = 0; i < history->try_count; i++) {
        const HistoryTry *row = &history->tries[i];
        if (balance__is_of(row, protocol, leg, today)) {
            out->supported += row->fact.supported ? 1 : 0;
            out->tries += row->fact.supported ? 0 : 1;
        }
    }
    out->items = arena_alloc(arena, (size_t)out->tries * sizeof(*out->items));
    if (out->items == NULL) {
        return SF_E_NOMEM;
    }
    for (int32_t i = 0; i < history->try_count; i++) {
        const HistoryTry *row = &history->tries[i];
        if (!balance__is_of(row, protocol, leg, today) || row->fact.supported) {
            continue;
        }
        if (out->count == 0 || out->items[out->count - 1].day != row->day) {
            out->items[out->count++] = (TestDay){.day = row->day};
        }
        TestDay *day = &out->items[out->count - 1];
        day->tries++;
        day->sum_ms += row->fact.time_ms;
        day->best_ms = row->fact.time_ms > day->best_ms ? row->fact.time_ms : day->best_ms;
    }
    return SF_OK;
}

int32_t balance__median(const TestDay *days, int32_t count)
{
    int32_t sorted[BALANCE_DAYS] = {0};
    SF_ASSERT(count <= BALANCE_DAYS);
    for (int32_t i = 0; i < count; i++) {
        int32_t at = i;
        for (; at > 0 && sorted[at - 1] > days[i].best_ms; at--) {
            sorted[at] = sorted[at - 1];
        }
        sorted[at] = days[i].best_ms;
    }
    if (count == 0) {
        return 0;
    }
    const int32_t upper = sorted[count / 2];
    return count % 2 == 1 ? upper : (int32_t)(((int64_t)sorted[count / 2 - 1] + upper + 1) / 2);
}
