/* SPDX-License-Identifier: MIT */
/*
 * bench_sound_memory PACK: what sound takes at its fullest: the same long routine without and with
 * tones and voice, and then every sentence of the pack, so that what is kept of them is full.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "studio.h"
#include "surefoot/load.h"

#define ROUTINE "hip-and-knee/six"
#define MB (1024.0 * 1024.0)

typedef struct Memory {
    double heap_mb;
    double own_mb; /* pages that are no file's: heap, stacks, data of libraries */
    double all_mb; /* the code of libraries too, as if nobody else used them */
} Memory;

/* Of all threads and libraries, from malloc's own books. */
static double heap_mb(void)
{
    const struct mallinfo2 books = mallinfo2();
    return ((double)books.uordblks + (double)books.hblkhd) / MB;
}

/* A line of the kernel's books. Neither depends on what other processes share with us. */
static double kernel_mb(const char *name)
{
    char line[256];
    double kb = -1;
    FILE *file = fopen("/proc/self/smaps_rollup", "r");
    while (file != NULL && kb < 0 && fgets(line, sizeof(line), file) != NULL) {
        if (strncmp(line, name, strlen(name)) == 0) {
            (void)sscanf(line + strlen(name), "%lf", &kb);
        }
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    if (kb < 0) {
        bench_fail("memory for sound", "the kernel does not tell it");
    }
    return kb / 1024;
}

typedef struct Watch {
    int32_t chunks;
    double most_mb;
} Watch;

static void watch(void *context, const int16_t *samples, int32_t frames, int64_t first)
{
    Watch *seen = context;
    (void)samples;
    (void)frames;
    (void)first;
    const double mb = seen->chunks++ % 16 == 0 ? heap_mb() : 0;
    seen->most_mb = mb > seen->most_mb ? mb : seen->most_mb;
}

static Session *make_session(Studio *studio, const Library *library, const Settings *settings)
{
    const SessionPorts ports = {studio_platform(studio), NULL, library, settings};
    Profile profile = profile_default();
    profile.speech_ms = ports.platform->speech_ms;
    profile.speech_context = ports.platform->context;
    const Program *program = NULL;
    const Routine *routine = NULL;
    Session *session = NULL;
    SfErrorInfo err = {0};
    if (library_find(library, ROUTINE, &program, &routine, &err) != SF_OK ||
        session_create(&session, &ports, program, routine, &profile, &err) != SF_OK) {
        bench_fail("memory for sound", err.text);
    }
    return session;
}

/* A routine that is followed without sound, and what was in use at its end. */
static Memory follow_in_silence(const Library *library, const Settings *settings)
{
    const double before = heap_mb();
    Studio *studio = studio_open(NULL);
    Session *session = make_session(studio, library, settings);
    studio_play(studio, session);
    const Memory memory = {heap_mb() - before, kernel_mb("Pss_Anon:"), kernel_mb("Rss:")};
    session_destroy(session);
    studio_close(studio);
    (void)malloc_trim(0);
    return memory;
}

typedef struct Loud {
    Memory routine;
    Memory full;
} Loud;

static Loud
follow(const char *pack, const Library *library, const Settings *settings, char *const *texts)
{
    Loud loud;
    Watch seen = {0, 0};
    const double before = heap_mb();
    Studio *studio = studio_open(pack);
    studio_on_heard(studio, watch, &seen);
    Session *session = make_session(studio, library, settings);
    studio_play(studio, session);
    loud.routine = (Memory){seen.most_mb - before, kernel_mb("Pss_Anon:"), kernel_mb("Rss:")};
    for (int32_t i = 0; texts[i] != NULL; i++) {
        studio_say(studio, texts[i]);
    }
    loud.full = (Memory){seen.most_mb - before, kernel_mb("Pss_Anon:"), kernel_mb("Rss:")};
    session_destroy(session);
    studio_close(studio);
    return loud;
}

/* All that the pack can say, closed by NULL. */
static char **list_texts(const char *path)
{
    VoicePack *pack = NULL;
    SfErrorInfo err = {0};
    if (voice_pack_load(&pack, path, &err) != SF_OK) {
        bench_fail("memory for sound", err.text);
    }
    const int32_t count = voice_pack_count(pack);
    char **texts = calloc((size_t)count + 1, sizeof(*texts));
    for (int32_t i = 0; texts != NULL && i < count; i++) {
        texts[i] = strdup(voice_pack_clip(pack, i).text);
    }
    voice_pack_close(pack);
    (void)malloc_trim(0);
    if (texts == NULL) {
        bench_fail("memory for sound", "out of memory");
    }
    return texts;
}

int main(int argc, char **argv)
{
    static const char *const assets[] = {SUREFOOT_SOURCE_DIR "/assets/exercises",
                                         SUREFOOT_SOURCE_DIR "/assets/programs"};
    static const Settings settings = {.halfway = true};
    if (argc != 2) {
        (void)fprintf(stderr, "usage: bench_sound_memory PACK\n");
        return 2;
    }
    Library library = {0};
    Faults faults = {0};
    if (library_load_paths(&library, assets, 2, &faults) != SF_OK) {
        bench_fail("memory for sound", "the library does not load");
    }
    char **texts = list_texts(argv[1]);
    const Memory silent = follow_in_silence(&library, &settings);
    const Loud loud = follow(argv[1], &library, &settings, texts);
    bench_row(&(BenchRow){"memory for sound at its fullest, heap", "MB", -1,
                          loud.full.heap_mb - silent.heap_mb, AIM_VALUE, 6});
    bench_row(&(BenchRow){"  pages of its own", "MB", -1, loud.full.own_mb - silent.own_mb,
                          AIM_VALUE, 6});
    bench_row(&(BenchRow){"  and of libraries, RSS", "MB", -1, loud.full.all_mb - silent.all_mb,
                          AIM_NONE, 0});
    bench_row(&(BenchRow){"  heap in " ROUTINE, "MB", -1, loud.routine.heap_mb - silent.heap_mb,
                          AIM_NONE, 0});
    for (int32_t i = 0; texts[i] != NULL; i++) {
        free(texts[i]);
    }
    free(texts);
    faults_deinit(&faults);
    library_deinit(&library);
    return 0;
}
