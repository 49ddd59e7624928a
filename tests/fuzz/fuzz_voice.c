/* SPDX-License-Identifier: MIT */
/* Any bytes as a voice pack; what opens may be searched and decoded. */
#include "fuzz.h"
#include "surefoot/voice.h"

#include <string.h>

/* More would only decode the same few bytes again. */
#define CLIPS_LOOKED_AT 4

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    VoicePack *pack = NULL;
    if (voice_pack_open(&pack, data, size, NULL) != SF_OK) {
        return 0;
    }
    VoiceDecoder *decoder = NULL;
    const bool vorbis = voice_decoder_create(&decoder, pack, NULL) == SF_OK;
    const int32_t count = voice_pack_count(pack);
    for (int32_t i = 0; i < count && i < CLIPS_LOOKED_AT; i++) {
        const VoiceClip clip = voice_pack_clip(pack, i);
        SF_ASSERT(clip.frames > 0 && clip.frames <= VOICE_CLIP_FRAMES);
        const int32_t found = voice_pack_find(pack, clip.text, strlen(clip.text));
        SF_ASSERT(found < count);
        int16_t *samples = sf_alloc((size_t)clip.frames * sizeof(*samples));
        if (vorbis && samples != NULL) {
            (void)voice_decode(decoder, i, samples);
        }
        sf_free(samples);
    }
    char value[32];
    (void)voice_pack_about(pack, "language", value, sizeof(value));
    SF_ASSERT(voice_pack_ms(pack, "Left side. Last set.") >= -1);
    voice_decoder_destroy(decoder);
    voice_pack_close(pack);
    return 0;
}
