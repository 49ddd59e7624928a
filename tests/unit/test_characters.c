/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "surefoot/characters.h"

#include <string.h>

#define FAMILY                                                                                     \
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7" /* joined by ZWJ */
#define DARK_LEG "\xF0\x9F\xA6\xB5\xF0\x9F\x8F\xBF" /* with a skin tone */
#define FLAG_DE "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA"
#define FLAG_FR "\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7"
#define KEYCAP "1\xEF\xB8\x8F\xE2\x83\xA3"
#define MANY_MARKS "a\xCC\x81\xCC\xA3"
#define HINDI_KSHI "\xE0\xA4\x95\xE0\xA5\x8D" /* ka and its virama */
#define THAI_GAM "\xE0\xB8\x81\xE0\xB8\xB3"   /* ko kai and sara am */
#define JAMO "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"

/* The characters of each row are parted by spaces. */
static void test_characters__are_what_a_reader_takes_for_one(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "a",
        "a b",
        MANY_MARKS " b",
        FAMILY " " FAMILY " x",
        DARK_LEG " " DARK_LEG,
        FLAG_DE " " FLAG_FR " " FLAG_DE,
        KEYCAP " 2",
        HINDI_KSHI " \xE0\xA4\xB7\xE0\xA4\xBF",
        THAI_GAM " " THAI_GAM,
        JAMO " " JAMO " \xED\x95\x9C",
        "\xFF \xC3 a",
        "\r\n \n",
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        char text[128];
        size_t ends[16];
        size_t count = 0;
        size_t size = 0;
        for (const char *at = rows[i]; *at != '\0'; at++) {
            if (*at == ' ') {
                ends[count++] = size;
            } else {
                text[size++] = *at;
            }
        }
        text[size] = '\0';
        ends[count++] = size;
        size_t at = 0;
        for (size_t part = 0; part < count; part++) {
            const size_t next = at + character_next(text + at, size - at);
            assert_int_equal(next, ends[part]);
            for (size_t inside = at + 1; inside <= next; inside++) {
                assert_int_equal(character_before(text, inside), at);
            }
            at = next;
        }
        assert_int_equal(at, size);
        assert_int_equal(character_before(text, 0), 0);
    }
}

static void test_characters__endless_marks_do_not_make_one_endless(void **state)
{
    (void)state;
    char text[1002] = "a";
    for (size_t i = 1; i + 2 < sizeof(text); i += 2) {
        memcpy(text + i, "\xCC\x81", 3);
    }
    const size_t size = strlen(text);
    for (size_t at = 0; at < size;) {
        const size_t step = character_next(text + at, size - at);
        assert_true(step > 0 && step <= CHARACTER_BYTES + 4);
        at += step;
    }
}

/* Each row is cut where a line may break. */
static void test_characters__lines_break_between_ideographs_and_behind_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *word;
    } rows[] = {
        {"", ""},
        {" a", ""},
        {"\na", ""},
        {"straight-leg raise", "straight-leg"},
        {"knee/hip", "knee/hip"},
        {"50% more", "50%"},
        {"\xE8\x86\x9D\xE3\x81\xAE", "\xE8\x86\x9D"},                         /* 膝|の */
        {"\xE8\x86\x9D\xE3\x80\x82\xE3\x81\xAE", "\xE8\x86\x9D\xE3\x80\x82"}, /* 膝。|の */
        {"\xE3\x80\x8C\xE8\x86\x9D\xE3\x80\x8D\xE3\x81\xAE",
         "\xE3\x80\x8C\xE8\x86\x9D\xE3\x80\x8D"}, /* 「膝」|の */
        {"abc\xE8\x86\x9D", "abc"},
        {"10\xE5\x9B\x9E", "10"},
        {"\xE5\x9B\x9E(10)", "\xE5\x9B\x9E"},
        {"(\xE5\x9B\x9E)", "(\xE5\x9B\x9E)"},
        {"\xED\x95\x9C\xEA\xB8\x80 x", "\xED\x95\x9C\xEA\xB8\x80"}, /* Korean has spaces */
        {FAMILY FAMILY, FAMILY},
        {DARK_LEG DARK_LEG, DARK_LEG},
        {"\xC3\xA9t\xC3\xA9 chaud", "\xC3\xA9t\xC3\xA9"},
        {"\xD7\x91\xD7\xA8\xD7\x9A \xD7\x91", "\xD7\x91\xD7\xA8\xD7\x9A"},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        const size_t size = character_word(rows[i].text, strlen(rows[i].text));
        assert_int_equal(size, strlen(rows[i].word));
        assert_memory_equal(rows[i].text, rows[i].word, size);
    }
}

static void test_characters__code_points_are_read_strictly(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t code;
        size_t used;
    } rows[] = {
        {"a", 'a', 1},
        {"\xD7\xAA", 0x5EA, 2},
        {"\xE8\x86\x9D", 0x819D, 3},
        {"\xF0\x9F\xA6\xB5", 0x1F9B5, 4},
        {"\xEF\xBF\xBD", CODE_REPLACEMENT, 3},
        {"\xC0\xAF", CODE_REPLACEMENT, 1},
        {"\xED\xA0\x80", CODE_REPLACEMENT, 1},
        {"\xF4\x90\x80\x80", CODE_REPLACEMENT, 1},
        {"\xE8\x86", CODE_REPLACEMENT, 1},
        {"\x80", CODE_REPLACEMENT, 1},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        size_t used = 0;
        assert_int_equal(code_read(rows[i].text, strlen(rows[i].text), &used), rows[i].code);
        assert_int_equal(used, rows[i].used);
    }
    assert_true(code_is_unseen(0x200D) && code_is_unseen(0xFE0F) && code_is_unseen(0x200E));
    assert_false(code_is_unseen('a') || code_is_unseen(' ') || code_is_unseen(0x1F9B5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters__are_what_a_reader_takes_for_one),
        cmocka_unit_test(test_characters__endless_marks_do_not_make_one_endless),
        cmocka_unit_test(test_characters__lines_break_between_ideographs_and_behind_words),
        cmocka_unit_test(test_characters__code_points_are_read_strictly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
