/* SPDX-License-Identifier: MIT */
/* FNV-1a, 64 bits. */
#include "surefoot/hash.h"

#define PRIME 0x100000001b3ULL

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ at[i]) * PRIME;
    }
    return hash;
}

uint64_t hash_text(uint64_t hash, const char *text)
{
    for (; *text != '\0'; text++) {
        hash = (hash ^ (uint8_t)*text) * PRIME;
    }
    return hash;
}

uint32_t hash_fold(uint64_t hash)
{
    return (uint32_t)(hash ^ hash >> 32);
}
