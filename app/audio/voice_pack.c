/* SPDX-License-Identifier: MIT */
/* Opens a voice pack and finds its clips. */
#include "voice_pack.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "surefoot/memory.h"

#define MAGIC "SFVOICE1"
#define MAGIC_BYTES 8
#define HEAD_BYTES (MAGIC_BYTES + 7 * 4)
#define CLIP_BYTES 20

enum { HEAD_SIZE, HEAD_CLIPS, HEAD_ABOUT, HEAD_TEXTS, HEAD_VORBIS };

static uint32_t read_u32(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static float read_hundredths(const uint8_t *at)
{
    const int32_t value = at[0] | at[1] << 8;
    return (float)(value >= 0x8000 ? value - 0x10000 : value) / 100.0F;
}

static uint32_t head(const uint8_t *bytes, int32_t index)
{
    return read_u32(bytes + MAGIC_BYTES + (ptrdiff_t)index * 4);
}

static const uint8_t *entry(const VoicePack *pack, int32_t index)
{
    return pack->clips + (ptrdiff_t)index * CLIP_BYTES;
}

/* ---- reading and checking ------------------------------------------------------------------- */

/* Lays the parts of the file out one after the other; false if they do not fit in it. */
static bool lay_out(VoicePack *pack)
{
    if (pack->size < HEAD_BYTES || memcmp(pack->bytes, MAGIC, MAGIC_BYTES) != 0 ||
        head(pack->bytes, HEAD_SIZE) != pack->size || head(pack->bytes, HEAD_CLIPS) > VOICE_CLIPS) {
        return false;
    }
    pack->count = (int32_t)head(pack->bytes, HEAD_CLIPS);
    pack->about_size = head(pack->bytes, HEAD_ABOUT);
    pack->texts_size = head(pack->bytes, HEAD_TEXTS);
    uint64_t at = HEAD_BYTES;
    pack->about = pack->bytes + at;
    at += pack->about_size;
    const uint64_t clips_at = at;
    at += (uint64_t)pack->count * CLIP_BYTES;
    const uint64_t texts_at = at;
    at += pack->texts_size;
    for (int32_t i = 0; i < VOICE_HEADERS; i++) {
        pack->header_size[i] = head(pack->bytes, HEAD_VORBIS + i);
        pack->header_at[i] = at;
        at += pack->header_size[i];
    }
    if (at > pack->size) {
        return false;
    }
    pack->clips = pack->bytes + clips_at;
    pack->texts = (const char *)pack->bytes + texts_at;
    pack->data_at = at;
    return pack->texts_size == 0 || pack->texts[pack->texts_size - 1] == '\0';
}

static bool clip_is_sound(const VoicePack *pack, int32_t index)
{
    const uint8_t *clip = entry(pack, index);
    const uint64_t data = read_u32(clip + 4);
    const uint64_t size = read_u32(clip + 8);
    const uint32_t frames = read_u32(clip + 12);
    if (read_u32(clip) >= pack->texts_size || data < pack->data_at || data + size > pack->size ||
        frames == 0 || frames > VOICE_CLIP_FRAMES) {
        return false;
    }
    return index == 0 ||
           strcmp(voice_pack_clip(pack, index - 1).text, voice_pack_clip(pack, index).text) < 0;
}

SfError voice_pack_open(VoicePack **out, const uint8_t *bytes, size_t size, SfErrorInfo *err)
{
    *out = NULL;
    VoicePack *pack = sf_alloc(sizeof(*pack));
    if (pack == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    pack->bytes = bytes;
    pack->size = size;
    bool sound = lay_out(pack);
    for (int32_t i = 0; sound && i < pack->count; i++) {
        sound = clip_is_sound(pack, i);
    }
    if (!sound) {
        voice_pack_close(pack);
        return sf_fail(err, SF_E_CORRUPT, "the voice is damaged or not a voice");
    }
    *out = pack;
    return SF_OK;
}

/* ---- from a file ---------------------------------------------------------------------------- */

static SfError read_all(FILE *file, uint8_t **bytes, size_t *size, SfErrorInfo *err)
{
    if (fseek(file, 0, SEEK_END) != 0) {
        return sf_fail(err, SF_E_IO, "the voice cannot be read: %s", strerror(errno));
    }
    const long end = ftell(file);
    if (end < 0 || end > VOICE_PACK_BYTES) {
        return sf_fail(err, SF_E_TOOBIG, "the voice is larger than %d MB", VOICE_PACK_BYTES >> 20);
    }
    rewind(file);
    *size = (size_t)end;
    *bytes = sf_alloc(*size);
    if (*bytes == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    if (fread(*bytes, 1, *size, file) != *size) {
        return sf_fail(err, SF_E_IO, "the voice cannot be read whole");
    }
    return SF_OK;
}

SfError voice_pack_load(VoicePack **out, const char *path, SfErrorInfo *err)
{
    *out = NULL;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return sf_fail(err, errno == ENOENT ? SF_E_NOTFOUND : SF_E_IO,
                       "the voice %.300s cannot be opened: %s", path, strerror(errno));
    }
    uint8_t *bytes = NULL;
    size_t size = 0;
    SfError error = read_all(file, &bytes, &size, err);
    (void)fclose(file);
    if (error == SF_OK) {
        error = voice_pack_open(out, bytes, size, err);
    }
    if (*out == NULL) {
        sf_free(bytes);
    } else {
        (*out)->owned = bytes;
    }
    return error;
}

void voice_pack_close(VoicePack *pack)
{
    if (pack != NULL) {
        sf_free(pack->owned);
        sf_free(pack);
    }
}

/* ---- asking --------------------------------------------------------------------------------- */

int32_t voice_pack_count(const VoicePack *pack)
{
    return pack->count;
}

VoiceClip voice_pack_clip(const VoicePack *pack, int32_t index)
{
    const uint8_t *clip = entry(pack, index);
    return (VoiceClip){
        .text = pack->texts + read_u32(clip),
        .frames = (int32_t)read_u32(clip + 12),
        .lufs = read_hundredths(clip + 16),
        .peak_db = read_hundredths(clip + 18),
    };
}

const uint8_t *voice_pack__data(const VoicePack *pack, int32_t index, size_t *size)
{
    const uint8_t *clip = entry(pack, index);
    *size = read_u32(clip + 8);
    return pack->bytes + read_u32(clip + 4);
}

int32_t voice_pack_find(const VoicePack *pack, const char *sentence, size_t length)
{
    char key[VOICE_SENTENCE_BYTES];
    if (!voice_key(sentence, length, key)) {
        return -1;
    }
    int32_t low = 0;
    int32_t high = pack->count;
    while (low < high) {
        const int32_t middle = low + (high - low) / 2;
        const int order = strcmp(voice_pack_clip(pack, middle).text, key);
        if (order == 0) {
            return middle;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return -1;
}

bool voice_pack_about(const VoicePack *pack, const char *key, char *out, size_t size)
{
    const size_t key_length = strlen(key);
    const char *at = (const char *)pack->about;
    size_t left = pack->about_size;
    while (left > 0) {
        const char *end = memchr(at, '\n', left);
        const size_t line = end == NULL ? left : (size_t)(end - at);
        if (line > key_length + 2 && memcmp(at, key, key_length) == 0 &&
            memcmp(at + key_length, ": ", 2) == 0) {
            const size_t value = line - key_length - 2;
            return value < size && sf_format(out, size, "%.*s", (int)value, at + key_length + 2);
        }
        const size_t used = end == NULL ? line : line + 1;
        at += used;
        left -= used;
    }
    return false;
}

int32_t voice_pack_ms(const VoicePack *pack, const char *text)
{
    int64_t frames = 0;
    const char *sentence = NULL;
    size_t length = 0;
    while (voice_sentence(&text, &sentence, &length)) {
        const int32_t clip = voice_pack_find(pack, sentence, length);
        if (clip < 0) {
            return -1;
        }
        frames += frames > 0 ? VOICE_PAUSE_MS * VOICE_RATE / 1000 : 0;
        frames += voice_pack_clip(pack, clip).frames;
    }
    const int64_t ms = (frames * 1000 + VOICE_RATE - 1) / VOICE_RATE;
    return ms > 0 && ms <= INT32_MAX ? (int32_t)ms : -1;
}
