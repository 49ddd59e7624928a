/* SPDX-License-Identifier: MIT */
/* Keys, Back and presses that are for the whole page. */
#include "ui_internal.h"

bool ui_take_key(Ui *ui, InputKey key)
{
    const bool fires_focus = (key == KEY_ENTER || key == KEY_SPACE) && ui->focus_visible;
    if (!ui__key_is(ui, key) || ui__blocked(ui) || ui->edit.id != 0 || fires_focus) {
        return false;
    }
    const bool too_soon = ui__page_is_new(ui, &ui->event);
    ui__take(ui);
    return !too_soon;
}

bool ui_take_back(Ui *ui)
{
    const bool back = ui->event.kind == INPUT_BACK || ui__key_is(ui, KEY_ESCAPE);
    ui->back_asked = true;
    if (!back || ui__blocked(ui) || ui->edit.id != 0) {
        return false;
    }
    const bool too_soon = ui__page_is_new(ui, &ui->event);
    ui__take(ui);
    return !too_soon;
}

bool ui_wants_back(const Ui *ui)
{
    return ui->back_wanted || ui->edit.id != 0;
}

/* Reads the frame's own event: no widget takes a second finger, but here it counts as a press. */
bool ui_take_any(Ui *ui, int64_t *at_ms)
{
    const InputEvent *event = &ui->frame.event;
    const bool any =
        event->kind == INPUT_PRESS || event->kind == INPUT_KEY || event->kind == INPUT_BACK;
    ui->back_asked = true;
    if (!any || ui__blocked(ui) || ui->edit.id != 0) {
        return false;
    }
    *at_ms = event->at_ms;
    ui__take(ui);
    return true;
}
