/* SPDX-License-Identifier: MIT */
/** Translates SDL's events into those of the app. */
#ifndef SUREFOOT_SDL_INPUT_H
#define SUREFOOT_SDL_INPUT_H

#include <SDL.h>

#include "surefoot/input.h"

/** Translates one event. False if it means nothing to the app. out->at_ms comes from SDL's time
 * stamp and now_ms. */
bool sdl_input_translate(const SDL_Event *event,
                         const Viewport *viewport,
                         int64_t now_ms,
                         InputEvent *out);

#endif
