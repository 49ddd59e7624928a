/* SPDX-License-Identifier: MIT */
/* The journal, settings and program texts in the store; erasing everything. */
#include "store_internal.h"

#include <string.h>

#include <sqlite3.h>

#include "surefoot/fact_fields.h"
#include "surefoot/limits.h"

/* Texts of one statement, in the order of its parameters. */
typedef struct Texts {
    const char *items[3];
    size_t sizes[3];
    int count;
} Texts;

static SfError put(Store *store, Statement which, const Texts *texts, SfErrorInfo *err)
{
    sqlite3_stmt *statement = NULL;
    SfError code = store__writable(store, err);
    if (code == SF_OK) {
        code = store__statement(store, which, &statement, err);
    }
    if (code != SF_OK) {
        return code;
    }
    int rc = SQLITE_OK;
    for (int i = 0; i < texts->count; i++) {
        rc |= sqlite3_bind_text64(statement, i + 1, texts->items[i], texts->sizes[i], SQLITE_STATIC,
                                  SQLITE_UTF8);
    }
    if (rc != SQLITE_OK) {
        store__done(statement);
        return store__fault(store, SQLITE_NOMEM, "save", err);
    }
    return store__write(store, statement, err);
}

static const char *part_name(JournalPart part)
{
    return part == JOURNAL_TIMELINE ? "timeline" : "state";
}

SfError store_journal_put(Store *store, JournalPart part, const char *text, SfErrorInfo *err)
{
    const char *name = part_name(part);
    const Texts texts = {.items = {name, text}, .sizes = {strlen(name), strlen(text)}, .count = 2};
    if (texts.sizes[1] > LIMIT_JOURNAL_BYTES) {
        return sf_fail(err, SF_E_TOOBIG, "the journal of a session has %zu bytes; %d are allowed",
                       texts.sizes[1], LIMIT_JOURNAL_BYTES);
    }
    return put(store, ST_JOURNAL_PUT, &texts, err);
}

SfError store_journal_get(Store *store, JournalPart part, char **text, SfErrorInfo *err)
{
    sqlite3_stmt *row;
    *text = NULL;
    SfError code = store__statement(store, ST_JOURNAL_GET, &row, err);
    if (code != SF_OK) {
        return code;
    }
    int rc = sqlite3_bind_text(row, 1, part_name(part), -1, SQLITE_STATIC);
    rc = rc == SQLITE_OK ? sqlite3_step(row) : rc;
    if (rc == SQLITE_ROW) {
        const unsigned char *found = sqlite3_column_text(row, 0);
        const size_t size = (size_t)sqlite3_column_bytes(row, 0);
        *text = found != NULL ? sf_alloc(size + 1) : NULL;
        if (*text != NULL) {
            memcpy(*text, found, size);
        } else {
            code = store__fault(store, SQLITE_NOMEM, "read the journal", err);
        }
    } else if (rc != SQLITE_DONE) {
        code = store__fault(store, rc, "read the journal", err);
    }
    store__done(row);
    return code;
}

SfError store_journal_clear(Store *store, SfErrorInfo *err)
{
    return put(store, ST_JOURNAL_CLEAR, &(Texts){.count = 0}, err);
}

SfError store_setting_put(Store *store, const char *name, const char *value, SfErrorInfo *err)
{
    const Texts texts = {
        .items = {name, value}, .sizes = {strlen(name), strlen(value)}, .count = 2};
    if (texts.sizes[0] == 0 || texts.sizes[0] > LIMIT_ID_BYTES ||
        texts.sizes[1] > LIMIT_TEXT_BYTES) {
        return sf_fail(err, SF_E_TOOBIG,
                       "a setting needs a name of 1 to %d bytes and a value of at most %d",
                       LIMIT_ID_BYTES, LIMIT_TEXT_BYTES);
    }
    return put(store, ST_SETTING_PUT, &texts, err);
}

SfError store_setting_get(Store *store, const char *name, char *out, size_t size)
{
    sqlite3_stmt *row;
    out[0] = '\0';
    SfError code = store__statement(store, ST_SETTING_GET, &row, NULL);
    if (code != SF_OK) {
        return code;
    }
    int rc = sqlite3_bind_text(row, 1, name, -1, SQLITE_STATIC);
    rc = rc == SQLITE_OK ? sqlite3_step(row) : rc;
    if (rc == SQLITE_ROW) {
        const unsigned char *value = sqlite3_column_text(row, 0);
        const size_t length = (size_t)sqlite3_column_bytes(row, 0);
        if (value == NULL) {
            code = SF_E_NOMEM;
        } else if (length >= size) {
            code = SF_E_TOOBIG;
        } else {
            memcpy(out, value, length + 1);
        }
    } else {
        code = rc == SQLITE_DONE ? SF_E_NOTFOUND : store__fault(store, rc, "read", NULL);
    }
    store__done(row);
    return code;
}

SfError store_program_put(Store *store,
                          const char *hash,
                          const char *id,
                          const char *source,
                          size_t size,
                          SfErrorInfo *err)
{
    const Texts texts = {
        .items = {hash, id, source}, .sizes = {strlen(hash), strlen(id), size}, .count = 3};
    if (texts.sizes[0] == 0 || texts.sizes[0] > LIMIT_ID_BYTES || texts.sizes[1] > LIMIT_ID_BYTES ||
        size > LIMIT_FILE_BYTES) {
        return sf_fail(err, SF_E_TOOBIG, "the program %.64s is too big to be kept", id);
    }
    if (!fact_text_valid(source, size)) {
        return sf_fail(err, SF_E_INPUT, "the program %.64s is not UTF-8 text", id);
    }
    return put(store, ST_PROGRAM_PUT, &texts, err);
}

/* The text of a column with its size, which may be damaged; NULL without memory. */
static const char *text_of(sqlite3_stmt *row, int column, size_t *size)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    *size = (size_t)sqlite3_column_bytes(row, column);
    return text == NULL && sqlite3_column_type(row, column) == SQLITE_NULL ? "" : text;
}

/* A damaged program is left out and counted. False if memory is out. */
static bool
visit_program(Store *store, sqlite3_stmt *row, StoreVisitProgram visit, void *context, bool *more)
{
    size_t sizes[3];
    const char *const texts[] = {text_of(row, 0, &sizes[0]), text_of(row, 1, &sizes[1]),
                                 text_of(row, 2, &sizes[2])};
    bool valid = true;
    for (size_t i = 0; i < SF_COUNT(texts); i++) {
        if (texts[i] == NULL) {
            return false;
        }
        valid = valid && sizes[i] > 0 && fact_text_valid(texts[i], sizes[i]);
    }
    if (valid) {
        *more = visit(context, texts[0], texts[1], texts[2], sizes[2]);
    } else {
        store->damaged++;
    }
    return true;
}

SfError store_each_program(Store *store, StoreVisitProgram visit, void *context, SfErrorInfo *err)
{
    sqlite3_stmt *rows;
    SfError code = store__statement(store, ST_PROGRAMS, &rows, err);
    if (code != SF_OK) {
        return code;
    }
    bool more = true;
    int rc = SQLITE_ROW;
    while (more && (rc = sqlite3_step(rows)) == SQLITE_ROW) {
        if (!visit_program(store, rows, visit, context, &more)) {
            rc = SQLITE_NOMEM;
            break;
        }
    }
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
        code = store__fault(store, rc, "read the log", err);
    }
    store__done(rows);
    return code;
}

/* Moves everything into the file and empties the write-ahead log, which still holds old pages. */
static SfError empty_wal(Store *store, SfErrorInfo *err)
{
    const int rc =
        sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return rc == SQLITE_OK ? SF_OK : store__fault(store, rc, "erase the log", err);
}

SfError store_erase(Store *store, SfErrorInfo *err)
{
    if (store->in_transaction) {
        return sf_fail(err, SF_E_STATE, "a change of the log is under way: erasing must wait");
    }
    SfError code = store__exec(store, "PRAGMA secure_delete = ON", "erase the log", err);
    if (code == SF_OK) {
        code = store_begin(store, err);
    }
    if (code == SF_OK) {
        code = store__exec(store,
                           "DELETE FROM fact_session; DELETE FROM fact_set; DELETE FROM fact_pain;"
                           "DELETE FROM fact_status; DELETE FROM fact_follow;"
                           "DELETE FROM fact_answer; DELETE FROM fact_try;"
                           "DELETE FROM fact_squat; DELETE FROM record; DELETE FROM program;"
                           "DELETE FROM journal",
                           "erase the log", err);
        if (code == SF_OK) {
            code = store_commit(store, NULL, err);
        } else {
            store_rollback(store);
        }
    }
    if (code != SF_OK) {
        return code;
    }
    /* The checkpoint comes even if there is no room to shrink: it is what overwrites the facts. */
    const SfError shrunk = store__exec(store, "VACUUM", "shrink the log", err);
    code = empty_wal(store, shrunk == SF_OK ? err : NULL);
    if (code == SF_OK && store->path[0] != '\0') {
        code = store__remove_siblings(store->path, shrunk == SF_OK ? err : NULL);
    }
    (void)sqlite3_exec(store->db, "PRAGMA secure_delete = OFF", NULL, NULL, NULL);
    return shrunk != SF_OK ? shrunk : code;
}
