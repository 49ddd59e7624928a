/* SPDX-License-Identifier: MIT */
/**
 * The platform: everything the app asks of the system, as one table of functions.
 *
 * Two implementations live in one binary: SDL (a window, a sound device, the real clock) and
 * headless (a virtual clock, scripted fingers, pictures into files). Every function may be called
 * from the app's thread only and returns at once.
 */
#ifndef SUREFOOT_PLATFORM_H
#define SUREFOOT_PLATFORM_H

#include "surefoot/calendar.h"
#include "surefoot/motion.h"
#include "surefoot/timeline.h"

/** Widths and pictures of text; see draw.h. */
typedef struct TextSource TextSource;

typedef enum Haptic { HAPTIC_TICK, HAPTIC_STRONG } Haptic;

/** The state of the sound device. */
typedef enum AudioState { AUDIO_CLOSED, AUDIO_OPEN, AUDIO_MISSING } AudioState;

typedef struct Platform {
    void *context;

    /** Monotonic ms that keep counting in suspend. Read once a frame by the main loop. */
    int64_t (*now_ms)(void *context);
    /** Civil time: UTC and the offset in force. */
    Instant (*wall)(void *context);
    /** Random bytes good enough for UUIDs. */
    void (*random)(void *context, uint8_t *out, size_t size);

    const TextSource *text;
    /** What the system prefers; false where it does not say. */
    bool (*prefers_dark)(void *context);
    bool (*prefers_reduced_motion)(void *context);
    bool (*prefers_contrast)(void *context);

    /** Opens the sound device if it is closed. AUDIO_MISSING is not an error, only silence. */
    AudioState (*audio_open)(void *context);
    void (*audio_close)(void *context);
    /** Sounds a tone at a monotonic time; past times sound at once. */
    void (*audio_tone)(void *context, Tone tone, int64_t at_ms);
    /** Speaks a text at a monotonic time where the platform can; false if it cannot. */
    bool (*audio_say)(void *context, const char *text, int64_t at_ms);
    /** Cancels scheduled sounds. */
    void (*audio_flush)(void *context);
    /** 0..1 for tones. */
    void (*audio_volume)(void *context, float volume);
    /** The same for speech. NULL where nothing speaks. */
    void (*audio_voice_volume)(void *context, float volume);
    /** Whether it sounds also while the device is switched to silent. NULL where nothing can be
     * done about that. */
    void (*audio_over_silence)(void *context, bool on);
    /** Length of a text as it will be spoken, for Profile. NULL where nothing speaks. */
    int32_t (*speech_ms)(void *context, const char *text);

    /** False once it is known that there is no accelerometer. Asks nobody. */
    bool (*motion_there)(void *context);
    /** Switches the accelerometer on; false: there is none. It costs battery: stop it soon. The
     *  system may ask the person, the first time, and some only do so within a tap. */
    bool (*motion_start)(void *context);
    void (*motion_stop)(void *context);
    /**
     * Moves what was measured since the last call, and since the start, to out: oldest first, each
     * sample once, at most `max`. Returns how many. Call it every frame: who comes late loses the
     * oldest.
     */
    int32_t (*motion_read)(void *context, MotionSample *out, int32_t max);

    void (*keep_awake)(void *context, bool on);
    void (*haptic)(void *context, Haptic haptic);
    /** Hands a file to the person: a share sheet, a download. Copied. NULL where there is no such
     * thing. */
    void (*file_give)(void *context, const char *name, const char *bytes, size_t size);
    /** Lets the person pick a file, which comes by app_file, later or never. NULL as above. */
    void (*file_ask)(void *context);
    /** Changes to the newer version that waits: the app ends and opens again. NULL where versions
     * do not come by themselves. */
    void (*renew)(void *context);
    /** Shows the on-screen keyboard, also if somebody put it away, or hides it. */
    void (*text_input)(void *context, bool on);
    /** For engineers: one line to stderr. */
    void (*log)(void *context, const char *line);
} Platform;

#endif
