/* SPDX-License-Identifier: MIT */
/* The mixer: schedules tones and speech, and mixes them in the callback. */
#include "surefoot/audio.h"

#include <math.h>
#include <stdatomic.h>

#include "surefoot/memory.h"

#define FADE_MS 10
#define VOLUME_MS 20
#define DUCK_GAIN 0.316F /* -10 dB */
#define DUCK_DOWN_MS 100
#define DUCK_UP_MS 250
#define CEILING 0.841F /* -1.5 dB: curves between samples stay below -1 */
#define LIMIT_RELEASE_MS 50
#define HALF_BAND 12 /* taps to each side, for the samples between those of a clip */
#define TONES (TONE_DONE + 1)
/* Voices that give way need a place to fade in. */
#define SLOTS (2 * AUDIO_VOICES)

typedef struct Event {
    int64_t at_frame;
    Tone tone;
    AudioClip *clip; /* or NULL: a tone */
    uint32_t epoch;  /* events of an older epoch were flushed */
} Event;

typedef struct Voice {
    bool sounding;
    bool fading;
    Tone tone;
    AudioClip *clip; /* or NULL: a tone */
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
    float half_band[HALF_BAND];

    /* Single producer (the app), single consumer (the callback). `pending` bounds what is in the
     * ring and in `waiting` together, so neither can be overrun. */
    Event ring[AUDIO_EVENTS];
    atomic_uint head;
    atomic_uint tail;
    atomic_int pending;
    atomic_uint epoch;
    atomic_llong frame;
    _Atomic float volume_target;
    _Atomic float voice_volume_target;
    atomic_bool sounding;

    /* The callback's own. */
    Event waiting[AUDIO_EVENTS];
    int32_t waiting_count;
    Voice voices[SLOTS];
    uint32_t seen_epoch;
    float volume;
    float voice_volume;
    float duck;  /* of the tones: 1 at rest */
    float limit; /* of everything: 1 at rest */
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

/* Half way between two samples: a sinc under a cosine window, its weights adding up to one. */
static void make_half_band(float *weights)
{
    float sum = 0;
    for (int32_t k = 0; k < HALF_BAND; k++) {
        const float away = 3.14159265F * ((float)k + 0.5F);
        const float window = 0.5F + 0.5F * cosf(away / HALF_BAND);
        weights[k] = window * (k % 2 == 0 ? 1.0F : -1.0F) / away;
        sum += 2 * weights[k];
    }
    for (int32_t k = 0; k < HALF_BAND; k++) {
        weights[k] /= sum;
    }
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
    mixer->voice_volume = 1.0F;
    mixer->duck = 1.0F;
    mixer->limit = 1.0F;
    make_half_band(mixer->half_band);
    atomic_init(&mixer->head, 0);
    atomic_init(&mixer->tail, 0);
    atomic_init(&mixer->pending, 0);
    atomic_init(&mixer->epoch, 0);
    atomic_init(&mixer->frame, 0);
    atomic_init(&mixer->volume_target, 1.0F);
    atomic_init(&mixer->voice_volume_target, 1.0F);
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

static bool schedule(AudioMixer *mixer, int64_t at_frame, Tone tone, AudioClip *clip)
{
    if (atomic_load(&mixer->pending) >= AUDIO_EVENTS) {
        return false;
    }
    const unsigned head = atomic_load_explicit(&mixer->head, memory_order_relaxed);
    mixer->ring[head % AUDIO_EVENTS] = (Event){
        .at_frame = at_frame,
        .tone = tone,
        .clip = clip,
        .epoch = atomic_load_explicit(&mixer->epoch, memory_order_relaxed),
    };
    (void)atomic_fetch_add(&mixer->pending, 1);
    atomic_store_explicit(&mixer->head, head + 1, memory_order_release);
    return true;
}

bool audio_mixer_schedule(AudioMixer *mixer, int64_t at_frame, Tone tone)
{
    return schedule(mixer, at_frame, tone, NULL);
}

bool audio_mixer_say(AudioMixer *mixer, int64_t at_frame, AudioClip *clip)
{
    if (mixer->rate != AUDIO_RATE || clip->frames <= 0) {
        return false;
    }
    (void)atomic_fetch_add(&clip->users, 1);
    if (!schedule(mixer, at_frame, TONE_NONE, clip)) {
        (void)atomic_fetch_sub(&clip->users, 1);
        return false;
    }
    return true;
}

bool audio_clip_unused(const AudioClip *clip)
{
    return atomic_load(&clip->users) == 0;
}

void audio_mixer_flush(AudioMixer *mixer)
{
    (void)atomic_fetch_add(&mixer->epoch, 1);
}

void audio_mixer_volume(AudioMixer *mixer, float volume)
{
    atomic_store_explicit(&mixer->volume_target, volume, memory_order_relaxed);
}

void audio_mixer_voice_volume(AudioMixer *mixer, float volume)
{
    atomic_store_explicit(&mixer->voice_volume_target, volume, memory_order_relaxed);
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

/* After this the app may free the samples. */
static void let_go(AudioClip *clip)
{
    if (clip != NULL) {
        (void)atomic_fetch_sub(&clip->users, 1);
    }
}

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
    for (int32_t i = 0; i < mixer->waiting_count; i++) {
        let_go(mixer->waiting[i].clip);
    }
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
            let_go(event->clip);
            (void)atomic_fetch_sub(&mixer->pending, 1);
        }
    }
    atomic_store_explicit(&mixer->tail, tail, memory_order_release);
}

/* The sound lost if this slot is taken: none if free; if fading, its frames left; else most. */
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

static int32_t length_of(const AudioMixer *mixer, Tone tone, const AudioClip *clip)
{
    return clip != NULL ? 2 * clip->frames : mixer->lengths[tone];
}

/* One utterance at a time: a new one fades the one before. */
static void hush(AudioMixer *mixer)
{
    for (int32_t i = 0; i < SLOTS; i++) {
        if (mixer->voices[i].clip != NULL) {
            fade(mixer, &mixer->voices[i]);
        }
    }
}

static void begin(AudioMixer *mixer, const Event *event, int64_t frame)
{
    if (length_of(mixer, event->tone, event->clip) == 0) {
        return;
    }
    if (event->clip != NULL) {
        hush(mixer);
    }
    atomic_store(&mixer->sounding, true);
    Voice *voice = take_voice(mixer);
    let_go(voice->clip);
    *voice =
        (Voice){.sounding = true, .tone = event->tone, .clip = event->clip, .start_frame = frame};
}

/* Begins the sounds due at this frame. Returns the frame of the next onset, at most `end`. */
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
        begin(mixer, &event, frame);
    }
    mixer->waiting_count = kept;
    (void)atomic_fetch_sub(&mixer->pending, count - kept);
    return next;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* True if tones give way at this frame; lowers *until to the frame where that may change. */
static bool speech_rules(const AudioMixer *mixer, int64_t frame, int64_t *until)
{
    const int64_t before = (int64_t)DUCK_DOWN_MS * mixer->rate / 1000;
    bool rules = false;
    for (int32_t i = 0; i < SLOTS; i++) {
        const Voice *voice = &mixer->voices[i];
        if (voice->sounding && voice->clip != NULL && !voice->fading) {
            rules = true;
            *until = earlier(*until, frame + 2 * voice->clip->frames - voice->at);
        }
    }
    for (int32_t i = 0; i < mixer->waiting_count; i++) {
        const Event *event = &mixer->waiting[i];
        if (event->clip != NULL && event->at_frame - frame <= before) {
            rules = true;
        } else if (event->clip != NULL) {
            *until = earlier(*until, event->at_frame - before);
        }
    }
    return rules && atomic_load_explicit(&mixer->voice_volume_target, memory_order_relaxed) > 0;
}

static float clip_at(const AudioClip *clip, int32_t index)
{
    return index >= 0 && index < clip->frames ? (float)clip->samples[index] / 32768.0F : 0;
}

/* Twice the clip's rate: its samples, and between them the curve through them. */
static float clip_sample(const AudioMixer *mixer, const AudioClip *clip, int32_t at)
{
    const int32_t index = at / 2;
    if (at % 2 == 0) {
        return clip_at(clip, index);
    }
    float sum = 0;
    for (int32_t k = 0; k < HALF_BAND; k++) {
        sum += mixer->half_band[k] * (clip_at(clip, index - k) + clip_at(clip, index + 1 + k));
    }
    return sum;
}

static float next_sample(const AudioMixer *mixer, Voice *voice)
{
    float sample = voice->clip != NULL ? clip_sample(mixer, voice->clip, voice->at)
                                       : mixer->samples[voice->tone][voice->at];
    voice->at++;
    if (voice->fading) {
        sample *= (float)voice->fade_left / (float)mixer->fade_frames;
        voice->fade_left--;
    }
    voice->sounding = voice->at < length_of(mixer, voice->tone, voice->clip) &&
                      (!voice->fading || voice->fade_left > 0);
    if (!voice->sounding) {
        let_go(voice->clip);
        voice->clip = NULL;
    }
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

static float approach(float value, float target, float step_down, float step_up)
{
    const float away = target - value;
    return value + (away > step_up ? step_up : away < -step_down ? -step_down : away);
}

static float per_frame(const AudioMixer *mixer, int32_t ms)
{
    return 1000.0F / (float)(ms * mixer->rate);
}

/* Moves the gains one frame closer to their targets. */
static void move_gains(AudioMixer *mixer, float tones, float speech, float duck)
{
    const float step = per_frame(mixer, VOLUME_MS);
    mixer->volume = approach(mixer->volume, tones, step, step);
    mixer->voice_volume = approach(mixer->voice_volume, speech, step, step);
    mixer->duck = approach(mixer->duck, duck, (1 - DUCK_GAIN) * per_frame(mixer, DUCK_DOWN_MS),
                           (1 - DUCK_GAIN) * per_frame(mixer, DUCK_UP_MS));
}

/* A peak turns everything down at once and lets it come back slowly: its crest is cut, what
 * follows is only softer for a moment. */
static float limited(AudioMixer *mixer, float sample)
{
    const float size = fabsf(sample);
    mixer->limit += (1 - mixer->limit) * per_frame(mixer, LIMIT_RELEASE_MS);
    mixer->limit = mixer->limit > 0.9999F ? 1 : mixer->limit;
    if (size * mixer->limit > CEILING) {
        mixer->limit = CEILING / size;
    }
    return sample * mixer->limit;
}

/* Adds frames in which no voice begins and the tones are ducked, or are not. */
static void add_frames(AudioMixer *mixer, int16_t *out, int64_t frames, float duck)
{
    Voice *voices[SLOTS];
    const int32_t count = list_sounding(mixer, voices);
    const float tone_volume = atomic_load_explicit(&mixer->volume_target, memory_order_relaxed);
    const float speech_volume =
        atomic_load_explicit(&mixer->voice_volume_target, memory_order_relaxed);
    for (int64_t i = 0; i < frames; i++) {
        if (count == 0 && mixer->volume == tone_volume && mixer->voice_volume == speech_volume &&
            mixer->duck == duck && mixer->limit == 1.0F) {
            return;
        }
        move_gains(mixer, tone_volume, speech_volume, duck);
        float tones = 0;
        float speech = 0;
        for (int32_t j = 0; j < count; j++) {
            if (voices[j]->sounding) {
                float *sum = voices[j]->clip == NULL ? &tones : &speech;
                *sum += next_sample(mixer, voices[j]);
            }
        }
        const float sample =
            limited(mixer, tones * mixer->volume * mixer->duck + speech * mixer->voice_volume);
        if (sample != 0) {
            out[2 * i] = add_saturating(out[2 * i], sample);
            out[2 * i + 1] = add_saturating(out[2 * i + 1], sample);
        }
    }
}

void audio_mixer_render(AudioMixer *mixer, int16_t *out, int32_t frames)
{
    const int64_t first = atomic_load_explicit(&mixer->frame, memory_order_relaxed);
    const int64_t end = first + frames;
    take_events(mixer);
    for (int64_t at = first; at < end;) {
        int64_t next = begin_due(mixer, at, end);
        const bool rules = speech_rules(mixer, at, &next);
        add_frames(mixer, out + 2 * (at - first), next - at, rules ? DUCK_GAIN : 1.0F);
        at = next;
    }
    Voice *voices[SLOTS];
    atomic_store(&mixer->sounding, list_sounding(mixer, voices) > 0);
    atomic_store_explicit(&mixer->frame, end, memory_order_release);
}
