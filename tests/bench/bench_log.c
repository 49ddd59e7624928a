/* SPDX-License-Identifier: MIT */
/*
 * bench_log FOLDER: the log on a real disk. How long a set takes to be safe, against writing 4 KB
 * and waiting for the disk; and how long Today takes to be worked out of 10,000 sessions.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "surefoot/journal.h"
#include "surefoot/store.h"
#include "surefoot/today.h"

#define PATH_BYTES 1024
#define WRITES 200
#define SESSIONS 10000
#define TIMES 21
#define TODAY 20778 /* 2026-11-21 */
#define DAY_MS 86400000LL

static Uuid make_id(int64_t utc_ms, uint32_t salt)
{
    uint8_t random[10] = {0};
    memcpy(random, &salt, sizeof(salt));
    return uuid_make(utc_ms, random);
}

static Fact make_fact(FactKind kind, Day day, uint32_t salt)
{
    const int64_t utc_ms = day * DAY_MS + 43200000 + salt % 1000 * 1000LL;
    return (Fact){.id = make_id(utc_ms, salt),
                  .device = make_id(1, 1),
                  .kind = kind,
                  .at = {utc_ms, 60},
                  .day = day};
}

static Fact make_set(const Fact *session, const Segment *segment, uint32_t salt)
{
    Fact fact = make_fact(FACT_SET, session->day, salt);
    fact.body.set = (SetFact){.session = session->id,
                              .key = segment->key,
                              .exercise = "clamshell",
                              .kind = segment->kind,
                              .side = segment->side,
                              .outcome = OUTCOME_DONE,
                              .done_ms = segment->length_ms,
                              .planned_ms = segment->length_ms};
    return fact;
}

static Fact make_session(Day day, uint32_t salt, const Program *program, const Routine *routine)
{
    Fact fact = make_fact(FACT_SESSION, day, salt);
    fact.body.session = (SessionFact){.program = program->id,
                                      .program_hash = program->hash,
                                      .routine = routine->id,
                                      .title = routine->title,
                                      .duration_ms = 840000,
                                      .work_ms = 510000,
                                      .end = SESSION_COMPLETE,
                                      .first_side = salt % 2 == 0 ? SIDE_LEFT : SIDE_RIGHT,
                                      .sets_done = 18,
                                      .sets_planned = 18,
                                      .note = ""};
    return fact;
}

static void check(SfError error, const char *what, const SfErrorInfo *err)
{
    if (error != SF_OK) {
        bench_fail(what, err->text);
    }
}

static Store *open_store(const char *folder, const char *name)
{
    char path[PATH_BYTES];
    Store *store = NULL;
    StoreOpened opened;
    SfErrorInfo err = {0};
    (void)sf_format(path, sizeof(path), "%s/%s", folder, name);
    const StoreOptions options = {.path = path, .now = {TODAY * DAY_MS, 60}};
    check(store_open(&store, &options, &opened, &err), "the log", &err);
    return store;
}

/* ---- a durable set -------------------------------------------------------------------------- */

/* What session.c does when a set ends and the next segment begins. */
static double time_set(Store *store, const Fact *set, const char *journal)
{
    SfErrorInfo err = {0};
    const double from = bench_wall_ms();
    check(store_begin(store, &err), "a set", &err);
    check(store_add(store, set, &err), "a set", &err);
    check(store_journal_put(store, JOURNAL_STATE, journal, &err), "a set", &err);
    check(store_commit(store, NULL, &err), "a set", &err);
    return bench_wall_ms() - from;
}

static double time_floor(int file, int index)
{
    char page[4096];
    memset(page, index, sizeof(page));
    const double from = bench_wall_ms();
    if (pwrite(file, page, sizeof(page), 0) != (ssize_t)sizeof(page) || fsync(file) != 0) {
        bench_fail("the disk", "a page cannot be written");
    }
    return bench_wall_ms() - from;
}

/* In the middle of a session, `elapsed_ms` into its segment. */
static char *make_journal(const Timeline *timeline, int64_t elapsed_ms)
{
    static Credit credits[512];
    char *text = NULL;
    for (int32_t i = 0; i < timeline->segment_count / 2 && i < 512; i++) {
        credits[i] = (Credit){.outcome = OUTCOME_DONE, .done_ms = timeline->segments[i].length_ms};
    }
    const Journal journal = {.timeline = *timeline,
                             .session = make_id(1, 2),
                             .elapsed_ms = elapsed_ms,
                             .credits = credits,
                             .credit_count = timeline->segment_count};
    if (timeline->segment_count > 512 || journal_write(&journal, &text) != SF_OK) {
        bench_fail("a set", "no journal");
    }
    return text;
}

static void bench_set(const char *folder, const Library *library, const Program *program)
{
    static double floor[WRITES];
    static double ours[WRITES];
    char path[PATH_BYTES];
    Timeline timeline;
    SfErrorInfo err = {0};
    const Profile profile = profile_default();
    check(timeline_compile(&timeline, library, program, &program->routines[0], &profile, &err),
          "a set", &err);
    /* Two that differ: what is already there would not be written again. */
    char *journals[2] = {make_journal(&timeline, 1000), make_journal(&timeline, 2000)};
    (void)sf_format(path, sizeof(path), "%s/floor", folder);
    const int file = open(path, O_RDWR | O_CREAT, 0600);
    Store *store = open_store(folder, "sets.db");
    const Fact session = make_session(TODAY, 1, program, &program->routines[0]);
    for (int i = 0; i < WRITES; i++) {
        const Fact set = make_set(&session, &timeline.segments[1], (uint32_t)(1000 + i));
        floor[i] = time_floor(file, i);
        ours[i] = time_set(store, &set, journals[i % 2]);
    }
    bench_row(&(BenchRow){"a durable set", "ms", bench_median(floor, WRITES),
                          bench_median(ours, WRITES), AIM_RATIO, 3});
    bench_row(&(BenchRow){"  journal with it", "KB", -1, (double)strlen(journals[0]) / 1024,
                          AIM_NONE, 0});
    store_close(store);
    (void)close(file);
    sf_free(journals[0]);
    sf_free(journals[1]);
    timeline_deinit(&timeline);
}

/* ---- ten thousand sessions ------------------------------------------------------------------ */

static void fill(Store *store, const Library *library)
{
    static const Segment segment = {
        .key = "clamshell/s1/left", .kind = SEGMENT_HOLD, .side = SIDE_LEFT, .length_ms = 30000};
    SfErrorInfo err = {0};
    check(store_begin(store, &err), "Today", &err);
    for (int32_t p = 0; p < library->program_count; p++) {
        Fact follow = make_fact(FACT_FOLLOW, TODAY - SESSIONS, (uint32_t)p);
        follow.body.follow =
            (FollowFact){library->programs[p]->id, library->programs[p]->hash, true};
        check(store_add(store, &follow, &err), "Today", &err);
    }
    for (int32_t i = 0; i < SESSIONS; i++) {
        const Program *program = library->programs[i % library->program_count];
        const Routine *routine = &program->routines[i / 7 % program->routine_count];
        const uint32_t salt = (uint32_t)i * 8 + 100;
        const Fact session = make_session(TODAY - i / 2, salt, program, routine);
        Fact pain = make_fact(FACT_PAIN, session.day, salt + 1);
        pain.body.pain = (PainFact){
            .knee = i % 3 == 0 ? SIDE_LEFT : SIDE_RIGHT, .moment = PAIN_WORST, .level = i % 3};
        const Fact set = make_set(&session, &segment, salt + 2);
        check(store_add(store, &session, &err), "Today", &err);
        check(store_add(store, &pain, &err), "Today", &err);
        check(store_add(store, &set, &err), "Today", &err);
    }
    check(store_commit(store, NULL, &err), "Today", &err);
}

static double time_today(Store *store, const Library *library)
{
    History history = {0};
    Today today;
    SfErrorInfo err = {0};
    const double from = bench_wall_ms();
    check(store_history(store, &history, &err), "Today", &err);
    check(today_compute(&today, library, &history, TODAY), "Today", &err);
    const double took = bench_wall_ms() - from;
    if (history.session_count != SESSIONS || today.due_count == 0) {
        bench_fail("Today", "the sessions are not there");
    }
    history_deinit(&history);
    return took;
}

static void bench_today(const char *folder, const Library *library)
{
    double times[TIMES];
    Store *store = open_store(folder, "years.db");
    fill(store, library);
    for (int i = 0; i < TIMES; i++) {
        times[i] = time_today(store, library);
    }
    bench_row(&(BenchRow){"Today out of 10,000 sessions", "ms", -1, bench_median(times, TIMES),
                          AIM_VALUE, 16});
    store_close(store);
}

int main(int argc, char **argv)
{
    static const char *const assets[] = {SUREFOOT_SOURCE_DIR "/assets/exercises",
                                         SUREFOOT_SOURCE_DIR "/assets/programs"};
    if (argc != 2) {
        (void)fprintf(stderr, "usage: bench_log FOLDER\n");
        return 2;
    }
    Library library = {0};
    Faults faults = {0};
    SfErrorInfo err = {.text = "the library does not load"};
    check(library_load_paths(&library, assets, 2, &faults), "the log", &err);
    const Program *program = library_program(&library, "hip-and-knee");
    if (program == NULL) {
        bench_fail("the log", "hip-and-knee is missing");
    }
    bench_set(argv[1], &library, program);
    bench_today(argv[1], &library);
    faults_deinit(&faults);
    library_deinit(&library);
    return 0;
}
