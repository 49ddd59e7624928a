/* SPDX-License-Identifier: MIT */
/* Steps to segments: order, lengths, keys, swaps, limits. What sounds is in test_timeline_cues. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <string.h>

#include "surefoot/limits.h"
#include "surefoot/vocabulary.h"
#include "timeline_fixture.h"

#define OUTLINE_BYTES 4096

/* One segment a line: "kind length key", and "~" before a nominal length. */
static void outline(const Timeline *timeline, char out[OUTLINE_BYTES])
{
    size_t used = 0;
    out[0] = '\0';
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        const Segment *segment = &timeline->segments[i];
        assert_true(sf_format(out + used, OUTLINE_BYTES - used, "%s %s%d %s\n",
                              segment_kind_words[segment->kind], segment->open ? "~" : "",
                              (int)segment->length_ms, segment->key));
        used += strlen(out + used);
    }
}

static void assert_outline(const Fixture *fixture, const char *expected)
{
    Timeline timeline;
    SfErrorInfo err = {{0}};
    assert_int_equal(fixture_compile(fixture, &timeline, &err), SF_OK);
    fixture_assert_sound(&timeline);
    char got[OUTLINE_BYTES];
    outline(&timeline, got);
    assert_string_equal(got, expected);
    timeline_deinit(&timeline);
}

static Timeline compile(const Fixture *fixture)
{
    Timeline timeline;
    assert_int_equal(fixture_compile(fixture, &timeline, NULL), SF_OK);
    fixture_assert_sound(&timeline);
    return timeline;
}

/* ---- step kinds ------------------------------------------------------------------------------ */

static void test_timeline__every_kind_of_step_has_its_segment(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    fixture_add(&fixture, fixture_timed("bridge", STEP_HOLD, 10000));
    fixture_add(&fixture, fixture_reps("mini-squat", 8, (Tempo){3000, 0, 2000, 0}));
    fixture_add(&fixture, fixture_reps("clamshell", 10, (Tempo){0}));
    fixture_add(&fixture, fixture_timed("march", STEP_TIME, 30000));
    fixture_add(&fixture, fixture_step("balance", STEP_MAX));
    fixture_add(&fixture, fixture_timed("stand", STEP_MAX, 45000));
    fixture_add(&fixture, fixture_timed("walk", STEP_WALK, 60000));
    fixture_add(&fixture, fixture_rest("pause", 20000));
    fixture_add(&fixture, fixture_check("ready-to-run", "Does the knee feel well?"));
    fixture_add(&fixture, fixture_timed("run", STEP_RUN, 61000));
    assert_outline(&fixture, "ready 5000 bridge/s1/ready\n"
                             "hold 10000 bridge/s1\n"
                             "rest 30000 bridge/s1/rest\n"
                             "ready 5000 mini-squat/s1/ready\n"
                             "reps 40000 mini-squat/s1\n"
                             "rest 30000 mini-squat/s1/rest\n"
                             "ready 5000 clamshell/s1/ready\n"
                             "reps ~30000 clamshell/s1\n"
                             "rest 30000 clamshell/s1/rest\n"
                             "ready 5000 march/s1/ready\n"
                             "time 30000 march/s1\n"
                             "rest 30000 march/s1/rest\n"
                             "ready 5000 balance/s1/ready\n"
                             "max ~120000 balance/s1\n"
                             "rest 30000 balance/s1/rest\n"
                             "ready 5000 stand/s1/ready\n"
                             "max ~45000 stand/s1\n"
                             "rest 30000 stand/s1/rest\n"
                             "ready 5000 walk/s1/ready\n"
                             "walk 60000 walk/s1\n"
                             "rest 30000 walk/s1/rest\n"
                             "rest 20000 pause\n"
                             "check ~10000 ready-to-run\n"
                             "ready 5000 run/s1/ready\n"
                             "run 61000 run/s1\n");
}

static void test_timeline__about_says_whether_a_person_decides_the_length(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    fixture_add(&fixture, fixture_timed("bridge", STEP_HOLD, 10000));
    Timeline timeline = compile(&fixture);
    assert_false(timeline.about);
    assert_int_equal(timeline.total_ms, 15000);
    timeline_deinit(&timeline);
    fixture_add(&fixture, fixture_timed("stand", STEP_MAX, 30000));
    timeline = compile(&fixture);
    assert_true(timeline.about);
    assert_int_equal(timeline.total_ms, 15000 + 30000 + 5000 + 30000);
    timeline_deinit(&timeline);
}

/* ---- rests ----------------------------------------------------------------------------------- */

static void test_timeline__rests_stand_between_sets_and_never_at_the_end(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    fixture_add(&fixture, fixture_timed("bridge", STEP_HOLD, 10000))->dose.sets = 2;
    assert_outline(&fixture, "ready 5000 bridge/s1/ready\n"
                             "hold 10000 bridge/s1\n"
                             "rest 30000 bridge/s1/rest\n"
                             "hold 10000 bridge/s2\n");
    fixture_add(&fixture, fixture_timed("march", STEP_TIME, 30000))->dose.rest_ms = 7000;
    assert_outline(&fixture, "ready 5000 bridge/s1/ready\n"
                             "hold 10000 bridge/s1\n"
                             "rest 30000 bridge/s1/rest\n"
                             "hold 10000 bridge/s2\n"
                             "rest 30000 bridge/s2/rest\n"
                             "ready 5000 march/s1/ready\n"
                             "time 30000 march/s1\n");
}

static void test_timeline__rest_zero_shows_no_rest_at_all(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    Step *step = fixture_add(&fixture, fixture_timed("bridge", STEP_HOLD, 10000));
    step->dose.sets = 2;
    step->dose.rest_ms = 0;
    step->dose.ready_ms = 0;
    fixture_add(&fixture, fixture_timed("march", STEP_TIME, 30000))->dose.ready_ms = 0;
    assert_outline(&fixture, "hold 10000 bridge/s1\n"
                             "hold 10000 bridge/s2\n"
                             "time 30000 march/s1\n");
}

static void test_timeline__rest_steps_stay_apart_and_go_at_the_end(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    fixture_add(&fixture, fixture_timed("bridge", STEP_HOLD, 10000))->dose.ready_ms = 0;
    fixture_add(&fixture, fixture_rest("breathe", 8000));
    fixture_add(&fixture, fixture_rest("breathe-2", 9000));
    fixture_add(&fixture, fixture_timed("march", STEP_TIME, 30000))->dose.ready_ms = 0;
    fixture_add(&fixture, fixture_rest("breathe-3", 8000));
    fixture_add(&fixture, fixture_rest("breathe-4", 8000));
    assert_outline(&fixture, "hold 10000 bridge/s1\n"
                             "rest 30000 bridge/s1/rest\n"
                             "rest 8000 breathe\n"
                             "rest 9000 breathe-2\n"
                             "time 30000 march/s1\n");
}

static void test_timeline__a_question_comes_without_a_rest_before_it_at_the_end(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    fixture_add(&fixture, fixture_timed("bridge", STEP_HOLD, 10000))->dose.ready_ms = 0;
    fixture_add(&fixture, fixture_check("after", "Did it stay quiet?"));
    assert_outline(&fixture, "hold 10000 bridge/s1\ncheck ~10000 after\n");
}

static void test_timeline__nothing_but_rests_is_left_as_it_is(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    fixture_add(&fixture, fixture_rest("breathe", 8000));
    fixture_add(&fixture, fixture_rest("breathe-2", 9000));
    assert_outline(&fixture, "rest 8000 breathe\nrest 9000 breathe-2\n");
}

/* ---- sides ----------------------------------------------------------------------------------- */

static Fixture two_sides(SideOrder order, int32_t rest_ms)
{
    Fixture fixture = fixture_new();
    Step *step = fixture_add(&fixture, fixture_timed("clamshell", STEP_HOLD, 10000));
    step->dose.sides = SIDES_EACH;
    step->dose.order = order;
    step->dose.sets = 2;
    step->dose.rest_ms = rest_ms;
    return fixture;
}

static void test_timeline__by_side_does_one_side_then_the_other(void **state)
{
    (void)state;
    const Fixture fixture = two_sides(ORDER_BY_SIDE, 20000);
    assert_outline(&fixture, "ready 5000 clamshell/s1/left/ready\n"
                             "hold 10000 clamshell/s1/left\n"
                             "rest 20000 clamshell/s1/left/rest\n"
                             "hold 10000 clamshell/s2/left\n"
                             "change 5000 clamshell/s2/left/change\n"
                             "hold 10000 clamshell/s1/right\n"
                             "rest 20000 clamshell/s1/right/rest\n"
                             "hold 10000 clamshell/s2/right\n");
}

static void test_timeline__alternate_changes_within_a_set_and_rests_between(void **state)
{
    (void)state;
    const Fixture fixture = two_sides(ORDER_ALTERNATE, 20000);
    assert_outline(&fixture, "ready 5000 clamshell/s1/left/ready\n"
                             "hold 10000 clamshell/s1/left\n"
                             "change 5000 clamshell/s1/left/change\n"
                             "hold 10000 clamshell/s1/right\n"
                             "rest 20000 clamshell/s1/right/rest\n"
                             "hold 10000 clamshell/s2/left\n"
                             "change 5000 clamshell/s2/left/change\n"
                             "hold 10000 clamshell/s2/right\n");
}

static void test_timeline__alternate_without_rest_changes_every_time(void **state)
{
    (void)state;
    const Fixture fixture = two_sides(ORDER_ALTERNATE, 0);
    assert_outline(&fixture, "ready 5000 clamshell/s1/left/ready\n"
                             "hold 10000 clamshell/s1/left\n"
                             "change 5000 clamshell/s1/left/change\n"
                             "hold 10000 clamshell/s1/right\n"
                             "change 5000 clamshell/s1/right/change\n"
                             "hold 10000 clamshell/s2/left\n"
                             "change 5000 clamshell/s2/left/change\n"
                             "hold 10000 clamshell/s2/right\n");
}

static void test_timeline__no_change_over_time_means_no_change_over(void **state)
{
    (void)state;
    for (int order = ORDER_BY_SIDE; order <= ORDER_ALTERNATE; order++) {
        Fixture fixture = two_sides((SideOrder)order, 0);
        fixture.nodes[0].step.dose.switch_ms = 0;
        Timeline timeline = compile(&fixture);
        assert_int_equal(timeline.segment_count, 5);
        assert_int_equal(timeline.segments[1].side, SIDE_LEFT);
        assert_int_equal(timeline.segments[4].side, SIDE_RIGHT);
        timeline_deinit(&timeline);
    }
}

static void test_timeline__the_first_side_follows_the_profile(void **state)
{
    (void)state;
    static const struct {
        SideFirst first;
        Side worse;
        Side last_first;
        Side expected;
    } cases[] = {
        {FIRST_LEFT, SIDE_RIGHT, SIDE_LEFT, SIDE_LEFT},
        {FIRST_RIGHT, SIDE_LEFT, SIDE_RIGHT, SIDE_RIGHT},
        {FIRST_WORSE, SIDE_NONE, SIDE_NONE, SIDE_LEFT},
        {FIRST_WORSE, SIDE_LEFT, SIDE_NONE, SIDE_LEFT},
        {FIRST_WORSE, SIDE_RIGHT, SIDE_NONE, SIDE_RIGHT},
        {FIRST_WORSE, SIDE_BOTH, SIDE_NONE, SIDE_LEFT},
        {FIRST_NOT_LAST, SIDE_NONE, SIDE_NONE, SIDE_LEFT},
        {FIRST_NOT_LAST, SIDE_RIGHT, SIDE_LEFT, SIDE_RIGHT},
        {FIRST_NOT_LAST, SIDE_RIGHT, SIDE_RIGHT, SIDE_LEFT},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Fixture fixture = two_sides(ORDER_BY_SIDE, 0);
        fixture.nodes[0].step.dose.first = cases[i].first;
        fixture.profile.worse = cases[i].worse;
        fixture.profile.last_first = cases[i].last_first;
        Timeline timeline = compile(&fixture);
        assert_int_equal(timeline.segments[0].side, cases[i].expected);
        assert_int_equal(timeline.segments[1].side, cases[i].expected);
        const Side other = cases[i].expected == SIDE_LEFT ? SIDE_RIGHT : SIDE_LEFT;
        assert_int_equal(timeline.segments[3].kind, SEGMENT_CHANGE);
        assert_int_equal(timeline.segments[3].side, other);
        assert_int_equal(timeline.segments[4].side, other);
        timeline_deinit(&timeline);
    }
}

static void test_timeline__single_sides_are_one_run_of_sets(void **state)
{
    (void)state;
    static const struct {
        Sides sides;
        Side side;
        const char *key;
    } cases[] = {
        {SIDES_NONE, SIDE_NONE, "clamshell/s2"},
        {SIDES_BOTH, SIDE_BOTH, "clamshell/s2"},
        {SIDES_LEFT, SIDE_LEFT, "clamshell/s2/left"},
        {SIDES_RIGHT, SIDE_RIGHT, "clamshell/s2/right"},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Fixture fixture = two_sides(ORDER_ALTERNATE, 1000);
        fixture.nodes[0].step.dose.sides = cases[i].sides;
        Timeline timeline = compile(&fixture);
        assert_int_equal(timeline.segment_count, 4);
        assert_int_equal(timeline.segments[3].side, cases[i].side);
        assert_string_equal(timeline.segments[3].key, cases[i].key);
        assert_int_equal(timeline.segments[2].side, SIDE_NONE);
        timeline_deinit(&timeline);
    }
}

/* ---- lead-in --------------------------------------------------------------------------------- */

static void test_timeline__the_lead_in_from_settings_replaces_only_one_that_is_there(void **state)
{
    (void)state;
    static const struct {
        int32_t dose_ms;
        int32_t profile_ms;
        int32_t ready_ms; /* 0: none */
    } cases[] = {
        {5000, 0, 5000}, {5000, 10000, 10000}, {0, 10000, 0}, {0, 0, 0}, {20000, 3000, 3000}};
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Fixture fixture = fixture_new();
        fixture_add(&fixture, fixture_timed("bridge", STEP_HOLD, 10000))->dose.ready_ms =
            cases[i].dose_ms;
        fixture.profile.ready_ms = cases[i].profile_ms;
        Timeline timeline = compile(&fixture);
        const bool ready = timeline.segments[0].kind == SEGMENT_READY;
        assert_int_equal(ready ? timeline.segments[0].length_ms : 0, cases[i].ready_ms);
        timeline_deinit(&timeline);
    }
}

/* ---- rounds ---------------------------------------------------------------------------------- */

static void test_timeline__rounds_nest_and_name_their_segments(void **state)
{
    (void)state;
    Node inner[1] = {fixture_node(fixture_timed("run", STEP_RUN, 60000))};
    inner[0].step.dose.ready_ms = 0;
    inner[0].step.dose.rest_ms = 0;
    Node outer[2] = {fixture_node(fixture_timed("walk", STEP_WALK, 30000)),
                     fixture_group(2, inner, 1)};
    outer[0].step.dose.rest_ms = 0;
    outer[0].step.dose.ready_ms = 3000;
    Fixture fixture = fixture_new();
    fixture.nodes[fixture.count++] = fixture_group(2, outer, 2);
    fixture_add(&fixture, fixture_check("after", "Did it stay quiet?"));
    assert_outline(&fixture, "ready 3000 walk/r1/s1/ready\n"
                             "walk 30000 walk/r1/s1\n"
                             "run 60000 run/r1.1/s1\n"
                             "run 60000 run/r1.2/s1\n"
                             "ready 3000 walk/r2/s1/ready\n"
                             "walk 30000 walk/r2/s1\n"
                             "run 60000 run/r2.1/s1\n"
                             "run 60000 run/r2.2/s1\n"
                             "check ~10000 after\n");
    Timeline timeline = compile(&fixture);
    assert_int_equal(timeline.item_count, 3);
    static const int32_t rounds[][3] = {{0, 1, 2}, {0, 1, 2}, {1, 1, 2}, {1, 2, 2}, {0, 2, 2},
                                        {0, 2, 2}, {1, 1, 2}, {1, 2, 2}, {2, 0, 0}};
    for (int32_t i = 0; i < timeline.segment_count; i++) {
        assert_int_equal(timeline.segments[i].item, rounds[i][0]);
        assert_int_equal(timeline.segments[i].round, rounds[i][1]);
        assert_int_equal(timeline.segments[i].rounds, rounds[i][2]);
    }
    timeline_deinit(&timeline);
}

static void test_timeline__rest_steps_in_rounds_have_keys_of_their_own(void **state)
{
    (void)state;
    Node children[2] = {fixture_node(fixture_timed("bridge", STEP_HOLD, 10000)),
                        fixture_node(fixture_rest("pause", 4000))};
    children[0].step.dose.ready_ms = 0;
    children[0].step.dose.rest_ms = 0;
    Fixture fixture = fixture_new();
    fixture.nodes[fixture.count++] = fixture_group(2, children, 2);
    assert_outline(&fixture, "hold 10000 bridge/r1/s1\n"
                             "rest 4000 pause/r1\n"
                             "hold 10000 bridge/r2/s1\n");
}

/* ---- keys ------------------------------------------------------------------------------------ */

static void test_timeline__keys_stay_when_lengths_and_words_change(void **state)
{
    (void)state;
    Fixture fixture = two_sides(ORDER_ALTERNATE, 20000);
    fixture_add(&fixture, fixture_reps("mini-squat", 8, (Tempo){3000, 0, 2000, 0}));
    Timeline before = compile(&fixture);
    Step *first = &fixture.nodes[0].step;
    first->dose.seconds_ms = 33000;
    first->dose.rest_ms = 1000;
    first->dose.switch_ms = 60000;
    first->dose.ready_ms = 100;
    first->name = "Oyster";
    first->say = "Oyster";
    fixture.nodes[1].step.dose.reps = 3;
    fixture.nodes[1].step.dose.tempo = (Tempo){0};
    fixture.profile.ready_ms = 12000;
    Timeline after = compile(&fixture);
    assert_int_equal(before.segment_count, after.segment_count);
    for (int32_t i = 0; i < before.segment_count; i++) {
        assert_string_equal(before.segments[i].key, after.segments[i].key);
    }
    timeline_deinit(&before);
    timeline_deinit(&after);
}

static void test_timeline__find_knows_every_key_and_no_other(void **state)
{
    (void)state;
    const Fixture fixture = two_sides(ORDER_BY_SIDE, 20000);
    Timeline timeline = compile(&fixture);
    for (int32_t i = 0; i < timeline.segment_count; i++) {
        assert_int_equal(timeline_find(&timeline, timeline.segments[i].key), i);
    }
    assert_int_equal(timeline_find(&timeline, "clamshell"), -1);
    assert_int_equal(timeline_find(&timeline, ""), -1);
    timeline_deinit(&timeline);
    assert_int_equal(timeline_find(&timeline, "clamshell/s1/left"), -1);
}

/* ---- items and swaps ------------------------------------------------------------------------- */

static void test_timeline__items_say_what_the_step_says(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    fixture_add(&fixture, fixture_reps("mini-squat", 8, (Tempo){3000, 0, 2000, 0}));
    fixture_add(&fixture, fixture_check("after", "Did it stay quiet?"));
    Timeline timeline = compile(&fixture);
    assert_string_equal(timeline.program, "demo");
    assert_string_equal(timeline.routine, "evening");
    assert_string_equal(timeline.title, "Evening knees");
    assert_string_equal(timeline.hash, "abc123");
    const Item *squat = &timeline.items[0];
    assert_string_equal(squat->step, "mini-squat");
    assert_string_equal(squat->exercise, "mini-squat");
    assert_string_equal(squat->name, "Mini squat");
    assert_string_equal(squat->figure, "mini-squat");
    assert_string_equal(squat->easier, "bridge");
    assert_string_equal(squat->text, "");
    assert_int_equal(squat->cues.count, 2);
    assert_string_equal(squat->cues.items[1], "Sit back.");
    assert_int_equal(squat->reps, 8);
    assert_int_equal(squat->tempo.down_ms, 3000);
    const Item *check = &timeline.items[1];
    assert_string_equal(check->exercise, "");
    assert_string_equal(check->figure, "");
    assert_string_equal(check->text, "Did it stay quiet?");
    assert_int_equal(check->sets, 1);
    timeline_deinit(&timeline);
}

static void add_swap(Fixture *fixture, const char *step, const char *exercise)
{
    fixture->profile.swaps[fixture->profile.swap_count++] = (Swap){step, exercise};
}

static void test_timeline__a_swap_plays_the_other_exercise_in_the_same_place(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    Step *step = fixture_add(&fixture, fixture_timed("bridge", STEP_HOLD, 10000));
    step->dose.sets = 2;
    step->dose.sides = SIDES_EACH;
    step->dose.order = ORDER_ALTERNATE;
    step->dose.first = FIRST_RIGHT;
    step->dose.stop_if_pain = 3;
    add_swap(&fixture, "other-step", "clamshell");
    add_swap(&fixture, "bridge", "bridge-small");
    assert_outline(&fixture, "ready 5000 bridge/s1/right/ready\n"
                             "reps 10000 bridge/s1/right\n"
                             "change 5000 bridge/s1/right/change\n"
                             "reps 10000 bridge/s1/left\n"
                             "rest 30000 bridge/s1/left/rest\n"
                             "reps 10000 bridge/s2/right\n"
                             "change 5000 bridge/s2/right/change\n"
                             "reps 10000 bridge/s2/left\n");
    Timeline timeline = compile(&fixture);
    const Item *item = &timeline.items[0];
    assert_string_equal(item->step, "bridge");
    assert_string_equal(item->exercise, "bridge-small");
    assert_string_equal(item->name, "Small bridge");
    assert_string_equal(item->figure, "bridge-small");
    assert_string_equal(item->easier, "");
    assert_string_equal(item->cues.items[0], "Keep your hips still.");
    assert_int_equal(item->first_move, MOVE_UP);
    assert_int_equal(item->reps, 5);
    assert_int_equal(item->sets, 2);
    assert_int_equal(item->stop_if_pain, 3);
    timeline_deinit(&timeline);
}

static void test_timeline__a_swap_that_makes_no_sense_is_ignored(void **state)
{
    (void)state;
    static const Swap swaps[] = {{"bridge", "no-such-exercise"},
                                 {"bridge", "pause-exercise"},
                                 {"no-such-step", "clamshell"},
                                 {"pause", "clamshell"},
                                 {"after", "clamshell"}};
    Fixture fixture = fixture_new();
    fixture_add(&fixture, fixture_timed("bridge", STEP_HOLD, 10000));
    fixture_add(&fixture, fixture_rest("pause", 5000));
    fixture_add(&fixture, fixture_check("after", "Did it stay quiet?"));
    for (size_t i = 0; i < SF_COUNT(swaps); i++) {
        fixture.profile.swaps[0] = swaps[i];
        fixture.profile.swap_count = 1;
        assert_outline(&fixture, "ready 5000 bridge/s1/ready\n"
                                 "hold 10000 bridge/s1\n"
                                 "rest 5000 pause\n"
                                 "check ~10000 after\n");
    }
}

/* ---- limits ---------------------------------------------------------------------------------- */

static void assert_too_big(Node *nodes, int32_t count, const char *part_of_message)
{
    const Profile profile = profile_default();
    Timeline timeline;
    SfErrorInfo err = {{0}};
    assert_int_equal(fixture_compile_nodes(nodes, count, &profile, &timeline, &err), SF_E_TOOBIG);
    assert_non_null(strstr(err.text, part_of_message));
    assert_non_null(strstr(err.text, "evening"));
    assert_null(timeline.segments);
    assert_null(timeline.arena.first);
    assert_int_equal(timeline.segment_count, 0);
}

static void assert_compiles(Node *nodes, int32_t count, int32_t segments)
{
    const Profile profile = profile_default();
    Timeline timeline;
    assert_int_equal(fixture_compile_nodes(nodes, count, &profile, &timeline, NULL), SF_OK);
    assert_int_equal(timeline.segment_count, segments);
    timeline_deinit(&timeline);
}

/* A hold with nothing around it. */
static Node bare_hold(int32_t ms)
{
    Step step = fixture_timed("bridge", STEP_HOLD, ms);
    step.dose.rest_ms = 0;
    step.dose.ready_ms = 0;
    return fixture_node(step);
}

static void test_timeline__steps_are_limited_with_rounds_counted_out(void **state)
{
    (void)state;
    Node hold = bare_hold(1000);
    Node inner = fixture_group(20, &hold, 1);
    Node nodes[2] = {fixture_group(100, &inner, 1), bare_hold(1000)};
    nodes[1].step.id = "one-more";
    assert_compiles(nodes, 1, LIMIT_STEPS);
    assert_too_big(nodes, 2, "2000 steps");
}

static void test_timeline__huge_rounds_are_refused_without_counting_them(void **state)
{
    (void)state;
    Node chain[LIMIT_JSON_DEPTH];
    chain[0] = bare_hold(1000);
    for (int32_t i = 1; i < LIMIT_JSON_DEPTH; i++) {
        chain[i] = fixture_group(INT32_MAX, &chain[i - 1], 1);
    }
    assert_too_big(&chain[LIMIT_JSON_DEPTH - 1], 1, "2000 steps");
}

static void test_timeline__deep_groups_are_refused_and_empty_ones_do_nothing(void **state)
{
    (void)state;
    Node chain[LIMIT_JSON_DEPTH + 2];
    chain[0] = bare_hold(1000);
    for (int32_t i = 1; i < (int32_t)SF_COUNT(chain); i++) {
        chain[i] = fixture_group(1, &chain[i - 1], 1);
    }
    assert_compiles(&chain[LIMIT_JSON_DEPTH], 1, 1);
    assert_too_big(&chain[LIMIT_JSON_DEPTH + 1], 1, "nested");
    Node empty[LIMIT_JSON_DEPTH];
    empty[0] = fixture_group(100, NULL, 0);
    for (int32_t i = 1; i < LIMIT_JSON_DEPTH; i++) {
        empty[i] = fixture_group(100, &empty[i - 1], 1);
    }
    Node nodes[2] = {empty[LIMIT_JSON_DEPTH - 1], bare_hold(1000)};
    assert_compiles(nodes, 2, 1);
}

static void test_timeline__segments_are_limited(void **state)
{
    (void)state;
    Node hold = bare_hold(1000);
    hold.step.dose.sets = 10;
    Node nodes[2] = {fixture_group(LIMIT_STEPS - 1, &hold, 1), bare_hold(1000)};
    nodes[1].step.id = "last";
    nodes[1].step.dose.sets = 10;
    assert_compiles(nodes, 2, LIMIT_SEGMENTS);
    nodes[1].step.dose.sets = 11;
    assert_too_big(nodes, 2, "20000 parts");
    nodes[1].step.dose.sets = INT32_MAX;
    assert_too_big(nodes, 2, "20000 parts");
}

static void test_timeline__a_day_is_the_longest_routine(void **state)
{
    (void)state;
    Node nodes[2] = {bare_hold((int32_t)(LIMIT_TIMELINE_MS / 2)),
                     bare_hold((int32_t)(LIMIT_TIMELINE_MS / 2))};
    nodes[1].step.id = "second";
    assert_compiles(nodes, 2, 2);
    nodes[1].step.dose.seconds_ms++;
    assert_too_big(nodes, 2, "24 hours");
}

static void test_timeline__lengths_beyond_reason_do_not_overflow(void **state)
{
    (void)state;
    static const struct {
        int32_t reps;
        Tempo tempo;
    } cases[] = {
        {INT32_MAX, {INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX}},
        {INT32_MAX, {0, 0, 0, 0}},
        {1000, {600000, 600000, 600000, 600000}},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Node nodes[1] = {fixture_node(fixture_reps("clamshell", cases[i].reps, cases[i].tempo))};
        assert_too_big(nodes, 1, "longer than 24 hours");
    }
}

static void test_timeline__sounds_are_limited(void **state)
{
    (void)state;
    Node reps = fixture_node(fixture_reps("clamshell", 1000, (Tempo){1, 1, 1, 1}));
    reps.step.dose.rest_ms = 0;
    reps.step.dose.ready_ms = 0;
    Node nodes[1] = {fixture_group(49, &reps, 1)};
    assert_compiles(nodes, 1, 49);
    nodes[0].rounds = 51;
    assert_too_big(nodes, 1, "200000 sounds");
}

/* Doses the loader would refuse: the compiler stays sane. */
static void test_timeline__impossible_doses_do_no_harm(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    Step *step = fixture_add(&fixture, fixture_timed("bridge", STEP_HOLD, -1000));
    step->dose.sets = -3;
    step->dose.rest_ms = -1;
    step->dose.ready_ms = -1;
    fixture_add(&fixture, fixture_reps("clamshell", -1, (Tempo){-1, -1, -1, -1}))->dose.ready_ms =
        0;
    assert_outline(&fixture, "hold 0 bridge/s1\nreps ~3000 clamshell/s1\n");
}

/* ---- memory ---------------------------------------------------------------------------------- */

static void test_timeline__no_memory_leaves_nothing_behind(void **state)
{
    (void)state;
    Fixture fixture = two_sides(ORDER_ALTERNATE, 20000);
    fixture_add(&fixture, fixture_reps("mini-squat", 120, (Tempo){1000, 0, 1000, 0}));
    fixture_add(&fixture, fixture_check("after", "Did it stay quiet?"));
    /* Long texts, so that every kind of copy needs a block of its own at some time. */
    char text[2000];
    memset(text, 'x', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    const char *cues[40];
    for (size_t i = 0; i < SF_COUNT(cues); i++) {
        cues[i] = text;
    }
    fixture.nodes[0].step.cues = (TextList){.items = cues, .count = (int32_t)SF_COUNT(cues)};
    int32_t failures = 0;
    for (int64_t successes = 0;; successes++) {
        Timeline timeline;
        SfErrorInfo err = {{0}};
        sf_alloc_fail_after(successes);
        const SfError error = fixture_compile(&fixture, &timeline, &err);
        sf_alloc_fail_after(-1);
        if (error == SF_OK) {
            fixture_assert_sound(&timeline);
            timeline_deinit(&timeline);
            break;
        }
        failures++;
        assert_int_equal(error, SF_E_NOMEM);
        assert_string_equal(err.text, "out of memory");
        assert_null(timeline.arena.first);
        assert_null(timeline.segments);
        assert_int_equal(timeline.cue_count, 0);
    }
    assert_in_range(failures, 5, 1000);
}

/* ---- words ----------------------------------------------------------------------------------- */

static void test_timeline__kinds_say_what_earns_credit_and_what_runs_on(void **state)
{
    (void)state;
    static const struct {
        SegmentKind kind;
        const char *word;
        bool work;
        bool clock_bound;
    } cases[] = {
        {SEGMENT_READY, "ready", false, true}, {SEGMENT_HOLD, "hold", true, false},
        {SEGMENT_REPS, "reps", true, false},   {SEGMENT_TIME, "time", true, false},
        {SEGMENT_MAX, "max", true, false},     {SEGMENT_WALK, "walk", true, true},
        {SEGMENT_RUN, "run", true, true},      {SEGMENT_CHECK, "check", false, false},
        {SEGMENT_REST, "rest", false, true},   {SEGMENT_CHANGE, "change", false, true},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        assert_string_equal(segment_kind_words[cases[i].kind], cases[i].word);
        assert_true(segment_is_work(cases[i].kind) == cases[i].work);
        assert_true(segment_is_clock_bound(cases[i].kind) == cases[i].clock_bound);
    }
    assert_string_equal(cue_words[CUE_NAME], "name");
    assert_string_equal(cue_words[CUE_DONE], "done");
    assert_string_equal(cue_words[CUE_QUESTION], "question");
    assert_string_equal(tone_words[TONE_NONE], "none");
    assert_string_equal(tone_words[TONE_DONE], "done");
    assert_string_equal(tone_words[TONE_WALK], "walk");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_timeline__every_kind_of_step_has_its_segment),
        cmocka_unit_test(test_timeline__about_says_whether_a_person_decides_the_length),
        cmocka_unit_test(test_timeline__rests_stand_between_sets_and_never_at_the_end),
        cmocka_unit_test(test_timeline__rest_zero_shows_no_rest_at_all),
        cmocka_unit_test(test_timeline__rest_steps_stay_apart_and_go_at_the_end),
        cmocka_unit_test(test_timeline__a_question_comes_without_a_rest_before_it_at_the_end),
        cmocka_unit_test(test_timeline__nothing_but_rests_is_left_as_it_is),
        cmocka_unit_test(test_timeline__by_side_does_one_side_then_the_other),
        cmocka_unit_test(test_timeline__alternate_changes_within_a_set_and_rests_between),
        cmocka_unit_test(test_timeline__alternate_without_rest_changes_every_time),
        cmocka_unit_test(test_timeline__no_change_over_time_means_no_change_over),
        cmocka_unit_test(test_timeline__the_first_side_follows_the_profile),
        cmocka_unit_test(test_timeline__single_sides_are_one_run_of_sets),
        cmocka_unit_test(test_timeline__the_lead_in_from_settings_replaces_only_one_that_is_there),
        cmocka_unit_test(test_timeline__rounds_nest_and_name_their_segments),
        cmocka_unit_test(test_timeline__rest_steps_in_rounds_have_keys_of_their_own),
        cmocka_unit_test(test_timeline__keys_stay_when_lengths_and_words_change),
        cmocka_unit_test(test_timeline__find_knows_every_key_and_no_other),
        cmocka_unit_test(test_timeline__items_say_what_the_step_says),
        cmocka_unit_test(test_timeline__a_swap_plays_the_other_exercise_in_the_same_place),
        cmocka_unit_test(test_timeline__a_swap_that_makes_no_sense_is_ignored),
        cmocka_unit_test(test_timeline__steps_are_limited_with_rounds_counted_out),
        cmocka_unit_test(test_timeline__huge_rounds_are_refused_without_counting_them),
        cmocka_unit_test(test_timeline__deep_groups_are_refused_and_empty_ones_do_nothing),
        cmocka_unit_test(test_timeline__segments_are_limited),
        cmocka_unit_test(test_timeline__a_day_is_the_longest_routine),
        cmocka_unit_test(test_timeline__lengths_beyond_reason_do_not_overflow),
        cmocka_unit_test(test_timeline__sounds_are_limited),
        cmocka_unit_test(test_timeline__impossible_doses_do_no_harm),
        cmocka_unit_test(test_timeline__no_memory_leaves_nothing_behind),
        cmocka_unit_test(test_timeline__kinds_say_what_earns_credit_and_what_runs_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
