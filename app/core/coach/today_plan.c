/* SPDX-License-Identifier: MIT */
/* Which routines were followed on which days, and the weekly targets that follow from it. */
#include "today_plan.h"

#include <string.h>

/* The last stretch of a program, or NULL. */
static Following *last_stretch(const Plan *plan, const char *id)
{
    for (int32_t i = plan->stretch_count; i-- > 0;) {
        if (strcmp(plan->stretches[i].id, id) == 0) {
            return &plan->stretches[i];
        }
    }
    return NULL;
}

const Following *plan__open_stretch(const Plan *plan, const char *id)
{
    const Following *last = last_stretch(plan, id);
    return last != NULL && !last->ended ? last : NULL;
}

/* Following what is followed, perhaps in another version, goes on with it; so does following again
 * on the day it was stopped. */
static void begin_stretch(Plan *plan, const Following *begun)
{
    Following *last = last_stretch(plan, begun->id);
    if (last != NULL && (!last->ended || last->until >= begun->since - 1)) {
        last->ended = false;
        return;
    }
    plan->stretches[plan->stretch_count++] = *begun;
    if (begun->since < plan->followed_since) {
        plan->followed_since = begun->since;
    }
}

/* Nothing is due on the day the program is stopped. */
static void end_stretch(const Plan *plan, const char *id, Day day)
{
    Following *last = last_stretch(plan, id);
    if (last != NULL && !last->ended) {
        last->ended = true;
        last->until = day - 1;
    }
}

/* Somebody who chooses a program in the evening has missed nothing: the day of choosing counts only
 * if they trained. */
static Day first_day(const History *history, Day chosen, Day today)
{
    if (chosen == today) {
        return chosen;
    }
    for (int32_t i = 0; i < history->session_count; i++) {
        if (history->sessions[i].day == chosen && streak_session_counts(&history->sessions[i])) {
            return chosen;
        }
    }
    return chosen + 1;
}

static SfError read_follows(Plan *plan, const Library *library, const History *history, Day today)
{
    const size_t most = (size_t)history->follow_count;
    plan->stretches = arena_alloc(&plan->arena, most * sizeof(*plan->stretches));
    if (plan->stretches == NULL) {
        return SF_E_NOMEM;
    }
    for (int32_t i = 0; i < history->follow_count; i++) {
        const HistoryFollow *follow = &history->follows[i];
        const char *id = history->names[follow->program];
        if (follow->day > today) {
            continue;
        }
        if (follow->following) {
            const Following begun = {
                .id = id,
                .program = library_program(library, id),
                .chosen = follow->day,
                .since = first_day(history, follow->day, today),
            };
            begin_stretch(plan, &begun);
        } else {
            end_stretch(plan, id, follow->day);
        }
    }
    return SF_OK;
}

static bool counts_for_targets(const Following *stretch)
{
    return stretch->program != NULL && (!stretch->ended || stretch->until >= stretch->since);
}

static bool is_on(const Following *stretch, uint64_t bits, int32_t day)
{
    return bits == 0 || (bits >> stretch->stages.days[day] & 1) != 0;
}

bool plan__has_now(const Following *stretch, const Routine *routine)
{
    return !stretch->staged ||
           is_on(stretch, stage_bits(stretch->program, routine->id), stretch->stages.count - 1);
}

static SfError read_stages(Plan *plan, const History *history, Day today)
{
    SfError code = SF_OK;
    for (int32_t i = 0; code == SF_OK && i < plan->stretch_count; i++) {
        Following *stretch = &plan->stretches[i];
        stretch->staged = counts_for_targets(stretch) && stretch->program->stage_count > 0;
        if (stretch->staged) {
            const StageInput input = {
                .program = stretch->program,
                .history = history,
                .from = stretch->chosen,
                .to = stretch->ended ? stretch->until : today,
            };
            code = stage_fold(&stretch->stages, &plan->arena, &input);
        }
    }
    return code;
}

/* Gathers targets, or only counts them while there is no room for them yet. */
static void add_target(Plan *plan, const Target *target)
{
    if (plan->targets != NULL) {
        plan->targets[plan->target_count] = *target;
    }
    plan->target_count++;
}

/* One target a run of days on which the stage has the routine, so that the days gone by keep what
 * was asked of them. A routine that no day had leaves one that never applies: its sessions are
 * counted all the same. */
static void add_staged(Plan *plan, const Following *stretch, uint64_t bits, Target target)
{
    const int32_t before = plan->target_count;
    const int32_t count = stretch->stages.count;
    const Day from = stretch->stages.from;
    int32_t at = stretch->since > from ? stretch->since - from : 0;
    while (at < count) {
        while (at < count && !is_on(stretch, bits, at)) {
            at++;
        }
        const int32_t first = at;
        while (at < count && is_on(stretch, bits, at)) {
            at++;
        }
        if (first < at) {
            target.since = from + first;
            target.until = at < count || stretch->ended ? from + at - 1 : 0;
            add_target(plan, &target);
        }
    }
    if (plan->target_count == before) {
        target.until = target.since - 1;
        add_target(plan, &target);
    }
}

static SfError add_targets(Plan *plan, const Following *stretch)
{
    for (int32_t r = 0; r < stretch->program->routine_count; r++) {
        const Routine *routine = &stretch->program->routines[r];
        const Target target = {
            .routine = plan->targets == NULL
                           ? ""
                           : arena_printf(&plan->arena, "%s/%s", stretch->id, routine->id),
            .times_per_week = routine->mode == MODE_EXERCISE ? routine_times(routine) : 0,
            .rest_days = routine->rest_days,
            .since = stretch->since,
            .until = stretch->ended ? stretch->until : 0,
            .optional = routine->offer_if.count > 0,
        };
        if (target.routine == NULL) {
            return SF_E_NOMEM;
        }
        if (stretch->staged) {
            add_staged(plan, stretch, stage_bits(stretch->program, routine->id), target);
        } else {
            add_target(plan, &target);
        }
        stretch->targets[r] = plan->target_count - 1;
    }
    return SF_OK;
}

/* Runs twice: first to count the targets, then to store them. */
static SfError read_targets(Plan *plan)
{
    for (int pass = 0; pass < 2; pass++) {
        plan->target_count = 0;
        for (int32_t i = 0; i < plan->stretch_count; i++) {
            Following *stretch = &plan->stretches[i];
            if (!counts_for_targets(stretch)) {
                continue;
            }
            if (pass == 0) {
                stretch->targets =
                    arena_alloc(&plan->arena, (size_t)stretch->program->routine_count *
                                                  sizeof(*stretch->targets));
            }
            if (stretch->targets == NULL || add_targets(plan, stretch) != SF_OK) {
                return SF_E_NOMEM;
            }
        }
        if (pass == 0) {
            plan->targets =
                arena_alloc(&plan->arena, (size_t)plan->target_count * sizeof(*plan->targets));
            if (plan->targets == NULL) {
                return SF_E_NOMEM;
            }
        }
    }
    return SF_OK;
}

SfError plan__read(Plan *plan, const Library *library, StreakInput *input)
{
    SfError code = read_follows(plan, library, input->history, input->today);
    if (code == SF_OK) {
        code = read_stages(plan, input->history, input->today);
    }
    if (code == SF_OK) {
        code = read_targets(plan);
    }
    input->targets = plan->targets;
    input->target_count = plan->target_count;
    input->followed_since = plan->followed_since;
    return code;
}
