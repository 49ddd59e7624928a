/* SPDX-License-Identifier: MIT */
/**
 * Facts: what happened, as immutable records. The log is nothing but these; every conclusion
 * (streak, stage, today) is a fold over them.
 *
 * A correction is a new record that supersedes an old one; a deletion is a tombstone. Each record
 * keeps its instant, its UTC offset and the Day that followed, and the device that wrote it, so
 * that two logs can be merged in either order.
 */
#ifndef SUREFOOT_FACTS_H
#define SUREFOOT_FACTS_H

#include "surefoot/calendar.h"
#include "surefoot/player.h"

/** 128 bits; version 7 for records (time-ordered), all zero means none. */
typedef struct Uuid {
    uint8_t bytes[16];
} Uuid;

#define UUID_TEXT_BYTES 37
/** A version 7 UUID from a time and 10 random bytes. */
Uuid uuid_make(int64_t utc_ms, const uint8_t random[10]);
/** True if all bytes are zero: no id. */
bool uuid_is_none(Uuid uuid);
/** True if all bytes are the same. */
bool uuid_equal(Uuid a, Uuid b);
/** Writes lower-case hexadecimal digits with dashes, and a terminator. */
void uuid_format(char out[UUID_TEXT_BYTES], Uuid uuid);
/** False if text is not a UUID in the usual 8-4-4-4-12 form. */
bool uuid_parse(Uuid *out, const char *text);

typedef enum FactKind {
    FACT_SESSION = 1, /**< a routine was followed, wholly or in part */
    FACT_SET = 2,     /**< one work segment of a session */
    FACT_PAIN = 3,
    FACT_STATUS = 4, /**< sick, away or resting, from..to */
    FACT_FOLLOW = 5, /**< began or stopped following a program */
    FACT_ANSWER = 6, /**< a yes/no answer: red flags, checks, safety note */
    FACT_TRY = 7,    /**< one stand on one leg, timed */
    FACT_SQUAT = 8   /**< the half-squat check of one leg */
} FactKind;

typedef enum Effort { EFFORT_NONE, EFFORT_EASY, EFFORT_RIGHT, EFFORT_HARD } Effort;
typedef enum SessionEnd { SESSION_COMPLETE, SESSION_LEFT, SESSION_HURT, SESSION_ADDED } SessionEnd;
typedef enum PainMoment { PAIN_BEFORE, PAIN_WORST, PAIN_AFTER, PAIN_MORNING } PainMoment;
typedef enum PainZone {
    ZONE_UNSAID,
    ZONE_FRONT,
    ZONE_INSIDE,
    ZONE_OUTSIDE,
    ZONE_BELOW,
    ZONE_BEHIND
} PainZone;
typedef enum Status { STATUS_SICK, STATUS_AWAY, STATUS_RESTING } Status;

/** Strings are borrowed by the writer for the call, by the reader until the next read. A session
 *  that went on over a night has one for each day, with the sets that were done on it. */
typedef struct SessionFact {
    const char *program;
    const char *program_hash;
    const char *routine;
    const char *title;
    int64_t
        duration_ms; /**< first start to end, pauses included, without the time the app was gone */
    int64_t work_ms;
    SessionEnd end;
    Effort effort;
    Side first_side;
    int32_t sets_done; /**< as planned, see player_tally; old records have those cut short, too */
    int32_t sets_planned;
    RoutineMode mode;
    const char *note; /**< may be "" */
} SessionFact;

typedef struct SetFact {
    Uuid session;
    const char *key;
    const char *exercise;
    SegmentKind kind;
    Side side;
    Outcome outcome;
    int64_t done_ms;
    int32_t reps;
    int64_t planned_ms;
    int32_t planned_reps;
    bool eased;
} SetFact;

typedef struct PainFact {
    Uuid session; /**< or none */
    Side knee;    /**< left or right */
    PainZone zone;
    PainMoment moment;
    int32_t level; /**< 0..10 */
} PainFact;

typedef struct StatusFact {
    Status status;
    Day from;
    Day to; /**< inclusive */
} StatusFact;

typedef struct FollowFact {
    const char *program;
    const char *hash;
    bool following;
} FollowFact;

typedef struct AnswerFact {
    Uuid session;         /**< or none */
    const char *question; /**< stable id such as "flag.swelling" */
    bool yes;
} AnswerFact;

/** What ended a try, as the person said. */
typedef enum TryEnd {
    TRY_UNSAID,
    TRY_CAP,       /**< nothing: the whole time was held */
    TRY_FOOT_DOWN, /**< the free foot touched the floor or the other leg */
    TRY_HOP,       /**< the standing foot moved */
    TRY_HAND,      /**< a hand took hold */
    TRY_EYES       /**< the eyes opened */
} TryEnd;
typedef enum TryPlace { TRY_IN_TEST, TRY_IN_ROUTINE } TryPlace;

typedef struct TryFact {
    Uuid session; /**< or none: added by hand */
    TryPlace place;
    Side leg; /**< left or right: the one stood on */
    Eyes eyes;
    StanceSurface surface;
    StopBy stop;
    int32_t time_ms; /**< never above the cap */
    int32_t cap_ms;
    TryEnd end;
    bool supported; /**< a hand held on: kept and shown, compared with nothing */
    /* Of the phone's sensor (sway.h), in millionths; all 0: not measured. */
    int32_t sway_ap; /**< RMS front to back, 1e-6 m/s^2 */
    int32_t sway_ml; /**< RMS sideways, 1e-6 m/s^2 */
    int32_t sway;    /**< RMS of both, 1e-6 m/s^2 */
    int32_t jerk;    /**< 1e-6 m^2/s^5 */
    int32_t path;    /**< 1e-6 m/s^2 */
} TryFact;

#define SQUAT_REPS 5 /**< of the half-squat check, a leg (the source document's) */

/** How each repetition went, as the person saw it; they add up to at most SQUAT_REPS. */
typedef struct SquatFact {
    Uuid session; /**< or none */
    Side leg;     /**< left or right */
    int32_t steady;
    int32_t wobbled;
    int32_t inward; /**< the knee moved inwards */
} SquatFact;

typedef struct Fact {
    Uuid id;
    Uuid device;
    Uuid supersedes; /**< or none */
    bool tombstone;  /**< the superseded record is deleted; kind as it was, body empty */
    FactKind kind;
    Instant at;
    Day day;
    union {
        SessionFact session;
        SetFact set;
        PainFact pain;
        StatusFact status;
        FollowFact follow;
        AnswerFact answer;
        TryFact balance_try;
        SquatFact squat;
    } body;
} Fact;

/** The light rows that folds read: current records only, ordered by day, then instant; what was
 *  followed or marked by instant alone, as it was said. */
typedef struct HistorySession {
    Uuid id;
    Day day;
    int64_t utc_ms;
    int32_t routine; /**< index into History.names: "program/routine" */
    int32_t work_ms;
    SessionEnd end;
    Side first_side;
    int32_t sets_done;
    RoutineMode mode;
    int32_t local_min; /**< minutes since midnight where the person was, 0..1439 */
} HistorySession;

typedef struct HistoryPain {
    Day day;
    int64_t utc_ms;
    Side knee;
    PainMoment moment;
    int32_t level;
} HistoryPain;

typedef struct HistoryStatus {
    Uuid id;
    Day day; /**< on which it was said, like utc_ms */
    int64_t utc_ms;
    Status status;
    Day from;
    Day to;
} HistoryStatus;

typedef struct HistoryFollow {
    Day day;
    int64_t utc_ms;
    int32_t program; /**< index into History.names */
    bool following;
} HistoryFollow;

/** An answer about a red flag (flags.h). */
typedef struct HistoryAnswer {
    Day day;
    int64_t utc_ms;
    int32_t question; /**< index into History.names */
    bool yes;
} HistoryAnswer;

typedef struct HistoryTry {
    Uuid id;
    Day day;
    int64_t utc_ms;
    TryFact fact;
} HistoryTry;

typedef struct HistorySquat {
    Uuid id;
    Day day;
    int64_t utc_ms;
    SquatFact fact;
} HistorySquat;

/** Everything the folds need, in memory. Owned by whoever loaded it (history_deinit). */
typedef struct History {
    Arena arena;
    const char **names;
    int32_t name_count;
    HistorySession *sessions;
    int32_t session_count;
    HistoryPain *pains;
    int32_t pain_count;
    HistoryStatus *statuses;
    int32_t status_count;
    HistoryFollow *follows;
    int32_t follow_count;
    HistoryAnswer *answers;
    int32_t answer_count;
    HistoryTry *tries;
    int32_t try_count;
    HistorySquat *squats;
    int32_t squat_count;
} History;

/** Frees all rows and texts of the history. */
void history_deinit(History *history);
/** How far ahead of today an honest clock can have been: one day, over the date line. */
#define HISTORY_DATE_LINE_DAYS 1
/**
 * What was said with a clock that was ahead was said all the same: following, and red flags that
 * were ticked, of days to come hold from today on. Everything else of those days, such as what
 * would lift a flag, is not read until they come. Returns true if something was dated further
 * ahead than HISTORY_DATE_LINE_DAYS: then the log itself should be put right, or it would hold from
 * another day every day.
 */
bool history_hold_from(History *history, Day today);
/** The absence or rest mark that holds a day; NULL: none. Of several the one said last, but an
 *  absence before a rest mark: that is what the streak counts the day as. */
const HistoryStatus *history_status(const History *history, Day day);
/** When what is marked now was said: at now_utc_ms, but after all that was marked before, whatever
 *  the clock was then. */
int64_t history_status_ms(const History *history, int64_t now_utc_ms);
/** The number of History.pains up to the day, the day included. */
int32_t history_pains_until(const History *history, Day day);

#endif
