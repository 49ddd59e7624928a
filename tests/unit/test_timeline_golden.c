/* SPDX-License-Identifier: MIT */
/*
 * Whole timelines as people read them, against tests/golden/timeline/NAME.txt. A missing golden
 * fails. SUREFOOT_UPDATE_GOLDEN=1 writes them anew: read the difference before keeping it.
 */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "surefoot/journal.h"
#include "timeline_fixture.h"

#define PATH_BYTES 512

typedef struct GoldenCase {
    const char *name;
    void (*build)(Fixture *fixture);
} GoldenCase;

/* ---- comparing ------------------------------------------------------------------------------- */

static char *read_whole_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    size_t used = 0;
    size_t capacity = 65536;
    char *text = malloc(capacity);
    assert_non_null(text);
    for (size_t got = fread(text, 1, capacity - 1, file); got > 0;
         got = fread(text + used, 1, capacity - used - 1, file)) {
        used += got;
        capacity *= 2;
        text = realloc(text, capacity);
        assert_non_null(text);
    }
    text[used] = '\0';
    (void)fclose(file);
    return text;
}

static void write_golden(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* The first line that differs says more than two whole tables. */
static void fail_at_first_difference(const char *name, const char *expected, const char *got)
{
    int line = 1;
    size_t at = 0;
    size_t start = 0;
    for (; expected[at] != '\0' && expected[at] == got[at]; at++) {
        if (expected[at] == '\n') {
            line++;
            start = at + 1;
        }
    }
    fail_msg("%s.txt:%d\n golden: %.*s\n    now: %.*s", name, line,
             (int)strcspn(expected + start, "\n"), expected + start,
             (int)strcspn(got + start, "\n"), got + start);
}

static void compare(const char *name, const Timeline *timeline)
{
    fixture_assert_sound(timeline);
    char path[PATH_BYTES];
    assert_true(sf_format(path, sizeof(path), "%s/tests/golden/timeline/%s.txt",
                          SUREFOOT_SOURCE_DIR, name));
    char *got = NULL;
    assert_int_equal(timeline_to_text(timeline, &got), SF_OK);
    const char *update = getenv("SUREFOOT_UPDATE_GOLDEN");
    if (update != NULL && strcmp(update, "1") == 0) {
        write_golden(path, got);
    }
    char *expected = read_whole_file(path);
    if (expected == NULL) {
        fail_msg("%s is missing; SUREFOOT_UPDATE_GOLDEN=1 writes it", path);
    } else if (strcmp(expected, got) != 0) {
        fail_at_first_difference(name, expected, got);
    }
    free(expected);
    sf_free(got);
}

/* ---- small programs -------------------------------------------------------------------------- */

static const Tempo squat_tempo = {3000, 1000, 2000, 0};

static void build_hold(Fixture *fixture)
{
    fixture_add(fixture, fixture_timed("bridge", STEP_HOLD, 10000));
}

static void build_hold_both(Fixture *fixture)
{
    Step *step = fixture_add(fixture, fixture_timed("bridge", STEP_HOLD, 12500));
    step->dose.sides = SIDES_BOTH;
    step->dose.sets = 3;
}

static Step *add_each(Fixture *fixture, SideOrder order, SideFirst first)
{
    Step *step = fixture_add(fixture, fixture_timed("clamshell", STEP_HOLD, 10000));
    step->dose.sides = SIDES_EACH;
    step->dose.order = order;
    step->dose.first = first;
    step->dose.sets = 3;
    return step;
}

static void build_each_by_side(Fixture *fixture)
{
    (void)add_each(fixture, ORDER_BY_SIDE, FIRST_LEFT);
}

static void build_each_by_side_right(Fixture *fixture)
{
    (void)add_each(fixture, ORDER_BY_SIDE, FIRST_RIGHT);
}

static void build_each_alternate(Fixture *fixture)
{
    (void)add_each(fixture, ORDER_ALTERNATE, FIRST_LEFT);
}

static void build_each_alternate_worse(Fixture *fixture)
{
    (void)add_each(fixture, ORDER_ALTERNATE, FIRST_WORSE);
    fixture->profile.worse = SIDE_RIGHT;
}

static void build_each_by_side_not_last(Fixture *fixture)
{
    (void)add_each(fixture, ORDER_BY_SIDE, FIRST_NOT_LAST);
    fixture->profile.last_first = SIDE_LEFT;
}

static void build_each_alternate_no_rest(Fixture *fixture)
{
    add_each(fixture, ORDER_ALTERNATE, FIRST_LEFT)->dose.rest_ms = 0;
}

static void build_each_no_pause_at_all(Fixture *fixture)
{
    Step *step = add_each(fixture, ORDER_ALTERNATE, FIRST_LEFT);
    step->dose.rest_ms = 0;
    step->dose.switch_ms = 0;
    step->dose.ready_ms = 0;
}

static void build_right_only(Fixture *fixture)
{
    add_each(fixture, ORDER_BY_SIDE, FIRST_LEFT)->dose.sides = SIDES_RIGHT;
}

static void build_reps_paced_down(Fixture *fixture)
{
    Step *step = fixture_add(fixture, fixture_reps("mini-squat", 4, squat_tempo));
    step->dose.sets = 2;
    step->dose.ready_ms = 10000;
}

static void build_reps_paced_up(Fixture *fixture)
{
    const Tempo tempo = {2000, 0, 1500, 500};
    fixture_add(fixture, fixture_reps("clamshell", 3, tempo))->dose.sides = SIDES_LEFT;
}

static void build_reps_fast(Fixture *fixture)
{
    const Tempo tempo = {250, 0, 250, 0};
    fixture_add(fixture, fixture_reps("mini-squat", 3, tempo));
}

static void build_reps_own_pace(Fixture *fixture)
{
    Step *step = fixture_add(fixture, fixture_reps("clamshell", 10, (Tempo){0}));
    step->dose.sides = SIDES_EACH;
    step->dose.sets = 2;
}

static void build_time_long(Fixture *fixture)
{
    Step *step = fixture_add(fixture, fixture_timed("march", STEP_TIME, 120000));
    step->dose.sets = 2;
    step->dose.ready_ms = 15000;
}

static void build_max(Fixture *fixture)
{
    fixture_add(fixture, fixture_step("balance", STEP_MAX))->dose.sides = SIDES_EACH;
    fixture_add(fixture, fixture_timed("stand", STEP_MAX, 30000));
}

static void build_walk_run_rounds(Fixture *fixture)
{
    static const char *const ids[] = {"walk", "run"};
    for (int i = 0; i < 2; i++) {
        fixture->inner[i] =
            fixture_node(fixture_timed(ids[i], i == 0 ? STEP_WALK : STEP_RUN, 60000));
        fixture->inner[i].step.dose.ready_ms = 0;
        fixture->inner[i].step.dose.rest_ms = 0;
    }
    fixture_add(fixture, fixture_check("before", "Is the knee calm today?"));
    fixture->nodes[fixture->count++] = fixture_group(3, fixture->inner, 2);
    fixture_add(fixture, fixture_timed("walk-2", STEP_WALK, 300000))->say = "Walk slowly";
}

static void build_check_last(Fixture *fixture)
{
    build_hold(fixture);
    fixture_add(fixture, fixture_check("after", "Did the knee stay calm?"));
}

static void build_adjacent_rests(Fixture *fixture)
{
    build_hold(fixture);
    fixture_add(fixture, fixture_rest("drink", 60000))->say = "Time to drink.";
    fixture_add(fixture, fixture_reps("mini-squat", 2, squat_tempo))->dose.ready_ms = 0;
    fixture_add(fixture, fixture_rest("breathe", 10000));
}

static void build_rest_zero(Fixture *fixture)
{
    Step *step = fixture_add(fixture, fixture_timed("bridge", STEP_HOLD, 10000));
    step->dose.sets = 3;
    step->dose.rest_ms = 0;
    fixture_add(fixture, fixture_reps("mini-squat", 2, squat_tempo));
}

static void build_ready_zero(Fixture *fixture)
{
    Step *step = fixture_add(fixture, fixture_timed("bridge", STEP_HOLD, 20000));
    step->dose.ready_ms = 0;
    step->dose.rest_ms = 15000;
    Step *next = fixture_add(fixture, fixture_timed("clamshell", STEP_HOLD, 20000));
    next->dose.ready_ms = 0;
    next->dose.sides = SIDES_EACH;
}

static void build_nested_groups(Fixture *fixture)
{
    fixture->inner[0] = fixture_node(fixture_timed("bridge", STEP_HOLD, 5000));
    fixture->inner[0].step.dose.rest_ms = 5000;
    fixture->inner[1] = fixture_group(2, &fixture->inner[2], 2);
    fixture->inner[2] = fixture_node(fixture_reps("mini-squat", 2, squat_tempo));
    fixture->inner[2].step.dose.rest_ms = 5000;
    fixture->inner[3] = fixture_node(fixture_rest("pause", 6000));
    fixture->nodes[fixture->count++] = fixture_group(2, fixture->inner, 2);
}

static void build_swap(Fixture *fixture)
{
    add_each(fixture, ORDER_BY_SIDE, FIRST_LEFT)->dose.sets = 1;
    Step *step = fixture_add(fixture, fixture_timed("bridge", STEP_HOLD, 30000));
    step->dose.sets = 2;
    fixture->profile.swaps[0] = (Swap){"bridge", "bridge-small"};
    fixture->profile.swap_count = 1;
}

static void build_halfway_guard(Fixture *fixture)
{
    static const char *const ids[] = {"just-under", "just-enough", "not-wanted"};
    static const int32_t lengths[] = {19900, 20000, 20000};
    for (int i = 0; i < 3; i++) {
        Step *step = fixture_add(fixture, fixture_timed(ids[i], STEP_HOLD, lengths[i]));
        step->dose.halfway = i < 2;
        step->dose.rest_ms = 0;
    }
}

static void build_halfway_off(Fixture *fixture)
{
    build_halfway_guard(fixture);
    fixture->profile.halfway = false;
}

static void build_short_holds(Fixture *fixture)
{
    static const char *const ids[] = {"nine", "ten", "three", "half"};
    static const int32_t lengths[] = {9999, 10000, 3000, 500};
    static const int32_t readies[] = {3000, 2999, 1000, 400};
    for (int i = 0; i < 4; i++) {
        Step *step = fixture_add(fixture, fixture_timed(ids[i], STEP_HOLD, lengths[i]));
        step->dose.ready_ms = readies[i];
        step->dose.rest_ms = 3000 - i;
    }
}

static void build_long_names(Fixture *fixture)
{
    Step *step = add_each(fixture, ORDER_BY_SIDE, FIRST_LEFT);
    step->name = "Side-lying straight leg lift with the back against a wall and the toes pointing "
                 "a little to the floor";
    step->say = "Side-lying leg lift with your back against a wall";
    step->dose.sets = 2;
    step->dose.switch_ms = 2000;
}

static void build_settings_lead_in(Fixture *fixture)
{
    Step *step = fixture_add(fixture, fixture_reps("mini-squat", 3, squat_tempo));
    step->dose.sets = 3;
    fixture->profile.ready_ms = 15000;
}

/* Clips of known length: 80 ms a byte, and engine speech where there is none. */
static int32_t clip_ms(void *context, const char *text)
{
    (void)context;
    return strncmp(text, "Mini", 4) == 0 ? -1 : (int32_t)strlen(text) * 80;
}

static void build_clip_lengths(Fixture *fixture)
{
    Step *step = add_each(fixture, ORDER_BY_SIDE, FIRST_LEFT);
    step->dose.sets = 2;
    fixture_add(fixture, fixture_reps("mini-squat", 2, squat_tempo));
    fixture->profile.speech_ms = clip_ms;
}

static const GoldenCase golden_cases[] = {
    {"hold", build_hold},
    {"hold-both", build_hold_both},
    {"each-by-side", build_each_by_side},
    {"each-by-side-right", build_each_by_side_right},
    {"each-by-side-not-last", build_each_by_side_not_last},
    {"each-alternate", build_each_alternate},
    {"each-alternate-worse", build_each_alternate_worse},
    {"each-alternate-no-rest", build_each_alternate_no_rest},
    {"each-no-pause-at-all", build_each_no_pause_at_all},
    {"right-only", build_right_only},
    {"reps-paced-down", build_reps_paced_down},
    {"reps-paced-up", build_reps_paced_up},
    {"reps-fast", build_reps_fast},
    {"reps-own-pace", build_reps_own_pace},
    {"time-long", build_time_long},
    {"max", build_max},
    {"walk-run-rounds", build_walk_run_rounds},
    {"check-last", build_check_last},
    {"adjacent-rests", build_adjacent_rests},
    {"rest-zero", build_rest_zero},
    {"ready-zero", build_ready_zero},
    {"nested-groups", build_nested_groups},
    {"swap", build_swap},
    {"halfway-guard", build_halfway_guard},
    {"halfway-off", build_halfway_off},
    {"short-holds", build_short_holds},
    {"long-names", build_long_names},
    {"settings-lead-in", build_settings_lead_in},
    {"clip-lengths", build_clip_lengths},
};

static void test_timeline_golden__small_programs_are_as_they_were(void **state)
{
    (void)state;
    for (size_t i = 0; i < SF_COUNT(golden_cases); i++) {
        /* Groups point into the fixture, so it stays where it is. */
        Fixture fixture = fixture_new();
        golden_cases[i].build(&fixture);
        Timeline timeline;
        assert_int_equal(
            fixture_compile_nodes(fixture.nodes, fixture.count, &fixture.profile, &timeline, NULL),
            SF_OK);
        compare(golden_cases[i].name, &timeline);
        timeline_deinit(&timeline);
    }
}

/* ---- what we ship ---------------------------------------------------------------------------- */

static void test_timeline_golden__every_routine_we_ship_is_as_it_was(void **state)
{
    (void)state;
    static const char *const paths[] = {SUREFOOT_SOURCE_DIR "/assets/exercises",
                                        SUREFOOT_SOURCE_DIR "/assets/programs"};
    Library library;
    Faults faults = {0};
    assert_int_equal(library_load_paths(&library, paths, (int32_t)SF_COUNT(paths), &faults), SF_OK);
    assert_int_equal(faults.errors, 0);
    assert_true(library.program_count > 0);
    const Profile profile = profile_default();
    for (int32_t p = 0; p < library.program_count; p++) {
        const Program *program = library.programs[p];
        for (int32_t r = 0; r < program->routine_count; r++) {
            Timeline timeline;
            SfErrorInfo err = {{0}};
            assert_int_equal(timeline_compile(&timeline, &library, program, &program->routines[r],
                                              &profile, &err),
                             SF_OK);
            char name[200];
            assert_true(
                sf_format(name, sizeof(name), "ours-%s-%s", program->id, program->routines[r].id));
            compare(name, &timeline);
            timeline_deinit(&timeline);
        }
    }
    faults_deinit(&faults);
    library_deinit(&library);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_timeline_golden__small_programs_are_as_they_were),
        cmocka_unit_test(test_timeline_golden__every_routine_we_ship_is_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
