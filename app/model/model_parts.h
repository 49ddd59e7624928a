/* SPDX-License-Identifier: MIT */
/** What the files of the model share. */
#ifndef MODEL_PARTS_H
#define MODEL_PARTS_H

#include "surefoot/model.h"

/** Reads the log. *ahead: something in it was said with a clock that was ahead. */
SfError model__read_history(const Model *model, History *out, bool *ahead, SfErrorInfo *err);
/** Tells the platform how loud tones and voice are to be. */
void model__apply_volumes(const Model *model);
/** Loads the library of the person, with the history of the last reading. */
SfError model__load(const Model *model, Library *library, Faults *faults);
/** Records that delete these facts, for undo. The caller frees them. NULL when memory is out. */
Fact *model__deletions(const Model *model, const Fact *facts, int32_t count);
/** Frees the library, the older ones, and the list of paths they were loaded from. */
void model__forget_programs(Model *model);
/** If the last entry removed a program: puts its file back, or shows why not, and reloads. */
void model__restore_program(Model *model);
/**
 * Writes records that were made while the clock was ahead (history_hold_from) into the log again,
 * dated today; each supersedes the record with the wrong day. The new day is not before the last
 * session, because after that one today's clock may be behind. True if something was written. If
 * writing fails, such records count from today at each reading.
 */
bool model__put_clock_right(const Model *model);

#endif
