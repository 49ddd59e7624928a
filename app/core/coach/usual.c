/* SPDX-License-Identifier: MIT */
/* The usual level of a knee on recent mornings, and how far a morning lies above it. */
#include "surefoot/usual.h"

static bool is_morning(const HistoryPain *pain, Side knee)
{
    return pain->knee == knee && pain->moment == PAIN_MORNING;
}

int32_t morning_level(const History *history, Side knee, Day day)
{
    int32_t level = LEVEL_UNKNOWN;
    for (int32_t i = history_pains_until(history, day); i-- > 0 && history->pains[i].day == day;) {
        const HistoryPain *pain = &history->pains[i];
        level = is_morning(pain, knee) && pain->level > level ? pain->level : level;
    }
    return level;
}

/* The last mornings within the days, newest first; returns how many. */
static int32_t last_mornings(const History *history, Side knee, Day day, int32_t *levels)
{
    int32_t count = 0;
    Day counted = day;
    for (int32_t i = history_pains_until(history, day); i-- > 0;) {
        const HistoryPain *pain = &history->pains[i];
        if ((int64_t)pain->day <= (int64_t)day - USUAL_DAYS) {
            break;
        }
        if (!is_morning(pain, knee)) {
            continue;
        }
        if (count > 0 && pain->day == counted) {
            levels[count - 1] = pain->level > levels[count - 1] ? pain->level : levels[count - 1];
            continue;
        }
        if (count == USUAL_MORNINGS) {
            break;
        }
        levels[count++] = pain->level;
        counted = pain->day;
    }
    return count;
}

static int32_t lower_median(int32_t *levels, int32_t count)
{
    for (int32_t i = 1; i < count; i++) {
        for (int32_t k = i; k > 0 && levels[k - 1] > levels[k]; k--) {
            const int32_t level = levels[k];
            levels[k] = levels[k - 1];
            levels[k - 1] = level;
        }
    }
    return levels[(count - 1) / 2];
}

/* 0 if there are readings and none of them is above it. */
static int32_t never_hurt(const History *history, Side knee, Day day)
{
    int32_t level = LEVEL_UNKNOWN;
    for (int32_t i = history_pains_until(history, day); i-- > 0;) {
        if (history->pains[i].knee == knee) {
            if (history->pains[i].level > 0) {
                return LEVEL_UNKNOWN;
            }
            level = 0;
        }
    }
    return level;
}

int32_t usual_level(const History *history, Side knee, Day day)
{
    int32_t levels[USUAL_MORNINGS];
    const int32_t count = last_mornings(history, knee, day, levels);
    return count > 0 ? lower_median(levels, count) : never_hurt(history, knee, day);
}

bool morning_rise(const History *history, Side knee, Day day, int32_t *rise)
{
    const int32_t level = morning_level(history, knee, day);
    *rise = 0;
    if (level <= 0) {
        return level == 0;
    }
    const int32_t usual = usual_level(history, knee, day - 1);
    *rise = level - usual;
    return usual != LEVEL_UNKNOWN;
}
