/* SPDX-License-Identifier: MIT */
/**
 * The player: a cursor over a timeline, driven by commands and the monotonic clock. Pure.
 *
 * It knows no sound and no screen: it fires cues and facts into an event queue that the caller
 * drains after every call (player_take_event), and answers player_view for drawing. Segments end at
 * deadlines, so the result is the same at any frame rate. Credit is never above what was done.
 *
 * States: IDLE before start; COUNT_IN the 3 s before work goes on after a pause, skip or gap;
 * RUNNING; PAUSED; ENDED. A command that makes no sense now returns SF_E_STATE and changes nothing
 * (every command first brings the player to now, as player_update does). A command given in PAUSED
 * leaves the player paused at the new place. Monotonic times are >= 0.
 *
 * Count-in: work that is resumed, or reached by skip, back or a gap, is counted in. READY, REST and
 * CHANGE are not (they bring their own count), nor a CHECK (a question needs no clock), nor the
 * first segment at start.
 *
 * Gap: no update for more than PLAYER_GAP_MS while RUNNING or COUNT_IN. So call player_update at
 * least once a second then, also when no deadline is near. Clock-bound segments run on through a
 * gap; the first other one is waited for, paused, at its start or at the last live frame. Cues that
 * fell into a gap are not fired. A FLUSH says that there was one.
 *
 * The closing cues (DONE) belong to the end of the routine: they are fired when it comes to its
 * end, by the clock or by done, with times that may lie a little ahead.
 *
 * The queue: if it is full, the oldest CUE makes room. SEGMENT, CREDIT, HURT, COUNT_IN and ENDED
 * are never lost: rather than lose one, player_update stops short of now (player_next_deadline is
 * then past) and goes on when called again, and a command returns SF_E_STATE.
 *
 * A set that is played again keeps the better of both credits, never their sum. A set that was
 * left or skipped after less than 1 s, or before its first paced repetition, counts as not begun.
 */
#ifndef SUREFOOT_PLAYER_H
#define SUREFOOT_PLAYER_H

#include "surefoot/timeline.h"

#define PLAYER_COUNT_IN_MS 3000 /**< ours: time to lie down again */
#define PLAYER_GAP_MS 2000      /**< no update for longer is a gap: lock, suspend, hidden */
#define PLAYER_ADJUST_MS 10000  /**< the +10 s and -10 s buttons */
#define PLAYER_WALK_MS 300000   /**< ours: so much of a walk or run is worth a set */

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

/** A moment of a session, in ms since its start. */
typedef struct PlayerMoment {
    int64_t at_ms;    /**< all that has passed, also while the app was gone */
    int64_t spent_ms; /**< without the time the app was gone */
} PlayerMoment;

/** Credit of one work segment; indexed like the timeline's segments. */
typedef struct Credit {
    Outcome outcome;
    int64_t done_ms; /**< work time, pauses excluded, never above the wall time it took */
    int32_t reps;    /**< completed repetitions in paced or counted sets */
    bool eased;      /**< done in its easier form */
    /** When it was last worked on; once done as planned, when that was. */
    PlayerMoment when;
} Credit;

typedef enum HurtChoice { HURT_EASIER, HURT_FEWER, HURT_SKIP, HURT_STOP } HurtChoice;

typedef enum PlayerEventKind {
    PLAYER_EVENT_CUE,     /**< a cue is due now: cue index */
    PLAYER_EVENT_SEGMENT, /**< a segment began: segment index. Journal here. */
    PLAYER_EVENT_CREDIT, /**< a work segment ended: its Credit stands. Not for sets never reached */
    PLAYER_EVENT_HURT,   /**< segment index; choice in cue */
    PLAYER_EVENT_FLUSH,  /**< pause, skip, back, adjust, done, gap, leave: all scheduled is void */
    PLAYER_EVENT_COUNT_IN, /**< a count-in began: 3, 2, 1 from at_ms on */
    PLAYER_EVENT_ENDED
} PlayerEventKind;

typedef struct PlayerEvent {
    PlayerEventKind kind;
    int32_t segment;
    int32_t cue;
    int64_t done_ms; /**< of CREDIT: work time of this time round if it came to its end, else -1 */
    int64_t at_ms;   /**< monotonic time it was due, not when the frame saw it */
} PlayerEvent;

#define PLAYER_EVENTS 64

/** The point from which a cue keeps its distance when +-10 s moves the end of its segment. */
typedef enum CueAnchor {
    CUE_FROM_START,
    CUE_FROM_MIDDLE,
    CUE_FROM_END,
    CUE_CLOSING /**< DONE: whenever the routine comes to its end, in whichever segment */
} CueAnchor;
#define CUE_ANCHORS 3 /**< those that lie in a segment */

/** Opaque by convention: read it through player_view. Owns memory: not copied by assignment. */
typedef struct Player {
    const Timeline *timeline; /**< borrowed */
    Credit *credits;          /**< owned, one per segment */
    int64_t *extra_ms;        /**< owned, one per segment: what +-10 s added */
    bool *dropped;            /**< owned, one per segment: left out because its step hurt */
    int32_t last_segment;     /**< after it nothing is worth waiting for */
    PlayerState state;
    int32_t segment;
    bool ended_early;
    bool interrupted;   /**< paused by a gap, not by the person */
    int64_t elapsed_ms; /**< of the current segment, as of anchor_ms */
    int64_t anchor_ms;  /**< of elapsed_ms, or when the count-in or pause began */
    int64_t last_update_ms;
    int64_t live_from_ms; /**< what was due before it fell into a gap */
    int64_t began_ms;     /**< of the session; negative if it lies before the clock's zero */
    int64_t away_ms;      /**< of the time since: the app was gone. The caller counts it */
    PlayerMoment worked;  /**< when anything was last under way */
    int64_t started_ms;
    int64_t paused_total_ms;       /**< pauses and count-ins up to anchor_ms */
    int32_t next_cue[CUE_ANCHORS]; /**< per anchor, the first cue of the segment not yet fired */
    PlayerEvent events[PLAYER_EVENTS];
    int32_t event_count;
} Player;

/** Prepares a player at the first segment. The timeline is borrowed until player_deinit. */
SfError player_init(Player *player, const Timeline *timeline);
/** Frees what the player owns. The timeline stays. */
void player_deinit(Player *player);

/** Takes the oldest event off the queue; false if there is none. */
bool player_take_event(Player *player, PlayerEvent *out);

/** Starts the first segment at the monotonic time now_ms. SF_E_STATE if started before. */
SfError player_start(Player *player, int64_t now_ms);
/** Advances to now: fires what is due, ends what has ended, notices gaps. Ignores an earlier now.
 */
void player_update(Player *player, int64_t now_ms);
/** Pauses at the monotonic time now_ms. SF_E_STATE if paused already or not running. */
SfError player_pause(Player *player, int64_t now_ms);
/** Starts the count-in, where there is one; the rest of the segment follows. */
SfError player_resume(Player *player, int64_t now_ms);
/**
 * In a rest, lead-in or change-over ends only that; on the last segment ends the routine, with the
 * credit earned. In work files what was done; the rest that follows is kept if any work was done in
 * the set, else it is passed over too. SF_E_STATE in a check: a question wants its answer.
 */
SfError player_skip(Player *player, int64_t now_ms);
/**
 * Restarts the current set; within 2 s of its start, or between sets, goes to the set before; at
 * the first restarts it. Going back into a step that was left because it hurt takes that back.
 */
SfError player_back(Player *player, int64_t now_ms);
/**
 * Lengthens or shortens the current timed segment by delta_ms; to what has passed or less ends it
 * now, as skip does. COUNT and END keep their distance from the end, HALFWAY stays in the middle,
 * the others keep their distance from the start; no cue fires twice. SF_E_STATE in repetitions and
 * open segments, SF_E_TOOBIG beyond LIMIT_TIMELINE_MS.
 */
SfError player_adjust(Player *player, int64_t delta_ms, int64_t now_ms);
/**
 * Ends an open segment: max stops at at_ms (the press), reps are credited whole, a check says yes.
 * at_ms may lie before the last update, not before the segment went on (SF_E_STATE: the press was
 * meant for what came before). A paused check may be answered, which also resumes.
 */
SfError player_done(Player *player, int64_t at_ms);
/** Answers a check with no: the routine ends kindly, what was done is credited. */
SfError player_no(Player *player, int64_t now_ms);
/**
 * Applies a choice of "It hurts". Easier pauses, for player_rebase. Fewer ends this set with
 * credit; between sets it leaves out the next one of the step, if there is one. Skip ends the whole
 * step, in later rounds too. Stop ends the routine. SF_E_STATE for fewer and skip in a check.
 */
SfError player_hurt(Player *player, HurtChoice choice, int64_t now_ms);
/**
 * An open clock that something came between (a call, another app): it waits at its start, paused as
 * after a gap, and nothing of it is credited. SF_E_STATE unless a max hold runs.
 */
SfError player_void(Player *player, int64_t now_ms);
/** Ends the routine now; credit so far stands. */
SfError player_leave(Player *player, int64_t now_ms);

/**
 * Goes on with another timeline of the same routine (easier variant): the current key, and credits
 * of keys both have, are kept. The player is paused then, as it is before start if it had not been
 * started. The set goes on where it was if it is still the same exercise and length, else it begins
 * again; from here on sets with another exercise than before are marked eased. The old timeline is
 * no longer used. SF_E_NOTFOUND if the key is gone, SF_E_NOMEM; then nothing has changed.
 */
SfError player_rebase(Player *player, const Timeline *timeline, int64_t now_ms);

/** Monotonic time at which something will happen by itself; INT64_MAX if nothing will. */
int64_t player_next_deadline(const Player *player);

/** A cue that will fire if nothing intervenes. */
typedef struct PlannedCue {
    int32_t cue;
    int64_t at_ms; /**< monotonic */
} PlannedCue;

/**
 * Cues due in (from_ms, until_ms] and not yet fired, earliest first, for the audio scheduler; up to
 * the first segment that only a person ends: a max hold is planned to its cap and past it. Returns
 * how many were written; none while nothing runs.
 *
 * A cue may fire without ever having been planned: the first one of a segment that a command
 * (start, done, skip ...) begins, and the closing ones after done. So a scheduler that has planned
 * up to a time T also sounds each CUE event later than T; at a FLUSH, T falls to just before its
 * at_ms.
 */
int32_t player_planned(
    const Player *player, int64_t from_ms, int64_t until_ms, PlannedCue *out, int32_t max);

/** What the screen shows. Strings are borrowed from the timeline. */
typedef struct PlayerView {
    PlayerState state;
    bool interrupted;
    const Segment *segment;
    const Item *item;
    const Segment *next_work; /**< the next work segment after this one, or NULL */
    const Item *next_item;
    int64_t elapsed_ms;         /**< of the segment */
    int64_t remaining_ms;       /**< of the segment; 0 in open ones */
    int64_t length_ms;          /**< of the segment with +-10 s applied */
    int32_t count_in;           /**< 3, 2, 1 in COUNT_IN, else 0 */
    RepMoment rep;              /**< in paced sets */
    int64_t total_elapsed_ms;   /**< since the start, without pauses and count-ins */
    int64_t total_remaining_ms; /**< of what is left in the timeline, with +-10 s applied */
    bool about;                 /**< total_remaining_ms is an estimate */
    int32_t step_index;         /**< 0-based among items, and of how many */
    int32_t step_count;
    int32_t work_done; /**< work segments ended, and of how many */
    int32_t work_count;
} PlayerView;

/** Fills out with what a screen shows at the monotonic time now_ms. Changes nothing. */
void player_view(const Player *player, int64_t now_ms, PlayerView *out);

/** What was done, over the sets of the exercises; questions are not sets. */
typedef struct PlayerTally {
    int32_t planned;
    int32_t done;  /**< whole, in part, or stopped because it hurt */
    int32_t whole; /**< as planned: see player_tally */
    int64_t work_ms;
    bool hurt; /**< one of them was stopped because it hurt */
} PlayerTally;

/**
 * Of one item of the timeline, or of all with item -1. A set was done as planned if it was
 *   held or counted to its end, and of a length that was cut by -10 s at least half is left;
 *   ended by the person, where the plan leaves the end to them (an attempt at most, one's own
 * pace); a walk or run of which PLAYER_WALK_MS were done, to its end or not; stopped because it
 * hurt, which is what the plan says.
 */
PlayerTally player_tally(const Player *player, int32_t item);
/** Of one segment: nothing is planned in one that is no set. */
PlayerTally player_tally_set(const Player *player, int32_t segment);

/** What has to be written down so that a killed session can go on: goes into the journal. */
typedef struct PlayerSnapshot {
    const char *key;    /**< current segment */
    int64_t elapsed_ms; /**< in it, where it can be gone on with; else 0 */
    const Credit *credits;
    int32_t credit_count;
    const int64_t *extra_ms; /**< what +-10 s added, one per credit; NULL: nothing */
    PlayerMoment worked;     /**< when anything was last under way */
    int64_t began_ms;        /**< of the session, by the clock that the player will be told */
    int64_t away_ms;         /**< how much of the time since the app was gone */
} PlayerSnapshot;

/** Where the player is, to be kept in the journal. */
PlayerSnapshot player_snapshot(const Player *player);
/**
 * A paused player in the segment the snapshot was in, with its credits and lengths. Work that has
 * a length, and rest that is a step, is gone on with where the snapshot was taken; anything else
 * begins again: the rest between two sets, an attempt at most, a set at one's own pace. Like
 * player_init owns memory on success only. SF_E_NOTFOUND if the timeline has no such key,
 * SF_E_INPUT if the credits are not its own, SF_E_NOMEM.
 */
SfError player_restore(Player *player, const Timeline *timeline, const PlayerSnapshot *snapshot);

#endif
