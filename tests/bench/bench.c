/* SPDX-License-Identifier: MIT */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "surefoot/base.h"

static double read_clock(clockid_t clock)
{
    struct timespec now = {0};
    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

double bench_wall_ms(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

double bench_cpu_ms(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof(*values), compare);
    return count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static void format_number(char out[32], double value, const char *unit)
{
    (void)sf_format(out, 32, value >= 100 || value == (double)(int)value ? "%.0f %s" : "%.2f %s",
                    value, unit);
}

void bench_row(const BenchRow *row)
{
    char floor[32] = "";
    char ours[32];
    char ratio[32] = "";
    char aim[32] = "";
    char limit[32];
    const char *verdict = "";
    const double times = row->floor > 0 ? row->ours / row->floor : 0;
    format_number(ours, row->ours, row->unit);
    if (row->floor >= 0) {
        format_number(floor, row->floor, row->unit);
    }
    if (row->floor > 0) {
        (void)sf_format(ratio, sizeof(ratio), "%.2f", times);
    }
    if (row->kind == AIM_RATIO) {
        (void)sf_format(aim, sizeof(aim), "<= %.1f x", row->aim);
        verdict = times <= row->aim ? "yes" : "NO";
    } else if (row->kind == AIM_VALUE) {
        format_number(limit, row->aim, row->unit);
        (void)sf_format(aim, sizeof(aim), "<= %s", limit);
        verdict = row->ours <= row->aim ? "yes" : "NO";
    }
    (void)printf("%-40s %12s %12s %7s %12s  %s\n", row->what, floor, ours, ratio, aim, verdict);
    (void)fflush(stdout);
}

void bench_fail(const char *what, const char *why)
{
    (void)fprintf(stderr, "bench: %s cannot be measured: %s\n", what, why);
    exit(1);
}
