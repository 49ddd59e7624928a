/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "surefoot/app_icon.h"
#include "surefoot/raster.h"
#include "surefoot/theme.h"

#define SIDE 128
#define UNDER 0xFF123456U

static uint32_t pixels[SIDE * SIDE];

static void paint(IconShape shape)
{
    for (size_t i = 0; i < SF_COUNT(pixels); i++) {
        pixels[i] = UNDER;
    }
    DrawList list = {0};
    draw_begin(&list);
    app_icon_draw(&list, (float)SIDE, shape);
    const TextSource text = text_source_fixed();
    const Surface surface = {pixels, SIDE, SIDE, SIDE};
    raster_draw(&surface, &list, &text, (Rect){0.0F, 0.0F, (float)SIDE, (float)SIDE});
    draw_deinit(&list);
}

static uint32_t accent(void)
{
    const Color color = theme_color(THEME_LIGHT, COLOR_ACCENT);
    return 0xFF000000U | (uint32_t)color.r << 16 | (uint32_t)color.g << 8 | color.b;
}

static void test_app_icon__rounded_leaves_its_corners_free(void **state)
{
    (void)state;
    static const IconShape rounded[] = {ICON_ROUNDED, ICON_TODAY, ICON_BRUSHING};
    for (size_t i = 0; i < SF_COUNT(rounded); i++) {
        paint(rounded[i]);
        assert_int_equal(pixels[0], UNDER);
        assert_int_equal(pixels[SIDE * SIDE - 1], UNDER);
        assert_int_equal(pixels[SIDE / 2], accent());
    }
}

/* Launchers may cut everything outside of a circle of 80 % of the side. */
static void test_app_icon__maskable_keeps_the_mark_in_the_middle(void **state)
{
    (void)state;
    paint(ICON_MASKABLE);
    int32_t mark = 0;
    for (int32_t y = 0; y < SIDE; y++) {
        for (int32_t x = 0; x < SIDE; x++) {
            const double dx = x + 0.5 - SIDE / 2.0;
            const double dy = y + 0.5 - SIDE / 2.0;
            const bool inside = dx * dx + dy * dy <= 0.16 * SIDE * SIDE;
            const bool is_mark = pixels[y * SIDE + x] != accent();
            assert_true(inside || !is_mark);
            mark += is_mark ? 1 : 0;
        }
    }
    assert_true(mark > SIDE * SIDE / 20);
}

static void test_app_icon__the_mark_stands_out(void **state)
{
    (void)state;
    static const ColorRole roles[] = {COLOR_TEXT, COLOR_ACCENT, COLOR_CHANGE};
    for (size_t i = 0; i < SF_COUNT(roles); i++) {
        assert_true(theme_contrast(theme_color(THEME_DARK, roles[i]),
                                   theme_color(THEME_LIGHT, COLOR_ACCENT)) >= 3.0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_app_icon__rounded_leaves_its_corners_free),
        cmocka_unit_test(test_app_icon__maskable_keeps_the_mark_in_the_middle),
        cmocka_unit_test(test_app_icon__the_mark_stands_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
