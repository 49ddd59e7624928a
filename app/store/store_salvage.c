/* SPDX-License-Identifier: MIT */
/* Everything of a damaged log that can still be read, into a new one. */
#include "store_internal.h"

#include <string.h>

#include <sqlite3.h>

#include "pages.h"
#include "surefoot/fact_fields.h"
#include "surefoot/limits.h"

#define RECORD_VALUES 9 /* columns of the table of records */
#define PROGRAM_VALUES 4
#define TEXTS_BYTES 4096 /* the texts of one fact */

/* The columns of the table of a kind, in their order there. */
typedef struct Columns {
    const FactField *fields[PAGE_VALUES]; /* NULL: no field of the kind */
    int32_t count;
    int32_t uuid; /* where the id of its record is repeated, or 0 */
} Columns;

typedef struct Salvage {
    Pages pages;
    Store *to;
    Columns columns[STORE_KINDS + 1];
    char texts[TEXTS_BYTES];
    int32_t saved;
    int32_t lost;
} Salvage;

static SfError find_columns(Salvage *salvage, FactKind kind, SfErrorInfo *err)
{
    char sql[64];
    sqlite3_stmt *rows = NULL;
    Columns *columns = &salvage->columns[kind];
    (void)sf_format(sql, sizeof(sql), "PRAGMA table_info(fact_%s)", fact_shape(kind)->word);
    int rc = sqlite3_prepare_v2(salvage->to->db, sql, -1, &rows, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(rows);
        const char *name = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(rows, 1) : NULL;
        if (rc == SQLITE_ROW && (name == NULL || columns->count == PAGE_VALUES)) {
            rc = SQLITE_NOMEM;
        } else if (rc == SQLITE_ROW) {
            columns->fields[columns->count] = fact_field(kind, name);
            columns->uuid = strcmp(name, "uuid") == 0 ? columns->count : columns->uuid;
            columns->count++;
        }
    }
    const SfError code =
        rc == SQLITE_DONE ? SF_OK : store__fault(salvage->to, rc, "save what is left", err);
    (void)sqlite3_finalize(rows);
    return code;
}

static bool uuid_of(const PageValue *value, Uuid *out)
{
    *out = (Uuid){{0}};
    if (value->type == PAGE_BLOB && value->size == sizeof(out->bytes)) {
        memcpy(out->bytes, value->bytes, sizeof(out->bytes));
        return true;
    }
    return value->type == PAGE_NULL;
}

static bool int_of(const PageValue *value, int64_t least, int64_t most, int32_t *out)
{
    *out = (int32_t)value->number;
    return value->type == PAGE_INT && value->number >= least && value->number <= most;
}

/* Whether the row is the head of a record; all but its body into fact. */
static bool read_head(const PageRecord *row, Fact *fact)
{
    const PageValue *values = row->values;
    int32_t kind;
    int32_t tombstone;
    *fact = (Fact){0};
    if (row->count != RECORD_VALUES || values[0].type != PAGE_NULL ||
        !uuid_of(&values[1], &fact->id) || !uuid_of(&values[2], &fact->device) ||
        !uuid_of(&values[3], &fact->supersedes) || !int_of(&values[4], 0, 1, &tombstone) ||
        !int_of(&values[5], FACT_SESSION, STORE_KINDS, &kind) || values[6].type != PAGE_INT ||
        !int_of(&values[7], -FACT_OFFSET_MAX, FACT_OFFSET_MAX, &fact->at.offset_min) ||
        !int_of(&values[8], FACT_DAY_MIN, FACT_DAY_MAX, &fact->day)) {
        return false;
    }
    fact->tombstone = tombstone != 0;
    fact->kind = (FactKind)kind;
    fact->at.utc_ms = values[6].number;
    return !uuid_is_none(fact->id) && !uuid_is_none(fact->device);
}

/* Texts of a fact end with a NUL, which those of a page do not. */
static bool keep_text(Salvage *salvage, size_t *used, const PageValue *value, const char **out)
{
    *out = salvage->texts + *used;
    if (value->type != PAGE_TEXT || value->size >= sizeof(salvage->texts) - *used ||
        memchr(value->bytes, '\0', value->size) != NULL) {
        return false;
    }
    memcpy(salvage->texts + *used, value->bytes, value->size);
    salvage->texts[*used + value->size] = '\0';
    *used += value->size + 1;
    return true;
}

static bool
read_field(Salvage *salvage, size_t *used, const PageValue *value, Fact *fact, const FactField *to)
{
    if (to->type == FIELD_TEXT) {
        const char *text;
        const bool whole = keep_text(salvage, used, value, &text);
        fact_set_text(fact, to, whole ? text : "");
        return whole;
    }
    if (to->type == FIELD_UUID) {
        Uuid uuid;
        const bool whole = uuid_of(value, &uuid);
        fact_set_uuid(fact, to, uuid);
        return whole;
    }
    if (value->type != PAGE_INT || value->number < to->min || value->number > to->max) {
        return false;
    }
    fact_set_int(fact, to, value->number);
    return true;
}

/* Whether the row is the body of the fact. One written before a column was added ends earlier. */
static bool read_body(Salvage *salvage, const PageRecord *row, Fact *fact)
{
    const Columns *columns = &salvage->columns[fact->kind];
    size_t used = 0;
    if (row->count < 2 || row->count > columns->count || row->values[0].type != PAGE_NULL) {
        return false;
    }
    for (int32_t i = 1; i < columns->count; i++) {
        const FactField *field = columns->fields[i];
        const PageValue *value = &row->values[i];
        if (field == NULL) {
            Uuid id;
            if (i == columns->uuid &&
                (i >= row->count || !uuid_of(value, &id) || !uuid_equal(id, fact->id))) {
                return false;
            }
        } else if (i >= row->count && field->type == FIELD_TEXT) {
            fact_set_text(fact, field, "");
        } else if (i < row->count && !read_field(salvage, &used, value, fact, field)) {
            return false;
        }
    }
    return fact_check(fact, NULL) == SF_OK;
}

/* A fault of one record leaves it out; only the disk and memory end everything. */
static SfError add(Salvage *salvage, const Fact *fact, SfErrorInfo *err)
{
    bool known = false;
    SfError code = store_has(salvage->to, fact->id, &known, err);
    if (code == SF_OK && !known) {
        code = store_add(salvage->to, fact, err);
        salvage->saved += code == SF_OK ? 1 : 0;
    }
    return code;
}

static SfError
add_record(Salvage *salvage, const PageRow *rows, int32_t count, Fact *fact, SfErrorInfo *err)
{
    if (fact->tombstone) {
        const FactShape *shape = fact_shape(fact->kind);
        for (int32_t i = 0; i < shape->count; i++) {
            if (shape->fields[i].type == FIELD_TEXT) {
                fact_set_text(fact, &shape->fields[i], "");
            }
        }
        return fact_check(fact, NULL) == SF_OK ? add(salvage, fact, err) : SF_E_NOTFOUND;
    }
    for (int32_t i = 0; i < count; i++) {
        PageRecord body;
        Fact whole = *fact;
        if (pages_record(&salvage->pages, &rows[i], &body)) {
            const bool fits = read_body(salvage, &body, &whole);
            page_record_deinit(&body);
            if (fits) {
                return add(salvage, &whole, err);
            }
        }
    }
    return SF_E_NOTFOUND;
}

static SfError add_program(Salvage *salvage, const PageRecord *row, SfErrorInfo *err)
{
    const PageValue *values = row->values;
    char hash[LIMIT_ID_BYTES + 1];
    char id[LIMIT_ID_BYTES + 1];
    if (row->count != PROGRAM_VALUES || values[1].type != PAGE_TEXT ||
        values[2].type != PAGE_TEXT || values[3].type != PAGE_TEXT || values[1].size == 0 ||
        !sf_format(hash, sizeof(hash), "%.*s", (int)values[1].size,
                   (const char *)values[1].bytes) ||
        !sf_format(id, sizeof(id), "%.*s", (int)values[2].size, (const char *)values[2].bytes) ||
        !fact_text_valid(hash, strlen(hash)) || !fact_text_valid(id, strlen(id)) ||
        values[3].size > LIMIT_FILE_BYTES ||
        !fact_text_valid((const char *)values[3].bytes, values[3].size)) {
        return SF_E_NOTFOUND;
    }
    return store_program_put(salvage->to, hash, id, (const char *)values[3].bytes, values[3].size,
                             err);
}

/* All rows of one number, of whichever table: a record has its head and its body there. */
static SfError add_group(Salvage *salvage, const PageRow *rows, int32_t count, SfErrorInfo *err)
{
    bool met = false;
    bool saved = false;
    for (int32_t i = 0; i < count; i++) {
        PageRecord row;
        Fact fact;
        SfError code = SF_E_NOTFOUND;
        if (!pages_record(&salvage->pages, &rows[i], &row)) {
            continue;
        }
        if (read_head(&row, &fact)) {
            code = add_record(salvage, rows, count, &fact, err);
            saved = saved || code == SF_OK;
            met = true;
        } else if (row.values[0].type == PAGE_NULL && row.count >= PROGRAM_VALUES) {
            code = add_program(salvage, &row, err);
            met = met || code != SF_OK;
        }
        page_record_deinit(&row);
        if (code != SF_OK && code != SF_E_NOTFOUND) {
            return code;
        }
    }
    salvage->lost += met && !saved ? 1 : 0;
    return SF_OK;
}

static SfError add_all(Salvage *salvage, SfErrorInfo *err)
{
    PageRow *rows = NULL;
    int32_t count = 0;
    SfError code = pages_rows(&salvage->pages, &rows, &count);
    if (code != SF_OK) {
        return sf_fail(err, code, "out of memory");
    }
    code = store_begin(salvage->to, err);
    for (int32_t at = 0; code == SF_OK && at < count;) {
        int32_t end = at + 1;
        while (end < count && rows[end].seq == rows[at].seq) {
            end++;
        }
        code = add_group(salvage, rows + at, end - at, err);
        at = end;
    }
    if (code == SF_OK) {
        code = store_commit(salvage->to, NULL, err);
    } else {
        store_rollback(salvage->to);
    }
    sf_free(rows);
    return code;
}

/* Copies the tables that hold no facts. Rows with a fault are left out. */
static void copy_the_rest(Store *to, const char *from)
{
    static const char *const copies[] = {
        "INSERT OR REPLACE INTO setting SELECT name, value FROM old.setting",
        "INSERT OR REPLACE INTO journal SELECT part, text FROM old.journal",
        "INSERT OR REPLACE INTO meta SELECT name, value FROM old.meta"
        " WHERE name = 'device' AND typeof(value) = 'blob' AND length(value) = 16",
    };
    sqlite3_stmt *attach = NULL;
    if (sqlite3_prepare_v2(to->db, "ATTACH ?1 AS old", -1, &attach, NULL) == SQLITE_OK &&
        sqlite3_bind_text(attach, 1, from, -1, SQLITE_STATIC) == SQLITE_OK) {
        (void)sqlite3_step(attach);
    }
    (void)sqlite3_finalize(attach);
    for (size_t i = 0; i < SF_COUNT(copies); i++) {
        (void)sqlite3_exec(to->db, copies[i], NULL, NULL, NULL);
    }
    (void)sqlite3_exec(to->db, "DETACH old", NULL, NULL, NULL);
}

SfError store__salvage(
    Store *to, const char *from, bool tables, int32_t *saved, int32_t *lost, SfErrorInfo *err)
{
    Salvage *salvage = sf_alloc(sizeof(*salvage));
    if (salvage == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    salvage->to = to;
    SfError code = pages_open(&salvage->pages, from, err);
    for (int kind = FACT_SESSION; code == SF_OK && kind <= (int)STORE_KINDS; kind++) {
        code = find_columns(salvage, (FactKind)kind, err);
    }
    if (code == SF_OK) {
        code = add_all(salvage, err);
    }
    if (code == SF_OK && tables) {
        copy_the_rest(to, from);
    }
    *saved = salvage->saved;
    *lost = salvage->lost;
    pages_close(&salvage->pages);
    sf_free(salvage);
    return code;
}
