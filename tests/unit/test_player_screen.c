/* SPDX-License-Identifier: MIT */
/* The player's page on the real app with the real fonts and figures: what is read from across the
 * room stays large, nothing lies on anything else, and nothing moves that need not. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "app_scene.h"

#define ROOT SUREFOOT_SOURCE_DIR
#define THIRD (1.0F / 3)
#define TAIL 0.54F   /* seconds by minutes, from ten minutes on, */
#define SLIM 1.7F    /* on pages that are not this much wider than high */
#define TARGET 64.0F /* dp, of a control in a running session */
#define FIGURE_LEAST 200.0F
#define PHASE_LEAST 24   /* px at scale 1 */
#define HURTS_LEAST 1.6F /* of its neighbours */

static const char *const assets[] = {ROOT "/assets/exercises", ROOT "/assets/programs",
                                     ROOT "/assets/figures", ROOT "/assets/norms"};

static AppScene scene;

static int64_t frame(void)
{
    return app_frame(scene.app, scene.headless.now_ms);
}

static void wait_ms(int64_t ms)
{
    scene_wait(&scene, ms);
}

static const UiNode *find(const char *key)
{
    return scene_find(&scene, key);
}

static void tap(const char *key)
{
    scene_tap(&scene, key);
}

static Settings *settings(void)
{
    return scene_settings(&scene);
}

static void resize(SceneSize size)
{
    scene_resize(&scene, size, settings()->text_percent);
}

/* The app, gone through the safety note, in the routine of that id. */
static void begin_with(const char *routine, const char *const *paths, int32_t asset_count)
{
    scene_open_paths(&scene, paths, asset_count);
    if (strcmp(routine, "one-one") == 0) {
        /* A jog wants to know of the knees first. */
        scene_answer_knees(&scene);
    }
    scene_begin(&scene, routine);
}

static void begin(const char *routine, int32_t asset_count)
{
    begin_with(routine, assets, asset_count);
}

static void end(void)
{
    scene_close(&scene);
}

static const Player *player(void)
{
    return scene_player(&scene);
}

static SegmentKind kind(void)
{
    return scene_kind(&scene);
}

static void wait_for(SegmentKind wanted)
{
    for (int32_t i = 0; i < 20000 && kind() != wanted; i++) {
        wait_ms(50);
    }
    assert_int_equal(kind(), wanted);
}

/* ---- what is seen --------------------------------------------------------------------------- */

static float tallest_digit(void)
{
    return scene_tallest_digit(&scene);
}

static void check_nothing_overlaps(const char *where)
{
    scene_check_nothing_overlaps(&scene, where);
}

static void check_target(const char *where, const char *key, float least)
{
    const UiNode *node = find(key);
    if (node == NULL || node->rect.w < least || node->rect.h < TARGET - 0.5F) {
        fail_msg("%s: #%s is no target", where, key);
    }
}

/* Seconds can be added where there is an end to move; "It hurts" is the largest of its row. */
static void check_controls(const char *where)
{
    const UiNode *back = find("back");
    check_target(where, "back", TARGET);
    check_target(where, "skip", TARGET);
    check_target(where, "hurts", back->rect.w * HURTS_LEAST);
    if (find("less") != NULL) {
        check_target(where, "less", TARGET);
        check_target(where, "more", TARGET);
    }
    assert_true(kind() != SEGMENT_REPS || find("less") == NULL);
    assert_true(find("less") != NULL || kind() == SEGMENT_REPS || find("resume") != NULL);
}

static void check_page(const char *state, float least)
{
    for (size_t i = 0; i < (size_t)SCENE_SIZES * 2; i++) {
        char where[96];
        const SceneSize size = scene_sizes[i / 2];
        settings()->text_percent = i % 2 == 0 ? 100 : 200;
        resize(size);
        (void)sf_format(where, sizeof(where), "%s at %dx%d, text %d", state, size.width,
                        size.height, settings()->text_percent);
        const float edge = (float)(size.width < size.height ? size.width : size.height);
        if (tallest_digit() < edge * least) {
            fail_msg("%s: digits are %g high", where, (double)tallest_digit());
        }
        check_nothing_overlaps(where);
        check_controls(where);
    }
    settings()->text_percent = 100;
    resize(scene_sizes[0]);
}

static void test_player_screen__digits_and_controls_stay_large_everywhere(void **state)
{
    (void)state;
    begin("six", 3);
    wait_ms(3000);
    check_page("ready", THIRD);
    wait_for(SEGMENT_REPS);
    wait_ms(3000);
    check_page("reps", THIRD);
    tap("screen");
    check_page("paused", THIRD);
    tap("resume");
    check_page("count-in", THIRD);
    wait_for(SEGMENT_REST);
    wait_ms(500);
    check_page("rest", THIRD);
    end();
    begin("one-one", 3);
    tap("yes");
    tap("yes");
    wait_for(SEGMENT_WALK);
    wait_ms(1000);
    check_page("walk of five minutes", THIRD);
    end();
}

/* px of the first text that is drawn as this. */
static int32_t text_px(const char *text)
{
    const DrawList *list = app_list(scene.app);
    const size_t size = strlen(text);
    for (int32_t i = 0; i < list->count; i++) {
        const DrawCommand *command = &list->commands[i];
        if (command->kind == DRAW_TEXT && (size_t)command->as.text.size == size &&
            memcmp(list->text + command->as.text.first, text, size) == 0) {
            return command->as.text.font.px;
        }
    }
    return 0;
}

static void test_player_screen__the_side_is_as_large_as_the_phase(void **state)
{
    (void)state;
    begin("quad-hold", 3);
    wait_for(SEGMENT_HOLD);
    wait_ms(500);
    for (size_t i = 0; i < (size_t)SCENE_SIZES * 2; i++) {
        settings()->text_percent = i % 2 == 0 ? 100 : 200;
        resize(scene_sizes[i / 2]);
        assert_in_range(text_px("Left side"), PHASE_LEAST, 100);
        /* Enlarged it may have to shrink a little to stay in one line. */
        const int32_t share = text_px("Left side") * 100 / text_px("Hold");
        assert_in_range(share, i % 2 == 0 ? 100 : 70, 110);
        /* Larger than what keeps the books. */
        assert_true(text_px("Hold") > text_px("1:27 left"));
    }
    end();
}

/* ---- every time there can be ---------------------------------------------------------------- */

#define STEP_S 61 /* every minute, and all digits of the seconds */

static const char times_program[] =
    "{\"program\": 1, \"id\": \"times\", \"title\": \"Times\", \"defaults\": {\"ready_s\": 0},"
    " \"routines\": [{\"id\": \"times-all\", \"title\": \"Times\", \"steps\": ["
    "{\"exercise\": \"walk\", \"seconds\": 3599},"
    "{\"kind\": \"rest\", \"name\": \"Sit down\", \"seconds\": 3599},"
    "{\"exercise\": \"walk\", \"seconds\": 599}]}]}";

static bool is_clock(const DrawList *list, const DrawCommand *command, const char *digit)
{
    return command->kind == DRAW_TEXT && command->as.text.size == 1 &&
           list->text[command->as.text.first] == *digit && command->as.text.font.px > TARGET;
}

/* The digits of the clock, in their order: as high as they must be, apart, inside of the page. */
static void check_clock(const char *where, SceneSize size)
{
    const DrawList *list = app_list(scene.app);
    const TextSource *text = text_fonts_source(scene.fonts);
    const char *digits = find("clock")->value;
    const char *colon = strchr(digits, ':');
    const float least = (float)(size.width < size.height ? size.width : size.height) * THIRD;
    const bool short_tail = strlen(digits) > 4 && (float)size.width < (float)size.height * SLIM;
    const char *p = digits;
    float right = 0;
    for (int32_t i = 0; i < list->count && *p != '\0'; i++) {
        const DrawCommand *command = &list->commands[i];
        if (!is_clock(list, command, p)) {
            continue;
        }
        const float height = (float)command->as.text.font.px * SCENE_DIGIT_HEIGHT;
        const bool tail = colon != NULL && p >= colon && short_tail;
        const float x = (float)command->as.text.at.x;
        /* Cells may close up, not more than the room that a bold digit leaves at its sides. */
        const float room = 0.05F * (float)command->as.text.font.px;
        if (height < least * (tail ? TAIL : 1) || x + room < right) {
            fail_msg("%s: %s at %g is %g high", where, digits, (double)x, (double)height);
        }
        right = x + text->width(text->context, command->as.text.font, p, 1) - room;
        p++;
    }
    if (*p != '\0' || right > (float)size.width) {
        fail_msg("%s: %s is cut off", where, digits);
    }
}

static void check_times(int32_t text_percent)
{
    settings()->text_percent = text_percent;
    for (int64_t next_s = 0; kind() != SEGMENT_CHECK && app_screen(scene.app)[0] == 'p';) {
        const int32_t before = player()->segment;
        for (size_t i = 0; i < (size_t)SCENE_SIZES; i++) {
            char where[64];
            resize(scene_sizes[i]);
            (void)sf_format(where, sizeof(where), "segment %d at %dx%d, text %d", before,
                            scene_sizes[i].width, scene_sizes[i].height, text_percent);
            check_clock(where, scene_sizes[i]);
            check_nothing_overlaps(where);
        }
        next_s += STEP_S;
        headless_advance(&scene.headless, STEP_S * 1000);
        (void)frame();
    }
}

/* Walks and rests run on through gaps, so an hour passes in sixty frames. */
static void test_player_screen__minutes_are_as_large_as_seconds(void **state)
{
    (void)state;
    static const char path[] = "player_times.surefoot.json";
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(times_program, file) >= 0);
    assert_int_equal(fclose(file), 0);
    for (int32_t round = 0; round < 3; round++) {
        /* The last round has no figures. */
        const char *const with[] = {ROOT "/assets/exercises", path, ROOT "/assets/figures"};
        begin_with("times-all", with, round < 2 ? 3 : 2);
        check_times(round == 1 ? 200 : 100);
        end();
    }
    (void)remove(path);
}

static void test_player_screen__the_same_without_figures(void **state)
{
    (void)state;
    begin("quad-hold", 2);
    wait_for(SEGMENT_HOLD);
    wait_ms(500);
    assert_null(find("figure"));
    resize(scene_sizes[0]);
    assert_true(tallest_digit() >= 390 * THIRD);
    check_nothing_overlaps("hold");
    resize((SceneSize){844, 390});
    assert_true(tallest_digit() >= 390 * THIRD);
    check_nothing_overlaps("hold on its side");
    tap("screen");
    assert_true(tallest_digit() >= 390 * THIRD);
    check_nothing_overlaps("paused on its side");
    end();
}

static void test_player_screen__the_figure_is_large_and_gives_way_first(void **state)
{
    (void)state;
    begin("quad-hold", 3);
    wait_for(SEGMENT_HOLD);
    wait_ms(500);
    const UiNode *figure = find("figure");
    assert_non_null(figure);
    assert_true(fmaxf(figure->rect.w, figure->rect.h) >= FIGURE_LEAST);
    const float before = figure->rect.h;
    settings()->text_percent = 200;
    resize((SceneSize){360, 640});
    figure = find("figure");
    assert_true(figure == NULL || figure->rect.h < before);
    assert_true(tallest_digit() >= 360 * THIRD);
    end();
}

static void test_player_screen__a_pause_moves_neither_ring_nor_digits(void **state)
{
    (void)state;
    begin("quad-hold", 3);
    for (int32_t upright = 0; upright < 3; upright++) {
        static const SceneSize shown[] = {{390, 844}, {360, 640}, {1180, 820}};
        wait_for(SEGMENT_HOLD);
        resize(shown[upright]);
        wait_ms(500);
        const Rect figure = find("figure")->rect;
        const Rect clock = find("clock")->rect;
        tap("screen");
        assert_int_equal(player()->state, PLAYER_PAUSED);
        assert_memory_equal(&figure, &find("figure")->rect, sizeof(figure));
        assert_memory_equal(&clock, &find("clock")->rect, sizeof(clock));
        assert_non_null(find("how"));
        tap("resume");
        wait_ms(3500);
    }
    end();
}

/* ---- what moves ----------------------------------------------------------------------------- */

/* Frames that the app asks for within this long. */
static int32_t frames_within(int64_t ms)
{
    const int64_t until = scene.headless.now_ms + ms;
    int32_t frames = 0;
    for (int64_t next = frame(); next < until; next = frame()) {
        const int64_t step = next - scene.headless.now_ms;
        headless_advance(&scene.headless, step > 0 ? step : 1);
        frames++;
    }
    headless_advance(&scene.headless, until - scene.headless.now_ms);
    return frames;
}

static void test_player_screen__frames_are_for_what_moves(void **state)
{
    (void)state;
    begin("quad-hold", 3);
    wait_for(SEGMENT_HOLD);
    assert_in_range(frames_within(500), 14, 24); /* the figure goes into the hold */
    wait_ms(500);
    assert_in_range(frames_within(2000), 18, 26); /* it breathes */
    settings()->reduced_motion = true;
    (void)frame();
    assert_in_range(frames_within(2000), 6, 12); /* the clock counts */
    tap("screen");
    assert_int_equal(frame(), scene.headless.now_ms + MODEL_SLEEP_MS); /* and then nothing moves */
    end();
}

static Color page_color(void)
{
    return app_list(scene.app)->commands[0].color;
}

static bool same_color(Color a, Color b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b;
}

static void test_player_screen__phases_fade_unless_motion_is_reduced(void **state)
{
    (void)state;
    for (int32_t reduced = 0; reduced < 2; reduced++) {
        begin("quad-hold", 2);
        settings()->reduced_motion = reduced == 1;
        wait_ms(1000);
        const Color ready = page_color();
        while (kind() != SEGMENT_HOLD) {
            headless_advance(&scene.headless, 10);
            (void)frame();
        }
        const Color first = page_color();
        wait_ms(MOTION_PAGE_MS / 4);
        const Color middle = page_color();
        wait_ms(MOTION_PAGE_MS);
        const Color last = page_color();
        assert_false(same_color(ready, last));
        assert_int_equal(same_color(first, last), reduced == 1);
        assert_int_equal(same_color(middle, last), reduced == 1);
        /* And then it stands. */
        assert_in_range(frames_within(1000), 2, 6);
        end();
    }
}

/* ---- seen instead of heard ------------------------------------------------------------------ */

static float edge_width(void)
{
    const DrawList *list = app_list(scene.app);
    for (int32_t i = 0; i < list->count; i++) {
        const DrawCommand *command = &list->commands[i];
        if (command->kind == DRAW_RECT && command->as.rect.border > 0 &&
            command->as.rect.rect.w >= 390 && command->as.rect.rect.h >= 844) {
            return command->as.rect.border;
        }
    }
    return 0;
}

/* How often the edge lit up, and for how long in all. */
static int32_t pulses_within(int64_t ms, int64_t *lit_ms)
{
    int32_t pulses = 0;
    *lit_ms = 0;
    bool was_lit = edge_width() > 0;
    for (int64_t at = 0; at < ms; at += 10) {
        headless_advance(&scene.headless, 10);
        (void)frame();
        const bool lit = edge_width() > 0;
        pulses += lit && !was_lit ? 1 : 0;
        *lit_ms += lit ? 10 : 0;
        was_lit = lit;
    }
    return pulses;
}

static void test_player_screen__without_tones_the_edge_pulses(void **state)
{
    (void)state;
    static const struct {
        int32_t volume;
        bool pulse;
        int32_t pulses;
    } cases[] = {{8, false, 0}, {0, false, 4}, {8, true, 4}};
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        int64_t lit_ms = 0;
        begin("quad-hold", 2);
        settings()->volume = cases[i].volume;
        settings()->pulse = cases[i].pulse;
        /* Three counts and the start. */
        const Segment *ready = &player()->timeline->segments[0];
        assert_int_equal(ready->kind, SEGMENT_READY);
        assert_int_equal(pulses_within(ready->length_ms + 500, &lit_ms), cases[i].pulses);
        assert_in_range(lit_ms, 180 * cases[i].pulses, 220 * cases[i].pulses);
        /* A count-in counts and says go. */
        wait_ms(2000);
        tap("screen");
        assert_true(edge_width() <= 0);
        tap("resume");
        const int32_t first = edge_width() > 0 ? 1 : 0;
        assert_int_equal(first + pulses_within(3500, &lit_ms), cases[i].pulses);
        end();
    }
}

/* ---- the count ------------------------------------------------------------------------------ */

static void on_heard(void *context, const Cue *cue, int64_t at_ms)
{
    (void)at_ms;
    if (cue->id == CUE_REP && cue->channel == CHANNEL_VOICE) {
        (void)sf_format(context, 32, "%s", cue->say);
    }
}

static void check_said(const char *said)
{
    static const char *const numbers[] = {"",    "One",   "Two",   "Three", "Four", "Five",
                                          "Six", "Seven", "Eight", "Nine",  "Ten"};
    const char *digits = find("clock")->value;
    const int32_t shown = digits[1] == '0' ? 10 : digits[0] - '0';
    assert_in_range(shown, 1, 10);
    if (strncasecmp(said, numbers[shown], strlen(numbers[shown])) != 0) {
        fail_msg("the voice says %s, the clock %s", said, digits);
    }
}

static void test_player_screen__the_digits_say_what_the_voice_says(void **state)
{
    (void)state;
    char said[32] = "";
    int32_t reps = 0;
    begin("towel-press", 3);
    app_on_heard(scene.app, on_heard, said);
    for (wait_for(SEGMENT_REPS); kind() == SEGMENT_REPS; (void)frame()) {
        if (said[0] != '\0') {
            check_said(said);
            said[0] = '\0';
            reps++;
        }
        headless_advance(&scene.headless, 50);
    }
    assert_in_range(reps, 5, 10);
    end();
}

/* ---- the lock ------------------------------------------------------------------------------- */

static void touch(InputKind what, float x, float y)
{
    const InputEvent event = {.kind = what, .at_ms = scene.headless.now_ms, .x = x, .y = y};
    app_event(scene.app, &event);
    (void)frame();
}

static void test_player_screen__locked_only_a_long_press_unlocks(void **state)
{
    (void)state;
    begin("quad-hold", 3);
    wait_for(SEGMENT_HOLD);
    wait_ms(1000);
    tap("lock");
    for (float y = 4; y < 844; y += 40) {
        for (float x = 4; x < 390; x += 40) {
            touch(INPUT_PRESS, x, y);
            touch(INPUT_RELEASE, x, y);
        }
    }
    assert_int_equal(player()->state, PLAYER_RUNNING);
    assert_int_equal(kind(), SEGMENT_HOLD);
    assert_non_null(find("locked"));
    assert_null(find("skip"));
    touch(INPUT_PRESS, 195, 400);
    wait_ms(MOTION_LONG_PRESS_MS - 50);
    assert_non_null(find("locked"));
    wait_ms(100);
    touch(INPUT_RELEASE, 195, 400);
    assert_null(find("locked"));
    assert_non_null(find("skip"));
    assert_int_equal(player()->state, PLAYER_RUNNING);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_player_screen__digits_and_controls_stay_large_everywhere),
        cmocka_unit_test(test_player_screen__the_side_is_as_large_as_the_phase),
        cmocka_unit_test(test_player_screen__minutes_are_as_large_as_seconds),
        cmocka_unit_test(test_player_screen__the_same_without_figures),
        cmocka_unit_test(test_player_screen__the_figure_is_large_and_gives_way_first),
        cmocka_unit_test(test_player_screen__a_pause_moves_neither_ring_nor_digits),
        cmocka_unit_test(test_player_screen__frames_are_for_what_moves),
        cmocka_unit_test(test_player_screen__phases_fade_unless_motion_is_reduced),
        cmocka_unit_test(test_player_screen__without_tones_the_edge_pulses),
        cmocka_unit_test(test_player_screen__the_digits_say_what_the_voice_says),
        cmocka_unit_test(test_player_screen__locked_only_a_long_press_unlocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
