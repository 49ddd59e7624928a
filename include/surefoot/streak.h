/* SPDX-License-Identifier: MIT */
/**
 * The streak: an honest, forgiving fold over the log. Rules in design.md "Streaks" and peers.md
 * section 6; the numbers marked "ours" are choices, not evidence.
 *
 * A day is classified, then folded: days that were due and kept or that were trained count; planned
 * rest holds; a flare day (pain at or above the limit) that was rested or eased is PROTECTED and
 * holds; sick and away hold; one miss at a time is forgiven by grace (2 in 14 due days, ours), two
 * unplanned misses in a row end the streak. Today can never break it.
 */
#ifndef SUREFOOT_STREAK_H
#define SUREFOOT_STREAK_H

#include "surefoot/facts.h"

#define STREAK_GRACE_DAYS 2    /**< ours; peers.md section 6 rule 4 */
#define STREAK_GRACE_WINDOW 14 /**< due days */
#define STREAK_FLARE_LEVEL 3   /**< ours: pain of 3 of 10 or more is a flare (PhysiMate default) */

typedef enum DayMark {
    MARK_BEFORE,    /**< before anything was followed */
    MARK_TRAINED,   /**< did what was due, or trained */
    MARK_REST,      /**< nothing had to be done */
    MARK_PROTECTED, /**< a flare day: resting was right */
    MARK_AWAY,      /**< sick or away, said by the person */
    MARK_GRACE,     /**< a miss that was forgiven */
    MARK_MISSED,
    MARK_OPEN       /**< today, still open */
} DayMark;

/** One weekly target; copied from the routines of followed programs. */
typedef struct Target {
    const char *routine; /**< "program/routine" */
    int32_t times_per_week;
    int32_t rest_days;
} Target;

typedef struct StreakInput {
    const History *history;
    const Target *targets;
    int32_t target_count;
    const char *const *minimum; /**< "program/routine" of routines that are enough for a day */
    int32_t minimum_count;
    Day followed_since; /**< first Day the targets applied */
    Day today;
} StreakInput;

#define STREAK_WEEK 7

typedef struct Streak {
    int32_t days;      /**< days kept in the current streak */
    int32_t best;
    int32_t grace_used;      /**< within the current streak */
    int32_t protected_days;  /**< within the current streak */
    int32_t week_done;       /**< this week, sessions towards targets */
    int32_t week_target;
    double score;            /**< 0..1, Loop's formula for due days (peers.md section 6) */
    int32_t days_since_flare; /**< -1 if there was none */
    DayMark week[STREAK_WEEK]; /**< Monday first; days after today are MARK_BEFORE */
} Streak;

/** Pure. SF_E_NOMEM only. */
SfError streak_compute(Streak *out, const StreakInput *input);

/** The mark of every Day from..to (inclusive) into out[to - from + 1]. */
SfError streak_marks(DayMark *out, Day from, Day to, const StreakInput *input);

const char *day_mark_word(DayMark mark);

#endif
