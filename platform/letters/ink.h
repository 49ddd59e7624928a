/* SPDX-License-Identifier: MIT */
/** Finds the part of an ARGB surface that is not blank. */
#ifndef LETTERS_INK_H
#define LETTERS_INK_H

#include "surefoot/base.h"

#include <SDL.h>

/** The alpha of a pixel, 0..255. */
uint32_t ink_at(const SDL_Surface *surface, int x, int y);
/** The smallest box around all pixels that are not blank; empty if there are none. */
SDL_Rect ink_of(const SDL_Surface *surface);

#endif
