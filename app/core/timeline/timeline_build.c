/* SPDX-License-Identifier: MIT */
/*
 * First pass: steps become items, and sets, sides, rounds and pauses become drafts in the order in
 * which they are done. No times yet.
 */
#include "timeline_parts.h"

#include <string.h>

#define MAX_CAP_MS 120000    /* a max hold without a cap; dose of the file format */
#define OWN_PACE_REP_MS 3000 /* nominal, ours: for estimates only */
#define CHECK_MS 10000       /* nominal, ours: to hear and answer a question */

/* The step being unrolled. */
typedef struct Spot {
    int32_t item;
    const Item *shared;
    const Dose *dose;
    int32_t last_set; /* 0 before the first */
    Side last_side;
} Spot;

static int32_t at_least(int32_t value, int32_t least)
{
    return value > least ? value : least;
}

static bool step_is_work(StepKind kind)
{
    return kind != STEP_CHECK && kind != STEP_REST;
}

/* Steps with rounds counted out; stops counting above the limit, so it cannot overflow. */
static int64_t count_steps(const Node *nodes, int32_t count, int32_t depth)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < count && sum <= LIMIT_STEPS; i++) {
        if (!nodes[i].is_group) {
            sum++;
        } else if (depth >= LIMIT_JSON_DEPTH) {
            sum = LIMIT_STEPS + 1;
        } else {
            sum += count_steps(nodes[i].children, nodes[i].child_count, depth + 1) *
                   at_least(nodes[i].rounds, 1);
        }
    }
    return sum > LIMIT_STEPS ? LIMIT_STEPS + 1 : sum;
}

static int32_t count_items(const Node *nodes, int32_t count)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < count; i++) {
        sum += nodes[i].is_group ? count_items(nodes[i].children, nodes[i].child_count) : 1;
    }
    return sum;
}

/* ---- items ---------------------------------------------------------------------------------- */

static const char *own_text(Compile *c, const char *text)
{
    const char *source = text != NULL ? text : "";
    const char *copy = arena_copy(&c->out->arena, source, strlen(source));
    if (copy == NULL) {
        timeline__out_of_memory(c);
    }
    return copy;
}

static TextList own_list(Compile *c, TextList list)
{
    if (list.count <= 0) {
        return (TextList){0};
    }
    const char **items = arena_alloc(&c->out->arena, sizeof(*items) * (size_t)list.count);
    if (items == NULL) {
        timeline__out_of_memory(c);
        return (TextList){0};
    }
    for (int32_t i = 0; i < list.count; i++) {
        items[i] = own_text(c, list.items[i]);
    }
    return (TextList){.items = items, .count = list.count};
}

/* The exercise the person chose to do instead, if that makes sense for this step. */
static const Exercise *swapped(const Compile *c, const Step *step)
{
    for (int32_t i = 0; i < c->profile->swap_count && i < PROFILE_SWAPS; i++) {
        const Swap *swap = &c->profile->swaps[i];
        if (strcmp(swap->step, step->id) == 0 && step_is_work(step->dose.kind)) {
            const Exercise *exercise = library_exercise(c->library, swap->exercise);
            if (exercise != NULL && step_is_work(exercise->dose.kind)) {
                return exercise;
            }
        }
    }
    return NULL;
}

/* The other exercise says what is done. Sets, sides and pauses stay as they are. */
static Dose swap_dose(const Dose *step, const Dose *other)
{
    Dose dose = *step;
    dose.kind = other->kind;
    dose.seconds_ms = other->seconds_ms;
    dose.reps = other->reps;
    dose.tempo = other->tempo;
    return dose;
}

/* A balance test is set up anew each time: how long a try may last, and perhaps one leg only. */
static Dose set_up(const Compile *c, Dose dose)
{
    const StanceSetup *stance = &c->out->stance;
    if (dose.kind == STEP_MAX && stance->cap_ms > 0) {
        dose.seconds_ms = stance->cap_ms;
    }
    if (stance->sides == SIDES_LEFT || stance->sides == SIDES_RIGHT) {
        dose.sides = stance->sides;
    }
    return dose;
}

static void add_item(Compile *c, const Step *step)
{
    const Exercise *swap = swapped(c, step);
    const Exercise *exercise = swap != NULL ? swap : step->exercise;
    const bool stance = exercise != NULL && exercise->stance;
    Dose dose = swap != NULL ? swap_dose(&step->dose, &swap->dose) : step->dose;
    dose = stance ? set_up(c, dose) : dose;
    const int32_t index = c->out->item_count++;
    c->doses[index] = dose;
    c->out->items[index] = (Item){
        .step = own_text(c, step->id),
        .exercise = own_text(c, exercise != NULL ? exercise->id : NULL),
        .name = own_text(c, swap != NULL ? swap->name : step->name),
        .say = own_text(c, swap != NULL ? swap->say : step->say),
        .text = own_text(c, step->text),
        .figure = own_text(c, exercise != NULL ? exercise->figure : NULL),
        .easier = own_text(c, swap != NULL ? swap->easier : step->easier),
        .cues = own_list(c, swap != NULL ? swap->cues : step->cues),
        .kind = dose.kind,
        .stance = stance,
        .eyes = stance ? exercise->eyes : EYES_OPEN,
        .first_move = exercise != NULL ? exercise->first_move : MOVE_DOWN,
        .sets = step_is_work(dose.kind) ? at_least(dose.sets, 1) : 1,
        .reps = dose.kind == STEP_REPS ? at_least(dose.reps, 1) : 0,
        .tempo = dose.kind == STEP_REPS ? dose.tempo : (Tempo){0},
        .stop_if_pain = dose.stop_if_pain,
    };
}

static void add_items(Compile *c, const Node *nodes, int32_t count)
{
    for (int32_t i = 0; i < count && c->error == SF_OK; i++) {
        if (nodes[i].is_group) {
            add_items(c, nodes[i].children, nodes[i].child_count);
        } else {
            add_item(c, &nodes[i].step);
        }
    }
}

/* ---- drafts --------------------------------------------------------------------------------- */

static void push(Compile *c, Draft draft)
{
    if (c->error != SF_OK) {
        return;
    }
    if (draft.segment.key == NULL) {
        timeline__out_of_memory(c);
        return;
    }
    if (c->draft_count == LIMIT_SEGMENTS) {
        c->error = sf_fail(c->err, SF_E_TOOBIG,
                           "routine \"%s\" has more than %d parts (sets, rests and changes); "
                           "take fewer sets or rounds",
                           c->routine->id, LIMIT_SEGMENTS);
        return;
    }
    if (draft.segment.length_ms > LIMIT_TIMELINE_MS) {
        c->error = sf_fail(c->err, SF_E_TOOBIG,
                           "routine \"%s\": one set of \"%s\" lasts longer than 24 hours",
                           c->routine->id, c->out->items[draft.segment.item].step);
        return;
    }
    c->drafts =
        timeline__grow(c, c->drafts, &c->draft_capacity, c->draft_count + 1, sizeof(*c->drafts));
    if (c->drafts == NULL) {
        return;
    }
    draft.segment.round = c->round;
    draft.segment.rounds = c->rounds;
    c->drafts[c->draft_count++] = draft;
}

static const char *side_suffix(Side side)
{
    switch (side) {
    case SIDE_LEFT:
        return "/left";
    case SIDE_RIGHT:
        return "/right";
    case SIDE_NONE:
    case SIDE_BOTH:
        break;
    }
    return "";
}

static const char *set_key(Compile *c, const Spot *spot, int32_t set, Side side, const char *tail)
{
    return arena_printf(&c->out->arena, "%s%s/s%d%s%s", spot->shared->step, c->path, set,
                        side_suffix(side), tail);
}

/* A pause is filed under the set it belongs to: the one it leads into, or the one it follows. */
static void push_pause(Compile *c, const Spot *spot, Segment pause, const char *key)
{
    if (pause.length_ms > 0) {
        pause.key = key;
        pause.item = spot->item;
        push(c, (Draft){.segment = pause});
    }
}

static SegmentKind work_kind(StepKind kind)
{
    switch (kind) {
    case STEP_HOLD:
        return SEGMENT_HOLD;
    case STEP_REPS:
        return SEGMENT_REPS;
    case STEP_TIME:
        return SEGMENT_TIME;
    case STEP_MAX:
        return SEGMENT_MAX;
    case STEP_WALK:
        return SEGMENT_WALK;
    case STEP_RUN:
        return SEGMENT_RUN;
    case STEP_CHECK:
        return SEGMENT_CHECK;
    case STEP_REST:
        break;
    }
    return SEGMENT_REST;
}

static Segment work_segment(const Spot *spot)
{
    const Item *item = spot->shared;
    Segment work = {.item = spot->item, .kind = work_kind(item->kind)};
    work.length_ms = at_least(spot->dose->seconds_ms, 0);
    if (item->kind == STEP_MAX) {
        work.open = true;
        work.length_ms = work.length_ms > 0 ? work.length_ms : MAX_CAP_MS;
    } else if (item->kind == STEP_REPS) {
        const int32_t rep_ms = tempo_ms(item->tempo);
        work.open = rep_ms == 0;
        work.length_ms = (int64_t)item->reps * (rep_ms > 0 ? rep_ms : OWN_PACE_REP_MS);
    } else if (item->kind == STEP_CHECK) {
        work.open = true;
        work.length_ms = CHECK_MS;
    }
    return work;
}

/* One set on one side. */
static void push_set(Compile *c, Spot *spot, int32_t set, Side side)
{
    Draft draft = {.segment = work_segment(spot)};
    draft.segment.key = set_key(c, spot, set, side, "");
    draft.segment.side = side;
    draft.segment.set = set;
    draft.opens = spot->last_set == 0;
    draft.turns = !draft.opens && side != spot->last_side;
    draft.new_set = !draft.opens && set > spot->last_set;
    draft.halfway = spot->dose->halfway && c->profile->halfway;
    spot->last_set = set;
    spot->last_side = side;
    push(c, draft);
}

static void push_ready(Compile *c, const Spot *spot, Side side)
{
    const int32_t own = spot->dose->ready_ms;
    const int32_t wanted = c->profile->ready_ms;
    /* A test asks for more setting up than the next exercise: never less than its own. */
    const bool test = c->out->mode == MODE_BALANCE && wanted < own;
    const bool replaced = own > 0 && wanted > 0 && !test;
    const Segment ready = {
        .kind = SEGMENT_READY, .side = side, .length_ms = replaced ? wanted : own};
    push_pause(c, spot, ready, set_key(c, spot, 1, side, "/ready"));
}

static void push_rest(Compile *c, const Spot *spot)
{
    const Segment rest = {.kind = SEGMENT_REST, .length_ms = spot->dose->rest_ms};
    push_pause(c, spot, rest, set_key(c, spot, spot->last_set, spot->last_side, "/rest"));
}

static void push_change(Compile *c, const Spot *spot, Side to)
{
    const Segment change = {.kind = SEGMENT_CHANGE, .side = to, .length_ms = spot->dose->switch_ms};
    push_pause(c, spot, change, set_key(c, spot, spot->last_set, spot->last_side, "/change"));
}

/* ---- sides ---------------------------------------------------------------------------------- */

static Side other_side(Side side)
{
    return side == SIDE_LEFT ? SIDE_RIGHT : SIDE_LEFT;
}

static Side first_side(SideFirst first, const Profile *profile)
{
    switch (first) {
    case FIRST_LEFT:
        break;
    case FIRST_RIGHT:
        return SIDE_RIGHT;
    case FIRST_WORSE:
        return profile->worse == SIDE_RIGHT ? SIDE_RIGHT : SIDE_LEFT;
    case FIRST_NOT_LAST:
        return profile->last_first == SIDE_LEFT ? SIDE_RIGHT : SIDE_LEFT;
    }
    return SIDE_LEFT;
}

static Side single_side(Sides sides)
{
    switch (sides) {
    case SIDES_LEFT:
        return SIDE_LEFT;
    case SIDES_RIGHT:
        return SIDE_RIGHT;
    case SIDES_BOTH:
        return SIDE_BOTH;
    case SIDES_NONE:
    case SIDES_EACH:
        break;
    }
    return SIDE_NONE;
}

static void unroll_run(Compile *c, Spot *spot, Side side)
{
    for (int32_t set = 1; set <= spot->shared->sets && c->error == SF_OK; set++) {
        if (set > 1) {
            push_rest(c, spot);
        }
        push_set(c, spot, set, side);
    }
}

static void unroll_alternate(Compile *c, Spot *spot, Side first)
{
    for (int32_t set = 1; set <= spot->shared->sets && c->error == SF_OK; set++) {
        if (set > 1 && spot->dose->rest_ms > 0) {
            push_rest(c, spot);
        } else if (set > 1) {
            push_change(c, spot, first);
        }
        push_set(c, spot, set, first);
        push_change(c, spot, other_side(first));
        push_set(c, spot, set, other_side(first));
    }
}

static void unroll_work(Compile *c, Spot *spot)
{
    const bool each = spot->dose->sides == SIDES_EACH;
    const Side first =
        each ? first_side(spot->dose->first, c->profile) : single_side(spot->dose->sides);
    push_ready(c, spot, first);
    if (each && spot->dose->order == ORDER_ALTERNATE) {
        unroll_alternate(c, spot, first);
    } else {
        unroll_run(c, spot, first);
        if (each) {
            push_change(c, spot, other_side(first));
            unroll_run(c, spot, other_side(first));
        }
    }
    push_rest(c, spot);
}

/* ---- rounds --------------------------------------------------------------------------------- */

static void unroll_step(Compile *c, int32_t index)
{
    Spot spot = {.item = index, .shared = &c->out->items[index], .dose = &c->doses[index]};
    if (step_is_work(spot.shared->kind)) {
        unroll_work(c, &spot);
        return;
    }
    Segment alone = work_segment(&spot);
    alone.key = arena_printf(&c->out->arena, "%s%s", spot.shared->step, c->path);
    push(c, (Draft){.segment = alone});
}

/* Returns the item after the last one of these nodes; items are numbered in file order. */
static int32_t unroll(Compile *c, const Node *nodes, int32_t count, int32_t item);

static int32_t unroll_group(Compile *c, const Node *group, int32_t item)
{
    /* Skips an empty group: nested ones with many rounds would take for ever and do nothing. */
    const bool empty = count_items(group->children, group->child_count) == 0;
    const int32_t rounds = empty ? 0 : at_least(group->rounds, 1);
    const int32_t outer_round = c->round;
    const int32_t outer_rounds = c->rounds;
    const size_t length = strlen(c->path);
    int32_t after = item;
    for (int32_t round = 1; round <= rounds && c->error == SF_OK; round++) {
        const bool fits = sf_format(c->path + length, sizeof(c->path) - length, "%s%d",
                                    length == 0 ? "/r" : ".", round);
        SF_ASSERT(fits);
        c->round = round;
        c->rounds = rounds;
        after = unroll(c, group->children, group->child_count, item);
        c->path[length] = '\0';
    }
    c->round = outer_round;
    c->rounds = outer_rounds;
    return after;
}

static int32_t unroll(Compile *c, const Node *nodes, int32_t count, int32_t item)
{
    for (int32_t i = 0; i < count && c->error == SF_OK; i++) {
        if (nodes[i].is_group) {
            item = unroll_group(c, &nodes[i], item);
        } else {
            unroll_step(c, item);
            item++;
        }
    }
    return item;
}

void timeline__build(Compile *c)
{
    const Routine *routine = c->routine;
    if (count_steps(routine->nodes, routine->node_count, 0) > LIMIT_STEPS) {
        c->error = sf_fail(c->err, SF_E_TOOBIG,
                           "routine \"%s\" has more than %d steps with its rounds counted out, or "
                           "groups nested more than %d deep",
                           routine->id, LIMIT_STEPS, LIMIT_JSON_DEPTH);
        return;
    }
    const size_t items = (size_t)count_items(routine->nodes, routine->node_count);
    c->out->items = arena_alloc(&c->out->arena, sizeof(*c->out->items) * items);
    c->doses = arena_alloc(&c->out->arena, sizeof(*c->doses) * items);
    if (c->out->items == NULL || c->doses == NULL) {
        timeline__out_of_memory(c);
        return;
    }
    add_items(c, routine->nodes, routine->node_count);
    if (c->error == SF_OK) {
        (void)unroll(c, routine->nodes, routine->node_count, 0);
    }
}
