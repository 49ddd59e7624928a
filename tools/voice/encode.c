/* SPDX-License-Identifier: MIT */
#include "encode.h"

#include <string.h>
#include <vorbis/codec.h>
#include <vorbis/vorbisenc.h>

#include "surefoot/memory.h"
#include "surefoot/voice.h"

#define QUALITY 0.2F /* q2: no loss that a recogniser noticed */
#define CHUNK 1024

bool bytes_add(Bytes *bytes, const void *items, size_t size)
{
    uint8_t *room = array_room(bytes->items, &bytes->capacity, bytes->size + size, 1);
    if (room == NULL) {
        return false;
    }
    bytes->items = room;
    memcpy(bytes->items + bytes->size, items, size);
    bytes->size += size;
    return true;
}

bool bytes_add_u16(Bytes *bytes, uint32_t value)
{
    const uint8_t items[] = {(uint8_t)value, (uint8_t)(value >> 8)};
    return bytes_add(bytes, items, sizeof(items));
}

bool bytes_add_u32(Bytes *bytes, uint32_t value)
{
    return bytes_add_u16(bytes, value) && bytes_add_u16(bytes, value >> 16);
}

typedef struct Encoder {
    vorbis_info info;
    vorbis_comment comment;
    vorbis_dsp_state state;
    vorbis_block block;
} Encoder;

static bool open_encoder(Encoder *encoder)
{
    vorbis_info_init(&encoder->info);
    if (vorbis_encode_init_vbr(&encoder->info, 1, VOICE_RATE, QUALITY) != 0) {
        vorbis_info_clear(&encoder->info);
        return false;
    }
    vorbis_comment_init(&encoder->comment);
    (void)vorbis_analysis_init(&encoder->state, &encoder->info);
    (void)vorbis_block_init(&encoder->state, &encoder->block);
    return true;
}

static void close_encoder(Encoder *encoder)
{
    (void)vorbis_block_clear(&encoder->block);
    vorbis_dsp_clear(&encoder->state);
    vorbis_comment_clear(&encoder->comment);
    vorbis_info_clear(&encoder->info);
}

bool encode_headers(Bytes headers[ENCODE_HEADERS])
{
    Encoder encoder;
    if (!open_encoder(&encoder)) {
        return false;
    }
    ogg_packet packets[ENCODE_HEADERS];
    bool fine = vorbis_analysis_headerout(&encoder.state, &encoder.comment, &packets[0],
                                          &packets[1], &packets[2]) == 0;
    for (int i = 0; i < ENCODE_HEADERS && fine; i++) {
        fine = bytes_add(&headers[i], packets[i].packet, (size_t)packets[i].bytes);
    }
    close_encoder(&encoder);
    return fine;
}

static bool drain(Encoder *encoder, Bytes *out)
{
    bool fine = true;
    while (fine && vorbis_analysis_blockout(&encoder->state, &encoder->block) == 1) {
        ogg_packet packet;
        (void)vorbis_analysis(&encoder->block, NULL);
        (void)vorbis_bitrate_addblock(&encoder->block);
        while (fine && vorbis_bitrate_flushpacket(&encoder->state, &packet) == 1) {
            fine = packet.bytes <= UINT16_MAX && bytes_add_u16(out, (uint32_t)packet.bytes) &&
                   bytes_add(out, packet.packet, (size_t)packet.bytes);
        }
    }
    return fine;
}

bool encode_clip(Bytes *out, const float *samples, int32_t frames)
{
    Encoder encoder;
    if (!open_encoder(&encoder)) {
        return false;
    }
    /* The encoder wants its headers asked for before the first block. */
    ogg_packet packets[ENCODE_HEADERS];
    bool fine = vorbis_analysis_headerout(&encoder.state, &encoder.comment, &packets[0],
                                          &packets[1], &packets[2]) == 0;
    for (int32_t at = 0; at < frames && fine; at += CHUNK) {
        const int32_t count = frames - at < CHUNK ? frames - at : CHUNK;
        float **buffer = vorbis_analysis_buffer(&encoder.state, count);
        memcpy(buffer[0], samples + at, (size_t)count * sizeof(float));
        (void)vorbis_analysis_wrote(&encoder.state, count);
        fine = drain(&encoder, out);
    }
    (void)vorbis_analysis_wrote(&encoder.state, 0);
    fine = fine && drain(&encoder, out);
    close_encoder(&encoder);
    return fine;
}
