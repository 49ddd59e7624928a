/* SPDX-License-Identifier: MIT */
/** Cuts a line into runs of one font, script and direction, in the order in which they are seen. */
#ifndef LETTERS_RUNS_H
#define LETTERS_RUNS_H

#include "direction.h"
#include "found.h"
#include "letters.h"

/** A part of a line with one font, script and direction. */
typedef struct Run {
    int32_t first; /* byte of the line */
    int32_t size;
    FoundFont *found; /* NULL: Inter */
    int8_t level;     /* see direction_levels */
} Run;

/* One code point of the line. */
typedef struct Letter {
    uint32_t code;
    int32_t first; /* byte of the line */
    uint32_t script;
    FoundFont *found;
    bool missing; /* no font has it */
} Letter;

/** A line that was cut. Large: keep one and use it again. */
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

/** Cuts a line; *runs loses the last one. own and line: as in letters.h. */
void runs_split(Runs *runs, TTF_Font *own, FontWeight weight, const char *line);

#endif
