/* SPDX-License-Identifier: MIT */
/* Tries of a session: the real balance program, a real log, a virtual clock. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "facts_kit.h"
#include "session_kit.h"
#include "surefoot/balance.h"
#include "surefoot/sway.h"

#define READY_MS 25000 /* the lead-in of the test */
#define CHANGE_MS 20000
#define FRAME_MS 100 /* ten frames a second */

/* A person's own program with stances in a routine of exercise. */
static const char own[] =
    "{\"program\":1,\"id\":\"own\",\"title\":\"Own\",\"routines\":["
    "{\"id\":\"mixed\",\"title\":\"Mixed\",\"steps\":["
    "{\"exercise\":\"one-leg-stance\",\"seconds\":20,\"sets\":1,\"sides\":\"left\",\"ready_s\":0},"
    "{\"exercise\":\"seated-quad-hold\",\"kind\":\"max\",\"sides\":\"left\",\"sets\":1,"
    "\"ready_s\":0}]}]}";

/* Frames at ten a second. */
static void pass(SessionScene *scene, int64_t ms)
{
    const int64_t until = scene->headless.now_ms + ms;
    while (scene->headless.now_ms < until) {
        const int64_t left = until - scene->headless.now_ms;
        headless_advance(&scene->headless, left < FRAME_MS ? left : FRAME_MS);
        (void)session_frame(scene->session, scene->headless.now_ms);
    }
}

static int32_t tries_of(SessionScene *scene)
{
    History history = session_kit_history(scene);
    const int32_t count = history.try_count;
    history_deinit(&history);
    return count;
}

static TryFact last_try(SessionScene *scene)
{
    Fact fact;
    assert_true(session_last_try(scene->session, &fact));
    assert_int_equal(fact.kind, FACT_TRY);
    return fact.body.balance_try;
}

/* To the first try, then this long on one leg. */
static void stand(SessionScene *scene, int64_t ms)
{
    pass(scene, READY_MS + ms);
}

/* ---- what is written ------------------------------------------------------------------------- */

static void test_session_try__a_stop_counts_from_its_own_time(void **state)
{
    SessionScene *scene = *state;
    scene->profile.stance = (StanceSetup){.stop = STOP_SHELF, .surface = SURFACE_SOFT};
    session_kit_start(scene, "balance/open");
    stand(scene, 12400);
    const int64_t pressed_ms = scene->headless.now_ms - 63; /* between two frames */
    assert_int_equal(session_stop(scene->session, pressed_ms, STOP_SHELF, NULL), SF_OK);
    History history = session_kit_history(scene); /* at once, not at the end */
    assert_int_equal(history.try_count, 1);
    assert_int_equal(history.session_count, 0);
    const TryFact *fact = &history.tries[0].fact;
    assert_int_equal(fact->time_ms, 12400 - 63);
    assert_int_equal(fact->cap_ms, 45000);
    assert_int_equal(fact->leg, SIDE_LEFT);
    assert_int_equal(fact->eyes, EYES_OPEN);
    assert_int_equal(fact->surface, SURFACE_SOFT);
    assert_int_equal(fact->stop, STOP_SHELF);
    assert_int_equal(fact->place, TRY_IN_TEST);
    assert_int_equal(fact->end, TRY_UNSAID);
    assert_true(uuid_equal(fact->session, session_id(scene->session)));
    assert_int_equal(fact->sway, 0);
    history_deinit(&history);
}

static void test_session_try__the_cap_ends_a_try_by_itself(void **state)
{
    SessionScene *scene = *state;
    scene->profile.stance = (StanceSetup){.stop = STOP_THUMB, .cap_ms = 30000};
    session_kit_start(scene, "balance/open");
    stand(scene, 30100);
    const TryFact fact = last_try(scene);
    assert_int_equal(fact.time_ms, 30000);
    assert_int_equal(fact.cap_ms, 30000);
    assert_int_equal(fact.end, TRY_CAP);
    assert_int_equal(fact.stop, STOP_THUMB);
}

static void test_session_try__measures_come_with_the_stop_or_after_it(void **state)
{
    const SwayMeasures measures = {
        .rms_ap = 0.25, .rms_ml = 0.5, .rms = 0.559017, .jerk = 1e9, .path = 0};
    SessionScene *scene = *state;
    SfErrorInfo err = {0};
    session_kit_start(scene, "balance/open");
    stand(scene, 9000);
    assert_int_equal(session_stop(scene->session, scene->headless.now_ms, STOP_SENSOR, &measures),
                     SF_OK);
    TryFact fact = last_try(scene);
    assert_int_equal(fact.stop, STOP_SENSOR);
    assert_int_equal(fact.sway_ap, 250000);
    assert_int_equal(fact.sway_ml, 500000);
    assert_int_equal(fact.sway, 559017);
    assert_int_equal(fact.jerk, INT32_MAX);
    assert_int_equal(fact.path, 1); /* nothing is told from not measured */
    pass(scene, CHANGE_MS + 45100);
    assert_int_equal(last_try(scene).sway, 0);
    assert_int_equal(session_measure_try(scene->session, &measures, &err), SF_OK);
    fact = last_try(scene);
    assert_int_equal(fact.sway, 559017);
    assert_int_equal(fact.time_ms, 45000);
    assert_int_equal(tries_of(scene), 2);
}

static void test_session_try__a_whole_test_is_three_tries_a_leg(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "balance/open");
    pass(scene, 7 * 60 * 1000);
    assert_true(session_ended(scene->session) && session_logged(scene->session));
    History history = session_kit_history(scene);
    assert_int_equal(history.try_count, 6);
    assert_int_equal(history.session_count, 1);
    assert_int_equal(history.sessions[0].mode, MODE_BALANCE);
    assert_int_equal(history.sessions[0].local_min, 7 * 60 + 30);
    assert_false(streak_session_counts(&history.sessions[0]));
    for (int i = 0; i < 6; i++) {
        assert_int_equal(history.tries[i].fact.leg, i % 2 == 0 ? SIDE_LEFT : SIDE_RIGHT);
    }
    history_deinit(&history);
}

static void test_session_try__one_leg_alone_if_set_up_so(void **state)
{
    SessionScene *scene = *state;
    scene->profile.stance.sides = SIDES_RIGHT;
    session_kit_start(scene, "balance/closed");
    pass(scene, 5 * 60 * 1000);
    History history = session_kit_history(scene);
    assert_int_equal(history.try_count, 3);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(history.tries[i].fact.leg, SIDE_RIGHT);
        assert_int_equal(history.tries[i].fact.eyes, EYES_CLOSED);
    }
    history_deinit(&history);
}

/* ---- what is no try -------------------------------------------------------------------------- */

static void test_session_try__what_was_broken_off_is_no_try(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "balance/open");
    stand(scene, 8000);
    assert_int_equal(session_skip(scene->session), SF_OK);
    assert_int_equal(tries_of(scene), 0);
    pass(scene, CHANGE_MS + 4000);
    assert_int_equal(session_void(scene->session), SF_OK); /* a call came */
    pass(scene, 30000);
    assert_int_equal(session_resume(scene->session), SF_OK);
    pass(scene, PLAYER_COUNT_IN_MS + 7000);
    assert_int_equal(session_done(scene->session, scene->headless.now_ms), SF_OK);
    assert_int_equal(last_try(scene).time_ms, 7000); /* begun again, so whole */
    assert_int_equal(tries_of(scene), 1);
    pass(scene, CHANGE_MS + 5000);
    assert_int_equal(session_pause(scene->session), SF_OK);
    assert_int_equal(session_resume(scene->session), SF_OK);
    pass(scene, PLAYER_COUNT_IN_MS + 5000);
    assert_int_equal(session_done(scene->session, scene->headless.now_ms), SF_OK);
    assert_int_equal(tries_of(scene), 1); /* two pieces are not one stand */
}

static void test_session_try__a_second_go_is_a_try_of_its_own(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "balance/open");
    stand(scene, 20000);
    assert_int_equal(session_done(scene->session, scene->headless.now_ms), SF_OK);
    pass(scene, 1000);
    assert_int_equal(session_back(scene->session), SF_OK);
    pass(scene, PLAYER_COUNT_IN_MS + 6000);
    assert_int_equal(session_done(scene->session, scene->headless.now_ms), SF_OK);
    assert_int_equal(last_try(scene).time_ms, 6000); /* not the better one of before */
    assert_int_equal(tries_of(scene), 2);
    pass(scene, 1000);
    assert_int_equal(session_back(scene->session), SF_OK);
    pass(scene, PLAYER_COUNT_IN_MS + 2000);
    assert_int_equal(session_skip(scene->session), SF_OK);
    assert_int_equal(tries_of(scene), 2);
}

static void test_session_try__brushing_and_squats_have_no_tries(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "balance/brush");
    pass(scene, 130 * 1000);
    assert_true(session_logged(scene->session));
    session_destroy(scene->session);
    session_kit_start(scene, "balance/half-squat");
    pass(scene, 120 * 1000);
    assert_true(session_logged(scene->session));
    History history = session_kit_history(scene);
    assert_int_equal(history.try_count, 0);
    assert_int_equal(history.session_count, 2);
    assert_int_equal(history.sessions[0].mode, MODE_BRUSH);
    assert_int_equal(history.sessions[0].sets_done, 4);
    assert_int_equal(history.sessions[0].work_ms, 120000);
    assert_int_equal(history.sessions[1].mode, MODE_HALF_SQUAT);
    assert_int_equal(history.sessions[1].sets_done, 2);
    Brushing brushing;
    brushing_compute(&brushing, &history, history.sessions[0].day);
    assert_true(brushing.morning);
    history_deinit(&history);
}

/* ---- in a routine ---------------------------------------------------------------------------- */

static void test_session_try__a_stance_in_any_routine_is_logged_too(void **state)
{
    SessionScene *scene = *state;
    char folder[KIT_PATH_BYTES];
    char path[KIT_PATH_BYTES];
    kit_folder(folder);
    kit_join(path, folder, "own.surefoot.json");
    kit_write(path, own, sizeof(own) - 1);
    session_kit_load(scene, path);
    kit_remove(folder);
    scene->profile.stance = (StanceSetup){.stop = STOP_THUMB, .cap_ms = 60000}; /* of a test only */
    session_kit_start(scene, "own/mixed");
    pass(scene, 11000);
    assert_int_equal(session_done(scene->session, scene->headless.now_ms), SF_OK);
    const TryFact fact = last_try(scene);
    assert_int_equal(fact.place, TRY_IN_ROUTINE);
    assert_int_equal(fact.stop, STOP_SHELF);
    assert_int_equal(fact.time_ms, 11000);
    assert_int_equal(fact.cap_ms, 20000);
    pass(scene, 30000 + 5000); /* the rest, then a max hold that is no stance */
    assert_int_equal(session_done(scene->session, scene->headless.now_ms), SF_OK);
    pass(scene, 1000);
    assert_true(session_logged(scene->session));
    History history = session_kit_history(scene);
    assert_int_equal(history.try_count, 1);
    assert_int_equal(history.sessions[0].mode, MODE_EXERCISE);
    assert_true(streak_session_counts(&history.sessions[0]));
    history_deinit(&history);
}

/* ---- nothing is lost ------------------------------------------------------------------------- */

static void test_session_try__leaving_and_a_kill_take_nothing_away(void **state)
{
    SessionScene *scene = *state;
    SfErrorInfo err = {0};
    session_kit_start(scene, "balance/open");
    stand(scene, 15000);
    assert_int_equal(session_done(scene->session, scene->headless.now_ms), SF_OK);
    pass(scene, CHANGE_MS + 5000); /* in the second try */
    session_destroy(scene->session);
    const SessionPorts ports = session_kit_ports(scene);
    assert_int_equal(session_recover(&scene->session, &ports, &err), SF_OK);
    assert_int_equal(session_timeline(scene->session)->mode, MODE_BALANCE);
    assert_int_equal(last_try(scene).time_ms, 15000); /* still there to be corrected */
    assert_int_equal(session_resume(scene->session), SF_OK);
    pass(scene, PLAYER_COUNT_IN_MS + 4000);
    assert_int_equal(session_done(scene->session, scene->headless.now_ms), SF_OK);
    assert_int_equal(last_try(scene).time_ms, 4000);
    assert_int_equal(session_leave(scene->session), SF_OK);
    History history = session_kit_history(scene);
    assert_int_equal(history.try_count, 2);
    assert_int_equal(history.sessions[0].end, SESSION_LEFT);
    assert_true(uuid_equal(history.tries[0].fact.session, history.sessions[0].id));
    assert_true(uuid_equal(history.tries[1].fact.session, history.sessions[0].id));
    history_deinit(&history);
}

/* Stopped because it hurts, left at once, left in the middle: the streak of exercise is the same.
 */
static void test_session_try__stopping_a_test_harms_no_streak(void **state)
{
    SessionScene *scene = *state;
    Streak streaks[4];
    for (int i = 0; i < 4; i++) {
        if (i > 0) {
            session_kit_start(scene, "balance/open");
            stand(scene, i * 3000);
            assert_int_equal(i == 2 ? session_hurt(scene->session, HURT_STOP)
                                    : session_leave(scene->session),
                             SF_OK);
            session_destroy(scene->session);
        } else {
            session_kit_start(scene, "desk-knee/quad-hold");
            pass(scene, 5 * 60 * 1000);
            assert_true(session_logged(scene->session));
            session_destroy(scene->session);
        }
        scene->session = NULL;
        History history = session_kit_history(scene);
        const StreakInput input = {.history = &history, .today = history.sessions[0].day};
        assert_int_equal(history.session_count, i + 1);
        assert_int_equal(streak_compute(&streaks[i], &input), SF_OK);
        assert_int_equal(streaks[i].days, 1);
        assert_int_equal(streaks[i].grace_used, 0);
        assert_true(streaks[i].score == streaks[0].score);
        history_deinit(&history);
    }
}

/* ---- correcting ------------------------------------------------------------------------------ */

static void test_session_try__a_correction_takes_its_place(void **state)
{
    SessionScene *scene = *state;
    SfErrorInfo err = {0};
    Fact fact;
    session_kit_start(scene, "balance/open");
    assert_false(session_last_try(scene->session, &fact));
    assert_int_equal(session_discard_try(scene->session, &err), SF_E_STATE);
    stand(scene, 45100); /* held to the end, or so it seems */
    assert_true(session_last_try(scene->session, &fact));
    const Instant at = fact.at;
    fact.body.balance_try.time_ms = 31400;
    fact.body.balance_try.supported = true;
    fact.body.balance_try.leg = SIDE_RIGHT; /* is not taken */
    assert_int_equal(session_correct_try(scene->session, &fact, &err), SF_OK);
    assert_int_equal(last_try(scene).time_ms, 31400);
    assert_int_equal(last_try(scene).end, TRY_UNSAID); /* no longer the cap */
    fact.body.balance_try.end = TRY_HOP;
    assert_int_equal(session_correct_try(scene->session, &fact, &err), SF_OK);
    fact.body.balance_try.time_ms = 45001;
    assert_int_equal(session_correct_try(scene->session, &fact, &err), SF_E_INPUT);
    History history = session_kit_history(scene);
    assert_int_equal(history.try_count, 1);
    assert_int_equal(history.tries[0].fact.time_ms, 31400);
    assert_int_equal(history.tries[0].fact.end, TRY_HOP);
    assert_int_equal(history.tries[0].fact.leg, SIDE_LEFT);
    assert_int_equal(history.tries[0].utc_ms, at.utc_ms);
    assert_true(history.tries[0].fact.supported);
    history_deinit(&history);
    assert_int_equal(session_discard_try(scene->session, &err), SF_OK);
    assert_int_equal(tries_of(scene), 0);
    assert_false(session_last_try(scene->session, &fact));
}

static void test_session_try__what_could_not_be_written_is_written_later(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "balance/open");
    stand(scene, 5000);
    sf_alloc_fail_after(0);
    const SfError stopped = session_done(scene->session, scene->headless.now_ms);
    sf_alloc_fail_after(-1);
    assert_int_equal(stopped, SF_OK);
    assert_int_equal(last_try(scene).time_ms, 5000);
    assert_true(session_trouble(scene->session)[0] != '\0');
    assert_int_equal(tries_of(scene), 0);
    pass(scene, 1000);
    assert_int_equal(session_leave(scene->session), SF_OK);
    assert_true(session_logged(scene->session));
    assert_int_equal(tries_of(scene), 1);
}

static void test_session_try__without_a_log_it_is_there_to_be_seen(void **state)
{
    SessionScene *scene = *state;
    Store *store = scene->store;
    scene->store = NULL;
    session_kit_start(scene, "balance/open");
    stand(scene, 5000);
    assert_int_equal(session_done(scene->session, scene->headless.now_ms), SF_OK);
    assert_int_equal(last_try(scene).time_ms, 5000);
    scene->store = store;
    assert_int_equal(tries_of(scene), 0);
}

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(test_session_try__##name, session_kit_set_up,                  \
                                    session_kit_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_stop_counts_from_its_own_time),
        TEST(the_cap_ends_a_try_by_itself),
        TEST(measures_come_with_the_stop_or_after_it),
        TEST(a_whole_test_is_three_tries_a_leg),
        TEST(one_leg_alone_if_set_up_so),
        TEST(what_was_broken_off_is_no_try),
        TEST(a_second_go_is_a_try_of_its_own),
        TEST(brushing_and_squats_have_no_tries),
        TEST(a_stance_in_any_routine_is_logged_too),
        TEST(leaving_and_a_kill_take_nothing_away),
        TEST(stopping_a_test_harms_no_streak),
        TEST(a_correction_takes_its_place),
        TEST(what_could_not_be_written_is_written_later),
        TEST(without_a_log_it_is_there_to_be_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
