/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <math.h>
#include <stdio.h>

#include "balance_log.h"
#include "facts_kit.h"

static Log log_;

static int set_up(void **state)
{
    log_init(&log_);
    *state = &log_;
    return 0;
}

/* ---- what counts ----------------------------------------------------------------------------- */

static void test_balance__nothing_is_known_of_nothing(void **state)
{
    const Balance balance = log_balance(*state);
    assert_int_equal(balance.legs[0].tries, 0);
    assert_int_equal(balance.legs[0].trend, TREND_UNKNOWN);
    assert_int_equal(balance.legs[0].days_needed, BALANCE_DAYS);
    assert_int_equal(balance.legs[0].mdc_ms, -1);
    assert_true(balance.symmetry < 0);
}

static void test_balance__a_day_is_its_best_and_its_mean(void **state)
{
    Log *log = *state;
    (void)log_try(log, -3, SIDE_LEFT, 40000);
    (void)log_try(log, 0, SIDE_LEFT, 20000);
    (void)log_try(log, 0, SIDE_LEFT, 31400);
    (void)log_try(log, 0, SIDE_LEFT, 25500);
    (void)log_try(log, 0, SIDE_RIGHT, 30000);
    (void)log_try(log, 1, SIDE_LEFT, 45000); /* tomorrow */
    const Balance balance = log_balance(log);
    const BalanceLeg *left = &balance.legs[0];
    assert_int_equal(left->tries, 4);
    assert_int_equal(left->days, 2);
    assert_int_equal(left->best_ms, 40000);
    assert_int_equal(left->best_day, LOG_DAY - 3);
    assert_int_equal(left->last_day, LOG_DAY);
    assert_int_equal(left->last_best_ms, 31400);
    assert_int_equal(left->last_mean_ms, 25633);
    assert_int_equal(left->median_ms, 35700);
    assert_int_equal(left->days_needed, 3);
    assert_int_equal(balance.difference_ms, 5700);
    assert_true(fabs(balance.symmetry - 30000.0 / 35700) < 1e-9);
}

static void test_balance__unlike_protocols_are_never_mixed(void **state)
{
    static const Protocol others[] = {
        {.eyes = EYES_CLOSED, .cap_ms = CAP_MS},
        {.surface = SURFACE_SOFT, .cap_ms = CAP_MS},
        {.stop = STOP_SHELF, .cap_ms = CAP_MS},
        {.stop = STOP_SENSOR, .cap_ms = CAP_MS},
        {.stop = STOP_WAIST, .cap_ms = CAP_MS},
        {.place = TRY_IN_ROUTINE, .cap_ms = CAP_MS},
        {.cap_ms = 60000},
        {.stop = STOP_SHELF, .place = TRY_IN_ROUTINE, .cap_ms = 120000},
    };
    Log *log = *state;
    for (size_t i = 0; i < SF_COUNT(others); i++) {
        HistoryTry *row = log_try(log, -(int32_t)i, SIDE_LEFT, 1000 * ((int32_t)i + 1));
        row->fact.eyes = others[i].eyes;
        row->fact.surface = others[i].surface;
        row->fact.stop = others[i].stop;
        row->fact.place = others[i].place;
        row->fact.cap_ms = others[i].cap_ms;
    }
    assert_int_equal(log_balance(log).legs[0].tries, 0);
    Protocol found[SF_COUNT(others) + 1];
    assert_int_equal(balance_protocols(found, (int32_t)SF_COUNT(found), &log->history, LOG_DAY),
                     SF_COUNT(others));
    for (size_t i = 0; i < SF_COUNT(others); i++) { /* the latest first */
        assert_true(protocol_equal(found[i], others[i]));
        Balance balance;
        assert_int_equal(balance_compute(&balance, &log->history, found[i], LOG_DAY), SF_OK);
        assert_int_equal(balance.legs[0].tries, 1);
        assert_int_equal(balance.legs[0].best_ms, 1000 * ((int32_t)i + 1));
    }
    assert_int_equal(balance_protocols(found, 3, &log->history, LOG_DAY), 3);
    assert_int_equal(
        balance_protocols(found, 3, &log->history, LOG_DAY - (Day)SF_COUNT(others) + 1), 1);
}

static void test_balance__a_supported_try_is_kept_and_compared_with_nothing(void **state)
{
    Log *log = *state;
    log_try(log, 0, SIDE_LEFT, 45000)->fact.supported = true;
    Balance balance = log_balance(log);
    assert_int_equal(balance.legs[0].supported, 1);
    assert_int_equal(balance.legs[0].tries, 0);
    assert_int_equal(balance.legs[0].best_ms, 0);
    (void)log_try(log, 0, SIDE_LEFT, 12000);
    balance = log_balance(log);
    assert_int_equal(balance.legs[0].best_ms, 12000);
    assert_int_equal(balance.legs[0].last_mean_ms, 12000);
    Arena arena = {0};
    BalanceSeries series;
    assert_int_equal(balance_series(&series, &arena, &log->history, usual, SIDE_LEFT, LOG_DAY),
                     SF_OK);
    assert_int_equal(series.try_count, 2);
    assert_int_equal(series.median_count, 1);
    assert_true(series.tries[0].supported || series.tries[1].supported);
    arena_deinit(&arena);
}

/* ---- trend ----------------------------------------------------------------------------------- */

static void test_balance__a_change_is_told_beyond_the_own_noise_only(void **state)
{
    static const struct {
        double seconds[12];
        int32_t count;
        BalanceTrend trend;
        int32_t needed;
        int32_t mdc_ms; /* 0: not looked at */
    } rows[] = {
        {{20}, 1, TREND_UNKNOWN, 4, -1},
        {{20, 21}, 2, TREND_UNKNOWN, 3, -1},
        {{20, 21, 40, 40}, 4, TREND_UNKNOWN, 1, -1},
        /* differences 10, -10, 10, -10: SD 11.547, times 1.96 */
        {{20, 30, 20, 30, 20}, 5, TREND_STEADY, 0, 22632},
        /* a slow, even rise is no noise; the least a thumb can tell stays */
        {{20, 22, 24, 26, 28}, 5, TREND_LONGER, 0, BALANCE_MDC_LEAST_MS},
        {{28, 26, 24, 22, 20}, 5, TREND_SHORTER, 0, BALANCE_MDC_LEAST_MS},
        {{20, 20, 20, 20, 20}, 5, TREND_STEADY, 0, BALANCE_MDC_LEAST_MS},
        {{20, 20.4, 20.2, 20.9, 20.5}, 5, TREND_STEADY, 0, 0},
        {{10, 12, 9, 11, 10, 25, 27, 24, 26, 28}, 10, TREND_LONGER, 0, 0},
        {{25, 27, 24, 26, 28, 10, 12, 9, 11, 10}, 10, TREND_SHORTER, 0, 0},
        {{10, 30, 8, 33, 12, 29, 9, 31, 14, 28}, 10, TREND_STEADY, 0, 0},
        {{45, 45, 45}, 3, TREND_CAPPED, 2, -1},
        {{20, 45, 45, 45, 44}, 5, TREND_CAPPED, 0, 0},
        {{45, 45, 20, 21, 22}, 5, TREND_STEADY, 0, 0}, /* capped days hide how much it is */
    };
    Log *log = *state;
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        log_init(log);
        log_days(log, -2 * rows[i].count, rows[i].seconds, rows[i].count);
        const BalanceLeg leg = log_balance(log).legs[0];
        if (leg.trend != rows[i].trend || leg.days_needed != rows[i].needed) {
            fail_msg("row %d: %s, %d more days", (int)i, balance_trend_word(leg.trend),
                     (int)leg.days_needed);
        }
        assert_true(rows[i].mdc_ms == 0 || leg.mdc_ms == rows[i].mdc_ms);
    }
}

static void test_balance__the_trend_looks_twelve_weeks_or_twelve_days_back(void **state)
{
    Log *log = *state;
    for (int32_t i = 0; i < 100; i++) { /* daily: what was a year ago is no news */
        (void)log_try(log, -i, SIDE_LEFT, i < 90 ? 30000 + i % 3 * 1000 : 5000);
    }
    BalanceLeg leg = log_balance(log).legs[0];
    assert_int_equal(leg.since, LOG_DAY - BALANCE_TREND_SPAN + 1);
    assert_int_equal(leg.trend, TREND_STEADY);
    assert_int_equal(leg.best_ms, 32000);
    log_init(log);
    for (int32_t i = 0; i < 20; i++) { /* monthly: twelve of them */
        (void)log_try(log, -30 * i, SIDE_LEFT, 30000 - 1000 * i);
    }
    leg = log_balance(log).legs[0];
    assert_int_equal(leg.since, LOG_DAY - 30 * (BALANCE_TREND_DAYS - 1));
    assert_int_equal(leg.trend, TREND_LONGER);
    assert_int_equal(leg.change_ms, 7000);
}

/* Roughly normal, of twelve even numbers. */
static double noise(uint32_t *seed)
{
    double sum = -6;
    for (int i = 0; i < 12; i++) {
        sum += (double)(kit_random(seed) % 10000) / 10000;
    }
    return sum;
}

/* A person whose true time does not change, or does; true if ever a change is told. */
static bool is_told(Log *log, uint32_t *seed, double sd_s, double gain_s)
{
    bool told = false;
    log_init(log);
    for (int32_t day = 0; day < 24; day++) {
        const double truth = 22 + (day < 12 ? 0 : gain_s);
        double best = 0;
        for (int i = 0; i < 3; i++) {
            const double time = truth + sd_s * noise(seed);
            best = time > best ? time : best;
        }
        (void)log_try(log, day - 23, SIDE_LEFT, (int32_t)(1000 * fmin(fmax(best, 0), 45)));
        Balance balance;
        assert_int_equal(balance_compute(&balance, &log->history, usual, LOG_DAY - 23 + day),
                         SF_OK);
        const BalanceTrend trend = balance.legs[0].trend;
        told = told || trend == TREND_LONGER || trend == TREND_SHORTER;
    }
    return told;
}

static void test_balance__false_alarms_are_rare_and_real_change_is_seen(void **state)
{
    enum { PEOPLE = 400 };
    uint32_t seed = 7;
    int32_t alarms = 0;
    int32_t seen = 0;
    for (int32_t i = 0; i < PEOPLE; i++) {
        alarms += is_told(*state, &seed, 5, 0) ? 1 : 0;
        seen += is_told(*state, &seed, 5, 15) ? 1 : 0;
    }
    print_message("a change told of %d of %d who did not change (24 days), of %d who did\n",
                  (int)alarms, PEOPLE, (int)seen);
    assert_true(alarms <= PEOPLE / 10);
    assert_true(seen >= PEOPLE * 8 / 10);
}

/* ---- properties ------------------------------------------------------------------------------ */

static void test_balance__another_try_never_lowers_a_best_nor_a_day(void **state)
{
    uint32_t seed = 3;
    for (int round = 0; round < 300; round++) {
        Log *log = *state;
        log_init(log);
        BalanceLeg before = {0};
        for (int i = 0; i < 25; i++) {
            const int32_t day = -(int32_t)(kit_random(&seed) % 12);
            const bool supported = kit_random(&seed) % 8 == 0;
            log_try(log, day, SIDE_LEFT, (int32_t)(kit_random(&seed) % (CAP_MS + 1)))
                ->fact.supported = supported;
            const BalanceLeg after = log_balance(log).legs[0];
            assert_true(after.best_ms >= before.best_ms);
            assert_true(after.days >= before.days && after.last_day >= before.last_day);
            assert_true(after.tries + after.supported == i + 1);
            assert_true(after.last_day > before.last_day ||
                        after.last_best_ms >= before.last_best_ms);
            assert_true(after.median_ms <= after.best_ms && after.days_needed >= 0);
            before = after;
        }
    }
}

static void test_balance__left_and_right_are_mirror_images(void **state)
{
    uint32_t seed = 5;
    static Log mirrored;
    Log *log = *state;
    for (int round = 0; round < 50; round++) {
        log_init(log);
        log_init(&mirrored);
        for (int i = 0; i < 30; i++) {
            const int32_t day = -(int32_t)(kit_random(&seed) % 20);
            const int32_t time_ms = (int32_t)(kit_random(&seed) % (CAP_MS + 1));
            const bool left = kit_random(&seed) % 2 == 0;
            (void)log_try(log, day, left ? SIDE_LEFT : SIDE_RIGHT, time_ms);
            (void)log_try(&mirrored, day, left ? SIDE_RIGHT : SIDE_LEFT, time_ms);
        }
        const Balance a = log_balance(log);
        const Balance b = log_balance(&mirrored);
        assert_int_equal(a.legs[0].median_ms, b.legs[1].median_ms);
        assert_int_equal(a.legs[1].mdc_ms, b.legs[0].mdc_ms);
        assert_int_equal(a.difference_ms, -b.difference_ms);
        assert_true(a.symmetry >= -1 && a.symmetry <= 1 && fabs(a.symmetry - b.symmetry) < 1e-12);
    }
}

/* ---- doors and hints ------------------------------------------------------------------------- */

static void test_balance__eyes_closed_opens_for_a_leg_on_the_third_day(void **state)
{
    Log *log = *state;
    (void)log_try(log, -5, SIDE_LEFT, 30000);
    (void)log_try(log, -5, SIDE_LEFT, 45000);
    (void)log_try(log, -4, SIDE_LEFT, 29999);
    log_try(log, -3, SIDE_LEFT, 40000)->fact.supported = true;
    log_try(log, -3, SIDE_LEFT, 40000)->fact.surface = SURFACE_SOFT;
    log_try(log, -3, SIDE_LEFT, 40000)->fact.eyes = EYES_CLOSED;
    log_try(log, -3, SIDE_LEFT, 40000)->fact.place = TRY_IN_ROUTINE;
    log_try(log, -2, SIDE_LEFT, 31000)->fact.stop = STOP_SHELF;
    Unlock unlock = balance_unlock(&log->history, SIDE_LEFT, LOG_DAY);
    assert_false(unlock.open);
    assert_int_equal(unlock.days, 2);
    assert_int_equal(unlock.needed, 3);
    (void)log_try(log, -1, SIDE_LEFT, 30000);
    assert_true(balance_unlock(&log->history, SIDE_LEFT, LOG_DAY).open);
    assert_false(balance_unlock(&log->history, SIDE_LEFT, LOG_DAY - 2).open);
    assert_int_equal(balance_unlock(&log->history, SIDE_RIGHT, LOG_DAY).days, 0);
}

static void test_balance__the_support_hint_is_for_few(void **state)
{
    (void)state;
    Protocol protocol = usual;
    assert_true(balance_hint(protocol, 4999, 60));
    assert_false(balance_hint(protocol, 5000, 60));
    assert_false(balance_hint(protocol, 1000, 50));
    assert_false(balance_hint(protocol, 1000, 0)); /* not said */
    protocol.eyes = EYES_CLOSED;
    assert_false(balance_hint(protocol, 1000, 80));
}

/* ---- charts ---------------------------------------------------------------------------------- */

static void test_balance__the_line_is_the_rolling_median(void **state)
{
    static const double seconds[] = {10, 30, 20, 40, 45, 5, 7};
    static const int32_t medians[] = {10000, 20000, 20000, 25000, 30000, 30000, 20000};
    Log *log = *state;
    Arena arena = {0};
    BalanceSeries series;
    log_days(log, -6, seconds, 7);
    (void)log_try(log, -6, SIDE_LEFT, 4000);
    (void)log_try(log, -6, SIDE_RIGHT, 44000);
    assert_int_equal(balance_series(&series, &arena, &log->history, usual, SIDE_LEFT, LOG_DAY),
                     SF_OK);
    assert_int_equal(series.try_count, 8);
    assert_int_equal(series.median_count, 7);
    for (int i = 0; i < 7; i++) {
        assert_int_equal(series.medians[i].day, LOG_DAY - 6 + i);
        assert_int_equal(series.medians[i].time_ms, medians[i]);
    }
    assert_int_equal(log_balance(log).legs[0].median_ms, medians[6]);
    arena_deinit(&arena);
}

static void test_balance__without_memory_it_says_so(void **state)
{
    Log *log = *state;
    Balance balance;
    BalanceSeries series;
    Arena arena = {0};
    (void)log_try(log, 0, SIDE_LEFT, 1000);
    sf_alloc_fail_after(0);
    assert_int_equal(balance_compute(&balance, &log->history, usual, LOG_DAY), SF_E_NOMEM);
    assert_int_equal(balance_series(&series, &arena, &log->history, usual, SIDE_LEFT, LOG_DAY),
                     SF_E_NOMEM);
    sf_alloc_fail_after(-1);
    arena_deinit(&arena);
}

#define TEST(name) cmocka_unit_test_setup(test_balance__##name, set_up)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_known_of_nothing),
        TEST(a_day_is_its_best_and_its_mean),
        TEST(unlike_protocols_are_never_mixed),
        TEST(a_supported_try_is_kept_and_compared_with_nothing),
        TEST(a_change_is_told_beyond_the_own_noise_only),
        TEST(the_trend_looks_twelve_weeks_or_twelve_days_back),
        TEST(false_alarms_are_rare_and_real_change_is_seen),
        TEST(another_try_never_lowers_a_best_nor_a_day),
        TEST(left_and_right_are_mirror_images),
        TEST(eyes_closed_opens_for_a_leg_on_the_third_day),
        TEST(the_support_hint_is_for_few),
        TEST(the_line_is_the_rolling_median),
        TEST(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
