/* SPDX-License-Identifier: MIT */
/* What a screen shows of the player at a moment, and the tally of what was done. */
#include "player_internal.h"

static void view_sets(const Player *player, PlayerView *out)
{
    const Timeline *timeline = player->timeline;
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        if (!segment_is_work(timeline->segments[i].kind)) {
            continue;
        }
        const bool passed =
            i < player->segment || player->dropped[i] || player->state == PLAYER_ENDED;
        out->work_count++;
        out->work_done += passed && player->credits[i].outcome != OUTCOME_NONE ? 1 : 0;
    }
}

static void view_rest_of_routine(const Player *player, PlayerView *out)
{
    const Timeline *timeline = player->timeline;
    const int64_t left = out->length_ms - out->elapsed_ms;
    out->total_remaining_ms = left > 0 ? left : 0;
    out->about = out->segment->open;
    for (int32_t i = player__next(player, player->segment); i < timeline->segment_count;
         i = player__next(player, i)) {
        const Segment *segment = &timeline->segments[i];
        out->total_remaining_ms += player__length(player, i);
        out->about = out->about || segment->open;
        if (out->next_work == NULL && segment_is_work(segment->kind)) {
            out->next_work = segment;
            out->next_item = player__item(player, i);
        }
    }
}

static int32_t count_in(const Player *player, int64_t now_ms)
{
    const int64_t left = player->anchor_ms + PLAYER_COUNT_IN_MS - now_ms;
    const int64_t count = (left + 999) / 1000;
    if (count > PLAYER_COUNT_IN_MS / 1000) {
        return PLAYER_COUNT_IN_MS / 1000;
    }
    return count < 1 ? 1 : (int32_t)count;
}

static int64_t total_elapsed(const Player *player, int64_t now_ms)
{
    const bool running = player->state == PLAYER_RUNNING && now_ms > player->anchor_ms;
    const int64_t until = running ? now_ms : player->anchor_ms;
    return until - player->started_ms - player->paused_total_ms;
}

void player_view(const Player *player, int64_t now_ms, PlayerView *out)
{
    *out = (PlayerView){.state = player->state, .interrupted = player->interrupted};
    out->total_elapsed_ms = total_elapsed(player, now_ms);
    if (player->timeline->segment_count == 0) {
        return;
    }
    const Segment *segment = player__segment(player);
    const Item *item = player__item(player, player->segment);
    out->segment = segment;
    out->item = item;
    out->length_ms = player__length(player, player->segment);
    out->elapsed_ms = player__elapsed(player, now_ms);
    out->remaining_ms = segment->open ? 0 : out->length_ms - out->elapsed_ms;
    if (player->state == PLAYER_COUNT_IN) {
        out->count_in = count_in(player, now_ms);
    }
    if (segment->kind == SEGMENT_REPS && !segment->open && tempo_ms(item->tempo) > 0) {
        out->rep = tempo_at(item->tempo, item->first_move, item->reps, out->elapsed_ms);
    }
    out->step_index = segment->item;
    out->step_count = player->timeline->item_count;
    view_sets(player, out);
    if (player->state != PLAYER_ENDED) {
        view_rest_of_routine(player, out);
    }
}
