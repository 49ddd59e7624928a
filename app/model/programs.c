/* SPDX-License-Identifier: MIT */
/* Loads the library of one person, and adds followed programs that only the log has. */
#include "surefoot/programs.h"

#include <string.h>

#include "surefoot/fact_fields.h"
#include "surefoot/limits.h"

#define MISSING_MOST 64
#define MISSING_TEXT                                                                               \
    "you follow this program, but its file is not here and the log has no copy of it; put the "    \
    "file into %.300s, or stop following it under Programs"

/* A followed program that is in no file. */
typedef struct Missing {
    const char *id; /* borrowed from the history */
    char hash[65];  /* of the text that was last followed or done, or "" */
    char name[96];  /* for messages */
    char *text;     /* owned; NULL if it is not in the log */
    size_t size;
    bool is_pinned; /* the text has this hash */
} Missing;

typedef struct Search {
    Missing items[MISSING_MOST];
    int32_t count;
    bool nomem;
} Search;

bool history_follows(const History *history, const char *program)
{
    bool following = false;
    for (int32_t i = 0; i < history->follow_count; i++) {
        const HistoryFollow *follow = &history->follows[i];
        if (strcmp(history->names[follow->program], program) == 0) {
            following = follow->following;
        }
    }
    return following;
}

int64_t history_follow_ms(const History *history, const char *program, int64_t now_utc_ms)
{
    int64_t at_ms = now_utc_ms;
    for (int32_t i = 0; i < history->follow_count; i++) {
        const HistoryFollow *follow = &history->follows[i];
        if (strcmp(history->names[follow->program], program) == 0) {
            at_ms = fact_after_ms(at_ms, follow->utc_ms);
        }
    }
    return at_ms;
}

SfError programs_follow(Store *store, const Fact *fact, const Program *program, SfErrorInfo *err)
{
    SfError error = store_begin(store, err);
    if (error == SF_OK && program->source != NULL) {
        error = store_program_put(store, program->hash, program->id, program->source,
                                  program->source_size, err);
    }
    if (error == SF_OK) {
        error = store_add(store, fact, err);
    }
    if (error == SF_OK) {
        error = store_commit(store, NULL, err);
    }
    if (error != SF_OK) {
        store_rollback(store);
    }
    return error;
}

static Missing *find(Search *search, const char *id)
{
    for (int32_t i = 0; i < search->count; i++) {
        if (strcmp(search->items[i].id, id) == 0) {
            return &search->items[i];
        }
    }
    return NULL;
}

static void find_missing(Search *search, const Library *library, const History *history)
{
    for (int32_t i = 0; i < history->follow_count && search->count < MISSING_MOST; i++) {
        const char *id = history->names[history->follows[i].program];
        if (library_program(library, id) == NULL && find(search, id) == NULL &&
            history_follows(history, id)) {
            Missing *missing = &search->items[search->count++];
            *missing = (Missing){.id = id};
            (void)sf_format(missing->name, sizeof(missing->name), "%s", id);
        }
    }
}

/* Of two texts the one that was followed or done last counts. */
static bool visit_fact(void *context, const Fact *fact)
{
    const char *id = NULL;
    const char *hash = NULL;
    if (fact->kind == FACT_FOLLOW && !fact->tombstone) {
        id = fact->body.follow.program;
        hash = fact->body.follow.hash;
    } else if (fact->kind == FACT_SESSION && !fact->tombstone) {
        id = fact->body.session.program;
        hash = fact->body.session.program_hash;
    }
    Missing *missing = id != NULL ? find(context, id) : NULL;
    if (missing != NULL) {
        (void)sf_format(missing->hash, sizeof(missing->hash), "%s", hash);
    }
    return true;
}

static bool
visit_program(void *context, const char *hash, const char *id, const char *source, size_t size)
{
    Search *search = context;
    Missing *missing = find(search, id);
    if (missing == NULL || missing->is_pinned || size == 0) {
        return true;
    }
    char *copy = sf_realloc(missing->text, size);
    if (copy == NULL) {
        search->nomem = true;
        return false;
    }
    memcpy(copy, source, size);
    missing->text = copy;
    missing->size = size;
    missing->is_pinned = strcmp(hash, missing->hash) == 0;
    return true;
}

static SfError
load_again(Library *out, Faults *faults, const LibraryPlaces *places, const Search *search)
{
    SourceFile kept[MISSING_MOST];
    LibraryPlaces all = *places;
    all.kept = kept;
    for (int32_t i = 0; i < search->count; i++) {
        const Missing *missing = &search->items[i];
        if (missing->text != NULL) {
            kept[all.kept_count++] = (SourceFile){missing->name, missing->text, missing->size};
        }
    }
    if (all.kept_count == 0) {
        return SF_OK;
    }
    library_deinit(out);
    faults_deinit(faults);
    return library_load_places(out, &all, faults);
}

static SfError tell_missing(Faults *faults, const char *own_dir, const Search *search)
{
    char text[512];
    SfError error = SF_OK;
    (void)sf_format(text, sizeof(text), MISSING_TEXT,
                    own_dir != NULL ? own_dir : "the folder of your programs");
    for (int32_t i = 0; i < search->count && error == SF_OK; i++) {
        if (search->items[i].text == NULL) {
            error = faults_add(faults, search->items[i].name, text);
        }
    }
    return error;
}

static SfError load_missing(
    Library *out, Faults *faults, const LibraryPlaces *places, Store *store, Search *search)
{
    SfErrorInfo err = {0};
    if (store != NULL && store_each(store, visit_fact, search, &err) == SF_OK) {
        (void)store_each_program(store, visit_program, search, &err);
    }
    if (search->nomem) {
        return SF_E_NOMEM;
    }
    const SfError error = load_again(out, faults, places, search);
    return error == SF_OK ? tell_missing(faults, places->own_dir, search) : error;
}

SfError programs_load(
    Library *out, Faults *faults, const LibraryPlaces *places, Store *store, const History *history)
{
    SfError error = library_load_places(out, places, faults);
    Search *search = error == SF_OK && history != NULL ? sf_alloc(sizeof(*search)) : NULL;
    if (search == NULL) {
        return error == SF_OK && history != NULL ? SF_E_NOMEM : error;
    }
    find_missing(search, out, history);
    if (search->count > 0) {
        error = load_missing(out, faults, places, store, search);
    }
    for (int32_t i = 0; i < search->count; i++) {
        sf_free(search->items[i].text);
    }
    sf_free(search);
    if (error != SF_OK) {
        library_deinit(out);
    }
    return error;
}
