/* SPDX-License-Identifier: MIT */
/** What of a surface of ARGB is not blank. */
#ifndef LETTERS_INK_H
#define LETTERS_INK_H

#include "surefoot/base.h"

#include <SDL.h>

/** The alpha of a pixel. */
uint32_t ink_at(const SDL_Surface *surface, int x, int y);
/** The smallest box around the ink; without a width or a height if there is none. */
SDL_Rect ink_of(const SDL_Surface *surface);

#endif
