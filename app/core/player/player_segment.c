/* SPDX-License-Identifier: MIT */
/* What a segment is to the player: its length, its end, and the one after it. */
#include "player_internal.h"

#include <string.h>

const Segment *player__segment(const Player *player)
{
    return &player->timeline->segments[player->segment];
}

const Item *player__item(const Player *player, int32_t segment)
{
    return &player->timeline->items[player->timeline->segments[segment].item];
}

int64_t player__length(const Player *player, int32_t segment)
{
    const int64_t length =
        player->timeline->segments[segment].length_ms + player->extra_ms[segment];
    return length > 0 ? length : 0;
}

bool player__ends_by_itself(const Segment *segment)
{
    return !segment->open || segment->kind == SEGMENT_MAX;
}

bool player__is_clock_bound(const Player *player)
{
    return player->timeline->mode == MODE_BRUSH ||
           segment_is_clock_bound(player__segment(player)->kind);
}

bool player__is_live(const Player *player)
{
    return player->state == PLAYER_RUNNING || player->state == PLAYER_COUNT_IN;
}

int64_t player__elapsed(const Player *player, int64_t now_ms)
{
    int64_t elapsed = player->elapsed_ms;
    if (player->state == PLAYER_RUNNING && now_ms > player->anchor_ms) {
        elapsed += now_ms - player->anchor_ms;
    }
    const int64_t length = player__length(player, player->segment);
    return player__ends_by_itself(player__segment(player)) && elapsed > length ? length : elapsed;
}

int64_t player__end_ms(const Player *player)
{
    if (player->state != PLAYER_RUNNING || !player__ends_by_itself(player__segment(player))) {
        return INT64_MAX;
    }
    return player->anchor_ms + player__length(player, player->segment) - player->elapsed_ms;
}

int32_t player__next(const Player *player, int32_t segment)
{
    int32_t next = segment + 1;
    while (next <= player->last_segment && player->dropped[next]) {
        next++;
    }
    return next <= player->last_segment ? next : player->timeline->segment_count;
}

bool player__same_step(const Player *player, int32_t a, int32_t b)
{
    return strcmp(player__item(player, a)->step, player__item(player, b)->step) == 0;
}

void player__find_last(Player *player)
{
    player->last_segment = -1;
    for (int32_t i = 0; i < player->timeline->segment_count; i++) {
        const SegmentKind kind = player->timeline->segments[i].kind;
        const bool own_rest = kind == SEGMENT_REST && player__item(player, i)->kind == STEP_REST;
        const bool worth = segment_is_work(kind) || kind == SEGMENT_CHECK || own_rest;
        if (worth && !player->dropped[i]) {
            player->last_segment = i;
        }
    }
}
