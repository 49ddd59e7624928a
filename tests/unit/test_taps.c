/* SPDX-License-Identifier: MIT */
/* On the real app: no tap outlives the page it was meant for, for fingers, mice and keys, at every
 * size; and whoever waits before they press is never refused. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "app_scene.h"

#define DOUBLE_MS 150 /* between the taps of a double tap */
#define LATE_MS 100   /* a finger that was on its way already */

static AppScene scene;

static void assert_at(const char *screen)
{
    assert_string_equal(app_screen(scene.app), screen);
}

static Point middle_of(const char *key)
{
    const UiNode *node = scene_find(&scene, key);
    if (node == NULL) {
        fail_msg("#%s is not on the page %s", key, app_screen(scene.app));
        return (Point){0};
    }
    return (Point){node->rect.x + node->rect.w / 2, node->rect.y + node->rect.h / 2};
}

/* At this moment, wherever the page is in its life. */
static void tap_at(Point at)
{
    InputEvent event = {.kind = INPUT_PRESS, .x = at.x, .y = at.y};
    scene_send(&scene, event);
    scene_wait(&scene, 50);
    event.kind = INPUT_RELEASE;
    scene_send(&scene, event);
    scene_frame(&scene);
    scene_frame(&scene);
}

static void key(InputKey which)
{
    scene_send(&scene, (InputEvent){.kind = INPUT_KEY, .key = which});
    scene_frame(&scene);
    scene_frame(&scene);
}

static void back(void)
{
    scene_send(&scene, (InputEvent){.kind = INPUT_BACK});
    scene_frame(&scene);
    scene_frame(&scene);
}

/* In the last hold of the shortest routine, six seconds before its end. */
static void open_in_last_hold(SceneSize size)
{
    scene_open(&scene, NULL);
    scene_begin(&scene, "quad-hold");
    const int32_t last = scene_player(&scene)->timeline->segment_count - 1;
    while (scene_player(&scene)->segment < last) {
        scene_tap(&scene, "skip");
    }
    scene_wait_for(&scene, SEGMENT_HOLD);
    scene_resize(&scene, size, 100);
    scene_wait(&scene, scene_player(&scene)->timeline->segments[last].length_ms - 6000);
    assert_at("player");
}

static void assert_nothing_answered(void)
{
    int32_t count = 0;
    const UiNode *nodes = app_nodes(scene.app, &count);
    assert_at("finish");
    for (int32_t i = 0; i < count; i++) {
        if (nodes[i].role == ROLE_OPTION && nodes[i].selected) {
            fail_msg("#%s was answered", nodes[i].key);
        }
    }
}

static void test_taps__two_on_skip_answer_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < SCENE_SIZES; i++) {
        open_in_last_hold(scene_sizes[i]);
        const Point skip = middle_of("skip");
        tap_at(skip);
        assert_at("finish");
        scene_wait(&scene, DOUBLE_MS - 50);
        tap_at(skip);
        assert_nothing_answered();
        /* Nor does any other place of that page. */
        for (float y = 10; y < (float)scene_sizes[i].height; y += 40) {
            scene.headless.now_ms -= 50;
            tap_at((Point){(float)scene_sizes[i].width * 0.6F, y});
            assert_nothing_answered();
        }
        scene_close(&scene);
    }
}

static void test_taps__the_end_of_a_routine_takes_no_finger_on_its_way(void **state)
{
    (void)state;
    for (size_t i = 0; i < SCENE_SIZES; i++) {
        open_in_last_hold(scene_sizes[i]);
        while (strcmp(app_screen(scene.app), "finish") != 0) {
            scene_wait(&scene, 50);
        }
        scene_wait(&scene, LATE_MS);
        tap_at(middle_of("done"));
        back();
        key(KEY_ESCAPE);
        assert_nothing_answered();
        scene_wait(&scene, MOTION_NEW_MS);
        tap_at(middle_of("done"));
        assert_at("today");
        scene_close(&scene);
    }
}

static void test_taps__two_keys_on_skip_answer_nothing(void **state)
{
    (void)state;
    open_in_last_hold(scene_sizes[0]);
    assert_true(app_focus(scene.app, scene_find(&scene, "skip")->id));
    scene_frame(&scene);
    key(KEY_ENTER);
    assert_at("finish");
    scene_wait(&scene, DOUBLE_MS);
    key(KEY_TAB);
    key(KEY_ENTER);
    key(KEY_TAB);
    key(KEY_SPACE);
    assert_nothing_answered();
    scene_wait(&scene, MOTION_NEW_MS);
    key(KEY_SPACE);
    int32_t count = 0;
    int32_t chosen = 0;
    const UiNode *nodes = app_nodes(scene.app, &count);
    for (int32_t i = 0; i < count; i++) {
        chosen += nodes[i].role == ROLE_OPTION && nodes[i].selected ? 1 : 0;
    }
    assert_int_equal(chosen, 1);
    scene_close(&scene);
}

static void test_taps__two_questions_are_answered_one_by_one(void **state)
{
    (void)state;
    scene_open(&scene, NULL);
    scene_answer_knees(&scene);
    scene_begin(&scene, "one-one");
    assert_int_equal(scene_player(&scene)->segment, 0);
    scene_wait(&scene, MOTION_NEW_MS);
    const Point yes = middle_of("yes");
    tap_at(yes);
    assert_int_equal(scene_player(&scene)->segment, 1);
    scene_wait(&scene, DOUBLE_MS - 50);
    tap_at(yes);
    assert_int_equal(scene_player(&scene)->segment, 1);
    scene_wait(&scene, MOTION_NEW_MS);
    tap_at(middle_of("yes"));
    assert_int_equal(scene_player(&scene)->segment, 2);
    scene_close(&scene);
}

/* The rest is over while the finger is on its way to Skip: the hold that began is not passed over.
 */
static void test_taps__skip_is_for_what_was_seen(void **state)
{
    (void)state;
    open_in_last_hold(scene_sizes[0]);
    scene_tap(&scene, "back");
    scene_tap(&scene, "back");
    scene_tap(&scene, "back");
    while (scene_player(&scene)->timeline->segments[scene_player(&scene)->segment].kind ==
           SEGMENT_HOLD) {
        scene_wait(&scene, 50);
    }
    const int32_t rest = scene_player(&scene)->segment;
    while (scene_player(&scene)->segment == rest) {
        scene_wait(&scene, 50);
    }
    scene_wait(&scene, LATE_MS);
    tap_at(middle_of("skip"));
    key(KEY_RIGHT);
    key(KEY_PLUS);
    assert_int_equal(scene_player(&scene)->segment, rest + 1);
    assert_int_equal(scene_player(&scene)->extra_ms[rest + 1], 0);
    /* "It hurts" is always what was meant. */
    scene_tap(&scene, "hurts");
    assert_non_null(scene_find(&scene, "hurt-back"));
    scene_close(&scene);
}

/* What somebody skips themselves they may skip as fast as they can. */
static void test_taps__skipping_on_purpose_stays_fluid(void **state)
{
    (void)state;
    scene_open(&scene, NULL);
    scene_begin(&scene, "quad-hold");
    scene_wait(&scene, MOTION_NEW_MS);
    for (int32_t i = 1; i <= 4; i++) {
        const int32_t before = scene_player(&scene)->segment;
        tap_at(middle_of("skip"));
        assert_true(scene_player(&scene)->segment > before);
    }
    scene_close(&scene);
}

static void test_taps__a_double_tap_goes_one_page_on_and_back_one_page_back(void **state)
{
    (void)state;
    scene_open(&scene, NULL);
    scene_wait(&scene, MOTION_NEW_MS);
    tap_at(middle_of("programs"));
    assert_at("programs");
    scene_wait(&scene, DOUBLE_MS - 50);
    tap_at(middle_of("quad-hold"));
    assert_at("programs");
    scene_tap(&scene, "quad-hold");
    assert_at("routine");
    scene_wait(&scene, MOTION_NEW_MS);
    back();
    assert_at("programs");
    scene_wait(&scene, DOUBLE_MS);
    back();
    assert_at("programs");
    scene_wait(&scene, MOTION_NEW_MS);
    back();
    assert_at("today");
    assert_int_equal(app_backs(scene.app), 0);
    scene_close(&scene);
}

static void test_taps__a_sheet_is_seen_before_it_is_answered(void **state)
{
    (void)state;
    open_in_last_hold(scene_sizes[0]);
    const Point hurts = middle_of("hurts");
    tap_at(hurts);
    scene_wait(&scene, DOUBLE_MS - 50);
    for (float y = 10; y < 844; y += 30) {
        scene.headless.now_ms -= 50;
        tap_at((Point){195, y});
        assert_non_null(scene_find(&scene, "hurt-back"));
    }
    back();
    assert_non_null(scene_find(&scene, "hurt-back"));
    scene_tap(&scene, "hurt-back");
    assert_null(scene_find(&scene, "hurt-back"));
    scene_close(&scene);
}

/* ---- anything at any time ---------------------------------------------------------------------
 */

static uint32_t roll(uint64_t *dice)
{
    *dice ^= *dice << 13;
    *dice ^= *dice >> 7;
    *dice ^= *dice << 17;
    return (uint32_t)(*dice >> 32);
}

static InputEvent any_event(uint64_t *dice)
{
    static const InputKey keys[] = {KEY_TAB, KEY_ENTER, KEY_SPACE, KEY_DOWN, KEY_RIGHT, KEY_ESCAPE};
    InputEvent event = {.kind = INPUT_PRESS};
    event.x = (float)(roll(dice) % 390);
    event.y = (float)(roll(dice) % 844);
    const uint32_t which = roll(dice) % 20;
    if (which < 5) {
        event.kind = INPUT_KEY;
        event.key = keys[roll(dice) % SF_COUNT(keys)];
    } else if (which == 5) {
        event.kind = INPUT_BACK;
    }
    return event;
}

/* The page after an event is another one only if the event began long enough after the page came.
 */
static void test_taps__no_page_younger_than_the_guard_is_left_by_a_press(void **state)
{
    (void)state;
    scene_open(&scene, NULL);
    uint64_t dice = 0xF1A6E2F1A6E2ULL;
    const char *screen = app_screen(scene.app);
    int64_t appeared_ms = scene.headless.now_ms;
    int32_t moved = 0;
    for (int32_t i = 0; i < 4000 && !app_wants_quit(scene.app); i++) {
        scene_wait(&scene, roll(&dice) % 300);
        if (app_screen(scene.app) != screen) {
            screen = app_screen(scene.app);
            appeared_ms = scene.headless.now_ms;
        }
        InputEvent event = any_event(&dice);
        const int64_t began_ms = scene.headless.now_ms;
        scene_send(&scene, event);
        if (event.kind == INPUT_PRESS && app_screen(scene.app) == screen) {
            event.kind = INPUT_RELEASE;
            scene_send(&scene, event);
        }
        if (app_screen(scene.app) != screen) {
            /* The page after brushing goes at any touch, and of a player nothing is known here. */
            assert_true(began_ms - appeared_ms >= MOTION_NEW_MS);
            screen = app_screen(scene.app);
            appeared_ms = scene.headless.now_ms;
            moved++;
        }
    }
    assert_true(moved > 100);
    scene_close(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taps__two_on_skip_answer_nothing),
        cmocka_unit_test(test_taps__the_end_of_a_routine_takes_no_finger_on_its_way),
        cmocka_unit_test(test_taps__two_keys_on_skip_answer_nothing),
        cmocka_unit_test(test_taps__two_questions_are_answered_one_by_one),
        cmocka_unit_test(test_taps__skip_is_for_what_was_seen),
        cmocka_unit_test(test_taps__skipping_on_purpose_stays_fluid),
        cmocka_unit_test(test_taps__a_double_tap_goes_one_page_on_and_back_one_page_back),
        cmocka_unit_test(test_taps__a_sheet_is_seen_before_it_is_answered),
        cmocka_unit_test(test_taps__no_page_younger_than_the_guard_is_left_by_a_press),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
