/* SPDX-License-Identifier: MIT */
/** What the files of the model share. */
#ifndef MODEL_PARTS_H
#define MODEL_PARTS_H

#include "surefoot/model.h"

/** Loads the library as the person has it, by the history as it was read last. */
SfError model__load(const Model *model, Library *library, Faults *faults);
/** Frees the library, those before it, and what they were loaded from. */
void model__forget_programs(Model *model);
/** If a program was removed last: puts its file back, or says why not, and loads it again. */
void model__restore_program(Model *model);

#endif
