/* SPDX-License-Identifier: MIT */
/** Small routines in C, as the loader would resolve them, and what the timeline tests ask of them.
 */
#ifndef TIMELINE_FIXTURE_H
#define TIMELINE_FIXTURE_H

#include "surefoot/timeline.h"

#define FIXTURE_NODES 24

/** A routine under construction. The nodes of a group stay where they were added. */
typedef struct Fixture {
    Node nodes[FIXTURE_NODES];
    int32_t count;
    Node inner[FIXTURE_NODES];
    Profile profile;
} Fixture;

/** Clamshell, mini squat and a few more, sorted by id; borrowed for ever. */
const Library *fixture_library(void);
/** A step of the fixture library's exercise with this id (or of none), with the app's defaults. */
Step fixture_step(const char *id, StepKind kind);
/** fixture_step with seconds. */
Step fixture_timed(const char *id, StepKind kind, int32_t ms);
Step fixture_reps(const char *id, int32_t reps, Tempo tempo);
Step fixture_rest(const char *id, int32_t ms);
Step fixture_check(const char *id, const char *text);
Node fixture_node(Step step);
Node fixture_group(int32_t rounds, Node *children, int32_t count);

Fixture fixture_new(void);
/** Returns the step to change further. */
Step *fixture_add(Fixture *fixture, Step step);
SfError fixture_compile(const Fixture *fixture, Timeline *out, SfErrorInfo *err);
/** Compiles nodes as they are. */
SfError fixture_compile_nodes(
    Node *nodes, int32_t count, const Profile *profile, Timeline *out, SfErrorInfo *err);

/** Asserts everything that has to hold of every timeline. */
void fixture_assert_sound(const Timeline *timeline);
/** Index of the first cue of this id and channel in the segment, or -1. */
int32_t fixture_cue(const Timeline *timeline, int32_t segment, CueId id, CueChannel channel);
/** How many there are. */
int32_t fixture_cue_count(const Timeline *timeline, int32_t segment, CueId id, CueChannel channel);

#endif
