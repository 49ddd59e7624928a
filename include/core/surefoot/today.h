/* SPDX-License-Identifier: MIT */
/**
 * Today: what is due, what may be done, and what is better left, from the library and the log.
 * Pure.
 *
 * Every routine of exercise of every followed program has one row, but those that only other stages
 * than today's have (stage.h): they are neither due nor asked for, and have a row only on a day on
 * which the person did them all the same. Its state is the first that fits: DONE, HELD (an open red
 * flag, then a sore day, then its own criteria), RESTING, NOW, OPEN. Rows are sorted by state as
 * NOW, OPEN, HELD, RESTING, DONE; within a state those with a weekly target come first, then
 * library order.
 *
 * An open red flag holds everything, a sore day what loads the knee, but for a minimum routine. A
 * run is also held while the last next-morning answer of a knee within USUAL_DAYS was above
 * RUN_MORNING_MAX, however usual that is.
 *
 * A routine of rests and questions alone is there when asked for, and never due.
 *
 * A routine with criteria is an offer: it is never NOW and never a miss of the streak, and while
 * its criteria are not met the rest of its week is not asked for. What lies after today is not
 * read.
 *
 * On a day that the person marked as sick, away or resting nothing is due and nothing is asked:
 * what would be NOW or OPEN is RESTING.
 */
#ifndef SUREFOOT_TODAY_H
#define SUREFOOT_TODAY_H

#include "surefoot/criteria.h"
#include "surefoot/flags.h"
#include "surefoot/sore.h"
#include "surefoot/stage.h"
#include "surefoot/streak.h"

#define TODAY_MAX 32
#define TODAY_RETURN_DAYS 14 /**< ours: after so long the way back begins with little */
#define RUN_MORNING_MAX 2    /**< of 10: a morning above it shuts a run (ours) */

typedef enum DueState {
    DUE_NOW,     /**< today, or the week's target is missed */
    DUE_OPEN,    /**< part of this week's target, or only when asked for; today is a good day */
    DUE_DONE,    /**< done today */
    DUE_RESTING, /**< rest days between two of them are not over, or the week's target is met */
    DUE_HELD     /**< better left today; reason says why */
} DueState;

/* Why a routine is not offered; ids of texts. */
#define REASON_FLAG "held.flag"         /**< a red flag is open: nothing may be started */
#define REASON_SORE "held.sore"         /**< a sore day, and the routine loads the knee */
#define REASON_PAIN "held.pain"         /**< pain is above what it allows, or not known */
#define REASON_MORNING "held.morning"   /**< the knee was worse next morning, or not known */
#define REASON_SESSIONS "held.sessions" /**< too few sessions so far */
#define REASON_REST "rest.days"
#define REASON_FULL "week.full"
#define REASON_DONE "done.today"
#define REASON_MARKED "day.marked" /**< the person is sick, away or resting */

typedef struct DueRoutine {
    const Program *program; /**< borrowed from the library */
    const Routine *routine;
    DueState state;
    int32_t week_done;  /**< sessions this week; may be above its target */
    const char *reason; /**< a text id, static, or NULL: nothing speaks against it */
} DueRoutine;

/** Why due[0] is offered first. */
typedef enum Lead {
    LEAD_NONE,  /**< nothing is to be started */
    LEAD_ASKED, /**< it is there for whoever asks; nothing that is followed has a target */
    LEAD_DUE    /**< the day is about it: due, part of the week's target, or the way back */
} Lead;

typedef struct Today {
    DueRoutine due[TODAY_MAX]; /**< best first */
    int32_t due_count;
    Lead lead;                  /**< what Start starts is due[0], unless it is LEAD_NONE */
    bool marked;                /**< as sick, away or resting: mark says as what, and until when */
    HistoryStatus mark;         /**< history_status of today, if marked */
    StageNow stages[TODAY_MAX]; /**< of followed programs with stages, in library order */
    int32_t stage_count;
    Streak streak;
    Side worse_knee; /**< higher mean pain in 14 days, not logged is 0; SIDE_NONE if equal */
    Flags flags;     /**< locked while flags_level of it is not FLAG_LEVEL_NONE */
    Sore sore;
    /** Nothing was done for TODAY_RETURN_DAYS, and something before: a minimum routine of a
     * followed program then comes first, if it may be done. */
    bool returning;
    bool morning_open; /**< trained yesterday, and this morning's knees are not logged yet: what is
                            said of them now is said of the morning */
    bool ask_morning;  /**< morning_open, and the day is not marked: they are asked for */
    int32_t program_count; /**< followed programs, also those that the library has no more */
} Today;

/** Computes Today. SF_E_NOMEM only. Strings and pointers in out are borrowed from library. */
SfError today_compute(Today *out, const Library *library, const History *history, Day today);

/** Where the person is in a program, or NULL: it is not followed, or has no stages. */
const StageNow *today_stage(const Today *today, const Program *program);

typedef struct DaySpan {
    Day from;
    Day to; /**< inclusive */
} DaySpan;

/** streak_marks with the targets of what was followed: the mark of each day into out[0..]. */
SfError today_marks(
    DayMark *out, const Library *library, const History *history, const DaySpan *span, Day today);

/** True while a red flag is open: nothing may be started. */
bool today_locked(const Today *today);

/** True if the criterion limits pain: it protects the knee, and is no mere advice. */
bool criterion_protects(const Criterion *criterion);

/**
 * Why a routine, followed or not, is better left on the Day of `today`: REASON_FLAG, REASON_PAIN
 * after a morning that shuts a run, REASON_SORE, or that of *failed. NULL if nothing speaks against
 * it. *failed is the first of its own criteria that is not met, whatever the reason, or NULL.
 */
const char *today_held(const Today *today,
                       const Routine *routine,
                       const History *history,
                       Day day,
                       const Criterion **failed);

#endif
