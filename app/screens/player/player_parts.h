/* SPDX-License-Identifier: MIT */
/**
 * What the files of the player share.
 *
 * player.c          the screen: presses, and the order of drawing
 * player_layout.c   the place of everything, from the smallest phone to a tablet
 * player_fit.c      the sizes of the words
 * player_controls.c the buttons
 * player_lock.c     the lock against accidental touches
 * player_sheets.c   dialogs over the page
 * player_motion.c   movement between two phases, and the pulse
 * player_stance.c   one leg with an open clock; player_try.c: the rest after it
 * player_sway.c     the sensor during a balance test
 * player_brush.c    brushing, without anything to touch
 * player_face.c     words and digits; player_clock.c ring and figure; player_words.c texts
 */
#ifndef SUREFOOT_PLAYER_PARTS_H
#define SUREFOOT_PLAYER_PARTS_H

#include "player_face.h"
#include "surefoot/stance_motion.h"

/** Which dialog is open. */
typedef enum PlayerSheet { SHEET_NONE, SHEET_LEAVE, SHEET_HURT, SHEET_HOW, SHEET_AWAY } PlayerSheet;

/** The movement between two phases. */
typedef struct PlayerMotion {
    bool begun;
    bool framed;
    int32_t segment;
    int64_t since_ms; /**< of the last change */
    Color page_from;
    Color page;
    float ring_from;
    float ring;
    int64_t cue_ms;   /**< the last cue that pulsed, by its own time */
    int64_t pulse_ms; /**< when it was first drawn: after a late frame it pulses just as long */
} PlayerMotion;

/** The try before a rest, while it can be corrected. */
typedef struct PlayerTry {
    bool known;
    Fact fact;
    int32_t chip; /**< index of what ended it, or -1 */
    bool correcting;
    bool discarded;
    SfErrorInfo trouble;
} PlayerTry;

/** The sensor in a balance test. */
typedef struct PlayerSway {
    Motion *motion; /**< owned; NULL before the first try */
    bool on;
    int64_t at_ms; /**< when the try that is measured begins to count */
    MotionView view;
    SwayMeasures measures;
} PlayerSway;

/** The state of the screen. */
typedef struct PlayerScreen {
    PlayerSheet sheet;
    bool was_running; /**< it ran before the sheet paused it */
    bool away_said;   /**< this interruption was answered or dismissed */
    bool stood;       /**< a try ran in the last pass */
    bool voided;      /**< this interruption cancelled the try */
    bool locked;
    int32_t segment;      /**< the segment of the last pass */
    int64_t turned_ms;    /**< when the segment last changed by itself */
    int64_t lock_hint_ms; /**< until then the page shows in large letters how to unlock */
    PlayerMotion motion;
    const Figure *figure; /**< the figure that figure_box belongs to */
    Rect figure_box;
    PlayerTry tried;
    PlayerSway sway;
    int64_t ended_ms;   /**< when the last try was over */
    int64_t touched_ms; /**< brushing: when the finger that is down came down, or 0 */
    int64_t hint_ms;    /**< brushing: until then the page says how to stop */
} PlayerScreen;

/** The place of everything. A thing with an empty rectangle is not shown. */
typedef struct PlayerLayout {
    Rect top;  /**< close and lock at its ends */
    Rect time; /**< what is left of the routine */
    Rect story;
    FaceWords words;
    Rect strip;  /**< the next exercise; while paused, "How to do it" */
    Rect card;   /**< in a rest: behind the words about the next exercise */
    Rect small;  /**< figure of the next exercise, on that card */
    Rect stage;  /**< ring with the figure or the digits; empty: only digits */
    Rect number; /**< digits beside or below the ring; empty: inside it */
    Rect question;
    Rect rows; /**< all controls, or the text of the lock */
    Rect back;
    Rect action; /**< the main button of the moment, or a hint */
    Rect skip;
    Rect less;
    Rect hurts;
    Rect more;
    bool hint; /**< there is room for a hint if there is no action */
} PlayerLayout;

/** Computes the place of everything for the current window and segment. */
PlayerLayout player_layout(Shell *shell, const PlayerView *view);

/** True while the routine runs, its count-in included. */
static inline bool player_runs(const PlayerView *view)
{
    return view->state == PLAYER_RUNNING || view->state == PLAYER_COUNT_IN;
}

/** True if the end of the segment can be moved by seconds. */
static inline bool player_is_timed(const PlayerView *view)
{
    return !view->segment->open && view->segment->kind != SEGMENT_REPS;
}

/** Pauses the session and opens a sheet. */
void player_open(Shell *shell, PlayerScreen *state, const PlayerView *view, PlayerSheet sheet);
/** Shows the open sheet and carries out its answer. */
void player_sheet(Shell *shell, PlayerScreen *state);
/** Shows how to do the exercise, as a page of its own while paused: it is long, and its Close is
 *  always in sight. */
void player_how(Shell *shell, PlayerScreen *state, const PlayerView *view);

/** Shows close, lock and the time that is left. */
void player_top(Shell *shell,
                PlayerScreen *state,
                const PlayerLayout *layout,
                const PlayerView *view);
/** Shows the buttons and carries them out. */
void player_controls(Shell *shell,
                     PlayerScreen *state,
                     const PlayerLayout *layout,
                     const PlayerView *view);
/** Handles keys such as Space and the arrows. */
void player_keys(Shell *shell, const PlayerScreen *state, const PlayerView *view);

/** The page while it is locked: a tap shows how to unlock, a hold unlocks, an open clock still
 * stops at a touch. */
void player_locked(Shell *shell,
                   PlayerScreen *state,
                   const PlayerLayout *layout,
                   const PlayerView *view);

/** True if the segment is a try: a max hold on one leg. */
bool stance_is_try(const PlayerView *view);
/** True if a try runs: then the screen shows only its clock. */
bool stance_runs(const PlayerView *view);
/** Draws the clock of a try, with the dot of the sensor if that is live. */
void stance_face(Shell *shell, const PlayerView *view, const MotionView *motion);
/** Stops or cancels the try by this pass's event. True if the view is out of date after that. */
bool stance_stop(Shell *shell, PlayerSway *sway, const PlayerView *view);
#define STANCE_SHOWN_MS                                                                            \
    700 /**< design: a stopped clock is shown this long before anything is asked                   \
         */
void stance_stopped(Shell *shell, const PlayerView *view, const TryFact *tried);

/** Lets the system ask for the sensor, if this session wants it, in the tap that opens the page. */
void sway_ask(Shell *shell);
/** True if the phone is in the waistband: hands and cloth touch it, and nobody sees it. */
bool sway_is_worn(const Session *session);
/** Switches the sensor on for a try and off after it, and reads its samples in between. */
void sway_follow(Shell *shell, PlayerSway *sway, const PlayerView *view);
/** Switches the sensor off. Returns what was measured up to stop_ms, or NULL; it lives until the
 * next try. */
const SwayMeasures *sway_end(PlayerSway *sway, int64_t stop_ms);
/** Switches the sensor off and frees it. */
void sway_close(PlayerSway *sway);

/** True in the rest after a try of the balance test; *tried is that try. */
bool try_follows(Shell *shell, PlayerTry *tried, const PlayerView *view);
/** The page of that rest. False while it still shows only the stopped clock. */
bool try_page(Shell *shell, PlayerScreen *state, const PlayerView *view);

/** The same page after the last try, where no rest follows. False when it is over or not needed. */
bool try_last(Shell *shell, PlayerScreen *state, const PlayerView *view);

/** Shows the page of brushing. */
void brush_page(Shell *shell, PlayerScreen *state, const PlayerView *view);

/** Moves the colour of the page and the ring to now; asks for frames only while they move. */
void player_move(Shell *shell, PlayerMotion *motion, const PlayerView *view);
/** Draws the edge of the screen in the colour of the phase for a moment after each cue. */
void player_pulse(Shell *shell, PlayerMotion *motion, const PlayerView *view);

#endif
