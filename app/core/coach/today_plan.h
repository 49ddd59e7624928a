/* SPDX-License-Identifier: MIT */
/** What was followed when, and which targets that made: read from the log, for Today and streak. */
#ifndef SUREFOOT_TODAY_PLAN_H
#define SUREFOOT_TODAY_PLAN_H

#include "surefoot/stage.h"
#include "surefoot/streak.h"

/** One stretch of following one program. */
typedef struct Following {
    const char *id;
    const Program *program; /* NULL if the library has it no more */
    Day chosen;             /* the day of following it */
    Day since;              /* the first day it is asked for */
    Day until;              /* last Day, if ended */
    bool ended;
    bool staged;      /* stages is known */
    StageFold stages; /* of its days */
    int32_t *targets; /* of each routine, the last of its targets */
} Following;

typedef struct Plan {
    Arena arena;
    Following *stretches;
    int32_t stretch_count;
    Target *targets;
    int32_t target_count;
    Day followed_since;
} Plan;

/** Fills the plan, and what the input has of it. SF_E_NOMEM only; deinit the arena in any case. */
SfError plan__read(Plan *plan, const Library *library, StreakInput *input);
/** The stretch of a program that is followed now, or NULL. */
const Following *plan__open_stretch(const Plan *plan, const char *id);
/** True if the stage of the last day has the routine, or it belongs to all of them. */
bool plan__has_now(const Following *stretch, const Routine *routine);

#endif
