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
    int64_t before_ms; /* what earlier lives took */
    bool here; /* this life of the session has begun: after a kill, when it is gone on with */
    int64_t since_ms; /* when it began */
    int64_t away_ms;  /* gaps since then, in which the app was not running */
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
