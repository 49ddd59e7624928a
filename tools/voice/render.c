/* SPDX-License-Identifier: MIT */
/*
 * voice_render OUT TEXTS LANGUAGE [FOLDER]: renders the sentences of TEXTS, one a line and sorted
 * by key, into a voice pack (surefoot/voice.h). Recordings in FOLDER go first; the engine says the
 * rest. Prints a line about what it made.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "encode.h"
#include "folder.h"
#include "surefoot/memory.h"
#include "surefoot/voice.h"

#define TEXTS_MOST VOICE_CLIPS
#define HEAD_BYTES (8 + 7 * 4)
#define CLIP_BYTES 20

typedef struct Entry {
    uint32_t text;
    uint32_t data;
    uint32_t size;
    uint32_t frames;
    double lufs;
    double peak_db;
} Entry;

typedef struct Pack {
    const char *language;
    Folder *folder; /* or NULL */
    Engine *engine; /* or NULL */
    int32_t recorded;
    Entry *entries;
    int32_t count;
    Bytes about;
    Bytes texts;
    Bytes headers[ENCODE_HEADERS];
    Bytes data;
} Pack;

static SfError speak(Pack *pack, EngineSound *raw, const char *text, SfErrorInfo *err)
{
    if (pack->folder != NULL) {
        const SfError error = folder_speak(pack->folder, raw, text, err);
        pack->recorded += error == SF_OK ? 1 : 0;
        if (error != SF_E_NOTFOUND || pack->engine == NULL) {
            return error;
        }
    }
    return engine_speak(pack->engine, raw, text, err);
}

static SfError add_clip(Pack *pack, const char *text, SfErrorInfo *err)
{
    char key[VOICE_SENTENCE_BYTES];
    if (pack->count == TEXTS_MOST || !voice_key(text, strlen(text), key)) {
        return sf_fail(err, SF_E_TOOBIG, "too many sentences, or one too long");
    }
    EngineSound raw = {0};
    SfError error = speak(pack, &raw, text, err);
    VoiceMaster master = {0};
    if (error == SF_OK) {
        error = voice_master(&master, raw.samples, raw.count, raw.rate, err);
    }
    Entry *entry = &pack->entries[pack->count];
    *entry = (Entry){
        .text = (uint32_t)pack->texts.size,
        .data = (uint32_t)pack->data.size,
        .frames = (uint32_t)master.frames,
        .lufs = master.lufs,
        .peak_db = master.peak_db,
    };
    if (error == SF_OK && (!encode_clip(&pack->data, master.samples, master.frames) ||
                           !bytes_add(&pack->texts, key, strlen(key) + 1))) {
        error = sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    entry->size = (uint32_t)pack->data.size - entry->data;
    pack->count += error == SF_OK ? 1 : 0;
    sf_free(master.samples);
    sf_free(raw.samples);
    return error;
}

static SfError add_texts(Pack *pack, const char *path, SfErrorInfo *err)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return sf_fail(err, SF_E_NOTFOUND, "%.300s cannot be opened", path);
    }
    char line[VOICE_SENTENCE_BYTES + 2];
    SfError error = SF_OK;
    while (error == SF_OK && fgets(line, sizeof(line), file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        SfErrorInfo why = {0};
        error = add_clip(pack, line, &why);
        if (error == SF_E_NOTFOUND) {
            (void)fprintf(stderr, "voice_render: left out: %s\n", why.text);
            error = SF_OK;
        } else if (error != SF_OK) {
            (void)sf_fail(err, error, "\"%.200s\": %.250s", line, why.text);
        }
    }
    (void)fclose(file);
    return error;
}

static bool add_about(Pack *pack, const char *key, const char *value)
{
    return bytes_add(&pack->about, key, strlen(key)) && bytes_add(&pack->about, ": ", 2) &&
           bytes_add(&pack->about, value, strlen(value)) && bytes_add(&pack->about, "\n", 1);
}

static bool describe(Pack *pack)
{
    bool fine = add_about(pack, "language", pack->language);
    if (pack->folder != NULL) {
        static const char *const keys[] = {"voice", "author", "licence"};
        for (size_t i = 0; i < SF_COUNT(keys) && fine; i++) {
            fine = add_about(pack, keys[i], folder_about(pack->folder, keys[i]));
        }
    }
    if (pack->engine != NULL && pack->recorded < pack->count) {
        fine = fine && add_about(pack, "engine", engine_name()) &&
               add_about(pack, "engine licence", engine_licence());
    }
    return fine;
}

static uint32_t hundredths(double value)
{
    return (uint32_t)(int32_t)lround(value * 100) & 0xffffU;
}

static bool add_bytes(Bytes *out, const Bytes *part)
{
    return part->size == 0 || bytes_add(out, part->items, part->size);
}

static bool assemble(const Pack *pack, Bytes *out)
{
    size_t data_at =
        HEAD_BYTES + pack->about.size + (size_t)pack->count * CLIP_BYTES + pack->texts.size;
    for (int i = 0; i < ENCODE_HEADERS; i++) {
        data_at += pack->headers[i].size;
    }
    bool fine = bytes_add(out, "SFVOICE1", 8) &&
                bytes_add_u32(out, (uint32_t)(data_at + pack->data.size)) &&
                bytes_add_u32(out, (uint32_t)pack->count) &&
                bytes_add_u32(out, (uint32_t)pack->about.size) &&
                bytes_add_u32(out, (uint32_t)pack->texts.size);
    for (int i = 0; i < ENCODE_HEADERS; i++) {
        fine = fine && bytes_add_u32(out, (uint32_t)pack->headers[i].size);
    }
    fine = fine && add_bytes(out, &pack->about);
    for (int32_t i = 0; i < pack->count; i++) {
        const Entry *entry = &pack->entries[i];
        fine = fine && bytes_add_u32(out, entry->text) &&
               bytes_add_u32(out, (uint32_t)data_at + entry->data) &&
               bytes_add_u32(out, entry->size) && bytes_add_u32(out, entry->frames) &&
               bytes_add_u16(out, hundredths(entry->lufs)) &&
               bytes_add_u16(out, hundredths(entry->peak_db));
    }
    fine = fine && add_bytes(out, &pack->texts);
    for (int i = 0; i < ENCODE_HEADERS; i++) {
        fine = fine && add_bytes(out, &pack->headers[i]);
    }
    return fine && add_bytes(out, &pack->data);
}

/* Under another name first: what is stopped half way leaves no half a voice. */
static SfError write_out(const Pack *pack, const char *path, SfErrorInfo *err)
{
    char part[4096];
    Bytes out = {0};
    SfError error = SF_E_IO;
    if (assemble(pack, &out) && sf_format(part, sizeof(part), "%s.part", path)) {
        FILE *file = fopen(part, "wb");
        const bool wrote = file != NULL && fwrite(out.items, 1, out.size, file) == out.size;
        const bool closed = file != NULL && fclose(file) == 0;
        error = wrote && closed && rename(part, path) == 0 ? SF_OK : SF_E_IO;
    }
    sf_free(out.items);
    return error == SF_OK ? SF_OK : sf_fail(err, error, "%.300s cannot be written", path);
}

static void report(const Pack *pack, const char *path)
{
    double frames = 0;
    for (int32_t i = 0; i < pack->count; i++) {
        frames += pack->entries[i].frames;
    }
    (void)printf("%s: %d clips, %.0f s of speech, %zu bytes of Vorbis\n", path, pack->count,
                 frames / VOICE_RATE, pack->data.size);
}

static SfError render(Pack *pack, const char *out, const char *texts, SfErrorInfo *err)
{
    pack->entries = sf_alloc(TEXTS_MOST * sizeof(*pack->entries));
    if (pack->entries == NULL || !encode_headers(pack->headers)) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    SfError error = add_texts(pack, texts, err);
    if (error == SF_OK && !describe(pack)) {
        error = sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    return error == SF_OK ? write_out(pack, out, err) : error;
}

static void clear(Pack *pack)
{
    engine_close(pack->engine);
    folder_close(pack->folder);
    sf_free(pack->entries);
    sf_free(pack->about.items);
    sf_free(pack->texts.items);
    sf_free(pack->data.items);
    for (int i = 0; i < ENCODE_HEADERS; i++) {
        sf_free(pack->headers[i].items);
    }
}

int main(int argc, char **argv)
{
    if (argc < 4 || argc > 5) {
        (void)fprintf(stderr, "usage: voice_render OUT TEXTS LANGUAGE [FOLDER]\n");
        return 2;
    }
    SfErrorInfo err = {0};
    Pack pack = {.language = argv[3]};
    SfError error = argc == 5 ? folder_open(&pack.folder, argv[4], &err) : SF_OK;
    if (error == SF_OK) {
        const SfError opened = engine_open(&pack.engine, pack.language, &err);
        error = pack.folder != NULL ? SF_OK : opened;
    }
    if (error == SF_OK) {
        error = render(&pack, argv[1], argv[2], &err);
    }
    if (error == SF_OK) {
        report(&pack, argv[1]);
    } else {
        (void)fprintf(stderr, "voice_render: %s\n", err.text);
    }
    clear(&pack);
    return error == SF_OK ? 0 : 1;
}
