/* SPDX-License-Identifier: MIT */
/* Tries and half squats in the log: what comes back, merged in any order, damaged, from before. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "store_kit.h"
#include "surefoot/balance.h"
#include "surefoot/fact_fields.h"

static History history_of(Store *store)
{
    History history;
    SfErrorInfo err = {{0}};
    if (store_history(store, &history, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    return history;
}

static bool check_fact(void *context, const Fact *fact)
{
    const Fact **next = context;
    kit_assert_same(*next, fact);
    (*next)++;
    return true;
}

static void test_store_stance__every_field_comes_back(void **state)
{
    Place *place = *state;
    const Fact facts[] = {kit_try(0, 1, SIDE_RIGHT, 31400), kit_squat(0, 2, SIDE_LEFT, 4)};
    Store *store = store_kit_open_store(place);
    store_kit_add(store, &facts[0]);
    store_kit_add(store, &facts[1]);
    store_close(store);
    store = store_kit_open_store(place);
    const Fact *next = facts;
    assert_int_equal(store_each(store, check_fact, &next, NULL), SF_OK);
    assert_int_equal(next - facts, 2);
    History history = history_of(store);
    assert_int_equal(history.try_count, 1);
    assert_int_equal(history.squat_count, 1);
    Fact read = facts[0];
    read.id = history.tries[0].id;
    read.day = history.tries[0].day;
    read.at.utc_ms = history.tries[0].utc_ms;
    read.body.balance_try = history.tries[0].fact;
    kit_assert_same(&facts[0], &read);
    read = facts[1];
    read.id = history.squats[0].id;
    read.body.squat = history.squats[0].fact;
    kit_assert_same(&facts[1], &read);
    history_deinit(&history);
    assert_int_equal(store_erase(store, NULL), SF_OK);
    history = history_of(store);
    assert_int_equal(history.try_count + history.squat_count, 0);
    history_deinit(&history);
    store_close(store);
}

static void test_store_stance__a_session_knows_its_mode_and_its_time_of_day(void **state)
{
    static const struct {
        int64_t utc_min; /* after midnight of KIT_DAY */
        int32_t offset_min;
        int32_t local_min;
    } rows[] = {
        {390, 60, 450}, {0, 0, 0}, {0, -570, 870}, {1439, 1080, 1079}, {1439, 0, 1439},
    };
    Place *place = *state;
    Store *store = store_kit_open_store(place);
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Fact fact = kit_session((int32_t)i, 1, "brush");
        fact.body.session.mode = (RoutineMode)(i % 4);
        fact.at.utc_ms = KIT_DAY * INT64_C(86400000) + rows[i].utc_min * 60000;
        fact.at.offset_min = rows[i].offset_min;
        store_kit_add(store, &fact);
    }
    History history = history_of(store);
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        assert_int_equal(history.sessions[i].mode, i % 4);
        assert_int_equal(history.sessions[i].local_min, rows[i].local_min);
    }
    history_deinit(&history);
    store_close(store);
}

static void test_store_stance__corrections_and_deletions_just_change_the_result(void **state)
{
    Place *place = *state;
    const Protocol protocol = {EYES_CLOSED, SURFACE_SOFT, STOP_SENSOR, 45000, TRY_IN_TEST};
    Store *store = store_kit_open_store(place);
    Fact tries[3];
    for (uint32_t i = 0; i < 3; i++) {
        tries[i] = kit_try((int32_t)i, i, SIDE_LEFT, 10000 + 1000 * (int32_t)i);
        tries[i].body.balance_try.supported = false;
        store_kit_add(store, &tries[i]);
    }
    Balance balance;
    History history = history_of(store);
    assert_int_equal(balance_compute(&balance, &history, protocol, KIT_DAY + 9), SF_OK);
    assert_int_equal(balance.legs[0].best_ms, 12000);
    history_deinit(&history);
    const Fact gone = kit_tombstone(&tries[2], 1000, 7);
    Fact better = kit_try(0, 9, SIDE_LEFT, 40000);
    better.supersedes = tries[0].id;
    better.body.balance_try.supported = false;
    store_kit_add(store, &gone);
    store_kit_add(store, &better);
    history = history_of(store);
    assert_int_equal(balance_compute(&balance, &history, protocol, KIT_DAY + 9), SF_OK);
    assert_int_equal(balance.legs[0].tries, 2);
    assert_int_equal(balance.legs[0].best_ms, 40000);
    assert_int_equal(balance.legs[0].best_day, KIT_DAY);
    assert_int_equal(balance.legs[0].last_day, KIT_DAY + 1);
    history_deinit(&history);
    store_close(store);
}

enum { MERGED = 60 };

/* Two people's phones, or one's two: whichever log is read first. */
static void test_store_stance__merged_in_any_order_the_balance_is_the_same(void **state)
{
    Place *place = *state;
    uint32_t seed = 11;
    place->options.path = NULL;
    for (int round = 0; round < 8; round++) {
        Fact facts[MERGED];
        for (uint32_t i = 0; i < MERGED; i++) {
            const int32_t day = (int32_t)(kit_random(&seed) % 20);
            const Side leg = kit_random(&seed) % 2 == 0 ? SIDE_LEFT : SIDE_RIGHT;
            facts[i] = kit_try(day, i, leg, (int32_t)(kit_random(&seed) % 45001));
            facts[i].body.balance_try.supported = kit_random(&seed) % 5 == 0;
            if (i > 10 && kit_random(&seed) % 6 == 0) {
                facts[i].supersedes = facts[kit_random(&seed) % 10].id;
            }
        }
        Balance seen[3];
        for (int order = 0; order < 3; order++) {
            Store *store = store_kit_open_store(place);
            for (int i = 0; i < MERGED; i++) {
                const int at = order == 0 ? i : order == 1 ? MERGED - 1 - i : i * 37 % MERGED;
                store_kit_add(store, &facts[at]);
            }
            History history = history_of(store);
            const Protocol protocol = protocol_of(&facts[0].body.balance_try);
            memset(&seen[order], 0, sizeof(seen[order]));
            assert_int_equal(balance_compute(&seen[order], &history, protocol, KIT_DAY + 20),
                             SF_OK);
            history_deinit(&history);
            store_close(store);
        }
        for (int order = 1; order < 3; order++) {
            for (int leg = 0; leg < BALANCE_LEGS; leg++) {
                const BalanceLeg *a = &seen[0].legs[leg];
                const BalanceLeg *b = &seen[order].legs[leg];
                assert_int_equal(a->tries, b->tries);
                assert_int_equal(a->best_ms, b->best_ms);
                assert_int_equal(a->last_mean_ms, b->last_mean_ms);
                assert_int_equal(a->median_ms, b->median_ms);
                assert_int_equal(a->mdc_ms, b->mdc_ms);
                assert_int_equal(a->trend, b->trend);
            }
        }
    }
}

static void test_store_stance__a_value_that_cannot_be_is_left_out(void **state)
{
    static const char *const spoilers[] = {
        "UPDATE fact_try SET leg = 0",
        "UPDATE fact_try SET leg = 3",
        "UPDATE fact_try SET eyes = 2",
        "UPDATE fact_try SET stop = 4",
        "UPDATE fact_try SET place = -1",
        "UPDATE fact_try SET surface = 9",
        "UPDATE fact_try SET time_ms = 45001",
        "UPDATE fact_try SET time_ms = -1",
        "UPDATE fact_try SET cap_ms = 0, time_ms = 0",
        "UPDATE fact_try SET ended = 6",
        "UPDATE fact_try SET sway = -5",
        "UPDATE fact_squat SET leg = 3",
        "UPDATE fact_squat SET steady = 6",
        "UPDATE fact_session SET mode = 4",
        "DELETE FROM fact_try",
        "DELETE FROM fact_squat",
        "PRAGMA ignore_check_constraints = ON; UPDATE fact_try SET session = x'00'",
        "PRAGMA ignore_check_constraints = ON; UPDATE fact_squat SET uuid = x'00'",
    };
    Place *place = *state;
    Store *store = store_kit_open_store(place);
    const Fact facts[] = {kit_session(0, 1, "strength"), kit_try(0, 1, SIDE_LEFT, 20000),
                          kit_squat(0, 1, SIDE_LEFT, 2)};
    for (size_t i = 0; i < SF_COUNT(facts); i++) {
        store_kit_add(store, &facts[i]);
    }
    for (size_t i = 0; i < SF_COUNT(spoilers); i++) {
        History history;
        assert_int_equal(store_begin(store, NULL), SF_OK);
        assert_int_equal(store__exec(store, spoilers[i], "test", NULL), SF_OK);
        assert_int_equal(store_history(store, &history, &place->err), SF_OK);
        history_deinit(&history);
        assert_int_equal(store_each(store, store_kit_go_on, NULL, &place->err), SF_OK);
        if (store_take_damaged(store) == 0) {
            fail_msg("%s: not seen", spoilers[i]);
        }
        store_rollback(store);
    }
    store_close(store);
}

/* A log of the first version, with sessions and without anything of stances. */
static void test_store_stance__an_old_log_is_brought_along(void **state)
{
    static const char old[] =
        "INSERT INTO record VALUES (1, x'0193d4c25a0070008000000000000001',"
        " x'0193d4c25a00700080000000000000ff', NULL, 0, 1, 1795242600000, 60, 20778);"
        "INSERT INTO fact_session VALUES (1, 'knee', '', 'daily', 'Daily', 1000, 900, 0, 0, 0, 1,"
        " 1, '', x'0193d4c25a0070008000000000000001', 20778, 1795242600000);"
        "INSERT INTO fact_session VALUES (2, 'knee', '', 'lost', 'No record', 1000, 900, 0, 0, 0,"
        " 1, 1, '', x'0193d4c25a0070008000000000000002', 20778, 1795242600000);";
    Place *place = *state;
    const char *const steps[] = {store__plan()->steps[0]};
    Store *store = NULL;
    assert_int_equal(store_kit_open_with(place, &store, steps, 1), SF_OK);
    assert_int_equal(store__exec(store, "PRAGMA foreign_keys = OFF", "test", NULL), SF_OK);
    assert_int_equal(store__exec(store, old, "test", &place->err), SF_OK);
    store_close(store);
    store = store_kit_open_store(place);
    assert_true(place->opened.migrated);
    assert_non_null(strstr(place->opened.backup, "-backup-v1-"));
    History history = history_of(store);
    assert_int_equal(history.session_count, 2);
    assert_int_equal(history.sessions[0].mode, MODE_EXERCISE);
    assert_int_equal(history.sessions[0].local_min, 1795242600000 / 60000 % 1440 + 60);
    history_deinit(&history);
    const Fact fact = kit_try(1, 1, SIDE_LEFT, 5000);
    store_kit_add(store, &fact);
    history = history_of(store);
    assert_int_equal(history.try_count, 1);
    history_deinit(&history);
    store_close(store);
}

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(test_store_stance__##name, store_kit_set_up,                   \
                                    store_kit_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_field_comes_back),
        TEST(a_session_knows_its_mode_and_its_time_of_day),
        TEST(corrections_and_deletions_just_change_the_result),
        TEST(merged_in_any_order_the_balance_is_the_same),
        TEST(a_value_that_cannot_be_is_left_out),
        TEST(an_old_log_is_brought_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
