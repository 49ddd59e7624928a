/* SPDX-License-Identifier: MIT */
/** Histories of standing on one leg, kept in order as the store keeps them. */
#ifndef SUREFOOT_TEST_BALANCE_LOG_H
#define SUREFOOT_TEST_BALANCE_LOG_H

#include <string.h>

#include "surefoot/balance.h"

#define LOG_TRIES 2000
#define LOG_SESSIONS 600
#define LOG_DAY 20778 /* 2026-11-21, a Saturday */
#define DAY_MS INT64_C(86400000)
#define CAP_MS 45000

typedef struct Log {
    History history;
    HistoryTry tries[LOG_TRIES];
    HistorySession sessions[LOG_SESSIONS];
    HistoryStatus statuses[8];
    HistorySquat squats[16];
} Log;

static const Protocol usual = {.cap_ms = CAP_MS};

static inline void log_init(Log *log)
{
    memset(log, 0, sizeof(*log));
    log->history.tries = log->tries;
    log->history.sessions = log->sessions;
    log->history.statuses = log->statuses;
    log->history.squats = log->squats;
}

/** A try on LOG_DAY + day, in its place among the others. */
static inline HistoryTry *log_try(Log *log, int32_t day, Side leg, int32_t time_ms)
{
    SF_ASSERT(log->history.try_count < LOG_TRIES);
    int32_t at = log->history.try_count++;
    for (; at > 0 && log->tries[at - 1].day > LOG_DAY + day; at--) {
        log->tries[at] = log->tries[at - 1];
    }
    HistoryTry *row = &log->tries[at];
    *row = (HistoryTry){
        .day = LOG_DAY + day,
        .utc_ms = (LOG_DAY + day) * DAY_MS,
        .fact = {.leg = leg, .time_ms = time_ms, .cap_ms = CAP_MS},
    };
    return row;
}

/** Left-leg tries on the days from `first` on, one a day, in seconds. */
static inline void log_days(Log *log, int32_t first, const double *seconds, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        (void)log_try(log, first + i, SIDE_LEFT, (int32_t)(seconds[i] * 1000));
    }
}

/** A brushing of LOG_DAY + day at this local minute, with both legs stood. */
static inline HistorySession *log_brush(Log *log, int32_t day, int32_t local_min)
{
    SF_ASSERT(log->history.session_count < LOG_SESSIONS);
    HistorySession *session = &log->sessions[log->history.session_count++];
    *session = (HistorySession){
        .day = LOG_DAY + day,
        .utc_ms = (LOG_DAY + day) * DAY_MS + (int64_t)local_min * 60000,
        .work_ms = 120000,
        .sets_done = 4,
        .mode = MODE_BRUSH,
        .local_min = local_min,
    };
    return session;
}

static inline Balance log_balance(const Log *log)
{
    Balance balance;
    SF_ASSERT(balance_compute(&balance, &log->history, usual, LOG_DAY) == SF_OK);
    return balance;
}

#endif
