/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// clang-format off
#include <cmocka.h>
// clang-format on
#include <math.h>

#include "surefoot/theme.h"

typedef struct Pair {
    ColorRole front;
    ColorRole back;
    double least;
} Pair;

#define TEXT_LEAST 4.5
#define GRAPHIC_LEAST 3.0

/* Every pair that is used on screen: text on the surfaces it stands on, graphics likewise. */
static const Pair pairs[] = {
    {COLOR_TEXT, COLOR_PAGE, TEXT_LEAST},
    {COLOR_TEXT, COLOR_CARD, TEXT_LEAST},
    {COLOR_TEXT, COLOR_CARD_PRESSED, TEXT_LEAST},
    {COLOR_TEXT, COLOR_TRACK, TEXT_LEAST},
    {COLOR_TEXT, COLOR_WORK_PAGE, TEXT_LEAST},
    {COLOR_TEXT, COLOR_REST_PAGE, TEXT_LEAST},
    {COLOR_TEXT, COLOR_CHANGE_PAGE, TEXT_LEAST},
    {COLOR_TEXT_SOFT, COLOR_PAGE, TEXT_LEAST},
    {COLOR_TEXT_SOFT, COLOR_CARD, TEXT_LEAST},
    {COLOR_TEXT_SOFT, COLOR_CARD_PRESSED, TEXT_LEAST},
    {COLOR_TEXT_SOFT, COLOR_WORK_PAGE, TEXT_LEAST},
    {COLOR_TEXT_SOFT, COLOR_REST_PAGE, TEXT_LEAST},
    {COLOR_TEXT_SOFT, COLOR_CHANGE_PAGE, TEXT_LEAST},
    {COLOR_ACCENT, COLOR_PAGE, TEXT_LEAST},
    {COLOR_ACCENT, COLOR_CARD, TEXT_LEAST},
    {COLOR_ACCENT, COLOR_CARD_PRESSED, TEXT_LEAST},
    {COLOR_ACCENT, COLOR_WORK_PAGE, TEXT_LEAST},
    {COLOR_ACCENT, COLOR_REST_PAGE, TEXT_LEAST},
    {COLOR_ACCENT, COLOR_CHANGE_PAGE, TEXT_LEAST},
    {COLOR_ON_ACCENT, COLOR_ACCENT, TEXT_LEAST},
    {COLOR_ON_ACCENT, COLOR_ACCENT_PRESSED, TEXT_LEAST},
    {COLOR_WORK, COLOR_WORK_PAGE, TEXT_LEAST},
    {COLOR_WORK, COLOR_REST_PAGE, TEXT_LEAST},
    {COLOR_WORK, COLOR_CHANGE_PAGE, TEXT_LEAST},
    {COLOR_WORK, COLOR_PAGE, TEXT_LEAST},
    {COLOR_WORK, COLOR_CARD, TEXT_LEAST},
    {COLOR_REST, COLOR_REST_PAGE, TEXT_LEAST},
    {COLOR_REST, COLOR_PAGE, TEXT_LEAST},
    {COLOR_REST, COLOR_CARD, TEXT_LEAST},
    {COLOR_CHANGE, COLOR_CHANGE_PAGE, TEXT_LEAST},
    {COLOR_CHANGE, COLOR_PAGE, TEXT_LEAST},
    {COLOR_CHANGE, COLOR_CARD, TEXT_LEAST},
    {COLOR_LEFT, COLOR_PAGE, TEXT_LEAST},
    {COLOR_LEFT, COLOR_CARD, TEXT_LEAST},
    {COLOR_RIGHT, COLOR_PAGE, TEXT_LEAST},
    {COLOR_RIGHT, COLOR_CARD, TEXT_LEAST},
    {COLOR_GOOD, COLOR_PAGE, TEXT_LEAST},
    {COLOR_GOOD, COLOR_CARD, TEXT_LEAST},
    {COLOR_CARE, COLOR_PAGE, TEXT_LEAST},
    {COLOR_CARE, COLOR_CARD, TEXT_LEAST},
    {COLOR_CARE, COLOR_CARD_PRESSED, TEXT_LEAST},
    {COLOR_ON_CARE, COLOR_CARE, TEXT_LEAST},
    {COLOR_OUTLINE, COLOR_PAGE, GRAPHIC_LEAST},
    {COLOR_OUTLINE, COLOR_CARD, GRAPHIC_LEAST},
    {COLOR_OUTLINE, COLOR_CARD_PRESSED, GRAPHIC_LEAST},
    {COLOR_FOCUS, COLOR_PAGE, GRAPHIC_LEAST},
    {COLOR_FOCUS, COLOR_CARD, GRAPHIC_LEAST},
    {COLOR_FOCUS, COLOR_WORK_PAGE, GRAPHIC_LEAST},
    {COLOR_FOCUS, COLOR_REST_PAGE, GRAPHIC_LEAST},
    {COLOR_FOCUS, COLOR_CHANGE_PAGE, GRAPHIC_LEAST},
    {COLOR_CARE, COLOR_WORK_PAGE, GRAPHIC_LEAST},
    {COLOR_CARE, COLOR_REST_PAGE, GRAPHIC_LEAST},
    {COLOR_CARE, COLOR_CHANGE_PAGE, GRAPHIC_LEAST},
    {COLOR_DIM, COLOR_DIM_PAGE, TEXT_LEAST},
    {COLOR_DIM_STRONG, COLOR_DIM_PAGE, TEXT_LEAST},
    {COLOR_DIM_FAINT, COLOR_DIM_PAGE, GRAPHIC_LEAST},
};

static const ThemeKind themes[] = {THEME_LIGHT, THEME_DARK, THEME_LIGHT_STRONG, THEME_DARK_STRONG};
static const char *const theme_names[] = {"light", "dark", "strong light", "strong dark"};

/* WCAG's next level: 7:1 for text; ours for graphics. */
static double least_in(ThemeKind theme, double least)
{
    const bool strong = theme == THEME_LIGHT_STRONG || theme == THEME_DARK_STRONG;
    return !strong ? least : least < TEXT_LEAST ? 4.5 : 7.0;
}

static void test_theme__every_pair_in_use_has_its_contrast(void **state)
{
    (void)state;
    int faults = 0;
    for (size_t t = 0; t < SF_COUNT(themes); t++) {
        for (size_t i = 0; i < SF_COUNT(pairs); i++) {
            const double ratio = theme_contrast(theme_color(themes[t], pairs[i].front),
                                                theme_color(themes[t], pairs[i].back));
            const double least = least_in(themes[t], pairs[i].least);
            if (ratio < least) {
                print_error("%s: role %d on role %d has %.2f, wants %.1f\n", theme_names[t],
                            (int)pairs[i].front, (int)pairs[i].back, ratio, least);
                faults++;
            }
        }
    }
    assert_int_equal(faults, 0);
}

static double linear(uint8_t channel)
{
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* CIE L*, 0..100. */
static double lightness(Color c)
{
    const double y = 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
    return y > 0.008856 ? 116.0 * cbrt(y) - 16.0 : 903.3 * y;
}

static double hue(Color c)
{
    const double alpha = c.r - 0.5 * (c.g + c.b);
    const double beta = 0.8660254 * (c.g - c.b);
    const double degrees = atan2(beta, alpha) * 57.29578;
    return degrees < 0.0 ? degrees + 360.0 : degrees;
}

static double hue_distance(Color a, Color b)
{
    const double apart = fabs(hue(a) - hue(b));
    return apart > 180.0 ? 360.0 - apart : apart;
}

static void assert_apart(ThemeKind theme, const ColorRole roles[3])
{
    for (int i = 0; i < 3; i++) {
        const Color a = theme_color(theme, roles[i]);
        const Color b = theme_color(theme, roles[(i + 1) % 3]);
        assert_true(hue_distance(a, b) >= 40.0);
        assert_true(fabs(lightness(a) - lightness(b)) >= 4.0);
    }
}

static void test_theme__work_rest_and_change_differ_in_hue_and_lightness(void **state)
{
    (void)state;
    static const ColorRole fronts[] = {COLOR_WORK, COLOR_REST, COLOR_CHANGE};
    static const ColorRole pages[] = {COLOR_WORK_PAGE, COLOR_REST_PAGE, COLOR_CHANGE_PAGE};
    for (size_t t = 0; t < SF_COUNT(themes); t++) {
        assert_apart(themes[t], fronts);
        assert_apart(themes[t], pages);
    }
}

static void test_theme__the_legs_differ_in_hue_and_lightness(void **state)
{
    (void)state;
    for (size_t t = 0; t < SF_COUNT(themes); t++) {
        const Color left = theme_color(themes[t], COLOR_LEFT);
        const Color right = theme_color(themes[t], COLOR_RIGHT);
        assert_true(hue_distance(left, right) >= 90.0);
        assert_true(fabs(lightness(left) - lightness(right)) >= 4.0);
    }
}

static void test_theme__contrast_is_the_published_formula(void **state)
{
    (void)state;
    const Color black = {0, 0, 0, 255};
    const Color white = {255, 255, 255, 255};
    const Color grey = {0x76, 0x76, 0x76, 255};
    assert_true(fabs(theme_contrast(black, white) - 21.0) < 1e-9);
    assert_true(fabs(theme_contrast(white, white) - 1.0) < 1e-9);
    assert_true(fabs(theme_contrast(grey, white) - 4.54) < 0.01);
    assert_true(fabs(theme_contrast(white, grey) - theme_contrast(grey, white)) < 1e-12);
}

static void test_theme__all_colours_but_the_scrim_are_opaque(void **state)
{
    (void)state;
    for (size_t t = 0; t < SF_COUNT(themes); t++) {
        for (int role = 0; role < COLOR_ROLES; role++) {
            const Color color = theme_color(themes[t], (ColorRole)role);
            if (role == COLOR_SCRIM) {
                assert_in_range(color.a, 0x60, 0xD0);
            } else {
                assert_int_equal(color.a, 255);
            }
        }
    }
}

static void test_theme__sizes_fall_from_display_to_small(void **state)
{
    (void)state;
    float before = 100.0F;
    for (int style = 0; style < TEXT_STYLES; style++) {
        const TextStyleSpec spec = theme_text((TextStyle)style);
        assert_true(spec.size <= before);
        assert_true(spec.size >= 14.0F);
        assert_true(spec.line >= 1.1F && spec.line <= 1.6F);
        before = spec.size;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_theme__every_pair_in_use_has_its_contrast),
        cmocka_unit_test(test_theme__work_rest_and_change_differ_in_hue_and_lightness),
        cmocka_unit_test(test_theme__the_legs_differ_in_hue_and_lightness),
        cmocka_unit_test(test_theme__contrast_is_the_published_formula),
        cmocka_unit_test(test_theme__all_colours_but_the_scrim_are_opaque),
        cmocka_unit_test(test_theme__sizes_fall_from_display_to_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
