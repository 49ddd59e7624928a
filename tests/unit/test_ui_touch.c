/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// clang-format off
#include <cmocka.h>
// clang-format on

#include "ui_probe.h"

#include <string.h>

/* Two buttons on a fixed page, two in a scroller that is longer than its rectangle, and an area
   under a button of its own. */
typedef struct Page {
    bool takes_any;
    int any;
    int64_t any_ms;
    bool first_gone;
    bool first_disabled;
    bool area_first;
    int first;
    int second;
    int listed[8];
    int over_area;
    UiTouch touch; /* gathered over passes */
    int pressed;
    int tapped;
    int held;
} Page;

static void area(Ui *ui, Page *page)
{
    const UiTouch touch =
        ui_area(ui, "area", (Rect){0, 400, 360, 240}, ROLE_TIMER, "Timer", "0:30");
    page->pressed += touch.pressed ? 1 : 0;
    page->tapped += touch.tapped ? 1 : 0;
    page->held += touch.held ? 1 : 0;
    if (touch.pressed || touch.tapped || touch.held) {
        page->touch = touch;
    }
}

static void show(Ui *ui, void *context)
{
    Page *page = context;
    if (page->takes_any && ui_take_any(ui, &page->any_ms)) {
        page->any++;
    }
    ui_push_id(ui, "page");
    if (!page->first_gone) {
        page->first += ui_button_in(ui, "first", (Rect){0, 0, 160, 56}, "First", BUTTON_PRIMARY,
                                    !page->first_disabled)
                           ? 1
                           : 0;
    }
    page->second +=
        ui_button_in(ui, "second", (Rect){200, 0, 160, 56}, "Second", BUTTON_SECONDARY, true) ? 1
                                                                                              : 0;
    ui_pop_id(ui);
    ui_scroll_begin(ui, "list", (Rect){0, 100, 360, 200}, SPACE_S);
    for (int i = 0; i < 8; i++) {
        ui_push_index(ui, i);
        if (ui_button(ui, i == 0 ? "top" : "row", "Row", BUTTON_QUIET)) {
            page->listed[i]++;
        }
        ui_pop_id(ui);
    }
    ui_scroll_end(ui);
    if (page->area_first) {
        area(ui, page);
    }
    if (ui_button_in(ui, "stop", (Rect){120, 560, 120, 64}, "Stop", BUTTON_CARE, true)) {
        page->over_area++;
    }
    if (!page->area_first) {
        area(ui, page);
    }
}

static void test_ui_touch__fires_on_release_inside(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_press(&probe, 80, 28);
    assert_int_equal(page.first, 0);
    probe_move(&probe, 120, 50);
    probe_release(&probe, 120, 50);
    assert_int_equal(page.first, 1);
    assert_int_equal(page.second, 0);
    probe_pass(&probe);
    assert_int_equal(page.first, 1);
    probe_close(&probe);
}

/* Whatever is hit, and a second finger while the first one rests on the glass. */
static void test_ui_touch__any_press_or_key_is_taken_with_its_own_time(void **state)
{
    (void)state;
    static const InputEvent events[] = {
        {.kind = INPUT_PRESS, .x = 80, .y = 28},
        {.kind = INPUT_PRESS, .finger = 1, .x = 240, .y = 600},
        {.kind = INPUT_KEY, .key = KEY_SPACE},
        {.kind = INPUT_KEY, .key = KEY_TAB},
        {.kind = INPUT_KEY, .key = KEY_OTHER},
        {.kind = INPUT_BACK},
    };
    static const InputKind others[] = {INPUT_MOVE, INPUT_RELEASE, INPUT_RESIZE, INPUT_WHEEL};
    Page page = {.takes_any = true};
    Probe probe;
    probe_open(&probe, show, &page);
    for (size_t i = 0; i < SF_COUNT(events); i++) {
        probe_wait(&probe, 7, 7);
        probe_send(&probe, events[i]);
        assert_int_equal(page.any, i + 1);
        assert_int_equal(page.any_ms, probe.frame.now_ms);
    }
    for (size_t i = 0; i < SF_COUNT(others); i++) {
        probe_send(&probe, (InputEvent){.kind = others[i], .x = 80, .y = 28});
    }
    assert_int_equal(page.any, SF_COUNT(events));
    assert_int_equal(page.first + page.second + page.over_area + page.pressed, 0);
    probe_close(&probe);
}

static void test_ui_touch__press_and_release_in_one_millisecond_fire_once(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    for (int i = 1; i <= 20; i++) {
        probe_press(&probe, 80, 28);
        probe_release(&probe, 80, 28);
        assert_int_equal(page.first, i);
    }
    probe_close(&probe);
}

/* A finger comes down in the very first pass of a page: it was meant for the page before. */
static void test_ui_touch__the_first_pass_takes_no_press(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    ui_reset(probe.ui);
    probe_press(&probe, 80, 28);
    probe.frame.now_ms += 1000;
    probe_release(&probe, 80, 28);
    assert_int_equal(page.first, 0);
    probe_tap(&probe, "first");
    assert_int_equal(page.first, 1);
    probe_close(&probe);
}

static void test_ui_touch__moving_off_and_releasing_outside_does_not_fire(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_press(&probe, 80, 28);
    probe_move(&probe, 280, 28);
    probe_release(&probe, 280, 28);
    assert_int_equal(page.first, 0);
    assert_int_equal(page.second, 0);
    probe_press(&probe, 80, 28);
    probe_move(&probe, 280, 28);
    probe_move(&probe, 80, 28);
    probe_release(&probe, 80, 28);
    assert_int_equal(page.first, 1);
    probe_close(&probe);
}

static void test_ui_touch__a_press_elsewhere_cannot_fire_what_it_slides_onto(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_press(&probe, 180, 80);
    probe_move(&probe, 80, 28);
    probe_release(&probe, 80, 28);
    assert_int_equal(page.first, 0);
    probe_close(&probe);
}

static void test_ui_touch__a_drag_in_a_scroller_cancels_the_press(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    const float before = probe_node(&probe, "top")->rect.y;
    probe_press(&probe, 180, 130);
    probe_move(&probe, 180, 100);
    probe_pass(&probe);
    assert_true(probe_node(&probe, "top")->rect.y <= before);
    probe_move(&probe, 180, 130);
    probe_release(&probe, 180, 130);
    assert_int_equal(page.listed[0], 0);
    probe_close(&probe);
}

static void test_ui_touch__a_release_far_away_without_moves_is_a_drag_too(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_press(&probe, 180, 130);
    probe_release(&probe, 180, 142);
    assert_int_equal(page.listed[0], 0);
    probe_press(&probe, 180, 130);
    probe_release(&probe, 180, 136);
    assert_int_equal(page.listed[0], 1);
    probe_close(&probe);
}

static void test_ui_touch__the_systems_cancel_cancels(void **state)
{
    (void)state;
    static const InputKind kinds[] = {INPUT_CANCEL, INPUT_BACKGROUND};
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    for (size_t i = 0; i < SF_COUNT(kinds); i++) {
        probe_press(&probe, 80, 28);
        probe_send(&probe, (InputEvent){.kind = kinds[i]});
        probe_release(&probe, 80, 28);
        assert_int_equal(page.first, 0);
    }
    probe_close(&probe);
}

static void test_ui_touch__a_second_finger_is_ignored(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_press(&probe, 80, 28);
    probe_send(&probe, (InputEvent){.kind = INPUT_PRESS, .finger = 1, .x = 280, .y = 28});
    probe_send(&probe, (InputEvent){.kind = INPUT_MOVE, .finger = 1, .x = 280, .y = 300});
    probe_send(&probe, (InputEvent){.kind = INPUT_RELEASE, .finger = 1, .x = 80, .y = 28});
    assert_int_equal(page.first + page.second, 0);
    probe_release(&probe, 80, 28);
    assert_int_equal(page.first, 1);
    assert_int_equal(page.second, 0);
    probe_close(&probe);
}

static void test_ui_touch__a_lost_release_does_not_lock_the_screen(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_press(&probe, 80, 28);
    probe_press(&probe, 280, 28);
    probe_release(&probe, 280, 28);
    assert_int_equal(page.first, 0);
    assert_int_equal(page.second, 1);
    probe_close(&probe);
}

static void test_ui_touch__what_disappears_while_pressed_never_fires(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_press(&probe, 80, 28);
    page.first_gone = true;
    probe_pass(&probe);
    page.first_gone = false;
    probe_pass(&probe);
    probe_release(&probe, 80, 28);
    assert_int_equal(page.first, 0);
    probe_close(&probe);
}

static void test_ui_touch__another_screen_gets_no_release(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_press(&probe, 80, 28);
    ui_reset(probe.ui);
    probe_release(&probe, 80, 28);
    assert_int_equal(page.first, 0);
    probe_close(&probe);
}

static void test_ui_touch__a_disabled_button_neither_fires_nor_lets_through(void **state)
{
    (void)state;
    Page page = {.first_disabled = true};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_tap(&probe, "first");
    assert_int_equal(page.first, 0);
    assert_false(probe_node(&probe, "first")->enabled);
    probe_close(&probe);
}

static void test_ui_touch__an_area_reports_press_and_tap_with_their_own_times(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    InputEvent event = {.kind = INPUT_PRESS, .x = 50, .y = 450};
    UiFrame frame = probe.frame;
    frame.now_ms = 1016;
    frame.event = event;
    frame.event.at_ms = 1003;
    ui_begin(probe.ui, &frame, &probe.list);
    show(probe.ui, &page);
    (void)ui_end(probe.ui);
    assert_int_equal(page.pressed, 1);
    assert_int_equal(page.touch.at_ms, 1003);
    frame.event.kind = INPUT_RELEASE;
    frame.event.at_ms = 1011;
    ui_begin(probe.ui, &frame, &probe.list);
    show(probe.ui, &page);
    (void)ui_end(probe.ui);
    assert_int_equal(page.tapped, 1);
    assert_int_equal(page.held, 0);
    assert_int_equal(page.touch.at_ms, 1011);
    probe_close(&probe);
}

/* In whichever order they are called. */
static void test_ui_touch__a_control_on_an_area_takes_the_finger(void **state)
{
    (void)state;
    for (int order = 0; order < 2; order++) {
        Page page = {.area_first = order == 1};
        Probe probe;
        probe_open(&probe, show, &page);
        probe_tap(&probe, "stop");
        assert_int_equal(page.over_area, 1);
        assert_int_equal(page.pressed + page.tapped, 0);
        probe_close(&probe);
    }
}

static void test_ui_touch__a_long_press_asks_for_its_pass_and_is_told_once(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_press(&probe, 50, 450);
    probe_pass(&probe);
    assert_int_equal(probe.wake_ms, 1500);
    probe_wait(&probe, 499, 499);
    assert_int_equal(page.held, 0);
    probe_wait(&probe, 1, 1);
    assert_int_equal(page.held, 1);
    assert_int_equal(page.touch.at_ms, 1500);
    probe_wait(&probe, 1000, 100);
    probe_release(&probe, 50, 450);
    assert_int_equal(page.held, 1);
    assert_int_equal(page.tapped, 0);
    probe_close(&probe);
}

static void test_ui_touch__a_late_release_without_a_pass_between_is_a_long_press(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_press(&probe, 50, 450);
    probe.frame.now_ms += 700;
    probe_release(&probe, 50, 450);
    assert_int_equal(page.held, 1);
    assert_int_equal(page.tapped, 0);
    probe_close(&probe);
}

/* A slow frame handles a tap that lies a second back: its own times say that it was short. */
static void test_ui_touch__a_tap_seen_late_is_still_a_tap(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    UiFrame frame = probe.frame;
    frame.now_ms = 3000;
    frame.event = (InputEvent){.kind = INPUT_PRESS, .at_ms = 2000, .x = 50, .y = 450};
    ui_begin(probe.ui, &frame, &probe.list);
    show(probe.ui, &page);
    (void)ui_end(probe.ui);
    frame.event = (InputEvent){.kind = INPUT_RELEASE, .at_ms = 2080, .x = 50, .y = 450};
    ui_begin(probe.ui, &frame, &probe.list);
    show(probe.ui, &page);
    (void)ui_end(probe.ui);
    assert_int_equal(page.tapped, 1);
    assert_int_equal(page.held, 0);
    probe_close(&probe);
}

static void small_target(Ui *ui, void *context)
{
    int *fired = context;
    *fired += ui_icon_button(ui, "small", (Rect){100, 100, 24, 24}, ICON_CLOSE, "Close") ? 1 : 0;
}

static void test_ui_touch__a_small_picture_has_a_full_target(void **state)
{
    (void)state;
    int fired = 0;
    Probe probe;
    probe_open(&probe, small_target, &fired);
    probe_press(&probe, 89, 135);
    probe_release(&probe, 89, 135);
    assert_int_equal(fired, 1);
    probe_press(&probe, 87, 112);
    probe_release(&probe, 87, 112);
    assert_int_equal(fired, 1);
    probe_close(&probe);
}

static void test_ui_touch__a_finger_on_a_button_shows(void **state)
{
    (void)state;
    Page page = {0};
    Probe probe;
    probe_open(&probe, show, &page);
    const uint64_t calm = draw_hash(&probe.list);
    probe_press(&probe, 80, 28);
    const uint64_t pressed = draw_hash(&probe.list);
    probe_move(&probe, 80, 90);
    const uint64_t off = draw_hash(&probe.list);
    assert_int_not_equal(calm, pressed);
    assert_int_equal(calm, off);
    probe_close(&probe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ui_touch__fires_on_release_inside),
        cmocka_unit_test(test_ui_touch__any_press_or_key_is_taken_with_its_own_time),
        cmocka_unit_test(test_ui_touch__press_and_release_in_one_millisecond_fire_once),
        cmocka_unit_test(test_ui_touch__the_first_pass_takes_no_press),
        cmocka_unit_test(test_ui_touch__moving_off_and_releasing_outside_does_not_fire),
        cmocka_unit_test(test_ui_touch__a_press_elsewhere_cannot_fire_what_it_slides_onto),
        cmocka_unit_test(test_ui_touch__a_drag_in_a_scroller_cancels_the_press),
        cmocka_unit_test(test_ui_touch__a_release_far_away_without_moves_is_a_drag_too),
        cmocka_unit_test(test_ui_touch__the_systems_cancel_cancels),
        cmocka_unit_test(test_ui_touch__a_second_finger_is_ignored),
        cmocka_unit_test(test_ui_touch__a_lost_release_does_not_lock_the_screen),
        cmocka_unit_test(test_ui_touch__what_disappears_while_pressed_never_fires),
        cmocka_unit_test(test_ui_touch__another_screen_gets_no_release),
        cmocka_unit_test(test_ui_touch__a_disabled_button_neither_fires_nor_lets_through),
        cmocka_unit_test(test_ui_touch__an_area_reports_press_and_tap_with_their_own_times),
        cmocka_unit_test(test_ui_touch__a_control_on_an_area_takes_the_finger),
        cmocka_unit_test(test_ui_touch__a_long_press_asks_for_its_pass_and_is_told_once),
        cmocka_unit_test(test_ui_touch__a_late_release_without_a_pass_between_is_a_long_press),
        cmocka_unit_test(test_ui_touch__a_tap_seen_late_is_still_a_tap),
        cmocka_unit_test(test_ui_touch__a_small_picture_has_a_full_target),
        cmocka_unit_test(test_ui_touch__a_finger_on_a_button_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
