/* SPDX-License-Identifier: MIT */
/** The face of the player: what can be read from across the room. Draws only, presses nothing. */
#ifndef SUREFOOT_PLAYER_FACE_H
#define SUREFOOT_PLAYER_FACE_H

#include "page.h"

/** Colours of a phase: work, rest and change-over are told apart by colour, shape and word. */
typedef struct PhaseLook {
    ColorRole page;
    ColorRole ink;
    bool framed; /**< a thin frame instead of a filling ring: not the timer yet */
} PhaseLook;

PhaseLook face_look(const PlayerView *view);
/** The word for what is happening: "Hold", "Rest", "Get ready", "Down". */
const char *face_phase(const PlayerView *view);
/** The exercise: the one that runs, or in a rest "Next: ..." */
const char *face_title(Shell *shell, const PlayerView *view);
/** "Left side · Set 2 of 3", or "". */
const char *face_where(Shell *shell, const PlayerView *view);
/** What the big digits say. */
const char *face_digits(Shell *shell, const PlayerView *view);
/** Ring and digits in a rectangle. */
void face_clock(Shell *shell, Rect rect, const PlayerView *view);
/** Progress of the whole routine and what is left of it. */
void face_progress(Shell *shell, Rect rect, const PlayerView *view);
/** "Next: clamshell" while working, else "": the title says it then. */
const char *face_next(Shell *shell, const PlayerView *view);

#endif
