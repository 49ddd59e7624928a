/* SPDX-License-Identifier: MIT */
/** What the files of the session share: session.c (playing), session_hurt.c (easier, fewer, skip,
 *  stop), session_try.c (tries on one leg) and session_keep.c (journal and log). */
#ifndef SUREFOOT_SESSION_INTERNAL_H
#define SUREFOOT_SESSION_INTERNAL_H

#include "surefoot/session.h"

#define SESSION_TRIES_WAITING 16

/** The tries of a session: session_try.c. */
typedef struct SessionTries {
    int64_t from_ms; /* when the current hold began, if nothing has interrupted it */
    bool stop_given; /* stop and measures are set: during session_stop */
    StopBy stop;
    const SwayMeasures *measures; /* during session_stop, or NULL */
    bool has_last;
    bool was_taken;                      /* the newest try was deleted */
    Fact last;                           /* the newest try as it is in the log */
    Fact waiting[SESSION_TRIES_WAITING]; /* tries that could not be written yet */
    int32_t waiting_count;
} SessionTries;

struct Session {
    SessionPorts ports;
    const Program *program; /* NULL if a recovered session's program is gone */
    const Routine *routine;
    Profile profile;
    Timeline timelines[2]; /* the current one and room for its easier successor */
    int32_t current;
    Player player;
    Uuid id;
    Instant started;
    /* Time spent, by the monotonic clock alone: the wall clock may be put right at any moment. */
    bool here;        /* false after a kill, until the person goes on */
    int64_t since_ms; /* when it began, or went on after a kill */
    int64_t ended_ms; /* when the routine ended; time after that does not count */
    bool interrupted; /* the player's value at the last session__drain */
    Fact logged;
    bool is_logged;
    int64_t scheduled_until_ms;
    SessionHeard heard;
    void *heard_context;
    SessionPulse pulse;
    int64_t count_in_ms;     /* when the last count-in began */
    bool has_journal;        /* this session may write the journal */
    bool is_journalled;      /* the journal was written */
    int32_t journalled_sets; /* sets done, according to the journal */
    bool timeline_kept;      /* the journal has the current timeline */
    int64_t saved_ms;        /* when the journal was last written, or when that was last tried */
    SessionTries tries;
    SfErrorInfo trouble;
};

/** Monotonic ms. */
int64_t session__now(const Session *session);
/** The wall clock as a record can hold it. */
Instant session__wall(const Session *session);
/** The time spent so far in ms, for SessionFact.duration_ms. */
int64_t session__spent(const Session *session);
/** The day that a moment of the session belongs to. A test or brushing belongs to the day of its
 *  start as a whole. */
Day session__day(const Session *session, int64_t at_ms);
/** A monotonic moment of the session as an instant that a record can hold. */
Instant session__instant(const Session *session, int64_t at_ms);
/** The id of the session's record of a day: session->id for the first day, and for each later day
 * an id of its own that is always the same. */
Uuid session__id_on(const Session *session, Day day);

/** One record of the session in the log. There is one for each day on which a set was done as
 *  planned; if there is no such day, one for the day it began. */
typedef struct SessionDay {
    Day day;
    Day after; /* the record holds what was done after this day, up to its own */
    bool last; /* the last record also holds what was done later */
} SessionDay;
/** The first record of the session. */
SessionDay session__first_day(const Session *session);
/** Goes on to the next record. False after the last. */
bool session__next_day(const Session *session, SessionDay *day);
/** True if the record of that day holds the credit of this segment. */
bool session__holds(const Session *session, const SessionDay *day, int32_t segment);

/** Handles the player's events. */
void session__drain(Session *session, int64_t now_ms);
/** Advances the player to now before a command. Returns now in monotonic ms. */
int64_t session__catch_up(Session *session);
/** The last step of every command. Returns the error that it was given. */
SfError session__after(Session *session, SfError error, int64_t now_ms);
/** Writes the place in a long segment to the journal from time to time. */
void session__save_place(Session *session, int64_t now_ms);
/** True if a new session may use the journal: it belongs to no other process, and no interrupted
 *  session waits in it. */
bool session__journal_is_free(const SessionPorts *ports);
/** Restores timeline, credits and place from the journal. Errors as session_recover. */
SfError session__recover(Session *session, SfErrorInfo *err);
/** Writes to the log at once that it hurt. */
void session__log_hurt(Session *session);

/** A work segment ended: writes the try to the log if it was one. */
void session__log_try(Session *session, const PlayerEvent *event);
/** Finds the newest try of a restored session in the log. */
void session__find_last_try(Session *session);
/** Writes the tries that could not be written before. Errors of the store. */
SfError session__keep_tries(Session *session);

#endif
