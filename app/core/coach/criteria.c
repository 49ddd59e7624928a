/* SPDX-License-Identifier: MIT */
/* Decides whether the criteria of a stage or a routine are met. */
#include "surefoot/criteria.h"

#include "surefoot/streak.h"
#include "surefoot/usual.h"

#define CLEAR_LEVEL 2 /* of 10: pain up to it is as good as none */

/* The number of sessions up to the day, the day included. */
static int32_t sessions_until(const History *history, Day day)
{
    int32_t low = 0;
    int32_t high = history->session_count;
    while (low < high) {
        const int32_t middle = low + (high - low) / 2;
        if (history->sessions[middle].day <= day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The first day of the last `days` days, but not before the scope begins. */
static int64_t first_of(const CriteriaScope *scope, int32_t days)
{
    const int64_t first = (int64_t)scope->today - days + 1;
    return first > scope->since ? first : scope->since;
}

static CriterionState pain_at_most(const Criterion *criterion, const CriteriaScope *scope)
{
    const HistoryPain *pains = scope->history->pains;
    const int64_t first = first_of(scope, criterion->days);
    int32_t worst = -1;
    for (int32_t i = history_pains_until(scope->history, scope->today);
         i-- > 0 && pains[i].day >= first;) {
        worst = pains[i].level > worst ? pains[i].level : worst;
    }
    if (worst < 0) {
        return (CriterionState){VERDICT_UNKNOWN, -1};
    }
    return (CriterionState){worst <= criterion->value ? VERDICT_MET : VERDICT_UNMET, worst};
}

static CriterionState sessions_at_least(const Criterion *criterion, const CriteriaScope *scope)
{
    const HistorySession *sessions = scope->history->sessions;
    const int64_t first = first_of(scope, criterion->days);
    int32_t count = 0;
    for (int32_t i = sessions_until(scope->history, scope->today);
         i-- > 0 && sessions[i].day >= first;) {
        const bool wanted =
            scope->groups == NULL || (scope->groups[sessions[i].routine] & scope->group) != 0;
        count += wanted && streak_session_counts(&sessions[i]) ? 1 : 0;
    }
    if (count >= criterion->value) {
        return (CriterionState){VERDICT_MET, count};
    }
    const bool over = (int64_t)scope->since <= (int64_t)scope->today - criterion->days + 1;
    return (CriterionState){over ? VERDICT_UNMET : VERDICT_UNKNOWN, count};
}

static bool is_bad_day(const HistoryPain *pains, int32_t last)
{
    for (int32_t i = last; i >= 0 && pains[i].day == pains[last].day; i--) {
        if (pains[i].level > CLEAR_LEVEL) {
            return true;
        }
    }
    return false;
}

/* Enough if the last days as many as are asked for are clear: what came before them matters only
 * for whether there is a reading after the last bad day, or any at all. */
static CriterionState clear_at_least(const Criterion *criterion, const CriteriaScope *scope)
{
    const HistoryPain *pains = scope->history->pains;
    const int64_t first = first_of(scope, criterion->value);
    const int32_t end = history_pains_until(scope->history, scope->today);
    int32_t at = end;
    while (at > 0 && pains[at - 1].day >= first && pains[at - 1].level <= CLEAR_LEVEL) {
        at--;
    }
    const HistoryPain *before = at > 0 && pains[at - 1].day >= scope->since ? &pains[at - 1] : NULL;
    if (before != NULL && before->day >= first) {
        const bool later = pains[end - 1].day > before->day;
        return (CriterionState){VERDICT_UNMET, later ? scope->today - before->day : 0};
    }
    if (before != NULL) {
        return at == end && is_bad_day(pains, at - 1)
                   ? (CriterionState){VERDICT_UNKNOWN, 0}
                   : (CriterionState){VERDICT_MET, criterion->value};
    }
    if (at == end) {
        return (CriterionState){VERDICT_UNKNOWN, -1};
    }
    const int32_t clear = scope->today - pains[at].day + 1;
    return (CriterionState){clear >= criterion->value ? VERDICT_MET : VERDICT_UNKNOWN, clear};
}

/* The last answer of one knee against its usual level; *asked: there is an answer. */
static Verdict
morning_of(Side knee, const Criterion *criterion, const CriteriaScope *scope, bool *asked)
{
    const HistoryPain *pains = scope->history->pains;
    const int64_t first = first_of(scope, criterion->days);
    int32_t at = history_pains_until(scope->history, scope->today) - 1;
    while (at >= 0 && pains[at].day >= first &&
           (pains[at].knee != knee || pains[at].moment != PAIN_MORNING)) {
        at--;
    }
    *asked = at >= 0 && pains[at].day >= first;
    int32_t rise = 0;
    if (!*asked || !morning_rise(scope->history, knee, pains[at].day, &rise)) {
        return VERDICT_UNKNOWN;
    }
    return rise <= 0 ? VERDICT_MET : VERDICT_UNMET;
}

/* A knee without any answer does not block the other knee. */
static CriterionState morning_same(const Criterion *criterion, const CriteriaScope *scope)
{
    bool asked[2];
    const Verdict left = morning_of(SIDE_LEFT, criterion, scope, &asked[0]);
    const Verdict right = morning_of(SIDE_RIGHT, criterion, scope, &asked[1]);
    if (left == VERDICT_UNMET || right == VERDICT_UNMET) {
        return (CriterionState){VERDICT_UNMET, 0};
    }
    const bool open = (asked[0] && left != VERDICT_MET) || (asked[1] && right != VERDICT_MET);
    const bool met = !open && (left == VERDICT_MET || right == VERDICT_MET);
    return (CriterionState){met ? VERDICT_MET : VERDICT_UNKNOWN, 0};
}

CriterionState criterion_state(const Criterion *criterion, const CriteriaScope *scope)
{
    switch (criterion->kind) {
    case CRITERION_PAIN_MAX:
        return pain_at_most(criterion, scope);
    case CRITERION_SESSIONS_MIN:
        return sessions_at_least(criterion, scope);
    case CRITERION_DAYS_CLEAR_MIN:
        return clear_at_least(criterion, scope);
    case CRITERION_MORNING_SAME:
        return morning_same(criterion, scope);
    }
    return (CriterionState){VERDICT_UNKNOWN, -1};
}

bool criteria_met(CriterionList list, const History *history, Day today, const Criterion **failed)
{
    const CriteriaScope scope = {.history = history, .today = today, .since = CALENDAR_DAY_MIN};
    for (int32_t i = 0; i < list.count; i++) {
        if (criterion_state(&list.items[i], &scope).verdict != VERDICT_MET) {
            if (failed != NULL) {
                *failed = &list.items[i];
            }
            return false;
        }
    }
    return true;
}
