/* SPDX-License-Identifier: MIT */
/* What Inter does not have, drawn with the fonts of tools/packages.sh. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "surefoot/memory.h"
#include "text_sdl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHIN "\xD7\xA9"
#define LAMED "\xD7\x9C" /* the one tall letter of Hebrew */
#define SEEN "\xD8\xB3"  /* joins its neighbours */
#define KNEE "\xE8\x86\x9D"
#define KANA "\xE3\x81\xB2\xE3\x81\x96"
#define HANGUL "\xEB\xAC\xB4\xEB\xA6\x8E"
#define THAI "\xE0\xB9\x80\xE0\xB8\x82\xE0\xB9\x88\xE0\xB8\xB2"
#define HINDI "\xE0\xA4\x98\xE0\xA5\x81\xE0\xA4\x9F\xE0\xA4\xA8\xE0\xA4\xBE"
#define VIETNAMESE "B\xC3\xA0i t\xE1\xBA\xADp \xC4\x91\xE1\xBA\xA7u g\xE1\xBB\x91i"
#define LEG "\xF0\x9F\xA6\xB5"
#define FAMILY                                                                                     \
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7" /* three, joined */
#define KEYCAP "1\xEF\xB8\x8F\xE2\x83\xA3"
#define SIGNS "\xE2\x98\x85 \xE2\x98\x91 \xE2\x99\x80"
#define NOWHERE "\xF4\x8F\xBF\xBD" /* U+10FFFD, for private use */
#define PX 40

static int setup(void **state)
{
    *state = text_fonts_open(NULL, NULL);
    return *state == NULL ? -1 : 0;
}

static int teardown(void **state)
{
    text_fonts_close(*state);
    return 0;
}

static float width(TextFonts *fonts, const char *text)
{
    const TextSource *source = text_fonts_source(fonts);
    return source->width(source->context, (Font){FONT_REGULAR, PX}, text, strlen(text));
}

static const TextBitmap *bitmap(TextFonts *fonts, const char *text)
{
    const TextSource *source = text_fonts_source(fonts);
    return source->bitmap(source->context, (Font){FONT_REGULAR, PX}, text, strlen(text));
}

static uint32_t missing(TextFonts *fonts, const char *text)
{
    return text_fonts_missing(fonts, text, strlen(text));
}

static bool is_loaded(const char *library)
{
    char line[512];
    bool found = false;
    FILE *maps = fopen("/proc/self/maps", "r");
    assert_non_null(maps);
    while (fgets(line, sizeof(line), maps) != NULL) {
        found = found || strstr(line, library) != NULL;
    }
    (void)fclose(maps);
    return found;
}

/* The first test: what is loaded stays for the others. */
static void test_letters__libraries_come_with_the_first_text_that_needs_them(void **state)
{
    TextFonts *fonts = *state;
    static const char *const ours[] = {"Today", VIETNAMESE,
                                       "\xCE\xB1 \xD0\xB6 \xC3\x9F \xE2\x80\xA6"};
    for (size_t i = 0; i < SF_COUNT(ours); i++) {
        assert_true(width(fonts, ours[i]) > 0);
        assert_non_null(bitmap(fonts, ours[i]));
        assert_int_equal(missing(fonts, ours[i]), 0);
    }
    assert_false(is_loaded("libfontconfig") || is_loaded("libfribidi"));
    assert_non_null(bitmap(fonts, KNEE));
    assert_true(is_loaded("libfontconfig"));
    assert_false(is_loaded("libfribidi"));
    assert_non_null(bitmap(fonts, SHIN));
    assert_true(is_loaded("libfribidi"));
}

static int32_t ink_in(const TextBitmap *map, int32_t from, int32_t to, int32_t above)
{
    int32_t ink = 0;
    for (int32_t y = 0; y < map->height && y < above; y++) {
        for (int32_t x = from; x < to; x++) {
            ink += map->pixels[y * map->stride + x];
        }
    }
    return ink;
}

static void test_letters__every_script_is_drawn_and_none_is_a_box(void **state)
{
    TextFonts *fonts = *state;
    static const char *const lines[] = {SHIN,   SEEN,   KNEE,  KANA,
                                        HANGUL, THAI,   HINDI, LEG,
                                        FAMILY, KEYCAP, SIGNS, "10 \xC3\x97 " SHIN LAMED};
    const TextBitmap box = *bitmap(fonts, NOWHERE);
    const int32_t ink = ink_in(&box, 0, box.width, box.height);
    for (size_t i = 0; i < SF_COUNT(lines); i++) {
        assert_int_equal(missing(fonts, lines[i]), 0);
        assert_true(width(fonts, lines[i]) > 0);
        const TextBitmap *map = bitmap(fonts, lines[i]);
        assert_non_null(map);
        assert_true(map->width != box.width || ink_in(map, 0, map->width, map->height) != ink);
        assert_true(map->height < 2 * PX && map->ascent > 0);
    }
}

static void test_letters__hebrew_runs_from_right_to_left(void **state)
{
    TextFonts *fonts = *state;
    const TextBitmap *flat = bitmap(fonts, SHIN);
    const int32_t low = flat->ascent;
    const TextBitmap *line = bitmap(fonts, SHIN SHIN LAMED);
    const int32_t above = line->ascent - low;
    assert_true(above > 0);
    assert_true(ink_in(line, 0, line->width / 3, above) > 0);
    assert_int_equal(ink_in(line, line->width / 2, line->width, above), 0);
    line = bitmap(fonts, LAMED SHIN SHIN);
    assert_int_equal(ink_in(line, 0, line->width / 2, above), 0);
    assert_true(ink_in(line, line->width * 2 / 3, line->width, above) > 0);
}

/* True if the line ends in the part, at its right edge. */
static bool ends_in(const TextBitmap *line, const TextBitmap *part)
{
    for (int32_t y = 0; y < part->height; y++) {
        const int32_t row = y + line->ascent - part->ascent;
        if (row < 0 || row >= line->height || part->width > line->width) {
            return false;
        }
        if (memcmp(line->pixels + row * line->stride + line->width - part->width,
                   part->pixels + y * part->stride, (size_t)part->width) != 0) {
            return false;
        }
    }
    return true;
}

static void assert_ends(TextFonts *fonts, const char *line, const char *part, bool wanted)
{
    static uint8_t pixels[PX * PX * 4];
    TextBitmap end = *bitmap(fonts, part);
    const size_t size = (size_t)end.height * (size_t)end.stride;
    assert_true(size <= sizeof(pixels));
    memcpy(pixels, end.pixels, size);
    end.pixels = pixels;
    assert_true(ends_in(bitmap(fonts, line), &end) == wanted);
}

static void test_letters__digits_and_words_of_two_directions_keep_their_order(void **state)
{
    TextFonts *fonts = *state;
    assert_ends(fonts, "10 " SHIN LAMED, "10", true);
    assert_ends(fonts, "10 " SHIN LAMED, SHIN LAMED, false);
    assert_ends(fonts, SHIN LAMED "10", SHIN LAMED, true);
    assert_ends(fonts, SHIN LAMED "ok", SHIN LAMED, true);
    assert_ends(fonts, "Next: " SHIN LAMED, SHIN LAMED, true);
    assert_ends(fonts, "Next: " SHIN LAMED "10", SHIN LAMED, true);
    assert_ends(fonts, "Next: " SHIN LAMED "ok", SHIN LAMED, false);
}

static float caret(TextFonts *fonts, const char *text, size_t at)
{
    const TextSource *source = text_fonts_source(fonts);
    return source->caret(source->context, (Font){FONT_REGULAR, PX}, text, strlen(text), at);
}

static void test_letters__a_caret_stands_where_the_next_letter_comes(void **state)
{
    TextFonts *fonts = *state;
    assert_true(caret(fonts, "knee", 0) == 0);
    assert_true(caret(fonts, "knee", 2) == width(fonts, "kn"));
    assert_true(caret(fonts, "knee", 4) == width(fonts, "knee"));
    assert_true(caret(fonts, SHIN LAMED, 0) == width(fonts, SHIN LAMED));
    assert_true(caret(fonts, SHIN LAMED, 2) == width(fonts, SHIN LAMED) - width(fonts, SHIN));
    assert_true(caret(fonts, SHIN LAMED, 4) == 0);
    assert_true(caret(fonts, KNEE KNEE, 3) == width(fonts, KNEE));
    const float whole = width(fonts, "ok" SHIN);
    assert_true(caret(fonts, "ok" SHIN, 2) == whole);
    assert_true(caret(fonts, "ok" SHIN, 4) == whole - width(fonts, SHIN));
}

static int32_t blank_columns(const TextBitmap *map)
{
    int32_t blank = 0;
    for (int32_t x = 0; x < map->width; x++) {
        blank += ink_in(map, x, x + 1, map->height) == 0 ? 1 : 0;
    }
    return blank;
}

static void test_letters__arabic_letters_join(void **state)
{
    TextFonts *fonts = *state;
    assert_true(width(fonts, SEEN SEEN SEEN) < 3 * width(fonts, SEEN) - 10);
    assert_int_equal(blank_columns(bitmap(fonts, SEEN SEEN SEEN)), 0);
    assert_true(blank_columns(bitmap(fonts, SEEN " " SEEN)) > 0);
}

static void test_letters__hindi_and_thai_marks_take_no_place_of_their_own(void **state)
{
    TextFonts *fonts = *state;
    assert_true(width(fonts, "\xE0\xA4\x98\xE0\xA5\x81") == width(fonts, "\xE0\xA4\x98"));
    assert_true(width(fonts, "\xE0\xB8\x82\xE0\xB9\x88") == width(fonts, "\xE0\xB8\x82"));
}

static void test_letters__emoji_have_colours_and_joined_ones_are_one(void **state)
{
    TextFonts *fonts = *state;
    assert_true(width(fonts, FAMILY) == width(fonts, LEG));
    assert_true(width(fonts, LEG) > PX && width(fonts, LEG) < 2 * PX);
    const TextBitmap *map = bitmap(fonts, "I " LEG);
    assert_non_null(map->colors);
    assert_int_equal(map->colors[map->ascent / 2 * map->stride], 0);
    int32_t coloured = 0;
    for (int32_t i = 0; i < map->width * map->height; i++) {
        const uint32_t color = map->colors[i];
        const uint32_t red = color >> 16 & 0xFF;
        assert_true(color == 0 || color >> 24 == 0xFF);
        coloured += color != 0 && map->pixels[i] == 255 && red > (color & 0xFF) + 100 ? 1 : 0;
    }
    assert_true(coloured > PX);
    assert_null(bitmap(fonts, KNEE)->colors);
}

static void test_letters__what_nothing_can_draw_is_a_box_that_is_told(void **state)
{
    TextFonts *fonts = *state;
    assert_int_equal(missing(fonts, "a" NOWHERE "b"), 0x10FFFD);
    assert_true(width(fonts, NOWHERE) > PX / 4);
    const TextBitmap *map = bitmap(fonts, NOWHERE);
    assert_non_null(map);
    assert_true(map->width > PX / 4 && map->height > PX / 3);
    assert_int_equal(missing(fonts, "\xE2\x80\x8F\xE2\x80\x8E"), 0);
    char far[3000];
    memset(far, 'x', sizeof(far));
    memcpy(far + 2990, NOWHERE, 4);
    assert_int_equal(text_fonts_missing(fonts, far, sizeof(far)), 0x10FFFD);
}

static void test_letters__a_line_is_drawn_once(void **state)
{
    TextFonts *fonts = *state;
    (void)width(fonts, KNEE LEG);
    const TextBitmap *map = bitmap(fonts, KNEE LEG);
    const uint64_t shaped = text_fonts_shaped(fonts);
    const uint64_t count = sf_alloc_count();
    (void)width(fonts, KNEE LEG);
    assert_ptr_equal(bitmap(fonts, KNEE LEG), map);
    assert_int_equal(text_fonts_shaped(fonts), shaped);
    assert_int_equal(sf_alloc_count(), count);
}

static void test_letters__any_text_can_be_drawn(void **state)
{
    TextFonts *fonts = *state;
    static const uint32_t from[] = {0x20,   0x300,  0x590,   0x600,   0x900,
                                    0xE00,  0x1100, 0x2000,  0x3000,  0x4E00,
                                    0xAC00, 0xFE00, 0x1F1E0, 0x1F300, 0xE0000};
    uint32_t seed = 20261128;
    for (int round = 0; round < 60; round++) {
        char text[96];
        size_t size = 0;
        while (size < 80) {
            seed = seed * 1664525U + 1013904223U;
            const uint32_t code = from[(seed >> 8) % SF_COUNT(from)] + (seed >> 16) % 0x80;
            if (code < 0x80) {
                text[size++] = (char)code;
            } else if (code < 0x800) {
                text[size++] = (char)(0xC0 | code >> 6);
                text[size++] = (char)(0x80 | (code & 0x3F));
            } else if (code < 0x10000) {
                text[size++] = (char)(0xE0 | code >> 12);
                text[size++] = (char)(0x80 | (code >> 6 & 0x3F));
                text[size++] = (char)(0x80 | (code & 0x3F));
            } else {
                text[size++] = (char)(0xF0 | code >> 18);
                text[size++] = (char)(0x80 | (code >> 12 & 0x3F));
                text[size++] = (char)(0x80 | (code >> 6 & 0x3F));
                text[size++] = (char)(0x80 | (code & 0x3F));
            }
        }
        text[size] = '\0';
        assert_true(width(fonts, text) >= 0);
        (void)bitmap(fonts, text);
        (void)missing(fonts, text);
    }
}

static void test_letters__without_memory_there_is_less_to_see(void **state)
{
    (void)state;
    bool drawn = false;
    for (int64_t budget = 0; budget < 14; budget++) {
        sf_alloc_fail_after(budget);
        TextFonts *fonts = text_fonts_open(NULL, NULL);
        drawn = fonts != NULL && bitmap(fonts, SHIN KNEE LEG) != NULL;
        text_fonts_close(fonts);
        sf_alloc_fail_after(-1);
    }
    assert_true(drawn);
}

static void test_letters__without_fonts_there_are_boxes_that_are_told(void **state)
{
    (void)state;
    assert_int_equal(
        setenv("FONTCONFIG_FILE", SUREFOOT_SOURCE_DIR "/tests/support/no-fonts.conf", 1), 0);
    TextFonts *fonts = text_fonts_open(NULL, NULL);
    assert_int_equal(missing(fonts, "a" KNEE), 0x819D);
    assert_true(width(fonts, KNEE) > 0);
    assert_non_null(bitmap(fonts, KNEE));
    text_fonts_close(fonts);
    assert_int_equal(unsetenv("FONTCONFIG_FILE"), 0);
}

#define LETTERS_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LETTERS_TEST(test_letters__libraries_come_with_the_first_text_that_needs_them),
        LETTERS_TEST(test_letters__every_script_is_drawn_and_none_is_a_box),
        LETTERS_TEST(test_letters__hebrew_runs_from_right_to_left),
        LETTERS_TEST(test_letters__digits_and_words_of_two_directions_keep_their_order),
        LETTERS_TEST(test_letters__a_caret_stands_where_the_next_letter_comes),
        LETTERS_TEST(test_letters__arabic_letters_join),
        LETTERS_TEST(test_letters__hindi_and_thai_marks_take_no_place_of_their_own),
        LETTERS_TEST(test_letters__emoji_have_colours_and_joined_ones_are_one),
        LETTERS_TEST(test_letters__what_nothing_can_draw_is_a_box_that_is_told),
        LETTERS_TEST(test_letters__a_line_is_drawn_once),
        LETTERS_TEST(test_letters__any_text_can_be_drawn),
        cmocka_unit_test(test_letters__without_memory_there_is_less_to_see),
        cmocka_unit_test(test_letters__without_fonts_there_are_boxes_that_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
