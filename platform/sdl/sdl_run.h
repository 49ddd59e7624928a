/* SPDX-License-Identifier: MIT */
/** The app in a window: the main loop of a desktop or a Linux phone. */
#ifndef SUREFOOT_SDL_RUN_H
#define SUREFOOT_SDL_RUN_H

#include "sdl_screen.h"
#include "surefoot/app.h"

typedef struct SdlRunOptions {
    SdlScreenOptions screen;
    const char *voice; /**< the voice pack, or NULL */
    const char *fonts; /**< folder of the fonts; NULL looks where Debian puts them */
    ModelOptions model;
    const char *theme;
    bool once; /**< leave after the first picture: for measuring the start */
} SdlRunOptions;

/** Runs until the person closes the app. SF_E_IO if there is no display. */
SfError sdl_run(const SdlRunOptions *options, SfErrorInfo *err);

#endif
