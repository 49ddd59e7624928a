/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "surefoot/memory.h"
#include "text_sdl.h"

#include <string.h>

static int setup(void **state)
{
    SfErrorInfo err = {{0}};
    TextFonts *fonts = text_fonts_open(NULL, &err);
    if (fonts == NULL) {
        fail_msg("%s", err.text);
    }
    *state = fonts;
    return 0;
}

static int teardown(void **state)
{
    text_fonts_close(*state);
    return 0;
}

static float width(TextFonts *fonts, FontWeight weight, int32_t px, const char *text)
{
    const TextSource *source = text_fonts_source(fonts);
    return source->width(source->context, (Font){weight, px}, text, strlen(text));
}

static const TextBitmap *bitmap(TextFonts *fonts, int32_t px, const char *text)
{
    const TextSource *source = text_fonts_source(fonts);
    return source->bitmap(source->context, (Font){FONT_SEMIBOLD, px}, text, strlen(text));
}

static void test_text__a_missing_folder_says_what_to_do(void **state)
{
    (void)state;
    SfErrorInfo err = {{0}};
    assert_null(text_fonts_open("/nowhere", &err));
    assert_non_null(strstr(err.text, "/nowhere/Inter-Regular.otf"));
    assert_non_null(strstr(err.text, "fonts-inter"));
    assert_null(text_fonts_open("/nowhere", NULL));
    text_fonts_close(NULL);
}

static void test_text__widths_grow_with_text_size_and_weight(void **state)
{
    TextFonts *fonts = *state;
    static const char line[] = "Straight-leg raise";
    const float regular = width(fonts, FONT_REGULAR, 40, line);
    assert_true(regular > 250 && regular < 450);
    assert_true(width(fonts, FONT_SEMIBOLD, 40, line) > regular);
    assert_true(width(fonts, FONT_BOLD, 40, line) > width(fonts, FONT_SEMIBOLD, 40, line));
    assert_float_equal(width(fonts, FONT_REGULAR, 80, line), 2 * regular, 2);
    const float left = width(fonts, FONT_REGULAR, 40, "Straight-leg ");
    const float right = width(fonts, FONT_REGULAR, 40, "raise");
    assert_float_equal(left + right, regular, 2);
    assert_true(width(fonts, FONT_REGULAR, 40, " ") > 5);
    assert_float_equal(width(fonts, FONT_REGULAR, 40, ""), 0, 0);
}

static void test_text__the_vertical_metrics_scale(void **state)
{
    TextFonts *fonts = *state;
    const TextSource *source = text_fonts_source(fonts);
    float ascent = 0;
    float descent = 0;
    float twice = 0;
    source->vertical(source->context, (Font){FONT_REGULAR, 50}, &ascent, &descent);
    assert_true(ascent > 40 && ascent < 60);
    assert_true(descent > 5 && descent < 20);
    source->vertical(source->context, (Font){FONT_REGULAR, 100}, &twice, &descent);
    assert_float_equal(twice, 2 * ascent, 0.01);
}

static bool edge_has_ink(const TextBitmap *map, int32_t x, int32_t y, int32_t dx, int32_t dy)
{
    for (; x < map->width && y < map->height; x += dx, y += dy) {
        if (map->pixels[y * map->stride + x] != 0) {
            return true;
        }
    }
    return false;
}

static void test_text__bitmaps_are_as_big_as_their_ink(void **state)
{
    TextFonts *fonts = *state;
    static const char *const lines[] = {"0:37", "Mini squat", "j", ".", "\xc3\x84pfel", "a b"};
    for (size_t i = 0; i < SF_COUNT(lines); i++) {
        for (int32_t px = 11; px <= 200; px += 27) {
            const float advance = width(fonts, FONT_SEMIBOLD, px, lines[i]);
            const TextBitmap *map = bitmap(fonts, px, lines[i]);
            assert_non_null(map);
            assert_true(edge_has_ink(map, 0, 0, 0, 1));
            assert_true(edge_has_ink(map, 0, 0, 1, 0));
            assert_true(edge_has_ink(map, map->width - 1, 0, 0, 1));
            assert_true(edge_has_ink(map, 0, map->height - 1, 1, 0));
            assert_true((float)(map->left + map->width) <= advance + 1);
            assert_true(map->left > -px / 2);
            assert_true(map->height <= 2 * px);
        }
    }
    assert_null(bitmap(fonts, 20, "   "));
    assert_null(bitmap(fonts, 20, ""));
}

/* Column by column, does the bitmap of a line hold that of its beginning at the same place? */
static void assert_holds(const TextBitmap *line, const TextBitmap *part)
{
    for (int32_t y = 0; y < part->height; y++) {
        for (int32_t x = 0; x < part->width; x++) {
            const int32_t line_x = x + part->left - line->left;
            const int32_t line_y = y - part->ascent + line->ascent;
            assert_in_range(line_x, 0, line->width - 1);
            assert_in_range(line_y, 0, line->height - 1);
            assert_int_equal(line->pixels[line_y * line->stride + line_x],
                             part->pixels[y * part->stride + x]);
        }
    }
}

static void test_text__the_pen_and_the_baseline_are_where_the_bitmap_says(void **state)
{
    TextFonts *fonts = *state;
    for (int32_t px = 12; px <= 120; px += 9) {
        const TextBitmap upright = *bitmap(fonts, px, "H");
        assert_int_equal(upright.ascent, upright.height);
        assert_true(upright.left >= 0);
        /* Capitals are 0.727 em high. */
        assert_float_equal((float)upright.height, 0.727F * (float)px, 1.01);
        assert_holds(bitmap(fonts, px, "H."), &upright);
        assert_holds(bitmap(fonts, px, "Hpq"), &upright);
        const TextBitmap below = *bitmap(fonts, px, "j");
        assert_true(below.ascent < below.height);
        assert_holds(bitmap(fonts, px, "j H"), &below);
    }
    /* A mark above the ascent must not push the letters down. */
    const TextBitmap base = *bitmap(fonts, 64, "H");
    const TextBitmap *tall = bitmap(fonts, 64, "H \xe1\xba\xa8");
    assert_true(tall->ascent > base.ascent);
    assert_int_equal(tall->height, tall->ascent);
    assert_holds(tall, &base);
}

static void show(TextFonts *fonts)
{
    static const char *const lines[] = {
        "Hip and knee", "Step 3 of 12", "Next: clamshell", "0", "1", "2", "Pause", "  "};
    for (size_t i = 0; i < SF_COUNT(lines); i++) {
        for (int32_t px = 16; px <= 96; px *= 2) {
            (void)width(fonts, FONT_SEMIBOLD, px, lines[i]);
            (void)bitmap(fonts, px, lines[i]);
        }
    }
}

static void test_text__a_steady_frame_neither_shapes_nor_allocates(void **state)
{
    TextFonts *fonts = *state;
    show(fonts);
    const uint64_t allocations = sf_alloc_count();
    const uint64_t shaped = text_fonts_shaped(fonts);
    assert_true(shaped > 0);
    for (int frame = 0; frame < 5; frame++) {
        show(fonts);
    }
    assert_int_equal(sf_alloc_count(), allocations);
    assert_int_equal(text_fonts_shaped(fonts), shaped);
}

static void test_text__the_cache_forgets_what_was_not_used_longest(void **state)
{
    TextFonts *fonts = *state;
    char line[64];
    assert_non_null(bitmap(fonts, 20, "old"));
    for (int i = 0; i < 300; i++) {
        assert_true(sf_format(line, sizeof(line), "A long line of big text, %d", i));
        assert_non_null(bitmap(fonts, 60, line));
        assert_non_null(bitmap(fonts, 20, "in use"));
    }
    const uint64_t shaped = text_fonts_shaped(fonts);
    assert_non_null(bitmap(fonts, 20, "in use"));
    assert_non_null(bitmap(fonts, 60, line));
    assert_int_equal(text_fonts_shaped(fonts), shaped);
    assert_non_null(bitmap(fonts, 20, "old"));
    assert_int_equal(text_fonts_shaped(fonts), shaped + 1);
}

static void test_text__bad_bytes_show_as_replacement_marks(void **state)
{
    TextFonts *fonts = *state;
    static const struct {
        const char *bytes;
        const char *shown;
    } rows[] = {
        {"\xff", "\xef\xbf\xbd"},
        {"a\x80z", "a\xef\xbf\xbdz"},
        {"\xc3", "\xef\xbf\xbd"},                                 /* cut off */
        {"\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd"},                 /* overlong */
        {"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"}, /* surrogate */
        {"\xf4\x90\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {"one\ntwo\tthree", "one two three"},
        {"\xc2\x85", " "},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        assert_float_equal(width(fonts, FONT_REGULAR, 30, rows[i].bytes),
                           width(fonts, FONT_REGULAR, 30, rows[i].shown), 0);
    }
    const TextSource *source = text_fonts_source(fonts);
    const Font font = {FONT_REGULAR, 30};
    assert_float_equal(source->width(source->context, font, "a\0b", 3),
                       width(fonts, FONT_REGULAR, 30, "a b"), 0);
}

static void test_text__any_bytes_and_sizes_are_survived(void **state)
{
    TextFonts *fonts = *state;
    const TextSource *source = text_fonts_source(fonts);
    uint32_t seed = 12345;
    char bytes[TEXT_LINE_BYTES + 300];
    for (int round = 0; round < 300; round++) {
        for (size_t i = 0; i < sizeof(bytes); i++) {
            seed = seed * 1664525U + 1013904223U;
            bytes[i] = (char)(seed >> 24);
        }
        const Font font = {(FontWeight)(seed % 3), 1 + (int32_t)(seed >> 8) % 40};
        const size_t size = round < 290 ? (seed >> 16) % 40 : sizeof(bytes);
        (void)source->width(source->context, font, bytes, size);
        (void)source->bitmap(source->context, font, bytes, size);
    }
    static const int32_t sizes[] = {0, -5, INT32_MIN, INT32_MAX, 100000};
    for (size_t i = 0; i < SF_COUNT(sizes); i++) {
        assert_float_equal(width(fonts, FONT_REGULAR, sizes[i], "text"), 0, 0);
        assert_null(bitmap(fonts, sizes[i], "text"));
    }
    memset(bytes, 'W', sizeof(bytes));
    assert_null(source->bitmap(source->context, (Font){FONT_BOLD, 2000}, bytes, sizeof(bytes)));
}

static void test_text__a_long_line_is_cut_at_a_character(void **state)
{
    TextFonts *fonts = *state;
    static char line[TEXT_LINE_BYTES * 2 + 1];
    static char cut[TEXT_LINE_BYTES + 1];
    for (size_t i = 0; i < TEXT_LINE_BYTES; i++) {
        line[2 * i] = '\xc3';
        line[2 * i + 1] = '\xa9';
    }
    memcpy(cut, line, TEXT_LINE_BYTES);
    assert_float_equal(width(fonts, FONT_REGULAR, 10, line), width(fonts, FONT_REGULAR, 10, cut),
                       0);
    /* One byte later, the character at the end no longer fits. */
    line[0] = 'x';
    line[1] = 'x';
    memmove(line + 1, line + 2, sizeof(line) - 2);
    memcpy(cut, line, TEXT_LINE_BYTES - 1);
    cut[TEXT_LINE_BYTES - 1] = '\0';
    assert_float_equal(width(fonts, FONT_REGULAR, 10, line), width(fonts, FONT_REGULAR, 10, cut),
                       0);
}

static void test_text__without_memory_there_is_no_text_but_no_crash(void **state)
{
    (void)state;
    for (int64_t successes = 0; successes < 4; successes++) {
        sf_alloc_fail_after(successes);
        TextFonts *fonts = text_fonts_open(NULL, NULL);
        const TextBitmap *map = fonts != NULL ? bitmap(fonts, 20, "text") : NULL;
        sf_alloc_fail_after(-1);
        assert_int_equal(fonts != NULL, successes > 0);
        assert_int_equal(map != NULL, successes > 2);
        if (fonts != NULL) {
            assert_non_null(bitmap(fonts, 20, "text"));
        }
        text_fonts_close(fonts);
    }
}

#define WITH_FONTS(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text__a_missing_folder_says_what_to_do),
        WITH_FONTS(test_text__widths_grow_with_text_size_and_weight),
        WITH_FONTS(test_text__the_vertical_metrics_scale),
        WITH_FONTS(test_text__bitmaps_are_as_big_as_their_ink),
        WITH_FONTS(test_text__the_pen_and_the_baseline_are_where_the_bitmap_says),
        WITH_FONTS(test_text__a_steady_frame_neither_shapes_nor_allocates),
        WITH_FONTS(test_text__the_cache_forgets_what_was_not_used_longest),
        WITH_FONTS(test_text__bad_bytes_show_as_replacement_marks),
        WITH_FONTS(test_text__any_bytes_and_sizes_are_survived),
        WITH_FONTS(test_text__a_long_line_is_cut_at_a_character),
        cmocka_unit_test(test_text__without_memory_there_is_no_text_but_no_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
