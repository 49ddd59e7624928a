/* SPDX-License-Identifier: MIT */
/* Any bytes as a program beside three exercises; what loads must be whole. */
#include "fuzz.h"
#include "surefoot/limits.h"
#include "surefoot/load.h"
#include "surefoot/timeline.h"

#include <string.h>

#define EXERCISE(id, more)                                                                         \
    "{\"exercise\": 1, \"id\": \"" id "\", \"name\": \"" id "\", \"position\": \"standing\", "     \
    "\"why\": \"w\", \"confidence\": \"ours\", \"cues\": [\"c\"], \"load\": \"low\", "             \
    "\"dose_origin\": \"app\", " more "}"

static const char *const exercises[][2] = {
    {"bridge.json", EXERCISE("bridge",
                             "\"harder\": \"squat\", \"dose\": {\"kind\": \"reps\", "
                             "\"reps\": 10, \"tempo\": {\"up\": 2, \"down\": 2}}")},
    {"squat.json", EXERCISE("squat", "\"easier\": \"bridge\", \"dose\": {\"kind\": \"reps\"}")},
    {"hold.json",
     EXERCISE("hold", "\"dose\": {\"kind\": \"hold\", \"seconds\": 10, \"sides\": \"each\"}")},
};

static void check_step(const Step *step)
{
    SF_ASSERT(step->id != NULL && strlen(step->id) <= LIMIT_ID_BYTES);
    SF_ASSERT(step->name != NULL && step->say != NULL);
    SF_ASSERT(step->dose.sets >= 1 && step->dose.sets <= LIMIT_SETS);
    SF_ASSERT(step->dose.seconds_ms >= 0 && step->dose.seconds_ms <= LIMIT_SECONDS * 1000);
    SF_ASSERT(step->dose.kind != STEP_REPS || step->dose.reps >= 1);
    SF_ASSERT(step->dose.kind != STEP_HOLD || step->dose.seconds_ms > 0);
    SF_ASSERT(step->dose.kind != STEP_CHECK || step->text != NULL);
}

static int64_t check_nodes(const Node *nodes, int32_t count)
{
    int64_t steps = 0;
    SF_ASSERT(count >= 1);
    for (int32_t i = 0; i < count; i++) {
        if (nodes[i].is_group) {
            SF_ASSERT(nodes[i].rounds >= 1 && nodes[i].rounds <= LIMIT_ROUNDS);
            steps += nodes[i].rounds * check_nodes(nodes[i].children, nodes[i].child_count);
        } else {
            check_step(&nodes[i].step);
            steps++;
        }
    }
    SF_ASSERT(steps <= LIMIT_STEPS);
    return steps;
}

/* What was loaded can be played. */
static void check_timeline(const Library *library, const Program *program, const Routine *routine)
{
    Timeline timeline = {0};
    const Profile profile = profile_default();
    SF_ASSERT(timeline_compile(&timeline, library, program, routine, &profile, NULL) == SF_OK);
    timeline_deinit(&timeline);
}

static void check_program(const Library *library, const Program *program)
{
    SF_ASSERT(program->id != NULL && program->title != NULL && program->language != NULL);
    for (int32_t r = 0; r < program->routine_count; r++) {
        const Routine *routine = &program->routines[r];
        SF_ASSERT(program_routine(program, routine->id) == routine);
        (void)check_nodes(routine->nodes, routine->node_count);
        check_timeline(library, program, routine);
    }
    for (int32_t s = 0; s < program->stage_count; s++) {
        for (int32_t r = 0; r < program->stages[s].routine_count; r++) {
            SF_ASSERT(program_routine(program, program->stages[s].routines[r]) != NULL);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SourceFile files[SF_COUNT(exercises) + 1];
    for (size_t i = 0; i < SF_COUNT(exercises); i++) {
        files[i] = (SourceFile){exercises[i][0], exercises[i][1], strlen(exercises[i][1])};
    }
    files[SF_COUNT(exercises)] = (SourceFile){"fuzz.surefoot.json", (const char *)data, size};
    Library library;
    Faults faults = {0};
    SF_ASSERT(library_load(&library, files, (int32_t)SF_COUNT(files), &faults) == SF_OK);
    SF_ASSERT(library.exercise_count >= (int32_t)SF_COUNT(exercises));
    for (int32_t i = 0; i < library.program_count; i++) {
        check_program(&library, library.programs[i]);
    }
    SF_ASSERT(faults.errors == 0 || library.program_count == 0);
    for (int32_t i = 0; i < faults.count; i++) {
        char line[1024];
        fault_format(&faults.items[i], line, sizeof(line));
        SF_ASSERT(strchr(line, '\n') == NULL);
    }
    faults_deinit(&faults);
    library_deinit(&library);
    return 0;
}
