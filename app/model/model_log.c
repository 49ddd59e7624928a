/* SPDX-License-Identifier: MIT */
/* What the person adds by hand, and taking it back; what the log says of a routine. */
#include "model_parts.h"

#include <string.h>

#include "surefoot/limits.h"
#include "surefoot/log.h"

#define NEXT_DAYS 7

SfError
model_add(Model *model, const Fact *facts, int32_t count, const char *text, SfErrorInfo *err)
{
    SF_ASSERT(count > 0 && count <= MODEL_UNDO);
    const SfError error = log_add(model->store, facts, count, err);
    if (error != SF_OK) {
        return error;
    }
    model_end_undo(model);
    model->undo.kind = facts[0].kind;
    model->undo.count = count;
    for (int32_t i = 0; i < count; i++) {
        model->undo.ids[i] = facts[i].id;
    }
    (void)sf_format(model->undo.text, sizeof(model->undo.text), "%s", text);
    model->undo.until_ms =
        model->platform->now_ms(model->platform->context) + (int64_t)MODEL_UNDO_MS;
    model_refresh(model);
    return SF_OK;
}

/* Adds a correction or a deletion of what was; undo writes that again. */
static SfError
change(Model *model, const Fact *fact, const Fact *was, const char *text, SfErrorInfo *err)
{
    const SfError error = model_add(model, fact, 1, text, err);
    if (error == SF_OK) {
        model->undo.restores = true;
        model->undo.before = *was;
    }
    return error;
}

SfError model_change_try(Model *model,
                         const HistoryTry *old,
                         const TryFact *corrected,
                         const char *text,
                         SfErrorInfo *err)
{
    const HistoryTry before = *old;
    Fact fact = model_fact(model, FACT_TRY);
    fact.supersedes = before.id;
    fact.tombstone = corrected == NULL;
    fact.at.utc_ms = before.utc_ms;
    fact.day = before.day;
    if (corrected != NULL) {
        fact.body.balance_try = *corrected;
        fact.body.balance_try.session = before.fact.session;
        fact.body.balance_try.place = before.fact.place;
    }
    Fact was = fact;
    was.body.balance_try = before.fact;
    return change(model, &fact, &was, text, err);
}

void model_undo(Model *model)
{
    Fact facts[MODEL_UNDO];
    const int32_t count = model->undo.count;
    for (int32_t i = 0; i < count; i++) {
        facts[i] = model_fact(model, model->undo.kind);
        facts[i].supersedes = model->undo.ids[i];
        facts[i].tombstone = !model->undo.restores;
        if (model->undo.restores) {
            facts[i].at.utc_ms = model->undo.before.at.utc_ms;
            facts[i].day = model->undo.before.day;
            facts[i].body = model->undo.before.body;
        }
    }
    SfErrorInfo err = {0};
    if (count > 0 && log_add(model->store, facts, count, &err) != SF_OK) {
        model_notice(model, "%s", err.text);
    }
    model__restore_program(model);
    model_end_undo(model);
    model_refresh(model);
}

const HistoryStatus *model_status(const Model *model)
{
    return history_status(&model->history, model_day(model));
}

/* Ends one absence or rest mark from today on. */
static SfError end_status(Model *model, const HistoryStatus *status, SfErrorInfo *err)
{
    const Day today = model_day(model);
    Fact fact = model_fact(model, FACT_STATUS);
    fact.supersedes = status->id;
    fact.tombstone = status->from >= today;
    if (!fact.tombstone) {
        fact.body.status =
            (StatusFact){.status = status->status, .from = status->from, .to = today - 1};
    }
    return log_add(model->store, &fact, 1, err);
}

SfError model_end_status(Model *model, SfErrorInfo *err)
{
    const Day today = model_day(model);
    SfError error = SF_OK;
    for (int32_t i = 0; error == SF_OK && i < model->history.status_count; i++) {
        const HistoryStatus *status = &model->history.statuses[i];
        if (status->from <= today && today <= status->to) {
            error = end_status(model, status, err);
        }
    }
    model_end_undo(model);
    model_refresh(model);
    return error;
}

SfError
model_take_back(Model *model, const HistoryStatus *status, const char *text, SfErrorInfo *err)
{
    Fact fact = model_fact(model, FACT_STATUS);
    Fact was = fact;
    was.body.status =
        (StatusFact){.status = status->status, .from = status->from, .to = status->to};
    fact.supersedes = status->id;
    fact.tombstone = true;
    return change(model, &fact, &was, text, err);
}

bool model_day_counts(const Model *model)
{
    return model->today.streak.week[calendar_weekday(model_day(model))] == MARK_TRAINED;
}

NextDue model_next_due(const Model *model)
{
    NextDue next = {0};
    const Day today = model_day(model);
    Today *day = sf_alloc(sizeof(*day));
    for (Day ahead = 0; day != NULL && next.routine == NULL && ahead <= NEXT_DAYS; ahead++) {
        if (history_status(&model->history, today + ahead) != NULL) {
            continue;
        }
        if (today_compute(day, &model->library, &model->history, today + ahead) != SF_OK) {
            break;
        }
        if (day->due_count == 0) {
            continue;
        }
        const DueRoutine *first = &day->due[0];
        const bool leads = routine_times(first->routine) > 0 || day->returning;
        const bool wanted =
            leads && (first->state == DUE_NOW || (ahead > 0 && first->state == DUE_OPEN));
        if (wanted) {
            next = (NextDue){.routine = first->routine, .day = today + ahead};
        }
    }
    sf_free(day);
    return next;
}

bool model_last_done(const Model *model, const Program *program, const Routine *routine, Day *day)
{
    char path[2 * LIMIT_ID_BYTES + 2];
    (void)sf_format(path, sizeof(path), "%s/%s", program->id, routine->id);
    const History *history = &model->history;
    for (int32_t i = history->session_count; i-- > 0;) {
        const HistorySession *session = &history->sessions[i];
        if (session->day <= model_day(model) && session_did_something(session) &&
            strcmp(history->names[session->routine], path) == 0) {
            *day = session->day;
            return true;
        }
    }
    return false;
}
