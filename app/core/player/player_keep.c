/* SPDX-License-Identifier: MIT */
/* What outlives a process or a timeline: snapshot, restore, rebase. */
#include "player_internal.h"

#include <string.h>

/* Who is back after minutes wants all of the rest again; of an attempt at most, two parts are no
 * whole. */
static bool keeps_place(const Player *player)
{
    const Segment *segment = player__segment(player);
    const bool own_rest = player__item(player, player->segment)->kind == STEP_REST;
    return !segment->open && (segment_is_work(segment->kind) || own_rest);
}

PlayerSnapshot player_snapshot(const Player *player)
{
    const bool empty = player->timeline->segment_count == 0;
    const bool placed = !empty && keeps_place(player);
    return (PlayerSnapshot){
        .key = empty ? "" : player__segment(player)->key,
        .elapsed_ms = placed ? player__elapsed(player, player->last_update_ms) : 0,
        .credits = player->credits,
        .credit_count = player->timeline->segment_count,
        .extra_ms = player->extra_ms,
        .worked = player->state == PLAYER_RUNNING ? player__moment(player, player->last_update_ms)
                                                  : player->worked,
        .began_ms = player->began_ms,
        .away_ms = player->away_ms,
    };
}

/* A step was left because it hurt if one of its sets says so and all that follow were skipped. */
static bool was_left_hurt(const Player *player, int32_t hurt)
{
    bool any = false;
    for (int32_t i = hurt + 1; i < player->timeline->segment_count; i++) {
        if (segment_is_work(player->timeline->segments[i].kind) &&
            player__same_step(player, hurt, i)) {
            if (player->credits[i].outcome != OUTCOME_SKIPPED) {
                return false;
            }
            any = true;
        }
    }
    return any;
}

static void leave_hurt_steps(Player *player)
{
    for (int32_t i = 0; i < player->timeline->segment_count; i++) {
        if (player->credits[i].outcome != OUTCOME_HURT || !was_left_hurt(player, i)) {
            continue;
        }
        for (int32_t j = player->segment + 1; j < player->timeline->segment_count; j++) {
            player->dropped[j] = player->dropped[j] || player__same_step(player, i, j);
        }
    }
    player__find_last(player);
}

/* Never beyond the end, even if a damaged journal says so. */
static void go_to(Player *player, int64_t elapsed_ms)
{
    const int64_t length = player__length(player, player->segment);
    const int64_t placed = elapsed_ms < length ? elapsed_ms : length;
    if (placed > 0 && keeps_place(player)) {
        player->elapsed_ms = placed;
        player->started_ms -= placed;
        player__pass_stale_cues(player, placed + 1);
    }
}

SfError player_restore(Player *player, const Timeline *timeline, const PlayerSnapshot *snapshot)
{
    const int32_t segment = timeline_find(timeline, snapshot->key);
    if (segment < 0) {
        return SF_E_NOTFOUND;
    }
    if (snapshot->credit_count != timeline->segment_count) {
        return SF_E_INPUT;
    }
    const SfError error = player_init(player, timeline);
    if (error != SF_OK) {
        return error;
    }
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        player->credits[i] = snapshot->credits[i];
        player->extra_ms[i] = snapshot->extra_ms != NULL ? snapshot->extra_ms[i] : 0;
        player->started_ms -= snapshot->credits[i].done_ms;
    }
    player->began_ms = snapshot->began_ms;
    player->away_ms = snapshot->away_ms;
    player->worked = snapshot->worked;
    player->state = PLAYER_PAUSED;
    player->interrupted = true;
    player__enter(player, segment, 0);
    go_to(player, snapshot->elapsed_ms);
    player->event_count = 0;
    leave_hurt_steps(player);
    return SF_OK;
}

static bool is_same_exercise(const Player *a, int32_t i, const Player *b, int32_t j)
{
    return strcmp(player__item(a, i)->exercise, player__item(b, j)->exercise) == 0;
}

static bool is_same_set(const Player *a, const Player *b)
{
    const Segment *one = player__segment(a);
    const Segment *other = player__segment(b);
    return is_same_exercise(a, a->segment, b, b->segment) && one->kind == other->kind &&
           one->open == other->open && one->length_ms == other->length_ms;
}

static void carry_over(const Player *from, Player *to)
{
    for (int32_t j = 0; j < to->timeline->segment_count; j++) {
        const int32_t i = timeline_find(from->timeline, to->timeline->segments[j].key);
        if (i < 0) {
            continue;
        }
        to->credits[j] = from->credits[i];
        to->dropped[j] = from->dropped[i];
        if (is_same_exercise(from, i, to, j)) {
            to->extra_ms[j] = from->extra_ms[i];
        } else if (j >= to->segment) {
            const char *easier = player__item(from, i)->easier;
            to->credits[j].eased = strcmp(easier, player__item(to, j)->exercise) == 0;
        }
    }
    player__find_last(to);
}

/* Events not yet taken speak of the old timeline: its cues are void, its segments have new places.
 */
static void translate_events(const Player *from, Player *to)
{
    for (int32_t e = 0; e < from->event_count; e++) {
        PlayerEvent event = from->events[e];
        event.segment = timeline_find(to->timeline, from->timeline->segments[event.segment].key);
        if (event.kind != PLAYER_EVENT_CUE && event.segment >= 0) {
            to->events[to->event_count++] = event;
        }
    }
}

/* Where the clock stands is kept; what is indexed by segment comes from next, which is used up. */
static void adopt(Player *player, const Player *next, bool same_set)
{
    Player old = *player;
    *player = *next;
    player->state = old.state;
    player->interrupted = old.interrupted;
    player->anchor_ms = old.anchor_ms;
    player->last_update_ms = old.last_update_ms;
    player->live_from_ms = old.live_from_ms;
    player->began_ms = old.began_ms;
    player->away_ms = old.away_ms;
    player->worked = old.worked;
    player->started_ms = old.started_ms;
    player->paused_total_ms = old.paused_total_ms;
    if (player->state != PLAYER_IDLE) {
        player__enter(player, next->segment, old.anchor_ms);
    }
    if (same_set && old.elapsed_ms > 0) {
        player->elapsed_ms = old.elapsed_ms;
        player__pass_stale_cues(player, old.elapsed_ms + 1);
    }
    player_deinit(&old);
}

SfError player_rebase(Player *player, const Timeline *timeline, int64_t now_ms)
{
    SfError error = player->state == PLAYER_IDLE ? SF_OK : player__command(player, &now_ms);
    if (error != SF_OK) {
        return error;
    }
    const int32_t segment = timeline_find(timeline, player_snapshot(player).key);
    if (segment < 0) {
        return SF_E_NOTFOUND;
    }
    Player next;
    error = player_init(&next, timeline);
    if (error != SF_OK) {
        return error;
    }
    next.segment = segment;
    if (player__is_live(player)) {
        player__pause(player, now_ms);
    }
    const bool same_set = is_same_set(player, &next);
    if (!same_set) {
        player__bank(player);
    }
    carry_over(player, &next);
    translate_events(player, &next);
    adopt(player, &next, same_set);
    return SF_OK;
}
