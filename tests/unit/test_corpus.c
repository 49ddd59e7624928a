/* SPDX-License-Identifier: MIT */
/*
 * The corpus of good and bad structures, as the loader sees it. tests/support/validate_corpus.py
 * asks the same of the published schemas, so that the two agree file by file and place by place.
 */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "surefoot/load.h"

#define CORPUS SUREFOOT_SOURCE_DIR "/tests/corpus"
#define EXERCISES SUREFOOT_SOURCE_DIR "/assets/exercises"
#define PROGRAMS SUREFOOT_SOURCE_DIR "/assets/programs"
#define FIGURES SUREFOOT_SOURCE_DIR "/assets/figures"
#define NORMS SUREFOOT_SOURCE_DIR "/assets/norms"
#define SPOKEN_WORDS 8 /* the first cue has to fit into a lead-in */

/* What one corpus file did to a library that already holds the exercises of the app. */
typedef struct Trial {
    const char *path;
    char named[256]; /* the place of its fault, as the file itself names it */
    Library library;
    Faults faults;
} Trial;

static int32_t exercises_of_the_app(void)
{
    static const char *const paths[] = {EXERCISES};
    Library library = {0};
    Faults faults = {0};
    assert_int_equal(library_load_paths(&library, paths, 1, &faults), SF_OK);
    const int32_t count = library.exercise_count;
    faults_deinit(&faults);
    library_deinit(&library);
    return count;
}

/* The value of "x-fault"; a file whose root is not an object can name no place but the whole. */
static void read_named_fault(const char *path, char *out, size_t size)
{
    static const char key[] = "\"x-fault\": \"";
    char text[16384];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    const size_t length = fread(text, 1, sizeof(text) - 1, file);
    assert_int_equal(fclose(file), 0);
    text[length] = '\0';
    out[0] = '\0';
    const char *found = strstr(text, key);
    if (found != NULL) {
        found += sizeof(key) - 1;
        assert_true(sf_format(out, size, "%.*s", (int)strcspn(found, "\""), found));
    }
}

/* True where the schemas and the loader may name the same fault: a missing key is missing from its
 * object, and a bad one may be bad further in. */
static bool is_related(const char *pointer, const char *named)
{
    const size_t length = strlen(named);
    const char *slash = strrchr(named, '/');
    const size_t parent = slash != NULL ? (size_t)(slash - named) : 0;
    if (strncmp(pointer, named, length) == 0) {
        return pointer[length] == '\0' || pointer[length] == '/';
    }
    return strlen(pointer) == parent && strncmp(pointer, named, parent) == 0;
}

static void print_faults(const Trial *trial)
{
    for (int32_t i = 0; i < trial->faults.count; i++) {
        char line[1024];
        fault_format(&trial->faults.items[i], line, sizeof(line));
        print_error("%s\n", line);
    }
}

static bool line_is_well_formed(const Fault *fault)
{
    char line[4096];
    char head[2048];
    fault_format(fault, line, sizeof(line));
    /* The root has an empty pointer, which is left out. */
    const bool fits =
        sf_format(head, sizeof(head), "%s:%d:%d: %s%s", fault->file, (int)fault->line,
                  (int)fault->column, fault->pointer, fault->pointer[0] != '\0' ? ": " : "");
    return fits && fault->line >= 1 && fault->column >= 1 &&
           strncmp(line, head, strlen(head)) == 0 && strlen(line) > strlen(head) &&
           strchr(line, '\n') == NULL;
}

static bool loads_without_error(const Trial *trial, int32_t exercises)
{
    return trial->faults.errors == 0 &&
           trial->library.exercise_count + trial->library.program_count +
                   trial->library.figure_count + (trial->library.norms != NULL ? 1 : 0) >
               exercises;
}

static bool is_refused_for_its_own_reason(const Trial *trial, int32_t exercises)
{
    bool fine = trial->faults.errors > 0 && trial->library.exercise_count == exercises &&
                trial->library.program_count == 0 && trial->library.figure_count == 0 &&
                trial->library.norms == NULL;
    for (int32_t i = 0; i < trial->faults.count; i++) {
        const Fault *fault = &trial->faults.items[i];
        fine = fine && line_is_well_formed(fault) && strcmp(fault->file, trial->path) == 0;
        if (fault->level == FAULT_ERROR) {
            fine = fine && is_related(fault->pointer, trial->named);
        }
    }
    return fine;
}

/* Returns the number of files judged; each that fails is printed before the assertion. */
static int32_t judge_folder(const char *folder, bool (*is_right)(const Trial *, int32_t))
{
    const int32_t exercises = exercises_of_the_app();
    int32_t judged = 0;
    int32_t wrong = 0;
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    const struct dirent *entry = readdir(directory);
    for (; entry != NULL; entry = readdir(directory)) {
        if (entry->d_name[0] == '.') {
            continue;
        }
        char path[1024];
        assert_true(sf_format(path, sizeof(path), "%s/%s", folder, entry->d_name));
        const char *const paths[] = {EXERCISES, path};
        Trial trial = {.path = path};
        read_named_fault(path, trial.named, sizeof(trial.named));
        assert_int_equal(library_load_paths(&trial.library, paths, 2, &trial.faults), SF_OK);
        if (!is_right(&trial, exercises)) {
            print_error("%s: %d errors\n", path, (int)trial.faults.errors);
            print_faults(&trial);
            wrong++;
        }
        judged++;
        faults_deinit(&trial.faults);
        library_deinit(&trial.library);
    }
    assert_int_equal(closedir(directory), 0);
    assert_int_equal(wrong, 0);
    return judged;
}

static void test_corpus__good_files_load(void **state)
{
    (void)state;
    assert_true(judge_folder(CORPUS "/good", loads_without_error) >= 25);
}

static void test_corpus__bad_files_are_refused_where_they_are_bad(void **state)
{
    (void)state;
    assert_true(judge_folder(CORPUS "/bad", is_refused_for_its_own_reason) >= 60);
}

static void load_assets(Trial *trial)
{
    static const char *const paths[] = {EXERCISES, PROGRAMS, FIGURES, NORMS};
    assert_int_equal(library_load_paths(&trial->library, paths, 4, &trial->faults), SF_OK);
}

static void test_corpus__assets_load_without_a_word(void **state)
{
    (void)state;
    Trial trial = {.path = EXERCISES};
    load_assets(&trial);
    print_faults(&trial);
    assert_int_equal(trial.faults.count, 0);
    assert_int_equal(trial.library.program_count, 4);
    assert_non_null(trial.library.norms);
    assert_non_null(library_exercise(&trial.library, "seated-quad-hold"));
    faults_deinit(&trial.faults);
    library_deinit(&trial.library);
}

/* Work of one set. The number of sets stays with the step when an easier exercise steps in. */
static int64_t set_ms(const Dose *dose)
{
    const Tempo tempo = dose->tempo;
    const int64_t rep = (int64_t)tempo.down_ms + tempo.hold_ms + tempo.up_ms;
    return dose->kind == STEP_REPS ? dose->reps * rep : dose->seconds_ms;
}

static void test_corpus__an_easier_exercise_is_less_work_and_leads_back(void **state)
{
    (void)state;
    Trial trial = {.path = EXERCISES};
    load_assets(&trial);
    int32_t pairs = 0;
    for (int32_t i = 0; i < trial.library.exercise_count; i++) {
        const Exercise *exercise = trial.library.exercises[i];
        if (exercise->easier != NULL) {
            const Exercise *easier = library_exercise(&trial.library, exercise->easier);
            assert_non_null(easier);
            assert_string_equal(easier->harder, exercise->id);
            assert_true(easier->load <= exercise->load);
            assert_true(easier->dose.sets <= exercise->dose.sets);
            assert_true(easier->load < exercise->load ||
                        set_ms(&easier->dose) < set_ms(&exercise->dose));
            pairs++;
        }
    }
    assert_true(pairs >= 10);
    faults_deinit(&trial.faults);
    library_deinit(&trial.library);
}

static int32_t count_words(const char *text)
{
    int32_t words = 0;
    for (const char *at = text; *at != '\0'; at++) {
        words += *at != ' ' && (at == text || at[-1] == ' ') ? 1 : 0;
    }
    return words;
}

static void test_corpus__the_spoken_cue_is_short(void **state)
{
    (void)state;
    Trial trial = {.path = EXERCISES};
    load_assets(&trial);
    for (int32_t i = 0; i < trial.library.exercise_count; i++) {
        const Exercise *exercise = trial.library.exercises[i];
        assert_true(exercise->cues.count >= 1);
        assert_in_range(count_words(exercise->cues.items[0]), 1, SPOKEN_WORDS);
    }
    faults_deinit(&trial.faults);
    library_deinit(&trial.library);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_corpus__good_files_load),
        cmocka_unit_test(test_corpus__bad_files_are_refused_where_they_are_bad),
        cmocka_unit_test(test_corpus__assets_load_without_a_word),
        cmocka_unit_test(test_corpus__an_easier_exercise_is_less_work_and_leads_back),
        cmocka_unit_test(test_corpus__the_spoken_cue_is_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
