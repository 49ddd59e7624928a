/* SPDX-License-Identifier: MIT */
/* Balance tests in the log: results, best days and trend. */
#include "surefoot/balance.h"

#include <math.h>

#include "balance_days.h"

#define MDC_FACTOR 1.96 /* two-sided 95 % of a normal distribution */

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* ---- one leg --------------------------------------------------------------------------------- */

/* The days the trend looks at: twelve weeks back, or twelve days. */
static TestDays trend_days(const TestDays *all, Day today)
{
    int32_t from = all->count > BALANCE_TREND_DAYS ? all->count - BALANCE_TREND_DAYS : 0;
    while (from > 0 && all->items[from - 1].day > today - BALANCE_TREND_SPAN) {
        from--;
    }
    return (TestDays){.items = all->items + from, .count = all->count - from};
}

/* 1.96 * sqrt(2) * SEM, where SEM is the SD of successive differences over sqrt(2): the two roots
 * cancel. */
static int32_t mdc_of(const TestDays *days)
{
    if (days->count < BALANCE_DAYS) {
        return -1;
    }
    const int32_t count = days->count - 1;
    const TestDay *at = days->items;
    const double mean = (double)(at[count].best_ms - at[0].best_ms) / count;
    double squares = 0;
    for (int32_t i = 0; i < count; i++) {
        const double off = (double)(at[i + 1].best_ms - at[i].best_ms) - mean;
        squares += off * off;
    }
    const double mdc = MDC_FACTOR * sqrt(squares / (count - 1));
    return mdc > BALANCE_MDC_LEAST_MS ? (int32_t)lround(mdc) : BALANCE_MDC_LEAST_MS;
}

static BalanceTrend trend_of(const BalanceLeg *leg)
{
    if (leg->mdc_ms < 0) {
        return TREND_UNKNOWN;
    }
    if (leg->change_ms > leg->mdc_ms) {
        return TREND_LONGER;
    }
    return leg->change_ms < -leg->mdc_ms ? TREND_SHORTER : TREND_STEADY;
}

static void tell_trend(BalanceLeg *out, const TestDays *all, int32_t cap_ms, Day today)
{
    const TestDays days = trend_days(all, today);
    out->since = days.items[0].day;
    out->days_needed = days.count < BALANCE_DAYS ? BALANCE_DAYS - days.count : 0;
    out->mdc_ms = mdc_of(&days);
    if (out->mdc_ms >= 0) {
        const int32_t side = least(days.count / 2, BALANCE_DAYS);
        const int32_t before = balance__median(days.items, side);
        out->change_ms = balance__median(days.items + days.count - side, side) - before;
    }
    out->trend = out->median_ms >= cap_ms ? TREND_CAPPED : trend_of(out);
}

static SfError
compute_leg(BalanceLeg *out, const History *history, Protocol protocol, Side leg, Day today)
{
    Arena arena = {0};
    TestDays days;
    const SfError error = balance__days(&days, &arena, history, protocol, leg, today);
    *out = (BalanceLeg){.mdc_ms = -1, .days_needed = BALANCE_DAYS};
    if (error == SF_OK) {
        out->tries = days.tries;
        out->supported = days.supported;
        out->days = days.count;
    }
    for (int32_t i = 0; i < out->days; i++) {
        if (i == 0 || days.items[i].best_ms > out->best_ms) {
            out->best_ms = days.items[i].best_ms;
            out->best_day = days.items[i].day;
        }
    }
    if (out->days > 0) {
        const TestDay *last = &days.items[days.count - 1];
        const int32_t window = least(days.count, BALANCE_DAYS);
        out->last_day = last->day;
        out->last_best_ms = last->best_ms;
        out->last_mean_ms = (int32_t)((last->sum_ms + last->tries / 2) / last->tries);
        out->median_ms = balance__median(days.items + days.count - window, window);
        tell_trend(out, &days, protocol.cap_ms, today);
    }
    arena_deinit(&arena);
    return error;
}

/* ---- both ------------------------------------------------------------------------------------ */

SfError balance_compute(Balance *out, const History *history, Protocol protocol, Day today)
{
    *out = (Balance){.protocol = protocol, .symmetry = -1};
    BalanceLeg *left = &out->legs[0];
    BalanceLeg *right = &out->legs[1];
    SfError error = compute_leg(left, history, protocol, SIDE_LEFT, today);
    if (error == SF_OK) {
        error = compute_leg(right, history, protocol, SIDE_RIGHT, today);
    }
    if (error == SF_OK && left->days > 0 && right->days > 0) {
        const int32_t less = least(left->median_ms, right->median_ms);
        const int32_t more = left->median_ms + right->median_ms - less;
        out->difference_ms = left->median_ms - right->median_ms;
        out->symmetry = more > 0 ? (double)less / more : -1;
    }
    return error;
}

int32_t balance_protocols(Protocol *out, int32_t max, const History *history, Day today)
{
    int32_t count = 0;
    for (int32_t i = history->try_count; i-- > 0 && count < max;) {
        const HistoryTry *row = &history->tries[i];
        const Protocol protocol = protocol_of(&row->fact);
        int32_t seen = 0;
        while (seen < count && !protocol_equal(out[seen], protocol)) {
            seen++;
        }
        if (row->day <= today && seen == count) {
            out[count++] = protocol;
        }
    }
    return count;
}

Unlock balance_unlock(const History *history, Side leg, Day today)
{
    Unlock unlock = {.needed = BALANCE_UNLOCK_DAYS};
    Day last = CALENDAR_DAY_MIN - 1;
    for (int32_t i = 0; i < history->try_count && unlock.days < BALANCE_UNLOCK_DAYS; i++) {
        const HistoryTry *row = &history->tries[i];
        const TryFact *fact = &row->fact;
        const bool held = row->day <= today && fact->leg == leg && fact->place == TRY_IN_TEST &&
                          fact->eyes == EYES_OPEN && fact->surface == SURFACE_FIRM &&
                          !fact->supported && fact->time_ms >= BALANCE_UNLOCK_MS;
        if (held && row->day != last) {
            last = row->day;
            unlock.days++;
        }
    }
    unlock.open = unlock.days == unlock.needed;
    return unlock;
}

bool balance_hint(Protocol protocol, int32_t best_ms, int32_t age)
{
    return protocol.eyes == EYES_OPEN && protocol.place == TRY_IN_TEST &&
           best_ms < BALANCE_HINT_MS && age >= BALANCE_HINT_AGE;
}

/* ---- charts ---------------------------------------------------------------------------------- */

static BalancePoint *points(Arena *arena, int32_t count)
{
    return arena_alloc(arena, (size_t)count * sizeof(BalancePoint));
}

SfError balance_series(BalanceSeries *out,
                       Arena *arena,
                       const History *history,
                       Protocol protocol,
                       Side leg,
                       Day today)
{
    TestDays days;
    *out = (BalanceSeries){0};
    const SfError error = balance__days(&days, arena, history, protocol, leg, today);
    BalancePoint *tries = error == SF_OK ? points(arena, days.tries + days.supported) : NULL;
    BalancePoint *medians = error == SF_OK ? points(arena, days.count) : NULL;
    if (tries == NULL || medians == NULL) {
        return SF_E_NOMEM;
    }
    for (int32_t i = 0; i < history->try_count; i++) {
        const HistoryTry *row = &history->tries[i];
        if (balance__is_of(row, protocol, leg, today)) {
            tries[out->try_count++] = (BalancePoint){
                .day = row->day, .time_ms = row->fact.time_ms, .supported = row->fact.supported};
        }
    }
    for (int32_t i = 0; i < days.count; i++) {
        const int32_t window = least(i + 1, BALANCE_DAYS);
        const int32_t median = balance__median(&days.items[i + 1 - window], window);
        medians[i] = (BalancePoint){.day = days.items[i].day, .time_ms = median};
    }
    out->tries = tries;
    out->medians = medians;
    out->median_count = days.count;
    return SF_OK;
}

const char *balance_trend_word(BalanceTrend trend)
{
    static const char *const words[] = {[TREND_UNKNOWN] = "unknown",
                                        [TREND_STEADY] = "steady",
                                        [TREND_LONGER] = "longer",
                                        [TREND_SHORTER] = "shorter",
                                        [TREND_CAPPED] = "capped"};
    _Static_assert(SF_COUNT(words) == TREND_CAPPED + 1, "a trend has no word");
    return words[trend];
}
