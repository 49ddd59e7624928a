/* SPDX-License-Identifier: MIT */
/* Standing while brushing the teeth, and the half-squat check: both counted apart from the main
 * streak. */
#include "surefoot/balance.h"

/* Ours: each leg stood in at least one set. */
#define BRUSH_SETS 2

static bool is_brushing(const HistorySession *session)
{
    return session->mode == MODE_BRUSH &&
           (session->end == SESSION_ADDED || session->sets_done >= BRUSH_SETS);
}

/* A Day begins at 03:00, so brushing after midnight belongs to the evening of the Day before. */
static bool is_morning(const HistorySession *session)
{
    return session->local_min >= CALENDAR_DAY_START_MIN &&
           session->local_min < BALANCE_MORNING_END_MIN;
}

/* Counts the days between a and b on which the person was sick or away. */
static int32_t days_away(const History *history, Day a, Day b)
{
    int32_t away = 0;
    for (Day day = a + 1; day < b; day++) {
        for (int32_t i = 0; i < history->status_count; i++) {
            const HistoryStatus *status = &history->statuses[i];
            if (status->status != STATUS_RESTING && status->from <= day && day <= status->to) {
                away++;
                break;
            }
        }
    }
    return away;
}

/* Whether the count goes on from one day with a brushing to a later one, or to today. */
static bool goes_on(const History *history, Day last, Day day)
{
    const int32_t gap = day - last - 1;
    return gap < BALANCE_BRUSH_GAP || gap - days_away(history, last, day) < BALANCE_BRUSH_GAP;
}

void brushing_compute(Brushing *out, const History *history, Day today)
{
    *out = (Brushing){0};
    const Day monday = calendar_week_start(today);
    Day last = CALENDAR_DAY_MIN - 1;
    bool halves[2] = {false, false}; /* of `last` */
    for (int32_t i = 0; i < history->session_count; i++) {
        const HistorySession *session = &history->sessions[i];
        if (session->day > today || !is_brushing(session)) {
            continue;
        }
        if (session->day != last) {
            out->days = out->days > 0 && goes_on(history, last, session->day) ? out->days + 1 : 1;
            out->best = out->days > out->best ? out->days : out->best;
            last = session->day;
            halves[0] = false;
            halves[1] = false;
        }
        bool *half = &halves[is_morning(session) ? 0 : 1];
        out->week += !*half && session->day >= monday ? 1 : 0;
        *half = true;
    }
    out->morning = last == today && halves[0];
    out->evening = last == today && halves[1];
    if (out->days > 0 && !goes_on(history, last, today)) {
        out->days = 0;
    }
}

void squats_compute(Squats *out, const History *history, Day today)
{
    *out = (Squats){.due = true, .next = today};
    for (int32_t i = 0; i < history->squat_count; i++) {
        const HistorySquat *row = &history->squats[i];
        if (row->day > today) {
            break;
        }
        SquatLeg *leg = &out->legs[row->fact.leg == SIDE_RIGHT ? 1 : 0];
        leg->before = leg->known ? leg->last : (SquatFact){0};
        leg->known = true;
        leg->day = row->day;
        leg->last = row->fact;
        out->due = today - row->day >= BALANCE_SQUAT_DAYS;
        out->next = out->due ? today : row->day + BALANCE_SQUAT_DAYS;
    }
}
