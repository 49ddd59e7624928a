/* SPDX-License-Identifier: MIT */
/**
 * The vocabulary of files, exports and output for machines: one word for each value of an enum, the
 * same wherever it is written or read.
 *
 * words[value] is the word, SF_COUNT(words) how many there are. An enum that grows gets its word
 * here, and its new last value in the size; nothing else lists them.
 */
#ifndef SUREFOOT_VOCABULARY_H
#define SUREFOOT_VOCABULARY_H

#include "surefoot/facts.h"
#include "surefoot/library.h"
#include "surefoot/timeline.h"

/** A set of words; the index is the value of the enum. */
typedef struct Words {
    const char *const *items;
    int32_t count;
} Words;

/** An array of a known size as Words. */
#define WORDS_OF(list) ((Words){(list), SF_COUNT(list)})

extern const char *const step_kind_words[STEP_REST + 1];
extern const char *const segment_kind_words[SEGMENT_CHANGE + 1];
extern const char *const cue_words[CUE_DONE + 1];
extern const char *const tone_words[TONE_DONE + 1];
extern const char *const mode_words[MODE_HALF_SQUAT + 1];
extern const char *const side_words[SIDE_BOTH + 1];
extern const char *const sides_words[SIDES_RIGHT + 1];
extern const char *const side_order_words[ORDER_ALTERNATE + 1];
extern const char *const side_first_words[FIRST_NOT_LAST + 1];
extern const char *const first_move_words[MOVE_UP + 1];
extern const char *const dose_origin_words[DOSE_APP + 1];
extern const char *const load_tier_words[LOAD_HIGH + 1];
extern const char *const eyes_words[EYES_CLOSED + 1];
extern const char *const surface_words[SURFACE_SOFT + 1];
extern const char *const stop_words[STOP_WAIST + 1];
extern const char *const try_place_words[TRY_IN_ROUTINE + 1];
extern const char *const try_end_words[TRY_EYES + 1];
extern const char *const session_end_words[SESSION_ADDED + 1];
extern const char *const effort_words[EFFORT_HARD + 1];
extern const char *const outcome_words[OUTCOME_HURT + 1];
extern const char *const pain_moment_words[PAIN_MORNING + 1];
extern const char *const pain_zone_words[ZONE_BEHIND + 1];
extern const char *const status_words[STATUS_RESTING + 1];

#endif
