/* SPDX-License-Identifier: MIT */
/**
 * Today: what is due, what may be done, and what is better left, from the library and the log. Pure.
 */
#ifndef SUREFOOT_TODAY_H
#define SUREFOOT_TODAY_H

#include "surefoot/streak.h"

#define TODAY_MAX 32

typedef enum DueState {
    DUE_NOW,    /**< today, or the week's target is missed */
    DUE_OPEN,   /**< part of this week's target, today is a good day */
    DUE_DONE,   /**< done today */
    DUE_RESTING,/**< rest days between two of them are not over, or the week's target is met */
    DUE_HELD    /**< its criteria are not met now; reason says which */
} DueState;

typedef struct DueRoutine {
    const Program *program; /**< borrowed from the library */
    const Routine *routine;
    DueState state;
    int32_t week_done;
    const char *reason; /**< text id such as "held.pain", or NULL */
} DueRoutine;

typedef struct Today {
    DueRoutine due[TODAY_MAX]; /**< best first: what Start starts is due[0] if it is DUE_NOW or DUE_OPEN */
    int32_t due_count;
    Streak streak;
    Side worse_knee;      /**< from the pain of the last 14 days; SIDE_NONE if equal or unknown */
    bool flare;           /**< pain at or above STREAK_FLARE_LEVEL today or at the last reading yesterday */
    bool ask_morning;     /**< trained yesterday and this morning's knee is not logged yet */
    int32_t program_count; /**< followed programs */
} Today;

/** SF_E_NOMEM only. Strings and pointers in out are borrowed from library. */
SfError today_compute(Today *out, const Library *library, const History *history, Day today);

/** True if all criteria are met; otherwise *failed is the first that is not. Unknown is not met. */
bool criteria_met(CriterionList list, const History *history, Day today, const Criterion **failed);

#endif
