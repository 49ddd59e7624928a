/* SPDX-License-Identifier: MIT */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "player_log.h"

PlayerLog *log_create(Timeline timeline)
{
    PlayerLog *log = sf_alloc(sizeof(*log));
    SF_ASSERT(log != NULL);
    log->timeline = timeline;
    log->frame_ms = 16;
    log->now_ms = 1000000;
    SF_ASSERT(player_init(&log->player, &log->timeline) == SF_OK);
    return log;
}

PlayerLog *log_begin(const char *text)
{
    PlayerLog *log = log_create(timeline_make(text));
    SF_ASSERT(player_start(&log->player, log->now_ms) == SF_OK);
    log_drain(log);
    return log;
}

void log_end(PlayerLog *log)
{
    player_deinit(&log->player);
    timeline_deinit(&log->timeline);
    sf_free(log);
}

void log_drain(PlayerLog *log)
{
    PlayerEvent event;
    while (player_take_event(&log->player, &event)) {
        SF_ASSERT(log->count < PLAYER_LOG_EVENTS);
        log->events[log->count++] = event;
    }
}

void log_forget(PlayerLog *log)
{
    log_drain(log);
    log->count = 0;
}

void log_leap(PlayerLog *log, int64_t ms)
{
    log->now_ms += ms;
    player_update(&log->player, log->now_ms);
    log_drain(log);
}

void log_play(PlayerLog *log, int64_t ms)
{
    const int64_t until = log->now_ms + ms;
    while (log->now_ms < until) {
        const int64_t left = until - log->now_ms;
        log_leap(log, left < log->frame_ms ? left : log->frame_ms);
    }
}

int32_t log_count(const PlayerLog *log, PlayerEventKind kind)
{
    int32_t count = 0;
    for (int32_t i = 0; i < log->count; i++) {
        count += log->events[i].kind == kind ? 1 : 0;
    }
    return count;
}

int32_t log_count_cue(const PlayerLog *log, CueId id)
{
    int32_t count = 0;
    for (int32_t i = 0; i < log->count; i++) {
        const PlayerEvent *event = &log->events[i];
        const bool cue = event->kind == PLAYER_EVENT_CUE;
        count += cue && log->timeline.cues[event->cue].id == id ? 1 : 0;
    }
    return count;
}

const PlayerEvent *log_last(const PlayerLog *log, PlayerEventKind kind)
{
    for (int32_t i = log->count - 1; i >= 0; i--) {
        if (log->events[i].kind == kind) {
            return &log->events[i];
        }
    }
    return NULL;
}

PlayerView log_view(const PlayerLog *log)
{
    PlayerView view;
    player_view(&log->player, log->now_ms, &view);
    return view;
}

const Credit *log_credit(const PlayerLog *log, const char *key)
{
    const int32_t segment = timeline_find(&log->timeline, key);
    assert_true(segment >= 0);
    return &log->player.credits[segment];
}

void log_expect_at(const PlayerLog *log, const char *key, PlayerState state)
{
    const PlayerView view = log_view(log);
    assert_string_equal(view.segment->key, key);
    assert_int_equal(view.state, state);
}

void log_expect_credit(const PlayerLog *log, const char *key, Outcome outcome, int64_t done_ms)
{
    assert_int_equal(log_credit(log, key)->outcome, outcome);
    assert_int_equal(log_credit(log, key)->done_ms, done_ms);
}

bool log_play_out(PlayerLog *log, int64_t limit_ms)
{
    const int64_t until = log->now_ms + limit_ms;
    while (log->player.state != PLAYER_ENDED && log->now_ms < until) {
        if (log->player.state == PLAYER_PAUSED) {
            SF_ASSERT(player_resume(&log->player, log->now_ms) == SF_OK);
        }
        const PlayerView view = log_view(log);
        const bool waits = view.segment->open && log->player.state == PLAYER_RUNNING;
        if (waits && view.elapsed_ms >= 1000) {
            SF_ASSERT(player_done(&log->player, log->now_ms) == SF_OK);
        }
        log_leap(log, 1000);
    }
    return log->player.state == PLAYER_ENDED;
}
