/* SPDX-License-Identifier: MIT */
/*
 * What a figure puts on the draw list: mirrored exactly, inside its place, without memory, and two
 * of them command by command against tests/golden/figure/NAME.txt. SUREFOOT_UPDATE_GOLDEN=1 writes
 * those anew: look at the pictures before keeping them.
 */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "surefoot/figure.h"
#include "surefoot/load.h"
#include "surefoot/theme.h"

#define STEPS 24
#define GOLDEN_BYTES 65536

static const Rect places[] = {
    {0.0F, 0.0F, 160.0F, 160.0F}, {40.0F, 300.0F, 1000.0F, 1200.0F}, {7.5F, 3.25F, 640.0F, 240.0F}};

static int open_library(void **state)
{
    static Library library;
    static const char *const paths[] = {SUREFOOT_SOURCE_DIR "/assets/figures"};
    Faults faults = {0};
    library = (Library){0};
    assert_int_equal(library_load_paths(&library, paths, 1, &faults), SF_OK);
    assert_int_equal(faults.count, 0);
    faults_deinit(&faults);
    *state = &library;
    return 0;
}

static int close_library(void **state)
{
    library_deinit(*state);
    return 0;
}

static void draw_at(DrawList *list, const Figure *figure, Rect rect, float progress, int32_t flags)
{
    const FigurePalette palette = figure_palette(false);
    const FigurePose pose =
        progress < 0.0F ? figure_pose_mistake(figure) : figure_pose_at(figure, progress);
    draw_begin(list);
    figure_draw(list, rect, figure, &pose, &palette, flags);
}

static bool is_near(float a, float b)
{
    return fabsf(a - b) < 0.02F;
}

/* Corners of a hull come in another order when it is mirrored. */
static bool has_point(const DrawList *list, const DrawCommand *polygon, Point point)
{
    for (int32_t i = 0; i < polygon->as.polygon.count; i++) {
        const Point other = list->points[polygon->as.polygon.first + i];
        if (fabsf(other.x - point.x) < 0.05F && fabsf(other.y - point.y) < 0.05F) {
            return true;
        }
    }
    return false;
}

static void expect_mirrored_polygon(const DrawList *lists[2],
                                    const DrawCommand *a,
                                    const DrawCommand *b,
                                    float sum)
{
    assert_int_equal(a->as.polygon.count, b->as.polygon.count);
    for (int32_t i = 0; i < a->as.polygon.count; i++) {
        const Point at = lists[0]->points[a->as.polygon.first + i];
        assert_true(has_point(lists[1], b, (Point){sum - at.x, at.y}));
    }
}

static void expect_mirrored(const DrawList *lists[2], float sum)
{
    assert_int_equal(lists[0]->count, lists[1]->count);
    for (int32_t i = 0; i < lists[0]->count; i++) {
        const DrawCommand *a = &lists[0]->commands[i];
        const DrawCommand *b = &lists[1]->commands[i];
        assert_int_equal(a->kind, b->kind);
        assert_memory_equal(&a->color, &b->color, sizeof(a->color));
        if (a->kind == DRAW_POLYGON) {
            expect_mirrored_polygon(lists, a, b, sum);
        } else {
            assert_int_equal(a->kind, DRAW_CAPSULE);
            assert_true(is_near(a->as.capsule.a.x + b->as.capsule.a.x, sum));
            assert_true(is_near(a->as.capsule.b.x + b->as.capsule.b.x, sum));
            assert_true(is_near(a->as.capsule.a.y, b->as.capsule.a.y));
            assert_true(is_near(a->as.capsule.b.y, b->as.capsule.b.y));
            assert_true(is_near(a->as.capsule.radius_a, b->as.capsule.radius_a));
            assert_true(is_near(a->as.capsule.radius_b, b->as.capsule.radius_b));
        }
    }
}

static void test_figure_draw__the_other_side_is_the_exact_mirror_image(void **state)
{
    const Library *library = *state;
    DrawList plain = {0};
    DrawList mirrored = {0};
    const DrawList *lists[2] = {&plain, &mirrored};
    const Rect rect = {30.0F, 10.0F, 300.0F, 280.0F};
    for (int32_t i = 0; i < library->figure_count; i++) {
        for (int32_t k = 0; k <= 4; k++) {
            const float progress = (float)k / 4.0F;
            draw_at(&plain, library->figures[i], rect, progress, FIGURE_ARROW | FIGURE_GLOW);
            draw_at(&mirrored, library->figures[i], rect, progress,
                    FIGURE_ARROW | FIGURE_GLOW | FIGURE_MIRRORED);
            expect_mirrored(lists, 2.0F * rect.x + rect.w);
        }
    }
    draw_deinit(&plain);
    draw_deinit(&mirrored);
}

static void expect_inside(const DrawList *list, const Figure *figure, Rect rect)
{
    const TextSource text = text_source_fixed();
    const Rect room = {rect.x - 2.0F, rect.y - 2.0F, rect.w + 4.0F, rect.h + 4.0F};
    assert_false(list->dropped);
    for (int32_t i = 0; i < list->count; i++) {
        const Rect box = draw_bounds(list, &list->commands[i], &text);
        if (box.x < room.x || box.y < room.y || box.x + box.w > room.x + room.w ||
            box.y + box.h > room.y + room.h) {
            fail_msg("%s: command %d at %.1f %.1f %.1f %.1f leaves its place", figure->id, (int)i,
                     (double)box.x, (double)box.y, (double)box.w, (double)box.h);
        }
    }
}

static void test_figure_draw__nothing_leaves_its_place(void **state)
{
    const Library *library = *state;
    DrawList list = {0};
    for (int32_t i = 0; i < library->figure_count; i++) {
        const Figure *figure = library->figures[i];
        for (size_t p = 0; p < SF_COUNT(places); p++) {
            for (int32_t k = 0; k <= STEPS; k++) {
                draw_at(&list, figure, places[p], (float)k / (float)STEPS,
                        FIGURE_ARROW | FIGURE_GLOW);
                expect_inside(&list, figure, places[p]);
            }
            draw_at(&list, figure, places[p], -1.0F, FIGURE_MISTAKEN);
            expect_inside(&list, figure, places[p]);
        }
    }
    draw_deinit(&list);
}

static void test_figure_draw__scale_does_not_change_on_the_way(void **state)
{
    const Library *library = *state;
    for (int32_t i = 0; i < library->figure_count; i++) {
        const Rect bounds = figure_bounds(library->figures[i], false);
        for (int32_t k = 0; k <= STEPS; k++) {
            const FigurePose pose = figure_pose_at(library->figures[i], (float)k / (float)STEPS);
            const Rect body = figure_body_bounds(library->figures[i], &pose);
            assert_true(body.x >= bounds.x && body.y >= bounds.y);
            assert_true(body.x + body.w <= bounds.x + bounds.w);
            assert_true(body.y + body.h <= bounds.y + bounds.h);
        }
    }
}

static void test_figure_draw__a_steady_frame_takes_no_memory(void **state)
{
    const Library *library = *state;
    DrawList list = {0};
    for (int32_t i = 0; i < library->figure_count; i++) {
        const Figure *figure = library->figures[i];
        draw_at(&list, figure, places[1], 0.0F, FIGURE_ARROW | FIGURE_GLOW);
        draw_at(&list, figure, places[1], 1.0F, FIGURE_ARROW | FIGURE_GLOW);
        const uint64_t before = sf_alloc_count();
        for (int32_t k = 0; k <= STEPS; k++) {
            draw_at(&list, figure, places[1], (float)k / (float)STEPS, FIGURE_ARROW | FIGURE_GLOW);
        }
        assert_int_equal(sf_alloc_count(), before);
    }
    draw_deinit(&list);
}

static void test_figure_draw__no_place_draws_nothing(void **state)
{
    const Library *library = *state;
    DrawList list = {0};
    draw_at(&list, library->figures[0], (Rect){5.0F, 5.0F, 0.0F, 40.0F}, 0.5F, 0);
    assert_int_equal(list.count, 0);
    draw_at(&list, &(Figure){0}, places[0], 0.5F, 0);
    assert_int_equal(list.count, 0);
    draw_deinit(&list);
}

static void test_figure_draw__flags_add_and_take_away(void **state)
{
    const Library *library = *state;
    const Figure *figure = library_figure(library, "step-down");
    DrawList list = {0};
    draw_at(&list, figure, places[0], 1.0F, 0);
    const int32_t plain = list.count;
    draw_at(&list, figure, places[0], 1.0F, FIGURE_GLOW);
    const int32_t glowing = list.count;
    draw_at(&list, figure, places[0], 1.0F, FIGURE_GLOW | FIGURE_ARROW);
    assert_true(plain < glowing && glowing < list.count);
    draw_at(&list, figure, places[0], -1.0F, FIGURE_GLOW | FIGURE_ARROW | FIGURE_MISTAKEN);
    assert_int_equal(list.commands[list.count - 1].kind, DRAW_RING); /* round the knee */
    draw_deinit(&list);
}

/* Skin, hair and shoes are told by what they are next to. */
static void test_figure_draw__limbs_stand_out_from_every_page(void **state)
{
    (void)state;
    static const ColorRole pages[] = {COLOR_PAGE, COLOR_CARD, COLOR_WORK_PAGE, COLOR_REST_PAGE,
                                      COLOR_CHANGE_PAGE};
    for (int32_t theme = THEME_LIGHT; theme <= THEME_DARK; theme++) {
        const FigurePalette palette = figure_palette(theme == THEME_DARK);
        const Color colors[] = {palette.work,  palette.work_far, palette.cloth, palette.cloth_far,
                                palette.shirt, palette.arrow,    palette.care};
        for (size_t i = 0; i < SF_COUNT(colors) * SF_COUNT(pages); i++) {
            const Color page = theme_color((ThemeKind)theme, pages[i % SF_COUNT(pages)]);
            assert_true(theme_contrast(colors[i / SF_COUNT(pages)], page) >= 3.0);
        }
    }
}

/* A small generator, the same everywhere. */
static float any_number(uint32_t *state, float limit)
{
    *state = *state * 1664525U + 1013904223U;
    return ((float)(*state >> 8) / 8388608.0F - 1.0F) * limit;
}

/* Whatever a file may say: limbs that point at their own poles, targets on a hip, inside out. */
static void make_any_figure(Figure *figure, uint32_t *state)
{
    *figure = (Figure){.id = "any", .pose_count = 1 + (int32_t)(*state >> 16) % FIGURE_POSES};
    figure->turn = any_number(state, 180.0F);
    figure->tilt = any_number(state, 60.0F);
    figure->rests = any_number(state, 1.0F) > 0.0F;
    figure->alternates = any_number(state, 1.0F) > 0.0F;
    figure->loop_ms = any_number(state, 1.0F) > 0.5F ? 900 : 0;
    figure->arrow.bone = BONE_RIGHT_FOOT;
    figure->mistake = "Anything";
    for (int32_t i = 0; i < FIGURE_LIMBS; i++) {
        figure->pins[i].placed = any_number(state, 1.0F) > 0.0F;
        figure->pins[i].on =
            any_number(state, 1.0F) > 0.0F && i >= FIGURE_RIGHT_ARM ? BONE_PELVIS : BONE_WORLD;
    }
    const float limits[] = {0.0F, 90.0F, 180.0F, 400.0F};
    for (int32_t k = 0; k < figure->pose_count; k++) {
        const float limit = limits[(*state >> 20) % SF_COUNT(limits)];
        for (int32_t i = 0; i < FIGURE_VALUES; i++) {
            figure->poses[k].value[i] = roundf(any_number(state, limit) / 45.0F) * 45.0F;
        }
    }
    for (int32_t i = 0; i < FIGURE_PROPS; i++) {
        figure->props[i] =
            (FigureProp){.kind = (FigurePropKind)((*state >> 12) % PROP_KINDS),
                         .at = {any_number(state, 400.0F), any_number(state, 400.0F), 0.0F},
                         .size = {any_number(state, 400.0F), any_number(state, 400.0F), 3.0F}};
    }
    figure->prop_count = FIGURE_PROPS;
}

static void test_figure_draw__any_file_can_be_drawn(void **state)
{
    (void)state;
    DrawList list = {0};
    uint32_t seed = 7;
    for (int32_t i = 0; i < 600; i++) {
        Figure figure;
        make_any_figure(&figure, &seed);
        for (int32_t k = -1; k <= 4; k++) {
            draw_at(&list, &figure, places[i % 3], (float)k / 4.0F,
                    FIGURE_ARROW | (k < 0 ? FIGURE_MISTAKEN : FIGURE_GLOW));
            const Rect bounds = figure_bounds(&figure, k < 0);
            assert_true(isfinite(bounds.x) && isfinite(bounds.w) && bounds.w > 0.0F);
            assert_true(list.count > 0);
        }
    }
    draw_deinit(&list);
}

/* ---- goldens ---- */

static void compare(const char *name, const DrawList *list)
{
    char path[512];
    assert_true(
        sf_format(path, sizeof(path), "%s/tests/golden/figure/%s.txt", SUREFOOT_SOURCE_DIR, name));
    char *got = NULL;
    assert_int_equal(draw_dump(list, &got), SF_OK);
    const char *update = getenv("SUREFOOT_UPDATE_GOLDEN");
    if (update != NULL && strcmp(update, "1") == 0) {
        FILE *out = fopen(path, "wb");
        assert_non_null(out);
        assert_true(fputs(got, out) >= 0);
        assert_int_equal(fclose(out), 0);
    }
    static char expected[GOLDEN_BYTES];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("%s is missing; SUREFOOT_UPDATE_GOLDEN=1 writes it", path);
        return;
    }
    const size_t size = fread(expected, 1, sizeof(expected) - 1, file);
    expected[size] = '\0';
    assert_int_equal(fclose(file), 0);
    assert_string_equal(got, expected);
    sf_free(got);
}

static void test_figure_draw__goldens(void **state)
{
    const Library *library = *state;
    DrawList list = {0};
    draw_at(&list, library_figure(library, "mini-squat"), places[0], 1.0F,
            FIGURE_GLOW | FIGURE_ARROW);
    compare("mini-squat", &list);
    draw_at(&list, library_figure(library, "clamshell"), places[0], 0.5F,
            FIGURE_GLOW | FIGURE_MIRRORED);
    compare("clamshell", &list);
    draw_deinit(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figure_draw__the_other_side_is_the_exact_mirror_image),
        cmocka_unit_test(test_figure_draw__nothing_leaves_its_place),
        cmocka_unit_test(test_figure_draw__scale_does_not_change_on_the_way),
        cmocka_unit_test(test_figure_draw__a_steady_frame_takes_no_memory),
        cmocka_unit_test(test_figure_draw__no_place_draws_nothing),
        cmocka_unit_test(test_figure_draw__flags_add_and_take_away),
        cmocka_unit_test(test_figure_draw__limbs_stand_out_from_every_page),
        cmocka_unit_test(test_figure_draw__any_file_can_be_drawn),
        cmocka_unit_test(test_figure_draw__goldens),
    };
    return cmocka_run_group_tests(tests, open_library, close_library);
}
