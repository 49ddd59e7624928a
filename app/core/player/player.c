/* SPDX-License-Identifier: MIT */
/* The player's life: start, pause, resume, leave and the step of each frame. */
#include "player_internal.h"

SfError player_init(Player *player, const Timeline *timeline)
{
    const size_t count = (size_t)timeline->segment_count;
    *player = (Player){.timeline = timeline};
    player->credits = sf_alloc(count * sizeof(*player->credits));
    player->extra_ms = sf_alloc(count * sizeof(*player->extra_ms));
    player->dropped = sf_alloc(count * sizeof(*player->dropped));
    if (player->credits == NULL || player->extra_ms == NULL || player->dropped == NULL) {
        player_deinit(player);
        return SF_E_NOMEM;
    }
    player__find_last(player);
    return SF_OK;
}

void player_deinit(Player *player)
{
    sf_free(player->credits);
    sf_free(player->extra_ms);
    sf_free(player->dropped);
    *player = (Player){0};
}

SfError player_start(Player *player, int64_t now_ms)
{
    if (player->state != PLAYER_IDLE) {
        return SF_E_STATE;
    }
    player->state = PLAYER_RUNNING;
    player->began_ms = now_ms;
    player->started_ms = now_ms;
    player->anchor_ms = now_ms;
    player->last_update_ms = now_ms;
    player->live_from_ms = now_ms;
    player__follow(player, 0, now_ms);
    player__advance(player, now_ms);
    return SF_OK;
}

SfError player_pause(Player *player, int64_t now_ms)
{
    const SfError error = player__command(player, &now_ms);
    if (error != SF_OK || player->state == PLAYER_PAUSED) {
        return SF_E_STATE;
    }
    player__pause(player, now_ms);
    return SF_OK;
}

SfError player_resume(Player *player, int64_t now_ms)
{
    const SfError error = player__command(player, &now_ms);
    if (error != SF_OK || player->state != PLAYER_PAUSED) {
        return SF_E_STATE;
    }
    player__settle(player, now_ms);
    player->interrupted = false;
    player__go(player, now_ms);
    player__advance(player, now_ms);
    return SF_OK;
}

SfError player_leave(Player *player, int64_t now_ms)
{
    const SfError error = player__command(player, &now_ms);
    if (error != SF_OK) {
        return error;
    }
    player__settle(player, now_ms);
    player__post(player, PLAYER_EVENT_FLUSH, player->segment, now_ms);
    if (player__has_begun(player)) {
        player__credit(player, OUTCOME_PARTIAL, now_ms);
    }
    player->ended_early = true;
    player__end(player, now_ms);
    return SF_OK;
}
