/* SPDX-License-Identifier: MIT */
#include "surefoot/audio.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

#include "surefoot/memory.h"

#define FLUSH_MS 10
#define VOLUME_MS 20
#define TONES (TONE_DONE + 1)

typedef struct Event {
    int64_t at_frame;
    Tone tone;
    uint32_t epoch; /* events of an older epoch were flushed */
} Event;

typedef struct Voice {
    bool sounding;
    Tone tone;
    int64_t start_frame;
    int32_t at;        /* frames rendered */
    int32_t fade_left; /* frames until a flushed voice is silent, -1 if it is not fading */
} Voice;

struct AudioMixer {
    int32_t rate;
    /* Tones are rendered once: the callback only adds. */
    float *samples[TONES];
    int32_t lengths[TONES];

    /* Single producer (the app), single consumer (the callback). */
    Event ring[AUDIO_EVENTS];
    atomic_uint head;
    atomic_uint tail;
    atomic_uint epoch;
    atomic_llong frame;
    _Atomic float volume_target;
    atomic_bool sounding;

    /* The callback's own. */
    Event waiting[AUDIO_EVENTS];
    int32_t waiting_count;
    Voice voices[AUDIO_VOICES];
    uint32_t seen_epoch;
    float volume;
};

static bool render_tones(AudioMixer *mixer)
{
    for (int32_t tone = 0; tone < TONES; tone++) {
        const int32_t frames = (int32_t)((int64_t)tone_length_ms((Tone)tone) * mixer->rate / 1000);
        mixer->lengths[tone] = frames;
        mixer->samples[tone] = sf_alloc((size_t)(frames + 1) * sizeof(float));
        if (mixer->samples[tone] == NULL) {
            return false;
        }
        for (int32_t i = 0; i < frames; i++) {
            mixer->samples[tone][i] = tone_sample((Tone)tone, i, mixer->rate);
        }
    }
    return true;
}

AudioMixer *audio_mixer_create(int32_t rate)
{
    AudioMixer *mixer = sf_alloc(sizeof(*mixer));
    if (mixer == NULL) {
        return NULL;
    }
    mixer->rate = rate;
    mixer->volume = 1.0F;
    atomic_init(&mixer->head, 0);
    atomic_init(&mixer->tail, 0);
    atomic_init(&mixer->epoch, 0);
    atomic_init(&mixer->frame, 0);
    atomic_init(&mixer->volume_target, 1.0F);
    atomic_init(&mixer->sounding, false);
    if (!render_tones(mixer)) {
        audio_mixer_destroy(mixer);
        return NULL;
    }
    return mixer;
}

void audio_mixer_destroy(AudioMixer *mixer)
{
    if (mixer == NULL) {
        return;
    }
    for (int32_t tone = 0; tone < TONES; tone++) {
        sf_free(mixer->samples[tone]);
    }
    sf_free(mixer);
}

bool audio_mixer_schedule(AudioMixer *mixer, int64_t at_frame, Tone tone)
{
    const unsigned head = atomic_load_explicit(&mixer->head, memory_order_relaxed);
    const unsigned tail = atomic_load_explicit(&mixer->tail, memory_order_acquire);
    if (head - tail >= AUDIO_EVENTS) {
        return false;
    }
    mixer->ring[head % AUDIO_EVENTS] = (Event){
        .at_frame = at_frame,
        .tone = tone,
        .epoch = atomic_load_explicit(&mixer->epoch, memory_order_relaxed),
    };
    atomic_store_explicit(&mixer->head, head + 1, memory_order_release);
    return true;
}

void audio_mixer_flush(AudioMixer *mixer)
{
    atomic_fetch_add_explicit(&mixer->epoch, 1, memory_order_release);
}

void audio_mixer_volume(AudioMixer *mixer, float volume)
{
    atomic_store_explicit(&mixer->volume_target, volume, memory_order_relaxed);
}

int64_t audio_mixer_frame(const AudioMixer *mixer)
{
    return atomic_load_explicit(&mixer->frame, memory_order_acquire);
}

bool audio_mixer_idle(const AudioMixer *mixer)
{
    return atomic_load(&mixer->head) == atomic_load(&mixer->tail) && !atomic_load(&mixer->sounding);
}

/* ---- in the callback ------------------------------------------------------------------------ */

static void take_events(AudioMixer *mixer)
{
    const uint32_t epoch = atomic_load_explicit(&mixer->epoch, memory_order_acquire);
    if (epoch != mixer->seen_epoch) {
        mixer->seen_epoch = epoch;
        mixer->waiting_count = 0;
        for (int32_t i = 0; i < AUDIO_VOICES; i++) {
            if (mixer->voices[i].sounding && mixer->voices[i].fade_left < 0) {
                mixer->voices[i].fade_left = FLUSH_MS * mixer->rate / 1000;
            }
        }
    }
    unsigned tail = atomic_load_explicit(&mixer->tail, memory_order_relaxed);
    const unsigned head = atomic_load_explicit(&mixer->head, memory_order_acquire);
    while (tail != head && mixer->waiting_count < AUDIO_EVENTS) {
        const Event *event = &mixer->ring[tail % AUDIO_EVENTS];
        if (event->epoch == epoch) {
            mixer->waiting[mixer->waiting_count++] = *event;
        }
        tail++;
    }
    atomic_store_explicit(&mixer->tail, tail, memory_order_release);
}

static Voice *free_voice(AudioMixer *mixer)
{
    Voice *oldest = &mixer->voices[0];
    for (int32_t i = 0; i < AUDIO_VOICES; i++) {
        Voice *voice = &mixer->voices[i];
        if (!voice->sounding) {
            return voice;
        }
        oldest = voice->start_frame < oldest->start_frame ? voice : oldest;
    }
    return oldest;
}

static void begin_voices(AudioMixer *mixer, int64_t until_frame)
{
    int32_t kept = 0;
    for (int32_t i = 0; i < mixer->waiting_count; i++) {
        const Event event = mixer->waiting[i];
        if (event.at_frame >= until_frame) {
            mixer->waiting[kept++] = event;
            continue;
        }
        Voice *voice = free_voice(mixer);
        const int64_t now = atomic_load_explicit(&mixer->frame, memory_order_relaxed);
        *voice = (Voice){
            .sounding = true,
            .tone = event.tone,
            .start_frame = event.at_frame > now ? event.at_frame : now,
            .fade_left = -1,
        };
    }
    mixer->waiting_count = kept;
}

static float next_sample(const AudioMixer *mixer, Voice *voice)
{
    if (voice->at >= mixer->lengths[voice->tone] || voice->fade_left == 0) {
        voice->sounding = false;
        return 0;
    }
    float sample = mixer->samples[voice->tone][voice->at++];
    if (voice->fade_left > 0) {
        sample *= (float)voice->fade_left / (float)(FLUSH_MS * mixer->rate / 1000);
        voice->fade_left--;
    }
    return sample;
}

static float mix_frame(AudioMixer *mixer, int64_t frame)
{
    float sum = 0;
    for (int32_t i = 0; i < AUDIO_VOICES; i++) {
        Voice *voice = &mixer->voices[i];
        if (voice->sounding && frame >= voice->start_frame) {
            sum += next_sample(mixer, voice);
        }
    }
    return sum;
}

static int16_t add_saturating(int16_t a, float b)
{
    const float sum = (float)a + b * 32767.0F;
    if (sum > 32767.0F) {
        return INT16_MAX;
    }
    return sum < -32768.0F ? INT16_MIN : (int16_t)lrintf(sum);
}

void audio_mixer_render(AudioMixer *mixer, int16_t *out, int32_t frames)
{
    const int64_t first = atomic_load_explicit(&mixer->frame, memory_order_relaxed);
    take_events(mixer);
    begin_voices(mixer, first + frames);
    const float target = atomic_load_explicit(&mixer->volume_target, memory_order_relaxed);
    const float step = 1000.0F / (float)(VOLUME_MS * mixer->rate);
    bool sounding = mixer->waiting_count > 0;
    for (int32_t i = 0; i < frames; i++) {
        const float away = target - mixer->volume;
        mixer->volume += away > step ? step : away < -step ? -step : away;
        const float sample = mix_frame(mixer, first + i) * mixer->volume;
        if (sample != 0) {
            out[2 * i] = add_saturating(out[2 * i], sample);
            out[2 * i + 1] = add_saturating(out[2 * i + 1], sample);
        }
    }
    for (int32_t i = 0; i < AUDIO_VOICES; i++) {
        sounding = sounding || mixer->voices[i].sounding;
    }
    atomic_store_explicit(&mixer->sounding, sounding, memory_order_release);
    atomic_store_explicit(&mixer->frame, first + frames, memory_order_release);
}
