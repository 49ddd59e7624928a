/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// clang-format off
#include <cmocka.h>
// clang-format on

#include "ui_probe.h"

#include <math.h>
#include <string.h>

/* The fixed source gives every character half an em: a body character is 8.5 px wide. */
#define CELL 8.5F
#define WOMAN "\xF0\x9F\x91\xA9"
#define FAMILY WOMAN "\xE2\x80\x8D" WOMAN /* joined: three code points */
#define KNEE "\xE8\x86\x9D"
#define FULL_STOP "\xE3\x80\x82"

typedef struct Page {
    const char *text;
    const char *digits;
    TextStyle style;
    TextAlign align;
    int32_t lines; /* 0: in the column */
    Rect rect;
    float height;
} Page;

static void show(Ui *ui, void *context)
{
    Page *page = context;
    if (page->digits != NULL) {
        ui_digits(ui, page->rect, COLOR_TEXT, page->digits);
    } else if (page->lines > 0) {
        page->height = ui_text_in(ui, page->rect, page->style, COLOR_TEXT, page->align, page->lines,
                                  page->text);
    } else {
        ui_column_begin(ui, page->rect, SPACE_S);
        ui_text_aligned(ui, page->style, COLOR_TEXT, page->align, page->text);
        page->height = ui_column_end(ui);
    }
}

/* The lines that were drawn, joined by bars. */
static void drawn(const Probe *probe, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (int32_t i = 0; i < probe->list.count; i++) {
        const DrawCommand *command = &probe->list.commands[i];
        if (command->kind == DRAW_TEXT) {
            assert_true(sf_format(out + used, size - used, "%s%.*s", used > 0 ? "|" : "",
                                  (int)command->as.text.size,
                                  probe->list.text + command->as.text.first));
            used = strlen(out);
        }
    }
}

static void test_ui_text__wraps_by_words_and_breaks_only_what_must(void **state)
{
    (void)state;
    static const struct {
        int cells;
        const char *text;
        const char *lines;
    } rows[] = {
        {20, "Rest is work too.", "Rest is work too."},
        {12, "Rest is work too.", "Rest is work|too."},
        {11, "Rest is work too.", "Rest is|work too."},
        {4, "Rest is work too.", "Rest|is|work|too."},
        {20, "one\ntwo\n\nthree", "one|two|three"},
        {10, "two  spaces   here", "two|spaces|here"},
        {10, "  lead", "  lead"},
        {6, "Kniebeugengeraet ja", "Kniebe|ugenge|raet|ja"},
        {4, "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9",
         "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9|\xC3\xA9"},
        {0, "ab", "a|b"},
        {3, KNEE KNEE KNEE KNEE KNEE, KNEE KNEE KNEE "|" KNEE KNEE},
        {3, KNEE KNEE KNEE FULL_STOP KNEE, KNEE KNEE "|" KNEE FULL_STOP KNEE},
        {9, "knees " KNEE KNEE KNEE KNEE, "knees " KNEE KNEE KNEE "|" KNEE},
        {7, FAMILY FAMILY FAMILY, FAMILY FAMILY "|" FAMILY},
        {1, FAMILY FAMILY, FAMILY "|" FAMILY},
        {3, "trail   ", "tra|il"},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Page page = {.text = rows[i].text, .style = TEXT_BODY};
        page.rect = (Rect){10, 10, (float)rows[i].cells * CELL + 0.5F, 0};
        Probe probe;
        probe_open(&probe, show, &page);
        char lines[256];
        drawn(&probe, lines, sizeof(lines));
        assert_string_equal(lines, rows[i].lines);
        probe_close(&probe);
    }
}

static void test_ui_text__a_word_of_a_thousand_letters_wraps(void **state)
{
    (void)state;
    char word[1001];
    memset(word, 'm', sizeof(word) - 1);
    word[1000] = '\0';
    Page page = {.text = word, .style = TEXT_BODY, .rect = {0, 0, 20.0F * CELL, 0}};
    Probe probe;
    probe_open(&probe, show, &page);
    const float line = ceilf(17.0F * 1.45F);
    assert_true(page.height == 50.0F * line);
    assert_true(ui_text_height(probe.ui, TEXT_BODY, 20.0F * CELL, word) == page.height);
    probe_close(&probe);
}

static void test_ui_text__too_many_lines_end_in_an_ellipsis(void **state)
{
    (void)state;
    static const struct {
        int32_t lines;
        int cells;
        const char *text;
        const char *shown;
    } rows[] = {
        {1, 20, "Wall sit", "Wall sit"},
        {1, 7, "Wall sit", "Wall s\xE2\x80\xA6"},
        {1, 6, "Wall sit", "Wall\xE2\x80\xA6"},
        {1, 5, "Clamshell", "Clam\xE2\x80\xA6"},
        {2, 10, "Single leg glute bridge", "Single leg|glute bri\xE2\x80\xA6"},
        {2, 10, "one\ntwo\nthree", "one|two\xE2\x80\xA6"},
        {1, 2, "\xC3\xA9\xC3\xA9\xC3\xA9", "\xC3\xA9\xE2\x80\xA6"},
        {1, 5, FAMILY FAMILY, FAMILY "\xE2\x80\xA6"},
        {1, 4,
         "ee\xCC\x81"
         "e\xCC\x81",
         "ee\xCC\x81\xE2\x80\xA6"},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Page page = {.text = rows[i].text, .style = TEXT_BODY, .lines = rows[i].lines};
        page.rect = (Rect){0, 0, (float)rows[i].cells * CELL + 0.5F, 100};
        Probe probe;
        probe_open(&probe, show, &page);
        char lines[128];
        drawn(&probe, lines, sizeof(lines));
        assert_string_equal(lines, rows[i].shown);
        probe_close(&probe);
    }
}

static void test_ui_text__is_aligned_and_centred(void **state)
{
    (void)state;
    static const struct {
        TextAlign align;
        float x;
    } rows[] = {{ALIGN_LEFT, 100.0F}, {ALIGN_CENTER, 183.0F}, {ALIGN_RIGHT, 266.0F}};
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Page page = {.text = "Rest", .style = TEXT_BODY, .lines = 1, .align = rows[i].align};
        page.rect = (Rect){100, 50, 200, 100};
        Probe probe;
        probe_open(&probe, show, &page);
        const DrawCommand *command = &probe.list.commands[probe.list.count - 1];
        assert_true(command->as.text.at.x == rows[i].x);
        /* 13.6 above and 3.4 below the baseline around y = 100. */
        assert_true(fabsf(command->as.text.at.y - (100.0F - 8.5F + 13.6F)) <= 1.5F);
        probe_close(&probe);
    }
}

static void test_ui_text__an_empty_text_takes_no_place(void **state)
{
    (void)state;
    Page page = {.text = "", .style = TEXT_TITLE, .rect = {0, 0, 100, 100}};
    Probe probe;
    probe_open(&probe, show, &page);
    int32_t count = 0;
    (void)ui_nodes(probe.ui, &count);
    assert_int_equal(count, 1);
    assert_true(page.height == 0.0F);
    probe_close(&probe);
}

/* At a big text size a word in one piece is worth more than the size, down to 100 %. */
static void test_ui_text__at_200_percent_words_stay_whole_where_they_can(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t least_px;
        int32_t most_px;
        int lines;
    } rows[] = {
        {"Rest", 40, 40, 1},
        {"Strengthening", 28, 33, 1},
        {"Strengtheningexercises", 20, 21, 1},
        {"Strengtheningexercisesforbothknees", 20, 20, 2},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Page page = {.text = rows[i].text, .style = TEXT_HEADING, .rect = {0, 0, 220, 0}};
        Probe probe;
        probe_open(&probe, show, &page);
        probe.frame.text_scale = 2.0F;
        probe_pass(&probe);
        int lines = 0;
        for (int32_t c = 0; c < probe.list.count; c++) {
            const DrawCommand *command = &probe.list.commands[c];
            if (command->kind == DRAW_TEXT) {
                lines++;
                assert_in_range(command->as.text.font.px, rows[i].least_px, rows[i].most_px);
            }
        }
        assert_int_equal(lines, rows[i].lines);
        probe_close(&probe);
    }
}

static void digits_of(Probe *probe, Page *page, const char *digits, float x[8], int32_t *px)
{
    page->digits = digits;
    probe_pass(probe);
    int32_t n = 0;
    for (int32_t i = 0; i < probe->list.count; i++) {
        const DrawCommand *command = &probe->list.commands[i];
        if (command->kind == DRAW_TEXT) {
            assert_true(n < 8);
            x[n++] = command->as.text.at.x;
            *px = command->as.text.font.px;
        }
    }
    assert_int_equal(n, strlen(digits));
}

/* A source in which "1" is narrow: the place of a digit must not depend on it. */
static float uneven_width(void *context, Font font, const char *text, size_t size)
{
    (void)context;
    float width = 0.0F;
    for (size_t i = 0; i < size; i++) {
        const float em = text[i] == '1' || text[i] == ':' ? 0.3F : 0.6F;
        width += em * (float)font.px;
    }
    return width;
}

static void test_ui_text__digits_stand_in_cells_and_fill_the_rectangle(void **state)
{
    (void)state;
    Page page = {.digits = "0:00", .rect = {0, 143, 320, 114}};
    Probe probe;
    probe_open(&probe, show, &page);
    probe.text.width = uneven_width;
    ui_destroy(probe.ui);
    probe.ui = ui_create(&probe.text);
    float before[8] = {0};
    float after[8] = {0};
    int32_t px = 0;
    int32_t px_after = 0;
    digits_of(&probe, &page, "0:00", before, &px);
    digits_of(&probe, &page, "0:19", after, &px_after);
    assert_int_equal(px, px_after);
    assert_true(before[3] == after[3] && before[1] == after[1]);
    assert_true(after[2] > before[2]);
    /* Three cells of 0.6 and one of 0.3 are wider than 320 px: the colon's closes up. */
    assert_int_equal(px, 156);
    /* Two more digits have no room: the seconds become smaller, not the minutes. */
    digits_of(&probe, &page, "10:00", before, &px);
    assert_int_equal(px, 85);
    assert_true(before[1] >= 93 && before[4] < 320 - 0.6F * 85);
    digits_of(&probe, &page, "10", before, &px);
    digits_of(&probe, &page, "9", after, &px_after);
    assert_int_equal(px, px_after);
    assert_true(fabsf(after[0] + 0.3F * (float)px - 160.0F) <= 1.0F);
    const DrawCommand *last = &probe.list.commands[probe.list.count - 1];
    const float middle = last->as.text.at.y - 0.365F * (float)px;
    assert_true(fabsf(middle - 200.0F) <= 1.0F);
    page.rect.h = 50.0F;
    digits_of(&probe, &page, "0:00", before, &px);
    assert_in_range(px, 60, 72);
    probe_close(&probe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ui_text__wraps_by_words_and_breaks_only_what_must),
        cmocka_unit_test(test_ui_text__a_word_of_a_thousand_letters_wraps),
        cmocka_unit_test(test_ui_text__too_many_lines_end_in_an_ellipsis),
        cmocka_unit_test(test_ui_text__is_aligned_and_centred),
        cmocka_unit_test(test_ui_text__an_empty_text_takes_no_place),
        cmocka_unit_test(test_ui_text__at_200_percent_words_stay_whole_where_they_can),
        cmocka_unit_test(test_ui_text__digits_stand_in_cells_and_fill_the_rectangle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
