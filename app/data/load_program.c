/* SPDX-License-Identifier: MIT */
/* Reads a program from JSON: its routines, stages and criteria. */
#include "load_parts.h"

#include "surefoot/limits.h"
#include "surefoot/sha256.h"

#include <string.h>

#define DAYS_MOST 365

static const char *const program_items[] = {
    "$schema", "program", "id",       "title",     "author",   "licence", "language",
    "summary", "sources", "defaults", "exercises", "routines", "stages"};
static const char *const routine_items[] = {"id",       "title",    "summary", "minimum", "weekly",
                                            "offer_if", "defaults", "steps",   "mode"};
static const char *const weekly_items[] = {"times", "rest_days"};
static const char *const stage_items[] = {"id",    "title",   "routines", "begin",
                                          "enter", "advance", "step_back"};
static const char *const criterion_items[] = {[CRITERION_PAIN_MAX] = "pain_max",
                                              [CRITERION_SESSIONS_MIN] = "sessions_min",
                                              [CRITERION_DAYS_CLEAR_MIN] = "days_clear_min",
                                              [CRITERION_MORNING_SAME] = "morning_same",
                                              "days"};
static const Words program_keys = {program_items, SF_COUNT(program_items)};
static const Words routine_keys = {routine_items, SF_COUNT(routine_items)};
static const Words weekly_keys = {weekly_items, SF_COUNT(weekly_items)};
static const Words stage_keys = {stage_items, SF_COUNT(stage_items)};
static const Words criterion_keys = {criterion_items, SF_COUNT(criterion_items)};
static const Words no_words = {NULL, 0};

/* Those of criterion_items that say what is asked, and what may be asked for. */
#define CRITERION_WORDS (CRITERION_MORNING_SAME + 1)
static const Range criterion_ranges[] = {[CRITERION_PAIN_MAX] = {0, 10},
                                         [CRITERION_SESSIONS_MIN] = {1, 1000},
                                         [CRITERION_DAYS_CLEAR_MIN] = {1, DAYS_MOST},
                                         [CRITERION_MORNING_SAME] = {1, 1}};
_Static_assert(SF_COUNT(criterion_items) == CRITERION_WORDS + 1 &&
                   SF_COUNT(criterion_ranges) == CRITERION_WORDS,
               "a criterion has no word or no range");

static void read_criterion(Reader *reader, const cJSON *object, Criterion *out)
{
    if (!is_object(reader, object)) {
        return;
    }
    int32_t words = 0;
    for (int32_t i = 0; i < CRITERION_WORDS; i++) {
        if (json_get(object, criterion_items[i]) != NULL) {
            out->kind = (CriterionKind)i;
            words++;
        }
    }
    warn_unknown_keys(reader, object, criterion_keys, no_words);
    if (words != 1) {
        json_fault(reader->doc, object, FAULT_ERROR,
                   "must have exactly one of pain_max, sessions_min, days_clear_min, morning_same");
        return;
    }
    const char *word = criterion_items[out->kind];
    if (out->kind == CRITERION_MORNING_SAME) {
        out->value = 1;
        if (!cJSON_IsTrue(json_get(object, word))) {
            wrong(reader, json_get(object, word), "true");
        }
    } else {
        (void)read_int(reader, object, word, criterion_ranges[out->kind], &out->value);
    }
    if (out->kind != CRITERION_DAYS_CLEAR_MIN && json_get(object, "days") == NULL) {
        missing(reader, object, "days", "a whole number from 1 to 365");
    }
    (void)read_int(reader, object, "days", (Range){1, DAYS_MOST}, &out->days);
    if (out->kind == CRITERION_DAYS_CLEAR_MIN) {
        out->days = 0;
    }
}

static CriterionList read_criteria(Reader *reader, const cJSON *object, const char *key)
{
    const cJSON *list = read_array(reader, object, key, (Range){0, LIMIT_LIST});
    const int32_t count = list == NULL ? 0 : cJSON_GetArraySize(list);
    Criterion *items = count == 0 ? NULL : reader_alloc(reader, (size_t)count, sizeof(*items));
    if (items == NULL) {
        return (CriterionList){0};
    }
    int32_t used = 0;
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        read_criterion(reader, child, &items[used++]);
    }
    return (CriterionList){items, count};
}

static void read_routine(const RoutineContext *context, const cJSON *object, Routine *out)
{
    Reader *reader = context->reader;
    if (!is_object(reader, object)) {
        return;
    }
    out->id = read_text(reader, object, "id", RULE_ID, REQUIRED);
    out->title = read_text(reader, object, "title", RULE_NAME, REQUIRED);
    out->summary = read_text(reader, object, "summary", RULE_TEXT, OPTIONAL);
    int32_t mode = MODE_EXERCISE;
    (void)read_word(reader, object, "mode", WORDS_OF(mode_words), &mode);
    out->mode = (RoutineMode)mode;
    (void)read_bool(reader, object, "minimum", &out->minimum);
    const cJSON *weekly = read_object(reader, object, "weekly");
    if (weekly != NULL) {
        (void)read_int(reader, weekly, "times", (Range){0, 14}, &out->times_per_week);
        (void)read_int(reader, weekly, "rest_days", (Range){0, 6}, &out->rest_days);
        warn_unknown_keys(reader, weekly, weekly_keys, no_words);
    }
    out->offer_if = read_criteria(reader, object, "offer_if");
    const DosePart defaults = read_defaults(reader, object);
    read_steps(context, &defaults, object, out);
    warn_unknown_keys(reader, object, routine_keys, no_words);
}

static const Routine *find_routine(const Program *program, const char *id, int32_t before)
{
    for (int32_t i = 0; i < before; i++) {
        if (program->routines[i].id != NULL && strcmp(program->routines[i].id, id) == 0) {
            return &program->routines[i];
        }
    }
    return NULL;
}

static void read_routines(const RoutineContext *context, const cJSON *root, Program *program)
{
    Reader *reader = context->reader;
    const cJSON *list = read_required_array(reader, root, "routines", (Range){1, LIMIT_ROUTINES});
    const int32_t count = list == NULL ? 0 : cJSON_GetArraySize(list);
    Routine *items = count == 0 ? NULL : reader_alloc(reader, (size_t)count, sizeof(*items));
    if (items == NULL) {
        return;
    }
    program->routines = items;
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        Routine *routine = &items[program->routine_count];
        read_routine(context, child, routine);
        if (routine->id != NULL && find_routine(program, routine->id, program->routine_count)) {
            json_fault(reader->doc, json_get(child, "id"), FAULT_ERROR,
                       "the id \"%s\" is already a routine here; it must be used once",
                       routine->id);
        }
        check_playable(reader, child, program, routine);
        program->routine_count++;
    }
}

static void
read_stage_routines(Reader *reader, const cJSON *object, const Program *program, Stage *out)
{
    const cJSON *list = read_required_array(reader, object, "routines", (Range){1, LIMIT_ROUTINES});
    const int32_t count = list == NULL ? 0 : cJSON_GetArraySize(list);
    const char **ids = count == 0 ? NULL : reader_alloc(reader, (size_t)count, sizeof(*ids));
    if (ids == NULL) {
        return;
    }
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        const char *id = read_string(reader, child, RULE_ID);
        if (id != NULL && find_routine(program, id, program->routine_count) == NULL) {
            json_fault(reader->doc, child, FAULT_ERROR,
                       "there is no routine \"%s\"; it must be the id of a routine here", id);
        }
        ids[out->routine_count++] = id;
    }
    out->routines = ids;
}

static void read_stage(Reader *reader, const cJSON *object, const Program *program, Stage *out)
{
    if (!is_object(reader, object)) {
        return;
    }
    out->id = read_text(reader, object, "id", RULE_ID, REQUIRED);
    out->title = read_text(reader, object, "title", RULE_NAME, REQUIRED);
    read_stage_routines(reader, object, program, out);
    (void)read_bool(reader, object, "begin", &out->begin);
    out->enter = read_criteria(reader, object, "enter");
    out->advance = read_criteria(reader, object, "advance");
    out->step_back = read_criteria(reader, object, "step_back");
    warn_unknown_keys(reader, object, stage_keys, no_words);
    for (int32_t i = 0; i < program->stage_count; i++) {
        const char *other = program->stages[i].id;
        if (out->id != NULL && other != NULL && strcmp(other, out->id) == 0) {
            json_fault(reader->doc, json_get(object, "id"), FAULT_ERROR,
                       "the id \"%s\" is already a stage here; it must be used once", out->id);
        }
        if (out->begin && program->stages[i].begin) {
            json_fault(reader->doc, json_get(object, "begin"), FAULT_ERROR,
                       "another stage is the one to begin in; only one of them can be");
        }
    }
}

static void read_stages(Reader *reader, const cJSON *root, Program *program)
{
    const cJSON *list = read_array(reader, root, "stages", (Range){0, LIMIT_STAGES});
    const int32_t count = list == NULL ? 0 : cJSON_GetArraySize(list);
    Stage *items = count == 0 ? NULL : reader_alloc(reader, (size_t)count, sizeof(*items));
    if (items == NULL) {
        return;
    }
    program->stages = items;
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        read_stage(reader, child, program, &items[program->stage_count]);
        program->stage_count++;
    }
}

/* Exercises of the program's own: their ids may not be on the shelf, nor twice here. */
static void read_own_exercises(Reader *reader, Shelf *shelf, ProgramParts *out)
{
    const cJSON *list = read_array(reader, reader->doc->root, "exercises", (Range){0, LIMIT_LIST});
    const int32_t count = list == NULL ? 0 : cJSON_GetArraySize(list);
    out->own = count == 0 ? NULL : reader_alloc(reader, (size_t)count, sizeof(*out->own));
    if (out->own == NULL) {
        return;
    }
    shelf->own = out->own;
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        Exercise *exercise = &out->own[out->own_count++];
        read_exercise(reader, child, exercise);
        const Exercise *other = NULL;
        if (exercise->id != NULL && shelf_find(shelf, exercise->id, &other) != SHELF_NONE) {
            const ShelfEntry *entry = shelf_entry(shelf, exercise->id);
            json_fault(reader->doc, json_get(child, "id"), FAULT_ERROR,
                       "the id \"%s\" is already in %s; it must be used once", exercise->id,
                       entry != NULL ? entry->reader->doc->file->path : "this list");
        }
        shelf->own_count = out->own_count;
    }
}

static void resolve_own_links(Reader *reader, const Shelf *shelf, ProgramParts *parts)
{
    const cJSON *list = json_get(reader->doc->root, "exercises");
    const cJSON *child = parts->own_count > 0 ? list->child : NULL;
    for (int32_t i = 0; i < parts->own_count; i++, child = child->next) {
        check_links(reader, child, shelf);
        if (reader->doc->sink.errors == 0) {
            drop_lost_links(reader, child, shelf, &parts->own[i]);
        }
    }
}

static void read_head(Reader *reader, const cJSON *root, Program *program)
{
    program->id = read_text(reader, root, "id", RULE_ID, REQUIRED);
    program->title = read_text(reader, root, "title", RULE_NAME, REQUIRED);
    program->author = read_text(reader, root, "author", RULE_NAME, OPTIONAL);
    program->licence = read_text(reader, root, "licence", RULE_NAME, OPTIONAL);
    program->summary = read_text(reader, root, "summary", RULE_TEXT, OPTIONAL);
    program->language = read_text(reader, root, "language", RULE_LANGUAGE, OPTIONAL);
    program->language = program->language == NULL ? "en" : program->language;
    program->sources = read_texts(reader, root, "sources", 0, OPTIONAL);
    warn_unknown_keys(reader, root, program_keys, no_words);
}

static void keep_source(Reader *reader, Program *program)
{
    const SourceFile *file = reader->doc->file;
    program->path = arena_copy(reader->arena, file->path, strlen(file->path));
    program->source = arena_copy(reader->arena, file->bytes, file->size);
    program->source_size = file->size;
    reader->nomem = reader->nomem || program->path == NULL || program->source == NULL;
    sha256_hex(file->bytes, file->size, program->hash);
}

void read_program(Reader *reader, Shelf *shelf, ProgramParts *out)
{
    const cJSON *root = reader->doc->root;
    *out = (ProgramParts){.program = reader_alloc(reader, 1, sizeof(Program))};
    RoutineContext context = {.reader = reader, .shelf = shelf, .ids = step_ids_create()};
    if (out->program == NULL || context.ids == NULL) {
        reader->nomem = true;
        goto out;
    }
    shelf->own = NULL;
    shelf->own_count = 0;
    if (read_version(reader, root, "program")) {
        read_head(reader, root, out->program);
        const DosePart defaults = read_defaults(reader, root);
        context.program_defaults = &defaults;
        read_own_exercises(reader, shelf, out);
        resolve_own_links(reader, shelf, out);
        read_routines(&context, root, out->program);
        read_stages(reader, root, out->program);
        keep_source(reader, out->program);
    }
out:
    step_ids_destroy(context.ids);
}
