/* SPDX-License-Identifier: MIT */
/**
 * The loader's inside: the shelf of exercises that references may name, and the readers of each
 * kind of object. Readers report faults and go on; whether a file is good is told by its sink's
 * errors.
 */
#ifndef DATA_LOAD_PARTS_H
#define DATA_LOAD_PARTS_H

#include "load_dose.h"
#include "surefoot/figure.h"
#include "surefoot/norms.h"

/** library_load, with programs from the log besides: see LibraryPlaces. */
SfError library_load_files(Library *out,
                           const SourceFile *files,
                           int32_t count,
                           const SourceFile *kept,
                           int32_t kept_count,
                           Faults *faults);

/** An exercise that has a file of its own. */
typedef struct ShelfEntry {
    Exercise *exercise;
    Reader *reader; /**< of its file */
    bool good;      /**< its file has no faults */
} ShelfEntry;

/** What references may name. */
typedef struct Shelf {
    ShelfEntry *entries; /**< sorted by id, ids unique */
    int32_t count;
    const Exercise *own; /**< those inside the program that is being read */
    int32_t own_count;
} Shelf;

typedef enum ShelfState {
    SHELF_NONE, /**< no such id */
    SHELF_LOST, /**< its file has faults and is left out */
    SHELF_GOOD
} ShelfState;

/** Finds an exercise by id; *found is kept if the result is SHELF_NONE. */
ShelfState shelf_find(const Shelf *shelf, const char *id, const Exercise **found);
/** The entry of this id, or NULL; programs' own exercises are not looked at. */
const ShelfEntry *shelf_entry(const Shelf *shelf, const char *id);
/** Reports that the id in node leads nowhere, with ids that look like it. */
void fault_no_exercise(Reader *reader, const cJSON *node, const Shelf *shelf, const char *id);

/** The words for how well a fact is verified; shared by all files. */
extern const Words confidence_words;

/** False after reporting that "exercise" or "program" is not version 1. */
bool read_version(Reader *reader, const cJSON *object, const char *key);
/** Reads an exercise from a file of its own or from a program. */
void read_exercise(Reader *reader, const cJSON *object, Exercise *out);
/** Reads a figure from a file of its own. */
void read_figure(Reader *reader, const cJSON *object, Figure *out);
/** Reads norms from a file of their own. */
void read_norms(Reader *reader, const cJSON *object, Norms *out);
/** Reports easier and harder that name nothing. */
void check_links(Reader *reader, const cJSON *object, const Shelf *shelf);
/** Drops links to exercises that were left out, with a warning. */
void drop_lost_links(Reader *reader, const cJSON *object, const Shelf *shelf, Exercise *exercise);

/** A program, and the exercises inside it. */
typedef struct ProgramParts {
    Program *program;
    Exercise *own;
    int32_t own_count;
} ProgramParts;

/** shelf->own is set to the program's own exercises for its references. */
void read_program(Reader *reader, Shelf *shelf, ProgramParts *out);

typedef struct StepIds StepIds;
/** An empty set of ids; NULL when memory is out. */
StepIds *step_ids_create(void);
/** Frees the set. NULL is fine. */
void step_ids_destroy(StepIds *ids);

/** What reading a routine needs to know. */
typedef struct RoutineContext {
    Reader *reader;
    const Shelf *shelf;
    const DosePart *program_defaults;
    StepIds *ids;
} RoutineContext;

/** The steps of a routine, with their ids. `defaults` are the routine's. */
void read_steps(const RoutineContext *context,
                const DosePart *defaults,
                const cJSON *object,
                Routine *out);

/**
 * Reports a routine that no timeline can hold (24 hours, LIMIT_SEGMENTS, LIMIT_CUES) and warns of
 * a weekly one without anything to do. `object` is the routine's; the program needs its id.
 */
void check_playable(Reader *reader,
                    const cJSON *object,
                    const Program *program,
                    const Routine *routine);

/** Ids of one routine's steps. */
void step_ids_clear(StepIds *ids);
/** False if it is there already. id is borrowed. */
bool step_ids_add(StepIds *ids, const char *id);
/** A free id made of base and, if need be, a number; added. NULL when memory is out. */
const char *step_ids_name(StepIds *ids, Arena *arena, const char *base);

#endif
