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

typedef struct Page {
    int fired[4];
    int32_t mood;
    int32_t pain;
    bool open;
    bool tall;
    int yes;
    int dismissed;
    int back;
    int space;
    char note[32];
} Page;

static void dialog(Ui *ui, Page *page)
{
    if (ui_dialog_begin(ui, "ask", "Leave?")) {
        page->dismissed++;
        page->open = false;
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT, "What is done is kept.");
    for (int i = 0; page->tall && i < 20; i++) {
        (void)ui_button(ui, ui_format(ui, "more%d", i), "More", BUTTON_SECONDARY);
    }
    if (ui_button(ui, "yes", "Leave", BUTTON_PRIMARY)) {
        page->yes++;
        page->open = false;
    }
    if (ui_button(ui, "no", "Stay", BUTTON_QUIET)) {
        page->open = false;
    }
    ui_dialog_end(ui);
}

static void show(Ui *ui, void *context)
{
    static const char *const moods[] = {"Easy", "Right", "Hard"};
    Page *page = context;
    page->back += ui_take_back(ui) ? 1 : 0;
    page->space += ui_take_key(ui, KEY_SPACE) ? 1 : 0;
    ui_scroll_begin(ui, "page", ui_safe(ui), SPACE_M);
    page->fired[0] += ui_button(ui, "one", "One", BUTTON_PRIMARY) ? 1 : 0;
    (void)ui_choice(ui, "mood", "How was it?", moods, 3, &page->mood);
    page->fired[1] += ui_button(ui, "two", "Two", BUTTON_SECONDARY) ? 1 : 0;
    (void)ui_field(ui, "note", "Note", "", page->note, sizeof(page->note));
    const bool opens = ui_button(ui, "open", "Open", BUTTON_QUIET);
    (void)ui_scale(ui, "pain", "Pain", "none", "worst", &page->pain);
    ui_scroll_end(ui);
    if (opens) {
        page->open = true;
    }
    if (page->open) {
        dialog(ui, page);
    }
}

static void begin(Probe *probe, Page *page)
{
    *page = (Page){.mood = 1, .pain = -1};
    probe_open(probe, show, page);
}

static void test_ui_focus__another_may_move_it_as_tab_would(void **state)
{
    (void)state;
    Page page;
    Probe probe;
    begin(&probe, &page);
    assert_true(ui_focus(probe.ui, probe_node(&probe, "two")->id));
    probe_settle(&probe);
    assert_string_equal(probe_focus(&probe), "two");
    probe_key(&probe, KEY_ENTER);
    assert_int_equal(page.fired[1], 1);

    assert_true(ui_focus(probe.ui, probe_node(&probe, "note")->id));
    probe_settle(&probe);
    assert_true(ui_wants_text(probe.ui));

    assert_false(ui_focus(probe.ui, 12345));
    page.open = true;
    probe_settle(&probe);
    assert_false(ui_focus(probe.ui, probe_node(&probe, "one")->id));
    assert_true(ui_focus(probe.ui, probe_node(&probe, "no")->id));
    probe_close(&probe);
}

static void test_ui_focus__tab_goes_in_tree_order_and_questions_are_one_stop(void **state)
{
    (void)state;
    static const char *const order[] = {"one", "mood-1", "two", "note", "open", "pain-0", "one"};
    Page page;
    Probe probe;
    begin(&probe, &page);
    for (size_t i = 0; i < SF_COUNT(order); i++) {
        probe_key(&probe, KEY_TAB);
        assert_string_equal(probe_focus(&probe), order[i]);
    }
    for (size_t i = SF_COUNT(order) - 1; i-- > 0;) {
        probe_key(&probe, KEY_BACKTAB);
        probe_settle(&probe);
        assert_string_equal(probe_focus(&probe), order[i]);
    }
    probe_close(&probe);
}

static void test_ui_focus__arrows_visit_every_option(void **state)
{
    (void)state;
    static const char *const order[] = {"one", "mood-0", "mood-1", "mood-2", "two"};
    Page page;
    Probe probe;
    begin(&probe, &page);
    for (size_t i = 0; i < SF_COUNT(order); i++) {
        probe_key(&probe, KEY_DOWN);
        probe_settle(&probe);
        assert_string_equal(probe_focus(&probe), order[i]);
    }
    probe_key(&probe, KEY_LEFT);
    probe_settle(&probe);
    assert_string_equal(probe_focus(&probe), "mood-2");
    probe_key(&probe, KEY_ENTER);
    assert_int_equal(page.mood, 2);
    probe_close(&probe);
}

static void test_ui_focus__enter_and_space_fire_what_a_tap_fires(void **state)
{
    (void)state;
    Page page;
    Probe probe;
    begin(&probe, &page);
    probe_key(&probe, KEY_TAB);
    probe_key(&probe, KEY_ENTER);
    assert_int_equal(page.fired[0], 1);
    probe_key(&probe, KEY_SPACE);
    assert_int_equal(page.fired[0], 2);
    assert_int_equal(page.space, 0);
    probe_tap(&probe, "one");
    assert_int_equal(page.fired[0], 3);
    probe_close(&probe);
}

static void test_ui_focus__it_shows_only_after_the_keyboard_was_used(void **state)
{
    (void)state;
    Page page;
    Probe probe;
    begin(&probe, &page);
    const uint64_t calm = draw_hash(&probe.list);
    probe_tap(&probe, "one");
    probe_settle(&probe);
    assert_int_equal(draw_hash(&probe.list), calm);
    probe_key(&probe, KEY_SPACE);
    assert_int_equal(page.fired[0], 1);
    assert_int_equal(page.space, 1);
    probe_key(&probe, KEY_TAB);
    probe_settle(&probe);
    assert_int_not_equal(draw_hash(&probe.list), calm);
    probe_press(&probe, 2, 2);
    probe_release(&probe, 2, 2);
    probe_settle(&probe);
    assert_int_equal(draw_hash(&probe.list), calm);
    probe_close(&probe);
}

static void test_ui_focus__back_and_escape_reach_the_screen(void **state)
{
    (void)state;
    Page page;
    Probe probe;
    begin(&probe, &page);
    probe_send(&probe, (InputEvent){.kind = INPUT_BACK});
    probe_key(&probe, KEY_ESCAPE);
    assert_int_equal(page.back, 2);
    probe_close(&probe);
}

static void test_ui_focus__while_writing_keys_belong_to_the_field(void **state)
{
    (void)state;
    Page page;
    Probe probe;
    begin(&probe, &page);
    probe_tap(&probe, "note");
    probe_key(&probe, KEY_SPACE);
    probe_type(&probe, " ");
    assert_int_equal(page.space, 0);
    assert_string_equal(page.note, " ");
    probe_key(&probe, KEY_ESCAPE);
    assert_int_equal(page.back, 0);
    assert_false(ui_wants_text(probe.ui));
    probe_key(&probe, KEY_ESCAPE);
    assert_int_equal(page.back, 1);
    probe_close(&probe);
}

static void test_ui_dialog__the_page_beneath_gets_no_input(void **state)
{
    (void)state;
    Page page;
    Probe probe;
    begin(&probe, &page);
    const Point one = probe_middle(probe_node(&probe, "one")->rect);
    probe_tap(&probe, "open");
    probe_settle(&probe);
    assert_true(page.open);
    assert_false(probe_node(&probe, "one")->enabled);
    assert_true(probe_node(&probe, "yes")->enabled);
    assert_int_equal(probe_node(&probe, "ask")->role, ROLE_DIALOG);
    probe_wait(&probe, MOTION_NEW_MS, MOTION_NEW_MS);
    probe_press(&probe, one.x, one.y);
    probe_release(&probe, one.x, one.y);
    assert_int_equal(page.fired[0], 0);
    probe_send(&probe, (InputEvent){.kind = INPUT_WHEEL, .x = one.x, .y = one.y, .dy = 30});
    probe_settle(&probe);
    assert_true(probe_middle(probe_node(&probe, "one")->rect).y == one.y);
    probe_close(&probe);
}

static void test_ui_dialog__its_buttons_work_and_the_page_wakes_at_once(void **state)
{
    (void)state;
    Page page;
    Probe probe;
    begin(&probe, &page);
    probe_tap(&probe, "open");
    probe_settle(&probe);
    probe_wait(&probe, MOTION_NEW_MS, MOTION_NEW_MS);
    probe_tap(&probe, "yes");
    assert_int_equal(page.yes, 1);
    assert_false(page.open);
    /* No pass in between: the very next event is a finger that was meant for the dialog. */
    probe_tap(&probe, "one");
    assert_int_equal(page.fired[0], 0);
    probe_wait(&probe, MOTION_NEW_MS, MOTION_NEW_MS);
    probe_tap(&probe, "one");
    assert_int_equal(page.fired[0], 1);
    assert_true(probe_node(&probe, "one")->enabled);
    assert_null(probe_find(&probe, "yes"));
    probe_close(&probe);
}

static void test_ui_dialog__a_press_that_began_on_the_page_is_void(void **state)
{
    (void)state;
    Page page;
    Probe probe;
    begin(&probe, &page);
    const Point one = probe_middle(probe_node(&probe, "one")->rect);
    probe_press(&probe, one.x, one.y);
    page.open = true;
    probe_pass(&probe);
    page.open = false;
    probe_pass(&probe);
    probe_release(&probe, one.x, one.y);
    assert_int_equal(page.fired[0], 0);
    probe_close(&probe);
}

static void test_ui_dialog__outside_tap_back_and_escape_dismiss(void **state)
{
    (void)state;
    Page page;
    Probe probe;
    begin(&probe, &page);
    for (int way = 0; way < 3; way++) {
        page.open = true;
        probe_settle(&probe);
        probe_wait(&probe, MOTION_NEW_MS, MOTION_NEW_MS);
        if (way == 0) {
            probe_press(&probe, 180, 630);
            probe_release(&probe, 180, 630);
        } else if (way == 1) {
            probe_send(&probe, (InputEvent){.kind = INPUT_BACK});
        } else {
            probe_key(&probe, KEY_ESCAPE);
        }
        assert_int_equal(page.dismissed, way + 1);
        probe_settle(&probe);
    }
    assert_int_equal(page.back, 0);
    probe_close(&probe);
}

static void test_ui_dialog__sliding_in_or_out_does_not_dismiss(void **state)
{
    (void)state;
    Page page;
    Probe probe;
    begin(&probe, &page);
    page.open = true;
    probe_settle(&probe);
    probe_wait(&probe, MOTION_NEW_MS, MOTION_NEW_MS);
    const Point inside = probe_middle(probe_node(&probe, "yes")->rect);
    probe_press(&probe, 180, 630);
    probe_release(&probe, inside.x, inside.y);
    probe_press(&probe, inside.x, inside.y);
    probe_release(&probe, 180, 630);
    assert_int_equal(page.dismissed + page.yes, 0);
    probe_close(&probe);
}

static void test_ui_dialog__the_focus_is_trapped_and_given_back(void **state)
{
    (void)state;
    Page page;
    Probe probe;
    begin(&probe, &page);
    probe_key(&probe, KEY_TAB);
    page.open = true;
    probe_settle(&probe);
    static const char *const order[] = {"yes", "no", "yes", "no"};
    for (size_t i = 0; i < SF_COUNT(order); i++) {
        assert_string_equal(probe_focus(&probe), order[i]);
        probe_key(&probe, KEY_TAB);
        probe_settle(&probe);
    }
    probe_wait(&probe, MOTION_NEW_MS, MOTION_NEW_MS);
    probe_key(&probe, KEY_ESCAPE);
    probe_settle(&probe);
    assert_string_equal(probe_focus(&probe), "one");
    probe_close(&probe);
}

static void test_ui_dialog__a_tall_one_scrolls_within_the_window(void **state)
{
    (void)state;
    Page page;
    Probe probe;
    begin(&probe, &page);
    page.tall = true;
    page.open = true;
    probe_settle(&probe);
    const Rect card = probe_node(&probe, "ask")->rect;
    assert_true(card.y >= 16.0F && card.y + card.h <= 624.0F);
    assert_true(rect_is_empty(probe_node(&probe, "yes")->rect));
    assert_true(ui_reveal(probe.ui, probe_node(&probe, "yes")->id));
    probe_wait(&probe, MOTION_NEW_MS, MOTION_NEW_MS);
    probe_tap(&probe, "yes");
    assert_int_equal(page.yes, 1);
    probe_close(&probe);
}

/* Its height is known only after its first pass: nothing may be pressed at a wrong place. */
static void test_ui_dialog__its_first_pass_asks_for_a_second_at_once(void **state)
{
    (void)state;
    Page page;
    Probe probe;
    begin(&probe, &page);
    page.open = true;
    probe_pass(&probe);
    assert_true(probe.wake_ms <= probe.frame.now_ms);
    probe_settle(&probe);
    assert_true(probe.wake_ms == INT64_MAX);
    probe_close(&probe);
}

/* ---- what is called early and comes last ------------------------------------------------------
 */

static void show_footer(Ui *ui, void *context)
{
    static const char *const moods[] = {"Easy", "Right", "Hard"};
    Page *page = context;
    Rect body = ui_safe(ui);
    const Rect foot = ui_cut_bottom(&body, 60.0F);
    ui_last_begin(ui);
    (void)ui_text_in(ui, foot, TEXT_BODY, COLOR_TEXT, ALIGN_LEFT, 1, "Saved.");
    page->fired[0] += ui_button_in(ui, "undo", foot, "Undo", BUTTON_PRIMARY, true) ? 1 : 0;
    ui_last_end(ui);
    ui_scroll_begin(ui, "page", body, SPACE_M);
    (void)ui_button(ui, "one", "One", BUTTON_PRIMARY);
    (void)ui_choice(ui, "mood", "How was it?", moods, 3, &page->mood);
    ui_scroll_end(ui);
    if (page->open) {
        dialog(ui, page);
    }
}

static int32_t place_of(const Probe *probe, const char *label)
{
    int32_t count = 0;
    const UiNode *nodes = ui_nodes(probe->ui, &count);
    for (int32_t i = 0; i < count; i++) {
        if (strcmp(nodes[i].label, label) == 0) {
            return i;
        }
    }
    return -1;
}

static void test_ui_focus__a_footer_comes_after_its_page_and_before_the_dialog(void **state)
{
    (void)state;
    static const char *const order[] = {"one", "mood-0", "undo", "one"};
    Page page = {.mood = -1, .pain = -1};
    Probe probe;
    probe_open(&probe, show_footer, &page);
    for (size_t i = 0; i < SF_COUNT(order); i++) {
        probe_key(&probe, KEY_TAB);
        assert_string_equal(probe_focus(&probe), order[i]);
    }
    probe_key(&probe, KEY_BACKTAB);
    probe_key(&probe, KEY_ENTER);
    assert_int_equal(page.fired[0], 1);
    page.open = true;
    probe_settle(&probe);
    int32_t count = 0;
    const UiNode *nodes = ui_nodes(probe.ui, &count);
    const int32_t question = place_of(&probe, "How was it?");
    const int32_t leave = place_of(&probe, "Leave?");
    assert_int_equal(nodes[place_of(&probe, "Easy")].parent, question);
    assert_int_equal(nodes[leave].role, ROLE_DIALOG);
    assert_int_equal(nodes[place_of(&probe, "Stay")].parent, leave);
    assert_true(place_of(&probe, "Hard") < place_of(&probe, "Saved."));
    assert_int_equal(place_of(&probe, "Saved."), place_of(&probe, "Undo") - 1);
    assert_int_equal(place_of(&probe, "Undo"), leave - 1);
    assert_false(nodes[leave - 1].enabled);
    assert_true(nodes[place_of(&probe, "Stay")].enabled);
    probe_close(&probe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ui_focus__another_may_move_it_as_tab_would),
        cmocka_unit_test(test_ui_focus__a_footer_comes_after_its_page_and_before_the_dialog),
        cmocka_unit_test(test_ui_focus__tab_goes_in_tree_order_and_questions_are_one_stop),
        cmocka_unit_test(test_ui_focus__arrows_visit_every_option),
        cmocka_unit_test(test_ui_focus__enter_and_space_fire_what_a_tap_fires),
        cmocka_unit_test(test_ui_focus__it_shows_only_after_the_keyboard_was_used),
        cmocka_unit_test(test_ui_focus__back_and_escape_reach_the_screen),
        cmocka_unit_test(test_ui_focus__while_writing_keys_belong_to_the_field),
        cmocka_unit_test(test_ui_dialog__the_page_beneath_gets_no_input),
        cmocka_unit_test(test_ui_dialog__its_buttons_work_and_the_page_wakes_at_once),
        cmocka_unit_test(test_ui_dialog__a_press_that_began_on_the_page_is_void),
        cmocka_unit_test(test_ui_dialog__outside_tap_back_and_escape_dismiss),
        cmocka_unit_test(test_ui_dialog__sliding_in_or_out_does_not_dismiss),
        cmocka_unit_test(test_ui_dialog__the_focus_is_trapped_and_given_back),
        cmocka_unit_test(test_ui_dialog__a_tall_one_scrolls_within_the_window),
        cmocka_unit_test(test_ui_dialog__its_first_pass_asks_for_a_second_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
