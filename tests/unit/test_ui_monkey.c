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

#include <string.h>

/* Twenty thousand events by a seeded monkey over a page with every widget: no assertion, no leak,
   the tree well-formed after every pass, the draw list balanced. */

#define EVENTS 20000

static uint32_t next(uint64_t *dice)
{
    *dice ^= *dice << 13;
    *dice ^= *dice >> 7;
    *dice ^= *dice << 17;
    return (uint32_t)(*dice >> 32);
}

static float within(uint64_t *dice, int32_t range)
{
    return (float)(next(dice) % (uint32_t)(range + 40)) - 20.0F;
}

static InputEvent any_event(const Probe *probe, uint64_t *dice)
{
    static const InputKind kinds[] = {
        INPUT_PRESS, INPUT_PRESS,      INPUT_PRESS,      INPUT_MOVE,    INPUT_MOVE,   INPUT_MOVE,
        INPUT_MOVE,  INPUT_RELEASE,    INPUT_RELEASE,    INPUT_RELEASE, INPUT_CANCEL, INPUT_WHEEL,
        INPUT_KEY,   INPUT_KEY,        INPUT_KEY,        INPUT_TEXT,    INPUT_BACK,   INPUT_RESIZE,
        INPUT_NONE,  INPUT_BACKGROUND, INPUT_FOREGROUND, INPUT_EDIT};
    static const char *const texts[] = {"a", "\xC3\xA9t\xC3\xA9", " ", "\xF0\x9F\xA6\xB5", "\xFF"};
    static const char *const edited[] = {"", "all \xC3\xA9t\xC3\xA9",
                                         "a note that goes on\nand on"};
    InputEvent event = {.kind = kinds[next(dice) % SF_COUNT(kinds)]};
    event.finger = next(dice) % 8 == 0 ? 1 : 0;
    event.x = within(dice, probe->frame.viewport.width);
    event.y = within(dice, probe->frame.viewport.height);
    event.dy = within(dice, 400) - 200.0F;
    event.key = (InputKey)(next(dice) % ((uint32_t)KEY_OTHER + 1));
    assert_true(sf_format(event.text, sizeof(event.text), "%s", texts[next(dice) % 5]));
    event.edited = edited[next(dice) % 3];
    event.caret = next(dice) % 24;
    event.anchor = next(dice) % 24;
    return event;
}

/* True if that brings another page, or a dialog, or what lay under one. */
static bool change_the_world(Probe *probe, Everything *page, uint64_t *dice)
{
    static const int32_t widths[] = {320, 360, 640, 1366};
    switch (next(dice) % 60) {
    case 0:
        probe->frame.viewport.width = widths[next(dice) % 4];
        probe->frame.viewport.height = 300 + (int32_t)(next(dice) % 900);
        break;
    case 1:
        probe->frame.text_scale = 1.0F + (float)(next(dice) % 11) / 10.0F;
        break;
    case 2:
        probe->frame.theme = next(dice) % 2 == 0 ? THEME_LIGHT : THEME_DARK;
        break;
    case 3:
        probe->frame.reduced_motion = next(dice) % 2 == 0;
        break;
    case 4:
        probe->frame.viewport.keyboard = next(dice) % 2 == 0 ? 0.0F : 250.0F;
        break;
    case 5:
        page->dialog = !page->dialog;
        return true;
    case 6:
        page->area = !page->area;
        return true;
    case 7:
        ui_reset(probe->ui);
        return true;
    default:
        break;
    }
    return false;
}

static void assert_balanced(const DrawList *list)
{
    int depth = 0;
    for (int32_t i = 0; i < list->count; i++) {
        const DrawKind kind = list->commands[i].kind;
        depth += kind == DRAW_CLIP || kind == DRAW_ALPHA ? 1 : 0;
        depth -= kind == DRAW_CLIP_END || kind == DRAW_ALPHA_END ? 1 : 0;
        assert_true(depth >= 0);
    }
    assert_int_equal(depth, 0);
}

static void assert_well_formed(const Probe *probe)
{
    int32_t count = 0;
    const UiNode *nodes = ui_nodes(probe->ui, &count);
    assert_true(count >= 1 && count <= UI_NODES);
    int focused = 0;
    for (int32_t i = 0; i < count; i++) {
        assert_true(nodes[i].parent < i && (i == 0 || nodes[i].parent >= 0));
        focused += nodes[i].focused ? 1 : 0;
    }
    assert_true(focused <= 1);
}

/* When what this event fires began to be meant: each finger's press, or the key itself. */
static int64_t began_ms(int64_t *pressed_ms, const InputEvent *event, int64_t now_ms)
{
    if (event->kind == INPUT_PRESS) {
        pressed_ms[event->finger] = now_ms;
    }
    return event->kind == INPUT_RELEASE ? pressed_ms[event->finger] : now_ms;
}

/* Not what is typed, nor the arrows of a stepper, nor a press that an area tells at once, nor Back,
 * which is the whole page's. */
static bool activates(const Everything *page, const InputEvent *event)
{
    const bool key =
        event->kind == INPUT_KEY && (event->key == KEY_ENTER || event->key == KEY_SPACE);
    return !page->area && (key || event->kind == INPUT_RELEASE);
}

static void play(uint64_t seed, int events)
{
    Everything page;
    everything_init(&page);
    Probe probe;
    probe_open(&probe, everything_show, &page);
    uint64_t dice = seed;
    int64_t pressed_ms[2] = {0, 0};
    int64_t appeared_ms = 0;
    for (int i = 0; i < events; i++) {
        probe.frame.now_ms += next(&dice) % 40;
        if (change_the_world(&probe, &page, &dice)) {
            appeared_ms = probe.frame.now_ms;
        }
        const bool dialog = page.dialog;
        const int32_t fired = page.fired;
        const InputEvent event = any_event(&probe, &dice);
        const int64_t meant_ms = began_ms(pressed_ms, &event, probe.frame.now_ms);
        probe_send(&probe, event);
        if (page.fired != fired && activates(&page, &event)) {
            assert_true(meant_ms - appeared_ms >= MOTION_NEW_MS);
        }
        if (page.dialog != dialog) {
            appeared_ms = probe.frame.now_ms;
        }
        assert_well_formed(&probe);
        assert_balanced(&probe.list);
        assert_true(strlen(page.note) < sizeof(page.note));
        assert_true(page.pain >= -1 && page.pain <= 10 && page.lead >= 0 && page.lead <= 10);
    }
    assert_true(page.fired > 100);
    probe_close(&probe);
}

static void test_ui_monkey__twenty_thousand_events_break_nothing(void **state)
{
    (void)state;
    play(0x5EED5EED5EEDULL, EVENTS / 2);
    play(0xC0FFEE123456ULL, EVENTS / 2);
}

/* After any storm the page comes to rest: nothing keeps the processor awake. */
static void test_ui_monkey__afterwards_it_comes_to_rest(void **state)
{
    (void)state;
    Everything page;
    everything_init(&page);
    Probe probe;
    probe_open(&probe, everything_show, &page);
    uint64_t dice = 0xABCDEF987ULL;
    for (int storm = 0; storm < 20; storm++) {
        for (int i = 0; i < 50; i++) {
            probe.frame.now_ms += next(&dice) % 40;
            (void)change_the_world(&probe, &page, &dice);
            probe_send(&probe, any_event(&probe, &dice));
        }
        probe_send(&probe, (InputEvent){.kind = INPUT_BACKGROUND});
        probe_wait(&probe, 5000, 100);
        assert_true(probe.wake_ms == INT64_MAX);
        const uint64_t before = sf_alloc_count();
        probe_wait(&probe, 1000, 100);
        assert_int_equal(sf_alloc_count(), before);
    }
    probe_close(&probe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ui_monkey__twenty_thousand_events_break_nothing),
        cmocka_unit_test(test_ui_monkey__afterwards_it_comes_to_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
