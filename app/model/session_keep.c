/* SPDX-License-Identifier: MIT */
/* Saves a session: the journal while it runs, its facts in the log when it has ended. */
#include "session_internal.h"

#include <string.h>

#include "surefoot/fact_fields.h"
#include "surefoot/log.h"

/* Design: a kill in a long walk loses at most this, and the disk is not written too often. */
#define SAVE_EVERY_MS 15000

static SfError commit(Session *session, SfError error)
{
    if (error == SF_OK) {
        error = store_commit(session->ports.store, NULL, &session->trouble);
    }
    if (error != SF_OK) {
        store_rollback(session->ports.store);
    } else {
        session->trouble.text[0] = '\0';
    }
    return error;
}

/* A measured number within the range of its field in the log: a session that was open for years is
 * saved as one of a year. */
static int64_t within(const char *name, int64_t value)
{
    const FactField *field = fact_field(FACT_SESSION, name);
    return value < field->min ? field->min : value > field->max ? field->max : value;
}

/* ---- the journal ---------------------------------------------------------------------------- */

/* The timeline is the large part of the journal and is written once; the rest at each segment. */
static SfError put_timeline(Session *session)
{
    char *text = NULL;
    if (session->timeline_kept) {
        return SF_OK;
    }
    SfError error = timeline_to_json(session_timeline(session), &text);
    if (error != SF_OK) {
        return sf_fail(&session->trouble, error, "the session could not be written down");
    }
    error = store_journal_put(session->ports.store, JOURNAL_TIMELINE, text, &session->trouble);
    sf_free(text);
    return error;
}

static SfError put_state(Session *session)
{
    const PlayerSnapshot snapshot = player_snapshot(&session->player);
    Journal journal = {
        .timeline = *session_timeline(session),
        .session = session->id,
        .started = session->started,
        .updated = session__wall(session),
        .elapsed_ms = session_ended(session) ? 0 : snapshot.elapsed_ms,
        .spent_ms = within("duration_ms", session__spent(session)),
        .worked_ms = snapshot.worked.at_ms,
        .ended = session_ended(session),
        .ended_early = session->player.ended_early,
        .credits = session->player.credits,
        .credit_count = snapshot.credit_count,
        .extra_ms = session->player.extra_ms,
    };
    (void)sf_format(journal.key, sizeof(journal.key), "%s", snapshot.key);
    char *text = NULL;
    SfError error = journal_write(&journal, &text);
    if (error != SF_OK) {
        return sf_fail(&session->trouble, error, "the session could not be written down");
    }
    error = store_journal_put(session->ports.store, JOURNAL_STATE, text, &session->trouble);
    sf_free(text);
    return error;
}

void session_save(Session *session)
{
    if (session->ports.store == NULL || session->is_logged ||
        session->player.state == PLAYER_IDLE) {
        return;
    }
    if (!session->has_journal) {
        (void)session__keep_tries(session);
        return;
    }
    session->saved_ms = session__now(session);
    (void)session__keep_tries(session);
    SfError error = store_begin(session->ports.store, &session->trouble);
    if (error == SF_OK) {
        error = put_timeline(session);
    }
    if (error == SF_OK) {
        error = put_state(session);
    }
    session->timeline_kept = commit(session, error) == SF_OK;
    if (session->timeline_kept) {
        session->is_journalled = true;
        session->journalled_sets = player_tally(&session->player, -1).done;
    }
}

/* Only where a kill would lose more than the start of a set. */
void session__save_place(Session *session, int64_t now_ms)
{
    if (session->player.state == PLAYER_RUNNING && now_ms - session->saved_ms >= SAVE_EVERY_MS &&
        player_snapshot(&session->player).elapsed_ms > 0) {
        session_save(session);
    }
}

static SfError read_journal(Journal *out, Store *store, SfErrorInfo *err)
{
    char *timeline = NULL;
    char *state = NULL;
    SfError error = store_journal_get(store, JOURNAL_STATE, &state, err);
    if (error == SF_OK && state == NULL) {
        error = sf_fail(err, SF_E_NOTFOUND, "no session is waiting");
    }
    if (error == SF_OK) {
        error = store_journal_get(store, JOURNAL_TIMELINE, &timeline, err);
    }
    if (error == SF_OK) {
        error = journal_read(out, timeline != NULL ? timeline : "", state, err);
    }
    sf_free(timeline);
    sf_free(state);
    return error;
}

bool session__journal_is_free(const SessionPorts *ports)
{
    Journal journal = {0};
    int64_t other = 0;
    if (ports->store == NULL || !store_own(ports->store, &other)) {
        return false;
    }
    const SfError error = read_journal(&journal, ports->store, NULL);
    journal_deinit(&journal);
    /* A broken journal can never be continued, so it does not count as waiting. */
    return error == SF_E_NOTFOUND || error == SF_E_INPUT;
}

SfError session__recover(Session *session, SfErrorInfo *err)
{
    int64_t other = 0;
    Journal journal = {0};
    if (!store_own(session->ports.store, &other)) {
        return sf_fail(err, SF_E_STATE, "Surefoot is open already (process %lld)",
                       (long long)other);
    }
    SfError error = read_journal(&journal, session->ports.store, err);
    if (error != SF_OK) {
        return error;
    }
    session->timelines[0] = journal.timeline;
    journal.timeline = (Timeline){0};
    session->has_journal = true;
    session->is_journalled = true;
    session->timeline_kept = true;
    session->profile.stance = session->timelines[0].stance;
    session->id = journal.session;
    session->started = journal.started;
    session->since_ms = session__now(session);
    const PlayerSnapshot snapshot = {
        .key = journal.key,
        .elapsed_ms = journal.elapsed_ms,
        .credits = journal.credits,
        .credit_count = journal.credit_count,
        .extra_ms = journal.extra_ms,
        .worked = {.at_ms = journal.worked_ms, .spent_ms = journal.spent_ms},
        .began_ms = session->since_ms - journal.worked_ms,
        .away_ms = journal.worked_ms - journal.spent_ms,
    };
    error = player_restore(&session->player, &session->timelines[0], &snapshot);
    if (error == SF_OK && journal.ended) {
        (void)player_leave(&session->player, session__now(session));
        session->player.ended_early = journal.ended_early;
        session->player.event_count = 0;
    }
    session->interrupted = session->player.interrupted;
    if (error != SF_OK) {
        (void)sf_fail(err, error, "the interrupted session cannot be read");
    } else {
        session->journalled_sets = player_tally(&session->player, -1).done;
    }
    journal_deinit(&journal);
    if (error == SF_OK) {
        session__find_last_try(session);
    }
    return error;
}

/* ---- the log -------------------------------------------------------------------------------- */

void session__log_hurt(Session *session)
{
    if (session->ports.store == NULL) {
        return;
    }
    Fact fact = log_fact(session->ports.platform, session->ports.store, FACT_ANSWER);
    const Day day = session__day(session, session->player.worked.at_ms);
    fact.body.answer =
        (AnswerFact){.session = session__id_on(session, day), .question = "it.hurts", .yes = true};
    if (log_add(session->ports.store, &fact, 1, &session->trouble) == SF_OK) {
        session->trouble.text[0] = '\0';
    }
}

static SetFact set_fact(const Session *session, Uuid id, int32_t index)
{
    const Timeline *timeline = session_timeline(session);
    const Segment *segment = &timeline->segments[index];
    const Item *item = &timeline->items[segment->item];
    const Credit *credit = &session->player.credits[index];
    return (SetFact){
        .session = id,
        .key = segment->key,
        .exercise = item->exercise,
        .kind = segment->kind,
        .side = segment->side,
        .outcome = credit->outcome,
        .done_ms = credit->done_ms,
        .reps = credit->reps,
        .planned_ms = segment->length_ms,
        .planned_reps = segment->kind == SEGMENT_REPS ? item->reps : 0,
        .eased = credit->eased,
    };
}

/* The side that began, for routines in which the sides take turns to begin. */
static Side first_side(const Timeline *timeline)
{
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        const Segment *segment = &timeline->segments[i];
        if (segment_is_work(segment->kind) && segment->side != SIDE_NONE &&
            segment->side != SIDE_BOTH) {
            return segment->side;
        }
    }
    return SIDE_NONE;
}

static SessionEnd end_of(const Session *session, PlayerTally tally)
{
    if (!session->player.ended_early) {
        return SESSION_COMPLETE;
    }
    return tally.hurt ? SESSION_HURT : SESSION_LEFT;
}

/* What was done, for one record. The time spent up to its last set belongs to a day; the rest
 * belongs to the last day. */
static SessionFact session_fact(const Session *session, const SessionDay *day, int64_t *told_ms)
{
    const Timeline *timeline = session_timeline(session);
    const PlayerTally tally = player_tally(&session->player, -1);
    const int64_t spent_ms = within("duration_ms", session__spent(session));
    int64_t until_ms = day->last ? spent_ms : *told_ms;
    int64_t work_ms = 0;
    int32_t whole = 0;
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        if (session__holds(session, day, i)) {
            const int64_t by_ms = session->player.credits[i].when.spent_ms;
            const PlayerTally set = player_tally_set(&session->player, i);
            work_ms += set.work_ms;
            whole += set.whole;
            until_ms = by_ms > until_ms && by_ms <= spent_ms ? by_ms : until_ms;
        }
    }
    const int64_t before_ms = *told_ms;
    *told_ms = until_ms;
    return (SessionFact){
        .program = timeline->program,
        .program_hash = timeline->hash,
        .routine = timeline->routine,
        .title = timeline->title,
        .end = day->last ? end_of(session, tally) : SESSION_LEFT,
        .duration_ms = until_ms - before_ms,
        .work_ms = within("work_ms", work_ms),
        .first_side = first_side(timeline),
        .sets_done = whole,
        .sets_planned = tally.planned,
        .mode = timeline->mode,
        .note = "",
    };
}

/* The time of the first set of a record; for the first day, the start of the session. */
static Instant begin_of(const Session *session, const SessionDay *day)
{
    int64_t first_ms = INT64_MAX;
    for (int32_t i = 0; i < session_timeline(session)->segment_count; i++) {
        const int64_t at_ms = session->player.credits[i].when.at_ms;
        if (session__holds(session, day, i) && session__day(session, at_ms) == day->day) {
            first_ms = at_ms < first_ms ? at_ms : first_ms;
        }
    }
    const bool started = session__day(session, 0) == day->day || first_ms == INT64_MAX;
    return started ? session->started : session__instant(session, first_ms);
}

static SfError add_day(Session *session, const SessionDay *day, int64_t *told_ms)
{
    Store *store = session->ports.store;
    Fact fact = log_fact(session->ports.platform, store, FACT_SESSION);
    fact.id = session__id_on(session, day->day);
    fact.at = begin_of(session, day);
    fact.day = day->day;
    fact.body.session = session_fact(session, day, told_ms);
    SfError error = store_add(store, &fact, &session->trouble);
    session->logged = fact;
    for (int32_t i = 0; i < session_timeline(session)->segment_count && error == SF_OK; i++) {
        if (!session__holds(session, day, i)) {
            continue;
        }
        Fact set = log_fact(session->ports.platform, store, FACT_SET);
        set.day = fact.day;
        set.body.set = set_fact(session, fact.id, i);
        error = store_add(store, &set, &session->trouble);
    }
    return error;
}

/* Adds a record for each day: sets belong to the day on which they were done. */
static SfError add_facts(Session *session)
{
    Store *store = session->ports.store;
    int64_t told_ms = 0;
    SessionDay day = session__first_day(session);
    SfError error = add_day(session, &day, &told_ms);
    while (error == SF_OK && session__next_day(session, &day)) {
        error = add_day(session, &day, &told_ms);
    }
    if (error == SF_OK && session->program != NULL) {
        error = store_program_put(store, session->program->hash, session->program->id,
                                  session->program->source, session->program->source_size,
                                  &session->trouble);
    }
    if (error == SF_OK && session->has_journal) {
        error = store_journal_clear(store, &session->trouble);
    }
    return error;
}

SfError session_log(Session *session)
{
    if (session->is_logged || !session_ended(session)) {
        return SF_OK;
    }
    if (session->ports.store == NULL) {
        return sf_fail(&session->trouble, SF_E_IO, "nothing is kept this time");
    }
    SfError error = session__keep_tries(session);
    if (error == SF_OK) {
        error = store_begin(session->ports.store, &session->trouble);
    }
    if (error == SF_OK) {
        error = commit(session, add_facts(session));
    }
    session->is_logged = error == SF_OK;
    return error;
}

static Fact pain_fact(const Session *session, Side knee, int32_t level)
{
    Fact fact = log_fact(session->ports.platform, session->ports.store, FACT_PAIN);
    fact.day = session->logged.day;
    fact.body.pain =
        (PainFact){.session = session->id, .knee = knee, .moment = PAIN_WORST, .level = level};
    return fact;
}

SfError session_answer(Session *session, const SessionAnswers *answers, SfErrorInfo *err)
{
    if (!session->is_logged) {
        const SfError error = session_log(session);
        if (error != SF_OK) {
            return sf_fail(err, error, "%s", session->trouble.text);
        }
    }
    Fact facts[3];
    int32_t count = 0;
    if (answers->pain_left >= 0) {
        facts[count++] = pain_fact(session, SIDE_LEFT, answers->pain_left);
    }
    if (answers->pain_right >= 0) {
        facts[count++] = pain_fact(session, SIDE_RIGHT, answers->pain_right);
    }
    if (answers->effort != EFFORT_NONE || answers->note[0] != '\0') {
        Fact fact = session->logged;
        const Fact fresh = log_fact(session->ports.platform, session->ports.store, FACT_SESSION);
        fact.id = fresh.id;
        fact.supersedes = session->logged.id;
        fact.body.session.effort = answers->effort;
        fact.body.session.note = answers->note;
        facts[count++] = fact;
    }
    return count == 0 ? SF_OK : log_add(session->ports.store, facts, count, err);
}

SfError session_discard(Session *session, SfErrorInfo *err)
{
    Store *store = session->ports.store;
    if (!session->has_journal) {
        return SF_OK;
    }
    SfError error = store_begin(store, err);
    if (error == SF_OK) {
        error = store_journal_clear(store, err);
    }
    if (error == SF_OK) {
        error = store_commit(store, NULL, err);
    }
    if (error != SF_OK) {
        store_rollback(store);
    }
    return error;
}
