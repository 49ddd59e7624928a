/* SPDX-License-Identifier: MIT */
/**
 * Histories written as text, a character a day; blanks and bars are for the eye.
 *
 *   T  a session of strength      2  two of them       D  one of daily     O  one of something else
 *   H  strength, stopped at once because it hurt       0  strength, left before anything was done
 *   F  pain at the flare level    f  just below it     M  a next-morning flare, gone by the evening
 *   E  a flare, gone by the evening                    t  strength on a flare day
 *   S  sick   A  away   R  resting (statuses)          .  nothing          _  not followed yet
 */
#ifndef SUREFOOT_TEST_STREAK_HISTORY_H
#define SUREFOOT_TEST_STREAK_HISTORY_H

#include "surefoot/streak.h"

#define LOG_ROWS 400
#define LOG_MONDAY 20458 /* 2026-01-05 */
#define DAY_MS INT64_C(86400000)

enum { NAME_STRENGTH, NAME_DAILY, NAME_OTHER, NAME_COUNT };

static const char *const log_names[NAME_COUNT] = {"knee/strength", "knee/daily", "loose/walk"};

typedef struct Log {
    History history;
    const char *names[NAME_COUNT];
    HistorySession sessions[LOG_ROWS];
    HistoryPain pains[LOG_ROWS];
    HistoryStatus statuses[LOG_ROWS];
    Day followed_since;
    Day today;
} Log;

static inline void log_init(Log *log)
{
    *log = (Log){0};
    for (int i = 0; i < NAME_COUNT; i++) {
        log->names[i] = log_names[i];
    }
    log->history.names = log->names;
    log->history.name_count = NAME_COUNT;
    log->history.sessions = log->sessions;
    log->history.pains = log->pains;
    log->history.statuses = log->statuses;
}

/** In its place among the others, as a history is ordered. */
static inline HistorySession *log_session(Log *log, Day day, int32_t name)
{
    SF_ASSERT(log->history.session_count < LOG_ROWS);
    int32_t at = log->history.session_count++;
    for (; at > 0 && log->sessions[at - 1].day > day; at--) {
        log->sessions[at] = log->sessions[at - 1];
    }
    HistorySession *session = &log->sessions[at];
    *session = (HistorySession){.day = day,
                                .utc_ms = day * DAY_MS + 64800000,
                                .routine = name,
                                .work_ms = 60000,
                                .end = SESSION_COMPLETE,
                                .sets_done = 3};
    return session;
}

/** In its place among the others, as a history is ordered. */
static inline HistoryPain *log_pain(Log *log, Day day, int64_t ms, PainMoment moment, int32_t level)
{
    SF_ASSERT(log->history.pain_count < LOG_ROWS);
    const int64_t utc_ms = day * DAY_MS + ms;
    int32_t at = log->history.pain_count++;
    for (; at > 0 && (log->pains[at - 1].day > day ||
                      (log->pains[at - 1].day == day && log->pains[at - 1].utc_ms > utc_ms));
         at--) {
        log->pains[at] = log->pains[at - 1];
    }
    HistoryPain *pain = &log->pains[at];
    *pain = (HistoryPain){
        .day = day, .utc_ms = utc_ms, .knee = SIDE_RIGHT, .moment = moment, .level = level};
    return pain;
}

static inline void log_status(Log *log, Status status, Day from, Day to)
{
    SF_ASSERT(log->history.status_count < LOG_ROWS);
    log->statuses[log->history.status_count++] =
        (HistoryStatus){.status = status, .from = from, .to = to};
}

static inline void log_empty_session(Log *log, Day day, SessionEnd end)
{
    HistorySession *session = log_session(log, day, NAME_STRENGTH);
    session->end = end;
    session->work_ms = 0;
    session->sets_done = 0;
}

static inline void log_day(Log *log, Day day, char what)
{
    switch (what) {
    case '2':
        log_session(log, day, NAME_STRENGTH);
        log_session(log, day, NAME_STRENGTH);
        break;
    case 'T':
        log_session(log, day, NAME_STRENGTH);
        break;
    case 't':
        log_session(log, day, NAME_STRENGTH);
        log_pain(log, day, 72000000, PAIN_WORST, STREAK_FLARE_LEVEL);
        break;
    case 'D':
        log_session(log, day, NAME_DAILY);
        break;
    case 'O':
        log_session(log, day, NAME_OTHER);
        break;
    case 'H':
        log_empty_session(log, day, SESSION_HURT);
        break;
    case '0':
        log_empty_session(log, day, SESSION_LEFT);
        break;
    case 'F':
        log_pain(log, day, 72000000, PAIN_WORST, STREAK_FLARE_LEVEL);
        break;
    case 'f':
        log_pain(log, day, 72000000, PAIN_WORST, STREAK_FLARE_LEVEL - 1);
        break;
    case 'E':
        log_pain(log, day, 64800000, PAIN_WORST, STREAK_FLARE_LEVEL);
        log_pain(log, day, 72000000, PAIN_AFTER, 0);
        break;
    case 'M':
        log_pain(log, day, 25200000, PAIN_MORNING, STREAK_FLARE_LEVEL);
        log_pain(log, day, 72000000, PAIN_AFTER, 0);
        break;
    case 'S':
        log_status(log, STATUS_SICK, day, day);
        break;
    case 'A':
        log_status(log, STATUS_AWAY, day, day);
        break;
    case 'R':
        log_status(log, STATUS_RESTING, day, day);
        break;
    default:
        SF_ASSERT(what == '.' || what == '_');
        break;
    }
}

/** The first character is Monday 2026-01-05, the last one is today. */
static inline void log_read(Log *log, const char *days)
{
    log_init(log);
    Day day = LOG_MONDAY;
    log->followed_since = day;
    for (; *days != '\0'; days++) {
        if (*days == ' ' || *days == '|') {
            continue;
        }
        log_day(log, day, *days);
        if (*days == '_') {
            log->followed_since = day + 1;
        }
        day++;
    }
    log->today = day - 1;
}

static inline StreakInput log_input(const Log *log, const Target *targets, int32_t count)
{
    return (StreakInput){.history = &log->history,
                         .targets = targets,
                         .target_count = count,
                         .followed_since = log->followed_since,
                         .today = log->today};
}

#endif
