/* SPDX-License-Identifier: MIT */
/* Writes the log as an export file. */
#include "export_parts.h"

#include <inttypes.h>
#include <string.h>

#include "surefoot/limits.h"
#include "surefoot/sha256.h"
#include "surefoot/text_out.h"

/* A list being written, one entry a line. */
typedef struct Lines {
    TextOut out;
    Store *store;
    bool begun;
} Lines;

static void begin_line(Lines *lines)
{
    text_out_text(&lines->out, lines->begun ? ",\n" : "\n");
    lines->begun = true;
}

static void put_uuid(TextOut *out, const char *key, Uuid uuid)
{
    char text[UUID_TEXT_BYTES];
    uuid_format(text, uuid);
    text_out_format(out, ",\"%s\":\"%s\"", key, text);
}

static void put_day(TextOut *out, const char *key, Day day)
{
    char text[CALENDAR_DAY_BYTES];
    calendar_format_day(text, day);
    text_out_format(out, ",\"%s\":\"%s\"", key, text);
}

static void put_field(TextOut *out, const Fact *fact, const FactField *field)
{
    switch (field->type) {
    case FIELD_TEXT:
        if (!field->optional || fact_get_text(fact, field)[0] != '\0') {
            text_out_format(out, ",\"%s\":", field->name);
            text_out_json(out, fact_get_text(fact, field));
        }
        break;
    case FIELD_UUID:
        if (!uuid_is_none(fact_get_uuid(fact, field))) {
            put_uuid(out, field->name, fact_get_uuid(fact, field));
        }
        break;
    case FIELD_WORD:
        if (field->optional && fact_get_int(fact, field) == 0) {
            break;
        }
        text_out_format(out, ",\"%s\":\"%s\"", field->name,
                        field->words[fact_get_int(fact, field)]);
        break;
    case FIELD_BOOL:
        text_out_format(out, ",\"%s\":%s", field->name,
                        fact_get_int(fact, field) != 0 ? "true" : "false");
        break;
    case FIELD_DAY:
        put_day(out, field->name, (Day)fact_get_int(fact, field));
        break;
    case FIELD_INT:
    case FIELD_LONG:
        if (field->optional && fact_get_int(fact, field) == 0) {
            break;
        }
        text_out_format(out, ",\"%s\":%" PRId64, field->name, fact_get_int(fact, field));
        break;
    }
}

static bool put_fact(void *context, const Fact *fact)
{
    Lines *lines = context;
    TextOut *out = &lines->out;
    const FactShape *shape = fact_shape(fact->kind);
    char at[CALENDAR_INSTANT_BYTES];
    calendar_format_instant(at, fact->at);
    begin_line(lines);
    text_out_format(out, "{\"kind\":\"%s\"", shape->word);
    put_uuid(out, "id", fact->id);
    put_uuid(out, "device", fact->device);
    text_out_format(out, ",\"at\":\"%s\"", at);
    put_day(out, "day", fact->day);
    if (!uuid_is_none(fact->supersedes)) {
        put_uuid(out, "supersedes", fact->supersedes);
    }
    if (fact->tombstone) {
        text_out_text(out, ",\"deleted\":true");
    }
    for (int32_t i = 0; i < shape->count && !fact->tombstone; i++) {
        put_field(out, fact, &shape->fields[i]);
    }
    text_out_text(out, "}");
    return !out->failed && out->used <= (size_t)LIMIT_EXPORT_BYTES;
}

static bool
put_program(void *context, const char *hash, const char *id, const char *source, size_t size)
{
    Lines *lines = context;
    char expected[65];
    sha256_hex(source, size, expected);
    if (strcmp(hash, expected) != 0 || strlen(id) > LIMIT_ID_BYTES) {
        store_count_damaged(lines->store); /* an import would refuse the whole file because of it */
        return true;
    }
    begin_line(lines);
    text_out_text(&lines->out, "{\"hash\":");
    text_out_json(&lines->out, hash);
    text_out_text(&lines->out, ",\"id\":");
    text_out_json(&lines->out, id);
    text_out_text(&lines->out, ",\"source\":");
    text_out_json(&lines->out, source);
    text_out_text(&lines->out, "}");
    return !lines->out.failed;
}

SfError export_write(Store *store, Instant now, char **out, size_t *size, SfErrorInfo *err)
{
    Lines lines = {.store = store};
    char written[CALENDAR_INSTANT_BYTES];
    char device[UUID_TEXT_BYTES];
    *out = NULL;
    *size = 0;
    calendar_format_instant(written, now);
    uuid_format(device, store_device(store));
    text_out_format(&lines.out,
                    "{\n\"surefoot_export\":%d,\n\"written\":\"%s\",\n\"device\":\"%s\",\n",
                    EXPORT_VERSION, written, device);
    text_out_text(&lines.out, "\"programs\":[");
    SfError code = store_each_program(store, put_program, &lines, err);
    text_out_text(&lines.out, "\n],\n\"facts\":[");
    lines.begun = false;
    if (code == SF_OK) {
        code = store_each(store, put_fact, &lines, err);
    }
    text_out_text(&lines.out, "\n]\n}\n");
    const size_t used = lines.out.used;
    if (code == SF_OK && used > (size_t)LIMIT_EXPORT_BYTES) {
        code = sf_fail(err, SF_E_TOOBIG, "the log is too big for one export: more than %lld bytes",
                       LIMIT_EXPORT_BYTES);
    }
    if (code != SF_OK) {
        sf_free(lines.out.bytes);
        return code;
    }
    code = text_out_take(&lines.out, out);
    if (code != SF_OK) {
        return sf_fail(err, code, "out of memory");
    }
    *size = used;
    return SF_OK;
}
