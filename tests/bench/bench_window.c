/* SPDX-License-Identifier: MIT */
/*
 * bench_window FLOOR SUREFOOT DATA: the real window against a window that does nothing, both as
 * processes of their own: the first frame, memory, and what an idle page costs.
 */
#include <dirent.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"
#include "surefoot/base.h"

#define STARTS 25
#define MEMORIES 5
#define IDLE_MS 20000.0
#define SETTLE_MS 15000.0
#define STEADY_STEPS 10 /* of 100 ms without a sign of life */

extern char **environ;

typedef char *Command[12];

static pid_t start(char *const command[])
{
    pid_t pid = 0;
    if (posix_spawn(&pid, command[0], NULL, NULL, command, environ) != 0) {
        bench_fail(command[0], "it does not start");
    }
    return pid;
}

/* ---- the first frame ------------------------------------------------------------------------ */

static double cpu_of_children(void)
{
    struct rusage usage;
    (void)getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static void time_start(char *const command[], double *wall_ms, double *cpu_ms)
{
    const double wall = bench_wall_ms();
    const double cpu = cpu_of_children();
    int status = 0;
    const pid_t pid = start(command);
    if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        bench_fail(command[0], "it does not end well after its first frame");
    }
    *wall_ms = bench_wall_ms() - wall;
    *cpu_ms = cpu_of_children() - cpu;
}

static void bench_first_frame(char *const floor[], char *const ours[])
{
    double wall[2][STARTS];
    double cpu[2][STARTS];
    double unused[2];
    time_start(floor, &unused[0], &unused[1]); /* what is cold is the disk, not the program */
    time_start(ours, &unused[0], &unused[1]);
    for (int i = 0; i < STARTS; i++) {
        time_start(floor, &wall[0][i], &cpu[0][i]);
        time_start(ours, &wall[1][i], &cpu[1][i]);
    }
    bench_row(&(BenchRow){"start to the first frame of Today", "ms", bench_median(wall[0], STARTS),
                          bench_median(wall[1], STARTS), AIM_RATIO, 1.5});
    bench_row(&(BenchRow){"  CPU of it", "ms", bench_median(cpu[0], STARTS),
                          bench_median(cpu[1], STARTS), AIM_RATIO, 1.5});
}

/* ---- a process at rest ---------------------------------------------------------------------- */

typedef struct Life {
    double wakes; /* context switches of all threads: each sleep and each interruption is one */
    double cpu_ms;
} Life;

static double read_field(const char *path, const char *name)
{
    char line[256];
    double value = -1;
    FILE *file = fopen(path, "r");
    while (file != NULL && value < 0 && fgets(line, sizeof(line), file) != NULL) {
        if (strncmp(line, name, strlen(name)) == 0) {
            (void)sscanf(line + strlen(name), "%lf", &value);
        }
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    return value;
}

static void add_thread(Life *life, const char *folder)
{
    char path[512];
    double on_cpu_ns = 0;
    (void)sf_format(path, sizeof(path), "%s/status", folder);
    const double switches = read_field(path, "voluntary_ctxt_switches:");
    (void)sf_format(path, sizeof(path), "%s/schedstat", folder);
    FILE *file = fopen(path, "r");
    if (switches < 0 || file == NULL || fscanf(file, "%lf", &on_cpu_ns) != 1) {
        bench_fail("idling", "the kernel does not tell what a thread did");
    }
    (void)fclose(file);
    life->wakes += switches;
    life->cpu_ms += on_cpu_ns / 1e6;
}

static Life read_life(pid_t pid)
{
    char folder[64];
    Life life = {0, 0};
    (void)sf_format(folder, sizeof(folder), "/proc/%d/task", (int)pid);
    DIR *threads = opendir(folder);
    if (threads == NULL) {
        bench_fail("idling", "the program is gone");
    }
    const struct dirent *entry;
    while ((entry = readdir(threads)) != NULL) {
        if (entry->d_name[0] != '.') {
            char thread[512];
            (void)sf_format(thread, sizeof(thread), "%s/%s", folder, entry->d_name);
            add_thread(&life, thread);
        }
    }
    (void)closedir(threads);
    return life;
}

static double memory_mb(pid_t pid)
{
    char path[64];
    (void)sf_format(path, sizeof(path), "/proc/%d/smaps_rollup", (int)pid);
    const double kb = read_field(path, "Pss:");
    if (kb < 0) {
        bench_fail("memory", "the kernel does not tell the PSS");
    }
    return kb / 1024;
}

static void wait_ms(double ms)
{
    const struct timespec time = {(time_t)(ms / 1000), (long)((long)ms % 1000 * 1000000)};
    (void)nanosleep(&time, NULL);
}

/* Until nothing happens for a second. */
static void settle(pid_t pid)
{
    const double until = bench_wall_ms() + SETTLE_MS;
    Life before = {-1, -1};
    for (int steady = 0; steady < STEADY_STEPS && bench_wall_ms() < until;) {
        wait_ms(100);
        const Life now = read_life(pid);
        steady = now.wakes == before.wakes ? steady + 1 : 0;
        before = now;
    }
}

static void stop(pid_t pid)
{
    (void)kill(pid, SIGKILL);
    (void)waitpid(pid, NULL, 0);
}

/* One at a time: two at once would share their libraries. */
static double memory_alone(char *const command[])
{
    const pid_t pid = start(command);
    settle(pid);
    const double mb = memory_mb(pid);
    stop(pid);
    return mb;
}

static void bench_rest(char *const floor[], char *const ours[])
{
    double mb[2][MEMORIES];
    for (int i = 0; i < MEMORIES; i++) {
        mb[0][i] = memory_alone(floor);
        mb[1][i] = memory_alone(ours);
    }
    bench_row(&(BenchRow){"memory on Today, PSS", "MB", bench_median(mb[0], MEMORIES),
                          bench_median(mb[1], MEMORIES), AIM_RATIO, 2});
    const pid_t pids[2] = {start(floor), start(ours)};
    Life before[2];
    Life after[2];
    settle(pids[0]);
    settle(pids[1]);
    for (int i = 0; i < 2; i++) {
        before[i] = read_life(pids[i]);
    }
    wait_ms(IDLE_MS);
    for (int i = 0; i < 2; i++) {
        after[i] = read_life(pids[i]);
    }
    /* Not before both are read: a window that goes wakes the one below it. */
    stop(pids[0]);
    stop(pids[1]);
    bench_row(&(BenchRow){"idle Today, wake-ups in 20 s", "", after[0].wakes - before[0].wakes,
                          after[1].wakes - before[1].wakes, AIM_VALUE, 0});
    bench_row(&(BenchRow){"  CPU of it", "ms", after[0].cpu_ms - before[0].cpu_ms,
                          after[1].cpu_ms - before[1].cpu_ms, AIM_VALUE, 0});
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        (void)fprintf(stderr, "usage: bench_window FLOOR SUREFOOT DATA\n");
        return 2;
    }
    char once[] = "--once";
    char open_word[] = "open";
    char data[] = "--data";
    const Command floor_once = {argv[1], once};
    char now[] = "--now";
    char instant[] = BENCH_NOW;
    const Command ours_once = {argv[2], open_word, once, data, argv[3], now, instant};
    const Command floor_stay = {argv[1]};
    const Command ours_stay = {argv[2], open_word, data, argv[3], now, instant};
    bench_first_frame(floor_once, ours_once);
    bench_rest(floor_stay, ours_stay);
    return 0;
}
