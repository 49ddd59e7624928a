/* SPDX-License-Identifier: MIT */
/** What player_layout.c (where) and player_fit.c (how large) share. */
#ifndef SUREFOOT_PLAYER_PLAN_H
#define SUREFOOT_PLAYER_PLAN_H

#include "player_parts.h"

#define STAGE_LEAST_DP 96.0F  /* a smaller figure shows nothing */
#define CLOCK_LEAST 0.8F      /* of the short edge: a ring around two digits of a third of it */
#define CARD_FIGURE_MOST 0.4F /* of the card's width */

/* How much is said around the clock. */
typedef struct Fit {
    TextStyle phase;
    TextStyle name; /* a side is as large as the phase */
    TextStyle caption;
    bool strip;
    float stage; /* what must be left for the ring, of the short edge */
} Fit;

/* What the layout is decided by. */
typedef struct Plan {
    Shell *shell;
    const PlayerView *view;
    const Fit *fit;
    Rect page;  /* below the top bar */
    float edge; /* the short edge of the window */
    bool wide;
    bool figure; /* it has one */
    bool large;  /* minutes and seconds, too wide for the ring */
    bool rests;  /* digits in the ring, what comes next on a card */
    bool apart;  /* digits below or beside the ring, which has the figure inside */
    bool bare;   /* no figure, and the digits do not fit the ring: there is none */
    bool aside;  /* words at the left of the digits, on a phone on its side */
    bool roomy;
    bool paused;
    float width;   /* of the column where the words stand */
    float squeeze; /* of the words' lines, where enlarged text would cost the digits their size */
} Plan;

/** Chooses the largest words that leave the digits and the figure their room; false if even the
 *  smallest do not, and were squeezed. */
bool player__fit(Plan *plan);
/** Counted sets say beside or below the digits how many are to be done. */
float player__number_height(const Plan *plan, float width, float digits);

/* Heights, in px. */
/** Style of the side, or of the name where there are no sides. */
TextStyle player__title_style(const Plan *plan);
float player__phase_height(const Plan *plan);
float player__title_height(const Plan *plan, float width);
int32_t player__caption_lines(const Plan *plan, float width);
float player__caption_height(const Plan *plan, float width);
float player__card_height(const Plan *plan);
float player__head_height(const Plan *plan);
float player__strip_height(const Plan *plan);
float player__rows_height(const Plan *plan);
float player__number_least(const Plan *plan);
float player__number_most(const Plan *plan);
/** What is left for the ring on a page that is higher than wide. */
float player__upright_stage(const Plan *plan);

#endif
