/* SPDX-License-Identifier: MIT */
/* Questions with a few answers: choice, 0..10 scale, stepper. */
#include "ui_internal.h"

#include <math.h>

#define SCALE_CELLS 11
#define CHIPS_WIDE_DP 480.0F /* from this width on three chips in a row, else two */
#define RADIO_DP 20.0F
#define PRESSED_SHADE 0.18F
#define STEPPER_VALUE_DP 72.0F

typedef struct Question {
    Rect rect;
    UiId id;
} Question;

/* Adds the node of a question; nodes up to question_end are its answers. */
static UiId question_node(Ui *ui, const UiNode *about, Rect rect)
{
    UiNode node = *about;
    node.id = ui__id(ui, about->key);
    node.rect = rect_intersect(rect, ui__clip(ui));
    node.enabled = true;
    const NodeInput input = {.full = rect};
    ui__parent_push(ui, ui__node(ui, &node, &input));
    return node.id;
}

/* Adds the node of a question and draws its label; the rest of the rectangle is for the answers. */
static Question question_begin(Ui *ui, const UiNode *about, float answers_h)
{
    const float width = ui_column_width(ui);
    const bool labelled = about->label != NULL && about->label[0] != '\0';
    const float label_h =
        labelled ? ui__label_height(ui, TEXT_BODY_STRONG, width, about->label) : 0.0F;
    const float gap = labelled ? ui_px(ui, SPACE_S) : 0.0F;
    if (labelled && ui__layout(ui)->started) {
        ui_space(ui, SPACE_S);
    }
    Rect rect = ui_next(ui, label_h + gap + answers_h);
    const UiId id = question_node(ui, about, rect);
    if (labelled) {
        const Label look = {TEXT_BODY_STRONG, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, INT32_MAX,
                            true};
        const Rect place = ui_cut_top(&rect, label_h);
        if (ui__visible(ui, place)) {
            (void)ui__label(ui, place, look, about->label);
        }
        (void)ui_cut_top(&rect, gap);
    }
    return (Question){rect, id};
}

static void question_end(Ui *ui)
{
    ui__parent_pop(ui);
}

static ControlState answer(Ui *ui, const char *key, Control control, int32_t index)
{
    control.role = ROLE_OPTION;
    control.key = ui_format(ui, "%s-%d", key, (int)index);
    control.exact = true;
    return ui__control(ui, &control);
}

/* --- choice ------------------------------------------------------------------------------- */

static bool segments_fit(Ui *ui, const char *const *options, int32_t count)
{
    const float cell = ui_column_width(ui) / (float)count;
    for (int32_t i = 0; i < count; i++) {
        if (ui__text_width(ui, TEXT_LABEL, options[i]) + ui_px(ui, SPACE_L) > cell) {
            return false;
        }
    }
    return true;
}

static void
draw_segment(Ui *ui, Rect rect, const ControlState *state, bool selected, const char *label)
{
    const Rect pill = ui_inset(rect, ui_px(ui, SPACE_XS));
    const float radius = ui_px(ui, RADIUS_M - SPACE_XS);
    if (selected) {
        draw_rect(ui->list, pill, radius, ui_color(ui, COLOR_ACCENT));
    } else if (state->down) {
        draw_rect(ui->list, pill, radius, ui__fade(ui_color(ui, COLOR_ACCENT), PRESSED_SHADE));
    }
    const Color color = ui_color(ui, selected ? COLOR_ON_ACCENT : COLOR_TEXT);
    (void)ui__label(ui, pill, (Label){TEXT_LABEL, color, ALIGN_CENTER, 1, false}, label);
    if (state->ring) {
        ui__focus_ring(ui, pill, radius);
    }
}

static void
draw_radio(Ui *ui, Rect rect, const ControlState *state, bool selected, const char *label)
{
    const float side = ui_px(ui, RADIO_DP);
    const float radius = side / 2.0F;
    if (state->down) {
        draw_rect(ui->list, rect, ui_px(ui, RADIUS_S), ui_color(ui, COLOR_CARD_PRESSED));
    }
    const Point center = {rect.x + radius, rect.y + rect.h / 2.0F};
    const Rect circle = {center.x - radius, center.y - radius, side, side};
    draw_border(ui->list, circle, radius, 2.0F * ui_px(ui, SIZE_HAIRLINE),
                ui_color(ui, selected ? COLOR_ACCENT : COLOR_OUTLINE));
    if (selected) {
        draw_capsule(ui->list, center, radius / 2.0F, center, radius / 2.0F,
                     ui_color(ui, COLOR_ACCENT));
    }
    Rect text = rect;
    (void)ui_cut_left(&text, side + ui_px(ui, SPACE_M));
    const TextStyle style = selected ? TEXT_BODY_STRONG : TEXT_BODY;
    (void)ui__label(ui, text,
                    (Label){style, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, INT32_MAX, false}, label);
    if (state->ring) {
        ui__focus_ring(ui, ui_inset(rect, ui_px(ui, SIZE_FOCUS)), ui_px(ui, RADIUS_S));
    }
}

static float radio_height(Ui *ui, const char *label)
{
    const float width = ui_column_width(ui) - ui_px(ui, RADIO_DP) - ui_px(ui, SPACE_M);
    return fmaxf(ui_px(ui, SIZE_TARGET),
                 ui__label_height(ui, TEXT_BODY_STRONG, width, label) + 2.0F * ui_px(ui, SPACE_S));
}

static float choice_height(Ui *ui, const char *const *options, int32_t count, bool stacked)
{
    if (!stacked) {
        const float text = ui__text_box(ui, TEXT_LABEL).line;
        return fmaxf(ui_px(ui, SIZE_TARGET), text + 2.0F * ui_px(ui, SPACE_M));
    }
    float height = 0.0F;
    for (int32_t i = 0; i < count; i++) {
        height += radio_height(ui, options[i]);
    }
    return height;
}

static Rect segment_rect(Rect row, int32_t index, int32_t count)
{
    const float cell = row.w / (float)count;
    const float left = roundf(row.x + cell * (float)index);
    const float right = roundf(row.x + cell * (float)(index + 1));
    return (Rect){left, row.y, right - left, row.h};
}

static void draw_segments_ground(Ui *ui, Rect rect)
{
    draw_rect(ui->list, rect, ui_px(ui, RADIUS_M), ui_color(ui, COLOR_CARD_PRESSED));
    draw_border(ui->list, rect, ui_px(ui, RADIUS_M), ui_px(ui, SIZE_HAIRLINE),
                ui_color(ui, COLOR_LINE));
}

bool ui_choice(Ui *ui,
               const char *key,
               const char *label,
               const char *const *options,
               int32_t count,
               int32_t *selected)
{
    const bool stacked = !segments_fit(ui, options, count);
    const bool chosen = *selected >= 0 && *selected < count;
    const UiNode about = {
        .role = ROLE_CHOICE, .key = key, .label = label, .value = chosen ? options[*selected] : ""};
    const Question question =
        question_begin(ui, &about, choice_height(ui, options, count, stacked));
    Rect rest = question.rect;
    if (!stacked && ui__visible(ui, rest)) {
        draw_segments_ground(ui, rest);
    }
    const int32_t before = *selected;
    for (int32_t i = 0; i < count; i++) {
        const Rect place = stacked ? ui_cut_top(&rest, radio_height(ui, options[i]))
                                   : segment_rect(question.rect, i, count);
        const Control control = {
            .label = options[i], .rect = place, .group = question.id, .selected = *selected == i};
        const ControlState state = answer(ui, key, control, i);
        if (state.fired) {
            *selected = i;
        }
        if (!state.visible) {
            continue;
        }
        if (stacked) {
            draw_radio(ui, place, &state, *selected == i, options[i]);
        } else {
            draw_segment(ui, place, &state, *selected == i, options[i]);
        }
    }
    question_end(ui);
    return *selected != before;
}

/* --- chips -------------------------------------------------------------------------------- */

static float chip_width(Ui *ui, int32_t columns)
{
    const float gaps = (float)(columns - 1) * ui_px(ui, SPACE_S);
    return floorf((ui_column_width(ui) - gaps) / (float)columns);
}

static float chip_height(Ui *ui, const char *const *options, int32_t count, float width)
{
    float height = 0.0F;
    for (int32_t i = 0; i < count; i++) {
        height = fmaxf(height, ui__label_height(ui, TEXT_LABEL, width - 2.0F * ui_px(ui, SPACE_S),
                                                options[i]));
    }
    return fmaxf(ui_px(ui, SIZE_TARGET), height + 2.0F * ui_px(ui, SPACE_XS));
}

static void
draw_chip(Ui *ui, Rect rect, const ControlState *state, bool selected, const char *label)
{
    const float radius = ui_px(ui, RADIUS_M);
    const ColorRole ground = state->down ? COLOR_CARD_PRESSED : COLOR_CARD;
    draw_rect(ui->list, rect, radius, ui_color(ui, selected ? COLOR_ACCENT : ground));
    if (!selected) {
        draw_border(ui->list, rect, radius, ui_px(ui, SIZE_OUTLINE), ui_color(ui, COLOR_OUTLINE));
    }
    const Color color = ui_color(ui, selected ? COLOR_ON_ACCENT : COLOR_TEXT);
    Rect text = rect;
    (void)ui_cut_left(&text, ui_px(ui, SPACE_S));
    (void)ui_cut_right(&text, ui_px(ui, SPACE_S));
    (void)ui__label(ui, text, (Label){TEXT_LABEL, color, ALIGN_CENTER, 3, false}, label);
    if (state->ring) {
        ui__focus_ring(ui, rect, radius);
    }
}

bool ui_chips(Ui *ui,
              const char *key,
              const char *label,
              const char *const *options,
              int32_t count,
              int32_t *selected)
{
    const int32_t columns = ui_column_width(ui) >= ui_px(ui, CHIPS_WIDE_DP) ? 3 : 2;
    const int32_t rows = (count + columns - 1) / columns;
    const float gap = ui_px(ui, SPACE_S);
    const float width = chip_width(ui, columns);
    const float height = chip_height(ui, options, count, width);
    const bool chosen = *selected >= 0 && *selected < count;
    const UiNode about = {
        .role = ROLE_CHOICE, .key = key, .label = label, .value = chosen ? options[*selected] : ""};
    const Question question =
        question_begin(ui, &about, height * (float)rows + gap * (float)(rows - 1));
    Rect rest = question.rect;
    Rect row = {0};
    const int32_t before = *selected;
    for (int32_t i = 0; i < count; i++) {
        if (i % columns == 0) {
            row = ui_cut_top(&rest, height);
            (void)ui_cut_top(&rest, gap);
        }
        const Rect place = ui_cut_left(&row, width);
        (void)ui_cut_left(&row, gap);
        const Control control = {
            .label = options[i], .rect = place, .group = question.id, .selected = before == i};
        const ControlState state = answer(ui, key, control, i);
        if (state.fired) {
            *selected = before == i ? -1 : i;
        }
        if (state.visible) {
            draw_chip(ui, place, &state, *selected == i, options[i]);
        }
    }
    question_end(ui);
    return *selected != before;
}

/* --- 0..10 -------------------------------------------------------------------------------- */

/* Cells in a row: one row of eleven, or two of six and five, or three of four on narrow pages. */
static int32_t scale_columns(Ui *ui)
{
    static const int32_t columns[] = {SCALE_CELLS, 6, 4};
    const float text = ui__text_width(ui, TEXT_LABEL, "10") + 2.0F * ui_px(ui, SPACE_XS);
    const float least = fmaxf(ui_px(ui, SIZE_TARGET), text);
    for (size_t i = 0; i < SF_COUNT(columns); i++) {
        if (ui_column_width(ui) / (float)columns[i] >= least) {
            return columns[i];
        }
    }
    return columns[SF_COUNT(columns) - 1];
}

static void
draw_scale_cell(Ui *ui, Rect rect, const ControlState *state, bool selected, const char *label)
{
    const Rect cell = ui_inset(rect, ui_px(ui, SPACE_XS) / 2.0F);
    const float radius = ui_px(ui, RADIUS_S);
    draw_rect(ui->list, cell, radius, ui_color(ui, selected ? COLOR_ACCENT : COLOR_CARD));
    if (state->down && !selected) {
        draw_rect(ui->list, cell, radius, ui__fade(ui_color(ui, COLOR_ACCENT), PRESSED_SHADE));
    }
    if (!selected) {
        draw_border(ui->list, cell, radius, ui_px(ui, SIZE_OUTLINE), ui_color(ui, COLOR_OUTLINE));
    }
    const Color color = ui_color(ui, selected ? COLOR_ON_ACCENT : COLOR_TEXT);
    (void)ui__label(ui, cell, (Label){TEXT_LABEL, color, ALIGN_CENTER, 1, false}, label);
    if (state->ring) {
        ui__focus_ring(ui, cell, radius);
    }
}

/* The text for an end of the scale. Where the cells wrap, the number says which end is meant. */
static const char *end_text(Ui *ui, const char *word, int32_t number, bool wrapped)
{
    return wrapped && word[0] != '\0' ? ui_format(ui, "%d = %s", (int)number, word) : word;
}

typedef struct Ends {
    const char *low;
    const char *high;
    float low_w; /* its width, if both are side by side */
    float low_h;
    float high_h; /* 0: it is beside the other */
} Ends;

static Ends plan_ends(Ui *ui, const char *low, const char *high, bool wrapped)
{
    Ends ends = {end_text(ui, low, 0, wrapped), end_text(ui, high, SCALE_CELLS - 1, wrapped), 0.0F,
                 0.0F, 0.0F};
    const float width = ui_column_width(ui);
    ends.low_w = ceilf(ui__text_width(ui, TEXT_SMALL, ends.low));
    const float high_w = ui__text_width(ui, TEXT_SMALL, ends.high);
    ends.low_h = ui__label_height(ui, TEXT_SMALL, width, ends.low);
    if (ends.low_w + high_w + ui_px(ui, SPACE_M) > width) {
        ends.low_w = width;
        ends.high_h = ui__label_height(ui, TEXT_SMALL, width, ends.high);
    }
    return ends;
}

static void show_ends(Ui *ui, Rect rect, const Ends *ends)
{
    Rect low = ui_cut_top(&rect, ends->low_h);
    const bool beside = ends->high_h <= 0.0F;
    const Rect high = beside ? low : rect;
    low.w = ends->low_w;
    (void)ui_text_in(ui, low, TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_LEFT, INT32_MAX, ends->low);
    (void)ui_text_in(ui, high, TEXT_SMALL, COLOR_TEXT_SOFT, beside ? ALIGN_RIGHT : ALIGN_LEFT,
                     INT32_MAX, ends->high);
}

bool ui_scale(
    Ui *ui, const char *key, const char *label, const char *low, const char *high, int32_t *value)
{
    const int32_t columns = scale_columns(ui);
    const int32_t rows = (SCALE_CELLS + columns - 1) / columns;
    const float cell_h =
        fmaxf(ui_px(ui, SIZE_TARGET), ui__text_box(ui, TEXT_LABEL).line + ui_px(ui, SPACE_M));
    const Ends ends = plan_ends(ui, low, high, rows > 1);
    const UiNode about = {.role = ROLE_SLIDER,
                          .key = key,
                          .label = label,
                          .value = *value >= 0 ? ui_format(ui, "%d", (int)*value) : ""};
    const float cells_h = cell_h * (float)rows + ui_px(ui, SPACE_XS);
    const Question question = question_begin(ui, &about, cells_h + ends.low_h + ends.high_h);
    Rect rest = question.rect;
    Rect row = {0};
    /* Half of a gap belongs to each cell, so the outer cells reach beyond the column by that. */
    const float bleed = ui_px(ui, SPACE_XS) / 2.0F;
    const int32_t before = *value;
    for (int32_t i = 0; i < SCALE_CELLS; i++) {
        if (i % columns == 0) {
            row = ui_cut_top(&rest, cell_h);
            row.x -= bleed;
            row.w += 2.0F * bleed;
        }
        const Control control = {.label = ui_format(ui, "%d", (int)i),
                                 .rect = segment_rect(row, i % columns, columns),
                                 .group = question.id,
                                 .selected = *value == i};
        const ControlState state = answer(ui, key, control, i);
        if (state.fired) {
            *value = i;
        }
        if (state.visible) {
            draw_scale_cell(ui, control.rect, &state, *value == i, control.label);
        }
    }
    (void)ui_cut_top(&rest, ui_px(ui, SPACE_XS));
    show_ends(ui, rest, &ends);
    question_end(ui);
    return *value != before;
}

/* --- stepper ------------------------------------------------------------------------------ */

static bool step_button(Ui *ui, Control control, Icon icon)
{
    control.role = ROLE_BUTTON;
    const ControlState state = ui__control(ui, &control);
    if (!state.visible) {
        return state.fired;
    }
    const float radius = control.rect.h / 2.0F;
    draw_rect(ui->list, control.rect, radius,
              ui_color(ui, state.down ? COLOR_CARD_PRESSED : COLOR_CARD));
    draw_border(ui->list, control.rect, radius, ui_px(ui, SIZE_OUTLINE),
                ui_color(ui, control.disabled ? COLOR_LINE : COLOR_OUTLINE));
    const float inset = (control.rect.h - ui_px(ui, SIZE_ICON)) / 2.0F;
    ui_icon(ui, ui_inset(control.rect, inset), icon,
            control.disabled ? COLOR_OUTLINE : COLOR_ACCENT);
    if (state.ring) {
        ui__focus_ring(ui, control.rect, radius);
    }
    return state.fired;
}

typedef struct StepperPlan {
    float label_w;
    float label_h;
    float controls_w;
    float height;
    bool stacked;
} StepperPlan;

static StepperPlan plan_stepper(Ui *ui, const char *label, const char *text)
{
    StepperPlan plan = {0};
    const float target = ui_px(ui, SIZE_TARGET);
    const float width = ui_column_width(ui);
    const float value_w = ui__text_width(ui, TEXT_BODY_STRONG, text) + ui_px(ui, SPACE_S);
    plan.controls_w = 2.0F * target + fmaxf(ui_px(ui, STEPPER_VALUE_DP), ceilf(value_w));
    plan.label_w = width - plan.controls_w - ui_px(ui, SPACE_S);
    plan.stacked = ui__text_width(ui, TEXT_BODY_STRONG, label) > plan.label_w;
    if (plan.stacked) {
        plan.label_w = width;
        plan.controls_w = fminf(width, plan.controls_w);
    }
    plan.label_h = ui__label_height(ui, TEXT_BODY_STRONG, plan.label_w, label);
    plan.height =
        plan.stacked ? plan.label_h + ui_px(ui, SPACE_S) + target : fmaxf(target, plan.label_h);
    return plan;
}

/* The place of the label; *controls is the place of the buttons with the value between them. */
static Rect place_stepper(Ui *ui, const StepperPlan *plan, Rect rect, Rect *controls)
{
    const float target = ui_px(ui, SIZE_TARGET);
    if (plan->stacked) {
        *controls = ui_cut_bottom(&rect, target);
        rect.h = plan->label_h;
        return rect;
    }
    *controls = ui_cut_right(&rect, plan->controls_w);
    controls->y += roundf((controls->h - target) / 2.0F);
    controls->h = target;
    rect.w = plan->label_w;
    return rect;
}

static Label stepper_look(const Ui *ui, TextAlign align, int32_t lines)
{
    return (Label){TEXT_BODY_STRONG, ui_color(ui, COLOR_TEXT), align, lines, false};
}

/* The step that the left or right key asks for: -1, 1 or 0. */
static int32_t step_by_key(Ui *ui, UiId minus, UiId plus)
{
    const bool focused = ui->focus_visible && (ui->focus == minus || ui->focus == plus);
    const bool left = ui__key_is(ui, KEY_LEFT);
    if (!focused || ui__blocked(ui) || !(left || ui__key_is(ui, KEY_RIGHT))) {
        return 0;
    }
    ui__take(ui);
    return left ? -1 : 1;
}

/* At an end of the range a button is disabled and would lose the focus: the other one gets it. */
static void keep_focus(Ui *ui, UiId from, UiId to, bool ended)
{
    if (ended && ui->focus == from) {
        ui->focus = to;
    }
}

bool ui_stepper(Ui *ui, const UiStepper *stepper, int32_t *value)
{
    const StepperPlan plan = plan_stepper(ui, stepper->label, stepper->text);
    const float target = ui_px(ui, SIZE_TARGET);
    const UiNode node = {
        .role = ROLE_SLIDER, .key = stepper->key, .label = stepper->label, .value = stepper->text};
    const Rect rect = ui_next(ui, plan.height);
    (void)question_node(ui, &node, rect);
    Rect controls;
    const Rect words = place_stepper(ui, &plan, rect, &controls);
    const Control minus = {.key = ui_format(ui, "%s-minus", stepper->key),
                           .label = ui_format(ui, "%s \xE2\x88\x92", stepper->label),
                           .rect = ui_cut_left(&controls, target),
                           .disabled = *value <= stepper->low};
    const Control plus = {.key = ui_format(ui, "%s-plus", stepper->key),
                          .label = ui_format(ui, "%s +", stepper->label),
                          .rect = ui_cut_right(&controls, target),
                          .disabled = *value >= stepper->high};
    const int32_t before = *value;
    const UiId ids[] = {ui__id(ui, minus.key), ui__id(ui, plus.key)};
    const int32_t arrow = step_by_key(ui, ids[0], ids[1]);
    if (step_button(ui, minus, ICON_MINUS) || arrow < 0) {
        *value = *value - stepper->low > stepper->step ? *value - stepper->step : stepper->low;
    }
    if (step_button(ui, plus, ICON_PLUS) || arrow > 0) {
        *value = stepper->high - *value > stepper->step ? *value + stepper->step : stepper->high;
    }
    keep_focus(ui, ids[0], ids[1], *value <= stepper->low);
    keep_focus(ui, ids[1], ids[0], *value >= stepper->high);
    if (ui__visible(ui, rect)) {
        (void)ui__label(ui, words, stepper_look(ui, ALIGN_LEFT, INT32_MAX), stepper->label);
        (void)ui__label(ui, controls, stepper_look(ui, ALIGN_CENTER, 1), stepper->text);
    }
    question_end(ui);
    return *value != before;
}
