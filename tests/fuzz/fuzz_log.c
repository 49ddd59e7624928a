/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as damage to a log: bits that fell over, bytes written over, pages repeated, a cut. It
 * opens or says why not; what is handed out is sound, what is not is counted, and the file as it
 * was is kept.
 *
 * The first byte says whether the log was closed; each edit has 6 bytes: what, where (3), how many,
 * value.
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../app/store/store_internal.h"
#include "surefoot/fact_fields.h"
#include "surefoot/transfer.h"

#define SESSIONS 60
#define SETS 6
#define RECORDS (SESSIONS * (SETS + 2) + 3)
#define EDIT_BYTES 6
#define EDITS 32
#define PAGE 4096
#define ROWS_OF_A_PAGE 90 /* fewer than that fit into one */
#define PATH_BYTES 256
#define DAY 20778
#define DAY_MS 86400000LL

typedef struct File {
    uint8_t *bytes;
    size_t size;
} File;

typedef struct Base {
    File log;
    File wal; /* of one that was not closed */
} Base;

static void path_of(char *out, const char *folder, const char *name)
{
    (void)snprintf(out, PATH_BYTES / 2, "%s/%s", folder, name);
}

static Uuid make_id(Day day, uint32_t number)
{
    uint8_t random[10] = {0};
    memcpy(random, &number, sizeof(number));
    return uuid_make((DAY + day) * DAY_MS + number, random);
}

static Fact make_fact(FactKind kind, Day day, uint32_t number)
{
    return (Fact){.id = make_id(day, number),
                  .device = make_id(0, 1),
                  .kind = kind,
                  .at = {(DAY + day) * DAY_MS + 43200000 + number, 60},
                  .day = DAY + day};
}

static void add(Store *store, const Fact *fact)
{
    SF_ASSERT(store_add(store, fact, NULL) == SF_OK);
}

static void fill(Store *store)
{
    static const char hash[] = "8799a88bd8e338de80fab917cf1cc8497cb91d193c68edb1a055b0da42b3b6bd";
    static const char source[] = "{\"program\": 1, \"id\": \"own\"}";
    SF_ASSERT(store_begin(store, NULL) == SF_OK);
    for (uint32_t i = 0; i < SESSIONS; i++) {
        Fact session = make_fact(FACT_SESSION, (Day)i, 10);
        session.body.session = (SessionFact){.program = "runners-knee",
                                             .program_hash = "",
                                             .routine = "strength",
                                             .title = "Strength",
                                             .work_ms = 600000,
                                             .sets_done = SETS,
                                             .sets_planned = SETS,
                                             .note = i == 7 ? "it was a quiet evening" : ""};
        add(store, &session);
        for (uint32_t s = 0; s < SETS; s++) {
            Fact set = make_fact(FACT_SET, (Day)i, 20 + s);
            set.body.set = (SetFact){
                .session = session.id, .key = "bridge/s1", .exercise = "bridge", .reps = (int)s};
            add(store, &set);
        }
        Fact pain = make_fact(FACT_PAIN, (Day)i, 40);
        pain.body.pain = (PainFact){.knee = SIDE_LEFT, .level = (int32_t)(i % 11)};
        add(store, &pain);
    }
    Fact follow = make_fact(FACT_FOLLOW, 0, 50);
    follow.body.follow = (FollowFact){.program = "runners-knee", .hash = "", .following = true};
    add(store, &follow);
    Fact status = make_fact(FACT_STATUS, 3, 51);
    status.body.status = (StatusFact){.status = STATUS_SICK, .from = DAY + 3, .to = DAY + 4};
    add(store, &status);
    Fact deletion = make_fact(FACT_PAIN, 9, 52);
    deletion.supersedes = make_id(9, 40);
    deletion.tombstone = true;
    add(store, &deletion);
    SF_ASSERT(store_program_put(store, hash, "own", source, sizeof(source) - 1, NULL) == SF_OK);
    SF_ASSERT(store_commit(store, NULL, NULL) == SF_OK);
}

static File read_file(const char *path)
{
    File file = {0};
    FILE *from = fopen(path, "rb");
    if (from != NULL) {
        file.bytes = malloc((size_t)1024 * 1024);
        SF_ASSERT(file.bytes != NULL);
        file.size = fread(file.bytes, 1, (size_t)1024 * 1024, from);
        (void)fclose(from);
    }
    return file;
}

static void write_file(const char *path, const uint8_t *bytes, size_t size)
{
    FILE *to = fopen(path, "wb");
    SF_ASSERT(to != NULL && fwrite(bytes, 1, size, to) == size);
    SF_ASSERT(fclose(to) == 0);
}

static Store *open_log(const char *path, StoreOpened *opened)
{
    Store *store = NULL;
    const StoreOptions options = {.path = path, .now = {(DAY + 100) * DAY_MS, 60}};
    const SfError code = store_open(&store, &options, opened, NULL);
    SF_ASSERT((code == SF_OK) == (store != NULL));
    SF_ASSERT(code == SF_OK || code == SF_E_INPUT || code == SF_E_NEWER);
    return store;
}

/* A log with real content, made once: not closed yet, and closed. */
static void make_bases(Base bases[2], const char *folder)
{
    char path[PATH_BYTES];
    char wal[PATH_BYTES];
    StoreOpened opened;
    path_of(path, folder, "base.db");
    path_of(wal, folder, "base.db-wal");
    Store *store = open_log(path, &opened);
    SF_ASSERT(store != NULL);
    fill(store);
    bases[1] = (Base){read_file(path), read_file(wal)};
    store_close(store);
    bases[0].log = read_file(path);
    (void)unlink(path);
}

static void edit(File *file, const uint8_t *edit, int32_t *touched)
{
    const size_t at = ((size_t)edit[1] << 16 | (size_t)edit[2] << 8 | edit[3]) % file->size;
    const size_t left = file->size - at;
    const size_t count = edit[4] < left ? edit[4] : left;
    *touched += 1;
    switch (edit[0] % 4) {
    case 0:
        file->bytes[at] ^= (uint8_t)(1U << edit[5] % 8);
        return;
    case 1:
        memset(file->bytes + at, edit[5], count);
        *touched += 1; /* it may reach into the next page */
        return;
    case 2: {
        const size_t pages = file->size / PAGE;
        if (pages == 0) {
            return;
        }
        memmove(file->bytes + at / PAGE % pages * PAGE, file->bytes + edit[5] % pages * PAGE, PAGE);
        return;
    }
    default:
        *touched = RECORDS; /* what was cut off is nowhere */
        file->size = at + 1;
        return;
    }
}

static bool count_fact(void *context, const Fact *fact)
{
    SF_ASSERT(fact_check(fact, NULL) == SF_OK);
    *(int32_t *)context += 1;
    return true;
}

/* What is exported can be imported, all of it. */
static void check_export(Store *store, int32_t facts)
{
    char *text = NULL;
    size_t size = 0;
    StoreOpened opened;
    SF_ASSERT(export_write(store, (Instant){(DAY + 100) * DAY_MS, 60}, &text, &size, NULL) ==
              SF_OK);
    Store *other = open_log(NULL, &opened);
    const SourceFile file = {"log.json", text, size};
    ImportResult result = {0};
    Faults faults = {0};
    SF_ASSERT(export_read(other, &file, &result, &faults, NULL) == SF_OK);
    SF_ASSERT(result.added + result.known == facts);
    faults_deinit(&faults);
    store_close(other);
    sf_free(text);
}

static bool
see_program(void *context, const char *hash, const char *id, const char *source, size_t size)
{
    (void)context;
    return hash[0] != '\0' && id[0] != '\0' && fact_text_valid(source, size);
}

/* Damage that was met while reading is mended by opening once more, and no more than once. */
static SfError read_all(Store *store, int32_t *facts)
{
    History history;
    SfError code = store_history(store, &history, NULL);
    history_deinit(&history);
    if (code == SF_OK) {
        code = store_each_program(store, see_program, NULL, NULL);
    }
    *facts = 0;
    (void)store_take_damaged(store);
    return code == SF_OK ? store_each(store, count_fact, facts, NULL) : code;
}

static void check_log(const char *path, int32_t touched)
{
    StoreOpened opened;
    int32_t facts = 0;
    Store *store = open_log(path, &opened);
    if (store != NULL && read_all(store, &facts) == SF_E_CORRUPT) {
        store_close(store);
        store = open_log(path, &opened);
        SF_ASSERT(store != NULL && opened.set_aside[0] != '\0');
        SF_ASSERT(read_all(store, &facts) == SF_OK);
    }
    if (store == NULL) {
        return;
    }
    const int32_t damaged = store_take_damaged(store);
    const bool told = opened.set_aside[0] != '\0' || damaged > 0;
    SF_ASSERT(facts == RECORDS || told || touched >= RECORDS);
    /* A record is in two pages. */
    SF_ASSERT(facts >= RECORDS - touched * 2 * ROWS_OF_A_PAGE);
    check_export(store, facts);
    store_close(store);
}

static void forget(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char name[PATH_BYTES + 16];
    for (size_t i = 0; i < SF_COUNT(endings); i++) {
        (void)snprintf(name, sizeof(name), "%s%s", path, endings[i]);
        (void)unlink(name);
    }
    store__unmark(path);
    SF_ASSERT(store__remove_siblings(path, NULL) == SF_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Base bases[2];
    char folder[PATH_BYTES / 2];
    char path[PATH_BYTES];
    char wal[PATH_BYTES];
    if (size == 0) {
        return 0;
    }
    /* In memory, where there is a place for that: each log waits for its disk many times. */
    path_of(folder, access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", "surefoot-fuzz-XXXXXX");
    SF_ASSERT(mkdtemp(folder) != NULL);
    if (bases[0].log.bytes == NULL) {
        make_bases(bases, folder);
    }
    path_of(path, folder, "log.db");
    path_of(wal, folder, "log.db-wal");
    const Base *base = &bases[data[0] % 2];
    /* In one piece, so that an edit may be in either. */
    File file = {malloc(base->log.size + base->wal.size), base->log.size + base->wal.size};
    SF_ASSERT(file.bytes != NULL);
    memcpy(file.bytes, base->log.bytes, base->log.size);
    if (base->wal.size > 0) {
        memcpy(file.bytes + base->log.size, base->wal.bytes, base->wal.size);
    }
    int32_t touched = base->wal.size > 0 ? RECORDS : 0; /* a torn frame ends a write-ahead log */
    for (size_t at = 1; at + EDIT_BYTES <= size && at < EDITS * EDIT_BYTES; at += EDIT_BYTES) {
        edit(&file, data + at, &touched);
    }
    const size_t log_size = file.size < base->log.size ? file.size : base->log.size;
    write_file(path, file.bytes, log_size);
    if (file.size > log_size) {
        write_file(wal, file.bytes + log_size, file.size - log_size);
    }
    free(file.bytes);
    check_log(path, touched);
    forget(path);
    SF_ASSERT(rmdir(folder) == 0); /* and nothing else was left there */
    return 0;
}
