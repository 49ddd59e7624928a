/* SPDX-License-Identifier: MIT */
#include "walk.h"

/* An easier form of an easier form ...; more would be a circle. */
#define EASIER_MOST 8
#define CAP_MOST_MS 60000 /* the longest cap there is to choose */

typedef struct Walk {
    const Library *library;
    const WalkSpeech *speech;
    WalkVisit visit;
    void *context;
    const Program *program;
    const Routine *routine;
    SfErrorInfo *err;
} Walk;

static SfError compile(const Walk *walk, const Profile *profile)
{
    Timeline timeline = {0};
    const SfError error = timeline_compile(&timeline, walk->library, walk->program, walk->routine,
                                           profile, walk->err);
    if (error == SF_OK) {
        walk->visit(walk->context, &timeline);
        timeline_deinit(&timeline);
    }
    return error;
}

/* A balance test may be set up for one leg, and for longer than its step says. */
static SfError compile_set_up(const Walk *walk, Profile profile)
{
    static const Sides ways[] = {SIDES_NONE, SIDES_LEFT, SIDES_RIGHT};
    SfError error = SF_OK;
    for (size_t i = 0; i < SF_COUNT(ways) && error == SF_OK; i++) {
        profile.stance = (StanceSetup){.sides = ways[i], .cap_ms = CAP_MOST_MS};
        error = compile(walk, &profile);
    }
    return error;
}

static SfError compile_for_both_knees(const Walk *walk, const Swap *swap)
{
    static const Side sides[] = {SIDE_LEFT, SIDE_RIGHT};
    SfError error = SF_OK;
    for (size_t i = 0; i < 4 && error == SF_OK; i++) {
        Profile profile = profile_default();
        profile.worse = sides[i % 2];
        profile.last_first = sides[i / 2];
        profile.speech_ms = walk->speech->speech_ms;
        profile.speech_context = walk->speech->context;
        if (swap != NULL) {
            profile.swaps[profile.swap_count++] = *swap;
        }
        error = compile(walk, &profile);
        if (error == SF_OK && walk->routine->mode == MODE_BALANCE) {
            error = compile_set_up(walk, profile);
        }
    }
    return error;
}

static SfError walk_easier(const Walk *walk, const Step *step)
{
    SfError error = SF_OK;
    const char *id = step->easier;
    for (int32_t depth = 0; id != NULL && depth < EASIER_MOST && error == SF_OK; depth++) {
        const Swap swap = {step->id, id};
        error = compile_for_both_knees(walk, &swap);
        const Exercise *exercise = library_exercise(walk->library, id);
        id = exercise == NULL ? NULL : exercise->easier;
    }
    return error;
}

static SfError walk_nodes(const Walk *walk, const Node *nodes, int32_t count)
{
    SfError error = SF_OK;
    for (int32_t i = 0; i < count && error == SF_OK; i++) {
        error = nodes[i].is_group ? walk_nodes(walk, nodes[i].children, nodes[i].child_count)
                                  : walk_easier(walk, &nodes[i].step);
    }
    return error;
}

static SfError walk_routine(const Walk *all, const Program *program, const Routine *routine)
{
    Walk walk = *all;
    walk.program = program;
    walk.routine = routine;
    const SfError error = compile_for_both_knees(&walk, NULL);
    return error == SF_OK ? walk_nodes(&walk, routine->nodes, routine->node_count) : error;
}

/* Twice, so that "Next: ..." is heard too. */
static SfError walk_exercise(const Walk *walk, const Exercise *exercise)
{
    const Step step = {
        .id = "one",
        .exercise = exercise,
        .name = exercise->name,
        .say = exercise->say,
        .easier = exercise->easier,
        .cues = exercise->cues,
        .dose = exercise->dose,
    };
    Node nodes[2] = {{.step = step}, {.step = step}};
    nodes[1].step.id = "two";
    const Routine routine = {
        .id = exercise->id, .title = exercise->name, .nodes = nodes, .node_count = 2};
    const Program program = {.id = "library", .title = "library", .routines = &routine};
    return walk_routine(walk, &program, &routine);
}

SfError walk_timelines(const Library *library,
                       const WalkSpeech *speech,
                       WalkVisit visit,
                       void *context,
                       SfErrorInfo *err)
{
    const Walk walk = {
        .library = library, .speech = speech, .visit = visit, .context = context, .err = err};
    SfError error = SF_OK;
    for (int32_t i = 0; i < library->program_count && error == SF_OK; i++) {
        const Program *program = library->programs[i];
        for (int32_t r = 0; r < program->routine_count && error == SF_OK; r++) {
            error = walk_routine(&walk, program, &program->routines[r]);
        }
    }
    for (int32_t i = 0; i < library->exercise_count && error == SF_OK; i++) {
        error = walk_exercise(&walk, library->exercises[i]);
    }
    return error;
}
