/* SPDX-License-Identifier: MIT */
/* What holds of every routine: random ones from a seeded generator, so that a failure repeats. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <string.h>

#include "surefoot/journal.h"
#include "timeline_fixture.h"

#define ROUTINES 400
#define NODES 32

/* xorshift64*: small, and the same everywhere. */
typedef struct Dice {
    uint64_t state;
} Dice;

static uint32_t roll(Dice *dice, uint32_t sides)
{
    dice->state ^= dice->state >> 12;
    dice->state ^= dice->state << 25;
    dice->state ^= dice->state >> 27;
    return (uint32_t)((dice->state * 2685821657736338717ULL) >> 33) % sides;
}

static int32_t one_of(Dice *dice, const int32_t *values, uint32_t count)
{
    return values[roll(dice, count)];
}

typedef struct Random {
    Dice dice;
    Node nodes[NODES];
    int32_t count; /**< of nodes in use */
    char ids[NODES][16];
    Profile profile;
} Random;

static Dose random_dose(Dice *dice, StepKind kind)
{
    static const int32_t pauses[] = {0, 0, 1, 999, 2999, 3000, 4000, 5000, 30000};
    static const int32_t lengths[] = {1, 250, 2999, 5000, 9999, 10000, 19999, 20000, 61000};
    static const int32_t phases[] = {0, 0, 1, 300, 1000, 2500};
    Dose dose = {.kind = kind, .halfway = roll(dice, 4) > 0, .stop_if_pain = 5};
    dose.seconds_ms = kind == STEP_MAX && roll(dice, 2) == 0
                          ? 0
                          : one_of(dice, lengths, (uint32_t)SF_COUNT(lengths));
    dose.reps = (int32_t)roll(dice, 12) + 1;
    dose.tempo.down_ms = one_of(dice, phases, (uint32_t)SF_COUNT(phases));
    dose.tempo.hold_ms = one_of(dice, phases, (uint32_t)SF_COUNT(phases));
    dose.tempo.up_ms = one_of(dice, phases, (uint32_t)SF_COUNT(phases));
    dose.tempo.pause_ms = one_of(dice, phases, (uint32_t)SF_COUNT(phases));
    dose.sets = (int32_t)roll(dice, 4) + 1;
    dose.sides = (Sides)roll(dice, 5);
    dose.order = (SideOrder)roll(dice, 2);
    dose.first = (SideFirst)roll(dice, 4);
    dose.switch_ms = one_of(dice, pauses, (uint32_t)SF_COUNT(pauses));
    dose.rest_ms = one_of(dice, pauses, (uint32_t)SF_COUNT(pauses));
    dose.ready_ms = one_of(dice, pauses, (uint32_t)SF_COUNT(pauses));
    return dose;
}

static Step random_step(Random *random, int32_t index)
{
    static const char *const says[] = {"Squat", "Side-lying leg lift", "A", "Stand tall!",
                                       "Kneeling hip-flexor stretch with one hand on the wall"};
    Dice *dice = &random->dice;
    const StepKind kind = (StepKind)roll(dice, STEP_REST + 1);
    (void)sf_format(random->ids[index], sizeof(random->ids[index]), "step-%d", (int)index);
    Step step = fixture_step("clamshell", kind);
    step.id = random->ids[index];
    step.say = says[roll(dice, (uint32_t)SF_COUNT(says))];
    step.cues.count = (int32_t)roll(dice, 2);
    step.text = kind == STEP_CHECK ? "Is the knee calm?" : NULL;
    step.dose = random_dose(dice, kind);
    return step;
}

/* Children of a group are taken from the end of the array; nodes of a level lie together. */
static void random_level(Random *random, int32_t from, int32_t count, int32_t depth)
{
    for (int32_t i = from; i < from + count; i++) {
        const int32_t room = NODES - random->count;
        const int32_t children = (int32_t)roll(&random->dice, 3) + 1;
        if (depth < 3 && room >= children && roll(&random->dice, 4) == 0) {
            const int32_t first = random->count;
            random->count += children;
            random_level(random, first, children, depth + 1);
            random->nodes[i] =
                fixture_group((int32_t)roll(&random->dice, 3) + 1, &random->nodes[first], children);
        } else {
            random->nodes[i] = fixture_node(random_step(random, i));
        }
    }
}

static int32_t random_length(void *context, const char *text)
{
    const int32_t *slowness = context;
    return *slowness == 0 ? -1 : (int32_t)strlen(text) * *slowness;
}

/* Returns how many nodes are on the first level. */
static int32_t make_random(Random *random, uint64_t seed, int32_t *slowness)
{
    *random = (Random){.dice = {seed * 0x9E3779B97F4A7C15ULL + 1}};
    Dice *dice = &random->dice;
    static const int32_t readies[] = {0, 0, 1000, 3000, 10000};
    random->profile = (Profile){.worse = (Side)roll(dice, 4),
                                .last_first = (Side)roll(dice, 4),
                                .ready_ms = one_of(dice, readies, (uint32_t)SF_COUNT(readies)),
                                .halfway = roll(dice, 4) > 0,
                                .speech_ms = random_length,
                                .speech_context = slowness};
    *slowness = (int32_t)roll(dice, 4) * 40;
    if (roll(dice, 3) == 0) {
        random->profile.swaps[0] = (Swap){"step-0", "bridge-small"};
        random->profile.swap_count = 1;
    }
    const int32_t first = (int32_t)roll(dice, 5) + 1;
    random->count = first;
    random_level(random, 0, first, 0);
    return first;
}

static Timeline compile_random(Random *random, int32_t first)
{
    Timeline timeline;
    assert_int_equal(fixture_compile_nodes(random->nodes, first, &random->profile, &timeline, NULL),
                     SF_OK);
    return timeline;
}

static void test_timeline_property__every_routine_is_sound(void **state)
{
    (void)state;
    int32_t segments = 0;
    for (uint64_t seed = 1; seed <= ROUTINES; seed++) {
        Random random;
        int32_t slowness = 0;
        const int32_t first = make_random(&random, seed, &slowness);
        Timeline timeline = compile_random(&random, first);
        fixture_assert_sound(&timeline);
        segments += timeline.segment_count;
        timeline_deinit(&timeline);
    }
    /* The generator does make routines worth the name. */
    assert_true(segments > ROUTINES * 10);
}

static void test_timeline_property__compiling_twice_gives_the_same_bytes(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= ROUTINES / 4; seed++) {
        Random random;
        int32_t slowness = 0;
        const int32_t first = make_random(&random, seed, &slowness);
        char *json[2] = {NULL, NULL};
        for (int i = 0; i < 2; i++) {
            Timeline timeline = compile_random(&random, first);
            assert_int_equal(timeline_to_json(&timeline, &json[i]), SF_OK);
            timeline_deinit(&timeline);
        }
        assert_string_equal(json[0], json[1]);
        sf_free(json[0]);
        sf_free(json[1]);
    }
}

static void test_timeline_property__json_there_and_back_is_the_same(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= ROUTINES / 4; seed++) {
        Random random;
        int32_t slowness = 0;
        const int32_t first = make_random(&random, seed, &slowness);
        Timeline timeline = compile_random(&random, first);
        char *json = NULL;
        assert_int_equal(timeline_to_json(&timeline, &json), SF_OK);
        timeline_deinit(&timeline);
        Timeline back;
        SfErrorInfo err = {{0}};
        const SfError error = timeline_from_json(&back, json, strlen(json), &err);
        assert_string_equal(err.text, "");
        assert_int_equal(error, SF_OK);
        fixture_assert_sound(&back);
        char *again = NULL;
        assert_int_equal(timeline_to_json(&back, &again), SF_OK);
        assert_string_equal(json, again);
        sf_free(json);
        sf_free(again);
        timeline_deinit(&back);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_timeline_property__every_routine_is_sound),
        cmocka_unit_test(test_timeline_property__compiling_twice_gives_the_same_bytes),
        cmocka_unit_test(test_timeline_property__json_there_and_back_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
