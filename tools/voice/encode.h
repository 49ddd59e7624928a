/* SPDX-License-Identifier: MIT */
/** Vorbis as the pack wants it: headers once, each clip as its packets. */
#ifndef SUREFOOT_VOICE_ENCODE_H
#define SUREFOOT_VOICE_ENCODE_H

#include "surefoot/base.h"

#define ENCODE_HEADERS 3

/** Bytes that grow; sf_free(items). */
typedef struct Bytes {
    uint8_t *items;
    size_t size;
    size_t capacity;
} Bytes;

bool bytes_add(Bytes *bytes, const void *items, size_t size);
bool bytes_add_u16(Bytes *bytes, uint32_t value);
bool bytes_add_u32(Bytes *bytes, uint32_t value);

/** The headers that every clip of encode_clip shares. */
bool encode_headers(Bytes headers[ENCODE_HEADERS]);
/** Appends the packets of a mono clip at VOICE_RATE, each after its size in two bytes. */
bool encode_clip(Bytes *out, const float *samples, int32_t frames);

#endif
