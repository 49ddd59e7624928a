/* SPDX-License-Identifier: MIT */
/** The app in a window: the main loop of a desktop or a Linux phone. */
#ifndef SUREFOOT_SDL_RUN_H
#define SUREFOOT_SDL_RUN_H

#include "sdl_app.h"

/** Runs until the person closes the app. once: ends after the first picture, to measure the start.
 * SF_E_IO if there is no display. */
SfError sdl_run(const SdlAppOptions *options, bool once, SfErrorInfo *err);

#endif
