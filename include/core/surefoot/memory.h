/* SPDX-License-Identifier: MIT */
/**
 * Memory: one allocator for everything of ours, and arenas for things that live and die together.
 *
 * All heap memory goes through sf_alloc, so that tests can count it (a steady frame allocates
 * nothing) and make the n-th allocation fail (a sweep over loader and store). Any thread may use
 * sf_alloc; an arena belongs to one. The audio callback allocates nothing.
 */
#ifndef SUREFOOT_MEMORY_H
#define SUREFOOT_MEMORY_H

#include "surefoot/base.h"

/** Zeroed memory, or NULL. The caller frees it with sf_free. */
void *sf_alloc(size_t size);
/** Grows or shrinks; new bytes are not zeroed. On NULL the old block is still valid. */
void *sf_realloc(void *block, size_t size);
/** Frees a block of sf_alloc or sf_realloc. NULL is fine. */
void sf_free(void *block);

/**
 * Room for `need` > 0 items of `size` bytes in a growing array: returns the array, moved if it had
 * to grow, and sets *capacity. Grows to twice the room at least, so that adding one by one stays
 * cheap. Call it before adding; the caller frees the array with sf_free. NULL when memory is out:
 * then the old array and *capacity are as they were.
 */
void *array_room(void *items, size_t *capacity, size_t need, size_t size);
/** The same where counts are int32_t. */
void *array_grow(void *items, int32_t *capacity, int32_t need, size_t size);

/** Allocations made so far in this process (for tests and the frame budget). */
uint64_t sf_alloc_count(void);
/** Makes the allocation after `successes` more ones fail, and all that follow; -1 switches it off.
 */
void sf_alloc_fail_after(int64_t successes);

typedef struct ArenaBlock ArenaBlock;

/** A growing region freed whole. Zero-initialise it; pointers stay valid until reset or deinit. */
typedef struct Arena {
    ArenaBlock *first;
    ArenaBlock *current;
    size_t used; /**< bytes used in current */
} Arena;

/** Zeroed, aligned for any type; NULL when memory is out. */
void *arena_alloc(Arena *arena, size_t size);
/** A terminated copy of `length` bytes; NULL when memory is out. */
char *arena_copy(Arena *arena, const char *text, size_t length);
/** A formatted text in the arena, or NULL when memory is out. */
char *arena_printf(Arena *arena, const char *format, ...) SF_PRINTF(2, 3);
/** Forgets everything but keeps the memory for the next use. */
void arena_reset(Arena *arena);
/** Frees everything; the arena may be used again. */
void arena_deinit(Arena *arena);

#endif
