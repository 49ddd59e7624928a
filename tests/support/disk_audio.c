/* SPDX-License-Identifier: MIT */
#include "disk_audio.h"

#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "surefoot/memory.h"

#define BLOCK_FRAMES 1024
#define FRAMES_PER_MS (AUDIO_RATE / 1000)
#define SEARCH_FRAMES 3000
#define FOLDER_BYTES 256
#define FOREVER (INT64_MAX / 4)

/* A stretch that is not all silence, one ear of it. */
typedef struct Block {
    int64_t first;
    int16_t samples[BLOCK_FRAMES];
} Block;

struct DiskAudio {
    Headless headless; /* first: its functions take the same context as ours */
    SdlAudio *audio;
    DiskTone *asked;
    int32_t asked_count;
    int32_t asked_capacity;

    pthread_t main_thread;
    pthread_mutex_t mutex;
    pthread_cond_t moved;
    int64_t now_ms;    /* the app's clock, as the device may see it */
    int64_t device_ms; /* how far the device has come */
    int64_t opened_ms;
    int64_t buffers; /* asked for since then */

    char folder[FOLDER_BYTES];
    char pipe[FOLDER_BYTES + 8];
    pthread_t reader;
    FILE *file;
    bool reading;
    Block *blocks;
    int32_t block_count;
    int32_t block_capacity;
    int64_t frames;
    bool ears_differ;
};

/* ---- the clock ------------------------------------------------------------------------------ */

/* The device's thread sees the time its buffers make, and waits for the app to come that far. */
static int64_t device_clock(DiskAudio *disk)
{
    (void)pthread_mutex_lock(&disk->mutex);
    const int64_t at_ms = disk->opened_ms + disk->buffers * BLOCK_FRAMES / FRAMES_PER_MS;
    disk->buffers++;
    disk->device_ms = at_ms;
    (void)pthread_cond_broadcast(&disk->moved);
    while (disk->now_ms < at_ms) {
        (void)pthread_cond_wait(&disk->moved, &disk->mutex);
    }
    (void)pthread_mutex_unlock(&disk->mutex);
    return at_ms;
}

static int64_t clock_of(void *context)
{
    DiskAudio *disk = context;
    return pthread_equal(pthread_self(), disk->main_thread) ? disk->headless.now_ms
                                                            : device_clock(disk);
}

static void publish(DiskAudio *disk, int64_t now_ms)
{
    (void)pthread_mutex_lock(&disk->mutex);
    disk->now_ms = now_ms;
    (void)pthread_cond_broadcast(&disk->moved);
    (void)pthread_mutex_unlock(&disk->mutex);
}

int64_t disk_audio_now(const DiskAudio *disk)
{
    return disk->headless.now_ms;
}

void disk_audio_run(DiskAudio *disk, int64_t ms)
{
    headless_advance(&disk->headless, ms);
    const int64_t now_ms = disk->headless.now_ms;
    publish(disk, now_ms);
    (void)pthread_mutex_lock(&disk->mutex);
    while (disk->reading && disk->device_ms <= now_ms) {
        (void)pthread_cond_wait(&disk->moved, &disk->mutex);
    }
    (void)pthread_mutex_unlock(&disk->mutex);
}

/* ---- what is written ------------------------------------------------------------------------ */

static void keep_block(DiskAudio *disk, const int16_t *stereo, int32_t frames)
{
    if (disk->block_count == disk->block_capacity) {
        disk->block_capacity = disk->block_capacity > 0 ? disk->block_capacity * 2 : 256;
        disk->blocks = realloc(disk->blocks, (size_t)disk->block_capacity * sizeof(*disk->blocks));
        if (disk->blocks == NULL) {
            abort();
        }
    }
    Block *block = &disk->blocks[disk->block_count++];
    *block = (Block){.first = disk->frames};
    for (int32_t i = 0; i < frames; i++) {
        block->samples[i] = stereo[2 * i];
        disk->ears_differ = disk->ears_differ || stereo[2 * i] != stereo[2 * i + 1];
    }
}

static void *read_pipe(void *context)
{
    static const int16_t silence[BLOCK_FRAMES * 2];
    DiskAudio *disk = context;
    int16_t stereo[BLOCK_FRAMES * 2];
    for (;;) {
        const size_t got = fread(stereo, 2 * sizeof(int16_t), BLOCK_FRAMES, disk->file);
        if (got == 0) {
            return NULL;
        }
        if (memcmp(stereo, silence, got * 2 * sizeof(int16_t)) != 0) {
            keep_block(disk, stereo, (int32_t)got);
        }
        disk->frames += (int64_t)got;
    }
}

/* ---- the platform --------------------------------------------------------------------------- */

/* Before the device opens its end, which would wait for ours. */
static bool open_pipe(DiskAudio *disk)
{
    const int fd = open(disk->pipe, O_RDONLY | O_NONBLOCK);
    disk->file = fd >= 0 ? fdopen(fd, "rb") : NULL;
    return disk->file != NULL;
}

static AudioState platform_open(void *context)
{
    DiskAudio *disk = context;
    if (disk->reading) {
        return sdl_audio_open(disk->audio);
    }
    disk->opened_ms = disk->headless.now_ms;
    disk->device_ms = disk->opened_ms;
    disk->buffers = 0;
    disk->block_count = 0;
    disk->frames = 0;
    publish(disk, disk->opened_ms);
    if (!open_pipe(disk)) {
        return AUDIO_MISSING;
    }
    const AudioState state = sdl_audio_open(disk->audio);
    disk->reading = state == AUDIO_OPEN && fcntl(fileno(disk->file), F_SETFL, 0) == 0 &&
                    pthread_create(&disk->reader, NULL, read_pipe, disk) == 0;
    return disk->reading ? state : AUDIO_MISSING;
}

static void platform_close(void *context)
{
    DiskAudio *disk = context;
    sdl_audio_close(disk->audio, disk->headless.now_ms);
}

static void platform_tone(void *context, Tone tone, int64_t at_ms)
{
    DiskAudio *disk = context;
    if (disk->asked_count == disk->asked_capacity) {
        disk->asked_capacity = disk->asked_capacity > 0 ? disk->asked_capacity * 2 : 256;
        disk->asked = realloc(disk->asked, (size_t)disk->asked_capacity * sizeof(*disk->asked));
        if (disk->asked == NULL) {
            abort();
        }
    }
    disk->asked[disk->asked_count++] = (DiskTone){tone, at_ms};
    sdl_audio_tone(disk->audio, tone, at_ms);
}

static void platform_flush(void *context)
{
    sdl_audio_flush(((DiskAudio *)context)->audio);
}

static void platform_volume(void *context, float volume)
{
    sdl_audio_volume(((DiskAudio *)context)->audio, volume);
}

const Platform *disk_audio_platform(DiskAudio *disk)
{
    return &disk->headless.platform;
}

SdlAudio *disk_audio_device(DiskAudio *disk)
{
    return disk->audio;
}

const DiskTone *disk_audio_asked(const DiskAudio *disk, int32_t *count)
{
    *count = disk->asked_count;
    return disk->asked;
}

/* ---- life ----------------------------------------------------------------------------------- */

static bool make_pipe(DiskAudio *disk)
{
    const char *base = getenv("TMPDIR");
    return sf_format(disk->folder, sizeof(disk->folder), "%s/surefoot-sound-XXXXXX",
                     base != NULL && base[0] != '\0' ? base : "/tmp") &&
           mkdtemp(disk->folder) != NULL &&
           sf_format(disk->pipe, sizeof(disk->pipe), "%s/pipe", disk->folder) &&
           mkfifo(disk->pipe, S_IRUSR | S_IWUSR) == 0 &&
           setenv("SDL_AUDIODRIVER", "disk", 1) == 0 &&
           setenv("SDL_DISKAUDIOFILE", disk->pipe, 1) == 0 &&
           setenv("SDL_DISKAUDIODELAY", "0", 1) == 0;
}

DiskAudio *disk_audio_create(int64_t start_ms)
{
    DiskAudio *disk = calloc(1, sizeof(*disk));
    if (disk == NULL) {
        return NULL;
    }
    const HeadlessOptions options = {.now = {.utc_ms = 1795258800000}, .seed = 1};
    headless_init(&disk->headless, &options);
    headless_advance(&disk->headless, start_ms);
    disk->headless.platform.audio_open = platform_open;
    disk->headless.platform.audio_close = platform_close;
    disk->headless.platform.audio_tone = platform_tone;
    disk->headless.platform.audio_flush = platform_flush;
    disk->headless.platform.audio_volume = platform_volume;
    disk->main_thread = pthread_self();
    (void)pthread_mutex_init(&disk->mutex, NULL);
    (void)pthread_cond_init(&disk->moved, NULL);
    disk->audio = sdl_audio_create(clock_of, disk, SDL_AUDIO_FRAMES);
    if (disk->audio == NULL || !make_pipe(disk)) {
        disk_audio_destroy(disk);
        return NULL;
    }
    return disk;
}

void disk_audio_stop(DiskAudio *disk)
{
    if (!disk->reading) {
        return;
    }
    publish(disk, FOREVER);
    sdl_audio_close(disk->audio, disk->headless.now_ms);
    (void)sdl_audio_tend(disk->audio, disk->headless.now_ms + SDL_AUDIO_LINGER_MS);
    (void)pthread_join(disk->reader, NULL);
    (void)fclose(disk->file);
    disk->reading = false;
}

void disk_audio_destroy(DiskAudio *disk)
{
    if (disk == NULL) {
        return;
    }
    disk_audio_stop(disk);
    sdl_audio_destroy(disk->audio);
    (void)unlink(disk->pipe);
    (void)rmdir(disk->folder);
    (void)pthread_cond_destroy(&disk->moved);
    (void)pthread_mutex_destroy(&disk->mutex);
    free(disk->asked);
    free(disk->blocks);
    free(disk);
}

/* ---- comparing ------------------------------------------------------------------------------ */

static int16_t sample_at(const DiskAudio *disk, int64_t frame)
{
    int32_t low = 0;
    int32_t high = disk->block_count;
    while (low < high) {
        const int32_t middle = low + (high - low) / 2;
        if (disk->blocks[middle].first + BLOCK_FRAMES <= frame) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == disk->block_count || frame < disk->blocks[low].first) {
        return 0;
    }
    return disk->blocks[low].samples[frame - disk->blocks[low].first];
}

static int64_t first_sound(const DiskAudio *disk)
{
    for (int32_t i = 0; i < BLOCK_FRAMES && disk->block_count > 0; i++) {
        if (disk->blocks[0].samples[i] != 0) {
            return disk->blocks[0].first + i;
        }
    }
    return -1;
}

static int32_t frames_of(Tone tone)
{
    return tone_length_ms(tone) * FRAMES_PER_MS;
}

/* The first sample of a tone that is not silence. */
static int32_t quiet_frames(Tone tone)
{
    int32_t frame = 0;
    while (frame < frames_of(tone) &&
           lrintf(tone_sample(tone, frame, AUDIO_RATE) * 32767.0F) == 0) {
        frame++;
    }
    return frame;
}

/* What should sound while tone `index` does. */
static void expect_around(const DiskTone *tones, int32_t count, int32_t index, float *out)
{
    const int32_t frames = frames_of(tones[index].tone);
    memset(out, 0, (size_t)frames * sizeof(*out));
    for (int32_t i = 0; i < count; i++) {
        const int64_t apart = (tones[i].at_ms - tones[index].at_ms) * FRAMES_PER_MS;
        const int32_t others = frames_of(tones[i].tone);
        if (apart >= frames || apart + others <= 0) {
            continue;
        }
        for (int32_t f = 0; f < others; f++) {
            if (apart + f >= 0 && apart + f < frames) {
                out[apart + f] += tone_sample(tones[i].tone, f, AUDIO_RATE);
            }
        }
    }
}

static bool is_there(const DiskAudio *disk, int64_t frame, const float *expected, int32_t frames)
{
    for (int32_t f = 0; f < frames; f++) {
        if (fabsf((float)sample_at(disk, frame + f) - expected[f] * 32767.0F) > 1.01F) {
            return false;
        }
    }
    return true;
}

/* How far from its frame the tone is, or -1. */
static int64_t find_shift(const DiskAudio *disk, int64_t frame, const float *expected, int32_t size)
{
    for (int64_t shift = 0; shift <= SEARCH_FRAMES; shift++) {
        if (is_there(disk, frame + shift, expected, size) ||
            is_there(disk, frame - shift, expected, size)) {
            return shift;
        }
    }
    return -1;
}

static bool is_asked(const DiskTone *tones, int32_t count, int64_t frame, int64_t zero)
{
    for (int32_t i = 0; i < count; i++) {
        const int64_t at = frame - zero - (tones[i].at_ms - tones[0].at_ms) * FRAMES_PER_MS;
        if (at >= 0 && at < frames_of(tones[i].tone)) {
            return true;
        }
    }
    return false;
}

static int64_t
count_unasked(const DiskAudio *disk, const DiskTone *tones, int32_t count, int64_t zero)
{
    int64_t unasked = 0;
    for (int32_t b = 0; b < disk->block_count; b++) {
        for (int32_t i = 0; i < BLOCK_FRAMES; i++) {
            unasked += disk->blocks[b].samples[i] != 0 &&
                       !is_asked(tones, count, disk->blocks[b].first + i, zero);
        }
    }
    return unasked;
}

DiskResult disk_audio_compare(const DiskAudio *disk, const DiskTone *tones, int32_t count)
{
    DiskResult result = {.heard_ms = disk->frames / FRAMES_PER_MS};
    const int64_t zero =
        count > 0 ? first_sound(disk) - quiet_frames(tones[0].tone) : first_sound(disk);
    for (int32_t i = 0; i < count; i++) {
        const int32_t frames = frames_of(tones[i].tone);
        float *expected = calloc((size_t)frames + 1, sizeof(*expected));
        if (expected == NULL) {
            abort();
        }
        expect_around(tones, count, i, expected);
        const int64_t at = zero + (tones[i].at_ms - tones[0].at_ms) * FRAMES_PER_MS;
        const int64_t shift = find_shift(disk, at, expected, frames);
        result.exact += shift == 0;
        result.shifted += shift > 0;
        result.lost += shift < 0;
        result.worst = shift > result.worst ? shift : result.worst;
        free(expected);
    }
    result.unasked = count_unasked(disk, tones, count, zero);
    result.lost += disk->ears_differ ? count : 0;
    return result;
}
