/* SPDX-License-Identifier: MIT */
/* From one segment to the next: events, credit, deadlines. */
#include "player_internal.h"

#include <string.h>

#include "surefoot/limits.h"

#define BEGUN_MS 1000 /**< less work than that is a slip of the finger, not a set */
#define STEP_EVENTS 3 /**< CREDIT, SEGMENT or ENDED, and one to spare */
/** A command in the same call has its events too: FLUSH, HURT, CREDIT, SEGMENT, COUNT_IN, ENDED. */
#define COMMAND_EVENTS 6

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

static void post(Player *player, PlayerEvent event)
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
    post(player,
         (PlayerEvent){.kind = kind, .segment = segment, .cue = -1, .done_ms = -1, .at_ms = at_ms});
}

void player__post_cue(Player *player, int32_t cue, int64_t at_ms)
{
    post(player,
         (PlayerEvent){
             .kind = PLAYER_EVENT_CUE, .segment = player->segment, .cue = cue, .at_ms = at_ms});
}

bool player__has_room(const Player *player, int32_t events)
{
    int32_t kept = 0;
    for (int32_t i = 0; i < player->event_count; i++) {
        kept += player->events[i].kind != PLAYER_EVENT_CUE ? 1 : 0;
    }
    return kept + events <= PLAYER_EVENTS;
}

static bool is_paced(const Player *player)
{
    const Segment *segment = player__segment(player);
    return segment->kind == SEGMENT_REPS && !segment->open &&
           tempo_ms(player__item(player, player->segment)->tempo) > 0;
}

static int32_t whole_reps(const Player *player)
{
    const Item *item = player__item(player, player->segment);
    if (!is_paced(player)) {
        return 0;
    }
    const int64_t reps = player->elapsed_ms / tempo_ms(item->tempo);
    return reps < item->reps ? (int32_t)reps : item->reps;
}

bool player__has_begun(const Player *player)
{
    return is_paced(player) ? whole_reps(player) > 0 : player->elapsed_ms >= BEGUN_MS;
}

static int rank(Outcome outcome)
{
    switch (outcome) {
    case OUTCOME_NONE:
        break;
    case OUTCOME_SKIPPED:
        return 1;
    case OUTCOME_PARTIAL:
        return 2;
    case OUTCOME_HURT:
        return 3;
    case OUTCOME_DONE:
        return 4;
    }
    return 0;
}

/* Each figure is the best of one attempt: what was done once is not taken away nor added up. No
 * set is longer than a routine may be: one at a person's own pace that was left running is not. */
static bool keep_better(Credit *credit, Outcome outcome, int64_t done_ms, int32_t reps)
{
    const Credit was = *credit;
    if (rank(outcome) > rank(credit->outcome)) {
        credit->outcome = outcome;
    }
    if (done_ms > credit->done_ms) {
        credit->done_ms = done_ms < LIMIT_TIMELINE_MS ? done_ms : LIMIT_TIMELINE_MS;
    }
    if (reps > credit->reps) {
        credit->reps = reps;
    }
    return credit->outcome != was.outcome || credit->done_ms != was.done_ms ||
           credit->reps != was.reps;
}

/* A set done as planned keeps the time when it was done, however often it is played again. */
static void file(Player *player, int32_t segment, Outcome outcome, int64_t done_ms, int32_t reps)
{
    Credit *credit = &player->credits[segment];
    const bool was_whole = player_tally_set(player, segment).whole > 0;
    if (keep_better(credit, outcome, done_ms, reps) && !was_whole) {
        credit->when = player->worked;
    }
}

void player__pass_over(Player *player, int32_t segment, Outcome outcome)
{
    file(player, segment, outcome, 0, 0);
}

void player__bank(Player *player)
{
    if (segment_is_work(player__segment(player)->kind) && player__has_begun(player)) {
        file(player, player->segment, OUTCOME_PARTIAL, player->elapsed_ms, whole_reps(player));
    }
}

void player__credit(Player *player, Outcome outcome, int64_t at_ms)
{
    const Segment *segment = player__segment(player);
    if (!segment_is_work(segment->kind)) {
        return;
    }
    const bool all_reps = outcome == OUTCOME_DONE && segment->kind == SEGMENT_REPS;
    const int32_t reps =
        all_reps ? player__item(player, player->segment)->reps : whole_reps(player);
    const int64_t done_ms = outcome == OUTCOME_SKIPPED ? 0 : player->elapsed_ms;
    file(player, player->segment, outcome, done_ms, reps);
    post(player, (PlayerEvent){.kind = PLAYER_EVENT_CREDIT,
                               .segment = player->segment,
                               .cue = -1,
                               .done_ms = outcome == OUTCOME_DONE ? player->elapsed_ms : -1,
                               .at_ms = at_ms});
}

PlayerMoment player__moment(const Player *player, int64_t at_ms)
{
    const int64_t since_ms = at_ms - player->began_ms;
    return (PlayerMoment){.at_ms = since_ms, .spent_ms = since_ms - player->away_ms};
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
