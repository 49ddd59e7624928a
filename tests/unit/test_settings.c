/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "facts_kit.h"
#include "surefoot/settings.h"

static int set_up(void **state)
{
    static Store *store;
    const StoreOptions options = {.now = {.utc_ms = KIT_NOON_MS}};
    StoreOpened opened;
    assert_int_equal(store_open(&store, &options, &opened, NULL), SF_OK);
    *state = store;
    return 0;
}

static int tear_down(void **state)
{
    store_close(*state);
    return 0;
}

static void put(Store *store, const char *name, const char *value)
{
    assert_int_equal(store_begin(store, NULL), SF_OK);
    assert_int_equal(store_setting_put(store, name, value, NULL), SF_OK);
    assert_int_equal(store_commit(store, NULL, NULL), SF_OK);
}

static void test_settings__of_a_stance_come_back(void **state)
{
    Settings settings = settings_default();
    assert_int_equal(settings.age_band, 0);
    assert_int_equal(settings.balance_cap_s, 45);
    assert_int_equal(settings.stance_place, STOP_THUMB);
    settings.age_band = 4;
    settings.balance_cap_s = 60;
    settings.stance_place = STOP_WAIST;
    settings.stance_surface = SURFACE_SOFT;
    settings.brush_quiet = true;
    settings.stance_safety_day = KIT_DAY;
    assert_int_equal(settings_save(&settings, *state, NULL), SF_OK);
    Settings back;
    settings_load(&back, *state);
    assert_int_equal(back.age_band, 4);
    assert_int_equal(back.balance_cap_s, 60);
    assert_int_equal(back.stance_place, STOP_WAIST);
    assert_int_equal(back.stance_surface, SURFACE_SOFT);
    assert_true(back.brush_quiet);
    assert_int_equal(back.stance_safety_day, KIT_DAY);
}

static void test_settings__a_value_that_cannot_be_is_its_default(void **state)
{
    static const char *const caps[] = {"0", "29", "40", "75", "45s", "", "-45"};
    for (size_t i = 0; i < SF_COUNT(caps); i++) {
        Settings settings;
        put(*state, "balance_cap_s", caps[i]);
        put(*state, "stance_place", "2"); /* the sensor is no place */
        put(*state, "age_band", "99");
        settings_load(&settings, *state);
        assert_int_equal(settings.balance_cap_s, 45);
        assert_int_equal(settings.stance_place, STOP_THUMB);
        assert_int_equal(settings.age_band, 0);
    }
}

static void test_settings__standing_safely_is_gone_through_monthly(void **state)
{
    static const struct {
        Day read;
        bool due;
    } rows[] = {
        {0, true},
        {KIT_DAY, false},
        {KIT_DAY - 29, false},
        {KIT_DAY - 30, true},
        {KIT_DAY - 400, true},
        {KIT_DAY + 1, true},
    };
    (void)state;
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Settings settings = settings_default();
        settings.stance_safety_day = rows[i].read;
        assert_int_equal(settings_stance_safety_due(&settings, KIT_DAY), rows[i].due);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_settings__##name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(of_a_stance_come_back),
        TEST(a_value_that_cannot_be_is_its_default),
        TEST(standing_safely_is_gone_through_monthly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
