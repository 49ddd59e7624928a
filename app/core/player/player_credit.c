/* SPDX-License-Identifier: MIT */
/* What was done of each set, and what it counts for. */
#include "player_internal.h"

#include "surefoot/limits.h"

#define BEGUN_MS 1000 /**< less work than that is a slip of the finger, not a set */

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

/* As planned, see player_tally. */
static bool is_whole(const Segment *segment, const Credit *credit)
{
    const bool walk = segment->kind == SEGMENT_WALK || segment->kind == SEGMENT_RUN;
    switch (credit->outcome) {
    case OUTCOME_HURT:
        return true;
    case OUTCOME_DONE:
        return segment->open || 2 * credit->done_ms >= segment->length_ms;
    case OUTCOME_PARTIAL:
        return walk && credit->done_ms >= PLAYER_WALK_MS;
    case OUTCOME_NONE:
    case OUTCOME_SKIPPED:
        break;
    }
    return false;
}

PlayerTally player_tally_set(const Player *player, int32_t segment)
{
    const Segment *set = &player->timeline->segments[segment];
    const Credit *credit = &player->credits[segment];
    if (!segment_is_work(set->kind) || set->kind == SEGMENT_CHECK) {
        return (PlayerTally){0};
    }
    const bool hurt = credit->outcome == OUTCOME_HURT;
    return (PlayerTally){
        .planned = 1,
        .done = hurt || credit->outcome == OUTCOME_DONE || credit->outcome == OUTCOME_PARTIAL,
        .whole = is_whole(set, credit) ? 1 : 0,
        .work_ms = credit->done_ms,
        .hurt = hurt,
    };
}

PlayerTally player_tally(const Player *player, int32_t item)
{
    PlayerTally tally = {0};
    for (int32_t i = 0; i < player->timeline->segment_count; i++) {
        if (item >= 0 && player->timeline->segments[i].item != item) {
            continue;
        }
        const PlayerTally set = player_tally_set(player, i);
        tally.planned += set.planned;
        tally.done += set.done;
        tally.whole += set.whole;
        tally.work_ms += set.work_ms;
        tally.hurt = tally.hurt || set.hurt;
    }
    return tally;
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
    player__post_event(player,
                       (PlayerEvent){.kind = PLAYER_EVENT_CREDIT,
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
