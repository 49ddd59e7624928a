/* SPDX-License-Identifier: MIT */
/*
 * The age of controls: a control that is too new takes no press.
 *
 * A press is meant for the control that was there when the person decided to press. So each control
 * remembers when it came to its place, and ignores presses that began less than MOTION_NEW_MS after
 * that: on a new page or in a new dialog, on a page whose dialog has just closed, and for a control
 * that appeared by itself or was moved under the finger. Scrolling does not count as moving.
 *
 * The beginning of the press counts, by the event's own time. Exempt are ui_take_any, press and
 * hold of an area, and presses by assistive technology, which name their control.
 */
#include "ui_internal.h"

static float scrolled(const Ui *ui)
{
    if (ui->scroll_depth == 0) {
        return 0.0F;
    }
    const UiId id = ui->open_scrolls[ui->scroll_depth - 1];
    for (int32_t i = 0; i < UI_SCROLLS; i++) {
        if (ui->scrolls[i].id == id) {
            return ui->scrolls[i].shown;
        }
    }
    return 0.0F;
}

/* Controls come in the same order in every pass, so the search begins after the last one found. */
static const Age *age_before(Ui *ui, UiId id)
{
    const Tree *tree = ui__last_tree(ui);
    for (int32_t n = 0; n < tree->count && !tree->stale; n++) {
        const int32_t i = (ui->age_at + n) % tree->count;
        if (tree->nodes[i].id == id) {
            ui->age_at = i + 1;
            return &tree->inputs[i].age;
        }
    }
    return NULL;
}

static bool is_same(Rect a, Rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

Age ui__age(Ui *ui, UiId id, Rect reach)
{
    const int64_t now_ms = ui->frame.now_ms;
    const Rect place = {reach.x, reach.y + scrolled(ui), reach.w, reach.h};
    const Age *old = age_before(ui, id);
    if (old == NULL) {
        /* A control that did not fit into the full tree has no age. */
        const Tree *tree = ui__last_tree(ui);
        const bool known = tree->stale || tree->count < UI_NODES;
        const int64_t since_ms = known ? now_ms : UI_ALWAYS;
        return (Age){.appeared_ms = since_ms, .moved_ms = since_ms, .place = place};
    }
    if (is_same(old->place, place)) {
        return *old;
    }
    const bool was_new = now_ms - old->moved_ms < MOTION_NEW_MS;
    const Rect before = was_new ? rect_intersect(old->before, old->place) : old->place;
    return (Age){old->appeared_ms, now_ms, place, before};
}

static int64_t page_since(const Ui *ui)
{
    const int64_t since_ms = ui->modal.inside ? ui->modal.since_ms : ui->page_ms;
    return since_ms > ui->new_ms ? since_ms : ui->new_ms;
}

bool ui__page_is_new(const Ui *ui, const InputEvent *event)
{
    return !event->assistive && event->at_ms - page_since(ui) < MOTION_NEW_MS;
}

bool ui__too_new_for_press(const Ui *ui, const Age *age, int64_t at_ms, Point at)
{
    const bool moved = at_ms - age->moved_ms < MOTION_NEW_MS &&
                       !rect_contains(age->before, at.x, at.y + scrolled(ui));
    return moved || at_ms - page_since(ui) < MOTION_NEW_MS;
}

bool ui__too_new_for_key(const Ui *ui, const Age *age, const InputEvent *event)
{
    return ui__page_is_new(ui, event) ||
           (!event->assistive && event->at_ms - age->appeared_ms < MOTION_NEW_MS);
}

int64_t ui__ready_ms(const Ui *ui, const Age *age, Point at)
{
    const int64_t since_ms = page_since(ui);
    const bool was_there = rect_contains(age->before, at.x, at.y + scrolled(ui));
    const int64_t moved_ms = was_there ? UI_ALWAYS : age->moved_ms;
    return (since_ms > moved_ms ? since_ms : moved_ms) + MOTION_NEW_MS;
}

void ui_new_since(Ui *ui, int64_t at_ms)
{
    ui->new_ms = at_ms;
}

int64_t ui_ready_ms(const Ui *ui)
{
    return (ui->modal.before != 0 ? ui->modal.since_ms : ui->page_ms) + MOTION_NEW_MS;
}
