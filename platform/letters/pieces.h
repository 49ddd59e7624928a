/* SPDX-License-Identifier: MIT */
/** Puts the pictures of runs together to the picture of a line. */
#ifndef LETTERS_PIECES_H
#define LETTERS_PIECES_H

#include "letters.h"

#include <SDL.h>

/** The picture of a run and its place, in px from the start of the baseline. */
typedef struct Piece {
    SDL_Surface *surface; /* ARGB: white for letters, premultiplied colours for pictures */
    SDL_Rect ink;         /* the part of it that is not blank */
    int32_t left;
    int32_t top;   /* from the baseline, downwards */
    bool coloured; /* it has its own colours */
} Piece;

/** A smaller copy of an ARGB surface, owned by the caller like the old one. NULL when memory is
 *
 * out. */
SDL_Surface *piece_shrink(const SDL_Surface *from, int32_t width, int32_t height);
/** True if any pixel has a colour of its own: letters are white. */
bool piece_is_coloured(const SDL_Surface *surface);
/** Joins the pieces into *out, as letters_draw returns it. False when memory is out or the line is
 *  too big. */
bool pieces_join(const Piece *pieces, int32_t count, LettersPicture *out);

#endif
