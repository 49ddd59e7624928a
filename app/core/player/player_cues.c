/* SPDX-License-Identifier: MIT */
/* Plays cues at their time and skips those that are too late. */
#include "player_internal.h"

static CueAnchor anchor_of(CueId id)
{
    switch (id) {
    case CUE_COUNT:
    case CUE_END:
        return CUE_FROM_END;
    case CUE_DONE:
        return CUE_CLOSING;
    case CUE_HALFWAY:
        return CUE_FROM_MIDDLE;
    case CUE_NAME:
    case CUE_SET:
    case CUE_FORM:
    case CUE_START:
    case CUE_TIME:
    case CUE_REP:
    case CUE_PHASE:
    case CUE_LAST:
    case CUE_REST:
    case CUE_CHANGE:
    case CUE_NEXT:
    case CUE_QUESTION:
        break;
    }
    return CUE_FROM_START;
}

/* Relative to the start of its segment. */
static int64_t due_in_segment(const Player *player, const Cue *cue)
{
    const int64_t extra = player->extra_ms[cue->segment];
    switch (anchor_of(cue->id)) {
    case CUE_FROM_START:
    case CUE_CLOSING:
        break;
    case CUE_FROM_MIDDLE:
        return cue->at_ms + extra / 2;
    case CUE_FROM_END:
        return cue->at_ms + extra;
    }
    return cue->at_ms;
}

CueCursor player__cursor_at(const Player *player, int32_t segment)
{
    CueCursor cursor = {.segment = segment};
    for (int32_t a = 0; a < CUE_ANCHORS; a++) {
        cursor.next[a] = player->timeline->segments[segment].first_cue;
    }
    return cursor;
}

static CueCursor current_cursor(const Player *player)
{
    CueCursor cursor = {.segment = player->segment};
    for (int32_t a = 0; a < CUE_ANCHORS; a++) {
        cursor.next[a] = player->next_cue[a];
    }
    return cursor;
}

static void keep_cursor(Player *player, const CueCursor *cursor)
{
    for (int32_t a = 0; a < CUE_ANCHORS; a++) {
        player->next_cue[a] = cursor->next[a];
    }
}

/*
 * Index of the next cue of the segment that is due at or before its end, or -1. Cues of one anchor
 * keep their order whatever the length, so three positions in the sorted list are enough to know
 * which cues have been fired, and none can be fired twice.
 */
static int32_t peek(const Player *player, CueCursor *cursor, int64_t *due_ms)
{
    const Timeline *timeline = player->timeline;
    const Segment *segment = &timeline->segments[cursor->segment];
    const int32_t end = segment->first_cue + segment->cue_count;
    int32_t best = -1;
    for (int32_t a = 0; a < CUE_ANCHORS; a++) {
        int32_t at = cursor->next[a];
        while (at < end && (int32_t)anchor_of(timeline->cues[at].id) != a) {
            at++;
        }
        cursor->next[a] = at;
        if (at == end) {
            continue;
        }
        const int64_t due = due_in_segment(player, &timeline->cues[at]);
        if (best < 0 || due < *due_ms || (due == *due_ms && at < best)) {
            best = at;
            *due_ms = due;
        }
    }
    const bool bounded = player__ends_by_itself(segment);
    if (best >= 0 && bounded && *due_ms > player__length(player, cursor->segment)) {
        return -1;
    }
    return best;
}

static void take(const Player *player, CueCursor *cursor, int32_t cue)
{
    cursor->next[anchor_of(player->timeline->cues[cue].id)] = cue + 1;
}

/* Monotonic time at which the running or counted-in segment began, or would have without breaks. */
static int64_t segment_base(const Player *player)
{
    const int64_t wait = player->state == PLAYER_COUNT_IN ? PLAYER_COUNT_IN_MS : 0;
    return player->anchor_ms + wait - player->elapsed_ms;
}

void player__fire(Player *player, int64_t until_ms)
{
    CueCursor cursor = current_cursor(player);
    const int64_t base = segment_base(player);
    int64_t due = 0;
    for (int32_t cue = peek(player, &cursor, &due); cue >= 0 && base + due <= until_ms;
         cue = peek(player, &cursor, &due)) {
        take(player, &cursor, cue);
        if (base + due >= player->live_from_ms) {
            player__post_cue(player, cue, base + due);
        }
    }
    keep_cursor(player, &cursor);
}

void player__pass_stale_cues(Player *player, int64_t before_ms)
{
    CueCursor cursor = current_cursor(player);
    int64_t due = 0;
    for (int32_t cue = peek(player, &cursor, &due); cue >= 0 && due < before_ms;
         cue = peek(player, &cursor, &due)) {
        take(player, &cursor, cue);
    }
    keep_cursor(player, &cursor);
}

/* Index of the next closing cue after this one, or -1. They are compiled into the last segment. */
static int32_t next_closing(const Timeline *timeline, int32_t after)
{
    for (int32_t i = after + 1; i < timeline->cue_count; i++) {
        if (anchor_of(timeline->cues[i].id) == CUE_CLOSING) {
            return i;
        }
    }
    return -1;
}

static int32_t before_closing(const Timeline *timeline)
{
    const int32_t last = timeline->segment_count - 1;
    return timeline->segments[last].first_cue - 1;
}

/* Monotonic time of a closing cue, when the routine comes to its end at end_ms. */
static int64_t closing_at(const Timeline *timeline, int32_t cue, int64_t end_ms)
{
    const Cue *closing = &timeline->cues[cue];
    const int64_t after = closing->at_ms - timeline->segments[closing->segment].length_ms;
    return end_ms + (after > 0 ? after : 0);
}

void player__fire_closing(Player *player, int64_t end_ms)
{
    const Timeline *timeline = player->timeline;
    if (timeline->segment_count == 0) {
        return;
    }
    int32_t cue = next_closing(timeline, before_closing(timeline));
    for (; cue >= 0; cue = next_closing(timeline, cue)) {
        const int64_t at = closing_at(timeline, cue, end_ms);
        if (at >= player->live_from_ms) {
            player__post_cue(player, cue, at);
        }
    }
}

int64_t player_next_deadline(const Player *player)
{
    if (player->state == PLAYER_COUNT_IN) {
        const int64_t passed = player->last_update_ms - player->anchor_ms;
        return player->anchor_ms + (passed / 1000 + 1) * 1000;
    }
    if (player->state != PLAYER_RUNNING) {
        return INT64_MAX;
    }
    CueCursor cursor = current_cursor(player);
    int64_t due = 0;
    const int64_t end = player__end_ms(player);
    if (peek(player, &cursor, &due) < 0) {
        return end;
    }
    const int64_t at = segment_base(player) + due;
    return at < end ? at : end;
}

typedef struct Plan {
    int64_t from_ms;
    int64_t until_ms;
    PlannedCue *out;
    int32_t max;
    int32_t count;
} Plan;

/* False when the list is full or the cue lies after the end of the plan. */
static bool plan_cue(Plan *plan, int32_t cue, int64_t at_ms)
{
    if (at_ms > plan->until_ms || plan->count >= plan->max) {
        return false;
    }
    if (at_ms > plan->from_ms) {
        plan->out[plan->count++] = (PlannedCue){.cue = cue, .at_ms = at_ms};
    }
    return true;
}

static bool plan_segment(const Player *player, Plan *plan, CueCursor *cursor, int64_t base_ms)
{
    int64_t due = 0;
    for (int32_t cue = peek(player, cursor, &due); cue >= 0; cue = peek(player, cursor, &due)) {
        take(player, cursor, cue);
        if (!plan_cue(plan, cue, base_ms + due)) {
            return false;
        }
    }
    return true;
}

int32_t player_planned(
    const Player *player, int64_t from_ms, int64_t until_ms, PlannedCue *out, int32_t max)
{
    if (!player__is_live(player)) {
        return 0;
    }
    const Timeline *timeline = player->timeline;
    Plan plan = {.from_ms = from_ms, .until_ms = until_ms, .out = out, .max = max};
    CueCursor cursor = current_cursor(player);
    int64_t base = segment_base(player);
    while (base <= until_ms && plan_segment(player, &plan, &cursor, base) &&
           player__ends_by_itself(&timeline->segments[cursor.segment])) {
        base += player__length(player, cursor.segment);
        const int32_t next = player__next(player, cursor.segment);
        if (next < timeline->segment_count) {
            cursor = player__cursor_at(player, next);
            continue;
        }
        int32_t cue = next_closing(timeline, before_closing(timeline));
        while (cue >= 0 && plan_cue(&plan, cue, closing_at(timeline, cue, base))) {
            cue = next_closing(timeline, cue);
        }
        break;
    }
    return plan.count;
}
