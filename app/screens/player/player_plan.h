/* SPDX-License-Identifier: MIT */
/** What player_layout.c (the places) and player_fit.c (the sizes) share. */
#ifndef SUREFOOT_PLAYER_PLAN_H
#define SUREFOOT_PLAYER_PLAN_H

#include "player_parts.h"

#define STAGE_LEAST_DP 96.0F  /* a smaller figure shows nothing */
#define CLOCK_LEAST 0.8F      /* of the short edge: a ring around two digits of a third of it */
#define CARD_FIGURE_MOST 0.4F /* of the card's width */

/* The sizes of the words around the clock. */
typedef struct Fit {
    TextStyle phase;
    TextStyle name; /* a side is as large as the phase */
    TextStyle caption;
    bool strip;
    float stage; /* the least ring that must fit, by the short edge */
} Fit;

/* What decides the layout. */
typedef struct Plan {
    Shell *shell;
    const PlayerView *view;
    const Fit *fit;
    Rect page;  /* below the top bar */
    float edge; /* the short edge of the window */
    bool wide;
    bool figure; /* the exercise has one */
    bool large;  /* minutes and seconds, too wide for the ring */
    bool rests;  /* a rest: digits in the ring, the next exercise on a card */
    bool apart;  /* the figure is in the ring, digits below or beside it */
    bool bare;   /* no ring: there is no figure, and the digits do not fit a ring */
    bool aside;  /* words at the left of the digits: a phone in landscape */
    bool roomy;
    bool paused;
    float width;   /* of the column of the words, px */
    float squeeze; /* factor for the lines of words, below 1 if large text would make the digits too
                      small */
} Plan;

/** Chooses the largest words that leave enough room for digits and figure. False if not even the
 *  smallest do, so that they were squeezed. */
bool player__fit(Plan *plan);
/** The height in px of digits of this height, with the number of repetitions below or beside
 * them. */
float player__number_height(const Plan *plan, float width, float digits);

/** The style of the side, or of the name if there are no sides. */
TextStyle player__title_style(const Plan *plan);
/** The height in px of the word of the phase. */
float player__phase_height(const Plan *plan);
/** The height in px of the side or the name at this width. */
float player__title_height(const Plan *plan, float width);
/** How many lines the caption may have at this width. */
int32_t player__caption_lines(const Plan *plan, float width);
/** The height in px of the caption at this width. */
float player__caption_height(const Plan *plan, float width);
/** The height in px of the card of a rest, 0 if there is none. */
float player__card_height(const Plan *plan);
/** The height in px of the words above the clock. */
float player__head_height(const Plan *plan);
/** The height in px of the strip with what comes next, 0 if it is not shown. */
float player__strip_height(const Plan *plan);
/** The height in px of all controls. */
float player__rows_height(const Plan *plan);
/** The least height in px of the digits: a little more than a third of the short edge. */
float player__number_least(const Plan *plan);
/** The greatest height in px of the digits. */
float player__number_most(const Plan *plan);
/** The height in px that is left for the ring on a page that is higher than wide. */
float player__upright_stage(const Plan *plan);

#endif
