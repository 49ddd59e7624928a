/* SPDX-License-Identifier: MIT */
/**
 * Criteria: what a routine or a stage asks of the knee and of the log, as a pure reading of
 * History.
 *
 * Unknown is never met, limits are inclusive, and the last n days are today and the n - 1 before.
 * Pain is read of both knees together: the worse one rules.
 *   PAIN_MAX        needs a reading within the days
 *   SESSIONS_MIN    counts sessions (streak_session_counts), not days
 *   DAYS_CLEAR_MIN  counts the days after the last pain above 2, and needs a later reading: silence
 *                   after a bad day says nothing. Without any such pain it counts from the first
 *                   reading on.
 *   MORNING_SAME    each knee's last next-morning answer within the days is not above its usual
 *                   level of the day before it (usual.h)
 */
#ifndef SUREFOOT_CRITERIA_H
#define SUREFOOT_CRITERIA_H

#include "surefoot/facts.h"
#include "surefoot/library.h"

typedef enum Verdict {
    VERDICT_UNKNOWN, /**< not met, and nothing says that it does not hold */
    VERDICT_UNMET,   /**< known not to hold */
    VERDICT_MET
} Verdict;

/** What a criterion reads. */
typedef struct CriteriaScope {
    const History *history; /**< its rows ordered as facts.h says */
    Day today;              /**< what lies after it is not read */
    Day since;              /**< nor what lies before this day; CALENDAR_DAY_MIN: everything */
    const uint64_t *groups; /**< of each History.names, which groups it is in; NULL: all sessions */
    uint64_t group;         /**< the bit of groups that sessions must have to be counted */
} CriteriaScope;

typedef struct CriterionState {
    Verdict verdict;
    /** Worst pain, sessions or clear days (no more than are asked for); -1: not known. */
    int32_t have;
} CriterionState;

/** Sessions too few while the days have not all come yet since `since` are UNKNOWN. */
CriterionState criterion_state(const Criterion *criterion, const CriteriaScope *scope);

/** True if all are met; otherwise *failed (if not NULL) is the first that is not. */
bool criteria_met(CriterionList list, const History *history, Day today, const Criterion **failed);

#endif
