/* SPDX-License-Identifier: MIT */
/* Loads a whole library from files in memory. */
#include "surefoot/load.h"

#include "load_parts.h"
#include "surefoot/limits.h"

#include <stdlib.h>
#include <string.h>

typedef enum FileKind {
    FILE_BROKEN,
    FILE_EXERCISE,
    FILE_PROGRAM,
    FILE_FIGURE,
    FILE_NORMS,
    FILE_OTHER
} FileKind;

typedef struct LoadFile {
    SourceFile source;
    JsonDoc doc;
    Reader reader;
    FileKind kind;
    Exercise *exercise; /**< of a file of that kind, good or not */
    ProgramParts parts;
    Figure *figure; /**< of a file of that kind, good or not */
    Norms *norms;   /**< likewise */
    bool kept;      /**< a program's text from the log */
    bool taken;     /**< goes into the library */
} LoadFile;

typedef struct Loader {
    Library *out;
    LoadFile *files; /**< sorted by path, those from the log last */
    int32_t count;
    ShelfEntry *entries;
    Shelf shelf;
    int32_t own_count; /**< exercises inside the programs that were taken */
} Loader;

static int compare_paths(const void *a, const void *b)
{
    const LoadFile *left = a;
    const LoadFile *right = b;
    if (left->kept != right->kept) {
        return left->kept ? 1 : -1;
    }
    return strcmp(left->source.path, right->source.path);
}

static int compare_entries(const void *a, const void *b)
{
    const Exercise *left = ((const ShelfEntry *)a)->exercise;
    const Exercise *right = ((const ShelfEntry *)b)->exercise;
    const int order = strcmp(left->id, right->id);
    if (order != 0) {
        return order;
    }
    return strcmp(((const ShelfEntry *)a)->reader->doc->file->path,
                  ((const ShelfEntry *)b)->reader->doc->file->path);
}

static int compare_exercises(const void *a, const void *b)
{
    const Exercise *const *left = a;
    const Exercise *const *right = b;
    return strcmp((*left)->id, (*right)->id);
}

static int compare_programs(const void *a, const void *b)
{
    const Program *const *left = a;
    const Program *const *right = b;
    return strcmp((*left)->id, (*right)->id);
}

static int compare_figures(const void *a, const void *b)
{
    const Figure *const *left = a;
    const Figure *const *right = b;
    return strcmp((*left)->id, (*right)->id);
}

static bool is_good(const LoadFile *file)
{
    return file->doc.root != NULL && file->doc.sink.errors == 0;
}

static const cJSON *has_key(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static FileKind tell_kind(LoadFile *file)
{
    const cJSON *root = file->doc.root;
    if (cJSON_IsNumber(has_key(root, "exercise"))) {
        return FILE_EXERCISE;
    }
    if (has_key(root, "program") != NULL) {
        return FILE_PROGRAM;
    }
    if (cJSON_IsNumber(has_key(root, "figure"))) {
        return FILE_FIGURE;
    }
    if (cJSON_IsNumber(has_key(root, "norms"))) {
        return FILE_NORMS;
    }
    /* Schemas and the texts of the app lie beside the library; "check assets" passes them over. */
    if (has_key(root, "$schema") != NULL || cJSON_IsNumber(has_key(root, "language"))) {
        return FILE_OTHER;
    }
    if (has_key(root, "surefoot_export") != NULL) {
        json_fault(&file->doc, root, FAULT_WARNING,
                   "an export of the log, not part of the library; bring it in with import");
        return FILE_OTHER;
    }
    json_fault(&file->doc, root, FAULT_ERROR,
               "not an exercise, program, figure or norms: say which with \"exercise\": 1, "
               "\"program\": 1, \"figure\": 1 or \"norms\": 1");
    return FILE_BROKEN;
}

static SfError open_files(Loader *loader, Faults *faults)
{
    for (int32_t i = 0; i < loader->count; i++) {
        LoadFile *file = &loader->files[i];
        const SfError error = json_open(&file->doc, &file->source, LIMIT_FILE_BYTES, faults);
        if (error == SF_E_NOMEM) {
            return error;
        }
        file->reader = (Reader){.doc = &file->doc, .arena = &loader->out->arena};
        file->kind = error == SF_OK ? tell_kind(file) : FILE_BROKEN;
    }
    return SF_OK;
}

/* "clamshell" of "exercises/clamshell.json". */
static bool is_stem_of(const char *path, const char *id)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    const size_t length = strlen(name);
    const bool json = length > 5 && strcmp(name + length - 5, ".json") == 0;
    const size_t stem = json ? length - 5 : length;
    return strlen(id) == stem && memcmp(name, id, stem) == 0;
}

static SfError read_exercise_files(Loader *loader)
{
    for (int32_t i = 0; i < loader->count; i++) {
        LoadFile *file = &loader->files[i];
        if (file->kind != FILE_EXERCISE) {
            continue;
        }
        file->exercise = reader_alloc(&file->reader, 1, sizeof(Exercise));
        if (file->exercise == NULL) {
            return SF_E_NOMEM;
        }
        if (read_version(&file->reader, file->doc.root, "exercise")) {
            read_exercise(&file->reader, file->doc.root, file->exercise);
        }
        const char *id = file->exercise->id;
        if (id != NULL && !is_stem_of(file->source.path, id)) {
            json_fault(&file->doc, json_get(file->doc.root, "id"), FAULT_ERROR,
                       "the id must be the file's name; rename the file to %s.json", id);
        }
        if (file->reader.nomem) {
            return SF_E_NOMEM;
        }
    }
    return SF_OK;
}

/* The first of two files with one id keeps its place, by path. */
static SfError fill_shelf(Loader *loader)
{
    loader->entries = sf_alloc((size_t)loader->count * sizeof(*loader->entries));
    if (loader->entries == NULL) {
        return SF_E_NOMEM;
    }
    ShelfEntry *entries = loader->entries;
    int32_t count = 0;
    for (int32_t i = 0; i < loader->count; i++) {
        LoadFile *file = &loader->files[i];
        if (file->exercise != NULL && file->exercise->id != NULL) {
            entries[count++] = (ShelfEntry){.exercise = file->exercise, .reader = &file->reader};
        }
    }
    qsort(entries, (size_t)count, sizeof(*entries), compare_entries);
    int32_t kept = 0;
    for (int32_t i = 0; i < count; i++) {
        JsonDoc *doc = entries[i].reader->doc;
        const char *id = entries[i].exercise->id;
        if (kept > 0 && strcmp(entries[kept - 1].exercise->id, id) == 0) {
            json_fault(doc, json_get(doc->root, "id"), FAULT_ERROR,
                       "the id \"%s\" is already in %s; it must be used once", id,
                       entries[kept - 1].reader->doc->file->path);
        } else if (kept == LIMIT_EXERCISES) {
            json_fault(doc, doc->root, FAULT_ERROR, "too many exercises; at most %d are allowed",
                       LIMIT_EXERCISES);
        } else {
            entries[kept++] = entries[i];
        }
    }
    loader->shelf = (Shelf){.entries = entries, .count = kept};
    return SF_OK;
}

static void resolve_exercise_links(Loader *loader)
{
    Shelf *shelf = &loader->shelf;
    for (int32_t i = 0; i < loader->count; i++) {
        LoadFile *file = &loader->files[i];
        if (file->exercise != NULL) {
            check_links(&file->reader, file->doc.root, shelf);
        }
    }
    for (int32_t i = 0; i < shelf->count; i++) {
        shelf->entries[i].good = shelf->entries[i].reader->doc->sink.errors == 0;
    }
    for (int32_t i = 0; i < loader->count; i++) {
        LoadFile *file = &loader->files[i];
        file->taken = file->exercise != NULL && is_good(file);
        if (file->taken) {
            drop_lost_links(&file->reader, file->doc.root, shelf, file->exercise);
        }
    }
}

/* Programs before this one own their ids, even if they were left out. False if a program from the
 * log is skipped because a file has its id, which is no fault. */
static bool check_program_id(Loader *loader, int32_t index)
{
    LoadFile *file = &loader->files[index];
    const char *id = file->parts.program->id;
    for (int32_t i = 0; i < index && id != NULL; i++) {
        const LoadFile *other = &loader->files[i];
        const char *taken = other->parts.program == NULL ? NULL : other->parts.program->id;
        if (taken != NULL && strcmp(taken, id) == 0) {
            if (!file->kept) {
                json_fault(&file->doc, json_get(file->doc.root, "id"), FAULT_ERROR,
                           "the id \"%s\" is already in %s; it must be used once", id,
                           other->source.path);
            }
            return false;
        }
    }
    return true;
}

/* The player finds easier exercises by id alone, so those inside programs share one space. */
static void check_own_ids(Loader *loader, int32_t index)
{
    LoadFile *file = &loader->files[index];
    const cJSON *node =
        file->parts.own_count == 0 ? NULL : json_get(file->doc.root, "exercises")->child;
    for (int32_t k = 0; k < file->parts.own_count; k++, node = node->next) {
        const char *id = file->parts.own[k].id;
        for (int32_t i = 0; i < index && id != NULL; i++) {
            const LoadFile *other = &loader->files[i];
            const Shelf shelf = {.own = other->parts.own,
                                 .own_count = other->taken ? other->parts.own_count : 0};
            const Exercise *found = NULL;
            if (shelf_find(&shelf, id, &found) == SHELF_GOOD) {
                json_fault(&file->doc, json_get(node, "id"), FAULT_ERROR,
                           "the id \"%s\" is already in %s; it must be used once", id,
                           other->source.path);
                break;
            }
        }
    }
}

static void check_room(const Loader *loader, LoadFile *file)
{
    if (loader->out->program_count == LIMIT_PROGRAMS) {
        json_fault(&file->doc, file->doc.root, FAULT_ERROR,
                   "too many programs; at most %d are allowed", LIMIT_PROGRAMS);
    }
    if (loader->shelf.count + loader->own_count + file->parts.own_count > LIMIT_EXERCISES) {
        json_fault(&file->doc, file->doc.root, FAULT_ERROR,
                   "too many exercises; at most %d are allowed", LIMIT_EXERCISES);
    }
}

static SfError read_program_files(Loader *loader)
{
    for (int32_t i = 0; i < loader->count; i++) {
        LoadFile *file = &loader->files[i];
        if (file->kind != FILE_PROGRAM) {
            continue;
        }
        read_program(&file->reader, &loader->shelf, &file->parts);
        if (file->reader.nomem) {
            return SF_E_NOMEM;
        }
        file->parts.program->kept = file->kept;
        if (!check_program_id(loader, i) && file->kept) {
            continue;
        }
        check_own_ids(loader, i);
        check_room(loader, file);
        file->taken = is_good(file);
        if (file->taken) {
            loader->out->program_count++;
            loader->own_count += file->parts.own_count;
        }
    }
    return SF_OK;
}

/* Figures before this one by path own their ids, also when they are left out. */
static void check_figure_id(Loader *loader, int32_t index)
{
    LoadFile *file = &loader->files[index];
    const char *id = file->figure->id;
    const cJSON *node = json_get(file->doc.root, "id");
    if (id != NULL && !is_stem_of(file->source.path, id)) {
        json_fault(&file->doc, node, FAULT_ERROR,
                   "the id must be the file's name; rename the file to %s.json", id);
    }
    for (int32_t i = 0; i < index && id != NULL; i++) {
        const Figure *other = loader->files[i].figure;
        if (other != NULL && other->id != NULL && strcmp(other->id, id) == 0) {
            json_fault(&file->doc, node, FAULT_ERROR,
                       "the id \"%s\" is already in %s; it must be used once", id,
                       loader->files[i].source.path);
            return;
        }
    }
    if (loader->out->figure_count == LIMIT_FIGURES) {
        json_fault(&file->doc, file->doc.root, FAULT_ERROR,
                   "too many figures; at most %d are allowed", LIMIT_FIGURES);
    }
}

static SfError read_figure_files(Loader *loader)
{
    for (int32_t i = 0; i < loader->count; i++) {
        LoadFile *file = &loader->files[i];
        if (file->kind != FILE_FIGURE) {
            continue;
        }
        file->figure = reader_alloc(&file->reader, 1, sizeof(Figure));
        if (file->figure == NULL) {
            return SF_E_NOMEM;
        }
        if (read_version(&file->reader, file->doc.root, "figure")) {
            read_figure(&file->reader, file->doc.root, file->figure);
        }
        if (file->reader.nomem) {
            return SF_E_NOMEM;
        }
        check_figure_id(loader, i);
        file->taken = is_good(file);
        loader->out->figure_count += file->taken ? 1 : 0;
    }
    return SF_OK;
}

/* There is one set of norms; the first file by path gives it. */
static SfError read_norm_files(Loader *loader)
{
    const LoadFile *first = NULL;
    for (int32_t i = 0; i < loader->count; i++) {
        LoadFile *file = &loader->files[i];
        if (file->kind != FILE_NORMS) {
            continue;
        }
        file->norms = reader_alloc(&file->reader, 1, sizeof(Norms));
        if (file->norms == NULL) {
            return SF_E_NOMEM;
        }
        if (read_version(&file->reader, file->doc.root, "norms")) {
            read_norms(&file->reader, file->doc.root, file->norms);
        }
        if (file->reader.nomem) {
            return SF_E_NOMEM;
        }
        if (first != NULL) {
            json_fault(&file->doc, file->doc.root, FAULT_ERROR,
                       "there are norms already, in %s; one file of them is allowed",
                       first->source.path);
        }
        first = first == NULL ? file : first;
        file->taken = is_good(file);
        if (file->taken) {
            loader->out->norms = file->norms;
        }
    }
    return SF_OK;
}

static void
check_figure_of(const Loader *loader, LoadFile *file, const cJSON *node, const Exercise *exercise)
{
    if (exercise->figure != NULL && library_figure(loader->out, exercise->figure) == NULL) {
        json_fault(&file->doc, json_get(node, "figure"), FAULT_WARNING,
                   "there is no figure \"%s\", so none is shown", exercise->figure);
    }
}

/* If no figures were loaded at all, an unknown figure is not a fault. */
static void check_figures_of_exercises(Loader *loader)
{
    for (int32_t i = 0; i < loader->count && loader->out->figure_count > 0; i++) {
        LoadFile *file = &loader->files[i];
        if (file->taken && file->exercise != NULL) {
            check_figure_of(loader, file, file->doc.root, file->exercise);
        }
        const cJSON *node = file->parts.own_count == 0 || !file->taken
                                ? NULL
                                : json_get(file->doc.root, "exercises")->child;
        for (int32_t k = 0; node != NULL; k++, node = node->next) {
            check_figure_of(loader, file, node, &file->parts.own[k]);
        }
    }
}

static void *library_array(Library *library, int32_t count)
{
    return arena_alloc(&library->arena, (size_t)count * sizeof(void *));
}

static SfError fill_library(Loader *loader)
{
    Library *out = loader->out;
    out->programs = library_array(out, out->program_count);
    out->exercises = library_array(out, loader->shelf.count + loader->own_count);
    out->figures = library_array(out, out->figure_count);
    if (out->programs == NULL || out->exercises == NULL || out->figures == NULL) {
        return SF_E_NOMEM;
    }
    int32_t programs = 0;
    int32_t figures = 0;
    for (int32_t i = 0; i < loader->count; i++) {
        const LoadFile *file = &loader->files[i];
        if (!file->taken) {
            continue;
        }
        if (file->exercise != NULL) {
            out->exercises[out->exercise_count++] = file->exercise;
        } else if (file->figure != NULL) {
            out->figures[figures++] = file->figure;
        } else if (file->parts.program != NULL) {
            out->programs[programs++] = file->parts.program;
        }
        for (int32_t k = 0; k < file->parts.own_count; k++) {
            out->exercises[out->exercise_count++] = &file->parts.own[k];
        }
    }
    /* Arrays of pointers to const: qsort takes them as they are. */
    qsort((void *)out->programs, (size_t)programs, sizeof(const Program *), compare_programs);
    qsort((void *)out->exercises, (size_t)out->exercise_count, sizeof(const Exercise *),
          compare_exercises);
    qsort((void *)out->figures, (size_t)figures, sizeof(const Figure *), compare_figures);
    return SF_OK;
}

static SfError run(Loader *loader, Faults *faults)
{
    SfError error = open_files(loader, faults);
    if (error == SF_OK) {
        error = read_exercise_files(loader);
    }
    if (error == SF_OK) {
        error = fill_shelf(loader);
    }
    if (error == SF_OK) {
        resolve_exercise_links(loader);
        error = read_program_files(loader);
    }
    if (error == SF_OK) {
        error = read_figure_files(loader);
    }
    if (error == SF_OK) {
        error = read_norm_files(loader);
    }
    if (error == SF_OK) {
        error = fill_library(loader);
    }
    if (error == SF_OK) {
        check_figures_of_exercises(loader);
    }
    return error;
}

SfError library_load_files(Library *out,
                           const SourceFile *files,
                           int32_t count,
                           const SourceFile *kept,
                           int32_t kept_count,
                           Faults *faults)
{
    *out = (Library){0};
    Loader loader = {.out = out, .count = count + kept_count};
    loader.files = sf_alloc((size_t)loader.count * sizeof(*loader.files));
    if (loader.files == NULL) {
        return SF_E_NOMEM;
    }
    for (int32_t i = 0; i < loader.count; i++) {
        loader.files[i].kept = i >= count;
        loader.files[i].source = i >= count ? kept[i - count] : files[i];
    }
    qsort(loader.files, (size_t)loader.count, sizeof(*loader.files), compare_paths);
    SfError error = run(&loader, faults);
    for (int32_t i = 0; i < loader.count; i++) {
        LoadFile *file = &loader.files[i];
        const bool opened = file->doc.file != NULL;
        const SfError closed = opened ? json_close(&file->doc) : SF_OK;
        error = error == SF_OK ? closed : error;
    }
    sf_free(loader.entries);
    sf_free(loader.files);
    if (error != SF_OK) {
        library_deinit(out);
    }
    return error;
}

SfError library_load(Library *out, const SourceFile *files, int32_t count, Faults *faults)
{
    return library_load_files(out, files, count, NULL, 0, faults);
}
