/* SPDX-License-Identifier: MIT */
/**
 * The real sound device of SDL_mixer without a sound card: SDL's disk driver writes into a pipe, a
 * thread keeps what is not silence.
 *
 * Time is virtual and in step with the device: the device waits until disk_audio_run has come as
 * far, so that minutes pass in moments and nothing depends on how fast either side is. One at a
 * time in a process.
 */
#ifndef SUREFOOT_TESTS_DISK_AUDIO_H
#define SUREFOOT_TESTS_DISK_AUDIO_H

#include "headless.h"
#include "sdl_audio.h"

/** A tone as it was asked for. */
typedef struct DiskTone {
    Tone tone;
    int64_t at_ms;
} DiskTone;

typedef struct DiskAudio DiskAudio;

/** The start of a virtual clock in ms. NULL if the system refuses. The device is not open yet. */
DiskAudio *disk_audio_create(int64_t start_ms);
/** Removes its files. */
void disk_audio_destroy(DiskAudio *disk);

/** What is under test. */
SdlAudio *disk_audio_device(DiskAudio *disk);
/** A headless platform on the same clock whose sound goes to the device. Each time that opens
 * begins a new record. */
const Platform *disk_audio_platform(DiskAudio *disk);
int64_t disk_audio_now(const DiskAudio *disk);
/** Moves the clock; the device has come as far when this returns. */
void disk_audio_run(DiskAudio *disk, int64_t ms);
/** Tones asked of the platform so far, flushed ones too. */
const DiskTone *disk_audio_asked(const DiskAudio *disk, int32_t *count);
/** Closes the device at once and waits until all it wrote is read. */
void disk_audio_stop(DiskAudio *disk);

/** What was heard, against tones, after disk_audio_stop. */
typedef struct DiskResult {
    int32_t exact;    /**< each sample of it where it should be, the first tone giving the zero */
    int32_t shifted;  /**< whole, but not where it should be */
    int32_t lost;     /**< not to be found within 3,000 samples */
    int64_t worst;    /**< largest shift in samples */
    int64_t unasked;  /**< samples that sound where no tone was asked for */
    int64_t heard_ms; /**< length of all that was written, silence included */
} DiskResult;

DiskResult disk_audio_compare(const DiskAudio *disk, const DiskTone *tones, int32_t count);

#endif
