/* SPDX-License-Identifier: MIT */
/**
 * Hashes for tables and for noticing a change: FNV-1a, 64 bits. Not for security, and never stored:
 * what is kept is told apart by SHA-256 (sha256.h).
 */
#ifndef SUREFOOT_HASH_H
#define SUREFOOT_HASH_H

#include "surefoot/base.h"

/** The hash of nothing: where every hash begins. */
#define HASH_START 0xcbf29ce484222325ULL

/** The hash of what `hash` stands for, followed by these bytes. */
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size);
/** As hash_bytes, with the bytes of a text; its end does not count. */
uint64_t hash_text(uint64_t hash, const char *text);
/** The 32 bits to keep where 64 are too many. */
uint32_t hash_fold(uint64_t hash);

#endif
