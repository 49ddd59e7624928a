/* SPDX-License-Identifier: MIT */
#include "store_internal.h"

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "surefoot/limits.h"

#define ROWS_FIRST 256
#define NAME_SLOTS_FIRST 64
#define MINUTE_MS 60000
#define DAY_MIN 1440
#define ROUTINE_NAME_BYTES (2 * LIMIT_ID_BYTES + 2)

/* Names met so far, found by hash: half of the slots stay free. */
typedef struct Names {
    int32_t *slots; /* index + 1 into History.names, 0 is free */
    int32_t slot_count;
    int32_t last;
} Names;

/* One load of the history. */
typedef struct Reading {
    Store *store;
    History *history;
    Corrections corrections;
    Names names;
    int32_t capacity; /* of the list being read */
} Reading;

typedef SfError (*ReadRow)(Reading *reading, sqlite3_stmt *row);

/* The list with room for one more, or NULL when memory is out. Old copies stay in the arena. */
static void *with_room(Reading *reading, void *items, int32_t count, size_t size)
{
    if (count < reading->capacity) {
        return items;
    }
    const int32_t capacity = reading->capacity == 0 ? ROWS_FIRST : reading->capacity * 2;
    void *bigger = arena_alloc(&reading->history->arena, (size_t)capacity * size);
    if (bigger != NULL && count > 0) {
        memcpy(bigger, items, (size_t)count * size);
    }
    reading->capacity = bigger != NULL ? capacity : reading->capacity;
    return bigger;
}

static uint32_t hash_text(const char *text)
{
    uint32_t hash = 2166136261U;
    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * 16777619U;
    }
    return hash;
}

static int32_t *slot_of(const Reading *reading, const char *name)
{
    const uint32_t mask = (uint32_t)reading->names.slot_count - 1;
    uint32_t at = hash_text(name) & mask;
    int32_t *slots = reading->names.slots;
    while (slots[at] != 0 && strcmp(reading->history->names[slots[at] - 1], name) != 0) {
        at = (at + 1) & mask;
    }
    return &slots[at];
}

static bool make_room_for_name(Reading *reading)
{
    Names *names = &reading->names;
    History *history = reading->history;
    if (history->name_count < names->slot_count / 2) {
        return true;
    }
    const int32_t count = names->slot_count == 0 ? NAME_SLOTS_FIRST : names->slot_count * 2;
    int32_t *slots = sf_alloc((size_t)count * sizeof(*slots));
    const char **texts = arena_alloc(&history->arena, (size_t)count / 2 * sizeof(*texts));
    if (slots == NULL || texts == NULL) {
        sf_free(slots);
        return false;
    }
    if (history->name_count > 0) {
        memcpy(texts, history->names, (size_t)history->name_count * sizeof(*texts));
    }
    sf_free(names->slots);
    names->slots = slots;
    names->slot_count = count;
    history->names = texts;
    for (int32_t i = 0; i < history->name_count; i++) {
        *slot_of(reading, history->names[i]) = i + 1;
    }
    return true;
}

/* Index of the name, or -1 when memory is out. */
static int32_t intern(Reading *reading, const char *name)
{
    History *history = reading->history;
    Names *names = &reading->names;
    if (history->name_count > 0 && strcmp(history->names[names->last], name) == 0) {
        return names->last; /* mostly the same as in the row before */
    }
    if (!make_room_for_name(reading)) {
        return -1;
    }
    int32_t *slot = slot_of(reading, name);
    if (*slot == 0) {
        char *copy = arena_copy(&history->arena, name, strlen(name));
        if (copy == NULL) {
            return -1;
        }
        history->names[history->name_count++] = copy;
        *slot = history->name_count;
    }
    names->last = *slot - 1;
    return names->last;
}

static SfError damaged(const Reading *reading)
{
    return sqlite3_errcode(reading->store->db) == SQLITE_NOMEM ? SF_E_NOMEM : SF_E_CORRUPT;
}

/* "program/routine" of the row; as bytes, which spares SQLite a copy of each. */
static bool routine_name(sqlite3_stmt *row, char out[ROUTINE_NAME_BYTES])
{
    const void *program = sqlite3_column_blob(row, 4);
    const size_t program_size = (size_t)sqlite3_column_bytes(row, 4);
    const void *routine = sqlite3_column_blob(row, 5);
    const size_t routine_size = (size_t)sqlite3_column_bytes(row, 5);
    if (program_size > LIMIT_ID_BYTES || routine_size > LIMIT_ID_BYTES) {
        return false;
    }
    if (program_size > 0) {
        memcpy(out, program, program_size);
    }
    out[program_size] = '/';
    if (routine_size > 0) {
        memcpy(out + program_size + 1, routine, routine_size);
    }
    out[program_size + 1 + routine_size] = '\0';
    return true;
}

static int32_t minute_of_day(int64_t utc_ms, int32_t offset_min)
{
    const int64_t minute = (utc_ms + (int64_t)offset_min * MINUTE_MS) / MINUTE_MS % DAY_MIN;
    return (int32_t)(minute < 0 ? minute + DAY_MIN : minute);
}

static SfError read_session(Reading *reading, sqlite3_stmt *row)
{
    char name[ROUTINE_NAME_BYTES];
    const void *id = sqlite3_column_blob(row, 1);
    const int end = sqlite3_column_int(row, 7);
    const int side = sqlite3_column_int(row, 8);
    const int mode = sqlite3_column_int(row, 10);
    if (sqlite3_column_bytes(row, 1) != (int)sizeof(Uuid) || end < SESSION_COMPLETE ||
        end > SESSION_ADDED || side < SIDE_NONE || side > SIDE_BOTH || mode < MODE_EXERCISE ||
        mode > MODE_HALF_SQUAT || !routine_name(row, name)) {
        return damaged(reading);
    }
    History *out = reading->history;
    HistorySession *sessions =
        with_room(reading, out->sessions, out->session_count, sizeof(*sessions));
    if (sessions == NULL) {
        return SF_E_NOMEM;
    }
    out->sessions = sessions;
    HistorySession *session = &sessions[out->session_count++];
    *session = (HistorySession){
        .day = sqlite3_column_int(row, 2),
        .utc_ms = sqlite3_column_int64(row, 3),
        .routine = intern(reading, name),
        .work_ms = sqlite3_column_int(row, 6),
        .end = (SessionEnd)end,
        .first_side = (Side)side,
        .sets_done = sqlite3_column_int(row, 9),
        .mode = (RoutineMode)mode,
        .local_min = minute_of_day(sqlite3_column_int64(row, 3), sqlite3_column_int(row, 11)),
    };
    memcpy(session->id.bytes, id, sizeof(session->id.bytes));
    return session->routine >= 0 ? SF_OK : SF_E_NOMEM;
}

static SfError read_pain(Reading *reading, sqlite3_stmt *row)
{
    const int knee = sqlite3_column_int(row, 3);
    const int moment = sqlite3_column_int(row, 4);
    const int level = sqlite3_column_int(row, 5);
    if (knee < SIDE_LEFT || knee > SIDE_RIGHT || moment < PAIN_BEFORE || moment > PAIN_MORNING ||
        level < 0 || level > 10) {
        return damaged(reading);
    }
    History *out = reading->history;
    HistoryPain *pains = with_room(reading, out->pains, out->pain_count, sizeof(*pains));
    if (pains == NULL) {
        return SF_E_NOMEM;
    }
    out->pains = pains;
    pains[out->pain_count++] = (HistoryPain){
        .day = sqlite3_column_int(row, 1),
        .utc_ms = sqlite3_column_int64(row, 2),
        .knee = (Side)knee,
        .moment = (PainMoment)moment,
        .level = level,
    };
    return SF_OK;
}

/* The session a row names, or none; false if it cannot be one. */
static bool read_session_id(sqlite3_stmt *row, int column, Uuid *out)
{
    *out = (Uuid){{0}};
    if (sqlite3_column_type(row, column) == SQLITE_NULL) {
        return true;
    }
    const void *id = sqlite3_column_blob(row, column);
    if (sqlite3_column_bytes(row, column) != (int)sizeof(out->bytes)) {
        return false;
    }
    memcpy(out->bytes, id, sizeof(out->bytes));
    return true;
}

static TryFact try_of(sqlite3_stmt *row)
{
    return (TryFact){
        .place = (TryPlace)sqlite3_column_int(row, 5),
        .leg = (Side)sqlite3_column_int(row, 6),
        .eyes = (Eyes)sqlite3_column_int(row, 7),
        .surface = (StanceSurface)sqlite3_column_int(row, 8),
        .stop = (StopBy)sqlite3_column_int(row, 9),
        .time_ms = sqlite3_column_int(row, 10),
        .cap_ms = sqlite3_column_int(row, 11),
        .end = (TryEnd)sqlite3_column_int(row, 12),
        .supported = sqlite3_column_int(row, 13) != 0,
        .sway_ap = sqlite3_column_int(row, 14),
        .sway_ml = sqlite3_column_int(row, 15),
        .sway = sqlite3_column_int(row, 16),
        .jerk = sqlite3_column_int(row, 17),
        .path = sqlite3_column_int(row, 18),
    };
}

/* What folds use as an index or a divisor; the rest of a damaged number is only a wrong number. */
static bool is_try(const TryFact *fact)
{
    return fact->place >= TRY_IN_TEST && fact->place <= TRY_IN_ROUTINE && fact->leg >= SIDE_LEFT &&
           fact->leg <= SIDE_RIGHT && fact->eyes >= EYES_OPEN && fact->eyes <= EYES_CLOSED &&
           fact->surface >= SURFACE_FIRM && fact->surface <= SURFACE_SOFT &&
           fact->stop >= STOP_THUMB && fact->stop <= STOP_WAIST && fact->end >= TRY_UNSAID &&
           fact->end <= TRY_EYES && fact->time_ms >= 0 && fact->time_ms <= fact->cap_ms &&
           fact->cap_ms > 0;
}

static SfError read_try(Reading *reading, sqlite3_stmt *row)
{
    const void *id = sqlite3_column_blob(row, 1);
    TryFact fact = try_of(row);
    if (sqlite3_column_bytes(row, 1) != (int)sizeof(Uuid) ||
        !read_session_id(row, 4, &fact.session) || !is_try(&fact)) {
        return damaged(reading);
    }
    History *out = reading->history;
    HistoryTry *tries = with_room(reading, out->tries, out->try_count, sizeof(*tries));
    if (tries == NULL) {
        return SF_E_NOMEM;
    }
    out->tries = tries;
    HistoryTry *read = &tries[out->try_count++];
    *read = (HistoryTry){
        .day = sqlite3_column_int(row, 2), .utc_ms = sqlite3_column_int64(row, 3), .fact = fact};
    memcpy(read->id.bytes, id, sizeof(read->id.bytes));
    return SF_OK;
}

static SfError read_squat(Reading *reading, sqlite3_stmt *row)
{
    const void *id = sqlite3_column_blob(row, 1);
    SquatFact fact = {
        .leg = (Side)sqlite3_column_int(row, 5),
        .steady = sqlite3_column_int(row, 6),
        .wobbled = sqlite3_column_int(row, 7),
        .inward = sqlite3_column_int(row, 8),
    };
    if (sqlite3_column_bytes(row, 1) != (int)sizeof(Uuid) ||
        !read_session_id(row, 4, &fact.session) || fact.leg < SIDE_LEFT || fact.leg > SIDE_RIGHT) {
        return damaged(reading);
    }
    History *out = reading->history;
    HistorySquat *squats = with_room(reading, out->squats, out->squat_count, sizeof(*squats));
    if (squats == NULL) {
        return SF_E_NOMEM;
    }
    out->squats = squats;
    HistorySquat *read = &squats[out->squat_count++];
    *read = (HistorySquat){
        .day = sqlite3_column_int(row, 2), .utc_ms = sqlite3_column_int64(row, 3), .fact = fact};
    memcpy(read->id.bytes, id, sizeof(read->id.bytes));
    return SF_OK;
}

static SfError read_status(Reading *reading, sqlite3_stmt *row)
{
    const int status = sqlite3_column_int(row, 1);
    const void *id = sqlite3_column_blob(row, 4);
    if (status < STATUS_SICK || status > STATUS_RESTING ||
        sqlite3_column_bytes(row, 4) != (int)sizeof(Uuid)) {
        return damaged(reading);
    }
    History *out = reading->history;
    HistoryStatus *statuses =
        with_room(reading, out->statuses, out->status_count, sizeof(*statuses));
    if (statuses == NULL) {
        return SF_E_NOMEM;
    }
    out->statuses = statuses;
    HistoryStatus *read = &statuses[out->status_count++];
    *read = (HistoryStatus){
        .status = (Status)status,
        .from = sqlite3_column_int(row, 2),
        .to = sqlite3_column_int(row, 3),
    };
    memcpy(read->id.bytes, id, sizeof(read->id.bytes));
    return SF_OK;
}

static SfError read_follow(Reading *reading, sqlite3_stmt *row)
{
    const char *program = (const char *)sqlite3_column_text(row, 3);
    if (program == NULL) {
        return damaged(reading);
    }
    History *out = reading->history;
    HistoryFollow *follows = with_room(reading, out->follows, out->follow_count, sizeof(*follows));
    if (follows == NULL) {
        return SF_E_NOMEM;
    }
    out->follows = follows;
    HistoryFollow *follow = &follows[out->follow_count++];
    *follow = (HistoryFollow){
        .day = sqlite3_column_int(row, 1),
        .utc_ms = sqlite3_column_int64(row, 2),
        .program = intern(reading, program),
        .following = sqlite3_column_int(row, 4) != 0,
    };
    return follow->program >= 0 ? SF_OK : SF_E_NOMEM;
}

static SfError read_rows(Reading *reading, Statement which, ReadRow read, SfErrorInfo *err)
{
    sqlite3_stmt *rows;
    SfError code = store__statement(reading->store, which, &rows, err);
    if (code != SF_OK) {
        return code;
    }
    int rc = SQLITE_ROW;
    int64_t seq = 0;
    reading->capacity = 0;
    while (code == SF_OK && (rc = sqlite3_step(rows)) == SQLITE_ROW) {
        seq = sqlite3_column_int64(rows, 0);
        if (!corrections_dead(&reading->corrections, seq)) {
            code = read(reading, rows);
        }
    }
    if (code == SF_OK && rc != SQLITE_ROW && rc != SQLITE_DONE) {
        code = store__fault(reading->store, rc, "read the log", err);
    } else if (code == SF_E_NOMEM) {
        code = store__fault(reading->store, SQLITE_NOMEM, "read the log", err);
    } else if (code != SF_OK) {
        code = sf_fail(err, code, "cannot read the log: record %lld is damaged", (long long)seq);
    }
    store__done(rows);
    return code;
}

/* When a row was, and which it is: what orders those that have an id. */
typedef struct Moment {
    Day day;
    int64_t utc_ms;
    Uuid id;
} Moment;

static int order_moments(Moment a, Moment b)
{
    if (a.day != b.day) {
        return a.day < b.day ? -1 : 1;
    }
    if (a.utc_ms != b.utc_ms) {
        return a.utc_ms < b.utc_ms ? -1 : 1;
    }
    return memcmp(a.id.bytes, b.id.bytes, sizeof(a.id.bytes));
}

static int order_sessions(const void *left, const void *right)
{
    const HistorySession *a = left;
    const HistorySession *b = right;
    return order_moments((Moment){a->day, a->utc_ms, a->id}, (Moment){b->day, b->utc_ms, b->id});
}

static int order_tries(const void *left, const void *right)
{
    const HistoryTry *a = left;
    const HistoryTry *b = right;
    return order_moments((Moment){a->day, a->utc_ms, a->id}, (Moment){b->day, b->utc_ms, b->id});
}

static int order_squats(const void *left, const void *right)
{
    const HistorySquat *a = left;
    const HistorySquat *b = right;
    return order_moments((Moment){a->day, a->utc_ms, a->id}, (Moment){b->day, b->utc_ms, b->id});
}

/* By all there is to see, so that the order does not depend on which log was merged first. */
static int order_pains(const void *left, const void *right)
{
    const HistoryPain *a = left;
    const HistoryPain *b = right;
    if (a->day != b->day) {
        return a->day < b->day ? -1 : 1;
    }
    if (a->utc_ms != b->utc_ms) {
        return a->utc_ms < b->utc_ms ? -1 : 1;
    }
    if (a->knee != b->knee) {
        return a->knee < b->knee ? -1 : 1;
    }
    if (a->moment != b->moment) {
        return a->moment < b->moment ? -1 : 1;
    }
    return (a->level > b->level) - (a->level < b->level);
}

/* Rows come in the order written, which is nearly always the order wanted. */
static void
sort_if_needed(void *items, int32_t count, size_t size, int (*order)(const void *, const void *))
{
    const unsigned char *at = items;
    for (int32_t i = 1; i < count; i++) {
        if (order(at + (size_t)(i - 1) * size, at + (size_t)i * size) > 0) {
            qsort(items, (size_t)count, size, order);
            return;
        }
    }
}

static SfError read_all(Reading *reading, SfErrorInfo *err)
{
    static const struct {
        Statement statement;
        ReadRow read;
    } parts[] = {{ST_SESSIONS, read_session}, {ST_PAINS, read_pain}, {ST_STATUSES, read_status},
                 {ST_FOLLOWS, read_follow},   {ST_TRIES, read_try},  {ST_SQUATS, read_squat}};
    SfError code = corrections_load(&reading->corrections, reading->store, err);
    for (size_t i = 0; code == SF_OK && i < SF_COUNT(parts); i++) {
        code = read_rows(reading, parts[i].statement, parts[i].read, err);
    }
    return code;
}

static SfError run(Store *store, sqlite3_stmt *statement, SfErrorInfo *err)
{
    const int rc = sqlite3_step(statement);
    store__done(statement);
    return rc == SQLITE_DONE ? SF_OK : store__fault(store, rc, "read the log", err);
}

SfError store_history(Store *store, History *out, SfErrorInfo *err)
{
    *out = (History){0};
    Reading reading = {.store = store, .history = out};
    sqlite3_stmt *snapshot = NULL;
    sqlite3_stmt *release = NULL;
    /* One state of the log for all that is read, even if another program adds to it meanwhile. */
    SfError code = store__statement(store, ST_SNAPSHOT, &snapshot, err);
    if (code == SF_OK) {
        code = store__statement(store, ST_RELEASE, &release, err);
    }
    if (code == SF_OK) {
        code = run(store, snapshot, err);
    }
    if (code != SF_OK) {
        return code;
    }
    code = read_all(&reading, err);
    (void)run(store, release, NULL);
    sf_free(reading.names.slots);
    corrections_deinit(&reading.corrections);
    if (code != SF_OK) {
        history_deinit(out);
        return code;
    }
    sort_if_needed(out->sessions, out->session_count, sizeof(*out->sessions), order_sessions);
    sort_if_needed(out->tries, out->try_count, sizeof(*out->tries), order_tries);
    sort_if_needed(out->squats, out->squat_count, sizeof(*out->squats), order_squats);
    sort_if_needed(out->pains, out->pain_count, sizeof(*out->pains), order_pains);
    return SF_OK;
}
