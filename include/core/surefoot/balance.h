/* SPDX-License-Identifier: MIT */
/**
 * Standing on one leg, as pure folds over the log: what a person's tries say, and what they do not.
 *
 * Tries are compared only with tries of the same protocol and leg. A supported try is kept and
 * shown but counts in no comparison. A Day is one measurement: its best counted try. Times on one
 * leg vary much from day to day, so a change is told only beyond the person's own noise, and never
 * from fewer than BALANCE_DAYS days. The numbers marked "ours" are choices, not evidence.
 *
 * Nothing here is a verdict on a person, and nothing after `today` is read.
 */
#ifndef SUREFOOT_BALANCE_H
#define SUREFOOT_BALANCE_H

#include "surefoot/facts.h"

#define BALANCE_DAYS 5        /**< test days before any change is told; also the rolling median's */
#define BALANCE_TREND_SPAN 84 /**< ours: the trend looks twelve weeks back ... */
#define BALANCE_TREND_DAYS 12 /**< ours: ... and further if there are fewer test days in them */
#define BALANCE_MDC_LEAST_MS 1000 /**< ours: no thumb, eye and ear are more exact than that */
#define BALANCE_UNLOCK_MS 30000   /**< eyes closed wants so long with open eyes ... */
#define BALANCE_UNLOCK_DAYS 3     /**< ... on so many days, a leg */
#define BALANCE_HINT_MS 5000      /**< Vellas 1997: who cannot stand this long and is ... */
#define BALANCE_HINT_AGE 60       /**< ... this old may fall more: a hint to keep near a support */
#define BALANCE_MORNING_END_MIN 900 /**< ours: a brushing before 15:00 is the morning's */
#define BALANCE_BRUSH_GAP 7         /**< ours: days without any that begin the count anew */
#define BALANCE_SQUAT_DAYS 7        /**< ours: the half-squat check is asked for weekly at most */

/** What tries must share to be compared. All zero: eyes open, firm, thumb; the cap has to be said.
 */
typedef struct Protocol {
    Eyes eyes;
    StanceSurface surface;
    StopBy stop;
    int32_t cap_ms;
    TryPlace place;
} Protocol;

/** The protocol of a try. */
Protocol protocol_of(const TryFact *fact);
/** True if two tests were done the same way, so that their results can be compared. */
bool protocol_equal(Protocol a, Protocol b);

typedef enum BalanceTrend {
    TREND_UNKNOWN, /**< too few days; days_needed says how many more */
    TREND_STEADY,  /**< what differs is within the person's own noise */
    TREND_LONGER,
    TREND_SHORTER,
    TREND_CAPPED /**< the rolling median is at the cap: this protocol cannot show more */
} BalanceTrend;

/** One leg in one protocol. Times of nothing are 0; supported tries are in `supported` only. */
typedef struct BalanceLeg {
    int32_t tries; /**< that count */
    int32_t supported;
    int32_t days; /**< with tries that count */
    int32_t best_ms;
    Day best_day; /**< the first day of it */
    Day last_day;
    int32_t last_best_ms; /**< of the last day */
    int32_t last_mean_ms;
    int32_t median_ms; /**< rolling: of the bests of the last BALANCE_DAYS days */
    /**
     * Minimal detectable change, 1.96 * sqrt(2) * SEM; -1 unknown. The SEM is the person's typical
     * error (ours): the standard deviation of the differences between successive test days over
     * sqrt(2), which a slow trend does not widen. Of the days the trend looks at; never below
     * BALANCE_MDC_LEAST_MS.
     */
    int32_t mdc_ms;
    /**
     * Ours: the median of the last days against that of the first ones the trend looks at, of
     * half of them but at most BALANCE_DAYS on either side. Medians of several days vary less than
     * the single days the MDC is for, so this errs to the side of saying nothing.
     */
    BalanceTrend trend;
    int32_t change_ms;   /**< between those medians; 0 while the trend is unknown */
    Day since;           /**< the first day the trend looks at */
    int32_t days_needed; /**< until a trend can be told */
} BalanceLeg;

#define BALANCE_LEGS 2

typedef struct Balance {
    Protocol protocol;
    BalanceLeg legs[BALANCE_LEGS]; /**< left, right */
    double symmetry;               /**< the lesser rolling median over the greater; -1 unknown */
    int32_t difference_ms;         /**< left minus right; 0 unknown */
} Balance;

/** Pure. SF_E_NOMEM only. */
SfError balance_compute(Balance *out, const History *history, Protocol protocol, Day today);
/** The protocols there are tries of, latest first, at most `max`; returns how many were written. */
int32_t balance_protocols(Protocol *out, int32_t max, const History *history, Day today);

/** What stands behind a door, and how much of it is there. */
typedef struct Unlock {
    bool open;
    int32_t days; /**< at most needed */
    int32_t needed;
} Unlock;

/** Eyes closed on this leg: BALANCE_UNLOCK_MS in a test, eyes open, on firm floor, unsupported. */
Unlock balance_unlock(const History *history, Side leg, Day today);

/** True where a calm word about support belongs: open eyes, under BALANCE_HINT_MS, and the person
 *  said to be BALANCE_HINT_AGE or older. age is the least of the band, 0 unsaid. */
bool balance_hint(Protocol protocol, int32_t best_ms, int32_t age);

typedef struct BalancePoint {
    Day day;
    int32_t time_ms;
    bool supported;
} BalancePoint;

/** For charts: every try as a dot, the rolling median of each test day as a line. By rising day. */
typedef struct BalanceSeries {
    const BalancePoint *tries;
    int32_t try_count;
    const BalancePoint *medians;
    int32_t median_count;
} BalanceSeries;

/** Allocates in the arena. SF_E_NOMEM only. */
SfError balance_series(BalanceSeries *out,
                       Arena *arena,
                       const History *history,
                       Protocol protocol,
                       Side leg,
                       Day today);

/**
 * Standing while brushing the teeth. A brushing counts once both legs stood, or if it was added by
 * hand; each half of a Day once. A missed day holds the count; only BALANCE_BRUSH_GAP days in a row
 * without any, sick and away ones left out, begin it anew. It is apart from the main streak.
 */
typedef struct Brushing {
    bool morning; /**< of today */
    bool evening;
    int32_t days; /**< with a brushing, in the count that goes on */
    int32_t best;
    int32_t week; /**< halves this week, of 14 */
} Brushing;

/** Fills out from the log up to today. Later records are not read. */
void brushing_compute(Brushing *out, const History *history, Day today);

typedef struct SquatLeg {
    bool known;
    Day day; /**< of the last check */
    SquatFact last;
    SquatFact before; /**< the one before it; session is none and all counts 0 if there is none */
} SquatLeg;

typedef struct Squats {
    SquatLeg legs[BALANCE_LEGS]; /**< left, right */
    bool due;                    /**< may be done again: never done, or BALANCE_SQUAT_DAYS ago */
    Day next;                    /**< the first day it may; today if due */
} Squats;

/** Fills out from the log up to today. Later records are not read. */
void squats_compute(Squats *out, const History *history, Day today);

/** The word of a trend in output for machines. */
const char *balance_trend_word(BalanceTrend trend);

#endif
