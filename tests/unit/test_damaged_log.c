/* SPDX-License-Identifier: MIT */
/* Damaged records of the log, told in the app: where the files that were left out are told, too. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "../../app/store/store_internal.h"
#include "app_scene.h"

static AppScene scene;

static bool is_said(const char *text)
{
    int32_t count = 0;
    const UiNode *nodes = app_nodes(scene.app, &count);
    for (int32_t i = 0; i < count; i++) {
        if (strcmp(nodes[i].label, text) == 0) {
            return true;
        }
    }
    return false;
}

static void add_pain(Model *model, int32_t level)
{
    Fact fact = model_fact(model, FACT_PAIN);
    fact.body.pain = (PainFact){.knee = SIDE_LEFT, .moment = PAIN_AFTER, .level = level};
    assert_int_equal(model_add(model, &fact, 1, "", NULL), SF_OK);
}

static void damage(Model *model, const char *sql)
{
    assert_int_equal(
        store__exec(model->store, "PRAGMA ignore_check_constraints = ON", "test", NULL), SF_OK);
    assert_int_equal(store__exec(model->store, sql, "test", NULL), SF_OK);
    model_refresh(model);
    scene_frame(&scene);
}

static void test_damaged_log__what_was_left_out_is_told_and_nothing_stops(void **state)
{
    (void)state;
    Model *model = app_model(scene.app);
    for (int32_t level = 1; level <= 3; level++) {
        add_pain(model, level);
    }
    scene_frame(&scene);
    assert_null(scene_find(&scene, "problems"));
    damage(model, "UPDATE fact_pain SET level = 99 WHERE level = 1");
    assert_int_equal(model->damaged, 1);
    assert_int_equal(model->history.pain_count, 2);
    assert_true(is_said("Some records were left out"));
    scene_tap(&scene, "problems");
    assert_string_equal(app_screen(scene.app), "problems");
    assert_true(is_said("Records left out"));
    assert_true(
        is_said("One record of your log is damaged and was left out. Everything else is here."));
    damage(model, "UPDATE fact_pain SET knee = 99 WHERE level = 2");
    assert_true(
        is_said("2 records of your log are damaged and were left out. Everything else is here."));
    scene_wait(&scene, MOTION_NEW_MS);
    scene_send(&scene, (InputEvent){.kind = INPUT_BACK});
    assert_string_equal(app_screen(scene.app), "today");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate_setup_teardown(
            test_damaged_log__what_was_left_out_is_told_and_nothing_stops, scene_setup,
            scene_teardown, &scene),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
