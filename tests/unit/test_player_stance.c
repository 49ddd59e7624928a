/* SPDX-License-Identifier: MIT */
/* One leg on the real app: digits that fill the screen, a stop at the event's own time wherever and
 * however it comes, and a brushing that nothing touches by accident. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <stdio.h>
#include <string.h>

#include "app_scene.h"

#define FILE_OF_TESTS "tests/scenario/files/stand.surefoot.json"
#define HALF 0.5F
#define TARGET 48.0F /* dp */
#define HELD_MS 1200

/* The page of the routine, about to start. */
static void open_page(AppScene *scene, const char *routine)
{
    scene_open(scene, FILE_OF_TESTS);
    scene_tap(scene, "programs");
    scene_tap(scene, routine);
}

static void begin(AppScene *scene, const char *routine)
{
    open_page(scene, routine);
    scene_tap(scene, "start");
    assert_string_equal(app_screen(scene->app), "player");
}

static void begin_try(AppScene *scene, const char *routine)
{
    begin(scene, routine);
    scene_wait_for(scene, SEGMENT_MAX);
}

static int32_t last_time(const AppScene *scene)
{
    Fact fact;
    if (!session_last_try(app_model(scene->app)->session, &fact)) {
        return -1;
    }
    return fact.body.balance_try.time_ms;
}

/* ---- seen from across the room --------------------------------------------------------------- */

static void check_digits(AppScene *scene, const char *state)
{
    for (size_t i = 0; i < SCENE_SIZES * (size_t)2; i++) {
        char where[96];
        const SceneSize size = scene_sizes[i / 2];
        const int32_t percent = i % 2 == 0 ? 100 : 200;
        scene_resize(scene, size, percent);
        (void)sf_format(where, sizeof(where), "%s at %dx%d, text %d", state, size.width,
                        size.height, percent);
        const float edge = (float)(size.width < size.height ? size.width : size.height);
        if (scene_tallest_digit(scene) < edge * HALF) {
            fail_msg("%s: digits are %g high", where, (double)scene_tallest_digit(scene));
        }
        scene_check_nothing_overlaps(scene, where);
    }
    scene_resize(scene, scene_sizes[0], 100);
}

static void test_player_stance__digits_are_half_of_the_short_edge(void **state)
{
    (void)state;
    static const char *const routines[] = {"open", "closed", "in-a-routine"};
    AppScene scene;
    for (size_t i = 0; i < SF_COUNT(routines); i++) {
        begin_try(&scene, routines[i]);
        scene_wait(&scene, 4000);
        check_digits(&scene, "one digit");
        scene_wait(&scene, 9000);
        check_digits(&scene, "two digits");
        scene_close(&scene);
    }
    begin(&scene, "brush");
    scene_wait_for(&scene, SEGMENT_TIME);
    scene_wait(&scene, 4000);
    check_digits(&scene, "brushing");
    scene_wait(&scene, 22000);
    check_digits(&scene, "brushing, the last seconds");
    scene_close(&scene);
}

static void test_player_stance__digits_stand_still_while_they_count(void **state)
{
    (void)state;
    AppScene scene;
    begin_try(&scene, "open");
    scene_wait(&scene, 3000);
    const Rect early = scene_find(&scene, "clock")->rect;
    scene_wait(&scene, 20000);
    assert_memory_equal(&early, &scene_find(&scene, "clock")->rect, sizeof(early));
    scene_close(&scene);
}

static void test_player_stance__while_it_runs_there_is_nothing_else_to_hit(void **state)
{
    (void)state;
    AppScene scene;
    begin_try(&scene, "open");
    scene_wait(&scene, 3000);
    int32_t count = 0;
    const UiNode *nodes = app_nodes(scene.app, &count);
    for (int32_t i = 0; i < count; i++) {
        const bool control = nodes[i].role == ROLE_BUTTON || nodes[i].role == ROLE_TOGGLE ||
                             nodes[i].role == ROLE_OPTION;
        assert_true(!control || strcmp(nodes[i].key, "screen") == 0);
    }
    scene_close(&scene);
}

/* Bright while it is told what to do, dark as soon as the eyes close. */
static void test_player_stance__closed_eyes_darken_the_screen(void **state)
{
    (void)state;
    AppScene scene;
    begin_try(&scene, "closed");
    scene_wait(&scene, 1000);
    const Color page = app_list(scene.app)->commands[0].color;
    assert_true(page.r < 20 && page.g < 20 && page.b < 20);
    assert_string_equal(scene_find(&scene, "clock")->value, "1");
    scene_send(&scene, (InputEvent){.kind = INPUT_PRESS, .x = 5, .y = 5});
    scene_wait(&scene, 1000);
    assert_true(app_list(scene.app)->commands[0].color.r > 128);
    scene_close(&scene);
}

/* ---- the stop ------------------------------------------------------------------------------- */

/* At ten frames a second the event is up to 100 ms older than the frame that hands it on. */
static void check_stop(AppScene *scene, InputEvent event, int64_t late_ms)
{
    begin_try(scene, "open");
    scene->frame_ms = 100;
    const int64_t began_ms = scene->headless.now_ms - scene_player(scene)->elapsed_ms;
    scene_wait(scene, 7300);
    event.at_ms = scene->headless.now_ms + 100 - late_ms;
    headless_advance(&scene->headless, 100);
    scene_send(scene, event);
    scene_frame(scene);
    assert_int_equal(scene_kind(scene), SEGMENT_CHANGE);
    assert_in_range(last_time(scene), event.at_ms - began_ms - 1, event.at_ms - began_ms + 1);
    scene_close(scene);
}

static void test_player_stance__stops_at_the_events_own_time(void **state)
{
    (void)state;
    static const InputEvent events[] = {
        {.kind = INPUT_PRESS, .x = 2, .y = 2},
        {.kind = INPUT_PRESS, .x = 388, .y = 842},
        {.kind = INPUT_PRESS, .finger = 3, .x = 195, .y = 400},
        {.kind = INPUT_KEY, .key = KEY_SPACE},
        {.kind = INPUT_KEY, .key = KEY_TAB},
        {.kind = INPUT_KEY, .key = KEY_ESCAPE},
        {.kind = INPUT_KEY, .key = KEY_OTHER},
        {.kind = INPUT_BACK},
    };
    static const int64_t late_ms[] = {0, 1, 37, 99};
    AppScene scene;
    for (size_t i = 0; i < SF_COUNT(events); i++) {
        check_stop(&scene, events[i], late_ms[i % SF_COUNT(late_ms)]);
    }
}

static void test_player_stance__a_thumb_that_rests_on_the_glass_does_not_hinder(void **state)
{
    (void)state;
    AppScene scene;
    begin(&scene, "open");
    scene_wait(&scene, 2000);
    scene_send(&scene, (InputEvent){.kind = INPUT_PRESS, .x = 195, .y = 300});
    scene_wait_for(&scene, SEGMENT_MAX);
    scene_wait(&scene, 5000);
    assert_int_equal(scene_kind(&scene), SEGMENT_MAX);
    scene_send(&scene, (InputEvent){.kind = INPUT_RELEASE, .x = 195, .y = 300});
    scene_wait(&scene, 1000);
    assert_int_equal(scene_kind(&scene), SEGMENT_MAX);
    scene_send(&scene, (InputEvent){.kind = INPUT_PRESS, .x = 195, .y = 300});
    assert_int_equal(scene_kind(&scene), SEGMENT_CHANGE);
    scene_close(&scene);
}

/* The hand that stops the clock may come down twice. */
static void test_player_stance__the_hand_that_stops_presses_nothing_else(void **state)
{
    (void)state;
    AppScene scene;
    for (int32_t row = 20; row < 844; row += 60) {
        const float y = (float)row;
        begin_try(&scene, "open");
        scene_wait(&scene, 4000);
        for (int32_t i = 0; i < 3; i++) {
            scene_send(&scene, (InputEvent){.kind = INPUT_PRESS, .x = 195, .y = y});
            scene_wait(&scene, 80);
            scene_send(&scene, (InputEvent){.kind = INPUT_RELEASE, .x = 195, .y = y});
            scene_wait(&scene, 80);
        }
        assert_int_equal(scene_kind(&scene), SEGMENT_CHANGE);
        assert_int_equal(scene_player(&scene)->state, PLAYER_RUNNING);
        scene_close(&scene);
    }
}

/* ---- what comes between ---------------------------------------------------------------------- */

static void test_player_stance__an_interrupted_try_is_void(void **state)
{
    (void)state;
    AppScene scene;
    for (int32_t told = 0; told < 2; told++) {
        begin_try(&scene, "open");
        scene_wait(&scene, 9000);
        if (told == 1) {
            /* Told in time: even a moment's absence is one. */
            scene_send(&scene, (InputEvent){.kind = INPUT_BACKGROUND});
            headless_advance(&scene.headless, 500);
            scene_send(&scene, (InputEvent){.kind = INPUT_FOREGROUND});
        } else {
            headless_advance(&scene.headless, 60000);
        }
        scene_frame(&scene);
        scene_frame(&scene);
        assert_int_equal(scene_player(&scene)->state, PLAYER_PAUSED);
        assert_int_equal(scene_player(&scene)->elapsed_ms, 0);
        assert_int_equal(last_time(&scene), -1);
        scene_tap(&scene, "go-on");
        scene_wait_for(&scene, SEGMENT_MAX);
        scene_wait(&scene, 2000);
        scene_send(&scene, (InputEvent){.kind = INPUT_PRESS, .x = 5, .y = 5});
        assert_in_range(last_time(&scene), 1950, 2050);
        scene_close(&scene);
    }
}

/* ---- the rest after it ----------------------------------------------------------------------- */

static void check_target(AppScene *scene, const char *key, SceneSize size)
{
    const UiNode *node = scene_find(scene, key);
    assert_non_null(node);
    if (app_reveal(scene->app, node->id)) {
        scene_frame(scene);
        node = scene_find(scene, key);
    }
    if (node->rect.w < TARGET - 1 || node->rect.h < TARGET - 1) {
        fail_msg("#%s is no target at %dx%d: %g by %g", key, size.width, size.height,
                 (double)node->rect.w, (double)node->rect.h);
    }
}

static void test_player_stance__the_rest_has_its_targets_everywhere(void **state)
{
    (void)state;
    static const char *const keys[] = {"ready", "hurts", "close", "ended-0", "ended-3", "correct"};
    AppScene scene;
    begin_try(&scene, "open");
    scene_wait(&scene, 4000);
    scene_send(&scene, (InputEvent){.kind = INPUT_PRESS, .x = 5, .y = 5});
    scene_wait(&scene, 1500);
    for (size_t i = 0; i < SCENE_SIZES * (size_t)2; i++) {
        scene_resize(&scene, scene_sizes[i / 2], i % 2 == 0 ? 100 : 200);
        scene_check_nothing_overlaps(&scene, "rest");
        for (size_t k = 0; k < SF_COUNT(keys); k++) {
            check_target(&scene, keys[k], scene_sizes[i / 2]);
        }
    }
    scene_close(&scene);
}

/* ---- what is kept ---------------------------------------------------------------------------- */

static const History *history(AppScene *scene)
{
    model_refresh(app_model(scene->app));
    return &app_model(scene->app)->history;
}

static void test_player_stance__what_is_not_counted_comes_back_with_undo(void **state)
{
    (void)state;
    AppScene scene;
    begin_try(&scene, "open");
    scene_wait(&scene, 6000);
    scene_send(&scene, (InputEvent){.kind = INPUT_PRESS, .x = 5, .y = 5});
    scene_wait(&scene, 1000);
    scene_tap(&scene, "ended-1");
    scene_tap(&scene, "supported");
    scene_tap(&scene, "correct");
    scene_tap(&scene, "tenth-more");
    const int32_t time_ms = last_time(&scene);
    assert_int_equal(history(&scene)->try_count, 1);
    scene_tap(&scene, "discard");
    assert_int_equal(history(&scene)->try_count, 0);
    assert_int_equal(last_time(&scene), -1);
    scene_tap(&scene, "undo");
    assert_int_equal(history(&scene)->try_count, 1);
    const TryFact *kept = &history(&scene)->tries[0].fact;
    assert_int_equal(kept->time_ms, time_ms);
    assert_int_equal(kept->end, TRY_HOP);
    assert_true(kept->supported);
    assert_int_equal(kept->place, TRY_IN_TEST);
    assert_int_equal(kept->stop, STOP_THUMB);
    /* Done again, it is one more try of the same leg. */
    scene_tap(&scene, "correct");
    scene_tap(&scene, "discard");
    scene_tap(&scene, "redo");
    scene_wait_for(&scene, SEGMENT_MAX);
    scene_wait(&scene, 3000);
    scene_send(&scene, (InputEvent){.kind = INPUT_PRESS, .x = 5, .y = 5});
    assert_int_equal(history(&scene)->try_count, 1);
    assert_in_range(history(&scene)->tries[0].fact.time_ms, 2950, 3050);
    scene_close(&scene);
}

/* ---- the sensor ------------------------------------------------------------------------------ */

static void read_recording(MotionRecording *out)
{
    static char text[100000];
    SfErrorInfo err = {0};
    FILE *file = fopen(SUREFOOT_SOURCE_DIR "/tests/scenario/files/one-leg.csv", "rb");
    assert_non_null(file);
    const size_t size = fread(text, 1, sizeof(text), file);
    (void)fclose(file);
    assert_int_equal(motion_read_csv(out, "one-leg.csv", text, size, &err), SF_OK);
}

/* The recording: five seconds on two feet, off the floor at 5.5 s and back at 25.5 s. */
static void begin_felt(AppScene *scene, const MotionRecording *recording, Settings settings)
{
    open_page(scene, "open");
    scene_settings(scene)->balance_cap_s = settings.balance_cap_s;
    scene_settings(scene)->stance_place = settings.stance_place;
    scene_wait(scene, MOTION_NEW_MS);
    headless_motion(&scene->headless, recording);
    scene_tap(scene, "start");
    scene_wait_for(scene, SEGMENT_MAX);
}

static void test_player_stance__the_sensor_stops_and_measures(void **state)
{
    (void)state;
    MotionRecording recording = {0};
    AppScene scene;
    read_recording(&recording);
    begin_felt(&scene, &recording, settings_default());
    scene_wait(&scene, 10000);
    assert_non_null(scene_find(&scene, "dot"));
    scene_wait(&scene, 12500);
    assert_int_equal(scene_kind(&scene), SEGMENT_CHANGE);
    assert_in_range(last_time(&scene), 20500 - 200, 20500 + 200);
    const TryFact *kept = &history(&scene)->tries[0].fact;
    assert_int_equal(kept->stop, STOP_SENSOR);
    assert_true(kept->sway > 0 && kept->sway_ap > 0 && kept->sway_ml > 0);
    assert_true(kept->jerk > 0 && kept->path > 0);
    scene_close(&scene);
    motion_recording_deinit(&recording);
}

static void test_player_stance__a_hand_that_is_quicker_counts_and_is_measured(void **state)
{
    (void)state;
    MotionRecording recording = {0};
    AppScene scene;
    read_recording(&recording);
    begin_felt(&scene, &recording, settings_default());
    scene_wait(&scene, 10000);
    scene_send(&scene, (InputEvent){.kind = INPUT_PRESS, .x = 5, .y = 5});
    const TryFact *kept = &history(&scene)->tries[0].fact;
    assert_int_equal(kept->stop, STOP_THUMB);
    assert_in_range(kept->time_ms, 9950, 10050);
    assert_true(kept->sway > 0);
    scene_close(&scene);
    motion_recording_deinit(&recording);
}

static void test_player_stance__a_try_to_its_cap_is_measured(void **state)
{
    (void)state;
    MotionRecording recording = {0};
    AppScene scene;
    read_recording(&recording);
    Settings settings = settings_default();
    settings.balance_cap_s = 15;
    begin_felt(&scene, &recording, settings);
    scene_wait(&scene, 15500);
    assert_int_equal(scene_kind(&scene), SEGMENT_CHANGE);
    assert_int_equal(history(&scene)->try_count, 1);
    const TryFact *kept = &history(&scene)->tries[0].fact;
    assert_int_equal(kept->end, TRY_CAP);
    assert_int_equal(kept->time_ms, kept->cap_ms);
    assert_true(kept->sway > 0);
    assert_null(scene_find(&scene, "ended-0"));
    scene_close(&scene);
    motion_recording_deinit(&recording);
}

/* In the waistband the sensor is how a try ends, and reaching for the phone is the other way. */
static void test_player_stance__in_a_waistband_both_ends_are_one_kind(void **state)
{
    (void)state;
    for (int32_t pressed = 0; pressed < 2; pressed++) {
        MotionRecording recording = {0};
        AppScene scene;
        read_recording(&recording);
        Settings settings = settings_default();
        settings.stance_place = STOP_WAIST;
        begin_felt(&scene, &recording, settings);
        scene_wait(&scene, 10000);
        if (pressed == 1) {
            scene_send(&scene, (InputEvent){.kind = INPUT_PRESS, .x = 5, .y = 5});
        } else {
            scene_wait(&scene, 12500);
        }
        const int32_t expected = pressed == 1 ? 10000 : 20500;
        assert_in_range(last_time(&scene), expected - 200, expected + 200);
        const TryFact *kept = &history(&scene)->tries[0].fact;
        assert_int_equal(kept->stop, STOP_WAIST);
        assert_true(kept->sway > 0);
        scene_close(&scene);
        motion_recording_deinit(&recording);
    }
}

/* A phone on a shelf feels nothing of a stance. */
static void test_player_stance__on_a_shelf_no_sensor_is_asked(void **state)
{
    (void)state;
    MotionRecording recording = {0};
    AppScene scene;
    read_recording(&recording);
    Settings settings = settings_default();
    settings.stance_place = STOP_SHELF;
    begin_felt(&scene, &recording, settings);
    scene_wait(&scene, 5000);
    assert_false(scene.headless.motion_on);
    assert_null(scene_find(&scene, "dot"));
    scene_close(&scene);
    motion_recording_deinit(&recording);
}

/* ---- brushing ------------------------------------------------------------------------------- */

static void touch_for(AppScene *scene, float x, float y, int64_t ms)
{
    scene_send(scene, (InputEvent){.kind = INPUT_PRESS, .x = x, .y = y});
    scene_wait(scene, ms);
    if (app_model(scene->app)->session != NULL) {
        scene_send(scene, (InputEvent){.kind = INPUT_RELEASE, .x = x, .y = y});
        scene_wait(scene, 50);
    }
}

static void test_player_stance__brushing_heeds_no_touch_but_a_long_one(void **state)
{
    (void)state;
    static const InputKey keys[] = {KEY_SPACE, KEY_ENTER, KEY_RIGHT, KEY_LEFT, KEY_PLUS, KEY_OTHER};
    AppScene scene;
    begin(&scene, "brush");
    scene_wait_for(&scene, SEGMENT_TIME);
    for (int32_t row = 4; row < 844; row += 140) {
        const float y = (float)row;
        touch_for(&scene, 4, y, 60);
        touch_for(&scene, 386, y, 700);
        touch_for(&scene, 195, y, HELD_MS - 150);
    }
    for (size_t i = 0; i < SF_COUNT(keys); i++) {
        scene_send(&scene, (InputEvent){.kind = INPUT_KEY, .key = keys[i]});
    }
    assert_int_equal(scene_player(&scene)->state, PLAYER_RUNNING);
    assert_int_equal(scene_player(&scene)->segment, 1);
    scene_send(&scene, (InputEvent){.kind = INPUT_PRESS, .x = 195, .y = 400});
    scene_wait(&scene, HELD_MS + 100);
    assert_string_not_equal(app_screen(scene.app), "player");
    scene_close(&scene);
}

static bool edge_is_lit(const AppScene *scene)
{
    const DrawList *list = app_list(scene->app);
    for (int32_t i = 0; i < list->count; i++) {
        const DrawCommand *command = &list->commands[i];
        if (command->kind == DRAW_RECT && command->as.rect.border >= SPACE_M &&
            command->as.rect.rect.h >= 844) {
            return true;
        }
    }
    return false;
}

static void test_player_stance__a_slow_frame_does_not_lengthen_the_hold(void **state)
{
    (void)state;
    static const struct {
        int64_t held_ms;
        bool stops;
    } cases[] = {{HELD_MS - 20, false}, {HELD_MS + 20, true}};
    AppScene scene;
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        begin(&scene, "brush");
        scene_wait_for(&scene, SEGMENT_TIME);
        const int64_t at_ms = scene.headless.now_ms;
        scene_send(&scene, (InputEvent){.kind = INPUT_PRESS, .x = 195, .y = 400});
        /* No frame for as long as the finger lies there, and some more. */
        headless_advance(&scene.headless, cases[i].held_ms + 300);
        scene_send(&scene, (InputEvent){.kind = INPUT_RELEASE,
                                        .at_ms = at_ms + cases[i].held_ms,
                                        .x = 195,
                                        .y = 400});
        scene_frame(&scene);
        assert_int_equal(strcmp(app_screen(scene.app), "player") != 0, cases[i].stops);
        scene_close(&scene);
    }
}

/* Others sleep: what was a tone is a soft tick, nobody speaks, and the change is seen. */
static void test_player_stance__quiet_brushing_only_ticks(void **state)
{
    (void)state;
    AppScene scene;
    open_page(&scene, "brush");
    scene_settings(&scene)->brush_quiet = true;
    scene_tap(&scene, "start");
    int32_t lit = 0;
    while (strcmp(app_screen(scene.app), "player") == 0) {
        scene_wait(&scene, 100);
        lit += scene_kind(&scene) == SEGMENT_CHANGE && edge_is_lit(&scene) ? 1 : 0;
    }
    assert_in_range(lit, 3 * 7, 3 * 11);
    assert_true(scene.headless.heard_count > 0);
    for (int32_t i = 0; i < scene.headless.heard_count && i < HEADLESS_HEARD; i++) {
        assert_string_equal(scene.headless.heard[i].say, "");
        assert_int_equal(scene.headless.heard[i].tone, TONE_REP);
    }
    scene_close(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_player_stance__digits_are_half_of_the_short_edge),
        cmocka_unit_test(test_player_stance__digits_stand_still_while_they_count),
        cmocka_unit_test(test_player_stance__while_it_runs_there_is_nothing_else_to_hit),
        cmocka_unit_test(test_player_stance__closed_eyes_darken_the_screen),
        cmocka_unit_test(test_player_stance__stops_at_the_events_own_time),
        cmocka_unit_test(test_player_stance__a_thumb_that_rests_on_the_glass_does_not_hinder),
        cmocka_unit_test(test_player_stance__the_hand_that_stops_presses_nothing_else),
        cmocka_unit_test(test_player_stance__an_interrupted_try_is_void),
        cmocka_unit_test(test_player_stance__the_rest_has_its_targets_everywhere),
        cmocka_unit_test(test_player_stance__what_is_not_counted_comes_back_with_undo),
        cmocka_unit_test(test_player_stance__the_sensor_stops_and_measures),
        cmocka_unit_test(test_player_stance__a_hand_that_is_quicker_counts_and_is_measured),
        cmocka_unit_test(test_player_stance__a_try_to_its_cap_is_measured),
        cmocka_unit_test(test_player_stance__in_a_waistband_both_ends_are_one_kind),
        cmocka_unit_test(test_player_stance__on_a_shelf_no_sensor_is_asked),
        cmocka_unit_test(test_player_stance__brushing_heeds_no_touch_but_a_long_one),
        cmocka_unit_test(test_player_stance__a_slow_frame_does_not_lengthen_the_hold),
        cmocka_unit_test(test_player_stance__quiet_brushing_only_ticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
