/* SPDX-License-Identifier: MIT */
/**
 * Red flags: signs that somebody should examine before anything is exercised, and which of them are
 * open, as a fold over the answers in the log. Pure.
 *
 * A flag is open if the last answer to its question was yes, and the person has not said since then
 * that it was checked ("flag.seen"). The last answer is the one with the latest instant; of two at
 * one instant the careful one counts: a flag stays open. A flag of a newer Surefoot is not known
 * here, but it may be just as serious: it is open too (FLAG_OTHER), until it was checked.
 */
#ifndef SUREFOOT_FLAGS_H
#define SUREFOOT_FLAGS_H

#include "surefoot/facts.h"

/** How soon somebody should look at it. A larger one is more urgent. */
typedef enum FlagLevel { FLAG_LEVEL_NONE, FLAG_LEVEL_SOON, FLAG_LEVEL_TODAY } FlagLevel;

typedef enum FlagId {
    FLAG_INJURY,
    FLAG_LOCKED,
    FLAG_HOT,
    FLAG_SWOLLEN,
    FLAG_CALF, /**< may be a clot: the referral adds when to call an ambulance */
    FLAG_NUMB,
    FLAG_CHILD,
    FLAG_GIVING,
    FLAG_NIGHT,
    FLAG_OTHER, /**< any that a newer Surefoot asked about; never asked about here */
    FLAG_COUNT
} FlagId;

typedef struct RedFlag {
    const char *question; /**< its id in the log; NULL for FLAG_OTHER */
    FlagLevel level;
} RedFlag;

/** By FlagId; in the order in which they are asked. */
extern const RedFlag red_flags[FLAG_COUNT];

/** "It has been checked and I may exercise": yes closes every flag answered before. */
#define FLAG_SEEN "flag.seen"

typedef struct FlagAnswer {
    int64_t utc_ms;
    Day day;
    bool said; /**< the question was answered */
    bool yes;
} FlagAnswer;

/** The last answer to each question. All zero: nothing was answered. */
typedef struct Flags {
    FlagAnswer answers[FLAG_COUNT];
    FlagAnswer seen;
} Flags;

/** The last answers at the end of a Day. Later answers are not read. */
Flags flags_on(const History *history, Day day);
/** Takes in one more answer of the history, in any order. */
void flags_take(Flags *flags, const History *history, const HistoryAnswer *answer);

/** True if the last answer was yes and no check has been reported since then. */
bool flags_is_open(const Flags *flags, FlagId flag);
/** The most urgent level of those that are open; FLAG_LEVEL_NONE if none is. */
FlagLevel flags_level(const Flags *flags);
/** The last Day on which one of those that are open was answered; only if one is. */
Day flags_day(const Flags *flags);
/** The instant for an answer given now: later than every answer so far, also if the clock has been
 *  put back since. */
int64_t flags_answer_ms(const Flags *flags, int64_t now_utc_ms);
/** The flag of a question, or FLAG_COUNT if it is none that is asked here. */
FlagId flag_find(const char *question);
/** Whether a yes to the question ticks a red flag, also one of a newer Surefoot. */
bool flag_ticks(const char *question);

#endif
