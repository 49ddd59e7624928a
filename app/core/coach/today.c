/* SPDX-License-Identifier: MIT */
/* What the Today page shows: what is due, what waits, and why. */
#include "surefoot/today.h"

#include <string.h>

#include "streak_fold.h"
#include "surefoot/limits.h"
#include "today_plan.h"

#define KNEE_DAYS 14

static bool loads_knee(const Step *step)
{
    if (step->dose.kind == STEP_WALK || step->dose.kind == STEP_RUN) {
        return true;
    }
    return step->exercise != NULL &&
           (step->exercise->load == LOAD_MODERATE || step->exercise->load == LOAD_HIGH);
}

static bool is_run(const Step *step)
{
    return step->dose.kind == STEP_RUN;
}

/* Recursion is as deep as the file was nested: LIMIT_JSON_DEPTH. */
static bool some_step(const Node *nodes, int32_t count, bool (*test)(const Step *step))
{
    for (int32_t i = 0; i < count; i++) {
        const bool found = nodes[i].is_group
                               ? some_step(nodes[i].children, nodes[i].child_count, test)
                               : test(&nodes[i].step);
        if (found) {
            return true;
        }
    }
    return false;
}

bool criterion_protects(const Criterion *criterion)
{
    return criterion->kind == CRITERION_PAIN_MAX || criterion->kind == CRITERION_DAYS_CLEAR_MIN;
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

/* The last next-morning answers of both knees allow a run. */
static bool mornings_allow_run(const History *history, Day day)
{
    static const Side knees[] = {SIDE_LEFT, SIDE_RIGHT};
    for (size_t i = 0; i < SF_COUNT(knees); i++) {
        int32_t level = LEVEL_UNKNOWN;
        for (Day back = 0; back < USUAL_DAYS && level == LEVEL_UNKNOWN; back++) {
            level = morning_level(history, knees[i], day - back);
        }
        if (level > RUN_MORNING_MAX) {
            return false;
        }
    }
    return true;
}

bool today_locked(const Today *today)
{
    return flags_level(&today->flags) != FLAG_LEVEL_NONE;
}

const char *today_held(const Today *today,
                       const Routine *routine,
                       const History *history,
                       Day day,
                       const Criterion **failed)
{
    const Node *nodes = routine->nodes;
    const int32_t count = routine->node_count;
    *failed = NULL;
    const bool met = criteria_met(routine->offer_if, history, day, failed);
    if (today_locked(today)) {
        return REASON_FLAG;
    }
    if (some_step(nodes, count, is_run) && !mornings_allow_run(history, day)) {
        return REASON_PAIN;
    }
    if (today->sore.why != SORE_NOT && !routine->minimum && some_step(nodes, count, loads_knee)) {
        return REASON_SORE;
    }
    return met ? NULL : criterion_reason((*failed)->kind);
}

/* A routine without sets keeps no day and meets no target. Once done, it is not due again today. */
static bool went_through(const DueRoutine *row, const StreakInput *input)
{
    const History *history = input->history;
    char name[2 * LIMIT_ID_BYTES + 2];
    (void)sf_format(name, sizeof(name), "%s/%s", row->program->id, row->routine->id);
    for (int32_t i = history->session_count; i-- > 0 && history->sessions[i].day >= input->today;) {
        const HistorySession *session = &history->sessions[i];
        if (session->day == input->today && session->end != SESSION_LEFT &&
            strcmp(history->names[session->routine], name) == 0) {
            return true;
        }
    }
    return false;
}

/* held: the reason to leave the routine out today, or NULL. */
static DueState due_state(DueRoutine *row,
                          const TargetState *target,
                          const StreakFold *fold,
                          bool marked,
                          const char *held)
{
    const Routine *routine = row->routine;
    if (target->done_today >= target__per_day(target->target)) {
        return because(row, DUE_DONE, REASON_DONE);
    }
    if (held != NULL) {
        return because(row, DUE_HELD, held);
    }
    if (marked) {
        return because(row, DUE_RESTING, REASON_MARKED);
    }
    if (target->blocked) {
        return because(row, DUE_RESTING, REASON_REST);
    }
    if (routine_times(routine) > 0 && target->week_done >= target->week_target) {
        return because(row, DUE_RESTING, REASON_FULL);
    }
    return target->must && target->done_today == 0 && !fold->excused ? DUE_NOW : DUE_OPEN;
}

static int rank(const DueRoutine *row)
{
    static const int order[] = {
        [DUE_NOW] = 0, [DUE_OPEN] = 1, [DUE_HELD] = 2, [DUE_RESTING] = 3, [DUE_DONE] = 4};
    return order[row->state] * 2 + (routine_times(row->routine) > 0 ? 0 : 1);
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
        const TargetState *target = &fold->targets[stretch->targets[r]];
        const Routine *routine = &stretch->program->routines[r];
        const bool passed_by = !plan__has_now(stretch, routine) && target->done_today == 0;
        if (routine->mode != MODE_EXERCISE || passed_by) {
            continue;
        }
        DueRoutine row = {
            .program = stretch->program, .routine = routine, .week_done = target->week_done};
        const Criterion *failed = NULL;
        if (!criteria_met(routine->offer_if, input->history, input->today, &failed) &&
            target->active && target->week_target > target->week_done) {
            out->streak.week_target -= target->week_target - target->week_done;
        }
        row.state = due_state(&row, target, fold, out->marked,
                              today_held(out, routine, input->history, input->today, &failed));
        if (!routine_has_work(routine) && went_through(&row, input)) {
            row.state = because(&row, DUE_DONE, REASON_DONE);
        }
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
        const Following *stretch = plan__open_stretch(plan, library->programs[p]->id);
        if (stretch == NULL) {
            continue;
        }
        if (stretch->staged && out->stage_count < TODAY_MAX) {
            out->stages[out->stage_count++] = stretch->stages.now;
        }
        add_program(out, stretch, fold, input);
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

static bool morning_is_open(const History *history, const StreakFold *fold, Day today)
{
    for (int32_t i = 0; i < history->pain_count; i++) {
        if (history->pains[i].day == today && history->pains[i].moment == PAIN_MORNING) {
            return false;
        }
    }
    return streak__mark(fold, today - 1) == MARK_TRAINED;
}

/* The last day on which a session counted is long ago. */
static bool is_returning(const History *history, Day today)
{
    for (int32_t i = history->session_count; i-- > 0;) {
        const HistorySession *session = &history->sessions[i];
        if (session->day <= today && streak_session_counts(session)) {
            return today - session->day >= TODAY_RETURN_DAYS;
        }
    }
    return false;
}

/* Moves the first short routine that may be done before all others; the long ones can wait. */
static void put_short_first(Today *out)
{
    int32_t at = 0;
    while (at < out->due_count &&
           !(out->due[at].routine->minimum &&
             (out->due[at].state == DUE_NOW || out->due[at].state == DUE_OPEN))) {
        at++;
    }
    out->returning = at < out->due_count;
    if (out->returning) {
        const DueRoutine row = out->due[at];
        memmove(&out->due[1], &out->due[0], (size_t)at * sizeof(row));
        out->due[0] = row;
    }
}

/* What is only there when asked for leads where nothing has a target, and not after something was
 * done. */
static Lead lead_of(const Today *today)
{
    const DueRoutine *best = &today->due[0];
    if (today->due_count == 0 || best->state == DUE_NOW) {
        return today->due_count == 0 ? LEAD_NONE : LEAD_DUE;
    }
    if (best->state != DUE_OPEN || today->sore.why != SORE_NOT) {
        return LEAD_NONE;
    }
    if (routine_times(best->routine) > 0 || today->returning) {
        return LEAD_DUE;
    }
    for (int32_t i = 0; i < today->due_count; i++) {
        if (routine_times(today->due[i].routine) > 0 || today->due[i].state == DUE_DONE) {
            return LEAD_NONE;
        }
    }
    return LEAD_ASKED;
}

static SfError compute(Today *out, Plan *plan, const Library *library, StreakInput *input)
{
    SfError code = plan__read(plan, library, input);
    if (code != SF_OK) {
        return code;
    }
    StreakFold fold;
    code = streak__fold(&fold, input);
    if (code == SF_OK) {
        *out = (Today){
            .flags = flags_on(input->history, input->today),
            .sore = sore_on(input->history, input->today),
            .worse_knee = worse_knee(input->history, input->today),
            .morning_open = morning_is_open(input->history, &fold, input->today),
        };
        const HistoryStatus *mark = history_status(input->history, input->today);
        out->marked = mark != NULL;
        out->mark = mark != NULL ? *mark : (HistoryStatus){0};
        out->ask_morning = out->morning_open && !out->marked;
        streak__summary(&out->streak, &fold, input);
        add_rows(out, plan, library, &fold, input);
        if (is_returning(input->history, input->today)) {
            put_short_first(out);
        }
        out->lead = lead_of(out);
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

const StageNow *today_stage(const Today *today, const Program *program)
{
    for (int32_t i = 0; i < today->stage_count; i++) {
        if (today->stages[i].program == program) {
            return &today->stages[i];
        }
    }
    return NULL;
}

SfError today_marks(
    DayMark *out, const Library *library, const History *history, const DaySpan *span, Day today)
{
    Plan plan = {.followed_since = today};
    StreakInput input = {.history = history, .today = today};
    SfError code = plan__read(&plan, library, &input);
    if (code == SF_OK) {
        code = streak_marks(out, span->from, span->to, &input);
    }
    arena_deinit(&plan.arena);
    return code;
}
