/* SPDX-License-Identifier: MIT */
/** What session.c (playing), session_hurt.c (easier, fewer, skip, stop), session_try.c (tries on
 *  one leg) and session_keep.c (journal and log) share. */
#ifndef SUREFOOT_SESSION_INTERNAL_H
#define SUREFOOT_SESSION_INTERNAL_H

#include "surefoot/session.h"

#define SESSION_TRIES_WAITING 16

/** The tries of a session: session_try.c. */
typedef struct SessionTries {
    int64_t from_ms; /* when the current hold began, if nothing has come between since */
    bool stop_given; /* what stops it, while session_stop lasts */
    StopBy stop;
    const SwayMeasures *measures; /* likewise */
    bool has_last;
    bool was_taken;                      /* there was a newest, and it was taken away */
    Fact last;                           /* the newest as it is in the log */
    Fact waiting[SESSION_TRIES_WAITING]; /* could not be written yet */
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
    bool here;        /* false after a kill, until it is gone on with */
    int64_t since_ms; /* when it was begun, or taken up after a kill */
    int64_t ended_ms; /* when the routine ended; later tries to log it take no time of it */
    bool interrupted; /* the player's, as of the last drain */
    Fact logged;
    bool is_logged;
    int64_t scheduled_until_ms;
    SessionHeard heard;
    void *heard_context;
    SessionPulse pulse;
    int64_t count_in_ms;     /* when the last count-in began */
    bool has_journal;        /* the journal is this session's to write */
    bool is_journalled;      /* and has been written */
    int32_t journalled_sets; /* done, as the journal has it */
    bool timeline_kept;      /* the journal has the current timeline */
    int64_t saved_ms;        /* when the journal was last written, or tried to be */
    SessionTries tries;
    SfErrorInfo trouble;
};

int64_t session__now(const Session *session);
/** The wall clock as a record can hold it. */
Instant session__wall(const Session *session);
/** SessionFact.duration_ms so far. */
int64_t session__spent(const Session *session);
/** The day that a moment of it belongs to; all of a test or of brushing to that of its start. */
Day session__day(const Session *session, int64_t at_ms);
/** The moment as a record can hold it. */
Instant session__instant(const Session *session, int64_t at_ms);
/** The id of the session's record of that day: the first day's is session->id, and every later one
 *  has its own, the same whenever it is asked for. */
Uuid session__id_on(const Session *session, Day day);

/** One record of the session in the log: of a day on which a set was done as planned; if there is
 *  no such day, of the day it began. */
typedef struct SessionDay {
    Day day;
    Day after; /* it holds what was done later than on this day ... */
    bool last; /* ... up to its own, the last one all that came later, too */
} SessionDay;
SessionDay session__first_day(const Session *session);
/** Goes on to the next; false after the last. */
bool session__next_day(const Session *session, SessionDay *day);
/** Whether the credit of this segment is held in the record of that day. */
bool session__holds(const Session *session, const SessionDay *day, int32_t segment);

/** Handles what the player has to tell. */
void session__drain(Session *session, int64_t now_ms);
/** Brings the player to now before a command; returns now. */
int64_t session__catch_up(Session *session);
/** What every command ends with; hands on its error. */
SfError session__after(Session *session, SfError error, int64_t now_ms);
/** Journals the place in a long segment now and then. */
void session__save_place(Session *session, int64_t now_ms);
/** Whether the journal is free for a session that begins: not another process's, and not that of a
 *  session which still waits. */
bool session__journal_is_free(const SessionPorts *ports);
/** Takes timeline, credits and place from the journal. */
SfError session__recover(Session *session, SfErrorInfo *err);
/** Logs that it hurt, at once. */
void session__log_hurt(Session *session);

/** A work segment ended: writes down the try it was, if it was one. */
void session__log_try(Session *session, const PlayerEvent *event);
/** Takes the newest try of a session that was taken up again from the log. */
void session__find_last_try(Session *session);
/** Writes the tries that could not be written before. */
SfError session__keep_tries(Session *session);

#endif
