/* SPDX-License-Identifier: MIT */
/* bench_balance FOLDER: what ten years of two tests a day cost, worked out and read from a disk. */
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "surefoot/balance.h"
#include "surefoot/store.h"

#define PATH_BYTES 1024
#define TODAY 20778 /* 2026-11-21 */
#define DAY_MS 86400000LL
#define YEARS_DAYS 3652
#define TESTS 2 /* a day */
#define TRIES 6 /* a test: three a leg */
#define COUNT (YEARS_DAYS * TESTS * TRIES)
#define TIMES 51
#define FRAME_MS 16 /* the aim: one frame */

static const Protocol protocol = {.cap_ms = 45000};

/* A slow rise with the scatter that single days have. */
static Fact make_try(int32_t index)
{
    const Day day = TODAY - YEARS_DAYS + 1 + index / (TESTS * TRIES);
    const int64_t utc_ms = day * DAY_MS + 25200000 + index % (TESTS * TRIES) * 60000LL;
    const uint32_t salt = (uint32_t)index * 2654435761U;
    uint8_t random[10] = {0};
    memcpy(random, &salt, sizeof(salt));
    Fact fact = {.id = uuid_make(utc_ms, random),
                 .device = uuid_make(1, random),
                 .kind = FACT_TRY,
                 .at = {utc_ms, 60},
                 .day = day};
    fact.body.balance_try = (TryFact){
        .leg = index % 2 == 0 ? SIDE_LEFT : SIDE_RIGHT,
        .time_ms = 15000 + index / 4 + (int32_t)(salt >> 8) % 15000,
        .cap_ms = 45000,
    };
    return fact;
}

static void check(SfError error, const SfErrorInfo *err)
{
    if (error != SF_OK) {
        bench_fail("balance", err->text);
    }
}

static Store *open_store(const char *folder)
{
    char path[PATH_BYTES];
    Store *store = NULL;
    StoreOpened opened;
    SfErrorInfo err = {0};
    (void)sf_format(path, sizeof(path), "%s/balance.db", folder);
    const StoreOptions options = {.path = path, .now = {TODAY * DAY_MS, 60}};
    check(store_open(&store, &options, &opened, &err), &err);
    check(store_begin(store, &err), &err);
    for (int32_t i = 0; i < COUNT; i++) {
        const Fact fact = make_try(i);
        check(store_add(store, &fact, &err), &err);
    }
    check(store_commit(store, NULL, &err), &err);
    return store;
}

static double time_folds(const History *history)
{
    Balance balance;
    Protocol found[8];
    BalanceSeries series[BALANCE_LEGS];
    Arena arena = {0};
    const SfErrorInfo err = {.text = "out of memory"};
    const double from = bench_cpu_ms();
    const int32_t protocols = balance_protocols(found, 8, history, TODAY);
    check(balance_compute(&balance, history, protocol, TODAY), &err);
    for (int32_t i = 0; i < BALANCE_LEGS; i++) {
        const Side leg = i == 0 ? SIDE_LEFT : SIDE_RIGHT;
        check(balance_series(&series[i], &arena, history, protocol, leg, TODAY), &err);
    }
    const double took = bench_cpu_ms() - from;
    if (protocols != 1 || balance.legs[0].tries != COUNT / 2 ||
        series[1].median_count != YEARS_DAYS) {
        bench_fail("balance", "the tries are not there");
    }
    arena_deinit(&arena);
    return took;
}

int main(int argc, char **argv)
{
    static double folds[TIMES];
    static double reads[TIMES];
    if (argc != 2) {
        (void)fprintf(stderr, "usage: bench_balance FOLDER\n");
        return 2;
    }
    SfErrorInfo err = {0};
    Store *store = open_store(argv[1]);
    for (int i = 0; i < TIMES; i++) {
        History history;
        const double from = bench_cpu_ms();
        check(store_history(store, &history, &err), &err);
        reads[i] = bench_cpu_ms() - from;
        folds[i] = time_folds(&history);
        history_deinit(&history);
    }
    store_close(store);
    bench_row(&(BenchRow){"balance and chart of 43,824 tries, CPU", "ms", -1,
                          bench_median(folds, TIMES), AIM_VALUE, FRAME_MS});
    bench_row(&(BenchRow){"  reading them from the log", "ms", -1, bench_median(reads, TIMES),
                          AIM_NONE, 0});
    return 0;
}
