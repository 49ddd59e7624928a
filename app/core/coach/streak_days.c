/* SPDX-License-Identifier: MIT */
/* Reads the log into one row a day: sessions, pain, status and flags. */
#include "streak_days.h"

#include "surefoot/flags.h"
#include "surefoot/sore.h"

bool session_did_something(const HistorySession *session)
{
    switch (session->end) {
    case SESSION_HURT:
    case SESSION_ADDED:
        return true;
    case SESSION_COMPLETE:
    case SESSION_LEFT:
        break;
    }
    return session->sets_done > 0;
}

bool streak_session_counts(const HistorySession *session)
{
    return session->mode == MODE_EXERCISE && session_did_something(session);
}

/* The day's place, or NULL if it is outside base..today: a clock set back leaves records behind
 * that have not happened yet. */
static StreakDay *find(const StreakDays *days, Day day)
{
    const int64_t index = (int64_t)day - days->base;
    return index >= 0 && index < days->count ? &days->days[index] : NULL;
}

static StreakDay *find_counted(const StreakDays *days, const HistorySession *session)
{
    return streak_session_counts(session) ? find(days, session->day) : NULL;
}

/* A counting sort: linear, and blind to the order of the rows. */
static SfError sort_sessions(StreakDays *out, Arena *arena, const History *history)
{
    int32_t total = 0;
    for (int32_t i = 0; i < history->session_count; i++) {
        StreakDay *day = find_counted(out, &history->sessions[i]);
        if (day != NULL) {
            day->trained = true;
            day->entries++;
            total++;
        }
    }
    out->entries = arena_alloc(arena, (size_t)total * sizeof(*out->entries));
    if (out->entries == NULL) {
        return SF_E_NOMEM;
    }
    int32_t end = 0;
    for (int32_t i = 0; i <= out->count; i++) {
        end += out->days[i].entries;
        out->days[i].entries = end;
    }
    for (int32_t i = 0; i < history->session_count; i++) {
        StreakDay *day = find_counted(out, &history->sessions[i]);
        if (day != NULL) {
            day->entries--;
            out->entries[day->entries] = history->sessions[i].routine;
        }
    }
    return SF_OK;
}

static void read_knee(StreakDay *day, int knee, const HistoryPain *pain)
{
    const bool later = pain->utc_ms > day->last_utc[knee];
    const bool worse = pain->utc_ms == day->last_utc[knee] && pain->level > day->last_level[knee];
    if (!day->read[knee] || later || worse) {
        day->read[knee] = true;
        day->last_utc[knee] = pain->utc_ms;
        day->last_level[knee] = pain->level;
    }
}

/* Each knee keeps its own last reading: both are asked at the same moment, and the quiet one must
 * not hide the other. */
static void read_pains(const StreakDays *out, const History *history)
{
    for (int32_t i = 0; i < history->pain_count; i++) {
        const HistoryPain *pain = &history->pains[i];
        StreakDay *day = find(out, pain->day);
        if (day == NULL) {
            continue;
        }
        if (pain->knee != SIDE_RIGHT) {
            read_knee(day, 0, pain);
        }
        if (pain->knee != SIDE_LEFT) {
            read_knee(day, 1, pain);
        }
        const bool high = pain->level >= STREAK_FLARE_LEVEL;
        day->high = day->high || high;
        day->high_morning = day->high_morning || (high && pain->moment == PAIN_MORNING);
    }
}

/* Spans are noted at their ends and summed once, so that years of statuses stay linear. */
static void read_statuses(const StreakDays *out, const History *history)
{
    for (int32_t i = 0; i < history->status_count; i++) {
        const HistoryStatus *status = &history->statuses[i];
        int64_t from = (int64_t)status->from - out->base;
        int64_t after = (int64_t)status->to - out->base + 1;
        from = from < 0 ? 0 : from;
        after = after > out->count ? out->count : after;
        if (from >= after) {
            continue;
        }
        if (status->status == STATUS_RESTING) {
            out->days[from].resting++;
            out->days[after].resting--;
        } else {
            out->days[from].away++;
            out->days[after].away--;
        }
    }
    for (int32_t i = 1; i < out->count; i++) {
        out->days[i].away += out->days[i - 1].away;
        out->days[i].resting += out->days[i - 1].resting;
    }
}

static void flag_days(const StreakDays *out, Day from, Day to)
{
    const int64_t first = (int64_t)from - out->base;
    const int64_t last = (int64_t)to - out->base;
    for (int64_t i = first < 0 ? 0 : first; i <= last && i < out->count; i++) {
        out->days[i].flagged = true;
    }
}

/* A flag that is open at the end of a day holds until the next day with an answer, which is a
 * protected one too: what was lifted in the evening had closed the day until then. */
static void read_flags(const StreakDays *out, const History *history)
{
    const Day end = out->base + out->count - 1;
    Flags flags = {0};
    for (int32_t i = 0; i < history->answer_count && history->answers[i].day <= end; i++) {
        const HistoryAnswer *answer = &history->answers[i];
        const bool more = i + 1 < history->answer_count;
        flags_take(&flags, history, answer);
        if ((!more || answer[1].day > answer->day) && flags_level(&flags) != FLAG_LEVEL_NONE) {
            flag_days(out, answer->day, more ? answer[1].day : end);
        }
    }
}

SfError streak__days(StreakDays *out, Arena *arena, const History *history, Day base, Day today)
{
    const int32_t count = today - base + 1;
    *out = (StreakDays){.base = base, .count = count};
    out->days = arena_alloc(arena, ((size_t)count + 1) * sizeof(*out->days));
    if (out->days == NULL) {
        return SF_E_NOMEM;
    }
    read_pains(out, history);
    read_statuses(out, history);
    read_flags(out, history);
    return sort_sessions(out, arena, history);
}

/* Whether a day is sore is worked out only for days that have something to say about it. */
static bool is_sore(const StreakDays *days, const History *history, int32_t index)
{
    const StreakDay *day = &days->days[index];
    const bool read = day->read[0] || day->read[1] || day[-1].read[0] || day[-1].read[1];
    return read && sore_on(history, days->base + index).why != SORE_NOT;
}

bool streak__pain(const StreakDays *days, const History *history, int32_t index)
{
    const StreakDay *before = &days->days[index - 1];
    if (days->days[index].high || before->high_morning) {
        return true;
    }
    for (int knee = 0; knee < STREAK_KNEES; knee++) {
        if (before->read[knee] && before->last_level[knee] >= STREAK_FLARE_LEVEL) {
            return true;
        }
    }
    return is_sore(days, history, index);
}
