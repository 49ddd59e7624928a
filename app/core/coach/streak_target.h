/* SPDX-License-Identifier: MIT */
/** One weekly target walking through its weeks, day by day. */
#ifndef SUREFOOT_STREAK_TARGET_H
#define SUREFOOT_STREAK_TARGET_H

#include "surefoot/streak.h"

typedef struct TargetState {
    const Target *target;
    int32_t next;     /* another target of the same routine, or -1 */
    bool active;      /* applies on the current day */
    bool blocked;     /* the rest days after a session are not over */
    bool must;        /* the week cannot hold what remains if this day goes by */
    bool done_before; /* last_done is known */
    Day last_done;
    int32_t remaining;   /* days still to train this week, never more than can be reached */
    int32_t week_target; /* sessions */
    int32_t week_done;   /* sessions, as far as they count towards the target; may be above it */
    int32_t done_today;  /* sessions */
} TargetState;

/** Sessions of one day that count: one, or two where the target is more than one a day. */
int32_t target__per_day(const Target *target);
/** Days must follow one another. What it says is how the day stands before anything is done. */
void target__begin_day(TargetState *state, Day day, Day followed_since);
/** A session of its routine on the current day. */
void target__session(TargetState *state, Day day);

#endif
