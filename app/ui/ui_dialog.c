/* SPDX-License-Identifier: MIT */
/* A dialog over the page. The page's widgets run before it in the pass, so they are blocked by the
   dialog of the pass before; see ui__blocked and Press.claims. */
#include "ui_internal.h"

#include <math.h>

/* Left and right, in addition to the margin of the scrolling column. */
#define DIALOG_PADDING SPACE_S

static Rect room_of(Ui *ui)
{
    return ui_inset(ui_safe(ui), ui_px(ui, SPACE_M));
}

/* As high as its content was in the pass before. On a low window, such as a phone in landscape, it
 * is wider. */
static Rect card_rect(Ui *ui, float content)
{
    const Rect room = room_of(ui);
    const bool low = room.h < ui_px(ui, SIZE_DIALOG_MAX);
    Rect card = ui_centered(ui, room, low ? SIZE_CONTENT_MAX : SIZE_DIALOG_MAX);
    card.h = fminf(room.h, content);
    card.y = roundf(room.y + (room.h - card.h) / 2.0F);
    return card;
}

static bool tapped_outside(Ui *ui, UiId id, Rect card)
{
    Press *press = &ui->press;
    const bool outside = press->active && !rect_contains(card, press->now.x, press->now.y);
    if (ui->event.kind == INPUT_PRESS && outside && !ui->modal.hidden) {
        press->claims[0].widget = id;
        press->claims[0].fresh = ui__page_is_new(ui, &ui->event);
    }
    if (press->widget != id) {
        return false;
    }
    ui->press_seen = true;
    if (!press->releasing || !outside || press->fresh) {
        return false;
    }
    press->widget = 0;
    ui__take(ui);
    return true;
}

static void draw_card(Ui *ui, Rect card)
{
    const float radius = ui_px(ui, RADIUS_L);
    draw_rect(ui->list, card, radius, ui_color(ui, COLOR_CARD));
    draw_border(ui->list, card, radius, ui_px(ui, SIZE_HAIRLINE), ui_color(ui, COLOR_LINE));
}

bool ui_dialog_begin(Ui *ui, const char *key, const char *title)
{
    SF_ASSERT(!ui->modal.inside && ui->clip_depth == 1);
    ui_push_id(ui, key);
    const UiId id = ui->ids[ui->id_depth - 1];
    Scroll *body = ui__scroll_find(ui, ui__id(ui, "body"));
    const bool opens = ui->modal.before != id;
    if (body != NULL && opens) {
        *body = (Scroll){.id = body->id, .content = body->content, .moved_ms = body->moved_ms};
    }
    if (opens) {
        ui->modal.since_ms = ui->frame.now_ms;
    }
    ui->modal.now = id;
    ui->modal.inside = true;
    ui->modal.hidden = body == NULL;
    ui->modal.content = body != NULL ? body->content : 0.0F;
    const Rect card = card_rect(ui, ui->modal.content);
    const UiNode node = {
        .id = id, .role = ROLE_DIALOG, .key = key, .label = title, .rect = card, .enabled = true};
    const NodeInput input = {.full = card};
    ui__parent_push(ui, ui__node(ui, &node, &input));
    const bool outside = tapped_outside(ui, id, card);
    draw_rect(ui->list, ui_window(ui), 0.0F, ui_color(ui, COLOR_SCRIM));
    if (ui->modal.hidden) {
        draw_alpha(ui->list, 0.0F);
    }
    draw_card(ui, card);
    Rect inside = card;
    (void)ui_cut_left(&inside, ui_px(ui, DIALOG_PADDING));
    (void)ui_cut_right(&inside, ui_px(ui, DIALOG_PADDING));
    ui_scroll_begin(ui, "body", inside, SPACE_M);
    ui->card_depth++;
    ui_space(ui, DIALOG_PADDING);
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, title);
    return ui_take_back(ui) || outside;
}

float ui_dialog_room(Ui *ui)
{
    SF_ASSERT(ui->modal.inside);
    const float used = ui__layout_top(ui) - ui__layout(ui)->rect.y;
    return room_of(ui).h - ui_px(ui, SPACE_S) - used - ui_px(ui, SPACE_L);
}

void ui_dialog_end(Ui *ui)
{
    SF_ASSERT(ui->modal.inside);
    ui->card_depth--;
    ui_scroll_end(ui);
    const Scroll *body = ui__scroll_find(ui, ui__id(ui, "body"));
    if (body != NULL && body->content != ui->modal.content) {
        ui__again(ui);
    }
    if (ui->modal.hidden) {
        draw_alpha_end(ui->list);
    }
    ui__parent_pop(ui);
    ui_pop_id(ui);
    ui->modal.inside = false;
}
