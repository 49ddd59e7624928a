/* SPDX-License-Identifier: MIT */
/* The table of the fields of each kind of fact, with readers, writers and checks. */
#include "surefoot/fact_fields.h"

#include <stddef.h>
#include <string.h>

#include "surefoot/limits.h"
#include "surefoot/vocabulary.h"

/* A session left open over a holiday is still one session. */
#define DURATION_MAX_MS (366 * LIMIT_TIMELINE_MS)

_Static_assert(sizeof(Side) == sizeof(int32_t) && sizeof(Outcome) == sizeof(int32_t),
               "fields of enum type are read and written as 32 bits");

#define AT(member) offsetof(Fact, body.member)
#define TEXT(key, member, least, most)                                                             \
    {                                                                                              \
        .name = (key), .type = FIELD_TEXT, .offset = AT(member), .min = (least), .max = (most)     \
    }
#define NUMBER(kind, key, member, least, most)                                                     \
    {                                                                                              \
        .name = (key), .type = (kind), .offset = AT(member), .min = (least), .max = (most)         \
    }
#define WORD(key, member, least, list)                                                             \
    {                                                                                              \
        .name = (key), .type = FIELD_WORD, .offset = AT(member), .min = (least),                   \
        .max = (int64_t)SF_COUNT(list) - 1, .words = (list)                                        \
    }
#define SIDED(key, member)                                                                         \
    {                                                                                              \
        .name = (key), .type = FIELD_WORD, .offset = AT(member), .min = SIDE_LEFT,                 \
        .max = SIDE_RIGHT, .words = side_words                                                     \
    }
#define MEASURE(key, member)                                                                       \
    {                                                                                              \
        .name = (key), .type = FIELD_INT, .optional = true, .offset = AT(member), .max = INT32_MAX \
    }
#define SESSION_ID(member, may_miss)                                                               \
    {                                                                                              \
        .name = "session", .type = FIELD_UUID, .optional = (may_miss), .offset = AT(member)        \
    }

static const FactField session_fields[] = {
    TEXT("program", session.program, 0, LIMIT_ID_BYTES),
    TEXT("program_hash", session.program_hash, 0, 64),
    TEXT("routine", session.routine, 0, LIMIT_ID_BYTES),
    TEXT("title", session.title, 0, LIMIT_NAME_BYTES),
    NUMBER(FIELD_LONG, "duration_ms", session.duration_ms, 0, DURATION_MAX_MS),
    NUMBER(FIELD_LONG, "work_ms", session.work_ms, 0, LIMIT_TIMELINE_MS),
    WORD("end", session.end, 0, session_end_words),
    WORD("effort", session.effort, 0, effort_words),
    WORD("first_side", session.first_side, 0, side_words),
    NUMBER(FIELD_INT, "sets_done", session.sets_done, 0, LIMIT_SEGMENTS),
    NUMBER(FIELD_INT, "sets_planned", session.sets_planned, 0, LIMIT_SEGMENTS),
    {.name = "mode",
     .type = FIELD_WORD,
     .optional = true,
     .offset = AT(session.mode),
     .max = SF_COUNT(mode_words) - 1,
     .words = mode_words},
    {.name = "note",
     .type = FIELD_TEXT,
     .optional = true,
     .offset = AT(session.note),
     .max = LIMIT_NOTE_BYTES},
};

static const FactField set_fields[] = {
    SESSION_ID(set.session, false),
    TEXT("key", set.key, 1, FACT_KEY_BYTES),
    TEXT("exercise", set.exercise, 0, LIMIT_ID_BYTES),
    WORD("segment", set.kind, 0, segment_kind_words),
    WORD("side", set.side, 0, side_words),
    WORD("outcome", set.outcome, 0, outcome_words),
    NUMBER(FIELD_LONG, "done_ms", set.done_ms, 0, LIMIT_TIMELINE_MS),
    NUMBER(FIELD_INT, "reps", set.reps, 0, LIMIT_REPS),
    NUMBER(FIELD_LONG, "planned_ms", set.planned_ms, 0, LIMIT_TIMELINE_MS),
    NUMBER(FIELD_INT, "planned_reps", set.planned_reps, 0, LIMIT_REPS),
    NUMBER(FIELD_BOOL, "eased", set.eased, 0, 1),
};

static const FactField pain_fields[] = {
    SESSION_ID(pain.session, true),
    SIDED("knee", pain.knee),
    WORD("zone", pain.zone, 0, pain_zone_words),
    WORD("moment", pain.moment, 0, pain_moment_words),
    NUMBER(FIELD_INT, "level", pain.level, 0, 10),
};

static const FactField status_fields[] = {
    WORD("status", status.status, 0, status_words),
    NUMBER(FIELD_DAY, "from", status.from, FACT_DAY_MIN, FACT_DAY_MAX),
    NUMBER(FIELD_DAY, "to", status.to, FACT_DAY_MIN, FACT_DAY_MAX),
};

static const FactField follow_fields[] = {
    TEXT("program", follow.program, 1, LIMIT_ID_BYTES),
    TEXT("hash", follow.hash, 0, 64),
    NUMBER(FIELD_BOOL, "following", follow.following, 0, 1),
};

static const FactField answer_fields[] = {
    SESSION_ID(answer.session, true),
    TEXT("question", answer.question, 1, LIMIT_ID_BYTES),
    NUMBER(FIELD_BOOL, "yes", answer.yes, 0, 1),
};

static const FactField try_fields[] = {
    SESSION_ID(balance_try.session, true),
    WORD("place", balance_try.place, 0, try_place_words),
    SIDED("leg", balance_try.leg),
    WORD("eyes", balance_try.eyes, 0, eyes_words),
    WORD("surface", balance_try.surface, 0, surface_words),
    WORD("stop", balance_try.stop, 0, stop_words),
    NUMBER(FIELD_INT, "time_ms", balance_try.time_ms, 0, LIMIT_TIMELINE_MS),
    NUMBER(FIELD_INT, "cap_ms", balance_try.cap_ms, 1, LIMIT_TIMELINE_MS),
    WORD("ended", balance_try.end, 0, try_end_words),
    NUMBER(FIELD_BOOL, "supported", balance_try.supported, 0, 1),
    MEASURE("sway_ap", balance_try.sway_ap),
    MEASURE("sway_ml", balance_try.sway_ml),
    MEASURE("sway", balance_try.sway),
    MEASURE("jerk", balance_try.jerk),
    MEASURE("path", balance_try.path),
};

static const FactField squat_fields[] = {
    SESSION_ID(squat.session, true),
    SIDED("leg", squat.leg),
    NUMBER(FIELD_INT, "steady", squat.steady, 0, SQUAT_REPS),
    NUMBER(FIELD_INT, "wobbled", squat.wobbled, 0, SQUAT_REPS),
    NUMBER(FIELD_INT, "inward", squat.inward, 0, SQUAT_REPS),
};

#define SHAPE(kind, list) [kind] = {.word = #list, .fields = list##_fields, SF_COUNT(list##_fields)}
static const FactShape shapes[] = {
    SHAPE(FACT_SESSION, session), SHAPE(FACT_SET, set),       SHAPE(FACT_PAIN, pain),
    SHAPE(FACT_STATUS, status),   SHAPE(FACT_FOLLOW, follow), SHAPE(FACT_ANSWER, answer),
    SHAPE(FACT_TRY, try),         SHAPE(FACT_SQUAT, squat),
};

const FactShape *fact_shape(FactKind kind)
{
    const int32_t index = (int32_t)kind;
    return index >= FACT_SESSION && index < (int32_t)SF_COUNT(shapes) ? &shapes[index] : NULL;
}

bool fact_kind_find(FactKind *out, const char *word)
{
    for (int32_t kind = FACT_SESSION; kind < (int32_t)SF_COUNT(shapes); kind++) {
        if (strcmp(shapes[kind].word, word) == 0) {
            *out = (FactKind)kind;
            return true;
        }
    }
    return false;
}

const FactField *fact_field(FactKind kind, const char *name)
{
    const FactShape *shape = fact_shape(kind);
    for (int32_t i = 0; shape != NULL && i < shape->count; i++) {
        if (strcmp(shape->fields[i].name, name) == 0) {
            return &shape->fields[i];
        }
    }
    return NULL;
}

bool fact_word_find(const FactField *field, const char *word, int32_t *value)
{
    for (int64_t i = field->min; i <= field->max; i++) {
        if (strcmp(field->words[i], word) == 0) {
            *value = (int32_t)i;
            return true;
        }
    }
    return false;
}

int64_t fact_get_int(const Fact *fact, const FactField *field)
{
    const unsigned char *at = (const unsigned char *)fact + field->offset;
    if (field->type == FIELD_LONG) {
        int64_t value;
        memcpy(&value, at, sizeof(value));
        return value;
    }
    if (field->type == FIELD_BOOL) {
        bool value;
        memcpy(&value, at, sizeof(value));
        return value ? 1 : 0;
    }
    int32_t value;
    memcpy(&value, at, sizeof(value));
    return value;
}

void fact_set_int(Fact *fact, const FactField *field, int64_t value)
{
    unsigned char *at = (unsigned char *)fact + field->offset;
    if (field->type == FIELD_LONG) {
        memcpy(at, &value, sizeof(value));
    } else if (field->type == FIELD_BOOL) {
        const bool truth = value != 0;
        memcpy(at, &truth, sizeof(truth));
    } else {
        const int32_t small = (int32_t)value;
        memcpy(at, &small, sizeof(small));
    }
}

const char *fact_get_text(const Fact *fact, const FactField *field)
{
    const char *text;
    memcpy(&text, (const unsigned char *)fact + field->offset, sizeof(text));
    return text != NULL ? text : "";
}

void fact_set_text(Fact *fact, const FactField *field, const char *text)
{
    memcpy((unsigned char *)fact + field->offset, &text, sizeof(text));
}

Uuid fact_get_uuid(const Fact *fact, const FactField *field)
{
    Uuid value;
    memcpy(&value, (const unsigned char *)fact + field->offset, sizeof(value));
    return value;
}

void fact_set_uuid(Fact *fact, const FactField *field, Uuid value)
{
    memcpy((unsigned char *)fact + field->offset, &value, sizeof(value));
}

/* Bytes of the character at text, 0 if it is not well-formed (overlong, surrogate, too large). */
static size_t character_bytes(const unsigned char *text, size_t left)
{
    const unsigned char lead = text[0];
    if (lead < 0x80) {
        return lead != 0 ? 1 : 0;
    }
    const size_t bytes = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (lead < 0xc2 || lead > 0xf4 || bytes > left) {
        return 0;
    }
    for (size_t i = 1; i < bytes; i++) {
        if ((text[i] & 0xc0U) != 0x80U) {
            return 0;
        }
    }
    const unsigned char second = text[1];
    const bool bad = (lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
                     (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f);
    return bad ? 0 : bytes;
}

bool fact_text_valid(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size) {
        const size_t bytes = character_bytes((const unsigned char *)text + at, size - at);
        if (bytes == 0) {
            return false;
        }
        at += bytes;
    }
    return true;
}

static SfError
check_text(const Fact *fact, const FactField *field, const char *kind, SfErrorInfo *err)
{
    const char *text = fact_get_text(fact, field);
    const size_t length = strlen(text);
    if ((int64_t)length < field->min) {
        return sf_fail(err, SF_E_INPUT, "%s.%s is empty", kind, field->name);
    }
    if ((int64_t)length > field->max) {
        return sf_fail(err, SF_E_TOOBIG, "%s.%s has %zu bytes; at most %lld are allowed", kind,
                       field->name, length, (long long)field->max);
    }
    if (!fact_text_valid(text, length)) {
        return sf_fail(err, SF_E_INPUT, "%s.%s is not UTF-8 text", kind, field->name);
    }
    return SF_OK;
}

static SfError
check_field(const Fact *fact, const FactField *field, const char *kind, SfErrorInfo *err)
{
    if (field->type == FIELD_TEXT) {
        return check_text(fact, field, kind, err);
    }
    if (field->type == FIELD_UUID) {
        if (!field->optional && uuid_is_none(fact_get_uuid(fact, field))) {
            return sf_fail(err, SF_E_INPUT, "%s.%s is missing", kind, field->name);
        }
        return SF_OK;
    }
    const int64_t value = fact_get_int(fact, field);
    if (value < field->min || value > field->max) {
        return sf_fail(err, SF_E_INPUT, "%s.%s is %lld; %lld to %lld is allowed", kind, field->name,
                       (long long)value, (long long)field->min, (long long)field->max);
    }
    return SF_OK;
}

int64_t fact_after_ms(int64_t now_utc_ms, int64_t before_utc_ms)
{
    const int64_t most_ms = FACT_DAY_MAX * LIMIT_TIMELINE_MS;
    const int64_t after_ms = now_utc_ms > before_utc_ms ? now_utc_ms : before_utc_ms + 1;
    return after_ms < most_ms ? after_ms : most_ms;
}

static SfError check_record(const Fact *fact, SfErrorInfo *err)
{
    const int64_t day_ms = LIMIT_TIMELINE_MS;
    if (uuid_is_none(fact->id) || uuid_is_none(fact->device)) {
        return sf_fail(err, SF_E_INPUT, "a record needs an id and a device");
    }
    if (uuid_equal(fact->id, fact->supersedes)) {
        return sf_fail(err, SF_E_INPUT, "a record cannot supersede itself");
    }
    if (fact->tombstone && uuid_is_none(fact->supersedes)) {
        return sf_fail(err, SF_E_INPUT, "a deletion must name the record it deletes");
    }
    if (fact->at.offset_min < -FACT_OFFSET_MAX || fact->at.offset_min > FACT_OFFSET_MAX) {
        return sf_fail(err, SF_E_INPUT, "the UTC offset is %d minutes; -1080 to 1080 is allowed",
                       (int)fact->at.offset_min);
    }
    if (fact->day < FACT_DAY_MIN || fact->day > FACT_DAY_MAX ||
        fact->at.utc_ms < (FACT_DAY_MIN + 1) * day_ms || fact->at.utc_ms > FACT_DAY_MAX * day_ms) {
        return sf_fail(err, SF_E_INPUT, "the date is out of range; 1900 to 9999 is allowed");
    }
    return SF_OK;
}

/* Checks rules that need several fields. */
static SfError check_whole(const Fact *fact, SfErrorInfo *err)
{
    const TryFact *one = &fact->body.balance_try;
    const SquatFact *squat = &fact->body.squat;
    if (fact->kind == FACT_STATUS && fact->body.status.to < fact->body.status.from) {
        return sf_fail(err, SF_E_INPUT, "status.to is before status.from");
    }
    if (fact->kind == FACT_TRY && one->time_ms > one->cap_ms) {
        return sf_fail(err, SF_E_INPUT, "try.time_ms is %d; its cap is %d", (int)one->time_ms,
                       (int)one->cap_ms);
    }
    if (fact->kind == FACT_SQUAT && squat->steady + squat->wobbled + squat->inward > SQUAT_REPS) {
        return sf_fail(err, SF_E_INPUT, "squat has more than %d repetitions", SQUAT_REPS);
    }
    return SF_OK;
}

SfError fact_check(const Fact *fact, SfErrorInfo *err)
{
    const FactShape *shape = fact_shape(fact->kind);
    if (shape == NULL) {
        return sf_fail(err, SF_E_INPUT, "kind %d of a record is not known", (int)fact->kind);
    }
    SfError code = check_record(fact, err);
    for (int32_t i = 0; code == SF_OK && !fact->tombstone && i < shape->count; i++) {
        code = check_field(fact, &shape->fields[i], shape->word, err);
    }
    return code == SF_OK && !fact->tombstone ? check_whole(fact, err) : code;
}
