/* SPDX-License-Identifier: MIT */
/* Adds facts to the log and reads them back one by one. */
#include "store_internal.h"

#include <string.h>

#include <sqlite3.h>

#include "surefoot/fact_fields.h"

#define BODY_COLUMN 2 /* the first field's parameter when adding; ?1 is the sequence number */

static int bind_uuid(sqlite3_stmt *statement, int at, const Uuid *uuid)
{
    return uuid_is_none(*uuid) ? sqlite3_bind_null(statement, at)
                               : sqlite3_bind_blob(statement, at, uuid->bytes, sizeof(uuid->bytes),
                                                   SQLITE_TRANSIENT);
}

static SfError add_record(Store *store, const Fact *fact, bool *added, SfErrorInfo *err)
{
    sqlite3_stmt *insert;
    SfError code = store__statement(store, ST_ADD_RECORD, &insert, err);
    if (code != SF_OK) {
        return code;
    }
    int rc = bind_uuid(insert, 1, &fact->id);
    rc |= bind_uuid(insert, 2, &fact->device);
    rc |= bind_uuid(insert, 3, &fact->supersedes);
    rc |= sqlite3_bind_int(insert, 4, fact->tombstone ? 1 : 0);
    rc |= sqlite3_bind_int(insert, 5, (int)fact->kind);
    rc |= sqlite3_bind_int64(insert, 6, fact->at.utc_ms);
    rc |= sqlite3_bind_int(insert, 7, fact->at.offset_min);
    rc |= sqlite3_bind_int(insert, 8, fact->day);
    if (rc != SQLITE_OK) {
        store__done(insert);
        return store__fault(store, SQLITE_NOMEM, "save", err);
    }
    code = store__write(store, insert, err);
    *added = code == SF_OK && sqlite3_changes(store->db) > 0;
    return code;
}

static int bind_field(sqlite3_stmt *insert, int at, const Fact *fact, const FactField *field)
{
    if (field->type == FIELD_TEXT) {
        return sqlite3_bind_text(insert, at, fact_get_text(fact, field), -1, SQLITE_TRANSIENT);
    }
    if (field->type == FIELD_UUID) {
        const Uuid uuid = fact_get_uuid(fact, field);
        return bind_uuid(insert, at, &uuid);
    }
    return sqlite3_bind_int64(insert, at, fact_get_int(fact, field));
}

static SfError add_body(Store *store, const Fact *fact, SfErrorInfo *err)
{
    const int64_t seq = sqlite3_last_insert_rowid(store->db);
    const FactShape *shape = fact_shape(fact->kind);
    sqlite3_stmt *insert;
    const SfError code =
        store__statement(store, (Statement)(ST_ADD_BODY + fact->kind - 1), &insert, err);
    if (code != SF_OK) {
        return code;
    }
    int rc = sqlite3_bind_int64(insert, 1, seq);
    for (int32_t i = 0; i < shape->count; i++) {
        rc |= bind_field(insert, BODY_COLUMN + (int)i, fact, &shape->fields[i]);
    }
    const int32_t repeats = store__repeats(fact->kind);
    const int next = BODY_COLUMN + (int)shape->count;
    if (repeats > 0) {
        rc |= bind_uuid(insert, next, &fact->id);
        rc |= sqlite3_bind_int(insert, next + 1, fact->day);
        rc |= sqlite3_bind_int64(insert, next + 2, fact->at.utc_ms);
    }
    if (repeats > 3) {
        rc |= sqlite3_bind_int(insert, next + 3, fact->at.offset_min);
    }
    if (rc != SQLITE_OK) {
        store__done(insert);
        return store__fault(store, SQLITE_NOMEM, "save", err);
    }
    return store__write(store, insert, err);
}

SfError store_add(Store *store, const Fact *fact, SfErrorInfo *err)
{
    if (!store->in_transaction) {
        return sf_fail(err, SF_E_STATE, "a record is added within a change of the log");
    }
    SfError code = store__writable(store, err);
    if (code == SF_OK) {
        code = fact_check(fact, err);
    }
    if (code != SF_OK) {
        return code;
    }
    bool added = false;
    code = add_record(store, fact, &added, err);
    if (code == SF_OK && added && !fact->tombstone) {
        code = add_body(store, fact, err);
    }
    if (code != SF_OK) {
        store->lost = code;
    }
    return code;
}

SfError store_has(Store *store, Uuid id, bool *out, SfErrorInfo *err)
{
    sqlite3_stmt *select;
    SfError code = store__statement(store, ST_HAS_RECORD, &select, err);
    if (code != SF_OK) {
        return code;
    }
    int rc = bind_uuid(select, 1, &id);
    rc = rc == SQLITE_OK ? sqlite3_step(select) : rc;
    *out = rc == SQLITE_ROW;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
        code = store__fault(store, rc, "read the log", err);
    }
    store__done(select);
    return code;
}

static bool read_uuid(sqlite3_stmt *row, int column, Uuid *out)
{
    *out = (Uuid){{0}};
    if (sqlite3_column_type(row, column) == SQLITE_NULL) {
        return true;
    }
    const void *bytes = sqlite3_column_blob(row, column);
    if (bytes == NULL || sqlite3_column_bytes(row, column) != (int)sizeof(out->bytes)) {
        return false;
    }
    memcpy(out->bytes, bytes, sizeof(out->bytes));
    return true;
}

static bool read_field(sqlite3_stmt *row, int column, Fact *fact, const FactField *field)
{
    if (field->type == FIELD_TEXT) {
        const char *text = (const char *)sqlite3_column_text(row, column);
        fact_set_text(fact, field, text != NULL ? text : "");
        return text != NULL && strlen(text) == (size_t)sqlite3_column_bytes(row, column);
    }
    if (field->type == FIELD_UUID) {
        Uuid uuid;
        const bool whole = read_uuid(row, column, &uuid);
        fact_set_uuid(fact, field, uuid);
        return whole;
    }
    const int64_t value = sqlite3_column_int64(row, column);
    if (value < field->min || value > field->max ||
        sqlite3_column_type(row, column) != SQLITE_INTEGER) {
        return false;
    }
    fact_set_int(fact, field, value);
    return true;
}

/* A row that cannot be one of ours is left out and counted, unless it is memory that was short. */
static SfError bad_row(Store *store, SfErrorInfo *err)
{
    if (sqlite3_errcode(store->db) == SQLITE_NOMEM) {
        return store__fault(store, SQLITE_NOMEM, "read the log", err);
    }
    store->damaged++;
    return SF_E_NOTFOUND;
}

/* Integers of a record's head, in 32 bits; the rest is for fact_check. */
static bool read_head_int(sqlite3_stmt *row, int column, int32_t *out)
{
    const int64_t value = sqlite3_column_int64(row, column);
    *out = (int32_t)value;
    return *out == value && sqlite3_column_type(row, column) == SQLITE_INTEGER;
}

static SfError read_record(Store *store, sqlite3_stmt *row, Fact *fact, SfErrorInfo *err)
{
    int32_t kind;
    int32_t tombstone;
    *fact = (Fact){0};
    bool good = read_uuid(row, 1, &fact->id) && read_uuid(row, 2, &fact->device) &&
                read_uuid(row, 3, &fact->supersedes) && read_head_int(row, 4, &tombstone) &&
                read_head_int(row, 5, &kind) && read_head_int(row, 7, &fact->at.offset_min) &&
                read_head_int(row, 8, &fact->day) &&
                sqlite3_column_type(row, 6) == SQLITE_INTEGER && (tombstone | 1) == 1;
    if (good) {
        fact->tombstone = tombstone != 0;
        fact->kind = (FactKind)kind;
        fact->at.utc_ms = sqlite3_column_int64(row, 6);
        good = kind >= FACT_SESSION && kind <= STORE_KINDS &&
               (!fact->tombstone || fact_check(fact, NULL) == SF_OK);
    }
    return good ? SF_OK : bad_row(store, err);
}

static void blank_texts(Fact *fact)
{
    const FactShape *shape = fact_shape(fact->kind);
    for (int32_t i = 0; i < shape->count; i++) {
        if (shape->fields[i].type == FIELD_TEXT) {
            fact_set_text(fact, &shape->fields[i], "");
        }
    }
}

static SfError
read_body(Store *store, int64_t seq, Fact *fact, sqlite3_stmt **row, SfErrorInfo *err)
{
    const FactShape *shape = fact_shape(fact->kind);
    const SfError code =
        store__statement(store, (Statement)(ST_READ_BODY + fact->kind - 1), row, err);
    if (code != SF_OK) {
        return code;
    }
    int rc = sqlite3_bind_int64(*row, 1, seq);
    rc = rc == SQLITE_OK ? sqlite3_step(*row) : rc;
    if (rc != SQLITE_ROW) {
        return rc == SQLITE_DONE ? bad_row(store, err)
                                 : store__fault(store, rc, "read the log", err);
    }
    for (int32_t i = 0; i < shape->count; i++) {
        if (!read_field(*row, i, fact, &shape->fields[i])) {
            return bad_row(store, err);
        }
    }
    return fact_check(fact, NULL) == SF_OK ? SF_OK : bad_row(store, err);
}

/* Gives the record the row stands on to the visitor, unless it is damaged; *more is its answer. */
static SfError visit_row(
    Store *store, sqlite3_stmt *head, StoreVisit visit, void *context, bool *more, SfErrorInfo *err)
{
    Fact fact;
    sqlite3_stmt *body = NULL;
    SfError code = read_record(store, head, &fact, err);
    if (code == SF_OK && fact.tombstone) {
        blank_texts(&fact);
    } else if (code == SF_OK) {
        code = read_body(store, sqlite3_column_int64(head, 0), &fact, &body, err);
    }
    if (code == SF_OK) {
        *more = visit(context, &fact);
    }
    store__done(body);
    return code == SF_E_NOTFOUND ? SF_OK : code;
}

SfError store_each(Store *store, StoreVisit visit, void *context, SfErrorInfo *err)
{
    sqlite3_stmt *rows;
    SfError code = store__statement(store, ST_EACH_RECORD, &rows, err);
    if (code != SF_OK) {
        return code;
    }
    bool more = true;
    int rc = SQLITE_ROW;
    int64_t last = INT64_MIN;
    while (code == SF_OK && more && (rc = sqlite3_step(rows)) == SQLITE_ROW) {
        const int64_t seq = sqlite3_column_int64(rows, 0);
        code = seq > last ? visit_row(store, rows, visit, context, &more, err)
                          : store__twice(store, err);
        last = seq;
    }
    if (code == SF_OK && rc != SQLITE_ROW && rc != SQLITE_DONE) {
        code = store__fault(store, rc, "read the log", err);
    }
    store__done(rows);
    return code;
}

static SfError
visit_set(Store *store, int64_t seq, StoreVisit visit, void *context, bool *more, SfErrorInfo *err)
{
    sqlite3_stmt *head;
    SfError code = store__statement(store, ST_ONE_RECORD, &head, err);
    if (code != SF_OK) {
        return code;
    }
    int rc = sqlite3_bind_int64(head, 1, seq);
    rc = rc == SQLITE_OK ? sqlite3_step(head) : rc;
    if (rc == SQLITE_ROW) {
        code = visit_row(store, head, visit, context, more, err);
    } else {
        code =
            rc == SQLITE_DONE ? bad_row(store, err) : store__fault(store, rc, "read the log", err);
    }
    store__done(head);
    return code == SF_E_NOTFOUND ? SF_OK : code;
}

static SfError visit_sets_of(Store *store,
                             const Corrections *corrections,
                             Uuid session,
                             StoreVisit visit,
                             void *context,
                             SfErrorInfo *err)
{
    sqlite3_stmt *rows;
    SfError code = store__statement(store, ST_SETS_OF, &rows, err);
    if (code != SF_OK) {
        return code;
    }
    bool more = true;
    int rc = bind_uuid(rows, 1, &session);
    while (code == SF_OK && more && (rc = sqlite3_step(rows)) == SQLITE_ROW) {
        const int64_t seq = sqlite3_column_int64(rows, 0);
        if (!corrections_dead(corrections, seq)) {
            code = visit_set(store, seq, visit, context, &more, err);
        }
    }
    if (code == SF_OK && rc != SQLITE_ROW && rc != SQLITE_DONE) {
        code = store__fault(store, rc, "read the log", err);
    }
    store__done(rows);
    return code == SF_OK && !more ? SF_E_STATE : code;
}

SfError
store_each_set(Store *store, Uuid session, StoreVisit visit, void *context, SfErrorInfo *err)
{
    Corrections corrections;
    SfError code = corrections_load(&corrections, store, err);
    const Uuid root = corrections_root(&corrections, session);
    if (code == SF_OK) {
        code = visit_sets_of(store, &corrections, root, visit, context, err);
    }
    for (int32_t i = 0; code == SF_OK && i < corrections.count; i++) {
        const Correction *item = &corrections.items[i];
        if (uuid_equal(item->root, root) && !uuid_equal(item->id, root)) {
            code = visit_sets_of(store, &corrections, item->id, visit, context, err);
        }
    }
    corrections_deinit(&corrections);
    return code == SF_E_STATE ? SF_OK : code;
}
