/* SPDX-License-Identifier: MIT */
/** SDL's events as ours. */
#ifndef SUREFOOT_SDL_INPUT_H
#define SUREFOOT_SDL_INPUT_H

#include <SDL.h>

#include "surefoot/input.h"

/** Translates one event; false if it means nothing to the app. at_ms comes from SDL's time stamp.
 */
bool sdl_input_translate(const SDL_Event *event,
                         const Viewport *viewport,
                         int64_t now_ms,
                         InputEvent *out);

#endif
