/* SPDX-License-Identifier: MIT */
/** Right-to-left text, by FriBidi, which is loaded for the first such line. */
#ifndef LETTERS_DIRECTION_H
#define LETTERS_DIRECTION_H

#include "surefoot/base.h"

/** FriBidi and its functions. Zero-initialise. */
typedef struct Direction {
    void *library;
    bool tried;
    int8_t (*levels)(
        const uint32_t *types, const uint32_t *brackets, int count, uint32_t *base, int8_t *levels);
    void (*types)(const uint32_t *codes, int count, uint32_t *types);
    void (*brackets)(const uint32_t *codes, int count, const uint32_t *types, uint32_t *brackets);
} Direction;

/**
 * Fills in the levels of the Unicode bidirectional algorithm; odd levels run from right to left.
 * The direction of the line is that of its first letter. Without FriBidi each word has the
 * direction of its script, and the words follow each other from left to right.
 */
void direction_levels(Direction *direction, const uint32_t *codes, int32_t count, int8_t *levels);
/** Unloads FriBidi. */
void direction_close(Direction *direction);

#endif
