/* SPDX-License-Identifier: MIT */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

#include "folder.h"
#include "surefoot/memory.h"
#include "surefoot/voice.h"

#define MANIFEST "voice.json"
#define MANIFEST_BYTES (1L << 20)
#define WAV_BYTES (16L << 20)
#define PATH_MOST 4096

struct Folder {
    char path[PATH_MOST];
    cJSON *manifest;
};

static SfError
read_file(const char *path, long most, uint8_t **bytes, size_t *size, SfErrorInfo *err)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return sf_fail(err, SF_E_NOTFOUND, "%.300s cannot be opened", path);
    }
    long end = -1;
    if (fseek(file, 0, SEEK_END) == 0) {
        end = ftell(file);
        rewind(file);
    }
    SfError error = end < 0 || end > most ? SF_E_TOOBIG : SF_OK;
    if (error == SF_OK) {
        *size = (size_t)end;
        *bytes = sf_alloc(*size + 1);
        error = *bytes != NULL && fread(*bytes, 1, *size, file) == *size ? SF_OK : SF_E_IO;
    }
    (void)fclose(file);
    return error == SF_OK ? SF_OK : sf_fail(err, error, "%.300s cannot be read", path);
}

SfError folder_open(Folder **out, const char *path, SfErrorInfo *err)
{
    char name[PATH_MOST];
    *out = sf_alloc(sizeof(**out));
    if (*out == NULL || !sf_format((*out)->path, PATH_MOST, "%s", path) ||
        !sf_format(name, sizeof(name), "%s/" MANIFEST, path)) {
        return sf_fail(err, SF_E_NOMEM, "out of memory, or the path is too long");
    }
    uint8_t *bytes = NULL;
    size_t size = 0;
    const SfError error = read_file(name, MANIFEST_BYTES, &bytes, &size, err);
    if (error == SF_OK) {
        (*out)->manifest = cJSON_ParseWithLength((const char *)bytes, size);
    }
    sf_free(bytes);
    if (error == SF_OK && !cJSON_IsArray(cJSON_GetObjectItem((*out)->manifest, "clips"))) {
        return sf_fail(err, SF_E_INPUT, "%.300s: wants an object with a list of \"clips\"", name);
    }
    return error;
}

void folder_close(Folder *folder)
{
    if (folder != NULL) {
        cJSON_Delete(folder->manifest);
        sf_free(folder);
    }
}

const char *folder_about(const Folder *folder, const char *key)
{
    const char *value = cJSON_GetStringValue(cJSON_GetObjectItem(folder->manifest, key));
    return value != NULL ? value : "";
}

/* ---- WAV ------------------------------------------------------------------------------------ */

static uint32_t little(const uint8_t *at, int bytes)
{
    uint32_t value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
        value = value << 8 | at[i];
    }
    return value;
}

/* The chunk of this name, or NULL. */
static const uint8_t *find_chunk(const uint8_t *wav, size_t size, const char *name, size_t *length)
{
    size_t at = 12;
    while (at + 8 <= size) {
        const size_t here = little(wav + at + 4, 4);
        const size_t left = size - at - 8;
        if (memcmp(wav + at, name, 4) == 0) {
            *length = here < left ? here : left;
            return wav + at + 8;
        }
        if (here > left) {
            return NULL;
        }
        at += 8 + here + here % 2;
    }
    return NULL;
}

static SfError read_wav(EngineSound *out, const uint8_t *wav, size_t size)
{
    size_t format_size = 0;
    size_t data_size = 0;
    if (size < 12 || memcmp(wav, "RIFF", 4) != 0 || memcmp(wav + 8, "WAVE", 4) != 0) {
        return SF_E_INPUT;
    }
    const uint8_t *format = find_chunk(wav, size, "fmt ", &format_size);
    const uint8_t *data = find_chunk(wav, size, "data", &data_size);
    if (format == NULL || data == NULL || format_size < 16 || little(format, 2) != 1 ||
        little(format + 2, 2) != 1 || little(format + 14, 2) != 16) {
        return SF_E_INPUT;
    }
    *out = (EngineSound){sf_alloc(data_size), (int32_t)(data_size / 2),
                         (int32_t)little(format + 4, 4)};
    if (out->samples == NULL) {
        return SF_E_NOMEM;
    }
    for (int32_t i = 0; i < out->count; i++) {
        out->samples[i] = (int16_t)little(data + (ptrdiff_t)i * 2, 2);
    }
    return SF_OK;
}

static const char *file_of(const Folder *folder, const char *key)
{
    const cJSON *clip = NULL;
    cJSON_ArrayForEach(clip, cJSON_GetObjectItem(folder->manifest, "clips"))
    {
        const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(clip, "text"));
        char own[VOICE_SENTENCE_BYTES];
        if (text != NULL && voice_key(text, strlen(text), own) && strcmp(own, key) == 0) {
            return cJSON_GetStringValue(cJSON_GetObjectItem(clip, "file"));
        }
    }
    return NULL;
}

SfError folder_speak(const Folder *folder, EngineSound *out, const char *text, SfErrorInfo *err)
{
    char key[VOICE_SENTENCE_BYTES];
    char path[PATH_MOST];
    const char *file = voice_key(text, strlen(text), key) ? file_of(folder, key) : NULL;
    if (file == NULL || !sf_format(path, sizeof(path), "%s/%s", folder->path, file)) {
        return sf_fail(err, SF_E_NOTFOUND, "\"%.300s\" was not recorded", text);
    }
    uint8_t *bytes = NULL;
    size_t size = 0;
    SfError error = read_file(path, WAV_BYTES, &bytes, &size, err);
    if (error == SF_OK) {
        error = read_wav(out, bytes, size);
        if (error != SF_OK) {
            (void)sf_fail(err, SF_E_INPUT, "%.300s: wants a WAV file, mono, 16 bits", path);
        }
    }
    sf_free(bytes);
    return error;
}
