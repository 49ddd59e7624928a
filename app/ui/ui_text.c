/* SPDX-License-Identifier: MIT */
/* Measuring, wrapping, fitting and drawing of text. */
#include "ui_internal.h"

#include "surefoot/characters.h"
#include "surefoot/hash.h"

#include <math.h>
#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"
#define SHRINK_STEP 0.92F
#define FULL_GROWTH_DP 20.0F /* styles up to this size grow fully with the text size */
#define DIGIT_HEIGHT 0.73F   /* height of a digit in ems: digits have no descenders */
#define DIGIT_TIGHT 0.62F    /* width of a cell in ems where there is little room */
#define MARK_TIGHT 0.23F
#define DIGIT_TAIL 0.55F /* size of the seconds where minutes need the room */
#define LINE_MOST 1000   /* bytes of one line; text sources draw little more */

/* --- measuring ---------------------------------------------------------------------------- */

static uint64_t width_key(Font font, const char *text, size_t size)
{
    const uint64_t start = HASH_START ^ ((uint64_t)font.px << 8) ^ (uint64_t)font.weight;
    const uint64_t hash = hash_bytes(start, text, size);
    return hash != 0 ? hash : 1;
}

float ui__width(Ui *ui, Font font, const char *text, size_t size)
{
    if (size == 0) {
        return 0.0F;
    }
    const uint64_t key = width_key(font, text, size);
    Width *slot = &ui->widths[(key ^ (key >> 32)) % UI_WIDTH_SLOTS];
    if (slot->key != key) {
        slot->key = key;
        slot->width = ui->text.width(ui->text.context, font, text, size);
    }
    return slot->width;
}

float ui__caret_x(Ui *ui, Font font, Span line, size_t at)
{
    return ui->text.caret != NULL
               ? ui->text.caret(ui->text.context, font, line.start, line.size, at)
               : ui__width(ui, font, line.start, at);
}

static TextBox box_at(const Ui *ui, TextStyle style, float growth)
{
    const TextStyleSpec spec = theme_text(style);
    const float px = fmaxf(1.0F, roundf(spec.size * growth * ui->frame.viewport.scale));
    return (TextBox){{spec.weight, (int32_t)px}, ceilf(px * spec.line)};
}

/* Big titles grow less than body text: they are readable already, and with full growth a few
   letters would fill a phone. */
TextBox ui__text_box(const Ui *ui, TextStyle style)
{
    const float size = theme_text(style).size;
    const float share = fminf(1.0F, FULL_GROWTH_DP / size);
    return box_at(ui, style, 1.0F + (ui->frame.text_scale - 1.0F) * share);
}

Font ui_font(const Ui *ui, TextStyle style)
{
    return ui__text_box(ui, style).font;
}

float ui__text_width(Ui *ui, TextStyle style, const char *text)
{
    return ui__width(ui, ui_font(ui, style), text, strlen(text));
}

static float widest_word(Ui *ui, Font font, const char *text)
{
    const char *end = text + strlen(text);
    float widest = 0.0F;
    while (text < end) {
        text += strspn(text, " \n");
        const size_t size = character_word(text, (size_t)(end - text));
        widest = fmaxf(widest, ui__width(ui, font, text, size));
        text += size;
    }
    return widest;
}

/* The person chose the text size, but a whole word reads better than a bigger word in two parts.
   Never below the 100 % size. */
TextBox ui__text_fit(Ui *ui, TextStyle style, float width, const char *text)
{
    TextBox box = ui__text_box(ui, style);
    const TextBox least = box_at(ui, style, 1.0F);
    while (box.font.px > least.font.px && widest_word(ui, box.font, text) > width) {
        const float growth = (float)box.font.px / (float)least.font.px * SHRINK_STEP;
        box = growth > 1.0F ? box_at(ui, style, growth) : least;
    }
    return box;
}

/* --- lines -------------------------------------------------------------------------------- */

/* The bytes of as many characters as fit, at least one. */
static size_t fitting(Ui *ui, Font font, float width, Span text)
{
    size_t fits = character_next(text.start, text.size);
    while (fits < text.size) {
        const size_t more = fits + character_next(text.start + fits, text.size - fits);
        if (ui__width(ui, font, text.start, more) > width) {
            break;
        }
        fits = more;
    }
    return fits;
}

/* The bytes of as many whole words as fit in the width; 0 if not even the first one fits. */
static size_t fitting_words(Ui *ui, Font font, float width, Span paragraph)
{
    size_t fits = 0;
    size_t at = 0;
    while (at < paragraph.size) {
        while (at < paragraph.size && paragraph.start[at] == ' ') {
            at++;
        }
        at += character_word(paragraph.start + at, paragraph.size - at);
        if (ui__width(ui, font, paragraph.start, at) > width) {
            break;
        }
        fits = at;
    }
    return fits;
}

bool ui__next_line(Ui *ui, Font font, float width, const char **rest, Span *line)
{
    const char *start = *rest;
    if (*start == '\0') {
        return false;
    }
    Span paragraph = {start, strcspn(start, "\n")};
    if (paragraph.size > LINE_MOST) {
        paragraph.size = character_before(start, LINE_MOST);
    }
    size_t size = fitting_words(ui, font, width, paragraph);
    if (size == 0 && paragraph.size > 0) {
        size = fitting(ui, font, width, paragraph);
    }
    *line = (Span){start, size};
    while (line->size > 0 && start[line->size - 1] == ' ') {
        line->size--;
    }
    while (start[size] == ' ') {
        size++;
    }
    if (start[size] == '\n') {
        size++;
    }
    *rest = start + size;
    return true;
}

int32_t ui__line_count(Ui *ui, TextBox box, float width, const char *text)
{
    int32_t count = 0;
    Span line;
    while (ui__next_line(ui, box.font, width, &text, &line)) {
        count++;
    }
    return count;
}

float ui__label_height(Ui *ui, TextStyle style, float width, const char *text)
{
    const TextBox box = ui__text_fit(ui, style, width, text);
    return (float)ui__line_count(ui, box, width, text) * box.line;
}

float ui_text_height(Ui *ui, TextStyle style, float width_px, const char *text)
{
    return ui__label_height(ui, style, width_px, text);
}

/* --- drawing ------------------------------------------------------------------------------ */

void ui__draw_line(Ui *ui, TextBox box, Point at, Color color, Span line)
{
    float ascent = 0.0F;
    float descent = 0.0F;
    ui->text.vertical(ui->text.context, box.font, &ascent, &descent);
    const float baseline = roundf(at.y + (box.line - ascent - descent) / 2.0F + ascent);
    const Rect seen = {ui__clip(ui).x, at.y, 1.0F, box.line};
    if (line.size > 0 && ui__visible(ui, seen)) {
        draw_text(ui->list, (Point){roundf(at.x), baseline}, box.font, color, line.start,
                  line.size);
    }
}

static float aligned(TextAlign align, Rect rect, float width)
{
    switch (align) {
    case ALIGN_LEFT:
        break;
    case ALIGN_CENTER:
        return rect.x + (rect.w - width) / 2.0F;
    case ALIGN_RIGHT:
        return rect.x + rect.w - width;
    }
    return rect.x;
}

/* Draws the last allowed line, cut so that an ellipsis fits after it. */
static void draw_cut_line(Ui *ui, TextBox box, Rect rect, Label label, Span line)
{
    char cut[256];
    const size_t most = sizeof(cut) - sizeof(ELLIPSIS);
    const float dots = ui__width(ui, box.font, ELLIPSIS, sizeof(ELLIPSIS) - 1);
    size_t size = 0;
    while (size < line.size) {
        const size_t more = size + character_next(line.start + size, line.size - size);
        if (more > most || ui__width(ui, box.font, line.start, more) + dots > rect.w) {
            break;
        }
        size = more;
    }
    while (size > 0 && line.start[size - 1] == ' ') {
        size--;
    }
    memcpy(cut, line.start, size);
    memcpy(cut + size, ELLIPSIS, sizeof(ELLIPSIS));
    const Span shown = {cut, size + sizeof(ELLIPSIS) - 1};
    const float width = ui__width(ui, box.font, shown.start, shown.size);
    const Point at = {aligned(label.align, rect, width), rect.y};
    ui__draw_line(ui, box, at, label.color, shown);
}

static void draw_lines(Ui *ui, TextBox box, Rect rect, Label label, const char *text)
{
    Span line;
    for (int32_t i = 0; i < label.lines; i++) {
        const char *from = text;
        if (!ui__next_line(ui, box.font, rect.w, &text, &line)) {
            return;
        }
        if (i + 1 == label.lines && *text != '\0') {
            draw_cut_line(ui, box, rect, label, (Span){from, strcspn(from, "\n")});
            return;
        }
        const float width = ui__width(ui, box.font, line.start, line.size);
        ui__draw_line(ui, box, (Point){aligned(label.align, rect, width), rect.y}, label.color,
                      line);
        rect.y += box.line;
    }
}

/* In a given rectangle text first shrinks, down to its 100 % size, and only then is cut. */
static TextBox fit_rect(Ui *ui, Rect rect, const Label *label, const char *text)
{
    TextBox box = ui__text_fit(ui, label->style, rect.w, text);
    const TextBox least = box_at(ui, label->style, 1.0F);
    while (box.font.px > least.font.px) {
        const int32_t lines = ui__line_count(ui, box, rect.w, text);
        if (lines <= label->lines && (float)lines * box.line <= rect.h + 1.0F) {
            break;
        }
        const float growth = (float)box.font.px / (float)least.font.px * SHRINK_STEP;
        box = growth > 1.0F ? box_at(ui, label->style, growth) : least;
    }
    return box;
}

float ui__label(Ui *ui, Rect rect, Label label, const char *text)
{
    const TextBox box = fit_rect(ui, rect, &label, text);
    const int32_t lines = ui__line_count(ui, box, rect.w, text);
    const float height = (float)(lines < label.lines ? lines : label.lines) * box.line;
    if (!label.top) {
        rect.y += roundf((rect.h - height) / 2.0F);
    }
    draw_lines(ui, box, rect, label, text);
    return height;
}

static UiRole role_of(TextStyle style)
{
    switch (style) {
    case TEXT_DISPLAY:
    case TEXT_TITLE:
    case TEXT_HEADING:
        return ROLE_HEADING;
    case TEXT_BODY:
    case TEXT_BODY_STRONG:
    case TEXT_LABEL:
    case TEXT_SMALL:
    case TEXT_STYLES:
        break;
    }
    return ROLE_TEXT;
}

static void describe_text(Ui *ui, UiRole role, Rect rect, const char *text)
{
    char key[24];
    (void)sf_format(key, sizeof(key), "~%u", (unsigned)ui->anonymous++);
    const UiNode node = {.id = ui__id(ui, key),
                         .role = role,
                         .label = text,
                         .rect = rect_intersect(rect, ui__clip(ui)),
                         .enabled = true};
    const NodeInput input = {.full = rect};
    (void)ui__node(ui, &node, &input);
}

void ui_text(Ui *ui, TextStyle style, ColorRole color, const char *text)
{
    ui_text_aligned(ui, style, color, ALIGN_LEFT, text);
}

static void wrapped_text(Ui *ui, UiRole role, const Label *label, const char *text)
{
    if (text[0] == '\0') {
        return;
    }
    const float width = ui_column_width(ui);
    const TextBox box = ui__text_fit(ui, label->style, width, text);
    const Rect rect = ui_next(ui, (float)ui__line_count(ui, box, width, text) * box.line);
    describe_text(ui, role, rect, text);
    if (ui__visible(ui, rect)) {
        draw_lines(ui, box, rect, *label, text);
    }
}

void ui_text_aligned(Ui *ui, TextStyle style, ColorRole color, TextAlign align, const char *text)
{
    const Label label = {style, ui_color(ui, color), align, INT32_MAX, true};
    wrapped_text(ui, role_of(style), &label, text);
}

void ui_value(Ui *ui, TextStyle style, ColorRole color, TextAlign align, const char *text)
{
    const Label label = {style, ui_color(ui, color), align, INT32_MAX, true};
    wrapped_text(ui, ROLE_TEXT, &label, text);
}

void ui_draw_text(
    Ui *ui, Rect rect, TextStyle style, ColorRole color, TextAlign align, const char *text)
{
    (void)ui__label(ui, rect, (Label){style, ui_color(ui, color), align, 1, false}, text);
}

float ui_text_in(Ui *ui,
                 Rect rect,
                 TextStyle style,
                 ColorRole color,
                 TextAlign align,
                 int32_t lines,
                 const char *text)
{
    if (text[0] == '\0') {
        return 0.0F;
    }
    describe_text(ui, role_of(style), rect, text);
    return ui__label(ui, rect, (Label){style, ui_color(ui, color), align, lines, false}, text);
}

/* --- digits ------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static float widest_digit(Ui *ui, Font font)
{
    float widest = 0.0F;
    for (const char *digit = "0123456789"; *digit != '\0'; digit++) {
        widest = fmaxf(widest, ui__width(ui, font, digit, 1));
    }
    return widest;
}

/* How digits are set, in ems of their font: the width of the cells of a digit and of a mark, and
 * the size of the digits behind the last colon or point. Bold digits are 0.59 wide, a colon
 * 0.18. */
typedef struct DigitSetting {
    float digit;
    float mark;
    float tail;
} DigitSetting;

static const DigitSetting digit_settings[] = {
    {1.0F, 1.0F, 1.0F}, {DIGIT_TIGHT, MARK_TIGHT, 1.0F}, {DIGIT_TIGHT, MARK_TIGHT, DIGIT_TAIL}};

static const char *last_mark(const char *digits)
{
    const char *mark = strrchr(digits, ':');
    return mark != NULL ? mark : strrchr(digits, '.');
}

static Font digit_font(const DigitSetting *setting, float px, const char *digits, const char *at)
{
    const char *mark = last_mark(digits);
    const float part = mark != NULL && at >= mark ? setting->tail : 1.0F;
    return (Font){FONT_BOLD, (int32_t)fmaxf(1.0F, floorf(px * part))};
}

static float cell_width(Ui *ui, const DigitSetting *setting, Font font, char c)
{
    return is_digit(c) ? fminf(widest_digit(ui, font), setting->digit * (float)font.px)
                       : fminf(ui__width(ui, font, &c, 1), setting->mark * (float)font.px);
}

/* The width of digits in px. One digit is measured as two, so nothing jumps when ten becomes
 * nine. */
static float digits_width(Ui *ui, const DigitSetting *setting, float px, const char *digits)
{
    const bool single = digits[0] != '\0' && digits[1] == '\0';
    float width = 0.0F;
    for (const char *p = digits; *p != '\0'; p++) {
        width += cell_width(ui, setting, digit_font(setting, px, digits, p), *p);
    }
    return single ? 2.0F * width : width;
}

float ui_digits_width(const char *digits, float height_px)
{
    float cells = 0.0F;
    for (const char *p = digits; *p != '\0'; p++) {
        cells += is_digit(*p) ? DIGIT_TIGHT : MARK_TIGHT;
    }
    return cells * height_px / DIGIT_HEIGHT;
}

/* Plain numbers have few digits and always keep their full cells. */
static const DigitSetting *choose_setting(Ui *ui, Rect rect, float px, const char *digits)
{
    const size_t last = last_mark(digits) != NULL ? SF_COUNT(digit_settings) - 1 : 0;
    size_t i = 0;
    while (i < last && digits_width(ui, &digit_settings[i], px, digits) > rect.w) {
        i++;
    }
    return &digit_settings[i];
}

/* The font size in whole px at which the digits fit the rectangle. */
static float fit_digits(Ui *ui, const DigitSetting *setting, Rect rect, const char *digits)
{
    float px = fmaxf(1.0F, floorf(rect.h / DIGIT_HEIGHT));
    const float wanted = digits_width(ui, setting, px, digits);
    if (wanted > rect.w) {
        px = fmaxf(1.0F, floorf(px * rect.w / wanted) + 1.0F);
    }
    while (px > 1.0F && digits_width(ui, setting, px, digits) > rect.w) {
        px -= 1.0F;
    }
    return px;
}

void ui_digits(Ui *ui, Rect rect, ColorRole color, const char *digits)
{
    if (digits[0] == '\0' || rect_is_empty(rect)) {
        return;
    }
    const DigitSetting *setting = choose_setting(ui, rect, floorf(rect.h / DIGIT_HEIGHT), digits);
    const float px = fit_digits(ui, setting, rect, digits);
    const bool single = digits[1] == '\0';
    const float width = digits_width(ui, setting, px, digits) / (single ? 2.0F : 1.0F);
    const float baseline = roundf(rect.y + (rect.h + DIGIT_HEIGHT * px) / 2.0F);
    float x = rect.x + (rect.w - width) / 2.0F;
    for (const char *p = digits; *p != '\0'; p++) {
        const Font font = digit_font(setting, px, digits, p);
        const float cell = cell_width(ui, setting, font, *p);
        const float own = ui__width(ui, font, p, 1);
        draw_text(ui->list, (Point){roundf(x + (cell - own) / 2.0F), baseline}, font,
                  ui_color(ui, color), p, 1);
        x += cell;
    }
}
