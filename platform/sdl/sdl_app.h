/* SPDX-License-Identifier: MIT */
/**
 * The app in a window, one step at a time: for every main loop with SDL.
 *
 *     sdl_app_open → sdl_app_poll → sdl_app_step → (sleep until next, or an event) → sdl_app_poll
 * ...
 */
#ifndef SUREFOOT_SDL_APP_H
#define SUREFOOT_SDL_APP_H

#include "sdl_screen.h"
#include "surefoot/app.h"

union SDL_Event;

typedef struct SdlApp SdlApp;

/** A voice that plays its sound itself, such as a browser's: for texts that are not in the pack. */
typedef struct SdlSpeaker {
    /** An estimate of how long a text takes in ms; -1 if it cannot be spoken. */
    int32_t (*ms)(const char *text);
    /** Speaks at a monotonic time, or not at all if it is too late. */
    void (*say)(const char *text, int64_t at_ms);
    /** The voice pack speaks in this time, so the voice must be silent. */
    void (*say_nothing)(int64_t from_ms, int64_t until_ms);
    /** Stops, and forgets all texts. */
    void (*hush)(void);
    /** Sets the volume, 0..1. */
    void (*volume)(float volume);
} SdlSpeaker;

/** How to open the app. */
typedef struct SdlAppOptions {
    SdlScreenOptions screen;
    const char *voice;         /**< the voice pack, or NULL */
    const SdlSpeaker *speaker; /**< or NULL; lives as long as the app */
    int32_t audio_frames;      /**< size of an audio buffer; 0: SDL_AUDIO_FRAMES */
    const char *fonts;         /**< folder of the fonts; NULL looks where Debian puts them */
    ModelOptions model;
    const char *theme;
    const Instant
        *now; /**< what the wall clock shows when the app opens; NULL: the system's clock */
    /** Replaces functions of the platform that this system does without SDL; context must stay. May
     * be NULL. */
    void (*replace)(Platform *platform);
    /** Adds to the viewport what SDL does not know: safe area, keyboard. May be NULL. */
    void (*adapt)(Viewport *viewport);
} SdlAppOptions;

/** Opens window and app; the caller closes it. SF_E_IO if there is no display. What options point
 * to is borrowed for the call, except speaker. */
SfError sdl_app_open(SdlApp **out, const SdlAppOptions *options, SfErrorInfo *err);
/** Closes app and window. NULL is fine. */
void sdl_app_close(SdlApp *app);
/** Handles all events in the queue of SDL. */
void sdl_app_poll(SdlApp *app);
/** Handles one event of SDL. */
void sdl_app_handle(SdlApp *app, const union SDL_Event *event);
/** Handles an event that SDL does not have. INPUT_RESIZE reads the viewport again. */
void sdl_app_input(SdlApp *app, const InputEvent *input);
/** One pass with its sound and its picture. Returns the monotonic time of the next one, INT64_MAX
 * if only events matter. */
int64_t sdl_app_step(SdlApp *app);
/** The app itself, borrowed. */
App *sdl_app_app(SdlApp *app);
/** Looks for the voice pack again: it has arrived after the app was opened. */
void sdl_app_voice_arrived(SdlApp *app);

#endif
