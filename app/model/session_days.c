/* SPDX-License-Identifier: MIT */
/*
 * The days of a session. A routine that is paused in the evening and continued in the morning gives
 * two records in the log, each with the sets of its day. A day is computed from the start, its time
 * zone and the monotonic clock, so correcting the wall clock moves no set to another day.
 */
#include "session_internal.h"

#include "surefoot/log.h"

Instant session__instant(const Session *session, int64_t at_ms)
{
    Instant at = session->started;
    at.utc_ms += at_ms;
    return log_instant(at);
}

Day session__day(const Session *session, int64_t at_ms)
{
    const bool spread = session_timeline(session)->mode == MODE_EXERCISE;
    const Instant at = spread ? session__instant(session, at_ms) : session->started;
    return calendar_day_of(at, CALENDAR_DAY_START_MIN);
}

Uuid session__id_on(const Session *session, Day day)
{
    Uuid id = session->id;
    uint32_t days = (uint32_t)(day - session__day(session, 0));
    for (size_t i = sizeof(id.bytes); days > 0; days >>= 8) {
        id.bytes[--i] ^= (uint8_t)(days & 0xffU);
    }
    return id;
}

/* The next day after this one on which a set was done as planned. */
static bool find_day(const Session *session, Day after, Day *out)
{
    bool found = false;
    for (int32_t i = 0; i < session_timeline(session)->segment_count; i++) {
        if (player_tally_set(&session->player, i).whole == 0) {
            continue;
        }
        const Day day = session__day(session, session->player.credits[i].when.at_ms);
        if (day > after && (!found || day < *out)) {
            *out = day;
            found = true;
        }
    }
    return found;
}

SessionDay session__first_day(const Session *session)
{
    SessionDay first = {.day = session__day(session, 0), .after = CALENDAR_DAY_MIN - 1};
    Day later = 0;
    (void)find_day(session, first.after, &first.day);
    first.last = !find_day(session, first.day, &later);
    return first;
}

bool session__next_day(const Session *session, SessionDay *day)
{
    SessionDay next = {.after = day->day};
    Day later = 0;
    if (day->last || !find_day(session, day->day, &next.day)) {
        return false;
    }
    next.last = !find_day(session, next.day, &later);
    *day = next;
    return true;
}

bool session__holds(const Session *session, const SessionDay *day, int32_t segment)
{
    const Credit *credit = &session->player.credits[segment];
    const Day done = session__day(session, credit->when.at_ms);
    return credit->outcome != OUTCOME_NONE && done > day->after && (day->last || done <= day->day);
}

int32_t session_days(const Session *session, Day *first)
{
    SessionDay day = session__first_day(session);
    int32_t count = player_tally(&session->player, -1).whole > 0 ? 1 : 0;
    *first = day.day;
    while (session__next_day(session, &day)) {
        count++;
    }
    return count;
}
