/* SPDX-License-Identifier: MIT */
#include "page.h"

#include <stdarg.h>

#define TEXT_BYTES 1024

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

static Rect begin(Shell *shell, const char *title, bool back, float width_dp)
{
    Ui *ui = shell->ui;
    const Viewport *viewport = &ui_frame(ui)->viewport;
    const Rect window = {0, 0, (float)viewport->width, (float)viewport->height};
    draw_rect(ui_list(ui), window, 0, ui_color(ui, COLOR_PAGE));
    Rect page = ui_safe(ui);
    Rect bar = ui_cut_top(&page, ui_px(ui, SIZE_TARGET_SESSION));
    const Rect content = ui_centered(ui, page, width_dp);
    bar.x = content.x;
    bar.w = content.w;
    bar = ui_inset(bar, ui_px(ui, SPACE_S));
    if (back) {
        const Rect target = ui_cut_left(&bar, ui_px(ui, SIZE_TARGET));
        if (ui_icon_button(ui, "back", target, ICON_BACK, word(WORD_BACK)) || ui_take_back(ui)) {
            nav_pop(shell->nav);
        }
    }
    (void)ui_cut_left(&bar, ui_px(ui, SPACE_S));
    (void)ui_text_in(ui, bar, TEXT_HEADING, COLOR_TEXT, ALIGN_LEFT, 1, title);
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
    Ui *ui = shell->ui;
    Rect footer = ui_cut_bottom(page, ui_px(ui, SIZE_TARGET_SESSION + SPACE_M + SPACE_S));
    (void)ui_cut_bottom(&footer, ui_px(ui, SPACE_M));
    (void)ui_cut_top(&footer, ui_px(ui, SPACE_S));
    (void)ui_cut_left(&footer, ui_px(ui, SPACE_M));
    (void)ui_cut_right(&footer, ui_px(ui, SPACE_M));
    return ui_button_in(ui, key, footer, label, BUTTON_PRIMARY, true);
}

void page_home(Shell *shell)
{
    const bool waiting = shell->model->session != NULL;
    nav_reset(shell->nav, waiting ? &screen_resume : &screen_today, NULL, 0);
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
