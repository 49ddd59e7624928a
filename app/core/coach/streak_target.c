/* SPDX-License-Identifier: MIT */
/* Weekly targets: on which days a session must still happen. */
#include "streak_target.h"

static int32_t least(int64_t a, int64_t b)
{
    return (int32_t)(a < b ? a : b);
}

static int64_t rest_of(const Target *target)
{
    return target->rest_days > 0 ? target->rest_days : 0;
}

/* The most sessions that fit into this many days: one a day, with rest days between them. */
static int64_t reachable(const Target *target, int64_t days)
{
    const int64_t rest = rest_of(target);
    return (days + rest) / (1 + rest);
}

/* The fewest days that can hold this many sessions. */
static int64_t needed(const Target *target, int64_t sessions)
{
    return sessions + (sessions - 1) * rest_of(target);
}

int32_t target__per_day(const Target *target)
{
    return target->times_per_week > STREAK_WEEK ? 2 : 1;
}

/* A week that begins late asks for its share, rounded up, but never for more than fits. */
static void begin_week(TargetState *state, Day day)
{
    const Target *target = state->target;
    const int64_t days = STREAK_WEEK - calendar_weekday(day);
    const int64_t times = target->times_per_week > 0 ? target->times_per_week : 0;
    const int64_t share = (times * days + STREAK_WEEK - 1) / STREAK_WEEK;
    const int64_t room = reachable(target, days);
    state->week_done = 0;
    state->week_target = least(share, room * target__per_day(target));
    state->remaining = least(state->week_target, room);
}

static bool applies(const Target *target, Day day, Day followed_since)
{
    return day >= followed_since && day >= target->since &&
           (target->until == 0 || day <= target->until);
}

void target__begin_day(TargetState *state, Day day, Day followed_since)
{
    const Target *target = state->target;
    const bool was_active = state->active;
    const int64_t free_from = (int64_t)state->last_done + rest_of(target) + 1;
    state->done_today = 0;
    state->must = false;
    state->active = applies(target, day, followed_since);
    state->blocked = state->done_before && day < free_from;
    if (!state->active) {
        return;
    }
    const int weekday = calendar_weekday(day);
    if (!was_active || weekday == 0) {
        begin_week(state, day);
    }
    const int64_t days_left = STREAK_WEEK - weekday;
    const int64_t wait = state->blocked ? free_from - day : 0;
    /* Writes off what a day gone by, or rest owed from last week, has put out of reach. */
    state->remaining =
        wait < days_left ? least(state->remaining, reachable(target, days_left - wait)) : 0;
    state->must = !target->optional && !state->blocked && state->remaining > 0 &&
                  needed(target, state->remaining) >= days_left;
}

void target__session(TargetState *state, Day day)
{
    state->done_before = true;
    state->last_done = day;
    state->done_today++;
    if (!state->active || state->done_today > target__per_day(state->target)) {
        return;
    }
    state->week_done++;
    if (state->done_today == 1 && state->remaining > 0) {
        state->remaining--;
    }
}
