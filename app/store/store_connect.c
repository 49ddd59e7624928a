/* SPDX-License-Identifier: MIT */
/* Connections to the file of the log, also where nothing can be written. */
#include "store_internal.h"

#include <string.h>

#include <sqlite3.h>

#include "pages.h"

/* Of several processes at once each saves in its turn; a save takes a few ms. */
#define BUSY_MS 10000
#define FORMAT_AT 18 /* 2 twice: with a write-ahead log, 1: without */
#define IMAGE_LEAST 512

SfError store__read_int(Store *store, const char *sql, int64_t *out, SfErrorInfo *err)
{
    sqlite3_stmt *statement = NULL;
    int rc = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(statement);
    }
    if (rc == SQLITE_ROW) {
        *out = sqlite3_column_int64(statement, 0);
    }
    (void)sqlite3_finalize(statement);
    return rc == SQLITE_ROW ? SF_OK : store__fault(store, rc, "open the log", err);
}

SfError store__look(Store *store, Look *out, SfErrorInfo *err)
{
    SfError code = store__read_int(store, "SELECT count(*) FROM sqlite_schema", &out->tables, err);
    if (code == SF_OK) {
        code = store__read_int(store, "PRAGMA user_version", &out->version, err);
    }
    if (code == SF_OK) {
        code = store__read_int(store, "PRAGMA application_id", &out->application, err);
    }
    return code;
}

SfError store__refuse_newer(int64_t version, int32_t ours, SfErrorInfo *err)
{
    return sf_fail(
        err, SF_E_NEWER,
        "written by a newer Surefoot (version %lld of the log; this one knows up to %d): "
        "please update Surefoot; the file was left as it is",
        (long long)version, (int)ours);
}

SfError store__connect(Store *store, const char *name, int flags, SfErrorInfo *err)
{
    /* A store belongs to one thread: locks around every call would be for nothing. */
    flags |= SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
    const int rc = sqlite3_open_v2(name, &store->db, flags, NULL);
    if (store->db == NULL) {
        return sf_fail(err, SF_E_NOMEM, "cannot open the log: out of memory");
    }
    if (rc != SQLITE_OK) {
        return store__fault(store, rc, "open the log", err);
    }
    /* Until the file is known to be ours and whole, closing must not write to it. */
    (void)sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    (void)sqlite3_busy_timeout(store->db, BUSY_MS);
    return SF_OK;
}

void store__disconnect(Store *store)
{
    for (int i = 0; i < ST_COUNT; i++) {
        (void)sqlite3_finalize(store->statements[i]);
        store->statements[i] = NULL;
    }
    (void)sqlite3_close(store->db);
    store->db = NULL;
}

/* The connection is to this image of a database from now on, in memory. It is SQLite's to free. */
static SfError take_image(Store *store, unsigned char *image, size_t size, SfErrorInfo *err)
{
    store__disconnect(store);
    /* In memory there is no write-ahead log. */
    image[FORMAT_AT] = 1;
    image[FORMAT_AT + 1] = 1;
    const SfError code = store__connect(store, ":memory:", SQLITE_OPEN_READWRITE, err);
    if (code != SF_OK) {
        sqlite3_free(image);
        return code;
    }
    const int rc =
        sqlite3_deserialize(store->db, "main", image, (sqlite3_int64)size, (sqlite3_int64)size,
                            SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
    return rc == SQLITE_OK ? SF_OK : store__fault(store, rc, "open the log", err);
}

SfError store__into_memory(Store *store, SfErrorInfo *err)
{
    sqlite3_int64 size = 0;
    unsigned char *image = sqlite3_serialize(store->db, "main", &size, 0);
    if (image == NULL || size < IMAGE_LEAST) {
        sqlite3_free(image);
        return store__fault(store, SQLITE_NOMEM, "open the log", err);
    }
    return take_image(store, image, (size_t)size, err);
}

/* The file as it is, with its write-ahead log: nobody changes it. */
static SfError read_file(Store *store, SfErrorInfo *err)
{
    Pages pages;
    SfError code = pages_open(&pages, store->path, err);
    if (code != SF_OK) {
        return code;
    }
    unsigned char *image = sqlite3_malloc64(pages.size > IMAGE_LEAST ? pages.size : IMAGE_LEAST);
    if (image == NULL) {
        code = store__fault(store, SQLITE_NOMEM, "open the log", err);
    } else if (pages.size < IMAGE_LEAST) {
        sqlite3_free(image);
        code = sf_fail(err, SF_E_CORRUPT, "cannot open the log: it was cut short");
    } else {
        memcpy(image, pages.bytes, pages.size);
        code = take_image(store, image, pages.size, err);
    }
    pages_close(&pages);
    return code;
}

/*
 * First together with others that may have the log open, for which SQLite needs the index of its
 * write-ahead log. If that is not there and cannot be made, nobody has it open.
 */
SfError store__connect_read_only(Store *store, Look *out, SfErrorInfo *err)
{
    store->read_only = true;
    SfError code = store__connect(store, store->path, SQLITE_OPEN_READONLY, err);
    if (code == SF_OK) {
        code = store__look(store, out, err);
    }
    if (code == SF_E_IO || code == SF_E_FULL) {
        code = read_file(store, err);
        if (code == SF_OK) {
            code = store__look(store, out, err);
        }
    }
    return code;
}
