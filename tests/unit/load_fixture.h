/* SPDX-License-Identifier: MIT */
/** Files in memory for the loader's tests, and faults as one text to compare with. */
#ifndef TESTS_LOAD_FIXTURE_H
#define TESTS_LOAD_FIXTURE_H

#include "surefoot/load.h"

#include <stdio.h>
#include <string.h>

#define LOADED_LINES_BYTES 16384

typedef struct TextFile {
    const char *path;
    const char *text;
} TextFile;

typedef struct Loaded {
    SfError error;
    Library library;
    Faults faults;
    char lines[LOADED_LINES_BYTES]; /**< every fault as printed, one a line */
} Loaded;

/* An exercise with what is required and nothing else; `more` is put before the dose. */
#define EXERCISE(id, name, more, dose)                                                             \
    "{\"exercise\": 1, \"id\": \"" id "\", \"name\": \"" name "\",\n"                              \
    " \"position\": \"lying-side\", \"why\": \"Strong hips may steady the knee.\",\n"              \
    " \"confidence\": \"verified\", \"cues\": [\"Keep the hips stacked.\", \"Close slowly.\"],\n"  \
    " \"load\": \"low\", \"dose_origin\": \"app\",\n" more " \"dose\": {" dose "}}\n"

#define CLAMSHELL                                                                                  \
    {                                                                                              \
        "exercises/clamshell.json",                                                                \
            EXERCISE("clamshell", "Clamshell", "",                                                 \
                     "\"kind\": \"reps\", \"reps\": 10, \"tempo\": {\"up\": 2, \"hold\": 5, "      \
                     "\"down\": 2.5}, \"sets\": 3, \"sides\": \"each\"")                           \
    }
#define TOWEL_PRESS                                                                                \
    {                                                                                              \
        "exercises/towel-press.json",                                                              \
            EXERCISE("towel-press", "Towel press", " \"say\": \"Press the towel\",",               \
                     "\"kind\": \"hold\", \"seconds\": 5, \"sets\": 10, \"rest_s\": 3")            \
    }

/* A program whose only routine has these steps. */
#define PROGRAM(id, before_routines, steps)                                                        \
    "{\"program\": 1, \"id\": \"" id "\", \"title\": \"Knees\",\n" before_routines                 \
    " \"routines\": [{\"id\": \"daily\", \"title\": \"Daily\", \"steps\": [\n" steps "\n]}]}\n"

static inline void loaded_free(Loaded *loaded)
{
    library_deinit(&loaded->library);
    faults_deinit(&loaded->faults);
}

static inline void loaded_lines(Loaded *loaded)
{
    size_t used = 0;
    loaded->lines[0] = '\0';
    for (int32_t i = 0; i < loaded->faults.count && used + 2048 < sizeof(loaded->lines); i++) {
        fault_format(&loaded->faults.items[i], loaded->lines + used, 2000);
        used += strlen(loaded->lines + used);
        loaded->lines[used++] = '\n';
        loaded->lines[used] = '\0';
    }
}

static inline void load_texts(Loaded *loaded, const TextFile *files, size_t count)
{
    SourceFile sources[64];
    for (size_t i = 0; i < count; i++) {
        sources[i] = (SourceFile){files[i].path, files[i].text, strlen(files[i].text)};
    }
    *loaded = (Loaded){0};
    loaded->error = library_load(&loaded->library, sources, (int32_t)count, &loaded->faults);
    loaded_lines(loaded);
}

#endif
