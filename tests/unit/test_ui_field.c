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

#define E_ACUTE "\xC3\xA9"
#define EURO "\xE2\x82\xAC"
#define LEG "\xF0\x9F\xA6\xB5"
#define DARK_LEG LEG "\xF0\x9F\x8F\xBF"
#define COUPLE LEG "\xE2\x80\x8D" LEG /* joined */
#define ACUTE "\xCC\x81"

typedef struct Page {
    char *text;
    size_t size;
    int changed;
} Page;

static void show(Ui *ui, void *context)
{
    Page *page = context;
    ui_scroll_begin(ui, "page", ui_safe(ui), SPACE_M);
    page->changed +=
        ui_field(ui, "note", "Note", "How did it feel?", page->text, page->size) ? 1 : 0;
    (void)ui_button(ui, "done", "Done", BUTTON_PRIMARY);
    ui_scroll_end(ui);
}

/* Keys are written as words in braces. */
static void type(Probe *probe, const char *keys)
{
    static const struct {
        const char *word;
        InputKey key;
    } named[] = {{"{back}", KEY_BACKSPACE}, {"{del}", KEY_DELETE}, {"{left}", KEY_LEFT},
                 {"{right}", KEY_RIGHT},    {"{home}", KEY_HOME},  {"{end}", KEY_END}};
    while (*keys != '\0') {
        size_t used = 0;
        for (size_t i = 0; i < SF_COUNT(named) && used == 0; i++) {
            if (strncmp(keys, named[i].word, strlen(named[i].word)) == 0) {
                probe_key(probe, named[i].key);
                used = strlen(named[i].word);
            }
        }
        if (used == 0) {
            char text[32] = "";
            used = strcspn(keys, "{");
            assert_true(used < sizeof(text));
            memcpy(text, keys, used);
            probe_type(probe, text);
        }
        keys += used;
    }
}

static void test_ui_field__editing(void **state)
{
    (void)state;
    static const struct {
        const char *before;
        const char *keys;
        const char *after;
    } rows[] = {
        {"", "stairs", "stairs"},
        {"", "stairs{back}{back}", "stai"},
        {"", "{back}{del}{left}{right}", ""},
        {"", "knee{home}left {end}!", "left knee!"},
        {"", "ab{left}{del}", "a"},
        {"", "caf" E_ACUTE "{back}e", "cafe"},
        {"", "5" EURO LEG "{left}{left}{del}x", "5x" LEG},
        {"", LEG LEG "{home}{right}{back}", LEG},
        {"", "a" COUPLE "{left}x", "ax" COUPLE},
        {"", "a" COUPLE DARK_LEG "{back}", "a" COUPLE},
        {"", COUPLE DARK_LEG "{home}{right}x{del}", COUPLE "x"},
        {"e" ACUTE "e", "{home}{right}x", "e" ACUTE "xe"},
        {"", "{home}{del}", ""},
        {"old", "{end} knee", "old knee"},
        {"", "tab\there\nand\x7F", "tabhereand"},
        {"", "cut \xE2\x82 \xFF \xC0\xAF \xED\xA0\x80 end", "cut     end"},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        char text[64];
        assert_true(sf_format(text, sizeof(text), "%s", rows[i].before));
        Page page = {.text = text, .size = sizeof(text)};
        Probe probe;
        probe_open(&probe, show, &page);
        probe_tap(&probe, "note");
        type(&probe, rows[i].keys);
        probe_settle(&probe);
        assert_string_equal(text, rows[i].after);
        assert_string_equal(probe_node(&probe, "note")->value, rows[i].after);
        probe_close(&probe);
    }
}

static void test_ui_field__a_full_field_never_splits_a_character(void **state)
{
    (void)state;
    for (size_t size = 1; size <= 12; size++) {
        char text[16] = "";
        text[size] = 'Z';
        Page page = {.text = text, .size = size};
        Probe probe;
        probe_open(&probe, show, &page);
        probe_tap(&probe, "note");
        type(&probe, "a" E_ACUTE EURO LEG "b");
        assert_int_equal(text[size], 'Z');
        static const size_t ends[] = {0, 1, 3, 6, 10};
        size_t expected = 0;
        for (size_t i = 0; i < SF_COUNT(ends); i++) {
            expected = ends[i] < size ? ends[i] : expected;
        }
        if (size > 11) {
            expected = 11;
        }
        assert_int_equal(strlen(text), expected);
        probe_close(&probe);
    }
}

static void test_ui_field__a_full_field_takes_a_joined_emoji_whole_or_not(void **state)
{
    (void)state;
    char text[11] = "";
    Page page = {.text = text, .size = sizeof(text)};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_tap(&probe, "note");
    probe_type(&probe, COUPLE);
    assert_string_equal(text, "");
    probe_type(&probe, DARK_LEG);
    assert_string_equal(text, DARK_LEG);
    probe_close(&probe);
}

static void test_ui_field__reports_changes_and_nothing_else(void **state)
{
    (void)state;
    char text[8] = "";
    Page page = {.text = text, .size = sizeof(text)};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_type(&probe, "x");
    assert_string_equal(text, "");
    probe_tap(&probe, "note");
    type(&probe, "{left}{home}{end}{back}");
    assert_int_equal(page.changed, 0);
    type(&probe, "abc");
    type(&probe, "{back}");
    assert_int_equal(page.changed, 2);
    type(&probe, "abcdefghij");
    assert_int_equal(page.changed, 3);
    type(&probe, "k");
    assert_int_equal(page.changed, 3);
    probe_close(&probe);
}

static void test_ui_field__enter_a_tap_elsewhere_and_another_control_end_it(void **state)
{
    (void)state;
    char text[8] = "";
    Page page = {.text = text, .size = sizeof(text)};
    Probe probe;
    probe_open(&probe, show, &page);
    for (int way = 0; way < 3; way++) {
        probe_tap(&probe, "note");
        assert_true(ui_wants_text(probe.ui));
        if (way == 0) {
            probe_key(&probe, KEY_ENTER);
        } else if (way == 1) {
            probe_press(&probe, 180, 600);
            probe_release(&probe, 180, 600);
        } else {
            probe_tap(&probe, "done");
        }
        assert_false(ui_wants_text(probe.ui));
        probe_type(&probe, "x");
        assert_string_equal(text, "");
    }
    probe_close(&probe);
}

static void test_ui_field__the_keyboard_alone_is_enough(void **state)
{
    (void)state;
    char text[16] = "";
    Page page = {.text = text, .size = sizeof(text)};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_key(&probe, KEY_TAB);
    assert_true(ui_wants_text(probe.ui));
    probe_type(&probe, "fine");
    probe_key(&probe, KEY_ENTER);
    assert_false(ui_wants_text(probe.ui));
    probe_key(&probe, KEY_ENTER);
    assert_true(ui_wants_text(probe.ui));
    probe_type(&probe, "!");
    probe_key(&probe, KEY_TAB);
    assert_false(ui_wants_text(probe.ui));
    assert_string_equal(probe_focus(&probe), "done");
    assert_string_equal(text, "fine!");
    probe_close(&probe);
}

static void test_ui_field__the_hint_shows_only_while_it_is_empty(void **state)
{
    (void)state;
    char text[16] = "";
    Page page = {.text = text, .size = sizeof(text)};
    Probe probe;
    probe_open(&probe, show, &page);
    assert_true(probe_shows(&probe, "How did it feel?"));
    assert_string_equal(probe_node(&probe, "note")->value, "");
    probe_tap(&probe, "note");
    probe_type(&probe, "Well");
    assert_false(probe_shows(&probe, "How did it feel?"));
    assert_true(probe_shows(&probe, "Well"));
    probe_close(&probe);
}

/* A character is half an em wide in the fixed table: 8.5 at 17 px. */
static void test_ui_field__a_tap_puts_the_caret_between_characters(void **state)
{
    (void)state;
    char text[32] = "0123456789";
    Page page = {.text = text, .size = sizeof(text)};
    Probe probe;
    probe_open(&probe, show, &page);
    const Rect rect = probe_node(&probe, "note")->rect;
    const float left = rect.x + SPACE_M;
    const float y = rect.y + rect.h / 2.0F;
    probe_press(&probe, left + 4.0F * 8.5F + 2.0F, y);
    probe_release(&probe, left + 4.0F * 8.5F + 2.0F, y);
    probe_type(&probe, "-");
    assert_string_equal(text, "0123-456789");
    probe_press(&probe, left + 300.0F, y);
    probe_release(&probe, left + 300.0F, y);
    probe_type(&probe, ".");
    assert_string_equal(text, "0123-456789.");
    probe_close(&probe);
}

static void test_ui_field__a_long_note_wraps_and_grows(void **state)
{
    (void)state;
    char text[400] = "";
    Page page = {.text = text, .size = sizeof(text)};
    Probe probe;
    probe_open(&probe, show, &page);
    const float before = probe_node(&probe, "note")->rect.h;
    probe_tap(&probe, "note");
    for (int i = 0; i < 12; i++) {
        probe_type(&probe, "tight on the stairs, ");
    }
    probe_settle(&probe);
    assert_true(probe_node(&probe, "note")->rect.h > 3.0F * before);
    assert_int_equal(strlen(text), 12 * 21);
    probe_close(&probe);
}

static void test_ui_field__text_from_outside_may_shrink_under_the_caret(void **state)
{
    (void)state;
    char text[32] = "";
    Page page = {.text = text, .size = sizeof(text)};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_tap(&probe, "note");
    probe_type(&probe, "a long text");
    assert_true(sf_format(text, sizeof(text), "%s", E_ACUTE));
    probe_type(&probe, "!");
    assert_string_equal(text, E_ACUTE "!");
    probe_close(&probe);
}

static void test_ui_field__an_editor_of_the_system_replaces_all_of_it(void **state)
{
    (void)state;
    static const struct {
        const char *edited;
        size_t anchor;
        size_t caret;
        const char *then; /* typed by other means after it */
        const char *after;
    } rows[] = {
        {"knee", 4, 4, "s", "knees"},
        {"knee", 0, 0, "my ", "my knee"},
        {"caf" E_ACUTE, 4, 4, "-", "caf-" E_ACUTE},
        {"two\nlines", 9, 9, "", "twolines"},
        {"", 7, 7, "x", "x"},
        {"much too long for the field", 27, 27, "x", "much too lo"},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        char text[12] = "old";
        Page page = {.text = text, .size = sizeof(text)};
        Probe probe;
        probe_open(&probe, show, &page);
        const InputEvent event = {.kind = INPUT_EDIT,
                                  .edited = rows[i].edited,
                                  .anchor = rows[i].anchor,
                                  .caret = rows[i].caret};
        probe_send(&probe, event);
        assert_string_equal(text, "old");
        probe_tap(&probe, "note");
        probe_send(&probe, event);
        assert_int_equal(page.changed, 1);
        probe_send(&probe,
                   (InputEvent){.kind = INPUT_EDIT, .edited = text, .caret = rows[i].caret});
        assert_int_equal(page.changed, 1);
        type(&probe, rows[i].then);
        assert_string_equal(text, rows[i].after);
        probe_close(&probe);
    }
}

static float drawn_in(const Probe *probe, ColorRole role)
{
    const Color wanted = theme_color(THEME_LIGHT, role);
    for (int32_t i = 0; i < probe->list.count; i++) {
        const DrawCommand *command = &probe->list.commands[i];
        if (command->kind == DRAW_RECT && memcmp(&command->color, &wanted, sizeof(wanted)) == 0) {
            return command->as.rect.rect.w;
        }
    }
    return 0.0F;
}

static void test_ui_field__what_is_selected_shows_until_it_is_edited(void **state)
{
    (void)state;
    char text[32] = "0123456789";
    Page page = {.text = text, .size = sizeof(text)};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_tap(&probe, "note");
    assert_true(drawn_in(&probe, COLOR_TRACK) == 0.0F);
    probe_send(&probe, (InputEvent){.kind = INPUT_EDIT, .edited = text, .anchor = 6, .caret = 2});
    assert_true(drawn_in(&probe, COLOR_TRACK) == 4.0F * 8.5F);
    probe_type(&probe, "-");
    assert_true(drawn_in(&probe, COLOR_TRACK) == 0.0F);
    probe_close(&probe);
}

static void test_ui_field__each_tap_into_it_asks_for_the_keyboard(void **state)
{
    (void)state;
    char text[32] = "knee";
    Page page = {.text = text, .size = sizeof(text)};
    Probe probe;
    probe_open(&probe, show, &page);
    probe_tap(&probe, "note");
    const uint32_t edits = ui_edits(probe.ui);
    probe_settle(&probe);
    assert_int_equal(ui_edits(probe.ui), edits);
    assert_int_equal(ui_caret(probe.ui), 4);
    probe_tap(&probe, "note");
    assert_int_not_equal(ui_edits(probe.ui), edits);
    probe_close(&probe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ui_field__editing),
        cmocka_unit_test(test_ui_field__a_full_field_never_splits_a_character),
        cmocka_unit_test(test_ui_field__a_full_field_takes_a_joined_emoji_whole_or_not),
        cmocka_unit_test(test_ui_field__reports_changes_and_nothing_else),
        cmocka_unit_test(test_ui_field__enter_a_tap_elsewhere_and_another_control_end_it),
        cmocka_unit_test(test_ui_field__the_keyboard_alone_is_enough),
        cmocka_unit_test(test_ui_field__the_hint_shows_only_while_it_is_empty),
        cmocka_unit_test(test_ui_field__a_tap_puts_the_caret_between_characters),
        cmocka_unit_test(test_ui_field__a_long_note_wraps_and_grows),
        cmocka_unit_test(test_ui_field__text_from_outside_may_shrink_under_the_caret),
        cmocka_unit_test(test_ui_field__an_editor_of_the_system_replaces_all_of_it),
        cmocka_unit_test(test_ui_field__what_is_selected_shows_until_it_is_edited),
        cmocka_unit_test(test_ui_field__each_tap_into_it_asks_for_the_keyboard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
