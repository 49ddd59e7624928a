/* SPDX-License-Identifier: MIT */
/*
 * Tries: the max holds of a stance on one leg. Each is written to the log as soon as it is over, so
 * that neither a kill nor leaving loses it. A hold that was cancelled, or that went on after a
 * pause, is no try: nobody knows how long it would have been.
 */
#include "session_internal.h"

#include <string.h>

#include "surefoot/fact_fields.h"
#include "surefoot/log.h"
#include "surefoot/sway.h"

/* ---- writing --------------------------------------------------------------------------------- */

/* Writes the waiting tries. If that fails, it happens again with the next try and at the end. */
SfError session__keep_tries(Session *session)
{
    SessionTries *tries = &session->tries;
    if (tries->waiting_count == 0 || session->ports.store == NULL) {
        return SF_OK;
    }
    const SfError error =
        log_add(session->ports.store, tries->waiting, tries->waiting_count, &session->trouble);
    if (error == SF_OK) {
        tries->waiting_count = 0;
        session->trouble.text[0] = '\0';
    }
    return error;
}

static void add_waiting(SessionTries *tries, const Fact *fact)
{
    if (tries->waiting_count == SESSION_TRIES_WAITING) {
        tries->waiting_count--;
        memmove(tries->waiting, tries->waiting + 1,
                sizeof(tries->waiting[0]) * (size_t)tries->waiting_count);
    }
    tries->waiting[tries->waiting_count++] = *fact;
}

/* A new record of this session, made now, for that day. */
static Fact fact_now(const Session *session, Day day)
{
    Fact fact = {.kind = FACT_TRY, .at = session__wall(session)};
    if (session->ports.store != NULL) {
        fact = log_fact(session->ports.platform, session->ports.store, FACT_TRY);
    }
    fact.day = day;
    return fact;
}

/* A measure as the record holds it, at least 1, because 0 means "not measured". */
static int32_t millionths(double value)
{
    const double scaled = value * 1e6 + 0.5;
    return scaled < 1 ? 1 : scaled > INT32_MAX ? INT32_MAX : (int32_t)scaled;
}

static void add_measures(TryFact *body, const SwayMeasures *measures)
{
    body->sway_ap = millionths(measures->rms_ap);
    body->sway_ml = millionths(measures->rms_ml);
    body->sway = millionths(measures->rms);
    body->jerk = millionths(measures->jerk);
    body->path = millionths(measures->path);
}

static TryFact try_of(const Session *session, const PlayerEvent *event)
{
    const Timeline *timeline = session_timeline(session);
    const Segment *segment = &timeline->segments[event->segment];
    const bool test = timeline->mode == MODE_BALANCE;
    const bool capped = event->done_ms >= segment->length_ms;
    const StopBy usual = test ? timeline->stance.stop : STOP_SHELF;
    return (TryFact){
        .place = test ? TRY_IN_TEST : TRY_IN_ROUTINE,
        .leg = segment->side,
        .eyes = timeline->items[segment->item].eyes,
        .surface = timeline->stance.surface,
        .stop = session->tries.stop_given && !capped ? session->tries.stop : usual,
        .time_ms = (int32_t)event->done_ms,
        .cap_ms = (int32_t)segment->length_ms,
        .end = capped ? TRY_CAP : TRY_UNSAID,
    };
}

void session__log_try(Session *session, const PlayerEvent *event)
{
    const Timeline *timeline = session_timeline(session);
    const Segment *segment = &timeline->segments[event->segment];
    const bool sided = segment->side == SIDE_LEFT || segment->side == SIDE_RIGHT;
    const bool whole = event->done_ms == event->at_ms - session->tries.from_ms;
    if (segment->kind != SEGMENT_MAX || !timeline->items[segment->item].stance || !sided ||
        !whole) {
        return;
    }
    Fact fact = fact_now(session, session__day(session, event->at_ms - session->player.began_ms));
    fact.body.balance_try = try_of(session, event);
    fact.body.balance_try.session = session__id_on(session, fact.day);
    if (session->tries.measures != NULL) {
        add_measures(&fact.body.balance_try, session->tries.measures);
    }
    session->tries.last = fact;
    session->tries.has_last = true;
    session->tries.was_taken = false;
    add_waiting(&session->tries, &fact);
    (void)session__keep_tries(session);
}

/* ---- after a kill ---------------------------------------------------------------------------- */

void session__find_last_try(Session *session)
{
    History history;
    if (store_history(session->ports.store, &history, NULL) != SF_OK) {
        return; /* then the newest try just cannot be corrected here */
    }
    for (int32_t i = 0; i < history.try_count; i++) {
        const HistoryTry *row = &history.tries[i];
        if (uuid_equal(row->fact.session, session__id_on(session, row->day))) {
            session->tries.has_last = true;
            session->tries.last = fact_now(session, row->day);
            session->tries.last.id = row->id;
            session->tries.last.at.utc_ms = row->utc_ms;
            session->tries.last.body.balance_try = row->fact;
        }
    }
    history_deinit(&history);
}

/* ---- stopping -------------------------------------------------------------------------------- */

bool session_last_try(const Session *session, Fact *out)
{
    if (session->tries.has_last) {
        *out = session->tries.last;
    }
    return session->tries.has_last;
}

/* ---- correcting ------------------------------------------------------------------------------ */

/* Replaces the record of the newest try. */
static SfError supersede(Session *session, const Fact *fact, SfErrorInfo *err)
{
    const SfError checked = fact_check(fact, err);
    if (checked != SF_OK) {
        return checked;
    }
    add_waiting(&session->tries, fact);
    const SfError error = session__keep_tries(session);
    return error == SF_OK ? SF_OK : sf_fail(err, error, "%s", session->trouble.text);
}

/* Replaces the newest try with this body. */
static SfError replace_last(Session *session, const TryFact *body, SfErrorInfo *err)
{
    SessionTries *tries = &session->tries;
    Fact fact = fact_now(session, tries->last.day);
    fact.at = tries->last.at;
    fact.supersedes = tries->last.id;
    fact.body.balance_try = *body;
    const SfError error = supersede(session, &fact, err);
    if (error == SF_OK) {
        tries->last = fact;
    }
    return error;
}

SfError session_correct_try(Session *session, const Fact *fact, SfErrorInfo *err)
{
    SessionTries *tries = &session->tries;
    if (!tries->has_last) {
        return sf_fail(err, SF_E_STATE, "there is no try to correct");
    }
    const TryFact *wanted = &fact->body.balance_try;
    TryFact body = tries->last.body.balance_try;
    body.time_ms = wanted->time_ms;
    body.end = wanted->end == TRY_CAP && wanted->time_ms < body.cap_ms ? TRY_UNSAID : wanted->end;
    body.supported = wanted->supported;
    return replace_last(session, &body, err);
}

SfError session_measure_try(Session *session, const SwayMeasures *measures, SfErrorInfo *err)
{
    if (!session->tries.has_last) {
        return sf_fail(err, SF_E_STATE, "there is no try to measure");
    }
    TryFact body = session->tries.last.body.balance_try;
    add_measures(&body, measures);
    return replace_last(session, &body, err);
}

SfError session_discard_try(Session *session, SfErrorInfo *err)
{
    SessionTries *tries = &session->tries;
    if (!tries->has_last) {
        return sf_fail(err, SF_E_STATE, "there is no try to take away");
    }
    Fact gone = fact_now(session, tries->last.day);
    gone.supersedes = tries->last.id;
    gone.tombstone = true;
    const SfError error = supersede(session, &gone, err);
    tries->has_last = error != SF_OK;
    tries->was_taken = error == SF_OK;
    return error;
}

SfError session_restore_try(Session *session, SfErrorInfo *err)
{
    SessionTries *tries = &session->tries;
    if (!tries->was_taken) {
        return sf_fail(err, SF_E_STATE, "no try was taken away");
    }
    Fact again = fact_now(session, tries->last.day);
    again.at = tries->last.at;
    again.body.balance_try = tries->last.body.balance_try;
    const SfError error = supersede(session, &again, err);
    if (error == SF_OK) {
        tries->last = again;
        tries->has_last = true;
        tries->was_taken = false;
    }
    return error;
}
