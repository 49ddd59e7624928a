/* SPDX-License-Identifier: MIT */
/** The face of the player: what can be read from across the room. Draws only, presses nothing. */
#ifndef SUREFOOT_PLAYER_FACE_H
#define SUREFOOT_PLAYER_FACE_H

#include "shared/figure_view.h"

/** Colours of a phase: work, rest and change-over are told apart by colour, shape and word. */
typedef struct PhaseLook {
    ColorRole page;
    ColorRole ink;
    bool framed; /**< a thin frame instead of a filling ring: not the timer yet */
} PhaseLook;

PhaseLook face_look(const PlayerView *view);
/** The page behind a phase; in the dark theme a touch darker than other pages. */
Color face_page(const Ui *ui, const PlayerView *view);
/** The word for what is happening: "Hold", "Rest", "Get ready", "Down". */
const char *face_phase(const PlayerView *view);
/** The exercise: the one that runs, or in a rest "Next: ..." */
const char *face_title(Shell *shell, const PlayerView *view);
/** "Left side · Set 2 of 3", or "". */
const char *face_where(Shell *shell, const PlayerView *view);
/** "Left leg", or NULL where there are no sides. */
const char *face_leg_word(Side side);
/** "Left side", in a stance "Left leg", or NULL: what the page says in place of the name. Which
 *  side it is must be read from further away than what it is called. */
const char *face_side_word(const PlayerView *view);
/** Below that "Clamshell · Set 2 of 3", below a name "Set 2 of 3", or "". */
const char *face_caption(Shell *shell, const PlayerView *view);
/** The side of the set that runs or, between sets, comes. */
Side face_side(const PlayerView *view);
/** What the big digits say. */
const char *face_digits(Shell *shell, const PlayerView *view);
/** The widest that they will say in this segment, so that nothing moves while they count. */
const char *face_widest(const PlayerView *view);
/** "Next: clamshell" while working, else "": the title says it then. */
const char *face_next(Shell *shell, const PlayerView *view);
/** How far it was: "2:15 of 5:00", "4 of 10 repetitions", or "" at its start. */
const char *face_place(Shell *shell, const PlayerView *view);
/** The figure of the set that runs or, between sets, comes; NULL if it has none. */
const Figure *face_figure(const Shell *shell, const PlayerView *view);
/** What it shows now, and whether it moves. */
FigureMoment face_moment(const Shell *shell, const PlayerView *view);

/** Whether the digits of this segment, this high, are too wide for the inside of a ring. */
bool face_is_wide(const PlayerView *view, float ring, float height);
/**
 * What is offered after an interruption, on the sheet after an absence and on the page after a
 * kill; the first of a line is the large button.
 *
 *   a walk or run, well on its way    Go on, Repeat this set
 *   any other set, well on its way    Repeat this set, Go on
 *   a set in its first 2 s            Go on; after a kill Repeat this set, as what was done of it
 *                                     may be lost: it begins at its start either way
 *   an attempt at most, or a set at   while the app lived as any other set; after a kill Repeat
 *   one's own pace                    this set
 *   between sets                      Go on, Repeat the set before if there is one
 *   a question                        nothing but itself; after a kill Go on
 *
 * Finish with what I did is always there, and on the page after a kill Discard.
 */
typedef struct FaceReturn {
    bool repeat;       /**< this set, from its start */
    bool repeat_first; /**< as the large button */
    bool again;        /**< the set before */
} FaceReturn;
FaceReturn face_return(const PlayerView *view);

/** How much of the segment is over, 0..1; what a frame is full of. */
float face_fraction(const PlayerView *view);
#define FACE_CELL 0.95F /**< width of the widest bold digit by its height */
/** A ring with the digits inside. */
void face_clock(Shell *shell, Rect rect, const PlayerView *view, float fraction);
/** A ring with the figure inside, whose box is bounds; the digits stand elsewhere. */
void face_stage(Shell *shell, Rect rect, Rect bounds, const PlayerView *view, float fraction);
/** The digits by themselves. Of repetitions it says so, and how many they are to be: at the right
 * of the digits, or below them where the rectangle is not wide. */
void face_number(Shell *shell, Rect rect, const PlayerView *view);
/** Height, px, that face_number needs for digits of this height at this width. */
float face_number_height(Shell *shell, const PlayerView *view, float width, float digits);
/** Phase, side or exercise, caption, one below the other; sizes come with the layout. */
typedef struct FaceWords {
    Rect phase;
    Rect title;
    Rect caption;
    TextStyle phase_style;
    TextStyle title_style;
    TextStyle caption_style;
    int32_t caption_lines; /**< at most */
    bool left;             /**< the texts begin at the left instead of standing in the middle */
} FaceWords;
void face_phase_word(Shell *shell, const FaceWords *words, const PlayerView *view);
/** The others. */
void face_words(Shell *shell, const FaceWords *words, const PlayerView *view);
/** A pair of feet as one sees one's own, the working one filled. */
void face_feet(Shell *shell, Rect rect, Side side, ColorRole ink);
#define LEG_LINE                                                                                   \
    1.3F /**< height of a line with feet by that of its text: pictures carry further               \
          */
/** Feet and "Left leg" or "Left side", in one ink. */
typedef struct FaceLeg {
    Side side;
    const char *text;
    TextStyle style;
    ColorRole ink;
    bool left; /**< begins at the left instead of standing in the middle */
} FaceLeg;
void face_leg(Shell *shell, Rect rect, const FaceLeg *leg);
/** Width, px, of such a line of this height. */
float face_leg_width(Shell *shell, float height, const FaceLeg *leg);
/** The sets of the routine as bars, filled as they are done. */
void face_story(Shell *shell, Rect rect, const PlayerView *view);
/** How much of this set is done, 0..1. */
float face_done(const Player *player, const PlayerView *view, int32_t set);
/** Of a line of text, px. */
float face_width(Shell *shell, TextStyle style, const char *text);
/** "about 12:30 left". */
const char *face_left(Shell *shell, const PlayerView *view);

#endif
