/* SPDX-License-Identifier: MIT */
/* Sore days: whether a knee hurts enough that loading exercises wait. */
#include "surefoot/sore.h"

/* The worst reading above the level on the day itself or, without one, on the day before. */
static Sore high(const History *history, Day day)
{
    Sore sore = {0};
    for (int32_t i = history_pains_until(history, day); i-- > 0;) {
        const HistoryPain *pain = &history->pains[i];
        const bool over = sore.why != SORE_NOT && pain->day < sore.day;
        if (over || (int64_t)pain->day < (int64_t)day - 1) {
            break;
        }
        if (pain->level > SORE_LEVEL && pain->level > sore.level) {
            sore = (Sore){SORE_HIGH, pain->knee, pain->day, pain->level, 0};
        }
    }
    return sore;
}

static Sore morning(const History *history, Day day)
{
    static const Side knees[] = {SIDE_LEFT, SIDE_RIGHT};
    Sore sore = {0};
    int32_t most = 0;
    for (size_t i = 0; i < SF_COUNT(knees); i++) {
        int32_t rise = 0;
        if (morning_rise(history, knees[i], day, &rise) && rise > most) {
            const int32_t level = morning_level(history, knees[i], day);
            most = rise;
            sore = (Sore){SORE_MORNING, knees[i], day, level, level - rise};
        }
    }
    return sore;
}

Sore sore_on(const History *history, Day day)
{
    const Sore sore = high(history, day);
    return sore.why != SORE_NOT ? sore : morning(history, day);
}
