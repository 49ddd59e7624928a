/* SPDX-License-Identifier: MIT */
/* The frame of pages: top bar, footer, headings, notices and Undo. */
#include "session/after.h"

#include <math.h>
#include <stdarg.h>

#define TEXT_BYTES 1024
#define TITLE_LINES 2
#define TALL_DP 480.0F /* a lower page has no room for a title of two lines */
#define DOT_RADIUS 3.0F
#define NUMBER_INSET 0.15F
#define TINT 0.14F /* alpha of the accent behind a number */

const char *say(Shell *shell, Word id, ...)
{
    char text[TEXT_BYTES];
    va_list args;
    va_start(args, id);
    word_format(text, sizeof(text), id, args);
    va_end(args);
    return ui_format(shell->ui, "%s", text);
}

const char *say_time(Shell *shell, int64_t ms)
{
    const long long seconds = (ms + 999) / 1000;
    const long long hours = seconds / 3600;
    if (hours > 0) {
        return ui_format(shell->ui, "%lld:%02lld:%02lld", hours, seconds / 60 % 60, seconds % 60);
    }
    return ui_format(shell->ui, "%lld:%02lld", seconds / 60, seconds % 60);
}

const char *say_length(Shell *shell, int64_t ms, bool about)
{
    const int minutes = (int)((ms + 59999) / 60000);
    return say(shell, about ? WORD_TODAY_ABOUT_MIN : WORD_TODAY_MIN, minutes);
}

const char *say_side(Side side)
{
    switch (side) {
    case SIDE_LEFT:
        return word(WORD_SIDE_LEFT);
    case SIDE_RIGHT:
        return word(WORD_SIDE_RIGHT);
    case SIDE_BOTH:
    case SIDE_NONE:
        break;
    }
    return NULL;
}

/* A long title gets a second line where there is room for one. */
static float bar_height(Ui *ui, Rect page, const char *title, float width_dp)
{
    const float least = ui_px(ui, SIZE_TARGET_SESSION);
    if (page.h < ui_px(ui, TALL_DP)) {
        return least;
    }
    const float width =
        ui_centered(ui, page, width_dp).w - ui_px(ui, SIZE_TARGET + SPACE_M + SPACE_M);
    const float line = ui_text_height(ui, TEXT_HEADING, width, "M");
    const float text =
        fminf(ui_text_height(ui, TEXT_HEADING, width, title), line * (float)TITLE_LINES);
    return fmaxf(least, ceilf(text) + ui_px(ui, SPACE_M));
}

static Rect begin(Shell *shell, const char *title, bool back, float width_dp)
{
    Ui *ui = shell->ui;
    const Rect window = ui_window(ui);
    draw_rect(ui_list(ui), window, 0, ui_color(ui, COLOR_PAGE));
    Rect page = ui_safe(ui);
    Rect bar = ui_cut_top(&page, bar_height(ui, page, title, width_dp));
    const Rect content = ui_centered(ui, page, width_dp);
    bar.x = content.x;
    bar.w = content.w;
    bar = ui_inset(bar, ui_px(ui, SPACE_S));
    if (back) {
        Rect target = ui_cut_left(&bar, ui_px(ui, SIZE_TARGET));
        target.h = ui_px(ui, SIZE_TARGET);
        if (ui_icon_button(ui, "back", target, ICON_BACK, word(WORD_BACK)) || ui_take_back(ui)) {
            nav_pop(shell->nav);
        }
    }
    (void)ui_cut_left(&bar, ui_px(ui, SPACE_S));
    (void)ui_cut_right(&bar, ui_px(ui, SPACE_S));
    (void)ui_text_in(ui, bar, TEXT_HEADING, COLOR_TEXT, ALIGN_LEFT, TITLE_LINES, title);
    return content;
}

Rect page_begin(Shell *shell, const char *title, bool back)
{
    return begin(shell, title, back, SIZE_CONTENT_MAX);
}

Rect page_begin_wide(Shell *shell, const char *title, bool back)
{
    return begin(shell, title, back, page_width(shell->ui));
}

float page_width(const Ui *ui)
{
    return ui_is_wide(ui) ? 2 * SIZE_CONTENT_MAX : SIZE_CONTENT_MAX;
}

bool page_split(Shell *shell, Rect *page, Rect *second)
{
    if (!ui_is_wide(shell->ui)) {
        return false;
    }
    *second = *page;
    *page = ui_cut_left(second, second->w / 2);
    return true;
}

bool page_footer(Shell *shell, Rect *page, const char *key, const char *label)
{
    return page_footer_if(shell, page, key, label, true);
}

bool page_footer_if(Shell *shell, Rect *page, const char *key, const char *label, bool enabled)
{
    Ui *ui = shell->ui;
    /* The keyboard has a key for "done", and a person who types needs the room. */
    if (ui_frame(ui)->viewport.keyboard > 0.0F) {
        return false;
    }
    Rect footer = ui_cut_bottom(page, ui_px(ui, SIZE_TARGET_SESSION + SPACE_M + SPACE_S));
    (void)ui_cut_bottom(&footer, ui_px(ui, SPACE_M));
    (void)ui_cut_top(&footer, ui_px(ui, SPACE_S));
    (void)ui_cut_left(&footer, ui_px(ui, SPACE_M));
    (void)ui_cut_right(&footer, ui_px(ui, SPACE_M));
    ui_last_begin(ui);
    const bool fired = ui_button_in(ui, key, footer, label, BUTTON_PRIMARY, enabled);
    ui_last_end(ui);
    return fired;
}

void page_heading(Shell *shell, const char *text)
{
    ui_space(shell->ui, SPACE_M);
    ui_text(shell->ui, TEXT_HEADING, COLOR_TEXT, text);
}

static Color tint(const Ui *ui, ColorRole role)
{
    Color color = ui_color(ui, role);
    color.a = (uint8_t)(TINT * (float)color.a);
    return color;
}

void page_item(Shell *shell, int32_t number, const char *text)
{
    Ui *ui = shell->ui;
    const float scale = ui_frame(ui)->text_scale;
    const float mark = ui_px(ui, (number > 0 ? SIZE_ICON : SPACE_S) * scale);
    const float gap = ui_px(ui, number > 0 ? SPACE_M : SPACE_S);
    const float width = ui_column_width(ui) - mark - gap;
    const float line = ui_text_height(ui, TEXT_BODY, width, "M");
    Rect place = ui_next(ui, fmaxf(mark, ui_text_height(ui, TEXT_BODY, width, text)));
    Rect left = ui_cut_left(&place, mark);
    (void)ui_cut_left(&place, gap);
    const Point middle = {left.x + mark / 2.0F, left.y + fmaxf(line, mark) / 2.0F};
    if (number > 0) {
        const Rect disc = {left.x, middle.y - mark / 2.0F, mark, mark};
        draw_rect(ui_list(ui), disc, mark / 2.0F, tint(ui, COLOR_ACCENT));
        ui_digits(ui, ui_inset(disc, mark * NUMBER_INSET), COLOR_ACCENT,
                  ui_format(ui, "%d", (int)number));
    } else {
        const float radius = ui_px(ui, DOT_RADIUS);
        draw_capsule(ui_list(ui), middle, radius, middle, radius, ui_color(ui, COLOR_OUTLINE));
    }
    (void)ui_text_in(ui, place, TEXT_BODY, COLOR_TEXT, ALIGN_LEFT, INT32_MAX, text);
}

void page_fact(Shell *shell, Word label, const char *text)
{
    if (text == NULL || text[0] == '\0') {
        return;
    }
    Ui *ui = shell->ui;
    const float width = ui_column_width(ui);
    const float small = ui_text_height(ui, TEXT_SMALL, width, word(label));
    const float body = ui_text_height(ui, TEXT_BODY, width, text);
    Rect place = ui_next(ui, small + body);
    (void)ui_text_in(ui, ui_cut_top(&place, small), TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_LEFT,
                     INT32_MAX, word(label));
    (void)ui_text_in(ui, place, TEXT_BODY, COLOR_TEXT, ALIGN_LEFT, INT32_MAX, text);
}

void page_undo(Shell *shell, Rect *page)
{
    Ui *ui = shell->ui;
    ModelUndo *undo = &shell->model->undo;
    if (!model_can_undo(shell->model) || shell->now_ms >= undo->until_ms) {
        model_end_undo(shell->model);
        return;
    }
    const float margin = ui_px(ui, SPACE_M);
    const float button = ui_px(ui, SIZE_UNDO * ui_frame(ui)->text_scale);
    const float width = ui_centered(ui, *page, SIZE_CONTENT_MAX).w - button - 3.0F * margin;
    const float text = ui_text_height(ui, TEXT_BODY, width, undo->text);
    const float height = fmaxf(ui_px(ui, SIZE_TARGET_SESSION), text + margin);
    Rect place = ui_cut_bottom(page, height + margin + ui_px(ui, SPACE_S));
    place = ui_centered(ui, place, SIZE_CONTENT_MAX);
    place = (Rect){place.x + margin, place.y + ui_px(ui, SPACE_S), place.w - 2.0F * margin, height};
    draw_rect(ui_list(ui), place, ui_px(ui, RADIUS_M), ui_color(ui, COLOR_TEXT));
    const Rect right = ui_cut_right(&place, button);
    (void)ui_cut_left(&place, margin);
    ui_last_begin(ui);
    (void)ui_text_in(ui, place, TEXT_BODY, COLOR_PAGE, ALIGN_LEFT, INT32_MAX, undo->text);
    if (ui_button_in(ui, "undo", ui_inset(right, ui_px(ui, SPACE_S)), word(WORD_UNDO),
                     BUTTON_SECONDARY, true)) {
        model_undo(shell->model);
    } else {
        ui_wake_at(ui, undo->until_ms);
    }
    ui_last_end(ui);
}

void screen_home(Shell *shell)
{
    const Session *session = shell->model->session;
    if (session == NULL) {
        nav_reset(shell->nav, &screen_today, NULL, 0);
    } else if (session_ended(session)) {
        nav_reset(shell->nav, &screen_today, NULL, 0);
        nav_push(shell->nav, after_screen(session_timeline(session)->mode), NULL, 0);
    } else {
        nav_reset(shell->nav, &screen_resume, NULL, 0);
    }
}

void page_notice(Shell *shell)
{
    Model *model = shell->model;
    if (model->notice[0] == '\0') {
        return;
    }
    ui_card_begin(shell->ui, "notice");
    ui_text(shell->ui, TEXT_BODY, COLOR_TEXT, model->notice);
    if (ui_button(shell->ui, "notice-ok", word(WORD_OK), BUTTON_QUIET)) {
        model->notice[0] = '\0';
    }
    ui_card_end(shell->ui);
}
