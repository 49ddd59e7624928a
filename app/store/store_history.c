/* SPDX-License-Identifier: MIT */
/* Reads the current records into the history. */
#include "store_internal.h"

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "surefoot/fact_fields.h"
#include "surefoot/hash.h"
#include "surefoot/limits.h"

#define ROWS_FIRST 256
#define NAME_SLOTS_FIRST 64
#define MINUTE_MS 60000
#define DAY_MIN 1440
#define DAY_MS 86400000
#define PAIN_LEVEL_MAX 10
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

static int32_t *slot_of(const Reading *reading, const char *name)
{
    const uint32_t mask = (uint32_t)reading->names.slot_count - 1;
    uint32_t at = hash_fold(hash_text(HASH_START, name)) & mask;
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

/* *index of the name. SF_E_CORRUPT if it is no text: damage that got into a string. */
static SfError intern(Reading *reading, const char *name, int32_t *index)
{
    History *history = reading->history;
    Names *names = &reading->names;
    *index = names->last;
    if (history->name_count > 0 && strcmp(history->names[names->last], name) == 0) {
        return SF_OK; /* mostly the same as in the row before */
    }
    if (!make_room_for_name(reading)) {
        return SF_E_NOMEM;
    }
    int32_t *slot = slot_of(reading, name);
    if (*slot == 0) {
        if (!fact_text_valid(name, strlen(name))) {
            return SF_E_CORRUPT;
        }
        char *copy = arena_copy(&history->arena, name, strlen(name));
        if (copy == NULL) {
            return SF_E_NOMEM;
        }
        history->names[history->name_count++] = copy;
        *slot = history->name_count;
    }
    names->last = *slot - 1;
    *index = names->last;
    return SF_OK;
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
    return strlen(out) == program_size + 1 + routine_size;
}

static int32_t minute_of_day(int64_t utc_ms, int32_t offset_min)
{
    const int64_t minute = (utc_ms + (int64_t)offset_min * MINUTE_MS) / MINUTE_MS % DAY_MIN;
    return (int32_t)(minute < 0 ? minute + DAY_MIN : minute);
}

/* An integer in the range; anything else in its column is damage. What is none reads as zero, so
 * that only zeros need a second look: this runs for every value of the history at every start. */
static bool read_int(sqlite3_stmt *row, int column, int64_t least, int64_t most, int32_t *out)
{
    const int64_t value = sqlite3_column_int64(row, column);
    *out = (int32_t)value;
    return value >= least && value <= most &&
           (value != 0 || sqlite3_column_type(row, column) == SQLITE_INTEGER);
}

/* Day and instant from two columns. */
static bool read_when(sqlite3_stmt *row, int column, Day *day, int64_t *utc_ms)
{
    *utc_ms = sqlite3_column_int64(row, column + 1);
    return read_int(row, column, FACT_DAY_MIN, FACT_DAY_MAX, day) &&
           *utc_ms >= (int64_t)FACT_DAY_MIN * DAY_MS && *utc_ms <= (int64_t)FACT_DAY_MAX * DAY_MS &&
           (*utc_ms != 0 || sqlite3_column_type(row, column + 1) == SQLITE_INTEGER);
}

static bool read_id(sqlite3_stmt *row, int column, Uuid *out)
{
    const void *id = sqlite3_column_blob(row, column);
    if (id == NULL || sqlite3_column_bytes(row, column) != (int)sizeof(out->bytes)) {
        return false;
    }
    memcpy(out->bytes, id, sizeof(out->bytes));
    return true;
}

/* The session a row names, or none; false if it cannot be one. */
static bool read_session_id(sqlite3_stmt *row, int column, Uuid *out)
{
    *out = (Uuid){{0}};
    return sqlite3_column_type(row, column) == SQLITE_NULL || read_id(row, column, out);
}

static SfError read_session(Reading *reading, sqlite3_stmt *row)
{
    char name[ROUTINE_NAME_BYTES];
    HistorySession session = {0};
    int32_t end;
    int32_t side;
    int32_t mode;
    int32_t offset_min;
    if (!read_id(row, 1, &session.id) || !read_when(row, 2, &session.day, &session.utc_ms) ||
        !routine_name(row, name) || !read_int(row, 6, 0, LIMIT_TIMELINE_MS, &session.work_ms) ||
        !read_int(row, 7, SESSION_COMPLETE, SESSION_ADDED, &end) ||
        !read_int(row, 8, SIDE_NONE, SIDE_BOTH, &side) ||
        !read_int(row, 9, 0, LIMIT_SEGMENTS, &session.sets_done) ||
        !read_int(row, 10, MODE_EXERCISE, MODE_HALF_SQUAT, &mode) ||
        !read_int(row, 11, -FACT_OFFSET_MAX, FACT_OFFSET_MAX, &offset_min)) {
        return damaged(reading);
    }
    History *out = reading->history;
    HistorySession *sessions =
        with_room(reading, out->sessions, out->session_count, sizeof(*sessions));
    if (sessions == NULL) {
        return SF_E_NOMEM;
    }
    out->sessions = sessions;
    session.end = (SessionEnd)end;
    session.first_side = (Side)side;
    session.mode = (RoutineMode)mode;
    session.local_min = minute_of_day(session.utc_ms, offset_min);
    const SfError code = intern(reading, name, &session.routine);
    if (code == SF_OK) {
        sessions[out->session_count++] = session;
    }
    return code;
}

static SfError read_pain(Reading *reading, sqlite3_stmt *row)
{
    HistoryPain pain = {0};
    int32_t knee;
    int32_t moment;
    if (!read_when(row, 1, &pain.day, &pain.utc_ms) ||
        !read_int(row, 3, SIDE_LEFT, SIDE_RIGHT, &knee) ||
        !read_int(row, 4, PAIN_BEFORE, PAIN_MORNING, &moment) ||
        !read_int(row, 5, 0, PAIN_LEVEL_MAX, &pain.level)) {
        return damaged(reading);
    }
    History *out = reading->history;
    HistoryPain *pains = with_room(reading, out->pains, out->pain_count, sizeof(*pains));
    if (pains == NULL) {
        return SF_E_NOMEM;
    }
    out->pains = pains;
    pain.knee = (Side)knee;
    pain.moment = (PainMoment)moment;
    pains[out->pain_count++] = pain;
    return SF_OK;
}

/* Words and numbers of a try from column 5 on. */
static bool read_try_fact(sqlite3_stmt *row, TryFact *out)
{
    static const struct {
        int32_t least;
        int32_t most;
    } words[] = {{TRY_IN_TEST, TRY_IN_ROUTINE},
                 {SIDE_LEFT, SIDE_RIGHT},
                 {EYES_OPEN, EYES_CLOSED},
                 {SURFACE_FIRM, SURFACE_SOFT},
                 {STOP_THUMB, STOP_WAIST},
                 {0, (int32_t)LIMIT_TIMELINE_MS},
                 {1, (int32_t)LIMIT_TIMELINE_MS},
                 {TRY_UNSAID, TRY_EYES},
                 {0, 1},
                 {0, INT32_MAX},
                 {0, INT32_MAX},
                 {0, INT32_MAX},
                 {0, INT32_MAX},
                 {0, INT32_MAX}};
    int32_t values[SF_COUNT(words)];
    for (size_t i = 0; i < SF_COUNT(words); i++) {
        if (!read_int(row, 5 + (int)i, words[i].least, words[i].most, &values[i])) {
            return false;
        }
    }
    out->place = (TryPlace)values[0];
    out->leg = (Side)values[1];
    out->eyes = (Eyes)values[2];
    out->surface = (StanceSurface)values[3];
    out->stop = (StopBy)values[4];
    out->time_ms = values[5];
    out->cap_ms = values[6];
    out->end = (TryEnd)values[7];
    out->supported = values[8] != 0;
    out->sway_ap = values[9];
    out->sway_ml = values[10];
    out->sway = values[11];
    out->jerk = values[12];
    out->path = values[13];
    return out->time_ms <= out->cap_ms;
}

static SfError read_try(Reading *reading, sqlite3_stmt *row)
{
    HistoryTry read = {0};
    if (!read_id(row, 1, &read.id) || !read_when(row, 2, &read.day, &read.utc_ms) ||
        !read_session_id(row, 4, &read.fact.session) || !read_try_fact(row, &read.fact)) {
        return damaged(reading);
    }
    History *out = reading->history;
    HistoryTry *tries = with_room(reading, out->tries, out->try_count, sizeof(*tries));
    if (tries == NULL) {
        return SF_E_NOMEM;
    }
    out->tries = tries;
    tries[out->try_count++] = read;
    return SF_OK;
}

static SfError read_squat(Reading *reading, sqlite3_stmt *row)
{
    HistorySquat read = {0};
    SquatFact *fact = &read.fact;
    int32_t leg;
    if (!read_id(row, 1, &read.id) || !read_when(row, 2, &read.day, &read.utc_ms) ||
        !read_session_id(row, 4, &fact->session) ||
        !read_int(row, 5, SIDE_LEFT, SIDE_RIGHT, &leg) ||
        !read_int(row, 6, 0, SQUAT_REPS, &fact->steady) ||
        !read_int(row, 7, 0, SQUAT_REPS, &fact->wobbled) ||
        !read_int(row, 8, 0, SQUAT_REPS, &fact->inward) ||
        fact->steady + fact->wobbled + fact->inward > SQUAT_REPS) {
        return damaged(reading);
    }
    History *out = reading->history;
    HistorySquat *squats = with_room(reading, out->squats, out->squat_count, sizeof(*squats));
    if (squats == NULL) {
        return SF_E_NOMEM;
    }
    out->squats = squats;
    fact->leg = (Side)leg;
    squats[out->squat_count++] = read;
    return SF_OK;
}

static SfError read_status(Reading *reading, sqlite3_stmt *row)
{
    HistoryStatus read = {0};
    int32_t status;
    if (!read_when(row, 1, &read.day, &read.utc_ms) ||
        !read_int(row, 3, STATUS_SICK, STATUS_RESTING, &status) ||
        !read_int(row, 4, FACT_DAY_MIN, FACT_DAY_MAX, &read.from) ||
        !read_int(row, 5, read.from, FACT_DAY_MAX, &read.to) || !read_id(row, 6, &read.id)) {
        return damaged(reading);
    }
    History *out = reading->history;
    HistoryStatus *statuses =
        with_room(reading, out->statuses, out->status_count, sizeof(*statuses));
    if (statuses == NULL) {
        return SF_E_NOMEM;
    }
    out->statuses = statuses;
    read.status = (Status)status;
    statuses[out->status_count++] = read;
    return SF_OK;
}

static SfError read_follow(Reading *reading, sqlite3_stmt *row)
{
    HistoryFollow read = {0};
    int32_t following;
    const char *program = (const char *)sqlite3_column_text(row, 3);
    if (program == NULL || strlen(program) != (size_t)sqlite3_column_bytes(row, 3) ||
        !read_when(row, 1, &read.day, &read.utc_ms) || !read_int(row, 4, 0, 1, &following)) {
        return damaged(reading);
    }
    History *out = reading->history;
    HistoryFollow *follows = with_room(reading, out->follows, out->follow_count, sizeof(*follows));
    if (follows == NULL) {
        return SF_E_NOMEM;
    }
    out->follows = follows;
    read.following = following != 0;
    const SfError code = intern(reading, program, &read.program);
    if (code == SF_OK) {
        follows[out->follow_count++] = read;
    }
    return code;
}

static SfError read_answer(Reading *reading, sqlite3_stmt *row)
{
    HistoryAnswer read = {0};
    int32_t yes;
    const char *question = (const char *)sqlite3_column_text(row, 3);
    if (question == NULL || strlen(question) != (size_t)sqlite3_column_bytes(row, 3) ||
        !read_when(row, 1, &read.day, &read.utc_ms) || !read_int(row, 4, 0, 1, &yes)) {
        return damaged(reading);
    }
    History *out = reading->history;
    HistoryAnswer *answers = with_room(reading, out->answers, out->answer_count, sizeof(*answers));
    if (answers == NULL) {
        return SF_E_NOMEM;
    }
    out->answers = answers;
    read.yes = yes != 0;
    const SfError code = intern(reading, question, &read.question);
    if (code == SF_OK) {
        answers[out->answer_count++] = read;
    }
    return code;
}

/* The row, unless it is damaged: then it is left out and counted. Only memory can be short. */
static SfError read_or_leave_out(Reading *reading, sqlite3_stmt *row, ReadRow read)
{
    const SfError code = read(reading, row);
    if (code == SF_E_CORRUPT) {
        reading->store->damaged++;
        return SF_OK;
    }
    return code;
}

/* `in_order`: the statement reads its table from end to end; a page met twice is not in order. */
static SfError
read_rows(Reading *reading, Statement which, ReadRow read, bool in_order, SfErrorInfo *err)
{
    sqlite3_stmt *rows;
    SfError code = store__statement(reading->store, which, &rows, err);
    if (code != SF_OK) {
        return code;
    }
    int rc = SQLITE_ROW;
    int64_t last = INT64_MIN;
    reading->capacity = 0;
    while (code == SF_OK && (rc = sqlite3_step(rows)) == SQLITE_ROW) {
        const int64_t seq = sqlite3_column_int64(rows, 0);
        if (in_order && seq <= last) {
            code = store__twice(reading->store, err);
            break;
        }
        last = seq;
        if (!corrections_dead(&reading->corrections, seq)) {
            code = read_or_leave_out(reading, rows, read);
        }
    }
    if (code == SF_E_NOMEM) {
        code = store__fault(reading->store, SQLITE_NOMEM, "read the log", err);
    } else if (code == SF_OK && rc != SQLITE_DONE) {
        code = store__fault(reading->store, rc, "read the log", err);
    }
    store__done(rows);
    return code;
}

/* The time and the id of a row: they give rows their order. */
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

/* Compares all fields, so that the order does not depend on which log was merged first. */
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
        ReadRow read;
        Statement statement;
        bool in_order;
    } parts[] = {{read_session, ST_SESSIONS, true}, {read_pain, ST_PAINS, true},
                 {read_status, ST_STATUSES, false}, {read_follow, ST_FOLLOWS, false},
                 {read_answer, ST_ANSWERS, false},  {read_try, ST_TRIES, true},
                 {read_squat, ST_SQUATS, true}};
    SfError code = corrections_load(&reading->corrections, reading->store, err);
    for (size_t i = 0; code == SF_OK && i < SF_COUNT(parts); i++) {
        code = read_rows(reading, parts[i].statement, parts[i].read, parts[i].in_order, err);
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
    /* Reads all lists from one state of the log, even if another program adds to it meanwhile. */
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
