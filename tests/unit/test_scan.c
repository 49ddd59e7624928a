/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "surefoot/json_scan.h"
#include "surefoot/limits.h"
#include "surefoot/sha256.h"
#include "surefoot/utf8.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Outcome {
    SfError error;
    char line[1024]; /**< the fault as printed; empty if there is none */
} Outcome;

/* The bytes lie in a block of exactly their size, so that the sanitizer sees a step too far. */
static Outcome scan_bytes(const char *bytes, size_t size)
{
    char *exact = malloc(size == 0 ? 1 : size);
    assert_non_null(exact);
    if (size > 0) {
        memcpy(exact, bytes, size);
    }
    Faults faults = {0};
    const SourceFile file = {"a.json", exact, size};
    Outcome outcome = {.error = json_scan(&file, &faults)};
    assert_int_equal(faults.count, outcome.error == SF_OK ? 0 : 1);
    assert_int_equal(faults.errors, faults.count);
    if (faults.count > 0) {
        fault_format(&faults.items[0], outcome.line, sizeof(outcome.line));
    }
    faults_deinit(&faults);
    free(exact);
    return outcome;
}

static Outcome scan_text(const char *text)
{
    return scan_bytes(text, strlen(text));
}

static void test_scan__accepts_what_the_standard_accepts(void **state)
{
    (void)state;
    static const char *const good[] = {
        "{}",
        "[]",
        " \t\r\n{ } \n",
        "0",
        "-0",
        "-0.0e-0",
        "1E+2",
        "1e-999",
        "1.7976931348623157e308",
        "0.000000000000000000000000000000000001e340",
        "true",
        "false",
        "null",
        "\"\"",
        "[1,2.5,-3]",
        "{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"b\":null}",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83c\\udfc3\\uFFFF\"",
        "\"caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x8F\x83 \xF4\x8F\xBF\xBF \xEF\xBF\xBF\"",
        "{\"\":1,\"A\":2,\"a\":3}",
    };
    for (size_t i = 0; i < SF_COUNT(good); i++) {
        const Outcome outcome = scan_text(good[i]);
        assert_string_equal(outcome.line, "");
        assert_int_equal(outcome.error, SF_OK);
    }
}

typedef struct BadText {
    const char *text;
    const char *line;
} BadText;

static void assert_bad(const BadText *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const Outcome outcome = scan_text(cases[i].text);
        assert_string_equal(outcome.line, cases[i].line);
        assert_int_equal(outcome.error, SF_E_INPUT);
    }
}

static void test_scan__says_where_the_structure_breaks(void **state)
{
    (void)state;
    static const BadText cases[] = {
        {"", "a.json:1:1: the file is empty; one JSON object is needed"},
        {" \n\t\n", "a.json:1:1: the file is empty; one JSON object is needed"},
        {"{\"a\": 1,}", "a.json:1:8: a comma before \"}\"; the last one has none: remove it"},
        {"[1,\n 2,\n]", "a.json:2:3: a comma before \"]\"; the last one has none: remove it"},
        {"[,]", "a.json:1:2: a value is needed here, not \",\""},
        {"[1 2]", "a.json:1:4: a comma, or the \"]\" for line 1, column 1, is needed here, not 2"},
        {"{\"a\": 1\n\"b\": 2}",
         "a.json:2:1: a comma, or the \"}\" for line 1, column 1, is needed here, not \"\"\""},
        {"{\"a\": [1, 2}",
         "a.json:1:12: a comma, or the \"]\" for line 1, column 7, is needed here, not \"}\""},
        {"{\"a\" 1}", "a.json:1:6: a colon after the key is needed here, not 1"},
        {"{\"a\":}", "a.json:1:6: a value is needed here, not \"}\""},
        {"{a: 1}", "a.json:1:2: a key in double quotes is needed here, not a"},
        {"{'a': 1}",
         "a.json:1:2: a key in double quotes is needed here; only straight double quotes are "
         "quotes"},
        {"{\xE2\x80\x9C"
         "a\xE2\x80\x9D: 1}",
         "a.json:1:2: a key in double quotes is needed here; only straight double quotes are "
         "quotes"},
        {"{\n  // knees\n}",
         "a.json:2:3: a key in double quotes is needed here; comments are not allowed, use a key "
         "such as \"x-note\""},
        {"[1, # two\n2]",
         "a.json:1:5: a value is needed here; comments are not allowed, use a key such as "
         "\"x-note\""},
        {"{} {}", "a.json:1:4: the end of the file is needed here, not \"{\""},
        {"{}\n\nend", "a.json:3:1: the end of the file is needed here, not end"},
        {"{\"a\": 1",
         "a.json:1:8: the file ends here; a comma, or the \"}\" for line 1, column 1, is missing"},
        {"[", "a.json:1:2: the file ends here; a value is missing"},
        {"{\"a\"", "a.json:1:5: the file ends here; a colon after the key is missing"},
        {"[\x01]", "a.json:1:2: a value is needed here, not character U+0001"},
        {"[\xC2\xA0]", "a.json:1:2: a value is needed here, not \"\xC2\xA0\""},
        {"[\xFF]", "a.json:1:2: byte 0xFF is not UTF-8; save the file as UTF-8"},
        {"\xEF\xBB\xBF{}", "a.json:1:1: the file starts with a byte order mark; remove the byte "
                           "order mark (save as UTF-8 without BOM)"},
    };
    assert_bad(cases, SF_COUNT(cases));
}

static void test_scan__says_which_words_and_numbers_are_wrong(void **state)
{
    (void)state;
    static const BadText cases[] = {
        {"[NaN]", "a.json:1:2: NaN is not a number in JSON; write a plain number"},
        {"Infinity", "a.json:1:1: Infinity is not a number in JSON; write a plain number"},
        {"-Infinity", "a.json:1:1: a minus sign needs a digit after it"},
        {"True", "a.json:1:1: unknown word True; only true, false and null go without double "
                 "quotes"},
        {"nul", "a.json:1:1: unknown word nul; only true, false and null go without double quotes"},
        {"truely",
         "a.json:1:1: unknown word truely; only true, false and null go without double quotes"},
        {"+1", "a.json:1:1: a number starts with a digit or a minus sign"},
        {".5", "a.json:1:1: a number starts with a digit or a minus sign"},
        {"-", "a.json:1:1: a minus sign needs a digit after it"},
        {"007", "a.json:1:1: a number may not start with a zero; remove the zero"},
        {"-01", "a.json:1:1: a number may not start with a zero; remove the zero"},
        {"1.", "a.json:1:2: a decimal point needs a digit after it"},
        {"1.e3", "a.json:1:2: a decimal point needs a digit after it"},
        {"1e", "a.json:1:2: an exponent needs a digit, such as 1e3"},
        {"1e+", "a.json:1:2: an exponent needs a digit, such as 1e3"},
        {"0x10", "a.json:1:2: this is not part of a number; text needs double quotes"},
        {"[30s]", "a.json:1:4: this is not part of a number; text needs double quotes"},
        {"1.2.3", "a.json:1:4: this is not part of a number; text needs double quotes"},
        {"[1e999]", "a.json:1:2: 1e999 is too large for a number; at most 1.79e308 is allowed"},
        {"-1e999", "a.json:1:1: -1e999 is too large for a number; at most 1.79e308 is allowed"},
        {"1e99999999999999999999",
         "a.json:1:1: 1e99999999999999999999 is too large for a number; at most 1.79e308 is "
         "allowed"},
        {"1.8e308", "a.json:1:1: 1.8e308 is too large for a number; at most 1.79e308 is allowed"},
    };
    assert_bad(cases, SF_COUNT(cases));
}

static void test_scan__says_what_is_wrong_in_strings(void **state)
{
    (void)state;
    static const BadText cases[] = {
        {"\"abc", "a.json:1:1: this string has no end; close the quotes"},
        {"\"abc\\\"", "a.json:1:1: this string has no end; close the quotes"},
        {"[\"caf\xC3\xA9\n\"]",
         "a.json:1:7: the line ends inside a string; close the quotes, or write \\n"},
        {"\"a\tb\"", "a.json:1:3: control character U+0009 in a string; write \\u0009 instead"},
        {"\"\\x\"", "a.json:1:2: unknown escape; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and "
                    "\\uXXXX"},
        {"\"\\", "a.json:1:2: unknown escape; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and "
                 "\\uXXXX"},
        {"\"\\u12g4\"", "a.json:1:2: \\u needs four hexadecimal digits, such as \\u00e9"},
        {"\"\\u12", "a.json:1:2: \\u needs four hexadecimal digits, such as \\u00e9"},
        {"\"\\u0000\"", "a.json:1:2: \\u0000 is not allowed in text; remove it"},
        {"\"\\ud800\"", "a.json:1:2: \\ud800 is half of a surrogate pair; give both halves or the "
                        "character"},
        {"\"\\udc00\\ud800\"", "a.json:1:2: \\udc00 is half of a surrogate pair; give both halves "
                               "or the character"},
        {"\"\\ud800\\ud800\"", "a.json:1:2: \\ud800 is half of a surrogate pair; give both halves "
                               "or the character"},
        {"\"\\uD83C\\n\"", "a.json:1:2: \\uD83C is half of a surrogate pair; give both halves or "
                           "the character"},
        {"\"\\uD83C\\u", "a.json:1:2: \\uD83C is half of a surrogate pair; give both halves or the "
                         "character"},
    };
    assert_bad(cases, SF_COUNT(cases));
    const Outcome zero = scan_bytes("[\"a\0b\"]", 7);
    assert_string_equal(zero.line,
                        "a.json:1:4: control character U+0000 in a string; write \\u0000 instead");
    const Outcome wide = scan_bytes("\xFF\xFE{\0}\0", 6);
    assert_string_equal(wide.line, "a.json:1:1: the file is UTF-16; save it as UTF-8 without BOM");
}

static void test_scan__takes_only_real_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
    } cases[] = {
        {"A", 1},
        {"\x7F", 1},
        {"\x80", 0},
        {"\xC0\x80", 0},
        {"\xC1\xBF", 0},
        {"\xC2\x80", 2},
        {"\xDF\xBF", 2},
        {"\xC3", 0},
        {"\xC3\x28", 0},
        {"\xE0\x9F\xBF", 0},
        {"\xE0\xA0\x80", 3},
        {"\xED\x9F\xBF", 3},
        {"\xED\xA0\x80", 0},
        {"\xED\xBF\xBF", 0},
        {"\xEE\x80\x80", 3},
        {"\xE2\x82", 0},
        {"\xE2\x28\xA1", 0},
        {"\xF0\x8F\xBF\xBF", 0},
        {"\xF0\x90\x80\x80", 4},
        {"\xF4\x8F\xBF\xBF", 4},
        {"\xF4\x90\x80\x80", 0},
        {"\xF5\x80\x80\x80", 0},
        {"\xF0\x9F\x8F", 0},
        {"\xFE", 0},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        uint32_t character = 0;
        assert_int_equal(utf8_read(cases[i].bytes, strlen(cases[i].bytes), &character),
                         cases[i].length);
        char text[16];
        (void)snprintf(text, sizeof(text), "[\"%s\"]", cases[i].bytes);
        const Outcome outcome = scan_text(text);
        assert_int_equal(outcome.error, cases[i].length > 0 ? SF_OK : SF_E_INPUT);
    }
    const Outcome latin1 = scan_text("{\"name\": \"\xC3\xA9t\xE9\"}");
    assert_string_equal(latin1.line, "a.json:1:13: byte 0xE9 is not UTF-8; save the file as UTF-8");
}

static void test_scan__finds_a_key_used_twice(void **state)
{
    (void)state;
    static const BadText cases[] = {
        {"{\"reps\": 1,\n \"sets\": 2,\n \"reps\": 3}",
         "a.json:3:2: the key \"reps\" is already at line 1, column 2; a key may appear only once"},
        {"{\"a\":1,\"\\u0061\":2}", "a.json:1:8: the key \"\\u0061\" is already at line 1, column "
                                    "2; a key may appear only once"},
        {"{\"\\/\":1,\"/\":2}",
         "a.json:1:9: the key \"/\" is already at line 1, column 2; a key may appear only once"},
        {"{\"\xF0\x9F\x8F\x83\":1,\"\\ud83c\\udfc3\":2}",
         "a.json:1:8: the key \"\\ud83c\\udfc3\" is already at line 1, column 2; a key may appear "
         "only once"},
        {"{\"c\":1,\"b\":1,\"c\":1,\"b\":1,\"b\":1}",
         "a.json:1:14: the key \"c\" is already at line 1, column 2; a key may appear only once"},
        {"[{\"a\":{\"\":1,\"\":2}}]",
         "a.json:1:13: the key \"\" is already at line 1, column 8; a key may appear only once"},
        {"{\"a\tb\":1}", "a.json:1:4: control character U+0009 in a string; write \\u0009 instead"},
    };
    assert_bad(cases, SF_COUNT(cases));
    assert_int_equal(scan_text("{\"a\":{\"a\":1},\"ab\":1,\"A\":1}").error, SF_OK);
}

/* 100,000 keys with long common starts: comparing each with each would take minutes. */
static void test_scan__stays_quick_with_very_many_keys(void **state)
{
    (void)state;
    const size_t capacity = (size_t)3 * 1024 * 1024;
    char *text = malloc(capacity);
    assert_non_null(text);
    size_t size = 0;
    for (int i = 0; i < 100000; i++) {
        const int key = i * 7919 % 100003;
        size += (size_t)snprintf(text + size, capacity - size, "%s\"the-same-%06d\":0",
                                 i == 0 ? "{" : ",", key);
    }
    const size_t open_end = size;
    text[size++] = '}';
    assert_int_equal(scan_bytes(text, size).error, SF_OK);
    size = open_end;
    size += (size_t)snprintf(text + size, capacity - size, ",\n\"the-same-000000\":1}");
    const Outcome outcome = scan_bytes(text, size);
    assert_string_equal(outcome.line, "a.json:2:1: the key \"the-same-000000\" is already at line "
                                      "1, column 2; a key may appear only once");
    free(text);
}

static Outcome scan_nested(int32_t depth)
{
    char text[2 * (LIMIT_JSON_DEPTH + 2) + 1] = "";
    for (int32_t i = 0; i < depth; i++) {
        text[i] = '[';
        text[depth + i] = ']';
    }
    return scan_bytes(text, (size_t)depth * 2);
}

static void test_scan__stops_at_the_depth_limit(void **state)
{
    (void)state;
    assert_int_equal(scan_nested(LIMIT_JSON_DEPTH - 1).error, SF_OK);
    assert_int_equal(scan_nested(LIMIT_JSON_DEPTH).error, SF_OK);
    const Outcome deep = scan_nested(LIMIT_JSON_DEPTH + 1);
    assert_int_equal(deep.error, SF_E_TOOBIG);
    assert_string_equal(deep.line,
                        "a.json:1:33: nested deeper than 32 levels; at most 32 are allowed");
    /* Depth is how many are open, not how many there were. */
    char wide[4 * (LIMIT_JSON_DEPTH + 8)] = "[";
    for (int i = 0; i < LIMIT_JSON_DEPTH + 4; i++) {
        (void)snprintf(wide + strlen(wide), sizeof(wide) - strlen(wide), i % 2 ? "[]," : "{},");
    }
    wide[strlen(wide) - 1] = ']';
    assert_int_equal(scan_text(wide).error, SF_OK);
}

static void test_scan__survives_a_file_of_brackets(void **state)
{
    (void)state;
    char *text = malloc(LIMIT_FILE_BYTES);
    assert_non_null(text);
    memset(text, '[', LIMIT_FILE_BYTES);
    assert_int_equal(scan_bytes(text, LIMIT_FILE_BYTES).error, SF_E_TOOBIG);
    free(text);
}

static void test_scan__stops_at_the_size_limit(void **state)
{
    (void)state;
    char *text = malloc((size_t)LIMIT_FILE_BYTES + 1);
    assert_non_null(text);
    memset(text, ' ', (size_t)LIMIT_FILE_BYTES + 1);
    text[0] = '7';
    assert_int_equal(scan_bytes(text, LIMIT_FILE_BYTES - 1).error, SF_OK);
    assert_int_equal(scan_bytes(text, LIMIT_FILE_BYTES).error, SF_OK);
    const Outcome large = scan_bytes(text, (size_t)LIMIT_FILE_BYTES + 1);
    assert_int_equal(large.error, SF_E_TOOBIG);
    assert_string_equal(large.line, "a.json: the file is too large; at most 4 MiB are allowed");
    free(text);
}

static void test_scan__stops_at_the_length_of_a_number(void **state)
{
    (void)state;
    char text[80];
    memset(text, '1', sizeof(text));
    assert_int_equal(scan_bytes(text, 62).error, SF_OK);
    assert_int_equal(scan_bytes(text, 63).error, SF_OK);
    assert_string_equal(scan_bytes(text, 64).line,
                        "a.json:1:1: a number of 64 characters; at most 63 are allowed");
}

static void test_scan__reads_numbers_alike_in_every_language(void **state)
{
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"};
    for (size_t i = 0; i < SF_COUNT(names); i++) {
        (void)setlocale(LC_ALL, names[i]);
        assert_int_equal(scan_text("[1.5, 1.7e308]").error, SF_OK);
        assert_int_equal(scan_text("[1.8e308]").error, SF_E_INPUT);
    }
    (void)setlocale(LC_ALL, "C");
}

static void test_scan__maps_values_in_the_order_of_a_walk(void **state)
{
    (void)state;
    const char *text = "{\"a\": [10, {\"b\": true}],\n \"c\": \"x\"}";
    static const JsonPlace expected[] = {
        {0, 0, -1}, {6, 1, 0}, {7, 7, 1}, {11, 11, 1}, {17, 12, 3}, {31, 26, 0},
    };
    Faults faults = {0};
    FaultSink sink;
    sink_init(&sink, &faults, "a.json");
    JsonMap map = {0};
    const SourceFile file = {"a.json", text, strlen(text)};
    assert_int_equal(scan_file(&file, LIMIT_FILE_BYTES, &sink, &map), SF_OK);
    assert_int_equal(map.count, SF_COUNT(expected));
    for (size_t i = 0; i < SF_COUNT(expected); i++) {
        assert_memory_equal(&map.items[i], &expected[i], sizeof(expected[i]));
    }
    TextCursor cursor = {0, 1, 1};
    cursor_move(&cursor, text, map.items[5].at);
    assert_int_equal(cursor.line, 2);
    assert_int_equal(cursor.column, 7);
    cursor_move(&cursor, text, map.items[2].at);
    assert_int_equal(cursor.line, 1);
    assert_int_equal(cursor.column, 8);
    json_map_deinit(&map);
    assert_int_equal(sink_flush(&sink), SF_OK);
    faults_deinit(&faults);
}

static void test_scan__says_when_memory_is_out(void **state)
{
    (void)state;
    const char *text = "{\"a\": [10, {\"b\": true}], \"c\": 1, \"c\": 2}";
    const SourceFile file = {"a.json", text, strlen(text)};
    SfError error = SF_E_NOMEM;
    int64_t allowed = 0;
    for (; error == SF_E_NOMEM && allowed < 20; allowed++) {
        Faults faults = {0};
        sf_alloc_fail_after(allowed);
        error = json_scan(&file, &faults);
        sf_alloc_fail_after(-1);
        assert_true(error == SF_E_NOMEM || faults.count == 1);
        faults_deinit(&faults);
    }
    assert_int_equal(error, SF_E_INPUT);
    assert_in_range(allowed, 3, 19);
}

static void test_fault__is_one_line_whatever_is_in_it(void **state)
{
    (void)state;
    const Fault whole = {.level = FAULT_ERROR, .file = "a.json", .pointer = "", .text = "is odd"};
    const Fault warning = {.level = FAULT_WARNING,
                           .line = 3,
                           .column = 5,
                           .file = "a.json",
                           .pointer = "/x",
                           .text = "unknown key, ignored"};
    char line[256];
    fault_format(&whole, line, sizeof(line));
    assert_string_equal(line, "a.json: is odd");
    fault_format(&warning, line, sizeof(line));
    assert_string_equal(line, "a.json:3:5: /x: warning: unknown key, ignored");
    /* Cut to the buffer at a whole character. */
    const Fault accent = {.file = "\xC3\xA9\xE2\x82\xAC", .pointer = "", .text = "z"};
    fault_format(&accent, line, 5);
    assert_string_equal(line, "\xC3\xA9");
    fault_format(&accent, line, 3);
    assert_string_equal(line, "\xC3\xA9");
    fault_format(&accent, line, 1);
    assert_string_equal(line, "");

    Faults faults = {0};
    FaultSink sink;
    sink_init(&sink, &faults, "bad\n\x1B[31m.json");
    sink_add(&sink, FAULT_ERROR, (FaultPlace){1, 1, "/a\tb"}, "a %s", "\x7F\xC2\x9B!");
    assert_int_equal(sink_flush(&sink), SF_OK);
    fault_format(&faults.items[0], line, sizeof(line));
    assert_string_equal(line, "bad??[31m.json:1:1: /a?b: a ?"
                              "?!");
    faults_deinit(&faults);
}

static void test_fault__long_texts_are_cut_at_a_character(void **state)
{
    (void)state;
    char text[800];
    memset(text, 'a', sizeof(text));
    for (size_t i = 1; i + 3 < sizeof(text); i += 2) {
        memcpy(text + i, "\xC3\xA9", 2);
    }
    text[sizeof(text) - 1] = '\0';
    Faults faults = {0};
    FaultSink sink;
    sink_init(&sink, &faults, "a.json");
    sink_add(&sink, FAULT_ERROR, (FaultPlace){1, 1, ""}, "%s", text);
    assert_int_equal(sink_flush(&sink), SF_OK);
    assert_int_equal(strlen(faults.items[0].text), 511);
    char shown[SHOWN_BYTES];
    assert_int_equal(strlen(text_shown(text, shown)), 59 + 3);
    assert_string_equal(shown + 59, "...");
    faults_deinit(&faults);
}

static void test_fault__a_sink_sorts_and_keeps_room_for_errors(void **state)
{
    (void)state;
    Faults faults = {0};
    FaultSink sink;
    sink_init(&sink, &faults, "a.json");
    for (int32_t i = 0; i < LIMIT_FAULTS; i++) {
        sink_add(&sink, FAULT_WARNING, (FaultPlace){500 - i, 1, ""}, "w");
    }
    for (int32_t i = 0; i < LIMIT_FAULTS; i++) {
        sink_add(&sink, FAULT_ERROR, (FaultPlace){500 - i, 2, ""}, "e");
    }
    assert_int_equal(sink_flush(&sink), SF_OK);
    assert_int_equal(faults.count, LIMIT_FAULTS);
    assert_int_equal(faults.errors, LIMIT_FAULTS);
    assert_int_equal(faults.dropped, LIMIT_FAULTS);
    int32_t errors = 0;
    for (int32_t i = 0; i < faults.count; i++) {
        errors += faults.items[i].level == FAULT_ERROR ? 1 : 0;
        assert_true(i == 0 || faults.items[i].line >= faults.items[i - 1].line);
    }
    assert_int_equal(errors, LIMIT_FAULTS / 2);
    faults_deinit(&faults);
}

static void test_sha256__gives_the_published_values(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *hex;
    } cases[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
         "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    };
    char hex[65];
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        sha256_hex(cases[i].text, strlen(cases[i].text), hex);
        assert_string_equal(hex, cases[i].hex);
    }
    char *million = malloc(1000000);
    assert_non_null(million);
    memset(million, 'a', 1000000);
    sha256_hex(million, 1000000, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(million);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scan__accepts_what_the_standard_accepts),
        cmocka_unit_test(test_scan__says_where_the_structure_breaks),
        cmocka_unit_test(test_scan__says_which_words_and_numbers_are_wrong),
        cmocka_unit_test(test_scan__says_what_is_wrong_in_strings),
        cmocka_unit_test(test_scan__takes_only_real_utf8),
        cmocka_unit_test(test_scan__finds_a_key_used_twice),
        cmocka_unit_test(test_scan__stays_quick_with_very_many_keys),
        cmocka_unit_test(test_scan__stops_at_the_depth_limit),
        cmocka_unit_test(test_scan__survives_a_file_of_brackets),
        cmocka_unit_test(test_scan__stops_at_the_size_limit),
        cmocka_unit_test(test_scan__stops_at_the_length_of_a_number),
        cmocka_unit_test(test_scan__reads_numbers_alike_in_every_language),
        cmocka_unit_test(test_scan__maps_values_in_the_order_of_a_walk),
        cmocka_unit_test(test_scan__says_when_memory_is_out),
        cmocka_unit_test(test_fault__is_one_line_whatever_is_in_it),
        cmocka_unit_test(test_fault__long_texts_are_cut_at_a_character),
        cmocka_unit_test(test_fault__a_sink_sorts_and_keeps_room_for_errors),
        cmocka_unit_test(test_sha256__gives_the_published_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
