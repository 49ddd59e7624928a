/* SPDX-License-Identifier: MIT */
/* Fingers: which control is pressed, and the only path on which a control fires. */
#include "ui_internal.h"

#include <math.h>

/* --- the finger, before the widgets of the pass ------------------------------------------- */

static void sample(Press *press, const InputEvent *event)
{
    press->now = (Point){event->x, event->y};
    press->heard_ms = event->at_ms;
    press->samples[press->sample_count % UI_SAMPLES] = (Sample){event->at_ms, event->y};
    press->sample_count++;
}

static void press_begin(Ui *ui)
{
    const InputEvent *event = &ui->event;
    const bool lost =
        ui->press.finger == event->finger || event->at_ms - ui->press.heard_ms >= MOTION_LOST_MS;
    if (ui->press.active && !lost) {
        ui->event.kind = INPUT_NONE;
        return;
    }
    ui__touch_drop(ui);
    ui->press = (Press){.active = true,
                        .finger = event->finger,
                        .at_ms = event->at_ms,
                        .start = {event->x, event->y}};
    sample(&ui->press, event);
    ui->focus_visible = false;
}

static void press_move(Ui *ui)
{
    Press *press = &ui->press;
    sample(press, &ui->event);
    const float dx = press->now.x - press->start.x;
    const float dy = press->now.y - press->start.y;
    const float slop = MOTION_SLOP_DP * ui->frame.viewport.scale;
    if (!press->dragging && press->scroll != 0 && hypotf(dx, dy) > slop) {
        press->widget = 0;
        ui__drag_begin(ui);
    }
    if (press->dragging) {
        ui__drag_move(ui);
    }
}

static bool is_our_finger(const Ui *ui)
{
    return ui->press.active && ui->press.finger == ui->event.finger;
}

void ui__touch_drop(Ui *ui)
{
    const bool told = ui->event.kind != INPUT_NONE;
    ui__drag_end(ui, told ? ui->event.at_ms : ui->frame.now_ms, false);
    ui->press = (Press){0};
}

void ui__touch_begin(Ui *ui)
{
    switch (ui->event.kind) {
    case INPUT_PRESS:
        press_begin(ui);
        break;
    case INPUT_MOVE:
    case INPUT_RELEASE:
        if (!is_our_finger(ui)) {
            ui->event.kind = INPUT_NONE;
            break;
        }
        press_move(ui);
        ui->press.releasing = ui->event.kind == INPUT_RELEASE;
        break;
    case INPUT_CANCEL:
        if (is_our_finger(ui) || ui->event.finger == INPUT_ALL_FINGERS) {
            ui__touch_drop(ui);
        }
        break;
    case INPUT_BACKGROUND:
    case INPUT_QUIT:
        ui__touch_drop(ui);
        break;
    case INPUT_WHEEL:
        ui__scroll_wheel(ui);
        break;
    case INPUT_NONE:
    case INPUT_KEY:
    case INPUT_TEXT:
    case INPUT_EDIT:
    case INPUT_BACK:
    case INPUT_RESIZE:
    case INPUT_FOREGROUND:
        break;
    }
}

/* --- widgets ------------------------------------------------------------------------------ */

static Rect grown_to_target(const Ui *ui, Rect rect)
{
    const float least = ui_px(ui, SIZE_TARGET);
    const float dx = fmaxf(0.0F, least - rect.w) / 2.0F;
    const float dy = fmaxf(0.0F, least - rect.h) / 2.0F;
    return (Rect){rect.x - dx, rect.y - dy, rect.w + 2.0F * dx, rect.h + 2.0F * dy};
}

/* True if a control was here in the last pass: controls on an area come before the area itself. */
static bool control_was_at(Ui *ui, Point at)
{
    const Tree *tree = ui__last_tree(ui);
    if (tree->stale) {
        return false;
    }
    for (int32_t i = 0; i < tree->count; i++) {
        const NodeInput *input = &tree->inputs[i];
        if (!input->area && rect_contains(input->hit, at.x, at.y)) {
            return true;
        }
    }
    return false;
}

/* True if the finger came down on this control and may press it. */
static bool claim(Ui *ui, const Control *control, UiId id, Rect hit, const Age *age)
{
    const Press *press = &ui->press;
    if (!press->active || ui->event.kind != INPUT_PRESS || ui->modal.hidden ||
        !rect_contains(hit, press->now.x, press->now.y)) {
        return false;
    }
    Claim *claims = &ui->press.claims[ui__blocked(ui) ? 1 : 0];
    const bool is_free = claims->widget == 0 || (claims->area && !control->area);
    if (claims->stops || !is_free || (control->area && control_was_at(ui, press->now))) {
        return false;
    }
    claims->widget = id;
    claims->area = control->area;
    claims->fresh = ui__too_new_for_press(ui, age, press->at_ms, press->now);
    return !ui__blocked(ui) && !control->disabled && (control->area || !claims->fresh);
}

/* True for Enter or Space while the control has the focus, also if they come too soon. */
static bool is_keyed(const Ui *ui, const Control *control, UiId id)
{
    return ui->focus == id && ui->focus_visible && !control->field &&
           (ui__key_is(ui, KEY_ENTER) || ui__key_is(ui, KEY_SPACE));
}

/* A long press is reported once: when its time has come and the finger is still inside, or at a
   late enough release, because no pass may have run in between. The time of the event counts, if
   there is one, not that of the frame: after a slow frame the release may still be in the queue. */
static bool becomes_held(Ui *ui, bool on_it)
{
    Press *press = &ui->press;
    if (press->held || !on_it) {
        return false;
    }
    const int64_t due = press->at_ms + MOTION_LONG_PRESS_MS;
    const InputEvent *event = &ui->frame.event;
    const int64_t reached = event->kind != INPUT_NONE ? event->at_ms : ui->frame.now_ms;
    if (reached < due) {
        ui_wake_at(ui, due);
        return false;
    }
    press->held = true;
    return true;
}

static void
read_input(Ui *ui, const Control *control, Rect hit, const Age *age, ControlState *state)
{
    state->pressed = claim(ui, control, state->id, hit, age);
    if (ui->press.widget == state->id) {
        ui->press_seen = true;
    }
    if (ui->focus == state->id && !control->disabled) {
        ui->focus_seen = true;
    }
    if (control->disabled || ui__blocked(ui)) {
        return;
    }
    const Press *press = &ui->press;
    const bool inside = rect_contains(hit, press->now.x, press->now.y);
    const bool on_it = press->widget == state->id && inside;
    const bool keyed = is_keyed(ui, control, state->id);
    const bool in_time = keyed && !ui__too_new_for_key(ui, age, &ui->event);
    state->down = state->pressed || (on_it && (control->area || !press->fresh));
    state->by_key = in_time || (keyed && control->area);
    state->fired = in_time || (on_it && press->releasing && !press->fresh);
    state->ring = ui->focus == state->id && ui->focus_visible;
    state->held = control->area && !keyed && becomes_held(ui, state->down);
    if (keyed && !in_time) {
        ui__take(ui);
    }
    if (state->fired) {
        state->down = false;
        ui->press.widget = 0;
        ui->focus = state->id;
        ui->focus_seen = true;
        ui__take(ui);
    }
}

static Point middle_of(Rect rect)
{
    return (Point){rect.x + rect.w / 2.0F, rect.y + rect.h / 2.0F};
}

ControlState ui__control(Ui *ui, const Control *control)
{
    ControlState state = {.id = control->key != NULL ? ui__id(ui, control->key) : control->id};
    const Rect clip = ui__clip(ui);
    const Rect seen = rect_intersect(control->rect, clip);
    state.visible = !rect_is_empty(seen);
    const Rect reach = control->exact ? control->rect : grown_to_target(ui, control->rect);
    const Rect hit = state.visible ? rect_intersect(reach, clip) : (Rect){0};
    const Age age = ui__age(ui, state.id, reach);
    read_input(ui, control, hit, &age, &state);
    const UiNode node = {.id = state.id,
                         .role = control->role,
                         .key = control->key,
                         .label = control->label,
                         .value = control->value,
                         .rect = seen,
                         .enabled = !control->disabled,
                         .selected = control->selected,
                         .ready_ms = ui__ready_ms(ui, &age, middle_of(seen))};
    const NodeInput input = {.full = control->rect,
                             .hit = hit,
                             .group = control->group,
                             .focusable = !control->disabled,
                             .area = control->area,
                             .age = age};
    state.node = ui__node(ui, &node, &input);
    return state;
}

UiTouch
ui_area(Ui *ui, const char *key, Rect rect, UiRole role, const char *label, const char *value)
{
    const Control control = {
        .key = key, .role = role, .label = label, .value = value, .rect = rect, .area = true};
    const bool was_held = ui->press.held;
    const int64_t event_ms = ui->event.at_ms;
    const int64_t press_ms = ui->press.at_ms;
    const ControlState state = ui__control(ui, &control);
    const UiTouch touch = {.pressed = state.pressed || state.by_key,
                           .down = state.down,
                           .tapped = state.fired && !state.held && (state.by_key || !was_held),
                           .held = state.held,
                           .at_ms = state.held ? press_ms + MOTION_LONG_PRESS_MS : event_ms};
    if (state.ring) {
        const float inset = ui_px(ui, SIZE_FOCUS + SIZE_FOCUS_GAP);
        ui__focus_ring(ui, ui_inset(rect, inset), ui_px(ui, RADIUS_S));
    }
    return touch;
}

void ui__focus_ring(Ui *ui, Rect rect, float radius)
{
    const float width = ui_px(ui, SIZE_FOCUS);
    const float out = width + ui_px(ui, SIZE_FOCUS_GAP);
    draw_border(ui->list, ui_inset(rect, -out), radius + out, width, ui_color(ui, COLOR_FOCUS));
}

/* --- the finger, after the widgets -------------------------------------------------------- */

static void choose_claim(Ui *ui)
{
    Press *press = &ui->press;
    const Modal *modal = &ui->modal;
    const bool page_is_free_again = modal->before != 0 && modal->now == 0;
    const Claim *claims = &press->claims[page_is_free_again ? 1 : 0];
    press->widget = claims->widget;
    press->scroll = claims->scroll;
    press->fresh = claims->fresh || page_is_free_again;
    press->on_nothing = claims->widget == 0 && !claims->stops;
    ui->press_seen = true;
    Scroll *scroll = ui__scroll_find(ui, press->scroll);
    if (scroll != NULL) {
        ui__scroll_hold(scroll, press->at_ms);
    }
}

void ui__touch_end(Ui *ui)
{
    Press *press = &ui->press;
    if (!press->active) {
        return;
    }
    if (ui->frame.event.kind == INPUT_PRESS && ui->event.kind == INPUT_PRESS) {
        choose_claim(ui);
    }
    if (ui->modal.now != 0 && ui->modal.now != ui->modal.before) {
        ui__drag_end(ui, ui->frame.now_ms, false);
        press->widget = 0;
        press->scroll = 0;
    }
    if (!ui->press_seen) {
        press->widget = 0;
    }
    if (press->releasing) {
        if (press->on_nothing && !press->dragging) {
            ui->focus = 0;
        }
        ui__drag_end(ui, ui->frame.event.at_ms, true);
        *press = (Press){0};
    }
}
