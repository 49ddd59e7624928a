/* SPDX-License-Identifier: MIT */
/* Speech: sentences of the voice pack and of the engine, handed to the mixer in time. */
#include "sdl_speech.h"

#include <SDL.h>
#include <math.h>
#include <string.h>

#include "engine.h"
#include "surefoot/limits.h"
#include "surefoot/memory.h"

#define CACHE_BYTES ((size_t)3 << 20) /* with pack, tones and decoder: less than 6 MB in all */
#define UTTERANCES 16                 /* texts that wait for the mixer; more are not spoken */
#define JOBS 16                       /* sentences that wait for the engine */
#define FRAMES_PER_MS (AUDIO_RATE / 1000)
#define PAUSE_FRAMES (VOICE_PAUSE_MS * FRAMES_PER_MS)
#define TOO_LATE_FRAMES (1500 * FRAMES_PER_MS)
/* The speed of the engine, as measured; a digit counts as a word. */
#define ENGINE_BYTE_MS 80
#define ENGINE_DIGIT_MS 300
#define ENGINE_BASE_MS 300

typedef enum JobState { JOB_FREE, JOB_WAITING, JOB_WORKING, JOB_DONE, JOB_FAILED } JobState;

/* A sentence for the engine. */
typedef struct Job {
    JobState state;
    char key[VOICE_SENTENCE_BYTES];
    char text[VOICE_SENTENCE_BYTES];
    VoiceMaster sound;
} Job;

/* A text that waits for the mixer. */
typedef struct Utterance {
    char text[LIMIT_TEXT_BYTES + 1];
    const char *rest;
    int64_t asked_frame;
    int64_t next_frame; /* frame of its next sentence */
} Utterance;

struct SdlSpeech {
    char path[1024];
    bool looked; /* the pack was looked for */
    VoicePack *pack;
    VoiceDecoder *decoder;
    VoiceCache *cache;
    Utterance queue[UTTERANCES];
    int32_t queued;
    /* From here on shared with the engine's thread, under the lock. */
    SDL_mutex *lock;
    SDL_cond *work;
    Job jobs[JOBS];
    bool quit;
    SDL_Thread *thread;
};

SdlSpeech *sdl_speech_create(const char *pack)
{
    SdlSpeech *speech = sf_alloc(sizeof(*speech));
    if (speech == NULL) {
        return NULL;
    }
    speech->looked = pack == NULL || !sf_format(speech->path, sizeof(speech->path), "%s", pack);
    speech->cache = voice_cache_create(CACHE_BYTES);
    bool ready = speech->cache != NULL;
    /* Without an engine no thread is needed, and the system may have no threads. */
    if (engine_exists()) {
        speech->lock = SDL_CreateMutex();
        speech->work = SDL_CreateCond();
        ready = ready && speech->lock != NULL && speech->work != NULL;
    }
    if (!ready) {
        sdl_speech_destroy(speech);
        return NULL;
    }
    return speech;
}

static void stop_thread(SdlSpeech *speech)
{
    if (speech->thread != NULL) {
        (void)SDL_LockMutex(speech->lock);
        speech->quit = true;
        (void)SDL_CondSignal(speech->work);
        (void)SDL_UnlockMutex(speech->lock);
        SDL_WaitThread(speech->thread, NULL);
    }
}

void sdl_speech_destroy(SdlSpeech *speech)
{
    if (speech == NULL) {
        return;
    }
    stop_thread(speech);
    for (int32_t i = 0; i < JOBS; i++) {
        sf_free(speech->jobs[i].sound.samples);
    }
    voice_cache_destroy(speech->cache);
    voice_decoder_destroy(speech->decoder);
    voice_pack_close(speech->pack);
    SDL_DestroyCond(speech->work);
    SDL_DestroyMutex(speech->lock);
    sf_free(speech);
}

/* The pack, opened when it is first needed. A pack that cannot be read counts as missing. */
static VoicePack *pack_of(SdlSpeech *speech)
{
    if (!speech->looked) {
        speech->looked = true;
        SfErrorInfo err = {0};
        SfError error = voice_pack_load(&speech->pack, speech->path, &err);
        if (error == SF_OK) {
            error = voice_decoder_create(&speech->decoder, speech->pack, &err);
        }
        if (error != SF_OK) {
            voice_pack_close(speech->pack);
            speech->pack = NULL;
        }
        if (error != SF_OK && error != SF_E_NOTFOUND) {
            SDL_LogWarn(SDL_LOG_CATEGORY_AUDIO, "%s", err.text);
        }
    }
    return speech->pack;
}

void sdl_speech_look_again(SdlSpeech *speech)
{
    speech->looked = speech->pack != NULL || speech->path[0] == '\0';
}

/* ---- the engine's thread -------------------------------------------------------------------- */

static Job *next_waiting(SdlSpeech *speech)
{
    for (int32_t i = 0; i < JOBS; i++) {
        if (speech->jobs[i].state == JOB_WAITING) {
            return &speech->jobs[i];
        }
    }
    return NULL;
}

static bool perform(Engine *engine, Job *job)
{
    EngineSound sound = {0};
    SfErrorInfo err = {0};
    SfError error = engine == NULL ? SF_E_NOTFOUND : engine_speak(engine, &sound, job->text, &err);
    if (error == SF_OK) {
        error = voice_master(&job->sound, sound.samples, sound.count, sound.rate, &err);
    }
    sf_free(sound.samples);
    return error == SF_OK;
}

/* The thread of the engine. Only it changes a job that is WORKING; it changes others under the
 * lock. */
static int run_engine(void *context)
{
    SdlSpeech *speech = context;
    Engine *engine = NULL;
    SfErrorInfo err = {0};
    (void)engine_open(&engine, "en", &err);
    (void)SDL_LockMutex(speech->lock);
    while (!speech->quit) {
        Job *job = next_waiting(speech);
        if (job == NULL) {
            (void)SDL_CondWait(speech->work, speech->lock);
            continue;
        }
        job->state = JOB_WORKING;
        (void)SDL_UnlockMutex(speech->lock);
        const bool fine = perform(engine, job);
        (void)SDL_LockMutex(speech->lock);
        job->state = fine ? JOB_DONE : JOB_FAILED;
    }
    (void)SDL_UnlockMutex(speech->lock);
    engine_close(engine);
    return 0;
}

/* The job of this sentence; a new one if there is none. NULL if there is no room or no engine. */
static Job *job_for(SdlSpeech *speech, const char *key, const char *sentence, size_t length)
{
    Job *room = NULL;
    for (int32_t i = 0; i < JOBS; i++) {
        Job *job = &speech->jobs[i];
        if (job->state != JOB_FREE && strcmp(job->key, key) == 0) {
            return job;
        }
        const bool over = job->state == JOB_DONE || job->state == JOB_FAILED;
        room = job->state == JOB_FREE || (room == NULL && over) ? job : room;
    }
    if (room == NULL) {
        return NULL;
    }
    if (speech->thread == NULL) {
        speech->thread = SDL_CreateThread(run_engine, "speech", speech);
        if (speech->thread == NULL) {
            return NULL;
        }
    }
    sf_free(room->sound.samples);
    *room = (Job){.state = JOB_WAITING};
    (void)sf_format(room->key, sizeof(room->key), "%s", key);
    (void)sf_format(room->text, sizeof(room->text), "%.*s", (int)length, sentence);
    (void)SDL_CondSignal(speech->work);
    return room;
}

/* ---- a sentence ----------------------------------------------------------------------------- */

static AudioClip *from_pack(SdlSpeech *speech, const char *key)
{
    const VoicePack *pack = pack_of(speech);
    const int32_t index = pack == NULL ? -1 : voice_pack_find(pack, key, strlen(key));
    if (index < 0) {
        return NULL;
    }
    int16_t *samples = NULL;
    AudioClip *clip =
        voice_cache_add(speech->cache, key, voice_pack_clip(pack, index).frames, &samples);
    if (clip != NULL) {
        (void)voice_decode(speech->decoder, index, samples);
    }
    return clip;
}

static AudioClip *keep(SdlSpeech *speech, const Job *job)
{
    int16_t *samples = NULL;
    AudioClip *clip = voice_cache_add(speech->cache, job->key, job->sound.frames, &samples);
    for (int32_t i = 0; clip != NULL && i < job->sound.frames; i++) {
        samples[i] = (int16_t)lrintf(job->sound.samples[i] * 32767.0F);
    }
    return clip;
}

/* The clip of a sentence, or NULL; then *wait says whether to ask again. */
static AudioClip *clip_for(SdlSpeech *speech, const char *sentence, size_t length, bool *wait)
{
    char key[VOICE_SENTENCE_BYTES];
    *wait = false;
    if (!voice_key(sentence, length, key)) {
        return NULL;
    }
    AudioClip *clip = voice_cache_get(speech->cache, key);
    if (clip == NULL) {
        clip = from_pack(speech, key);
    }
    if (clip != NULL || !engine_exists()) {
        return clip;
    }
    (void)SDL_LockMutex(speech->lock);
    Job *job = job_for(speech, key, sentence, length);
    if (job != NULL && job->state == JOB_DONE) {
        clip = keep(speech, job);
        sf_free(job->sound.samples);
        *job = (Job){0};
    } else {
        *wait = job != NULL && job->state != JOB_FAILED;
    }
    (void)SDL_UnlockMutex(speech->lock);
    return clip;
}

/* ---- a text --------------------------------------------------------------------------------- */

/* Gives the mixer all sentences that are ready. True if it has to be called again. */
static bool hand_over(SdlSpeech *speech, AudioMixer *mixer, Utterance *utterance)
{
    const char *at = utterance->rest;
    const char *sentence = NULL;
    size_t length = 0;
    while (voice_sentence(&at, &sentence, &length)) {
        bool wait = false;
        AudioClip *clip = clip_for(speech, sentence, length, &wait);
        const int64_t now = audio_mixer_frame(mixer);
        const int64_t start = utterance->next_frame > now ? utterance->next_frame : now;
        if (start - utterance->asked_frame > TOO_LATE_FRAMES &&
            utterance->rest == utterance->text) {
            return false;
        }
        if (clip == NULL) {
            return wait;
        }
        if (!audio_mixer_say(mixer, start, clip)) {
            return false;
        }
        utterance->next_frame = start + 2LL * clip->frames + PAUSE_FRAMES;
        utterance->rest = at;
    }
    return false;
}

bool sdl_speech_tend(SdlSpeech *speech, AudioMixer *mixer)
{
    while (speech->queued > 0) {
        /* Sentences keep their order, and a late one does not overlap the next text. */
        const bool pushed =
            speech->queued > 1 && speech->queue[1].asked_frame <= audio_mixer_frame(mixer);
        if (!pushed && hand_over(speech, mixer, &speech->queue[0])) {
            return true;
        }
        speech->queued--;
        for (int32_t i = 0; i < speech->queued; i++) {
            const ptrdiff_t rest = speech->queue[i + 1].rest - speech->queue[i + 1].text;
            speech->queue[i] = speech->queue[i + 1];
            speech->queue[i].rest = speech->queue[i].text + rest;
        }
    }
    return false;
}

/* The length of one sentence in ms; -1 if it cannot be spoken. */
static int32_t sentence_ms(SdlSpeech *speech, const char *sentence, size_t length)
{
    const VoicePack *pack = pack_of(speech);
    const int32_t clip = pack == NULL ? -1 : voice_pack_find(pack, sentence, length);
    if (clip >= 0) {
        return (int32_t)((int64_t)voice_pack_clip(pack, clip).frames * 1000 / VOICE_RATE) + 1;
    }
    if (!engine_exists() || length >= VOICE_SENTENCE_BYTES) {
        return -1;
    }
    int32_t ms = ENGINE_BASE_MS;
    for (size_t i = 0; i < length; i++) {
        ms += sentence[i] >= '0' && sentence[i] <= '9' ? ENGINE_DIGIT_MS : ENGINE_BYTE_MS;
    }
    return ms;
}

int32_t sdl_speech_ms(SdlSpeech *speech, const char *text)
{
    const char *sentence = NULL;
    size_t length = 0;
    int32_t ms = 0;
    while (voice_sentence(&text, &sentence, &length)) {
        const int32_t own = sentence_ms(speech, sentence, length);
        if (own < 0) {
            return -1;
        }
        ms += own + (ms > 0 ? VOICE_PAUSE_MS : 0);
    }
    return ms > 0 ? ms : -1;
}

bool sdl_speech_say(SdlSpeech *speech, AudioMixer *mixer, const char *text, int64_t at_frame)
{
    if (speech->queued == UTTERANCES || sdl_speech_ms(speech, text) < 0) {
        return false;
    }
    Utterance *utterance = &speech->queue[speech->queued];
    if (!sf_format(utterance->text, sizeof(utterance->text), "%s", text)) {
        return false;
    }
    utterance->rest = utterance->text;
    utterance->asked_frame = at_frame;
    utterance->next_frame = at_frame;
    speech->queued++;
    (void)sdl_speech_tend(speech, mixer);
    return true;
}

void sdl_speech_flush(SdlSpeech *speech)
{
    speech->queued = 0;
}
