/* SPDX-License-Identifier: MIT */
/**
 * The voice: a pack of spoken sentences, and what turns a text into sound that the mixer plays.
 *
 * A text is spoken sentence by sentence: "Clamshell. Left side." is two clips with a short pause.
 * Sentences are what people record and what speech engines intone, and the same "Left side." serves
 * every exercise. A sentence is found by its words: capitals and a closing full stop do not matter.
 *
 * A pack is one file, read whole into memory. All clips are Vorbis, mono, VOICE_RATE, and share one
 * set of Vorbis headers; without that each would carry 3.5 kB of its own. Little-endian:
 *
 *     "SFVOICE1"
 *     u32 size of the file, clips, size of about, size of texts, size of Vorbis header 1, 2, 3
 *     about    UTF-8 lines "key: value": language, voice, engine, licence
 *     clips    each u32 text, data, size, frames; i16 loudness, peak; sorted by text as bytes
 *     texts    each closed by a zero byte; lower case, no full stop
 *     headers  of Vorbis
 *     data     each clip: packets of Vorbis, each a u16 size and its bytes
 *
 * `text` counts from the start of texts, `data` from the start of the file; frames are samples at
 * VOICE_RATE; loudness (LUFS) and true peak (dB) of the sound before it was encoded, in hundredths.
 *
 * One thread uses all of this; the mixer's callback only reads the samples of an AudioClip.
 */
#ifndef SUREFOOT_VOICE_H
#define SUREFOOT_VOICE_H

#include "surefoot/audio.h"

#define VOICE_RATE 24000
#define VOICE_PAUSE_MS 180          /**< between the sentences of one text */
#define VOICE_PACK_BYTES (64 << 20) /**< a larger pack is refused */
#define VOICE_CLIPS 20000           /**< in one pack */
#define VOICE_CLIP_FRAMES (30 * VOICE_RATE)
#define VOICE_SENTENCE_BYTES 512 /**< a longer sentence is not spoken */

/* ---- the pack ------------------------------------------------------------------------------- */

typedef struct VoicePack VoicePack;

typedef struct VoiceClip {
    const char *text; /**< borrowed from the pack */
    int32_t frames;   /**< at VOICE_RATE */
    float lufs;
    float peak_db;
} VoiceClip;

/** Opens the pack in bytes, which are borrowed until voice_pack_close. SF_E_CORRUPT, SF_E_NOMEM. */
SfError voice_pack_open(VoicePack **out, const uint8_t *bytes, size_t size, SfErrorInfo *err);
/** Opens a pack from a file. As voice_pack_open; also SF_E_NOTFOUND, SF_E_IO, SF_E_TOOBIG. */
SfError voice_pack_load(VoicePack **out, const char *path, SfErrorInfo *err);
/** Frees a pack. NULL is fine. */
void voice_pack_close(VoicePack *pack);

/** How many clips the pack has. */
int32_t voice_pack_count(const VoicePack *pack);
/** The clip at an index from 0 to voice_pack_count - 1. */
VoiceClip voice_pack_clip(const VoicePack *pack, int32_t index);
/** The index of the clip of a sentence of `length` bytes, or -1. */
int32_t voice_pack_find(const VoicePack *pack, const char *sentence, size_t length);
/** The value of a line of `about`; false if there is none or it does not fit. */
bool voice_pack_about(const VoicePack *pack, const char *key, char *out, size_t size);
/** Length of a whole text, pauses included, rounded up; -1 if a sentence is not in the pack. */
int32_t voice_pack_ms(const VoicePack *pack, const char *text);

/** Takes the next sentence off a text; false at its end. Set *at to the text before the first. */
bool voice_sentence(const char **at, const char **sentence, size_t *length);
/** A sentence as packs spell it; false if it is empty or too long. */
bool voice_key(const char *sentence, size_t length, char out[VOICE_SENTENCE_BYTES]);

typedef struct VoiceDecoder VoiceDecoder;

/** A decoder for a pack that must outlive it. SF_E_CORRUPT if the pack's headers are not Vorbis. */
SfError voice_decoder_create(VoiceDecoder **out, const VoicePack *pack, SfErrorInfo *err);
/** Frees a decoder. The pack stays. */
void voice_decoder_destroy(VoiceDecoder *decoder);
/** Decodes a clip into its `frames` samples. Missing samples of a damaged clip become silence. */
SfError voice_decode(VoiceDecoder *decoder, int32_t clip, int16_t *out);

/* ---- decoded clips -------------------------------------------------------------------------- */

typedef struct VoiceCache VoiceCache;

/** Keeps the last used clips within so many bytes. NULL when memory is out. */
VoiceCache *voice_cache_create(size_t bytes);
/** Frees the cache and its clips. No mixer may be using a clip any more. */
void voice_cache_destroy(VoiceCache *cache);
/** The clip of this key, or NULL. */
AudioClip *voice_cache_get(VoiceCache *cache, const char *key);
/**
 * Room for a clip, silent, to be filled through *samples. The least recently used that do not sound
 * make way; NULL if that is not enough, or memory is out.
 */
AudioClip *voice_cache_add(VoiceCache *cache, const char *key, int32_t frames, int16_t **samples);
/** How many bytes the kept clips take. */
size_t voice_cache_bytes(const VoiceCache *cache);

/* ---- mastering ------------------------------------------------------------------------------ */

#define VOICE_LUFS -18.0
/**
 * Below the -1.5 dB of a single sound: the loudest tone, ducked, still fits on top of it under
 * -1 dB.
 */
#define VOICE_PEAK_DB -3.0

typedef struct VoiceMaster {
    float *samples; /**< sf_free */
    int32_t frames; /**< at VOICE_RATE */
    double lufs;
    double peak_db; /**< true peak */
} VoiceMaster;

/**
 * Makes any recording of one sentence sound like its siblings: high-pass at 70 Hz, silence trimmed,
 * VOICE_RATE, short fades, VOICE_LUFS, true peak at most VOICE_PEAK_DB. SF_E_INPUT if there is
 * nothing to hear or the rate is odd, SF_E_TOOBIG beyond VOICE_CLIP_FRAMES, SF_E_NOMEM.
 */
SfError voice_master(
    VoiceMaster *out, const int16_t *samples, int32_t count, int32_t rate, SfErrorInfo *err);

#endif
