/* SPDX-License-Identifier: MIT */
/* Finds things in the library. */
#include "surefoot/library.h"

#include <string.h>

const Exercise *library_exercise(const Library *library, const char *id)
{
    int32_t low = 0;
    int32_t high = library->exercise_count;
    while (low < high) {
        const int32_t middle = low + (high - low) / 2;
        const int order = strcmp(library->exercises[middle]->id, id);
        if (order == 0) {
            return library->exercises[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

const Program *library_program(const Library *library, const char *id)
{
    for (int32_t i = 0; i < library->program_count; i++) {
        if (strcmp(library->programs[i]->id, id) == 0) {
            return library->programs[i];
        }
    }
    return NULL;
}

const Routine *program_routine(const Program *program, const char *id)
{
    for (int32_t i = 0; i < program->routine_count; i++) {
        if (strcmp(program->routines[i].id, id) == 0) {
            return &program->routines[i];
        }
    }
    return NULL;
}

static void list_what_there_is(const Library *library, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (int32_t p = 0; p < library->program_count; p++) {
        const Program *program = library->programs[p];
        for (int32_t r = 0; r < program->routine_count && used < size; r++) {
            const bool fits = sf_format(out + used, size - used, "%s%s/%s", used > 0 ? ", " : "",
                                        program->id, program->routines[r].id);
            if (!fits) {
                return;
            }
            used = strlen(out);
        }
    }
}

SfError library_find(const Library *library,
                     const char *path,
                     const Program **program,
                     const Routine **routine,
                     SfErrorInfo *err)
{
    for (int32_t p = 0; p < library->program_count; p++) {
        const Program *candidate = library->programs[p];
        const size_t length = strlen(candidate->id);
        if (strncmp(path, candidate->id, length) == 0 && path[length] == '/') {
            const Routine *found = program_routine(candidate, path + length + 1);
            if (found != NULL) {
                *program = candidate;
                *routine = found;
                return SF_OK;
            }
        }
    }
    char known[400];
    list_what_there_is(library, known, sizeof(known));
    return sf_fail(err, SF_E_NOTFOUND, "no routine \"%.60s\"; there are: %s", path,
                   known[0] != '\0' ? known : "none");
}

void library_deinit(Library *library)
{
    Arena arena = library->arena;
    arena_deinit(&arena);
    *library = (Library){0};
}

static bool is_work(StepKind kind)
{
    switch (kind) {
    case STEP_HOLD:
    case STEP_REPS:
    case STEP_TIME:
    case STEP_MAX:
    case STEP_WALK:
    case STEP_RUN:
        return true;
    case STEP_CHECK:
    case STEP_REST:
        break;
    }
    return false;
}

/* Recursion is as deep as the file was nested: LIMIT_JSON_DEPTH. */
static bool have_work(const Node *nodes, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        if (nodes[i].is_group ? have_work(nodes[i].children, nodes[i].child_count)
                              : is_work(nodes[i].step.dose.kind)) {
            return true;
        }
    }
    return false;
}

bool routine_has_work(const Routine *routine)
{
    return routine->node_count == 0 || have_work(routine->nodes, routine->node_count);
}

int32_t routine_times(const Routine *routine)
{
    return routine_has_work(routine) ? routine->times_per_week : 0;
}

bool program_is_followable(const Program *program)
{
    for (int32_t i = 0; i < program->routine_count; i++) {
        if (program->routines[i].mode == MODE_EXERCISE) {
            return true;
        }
    }
    return false;
}
