/* SPDX-License-Identifier: MIT */
/** What the benchmarks share: clocks, medians, and one row of the table. */
#ifndef SUREFOOT_BENCH_H
#define SUREFOOT_BENCH_H

#include <stdbool.h>
#include <stdint.h>

/** The day and hour of every benchmark: what is due must not depend on when it is measured. */
#define BENCH_NOW "2026-11-21T12:00+01:00"
#define BENCH_NOW_MS 1795258800000

double bench_wall_ms(void);
/** CPU time of this process. */
double bench_cpu_ms(void);
/** Sorts the values. */
double bench_median(double *values, int count);

typedef enum BenchAim {
    AIM_NONE,  /**< for information */
    AIM_RATIO, /**< ours / floor at most */
    AIM_VALUE  /**< ours at most */
} BenchAim;

typedef struct BenchRow {
    const char *what;
    const char *unit;
    double floor; /**< below 0: there is none */
    double ours;
    BenchAim kind;
    double aim;
} BenchRow;

/** One line: what, floor, ours, ratio, aim, ok. A missed aim is only said: it fails nothing. */
void bench_row(const BenchRow *row);
/** It cannot be measured: says why and exits with 1. */
_Noreturn void bench_fail(const char *what, const char *why);

#endif
