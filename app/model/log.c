/* SPDX-License-Identifier: MIT */
#include "surefoot/log.h"

Fact log_fact(const Platform *platform, const Store *store, FactKind kind)
{
    uint8_t random[10];
    platform->random(platform->context, random, sizeof(random));
    const Instant now = platform->wall(platform->context);
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
