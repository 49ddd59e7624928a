/* SPDX-License-Identifier: MIT */
/** What the files of the model share. */
#ifndef MODEL_PARTS_H
#define MODEL_PARTS_H

#include "surefoot/model.h"

/** Loads the library as the person has it, by the history as it was read last. */
SfError model__load(const Model *model, Library *library, Faults *faults);
/** Records that delete these, for undo: owned by whoever asks. NULL when memory is out. */
Fact *model__deletions(const Model *model, const Fact *facts, int32_t count);
/** Frees the library, those before it, and what they were loaded from. */
void model__forget_programs(Model *model);
/** If a program was removed last: puts its file back, or says why not, and loads it again. */
void model__restore_program(Model *model);
/**
 * Writes what was said with a clock that was ahead (history_hold_from) into the log once more, with
 * the day on which this is found; the record with the wrong day is superseded. Not earlier
 * than the last session, which shows that today's clock may be behind. True if
 * something was written; if it cannot be, it holds from today at each reading.
 */
bool model__put_clock_right(const Model *model);

#endif
