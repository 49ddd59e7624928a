/* SPDX-License-Identifier: MIT */
/* Makes SQLite allocate with our functions. */
#include "store_internal.h"

#include <limits.h>
#include <stdalign.h>
#include <stddef.h>
#include <string.h>

#include <sqlite3.h>

/* SQLite asks for the size of a block, which our allocator does not keep: it goes in front. */
#define HEAD_BYTES alignof(max_align_t)

_Static_assert(HEAD_BYTES >= sizeof(int), "the size fits in front of the block");

static void *block_of(unsigned char *head, int size)
{
    if (head == NULL) {
        return NULL;
    }
    memcpy(head, &size, sizeof(size));
    return head + HEAD_BYTES;
}

static void *memory_alloc(int size)
{
    return block_of(sf_alloc((size_t)size + HEAD_BYTES), size);
}

static void memory_free(void *block)
{
    if (block != NULL) {
        sf_free((unsigned char *)block - HEAD_BYTES);
    }
}

static void *memory_realloc(void *block, int size)
{
    return block_of(sf_realloc((unsigned char *)block - HEAD_BYTES, (size_t)size + HEAD_BYTES),
                    size);
}

static int memory_size(void *block)
{
    int size = 0;
    if (block != NULL) {
        memcpy(&size, (unsigned char *)block - HEAD_BYTES, sizeof(size));
    }
    return size;
}

static int memory_round_up(int size)
{
    return size > INT_MAX - 7 ? size : (size + 7) / 8 * 8;
}

static int memory_init(void *context)
{
    (void)context;
    return SQLITE_OK;
}

static void memory_shutdown(void *context)
{
    (void)context;
}

void store__use_our_memory(void)
{
    static const sqlite3_mem_methods methods = {
        .xMalloc = memory_alloc,
        .xFree = memory_free,
        .xRealloc = memory_realloc,
        .xSize = memory_size,
        .xRoundup = memory_round_up,
        .xInit = memory_init,
        .xShutdown = memory_shutdown,
    };
    /* Refused once SQLite is in use, which is every time but the first. */
    (void)sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}
