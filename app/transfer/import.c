/* SPDX-License-Identifier: MIT */
/* Reads an export file into the log. */
#include "export_parts.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "surefoot/json_scan.h"
#include "surefoot/json_span.h"
#include "surefoot/limits.h"
#include "surefoot/sha256.h"

#define MESSAGE_BYTES 384
#define POINTER_BYTES 160
#define WORDS_BYTES 160

/* One import. Errors of the file are counted in the sink, those of the system stop it. */
typedef struct Import {
    Store *store;
    const SourceFile *file;
    FaultSink sink;
    TextCursor cursor;
    ImportResult *result;
    SfErrorInfo *err;
    const char *list; /* "facts" or "programs" */
    int32_t index;
    JsonSpan span; /* the entry that is being read */
} Import;

/* ---- faults ---------------------------------------------------------------------------------- */

/* The import's own cursor stays at the start of the entry, so that it only ever moves forward. */
static void
fault_at(Import *import, FaultLevel level, const char *at, const char *pointer, const char *message)
{
    FaultPlace place = {0, 0, pointer};
    if (sink_has_room(&import->sink, level)) {
        const char *bytes = import->file->bytes;
        const char *entry = import->span.at != NULL ? import->span.at : bytes;
        cursor_move(&import->cursor, bytes, (size_t)(entry - bytes));
        TextCursor cursor = import->cursor;
        cursor_move(&cursor, bytes, (size_t)(at - bytes));
        place = (FaultPlace){cursor.line, cursor.column, pointer};
    }
    sink_add(&import->sink, level, place, "%s", message);
}

/* Where the n-th member of the entry is: its value, or its key. */
static const char *place_of_member(const Import *import, int32_t index, bool key_wanted)
{
    SpanWalk walk = span_walk(import->span);
    JsonSpan key;
    JsonSpan value = import->span;
    for (int32_t i = 0; i <= index && span_next(&walk, &key, &value); i++) {
        if (i == index) {
            return key_wanted ? key.at : value.at;
        }
    }
    return import->span.at;
}

/* Fault of a member (or of the entry as a whole, if it is NULL). */
static void fault_of(Import *import,
                     const cJSON *entry,
                     const cJSON *member,
                     FaultLevel level,
                     const char *format,
                     ...) SF_PRINTF(5, 6);

static void fault_of(Import *import,
                     const cJSON *entry,
                     const cJSON *member,
                     FaultLevel level,
                     const char *format,
                     ...)
{
    char message[MESSAGE_BYTES];
    char pointer[POINTER_BYTES];
    char shown[SHOWN_BYTES] = "";
    const char *at = import->span.at;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    if (member != NULL) {
        int32_t index = 0;
        for (const cJSON *child = entry->child; child != member; child = child->next) {
            index++;
        }
        at = place_of_member(import, index, level == FAULT_WARNING);
        (void)text_shown(member->string, shown);
    }
    (void)sf_format(pointer, sizeof(pointer), "/%s/%d%s%s", import->list, (int)import->index,
                    member != NULL ? "/" : "", shown);
    fault_at(import, level, at, pointer, message);
}

/* ---- members --------------------------------------------------------------------------------- */

static const cJSON *member_of(const cJSON *entry, const char *key)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(entry, key);
    return cJSON_IsNull(member) ? NULL : member;
}

/* NULL after a fault. A text that may be missing is "" then. */
static const char *read_text(Import *import, const cJSON *entry, const char *key, bool optional)
{
    const cJSON *member = member_of(entry, key);
    if (member == NULL) {
        if (!optional) {
            fault_of(import, entry, NULL, FAULT_ERROR, "\"%s\" is missing; a text is needed", key);
        }
        return optional ? "" : NULL;
    }
    if (!cJSON_IsString(member)) {
        fault_of(import, entry, member, FAULT_ERROR, "must be a text");
        return NULL;
    }
    return member->valuestring;
}

static void read_uuid(Import *import, const cJSON *entry, const char *key, bool optional, Uuid *out)
{
    const char *text = read_text(import, entry, key, optional);
    if (text == NULL || (optional && member_of(entry, key) == NULL)) {
        return;
    }
    if (!uuid_parse(out, text) || uuid_is_none(*out)) {
        fault_of(import, entry, member_of(entry, key), FAULT_ERROR,
                 "must be an id such as 0193d4c2-5a00-7000-8000-000000000001");
    }
}

static void read_day(Import *import, const cJSON *entry, const char *key, Day *out)
{
    const char *text = read_text(import, entry, key, false);
    if (text != NULL && calendar_parse_day(out, text, NULL) != SF_OK) {
        fault_of(import, entry, member_of(entry, key), FAULT_ERROR,
                 "must be a date such as 2026-11-21");
    }
}

static void read_instant(Import *import, const cJSON *entry, const char *key, Instant *out)
{
    const char *text = read_text(import, entry, key, false);
    if (text != NULL && calendar_parse_instant(out, text, NULL) != SF_OK) {
        fault_of(import, entry, member_of(entry, key), FAULT_ERROR,
                 "must be a date and time with its offset, such as 2026-11-21T07:30:00+01:00");
    }
}

static void list_words(char out[WORDS_BYTES], const FactField *field)
{
    size_t used = 0;
    out[0] = '\0';
    for (int64_t i = field->min; i <= field->max; i++) {
        (void)sf_format(out + used, WORDS_BYTES - used, "%s%s", i > field->min ? ", " : "",
                        field->words[i]);
        used = strlen(out);
    }
}

static void read_word(Import *import, const cJSON *entry, const FactField *field, Fact *fact)
{
    const char *text = read_text(import, entry, field->name, false);
    int32_t value = 0;
    if (text == NULL) {
        return;
    }
    if (fact_word_find(field, text, &value)) {
        fact_set_int(fact, field, value);
        return;
    }
    char words[WORDS_BYTES];
    list_words(words, field);
    fault_of(import, entry, member_of(entry, field->name), FAULT_ERROR, "must be one of: %s",
             words);
}

static void read_number(Import *import, const cJSON *entry, const FactField *field, Fact *fact)
{
    const cJSON *member = member_of(entry, field->name);
    if (member == NULL) {
        fault_of(import, entry, NULL, FAULT_ERROR, "\"%s\" is missing; a whole number is needed",
                 field->name);
        return;
    }
    const double value = member->valuedouble;
    if (!cJSON_IsNumber(member) || value != floor(value) || value < (double)field->min ||
        value > (double)field->max) {
        fault_of(import, entry, member, FAULT_ERROR, "must be a whole number, %lld to %lld",
                 (long long)field->min, (long long)field->max);
        return;
    }
    fact_set_int(fact, field, (int64_t)value);
}

static void read_truth(Import *import, const cJSON *entry, const FactField *field, Fact *fact)
{
    const cJSON *member = member_of(entry, field->name);
    if (member == NULL || !cJSON_IsBool(member)) {
        fault_of(import, entry, member, FAULT_ERROR, "\"%s\" must be true or false", field->name);
        return;
    }
    fact_set_int(fact, field, cJSON_IsTrue(member) ? 1 : 0);
}

static void read_string(Import *import, const cJSON *entry, const FactField *field, Fact *fact)
{
    const char *text = read_text(import, entry, field->name, false);
    if (text == NULL) {
        return;
    }
    const size_t length = strlen(text);
    if ((int64_t)length < field->min || (int64_t)length > field->max) {
        fault_of(import, entry, member_of(entry, field->name), FAULT_ERROR,
                 "has %zu bytes; %lld to %lld are allowed", length, (long long)field->min,
                 (long long)field->max);
        return;
    }
    fact_set_text(fact, field, text);
}

static void read_field(Import *import, const cJSON *entry, const FactField *field, Fact *fact)
{
    Day day = 0;
    Uuid uuid = {{0}};
    if (field->optional && member_of(entry, field->name) == NULL) {
        return; /* zero, "" or none: so it was before there was such a field */
    }
    switch (field->type) {
    case FIELD_TEXT:
        read_string(import, entry, field, fact);
        break;
    case FIELD_INT:
    case FIELD_LONG:
        read_number(import, entry, field, fact);
        break;
    case FIELD_WORD:
        read_word(import, entry, field, fact);
        break;
    case FIELD_BOOL:
        read_truth(import, entry, field, fact);
        break;
    case FIELD_DAY:
        read_day(import, entry, field->name, &day);
        fact_set_int(fact, field, day);
        break;
    case FIELD_UUID:
        read_uuid(import, entry, field->name, false, &uuid);
        fact_set_uuid(fact, field, uuid);
        break;
    }
}

static bool is_known(const char *key, const FactShape *shape)
{
    static const char *const heads[] = {"kind", "id",         "device", "at",
                                        "day",  "supersedes", "deleted"};
    for (size_t i = 0; i < SF_COUNT(heads); i++) {
        if (strcmp(heads[i], key) == 0) {
            return true;
        }
    }
    for (int32_t i = 0; i < shape->count; i++) {
        if (strcmp(shape->fields[i].name, key) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- entries --------------------------------------------------------------------------------- */

static bool read_kind(Import *import, const cJSON *entry, Fact *fact)
{
    const char *word = read_text(import, entry, "kind", false);
    if (word == NULL) {
        return false;
    }
    if (!fact_kind_find(&fact->kind, word)) {
        char shown[SHOWN_BYTES];
        fault_of(import, entry, member_of(entry, "kind"), FAULT_ERROR,
                 "\"%s\" is not known to this version; session, set, pain, status, follow, "
                 "answer, try and squat are",
                 text_shown(word, shown));
        return false;
    }
    return true;
}

static void read_head(Import *import, const cJSON *entry, Fact *fact)
{
    const cJSON *deleted = member_of(entry, "deleted");
    read_uuid(import, entry, "id", false, &fact->id);
    read_uuid(import, entry, "device", false, &fact->device);
    read_uuid(import, entry, "supersedes", true, &fact->supersedes);
    read_instant(import, entry, "at", &fact->at);
    read_day(import, entry, "day", &fact->day);
    if (deleted != NULL && !cJSON_IsBool(deleted)) {
        fault_of(import, entry, deleted, FAULT_ERROR, "must be true or false");
    }
    fact->tombstone = cJSON_IsTrue(deleted) != 0;
}

/* Its texts are borrowed from the entry. False if it has a fault. */
static bool read_fact(Import *import, const cJSON *entry, Fact *fact)
{
    const int32_t errors = import->sink.errors;
    *fact = (Fact){0};
    if (!read_kind(import, entry, fact)) {
        return false;
    }
    const FactShape *shape = fact_shape(fact->kind);
    read_head(import, entry, fact);
    for (int32_t i = 0; i < shape->count && !fact->tombstone; i++) {
        read_field(import, entry, &shape->fields[i], fact);
    }
    for (const cJSON *member = entry->child; member != NULL; member = member->next) {
        if (!is_known(member->string, shape)) {
            fault_of(import, entry, member, FAULT_WARNING, "is not known here and left out");
        }
    }
    SfErrorInfo reason;
    if (import->sink.errors == errors && fact_check(fact, &reason) != SF_OK) {
        fault_of(import, entry, NULL, FAULT_ERROR, "%s", reason.text);
    }
    return import->sink.errors == errors;
}

static SfError take_fact(Import *import, const cJSON *entry)
{
    Fact fact;
    bool known = false;
    /* After a fault the rest is only checked: nothing of this file will be kept. */
    if (!read_fact(import, entry, &fact) || import->sink.errors > 0) {
        return SF_OK;
    }
    SfError code = store_has(import->store, fact.id, &known, import->err);
    if (code == SF_OK) {
        code = store_add(import->store, &fact, import->err);
    }
    import->result->known += known ? 1 : 0;
    import->result->added += known ? 0 : 1;
    return code;
}

static SfError take_program(Import *import, const cJSON *entry)
{
    const int32_t errors = import->sink.errors;
    const char *hash = read_text(import, entry, "hash", false);
    const char *id = read_text(import, entry, "id", false);
    const char *source = read_text(import, entry, "source", false);
    const size_t size = source != NULL ? strlen(source) : 0;
    char expected[65] = "";
    if (id != NULL && (id[0] == '\0' || strlen(id) > LIMIT_ID_BYTES)) {
        fault_of(import, entry, member_of(entry, "id"), FAULT_ERROR, "must have 1 to %d bytes",
                 LIMIT_ID_BYTES);
    }
    if (size > LIMIT_FILE_BYTES) {
        fault_of(import, entry, member_of(entry, "source"), FAULT_ERROR,
                 "has %zu bytes; at most %d are allowed", size, LIMIT_FILE_BYTES);
    } else if (source != NULL && hash != NULL) {
        sha256_hex(source, size, expected);
        if (strcmp(hash, expected) != 0) {
            fault_of(import, entry, member_of(entry, "hash"), FAULT_ERROR,
                     "is not the SHA-256 of the source, which is %s", expected);
        }
    }
    if (import->sink.errors > errors || import->sink.errors > 0) {
        return SF_OK;
    }
    return store_program_put(import->store, hash, id, source, size, import->err);
}

static SfError
take_list(Import *import, JsonSpan list, SfError (*take)(Import *import, const cJSON *entry))
{
    SpanWalk walk = span_walk(list);
    JsonSpan key;
    SfError code = SF_OK;
    for (import->index = 0; code == SF_OK && span_next(&walk, &key, &import->span);
         import->index++) {
        if (!span_is_object(import->span)) {
            fault_of(import, NULL, NULL, FAULT_ERROR, "must be an object");
            continue;
        }
        cJSON *entry = cJSON_ParseWithLength(import->span.at, import->span.size);
        if (entry == NULL) { /* scanned already, so only memory can be short */
            return sf_fail(import->err, SF_E_NOMEM, "out of memory");
        }
        code = take(import, entry);
        cJSON_Delete(entry);
    }
    return code;
}

/* ---- the file -------------------------------------------------------------------------------- */

static SfError check_version(Import *import, JsonSpan root)
{
    int64_t version = 0;
    const JsonSpan value =
        span_is_object(root) ? span_member(root, "surefoot_export") : (JsonSpan){.at = root.at};
    if (value.size == 0) {
        fault_at(import, FAULT_ERROR, root.at, "",
                 "this is not an export of Surefoot: \"surefoot_export\" is missing");
        return SF_E_INPUT;
    }
    if (!span_integer(value, &version) || version < 1) {
        char message[MESSAGE_BYTES];
        (void)sf_format(message, sizeof(message), "must be the version of the export, 1 to %d here",
                        EXPORT_VERSION);
        fault_at(import, FAULT_ERROR, value.at, "/surefoot_export", message);
        return SF_E_INPUT;
    }
    if (version > EXPORT_VERSION) {
        (void)sf_fail(import->err, SF_E_NEWER,
                      "written by a newer Surefoot (version %lld of exports; this one knows up to "
                      "%d): please update Surefoot",
                      (long long)version, EXPORT_VERSION);
        fault_at(import, FAULT_ERROR, value.at, "/surefoot_export", import->err->text);
        return SF_E_NEWER;
    }
    return SF_OK;
}

static bool key_is(JsonSpan key, const char *name)
{
    return key.size == strlen(name) + 2 && memcmp(key.at + 1, name, key.size - 2) == 0;
}

/* The members beside the lists are for people; they only have to be there and be texts. */
static void check_members(Import *import, JsonSpan root)
{
    SpanWalk walk = span_walk(root);
    JsonSpan key;
    JsonSpan value;
    bool has_facts = false;
    while (span_next(&walk, &key, &value)) {
        const bool is_list = key_is(key, "facts") || key_is(key, "programs");
        const bool is_text = key_is(key, "written") || key_is(key, "device");
        has_facts = has_facts || key_is(key, "facts");
        if (is_list && !span_is_array(value)) {
            fault_at(import, FAULT_ERROR, value.at, key_is(key, "facts") ? "/facts" : "/programs",
                     "must be a list");
        } else if (is_text && !span_is_string(value)) {
            fault_at(import, FAULT_ERROR, value.at, key_is(key, "device") ? "/device" : "/written",
                     "must be a text");
        } else if (!is_list && !is_text && !key_is(key, "surefoot_export")) {
            fault_at(import, FAULT_WARNING, key.at, "", "a key that is not known here is left out");
        }
    }
    if (!has_facts) {
        fault_at(import, FAULT_ERROR, root.at, "", "\"facts\" is missing; a list is needed");
    }
}

static SfError take_lists(Import *import, JsonSpan root)
{
    const JsonSpan programs = span_member(root, "programs");
    const JsonSpan facts = span_member(root, "facts");
    SfError code = store_begin(import->store, import->err);
    if (code != SF_OK) {
        return code;
    }
    if (span_is_array(programs)) {
        import->list = "programs";
        code = take_list(import, programs, take_program);
    }
    if (code == SF_OK && span_is_array(facts)) {
        import->list = "facts";
        code = take_list(import, facts, take_fact);
    }
    if (code == SF_OK && import->sink.errors == 0) {
        return store_commit(import->store, NULL, import->err);
    }
    store_rollback(import->store);
    return code;
}

static SfError import_file(Import *import)
{
    const SourceFile *file = import->file;
    SfError code = scan_file(file, (size_t)LIMIT_EXPORT_BYTES, &import->sink, NULL);
    if (code != SF_OK) {
        return code;
    }
    cJSON_Hooks hooks = {.malloc_fn = sf_alloc, .free_fn = sf_free};
    cJSON_InitHooks(&hooks);
    const JsonSpan root = span_of(file->bytes, file->size);
    code = check_version(import, root);
    if (code == SF_OK) {
        check_members(import, root);
        code = take_lists(import, root);
    }
    return code;
}

SfError export_read(
    Store *store, const SourceFile *file, ImportResult *result, Faults *faults, SfErrorInfo *err)
{
    SfErrorInfo reason = {{0}};
    Import import = {
        .store = store, .file = file, .cursor = {0, 1, 1}, .result = result, .err = &reason};
    *result = (ImportResult){0};
    sink_init(&import.sink, faults, file->path);
    SfError code = import_file(&import);
    const int32_t errors = import.sink.errors;
    const SfError flushed = sink_flush(&import.sink);
    code = code == SF_OK && errors > 0 ? SF_E_INPUT : code;
    code = code == SF_OK || code == SF_E_INPUT ? (flushed != SF_OK ? flushed : code) : code;
    if (code == SF_OK) {
        return SF_OK;
    }
    *result = (ImportResult){0};
    if (errors > 0 && reason.text[0] == '\0') {
        return sf_fail(err, code, "nothing was imported: %d fault%s in %.300s", (int)errors,
                       errors == 1 ? "" : "s", file->path);
    }
    return sf_fail(err, code, "nothing was imported: %.400s",
                   reason.text[0] != '\0' ? reason.text : "out of memory");
}
