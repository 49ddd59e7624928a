/* SPDX-License-Identifier: MIT */
/**
 * JSON out of and back into our own data: timelines, and the journal of a running session.
 */
#ifndef SUREFOOT_JOURNAL_H
#define SUREFOOT_JOURNAL_H

#include "surefoot/facts.h"
#include "surefoot/load.h"

/** The timeline as JSON; *out is freed with sf_free. Deterministic, one segment a line. */
SfError timeline_to_json(const Timeline *timeline, char **out);
/**
 * The timeline back, checked in everything the player relies on. On success out is owned by the
 * caller (timeline_deinit); on failure it is empty. SF_E_INPUT, SF_E_TOOBIG, SF_E_NEWER,
 * SF_E_NOMEM.
 */
SfError timeline_from_json(Timeline *out, const char *text, size_t size, SfErrorInfo *err);
/** The timeline as a table for people. *out is freed with sf_free. */
SfError timeline_to_text(const Timeline *timeline, char **out);

/** A running session as it goes into the journal. */
typedef struct Journal {
    Timeline timeline; /**< owned after journal_read */
    Uuid session;      /**< the id the session fact will get */
    Instant started;
    Instant updated; /**< for people: no time is worked out from it */
    char key[256];   /**< segment it was in */
    int64_t elapsed_ms;
    int64_t spent_ms;  /**< SessionFact.duration_ms so far, by the monotonic clock */
    int64_t worked_ms; /**< since its start: when anything was last under way */
    bool ended;        /**< the routine has ended, and only the log does not know it yet */
    bool ended_early;  /**< left or stopped, not followed to its end */
    Credit *credits;   /**< owned after journal_read, one per segment */
    int32_t credit_count;
    int64_t *extra_ms; /**< what +-10 s added; as the credits. NULL when written: nothing */
} Journal;

/**
 * All but the timeline, which timeline_to_json writes: JOURNAL_STATE and JOURNAL_TIMELINE of the
 * store. *out is freed with sf_free.
 */
SfError journal_write(const Journal *journal, char **out);
/** SF_E_INPUT on texts that are not a journal of ours; then nothing is owned. */
SfError journal_read(Journal *out, const char *timeline, const char *state, SfErrorInfo *err);
/** Frees the timeline and the arrays that journal_read made. */
void journal_deinit(Journal *journal);

#endif
