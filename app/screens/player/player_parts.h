/* SPDX-License-Identifier: MIT */
/**
 * What the files of the player share.
 *
 * player.c          the screen: who gets the press, what is drawn first
 * player_layout.c   where everything stands, from the smallest phone to a tablet
 * player_fit.c      how large the words may be
 * player_controls.c the buttons
 * player_lock.c     the lock against accidental touches
 * player_sheets.c   what is asked or told over the page
 * player_motion.c   what moves between two phases, and the pulse
 * player_stance.c   one leg, an open clock; player_try.c the rest after it
 * player_sway.c     the sensor meanwhile
 * player_brush.c    brushing: nothing to touch
 * player_face.c     words and digits; player_clock.c ring and figure; player_words.c texts
 */
#ifndef SUREFOOT_PLAYER_PARTS_H
#define SUREFOOT_PLAYER_PARTS_H

#include "player_face.h"
#include "surefoot/stance_motion.h"

typedef enum PlayerSheet { SHEET_NONE, SHEET_LEAVE, SHEET_HURT, SHEET_HOW, SHEET_AWAY } PlayerSheet;

/** What moves between two phases. */
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
    int64_t pulse_ms; /**< when it was first drawn: a late frame pulses as long */
} PlayerMotion;

/** The try before a rest, while it can be put right. */
typedef struct PlayerTry {
    bool known;
    Fact fact;
    int32_t chip; /**< what ended it, by its place, or -1 */
    bool correcting;
    bool discarded;
    SfErrorInfo trouble;
} PlayerTry;

/** The sensor in a balance test. */
typedef struct PlayerSway {
    Motion *motion; /**< owned; NULL before the first try */
    bool on;
    int64_t at_ms; /**< when the try counts from that it is on for */
    MotionView view;
    SwayMeasures measures;
} PlayerSway;

typedef struct PlayerScreen {
    PlayerSheet sheet;
    bool was_running; /**< before the sheet paused it */
    bool away_said;   /**< this interruption was answered or put away */
    bool stood;       /**< a try ran in the pass before */
    bool voided;      /**< it was broken off by this interruption */
    bool locked;
    int32_t segment;      /**< when the page was last done with it */
    int64_t turned_ms;    /**< when another one came by itself */
    int64_t lock_hint_ms; /**< until then the way to unlock is shown large */
    PlayerMotion motion;
    const Figure *figure; /**< of which the box is known */
    Rect figure_box;
    PlayerTry tried;
    PlayerSway sway;
    int64_t ended_ms;   /**< when the last try was over */
    int64_t touched_ms; /**< brushing: when the finger came down that still lies there, or 0 */
    int64_t hint_ms;    /**< brushing: until then it says how to stop */
} PlayerScreen;

/** Where everything stands. An empty rectangle is not shown. */
typedef struct PlayerLayout {
    Rect top;  /**< close and lock at its ends */
    Rect time; /**< what is left of the routine */
    Rect story;
    FaceWords words;
    Rect strip;  /**< what comes next; while paused, how to do it */
    Rect card;   /**< behind the words of what comes next, in a rest */
    Rect small;  /**< figure of what comes next, on that card */
    Rect stage;  /**< ring with the figure, or with the digits; empty: only digits */
    Rect number; /**< digits beside or below the ring; empty: they are inside */
    Rect question;
    Rect rows; /**< all controls; the lock's text when locked */
    Rect back;
    Rect action; /**< the one action of the moment, or a hint */
    Rect skip;
    Rect less;
    Rect hurts;
    Rect more;
    bool hint; /**< there is room for a hint where no action is */
} PlayerLayout;

PlayerLayout player_layout(Shell *shell, const PlayerView *view);

static inline bool player_runs(const PlayerView *view)
{
    return view->state == PLAYER_RUNNING || view->state == PLAYER_COUNT_IN;
}

/** Whether its end can be moved by seconds. */
static inline bool player_is_timed(const PlayerView *view)
{
    return !view->segment->open && view->segment->kind != SEGMENT_REPS;
}

/** Pauses and opens. */
void player_open(Shell *shell, PlayerScreen *state, const PlayerView *view, PlayerSheet sheet);
void player_sheet(Shell *shell, PlayerScreen *state);
/** A page of its own, while paused: it is long, and its Close always shows. */
void player_how(Shell *shell, PlayerScreen *state, const PlayerView *view);

void player_top(Shell *shell,
                PlayerScreen *state,
                const PlayerLayout *layout,
                const PlayerView *view);
void player_controls(Shell *shell,
                     PlayerScreen *state,
                     const PlayerLayout *layout,
                     const PlayerView *view);
void player_keys(Shell *shell, const PlayerScreen *state, const PlayerView *view);

/** Everything is the lock's: taps say how to unlock, a hold does, an open clock still stops. */
void player_locked(Shell *shell,
                   PlayerScreen *state,
                   const PlayerLayout *layout,
                   const PlayerView *view);

/** A try: a max hold on one leg. */
bool stance_is_try(const PlayerView *view);
/** It runs: nothing is on the screen but its clock. */
bool stance_runs(const PlayerView *view);
void stance_face(Shell *shell, const PlayerView *view, const MotionView *motion);
/** Stops or voids it by this pass's event; true if the view is out of date by that. */
bool stance_stop(Shell *shell, PlayerSway *sway, const PlayerView *view);
#define STANCE_SHOWN_MS                                                                            \
    700 /**< ours: a stopped clock stands this long before anything is asked                       \
         */
void stance_stopped(Shell *shell, const PlayerView *view, const TryFact *tried);

/** Switches it on and off as the tries come and go, and listens to it. */
/** Lets the system ask for the sensor, if this session wants it, in the tap that opens the page. */
void sway_ask(Shell *shell);
/** True if the phone is in the waistband: hands and cloth touch it, and nobody sees it. */
bool sway_is_worn(const Session *session);
void sway_follow(Shell *shell, PlayerSway *sway, const PlayerView *view);
/** Off; what was measured up to then, or NULL. Lives until the next try. */
const SwayMeasures *sway_end(PlayerSway *sway, int64_t stop_ms);
void sway_close(PlayerSway *sway);

/** This is the rest after a try of the balance test. */
bool try_follows(Shell *shell, PlayerTry *tried, const PlayerView *view);
/** False while the stopped clock stands and nothing can be pressed. */
bool try_page(Shell *shell, PlayerScreen *state, const PlayerView *view);

/** After the last try no rest follows: the same once more. False when it is over, or has no place.
 */
bool try_last(Shell *shell, PlayerScreen *state, const PlayerView *view);

void brush_page(Shell *shell, PlayerScreen *state, const PlayerView *view);

/** Brings page and ring to now; asks for frames only while they move. */
void player_move(Shell *shell, PlayerMotion *motion, const PlayerView *view);
/** The edge of the screen in the colour of the phase, for a moment at each cue. */
void player_pulse(Shell *shell, PlayerMotion *motion, const PlayerView *view);

#endif
