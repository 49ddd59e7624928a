/* SPDX-License-Identifier: MIT */
/** The log sorted into days: what the streak's fold reads, in whatever order the rows came. */
#ifndef SUREFOOT_STREAK_DAYS_H
#define SUREFOOT_STREAK_DAYS_H

#include "surefoot/streak.h"

#define STREAK_KNEES 2 /* left, right */

typedef struct StreakDay {
    int64_t last_utc[STREAK_KNEES];   /* of the last reading, if read */
    int32_t last_level[STREAK_KNEES]; /* its level */
    bool read[STREAK_KNEES];
    bool high;         /* some reading was a flare */
    bool high_morning; /* a next-morning answer was one */
    bool flagged;      /* a red flag was open on it, or was lifted on it */
    bool trained;
    int32_t away;    /* sick and away statuses that cover the day */
    int32_t resting; /* resting ones */
    int32_t entries; /* where its sessions begin in StreakDays.entries */
} StreakDay;

typedef struct StreakDays {
    Day base;         /* of days[0] */
    int32_t count;    /* base .. today */
    StreakDay *days;  /* one more than count: it closes the entries of the last day */
    int32_t *entries; /* per counted session its index into History.names, day by day */
} StreakDays;

/** Lives in arena. base <= today. SF_E_NOMEM only. */
SfError streak__days(StreakDays *out, Arena *arena, const History *history, Day base, Day today);

/** Pain that protects day base + index, index >= 1: at the flare level that day, or as a knee's
 * last reading the day before, or as the next-morning answer of the day before; or a sore day. */
bool streak__pain(const StreakDays *days, const History *history, int32_t index);

#endif
