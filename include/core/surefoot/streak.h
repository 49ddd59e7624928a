/* SPDX-License-Identifier: MIT */
/**
 * The streak: an honest, forgiving fold over the log. The numbers marked "ours" are choices, not
 * evidence.
 *
 * Each Day gets a mark; the first that fits wins:
 *   TRAINED    a session counted (streak_session_counts), whatever routine it was
 *   AWAY       sick or away, said by the person
 *   PROTECTED  resting was right:
 *              - said to be resting
 *              - a red flag (flags.h) was open, or was lifted that day
 *              - a flare: a reading of STREAK_FLARE_LEVEL or more that day, the day before as a
 *                knee's last reading, or as the next-morning answer of the day before
 *              - a sore day (sore.h): what loads the knee was held back
 *   a miss     some target had to be met that day: GRACE or MISSED; today is OPEN instead
 *   REST       nothing had to be done
 *
 * A target of so many times a week asks for a day (a must day) only when its week, Monday to
 * Sunday, can no longer hold what remains if the day goes by. A must day that goes by writes that
 * session off: a missed week is a few misses, not seven. The first, partial week asks for its
 * share. Days within the rest days after a session are never must days. A must day is kept by any
 * session that counts, so a minimum routine is enough.
 *
 * The streak is the longest run of days up to today without two misses in a row and with at most
 * STREAK_GRACE_DAYS misses in any STREAK_GRACE_WINDOW due days (days trained or missed). So two
 * misses in a row end it; a third within the window cuts it to the days after the first of the
 * three, instead of taking everything; and no session or correction ever makes it shorter. Only
 * trained days count; all others hold. Today can never break it.
 */
#ifndef SUREFOOT_STREAK_H
#define SUREFOOT_STREAK_H

#include "surefoot/facts.h"

#define STREAK_GRACE_DAYS 2    /**< ours: misses forgiven within the window */
#define STREAK_GRACE_WINDOW 14 /**< ours: due days */
#define STREAK_FLARE_LEVEL 3   /**< ours: pain of 3 of 10 or more protects the day; holds nothing */
#define STREAK_SPAN_DAYS 36525 /**< a century: how far back the fold looks */

typedef enum DayMark {
    MARK_BEFORE,    /**< before anything was followed */
    MARK_TRAINED,   /**< did what was due, or trained */
    MARK_REST,      /**< nothing had to be done */
    MARK_PROTECTED, /**< pain, a red flag, or said to rest: resting was right */
    MARK_AWAY,      /**< sick or away, said by the person */
    MARK_GRACE,     /**< a miss that was forgiven */
    MARK_MISSED,    /**< a miss that ended the streak or cut it short */
    MARK_OPEN       /**< today, still open */
} DayMark;

/** One weekly target; copied from the routines of followed programs. */
typedef struct Target {
    const char *routine;    /**< "program/routine" */
    int32_t times_per_week; /**< 7: daily; more: up to two a day count; 0: never due */
    int32_t rest_days;
    Day since;     /**< first Day it applies if that is after followed_since; 0 otherwise */
    Day until;     /**< last Day it applied; 0: it still does */
    bool optional; /**< never a must day: its criteria may hold it back, so it is only an offer */
} Target;

typedef struct StreakInput {
    const History *history;
    const Target *targets;
    int32_t target_count;
    Day followed_since; /**< first Day any target applied; days before it are never misses */
    Day today;
} StreakInput;

#define STREAK_WEEK 7

typedef struct Streak {
    int32_t days; /**< days trained in the current streak */
    int32_t best;
    int32_t grace_used;     /**< misses since the first trained day of the current streak */
    int32_t protected_days; /**< PROTECTED days since then */
    int32_t week_done;      /**< this week, sessions towards targets; never above week_target */
    int32_t week_target;
    /**
     * 0..1: each due day moves it towards 1 (trained) or 0 (missed), score * m + value * (1 - m)
     * with m = 0.5^(sqrt(f) / 13) and f the share of days the targets ask for. Protected and away
     * days leave it alone.
     */
    double score;
    int32_t days_since_flare;  /**< -1 if there was none */
    DayMark week[STREAK_WEEK]; /**< Monday first; days after today are MARK_BEFORE */
} Streak;

/**
 * True if a session is one: a set was done as planned (player_tally), or it was stopped because it
 * hurt (which is the plan followed, and says that something was tried), or the person added it by
 * hand. Less than a set is kept in the log and counts nowhere.
 */
bool session_did_something(const HistorySession *session);
/** True if it is one of exercise: tests and brushing neither keep the streak nor can they break it.
 */
bool streak_session_counts(const HistorySession *session);

/** Computes the streak up to today. Later records are not read. SF_E_NOMEM only. */
SfError streak_compute(Streak *out, const StreakInput *input);

/** The mark of every Day from..to (inclusive) into out[to - from + 1]. */
SfError streak_marks(DayMark *out, Day from, Day to, const StreakInput *input);

/** The word of a mark in output for machines. */
const char *day_mark_word(DayMark mark);

#endif
