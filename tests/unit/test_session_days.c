/* SPDX-License-Identifier: MIT */
/* A session that goes on over a night: each day has a record with the sets that were done on it. */
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
#include "surefoot/log.h"
#include "surefoot/memory.h"
#include "surefoot/streak.h"
#include "surefoot/transfer.h"

#define MINUTE_MS (60LL * 1000)
#define HOUR_MS (60 * MINUTE_MS)
#define NIGHT_MS (10 * HOUR_MS)
#define EVENING "2026-11-21T22:00+01:00"
#define FIRST_SET_MS 19000
#define ROUTINE "desk-knee/quad-hold"
#define MANY 64

/* What the log has, without its texts. */
typedef struct Kept {
    Fact sessions[MANY];
    Fact sets[MANY];
    Fact answer; /* the last */
    int32_t session_count;
    int32_t set_count;
} Kept;

static bool take(void *context, const Fact *fact)
{
    Kept *kept = context;
    assert_true(kept->session_count < MANY && kept->set_count < MANY);
    if (fact->kind == FACT_SESSION) {
        kept->sessions[kept->session_count++] = *fact;
    } else if (fact->kind == FACT_SET) {
        kept->sets[kept->set_count++] = *fact;
    } else if (fact->kind == FACT_ANSWER) {
        kept->answer = *fact;
    }
    return true;
}

static Kept kept_in(Store *store)
{
    Kept kept = {0};
    SfErrorInfo err = {0};
    assert_int_equal(store_each(store, take, &kept, &err), SF_OK);
    return kept;
}

static void set_wall(SessionScene *scene, const char *text)
{
    Instant now;
    SfErrorInfo err = {0};
    assert_int_equal(calendar_parse_instant(&now, text, &err), SF_OK);
    headless_set_wall(&scene->headless, now);
}

static void start_at(SessionScene *scene, const char *routine, const char *when)
{
    set_wall(scene, when);
    session_kit_start(scene, routine);
}

static void pass_to_the_end(SessionScene *scene)
{
    for (int i = 0; i < 4000 && !session_ended(scene->session); i++) {
        session_kit_pass(scene, 250);
    }
    assert_true(session_ended(scene->session));
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

static void sleep_paused(SessionScene *scene)
{
    assert_int_equal(session_pause(scene->session), SF_OK);
    headless_advance(&scene->headless, NIGHT_MS);
    assert_int_equal(session_resume(scene->session), SF_OK);
}

static int64_t spent(const Kept *kept)
{
    int64_t spent_ms = 0;
    for (int32_t i = 0; i < kept->session_count; i++) {
        spent_ms += kept->sessions[i].body.session.duration_ms;
    }
    return spent_ms;
}

/* One hold is done, and no second one has begun. */
static void start_in_the_evening(SessionScene *scene)
{
    start_at(scene, ROUTINE, EVENING);
    session_kit_pass(scene, FIRST_SET_MS);
}

static void train_over_a_night(SessionScene *scene)
{
    start_in_the_evening(scene);
    sleep_paused(scene);
    pass_to_the_end(scene);
}

static void assert_day(const Kept *kept, int32_t record, Day day, int32_t whole, SessionEnd end)
{
    assert_true(record < kept->session_count);
    const Fact *session = &kept->sessions[record];
    int64_t work_ms = 0;
    int32_t done = 0;
    assert_int_equal(session->day, day);
    assert_int_equal(calendar_day_of(session->at, CALENDAR_DAY_START_MIN), day);
    assert_int_equal(session->body.session.sets_done, whole);
    assert_int_equal(session->body.session.sets_planned, 6);
    assert_int_equal(session->body.session.end, end);
    for (int32_t i = 0; i < kept->set_count; i++) {
        if (uuid_equal(kept->sets[i].body.set.session, session->id)) {
            assert_int_equal(kept->sets[i].day, day);
            work_ms += kept->sets[i].body.set.done_ms;
            done += kept->sets[i].body.set.outcome == OUTCOME_DONE ? 1 : 0;
        }
    }
    assert_int_equal(session->body.session.work_ms, work_ms);
    assert_int_equal(done, whole);
}

/* One set on the evening of KIT_DAY, five on the morning after. */
static Kept assert_one_and_five(SessionScene *scene)
{
    assert_true(session_logged(scene->session));
    const Kept kept = kept_in(scene->store);
    Day first = 0;
    assert_int_equal(session_days(scene->session, &first), 2);
    assert_int_equal(first, KIT_DAY);
    assert_int_equal(kept.session_count, 2);
    assert_int_equal(kept.set_count, 6);
    assert_day(&kept, 0, KIT_DAY, 1, SESSION_LEFT);
    assert_day(&kept, 1, KIT_DAY + 1, 5, SESSION_COMPLETE);
    assert_true(uuid_equal(kept.sessions[0].id, session_id(scene->session)));
    assert_false(uuid_equal(kept.sessions[1].id, session_id(scene->session)));
    return kept;
}

/* All six in one record of KIT_DAY. */
static void assert_whole_evening(SessionScene *scene)
{
    const Kept kept = kept_in(scene->store);
    assert_int_equal(kept.session_count, 1);
    assert_day(&kept, 0, KIT_DAY, 6, SESSION_COMPLETE);
}

/* ---- the ways to spend a night --------------------------------------------------------------- */

static void test_session_days__paused_over_a_night(void **state)
{
    SessionScene *scene = *state;
    start_at(scene, ROUTINE, EVENING);
    const int64_t from_ms = scene->headless.now_ms;
    session_kit_pass(scene, FIRST_SET_MS);
    sleep_paused(scene);
    pass_to_the_end(scene);
    const Kept kept = assert_one_and_five(scene);
    const int64_t evening_ms = kept.sessions[0].body.session.duration_ms;
    const int64_t morning_ms = kept.sessions[1].body.session.duration_ms;
    assert_in_range(evening_ms, 10000, FIRST_SET_MS);
    assert_int_equal(evening_ms + morning_ms, scene->headless.now_ms - from_ms);
}

static void test_session_days__asleep_over_a_night(void **state)
{
    SessionScene *scene = *state;
    start_at(scene, ROUTINE, EVENING);
    const int64_t from_ms = scene->headless.now_ms;
    session_kit_pass(scene, FIRST_SET_MS + 3000); /* in the middle of the second */
    headless_advance(&scene->headless, NIGHT_MS);
    session_kit_pass(scene, 1);
    assert_int_equal(session_player(scene->session)->state, PLAYER_PAUSED);
    assert_int_equal(session_resume(scene->session), SF_OK);
    pass_to_the_end(scene);
    const Kept kept = assert_one_and_five(scene);
    assert_int_equal(spent(&kept), scene->headless.now_ms - from_ms - NIGHT_MS);
}

static void test_session_days__killed_over_a_night(void **state)
{
    SessionScene *scene = *state;
    start_at(scene, ROUTINE, EVENING);
    const int64_t from_ms = scene->headless.now_ms;
    session_kit_pass(scene, FIRST_SET_MS);
    session_save(scene->session);
    headless_advance(&scene->headless, NIGHT_MS);
    kill_and_recover(scene);
    headless_advance(&scene->headless, MINUTE_MS);
    assert_int_equal(session_resume(scene->session), SF_OK);
    session_kit_pass(scene, 20000);
    session_save(scene->session);
    kill_and_recover(scene); /* once more, the same morning */
    assert_int_equal(session_resume(scene->session), SF_OK);
    pass_to_the_end(scene);
    const Kept kept = assert_one_and_five(scene);
    assert_int_equal(spent(&kept), scene->headless.now_ms - from_ms - NIGHT_MS - MINUTE_MS);
    assert_in_range(kept.sessions[0].body.session.duration_ms, 10000, FIRST_SET_MS);
}

/* Days begin at three, also in the middle of a routine. */
static void test_session_days__three_o_clock_passes(void **state)
{
    SessionScene *scene = *state;
    start_at(scene, ROUTINE, "2026-11-22T02:59:40+01:00");
    session_kit_pass(scene, FIRST_SET_MS);
    pass_to_the_end(scene);
    (void)assert_one_and_five(scene);
}

static void test_session_days__midnight_is_no_border(void **state)
{
    SessionScene *scene = *state;
    start_at(scene, ROUTINE, "2026-11-21T23:59:40+01:00");
    pass_to_the_end(scene);
    assert_whole_evening(scene);
}

static void test_session_days__two_nights_are_three_days(void **state)
{
    SessionScene *scene = *state;
    start_in_the_evening(scene);
    sleep_paused(scene);
    session_kit_pass(scene, FIRST_SET_MS);
    headless_advance(&scene->headless, 14 * HOUR_MS);
    session_kit_pass(scene, 1);
    assert_int_equal(session_resume(scene->session), SF_OK);
    session_kit_pass(scene, FIRST_SET_MS);
    sleep_paused(scene);
    pass_to_the_end(scene);
    const Kept kept = kept_in(scene->store);
    assert_int_equal(kept.session_count, 3);
    int32_t whole = 0;
    for (int32_t i = 0; i < 3; i++) {
        assert_int_equal(kept.sessions[i].day, KIT_DAY + i);
        assert_true(kept.sessions[i].body.session.sets_done > 0);
        whole += kept.sessions[i].body.session.sets_done;
        assert_int_equal(kept.sessions[i].body.session.end,
                         i < 2 ? SESSION_LEFT : SESSION_COMPLETE);
    }
    assert_int_equal(whole, 6);
    assert_int_equal(kept.set_count, 6);
}

/* ---- a day with nothing done ----------------------------------------------------------------- */

static void assert_evening_alone(SessionScene *scene, SessionEnd end)
{
    const Kept kept = kept_in(scene->store);
    Day first = 0;
    assert_int_equal(session_days(scene->session, &first), 1);
    assert_int_equal(first, KIT_DAY);
    assert_int_equal(kept.session_count, 1);
    assert_day(&kept, 0, KIT_DAY, 1, end);
    for (int32_t i = 0; i < kept.set_count; i++) {
        assert_true(uuid_equal(kept.sets[i].body.set.session, kept.sessions[0].id));
    }
}

static void test_session_days__left_in_the_morning_belongs_to_the_evening(void **state)
{
    SessionScene *scene = *state;
    start_at(scene, ROUTINE, EVENING);
    session_kit_pass(scene, FIRST_SET_MS + 5000); /* into the second */
    assert_int_equal(session_pause(scene->session), SF_OK);
    headless_advance(&scene->headless, NIGHT_MS);
    assert_int_equal(session_leave(scene->session), SF_OK);
    assert_evening_alone(scene, SESSION_LEFT);
}

static void test_session_days__killed_and_finished_belongs_to_the_evening(void **state)
{
    SessionScene *scene = *state;
    start_at(scene, ROUTINE, EVENING);
    session_kit_pass(scene, FIRST_SET_MS + 5000);
    session_save(scene->session);
    headless_advance(&scene->headless, NIGHT_MS);
    kill_and_recover(scene);
    assert_int_equal(session_leave(scene->session), SF_OK);
    assert_evening_alone(scene, SESSION_LEFT);
}

static void test_session_days__skipped_in_the_morning_belongs_to_the_evening(void **state)
{
    SessionScene *scene = *state;
    start_in_the_evening(scene);
    sleep_paused(scene);
    for (int i = 0; i < 40 && !session_ended(scene->session); i++) {
        assert_int_equal(session_skip(scene->session), SF_OK);
    }
    assert_evening_alone(scene, SESSION_COMPLETE);
}

/* Stopping because it hurts is what the plan says: the morning has done that, and keeps it. */
static void test_session_days__hurt_in_the_morning_is_of_the_morning(void **state)
{
    SessionScene *scene = *state;
    start_in_the_evening(scene);
    sleep_paused(scene);
    session_kit_pass(scene, 5000);
    assert_int_equal(session_hurt(scene->session, HURT_STOP), SF_OK);
    const Kept kept = kept_in(scene->store);
    assert_int_equal(kept.session_count, 2);
    assert_int_equal(kept.sessions[0].day, KIT_DAY);
    assert_int_equal(kept.sessions[0].body.session.end, SESSION_LEFT);
    assert_int_equal(kept.sessions[1].day, KIT_DAY + 1);
    assert_int_equal(kept.sessions[1].body.session.end, SESSION_HURT);
    assert_true(uuid_equal(kept.answer.body.answer.session, kept.sessions[1].id));
}

/* Part of a set in the evening is no day of training; what is done in the morning is. */
static void test_session_days__a_set_counts_when_it_is_whole(void **state)
{
    SessionScene *scene = *state;
    start_at(scene, ROUTINE, EVENING);
    session_kit_pass(scene, 5000 + 6000);
    sleep_paused(scene);
    pass_to_the_end(scene);
    const Kept kept = kept_in(scene->store);
    Day first = 0;
    assert_int_equal(session_days(scene->session, &first), 1);
    assert_int_equal(first, KIT_DAY + 1);
    assert_int_equal(kept.session_count, 1);
    assert_day(&kept, 0, KIT_DAY + 1, 6, SESSION_COMPLETE);
}

static void test_session_days__played_again_stays_on_its_day(void **state)
{
    SessionScene *scene = *state;
    start_in_the_evening(scene);
    sleep_paused(scene);
    assert_int_equal(session_back(scene->session), SF_OK);
    session_kit_pass(scene, PLAYER_COUNT_IN_MS);
    assert_int_equal(session_adjust(scene->session, PLAYER_ADJUST_MS), SF_OK); /* and longer */
    pass_to_the_end(scene);
    (void)assert_one_and_five(scene);
}

static void test_session_days__nothing_done_is_one_record_of_its_start(void **state)
{
    SessionScene *scene = *state;
    start_at(scene, ROUTINE, EVENING);
    session_kit_pass(scene, 2000);
    sleep_paused(scene);
    assert_int_equal(session_leave(scene->session), SF_OK);
    const Kept kept = kept_in(scene->store);
    Day first = 0;
    assert_int_equal(session_days(scene->session, &first), 0);
    assert_int_equal(kept.session_count, 1);
    assert_day(&kept, 0, KIT_DAY, 0, SESSION_LEFT);
}

/* ---- clocks ---------------------------------------------------------------------------------- */

static void test_session_days__a_clock_put_right_moves_no_set(void **state)
{
    static const char *const clocks[] = {"2026-11-22T09:00+01:00", "2026-11-19T09:00+01:00",
                                         "1970-01-01T00:00+00:00", "2076-11-21T09:00+01:00"};
    for (size_t i = 0; i < SF_COUNT(clocks); i++) {
        SessionScene *scene = *state;
        start_at(scene, ROUTINE, EVENING);
        session_kit_pass(scene, FIRST_SET_MS);
        set_wall(scene, clocks[i]);
        assert_int_equal(session_pause(scene->session), SF_OK);
        session_kit_pass(scene, 5000);
        assert_int_equal(session_resume(scene->session), SF_OK);
        pass_to_the_end(scene);
        assert_whole_evening(scene);
        session_kit_tear_down(state);
        session_kit_set_up(state);
    }
}

static void test_session_days__a_clock_put_back_over_a_kill_keeps_the_day(void **state)
{
    SessionScene *scene = *state;
    start_in_the_evening(scene);
    session_save(scene->session);
    kill_and_recover(scene);
    set_wall(scene, "2026-11-19T09:00+01:00");
    assert_int_equal(session_resume(scene->session), SF_OK);
    pass_to_the_end(scene);
    assert_whole_evening(scene);
}

/* ---- what is written ------------------------------------------------------------------------- */

/* Takes a member with a number out of the text, wherever it is. */
static void without(char *text, const char *member)
{
    char *at = strstr(text, member);
    while (at != NULL) {
        const size_t size = strlen(member) + strspn(at + strlen(member), "-0123456789");
        memmove(at, at + size, strlen(at + size) + 1);
        at = strstr(text, member);
    }
}

/* Its sets were done at its start, as far as is known; what follows has its own day. */
static void test_session_days__a_journal_of_before_is_gone_on_with(void **state)
{
    SessionScene *scene = *state;
    SfErrorInfo err = {0};
    char *text = NULL;
    start_in_the_evening(scene);
    session_save(scene->session);
    assert_int_equal(store_journal_get(scene->store, JOURNAL_STATE, &text, &err), SF_OK);
    char *credits = strstr(text, "\"credits\"");
    assert_non_null(credits);
    assert_non_null(strstr(credits, ",\"at_ms\":"));
    without(text, ",\"at_ms\":");
    without(credits, ",\"spent_ms\":");
    without(text, "\"worked_ms\":");
    char *hole = strstr(text, "\n,"); /* that member had a line of its own */
    assert_non_null(hole);
    memmove(hole, hole + 2, strlen(hole + 2) + 1);
    assert_int_equal(store_begin(scene->store, &err), SF_OK);
    assert_int_equal(store_journal_put(scene->store, JOURNAL_STATE, text, &err), SF_OK);
    assert_int_equal(store_commit(scene->store, NULL, &err), SF_OK);
    sf_free(text);
    headless_advance(&scene->headless, NIGHT_MS);
    kill_and_recover(scene);
    assert_int_equal(session_resume(scene->session), SF_OK);
    pass_to_the_end(scene);
    (void)assert_one_and_five(scene);
}

/* Ends in the morning, with no memory to save it. */
static void end_unsaved(SessionScene *scene)
{
    start_in_the_evening(scene);
    sleep_paused(scene);
    sf_alloc_fail_after(0);
    pass_to_the_end(scene);
    sf_alloc_fail_after(-1);
}

static void test_session_days__a_failed_save_is_retried_without_doubles(void **state)
{
    SessionScene *scene = *state;
    end_unsaved(scene);
    assert_false(session_logged(scene->session));
    assert_int_equal(kept_in(scene->store).session_count, 0);
    for (int64_t n = 0; n < 20 && !session_logged(scene->session); n++) {
        sf_alloc_fail_after(n);
        (void)session_log(scene->session);
        sf_alloc_fail_after(-1);
    }
    assert_int_equal(session_log(scene->session), SF_OK);
    (void)assert_one_and_five(scene);
}

/* Ended, not saved, killed: the next start saves the same records. */
static void test_session_days__a_failed_save_is_found_with_its_days(void **state)
{
    SessionScene *scene = *state;
    end_unsaved(scene);
    session_save(scene->session);
    headless_advance(&scene->headless, 3 * 24 * HOUR_MS);
    kill_and_recover(scene);
    assert_true(session_ended(scene->session));
    assert_int_equal(session_log(scene->session), SF_OK);
    (void)assert_one_and_five(scene);
}

static void test_session_days__answers_are_of_the_last_day(void **state)
{
    SessionScene *scene = *state;
    SfErrorInfo err = {0};
    train_over_a_night(scene);
    const SessionAnswers answers = {
        .pain_left = 2, .pain_right = -1, .effort = EFFORT_HARD, .note = "slept well"};
    assert_int_equal(session_answer(scene->session, &answers, &err), SF_OK);
    History history = session_kit_history(scene);
    assert_int_equal(history.session_count, 2);
    assert_int_equal(history.pain_count, 1);
    assert_int_equal(history.pains[0].day, KIT_DAY + 1);
    assert_int_equal(history.sessions[0].sets_done, 1);
    assert_int_equal(history.sessions[1].sets_done, 5);
    history_deinit(&history);
}

/* Read back by an empty log, the fold over both is the same: two days kept. */
static void test_session_days__travels_and_folds_equal(void **state)
{
    SessionScene *scene = *state;
    SfErrorInfo err = {0};
    char *text = NULL;
    size_t size = 0;
    train_over_a_night(scene);
    const Instant now = log_now(&scene->headless.platform);
    assert_int_equal(export_write(scene->store, now, &text, &size, &err), SF_OK);
    Store *other = NULL;
    StoreOpened opened;
    assert_int_equal(store_open(&other, &(StoreOptions){.now = now}, &opened, &err), SF_OK);
    const SourceFile file = {"export", text, size};
    ImportResult result = {0};
    Faults faults = {0};
    assert_int_equal(export_read(other, &file, &result, &faults, &err), SF_OK);
    Store *const stores[] = {scene->store, other};
    for (size_t i = 0; i < SF_COUNT(stores); i++) {
        History history = {0};
        Streak streak;
        assert_int_equal(store_history(stores[i], &history, &err), SF_OK);
        const StreakInput input = {.history = &history, .today = KIT_DAY + 1};
        assert_int_equal(streak_compute(&streak, &input), SF_OK);
        assert_int_equal(history.session_count, 2);
        assert_int_equal(streak.days, 2);
        history_deinit(&history);
    }
    faults_deinit(&faults);
    store_close(other);
    sf_free(text);
}

/* One day's record is taken back, the other stays. */
static void test_session_days__a_day_is_taken_back_by_itself(void **state)
{
    SessionScene *scene = *state;
    SfErrorInfo err = {0};
    train_over_a_night(scene);
    const Kept kept = assert_one_and_five(scene);
    Fact gone = log_fact(&scene->headless.platform, scene->store, FACT_SESSION);
    gone.supersedes = kept.sessions[1].id;
    gone.tombstone = true;
    assert_int_equal(log_add(scene->store, &gone, 1, &err), SF_OK);
    History history = session_kit_history(scene);
    assert_int_equal(history.session_count, 1);
    assert_int_equal(history.sessions[0].day, KIT_DAY);
    assert_int_equal(history.sessions[0].sets_done, 1);
    history_deinit(&history);
}

/* ---- tries and brushing ---------------------------------------------------------------------- */

static const char own[] = "{\"program\":1,\"id\":\"own\",\"title\":\"Own\",\"routines\":["
                          "{\"id\":\"stand\",\"title\":\"Stand\",\"steps\":["
                          "{\"exercise\":\"one-leg-stance\",\"seconds\":20,\"sets\":2,"
                          "\"sides\":\"left\",\"ready_s\":0,\"rest_s\":20}]}]}";

static void test_session_days__a_try_is_of_its_own_day(void **state)
{
    SessionScene *scene = *state;
    SfErrorInfo err = {0};
    char folder[KIT_PATH_BYTES];
    char path[KIT_PATH_BYTES];
    kit_folder(folder);
    kit_join(path, folder, "own.surefoot.json");
    kit_write(path, own, sizeof(own) - 1);
    session_kit_load(scene, path);
    kit_remove(folder);
    start_at(scene, "own/stand", EVENING);
    session_kit_pass(scene, 8000);
    assert_int_equal(session_done(scene->session, scene->headless.now_ms), SF_OK);
    session_kit_pass(scene, 2000);
    session_save(scene->session);
    headless_advance(&scene->headless, NIGHT_MS);
    kill_and_recover(scene);
    assert_int_equal(session_discard_try(scene->session, &err), SF_OK); /* the evening's */
    assert_int_equal(session_restore_try(scene->session, &err), SF_OK);
    assert_int_equal(session_resume(scene->session), SF_OK);
    pass_to_the_end(scene);
    const Kept kept = kept_in(scene->store);
    History history = session_kit_history(scene);
    assert_int_equal(kept.session_count, 2);
    assert_int_equal(history.try_count, 2);
    for (int32_t i = 0; i < 2; i++) {
        assert_int_equal(kept.sessions[i].day, KIT_DAY + i);
        assert_int_equal(history.tries[i].day, KIT_DAY + i);
        assert_true(uuid_equal(history.tries[i].fact.session, kept.sessions[i].id));
    }
    history_deinit(&history);
}

/* A test is one, whenever its tries were: of the day it began. */
static void test_session_days__a_balance_test_is_of_one_day(void **state)
{
    SessionScene *scene = *state;
    start_at(scene, "balance/open", EVENING);
    session_kit_pass(scene, 25000 + 8000);
    assert_int_equal(session_stop(scene->session, scene->headless.now_ms, STOP_SHELF, NULL), SF_OK);
    sleep_paused(scene);
    assert_int_equal(session_leave(scene->session), SF_OK);
    const Kept kept = kept_in(scene->store);
    assert_int_equal(kept.session_count, 1);
    assert_int_equal(kept.sessions[0].day, KIT_DAY);
}

static void test_session_days__brushing_over_three_is_of_one_day(void **state)
{
    SessionScene *scene = *state;
    start_at(scene, "balance/brush", "2026-11-22T02:59:00+01:00");
    pass_to_the_end(scene);
    const Kept kept = kept_in(scene->store);
    assert_int_equal(kept.session_count, 1);
    assert_int_equal(kept.sessions[0].day, KIT_DAY);
}

int main(void)
{
#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(test_session_days__##name, session_kit_set_up,                 \
                                    session_kit_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(paused_over_a_night),
        TEST(asleep_over_a_night),
        TEST(killed_over_a_night),
        TEST(three_o_clock_passes),
        TEST(midnight_is_no_border),
        TEST(two_nights_are_three_days),
        TEST(left_in_the_morning_belongs_to_the_evening),
        TEST(killed_and_finished_belongs_to_the_evening),
        TEST(skipped_in_the_morning_belongs_to_the_evening),
        TEST(hurt_in_the_morning_is_of_the_morning),
        TEST(a_set_counts_when_it_is_whole),
        TEST(played_again_stays_on_its_day),
        TEST(nothing_done_is_one_record_of_its_start),
        TEST(a_clock_put_right_moves_no_set),
        TEST(a_clock_put_back_over_a_kill_keeps_the_day),
        TEST(a_journal_of_before_is_gone_on_with),
        TEST(a_failed_save_is_retried_without_doubles),
        TEST(a_failed_save_is_found_with_its_days),
        TEST(answers_are_of_the_last_day),
        TEST(travels_and_folds_equal),
        TEST(a_day_is_taken_back_by_itself),
        TEST(a_try_is_of_its_own_day),
        TEST(a_balance_test_is_of_one_day),
        TEST(brushing_over_three_is_of_one_day),
    };
    return cmocka_run_group_tests_name("session_days", tests, NULL, NULL);
}
