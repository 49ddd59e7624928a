/* SPDX-License-Identifier: MIT */
#include "ui_probe.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// clang-format off
#include <cmocka.h>
// clang-format on
#include <string.h>

#define SETTLE_MOST 20

void probe_open(Probe *probe, ProbePage *page, void *context)
{
    *probe = (Probe){.page = page, .context = context};
    probe->text = text_source_fixed();
    probe->ui = ui_create(&probe->text);
    assert_non_null(probe->ui);
    probe->frame.now_ms = 1000 - MOTION_NEW_MS;
    probe->frame.viewport = (Viewport){.width = 360, .height = 640, .scale = 1.0F};
    probe->frame.text_scale = 1.0F;
    probe_pass(probe);
    probe->frame.now_ms = 1000;
}

void probe_close(Probe *probe)
{
    ui_destroy(probe->ui);
    draw_deinit(&probe->list);
}

void probe_send(Probe *probe, InputEvent event)
{
    UiFrame frame = probe->frame;
    event.at_ms = frame.now_ms;
    frame.event = event;
    ui_begin(probe->ui, &frame, &probe->list);
    probe->page(probe->ui, probe->context);
    probe->wake_ms = ui_end(probe->ui);
}

void probe_pass(Probe *probe)
{
    probe_send(probe, (InputEvent){.kind = INPUT_NONE});
}

void probe_settle(Probe *probe)
{
    for (int i = 0; i < SETTLE_MOST; i++) {
        probe_pass(probe);
        if (probe->wake_ms > probe->frame.now_ms) {
            return;
        }
    }
}

void probe_wait(Probe *probe, int64_t ms, int64_t step_ms)
{
    const int64_t end = probe->frame.now_ms + ms;
    while (probe->frame.now_ms < end) {
        const int64_t next = probe->frame.now_ms + step_ms;
        probe->frame.now_ms = next < end ? next : end;
        probe_pass(probe);
    }
}

void probe_press(Probe *probe, float x, float y)
{
    probe_send(probe, (InputEvent){.kind = INPUT_PRESS, .x = x, .y = y});
}

void probe_move(Probe *probe, float x, float y)
{
    probe_send(probe, (InputEvent){.kind = INPUT_MOVE, .x = x, .y = y});
}

void probe_release(Probe *probe, float x, float y)
{
    probe_send(probe, (InputEvent){.kind = INPUT_RELEASE, .x = x, .y = y});
}

void probe_key(Probe *probe, InputKey key)
{
    probe_send(probe, (InputEvent){.kind = INPUT_KEY, .key = key});
}

void probe_type(Probe *probe, const char *text)
{
    InputEvent event = {.kind = INPUT_TEXT};
    assert_true(sf_format(event.text, sizeof(event.text), "%s", text));
    probe_send(probe, event);
}

Point probe_middle(Rect rect)
{
    return (Point){rect.x + rect.w / 2.0F, rect.y + rect.h / 2.0F};
}

void probe_tap(Probe *probe, const char *key)
{
    const Rect rect = probe_node(probe, key)->rect;
    assert_false(rect_is_empty(rect));
    const Point at = probe_middle(rect);
    probe_press(probe, at.x, at.y);
    probe_release(probe, at.x, at.y);
}

const UiNode *probe_find(const Probe *probe, const char *key)
{
    int32_t count = 0;
    const UiNode *nodes = ui_nodes(probe->ui, &count);
    for (int32_t i = 0; i < count; i++) {
        if (strcmp(nodes[i].key, key) == 0) {
            return &nodes[i];
        }
    }
    return NULL;
}

const UiNode *probe_find_label(const Probe *probe, const char *label)
{
    int32_t count = 0;
    const UiNode *nodes = ui_nodes(probe->ui, &count);
    for (int32_t i = 0; i < count; i++) {
        if (strcmp(nodes[i].label, label) == 0) {
            return &nodes[i];
        }
    }
    return NULL;
}

const UiNode *probe_node(const Probe *probe, const char *key)
{
    const UiNode *node = probe_find(probe, key);
    if (node == NULL) {
        fail_msg("no node #%s", key);
    }
    return node;
}

const char *probe_focus(const Probe *probe)
{
    int32_t count = 0;
    const UiNode *nodes = ui_nodes(probe->ui, &count);
    for (int32_t i = 0; i < count; i++) {
        if (nodes[i].focused) {
            return nodes[i].key;
        }
    }
    return "";
}

bool probe_shows(const Probe *probe, const char *line)
{
    for (int32_t i = 0; i < probe->list.count; i++) {
        const DrawCommand *command = &probe->list.commands[i];
        if (command->kind == DRAW_TEXT && (size_t)command->as.text.size == strlen(line) &&
            memcmp(probe->list.text + command->as.text.first, line, strlen(line)) == 0) {
            return true;
        }
    }
    return false;
}
