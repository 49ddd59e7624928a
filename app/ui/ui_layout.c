/* SPDX-License-Identifier: MIT */
/* Columns, rows, cards, and cutting rectangles. */
#include "ui_internal.h"

#include <math.h>

/* --- clips -------------------------------------------------------------------------------- */

Rect ui__clip(const Ui *ui)
{
    return ui->clips[ui->clip_depth - 1];
}

void ui__clip_push(Ui *ui, Rect rect)
{
    SF_ASSERT(ui->clip_depth < UI_DEPTH);
    const Rect clip = rect_intersect(rect, ui__clip(ui));
    ui->clips[ui->clip_depth++] = clip;
    draw_clip(ui->list, rect);
}

void ui__clip_pop(Ui *ui)
{
    SF_ASSERT(ui->clip_depth > 1);
    ui->clip_depth--;
    draw_clip_end(ui->list);
}

bool ui__visible(const Ui *ui, Rect rect)
{
    return !rect_is_empty(rect_intersect(rect, ui__clip(ui)));
}

/* --- columns ------------------------------------------------------------------------------ */

Layout *ui__layout(Ui *ui)
{
    SF_ASSERT(ui->layout_depth > 0);
    return &ui->layouts[ui->layout_depth - 1];
}

Layout *ui__layout_push(Ui *ui, LayoutKind kind, Rect rect, float gap)
{
    SF_ASSERT(ui->layout_depth < UI_DEPTH);
    Layout *layout = &ui->layouts[ui->layout_depth++];
    *layout = (Layout){.kind = kind, .rect = rect, .y = rect.y, .gap = gap};
    return layout;
}

float ui__layout_top(Ui *ui)
{
    const Layout *layout = ui__layout(ui);
    return layout->y + (layout->started ? layout->gap : 0.0F);
}

void ui__layout_place(Ui *ui, float top, float height)
{
    Layout *layout = ui__layout(ui);
    layout->y = top + height;
    layout->started = true;
}

void ui_column_begin(Ui *ui, Rect rect, float gap_dp)
{
    (void)ui__layout_push(ui, LAYOUT_COLUMN, rect, ui_px(ui, gap_dp));
}

float ui_column_end(Ui *ui)
{
    const Layout *layout = ui__layout(ui);
    SF_ASSERT(layout->kind == LAYOUT_COLUMN);
    const float height = layout->y - layout->rect.y;
    ui->layout_depth--;
    return height;
}

Rect ui_next(Ui *ui, float height_px)
{
    const Layout *layout = ui__layout(ui);
    SF_ASSERT(layout->kind == LAYOUT_COLUMN);
    const float top = ui__layout_top(ui);
    const float height = ceilf(fmaxf(0.0F, height_px));
    ui__layout_place(ui, top, height);
    return (Rect){layout->rect.x, top, layout->rect.w, height};
}

void ui_space(Ui *ui, float dp)
{
    ui__layout(ui)->y += ui_px(ui, dp);
}

float ui_column_width(const Ui *ui)
{
    return ui->layouts[ui->layout_depth - 1].rect.w;
}

/* --- cutting ------------------------------------------------------------------------------ */

Rect ui_cut_top(Rect *rect, float px)
{
    const float taken = fminf(fmaxf(px, 0.0F), rect->h);
    const Rect cut = {rect->x, rect->y, rect->w, taken};
    rect->y += taken;
    rect->h -= taken;
    return cut;
}

Rect ui_cut_bottom(Rect *rect, float px)
{
    const float taken = fminf(fmaxf(px, 0.0F), rect->h);
    rect->h -= taken;
    return (Rect){rect->x, rect->y + rect->h, rect->w, taken};
}

Rect ui_cut_left(Rect *rect, float px)
{
    const float taken = fminf(fmaxf(px, 0.0F), rect->w);
    const Rect cut = {rect->x, rect->y, taken, rect->h};
    rect->x += taken;
    rect->w -= taken;
    return cut;
}

Rect ui_cut_right(Rect *rect, float px)
{
    const float taken = fminf(fmaxf(px, 0.0F), rect->w);
    rect->w -= taken;
    return (Rect){rect->x + rect->w, rect->y, taken, rect->h};
}

Rect ui_inset(Rect rect, float px)
{
    return (Rect){rect.x + px, rect.y + px, fmaxf(0.0F, rect.w - 2.0F * px),
                  fmaxf(0.0F, rect.h - 2.0F * px)};
}

Rect ui_centered(const Ui *ui, Rect rect, float max_dp)
{
    const float most = ui_px(ui, max_dp);
    if (rect.w > most) {
        rect.x += floorf((rect.w - most) / 2.0F);
        rect.w = most;
    }
    return rect;
}

/* --- cards -------------------------------------------------------------------------------- */

/* Draws the surface of a card first; it gets its height when the card ends. */
static int32_t open_surface(Ui *ui, int32_t before)
{
    return ui->list->count > before ? before : -1;
}

static void close_surface(Ui *ui, int32_t command, float height)
{
    if (command >= 0) {
        ui->list->commands[command].as.rect.rect.h = height;
    }
}

void ui_card_begin(Ui *ui, const char *key)
{
    ui_push_id(ui, key);
    const float padding = ui_px(ui, SPACE_M);
    const Rect place = {ui__layout(ui)->rect.x, ui__layout_top(ui), ui_column_width(ui),
                        2.0F * padding};
    const float radius = ui_px(ui, RADIUS_M);
    int32_t before = ui->list->count;
    draw_rect(ui->list, place, radius, ui_color(ui, COLOR_CARD));
    const int32_t background = open_surface(ui, before);
    before = ui->list->count;
    draw_border(ui->list, place, radius, ui_px(ui, SIZE_HAIRLINE), ui_color(ui, COLOR_LINE));
    const int32_t border = open_surface(ui, before);
    Layout *layout =
        ui__layout_push(ui, LAYOUT_COLUMN, ui_inset(place, padding), ui_px(ui, SPACE_S));
    layout->background = background;
    layout->border = border;
    ui->card_depth++;
}

/* The whole surface of the card. *background is the draw command of it, or -1. */
static Rect end_card(Ui *ui, int32_t *background)
{
    SF_ASSERT(ui->card_depth > 0);
    const Layout card = *ui__layout(ui);
    const float padding = ui_px(ui, SPACE_M);
    const float height = ui_column_end(ui) + 2.0F * padding;
    close_surface(ui, card.background, height);
    close_surface(ui, card.border, height);
    ui__layout_place(ui, card.rect.y - padding, height);
    ui->card_depth--;
    *background = card.background;
    return (Rect){card.rect.x - padding, card.rect.y - padding, card.rect.w + 2.0F * padding,
                  height};
}

void ui_card_end(Ui *ui)
{
    int32_t background = -1;
    (void)end_card(ui, &background);
    ui_pop_id(ui);
}

bool ui_card_end_button(Ui *ui, const char *label, const char *value)
{
    int32_t background = -1;
    const Rect rect = end_card(ui, &background);
    const Control control = {
        .key = "open", .role = ROLE_BUTTON, .label = label, .value = value, .rect = rect};
    const ControlState state = ui__control(ui, &control);
    if (state.down && background >= 0) {
        ui->list->commands[background].color = ui_color(ui, COLOR_CARD_PRESSED);
    }
    if (state.visible) {
        ui__chevron(ui, rect, ui_px(ui, SPACE_M));
    }
    if (state.ring) {
        ui__focus_ring(ui, rect, ui_px(ui, RADIUS_M));
    }
    ui_pop_id(ui);
    return state.fired;
}

/* --- rows --------------------------------------------------------------------------------- */

void ui_row_begin(Ui *ui, int32_t cells, float min_dp)
{
    SF_ASSERT(cells > 0);
    const float gap = ui_px(ui, SPACE_S);
    const Rect place = {ui__layout(ui)->rect.x, ui__layout_top(ui), ui_column_width(ui), 0.0F};
    const float width = (place.w - gap * (float)(cells - 1)) / (float)cells;
    Layout *row = ui__layout_push(ui, LAYOUT_ROW, place, gap);
    row->cells = cells;
    row->stacked = width < ui_px(ui, min_dp * ui->frame.text_scale);
    row->bottom = place.y;
}

static void end_cell(Ui *ui)
{
    const Layout *cell = ui__layout(ui);
    const float bottom = cell->y;
    (void)ui_column_end(ui);
    Layout *row = ui__layout(ui);
    row->bottom = fmaxf(row->bottom, bottom);
}

void ui_row_next(Ui *ui)
{
    if (ui__layout(ui)->kind == LAYOUT_COLUMN) {
        end_cell(ui);
    }
    Layout *row = ui__layout(ui);
    SF_ASSERT(row->kind == LAYOUT_ROW && row->cell < row->cells);
    const int32_t index = row->cell++;
    Rect cell = row->rect;
    if (row->stacked) {
        cell.y = row->bottom + (index > 0 ? row->gap : 0.0F);
    } else {
        const float pitch = (row->rect.w + row->gap) / (float)row->cells;
        cell.x = roundf(row->rect.x + pitch * (float)index);
        cell.w = roundf(row->rect.x + pitch * (float)(index + 1) - row->gap) - cell.x;
    }
    (void)ui__layout_push(ui, LAYOUT_COLUMN, cell, row->gap);
}

void ui_row_end(Ui *ui)
{
    if (ui__layout(ui)->kind == LAYOUT_COLUMN) {
        end_cell(ui);
    }
    const Layout row = *ui__layout(ui);
    SF_ASSERT(row.kind == LAYOUT_ROW);
    ui->layout_depth--;
    ui__layout_place(ui, row.rect.y, row.bottom - row.rect.y);
}
