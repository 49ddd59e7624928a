/* SPDX-License-Identifier: MIT */
/* Walks through the days and gives each its mark, the streak and the score. */
#include "streak_fold.h"

#include <math.h>
#include <string.h>

/* Where the fold begins: the first thing that happened or was asked for, within the span. */
static Day first_day(const StreakInput *input, bool *trained)
{
    Day first = input->today;
    if (input->target_count > 0 && input->followed_since < first) {
        first = input->followed_since;
    }
    *trained = false;
    for (int32_t i = 0; i < input->history->session_count; i++) {
        const HistorySession *session = &input->history->sessions[i];
        if (session->day <= input->today && streak_session_counts(session)) {
            *trained = true;
            first = session->day < first ? session->day : first;
        }
    }
    const Day limit = input->today - STREAK_SPAN_DAYS;
    return first > limit ? first : limit;
}

/* Chains the targets of each name: *first[name] begins the chain, TargetState.next goes on. */
static SfError link_targets(StreakFold *fold, int32_t **first, const StreakInput *input)
{
    const History *history = input->history;
    const size_t targets = (size_t)input->target_count;
    fold->targets = arena_alloc(&fold->arena, targets * sizeof(*fold->targets));
    *first = arena_alloc(&fold->arena, (size_t)history->name_count * sizeof(**first));
    if (fold->targets == NULL || *first == NULL) {
        return SF_E_NOMEM;
    }
    for (int32_t name = 0; name < history->name_count; name++) {
        (*first)[name] = -1;
    }
    for (int32_t t = 0; t < input->target_count; t++) {
        fold->targets[t] = (TargetState){.target = &input->targets[t], .next = -1};
        for (int32_t name = 0; name < history->name_count; name++) {
            if (strcmp(history->names[name], input->targets[t].routine) == 0) {
                fold->targets[t].next = (*first)[name];
                (*first)[name] = t;
                break;
            }
        }
    }
    return SF_OK;
}

/* True if some target must be met on this day; then takes in the sessions of the day. */
static bool
walk_targets(StreakFold *fold, const int32_t *first, int32_t index, const StreakInput *input)
{
    const Day day = fold->days.base + index;
    bool must = false;
    for (int32_t t = 0; t < input->target_count; t++) {
        target__begin_day(&fold->targets[t], day, input->followed_since);
        must = must || fold->targets[t].must;
    }
    const int32_t end = fold->days.days[index + 1].entries;
    for (int32_t entry = fold->days.days[index].entries; entry < end; entry++) {
        for (int32_t t = first[fold->days.entries[entry]]; t >= 0; t = fold->targets[t].next) {
            target__session(&fold->targets[t], day);
        }
    }
    return must;
}

static bool is_protected(const StreakDays *days, const History *history, int32_t index)
{
    return days->days[index].resting > 0 || days->days[index].flagged ||
           streak__pain(days, history, index);
}

static bool is_away(const StreakDays *days, int32_t index)
{
    return days->days[index].away > 0;
}

/* The share of the score that remains after a due day. */
static double score_keep(const StreakFold *fold, const StreakInput *input)
{
    double share = 0.0;
    for (int32_t t = 0; t < input->target_count; t++) {
        const TargetState *state = &fold->targets[t];
        if (state->active && !state->target->optional && state->target->times_per_week > 0) {
            share += (double)state->target->times_per_week / STREAK_WEEK;
        }
    }
    return pow(0.5, sqrt(share < 1.0 ? share : 1.0) / 13.0);
}

static void run_train(StreakRun *run, double keep)
{
    run->due++;
    run->trained++;
    run->score = run->score * keep + (1.0 - keep);
    const int32_t days = run->trained - run->trained_before;
    run->best = days > run->best ? days : run->best;
}

/* Cuts the run just after one of its misses, so that the later ones remain. */
static void run_cut(StreakRun *run, int32_t miss)
{
    run->start = run->misses[miss].day + 1;
    run->trained_before = run->misses[miss].trained;
    run->miss_count -= miss + 1;
    memmove(run->misses, run->misses + miss + 1, (size_t)run->miss_count * sizeof(run->misses[0]));
}

static DayMark run_miss(StreakRun *run, Day day, double keep)
{
    run->due++;
    run->score *= keep;
    DayMark mark = MARK_GRACE;
    const int32_t last = run->miss_count - 1;
    if (last >= 0 && run->misses[last].due == run->due - 1) {
        run_cut(run, last);
        mark = MARK_MISSED;
    } else if (run->miss_count == STREAK_GRACE_DAYS) {
        if (run->due - run->misses[0].due < STREAK_GRACE_WINDOW) {
            run_cut(run, 0);
            mark = MARK_MISSED;
        } else {
            run->miss_count--;
            memmove(run->misses, run->misses + 1, (size_t)run->miss_count * sizeof(run->misses[0]));
        }
    }
    run->misses[run->miss_count] =
        (StreakMiss){.day = day, .due = run->due, .trained = run->trained};
    run->miss_count++;
    return mark;
}

static DayMark mark_day(StreakFold *fold, int32_t index, bool must, const StreakInput *input)
{
    const Day day = fold->days.base + index;
    if (fold->days.days[index].trained) {
        run_train(&fold->run, score_keep(fold, input));
        return MARK_TRAINED;
    }
    if (input->target_count > 0 && day < input->followed_since) {
        return MARK_BEFORE;
    }
    if (is_away(&fold->days, index)) {
        return MARK_AWAY;
    }
    if (is_protected(&fold->days, input->history, index)) {
        return MARK_PROTECTED;
    }
    if (!must) {
        return MARK_REST;
    }
    if (day == input->today) {
        return MARK_OPEN;
    }
    return run_miss(&fold->run, day, score_keep(fold, input));
}

SfError streak__fold(StreakFold *fold, const StreakInput *input)
{
    *fold = (StreakFold){0};
    bool trained = false;
    const Day first = first_day(input, &trained);
    const bool begun = trained || input->target_count > 0;
    /* One day more, because the first day also needs facts about the day before it. */
    SfError code = streak__days(&fold->days, &fold->arena, input->history, first - 1, input->today);
    if (code != SF_OK) {
        return code;
    }
    int32_t *first_target = NULL;
    code = link_targets(fold, &first_target, input);
    fold->marks = arena_alloc(&fold->arena, (size_t)fold->days.count);
    if (code != SF_OK || fold->marks == NULL) {
        return SF_E_NOMEM;
    }
    fold->run.start = first;
    fold->marks[0] = MARK_BEFORE;
    for (int32_t i = 1; i < fold->days.count; i++) {
        const bool must = walk_targets(fold, first_target, i, input);
        fold->marks[i] = (uint8_t)(begun ? mark_day(fold, i, must, input) : MARK_BEFORE);
    }
    const int32_t today = fold->days.count - 1;
    fold->excused = is_away(&fold->days, today) || is_protected(&fold->days, input->history, today);
    return SF_OK;
}

void streak__fold_deinit(StreakFold *fold)
{
    arena_deinit(&fold->arena);
}

DayMark streak__mark(const StreakFold *fold, Day day)
{
    const int64_t index = (int64_t)day - fold->days.base;
    return index >= 0 && index < fold->days.count ? (DayMark)fold->marks[index] : MARK_BEFORE;
}

/* Starts at the first trained day of the run: earlier days belong to no streak. */
static void count_held_days(Streak *out, const StreakFold *fold)
{
    bool begun = false;
    for (int32_t i = fold->run.start - fold->days.base; i < fold->days.count; i++) {
        switch ((DayMark)fold->marks[i]) {
        case MARK_TRAINED:
            begun = true;
            break;
        case MARK_PROTECTED:
            out->protected_days += begun ? 1 : 0;
            break;
        case MARK_GRACE:
        case MARK_MISSED:
            out->grace_used += begun ? 1 : 0;
            break;
        case MARK_BEFORE:
        case MARK_REST:
        case MARK_AWAY:
        case MARK_OPEN:
            break;
        }
    }
}

static int32_t days_since_flare(const History *history, Day today)
{
    const Day none = CALENDAR_DAY_MIN - 1;
    Day last = none;
    for (int32_t i = 0; i < history->pain_count; i++) {
        const HistoryPain *pain = &history->pains[i];
        if (pain->level >= STREAK_FLARE_LEVEL && pain->day <= today && pain->day > last) {
            last = pain->day;
        }
    }
    return last == none ? -1 : today - last;
}

void streak__summary(Streak *out, const StreakFold *fold, const StreakInput *input)
{
    *out = (Streak){
        .days = fold->run.trained - fold->run.trained_before,
        .best = fold->run.best,
        .score = fold->run.score,
        .days_since_flare = days_since_flare(input->history, input->today),
    };
    count_held_days(out, fold);
    for (int32_t t = 0; t < input->target_count; t++) {
        const TargetState *state = &fold->targets[t];
        if (state->active) {
            const bool met = state->week_done > state->week_target;
            out->week_done += met ? state->week_target : state->week_done;
            out->week_target += state->week_target;
        }
    }
    const Day monday = calendar_week_start(input->today);
    for (int i = 0; i < STREAK_WEEK; i++) {
        out->week[i] = streak__mark(fold, monday + i);
    }
}
