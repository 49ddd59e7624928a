/* SPDX-License-Identifier: MIT */
#include "surefoot/today.h"

#include <string.h>

#include "streak_fold.h"

#define KNEE_DAYS 14

/* One stretch of following one program. */
typedef struct Following {
    const char *id;
    const Program *program; /* NULL if the library has it no more */
    Day since;
    Day until; /* last Day, if ended */
    bool ended;
    int32_t first_target; /* its routines are targets from here on, in program order */
} Following;

typedef struct Plan {
    Arena arena;
    Following *stretches;
    int32_t stretch_count;
    Target *targets;
    int32_t target_count;
    Day followed_since;
} Plan;

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

static const Following *open_stretch(const Plan *plan, const char *id)
{
    const Following *last = last_stretch(plan, id);
    return last != NULL && !last->ended ? last : NULL;
}

/* Following what is followed, perhaps in another version, goes on with it; so does following again
 * on the day it was stopped. */
static void begin_stretch(Plan *plan, const Library *library, const char *id, Day day)
{
    Following *last = last_stretch(plan, id);
    if (last != NULL && (!last->ended || last->until >= day - 1)) {
        last->ended = false;
        return;
    }
    plan->stretches[plan->stretch_count++] =
        (Following){.id = id, .program = library_program(library, id), .since = day};
    if (day < plan->followed_since) {
        plan->followed_since = day;
    }
}

/* The day it is stopped is not asked for any more. */
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
        if (history->sessions[i].day == chosen) {
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
            begin_stretch(plan, library, id, first_day(history, follow->day, today));
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

static SfError read_targets(Plan *plan)
{
    size_t count = 0;
    for (int32_t i = 0; i < plan->stretch_count; i++) {
        if (counts_for_targets(&plan->stretches[i])) {
            count += (size_t)plan->stretches[i].program->routine_count;
        }
    }
    plan->targets = arena_alloc(&plan->arena, count * sizeof(*plan->targets));
    if (plan->targets == NULL) {
        return SF_E_NOMEM;
    }
    for (int32_t i = 0; i < plan->stretch_count; i++) {
        Following *stretch = &plan->stretches[i];
        stretch->first_target = plan->target_count;
        if (!counts_for_targets(stretch)) {
            continue;
        }
        for (int32_t r = 0; r < stretch->program->routine_count; r++) {
            const Routine *routine = &stretch->program->routines[r];
            const char *name = arena_printf(&plan->arena, "%s/%s", stretch->id, routine->id);
            if (name == NULL) {
                return SF_E_NOMEM;
            }
            plan->targets[plan->target_count++] = (Target){
                .routine = name,
                .times_per_week = routine->times_per_week,
                .rest_days = routine->rest_days,
                .since = stretch->since,
                .until = stretch->ended ? stretch->until : 0,
                .optional = routine->offer_if.count > 0,
            };
        }
    }
    return SF_OK;
}

static bool step_loads_knee(const Step *step)
{
    if (step->dose.kind == STEP_WALK || step->dose.kind == STEP_RUN) {
        return true;
    }
    return step->exercise != NULL &&
           (step->exercise->load == LOAD_MODERATE || step->exercise->load == LOAD_HIGH);
}

/* Recursion is as deep as the file was nested: LIMIT_JSON_DEPTH. */
static bool loads_knee(const Node *nodes, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const bool loads = nodes[i].is_group ? loads_knee(nodes[i].children, nodes[i].child_count)
                                             : step_loads_knee(&nodes[i].step);
        if (loads) {
            return true;
        }
    }
    return false;
}

static const char *criterion_reason(CriterionKind kind)
{
    switch (kind) {
    case CRITERION_PAIN_MAX:
    case CRITERION_DAYS_CLEAR_MIN:
        return REASON_PAIN;
    case CRITERION_SESSIONS_MIN:
        return REASON_SESSIONS;
    case CRITERION_MORNING_SAME:
        return REASON_MORNING;
    }
    return REASON_PAIN;
}

static DueState because(DueRoutine *row, DueState state, const char *reason)
{
    row->reason = reason;
    return state;
}

/* failed: the criterion that is not met, or NULL. */
static DueState due_state(DueRoutine *row,
                          const TargetState *target,
                          const StreakFold *fold,
                          const Criterion *failed)
{
    const Routine *routine = row->routine;
    if (target->done_today >= target__per_day(target->target)) {
        return because(row, DUE_DONE, REASON_DONE);
    }
    if (fold->flare && !routine->minimum && loads_knee(routine->nodes, routine->node_count)) {
        return because(row, DUE_HELD, REASON_FLARE);
    }
    if (failed != NULL) {
        return because(row, DUE_HELD, criterion_reason(failed->kind));
    }
    if (target->blocked) {
        return because(row, DUE_RESTING, REASON_REST);
    }
    if (routine->times_per_week > 0 && target->week_done >= target->week_target) {
        return because(row, DUE_RESTING, REASON_FULL);
    }
    return target->must && target->done_today == 0 && !fold->excused ? DUE_NOW : DUE_OPEN;
}

static int rank(const DueRoutine *row)
{
    static const int order[] = {
        [DUE_NOW] = 0, [DUE_OPEN] = 1, [DUE_HELD] = 2, [DUE_RESTING] = 3, [DUE_DONE] = 4};
    return order[row->state] * 2 + (row->routine->times_per_week > 0 ? 0 : 1);
}

/* Behind its equals, so library order stays; beyond TODAY_MAX the last ones are left out. */
static void insert_row(Today *out, const DueRoutine *row)
{
    int32_t at = out->due_count;
    while (at > 0 && rank(&out->due[at - 1]) > rank(row)) {
        at--;
    }
    if (at == TODAY_MAX) {
        return;
    }
    const int32_t kept = out->due_count < TODAY_MAX ? out->due_count : TODAY_MAX - 1;
    memmove(&out->due[at + 1], &out->due[at], (size_t)(kept - at) * sizeof(out->due[0]));
    out->due[at] = *row;
    out->due_count = kept + 1;
}

static void
add_program(Today *out, const Following *stretch, const StreakFold *fold, const StreakInput *input)
{
    for (int32_t r = 0; r < stretch->program->routine_count; r++) {
        const TargetState *target = &fold->targets[stretch->first_target + r];
        DueRoutine row = {.program = stretch->program,
                          .routine = &stretch->program->routines[r],
                          .week_done = target->week_done};
        const Criterion *failed = NULL;
        if (!criteria_met(row.routine->offer_if, input->history, input->today, &failed) &&
            target->week_target > target->week_done) {
            out->streak.week_target -= target->week_target - target->week_done;
        }
        row.state = due_state(&row, target, fold, failed);
        insert_row(out, &row);
    }
}

static void add_rows(Today *out,
                     const Plan *plan,
                     const Library *library,
                     const StreakFold *fold,
                     const StreakInput *input)
{
    for (int32_t p = 0; p < library->program_count; p++) {
        const Following *stretch = open_stretch(plan, library->programs[p]->id);
        if (stretch != NULL) {
            add_program(out, stretch, fold, input);
        }
    }
    for (int32_t i = 0; i < plan->stretch_count; i++) {
        out->program_count += plan->stretches[i].ended ? 0 : 1;
    }
}

static Side worse_knee(const History *history, Day today)
{
    int64_t sum[2] = {0, 0};
    int64_t count[2] = {0, 0};
    for (int32_t i = 0; i < history->pain_count; i++) {
        const HistoryPain *pain = &history->pains[i];
        const bool recent = pain->day <= today && (int64_t)pain->day > (int64_t)today - KNEE_DAYS;
        if (recent && (pain->knee == SIDE_LEFT || pain->knee == SIDE_RIGHT)) {
            const int knee = pain->knee == SIDE_LEFT ? 0 : 1;
            sum[knee] += pain->level;
            count[knee]++;
        }
    }
    /* Means compared crosswise: no division, no rounding. */
    const int64_t left = sum[0] * (count[1] > 0 ? count[1] : 1);
    const int64_t right = sum[1] * (count[0] > 0 ? count[0] : 1);
    if (left == right) {
        return SIDE_NONE;
    }
    return left > right ? SIDE_LEFT : SIDE_RIGHT;
}

static bool morning_is_due(const History *history, const StreakFold *fold, Day today)
{
    for (int32_t i = 0; i < history->pain_count; i++) {
        if (history->pains[i].day == today && history->pains[i].moment == PAIN_MORNING) {
            return false;
        }
    }
    return streak__mark(fold, today - 1) == MARK_TRAINED;
}

static SfError read_plan(Plan *plan, const Library *library, StreakInput *input)
{
    SfError code = read_follows(plan, library, input->history, input->today);
    if (code == SF_OK) {
        code = read_targets(plan);
    }
    input->targets = plan->targets;
    input->target_count = plan->target_count;
    input->followed_since = plan->followed_since;
    return code;
}

static SfError compute(Today *out, Plan *plan, const Library *library, StreakInput *input)
{
    SfError code = read_plan(plan, library, input);
    if (code != SF_OK) {
        return code;
    }
    StreakFold fold;
    code = streak__fold(&fold, input);
    if (code == SF_OK) {
        *out = (Today){
            .flare = fold.flare,
            .worse_knee = worse_knee(input->history, input->today),
            .ask_morning = morning_is_due(input->history, &fold, input->today),
        };
        streak__summary(&out->streak, &fold, input);
        add_rows(out, plan, library, &fold, input);
    }
    streak__fold_deinit(&fold);
    return code;
}

SfError today_compute(Today *out, const Library *library, const History *history, Day today)
{
    Plan plan = {.followed_since = today};
    StreakInput input = {.history = history, .today = today};
    const SfError code = compute(out, &plan, library, &input);
    arena_deinit(&plan.arena);
    return code;
}

SfError today_marks(
    DayMark *out, const Library *library, const History *history, const DaySpan *span, Day today)
{
    Plan plan = {.followed_since = today};
    StreakInput input = {.history = history, .today = today};
    SfError code = read_plan(&plan, library, &input);
    if (code == SF_OK) {
        code = streak_marks(out, span->from, span->to, &input);
    }
    arena_deinit(&plan.arena);
    return code;
}

const char *today_held(
    const Routine *routine, const History *history, bool flare, Day today, const Criterion **failed)
{
    *failed = NULL;
    if (flare && !routine->minimum && loads_knee(routine->nodes, routine->node_count)) {
        return REASON_FLARE;
    }
    return criteria_met(routine->offer_if, history, today, failed)
               ? NULL
               : criterion_reason((*failed)->kind);
}
