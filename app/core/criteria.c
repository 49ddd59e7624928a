/* SPDX-License-Identifier: MIT */
#include "surefoot/today.h"

#define CLEAR_LEVEL 2 /* of 10: pain up to it is as good as none */

static bool within(Day day, Day today, int32_t days)
{
    return day <= today && (int64_t)day > (int64_t)today - days;
}

static bool pain_at_most(const Criterion *criterion, const History *history, Day today)
{
    bool known = false;
    for (int32_t i = 0; i < history->pain_count; i++) {
        const HistoryPain *pain = &history->pains[i];
        if (within(pain->day, today, criterion->days)) {
            known = true;
            if (pain->level > criterion->value) {
                return false;
            }
        }
    }
    return known;
}

static bool sessions_at_least(const Criterion *criterion, const History *history, Day today)
{
    int32_t sessions = 0;
    for (int32_t i = 0; i < history->session_count; i++) {
        const HistorySession *session = &history->sessions[i];
        if (within(session->day, today, criterion->days) && streak_session_counts(session)) {
            sessions++;
        }
    }
    return sessions >= criterion->value;
}

static bool clear_at_least(const Criterion *criterion, const History *history, Day today)
{
    const int64_t none = (int64_t)CALENDAR_DAY_MIN - 1;
    int64_t bad = none;   /* last day above the level */
    int64_t first = none; /* first and last day with a reading */
    int64_t last = none;
    for (int32_t i = 0; i < history->pain_count; i++) {
        const HistoryPain *pain = &history->pains[i];
        if (pain->day > today || pain->day <= none) {
            continue;
        }
        first = first == none || pain->day < first ? pain->day : first;
        last = pain->day > last ? pain->day : last;
        if (pain->level > CLEAR_LEVEL && pain->day > bad) {
            bad = pain->day;
        }
    }
    if (last == bad) {
        return false;
    }
    const int64_t clear = bad == none ? today - first + 1 : today - bad;
    return clear >= criterion->value;
}

static bool is_later(const HistoryPain *a, const HistoryPain *b)
{
    return a->day != b->day ? a->day > b->day : a->utc_ms > b->utc_ms;
}

typedef enum Morning { MORNING_UNASKED, MORNING_FINE, MORNING_WORSE } Morning;

/* The last answer of one knee against the latest baseline before it; none to compare is WORSE. */
static Morning morning_of(Side knee, const Criterion *criterion, const History *history, Day today)
{
    const HistoryPain *answer = NULL;
    for (int32_t i = 0; i < history->pain_count; i++) {
        const HistoryPain *pain = &history->pains[i];
        if (pain->knee == knee && pain->moment == PAIN_MORNING &&
            within(pain->day, today, criterion->days) &&
            (answer == NULL || is_later(pain, answer))) {
            answer = pain;
        }
    }
    if (answer == NULL) {
        return MORNING_UNASKED;
    }
    const HistoryPain *usual = NULL;
    for (int32_t i = 0; i < history->pain_count; i++) {
        const HistoryPain *pain = &history->pains[i];
        const bool baseline = pain->moment == PAIN_MORNING || pain->moment == PAIN_BEFORE;
        if (pain->knee == knee && baseline && is_later(answer, pain) &&
            (usual == NULL || is_later(pain, usual))) {
            usual = pain;
        }
    }
    return usual != NULL && answer->level <= usual->level ? MORNING_FINE : MORNING_WORSE;
}

static bool morning_same(const Criterion *criterion, const History *history, Day today)
{
    const Morning left = morning_of(SIDE_LEFT, criterion, history, today);
    const Morning right = morning_of(SIDE_RIGHT, criterion, history, today);
    return left != MORNING_WORSE && right != MORNING_WORSE &&
           (left == MORNING_FINE || right == MORNING_FINE);
}

static bool is_met(const Criterion *criterion, const History *history, Day today)
{
    switch (criterion->kind) {
    case CRITERION_PAIN_MAX:
        return pain_at_most(criterion, history, today);
    case CRITERION_SESSIONS_MIN:
        return sessions_at_least(criterion, history, today);
    case CRITERION_DAYS_CLEAR_MIN:
        return clear_at_least(criterion, history, today);
    case CRITERION_MORNING_SAME:
        return morning_same(criterion, history, today);
    }
    return false;
}

bool criteria_met(CriterionList list, const History *history, Day today, const Criterion **failed)
{
    for (int32_t i = 0; i < list.count; i++) {
        if (!is_met(&list.items[i], history, today)) {
            if (failed != NULL) {
                *failed = &list.items[i];
            }
            return false;
        }
    }
    return true;
}
