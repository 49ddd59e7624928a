/* SPDX-License-Identifier: MIT */
/** A line cut into runs of one font, script and direction, in the order they are seen. */
#ifndef LETTERS_RUNS_H
#define LETTERS_RUNS_H

#include "direction.h"
#include "found.h"
#include "letters.h"

typedef struct Run {
    int32_t first; /* byte of the line */
    int32_t size;
    FoundFont *found; /* NULL: our own */
    int8_t level;     /* of direction.h */
} Run;

/* One code point of the line. */
typedef struct Letter {
    uint32_t code;
    int32_t first; /* byte of the line */
    uint32_t script;
    FoundFont *found;
    bool missing; /* no font has it */
} Letter;

typedef struct Runs {
    Direction direction;
    FoundFonts *fonts;
    Letter letters[LETTERS_MAX];
    uint32_t codes[LETTERS_MAX];
    int8_t levels[LETTERS_MAX];
    int32_t letter_count;
    Run items[LETTERS_MAX];
    int32_t count;
} Runs;

/** Replaces what was there. `own` and `line` as in letters.h. */
void runs_split(Runs *runs, TTF_Font *own, FontWeight weight, const char *line);

#endif
