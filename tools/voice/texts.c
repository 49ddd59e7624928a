/* SPDX-License-Identifier: MIT */
/*
 * voice_texts OUT EXTRA ASSETS...: writes every sentence that the app may say, one a line, sorted.
 * Sentences come from compiling every timeline there can be; EXTRA lists those that do not stand in
 * a timeline of what we ship.
 */
#include <stdio.h>
#include <string.h>

#include "surefoot/load.h"
#include "surefoot/voice.h"
#include "walk.h"

typedef struct Sentence {
    const char *key;
    const char *text;
} Sentence;

typedef struct Collected {
    Arena arena;
    Sentence *items;
    int32_t count;
    int32_t capacity;
    int32_t answer_ms; /* how long every text is said to be: short ones all fit, long ones do not */
    bool failed;
} Collected;

/* Where the key is, or belongs. */
static int32_t place_of(const Collected *all, const char *key, bool *found)
{
    int32_t low = 0;
    int32_t high = all->count;
    *found = false;
    while (low < high && !*found) {
        const int32_t middle = low + (high - low) / 2;
        const int order = strcmp(all->items[middle].key, key);
        *found = order == 0;
        low = order <= 0 ? middle + (order < 0 ? 1 : 0) : low;
        high = order < 0 ? high : middle;
    }
    return low;
}

static bool make_room(Collected *all)
{
    Sentence *items = array_grow(all->items, &all->capacity, all->count + 1, sizeof(*items));
    all->items = items != NULL ? items : all->items;
    return items != NULL;
}

static void collect_one(Collected *all, const char *sentence, size_t length)
{
    char key[VOICE_SENTENCE_BYTES];
    if (!voice_key(sentence, length, key)) {
        return;
    }
    bool found = false;
    const int32_t at = place_of(all, key, &found);
    if (found) {
        return;
    }
    const char last = sentence[length - 1];
    const bool closed = last == '.' || last == '!' || last == '?';
    const Sentence item = {
        .key = arena_copy(&all->arena, key, strlen(key)),
        .text = arena_printf(&all->arena, "%.*s%s", (int)length, sentence, closed ? "" : "."),
    };
    if (item.key == NULL || item.text == NULL || !make_room(all)) {
        all->failed = true;
        return;
    }
    memmove(all->items + at + 1, all->items + at, (size_t)(all->count - at) * sizeof(item));
    all->items[at] = item;
    all->count++;
}

/* The compiler asks for the length of whatever it would like to say. */
static int32_t collect(void *context, const char *text)
{
    Collected *all = context;
    const char *sentence = NULL;
    size_t length = 0;
    while (voice_sentence(&text, &sentence, &length)) {
        collect_one(all, sentence, length);
    }
    return all->answer_ms;
}

static void ignore(void *context, const Timeline *timeline)
{
    (void)context;
    (void)timeline;
}

static SfError collect_timelines(Collected *all, const char *const *paths, int32_t count)
{
    Library library = {0};
    Faults faults = {0};
    SfErrorInfo err = {0};
    SfError error = library_load_paths(&library, paths, count, &faults);
    if (error == SF_OK && faults.errors > 0) {
        (void)fprintf(stderr, "voice_texts: %d faults in what it was given\n", faults.errors);
        error = SF_E_INPUT;
    }
    /* Both answers, since some texts are only tried where a longer one had no room. */
    static const int32_t answers[] = {1, 60000};
    const WalkSpeech speech = {collect, all};
    for (size_t i = 0; i < SF_COUNT(answers) && error == SF_OK; i++) {
        all->answer_ms = answers[i];
        error = walk_timelines(&library, &speech, ignore, NULL, &err);
        if (error != SF_OK) {
            (void)fprintf(stderr, "voice_texts: %s\n", err.text);
        }
    }
    faults_deinit(&faults);
    library_deinit(&library);
    return error;
}

static bool collect_extra(Collected *all, const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        return false;
    }
    char line[VOICE_SENTENCE_BYTES];
    while (fgets(line, sizeof(line), file) != NULL) {
        if (line[0] != '#') {
            (void)collect(all, line);
        }
    }
    return fclose(file) == 0;
}

static bool write_all(const Collected *all, const char *path)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        return false;
    }
    bool fine = true;
    for (int32_t i = 0; i < all->count; i++) {
        fine = fprintf(file, "%s\n", all->items[i].text) > 0 && fine;
    }
    return fclose(file) == 0 && fine;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        (void)fprintf(stderr, "usage: voice_texts OUT EXTRA ASSETS...\n");
        return 2;
    }
    Collected all = {0};
    const char *paths[16];
    int32_t count = 0;
    for (int i = 3; i < argc && count < (int32_t)SF_COUNT(paths); i++) {
        paths[count++] = argv[i];
    }
    const bool fine = collect_timelines(&all, paths, count) == SF_OK &&
                      collect_extra(&all, argv[2]) && !all.failed && write_all(&all, argv[1]);
    sf_free(all.items);
    arena_deinit(&all.arena);
    return fine ? 0 : 1;
}
