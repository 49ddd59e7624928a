/* SPDX-License-Identifier: MIT */
/* Stages: in which stage of a program a person is. */
#include "surefoot/stage.h"

#include <string.h>

#include "surefoot/limits.h"
#include "surefoot/streak.h"

_Static_assert(LIMIT_STAGES <= 64, "a stage has its bit");

typedef struct Walk {
    const StageInput *input;
    const uint64_t *groups; /* of each name of the log, the stages that list it */
    int32_t index;
    Day since;
} Walk;

uint64_t stage_bits(const Program *program, const char *routine)
{
    uint64_t bits = 0;
    for (int32_t s = 0; s < program->stage_count; s++) {
        const Stage *stage = &program->stages[s];
        for (int32_t r = 0; r < stage->routine_count; r++) {
            if (strcmp(stage->routines[r], routine) == 0) {
                bits |= UINT64_C(1) << s;
            }
        }
    }
    return bits;
}

/* The part of "program/routine" behind the program, or NULL if it is another one. */
static const char *routine_of(const char *name, const char *program)
{
    const size_t size = strlen(program);
    return strncmp(name, program, size) == 0 && name[size] == '/' ? name + size + 1 : NULL;
}

static const uint64_t *read_groups(Arena *arena, const StageInput *input)
{
    const History *history = input->history;
    uint64_t *groups = arena_alloc(arena, (size_t)history->name_count * sizeof(*groups));
    for (int32_t i = 0; groups != NULL && i < history->name_count; i++) {
        const char *routine = routine_of(history->names[i], input->program->id);
        groups[i] = routine != NULL ? stage_bits(input->program, routine) : 0;
    }
    return groups;
}

/* The whole log, or what happened in the current stage. */
static CriteriaScope scope_of(const Walk *walk, Day day, bool whole)
{
    CriteriaScope scope = {
        .history = walk->input->history,
        .today = day,
        .since = CALENDAR_DAY_MIN,
    };
    if (!whole) {
        scope.since = walk->since;
        scope.groups = walk->groups;
        scope.group = UINT64_C(1) << walk->index;
    }
    return scope;
}

static bool known_to_fail(CriterionList list, const CriteriaScope *scope)
{
    for (int32_t i = 0; i < list.count; i++) {
        if (criterion_state(&list.items[i], scope).verdict == VERDICT_UNMET) {
            return true;
        }
    }
    return false;
}

static int32_t begin_stage(const Walk *walk)
{
    const Program *program = walk->input->program;
    int32_t index = 0;
    for (int32_t i = 0; i < program->stage_count; i++) {
        index = program->stages[i].begin ? i : index;
    }
    const CriteriaScope scope = scope_of(walk, walk->since - 1, true);
    while (index > 0 && known_to_fail(program->stages[index].enter, &scope)) {
        index--;
    }
    return index;
}

/* The first criterion that the next stage waits for, or NULL. */
static const Criterion *missing(const Walk *walk, Day day, CriterionState *state)
{
    const Stage *stage = &walk->input->program->stages[walk->index];
    const CriteriaScope whole = scope_of(walk, day, true);
    const CriteriaScope here = scope_of(walk, day, false);
    for (int32_t i = 0; i < stage->advance.count; i++) {
        const Criterion *criterion = &stage->advance.items[i];
        *state =
            criterion_state(criterion, criterion->kind == CRITERION_SESSIONS_MIN ? &here : &whole);
        if (state->verdict != VERDICT_MET) {
            return criterion;
        }
    }
    const CriterionList *enter = &stage[1].enter;
    for (int32_t i = 0; i < enter->count; i++) {
        *state = criterion_state(&enter->items[i], &whole);
        if (state->verdict != VERDICT_MET) {
            return &enter->items[i];
        }
    }
    return NULL;
}

/* True if there is a next stage, and something to wait for. */
static bool leads_on(const Program *program, int32_t index)
{
    const Stage *stage = &program->stages[index];
    return index + 1 < program->stage_count && stage[0].advance.count + stage[1].enter.count > 0;
}

/* The stage of the day after, by what is known at the end of the day. */
static int32_t next_stage(const Walk *walk, Day day)
{
    const Program *program = walk->input->program;
    const CriteriaScope here = scope_of(walk, day, false);
    if (walk->index > 0 && known_to_fail(program->stages[walk->index].step_back, &here)) {
        return walk->index - 1;
    }
    CriterionState state;
    return leads_on(program, walk->index) && missing(walk, day, &state) == NULL ? walk->index + 1
                                                                                : walk->index;
}

SfError stage_fold(StageFold *out, Arena *arena, const StageInput *input)
{
    const Day limit = input->to - STREAK_SPAN_DAYS;
    const Day from = input->from > limit ? input->from : limit;
    Walk walk = {.input = input, .groups = read_groups(arena, input), .since = from};
    *out = (StageFold){.from = from, .count = input->to - from + 1};
    out->days = arena_alloc(arena, (size_t)out->count);
    if (walk.groups == NULL || out->days == NULL) {
        return SF_E_NOMEM;
    }
    walk.index = begin_stage(&walk);
    for (int32_t i = 0; i < out->count; i++) {
        const Day day = from + i;
        const int32_t index = i == 0 ? walk.index : next_stage(&walk, day - 1);
        if (index != walk.index) {
            walk.index = index;
            walk.since = day;
        }
        out->days[i] = (uint8_t)index;
    }
    out->now = (StageNow){
        .program = input->program,
        .index = walk.index,
        .since = walk.since,
        .tomorrow = next_stage(&walk, input->to),
    };
    if (leads_on(input->program, walk.index)) {
        out->now.needs = missing(&walk, input->to, &out->now.state);
    }
    return SF_OK;
}
