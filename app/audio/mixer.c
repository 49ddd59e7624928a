/* SPDX-License-Identifier: MIT */
#include "surefoot/audio.h"

#include <math.h>
#include <stdatomic.h>

#include "surefoot/memory.h"

#define FADE_MS 10
#define VOLUME_MS 20
#define TONES (TONE_DONE + 1)
/* Voices that give way need a place to fade in. */
#define SLOTS (2 * AUDIO_VOICES)

typedef struct Event {
    int64_t at_frame;
    Tone tone;
    uint32_t epoch; /* events of an older epoch were flushed */
} Event;

typedef struct Voice {
    bool sounding;
    bool fading;
    Tone tone;
    int64_t start_frame;
    int32_t at;        /* frames rendered */
    int32_t fade_left; /* of a fading one: frames until it is silent */
} Voice;

struct AudioMixer {
    int32_t rate;
    int32_t fade_frames;
    /* Tones are rendered once: the callback only adds. */
    float *samples[TONES];
    int32_t lengths[TONES];

    /* Single producer (the app), single consumer (the callback). `pending` bounds what is in the
     * ring and in `waiting` together, so neither can be overrun. */
    Event ring[AUDIO_EVENTS];
    atomic_uint head;
    atomic_uint tail;
    atomic_int pending;
    atomic_uint epoch;
    atomic_llong frame;
    _Atomic float volume_target;
    atomic_bool sounding;

    /* The callback's own. */
    Event waiting[AUDIO_EVENTS];
    int32_t waiting_count;
    Voice voices[SLOTS];
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
    mixer->fade_frames = FADE_MS * rate / 1000;
    mixer->volume = 1.0F;
    atomic_init(&mixer->head, 0);
    atomic_init(&mixer->tail, 0);
    atomic_init(&mixer->pending, 0);
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
    if (atomic_load(&mixer->pending) >= AUDIO_EVENTS) {
        return false;
    }
    const unsigned head = atomic_load_explicit(&mixer->head, memory_order_relaxed);
    mixer->ring[head % AUDIO_EVENTS] = (Event){
        .at_frame = at_frame,
        .tone = tone,
        .epoch = atomic_load_explicit(&mixer->epoch, memory_order_relaxed),
    };
    (void)atomic_fetch_add(&mixer->pending, 1);
    atomic_store_explicit(&mixer->head, head + 1, memory_order_release);
    return true;
}

void audio_mixer_flush(AudioMixer *mixer)
{
    (void)atomic_fetch_add(&mixer->epoch, 1);
}

void audio_mixer_volume(AudioMixer *mixer, float volume)
{
    atomic_store_explicit(&mixer->volume_target, volume, memory_order_relaxed);
}

int64_t audio_mixer_frame(const AudioMixer *mixer)
{
    return atomic_load_explicit(&mixer->frame, memory_order_acquire);
}

/* The callback says `sounding` before it takes from `pending`: in between both are true, never
 * neither. */
bool audio_mixer_idle(const AudioMixer *mixer)
{
    return atomic_load(&mixer->pending) == 0 && !atomic_load(&mixer->sounding);
}

/* ---- in the callback ------------------------------------------------------------------------ */

static void fade(const AudioMixer *mixer, Voice *voice)
{
    if (voice != NULL && voice->sounding && !voice->fading) {
        voice->fading = true;
        voice->fade_left = mixer->fade_frames;
    }
}

static void forget_waiting(AudioMixer *mixer, uint32_t epoch)
{
    mixer->seen_epoch = epoch;
    (void)atomic_fetch_sub(&mixer->pending, mixer->waiting_count);
    mixer->waiting_count = 0;
    for (int32_t i = 0; i < SLOTS; i++) {
        fade(mixer, &mixer->voices[i]);
    }
}

static void take_events(AudioMixer *mixer)
{
    /* The ring before the epoch: an event scheduled after a flush then never meets the old epoch,
     * by which it would be thrown away. */
    const unsigned head = atomic_load_explicit(&mixer->head, memory_order_acquire);
    const uint32_t epoch = atomic_load(&mixer->epoch);
    if (epoch != mixer->seen_epoch) {
        forget_waiting(mixer, epoch);
    }
    unsigned tail = atomic_load_explicit(&mixer->tail, memory_order_relaxed);
    for (; tail != head; tail++) {
        const Event *event = &mixer->ring[tail % AUDIO_EVENTS];
        if (event->epoch == epoch) {
            mixer->waiting[mixer->waiting_count++] = *event;
        } else {
            (void)atomic_fetch_sub(&mixer->pending, 1);
        }
    }
    atomic_store_explicit(&mixer->tail, tail, memory_order_release);
}

/* What is lost if this slot is taken. */
static int32_t loss(const Voice *voice)
{
    return !voice->sounding ? 0 : voice->fading ? voice->fade_left : INT32_MAX;
}

/* A slot to sound in. When AUDIO_VOICES sound already the oldest begins to fade; only when fading
 * ones fill all other slots, the one that is nearly silent goes at once. */
static Voice *take_voice(AudioMixer *mixer)
{
    Voice *cheapest = &mixer->voices[0];
    Voice *oldest = NULL;
    int32_t count = 0;
    for (int32_t i = 0; i < SLOTS; i++) {
        Voice *voice = &mixer->voices[i];
        cheapest = loss(voice) < loss(cheapest) ? voice : cheapest;
        if (voice->sounding && !voice->fading) {
            oldest = oldest == NULL || voice->start_frame < oldest->start_frame ? voice : oldest;
            count++;
        }
    }
    if (count >= AUDIO_VOICES) {
        fade(mixer, oldest);
    }
    return cheapest;
}

/* Begins what is due at this frame; returns the next onset, `end` at the latest. */
static int64_t begin_due(AudioMixer *mixer, int64_t frame, int64_t end)
{
    int32_t kept = 0;
    int64_t next = end;
    const int32_t count = mixer->waiting_count;
    for (int32_t i = 0; i < count; i++) {
        const Event event = mixer->waiting[i];
        if (event.at_frame > frame) {
            next = event.at_frame < next ? event.at_frame : next;
            mixer->waiting[kept++] = event;
            continue;
        }
        if (mixer->lengths[event.tone] > 0) {
            atomic_store(&mixer->sounding, true);
            *take_voice(mixer) =
                (Voice){.sounding = true, .tone = event.tone, .start_frame = frame};
        }
    }
    mixer->waiting_count = kept;
    (void)atomic_fetch_sub(&mixer->pending, count - kept);
    return next;
}

static float next_sample(const AudioMixer *mixer, Voice *voice)
{
    float sample = mixer->samples[voice->tone][voice->at++];
    if (voice->fading) {
        sample *= (float)voice->fade_left / (float)mixer->fade_frames;
        voice->fade_left--;
    }
    voice->sounding =
        voice->at < mixer->lengths[voice->tone] && (!voice->fading || voice->fade_left > 0);
    return sample;
}

static int16_t add_saturating(int16_t a, float b)
{
    const float sum = (float)a + b * 32767.0F;
    if (sum >= 32767.0F) {
        return INT16_MAX;
    }
    return sum <= -32768.0F ? INT16_MIN : (int16_t)lrintf(sum);
}

static int32_t list_sounding(AudioMixer *mixer, Voice *out[SLOTS])
{
    int32_t count = 0;
    for (int32_t i = 0; i < SLOTS; i++) {
        if (mixer->voices[i].sounding) {
            out[count++] = &mixer->voices[i];
        }
    }
    return count;
}

/* Adds frames in which no voice begins. */
static void add_frames(AudioMixer *mixer, int16_t *out, int64_t frames)
{
    Voice *voices[SLOTS];
    const int32_t count = list_sounding(mixer, voices);
    const float target = atomic_load_explicit(&mixer->volume_target, memory_order_relaxed);
    if (count == 0 && mixer->volume == target) {
        return;
    }
    const float step = 1000.0F / (float)(VOLUME_MS * mixer->rate);
    for (int64_t i = 0; i < frames; i++) {
        const float away = target - mixer->volume;
        mixer->volume += away > step ? step : away < -step ? -step : away;
        float sample = 0;
        for (int32_t j = 0; j < count; j++) {
            sample += voices[j]->sounding ? next_sample(mixer, voices[j]) : 0;
        }
        if (sample != 0) {
            out[2 * i] = add_saturating(out[2 * i], sample * mixer->volume);
            out[2 * i + 1] = add_saturating(out[2 * i + 1], sample * mixer->volume);
        }
    }
}

void audio_mixer_render(AudioMixer *mixer, int16_t *out, int32_t frames)
{
    const int64_t first = atomic_load_explicit(&mixer->frame, memory_order_relaxed);
    const int64_t end = first + frames;
    take_events(mixer);
    for (int64_t at = first; at < end;) {
        const int64_t next = begin_due(mixer, at, end);
        add_frames(mixer, out + 2 * (at - first), next - at);
        at = next;
    }
    Voice *voices[SLOTS];
    atomic_store(&mixer->sounding, list_sounding(mixer, voices) > 0);
    atomic_store_explicit(&mixer->frame, end, memory_order_release);
}
