/* SPDX-License-Identifier: MIT */
/* Text fields. The caret is always between two characters; the caller owns the text. */
#include "ui_internal.h"

#include "surefoot/characters.h"

#include <math.h>
#include <string.h>

#define CARET_DP 2.0F
#define FIELD_PADDING (SPACE_S + SPACE_XS)

/* --- editing ------------------------------------------------------------------------------ */

/* Size of the first code point in bytes; 0 if it is malformed or a control character. */
static size_t printable(const char *text, size_t size)
{
    size_t used = 0;
    const uint32_t code = code_read(text, size, &used);
    const bool malformed = code == CODE_REPLACEMENT && used == 1;
    return malformed || code < 0x20 || code == 0x7F ? 0 : used;
}

static bool insert(char *out, size_t size, size_t *caret, const char *text)
{
    bool changed = false;
    size_t left = strlen(text);
    size_t length = strlen(out);
    while (left > 0) {
        const size_t bytes = printable(text, left);
        const size_t step = bytes > 0 ? bytes : 1;
        if (bytes > 0 && length + character_next(text, left) >= size) {
            break;
        }
        if (bytes > 0) {
            memmove(out + *caret + bytes, out + *caret, length - *caret + 1);
            memcpy(out + *caret, text, bytes);
            *caret += bytes;
            length += bytes;
            changed = true;
        }
        text += step;
        left -= step;
    }
    return changed;
}

static bool erase(char *out, size_t from, size_t to)
{
    memmove(out + from, out + to, strlen(out + to) + 1);
    return to > from;
}

/* Handles keys that edit. The others (Tab, up, down, pages) are left to the page. */
static bool edit_key(Ui *ui, char *out)
{
    size_t *caret = &ui->edit.caret;
    const size_t length = strlen(out);
    bool changed = false;
    switch (ui->event.key) {
    case KEY_BACKSPACE: {
        const size_t from = character_before(out, *caret);
        changed = erase(out, from, *caret);
        *caret = from;
        break;
    }
    case KEY_DELETE:
        changed = erase(out, *caret, *caret + character_next(out + *caret, length - *caret));
        break;
    case KEY_LEFT:
        *caret = character_before(out, *caret);
        break;
    case KEY_RIGHT:
        *caret += character_next(out + *caret, length - *caret);
        break;
    case KEY_HOME:
        *caret = 0;
        break;
    case KEY_END:
        *caret = length;
        break;
    case KEY_ENTER:
    case KEY_ESCAPE:
        ui->edit.id = 0;
        break;
    case KEY_SPACE:
    case KEY_PLUS:
    case KEY_MINUS:
        /* These keys come as text too. */
        break;
    case KEY_NONE:
    case KEY_OTHER:
    case KEY_TAB:
    case KEY_BACKTAB:
    case KEY_UP:
    case KEY_DOWN:
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
        return false;
    }
    ui__take(ui);
    return changed;
}

static size_t between_characters(const char *out, size_t at)
{
    const size_t length = strlen(out);
    size_t start = 0;
    size_t next = 0;
    while (next <= at && next < length) {
        start = next;
        next += character_next(out + next, length - next);
    }
    return at < next ? start : next;
}

static void clamp_caret(Edit *edit, const char *out)
{
    edit->caret = between_characters(out, edit->caret);
    edit->anchor = between_characters(out, edit->anchor);
}

/* Takes the whole text and the caret from the system's editor. */
static bool retype(Edit *edit, char *out, size_t size, const InputEvent *event)
{
    const bool changed = strcmp(out, event->edited) != 0;
    if (changed) {
        size_t at = 0;
        out[0] = '\0';
        (void)insert(out, size, &at, event->edited);
    }
    edit->caret = event->caret;
    edit->anchor = event->anchor;
    return changed;
}

static bool edit_text(Ui *ui, char *out, size_t size)
{
    clamp_caret(&ui->edit, out);
    bool changed = false;
    if (ui->event.kind == INPUT_EDIT) {
        changed = retype(&ui->edit, out, size, &ui->event);
        ui__take(ui);
    } else if (ui->event.kind == INPUT_TEXT) {
        changed = insert(out, size, &ui->edit.caret, ui->event.text);
        ui->edit.anchor = ui->edit.caret;
        ui__take(ui);
    } else if (ui->event.kind == INPUT_KEY) {
        changed = edit_key(ui, out);
        ui->edit.anchor = ui->edit.caret;
    } else if (ui->event.kind == INPUT_BACK) {
        ui->edit.id = 0;
        ui__take(ui);
    }
    if (ui->event.kind == INPUT_NONE && ui->frame.event.kind != INPUT_NONE) {
        ui->focus_moved = true;
    }
    return changed;
}

/* --- drawing ------------------------------------------------------------------------------ */

typedef struct FieldView {
    Rect text;
    TextBox box;
    const char *content;
} FieldView;

static FieldView look_at(Ui *ui, Rect frame, const char *content, const char *hint)
{
    FieldView view = {frame, ui__text_box(ui, TEXT_BODY), content};
    view.text.x += ui_px(ui, SPACE_M);
    view.text.w -= 2.0F * ui_px(ui, SPACE_M);
    const char *shown = content[0] != '\0' ? content : hint;
    const int32_t lines = ui__line_count(ui, view.box, view.text.w, shown);
    const float height = (float)(lines > 1 ? lines : 1) * view.box.line;
    view.text.y += roundf((frame.h - height) / 2.0F);
    return view;
}

/* The place of the caret that is nearest to a point. */
static size_t caret_at(Ui *ui, const FieldView *view, Point point)
{
    const char *rest = view->content;
    const char *start = rest;
    Span line = {rest, 0};
    float bottom = view->text.y;
    while (ui__next_line(ui, view->box.font, view->text.w, &rest, &line)) {
        start = line.start;
        bottom += view->box.line;
        if (point.y < bottom) {
            break;
        }
    }
    size_t nearest = 0;
    float away = INFINITY;
    for (size_t at = 0; at <= line.size;) {
        const float x = view->text.x + ui__caret_x(ui, view->box.font, line, at);
        if (fabsf(x - point.x) <= away) {
            away = fabsf(x - point.x);
            nearest = at;
        }
        at += at < line.size ? character_next(start + at, line.size - at) : 1;
    }
    return (size_t)(start - view->content) + nearest;
}

static Rect caret_rect(Ui *ui, const FieldView *view, size_t caret)
{
    const char *rest = view->content;
    Span line = {rest, 0};
    float top = view->text.y - view->box.line;
    while (ui__next_line(ui, view->box.font, view->text.w, &rest, &line)) {
        top += view->box.line;
        if (view->content + caret < rest) {
            break;
        }
    }
    /* Spaces at the end of a line are not drawn, but the caret comes after them. */
    const size_t at = (size_t)(view->content + caret - line.start);
    line.size = at > line.size ? at : line.size;
    const float x = fminf(ui__caret_x(ui, view->box.font, line, at), view->text.w);
    return (Rect){roundf(view->text.x + x), fmaxf(top, view->text.y), ui_px(ui, CARET_DP),
                  view->box.line};
}

static void draw_selected(Ui *ui, const FieldView *view, Point at, Span line)
{
    const size_t low = ui->edit.anchor < ui->edit.caret ? ui->edit.anchor : ui->edit.caret;
    const size_t high = ui->edit.anchor < ui->edit.caret ? ui->edit.caret : ui->edit.anchor;
    const size_t start = (size_t)(line.start - view->content);
    const size_t from = low > start ? low - start : 0;
    const size_t to = high > start ? high - start : 0;
    if (from >= to || from >= line.size) {
        return;
    }
    const float one = ui__caret_x(ui, view->box.font, line, from);
    const float other = ui__caret_x(ui, view->box.font, line, to < line.size ? to : line.size);
    const Rect marked = {at.x + fminf(one, other), at.y, fabsf(other - one), view->box.line};
    draw_rect(ui->list, marked, 0.0F, ui_color(ui, COLOR_TRACK));
}

static void draw_field(Ui *ui, Rect frame, const FieldView *view, bool editing, const char *hint)
{
    const float radius = ui_px(ui, RADIUS_S);
    const ColorRole ground = ui->card_depth > 0 ? COLOR_PAGE : COLOR_CARD;
    draw_rect(ui->list, frame, radius, ui_color(ui, ground));
    draw_border(ui->list, frame, radius, ui_px(ui, editing ? SIZE_FOCUS_GAP : SIZE_OUTLINE),
                ui_color(ui, editing ? COLOR_ACCENT : COLOR_OUTLINE));
    const bool empty = view->content[0] == '\0';
    const Color color = ui_color(ui, empty ? COLOR_TEXT_SOFT : COLOR_TEXT);
    const char *rest = empty ? hint : view->content;
    Span line;
    Point at = {view->text.x, view->text.y};
    while (ui__next_line(ui, view->box.font, view->text.w, &rest, &line)) {
        if (editing && !empty) {
            draw_selected(ui, view, at, line);
        }
        ui__draw_line(ui, view->box, at, color, line);
        at.y += view->box.line;
    }
}

static Rect field_label(Ui *ui, Rect place, const char *label)
{
    const float height = ui__label_height(ui, TEXT_BODY_STRONG, place.w, label);
    if (height > 0.0F) {
        const Label look = {TEXT_BODY_STRONG, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, INT32_MAX,
                            true};
        (void)ui__label(ui, ui_cut_top(&place, height), look, label);
        (void)ui_cut_top(&place, ui_px(ui, SPACE_S));
    }
    return place;
}

static float field_height(Ui *ui, const char *label, const char *shown)
{
    const float width = ui_column_width(ui);
    const TextBox box = ui__text_box(ui, TEXT_BODY);
    const float label_h = ui__label_height(ui, TEXT_BODY_STRONG, width, label);
    const int32_t lines = ui__line_count(ui, box, width - 2.0F * ui_px(ui, SPACE_M), shown);
    const float text = (float)(lines > 1 ? lines : 1) * box.line;
    return label_h + (label_h > 0.0F ? ui_px(ui, SPACE_S) : 0.0F) +
           fmaxf(ui_px(ui, SIZE_BUTTON), text + 2.0F * ui_px(ui, FIELD_PADDING));
}

static void start_editing(Ui *ui, UiId id, size_t caret)
{
    ui->focus = id;
    ui->focus_seen = true;
    ui->focus_moved = true;
    ui__edit_begin(ui, id, caret);
    ui__take(ui);
}

bool ui_field(Ui *ui, const char *key, const char *label, const char *hint, char *out, size_t size)
{
    const UiId id = ui__id(ui, key);
    bool changed = false;
    if (ui->edit.id == id && !ui__blocked(ui)) {
        changed = edit_text(ui, out, size);
    }
    const float height = field_height(ui, label, out[0] != '\0' ? out : hint);
    const Rect frame = field_label(ui, ui_next(ui, height), label);
    const Control control = {
        .key = key, .role = ROLE_FIELD, .label = label, .value = out, .rect = frame, .field = true};
    const ControlState state = ui__control(ui, &control);
    const FieldView view = look_at(ui, frame, out, hint);
    if (state.fired) {
        start_editing(ui, id, caret_at(ui, &view, ui->press.now));
    } else if (state.ring && ui->edit.id != id && ui__key_is(ui, KEY_ENTER)) {
        start_editing(ui, id, strlen(out));
    }
    const bool editing = ui->edit.id == id;
    ui->edit.seen = ui->edit.seen || editing;
    if (state.visible) {
        draw_field(ui, frame, &view, editing, hint);
    }
    if (editing) {
        clamp_caret(&ui->edit, out);
        const Rect caret = caret_rect(ui, &view, ui->edit.caret);
        if (state.visible) {
            draw_rect(ui->list, caret, 0.0F, ui_color(ui, COLOR_ACCENT));
        }
        if (state.node >= 0) {
            const float around = ui_px(ui, FIELD_PADDING);
            ui__tree(ui)->inputs[state.node].full =
                (Rect){caret.x, caret.y - around, caret.w, caret.h + 2.0F * around};
        }
    }
    if (state.ring) {
        ui__focus_ring(ui, frame, ui_px(ui, RADIUS_S));
    }
    return changed;
}
