/* SPDX-License-Identifier: MIT */
/**
 * The stage of a followed program that a person is in: a fold over the log, day by day, never
 * stored. A corrected or added past record just changes the result.
 *
 * A day keeps its stage: the stage of a day follows from the days before it, so nothing logged
 * today moves it before tomorrow, and the targets of a day never change while it lasts.
 *   Begin     In the stage that says so ("begin"), else in the first; one further back while an
 *             `enter` criterion of it is known not to hold.
 *   Back      One stage, if a `step_back` criterion is known not to hold since the stage began: a
 *             reading sends back once, and silence or too few days never do.
 *   Forward   One stage, if all of `advance` and all of `enter` of the next one are met. A stage
 *             without `advance` before one without `enter` is not left.
 * At most one move a day, Back first. Pain is read of both knees, the worse one rules, and before
 * the stage began too, but for `step_back`. Sessions count for `advance` and `step_back` only since
 * the stage began and of the routines it lists; for `enter` all of them do.
 */
#ifndef SUREFOOT_STAGE_H
#define SUREFOOT_STAGE_H

#include "surefoot/criteria.h"

/** Where a person is in one program. */
typedef struct StageNow {
    const Program *program; /**< borrowed from the library; its stages[index] */
    int32_t index;
    Day since;              /**< its first Day */
    const Criterion *needs; /**< the first that the next stage waits for, today's facts read, or
                                 NULL: nothing, or there is no next one */
    CriterionState state;   /**< of needs */
    int32_t tomorrow;       /**< the stage of tomorrow if nothing more is logged */
} StageNow;

typedef struct StageInput {
    const Program *program; /**< with stages */
    const History *history; /**< its rows ordered as facts.h says */
    Day from;               /**< first Day of following it */
    Day to;                 /**< today, or the last Day of following it; >= from */
} StageInput;

typedef struct StageFold {
    Day from;      /**< that of the input, but at most a century before its end */
    int32_t count; /**< days */
    uint8_t *days; /**< the stage of each of them */
    StageNow now;  /**< on the last one */
} StageFold;

/** Pure. Allocates out->days in the arena; SF_E_NOMEM only. */
SfError stage_fold(StageFold *out, Arena *arena, const StageInput *input);

/** The bits of the stages that list the routine; 0: none does, and it belongs to all. */
uint64_t stage_bits(const Program *program, const char *routine);

#endif
