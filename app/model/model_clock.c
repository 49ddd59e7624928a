/* SPDX-License-Identifier: MIT */
/* Corrects records in the log, once, that were made while the clock was ahead. */
#include "model_parts.h"

#include <string.h>

#include "surefoot/log.h"

/* 2026-11-01. Surefoot is younger than that: a clock that shows an earlier day is wrong. */
#define FIRST_DAY 20758
#define AHEAD_MOST 64

/* Records with a date in the future, in the form in which they are written again. */
typedef struct Ahead {
    const Model *model;
    Day today;
    Arena texts;
    Fact facts[AHEAD_MOST];
    int32_t count;
    bool nomem;
} Ahead;

/* Today, or the day of the last session if that is later: the clock may have been right on that day
 * and be behind today. */
static Day right_day(const Ahead *ahead)
{
    const History *history = &ahead->model->history;
    const int32_t count = history->session_count;
    const Day trained = count > 0 ? history->sessions[count - 1].day : ahead->today;
    return trained > ahead->today ? trained : ahead->today;
}

static const char *keep(Ahead *ahead, const char *text)
{
    const char *copy = arena_copy(&ahead->texts, text, strlen(text));
    ahead->nomem = ahead->nomem || copy == NULL;
    return copy;
}

/* Removes a record that was superseded from the list. */
static void forget(Ahead *ahead, Uuid id)
{
    for (int32_t i = 0; i < ahead->count; i++) {
        if (uuid_equal(ahead->facts[i].supersedes, id)) {
            memmove(&ahead->facts[i], &ahead->facts[i + 1],
                    (size_t)(ahead->count - i - 1) * sizeof(Fact));
            ahead->count--;
            return;
        }
    }
}

static bool take(void *context, const Fact *fact)
{
    Ahead *ahead = context;
    forget(ahead, fact->supersedes);
    const bool follows = fact->kind == FACT_FOLLOW;
    const bool ticks = fact->kind == FACT_ANSWER && fact->body.answer.yes &&
                       flag_ticks(fact->body.answer.question);
    if (fact->tombstone || !(follows || ticks) || ahead->count == AHEAD_MOST) {
        return true;
    }
    const Day day = right_day(ahead);
    if (fact->day <= day + HISTORY_DATE_LINE_DAYS) {
        return true;
    }
    Fact *right = &ahead->facts[ahead->count];
    *right = *fact;
    right->supersedes = fact->id;
    right->day = day;
    if (follows) {
        right->body.follow.program = keep(ahead, fact->body.follow.program);
        right->body.follow.hash = keep(ahead, fact->body.follow.hash);
    } else {
        right->body.answer.question = keep(ahead, fact->body.answer.question);
    }
    ahead->count++;
    return !ahead->nomem;
}

/* Gives the records new ids, and instants of now in their old order. */
static void stamp(Ahead *ahead)
{
    for (int32_t i = 0; i < ahead->count; i++) {
        Fact *right = &ahead->facts[i];
        const Fact now = log_fact(ahead->model->platform, ahead->model->store, right->kind);
        right->id = now.id;
        right->device = now.device;
        right->at = now.at;
        right->at.utc_ms += i;
    }
}

bool model__put_clock_right(const Model *model)
{
    Ahead *ahead = sf_alloc(sizeof(*ahead));
    if (ahead == NULL) {
        return false;
    }
    ahead->model = model;
    ahead->today = calendar_day_of(log_now(model->platform), CALENDAR_DAY_START_MIN);
    bool done = false;
    if (ahead->today >= FIRST_DAY && store_each(model->store, take, ahead, NULL) == SF_OK &&
        !ahead->nomem && ahead->count > 0) {
        stamp(ahead);
        done = log_add(model->store, ahead->facts, ahead->count, NULL) == SF_OK;
    }
    arena_deinit(&ahead->texts);
    sf_free(ahead);
    return done;
}
