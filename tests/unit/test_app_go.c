/* SPDX-License-Identifier: MIT */
/* Shortcuts of the system on the real app. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "app_scene.h"

static AppScene scene;

static int setup(void **state)
{
    (void)state;
    scene_open(&scene, NULL);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    scene_close(&scene);
    return 0;
}

static void assert_at(const char *screen)
{
    assert_string_equal(app_screen(scene.app), screen);
}

static void test_app_go__brushing_asks_about_standing_first_and_then_begins(void **state)
{
    (void)state;
    assert_true(app_go(scene.app, APP_BRUSHING));
    assert_at("stance_safety");
    scene_tap(&scene, "continue");
    assert_at("player");
    assert_int_equal(session_timeline(app_model(scene.app)->session)->mode, MODE_BRUSH);
}

static void test_app_go__once_asked_brushing_begins_at_once(void **state)
{
    (void)state;
    Settings settings = *scene_settings(&scene);
    settings.stance_safety_day = model_day(app_model(scene.app));
    model_settings(app_model(scene.app), &settings);
    assert_true(app_go(scene.app, APP_BRUSHING));
    assert_at("player");
}

static void test_app_go__today_comes_from_any_page(void **state)
{
    (void)state;
    scene_tap(&scene, "settings");
    assert_at("settings");
    assert_true(app_go(scene.app, APP_TODAY));
    assert_at("today");
}

static void test_app_go__a_routine_and_the_safety_note_stay(void **state)
{
    (void)state;
    assert_true(app_go(scene.app, APP_BRUSHING));
    scene_tap(&scene, "continue");
    assert_false(app_go(scene.app, APP_TODAY));
    assert_at("player");
    scene_close(&scene);
    scene_open(&scene, NULL);
    scene_settings(&scene)->safety_read = false;
    assert_false(app_go(scene.app, APP_BRUSHING));
    assert_null(app_model(scene.app)->session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_app_go__brushing_asks_about_standing_first_and_then_begins, setup, teardown),
        cmocka_unit_test_setup_teardown(test_app_go__once_asked_brushing_begins_at_once, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_app_go__today_comes_from_any_page, setup, teardown),
        cmocka_unit_test_setup_teardown(test_app_go__a_routine_and_the_safety_note_stay, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
