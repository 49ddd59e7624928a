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

#define ROWS 40
#define VIEW_TOP 40.0F
#define VIEW_H 400.0F

typedef struct List {
    int32_t rows;
    int fired;
    bool with_field;
    char note[32];
} List;

static void show(Ui *ui, void *context)
{
    List *list = context;
    ui_scroll_begin(ui, "list", (Rect){0, VIEW_TOP, 360, VIEW_H}, SPACE_S);
    for (int32_t i = 0; i < list->rows; i++) {
        list->fired += ui_button(ui, ui_format(ui, "row%d", (int)i), "Row", BUTTON_PRIMARY) ? 1 : 0;
    }
    if (list->with_field) {
        (void)ui_field(ui, "note", "Note", "Hint", list->note, sizeof(list->note));
    }
    ui_scroll_end(ui);
}

/* Where the page stands: rows are 56 high with gaps of 8, the first begins 8 below the top. Rows
   out of sight have empty rectangles, so the first whole one in sight is asked. */
static float position(const Probe *probe)
{
    for (int i = 0; i < ROWS; i++) {
        char key[16];
        assert_true(sf_format(key, sizeof(key), "row%d", i));
        const UiNode *node = probe_find(probe, key);
        if (node != NULL && node->rect.h == 56.0F) {
            return VIEW_TOP + SPACE_S + (float)i * 64.0F - node->rect.y;
        }
    }
    fail_msg("no row is in sight");
    return 0.0F;
}

static float most(void)
{
    return (float)ROWS * 64.0F - SPACE_S + SPACE_S + SPACE_L - VIEW_H;
}

/* A drag of whole px in steps of 10 ms; returns the clock at the release. */
static int64_t flick(Probe *probe, float from, float step, int steps)
{
    probe_press(probe, 180, from);
    for (int i = 1; i <= steps; i++) {
        probe->frame.now_ms += 10;
        probe_move(probe, 180, from + step * (float)i);
    }
    probe_release(probe, 180, from + step * (float)steps);
    return probe->frame.now_ms;
}

static void test_ui_scroll__the_page_follows_the_finger_one_to_one(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    probe_press(&probe, 180, 300);
    probe_move(&probe, 180, 291);
    assert_true(position(&probe) == 0.0F);
    probe_move(&probe, 180, 289);
    assert_true(position(&probe) == 1.0F);
    for (int y = 280; y >= 100; y -= 20) {
        probe_move(&probe, 180, (float)y);
        assert_true(position(&probe) == (float)(290 - y));
    }
    probe_move(&probe, 180, 250);
    assert_true(position(&probe) == 40.0F);
    assert_int_equal(list.fired, 0);
    probe_close(&probe);
}

static void test_ui_scroll__a_coarse_and_a_fine_drag_end_at_the_same_place(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    probe_press(&probe, 180, 400);
    probe_move(&probe, 180, 100);
    const float coarse = position(&probe);
    ui_reset(probe.ui);
    probe_pass(&probe);
    probe_press(&probe, 180, 400);
    for (int y = 399; y >= 100; y--) {
        probe_move(&probe, 180, (float)y);
    }
    assert_true(position(&probe) == coarse);
    assert_true(coarse == 290.0F);
    probe_close(&probe);
}

static void test_ui_scroll__a_fling_ends_where_its_speed_says(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    (void)flick(&probe, 400, -8, 20);
    /* 150 dp were dragged; 0.8 dp a ms goes on for the time constant. */
    const float end = 150.0F + 0.8F * (float)MOTION_FLING_MS;
    probe_wait(&probe, 100, 10);
    const float early = 150.0F + 0.8F * (float)MOTION_FLING_MS * (1.0F - expf(-100.0F / 325.0F));
    assert_true(fabsf(position(&probe) - early) <= 1.0F);
    assert_true(probe.wake_ms <= probe.frame.now_ms);
    probe_wait(&probe, 4000, 50);
    assert_true(fabsf(position(&probe) - end) <= 1.0F);
    assert_true(probe.wake_ms == INT64_MAX);
    assert_int_equal(list.fired, 0);
    probe_close(&probe);
}

/* Where a page stands after t ms, for one way of slicing time. */
static void trace(int64_t step_ms, float speed, float out[12])
{
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    (void)flick(&probe, 400, speed, 20);
    for (int i = 0; i < 12; i++) {
        probe_wait(&probe, 100, step_ms);
        out[i] = position(&probe);
    }
    probe_close(&probe);
}

static void test_ui_scroll__ten_sixty_and_144_hz_show_the_same(void **state)
{
    (void)state;
    static const int64_t steps[] = {16, 7};
    static const float speeds[] = {-12.0F, 6.0F};
    for (size_t s = 0; s < SF_COUNT(speeds); s++) {
        float slow[12];
        trace(100, speeds[s], slow);
        for (size_t k = 0; k < SF_COUNT(steps); k++) {
            float fast[12];
            trace(steps[k], speeds[s], fast);
            for (int i = 0; i < 12; i++) {
                assert_true(slow[i] == fast[i]);
            }
        }
    }
}

static void test_ui_scroll__beyond_the_end_it_gives_and_springs_back(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    probe_press(&probe, 180, 100);
    probe_move(&probe, 180, 310);
    const float first = position(&probe);
    assert_true(first < -50.0F && first > -150.0F);
    probe_move(&probe, 180, 410);
    const float second = position(&probe);
    assert_true(second < first && second - first > -60.0F);
    probe_release(&probe, 180, 410);
    float before = second;
    for (int i = 0; i < 12; i++) {
        probe_wait(&probe, 50, 10);
        const float now = position(&probe);
        assert_true(now >= before && now <= 0.0F);
        before = now;
    }
    probe_wait(&probe, 1000, 100);
    assert_true(position(&probe) == 0.0F);
    probe_close(&probe);
}

static void test_ui_scroll__caught_beyond_the_end_it_does_not_jump(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    probe_press(&probe, 180, 100);
    probe_move(&probe, 180, 400);
    probe_release(&probe, 180, 400);
    const float before = position(&probe);
    assert_true(before < -80.0F);
    probe_press(&probe, 180, 300);
    probe_move(&probe, 180, 311);
    probe_pass(&probe);
    assert_true(fabsf(position(&probe) - before) <= 2.0F);
    probe_close(&probe);
}

static void test_ui_scroll__a_hard_fling_stops_at_the_end(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    for (int i = 0; i < 2; i++) {
        (void)flick(&probe, 430, -35, 10);
        for (int frame = 0; frame < 100; frame++) {
            probe_wait(&probe, 16, 16);
            assert_true(position(&probe) < most() + 120.0F);
        }
    }
    assert_true(position(&probe) == most());
    probe_close(&probe);
}

static void test_ui_scroll__a_touch_stops_it_and_presses_nothing(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    (void)flick(&probe, 400, -12, 20);
    probe_wait(&probe, 100, 10);
    probe_press(&probe, 180, 200);
    probe_pass(&probe);
    const float stopped = position(&probe);
    probe_wait(&probe, 300, 20);
    assert_true(position(&probe) == stopped);
    probe_release(&probe, 180, 200);
    probe_wait(&probe, 300, 20);
    assert_true(position(&probe) == stopped);
    assert_int_equal(list.fired, 0);
    probe_press(&probe, 180, 200);
    probe_release(&probe, 180, 200);
    assert_int_equal(list.fired, 1);
    probe_close(&probe);
}

static void test_ui_scroll__a_finger_that_rested_does_not_fling(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    probe_press(&probe, 180, 400);
    probe.frame.now_ms += 10;
    probe_move(&probe, 180, 200);
    probe.frame.now_ms += 200;
    probe_release(&probe, 180, 200);
    const float there = position(&probe);
    probe_wait(&probe, 1000, 50);
    assert_true(position(&probe) == there);
    probe_close(&probe);
}

static void test_ui_scroll__a_cancelled_drag_rests(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    probe_press(&probe, 180, 400);
    probe.frame.now_ms += 10;
    probe_move(&probe, 180, 250);
    probe_send(&probe, (InputEvent){.kind = INPUT_CANCEL});
    probe_wait(&probe, 1000, 50);
    assert_true(position(&probe) == 140.0F);
    probe_close(&probe);
}

static void test_ui_scroll__the_wheel_is_exact(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    const InputEvent down = {.kind = INPUT_WHEEL, .x = 180, .y = 200, .dy = 37.0F};
    probe_send(&probe, down);
    assert_true(position(&probe) == 37.0F);
    probe_send(&probe, down);
    assert_true(position(&probe) == 74.0F);
    InputEvent up = down;
    up.dy = -500.0F;
    probe_send(&probe, up);
    assert_true(position(&probe) == 0.0F);
    up.dy = 1e6F;
    probe_send(&probe, up);
    assert_true(position(&probe) == most());
    InputEvent outside = down;
    outside.y = 600.0F;
    outside.dy = -100.0F;
    probe_send(&probe, outside);
    assert_true(position(&probe) == most());
    probe_close(&probe);
}

static void test_ui_scroll__keys_page_and_jump(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    probe_key(&probe, KEY_PAGE_DOWN);
    probe_settle(&probe);
    const float page = position(&probe);
    assert_true(page > 0.7F * VIEW_H && page < VIEW_H);
    probe_key(&probe, KEY_END);
    probe_settle(&probe);
    assert_true(position(&probe) == most());
    probe_key(&probe, KEY_PAGE_UP);
    probe_settle(&probe);
    assert_true(position(&probe) == most() - page);
    probe_key(&probe, KEY_HOME);
    probe_settle(&probe);
    assert_true(position(&probe) == 0.0F);
    probe_close(&probe);
}

static void test_ui_scroll__the_focus_is_brought_into_view(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    for (int i = 0; i < 20; i++) {
        probe_key(&probe, KEY_TAB);
        probe_settle(&probe);
        const Rect rect = probe_node(&probe, probe_focus(&probe))->rect;
        assert_true(rect.h == 56.0F);
    }
    assert_string_equal(probe_focus(&probe), "row19");
    probe_close(&probe);
}

static void test_ui_scroll__reveal_shows_a_node_scrolled_away(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    assert_true(rect_is_empty(probe_node(&probe, "row30")->rect));
    assert_true(ui_reveal(probe.ui, probe_node(&probe, "row30")->id));
    probe_pass(&probe);
    const Rect row = probe_node(&probe, "row30")->rect;
    assert_true(row.h == 56.0F);
    assert_true(row.y + row.h <= VIEW_TOP + VIEW_H - 40.0F); /* above the foot that fades */
    assert_true(rect_is_empty(probe_node(&probe, "row0")->rect));
    assert_true(ui_reveal(probe.ui, probe_node(&probe, "row0")->id));
    probe_pass(&probe);
    assert_true(position(&probe) == 0.0F);
    assert_false(ui_reveal(probe.ui, 12345));
    probe_close(&probe);
}

static void test_ui_scroll__what_is_scrolled_away_cannot_be_pressed(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    probe_press(&probe, 180, VIEW_TOP + VIEW_H + 20.0F);
    probe_release(&probe, 180, VIEW_TOP + VIEW_H + 20.0F);
    assert_int_equal(list.fired, 0);
    probe_close(&probe);
}

static void test_ui_scroll__reduced_motion_jumps_to_the_end(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    probe.frame.reduced_motion = true;
    (void)flick(&probe, 400, -8, 20);
    probe_pass(&probe);
    assert_true(fabsf(position(&probe) - (150.0F + 0.8F * (float)MOTION_FLING_MS)) <= 1.0F);
    const float there = position(&probe);
    probe_wait(&probe, 500, 50);
    assert_true(position(&probe) == there);
    probe_close(&probe);
}

/* Of what is drawn here only the mark at the foot is made of capsules. */
static int32_t marks(const Probe *probe)
{
    int32_t count = 0;
    for (int32_t i = 0; i < probe->list.count; i++) {
        count += probe->list.commands[i].kind == DRAW_CAPSULE ? 1 : 0;
    }
    return count;
}

static void test_ui_scroll__a_page_that_goes_on_says_so_until_its_end(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    probe_settle(&probe);
    assert_int_equal(marks(&probe), 2);
    probe_key(&probe, KEY_END);
    probe_settle(&probe);
    assert_int_equal(marks(&probe), 0);
    list.rows = 3;
    probe_settle(&probe);
    probe_pass(&probe);
    assert_int_equal(marks(&probe), 0);
    probe_close(&probe);
}

static void test_ui_scroll__a_short_page_does_not_move(void **state)
{
    (void)state;
    List list = {.rows = 3};
    Probe probe;
    probe_open(&probe, show, &list);
    (void)flick(&probe, 100, 10, 20);
    assert_true(position(&probe) == 0.0F);
    assert_int_equal(list.fired, 0);
    probe_close(&probe);
}

static void test_ui_scroll__a_page_that_got_shorter_stays_in_range(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    probe_key(&probe, KEY_END);
    probe_settle(&probe);
    list.rows = 10;
    probe_settle(&probe);
    assert_true(position(&probe) == 10.0F * 64.0F + SPACE_L - VIEW_H);
    probe_close(&probe);
}

static void test_ui_scroll__another_screen_starts_at_its_top(void **state)
{
    (void)state;
    List list = {.rows = ROWS};
    Probe probe;
    probe_open(&probe, show, &list);
    probe_key(&probe, KEY_END);
    probe_settle(&probe);
    ui_reset(probe.ui);
    probe_pass(&probe);
    assert_true(position(&probe) == 0.0F);
    probe_close(&probe);
}

static void test_ui_scroll__the_keyboard_does_not_cover_the_field(void **state)
{
    (void)state;
    List list = {.rows = 5, .with_field = true};
    Probe probe;
    probe_open(&probe, show, &list);
    probe_key(&probe, KEY_END);
    probe_settle(&probe);
    probe_tap(&probe, "note");
    assert_true(ui_wants_text(probe.ui));
    probe_key(&probe, KEY_PAGE_UP);
    probe_settle(&probe);
    probe_type(&probe, "a");
    probe_settle(&probe);
    const Rect field = probe_node(&probe, "note")->rect;
    assert_true(field.h >= 48.0F);
    probe_close(&probe);
}

static void crowd(Ui *ui, void *context)
{
    const int *count = context;
    for (int i = 0; i < *count; i++) {
        ui_scroll_begin(ui, ui_format(ui, "s%d", i), (Rect){0, 0, 360, 100}, SPACE_S);
        (void)ui_button(ui, "b", "B", BUTTON_PRIMARY);
        ui_scroll_end(ui);
    }
}

static void test_ui_scroll__more_scrollers_than_the_pool_holds_do_no_harm(void **state)
{
    (void)state;
    int count = 3 * UI_SCROLLS;
    Probe probe;
    probe_open(&probe, crowd, &count);
    probe_press(&probe, 180, 30);
    probe_move(&probe, 180, 90);
    probe_release(&probe, 180, 90);
    probe_pass(&probe);
    probe_close(&probe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ui_scroll__the_page_follows_the_finger_one_to_one),
        cmocka_unit_test(test_ui_scroll__a_coarse_and_a_fine_drag_end_at_the_same_place),
        cmocka_unit_test(test_ui_scroll__a_fling_ends_where_its_speed_says),
        cmocka_unit_test(test_ui_scroll__ten_sixty_and_144_hz_show_the_same),
        cmocka_unit_test(test_ui_scroll__beyond_the_end_it_gives_and_springs_back),
        cmocka_unit_test(test_ui_scroll__caught_beyond_the_end_it_does_not_jump),
        cmocka_unit_test(test_ui_scroll__a_hard_fling_stops_at_the_end),
        cmocka_unit_test(test_ui_scroll__a_touch_stops_it_and_presses_nothing),
        cmocka_unit_test(test_ui_scroll__a_finger_that_rested_does_not_fling),
        cmocka_unit_test(test_ui_scroll__a_cancelled_drag_rests),
        cmocka_unit_test(test_ui_scroll__the_wheel_is_exact),
        cmocka_unit_test(test_ui_scroll__keys_page_and_jump),
        cmocka_unit_test(test_ui_scroll__the_focus_is_brought_into_view),
        cmocka_unit_test(test_ui_scroll__reveal_shows_a_node_scrolled_away),
        cmocka_unit_test(test_ui_scroll__what_is_scrolled_away_cannot_be_pressed),
        cmocka_unit_test(test_ui_scroll__reduced_motion_jumps_to_the_end),
        cmocka_unit_test(test_ui_scroll__a_page_that_goes_on_says_so_until_its_end),
        cmocka_unit_test(test_ui_scroll__a_short_page_does_not_move),
        cmocka_unit_test(test_ui_scroll__a_page_that_got_shorter_stays_in_range),
        cmocka_unit_test(test_ui_scroll__another_screen_starts_at_its_top),
        cmocka_unit_test(test_ui_scroll__the_keyboard_does_not_cover_the_field),
        cmocka_unit_test(test_ui_scroll__more_scrollers_than_the_pool_holds_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
