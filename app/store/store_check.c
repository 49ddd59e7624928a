/* SPDX-License-Identifier: MIT */
/* Whether a log is whole. */
#include "store_internal.h"

#include <string.h>

#include <sqlite3.h>

#define HOUR_MS 3600000
#define WHAT_BYTES 200

/* A single impossible value is left out on reading. Only damage to the file counts here. */
static bool is_about_a_value(const char *verdict)
{
    return strstr(verdict, " value in ") != NULL || strstr(verdict, "CHECK constraint") != NULL;
}

SfError store__check_pages(Store *store, bool indexes, SfErrorInfo *err)
{
    const char *sql = indexes ? "PRAGMA integrity_check" : "PRAGMA quick_check";
    sqlite3_stmt *statement = NULL;
    char what[WHAT_BYTES] = "";
    int rc = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    rc = rc == SQLITE_OK ? SQLITE_ROW : rc;
    while (rc == SQLITE_ROW && what[0] == '\0' && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *verdict = (const char *)sqlite3_column_text(statement, 0);
        if (verdict == NULL) {
            rc = SQLITE_NOMEM;
        } else if (strcmp(verdict, "ok") != 0 && !is_about_a_value(verdict)) {
            (void)sf_format(what, sizeof(what), "%s", verdict);
        }
    }
    (void)sqlite3_finalize(statement);
    if (what[0] != '\0') {
        /* A page that cannot be read is reported like a damaged one. */
        const SfError code = store__fault(store, SQLITE_CORRUPT, "open the log", err);
        return code != SF_E_CORRUPT
                   ? code
                   : sf_fail(err, code, "cannot open the log: it is damaged (%s)", what);
    }
    return rc == SQLITE_DONE ? SF_OK : store__fault(store, rc, "open the log", err);
}

/* A record is whole if its id finds it and its body is there; a set is also found by its session.
 * Records are never removed, so that their numbers have no gaps. */
static const char whole_rows[] =
    "SELECT count(*) FROM record AS r WHERE r.seq BETWEEN ?1 AND ?2"
    " AND EXISTS (SELECT 1 FROM record AS b WHERE b.uuid = r.uuid AND b.seq = r.seq)"
    " AND CASE r.kind * (1 - r.tombstone)"
    " WHEN 1 THEN EXISTS (SELECT 1 FROM fact_session AS b WHERE b.seq = r.seq)"
    " WHEN 2 THEN EXISTS (SELECT 1 FROM fact_set AS s CROSS JOIN fact_set AS b"
    " INDEXED BY fact_set_session ON b.session = s.session AND b.seq = s.seq WHERE s.seq = r.seq)"
    " WHEN 3 THEN EXISTS (SELECT 1 FROM fact_pain AS b WHERE b.seq = r.seq) ELSE 1 END";

static bool is_whole(sqlite3_stmt *statement, int64_t first, int64_t last)
{
    const bool whole = sqlite3_bind_int64(statement, 1, first) == SQLITE_OK &&
                       sqlite3_bind_int64(statement, 2, last) == SQLITE_OK &&
                       sqlite3_step(statement) == SQLITE_ROW &&
                       sqlite3_column_int64(statement, 0) == last - first + 1;
    (void)sqlite3_reset(statement);
    return whole;
}

bool store__sample(Store *store, Instant now, int32_t rows)
{
    sqlite3_stmt *statement = NULL;
    int64_t last = 0;
    if (store__read_int(store, "SELECT coalesce(max(seq), 0) FROM record", &last, NULL) != SF_OK ||
        sqlite3_prepare_v2(store->db, whole_rows, -1, &statement, NULL) != SQLITE_OK) {
        return false;
    }
    const int64_t newest = last > rows ? last - rows + 1 : 1;
    const int64_t slices = (newest + rows - 2) / rows; /* before the newest rows */
    bool whole = is_whole(statement, newest, last);
    if (whole && slices > 0) {
        const int64_t slice = (now.utc_ms / HOUR_MS % slices + slices) % slices;
        const int64_t first = slice * rows + 1;
        const int64_t end = first + rows < newest ? first + rows - 1 : newest - 1;
        whole = is_whole(statement, first, end);
    }
    (void)sqlite3_finalize(statement);
    return whole;
}
