/* SPDX-License-Identifier: MIT */
/* Keeps decoded clips that were used last. */
#include "surefoot/voice.h"

#include <string.h>

#include "surefoot/memory.h"

#define SLOTS 256

typedef struct Slot {
    AudioClip clip;
    char *key;
    int16_t *samples;
    uint64_t used; /* when, in uses of the cache; 0: empty */
} Slot;

struct VoiceCache {
    size_t most;
    size_t bytes;
    uint64_t uses;
    Slot slots[SLOTS];
};

VoiceCache *voice_cache_create(size_t bytes)
{
    VoiceCache *cache = sf_alloc(sizeof(*cache));
    if (cache != NULL) {
        cache->most = bytes;
    }
    return cache;
}

static size_t slot_bytes(const Slot *slot)
{
    return (size_t)slot->clip.frames * sizeof(int16_t);
}

static void empty(VoiceCache *cache, Slot *slot)
{
    cache->bytes -= slot_bytes(slot);
    sf_free(slot->samples);
    sf_free(slot->key);
    *slot = (Slot){0};
}

void voice_cache_destroy(VoiceCache *cache)
{
    if (cache == NULL) {
        return;
    }
    for (int32_t i = 0; i < SLOTS; i++) {
        empty(cache, &cache->slots[i]);
    }
    sf_free(cache);
}

AudioClip *voice_cache_get(VoiceCache *cache, const char *key)
{
    for (int32_t i = 0; i < SLOTS; i++) {
        Slot *slot = &cache->slots[i];
        if (slot->used > 0 && strcmp(slot->key, key) == 0) {
            slot->used = ++cache->uses;
            return &slot->clip;
        }
    }
    return NULL;
}

/* The least recently used slot that nobody hears, or NULL. */
static Slot *oldest(VoiceCache *cache)
{
    Slot *found = NULL;
    for (int32_t i = 0; i < SLOTS; i++) {
        Slot *slot = &cache->slots[i];
        if (slot->used > 0 && audio_clip_unused(&slot->clip) &&
            (found == NULL || slot->used < found->used)) {
            found = slot;
        }
    }
    return found;
}

static Slot *empty_slot(VoiceCache *cache)
{
    for (int32_t i = 0; i < SLOTS; i++) {
        if (cache->slots[i].used == 0) {
            return &cache->slots[i];
        }
    }
    return NULL;
}

AudioClip *voice_cache_add(VoiceCache *cache, const char *key, int32_t frames, int16_t **samples)
{
    const size_t bytes = (size_t)frames * sizeof(int16_t);
    if (frames <= 0 || bytes > cache->most) {
        return NULL;
    }
    Slot *slot = empty_slot(cache);
    while (slot == NULL || cache->bytes + bytes > cache->most) {
        Slot *victim = oldest(cache);
        if (victim == NULL) {
            return NULL;
        }
        empty(cache, victim);
        slot = slot == NULL ? victim : slot;
    }
    const size_t key_bytes = strlen(key) + 1;
    slot->key = sf_alloc(key_bytes);
    slot->samples = sf_alloc(bytes);
    if (slot->key == NULL || slot->samples == NULL) {
        empty(cache, slot);
        return NULL;
    }
    memcpy(slot->key, key, key_bytes);
    slot->used = ++cache->uses;
    slot->clip.samples = slot->samples;
    slot->clip.frames = frames;
    cache->bytes += bytes;
    *samples = slot->samples;
    return &slot->clip;
}

size_t voice_cache_bytes(const VoiceCache *cache)
{
    return cache->bytes;
}
