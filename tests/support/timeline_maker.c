/* SPDX-License-Identifier: MIT */
#include "timeline_maker.h"

#include <stdlib.h>
#include <string.h>

#define MAX_ITEMS 256
#define MAX_SEGMENTS 4096
#define MAX_CUES 32768

typedef struct Maker {
    Timeline out;
    const char *at;
} Maker;

/* ---- cues ------------------------------------------------------------------------------------ */

static void add_cue(Maker *maker, CueId id, int64_t at_ms, Tone tone)
{
    Segment *segment = &maker->out.segments[maker->out.segment_count - 1];
    SF_ASSERT(maker->out.cue_count < MAX_CUES);
    maker->out.cues[maker->out.cue_count++] = (Cue){
        .segment = maker->out.segment_count - 1,
        .at_ms = (int32_t)at_ms,
        .id = id,
        .channel = tone == TONE_NONE ? CHANNEL_VOICE : CHANNEL_TONE,
        .tone = tone,
        .say = tone == TONE_NONE ? "words" : NULL,
        .length_ms = 100,
    };
    segment->cue_count++;
}

static void add_counts(Maker *maker, int64_t length_ms)
{
    for (int64_t left = 3000; left > 0 && length_ms > 4000; left -= 1000) {
        add_cue(maker, CUE_COUNT, length_ms - left, TONE_COUNT);
    }
}

static void add_lead_in_cues(Maker *maker, const Segment *segment)
{
    if (segment->kind == SEGMENT_READY) {
        add_cue(maker, CUE_NAME, 0, TONE_NONE);
    } else if (segment->kind == SEGMENT_REST) {
        add_cue(maker, CUE_REST, 0, TONE_NONE);
        if (segment->length_ms > 2000) {
            add_cue(maker, CUE_NEXT, 1500, TONE_NONE);
        }
    } else {
        add_cue(maker, CUE_CHANGE, 0, TONE_CHANGE);
    }
    add_counts(maker, segment->length_ms);
}

static void add_rep_cues(Maker *maker, const Item *item)
{
    const int64_t rep_ms = tempo_ms(item->tempo);
    for (int32_t rep = 0; rep < item->reps; rep++) {
        add_cue(maker, CUE_REP, rep * rep_ms, TONE_REP);
        add_cue(maker, CUE_PHASE, rep * rep_ms + item->tempo.down_ms, TONE_PHASE);
    }
}

static void add_cues(Maker *maker)
{
    const Segment *segment = &maker->out.segments[maker->out.segment_count - 1];
    switch (segment->kind) {
    case SEGMENT_READY:
    case SEGMENT_REST:
    case SEGMENT_CHANGE:
        add_lead_in_cues(maker, segment);
        break;
    case SEGMENT_CHECK:
        add_cue(maker, CUE_QUESTION, 0, TONE_NONE);
        break;
    case SEGMENT_REPS:
        if (!segment->open) {
            add_rep_cues(maker, &maker->out.items[segment->item]);
        }
        break;
    case SEGMENT_HOLD:
    case SEGMENT_TIME:
    case SEGMENT_MAX:
    case SEGMENT_WALK:
    case SEGMENT_RUN:
        add_cue(maker, CUE_START, 0, TONE_START);
        if (segment->length_ms >= 20000) {
            add_cue(maker, CUE_HALFWAY, segment->length_ms / 2, TONE_HALFWAY);
        }
        add_counts(maker, segment->length_ms);
        add_cue(maker, CUE_END, segment->length_ms, TONE_END);
        break;
    }
}

/* ---- text ------------------------------------------------------------------------------------ */

static bool eat(Maker *maker, const char *text)
{
    const size_t length = strlen(text);
    if (strncmp(maker->at, text, length) != 0) {
        return false;
    }
    maker->at += length;
    return true;
}

static double eat_number(Maker *maker)
{
    char *end = NULL;
    const double number = strtod(maker->at, &end);
    SF_ASSERT(end != maker->at);
    maker->at = end;
    return number;
}

static int64_t eat_ms(Maker *maker)
{
    return (int64_t)(eat_number(maker) * 1000.0 + 0.5);
}

static char *eat_until(Maker *maker, const char *stops)
{
    const size_t length = strcspn(maker->at, stops);
    char *text = arena_copy(&maker->out.arena, maker->at, length);
    SF_ASSERT(text != NULL);
    maker->at += length;
    return text;
}

static void begin_step(Maker *maker)
{
    SF_ASSERT(maker->out.item_count < MAX_ITEMS);
    Item *item = &maker->out.items[maker->out.item_count++];
    item->step = eat_until(maker, "(:");
    item->exercise = item->step;
    if (eat(maker, "(")) {
        item->exercise = eat_until(maker, ")");
        SF_ASSERT(eat(maker, ")"));
    }
    SF_ASSERT(eat(maker, ":"));
    item->name = item->exercise;
    item->say = item->exercise;
    item->text = "";
    item->figure = "";
    item->easier = arena_printf(&maker->out.arena, "easy-%s", item->step);
    item->kind = STEP_REST;
    item->stop_if_pain = -1;
}

static void work_kind(Item *item, Segment *segment, SegmentKind kind, StepKind step)
{
    item->kind = step;
    item->sets++;
    segment->kind = kind;
    segment->set = item->sets;
}

static void eat_reps(Maker *maker, Item *item, Segment *segment)
{
    work_kind(item, segment, SEGMENT_REPS, STEP_REPS);
    const int32_t reps = (int32_t)eat_number(maker);
    SF_ASSERT(eat(maker, "x"));
    const int64_t rep_ms = eat_ms(maker);
    SF_ASSERT(item->reps == 0 || (item->reps == reps && tempo_ms(item->tempo) == rep_ms));
    item->reps = reps;
    item->tempo =
        (Tempo){.down_ms = (int32_t)(rep_ms / 2), .up_ms = (int32_t)(rep_ms - rep_ms / 2)};
    segment->length_ms = item->reps * rep_ms;
}

static bool eat_lead_in(Maker *maker, Segment *segment)
{
    static const struct {
        const char *word;
        SegmentKind kind;
    } words[] = {{"ready", SEGMENT_READY}, {"rest", SEGMENT_REST}, {"change", SEGMENT_CHANGE}};
    for (size_t i = 0; i < SF_COUNT(words); i++) {
        if (eat(maker, words[i].word)) {
            segment->kind = words[i].kind;
            segment->length_ms = eat_ms(maker);
            return true;
        }
    }
    return false;
}

static bool eat_timed(Maker *maker, Item *item, Segment *segment)
{
    static const struct {
        const char *word;
        SegmentKind kind;
        StepKind step;
    } words[] = {{"hold", SEGMENT_HOLD, STEP_HOLD},
                 {"time", SEGMENT_TIME, STEP_TIME},
                 {"walk", SEGMENT_WALK, STEP_WALK},
                 {"run", SEGMENT_RUN, STEP_RUN},
                 {"max", SEGMENT_MAX, STEP_MAX}};
    for (size_t i = 0; i < SF_COUNT(words); i++) {
        if (eat(maker, words[i].word)) {
            work_kind(item, segment, words[i].kind, words[i].step);
            segment->open = words[i].kind == SEGMENT_MAX;
            segment->length_ms = eat_ms(maker);
            return true;
        }
    }
    return false;
}

static void eat_kind(Maker *maker, Item *item, Segment *segment)
{
    if (eat_lead_in(maker, segment) || eat_timed(maker, item, segment)) {
        return;
    }
    if (eat(maker, "reps")) {
        eat_reps(maker, item, segment);
    } else if (eat(maker, "own")) {
        work_kind(item, segment, SEGMENT_REPS, STEP_REPS);
        item->reps = (int32_t)eat_number(maker);
        segment->open = true;
        segment->length_ms = (int64_t)item->reps * 3000;
    } else {
        SF_ASSERT(eat(maker, "check"));
        item->kind = STEP_CHECK;
        segment->kind = SEGMENT_CHECK;
        segment->open = true;
        segment->length_ms = 10000;
    }
}

static int32_t count_of_step(const Timeline *timeline, const char *step)
{
    int32_t count = 0;
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        count += strcmp(timeline->items[timeline->segments[i].item].step, step) == 0 ? 1 : 0;
    }
    return count;
}

static void eat_segment(Maker *maker)
{
    Timeline *out = &maker->out;
    SF_ASSERT(out->segment_count < MAX_SEGMENTS && out->item_count > 0);
    Item *item = &out->items[out->item_count - 1];
    Segment segment = {.item = out->item_count - 1, .start_ms = out->total_ms};
    eat_kind(maker, item, &segment);
    if (eat(maker, "/left")) {
        segment.side = SIDE_LEFT;
    } else if (eat(maker, "/right")) {
        segment.side = SIDE_RIGHT;
    }
    segment.key =
        arena_printf(&out->arena, "%s/%d", item->step, (int)count_of_step(out, item->step) + 1);
    segment.first_cue = out->cue_count;
    out->total_ms += segment.length_ms;
    out->about = out->about || segment.open;
    out->segments[out->segment_count++] = segment;
    add_cues(maker);
}

Timeline timeline_make(const char *text)
{
    Maker maker = {.at = text};
    Timeline *out = &maker.out;
    out->items = arena_alloc(&out->arena, MAX_ITEMS * sizeof(Item));
    out->segments = arena_alloc(&out->arena, MAX_SEGMENTS * sizeof(Segment));
    out->cues = arena_alloc(&out->arena, MAX_CUES * sizeof(Cue));
    SF_ASSERT(out->items != NULL && out->segments != NULL && out->cues != NULL);
    out->program = "test";
    out->routine = "test";
    out->title = "Test";
    out->hash = "";
    bool at_step = true;
    for (;;) {
        while (eat(&maker, " ")) {
        }
        if (*maker.at == '\0') {
            break;
        }
        if (eat(&maker, "|")) {
            at_step = true;
        } else if (at_step) {
            begin_step(&maker);
            at_step = false;
        } else {
            eat_segment(&maker);
        }
    }
    if (out->segment_count > 0) {
        add_cue(&maker, CUE_DONE, out->segments[out->segment_count - 1].length_ms, TONE_DONE);
    }
    return maker.out;
}

/* ---- random ---------------------------------------------------------------------------------- */

int64_t test_random(TestRandom *random, int64_t below)
{
    uint64_t x = random->state + 0x9E3779B97F4A7C15U;
    random->state = x;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    x ^= x >> 31;
    return below > 0 ? (int64_t)(x % (uint64_t)below) : 0;
}

static void append(char *text, size_t size, const char *word, int64_t number, const char *after)
{
    const size_t used = strlen(text);
    SF_ASSERT(sf_format(text + used, size - used, "%s%d%s", word, (int)number, after));
}

static void append_work(TestRandom *random, char *text, size_t size, bool open)
{
    static const char *const timed[] = {"hold", "time", "walk", "run"};
    const int64_t kind = test_random(random, open ? 8 : 5);
    if (kind < 4) {
        append(text, size, timed[kind], 1 + test_random(random, 25), "");
    } else if (kind == 4) {
        append(text, size, "reps", 1 + test_random(random, 6), "x");
        append(text, size, "", 1 + test_random(random, 4), "");
    } else if (kind == 5) {
        append(text, size, "own", 1 + test_random(random, 12), "");
    } else {
        append(text, size, "max", 2 + test_random(random, 40), "");
    }
}

static void append_step(TestRandom *random, char *text, size_t size, bool open)
{
    append(text, size, "| s", test_random(random, 6), ": ");
    if (open && test_random(random, 8) == 0) {
        append(text, size, "check", 0, " ");
        return;
    }
    if (test_random(random, 10) == 0) {
        append(text, size, "rest", test_random(random, 12), " ");
        return;
    }
    if (test_random(random, 4) != 0) {
        append(text, size, "ready", test_random(random, 8), " ");
    }
    static const char *const sides[] = {" ", " ", "/left ", "/right "};
    char work[32] = "";
    append_work(random, work, sizeof(work), open);
    const int64_t sets = 1 + test_random(random, 3);
    for (int64_t set = 0; set < sets; set++) {
        const size_t used = strlen(text);
        const char *side = sides[test_random(random, 4)];
        SF_ASSERT(sf_format(text + used, size - used, "%s%s", work, side));
        if (test_random(random, 4) != 0) {
            append(text, size, test_random(random, 4) == 0 ? "change" : "rest",
                   test_random(random, 12), " ");
        }
    }
}

/* "check0" would not parse: the number of a check is cut. */
static void cut_check_numbers(char *text)
{
    for (char *at = strstr(text, "check0"); at != NULL; at = strstr(at, "check0")) {
        at[5] = ' ';
    }
}

Timeline timeline_make_random(TestRandom *random, bool open)
{
    char text[2048] = "";
    const int64_t steps = 1 + test_random(random, 6);
    for (int64_t i = 0; i < steps; i++) {
        append_step(random, text, sizeof(text), open);
    }
    cut_check_numbers(text);
    return timeline_make(text);
}

static const Tempo tempos[] = {{0, 0, 0, 0}, {2000, 0, 1000, 0}, {1000, 500, 1000, 500}};

static Step random_step(TestRandom *random, int64_t number, bool open)
{
    static const char *const ids[] = {"one", "two", "three", "four", "five", "six", "seven"};
    static const StepKind kinds[] = {STEP_HOLD, STEP_REPS, STEP_TIME, STEP_WALK,
                                     STEP_RUN,  STEP_REST, STEP_MAX,  STEP_CHECK};
    const StepKind kind = kinds[test_random(random, open ? 8 : 6)];
    Step step = {.id = ids[number], .name = "Some step", .say = "Some step"};
    step.text = kind == STEP_CHECK ? "Does it feel well?" : NULL;
    step.dose = (Dose){
        .kind = kind,
        .seconds_ms = (int32_t)(1 + test_random(random, 30)) * 1000,
        .reps = (int32_t)(1 + test_random(random, 8)),
        .tempo = tempos[open ? test_random(random, 3) : 1 + test_random(random, 2)],
        .sets = (int32_t)(1 + test_random(random, 3)),
        .sides = (Sides)test_random(random, 5),
        .order = (SideOrder)test_random(random, 2),
        .switch_ms = (int32_t)test_random(random, 6) * 1000,
        .rest_ms = (int32_t)test_random(random, 20) * 1000,
        .ready_ms = (int32_t)test_random(random, 8) * 1000,
        .halfway = true,
        .stop_if_pain = 5,
    };
    return step;
}

Timeline timeline_compile_random(TestRandom *random, bool open)
{
    Node nodes[7];
    Node group = {.is_group = true, .rounds = (int32_t)(1 + test_random(random, 3))};
    const int32_t steps = (int32_t)(2 + test_random(random, 5));
    for (int32_t i = 0; i < steps; i++) {
        nodes[i] = (Node){.step = random_step(random, i, open)};
    }
    group.children = nodes;
    group.child_count = steps / 2;
    Node all[7] = {group};
    for (int32_t i = steps / 2; i < steps; i++) {
        all[1 + i - steps / 2] = nodes[i];
    }
    const Routine routine = {
        .id = "r", .title = "Random", .nodes = all, .node_count = 1 + steps - steps / 2};
    const Program program = {.id = "p", .title = "Random", .language = "en"};
    const Library library = {0};
    const Profile profile = profile_default();
    Timeline timeline;
    SfErrorInfo err;
    SF_ASSERT(timeline_compile(&timeline, &library, &program, &routine, &profile, &err) == SF_OK);
    return timeline;
}
