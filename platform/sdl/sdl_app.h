/* SPDX-License-Identifier: MIT */
/**
 * The app in a window, a step at a time: what every main loop over SDL shares.
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

/** A voice that speaks by itself instead of giving us sound, such as a browser's: for the texts
 * that no pack has. */
typedef struct SdlSpeaker {
    /** How long a text will take, an estimate; -1 if it cannot be spoken. */
    int32_t (*ms)(const char *text);
    /** Speaks at a monotonic time, or never if that is no longer possible. */
    void (*say)(const char *text, int64_t at_ms);
    /** The pack speaks then. */
    void (*say_nothing)(int64_t from_ms, int64_t until_ms);
    /** Stops, and forgets what was to come. */
    void (*hush)(void);
    void (*volume)(float volume);
} SdlSpeaker;

typedef struct SdlAppOptions {
    SdlScreenOptions screen;
    const char *voice;         /**< the voice pack, or NULL */
    const SdlSpeaker *speaker; /**< or NULL; lives as long as the app */
    int32_t audio_frames;      /**< of an audio buffer; 0: SDL_AUDIO_FRAMES */
    const char *fonts;         /**< folder of the fonts; NULL looks where Debian puts them */
    ModelOptions model;
    const char *theme;
    const Instant
        *now; /**< what the wall clock shows when the app opens; NULL: the system's clock */
    /** Puts in what this system does otherwise than SDL; context stays. May be NULL. */
    void (*replace)(Platform *platform);
    /** Corrects what SDL knows of the window: safe area, keyboard. May be NULL. */
    void (*adapt)(Viewport *viewport);
} SdlAppOptions;

/** SF_E_IO if there is no display. What options point to is borrowed until the call returns. */
SfError sdl_app_open(SdlApp **out, const SdlAppOptions *options, SfErrorInfo *err);
/** NULL is fine. */
void sdl_app_close(SdlApp *app);
/** Handles what SDL has queued. */
void sdl_app_poll(SdlApp *app);
void sdl_app_handle(SdlApp *app, const union SDL_Event *event);
/** An event that SDL does not know of. INPUT_RESIZE reads the viewport anew. */
void sdl_app_input(SdlApp *app, const InputEvent *input);
/** A pass, its sound and its picture; the monotonic time of the next, INT64_MAX if only events
 * matter. */
int64_t sdl_app_step(SdlApp *app);
App *sdl_app_app(SdlApp *app);
/** The voice pack was not there when it was looked for, and is now. */
void sdl_app_voice_arrived(SdlApp *app);

#endif
