/* SPDX-License-Identifier: MIT */
/* The commands that leave the planned way. */
#include "player_internal.h"

#include "surefoot/limits.h"

#define BACK_MS 2000 /**< within it, back means the set before: ours */

/* Common end: the old plan is void, the new place is settled, whatever is due there happens. */
static void move_to(Player *player, int32_t segment, int64_t now_ms)
{
    player__jump(player, segment, now_ms);
    player__advance(player, now_ms);
}

static void leave_planned_way(Player *player, int64_t now_ms)
{
    player__settle(player, now_ms);
    player__post(player, PLAYER_EVENT_FLUSH, player->segment, now_ms);
}

static bool is_rest_of(const Player *player, int32_t segment, int32_t work)
{
    const Segment *segments = player->timeline->segments;
    return segment < player->timeline->segment_count && segments[segment].kind == SEGMENT_REST &&
           segments[segment].item == segments[work].item;
}

static void skip(Player *player, int64_t now_ms)
{
    leave_planned_way(player, now_ms);
    int32_t target = player__next(player, player->segment);
    if (segment_is_work(player__segment(player)->kind)) {
        const bool begun = player__has_begun(player);
        player__credit(player, begun ? OUTCOME_PARTIAL : OUTCOME_SKIPPED, now_ms);
        while (!begun && is_rest_of(player, target, player->segment)) {
            target = player__next(player, target);
        }
    }
    move_to(player, target, now_ms);
}

SfError player_skip(Player *player, int64_t now_ms)
{
    const SfError error = player__command(player, &now_ms);
    if (error != SF_OK || player__segment(player)->kind == SEGMENT_CHECK) {
        return SF_E_STATE;
    }
    skip(player, now_ms);
    return SF_OK;
}

static int32_t work_before(const Player *player)
{
    int32_t i = player->segment - 1;
    while (i >= 0 && (player->dropped[i] || !segment_is_work(player->timeline->segments[i].kind))) {
        i--;
    }
    return i;
}

/* Makes the sets of a step reachable again that were left out because it hurt. */
static void take_step_back(Player *player, int32_t segment)
{
    for (int32_t i = segment; i < player->timeline->segment_count; i++) {
        if (player->dropped[i] && player__same_step(player, segment, i)) {
            player->dropped[i] = false;
            if (player->credits[i].outcome == OUTCOME_SKIPPED) {
                player->credits[i].outcome = OUTCOME_NONE;
            }
        }
    }
    player__find_last(player);
}

SfError player_back(Player *player, int64_t now_ms)
{
    const SfError error = player__command(player, &now_ms);
    if (error != SF_OK) {
        return error;
    }
    leave_planned_way(player, now_ms);
    player__bank(player);
    const bool well_into_work =
        segment_is_work(player__segment(player)->kind) && player->elapsed_ms >= BACK_MS;
    const int32_t before = work_before(player);
    const int32_t target = well_into_work || before < 0 ? player->segment : before;
    take_step_back(player, target);
    move_to(player, target, now_ms);
    return SF_OK;
}

static bool is_adjustable(const Segment *segment)
{
    switch (segment->kind) {
    case SEGMENT_READY:
    case SEGMENT_HOLD:
    case SEGMENT_TIME:
    case SEGMENT_WALK:
    case SEGMENT_RUN:
    case SEGMENT_REST:
    case SEGMENT_CHANGE:
        return !segment->open;
    case SEGMENT_REPS:
    case SEGMENT_MAX:
    case SEGMENT_CHECK:
        break;
    }
    return false;
}

SfError player_adjust(Player *player, int64_t delta_ms, int64_t now_ms)
{
    const SfError error = player__command(player, &now_ms);
    if (error != SF_OK || !is_adjustable(player__segment(player))) {
        return SF_E_STATE;
    }
    const int64_t length = player__length(player, player->segment);
    if (delta_ms > LIMIT_TIMELINE_MS - length) {
        return SF_E_TOOBIG;
    }
    if (delta_ms <= player__elapsed(player, now_ms) - length) {
        skip(player, now_ms);
        return SF_OK;
    }
    leave_planned_way(player, now_ms);
    player->extra_ms[player->segment] += delta_ms;
    player__pass_stale_cues(player, player->elapsed_ms);
    player__advance(player, now_ms);
    return SF_OK;
}

/* True if a press at at_ms answers the current segment: a question, or open work that runs. */
static bool waits_for_press(const Player *player, int64_t at_ms)
{
    if (!player__is_live(player) && player->state != PLAYER_PAUSED) {
        return false;
    }
    const Segment *segment = player__segment(player);
    const bool waits =
        segment->kind == SEGMENT_CHECK || (segment->open && player->state == PLAYER_RUNNING);
    return waits && at_ms >= player->anchor_ms;
}

SfError player_done(Player *player, int64_t at_ms)
{
    int64_t now_ms = at_ms;
    const SfError error = player__command(player, &now_ms);
    if (error != SF_OK || !waits_for_press(player, at_ms)) {
        return SF_E_STATE;
    }
    const bool was_paused = player->state == PLAYER_PAUSED;
    leave_planned_way(player, at_ms);
    player__credit(player, OUTCOME_DONE, at_ms);
    player->state = PLAYER_RUNNING;
    player->interrupted = false;
    const int32_t next = player__next(player, player->segment);
    if (was_paused) {
        player__jump(player, next, at_ms);
    } else {
        player__follow(player, next, at_ms);
    }
    player__advance(player, now_ms);
    return SF_OK;
}

SfError player_void(Player *player, int64_t now_ms)
{
    const SfError error = player__command(player, &now_ms);
    if (error != SF_OK || player->state != PLAYER_RUNNING ||
        player__segment(player)->kind != SEGMENT_MAX) {
        return SF_E_STATE;
    }
    player__pause(player, now_ms);
    player__enter(player, player->segment, now_ms);
    player->interrupted = true;
    return SF_OK;
}

SfError player_no(Player *player, int64_t now_ms)
{
    const SfError error = player__command(player, &now_ms);
    if (error != SF_OK || player__segment(player)->kind != SEGMENT_CHECK) {
        return SF_E_STATE;
    }
    leave_planned_way(player, now_ms);
    player->ended_early = true;
    player__end(player, now_ms);
    return SF_OK;
}

/* The next set of this step, or -1: rest, lead-in and change-over belong to a step, too. */
static int32_t coming_set(const Player *player)
{
    const Timeline *timeline = player->timeline;
    int32_t i = player__next(player, player->segment);
    while (i < timeline->segment_count && !segment_is_work(timeline->segments[i].kind)) {
        i = player__next(player, i);
    }
    return i < timeline->segment_count && player__same_step(player, player->segment, i) ? i : -1;
}

/* Files the set that hurts and returns it: this one, between sets the coming one, or -1. */
static int32_t file_hurt(Player *player, int64_t now_ms)
{
    if (segment_is_work(player__segment(player)->kind)) {
        player__credit(player, OUTCOME_HURT, now_ms);
        return player->segment;
    }
    const int32_t set = coming_set(player);
    if (set >= 0) {
        player__pass_over(player, set, OUTCOME_HURT);
        player__post(player, PLAYER_EVENT_CREDIT, set, now_ms);
    }
    return set;
}

static void hurt_less(Player *player, HurtChoice choice, int64_t now_ms)
{
    leave_planned_way(player, now_ms);
    const int32_t set = file_hurt(player, now_ms);
    if (choice == HURT_SKIP) {
        if (player__item(player, player->segment)->kind != STEP_REST) {
            player__drop_step(player);
        }
        move_to(player, player__next(player, player->segment), now_ms);
    } else if (set >= 0) {
        move_to(player, player__next(player, set), now_ms);
    }
}

static void hurt_stop(Player *player, int64_t now_ms)
{
    leave_planned_way(player, now_ms);
    player__credit(player, OUTCOME_HURT, now_ms);
    player->ended_early = true;
    player__end(player, now_ms);
}

SfError player_hurt(Player *player, HurtChoice choice, int64_t now_ms)
{
    const SfError error = player__command(player, &now_ms);
    const bool passes_on = choice == HURT_FEWER || choice == HURT_SKIP;
    if (error != SF_OK || (passes_on && player__segment(player)->kind == SEGMENT_CHECK)) {
        return SF_E_STATE;
    }
    player__post(player, PLAYER_EVENT_HURT, player->segment, now_ms);
    player->events[player->event_count - 1].cue = (int32_t)choice;
    switch (choice) {
    case HURT_EASIER:
        if (player->state != PLAYER_PAUSED) {
            player__pause(player, now_ms);
        }
        break;
    case HURT_FEWER:
    case HURT_SKIP:
        hurt_less(player, choice, now_ms);
        break;
    case HURT_STOP:
        hurt_stop(player, now_ms);
        break;
    }
    return SF_OK;
}
