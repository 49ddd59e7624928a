/* SPDX-License-Identifier: MIT */
/** The fold behind the streak and Today: every day marked, every target as it stands today. */
#ifndef SUREFOOT_STREAK_FOLD_H
#define SUREFOOT_STREAK_FOLD_H

#include "streak_days.h"
#include "streak_target.h"

/** A miss the streak still remembers. */
typedef struct StreakMiss {
    Day day;
    int32_t due;     /* due days up to and with it */
    int32_t trained; /* trained days up to it */
} StreakMiss;

/** The current run: the longest one that ends on the current day. */
typedef struct StreakRun {
    Day start;
    int32_t due;            /* due days so far */
    int32_t trained;        /* trained days so far */
    int32_t trained_before; /* of them before start */
    int32_t best;
    StreakMiss misses[STREAK_GRACE_DAYS]; /* the last ones since start, oldest first */
    int32_t miss_count;
    double score;
} StreakRun;

typedef struct StreakFold {
    Arena arena;
    StreakDays days;
    uint8_t *marks;       /* DayMark of each of days */
    TargetState *targets; /* one per target of the input, as of today */
    StreakRun run;
    bool excused; /* today is protected or away, trained or not */
} StreakFold;

/** Deinit it in any case. SF_E_NOMEM only. */
SfError streak__fold(StreakFold *fold, const StreakInput *input);
/** Frees the arrays of the fold. */
void streak__fold_deinit(StreakFold *fold);
/** Computes the streak from a finished fold of the same input. */
void streak__summary(Streak *out, const StreakFold *fold, const StreakInput *input);
/** BEFORE for days outside the fold. */
DayMark streak__mark(const StreakFold *fold, Day day);

#endif
