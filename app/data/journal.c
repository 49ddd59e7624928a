/* SPDX-License-Identifier: MIT */
/* Writes and reads the journal of a running session. */
#include "surefoot/journal.h"

#include <inttypes.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "surefoot/fact_fields.h"
#include "surefoot/json_scan.h"
#include "surefoot/json_span.h"
#include "surefoot/limits.h"
#include "surefoot/text_out.h"

#define JOURNAL_VERSION 1
/* The largest time that is allowed. */
#define MOMENT_MAX_MS ((int64_t)(CALENDAR_DAY_MAX - CALENDAR_DAY_MIN) * LIMIT_TIMELINE_MS)
#define MOMENT_UNKNOWN (-1)

/* ---- writing --------------------------------------------------------------------------------- */

static bool has_credit(const Credit *credit)
{
    return credit->outcome != OUTCOME_NONE || credit->done_ms != 0 || credit->reps != 0 ||
           credit->eased;
}

/* Writes only credits that were earned, by key: most segments have none. */
static void put_credits(TextOut *out, const Journal *journal)
{
    const FactField *outcomes = fact_field(FACT_SET, "outcome");
    const char *between = "\n";
    text_out_text(out, "\"credits\":[");
    for (int32_t i = 0; i < journal->credit_count; i++) {
        const Credit *credit = &journal->credits[i];
        if (has_credit(credit)) {
            text_out_format(out, "%s{\"key\":", between);
            text_out_json(out, journal->timeline.segments[i].key);
            text_out_format(out,
                            ",\"outcome\":\"%s\",\"done_ms\":%" PRId64 ",\"reps\":%" PRId32
                            ",\"eased\":%s,\"at_ms\":%" PRId64 ",\"spent_ms\":%" PRId64 "}",
                            outcomes->words[credit->outcome], credit->done_ms, credit->reps,
                            credit->eased ? "true" : "false", credit->when.at_ms,
                            credit->when.spent_ms);
            between = ",\n";
        }
    }
    text_out_text(out, "],\n");
}

static void put_extra(TextOut *out, const Journal *journal)
{
    const char *between = "\n";
    text_out_text(out, "\"extra\":[");
    for (int32_t i = 0; i < journal->credit_count && journal->extra_ms != NULL; i++) {
        if (journal->extra_ms[i] != 0) {
            text_out_format(out, "%s{\"key\":", between);
            text_out_json(out, journal->timeline.segments[i].key);
            text_out_format(out, ",\"ms\":%" PRId64 "}", journal->extra_ms[i]);
            between = ",\n";
        }
    }
    text_out_text(out, "]\n");
}

SfError journal_write(const Journal *journal, char **out)
{
    TextOut text = {0};
    char session[UUID_TEXT_BYTES];
    char started[CALENDAR_INSTANT_BYTES];
    char updated[CALENDAR_INSTANT_BYTES];
    *out = NULL;
    uuid_format(session, journal->session);
    calendar_format_instant(started, journal->started);
    calendar_format_instant(updated, journal->updated);
    text_out_format(&text, "{\n\"surefoot_journal\":%d,\n\"session\":\"%s\",\n", JOURNAL_VERSION,
                    session);
    text_out_format(&text, "\"started\":\"%s\",\n\"updated\":\"%s\",\n\"key\":", started, updated);
    text_out_json(&text, journal->key);
    text_out_format(&text,
                    ",\n\"elapsed_ms\":%" PRId64 ",\n\"spent_ms\":%" PRId64
                    ",\n\"worked_ms\":%" PRId64 ",\n\"ended\":%s,\n\"ended_early\":%s,\n",
                    journal->elapsed_ms, journal->spent_ms, journal->worked_ms,
                    journal->ended ? "true" : "false", journal->ended_early ? "true" : "false");
    put_credits(&text, journal);
    put_extra(&text, journal);
    text_out_text(&text, "}\n");
    return text_out_take(&text, out);
}

/* ---- reading --------------------------------------------------------------------------------- */

static SfError bad(SfErrorInfo *err, const char *pointer, const char *what)
{
    return sf_fail(err, SF_E_INPUT, "the journal of the session cannot be read: %s %s", pointer,
                   what);
}

static SfError check_syntax(const char *text, size_t size, SfErrorInfo *err)
{
    const SourceFile file = {.path = "journal", .bytes = text, .size = size};
    Faults faults = {0};
    FaultSink sink;
    sink_init(&sink, &faults, file.path);
    SfError code = scan_file(&file, LIMIT_JOURNAL_BYTES, &sink, NULL);
    const SfError flushed = sink_flush(&sink);
    code = flushed != SF_OK ? flushed : code;
    if (code != SF_OK) {
        char line[256];
        (void)sf_format(line, sizeof(line), "out of memory");
        if (code != SF_E_NOMEM && faults.count > 0) {
            fault_format(&faults.items[0], line, sizeof(line));
        }
        code = sf_fail(err, code == SF_E_NOMEM ? SF_E_NOMEM : SF_E_INPUT,
                       "the journal of the session cannot be read: %s", line);
    }
    faults_deinit(&faults);
    return code;
}

/* The text of a string member of at most size - 1 bytes. */
static SfError read_text(JsonSpan object, const char *key, char *out, size_t size, SfErrorInfo *err)
{
    const JsonSpan value = span_member(object, key);
    char pointer[64];
    (void)sf_format(pointer, sizeof(pointer), "/%s", key);
    if (!span_is_string(value)) {
        return bad(err, pointer, "must be a text");
    }
    cJSON *parsed = cJSON_ParseWithLength(value.at, value.size);
    if (parsed == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    const bool fits = sf_format(out, size, "%s", parsed->valuestring);
    cJSON_Delete(parsed);
    return fits ? SF_OK : bad(err, pointer, "is too long");
}

static SfError read_instant(JsonSpan object, const char *key, Instant *out, SfErrorInfo *err)
{
    char text[CALENDAR_INSTANT_BYTES];
    const SfError code = read_text(object, key, text, sizeof(text), err);
    if (code != SF_OK) {
        return code;
    }
    if (calendar_parse_instant(out, text, NULL) != SF_OK) {
        return bad(err, key, "must be a date and time with its offset");
    }
    return SF_OK;
}

static SfError
read_number(JsonSpan object, const char *key, int64_t most, int64_t *out, SfErrorInfo *err)
{
    const JsonSpan value = span_member(object, key);
    if (!span_integer(value, out) || *out < 0 || *out > most) {
        return bad(err, key, "must be a whole number within its limits");
    }
    return SF_OK;
}

/* A number that older journals lack. *out must hold its default. */
static SfError
read_later_number(JsonSpan object, const char *key, int64_t most, int64_t *out, SfErrorInfo *err)
{
    return span_member(object, key).size > 0 ? read_number(object, key, most, out, err) : SF_OK;
}

/* Missing is false. */
static SfError read_truth(JsonSpan object, const char *key, bool *out, SfErrorInfo *err)
{
    const JsonSpan value = span_member(object, key);
    *out = value.size == 4 && memcmp(value.at, "true", 4) == 0;
    const bool is_false = value.size == 5 && memcmp(value.at, "false", 5) == 0;
    return *out || is_false || value.size == 0 ? SF_OK : bad(err, key, "must be true or false");
}

/* In the order of the timeline, which keeps the search short however many there are. */
static SfError find_segment(
    const Journal *journal, const char *key, int32_t *next, const char *list, SfErrorInfo *err)
{
    while (*next < journal->credit_count &&
           strcmp(journal->timeline.segments[*next].key, key) != 0) {
        (*next)++;
    }
    return *next < journal->credit_count
               ? SF_OK
               : bad(err, list, "must be of segments of the timeline, in its order");
}

/* Journals of before it was kept: a set was done at the start, as far as is known. What of the
 * session was spent by then is told by the caller, who reads it later. */
static SfError read_moment(JsonSpan span, PlayerMoment *out, SfErrorInfo *err)
{
    *out = (PlayerMoment){.at_ms = 0, .spent_ms = MOMENT_UNKNOWN};
    const SfError code = read_later_number(span, "at_ms", MOMENT_MAX_MS, &out->at_ms, err);
    return code == SF_OK ? read_later_number(span, "spent_ms", MOMENT_MAX_MS, &out->spent_ms, err)
                         : code;
}

static SfError read_outcome(JsonSpan span, Outcome *out, SfErrorInfo *err)
{
    char outcome[16];
    int32_t value = 0;
    const SfError code = read_text(span, "outcome", outcome, sizeof(outcome), err);
    if (code == SF_OK && !fact_word_find(fact_field(FACT_SET, "outcome"), outcome, &value)) {
        return bad(err, "/credits", "have an outcome that is not known");
    }
    *out = (Outcome)value;
    return code;
}

static SfError read_eased(JsonSpan span, bool *out, SfErrorInfo *err)
{
    return span_member(span, "eased").size > 0
               ? read_truth(span, "eased", out, err)
               : bad(err, "/credits", "must say whether the set was eased");
}

static SfError read_credit(JsonSpan span, Journal *out, int32_t *next, SfErrorInfo *err)
{
    char key[FACT_KEY_BYTES + 1];
    int64_t reps = 0;
    Credit credit = {0};
    if (!span_is_object(span)) {
        return bad(err, "/credits", "must hold objects");
    }
    SfError code = read_text(span, "key", key, sizeof(key), err);
    if (code == SF_OK) {
        code = read_outcome(span, &credit.outcome, err);
    }
    if (code == SF_OK) {
        code = read_number(span, "done_ms", LIMIT_TIMELINE_MS, &credit.done_ms, err);
    }
    if (code == SF_OK) {
        code = read_number(span, "reps", LIMIT_REPS, &reps, err);
    }
    if (code == SF_OK) {
        code = read_eased(span, &credit.eased, err);
    }
    if (code == SF_OK) {
        code = read_moment(span, &credit.when, err);
    }
    if (code == SF_OK) {
        code = find_segment(out, key, next, "/credits", err);
    }
    if (code == SF_OK) {
        credit.reps = (int32_t)reps;
        out->credits[(*next)++] = credit;
    }
    return code;
}

static SfError read_extra(JsonSpan span, Journal *out, int32_t *next, SfErrorInfo *err)
{
    char key[FACT_KEY_BYTES + 1];
    int64_t ms = 0;
    if (!span_is_object(span)) {
        return bad(err, "/extra", "must hold objects");
    }
    SfError code = read_text(span, "key", key, sizeof(key), err);
    if (code != SF_OK) {
        return code;
    }
    if (!span_integer(span_member(span, "ms"), &ms) || ms < -LIMIT_TIMELINE_MS ||
        ms > LIMIT_TIMELINE_MS) {
        return bad(err, "/extra", "must be whole numbers within their limits");
    }
    code = find_segment(out, key, next, "/extra", err);
    if (code == SF_OK) {
        out->extra_ms[(*next)++] = ms;
    }
    return code;
}

typedef SfError (*ReadItem)(JsonSpan span, Journal *out, int32_t *next, SfErrorInfo *err);

static SfError
read_items(JsonSpan root, const char *place, ReadItem read, Journal *out, SfErrorInfo *err)
{
    const JsonSpan list = span_member(root, place + 1);
    if (!span_is_array(list)) {
        return bad(err, place, "must be a list");
    }
    SpanWalk walk = span_walk(list);
    JsonSpan key;
    JsonSpan value;
    int32_t next = 0;
    SfError code = SF_OK;
    while (code == SF_OK && span_next(&walk, &key, &value)) {
        code = read(value, out, &next, err);
    }
    return code;
}

static SfError read_lists(JsonSpan root, Journal *out, SfErrorInfo *err)
{
    out->credit_count = out->timeline.segment_count;
    out->credits = sf_alloc((size_t)out->credit_count * sizeof(*out->credits));
    out->extra_ms = sf_alloc((size_t)out->credit_count * sizeof(*out->extra_ms));
    if (out->credits == NULL || out->extra_ms == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    const SfError code = read_items(root, "/credits", read_credit, out, err);
    /* Older journals have no such list: no time was added or removed. */
    const bool has_extra = span_member(root, "extra").size > 0;
    return code == SF_OK && has_extra ? read_items(root, "/extra", read_extra, out, err) : code;
}

static SfError read_head(JsonSpan root, Journal *out, SfErrorInfo *err)
{
    char session[UUID_TEXT_BYTES];
    SfError code = read_text(root, "session", session, sizeof(session), err);
    if (code == SF_OK && (!uuid_parse(&out->session, session) || uuid_is_none(out->session))) {
        code = bad(err, "/session", "must be an id");
    }
    if (code == SF_OK) {
        code = read_instant(root, "started", &out->started, err);
    }
    if (code == SF_OK) {
        code = read_instant(root, "updated", &out->updated, err);
    }
    if (code == SF_OK) {
        code = read_text(root, "key", out->key, sizeof(out->key), err);
    }
    if (code == SF_OK) {
        code = read_number(root, "elapsed_ms", LIMIT_TIMELINE_MS, &out->elapsed_ms, err);
    }
    if (code == SF_OK) {
        code = read_later_number(root, "worked_ms", MOMENT_MAX_MS, &out->worked_ms, err);
    }
    if (code == SF_OK) {
        code = read_truth(root, "ended", &out->ended, err);
    }
    if (code == SF_OK) {
        code = read_truth(root, "ended_early", &out->ended_early, err);
    }
    return code;
}

/* Older journals lack it: the credited time is the least that was spent. */
static SfError read_spent(JsonSpan root, Journal *out, SfErrorInfo *err)
{
    out->spent_ms = out->elapsed_ms;
    for (int32_t i = 0; i < out->credit_count; i++) {
        out->spent_ms += out->credits[i].done_ms;
    }
    const int64_t most = fact_field(FACT_SESSION, "duration_ms")->max;
    const SfError code = read_later_number(root, "spent_ms", most, &out->spent_ms, err);
    for (int32_t i = 0; i < out->credit_count; i++) {
        PlayerMoment *when = &out->credits[i].when;
        when->spent_ms = when->spent_ms == MOMENT_UNKNOWN ? out->spent_ms : when->spent_ms;
    }
    return code;
}

static SfError read_journal(Journal *out, const char *timeline, const char *state, SfErrorInfo *err)
{
    const size_t size = strlen(state);
    int64_t version = 0;
    SfError code = check_syntax(state, size, err);
    if (code != SF_OK) {
        return code;
    }
    cJSON_Hooks hooks = {.malloc_fn = sf_alloc, .free_fn = sf_free};
    cJSON_InitHooks(&hooks);
    const JsonSpan root = span_of(state, size);
    if (!span_is_object(root) || !span_integer(span_member(root, "surefoot_journal"), &version) ||
        version != JOURNAL_VERSION) {
        return bad(err, "/surefoot_journal", "is not 1: it is of another version or no journal");
    }
    code = read_head(root, out, err);
    if (code == SF_OK) {
        code = timeline_from_json(&out->timeline, timeline, strlen(timeline), err);
        /* Whatever is wrong with it, for the caller the journal is not one of ours. */
        code = code == SF_OK || code == SF_E_NOMEM ? code : SF_E_INPUT;
    }
    if (code == SF_OK && timeline_find(&out->timeline, out->key) < 0) {
        code = bad(err, "/key", "must be a segment of the timeline");
    }
    if (code == SF_OK) {
        code = read_lists(root, out, err);
    }
    return code == SF_OK ? read_spent(root, out, err) : code;
}

SfError journal_read(Journal *out, const char *timeline, const char *state, SfErrorInfo *err)
{
    *out = (Journal){0};
    const SfError code = read_journal(out, timeline, state, err);
    if (code != SF_OK) {
        journal_deinit(out);
    }
    return code;
}

void journal_deinit(Journal *journal)
{
    timeline_deinit(&journal->timeline);
    sf_free(journal->credits);
    sf_free(journal->extra_ms);
    *journal = (Journal){0};
}
