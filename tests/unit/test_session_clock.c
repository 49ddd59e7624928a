/* SPDX-License-Identifier: MIT */
/* The clock on the wall is put right in the middle of a session: what is saved is the time really
 * spent, and the log takes it, whatever the clock says. */
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
#include "surefoot/limits.h"
#include "surefoot/log.h"
#include "surefoot/memory.h"
#include "surefoot/transfer.h"

#define HOUR_MS (60LL * 60 * 1000)
#define DAY_MS (24 * HOUR_MS)
#define YEARS_50_MS (18262 * DAY_MS)
#define MOST_MS (10 * 60 * 1000) /* no routine here is longer */

/* From 2026-11-21T07:30+01:00, which is where a scene begins. */
typedef struct Leap {
    const char *name;
    int64_t by_ms;
    int32_t offset_min;
} Leap;

static const Leap leaps[] = {
    {"three hours on", 3 * HOUR_MS, 60},
    {"three hours back", -3 * HOUR_MS, 60},
    {"fifty years on", YEARS_50_MS, 60},
    {"fifty years back", -YEARS_50_MS, 60},
    {"1970", -20777 * DAY_MS - 7 * HOUR_MS, 0},
    {"before 1900", -3 * YEARS_50_MS, 0},
    {"long before the year 1", -60 * YEARS_50_MS, 0},
    {"beyond the year 9999", 200 * YEARS_50_MS, 60},
    {"a zone that cannot be", 0, 24 * 60},
    {"another zone that cannot be", DAY_MS, -24 * 60},
};

static void leap(SessionScene *scene, const Leap *to)
{
    const Platform *platform = &scene->headless.platform;
    Instant now = platform->wall(platform->context);
    now.utc_ms += to->by_ms;
    now.offset_min = to->offset_min;
    headless_set_wall(&scene->headless, now);
}

static bool take_session(void *context, const Fact *fact)
{
    if (fact->kind == FACT_SESSION) {
        *(Fact *)context = *fact;
    }
    return true;
}

static Fact saved_session(SessionScene *scene)
{
    Fact fact = {0};
    SfErrorInfo err = {0};
    assert_int_equal(store_each(scene->store, take_session, &fact, &err), SF_OK);
    assert_int_equal(fact.kind, FACT_SESSION);
    return fact;
}

/* The export is read back by an empty log, to the last record. */
static void assert_travels(SessionScene *scene)
{
    char *text = NULL;
    size_t size = 0;
    SfErrorInfo err = {0};
    Store *other = NULL;
    StoreOpened opened;
    const StoreOptions options = {.now = {.utc_ms = KIT_NOON_MS}};
    const Instant now = log_now(&scene->headless.platform);
    assert_int_equal(export_write(scene->store, now, &text, &size, &err), SF_OK);
    assert_int_equal(store_open(&other, &options, &opened, &err), SF_OK);
    const SourceFile file = {"export", text, size};
    ImportResult result = {0};
    Faults faults = {0};
    if (export_read(other, &file, &result, &faults, &err) != SF_OK) {
        fail_msg("%s\n%s", err.text, text);
    }
    assert_true(result.added > 0);
    assert_int_equal(faults.count, 0);
    faults_deinit(&faults);
    store_close(other);
    sf_free(text);
}

static void assert_spent(SessionScene *scene, int64_t expected_ms, const char *what)
{
    if (!session_logged(scene->session)) {
        fail_msg("%s: %s", what, session_trouble(scene->session));
    }
    const int64_t saved_ms = saved_session(scene).body.session.duration_ms;
    if (saved_ms != expected_ms) {
        fail_msg("%s: %lld ms are saved, %lld were spent", what, (long long)saved_ms,
                 (long long)expected_ms);
    }
    assert_travels(scene);
}

/* To the end, and by how much time. */
static int64_t pass_to_the_end(SessionScene *scene)
{
    const int64_t from_ms = scene->headless.now_ms;
    while (!session_ended(scene->session)) {
        assert_true(scene->headless.now_ms - from_ms < MOST_MS);
        session_kit_pass(scene, 250);
    }
    return scene->headless.now_ms - from_ms;
}

static void next_scene(void **state)
{
    session_kit_tear_down(state);
    session_kit_set_up(state);
}

static void kill_and_recover(SessionScene *scene)
{
    const SessionPorts ports = session_kit_ports(scene);
    SfErrorInfo err = {0};
    session_destroy(scene->session);
    if (session_recover(&scene->session, &ports, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
}

/* ---- every clock, everywhere ----------------------------------------------------------------- */

static void put_right_in(void **state, const char *routine, int64_t at_ms)
{
    for (size_t i = 0; i < SF_COUNT(leaps); i++) {
        next_scene(state);
        SessionScene *scene = *state;
        session_kit_start(scene, routine);
        session_kit_pass(scene, at_ms);
        leap(scene, &leaps[i]);
        session_kit_pass(scene, 5000);
        assert_int_equal(session_leave(scene->session), SF_OK);
        assert_spent(scene, at_ms + 5000, leaps[i].name);
    }
}

static void test_session_clock__put_right_in_a_routine(void **state)
{
    put_right_in(state, "desk-knee/quad-hold", 20000);
}

static void test_session_clock__put_right_in_a_try(void **state)
{
    for (size_t i = 0; i < SF_COUNT(leaps); i++) {
        next_scene(state);
        SessionScene *scene = *state;
        session_kit_start(scene, "balance/open");
        session_kit_pass(scene, 25000 + 8000);
        leap(scene, &leaps[i]);
        session_kit_pass(scene, 4000);
        assert_int_equal(session_stop(scene->session, scene->headless.now_ms, STOP_SHELF, NULL),
                         SF_OK);
        Fact attempt;
        assert_true(session_last_try(scene->session, &attempt));
        assert_int_equal(attempt.body.balance_try.time_ms, 12000);
        assert_int_equal(session_leave(scene->session), SF_OK);
        assert_spent(scene, 37000, leaps[i].name);
        History history = session_kit_history(scene);
        assert_int_equal(history.try_count, 1);
        history_deinit(&history);
    }
}

static void test_session_clock__put_right_while_brushing(void **state)
{
    put_right_in(state, "balance/brush", 50000);
}

static void test_session_clock__put_right_before_the_answers(void **state)
{
    for (size_t i = 0; i < SF_COUNT(leaps); i++) {
        next_scene(state);
        SessionScene *scene = *state;
        SfErrorInfo err = {0};
        session_kit_start(scene, "desk-knee/quad-hold");
        const int64_t spent_ms = pass_to_the_end(scene);
        leap(scene, &leaps[i]);
        const SessionAnswers answers = {
            .pain_left = 1, .pain_right = 2, .effort = EFFORT_EASY, .note = "late"};
        assert_int_equal(session_answer(scene->session, &answers, &err), SF_OK);
        assert_spent(scene, spent_ms, leaps[i].name);
    }
}

/* The time between a kill and going on is nobody's: no clock tells it for certain. */
static void test_session_clock__put_right_over_a_kill(void **state)
{
    for (size_t i = 0; i < SF_COUNT(leaps); i++) {
        next_scene(state);
        SessionScene *scene = *state;
        session_kit_start(scene, "desk-knee/quad-hold");
        session_kit_pass(scene, 20000);
        leap(scene, &leaps[i]);
        session_kit_pass(scene, 10000);
        session_save(scene->session);
        kill_and_recover(scene);
        headless_advance(&scene->headless, 9 * HOUR_MS);
        leap(scene, &(Leap){.by_ms = -leaps[i].by_ms, .offset_min = 60});
        assert_int_equal(session_resume(scene->session), SF_OK);
        const int64_t rest_ms = pass_to_the_end(scene);
        assert_spent(scene, 30000 + rest_ms, leaps[i].name);
    }
}

static void test_session_clock__finished_after_a_kill_is_what_was_done(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "desk-knee/quad-hold");
    session_kit_pass(scene, 40000);
    session_save(scene->session);
    kill_and_recover(scene);
    headless_advance(&scene->headless, 9 * HOUR_MS);
    assert_int_equal(session_leave(scene->session), SF_OK);
    assert_spent(scene, 40000, "finished after a kill");
}

/* ---- what counts as time --------------------------------------------------------------------- */

static void test_session_clock__a_pause_counts_a_gap_does_not(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "desk-knee/quad-hold");
    session_kit_pass(scene, 12000);
    assert_int_equal(session_pause(scene->session), SF_OK);
    session_kit_pass(scene, 60000);
    assert_int_equal(session_resume(scene->session), SF_OK);
    session_kit_pass(scene, 5000);
    headless_advance(&scene->headless, 2 * HOUR_MS); /* asleep: no frames */
    session_kit_pass(scene, 1);
    assert_int_equal(session_player(scene->session)->state, PLAYER_PAUSED);
    session_kit_pass(scene, 3000);
    assert_int_equal(session_leave(scene->session), SF_OK);
    assert_spent(scene, 12000 + 60000 + 5000 + 1 + 3000, "a pause and a gap");
}

static void test_session_clock__waiting_to_be_saved_is_no_time_of_it(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "desk-knee/quad-hold");
    session_kit_pass(scene, 20000);
    sf_alloc_fail_after(0); /* nothing can be written */
    const int64_t rest_ms = pass_to_the_end(scene);
    sf_alloc_fail_after(-1);
    assert_false(session_logged(scene->session));
    assert_true(session_trouble(scene->session)[0] != '\0');
    headless_advance(&scene->headless, 3 * HOUR_MS);
    assert_int_equal(session_log(scene->session), SF_OK);
    assert_spent(scene, 20000 + rest_ms, "saved hours later");
}

static void test_session_clock__ended_but_not_saved_is_found_ended(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "desk-knee/quad-hold");
    sf_alloc_fail_after(0);
    const int64_t spent_ms = pass_to_the_end(scene);
    sf_alloc_fail_after(-1);
    assert_false(session_logged(scene->session));
    session_save(scene->session);
    kill_and_recover(scene);
    assert_true(session_ended(scene->session));
    assert_false(session_logged(scene->session));
    headless_advance(&scene->headless, HOUR_MS);
    assert_int_equal(session_log(scene->session), SF_OK);
    assert_spent(scene, spent_ms, "found ended");
    assert_int_equal(saved_session(scene).body.session.end, SESSION_COMPLETE);
    assert_int_equal(saved_session(scene).body.session.sets_done, 6);
}

/* ---- what was measured is kept --------------------------------------------------------------- */

static const char own[] = "{\"program\":1,\"id\":\"own\",\"title\":\"Own\",\"routines\":["
                          "{\"id\":\"free\",\"title\":\"Free\",\"steps\":["
                          "{\"exercise\":\"bridge\",\"kind\":\"reps\",\"reps\":10,\"sets\":2,"
                          "\"tempo\":\"own\",\"ready_s\":0}]}]}";

static void test_session_clock__left_running_for_two_days(void **state)
{
    SessionScene *scene = *state;
    char folder[KIT_PATH_BYTES];
    char path[KIT_PATH_BYTES];
    kit_folder(folder);
    kit_join(path, folder, "own.surefoot.json");
    kit_write(path, own, sizeof(own) - 1);
    session_kit_load(scene, path);
    kit_remove(folder);
    session_kit_start(scene, "own/free");
    session_kit_pass(scene, 10);
    const Segment *segment =
        &session_timeline(scene->session)->segments[session_player(scene->session)->segment];
    assert_true(segment->kind == SEGMENT_REPS && segment->open);
    session_kit_pass(scene, 2 * DAY_MS);
    assert_int_equal(session_done(scene->session, scene->headless.now_ms), SF_OK);
    kill_and_recover(scene); /* its journal is read, too */
    assert_int_equal(session_leave(scene->session), SF_OK);
    assert_spent(scene, 10 + 2 * DAY_MS, "two days");
    assert_int_equal(saved_session(scene).body.session.work_ms, LIMIT_TIMELINE_MS);
    assert_int_equal(saved_session(scene).body.session.sets_done, 1);
}

static void test_session_clock__paused_for_two_years(void **state)
{
    SessionScene *scene = *state;
    session_kit_start(scene, "desk-knee/quad-hold");
    session_kit_pass(scene, 12000);
    assert_int_equal(session_pause(scene->session), SF_OK);
    headless_advance(&scene->headless, 731 * DAY_MS);
    session_save(scene->session);
    kill_and_recover(scene);
    assert_int_equal(session_leave(scene->session), SF_OK);
    assert_spent(scene, 366 * DAY_MS, "two years"); /* the most there is */
}

int main(void)
{
#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(test_session_clock__##name, session_kit_set_up,                \
                                    session_kit_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(put_right_in_a_routine),
        TEST(put_right_in_a_try),
        TEST(put_right_while_brushing),
        TEST(put_right_before_the_answers),
        TEST(put_right_over_a_kill),
        TEST(finished_after_a_kill_is_what_was_done),
        TEST(a_pause_counts_a_gap_does_not),
        TEST(waiting_to_be_saved_is_no_time_of_it),
        TEST(ended_but_not_saved_is_found_ended),
        TEST(left_running_for_two_days),
        TEST(paused_for_two_years),
    };
    return cmocka_run_group_tests_name("session_clock", tests, NULL, NULL);
}
