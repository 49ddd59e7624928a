/* SPDX-License-Identifier: MIT */
/**
 * A session: one routine being followed. Joins the player with sound, journal and log, and knows no
 * pixel, so the window and the terminal follow the same one.
 *
 * Every segment that begins is journalled, every command, and in long ones the place every 15 s,
 * so that a kill at any moment loses little; what it loses is not credited. When the routine ends
 * its facts are written at once in one transaction and the journal is cleared; what the finish page
 * learns afterwards supersedes them.
 */
#ifndef SUREFOOT_SESSION_H
#define SUREFOOT_SESSION_H

#include "surefoot/journal.h"
#include "surefoot/platform.h"
#include "surefoot/settings.h"

typedef struct Session Session;
/** What the sensor says of a stance; see sway.h. */
typedef struct SwayMeasures SwayMeasures;

/** Within this long of its start a set is not worth repeating: back means the set before then. */
#define SESSION_REPEAT_MS 2000

/** What a session stands on. Borrowed for its life. Store may be NULL: then nothing is kept. */
typedef struct SessionPorts {
    const Platform *platform;
    Store *store;
    const Library *library;
    const Settings *settings;
} SessionPorts;

/** What the finish page asks; -1 and EFFORT_NONE are "not said". */
typedef struct SessionAnswers {
    int32_t pain_left; /**< worst during, 0..10 */
    int32_t pain_right;
    Effort effort;
    const char *note;
} SessionAnswers;

/** Told of each cue as it is due, for terminal, haptics, captions and tests. */
typedef void (*SessionHeard)(void *context, const Cue *cue, int64_t at_ms);

/** Compiles the routine and stands ready at its first segment; session_begin starts the clock. */
SfError session_create(Session **out,
                       const SessionPorts *ports,
                       const Program *program,
                       const Routine *routine,
                       const Profile *profile,
                       SfErrorInfo *err);
/**
 * Takes up the journalled session, paused where it was, or ended if only the log does not have it
 * yet. SF_E_NOTFOUND if there is none, SF_E_STATE if another process owns the journal.
 */
SfError session_recover(Session **out, const SessionPorts *ports, SfErrorInfo *err);
/** Frees it. What was journalled stays journalled. NULL is fine. */
void session_destroy(Session *session);

void session_on_heard(Session *session, SessionHeard heard, void *context);

/**
 * A journal that is another process's, or that of a session which waits to be gone on with, is not
 * touched: then this session is in the log when it ends, and a kill loses it.
 */
SfError session_begin(Session *session);
/** False if a kill loses this session: see session_begin. */
bool session_has_journal(const Session *session);
/** Advances to now; returns when it wants to be called again. */
int64_t session_frame(Session *session, int64_t now_ms);

/* Commands: as the player's, with sound and journal following. SF_E_STATE makes no sense now. */
SfError session_pause(Session *session);
SfError session_resume(Session *session);
SfError session_skip(Session *session);
SfError session_back(Session *session);
SfError session_adjust(Session *session, int64_t delta_ms);
SfError session_done(Session *session, int64_t at_ms);
SfError session_no(Session *session);
SfError session_void(Session *session);
SfError session_hurt(Session *session, HurtChoice choice);
/**
 * Ends a max hold: session_done, with what stopped it and, of a stance, what the sensor measured
 * (NULL: nothing). A hold that reaches its cap was stopped by what the test is set up for.
 */
SfError session_stop(Session *session, int64_t at_ms, StopBy by, const SwayMeasures *measures);

/*
 * Tries: each max hold of a stance that came to its end without a pause is in the log at once.
 * Those of a balance test are TRY_IN_TEST, all others TRY_IN_ROUTINE and of a phone on a shelf.
 */

/** The newest try of this session as it is in the log, a FACT_TRY; false if there is none. */
bool session_last_try(const Session *session, Fact *out);
/**
 * Corrects the newest try: takes time, end and support from `fact`. SF_E_STATE if there is none,
 * SF_E_INPUT if the time is not within its cap.
 */
SfError session_correct_try(Session *session, const Fact *fact, SfErrorInfo *err);
/** Takes the newest try away; then there is none until the next. */
SfError session_discard_try(Session *session, SfErrorInfo *err);
/** Brings back what session_discard_try took, as a record of its own. SF_E_STATE if the newest was
 *  not taken away. */
SfError session_restore_try(Session *session, SfErrorInfo *err);
/** Adds what the sensor measured to the newest try: of one that came to its cap. */
SfError session_measure_try(Session *session, const SwayMeasures *measures, SfErrorInfo *err);

/** Ends it now; what was done is credited. */
SfError session_leave(Session *session);
/** The journal is written once more: the system may stop us. */
void session_save(Session *session);

/** The last cue that is to be seen where it is not heard: count, start, half-way, change, end. */
typedef struct SessionPulse {
    int64_t at_ms;
    bool strong; /**< start, change or end */
} SessionPulse;
SessionPulse session_pulse(const Session *session, int64_t now_ms);
/** When the next count of a count-in is due; INT64_MAX outside of one. */
int64_t session_next_count(const Session *session, int64_t now_ms);

bool session_ended(const Session *session);
/** The easier form of the current step's exercise, or NULL. */
const Exercise *session_easier(const Session *session);
const Player *session_player(const Session *session);
const Timeline *session_timeline(const Session *session);
Instant session_started(const Session *session);
/** The id of its record in the log: of the day it began, if it has more. None before it begins. */
Uuid session_id(const Session *session);
/** On how many days sets were done as planned, and the first of them: each has its own record in
 *  the log. 0 if there is none. */
int32_t session_days(const Session *session, Day *first);
/** True once its facts are safely in the log. */
bool session_logged(const Session *session);
/** While it is not in the log: how many of its sets the next start would take up from the journal,
 *  or -1 if it would find nothing. Else -1. */
int32_t session_waiting_sets(const Session *session);
/** Why the last write failed, or "". session_log tries again. */
const char *session_trouble(const Session *session);
/** Writes the facts of an ended session if they are not written yet. */
SfError session_log(Session *session);
/** Adds what the finish page learned: pain facts and a superseding session record. */
SfError session_answer(Session *session, const SessionAnswers *answers, SfErrorInfo *err);
/** Forgets the journalled session without a trace in the log. */
SfError session_discard(Session *session, SfErrorInfo *err);

#endif
