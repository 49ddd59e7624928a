/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// clang-format off
#include <cmocka.h>
// clang-format on

#include "surefoot/memory.h"
#include "ui_everything.h"

#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void open_everything(Probe *probe, Everything *page)
{
    everything_init(page);
    probe_open(probe, everything_show, page);
    /* Tall enough that all of it is in sight. */
    probe->frame.viewport.height = 4000;
    probe_settle(probe);
}

static void test_ui_widgets__every_widget_says_what_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        const char *label;
        const char *value;
        const char *parent;
        UiRole role;
        bool selected;
    } rows[] = {
        {"everything", "Everything", "", NULL, ROLE_SCREEN, false},
        {"back", "Back", "", "everything", ROLE_BUTTON, false},
        {"start", "Start", "", "everything", ROLE_BUTTON, false},
        {"knees", "How are your knees?", "Two questions", "everything", ROLE_BUTTON, false},
        {"language", "Language", "English", "everything", ROLE_BUTTON, false},
        {"tones", "Tones", "At start, half-way and end", "everything", ROLE_TOGGLE, true},
        {"motion", "Less motion", "", "everything", ROLE_TOGGLE, false},
        {"theme", "Theme", "Light", "everything", ROLE_CHOICE, false},
        {"theme-0", "System", "", "theme", ROLE_OPTION, false},
        {"theme-1", "Light", "", "theme", ROLE_OPTION, true},
        {"ease", "How was it?", "", "everything", ROLE_CHOICE, false},
        {"ease-2", "Hard, stopped early", "", "ease", ROLE_OPTION, false},
        {"reason", "What ended it?", "", "everything", ROLE_CHOICE, false},
        {"reason-3", "Else", "", "reason", ROLE_OPTION, false},
        {"lead", "Lead-in", "5 s", "everything", ROLE_SLIDER, false},
        {"lead-minus", "Lead-in \xE2\x88\x92", "", "lead", ROLE_BUTTON, false},
        {"lead-plus", "Lead-in +", "", "lead", ROLE_BUTTON, false},
        {"pain", "Worst pain today", "", "everything", ROLE_SLIDER, false},
        {"pain-10", "10", "", "pain", ROLE_OPTION, false},
        {"note", "Note", "", "everything", ROLE_FIELD, false},
        {"week", "This week", "40 %", "everything", ROLE_PROGRESS, false},
        {"timer", "Time left", "0:42", "everything", ROLE_TIMER, false},
    };
    Everything page;
    Probe probe;
    open_everything(&probe, &page);
    int32_t count = 0;
    const UiNode *nodes = ui_nodes(probe.ui, &count);
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        const UiNode *node = probe_node(&probe, rows[i].key);
        assert_int_equal(node->role, rows[i].role);
        assert_string_equal(node->label, rows[i].label);
        assert_string_equal(node->value, rows[i].value);
        assert_int_equal(node->selected, rows[i].selected);
        assert_true(node->enabled);
        assert_false(rect_is_empty(node->rect));
        if (rows[i].parent == NULL) {
            assert_int_equal(node->parent, -1);
        } else {
            assert_string_equal(nodes[node->parent].key, rows[i].parent);
        }
    }
    assert_int_equal(probe_find_label(&probe, "Today")->role, ROLE_HEADING);
    assert_int_equal(probe_find_label(&probe, "What you have done is kept.") == NULL, true);
    probe_close(&probe);
}

static bool can_be_touched(UiRole role)
{
    return role == ROLE_BUTTON || role == ROLE_TOGGLE || role == ROLE_OPTION || role == ROLE_FIELD;
}

static void assert_targets(int32_t width_dp, float scale)
{
    Everything page;
    Probe probe;
    open_everything(&probe, &page);
    probe.frame.viewport.scale = scale;
    probe.frame.viewport.width = (int32_t)((float)width_dp * scale);
    probe.frame.viewport.height = (int32_t)(4000.0F * scale);
    probe_settle(&probe);
    const float least = SIZE_TARGET * scale - 1.0F;
    int32_t count = 0;
    const UiNode *nodes = ui_nodes(probe.ui, &count);
    for (int32_t i = 0; i < count; i++) {
        if (can_be_touched(nodes[i].role)) {
            assert_true(nodes[i].rect.w >= least && nodes[i].rect.h >= least);
        }
    }
    probe_close(&probe);
}

static void test_ui_widgets__every_target_is_large_enough(void **state)
{
    (void)state;
    static const float scales[] = {1.0F, 1.5F, 2.0F, 3.0F};
    static const int32_t widths[] = {320, 360, 430, 768};
    for (size_t w = 0; w < SF_COUNT(widths); w++) {
        for (size_t s = 0; s < SF_COUNT(scales); s++) {
            assert_targets(widths[w], scales[s]);
        }
    }
}

static void assert_within(const Probe *probe, Rect room)
{
    int32_t count = 0;
    const UiNode *nodes = ui_nodes(probe->ui, &count);
    for (int32_t i = 1; i < count; i++) {
        const Rect rect = nodes[i].rect;
        if (!rect_is_empty(rect) &&
            (rect.x < room.x - 0.5F || rect.x + rect.w > room.x + room.w + 0.5F)) {
            fail_msg("#%s \"%s\" reaches from %.1f to %.1f", nodes[i].key, nodes[i].label,
                     (double)rect.x, (double)(rect.x + rect.w));
        }
    }
}

/* Every line of text that was drawn ends within the window. */
static void assert_text_fits(const Probe *probe, float right)
{
    for (int32_t i = 0; i < probe->list.count; i++) {
        const DrawCommand *command = &probe->list.commands[i];
        if (command->kind == DRAW_TEXT) {
            const char *text = probe->list.text + command->as.text.first;
            const float width = probe->text.width(probe->text.context, command->as.text.font, text,
                                                  (size_t)command->as.text.size);
            assert_true(command->as.text.at.x >= 0.0F);
            assert_true(command->as.text.at.x + width <= right + 1.0F);
        }
    }
}

static void test_ui_widgets__nothing_leaves_the_safe_area_at_any_text_size(void **state)
{
    (void)state;
    static const float text_scales[] = {1.0F, 1.3F, 2.0F};
    static const int32_t widths[] = {320, 360, 640, 1366};
    for (size_t w = 0; w < SF_COUNT(widths); w++) {
        for (size_t t = 0; t < SF_COUNT(text_scales); t++) {
            Everything page;
            Probe probe;
            open_everything(&probe, &page);
            probe.frame.viewport.width = widths[w];
            probe.frame.viewport.inset_left = 0.0F;
            probe.frame.text_scale = text_scales[t];
            page.dialog = t == 2;
            probe_settle(&probe);
            assert_within(&probe, ui_safe(probe.ui));
            assert_text_fits(&probe, (float)widths[w]);
            probe_close(&probe);
        }
    }
}

static void test_ui_widgets__a_notch_and_a_home_bar_are_kept_free(void **state)
{
    (void)state;
    Everything page;
    Probe probe;
    open_everything(&probe, &page);
    probe.frame.viewport.width = 800;
    probe.frame.viewport.inset_left = 44.0F;
    probe.frame.viewport.inset_right = 30.0F;
    probe.frame.viewport.inset_top = 20.0F;
    probe.frame.viewport.inset_bottom = 34.0F;
    probe.frame.viewport.keyboard = 300.0F;
    probe_settle(&probe);
    const Rect safe = ui_safe(probe.ui);
    assert_true(safe.x == 44.0F && safe.y == 20.0F && safe.w == 726.0F && safe.h == 3680.0F);
    assert_within(&probe, safe);
    probe_close(&probe);
}

static void test_ui_widgets__answers_are_taken(void **state)
{
    (void)state;
    Everything page;
    Probe probe;
    open_everything(&probe, &page);
    for (int i = 0; i <= 10; i++) {
        char key[16];
        assert_true(sf_format(key, sizeof(key), "pain-%d", i));
        probe_tap(&probe, key);
        assert_int_equal(page.pain, i);
        assert_int_equal(page.fired, i + 1);
    }
    probe_pass(&probe);
    assert_string_equal(probe_node(&probe, "pain")->value, "10");
    probe_tap(&probe, "pain-10");
    assert_int_equal(page.fired, 11);
    probe_tap(&probe, "theme-2");
    assert_int_equal(page.theme, 2);
    probe_tap(&probe, "ease-0");
    assert_int_equal(page.ease, 0);
    probe_tap(&probe, "tones");
    assert_false(page.tones);
    probe_pass(&probe);
    assert_false(probe_node(&probe, "footer")->enabled);
    probe_tap(&probe, "footer");
    assert_int_equal(page.fired, 14);
    probe_close(&probe);
}

static void test_ui_widgets__a_chip_that_is_on_can_be_tapped_off(void **state)
{
    (void)state;
    Everything page;
    Probe probe;
    open_everything(&probe, &page);
    probe_tap(&probe, "reason-1");
    assert_int_equal(page.reason, 1);
    probe_pass(&probe);
    assert_true(probe_node(&probe, "reason-1")->selected);
    assert_string_equal(probe_node(&probe, "reason")->value, "Standing foot moved");
    probe_tap(&probe, "reason-2");
    assert_int_equal(page.reason, 2);
    probe_tap(&probe, "reason-2");
    assert_int_equal(page.reason, -1);
    /* Two a row where it is narrow, all of one size. */
    const Rect first = probe_node(&probe, "reason-0")->rect;
    const Rect second = probe_node(&probe, "reason-1")->rect;
    const Rect third = probe_node(&probe, "reason-2")->rect;
    assert_true(second.x > first.x + first.w && second.y == first.y);
    assert_true(third.x == first.x && third.y > first.y + first.h);
    assert_true(first.w == second.w && first.h == third.h);
    probe_close(&probe);
}

static void test_ui_widgets__a_stepper_stops_at_its_ends(void **state)
{
    (void)state;
    Everything page;
    Probe probe;
    open_everything(&probe, &page);
    for (int i = 0; i < 12; i++) {
        probe_tap(&probe, "lead-plus");
        probe_pass(&probe);
    }
    assert_int_equal(page.lead, 10);
    assert_false(probe_node(&probe, "lead-plus")->enabled);
    for (int i = 0; i < 12; i++) {
        probe_tap(&probe, "lead-minus");
        probe_pass(&probe);
    }
    assert_int_equal(page.lead, 0);
    assert_false(probe_node(&probe, "lead-minus")->enabled);
    probe_close(&probe);
}

static void test_ui_widgets__arrows_move_a_stepper_which_keeps_the_focus(void **state)
{
    (void)state;
    Everything page;
    Probe probe;
    open_everything(&probe, &page);
    assert_true(ui_focus(probe.ui, probe_node(&probe, "lead-minus")->id));
    probe_settle(&probe);
    const int32_t lead = page.lead;
    probe_key(&probe, KEY_RIGHT);
    assert_int_equal(page.lead, lead + 1);
    probe_key(&probe, KEY_LEFT);
    assert_int_equal(page.lead, lead);
    assert_string_equal(probe_focus(&probe), "lead-minus");
    for (int i = 0; i < 12; i++) {
        probe_key(&probe, KEY_LEFT);
    }
    assert_int_equal(page.lead, 0);
    assert_string_equal(probe_focus(&probe), "lead-plus");
    for (int i = 0; i < 12; i++) {
        probe_key(&probe, KEY_RIGHT);
    }
    assert_int_equal(page.lead, 10);
    assert_string_equal(probe_focus(&probe), "lead-minus");
    probe_key(&probe, KEY_DOWN);
    assert_string_not_equal(probe_focus(&probe), "lead-minus");
    assert_int_equal(page.lead, 10);
    probe_close(&probe);
}

static void test_ui_widgets__progress_of_nothing_is_nothing(void **state)
{
    (void)state;
    static const struct {
        float fraction;
        const char *value;
    } rows[] = {{0.0F, "0 %"}, {-1.0F, "0 %"}, {1.0F, "100 %"}, {7.0F, "100 %"}, {NAN, "0 %"}};
    Everything page;
    Probe probe;
    open_everything(&probe, &page);
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        page.fraction = rows[i].fraction;
        probe_pass(&probe);
        assert_string_equal(probe_node(&probe, "week")->value, rows[i].value);
    }
    probe_close(&probe);
}

static void test_ui_widgets__a_steady_pass_allocates_nothing_and_wants_no_other(void **state)
{
    (void)state;
    Everything page;
    Probe probe;
    open_everything(&probe, &page);
    for (int round = 0; round < 3; round++) {
        page.dialog = round == 1;
        page.area = round == 2;
        probe_settle(&probe);
        probe_settle(&probe);
        const uint64_t before = sf_alloc_count();
        const uint64_t picture = draw_hash(&probe.list);
        probe_wait(&probe, 1000, 50);
        assert_int_equal(sf_alloc_count(), before);
        assert_int_equal(draw_hash(&probe.list), picture);
        assert_true(probe.wake_ms == INT64_MAX);
    }
    probe_close(&probe);
}

static void test_ui_widgets__a_pass_without_memory_is_poorer_but_no_crash(void **state)
{
    (void)state;
    for (int64_t after = 0; after < 12; after++) {
        Everything page;
        everything_init(&page);
        const TextSource text = text_source_fixed();
        sf_alloc_fail_after(after);
        Ui *ui = ui_create(&text);
        DrawList list = {0};
        UiFrame frame = {.viewport = {.width = 360, .height = 640, .scale = 1.0F},
                         .text_scale = 1.0F};
        for (int i = 0; i < 3 && ui != NULL; i++) {
            page.dialog = i > 0;
            ui_begin(ui, &frame, &list);
            everything_show(ui, &page);
            (void)ui_end(ui);
        }
        sf_alloc_fail_after(-1);
        ui_destroy(ui);
        draw_deinit(&list);
    }
}

static void crowd(Ui *ui, void *context)
{
    int *fired = context;
    ui_scroll_begin(ui, "page", ui_safe(ui), SPACE_S);
    for (int i = 0; i < UI_NODES + 100; i++) {
        *fired += ui_button(ui, ui_format(ui, "b%d", i), "Button", BUTTON_PRIMARY) ? 1 : 0;
    }
    ui_scroll_end(ui);
}

static void test_ui_widgets__more_than_the_tree_holds_still_works(void **state)
{
    (void)state;
    int fired = 0;
    Probe probe;
    probe_open(&probe, crowd, &fired);
    int32_t count = 0;
    (void)ui_nodes(probe.ui, &count);
    assert_int_equal(count, UI_NODES);
    probe_key(&probe, KEY_END);
    probe_settle(&probe);
    probe_press(&probe, 180, 580);
    probe_release(&probe, 180, 580);
    assert_int_equal(fired, 1);
    probe_close(&probe);
}

static void twice(Ui *ui, void *context)
{
    const bool *same = context;
    (void)ui_button(ui, "one", "One", BUTTON_PRIMARY);
    ui_push_id(ui, "row");
    (void)ui_button(ui, "one", "One", BUTTON_PRIMARY);
    ui_pop_id(ui);
    if (*same) {
        (void)ui_button(ui, "one", "Again", BUTTON_PRIMARY);
    }
}

static void test_ui_widgets__two_widgets_with_one_id_are_an_internal_fault(void **state)
{
    (void)state;
    bool same = false;
    Probe probe;
    probe_open(&probe, twice, &same);
    const pid_t child = fork();
    if (child == 0) {
        (void)close(STDERR_FILENO);
        (void)signal(SIGABRT, SIG_DFL);
        same = true;
        probe_pass(&probe);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    probe_close(&probe);
}

static void test_ui_widgets__wide_is_landscape_or_tablet(void **state)
{
    (void)state;
    static const struct {
        int32_t width;
        int32_t height;
        bool wide;
    } rows[] = {{360, 640, false}, {430, 932, false},  {640, 360, true},  {932, 430, true},
                {768, 1024, true}, {1366, 1024, true}, {320, 300, false}, {600, 960, false}};
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Everything page;
        everything_init(&page);
        Probe probe;
        probe_open(&probe, everything_show, &page);
        probe.frame.viewport.width = 2 * rows[i].width;
        probe.frame.viewport.height = 2 * rows[i].height;
        probe.frame.viewport.scale = 2.0F;
        probe.frame.viewport.keyboard = 400.0F;
        probe_pass(&probe);
        assert_int_equal(ui_is_wide(probe.ui), rows[i].wide);
        probe_close(&probe);
    }
}

static void test_ui_widgets__a_large_screen_draws_all_larger(void **state)
{
    (void)state;
    static const struct {
        int32_t width;
        int32_t height;
        float button;
    } rows[] = {{390, 844, 56.0F},  {844, 390, 56.0F},   {800, 1280, 56.0F},
                {900, 1400, 63.0F}, {1366, 1024, 72.0F}, {3840, 2160, 73.0F}};
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Everything page;
        everything_init(&page);
        Probe probe;
        probe_open(&probe, everything_show, &page);
        probe.frame.viewport.width = rows[i].width;
        probe.frame.viewport.height = rows[i].height;
        probe_pass(&probe);
        assert_true(ui_px(probe.ui, SIZE_BUTTON) == rows[i].button);
        probe_close(&probe);
    }
}

/* ---- rows with a picture, cards that are buttons -------------------------------------------- */

typedef struct Pictured {
    Rect picture;
    int32_t row_fired;
    int32_t card_fired;
} Pictured;

static void show_pictured(Ui *ui, void *context)
{
    Pictured *page = context;
    ui_scroll_begin(ui, "page", ui_safe(ui), SPACE_M);
    page->row_fired += ui_row_picture(ui, "bridge", "Bridge", "3 x 10", &page->picture) ? 1 : 0;
    ui_card_begin(ui, "streak");
    ui_text(ui, TEXT_BODY, COLOR_TEXT, "4 days kept");
    page->card_fired += ui_card_end_button(ui, "Your days", "4 days kept") ? 1 : 0;
    ui_scroll_end(ui);
}

static void test_ui_widgets__a_row_keeps_room_for_its_picture(void **state)
{
    (void)state;
    Pictured page = {0};
    Probe probe;
    probe_open(&probe, show_pictured, &page);
    probe_settle(&probe);
    const UiNode *row = probe_node(&probe, "bridge");
    assert_string_equal(row->value, "3 x 10");
    assert_true(page.picture.w == SIZE_THUMBNAIL_W && page.picture.h == SIZE_THUMBNAIL);
    assert_true(page.picture.x >= row->rect.x && page.picture.y >= row->rect.y);
    assert_true(page.picture.y + page.picture.h <= row->rect.y + row->rect.h);
    probe_tap(&probe, "bridge");
    assert_int_equal(page.row_fired, 1);
    /* Large text needs the room; the row still leads on. */
    probe.frame.text_scale = 2.0F;
    probe_settle(&probe);
    assert_true(rect_is_empty(page.picture));
    probe_tap(&probe, "bridge");
    assert_int_equal(page.row_fired, 2);
    probe_close(&probe);
}

static void test_ui_widgets__a_card_can_be_a_button(void **state)
{
    (void)state;
    Pictured page = {0};
    Probe probe;
    probe_open(&probe, show_pictured, &page);
    probe_settle(&probe);
    const UiNode *card = probe_node(&probe, "open");
    assert_int_equal(card->role, ROLE_BUTTON);
    assert_string_equal(card->label, "Your days");
    assert_string_equal(card->value, "4 days kept");
    assert_true(card->rect.h > SIZE_TARGET);
    probe_tap(&probe, "open");
    assert_int_equal(page.card_fired, 1);
    probe_key(&probe, KEY_TAB);
    probe_key(&probe, KEY_TAB);
    assert_string_equal(probe_focus(&probe), "open");
    probe_key(&probe, KEY_ENTER);
    assert_int_equal(page.card_fired, 2);
    probe_close(&probe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ui_widgets__every_widget_says_what_it_is),
        cmocka_unit_test(test_ui_widgets__every_target_is_large_enough),
        cmocka_unit_test(test_ui_widgets__nothing_leaves_the_safe_area_at_any_text_size),
        cmocka_unit_test(test_ui_widgets__a_notch_and_a_home_bar_are_kept_free),
        cmocka_unit_test(test_ui_widgets__answers_are_taken),
        cmocka_unit_test(test_ui_widgets__a_chip_that_is_on_can_be_tapped_off),
        cmocka_unit_test(test_ui_widgets__a_stepper_stops_at_its_ends),
        cmocka_unit_test(test_ui_widgets__arrows_move_a_stepper_which_keeps_the_focus),
        cmocka_unit_test(test_ui_widgets__progress_of_nothing_is_nothing),
        cmocka_unit_test(test_ui_widgets__a_steady_pass_allocates_nothing_and_wants_no_other),
        cmocka_unit_test(test_ui_widgets__a_pass_without_memory_is_poorer_but_no_crash),
        cmocka_unit_test(test_ui_widgets__more_than_the_tree_holds_still_works),
        cmocka_unit_test(test_ui_widgets__two_widgets_with_one_id_are_an_internal_fault),
        cmocka_unit_test(test_ui_widgets__wide_is_landscape_or_tablet),
        cmocka_unit_test(test_ui_widgets__a_large_screen_draws_all_larger),
        cmocka_unit_test(test_ui_widgets__a_row_keeps_room_for_its_picture),
        cmocka_unit_test(test_ui_widgets__a_card_can_be_a_button),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
