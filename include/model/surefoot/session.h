/* SPDX-License-Identifier: MIT */
/**
 * A session: one routine while somebody does it. Joins the player with sound, journal and log. It
 * draws nothing, so the window and the terminal use the same session.
 *
 * The journal is written at the beginning of each segment, at each command, and every 15 s in long
 * segments, so that a kill at any moment loses little; what is lost is not credited. When the
 * routine ends, its facts are written in one transaction and the journal is cleared. Answers on the
 * finish page supersede these facts.
 */
#ifndef SUREFOOT_SESSION_H
#define SUREFOOT_SESSION_H

#include "surefoot/journal.h"
#include "surefoot/platform.h"
#include "surefoot/settings.h"

typedef struct Session Session;
/** What the sensor measured in a stance; see sway.h. */
typedef struct SwayMeasures SwayMeasures;

/** In the first 2 s of a set, back goes to the set before instead of repeating this one. */
#define SESSION_REPEAT_MS 2000

/** What a session uses, borrowed for its life. store may be NULL: then nothing is saved. */
typedef struct SessionPorts {
    const Platform *platform;
    Store *store;
    const Library *library;
    const Settings *settings;
} SessionPorts;

/** Answers on the finish page; -1 and EFFORT_NONE mean "not said". */
typedef struct SessionAnswers {
    int32_t pain_left; /**< worst during, 0..10 */
    int32_t pain_right;
    Effort effort;
    const char *note;
} SessionAnswers;

/** Called for each cue when it is due: for terminal, haptics, captions and tests. */
typedef void (*SessionHeard)(void *context, const Cue *cue, int64_t at_ms);

/** Compiles the routine and waits at its first segment; session_begin starts the clock. The caller
 *  destroys it. Errors of timeline_compile. */
SfError session_create(Session **out,
                       const SessionPorts *ports,
                       const Program *program,
                       const Routine *routine,
                       const Profile *profile,
                       SfErrorInfo *err);
/**
 * Restores the session of the journal: paused at its place, or ended if it only has to be written
 * to the log. SF_E_NOTFOUND if there is none, SF_E_STATE if another process owns the journal.
 */
SfError session_recover(Session **out, const SessionPorts *ports, SfErrorInfo *err);
/** Frees it. The journal stays as it is. NULL is fine. */
void session_destroy(Session *session);

/** Sets the function that is called for each cue; NULL for none. */
void session_on_heard(Session *session, SessionHeard heard, void *context);

/**
 * Starts the clock. If the journal belongs to another process, or holds an interrupted session that
 * waits, it is not touched: then this session gets into the log only when it ends, and a kill loses
 * it. SF_E_STATE if it has begun already.
 */
SfError session_begin(Session *session);
/** False if a kill would lose this session; see session_begin. */
bool session_has_journal(const Session *session);
/** Advances to now_ms (monotonic). Returns the time at which it has to be called again. */
int64_t session_frame(Session *session, int64_t now_ms);

/* Commands: as the player's in player.h; sound and journal follow. All return SF_E_STATE if the
   command makes no sense at this moment. */

/** Pauses. */
SfError session_pause(Session *session);
/** Goes on after a pause, with a count-in where there is one. */
SfError session_resume(Session *session);
/** Ends the current segment; see player_skip. */
SfError session_skip(Session *session);
/** Repeats the set or goes to the one before; see player_back. */
SfError session_back(Session *session);
/** Makes the current segment longer or shorter; see player_adjust. */
SfError session_adjust(Session *session, int64_t delta_ms);
/** Ends an open segment, or answers a question with yes, at at_ms; see player_done. */
SfError session_done(Session *session, int64_t at_ms);
/** Answers a question with no; see player_no. */
SfError session_no(Session *session);
/** Cancels the max hold that runs; see player_void. */
SfError session_void(Session *session);
/** It hurts: easier, fewer, skip or stop; see player_hurt. */
SfError session_hurt(Session *session, HurtChoice choice);
/**
 * Ends a max hold, as session_done. by: what stopped it. measures: what the sensor measured in a
 * stance, or NULL. A hold that reaches its cap counts as stopped by the test's own setting.
 */
SfError session_stop(Session *session, int64_t at_ms, StopBy by, const SwayMeasures *measures);

/*
 * Tries: each max hold of a stance that ended without a pause is written to the log at once. Tries
 * of a balance test are TRY_IN_TEST; all others are TRY_IN_ROUTINE, with the phone on a shelf.
 */

/** The newest try of this session as it is in the log, a FACT_TRY. False if there is none. */
bool session_last_try(const Session *session, Fact *out);
/**
 * Corrects the newest try: takes time, end and support from `fact`. SF_E_STATE if there is none,
 * SF_E_INPUT if the time is not within its cap.
 */
SfError session_correct_try(Session *session, const Fact *fact, SfErrorInfo *err);
/** Deletes the newest try; then there is none until the next one. */
SfError session_discard_try(Session *session, SfErrorInfo *err);
/** Adds the try that session_discard_try deleted again, as a new record. SF_E_STATE if the newest
 * try was not deleted. */
SfError session_restore_try(Session *session, SfErrorInfo *err);
/** Adds what the sensor measured to the newest try: for a try that reached its cap. */
SfError session_measure_try(Session *session, const SwayMeasures *measures, SfErrorInfo *err);

/** Ends the routine now; what was done is credited. */
SfError session_leave(Session *session);
/** Writes the journal now, because the system may stop the app. */
void session_save(Session *session);

/** The last cue that is also shown: count, start, half-way, change or end. */
typedef struct SessionPulse {
    int64_t at_ms;
    bool strong; /**< start, change or end */
} SessionPulse;
/** The newest cue to show at now_ms; the counts of a count-in are included. */
SessionPulse session_pulse(const Session *session, int64_t now_ms);
/** The monotonic ms of the next count of a count-in; INT64_MAX if there is none. */
int64_t session_next_count(const Session *session, int64_t now_ms);

/** True once the routine is over. */
bool session_ended(const Session *session);
/** The easier form of the current step's exercise, or NULL. Borrowed from the library. */
const Exercise *session_easier(const Session *session);
/** The player, borrowed. */
const Player *session_player(const Session *session);
/** The current timeline, borrowed; session_hurt may replace it. */
const Timeline *session_timeline(const Session *session);
/** When the session began, by the wall clock. */
Instant session_started(const Session *session);
/** The id of its record in the log: the one of its first day if it has several. None before it
 *  begins. */
Uuid session_id(const Session *session);
/** The number of days on which sets were done as planned; *first is the first of them. Each day has
 * a record of its own in the log. 0 if there is no such day. */
int32_t session_days(const Session *session, Day *first);
/** True once its facts are safely in the log. */
bool session_logged(const Session *session);
/** While it is not in the log: the number of its sets that the next start of the app would restore
 *  from the journal. -1 if there would be nothing to restore, or if it is in the log. */
int32_t session_waiting_sets(const Session *session);
/** Why the last write failed, for people, or "". session_log tries again. */
const char *session_trouble(const Session *session);
/** Writes the facts of an ended session if they are not written yet. */
SfError session_log(Session *session);
/** Adds the answers of the finish page: pain facts, and a record that supersedes the session's. */
SfError session_answer(Session *session, const SessionAnswers *answers, SfErrorInfo *err);
/** Deletes the session of the journal without writing it to the log. */
SfError session_discard(Session *session, SfErrorInfo *err);

#endif
