/* SPDX-License-Identifier: MIT */
/* New records, and adding them to the log. */
#include "surefoot/log.h"

#include "surefoot/fact_fields.h"
#include "surefoot/limits.h"

/* The value within a range: facts must be saved even if the clock is very wrong. */
static int64_t within(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

Instant log_instant(Instant at)
{
    const int64_t day_ms = LIMIT_TIMELINE_MS;
    return (Instant){
        .utc_ms = within(at.utc_ms, (FACT_DAY_MIN + 1) * day_ms, FACT_DAY_MAX * day_ms),
        .offset_min = (int32_t)within(at.offset_min, -FACT_OFFSET_MAX, FACT_OFFSET_MAX),
    };
}

Instant log_now(const Platform *platform)
{
    return log_instant(platform->wall(platform->context));
}

Fact log_fact(const Platform *platform, const Store *store, FactKind kind)
{
    uint8_t random[10];
    platform->random(platform->context, random, sizeof(random));
    const Instant now = log_now(platform);
    return (Fact){
        .id = uuid_make(now.utc_ms, random),
        .device = store_device(store),
        .kind = kind,
        .at = now,
        .day = calendar_day_of(now, CALENDAR_DAY_START_MIN),
    };
}

SfError log_add(Store *store, const Fact *facts, int32_t count, SfErrorInfo *err)
{
    SfError error = store_begin(store, err);
    for (int32_t i = 0; i < count && error == SF_OK; i++) {
        error = store_add(store, &facts[i], err);
    }
    if (error == SF_OK) {
        error = store_commit(store, NULL, err);
    }
    if (error != SF_OK) {
        store_rollback(store);
    }
    return error;
}
