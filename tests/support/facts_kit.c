/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "facts_kit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "surefoot/fact_fields.h"

void kit_folder(char out[KIT_PATH_BYTES])
{
    const char *base = getenv("TMPDIR");
    assert_true(sf_format(out, KIT_PATH_BYTES, "%s/surefoot-test-XXXXXX",
                          base != NULL && base[0] != '\0' ? base : "/tmp"));
    assert_non_null(mkdtemp(out));
}

void kit_join(char out[KIT_PATH_BYTES], const char *folder, const char *name)
{
    assert_true(sf_format(out, KIT_PATH_BYTES, "%s/%s", folder, name));
}

bool kit_find(char out[KIT_PATH_BYTES], const char *folder, const char *part)
{
    bool found = false;
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    const struct dirent *entry;
    while (!found && (entry = readdir(entries)) != NULL) {
        if (strstr(entry->d_name, part) != NULL) {
            kit_join(out, folder, entry->d_name);
            found = true;
        }
    }
    assert_int_equal(closedir(entries), 0);
    return found;
}

void kit_remove(const char *folder)
{
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    const struct dirent *entry;
    while ((entry = readdir(entries)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            assert_int_equal(unlinkat(dirfd(entries), entry->d_name, 0), 0);
        }
    }
    assert_int_equal(closedir(entries), 0);
    assert_int_equal(rmdir(folder), 0);
}

size_t kit_read(const char *path, char **out)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    const long size = ftell(file);
    assert_true(size >= 0);
    rewind(file);
    *out = sf_alloc((size_t)size + 1);
    assert_non_null(*out);
    assert_int_equal(fread(*out, 1, (size_t)size, file), (size_t)size);
    assert_int_equal(fclose(file), 0);
    return (size_t)size;
}

void kit_write(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

uint32_t kit_random(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

Uuid kit_uuid(int64_t utc_ms, uint32_t salt)
{
    uint8_t random[10] = {0};
    for (int i = 0; i < 4; i++) {
        random[9 - i] = (uint8_t)(salt >> (8 * i));
    }
    return uuid_make(utc_ms, random);
}

Uuid kit_device(int number)
{
    return kit_uuid(1, 0xde71ce00U + (uint32_t)number);
}

static Fact fact_of(FactKind kind, int32_t day, uint32_t number)
{
    const int64_t at = KIT_NOON_MS + day * 86400000LL + number * 1000LL;
    return (Fact){
        .id = kit_uuid(at, number * 16 + (uint32_t)kind),
        .device = kit_device(1),
        .kind = kind,
        .at = {.utc_ms = at, .offset_min = 60},
        .day = KIT_DAY + day,
    };
}

Fact kit_session(int32_t day, uint32_t number, const char *routine)
{
    Fact fact = fact_of(FACT_SESSION, day, number);
    fact.body.session = (SessionFact){
        .program = "runners-knee",
        .program_hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        .routine = routine,
        .title = "Hip and knee",
        .duration_ms = 840000,
        .work_ms = 510000,
        .end = SESSION_COMPLETE,
        .effort = EFFORT_RIGHT,
        .first_side = SIDE_LEFT,
        .sets_done = 18,
        .sets_planned = 18,
        .note = "Stairs felt f\xc3\xa4in: \"no\" pain\n",
    };
    return fact;
}

Fact kit_set(const Fact *session, uint32_t number, const char *key)
{
    Fact fact = fact_of(FACT_SET, session->day - KIT_DAY, number);
    fact.body.set = (SetFact){
        .session = session->id,
        .key = key,
        .exercise = "clamshell",
        .kind = SEGMENT_REPS,
        .side = SIDE_RIGHT,
        .outcome = OUTCOME_PARTIAL,
        .done_ms = 21500,
        .reps = 7,
        .planned_ms = 30000,
        .planned_reps = 10,
        .eased = true,
    };
    return fact;
}

Fact kit_pain(int32_t day, uint32_t number, Side knee, int32_t level)
{
    Fact fact = fact_of(FACT_PAIN, day, number);
    fact.body.pain =
        (PainFact){.knee = knee, .zone = ZONE_BELOW, .moment = PAIN_WORST, .level = level};
    return fact;
}

Fact kit_status(int32_t day, Status status, int32_t days)
{
    Fact fact = fact_of(FACT_STATUS, day, 0);
    fact.body.status =
        (StatusFact){.status = status, .from = KIT_DAY + day, .to = KIT_DAY + day + days - 1};
    return fact;
}

Fact kit_follow(int32_t day, const char *program, bool following)
{
    Fact fact = fact_of(FACT_FOLLOW, day, following ? 0 : 1);
    fact.body.follow = (FollowFact){.program = program, .hash = "0123abcd", .following = following};
    return fact;
}

Fact kit_answer(int32_t day, const char *question, bool yes)
{
    Fact fact = fact_of(FACT_ANSWER, day, 0);
    fact.body.answer = (AnswerFact){.question = question, .yes = yes};
    return fact;
}

Fact kit_try(int32_t day, uint32_t number, Side leg, int32_t time_ms)
{
    Fact fact = fact_of(FACT_TRY, day, number);
    fact.body.balance_try = (TryFact){
        .place = TRY_IN_TEST,
        .leg = leg,
        .eyes = EYES_CLOSED,
        .surface = SURFACE_SOFT,
        .stop = STOP_SENSOR,
        .time_ms = time_ms,
        .cap_ms = 45000,
        .end = TRY_HOP,
        .supported = true,
        .sway_ap = 250000,
        .sway_ml = 500000,
        .sway = 559017,
        .jerk = INT32_MAX,
        .path = 1,
    };
    return fact;
}

Fact kit_squat(int32_t day, uint32_t number, Side leg, int32_t steady)
{
    Fact fact = fact_of(FACT_SQUAT, day, number);
    fact.body.squat = (SquatFact){.leg = leg, .steady = steady, .wobbled = 5 - steady, .inward = 0};
    return fact;
}

Fact kit_tombstone(const Fact *fact, int64_t later_ms, uint32_t salt)
{
    Fact deletion = {
        .id = kit_uuid(KIT_NOON_MS + (fact->day - KIT_DAY) * 86400000LL + later_ms, salt),
        .device = fact->device,
        .supersedes = fact->id,
        .tombstone = true,
        .kind = fact->kind,
        .at = fact->at,
        .day = fact->day,
    };
    deletion.at.utc_ms += later_ms;
    return deletion;
}

static void assert_same_field(const Fact *a, const Fact *b, const FactField *field)
{
    if (field->type == FIELD_TEXT) {
        assert_string_equal(fact_get_text(a, field), fact_get_text(b, field));
    } else if (field->type == FIELD_UUID) {
        assert_true(uuid_equal(fact_get_uuid(a, field), fact_get_uuid(b, field)));
    } else {
        assert_int_equal(fact_get_int(a, field), fact_get_int(b, field));
    }
}

void kit_assert_same(const Fact *a, const Fact *b)
{
    assert_true(uuid_equal(a->id, b->id));
    assert_true(uuid_equal(a->device, b->device));
    assert_true(uuid_equal(a->supersedes, b->supersedes));
    assert_int_equal(a->tombstone, b->tombstone);
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->at.utc_ms, b->at.utc_ms);
    assert_int_equal(a->at.offset_min, b->at.offset_min);
    assert_int_equal(a->day, b->day);
    const FactShape *shape = fact_shape(a->kind);
    for (int32_t i = 0; i < shape->count && !a->tombstone; i++) {
        assert_same_field(a, b, &shape->fields[i]);
    }
}
