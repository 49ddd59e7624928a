/* SPDX-License-Identifier: MIT */
/* The queue of what happened, for whoever plays sounds and keeps the log. */
#include "player_internal.h"

#include <string.h>

static void remove_event(Player *player, int32_t index)
{
    player->event_count--;
    memmove(&player->events[index], &player->events[index + 1],
            (size_t)(player->event_count - index) * sizeof(player->events[0]));
}

bool player_take_event(Player *player, PlayerEvent *out)
{
    if (player->event_count == 0) {
        return false;
    }
    *out = player->events[0];
    remove_event(player, 0);
    return true;
}

void player__post_event(Player *player, PlayerEvent event)
{
    if (player->event_count == PLAYER_EVENTS) {
        int32_t oldest = 0;
        while (oldest < PLAYER_EVENTS && player->events[oldest].kind != PLAYER_EVENT_CUE) {
            oldest++;
        }
        if (oldest == PLAYER_EVENTS) {
            return;
        }
        remove_event(player, oldest);
    }
    player->events[player->event_count++] = event;
}

void player__post(Player *player, PlayerEventKind kind, int32_t segment, int64_t at_ms)
{
    player__post_event(
        player,
        (PlayerEvent){.kind = kind, .segment = segment, .cue = -1, .done_ms = -1, .at_ms = at_ms});
}

void player__post_cue(Player *player, int32_t cue, int64_t at_ms)
{
    player__post_event(player, (PlayerEvent){.kind = PLAYER_EVENT_CUE,
                                             .segment = player->segment,
                                             .cue = cue,
                                             .at_ms = at_ms});
}

bool player__has_room(const Player *player, int32_t events)
{
    int32_t kept = 0;
    for (int32_t i = 0; i < player->event_count; i++) {
        kept += player->events[i].kind != PLAYER_EVENT_CUE ? 1 : 0;
    }
    return kept + events <= PLAYER_EVENTS;
}
