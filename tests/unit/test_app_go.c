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

#define FILES "tests/scenario/files"

static AppScene scene;

static void assert_at(const char *screen)
{
    assert_string_equal(app_screen(scene.app), screen);
}

/* The page's name is heading 0. */
static const char *heading(int32_t which)
{
    int32_t count = 0;
    const UiNode *nodes = app_nodes(scene.app, &count);
    for (int32_t i = 0; i < count; i++) {
        if (nodes[i].role == ROLE_HEADING && which-- == 0) {
            return nodes[i].label;
        }
    }
    return "";
}

static void test_app_go__brushing_asks_about_standing_first_and_then_begins(void **state)
{
    (void)state;
    app_go(scene.app, APP_BRUSHING);
    assert_at("stance_safety");
    scene_tap(&scene, "continue");
    assert_at("player");
    assert_int_equal(session_timeline(app_model(scene.app)->session)->mode, MODE_BRUSH);
}

static void test_app_go__back_leads_to_today(void **state)
{
    (void)state;
    static const AppPlace places[] = {APP_BRUSHING, APP_PROGRAMS};
    for (size_t i = 0; i < SF_COUNT(places); i++) {
        scene_tap(&scene, "settings");
        app_go(scene.app, places[i]);
        scene_wait(&scene, MOTION_NEW_MS);
        scene_send(&scene, (InputEvent){.kind = INPUT_BACK});
        assert_at("today");
    }
}

static void test_app_go__a_program_of_ones_own_is_the_first_of_all(void **state)
{
    (void)state;
    scene_close(&scene);
    scene_open(&scene, FILES "/stand.surefoot.json");
    Model *model = app_model(scene.app);
    assert_true(
        sf_format(model->own_dir, sizeof(model->own_dir), "%s/%s", SUREFOOT_SOURCE_DIR, FILES));
    app_go(scene.app, APP_PROGRAMS);
    assert_at("programs");
    assert_string_equal(heading(1), "On one leg, for tests");
    scene_close(&scene);
    scene_open(&scene, "tests/corpus/bad/program-routine-no-title.json");
    app_go(scene.app, APP_PROGRAMS);
    assert_at("problems");
    scene_wait(&scene, MOTION_NEW_MS);
    scene_send(&scene, (InputEvent){.kind = INPUT_BACK});
    assert_at("programs");
}

static void test_app_go__once_asked_brushing_begins_at_once(void **state)
{
    (void)state;
    Settings settings = *scene_settings(&scene);
    settings.stance_safety_day = model_day(app_model(scene.app));
    model_settings(app_model(scene.app), &settings);
    app_go(scene.app, APP_BRUSHING);
    assert_at("player");
}

static void test_app_go__today_comes_from_any_page(void **state)
{
    (void)state;
    scene_tap(&scene, "settings");
    assert_at("settings");
    app_go(scene.app, APP_TODAY);
    assert_at("today");
}

static void test_app_go__a_routine_and_the_safety_note_stay(void **state)
{
    (void)state;
    app_go(scene.app, APP_BRUSHING);
    scene_tap(&scene, "continue");
    app_go(scene.app, APP_TODAY);
    assert_at("player");
    scene_close(&scene);
    scene_open(&scene, NULL);
    scene_settings(&scene)->safety_read = false;
    app_go(scene.app, APP_BRUSHING);
    assert_null(app_model(scene.app)->session);
}

static void test_app_go__a_red_flag_leads_to_what_to_do_instead(void **state)
{
    (void)state;
    Model *model = app_model(scene.app);
    const bool ticked[FLAG_COUNT] = {[FLAG_HOT] = true};
    SfErrorInfo err = {0};
    assert_int_equal(model_answer_flags(model, ticked, &err), SF_OK);
    app_go(scene.app, APP_BRUSHING);
    assert_at("referral");
    assert_null(model->session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate_setup_teardown(
            test_app_go__brushing_asks_about_standing_first_and_then_begins, scene_setup,
            scene_teardown, &scene),
        cmocka_unit_test_prestate_setup_teardown(test_app_go__once_asked_brushing_begins_at_once,
                                                 scene_setup, scene_teardown, &scene),
        cmocka_unit_test_prestate_setup_teardown(test_app_go__back_leads_to_today, scene_setup,
                                                 scene_teardown, &scene),
        cmocka_unit_test_prestate_setup_teardown(
            test_app_go__a_program_of_ones_own_is_the_first_of_all, scene_setup, scene_teardown,
            &scene),
        cmocka_unit_test_prestate_setup_teardown(test_app_go__today_comes_from_any_page,
                                                 scene_setup, scene_teardown, &scene),
        cmocka_unit_test_prestate_setup_teardown(test_app_go__a_routine_and_the_safety_note_stay,
                                                 scene_setup, scene_teardown, &scene),
        cmocka_unit_test_prestate_setup_teardown(
            test_app_go__a_red_flag_leads_to_what_to_do_instead, scene_setup, scene_teardown,
            &scene),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
