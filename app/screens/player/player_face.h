/* SPDX-License-Identifier: MIT */
/** The face of the player: everything that is read from across the room. It only draws. */
#ifndef SUREFOOT_PLAYER_FACE_H
#define SUREFOOT_PLAYER_FACE_H

#include "shared/figure_view.h"

/** Colours of a phase: work, rest and change-over are told apart by colour, shape and word. */
typedef struct PhaseLook {
    ColorRole page;
    ColorRole ink;
    bool framed; /**< a thin frame instead of a filling ring: not the timer yet */
} PhaseLook;

/** The colours of the current phase. */
PhaseLook face_look(const PlayerView *view);
/** The colour of the page in a phase; in the dark theme a little darker than other pages. */
Color face_page(const Ui *ui, const PlayerView *view);
/** The word for the phase: "Hold", "Rest", "Get ready", "Down". */
const char *face_phase(const PlayerView *view);
/** The name of the exercise that runs, or in a rest "Next: ..." */
const char *face_title(Shell *shell, const PlayerView *view);
/** "Left side · Set 2 of 3", or "". */
const char *face_where(Shell *shell, const PlayerView *view);
/** "Left leg", or NULL where there are no sides. */
const char *face_leg_word(Side side);
/** "Left side", in a stance "Left leg", or NULL. The page shows it larger than the name, because
 * the side has to be read from further away. */
const char *face_side_word(const PlayerView *view);
/** The line below it: "Clamshell · Set 2 of 3" below a side, "Set 2 of 3" below a name, or "". */
const char *face_caption(Shell *shell, const PlayerView *view);
/** The side of the current set or, between sets, of the next one. */
Side face_side(const PlayerView *view);
/** The text of the big digits. */
const char *face_digits(Shell *shell, const PlayerView *view);
/** The widest text that the digits have in this segment, so that nothing moves while they count. */
const char *face_widest(const PlayerView *view);
/** "Next: clamshell" while working, else "", because then the title says it. */
const char *face_next(Shell *shell, const PlayerView *view);
/** The place in the segment: "2:15 of 5:00", "4 of 10 repetitions", or "" at its start. */
const char *face_place(Shell *shell, const PlayerView *view);
/** The figure of the current set or, between sets, of the next one; NULL if it has none. */
const Figure *face_figure(const Shell *shell, const PlayerView *view);
/** The moment that the figure shows now. */
FigureMoment face_moment(const Shell *shell, const PlayerView *view);

/** True if the digits of this segment at this height are too wide for a ring; both in px. */
bool face_is_wide(const PlayerView *view, float ring, float height);
/**
 * The buttons after an interruption: on the sheet after an absence, and on the page after a kill.
 * The first one of a line is the large button.
 *
 *   a walk or run, well on its way    Go on, Repeat this set
 *   any other set, well on its way    Repeat this set, Go on
 *   a set in its first 2 s            Go on; after a kill Repeat this set, because what was done of
 *                                     it may be lost. Both begin at the start of the set.
 *   a max hold, or a set at one's     after an absence as any other set; after a kill Repeat this
 *   own pace                          set
 *   between sets                      Go on, Repeat the set before if there is one
 *   a question                        only the question; after a kill Go on
 *
 * "Finish with what I did" is always there; after a kill also "Discard".
 */
typedef struct FaceReturn {
    bool repeat;       /**< offers this set again, from its start */
    bool repeat_first; /**< ... as the large button */
    bool again;        /**< offers the set before */
} FaceReturn;
/** The buttons for the current segment. */
FaceReturn face_return(const PlayerView *view);

/** The part of the segment that is over, 0..1: how full the ring is. */
float face_fraction(const PlayerView *view);
#define FACE_CELL 0.95F /**< width of the widest bold digit divided by its height */
/** Draws a ring with the digits inside. */
void face_clock(Shell *shell, Rect rect, const PlayerView *view, float fraction);
/** Draws a ring with the figure inside; bounds: figure_bounds of the figure. */
void face_stage(Shell *shell, Rect rect, Rect bounds, const PlayerView *view, float fraction);
/** Draws the digits alone. Repetitions also show the word and the number to reach: at the right of
 * the digits, or below them in a narrow rectangle. */
void face_number(Shell *shell, Rect rect, const PlayerView *view);
/** The height in px that face_number needs for digits of this height at this width. */
float face_number_height(Shell *shell, const PlayerView *view, float width, float digits);
/** The place and size of phase, side or exercise, and caption; they come with the layout. */
typedef struct FaceWords {
    Rect phase;
    Rect title;
    Rect caption;
    TextStyle phase_style;
    TextStyle title_style;
    TextStyle caption_style;
    int32_t caption_lines; /**< at most */
    bool left;             /**< the texts are at the left instead of in the middle */
} FaceWords;
/** Draws the word of the phase. */
void face_phase_word(Shell *shell, const FaceWords *words, const PlayerView *view);
/** Draws side or exercise, and the caption. */
void face_words(Shell *shell, const FaceWords *words, const PlayerView *view);
/** Draws a pair of feet as one sees one's own; the working one is filled. */
void face_feet(Shell *shell, Rect rect, Side side, ColorRole ink);
#define LEG_LINE                                                                                   \
    1.3F /**< height of a line with feet divided by that of its text: feet are seen further        \
          */
/** A line with feet and "Left leg" or "Left side", in one colour. */
typedef struct FaceLeg {
    Side side;
    const char *text;
    TextStyle style;
    ColorRole ink;
    bool left; /**< at the left instead of in the middle */
} FaceLeg;
/** Draws the line in a rectangle. */
void face_leg(Shell *shell, Rect rect, const FaceLeg *leg);
/** The width in px of such a line at this height. */
float face_leg_width(Shell *shell, float height, const FaceLeg *leg);
/** Draws the sets of the routine as bars that fill while they are done. */
void face_story(Shell *shell, Rect rect, const PlayerView *view);
/** The part of this set that is done, 0..1. */
float face_done(const Player *player, const PlayerView *view, int32_t set);
/** The width of a line of text in px. */
float face_width(Shell *shell, TextStyle style, const char *text);
/** "about 12:30 left". */
const char *face_left(Shell *shell, const PlayerView *view);

#endif
