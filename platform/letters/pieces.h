/* SPDX-License-Identifier: MIT */
/** Pictures of runs, put together to the picture of a line. */
#ifndef LETTERS_PIECES_H
#define LETTERS_PIECES_H

#include "letters.h"

#include <SDL.h>

/** A run's picture, placed from the line's pen. */
typedef struct Piece {
    SDL_Surface *surface; /* ARGB: white for letters, premultiplied colours for pictures */
    SDL_Rect ink;         /* what of it is not blank */
    int32_t left;
    int32_t top;   /* from the baseline, downwards */
    bool coloured; /* it has its own colours */
} Piece;

/** Scales an ARGB surface to a smaller one; NULL when memory is out. The old one is the caller's.
 */
SDL_Surface *piece_shrink(const SDL_Surface *from, int32_t width, int32_t height);
/** True if a pixel has a colour of its own. */
bool piece_is_coloured(const SDL_Surface *surface);
/** Fills *out as letters_draw does. */
bool pieces_join(const Piece *pieces, int32_t count, LettersPicture *out);

#endif
