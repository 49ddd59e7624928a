/* SPDX-License-Identifier: MIT */
/* Brushing on Today and on the balance page: the two circles of the day and their count. */
#include "brush.h"

#include <math.h>

#include "balance_start.h"
#include "shared/day_mark.h"

#define HALF_DP 130.0F /* least width of one of two halves side by side */

static void half_day(Shell *shell, const char *key, Word name, bool done)
{
    Ui *ui = shell->ui;
    const float mark = ui_px(ui, SIZE_MARK);
    ui_row_next(ui);
    const float line = ui_text_height(ui, TEXT_BODY, ui_column_width(ui), "M");
    Rect cell = ui_next(ui, fmaxf(mark, line));
    ui_describe(ui, ROLE_IMAGE, key, cell, word(name),
                word(done ? WORD_BRUSH_DONE : WORD_BRUSH_OPEN));
    Rect place = ui_cut_left(&cell, mark);
    place.y += (place.h - mark) / 2.0F;
    day_mark(ui, place, done ? MARK_TRAINED : MARK_OPEN);
    (void)ui_cut_left(&cell, ui_px(ui, SPACE_S));
    ui_draw_text(ui, cell, TEXT_BODY, COLOR_TEXT, ALIGN_LEFT, word(name));
}

void brush_circles(Shell *shell, const Brushing *brushing)
{
    ui_row_begin(shell->ui, 2, HALF_DP);
    half_day(shell, "morning", WORD_BRUSH_MORNING, brushing->morning);
    half_day(shell, "evening", WORD_BRUSH_EVENING, brushing->evening);
    ui_row_end(shell->ui);
}

const char *brush_text(Shell *shell, const Brushing *brushing)
{
    if (today_locked(&shell->model->today)) {
        return word(WORD_HELD_FLAG);
    }
    if (brushing->days == 0) {
        return word(WORD_BRUSH_FIRST);
    }
    const char *days = brushing->days == 1 ? word(WORD_BRUSH_DAYS_ONE)
                                           : say(shell, WORD_BRUSH_DAYS, (int)brushing->days);
    return ui_format(shell->ui, "%s · %s", days, say(shell, WORD_BRUSH_WEEK, (int)brushing->week));
}

void brush_today(Shell *shell, const Brushing *brushing)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, "brush");
    ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT, word(WORD_BRUSH_TITLE));
    brush_circles(shell, brushing);
    if (ui_card_end_button(ui, word(WORD_BRUSH_START), brush_text(shell, brushing))) {
        screen_begin_brushing(shell);
    }
    if (ui_row_item(ui, "balance", word(WORD_BALANCE_OPEN), NULL, NULL)) {
        nav_push(shell->nav, &screen_balance, NULL, 0);
    }
}
