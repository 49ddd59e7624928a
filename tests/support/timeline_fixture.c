/* SPDX-License-Identifier: MIT */
#include "timeline_fixture.h"

// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <stdlib.h>
#include <string.h>

static const char *const clamshell_cues[] = {"Keep your hips still."};
static const char *const squat_cues[] = {"Keep your knee over your foot.", "Sit back."};

static const Exercise exercises[] = {
    {.id = "bridge",
     .name = "Bridge",
     .say = "Bridge",
     .figure = "bridge",
     .easier = "bridge-small",
     .first_move = MOVE_UP,
     .dose = {.kind = STEP_HOLD, .seconds_ms = 10000, .sets = 1, .stop_if_pain = 5}},
    {.id = "bridge-small",
     .name = "Small bridge",
     .say = "Small bridge",
     .figure = "bridge-small",
     .first_move = MOVE_UP,
     .cues = {.items = clamshell_cues, .count = 1},
     .dose = {.kind = STEP_REPS,
              .reps = 5,
              .tempo = {1000, 0, 1000, 0},
              .sets = 9,
              .sides = SIDES_BOTH,
              .rest_ms = 1,
              .ready_ms = 1,
              .stop_if_pain = 9}},
    {.id = "clamshell",
     .name = "Clamshell",
     .say = "Clamshell",
     .figure = "clamshell",
     .first_move = MOVE_UP,
     .cues = {.items = clamshell_cues, .count = 1},
     .dose = {.kind = STEP_REPS, .reps = 10, .sets = 1, .stop_if_pain = 5}},
    {.id = "mini-squat",
     .name = "Mini squat",
     .say = "Mini squat",
     .figure = "mini-squat",
     .easier = "bridge",
     .first_move = MOVE_DOWN,
     .cues = {.items = squat_cues, .count = 2},
     .dose = {.kind = STEP_REPS, .reps = 10, .sets = 1, .stop_if_pain = 5}},
    {.id = "pause-exercise",
     .name = "Pause",
     .say = "Pause",
     .dose = {.kind = STEP_REST, .seconds_ms = 1000, .sets = 1}},
    {.id = "run", .name = "Run", .say = "Run", .dose = {.kind = STEP_RUN, .sets = 1}},
    {.id = "walk", .name = "Walk", .say = "Walk", .dose = {.kind = STEP_WALK, .sets = 1}},
};

const Library *fixture_library(void)
{
    static const Exercise *sorted[SF_COUNT(exercises)];
    static Library library;
    for (size_t i = 0; i < SF_COUNT(exercises); i++) {
        sorted[i] = &exercises[i];
    }
    library.exercises = sorted;
    library.exercise_count = (int32_t)SF_COUNT(exercises);
    return &library;
}

Step fixture_step(const char *id, StepKind kind)
{
    const Exercise *exercise = library_exercise(fixture_library(), id);
    return (Step){
        .id = id,
        .exercise = exercise,
        .name = exercise != NULL ? exercise->name : id,
        .say = exercise != NULL ? exercise->say : id,
        .easier = exercise != NULL ? exercise->easier : NULL,
        .cues = exercise != NULL ? exercise->cues : (TextList){0},
        .dose = {.kind = kind,
                 .sets = 1,
                 .switch_ms = 5000,
                 .rest_ms = 30000,
                 .ready_ms = 5000,
                 .halfway = true,
                 .stop_if_pain = 5},
    };
}

Step fixture_timed(const char *id, StepKind kind, int32_t ms)
{
    Step step = fixture_step(id, kind);
    step.dose.seconds_ms = ms;
    return step;
}

Step fixture_reps(const char *id, int32_t reps, Tempo tempo)
{
    Step step = fixture_step(id, STEP_REPS);
    step.dose.reps = reps;
    step.dose.tempo = tempo;
    return step;
}

Step fixture_rest(const char *id, int32_t ms)
{
    Step step = fixture_timed(id, STEP_REST, ms);
    step.name = "Rest";
    step.say = "Rest";
    return step;
}

Step fixture_check(const char *id, const char *text)
{
    Step step = fixture_step(id, STEP_CHECK);
    step.name = "Check";
    step.say = "Check";
    step.text = text;
    return step;
}

Node fixture_node(Step step)
{
    return (Node){.step = step};
}

Node fixture_group(int32_t rounds, Node *children, int32_t count)
{
    return (Node){.is_group = true, .rounds = rounds, .children = children, .child_count = count};
}

Fixture fixture_new(void)
{
    return (Fixture){.profile = profile_default()};
}

Step *fixture_add(Fixture *fixture, Step step)
{
    assert_in_range(fixture->count, 0, FIXTURE_NODES - 1);
    Node *node = &fixture->nodes[fixture->count++];
    *node = fixture_node(step);
    return &node->step;
}

SfError fixture_compile_nodes(
    Node *nodes, int32_t count, const Profile *profile, Timeline *out, SfErrorInfo *err)
{
    const Routine routine = {
        .id = "evening", .title = "Evening knees", .nodes = nodes, .node_count = count};
    const Program program = {
        .id = "demo", .title = "Demo", .routines = &routine, .routine_count = 1, .hash = "abc123"};
    return timeline_compile(out, fixture_library(), &program, &routine, profile, err);
}

SfError fixture_compile(const Fixture *fixture, Timeline *out, SfErrorInfo *err)
{
    Node nodes[FIXTURE_NODES];
    memcpy(nodes, fixture->nodes, sizeof(nodes));
    return fixture_compile_nodes(nodes, fixture->count, &fixture->profile, out, err);
}

int32_t fixture_cue_count(const Timeline *timeline, int32_t segment, CueId id, CueChannel channel)
{
    const Segment *at = &timeline->segments[segment];
    int32_t count = 0;
    for (int32_t i = at->first_cue; i < at->first_cue + at->cue_count; i++) {
        const Cue *cue = &timeline->cues[i];
        count += cue->id == id && cue->channel == channel ? 1 : 0;
    }
    return count;
}

int32_t fixture_cue(const Timeline *timeline, int32_t segment, CueId id, CueChannel channel)
{
    const Segment *at = &timeline->segments[segment];
    for (int32_t i = at->first_cue; i < at->first_cue + at->cue_count; i++) {
        if (timeline->cues[i].id == id && timeline->cues[i].channel == channel) {
            return i;
        }
    }
    return -1;
}

/* ---- what always holds ----------------------------------------------------------------------- */

static int compare_keys(const void *left, const void *right)
{
    const char *const *a = left;
    const char *const *b = right;
    return strcmp(*a, *b);
}

static void assert_keys_unique(const Timeline *timeline)
{
    const size_t count = (size_t)timeline->segment_count;
    const char **keys = calloc(count + 1, sizeof(*keys));
    assert_non_null(keys);
    for (size_t i = 0; i < count; i++) {
        keys[i] = timeline->segments[i].key;
    }
    qsort(keys, count, sizeof(*keys), compare_keys);
    for (size_t i = 1; i < count; i++) {
        assert_string_not_equal(keys[i - 1], keys[i]);
    }
    free(keys);
}

static void assert_segments(const Timeline *timeline)
{
    int64_t start = 0;
    int32_t cues = 0;
    bool about = false;
    bool any_done = false;
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        const Segment *segment = &timeline->segments[i];
        assert_int_equal(segment->start_ms, start);
        assert_int_equal(segment->first_cue, cues);
        assert_in_range(segment->item, 0, timeline->item_count - 1);
        assert_true(segment_is_work(segment->kind) == (segment->set > 0));
        start += segment->length_ms;
        cues += segment->cue_count;
        about = about || segment->open;
        any_done = any_done || segment->kind != SEGMENT_REST;
    }
    assert_int_equal(timeline->total_ms, start);
    assert_int_equal(timeline->cue_count, cues);
    assert_true(timeline->about == about);
    if (any_done) {
        assert_int_not_equal(timeline->segments[timeline->segment_count - 1].kind, SEGMENT_REST);
    }
}

static int64_t cue_start(const Timeline *timeline, const Cue *cue)
{
    return timeline->segments[cue->segment].start_ms + cue->at_ms;
}

/* How much of a tone must be heard alone. */
static int64_t clear_ms(const Cue *cue)
{
    switch (cue->id) {
    case CUE_COUNT:
    case CUE_START:
        return cue->length_ms;
    case CUE_END:
    case CUE_CHANGE:
    case CUE_DONE:
        return 300;
    case CUE_NAME:
    case CUE_SET:
    case CUE_FORM:
    case CUE_HALFWAY:
    case CUE_TIME:
    case CUE_REP:
    case CUE_PHASE:
    case CUE_LAST:
    case CUE_REST:
    case CUE_NEXT:
    case CUE_QUESTION:
        break;
    }
    return 0;
}

static int64_t cue_end(const Timeline *timeline, const Cue *cue)
{
    const Segment *segment = &timeline->segments[cue->segment];
    const int64_t end = segment->start_ms + segment->length_ms;
    const int64_t clear = cue->channel == CHANNEL_VOICE ? cue->length_ms : clear_ms(cue);
    const int64_t to = cue_start(timeline, cue) + clear;
    /* A question waits for its answer: what follows comes later than it says here. */
    return cue->id == CUE_QUESTION && to > end ? end : to;
}

static void assert_heard_alone(const Timeline *timeline, const Cue *voice)
{
    const int64_t from = cue_start(timeline, voice);
    const int64_t to = cue_end(timeline, voice);
    for (int32_t i = 0; i < timeline->cue_count; i++) {
        const Cue *other = &timeline->cues[i];
        const int64_t other_from = cue_start(timeline, other);
        const int64_t other_to = cue_end(timeline, other);
        if (other != voice && other_to > other_from) {
            assert_true(other_from >= to || other_to <= from);
        }
    }
}

static void assert_cues(const Timeline *timeline)
{
    for (int32_t i = 0; i < timeline->cue_count; i++) {
        const Cue *cue = &timeline->cues[i];
        const Cue *before = i > 0 ? &timeline->cues[i - 1] : NULL;
        const Segment *segment = &timeline->segments[cue->segment];
        assert_in_range(i, segment->first_cue, segment->first_cue + segment->cue_count - 1);
        assert_true(cue->at_ms >= 0);
        if (before != NULL && before->segment == cue->segment) {
            assert_true(before->at_ms < cue->at_ms ||
                        (before->at_ms == cue->at_ms && before->id <= cue->id));
        }
        if (cue->channel == CHANNEL_TONE) {
            assert_int_not_equal(cue->tone, TONE_NONE);
            assert_true(cue->at_ms <= segment->length_ms);
            continue;
        }
        assert_non_null(cue->say);
        assert_int_not_equal(cue->say[0], '\0');
        const bool may_pass_the_end = cue->id == CUE_DONE || cue->id == CUE_QUESTION;
        assert_true(may_pass_the_end || cue->at_ms + cue->length_ms <= segment->length_ms);
        assert_heard_alone(timeline, cue);
    }
}

void fixture_assert_sound(const Timeline *timeline)
{
    assert_segments(timeline);
    assert_cues(timeline);
    assert_keys_unique(timeline);
}
