/* SPDX-License-Identifier: MIT */
/**
 * Timelines for tests, by hand: from a line of text, or from a seed.
 *
 * The text is steps apart by '|', each "id: segment segment ...". A segment is a word and seconds:
 * ready hold time walk run rest change, max (its cap), and check. reps3x2 are three paced
 * repetitions of 2 s, own8 are eight at one's own pace. "/left" or "/right" after it is its side.
 * "id(exercise):" plays another exercise than the one named like the step. A step whose id comes
 * again is another round of it. Keys are "id/1", "id/2" ...
 *
 * Cues are like the compiler's: a name in the lead-in, counts before its end, a start, a half-way
 * cue in long work, an end, every repetition, and a closing cue.
 */
#ifndef TIMELINE_MAKER_H
#define TIMELINE_MAKER_H

#include "surefoot/timeline.h"

/** Aborts on text it does not understand. Freed by timeline_deinit. */
Timeline timeline_make(const char *text);

/** A small generator of numbers, the same everywhere. */
typedef struct TestRandom {
    uint64_t state;
} TestRandom;

/** A number in 0 .. below - 1. */
int64_t test_random(TestRandom *random, int64_t below);

/** Some steps of all kinds; only closed segments if `open` is false. */
Timeline timeline_make_random(TestRandom *random, bool open);
/** As it comes from the compiler: a random routine with sets, sides and groups. */
Timeline timeline_compile_random(TestRandom *random, bool open);

#endif
