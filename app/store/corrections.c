/* SPDX-License-Identifier: MIT */
/* Finds the record that counts among a record and its corrections. */
#include "store_internal.h"

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

static int order_uuid(Uuid a, Uuid b)
{
    return memcmp(a.bytes, b.bytes, sizeof(a.bytes));
}

static int order_by_id(const void *left, const void *right)
{
    return order_uuid(((const Correction *)left)->id, ((const Correction *)right)->id);
}

static int order_by_root(const void *left, const void *right)
{
    const Correction *const *a = left;
    const Correction *const *b = right;
    const int order = order_uuid((*a)->root, (*b)->root);
    return order != 0 ? order : order_uuid((*a)->id, (*b)->id);
}

static int order_seq(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left;
    const int64_t b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

static Correction *find(const Corrections *corrections, Uuid id)
{
    if (corrections->count == 0) {
        return NULL;
    }
    const Correction wanted = {.id = id};
    return bsearch(&wanted, corrections->items, (size_t)corrections->count, sizeof(wanted),
                   order_by_id);
}

static bool add_dead(Corrections *to, int64_t seq)
{
    int64_t *dead = array_grow(to->dead, &to->dead_capacity, to->dead_count + 1, sizeof(*to->dead));
    if (dead != NULL) {
        to->dead = dead;
        dead[to->dead_count++] = seq;
    }
    return dead != NULL;
}

static bool is_uuid(sqlite3_stmt *row, int column)
{
    return sqlite3_column_bytes(row, column) == (int)sizeof(Uuid);
}

/* SQLITE_ROW stands for "go on", SQLITE_MISMATCH for a row that cannot be one of ours. */
static int add_correction(Corrections *to, sqlite3_stmt *row)
{
    Correction *items = array_grow(to->items, &to->capacity, to->count + 1, sizeof(*items));
    if (items == NULL) {
        return SQLITE_NOMEM;
    }
    to->items = items;
    const void *id = sqlite3_column_blob(row, 1);
    const void *parent = sqlite3_column_blob(row, 2);
    if (!is_uuid(row, 1) || !is_uuid(row, 2)) {
        return SQLITE_MISMATCH;
    }
    Correction *item = &to->items[to->count++];
    *item = (Correction){.seq = sqlite3_column_int64(row, 0),
                         .tombstone = sqlite3_column_int(row, 3) != 0};
    memcpy(item->id.bytes, id, sizeof(item->id.bytes));
    memcpy(item->parent.bytes, parent, sizeof(item->parent.bytes));
    return SQLITE_ROW;
}

static SfError read_rows(Corrections *to, Store *store, Statement which, SfErrorInfo *err)
{
    sqlite3_stmt *rows;
    SfError code = store__statement(store, which, &rows, err);
    if (code != SF_OK) {
        return code;
    }
    int rc = SQLITE_ROW;
    while (rc == SQLITE_ROW && (rc = sqlite3_step(rows)) == SQLITE_ROW) {
        if (which == ST_CORRECTIONS) {
            rc = add_correction(to, rows);
            if (rc == SQLITE_MISMATCH) { /* half an id identifies nothing */
                store->damaged++;
                rc = SQLITE_ROW;
            }
        } else if (!add_dead(to, sqlite3_column_int64(rows, 0))) {
            rc = SQLITE_NOMEM;
        }
    }
    code = rc == SQLITE_DONE ? SF_OK : store__fault(store, rc, "read the log", err);
    store__done(rows);
    return code;
}

/* Only damaged or forged logs have a circle; its least id stands for it, whatever the order. */
static Uuid least_of_circle(const Corrections *corrections, const Correction *start)
{
    Uuid least = start->id;
    for (const Correction *at = find(corrections, start->parent); at != NULL && at != start;
         at = find(corrections, at->parent)) {
        least = order_uuid(at->id, least) < 0 ? at->id : least;
    }
    return least;
}

/* Finds the first record of a chain and stores it in each record passed: linear in all chains. */
static void find_root(const Corrections *corrections, Correction *from)
{
    Uuid root = from->root;
    Correction *at = from;
    while (at != NULL && !at->rooted && !at->walking) {
        at->walking = true;
        root = at->parent;
        at = find(corrections, at->parent);
    }
    if (at != NULL) {
        root = at->rooted ? at->root : least_of_circle(corrections, at);
    }
    for (at = from; at != NULL && !at->rooted; at = find(corrections, at->parent)) {
        at->root = root;
        at->rooted = true;
        at->walking = false;
    }
}

/* Of the ends of one line the one written last counts; the others, and tombstones, are dead. */
static bool bury_losers(Corrections *corrections, const Correction **ends)
{
    int32_t count = 0;
    for (int32_t i = 0; i < corrections->count; i++) {
        Correction *item = &corrections->items[i];
        find_root(corrections, item);
        if (!item->superseded) {
            ends[count++] = item;
        }
    }
    if (count > 1) {
        qsort(ends, (size_t)count, sizeof(Correction *), order_by_root);
    }
    for (int32_t i = 0; i < count; i++) {
        const bool last = i + 1 == count || !uuid_equal(ends[i]->root, ends[i + 1]->root);
        if ((!last || ends[i]->tombstone) && !add_dead(corrections, ends[i]->seq)) {
            return false;
        }
    }
    return true;
}

static SfError resolve(Corrections *corrections, SfErrorInfo *err)
{
    if (corrections->count == 0) {
        return SF_OK;
    }
    qsort(corrections->items, (size_t)corrections->count, sizeof(Correction), order_by_id);
    for (int32_t i = 0; i < corrections->count; i++) {
        Correction *parent = find(corrections, corrections->items[i].parent);
        if (parent != NULL) {
            parent->superseded = true;
        }
    }
    const Correction **ends = sf_alloc((size_t)corrections->count * sizeof(Correction *));
    const bool resolved = ends != NULL && bury_losers(corrections, ends);
    sf_free(ends);
    if (!resolved) {
        return sf_fail(err, SF_E_NOMEM, "cannot read the log: out of memory");
    }
    if (corrections->dead_count > 1) {
        qsort(corrections->dead, (size_t)corrections->dead_count, sizeof(int64_t), order_seq);
    }
    return SF_OK;
}

SfError corrections_load(Corrections *out, Store *store, SfErrorInfo *err)
{
    *out = (Corrections){0};
    SfError code = read_rows(out, store, ST_CORRECTIONS, err);
    if (code == SF_OK) {
        code = read_rows(out, store, ST_CORRECTED, err);
    }
    return code == SF_OK ? resolve(out, err) : code;
}

void corrections_deinit(Corrections *corrections)
{
    sf_free(corrections->items);
    sf_free(corrections->dead);
    *corrections = (Corrections){0};
}

bool corrections_dead(const Corrections *corrections, int64_t seq)
{
    return corrections->dead_count > 0 &&
           bsearch(&seq, corrections->dead, (size_t)corrections->dead_count, sizeof(seq),
                   order_seq) != NULL;
}

Uuid corrections_root(const Corrections *corrections, Uuid id)
{
    const Correction *found = find(corrections, id);
    return found != NULL ? found->root : id;
}
