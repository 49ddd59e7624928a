/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// clang-format off
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "surefoot/ui_chart.h"
#include "ui_probe.h"

#define HEIGHT 240.0F
#define SERIES_MAX 2
#define MANY 43800 /* ten years, twice a day, three tries each and both legs */

typedef struct Page {
    UiChart chart;
    UiSeries series[SERIES_MAX];
} Page;

static void show(Ui *ui, void *context)
{
    Page *page = context;
    page->chart.series = page->series;
    ui_column_begin(ui, (Rect){0, 0, 360, 640}, 0);
    ui_chart(ui, "chart", HEIGHT, &page->chart);
    (void)ui_column_end(ui);
}

static const UiTick up[] = {{0, "0 s"}, {15, "15 s"}, {30, "30 s"}, {45, "45 s"}};

static Page page_of(const UiSeries *series, int32_t count)
{
    Page page = {.chart = {.label = "Left and right",
                           .value = "rising",
                           .span = {0, 0, 100, 45},
                           .gap = 20,
                           .series_count = count,
                           .up = up,
                           .up_count = (int32_t)SF_COUNT(up)}};
    if (count > 0) {
        memcpy(page.series, series, (size_t)count * sizeof(*series));
    }
    return page;
}

static int32_t drawn(const DrawList *list, DrawKind kind)
{
    int32_t count = 0;
    for (int32_t i = 0; i < list->count; i++) {
        count += list->commands[i].kind == kind ? 1 : 0;
    }
    return count;
}

/* Capsules that join two points; a dot or the end of a line has no length. */
static int32_t joins(const DrawList *list)
{
    int32_t count = 0;
    for (int32_t i = 0; i < list->count; i++) {
        const DrawCommand *command = &list->commands[i];
        if (command->kind == DRAW_CAPSULE && command->as.capsule.a.x != command->as.capsule.b.x) {
            count++;
        }
    }
    return count;
}

static void test_ui_chart__says_what_it_shows(void **state)
{
    (void)state;
    Page page = page_of(NULL, 0);
    Probe probe;
    probe_open(&probe, show, &page);
    const UiNode *node = probe_node(&probe, "chart");
    assert_string_equal(node->label, "Left and right");
    assert_string_equal(node->value, "rising");
    assert_int_equal(node->role, ROLE_IMAGE);
    assert_true(probe_shows(&probe, "45 s"));
    assert_true(probe_shows(&probe, "0 s"));
    probe_close(&probe);
}

static void test_ui_chart__a_series_has_its_shape(void **state)
{
    (void)state;
    const Point dots[] = {{10, 10}, {50, 20}, {90, 30}};
    const UiSeries disc = {.dots = dots, .dot_count = 3, .shape = SHAPE_DISC};
    const UiSeries diamond = {.dots = dots, .dot_count = 3, .shape = SHAPE_DIAMOND};
    Page page = page_of(&disc, 1);
    Probe probe;
    probe_open(&probe, show, &page);
    assert_int_equal(drawn(&probe.list, DRAW_CAPSULE), 3);
    assert_int_equal(drawn(&probe.list, DRAW_POLYGON), 0);
    page.series[0] = diamond;
    probe_pass(&probe);
    assert_int_equal(drawn(&probe.list, DRAW_CAPSULE), 0);
    assert_int_equal(drawn(&probe.list, DRAW_POLYGON), 3);
    probe_close(&probe);
}

static void test_ui_chart__what_lies_outside_is_not_drawn(void **state)
{
    (void)state;
    const Point dots[] = {{-1, 10}, {101, 10}, {50, -1}, {50, 46}, {0, 0}, {100, 45}};
    const UiSeries series = {.dots = dots, .dot_count = 6, .line = dots, .line_count = 4};
    Page page = page_of(&series, 1);
    Probe probe;
    probe_open(&probe, show, &page);
    assert_int_equal(drawn(&probe.list, DRAW_CAPSULE), 2);
    const Rect whole = probe_node(&probe, "chart")->rect;
    for (int32_t i = 0; i < probe.list.count; i++) {
        const DrawCommand *command = &probe.list.commands[i];
        if (command->kind == DRAW_CAPSULE) {
            const float radius = command->as.capsule.radius_a;
            assert_true(command->as.capsule.a.x - radius >= whole.x);
            assert_true(command->as.capsule.a.x + radius <= whole.x + whole.w);
            assert_true(command->as.capsule.a.y - radius >= whole.y);
        }
    }
    probe_close(&probe);
}

static void test_ui_chart__a_gap_breaks_the_line(void **state)
{
    (void)state;
    const Point line[] = {{0, 10}, {10, 12}, {20, 11}, {60, 20}, {70, 21}};
    const UiSeries series = {.line = line, .line_count = 5};
    Page page = page_of(&series, 1);
    Probe probe;
    probe_open(&probe, show, &page);
    assert_int_equal(joins(&probe.list), 3);
    page.chart.gap = 100;
    probe_pass(&probe);
    assert_int_equal(joins(&probe.list), 4);
    probe_close(&probe);
}

static void test_ui_chart__texts_that_would_touch_are_left_out(void **state)
{
    (void)state;
    const UiTick across[] = {{0, "24 Oct"}, {5, "25 Oct"}, {50, "7 Nov"}, {100, "21 Nov"}};
    Page page = page_of(NULL, 0);
    page.chart.across = across;
    page.chart.across_count = 4;
    Probe probe;
    probe_open(&probe, show, &page);
    assert_true(probe_shows(&probe, "24 Oct"));
    assert_false(probe_shows(&probe, "25 Oct"));
    assert_true(probe_shows(&probe, "7 Nov"));
    assert_true(probe_shows(&probe, "21 Nov"));
    probe_close(&probe);
}

static void test_ui_chart__ten_years_draw_no_more_than_can_be_seen(void **state)
{
    (void)state;
    static Point dots[MANY];
    for (int32_t i = 0; i < MANY; i++) {
        dots[i] = (Point){100.0F * (float)i / (float)MANY, (float)(i * 7 % 46)};
    }
    const UiSeries series = {.dots = dots, .dot_count = MANY, .line = dots, .line_count = MANY};
    Page page = page_of(&series, 1);
    Probe probe;
    probe_open(&probe, show, &page);
    assert_in_range(drawn(&probe.list, DRAW_CAPSULE), 1000, 7000);
    assert_false(probe.list.dropped);
    probe_close(&probe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ui_chart__says_what_it_shows),
        cmocka_unit_test(test_ui_chart__a_series_has_its_shape),
        cmocka_unit_test(test_ui_chart__what_lies_outside_is_not_drawn),
        cmocka_unit_test(test_ui_chart__a_gap_breaks_the_line),
        cmocka_unit_test(test_ui_chart__texts_that_would_touch_are_left_out),
        cmocka_unit_test(test_ui_chart__ten_years_draw_no_more_than_can_be_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
