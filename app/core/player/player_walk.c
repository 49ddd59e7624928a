/* SPDX-License-Identifier: MIT */
/* From one segment to the next: events, credit, deadlines. */
#include "player_internal.h"

#include <string.h>

#define STEP_EVENTS 3 /**< CREDIT, SEGMENT or ENDED, and one to spare */
/** A command in the same call has its events too: FLUSH, HURT, CREDIT, SEGMENT, COUNT_IN, ENDED. */
#define COMMAND_EVENTS 6

void player__drop_step(Player *player)
{
    for (int32_t i = player->segment + 1; i < player->timeline->segment_count; i++) {
        if (player__same_step(player, player->segment, i)) {
            player->dropped[i] = true;
            if (segment_is_work(player->timeline->segments[i].kind)) {
                player__pass_over(player, i, OUTCOME_SKIPPED);
            }
        }
    }
    player__find_last(player);
}

void player__settle(Player *player, int64_t at_ms)
{
    const int64_t passed = at_ms - player->anchor_ms;
    if (player->state == PLAYER_RUNNING) {
        player->elapsed_ms += passed;
        player->worked = player__moment(player, at_ms);
    } else {
        player->paused_total_ms += passed;
    }
    player->anchor_ms = at_ms;
}

void player__pause(Player *player, int64_t at_ms)
{
    player__settle(player, at_ms);
    player->state = PLAYER_PAUSED;
    player__post(player, PLAYER_EVENT_FLUSH, player->segment, at_ms);
}

void player__enter(Player *player, int32_t segment, int64_t at_ms)
{
    const CueCursor cursor = player__cursor_at(player, segment);
    player->segment = segment;
    player->elapsed_ms = 0;
    memcpy(player->next_cue, cursor.next, sizeof(player->next_cue));
    player__post(player, PLAYER_EVENT_SEGMENT, segment, at_ms);
}

void player__end(Player *player, int64_t at_ms)
{
    player->state = PLAYER_ENDED;
    player->interrupted = false;
    player__post(player, PLAYER_EVENT_ENDED, player->segment, at_ms);
}

void player__go(Player *player, int64_t at_ms)
{
    player->state = PLAYER_RUNNING;
    if (segment_is_work(player__segment(player)->kind)) {
        player->state = PLAYER_COUNT_IN;
        player__post(player, PLAYER_EVENT_COUNT_IN, player->segment, at_ms);
    }
}

void player__jump(Player *player, int32_t segment, int64_t at_ms)
{
    if (segment >= player->timeline->segment_count) {
        player__end(player, at_ms);
        return;
    }
    player__enter(player, segment, at_ms);
    if (player->state != PLAYER_PAUSED) {
        player__go(player, at_ms);
    }
}

void player__follow(Player *player, int32_t segment, int64_t at_ms)
{
    if (segment >= player->timeline->segment_count) {
        player__fire_closing(player, at_ms);
        player__end(player, at_ms);
        return;
    }
    player__enter(player, segment, at_ms);
    const bool followed = at_ms >= player->live_from_ms;
    if (!followed && !player__is_clock_bound(player)) {
        player->state = PLAYER_PAUSED;
        player->interrupted = true;
    }
}

/* Handles one deadline. False when none is due any more. */
static bool step(Player *player, int64_t now_ms)
{
    if (player->state == PLAYER_COUNT_IN) {
        const int64_t go_ms = player->anchor_ms + PLAYER_COUNT_IN_MS;
        if (go_ms > now_ms) {
            return false;
        }
        player__settle(player, go_ms);
        player->state = PLAYER_RUNNING;
        return true;
    }
    if (player->state != PLAYER_RUNNING) {
        return false;
    }
    const int64_t end_ms = player__end_ms(player);
    player__fire(player, end_ms < now_ms ? end_ms : now_ms);
    if (end_ms > now_ms || !player__has_room(player, STEP_EVENTS + COMMAND_EVENTS)) {
        return false;
    }
    player__settle(player, end_ms);
    player__credit(player, OUTCOME_DONE, end_ms);
    player__follow(player, player__next(player, player->segment), end_ms);
    return true;
}

void player__advance(Player *player, int64_t now_ms)
{
    while (step(player, now_ms)) {
    }
}

/* A time on one leg is worth nothing if nobody saw its end. */
static bool is_try(const Player *player)
{
    return player__segment(player)->kind == SEGMENT_MAX &&
           player__item(player, player->segment)->stance;
}

static void begin_gap(Player *player, int64_t now_ms)
{
    const int64_t end_ms = player__end_ms(player);
    const int64_t live_ms = player->last_update_ms < end_ms ? player->last_update_ms : end_ms;
    player__post(player, PLAYER_EVENT_FLUSH, player->segment, live_ms);
    if (player__is_clock_bound(player)) {
        player->live_from_ms = now_ms;
        return;
    }
    player__settle(player, live_ms);
    player->state = PLAYER_PAUSED;
    player->interrupted = true;
    if (is_try(player)) {
        player__enter(player, player->segment, live_ms);
    }
}

void player_update(Player *player, int64_t now_ms)
{
    if (now_ms < player->last_update_ms) {
        return;
    }
    if (player__is_live(player) && now_ms - player->last_update_ms > PLAYER_GAP_MS) {
        begin_gap(player, now_ms);
    }
    player->last_update_ms = now_ms;
    player__advance(player, now_ms);
}

SfError player__command(Player *player, int64_t *now_ms)
{
    if (*now_ms < player->last_update_ms) {
        *now_ms = player->last_update_ms;
    }
    player_update(player, *now_ms);
    const bool in_session = player__is_live(player) || player->state == PLAYER_PAUSED;
    const bool behind = in_session && player__end_ms(player) <= *now_ms;
    return in_session && !behind && player__has_room(player, COMMAND_EVENTS) ? SF_OK : SF_E_STATE;
}
