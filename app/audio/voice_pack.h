/* SPDX-License-Identifier: MIT */
/** What the pack and its decoder share. */
#ifndef SUREFOOT_VOICE_PACK_H
#define SUREFOOT_VOICE_PACK_H

#include "surefoot/voice.h"

#define VOICE_HEADERS 3 /* of Vorbis: identification, comment, setup */

struct VoicePack {
    const uint8_t *bytes;
    uint8_t *owned; /* the same, if it was loaded from a file */
    size_t size;
    const uint8_t *about;
    const uint8_t *clips;
    const char *texts;
    size_t about_size;
    size_t texts_size;
    uint64_t header_at[VOICE_HEADERS];
    size_t header_size[VOICE_HEADERS];
    uint64_t data_at;
    int32_t count;
};

/** The packets of a clip. */
const uint8_t *voice_pack__data(const VoicePack *pack, int32_t index, size_t *size);

#endif
