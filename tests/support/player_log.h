/* SPDX-License-Identifier: MIT */
/** A player on virtual time, with everything it has told. */
#ifndef PLAYER_LOG_H
#define PLAYER_LOG_H

#include "surefoot/player.h"
#include "timeline_maker.h"

#define PLAYER_LOG_EVENTS 16384

typedef struct PlayerLog {
    Timeline timeline;
    Player player;
    int64_t now_ms;
    int64_t frame_ms;
    PlayerEvent events[PLAYER_LOG_EVENTS];
    int32_t count;
} PlayerLog;

/** A started player at some monotonic time; ended by log_end. */
PlayerLog *log_begin(const char *text);
/** As above, not started. Takes the timeline. */
PlayerLog *log_create(Timeline timeline);
void log_end(PlayerLog *log);
/** Takes what the player has to tell. */
void log_drain(PlayerLog *log);
void log_forget(PlayerLog *log);
/** Frame by frame to ms later. */
void log_play(PlayerLog *log, int64_t ms);
/** One frame, ms later. */
void log_leap(PlayerLog *log, int64_t ms);

int32_t log_count(const PlayerLog *log, PlayerEventKind kind);
int32_t log_count_cue(const PlayerLog *log, CueId id);
/** The last event of a kind, or NULL. */
const PlayerEvent *log_last(const PlayerLog *log, PlayerEventKind kind);
const Credit *log_credit(const PlayerLog *log, const char *key);
/** Fails the test if the player is elsewhere. */
void log_expect_at(const PlayerLog *log, const char *key, PlayerState state);
void log_expect_credit(const PlayerLog *log, const char *key, Outcome outcome, int64_t done_ms);
PlayerView log_view(const PlayerLog *log);
/** Plays to the end, resuming and answering as needed; false if that takes more than limit_ms. */
bool log_play_out(PlayerLog *log, int64_t limit_ms);

#endif
