/* SPDX-License-Identifier: MIT */
/**
 * What the files of the player share. Each calls only those further down in this list:
 * - player.c: the plain commands; player_move.c: commands that leave the planned way;
 *   player_keep.c: what outlives a process; player_view.c: what is shown
 * - player_walk.c: from one segment to the next, over all that is due
 * - player_cues.c: cues, and when something is due
 * - player_credit.c: what was done of a set
 * - player_events.c: the queue of what happened
 * - player_segment.c: what a segment is
 */
#ifndef SUREFOOT_PLAYER_INTERNAL_H
#define SUREFOOT_PLAYER_INTERNAL_H

#include "surefoot/player.h"

/** The current segment. */
const Segment *player__segment(const Player *player);
/** The item of a segment. */
const Item *player__item(const Player *player, int32_t segment);
/** Length with +-10 s applied, never negative. */
int64_t player__length(const Player *player, int32_t segment);
/** Elapsed time of the current segment, within its length. */
int64_t player__elapsed(const Player *player, int64_t now_ms);
/** Closed segments and the cap of a max segment. */
bool player__ends_by_itself(const Segment *segment);
/** True if the current segment runs on through a gap: teeth are brushed whatever the screen does.
 */
bool player__is_clock_bound(const Player *player);
/** True while the player is running or counting in. */
bool player__is_live(const Player *player);
/** The segment after this one on the planned way; segment_count at the end. */
int32_t player__next(const Player *player, int32_t segment);
/** True if two segments belong to the same step, in whichever set or round. */
bool player__same_step(const Player *player, int32_t a, int32_t b);
/** Monotonic time at which the current segment ends by itself, or INT64_MAX. */
int64_t player__end_ms(const Player *player);

/** Files an event; if the queue is full the oldest cue makes room. */
void player__post_event(Player *player, PlayerEvent event);
void player__post(Player *player, PlayerEventKind kind, int32_t segment, int64_t at_ms);
/** Posts the event that a cue is due at at_ms. */
void player__post_cue(Player *player, int32_t cue, int64_t at_ms);
/** Room for so many events that must not be lost. */
bool player__has_room(const Player *player, int32_t events);

/** A monotonic time as a moment of the session. */
PlayerMoment player__moment(const Player *player, int64_t at_ms);
/** Brings elapsed and paused time up to at_ms. */
void player__settle(Player *player, int64_t at_ms);
/** Advances to now over all that is due; stops short when the queue has no room. */
void player__advance(Player *player, int64_t now_ms);
/** Makes the segment current, at its start; the state stays. */
void player__enter(Player *player, int32_t segment, int64_t at_ms);
/** Goes to a segment because a person said so: counts in, or stays paused. */
void player__jump(Player *player, int32_t segment, int64_t at_ms);
/** Goes on to a segment because the one before it ended. */
void player__follow(Player *player, int32_t segment, int64_t at_ms);
/** Ends the routine at at_ms. */
void player__end(Player *player, int64_t at_ms);
/** Starts the clock of the current segment, after a count-in if it needs one. */
void player__go(Player *player, int64_t at_ms);
/** Stops the clock: what was scheduled is void. */
void player__pause(Player *player, int64_t at_ms);
/** Notes that a step is left out from the current segment on. */
void player__drop_step(Player *player);
/** Finds the last segment worth reaching. */
void player__find_last(Player *player);

/** Whether enough of the current set was done to be worth noting. */
bool player__has_begun(const Player *player);
/** Keeps what was done of the current work segment, if it has begun and is more than before. */
void player__bank(Player *player);
/** Files the credit of the current work segment, of elapsed_ms, and tells. */
void player__credit(Player *player, Outcome outcome, int64_t at_ms);
/** Files an outcome without any work for a segment that is passed over. */
void player__pass_over(Player *player, int32_t segment, Outcome outcome);

/** What every command in a session does first: brings it to now, checks that there is one. */
SfError player__command(Player *player, int64_t *now_ms);

/** The next cue of a segment, per anchor. */
typedef struct CueCursor {
    int32_t segment;
    int32_t next[CUE_ANCHORS];
} CueCursor;

/** A cursor at the first cue of the segment, for every anchor. */
CueCursor player__cursor_at(const Player *player, int32_t segment);
/** Fires the cues of the current segment due up to a monotonic time. */
void player__fire(Player *player, int64_t until_ms);
/** Fires the closing cues of a routine that comes to its end. */
void player__fire_closing(Player *player, int64_t end_ms);
/** Passes over unfired cues of the current segment due before a time in it. */
void player__pass_stale_cues(Player *player, int64_t before_ms);

#endif
