/* SPDX-License-Identifier: MIT */
/* The balance program, compiled: how it is set up, what it says, how it is journalled and played.
 */
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

static Library library;

static int load(void **state)
{
    static const char *const paths[] = {SUREFOOT_SOURCE_DIR "/assets/exercises",
                                        SUREFOOT_SOURCE_DIR "/assets/programs"};
    Faults faults = {0};
    (void)state;
    assert_int_equal(library_load_paths(&library, paths, 2, &faults), SF_OK);
    assert_int_equal(faults.errors, 0);
    faults_deinit(&faults);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    library_deinit(&library);
    return 0;
}

static Timeline compile(const char *path, const Profile *profile)
{
    const Program *program = NULL;
    const Routine *routine = NULL;
    Timeline timeline;
    SfErrorInfo err = {{0}};
    assert_int_equal(library_find(&library, path, &program, &routine, &err), SF_OK);
    if (timeline_compile(&timeline, &library, program, routine, profile, &err) != SF_OK) {
        fail_msg("%s: %s", path, err.text);
    }
    fixture_assert_sound(&timeline);
    return timeline;
}

static const char *const routines[] = {"balance/open", "balance/closed", "balance/brush",
                                       "balance/half-squat"};

/* ---- set-up ---------------------------------------------------------------------------------- */

static void test_stance__a_test_is_set_up_by_the_profile_and_nothing_else_is(void **state)
{
    (void)state;
    Profile profile = profile_default();
    profile.ready_ms = 3000;
    profile.stance = (StanceSetup){SURFACE_SOFT, STOP_SHELF, 60000, SIDES_RIGHT};
    Timeline timeline = compile("balance/open", &profile);
    assert_int_equal(timeline.mode, MODE_BALANCE);
    assert_int_equal(timeline.stance.surface, SURFACE_SOFT);
    assert_int_equal(timeline.segments[0].length_ms, 25000); /* time to set up stays */
    int32_t tries = 0;
    for (int32_t i = 0; i < timeline.segment_count; i++) {
        const Segment *segment = &timeline.segments[i];
        if (segment->kind == SEGMENT_MAX) {
            assert_int_equal(segment->length_ms, 60000);
            assert_int_equal(segment->side, SIDE_RIGHT);
            tries++;
        }
    }
    assert_int_equal(tries, 3);
    timeline_deinit(&timeline);
    timeline = compile("balance/brush", &profile);
    assert_int_equal(timeline.stance.cap_ms, 0);
    assert_int_equal(timeline.segments[0].length_ms, 3000);
    assert_int_equal(timeline.segments[1].length_ms, 30000);
    timeline_deinit(&timeline);
}

static void test_stance__the_other_leg_begins_next_time(void **state)
{
    (void)state;
    for (size_t i = 0; i < SF_COUNT(routines); i++) {
        Profile profile = profile_default();
        profile.last_first = SIDE_LEFT;
        Timeline timeline = compile(routines[i], &profile);
        assert_int_equal(timeline.segments[1].side, SIDE_RIGHT);
        timeline_deinit(&timeline);
        profile.last_first = SIDE_RIGHT;
        timeline = compile(routines[i], &profile);
        assert_int_equal(timeline.segments[1].side, SIDE_LEFT);
        timeline_deinit(&timeline);
    }
}

/* ---- what is said ---------------------------------------------------------------------------- */

static void test_stance__closed_eyes_hear_every_five_seconds(void **state)
{
    static const int32_t caps[] = {30000, 45000, 60000};
    static const char *const said[] = {"five",        "ten",    "fifteen",     "twenty",
                                       "twenty-five", "thirty", "thirty-five", "forty",
                                       "forty-five",  "fifty",  "fifty-five"};
    (void)state;
    for (size_t i = 0; i < SF_COUNT(caps); i++) {
        Profile profile = profile_default();
        profile.stance.cap_ms = caps[i];
        Timeline timeline = compile("balance/closed", &profile);
        for (int32_t s = 0; s < timeline.segment_count; s++) {
            const Segment *segment = &timeline.segments[s];
            int32_t times = 0;
            for (int32_t c = 0; c < segment->cue_count; c++) {
                const Cue *cue = &timeline.cues[segment->first_cue + c];
                if (cue->id == CUE_TIME) {
                    assert_int_equal(cue->at_ms, (times + 1) * 5000); /* on the dot */
                    assert_string_equal(cue->say, said[times]);
                    times++;
                }
            }
            assert_int_equal(times, segment->kind == SEGMENT_MAX ? caps[i] / 5000 - 1 : 0);
        }
        timeline_deinit(&timeline);
    }
}

static void test_stance__open_eyes_hear_nothing_meanwhile(void **state)
{
    (void)state;
    const Profile profile = profile_default();
    Timeline timeline = compile("balance/open", &profile);
    for (int32_t i = 0; i < timeline.cue_count; i++) {
        assert_int_not_equal(timeline.cues[i].id, CUE_TIME);
    }
    for (int32_t s = 0; s < timeline.segment_count; s++) { /* each has its start */
        if (timeline.segments[s].kind == SEGMENT_MAX) {
            assert_int_equal(fixture_cue_count(&timeline, s, CUE_START, CHANNEL_TONE), 1);
        }
    }
    timeline_deinit(&timeline);
}

/* ---- brushing -------------------------------------------------------------------------------- */

static void test_stance__brushing_is_two_minutes_without_a_gap(void **state)
{
    (void)state;
    const Profile profile = profile_default();
    Timeline timeline = compile("balance/brush", &profile);
    assert_int_equal(timeline.segment_count, 5);
    assert_int_equal(timeline.total_ms, timeline.segments[0].length_ms + 120000);
    assert_false(timeline.about);
    for (int32_t i = 1; i < 5; i++) {
        assert_int_equal(timeline.segments[i].length_ms, 30000);
        assert_int_equal(timeline.segments[i].side, i % 2 == 1 ? SIDE_LEFT : SIDE_RIGHT);
        const int32_t change = fixture_cue(&timeline, i, CUE_CHANGE, CHANNEL_TONE);
        const int32_t words = fixture_cue(&timeline, i, CUE_CHANGE, CHANNEL_VOICE);
        assert_true((change >= 0) == (i > 1));
        assert_true((words >= 0) == (i > 1));
        if (i > 1) {
            assert_int_equal(timeline.cues[change].at_ms, 0);
            assert_int_equal(timeline.cues[change].tone, TONE_CHANGE);
            assert_string_equal(timeline.cues[words].say, "Change legs.");
        }
        /* nothing else is said, and no end is heard before the last */
        assert_int_equal(fixture_cue(&timeline, i, CUE_END, CHANNEL_TONE), -1);
        assert_int_equal(fixture_cue(&timeline, i, CUE_SET, CHANNEL_VOICE), -1);
        assert_int_equal(fixture_cue(&timeline, i, CUE_LAST, CHANNEL_VOICE), -1);
        assert_int_equal(fixture_cue(&timeline, i, CUE_HALFWAY, CHANNEL_TONE), -1);
    }
    timeline_deinit(&timeline);
}

/* The phone locks, a call comes: the teeth are brushed all the same. */
static void test_stance__the_clock_of_brushing_runs_on(void **state)
{
    (void)state;
    const Profile profile = profile_default();
    Timeline timeline = compile("balance/brush", &profile);
    Player player;
    assert_int_equal(player_init(&player, &timeline), SF_OK);
    assert_int_equal(player_start(&player, 1000), SF_OK);
    int64_t now_ms = 1000;
    for (; now_ms < 1000 + 17000; now_ms += 500) {
        player_update(&player, now_ms);
    }
    player_update(&player, now_ms + 45000); /* over one change of legs */
    PlayerView view;
    player_view(&player, now_ms + 45000, &view);
    assert_int_equal(view.state, PLAYER_RUNNING);
    assert_string_equal(view.segment->key, "brush-stance/s1/right");
    player_update(&player, 1000 + timeline.total_ms - 1);
    assert_int_equal(player.state, PLAYER_RUNNING);
    player_update(&player, 1000 + timeline.total_ms);
    assert_int_equal(player.state, PLAYER_ENDED);
    assert_int_equal(player_tally(&player, -1).work_ms, 120000);
    player_deinit(&player);
    timeline_deinit(&timeline);
}

static void test_stance__the_half_squat_check_is_five_slow_ones_a_leg(void **state)
{
    (void)state;
    const Profile profile = profile_default();
    Timeline timeline = compile("balance/half-squat", &profile);
    assert_int_equal(timeline.mode, MODE_HALF_SQUAT);
    assert_int_equal(timeline.items[0].reps, SQUAT_REPS);
    assert_int_equal(timeline.items[0].tempo.down_ms, 2000);
    assert_int_equal(timeline.items[0].tempo.up_ms, 2000);
    assert_int_equal(timeline.items[0].first_move, MOVE_DOWN);
    assert_int_equal(timeline.items[0].stop_if_pain, 2);
    timeline_deinit(&timeline);
}

/* ---- the journal ----------------------------------------------------------------------------- */

static void test_stance__mode_and_set_up_are_journalled(void **state)
{
    (void)state;
    Profile profile = profile_default();
    profile.stance = (StanceSetup){SURFACE_SOFT, STOP_SENSOR, 30000, SIDES_LEFT};
    for (size_t i = 0; i < SF_COUNT(routines); i++) {
        Timeline timeline = compile(routines[i], &profile);
        Timeline back;
        char *json = NULL;
        char *again = NULL;
        SfErrorInfo err = {{0}};
        assert_int_equal(timeline_to_json(&timeline, &json), SF_OK);
        assert_int_equal(timeline_from_json(&back, json, strlen(json), &err), SF_OK);
        assert_int_equal(back.mode, timeline.mode);
        assert_memory_equal(&back.stance, &timeline.stance, sizeof(back.stance));
        assert_int_equal(back.items[0].stance, true);
        assert_int_equal(back.items[0].eyes, timeline.items[0].eyes);
        assert_int_equal(timeline_to_json(&back, &again), SF_OK);
        assert_string_equal(json, again);
        sf_free(json);
        sf_free(again);
        timeline_deinit(&back);
        timeline_deinit(&timeline);
    }
}

static void test_stance__a_journal_with_another_word_is_refused(void **state)
{
    static const char *const changes[][2] = {
        {"\"mode\":\"balance\"", "\"mode\":\"bal\""},
        {"\"surface\":\"firm\"", "\"surface\":\"\""},
        {"\"stop\":\"thumb\"", "\"stop\":null"},
        {"\"cap_ms\":0", "\"cap_ms\":-1"},
        {"\"sides\":\"none\"", "\"sides\":\"noon\""},
        {"\"stance\":\"open\"", "\"stance\":\"ajar\""},
        {"\"stance\":{", "\"stance\":3,\"x\":{"},
    };
    (void)state;
    const Profile profile = profile_default();
    Timeline timeline = compile("balance/open", &profile);
    char *json = NULL;
    assert_int_equal(timeline_to_json(&timeline, &json), SF_OK);
    const size_t size = strlen(json) + 64;
    char *text = sf_alloc(size);
    assert_non_null(text);
    for (size_t i = 0; i < SF_COUNT(changes); i++) {
        const char *at = strstr(json, changes[i][0]);
        assert_non_null(at);
        assert_true(sf_format(text, size, "%.*s%s%s", (int)(at - json), json, changes[i][1],
                              at + strlen(changes[i][0])));
        Timeline back;
        SfErrorInfo err = {{0}};
        assert_int_equal(timeline_from_json(&back, text, strlen(text), &err), SF_E_INPUT);
    }
    sf_free(text);
    sf_free(json);
    timeline_deinit(&timeline);
}

/* ---- the program ----------------------------------------------------------------------------- */

static void test_stance__the_program_is_no_program_to_follow(void **state)
{
    (void)state;
    const Program *program = library_program(&library, "balance");
    assert_int_equal(program->routine_count, SF_COUNT(routines));
    assert_false(program_is_followable(program));
    for (int32_t i = 0; i < library.program_count; i++) {
        const Program *other = library.programs[i];
        assert_true(other == program || program_is_followable(other));
    }
    for (int32_t i = 0; i < program->routine_count; i++) {
        assert_int_equal(program->routines[i].times_per_week, 0);
        assert_int_not_equal(program->routines[i].mode, MODE_EXERCISE);
        assert_true(program->routines[i].nodes[0].step.exercise->stance);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stance__a_test_is_set_up_by_the_profile_and_nothing_else_is),
        cmocka_unit_test(test_stance__the_other_leg_begins_next_time),
        cmocka_unit_test(test_stance__closed_eyes_hear_every_five_seconds),
        cmocka_unit_test(test_stance__open_eyes_hear_nothing_meanwhile),
        cmocka_unit_test(test_stance__brushing_is_two_minutes_without_a_gap),
        cmocka_unit_test(test_stance__the_clock_of_brushing_runs_on),
        cmocka_unit_test(test_stance__the_half_squat_check_is_five_slow_ones_a_leg),
        cmocka_unit_test(test_stance__mode_and_set_up_are_journalled),
        cmocka_unit_test(test_stance__a_journal_with_another_word_is_refused),
        cmocka_unit_test(test_stance__the_program_is_no_program_to_follow),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
