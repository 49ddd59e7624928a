/* SPDX-License-Identifier: MIT */
/* Allocation that tests can make fail, and the arena. */
#include "surefoot/memory.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_BLOCK_BYTES ((size_t)16 * 1024)
#define ARRAY_FIRST_BYTES ((size_t)2048)
#define ARRAY_FIRST_ITEMS ((size_t)8)

struct ArenaBlock {
    ArenaBlock *next;
    size_t size;
    alignas(max_align_t) unsigned char bytes[];
};

static atomic_ullong alloc_count;
static atomic_llong fail_after = -1;

static bool allocation_fails(void)
{
    (void)atomic_fetch_add(&alloc_count, 1);
    const long long left = atomic_load(&fail_after);
    if (left > 0) {
        (void)atomic_fetch_sub(&fail_after, 1);
    }
    return left == 0;
}

void *sf_alloc(size_t size)
{
    return allocation_fails() ? NULL : calloc(1, size == 0 ? 1 : size);
}

void *sf_realloc(void *block, size_t size)
{
    return allocation_fails() ? NULL : realloc(block, size == 0 ? 1 : size);
}

void sf_free(void *block)
{
    free(block);
}

void *array_room(void *items, size_t *capacity, size_t need, size_t size)
{
    if (items != NULL && need <= *capacity) {
        return items;
    }
    const size_t first = ARRAY_FIRST_BYTES / size;
    size_t wanted =
        *capacity > 0 ? *capacity : (first > ARRAY_FIRST_ITEMS ? first : ARRAY_FIRST_ITEMS);
    while (wanted < need && wanted <= SIZE_MAX / 4) {
        wanted *= 2;
    }
    if (wanted < need || wanted > SIZE_MAX / 2 / size) {
        return NULL;
    }
    void *grown = sf_realloc(items, wanted * size);
    *capacity = grown != NULL ? wanted : *capacity;
    return grown;
}

void *array_grow(void *items, int32_t *capacity, int32_t need, size_t size)
{
    size_t room = (size_t)*capacity;
    void *grown = array_room(items, &room, (size_t)need, size);
    *capacity = (int32_t)room;
    return grown;
}

uint64_t sf_alloc_count(void)
{
    return atomic_load(&alloc_count);
}

void sf_alloc_fail_after(int64_t successes)
{
    atomic_store(&fail_after, successes);
}

static size_t align_up(size_t size)
{
    const size_t unit = alignof(max_align_t);
    return (size + unit - 1) / unit * unit;
}

static bool next_block(Arena *arena, size_t size)
{
    ArenaBlock *next = arena->current != NULL ? arena->current->next : arena->first;
    while (next != NULL && next->size < size) {
        next = next->next;
    }
    if (next == NULL) {
        const size_t capacity = size > ARENA_BLOCK_BYTES ? size : ARENA_BLOCK_BYTES;
        next = sf_alloc(sizeof(*next) + capacity);
        if (next == NULL) {
            return false;
        }
        next->size = capacity;
        if (arena->current != NULL) {
            next->next = arena->current->next;
            arena->current->next = next;
        } else {
            next->next = arena->first;
            arena->first = next;
        }
    }
    arena->current = next;
    arena->used = 0;
    return true;
}

void *arena_alloc(Arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2) {
        return NULL;
    }
    const size_t need = align_up(size == 0 ? 1 : size);
    if (arena->current == NULL || arena->current->size - arena->used < need) {
        if (!next_block(arena, need)) {
            return NULL;
        }
    }
    void *bytes = arena->current->bytes + arena->used;
    arena->used += need;
    memset(bytes, 0, need);
    return bytes;
}

char *arena_copy(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    if (copy != NULL && length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    const int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : arena_alloc(arena, (size_t)length + 1);
    if (text != NULL) {
        (void)vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    return text;
}

void arena_reset(Arena *arena)
{
    arena->current = NULL;
    arena->used = 0;
}

void arena_deinit(Arena *arena)
{
    ArenaBlock *block = arena->first;
    while (block != NULL) {
        ArenaBlock *next = block->next;
        sf_free(block);
        block = next;
    }
    *arena = (Arena){0};
}
