/* SPDX-License-Identifier: MIT */
/* Buttons, list rows and switches. */
#include "ui_internal.h"

#include <math.h>

#define BUTTON_LINES 3
#define DISABLED_ALPHA 0.45F
#define PRESSED_SHADE 0.18F
#define VALUE_SHARE 0.45F /* part of a row's width for the value at its right */
#define SWITCH_W 52.0F
#define SWITCH_H 32.0F
#define ROW_PADDING (SPACE_S + SPACE_XS)
#define ROW_TEXT_MIN 140.0F /* dp at 100 %: a picture that leaves less for the text is left out */

/* --- buttons ------------------------------------------------------------------------------ */

static void draw_surface(Ui *ui, Rect rect, ButtonStyle style, bool down)
{
    const float radius = ui_px(ui, RADIUS_M);
    const ColorRole accent = down ? COLOR_ACCENT_PRESSED : COLOR_ACCENT;
    const ColorRole card = down ? COLOR_CARD_PRESSED : COLOR_CARD;
    switch (style) {
    case BUTTON_PRIMARY:
        draw_rect(ui->list, rect, radius, ui_color(ui, accent));
        break;
    case BUTTON_SECONDARY:
        draw_rect(ui->list, rect, radius, ui_color(ui, card));
        draw_border(ui->list, rect, radius, ui_px(ui, SIZE_OUTLINE), ui_color(ui, COLOR_OUTLINE));
        break;
    case BUTTON_QUIET:
        if (down) {
            draw_rect(ui->list, rect, radius, ui_color(ui, COLOR_CARD_PRESSED));
        }
        break;
    case BUTTON_CARE:
        draw_rect(ui->list, rect, radius, ui_color(ui, COLOR_CARE));
        if (down) {
            const Color shade = ui__fade(ui_color(ui, COLOR_TEXT), PRESSED_SHADE);
            draw_rect(ui->list, rect, radius, shade);
        }
        break;
    }
}

static ColorRole text_role(ButtonStyle style)
{
    switch (style) {
    case BUTTON_PRIMARY:
        return COLOR_ON_ACCENT;
    case BUTTON_CARE:
        return COLOR_ON_CARE;
    case BUTTON_SECONDARY:
    case BUTTON_QUIET:
        break;
    }
    return COLOR_ACCENT;
}

static bool button(Ui *ui, const Control *control, ButtonStyle style)
{
    const Rect rect = control->rect;
    const ControlState state = ui__control(ui, control);
    if (!state.visible) {
        return state.fired;
    }
    if (control->disabled) {
        draw_alpha(ui->list, DISABLED_ALPHA);
    }
    draw_surface(ui, rect, style, state.down);
    const Rect inside = {rect.x + ui_px(ui, SPACE_S), rect.y, rect.w - 2.0F * ui_px(ui, SPACE_S),
                         rect.h};
    const Label look = {TEXT_LABEL, ui_color(ui, text_role(style)), ALIGN_CENTER, BUTTON_LINES,
                        false};
    (void)ui__label(ui, inside, look, control->label);
    if (control->disabled) {
        draw_alpha_end(ui->list);
    }
    if (state.ring) {
        ui__focus_ring(ui, rect, ui_px(ui, RADIUS_M));
    }
    return state.fired;
}

bool ui_button_in(
    Ui *ui, const char *key, Rect rect, const char *label, ButtonStyle style, bool enabled)
{
    const Control control = {
        .key = key, .role = ROLE_BUTTON, .label = label, .rect = rect, .disabled = !enabled};
    return button(ui, &control, style);
}

bool ui_button(Ui *ui, const char *key, const char *label, ButtonStyle style)
{
    return ui_button_about(ui, key, label, NULL, style);
}

bool ui_button_about(
    Ui *ui, const char *key, const char *label, const char *about, ButtonStyle style)
{
    const float width = ui_column_width(ui) - 2.0F * ui_px(ui, SPACE_S);
    const float most = (float)BUTTON_LINES * ui__text_box(ui, TEXT_LABEL).line;
    const float text = fminf(most, ui__label_height(ui, TEXT_LABEL, width, label));
    const float least = style == BUTTON_QUIET ? SIZE_TARGET : SIZE_BUTTON;
    const float height = fmaxf(ui_px(ui, least), text + 2.0F * ui_px(ui, SPACE_M));
    const Control control = {.key = key,
                             .role = ROLE_BUTTON,
                             .label = label,
                             .value = about,
                             .rect = ui_next(ui, height)};
    return button(ui, &control, style);
}

bool ui_icon_button(Ui *ui, const char *key, Rect rect, Icon icon, const char *label)
{
    const Control control = {.key = key, .role = ROLE_BUTTON, .label = label, .rect = rect};
    const ControlState state = ui__control(ui, &control);
    if (!state.visible) {
        return state.fired;
    }
    const float side = fminf(rect.w, rect.h);
    const Rect disc = {rect.x + (rect.w - side) / 2.0F, rect.y + (rect.h - side) / 2.0F, side,
                       side};
    if (state.down) {
        draw_rect(ui->list, disc, side / 2.0F, ui_color(ui, COLOR_CARD_PRESSED));
    }
    const float size = ui_px(ui, SIZE_ICON);
    ui_icon(ui, ui_inset(disc, (side - fminf(size, side)) / 2.0F), icon, COLOR_TEXT);
    if (state.ring) {
        ui__focus_ring(ui, disc, side / 2.0F);
    }
    return state.fired;
}

/* --- rows --------------------------------------------------------------------------------- */

typedef struct RowText {
    const char *title;
    const char *detail;
    const char *value;
    float side_dp; /* width of the switch or arrow at the right */
    bool tile;     /* it has a surface of its own */
    bool picture;  /* there is one at the left */
} RowText;

typedef struct RowPlan {
    float padding_x;
    float padding_y;
    float picture_w; /* with its gap */
    float title_w;
    float value_w; /* 0: the value is below, or there is none */
    float title_h;
    float detail_h;
    float value_h;
    float height;
} RowPlan;

static float height_of(Ui *ui, TextStyle style, float width, const char *text)
{
    return text != NULL && text[0] != '\0' ? ui__label_height(ui, style, width, text) : 0.0F;
}

static RowPlan plan_row(Ui *ui, const RowText *text)
{
    RowPlan plan = {0};
    const bool tile = text->tile;
    plan.padding_x = tile ? ui_px(ui, SPACE_M) : 0.0F;
    plan.padding_y = tile ? ui_px(ui, ROW_PADDING) : ui_px(ui, SPACE_S);
    const float gap = ui_px(ui, SPACE_M);
    float width = ui_column_width(ui) - 2.0F * plan.padding_x - ui_px(ui, text->side_dp) - gap;
    const float picture_w = ui_px(ui, SIZE_THUMBNAIL_W) + gap;
    const bool picture =
        text->picture && width - picture_w >= ui_px(ui, ROW_TEXT_MIN * ui->frame.text_scale);
    plan.picture_w = picture ? picture_w : 0.0F;
    width -= plan.picture_w;
    plan.title_w = width;
    const bool has_value = text->value != NULL && text->value[0] != '\0';
    const float value_w = has_value ? ceilf(ui__text_width(ui, TEXT_BODY, text->value)) : 0.0F;
    if (has_value && value_w <= VALUE_SHARE * width) {
        plan.value_w = value_w;
        plan.title_w = width - value_w - gap;
    } else {
        plan.value_h = height_of(ui, TEXT_BODY, width, text->value);
    }
    plan.title_h = height_of(ui, TEXT_BODY_STRONG, plan.title_w, text->title);
    plan.detail_h = height_of(ui, TEXT_SMALL, plan.title_w, text->detail);
    const float content = fmaxf(plan.title_h + plan.detail_h + plan.value_h,
                                picture ? ui_px(ui, SIZE_THUMBNAIL) : 0.0F);
    const float least = ui_px(ui, tile ? SIZE_BUTTON : SIZE_TARGET);
    plan.height = fmaxf(least, ceilf(content + 2.0F * plan.padding_y));
    return plan;
}

static Rect row_surface(Ui *ui, Rect rect, bool tile, bool down)
{
    const float radius = ui_px(ui, RADIUS_M);
    if (!tile) {
        const float out = ui_px(ui, SPACE_S);
        rect.x -= out;
        rect.w += 2.0F * out;
        if (down) {
            draw_rect(ui->list, rect, radius, ui_color(ui, COLOR_CARD_PRESSED));
        }
        return rect;
    }
    draw_rect(ui->list, rect, radius, ui_color(ui, down ? COLOR_CARD_PRESSED : COLOR_CARD));
    draw_border(ui->list, rect, radius, ui_px(ui, SIZE_HAIRLINE), ui_color(ui, COLOR_LINE));
    return rect;
}

static void draw_row_text(Ui *ui, Rect rect, const RowPlan *plan, const RowText *text)
{
    const Color soft = ui_color(ui, COLOR_TEXT_SOFT);
    const float content = plan->title_h + plan->detail_h + plan->value_h;
    Rect place = {rect.x + plan->padding_x + plan->picture_w,
                  rect.y + roundf((rect.h - content) / 2.0F), plan->title_w, plan->title_h};
    (void)ui__label(
        ui, place, (Label){TEXT_BODY_STRONG, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, INT32_MAX, true},
        text->title);
    place.y += plan->title_h;
    place.h = plan->detail_h;
    if (plan->detail_h > 0.0F) {
        (void)ui__label(ui, place, (Label){TEXT_SMALL, soft, ALIGN_LEFT, INT32_MAX, true},
                        text->detail);
    }
    if (plan->value_h > 0.0F) {
        place.y += plan->detail_h;
        place.h = plan->value_h;
        (void)ui__label(ui, place, (Label){TEXT_BODY, soft, ALIGN_LEFT, INT32_MAX, true},
                        text->value);
    }
    if (plan->value_w > 0.0F) {
        const Rect value = {place.x + plan->title_w + ui_px(ui, SPACE_M), rect.y, plan->value_w,
                            rect.h};
        (void)ui__label(ui, value, (Label){TEXT_BODY, soft, ALIGN_RIGHT, 1, false}, text->value);
    }
}

void ui__chevron(Ui *ui, Rect rect, float padding)
{
    const float reach = ui_px(ui, SPACE_S) * 0.6F;
    const Point tip = {rect.x + rect.w - padding - 1.0F, rect.y + rect.h / 2.0F};
    const float radius = ui_px(ui, SIZE_OUTLINE) * 0.6F;
    const Color color = ui_color(ui, COLOR_OUTLINE);
    const Point up = {tip.x - reach, tip.y - reach};
    const Point down = {tip.x - reach, tip.y + reach};
    draw_capsule(ui->list, tip, radius, up, radius, color);
    draw_capsule(ui->list, tip, radius, down, radius, color);
}

static bool row(Ui *ui, const char *key, const RowText *text, Rect *picture)
{
    const RowPlan plan = plan_row(ui, text);
    const Rect rect = ui_next(ui, plan.height);
    /* Screen readers get the second line as the value, if there is no other value. */
    const bool has_value = text->value != NULL && text->value[0] != '\0';
    const Control control = {.key = key,
                             .role = ROLE_BUTTON,
                             .label = text->title,
                             .value = has_value ? text->value : text->detail,
                             .rect = rect};
    const ControlState state = ui__control(ui, &control);
    *picture = (Rect){0};
    if (state.visible) {
        const Rect surface = row_surface(ui, rect, text->tile, state.down);
        const float high = ui_px(ui, SIZE_THUMBNAIL);
        *picture = (Rect){rect.x + plan.padding_x, roundf(rect.y + (rect.h - high) / 2.0F),
                          fmaxf(0.0F, plan.picture_w - ui_px(ui, SPACE_M)), high};
        draw_row_text(ui, rect, &plan, text);
        ui__chevron(ui, rect, plan.padding_x);
        if (state.ring) {
            ui__focus_ring(ui, surface, ui_px(ui, RADIUS_M));
        }
    }
    return state.fired;
}

bool ui_row_item(Ui *ui, const char *key, const char *title, const char *detail, const char *value)
{
    /* A row on the page has a surface of its own; in a card it lies on the card. */
    const RowText text = {title, detail, value, SPACE_S, ui->card_depth == 0, false};
    Rect picture;
    return row(ui, key, &text, &picture);
}

bool ui_row_picture(Ui *ui, const char *key, const char *title, const char *detail, Rect *picture)
{
    const RowText text = {title, detail, NULL, SPACE_S, ui->card_depth == 0, true};
    return row(ui, key, &text, picture);
}

static void draw_switch(Ui *ui, Rect rect, bool on)
{
    const float radius = rect.h / 2.0F;
    const float knob = radius - ui_px(ui, SPACE_XS) - (on ? 0.0F : ui_px(ui, SIZE_OUTLINE));
    const Point center = {on ? rect.x + rect.w - radius : rect.x + radius, rect.y + radius};
    if (on) {
        draw_rect(ui->list, rect, radius, ui_color(ui, COLOR_ACCENT));
    } else {
        draw_rect(ui->list, rect, radius, ui_color(ui, COLOR_CARD_PRESSED));
        draw_border(ui->list, rect, radius, 2.0F * ui_px(ui, SIZE_HAIRLINE),
                    ui_color(ui, COLOR_OUTLINE));
    }
    draw_capsule(ui->list, center, knob, center, knob,
                 ui_color(ui, on ? COLOR_ON_ACCENT : COLOR_OUTLINE));
}

bool ui_toggle(Ui *ui, const char *key, const char *label, const char *detail, bool *on)
{
    const RowText text = {label, detail, NULL, SWITCH_W, false, false};
    const RowPlan plan = plan_row(ui, &text);
    const Rect rect = ui_next(ui, plan.height);
    const Control control = {.key = key,
                             .role = ROLE_TOGGLE,
                             .label = label,
                             .value = detail,
                             .rect = rect,
                             .selected = *on};
    const ControlState state = ui__control(ui, &control);
    if (state.fired) {
        *on = !*on;
    }
    if (state.visible) {
        const Rect surface = row_surface(ui, rect, text.tile, state.down);
        draw_row_text(ui, rect, &plan, &text);
        const float w = ui_px(ui, SWITCH_W);
        const float h = ui_px(ui, SWITCH_H);
        draw_switch(ui,
                    (Rect){rect.x + rect.w - plan.padding_x - w,
                           roundf(rect.y + (rect.h - h) / 2.0F), w, h},
                    *on);
        if (state.ring) {
            ui__focus_ring(ui, surface, ui_px(ui, RADIUS_M));
        }
    }
    return state.fired;
}
