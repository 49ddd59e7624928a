/* SPDX-License-Identifier: MIT */
/* The words of each enum. The sizes stand in the header, by the last value of the enum. */
#include "surefoot/vocabulary.h"

const char *const step_kind_words[] = {
    [STEP_HOLD] = "hold", [STEP_REPS] = "reps", [STEP_TIME] = "time",   [STEP_MAX] = "max",
    [STEP_WALK] = "walk", [STEP_RUN] = "run",   [STEP_CHECK] = "check", [STEP_REST] = "rest"};
const char *const segment_kind_words[] = {
    [SEGMENT_READY] = "ready",  [SEGMENT_HOLD] = "hold",   [SEGMENT_REPS] = "reps",
    [SEGMENT_TIME] = "time",    [SEGMENT_MAX] = "max",     [SEGMENT_WALK] = "walk",
    [SEGMENT_RUN] = "run",      [SEGMENT_CHECK] = "check", [SEGMENT_REST] = "rest",
    [SEGMENT_CHANGE] = "change"};
const char *const cue_words[] = {
    [CUE_NAME] = "name",     [CUE_SET] = "set",     [CUE_FORM] = "form",
    [CUE_COUNT] = "count",   [CUE_START] = "start", [CUE_HALFWAY] = "halfway",
    [CUE_TIME] = "time",     [CUE_REP] = "rep",     [CUE_PHASE] = "phase",
    [CUE_LAST] = "last",     [CUE_END] = "end",     [CUE_REST] = "rest",
    [CUE_CHANGE] = "change", [CUE_NEXT] = "next",   [CUE_QUESTION] = "question",
    [CUE_DONE] = "done"};
const char *const tone_words[] = {
    [TONE_NONE] = "none",     [TONE_COUNT] = "count", [TONE_START] = "start",
    [TONE_RUN] = "run",       [TONE_WALK] = "walk",   [TONE_HALFWAY] = "halfway",
    [TONE_REP] = "rep",       [TONE_PHASE] = "phase", [TONE_END] = "end",
    [TONE_CHANGE] = "change", [TONE_DONE] = "done"};
const char *const mode_words[] = {[MODE_EXERCISE] = "exercise",
                                  [MODE_BALANCE] = "balance",
                                  [MODE_BRUSH] = "brush",
                                  [MODE_HALF_SQUAT] = "half_squat"};
const char *const side_words[] = {
    [SIDE_NONE] = "none", [SIDE_LEFT] = "left", [SIDE_RIGHT] = "right", [SIDE_BOTH] = "both"};
const char *const sides_words[] = {[SIDES_NONE] = "none",
                                   [SIDES_BOTH] = "both",
                                   [SIDES_EACH] = "each",
                                   [SIDES_LEFT] = "left",
                                   [SIDES_RIGHT] = "right"};
const char *const side_order_words[] = {
    [ORDER_BY_SIDE] = "by_side", [ORDER_ALTERNATE] = "alternate"};
const char *const side_first_words[] = {[FIRST_LEFT] = "left",
                                        [FIRST_RIGHT] = "right",
                                        [FIRST_WORSE] = "worse",
                                        [FIRST_NOT_LAST] = "not_last"};
const char *const first_move_words[] = {[MOVE_DOWN] = "down", [MOVE_UP] = "up"};
const char *const dose_origin_words[] = {
    [DOSE_DOC] = "doc", [DOSE_STUDY] = "study", [DOSE_APP] = "app"};
const char *const load_tier_words[] = {
    [LOAD_NONE] = "none", [LOAD_LOW] = "low", [LOAD_MODERATE] = "moderate", [LOAD_HIGH] = "high"};
const char *const eyes_words[] = {[EYES_OPEN] = "open", [EYES_CLOSED] = "closed"};
const char *const surface_words[] = {[SURFACE_FIRM] = "firm", [SURFACE_SOFT] = "soft"};
const char *const stop_words[] = {[STOP_THUMB] = "thumb",
                                  [STOP_SHELF] = "shelf",
                                  [STOP_SENSOR] = "sensor",
                                  [STOP_WAIST] = "waist"};
const char *const try_place_words[] = {[TRY_IN_TEST] = "test", [TRY_IN_ROUTINE] = "routine"};
const char *const try_end_words[] = {
    [TRY_UNSAID] = "unsaid", [TRY_CAP] = "cap",   [TRY_FOOT_DOWN] = "foot",
    [TRY_HOP] = "hop",       [TRY_HAND] = "hand", [TRY_EYES] = "eyes"};
const char *const session_end_words[] = {[SESSION_COMPLETE] = "complete",
                                         [SESSION_LEFT] = "left",
                                         [SESSION_HURT] = "hurt",
                                         [SESSION_ADDED] = "added"};
const char *const effort_words[] = {[EFFORT_NONE] = "none",
                                    [EFFORT_EASY] = "easy",
                                    [EFFORT_RIGHT] = "right",
                                    [EFFORT_HARD] = "hard"};
const char *const outcome_words[] = {[OUTCOME_NONE] = "none",
                                     [OUTCOME_DONE] = "done",
                                     [OUTCOME_PARTIAL] = "partial",
                                     [OUTCOME_SKIPPED] = "skipped",
                                     [OUTCOME_HURT] = "hurt"};
const char *const pain_moment_words[] = {[PAIN_BEFORE] = "before",
                                         [PAIN_WORST] = "worst",
                                         [PAIN_AFTER] = "after",
                                         [PAIN_MORNING] = "morning"};
const char *const pain_zone_words[] = {
    [ZONE_UNSAID] = "unsaid",   [ZONE_FRONT] = "front", [ZONE_INSIDE] = "inside",
    [ZONE_OUTSIDE] = "outside", [ZONE_BELOW] = "below", [ZONE_BEHIND] = "behind"};
const char *const status_words[] = {
    [STATUS_SICK] = "sick", [STATUS_AWAY] = "away", [STATUS_RESTING] = "resting"};
