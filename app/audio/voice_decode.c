/* SPDX-License-Identifier: MIT */
/* Decodes clips of a voice pack from Vorbis. */
#include <math.h>
#include <string.h>
#include <vorbis/codec.h>

#include "surefoot/memory.h"
#include "voice_pack.h"

struct VoiceDecoder {
    const VoicePack *pack;
    vorbis_info info;
    vorbis_comment comment;
    vorbis_dsp_state state;
    vorbis_block block;
    bool ready; /* state and block are */
};

/* libogg's packets are not const, but decoding only reads them. */
static ogg_packet packet_of(const uint8_t *bytes, size_t size, int64_t number)
{
    ogg_packet packet = {.bytes = (long)size, .b_o_s = number == 0, .packetno = number};
    memcpy(&packet.packet, &bytes, sizeof(packet.packet));
    return packet;
}

static bool read_headers(VoiceDecoder *decoder)
{
    const VoicePack *pack = decoder->pack;
    for (int32_t i = 0; i < VOICE_HEADERS; i++) {
        ogg_packet packet = packet_of(pack->bytes + pack->header_at[i], pack->header_size[i], i);
        if (vorbis_synthesis_headerin(&decoder->info, &decoder->comment, &packet) != 0) {
            return false;
        }
    }
    return decoder->info.channels == 1 && decoder->info.rate == VOICE_RATE;
}

SfError voice_decoder_create(VoiceDecoder **out, const VoicePack *pack, SfErrorInfo *err)
{
    *out = NULL;
    VoiceDecoder *decoder = sf_alloc(sizeof(*decoder));
    if (decoder == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    decoder->pack = pack;
    vorbis_info_init(&decoder->info);
    vorbis_comment_init(&decoder->comment);
    if (!read_headers(decoder) || vorbis_synthesis_init(&decoder->state, &decoder->info) != 0) {
        voice_decoder_destroy(decoder);
        return sf_fail(err, SF_E_CORRUPT, "the voice is not %d Hz mono Vorbis", VOICE_RATE);
    }
    decoder->ready = vorbis_block_init(&decoder->state, &decoder->block) == 0;
    *out = decoder;
    return SF_OK;
}

void voice_decoder_destroy(VoiceDecoder *decoder)
{
    if (decoder == NULL) {
        return;
    }
    if (decoder->ready) {
        (void)vorbis_block_clear(&decoder->block);
        vorbis_dsp_clear(&decoder->state);
    }
    vorbis_comment_clear(&decoder->comment);
    vorbis_info_clear(&decoder->info);
    sf_free(decoder);
}

static int16_t to_s16(float sample)
{
    const float scaled = sample * 32767.0F;
    /* Also false for what is not a number. */
    if (!(scaled > -32768.0F)) {
        return INT16_MIN;
    }
    return scaled < 32767.0F ? (int16_t)lrintf(scaled) : INT16_MAX;
}

/* Takes what the decoder has ready; returns how many samples there are now. */
static int32_t take_samples(VoiceDecoder *decoder, int16_t *out, int32_t have, int32_t frames)
{
    float **channels = NULL;
    int got = 0;
    while ((got = vorbis_synthesis_pcmout(&decoder->state, &channels)) > 0) {
        for (int i = 0; i < got && have < frames; i++) {
            out[have++] = to_s16(channels[0][i]);
        }
        (void)vorbis_synthesis_read(&decoder->state, got);
    }
    return have;
}

SfError voice_decode(VoiceDecoder *decoder, int32_t clip, int16_t *out)
{
    const int32_t frames = voice_pack_clip(decoder->pack, clip).frames;
    size_t size = 0;
    const uint8_t *data = voice_pack__data(decoder->pack, clip, &size);
    memset(out, 0, (size_t)frames * sizeof(*out));
    (void)vorbis_synthesis_restart(&decoder->state);
    int32_t have = 0;
    size_t at = 0;
    for (int64_t number = VOICE_HEADERS; at + 2 <= size && have < frames; number++) {
        const size_t length = (size_t)data[at] | (size_t)data[at + 1] << 8;
        at += 2;
        if (length > size - at) {
            return SF_E_CORRUPT;
        }
        ogg_packet packet = packet_of(data + at, length, number);
        at += length;
        if (vorbis_synthesis(&decoder->block, &packet) != 0 ||
            vorbis_synthesis_blockin(&decoder->state, &decoder->block) != 0) {
            return SF_E_CORRUPT;
        }
        have = take_samples(decoder, out, have, frames);
    }
    return have == frames ? SF_OK : SF_E_CORRUPT;
}
