/* SPDX-License-Identifier: MIT */
/**
 * What the files of the timeline compiler share, and nobody else includes.
 *
 * Compiling goes in three passes: timeline_build.c turns steps into drafts (segments without times
 * or cues), timeline_compile.c trims them and lays them out in time, timeline_cues.c places the
 * cues. Faults stick in Compile.error, so that a pass reads as what it does and is checked once at
 * its end.
 */
#ifndef SUREFOOT_TIMELINE_PARTS_H
#define SUREFOOT_TIMELINE_PARTS_H

#include "surefoot/limits.h"
#include "surefoot/timeline.h"

/** "/r100.100..." for the deepest nesting a file can have, with room to spare. */
#define TIMELINE_PATH_BYTES 160

/** A segment to be, with what the cues need to know about it. */
typedef struct Draft {
    Segment segment;
    bool opens;   /**< work: the first set of its step in this round */
    bool turns;   /**< work: another side than the set before it in its step */
    bool new_set; /**< work: a higher set than the one before it in its step */
    bool halfway; /**< work: the dose and the profile want a half-way cue */
} Draft;

typedef struct Compile {
    Timeline *out;
    const Library *library;
    const Routine *routine;
    const Profile *profile;
    SfErrorInfo *err;
    SfError error; /**< the first fault; everything after it does nothing */
    Dose *doses;   /**< one per item, after swaps; in the arena */
    Draft *drafts; /**< sf_alloc */
    int32_t draft_count;
    int32_t draft_capacity;
    Cue *cues; /**< sf_alloc */
    int32_t cue_count;
    int32_t cue_capacity;
    char path[TIMELINE_PATH_BYTES]; /**< of rounds: "" or "/r1.2" */
    int32_t round;
    int32_t rounds;
} Compile;

/** Sets the sticky error once, with the message "out of memory" where it is that. */
void timeline__out_of_memory(Compile *c);
/** As array_grow; when memory is out it frees the block and sets the error. */
void *timeline__grow(Compile *c, void *block, int32_t *capacity, int32_t need, size_t size);

/** Steps to items and drafts. */
void timeline__build(Compile *c);
/** Drafts, laid out in time, to cues. */
void timeline__place_cues(Compile *c);

/** How long a text takes to say: what the profile knows, or a reserved slot. */
int32_t timeline__speech_ms(const Profile *profile, const char *text);

/* Everything that is spoken. The texts live in the timeline's arena; NULL is out of memory. */
const char *timeline__say_name(Arena *arena, const Item *item, Side side);
/** What comes next: the exercise and its side. */
const char *timeline__say_next(Arena *arena, const Item *item, Side side);
/** What comes next: another set, and its side. */
const char *timeline__say_next_set(Arena *arena, const Item *item, int32_t set, Side side);
/** The number of the set. */
const char *timeline__say_set(Arena *arena, const Item *item, int32_t set);
/** How much there is to do in a work segment. */
const char *timeline__say_dose(Arena *arena, const Item *item, const Segment *work);
/** The side. A static text. */
const char *timeline__say_side(Side side);
/** The change to the side. A static text. */
const char *timeline__say_other(Side side);
/** The phase of a repetition. A static text. */
const char *timeline__say_phase(RepPhase phase);
/** A number as a word or in digits. */
const char *timeline__say_number(Arena *arena, int32_t number);

#endif
