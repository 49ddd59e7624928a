/* SPDX-License-Identifier: MIT */
/* Entries by hand and undoing them; and what the log knows about a routine. */
#include "model_parts.h"

#include <string.h>

#include "surefoot/limits.h"
#include "surefoot/log.h"

#define NEXT_DAYS 7

/* Adds facts in one transaction. `back`: the records that undo them, owned from now on. */
static SfError
add(Model *model, const Fact *facts, Fact *back, int32_t count, const char *text, SfErrorInfo *err)
{
    const SfError error = back != NULL ? log_add(model->store, facts, count, err)
                                       : sf_fail(err, SF_E_NOMEM, "out of memory");
    if (error != SF_OK) {
        sf_free(back);
        return error;
    }
    model_end_undo(model);
    model->undo = (ModelUndo){.kind = facts[0].kind, .back = back, .count = count};
    (void)sf_format(model->undo.text, sizeof(model->undo.text), "%s", text);
    model->undo.until_ms =
        model->platform->now_ms(model->platform->context) + (int64_t)MODEL_UNDO_MS;
    model_refresh(model);
    return SF_OK;
}

SfError
model_add(Model *model, const Fact *facts, int32_t count, const char *text, SfErrorInfo *err)
{
    SF_ASSERT(count > 0);
    return add(model, facts, model__deletions(model, facts, count), count, text, err);
}

/* The record that undoes a correction or deletion: like `fact`, but with the old body. */
static Fact restoring(const Model *model, const Fact *fact)
{
    Fact back = *fact;
    back.id = model_fact(model, fact->kind).id;
    back.supersedes = fact->id;
    back.tombstone = false;
    return back;
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
    Fact *back = sf_alloc(sizeof(*back));
    if (back != NULL) {
        *back = restoring(model, &fact);
        back->body.balance_try = before.fact;
    }
    return add(model, &fact, back, 1, text, err);
}

void model_undo(Model *model)
{
    const ModelUndo *undo = &model->undo;
    SfErrorInfo err = {0};
    if (undo->count > 0 && log_add(model->store, undo->back, undo->count, &err) != SF_OK) {
        model_notice(model, "%s", err.text);
    }
    model__restore_program(model);
    model_end_undo(model);
    model_refresh(model);
}

/* ---- sick, away, resting -------------------------------------------------------------------- */

SfError model_mark(Model *model, const StatusFact *mark, const char *text, SfErrorInfo *err)
{
    Fact fact = model_fact(model, FACT_STATUS);
    fact.at.utc_ms = history_status_ms(&model->history, fact.at.utc_ms);
    fact.body.status = *mark;
    return model_add(model, &fact, 1, text, err);
}

/* The record that ends a mark with the day `last`, or deletes it if no day is left; *back restores
 * it. The days that are left keep the instant at which the mark was made. */
static Fact end_mark(const Model *model, const HistoryStatus *mark, Day last, Fact *back)
{
    Fact fact = model_fact(model, FACT_STATUS);
    fact.supersedes = mark->id;
    fact.at.utc_ms = mark->utc_ms;
    fact.day = mark->day;
    *back = restoring(model, &fact);
    back->body.status = (StatusFact){mark->status, mark->from, mark->to};
    fact.tombstone = last < mark->from;
    if (!fact.tombstone) {
        fact.body.status = (StatusFact){mark->status, mark->from, last};
    }
    return fact;
}

SfError model_end_marks(Model *model, const char *text, SfErrorInfo *err)
{
    const History *history = &model->history;
    const Day today = model_day(model);
    if (history_status(history, today) == NULL) {
        return SF_OK;
    }
    const size_t most = (size_t)history->status_count;
    Fact *facts = sf_alloc(most * sizeof(*facts));
    Fact *back = sf_alloc(most * sizeof(*back));
    if (facts == NULL || back == NULL) {
        sf_free(facts);
        sf_free(back);
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    int32_t count = 0;
    for (int32_t i = 0; i < history->status_count; i++) {
        const HistoryStatus *mark = &history->statuses[i];
        if (mark->from <= today && today <= mark->to) {
            facts[count] = end_mark(model, mark, today - 1, &back[count]);
            count++;
        }
    }
    const SfError error = add(model, facts, back, count, text, err);
    sf_free(facts);
    return error;
}

SfError model_take_back(Model *model, const HistoryStatus *mark, const char *text, SfErrorInfo *err)
{
    Fact *back = sf_alloc(sizeof(*back));
    if (back == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    const Fact fact = end_mark(model, mark, mark->from - 1, back);
    return add(model, &fact, back, 1, text, err);
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
        if (today_compute(day, &model->library, &model->history, today + ahead) != SF_OK) {
            break;
        }
        if (day->lead == LEAD_DUE && (ahead > 0 || day->due[0].state == DUE_NOW)) {
            next = (NextDue){.routine = day->due[0].routine, .day = today + ahead};
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
