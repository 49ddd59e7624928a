/* SPDX-License-Identifier: MIT */
/**
 * The player: a cursor over a timeline, driven by commands and the monotonic clock. Pure.
 *
 * It knows no sound and no screen: it fires cues and facts into an event queue that the caller
 * drains after every call, and answers player_view for drawing. Segments end at deadlines, so the
 * result is the same at any frame rate. Credit is never above what was done.
 *
 * States: IDLE before start; COUNT_IN the 3 s before work goes on after a pause, skip or gap;
 * RUNNING; PAUSED; ENDED. A command that makes no sense now returns SF_E_STATE and changes nothing.
 */
#ifndef SUREFOOT_PLAYER_H
#define SUREFOOT_PLAYER_H

#include "surefoot/timeline.h"

#define PLAYER_COUNT_IN_MS 3000 /**< ours; peers.md section 7 */
#define PLAYER_GAP_MS 2000      /**< no update for longer is a gap: lock, suspend, hidden (design) */
#define PLAYER_ADJUST_MS 10000  /**< the +10 s and -10 s buttons */

typedef enum PlayerState {
    PLAYER_IDLE,
    PLAYER_COUNT_IN,
    PLAYER_RUNNING,
    PLAYER_PAUSED,
    PLAYER_ENDED
} PlayerState;

/** How a work segment ended. */
typedef enum Outcome {
    OUTCOME_NONE,    /**< not reached */
    OUTCOME_DONE,    /**< whole */
    OUTCOME_PARTIAL, /**< stopped or skipped part way: done_ms or reps say how far */
    OUTCOME_SKIPPED, /**< not begun, passed over */
    OUTCOME_HURT     /**< stopped because it hurt: as good as done for the streak */
} Outcome;

/** Credit of one work segment; indexed like the timeline's segments. */
typedef struct Credit {
    Outcome outcome;
    int64_t done_ms; /**< work time, pauses excluded, never above the wall time it took */
    int32_t reps;    /**< completed repetitions in paced or counted sets */
    bool eased;      /**< done in its easier form */
} Credit;

typedef enum HurtChoice { HURT_EASIER, HURT_FEWER, HURT_SKIP, HURT_STOP } HurtChoice;

typedef enum PlayerEventKind {
    PLAYER_EVENT_CUE,      /**< a cue is due now: cue index */
    PLAYER_EVENT_SEGMENT,  /**< a segment began: segment index. Journal here. */
    PLAYER_EVENT_CREDIT,   /**< a work segment ended: segment index, its Credit is final */
    PLAYER_EVENT_HURT,     /**< segment index; choice in cue */
    PLAYER_EVENT_FLUSH,    /**< pause, skip, back, adjust, leave: everything scheduled is void */
    PLAYER_EVENT_COUNT_IN, /**< a count-in began: 3, 2, 1 from at_ms on */
    PLAYER_EVENT_ENDED
} PlayerEventKind;

typedef struct PlayerEvent {
    PlayerEventKind kind;
    int32_t segment;
    int32_t cue;
    int64_t at_ms; /**< monotonic time it was due, not when the frame saw it */
} PlayerEvent;

#define PLAYER_EVENTS 64

/** Opaque by convention: read it through player_view. Copyable, so tests can fork a session. */
typedef struct Player {
    const Timeline *timeline; /**< borrowed */
    Credit *credits;          /**< owned, one per segment */
    int64_t *extra_ms;        /**< owned, one per segment: what +-10 s added */
    PlayerState state;
    int32_t segment;
    bool ended_early;
    bool interrupted;      /**< paused by a gap, not by the person */
    bool segment_counted;  /**< a count-in is owed before the current segment goes on */
    int64_t elapsed_ms;    /**< of the current segment, as of anchor_ms */
    int64_t anchor_ms;     /**< monotonic time of elapsed_ms, or start of the count-in */
    int64_t last_update_ms;
    int64_t started_ms;
    int64_t paused_total_ms;
    int32_t next_cue; /**< first cue of the segment not yet fired */
    PlayerEvent events[PLAYER_EVENTS];
    int32_t event_count;
} Player;

/** Prepares a player at the first segment. The timeline is borrowed until player_deinit. */
SfError player_init(Player *player, const Timeline *timeline);
void player_deinit(Player *player);

SfError player_start(Player *player, int64_t now_ms);
/** Advances to now: fires what is due, ends what has ended, notices gaps. Never goes backwards. */
void player_update(Player *player, int64_t now_ms);
SfError player_pause(Player *player, int64_t now_ms);
/** Starts the count-in; the rest of the segment follows. */
SfError player_resume(Player *player, int64_t now_ms);
/** In a rest ends only the rest; on the last segment ends the routine, with the credit earned. */
SfError player_skip(Player *player, int64_t now_ms);
/** First restarts the step's current set; within 2 s of its start goes to the set before. */
SfError player_back(Player *player, int64_t now_ms);
/** Lengthens or shortens the current timed segment by delta_ms; never below what has passed. */
SfError player_adjust(Player *player, int64_t delta_ms, int64_t now_ms);
/** Ends an open segment: max stops at at_ms (the press), reps are credited whole, a check says yes. */
SfError player_done(Player *player, int64_t at_ms);
/** Answers a check with no: the routine ends kindly, what was done is credited. */
SfError player_no(Player *player, int64_t now_ms);
/** Applies a choice of "It hurts": fewer ends this set with credit, skip ends the whole step. */
SfError player_hurt(Player *player, HurtChoice choice, int64_t now_ms);
/** Ends the routine now; credit so far stands. */
SfError player_leave(Player *player, int64_t now_ms);

/**
 * Goes on with another timeline of the same routine (easier variant): the current key, and credits
 * of keys both have, are kept. The old timeline is no longer used. SF_E_NOTFOUND if the key is gone.
 */
SfError player_rebase(Player *player, const Timeline *timeline, int64_t now_ms);

/** Monotonic time at which something will happen by itself; INT64_MAX if nothing will. */
int64_t player_next_deadline(const Player *player);

/** A cue that will fire if nothing intervenes. */
typedef struct PlannedCue {
    int32_t cue;
    int64_t at_ms; /**< monotonic */
} PlannedCue;

/** Cues due in (from_ms, until_ms], for the audio scheduler; across closed segments only. */
int32_t player_planned(const Player *player, int64_t from_ms, int64_t until_ms, PlannedCue *out,
                       int32_t max);

/** What the screen shows. Strings are borrowed from the timeline. */
typedef struct PlayerView {
    PlayerState state;
    bool interrupted;
    const Segment *segment;
    const Item *item;
    const Segment *next_work; /**< the next work segment after this one, or NULL */
    const Item *next_item;
    int64_t elapsed_ms;   /**< of the segment */
    int64_t remaining_ms; /**< of the segment; 0 in open ones */
    int64_t length_ms;    /**< of the segment with +-10 s applied */
    int32_t count_in;     /**< 3, 2, 1 in COUNT_IN, else 0 */
    RepMoment rep;        /**< in paced sets */
    int64_t total_elapsed_ms;
    int64_t total_remaining_ms;
    bool about; /**< total_remaining_ms is an estimate */
    int32_t step_index; /**< 0-based among items, and of how many */
    int32_t step_count;
    int32_t work_done; /**< work segments ended, and of how many */
    int32_t work_count;
} PlayerView;

void player_view(const Player *player, int64_t now_ms, PlayerView *out);

/** What has to be written down so that a killed session can go on: goes into the journal. */
typedef struct PlayerSnapshot {
    const char *key;    /**< current segment */
    int64_t elapsed_ms; /**< in it */
    const Credit *credits;
    int32_t credit_count;
} PlayerSnapshot;

PlayerSnapshot player_snapshot(const Player *player);
/** A paused player at the start of the segment the snapshot was in, with its credits. */
SfError player_restore(Player *player, const Timeline *timeline, const PlayerSnapshot *snapshot);

#endif
