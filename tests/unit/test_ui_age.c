/* SPDX-License-Identifier: MIT */
/* A press is meant for what was there when somebody decided to press. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// clang-format off
#include <cmocka.h>
// clang-format on

#include "ui_probe.h"

#include <string.h>

#define DOUBLE_MS 150 /* between the taps of a double tap */

/* A button that leads on, and what may come by itself: a notice above a list, a dialog, an area. */
typedef struct Page {
    bool noticed;
    bool open;
    int64_t since_ms; /* of "turn", UI_ALWAYS none */
    int32_t step;     /* dp that "slow" stands lower by */
    int undone;
    int rows[3];
    int turned;
    int slow;
    int chosen;
    int dismissed;
    int backs;
    int spaces;
    UiTouch touch;
} Page;

static void in_dialog(Ui *ui, Page *page)
{
    page->dismissed += ui_dialog_begin(ui, "ask", "Sure?") ? 1 : 0;
    page->chosen += ui_button(ui, "yes", "Yes", BUTTON_PRIMARY) ? 1 : 0;
    ui_dialog_end(ui);
}

static void show(Ui *ui, void *context)
{
    static const char *const keys[] = {"one", "two", "three"};
    Page *page = context;
    page->backs += ui_take_back(ui) ? 1 : 0;
    page->spaces += ui_take_key(ui, KEY_SPACE) ? 1 : 0;
    ui_scroll_begin(ui, "list", (Rect){0, 0, 360, 240}, SPACE_S);
    if (page->noticed) {
        page->undone += ui_button(ui, "undo", "Undo", BUTTON_SECONDARY) ? 1 : 0;
    }
    for (int i = 0; i < 3; i++) {
        page->rows[i] += ui_button(ui, keys[i], keys[i], BUTTON_SECONDARY) ? 1 : 0;
    }
    ui_space(ui, 400);
    ui_scroll_end(ui);
    ui_new_since(ui, page->since_ms);
    page->turned +=
        ui_button_in(ui, "turn", (Rect){0, 260, 160, 60}, "Skip", BUTTON_SECONDARY, true) ? 1 : 0;
    ui_new_since(ui, UI_ALWAYS);
    const Rect slow = {200, 260 + (float)page->step, 160, 60};
    page->slow += ui_button_in(ui, "slow", slow, "Slow", BUTTON_SECONDARY, true) ? 1 : 0;
    const UiTouch touch = ui_area(ui, "area", (Rect){0, 400, 360, 240}, ROLE_TIMER, "Timer", "");
    page->touch.pressed |= touch.pressed;
    page->touch.tapped |= touch.tapped;
    page->touch.held |= touch.held;
    if (page->open) {
        in_dialog(ui, page);
    }
}

static Page page;
static Probe probe;

static int setup(void **state)
{
    (void)state;
    page = (Page){.since_ms = UI_ALWAYS};
    probe_open(&probe, show, &page);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    probe_close(&probe);
    return 0;
}

static void later(int64_t ms)
{
    probe_wait(&probe, ms, ms);
}

static void another_page(void)
{
    page = (Page){.since_ms = UI_ALWAYS};
    ui_reset(probe.ui);
    probe_settle(&probe);
}

static void tap_at(Point at)
{
    probe_press(&probe, at.x, at.y);
    later(60);
    probe_release(&probe, at.x, at.y);
}

static Point middle(const char *key)
{
    return probe_middle(probe_node(&probe, key)->rect);
}

static void test_ui_age__a_new_page_takes_no_press_that_began_too_soon(void **state)
{
    (void)state;
    static const struct {
        int64_t began_ms;
        int fires;
    } presses[] = {
        {0, 0}, {DOUBLE_MS, 0}, {MOTION_NEW_MS - 1, 0}, {MOTION_NEW_MS, 1}, {MOTION_NEW_MS + 1, 1}};
    for (size_t i = 0; i < SF_COUNT(presses); i++) {
        another_page();
        later(presses[i].began_ms);
        tap_at(middle("one"));
        assert_int_equal(page.rows[0], presses[i].fires);
        /* Nothing lies beneath that would get it. */
        assert_false(page.touch.pressed);
    }
}

static void test_ui_age__however_late_it_is_let_go(void **state)
{
    (void)state;
    another_page();
    const Point at = middle("one");
    later(DOUBLE_MS);
    probe_press(&probe, at.x, at.y);
    later(2000);
    probe_release(&probe, at.x, at.y);
    assert_int_equal(page.rows[0], 0);
    tap_at(at);
    assert_int_equal(page.rows[0], 1);
}

/* A slow frame sees the finger a second late: its own time says when it came down. */
static void test_ui_age__the_events_time_counts(void **state)
{
    (void)state;
    another_page();
    const int64_t appeared_ms = probe.frame.now_ms;
    const Point at = middle("one");
    static const int64_t began_ms[] = {-300, 100, 500};
    for (size_t i = 0; i < SF_COUNT(began_ms); i++) {
        static const InputKind kinds[] = {INPUT_PRESS, INPUT_RELEASE};
        UiFrame frame = probe.frame;
        frame.now_ms = appeared_ms + 1000;
        for (size_t k = 0; k < SF_COUNT(kinds); k++) {
            frame.event = (InputEvent){.kind = kinds[k],
                                       .x = at.x,
                                       .y = at.y,
                                       .at_ms = appeared_ms + began_ms[i] + (int64_t)k * 60};
            ui_begin(probe.ui, &frame, &probe.list);
            show(probe.ui, &page);
            (void)ui_end(probe.ui);
        }
        assert_int_equal(page.rows[0], began_ms[i] == 500);
    }
}

/* What came by itself, and what it pushed down, under a finger that meant neither. */
static void test_ui_age__what_appears_or_moves_in_place_takes_no_press(void **state)
{
    (void)state;
    const Point at = middle("one");
    page.noticed = true;
    probe_settle(&probe);
    later(100);
    tap_at(at);
    tap_at(middle("one"));
    assert_int_equal(page.undone + page.rows[0], 0);
    later(MOTION_NEW_MS);
    tap_at(at);
    tap_at(middle("one"));
    assert_int_equal(page.undone, 1);
    assert_int_equal(page.rows[0], 1);
    /* It goes again, and the row comes back to where it was. */
    page.noticed = false;
    probe_settle(&probe);
    tap_at(at);
    assert_int_equal(page.rows[0], 1);
}

/* A label that changes or a key held down may move a button by some pixels at each press. */
static void test_ui_age__where_it_was_already_it_takes_presses(void **state)
{
    (void)state;
    for (int i = 1; i <= 5; i++) {
        page.step += 4;
        probe_settle(&probe);
        tap_at((Point){280, 290});
        assert_int_equal(page.slow, i);
    }
    /* Its new edge is new. */
    page.step += 4;
    probe_settle(&probe);
    tap_at((Point){280, 260 + (float)page.step + 55});
    assert_int_equal(page.slow, 5);
    assert_int_equal(probe_node(&probe, "slow")->ready_ms, 1000);
}

static void test_ui_age__scrolling_is_no_move(void **state)
{
    (void)state;
    probe_send(&probe, (InputEvent){.kind = INPUT_WHEEL, .x = 180, .y = 120, .dy = 30});
    probe_settle(&probe);
    tap_at(middle("two"));
    assert_int_equal(page.rows[1], 1);
    probe_press(&probe, 180, 200);
    later(50);
    probe_move(&probe, 180, 220);
    later(200);
    probe_release(&probe, 180, 220);
    probe_settle(&probe);
    tap_at(middle("two"));
    assert_int_equal(page.rows[1], 2);
}

static void test_ui_age__a_dialog_and_the_page_it_leaves(void **state)
{
    (void)state;
    page.open = true;
    probe_settle(&probe);
    later(DOUBLE_MS);
    tap_at(middle("yes"));
    tap_at((Point){180, 630});
    assert_int_equal(page.chosen + page.dismissed, 0);
    later(MOTION_NEW_MS);
    tap_at(middle("yes"));
    assert_int_equal(page.chosen, 1);
    page.open = false;
    probe_settle(&probe);
    later(DOUBLE_MS);
    tap_at(middle("one"));
    assert_int_equal(page.rows[0], 0);
    later(MOTION_NEW_MS);
    tap_at(middle("one"));
    assert_int_equal(page.rows[0], 1);
    /* The same dialog again is as new as at first. */
    page.open = true;
    probe_settle(&probe);
    tap_at(middle("yes"));
    assert_int_equal(page.chosen, 1);
}

static void test_ui_age__keys_too(void **state)
{
    (void)state;
    probe_key(&probe, KEY_TAB);
    page.open = true;
    probe_settle(&probe);
    assert_string_equal(probe_focus(&probe), "yes");
    later(DOUBLE_MS);
    probe_key(&probe, KEY_ENTER);
    probe_key(&probe, KEY_SPACE);
    probe_key(&probe, KEY_ESCAPE);
    probe_send(&probe, (InputEvent){.kind = INPUT_BACK});
    assert_int_equal(page.chosen + page.dismissed + page.backs + page.spaces, 0);
    later(MOTION_NEW_MS);
    probe_key(&probe, KEY_ENTER);
    probe_send(&probe, (InputEvent){.kind = INPUT_BACK});
    assert_int_equal(page.chosen, 1);
    assert_int_equal(page.dismissed, 1);
    another_page();
    probe_key(&probe, KEY_SPACE);
    probe_send(&probe, (InputEvent){.kind = INPUT_BACK});
    assert_int_equal(page.spaces + page.backs, 0);
    later(MOTION_NEW_MS);
    probe_key(&probe, KEY_SPACE);
    probe_send(&probe, (InputEvent){.kind = INPUT_BACK});
    assert_int_equal(page.spaces, 1);
    assert_int_equal(page.backs, 1);
}

/* A screen reader names what it presses: nothing can have come between. */
static void test_ui_age__assistive_technology_is_taken_at_its_word(void **state)
{
    (void)state;
    another_page();
    assert_true(ui_focus(probe.ui, probe_node(&probe, "two")->id));
    probe_send(&probe, (InputEvent){.kind = INPUT_KEY, .key = KEY_ENTER, .assistive = true});
    assert_int_equal(page.rows[1], 1);
}

/* What stops something must do so at once; what is held for long enough is meant. */
static void test_ui_age__an_area_tells_press_and_hold_at_once(void **state)
{
    (void)state;
    another_page();
    tap_at((Point){180, 500});
    assert_true(page.touch.pressed);
    assert_false(page.touch.tapped);
    probe_press(&probe, 180, 500);
    later(MOTION_LONG_PRESS_MS);
    probe_release(&probe, 180, 500);
    assert_true(page.touch.held);
    assert_false(page.touch.tapped);
    later(MOTION_NEW_MS);
    tap_at((Point){180, 500});
    assert_true(page.touch.tapped);
}

/* The same button for something else that came by itself. */
static void test_ui_age__the_same_button_can_be_new(void **state)
{
    (void)state;
    page.since_ms = probe.frame.now_ms;
    probe_settle(&probe);
    assert_int_equal(probe_node(&probe, "turn")->ready_ms, page.since_ms + MOTION_NEW_MS);
    later(100);
    tap_at(middle("turn"));
    tap_at(middle("slow"));
    assert_int_equal(page.turned, 0);
    assert_int_equal(page.slow, 1);
    later(MOTION_NEW_MS);
    tap_at(middle("turn"));
    assert_int_equal(page.turned, 1);
}

static void test_ui_age__the_tree_says_from_when_on(void **state)
{
    (void)state;
    another_page();
    const int64_t appeared_ms = probe.frame.now_ms;
    assert_int_equal(probe_node(&probe, "one")->ready_ms, appeared_ms + MOTION_NEW_MS);
    assert_int_equal(ui_ready_ms(probe.ui), appeared_ms + MOTION_NEW_MS);
    later(300);
    page.noticed = true;
    probe_settle(&probe);
    assert_int_equal(probe_node(&probe, "undo")->ready_ms, appeared_ms + 300 + MOTION_NEW_MS);
    assert_int_equal(ui_ready_ms(probe.ui), appeared_ms + MOTION_NEW_MS);
    page.open = true;
    probe_settle(&probe);
    assert_int_equal(ui_ready_ms(probe.ui), appeared_ms + 300 + MOTION_NEW_MS);
}

static void test_ui_age__back_is_wanted_where_it_is_asked_for(void **state)
{
    (void)state;
    assert_true(ui_wants_back(probe.ui));
    probe_tap(&probe, "one");
    assert_true(ui_wants_back(probe.ui));
}

/* ---- touches whose end was lost -------------------------------------------------------------- */

static void finger(InputKind kind, int32_t which, Point at)
{
    probe_send(&probe, (InputEvent){.kind = kind, .finger = which, .x = at.x, .y = at.y});
}

static void test_ui_age__a_lost_end_deafens_nobody(void **state)
{
    (void)state;
    const Point one = middle("one");
    const Point two = middle("two");
    finger(INPUT_PRESS, 3, one);
    later(MOTION_LOST_MS);
    finger(INPUT_PRESS, 4, two);
    finger(INPUT_RELEASE, 4, two);
    assert_int_equal(page.rows[0], 0);
    assert_int_equal(page.rows[1], 1);
    /* Should it come after all, it presses nothing. */
    finger(INPUT_RELEASE, 3, one);
    assert_int_equal(page.rows[0], 0);
    /* Two fingers, one of them lost: the other one works on. */
    finger(INPUT_PRESS, 5, one);
    finger(INPUT_PRESS, 6, two);
    finger(INPUT_RELEASE, 5, one);
    finger(INPUT_PRESS, 7, two);
    finger(INPUT_RELEASE, 7, two);
    assert_int_equal(page.rows[0], 1);
    assert_int_equal(page.rows[1], 2);
}

static void test_ui_age__a_finger_that_moves_is_not_lost(void **state)
{
    (void)state;
    const Point one = middle("one");
    finger(INPUT_PRESS, 3, one);
    for (int i = 0; i < 10; i++) {
        later(MOTION_LOST_MS / 2);
        finger(INPUT_MOVE, 3, (Point){one.x + (float)(i % 2), one.y});
        finger(INPUT_PRESS, 4, middle("two"));
        finger(INPUT_RELEASE, 4, middle("two"));
    }
    finger(INPUT_RELEASE, 3, one);
    assert_int_equal(page.rows[0], 1);
    assert_int_equal(page.rows[1], 0);
}

static void test_ui_age__all_fingers_can_be_taken_away(void **state)
{
    (void)state;
    const Point one = middle("one");
    finger(INPUT_PRESS, 3, one);
    finger(INPUT_CANCEL, INPUT_ALL_FINGERS, one);
    finger(INPUT_RELEASE, 3, one);
    assert_int_equal(page.rows[0], 0);
    finger(INPUT_PRESS, 4, one);
    finger(INPUT_RELEASE, 4, one);
    assert_int_equal(page.rows[0], 1);
}

static void test_ui_age__turning_the_device_takes_the_finger_away(void **state)
{
    (void)state;
    finger(INPUT_PRESS, 3, middle("one"));
    probe.frame.viewport.width = 640;
    probe.frame.viewport.height = 360;
    probe_settle(&probe);
    later(MOTION_NEW_MS);
    finger(INPUT_PRESS, 4, middle("one"));
    finger(INPUT_RELEASE, 4, middle("one"));
    assert_int_equal(page.rows[0], 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ui_age__a_new_page_takes_no_press_that_began_too_soon),
        TEST(test_ui_age__however_late_it_is_let_go),
        TEST(test_ui_age__the_events_time_counts),
        TEST(test_ui_age__what_appears_or_moves_in_place_takes_no_press),
        TEST(test_ui_age__where_it_was_already_it_takes_presses),
        TEST(test_ui_age__scrolling_is_no_move),
        TEST(test_ui_age__a_dialog_and_the_page_it_leaves),
        TEST(test_ui_age__keys_too),
        TEST(test_ui_age__assistive_technology_is_taken_at_its_word),
        TEST(test_ui_age__an_area_tells_press_and_hold_at_once),
        TEST(test_ui_age__the_same_button_can_be_new),
        TEST(test_ui_age__the_tree_says_from_when_on),
        TEST(test_ui_age__back_is_wanted_where_it_is_asked_for),
        TEST(test_ui_age__a_lost_end_deafens_nobody),
        TEST(test_ui_age__a_finger_that_moves_is_not_lost),
        TEST(test_ui_age__all_fingers_can_be_taken_away),
        TEST(test_ui_age__turning_the_device_takes_the_finger_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
