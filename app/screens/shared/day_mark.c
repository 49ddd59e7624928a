/* SPDX-License-Identifier: MIT */
/* The marks of days in the streak, and days in words. */
#include "day_mark.h"

#include "telling.h"

#define DOT 0.3F /* of a mark's radius */
#define TINY 0.2F

static void disc(Ui *ui, Rect box, float share, ColorRole color)
{
    const float radius = box.w / 2.0F;
    const Point middle = {box.x + radius, box.y + radius};
    draw_capsule(ui_list(ui), middle, radius * share, middle, radius * share, ui_color(ui, color));
}

static void circle(Ui *ui, Rect box, float width_dp, ColorRole color)
{
    draw_border(ui_list(ui), box, box.w / 2.0F, ui_px(ui, width_dp), ui_color(ui, color));
}

static void bar(Ui *ui, Rect box)
{
    const float radius = box.w / 2.0F;
    const Rect line = {box.x + radius / 2.0F, box.y + radius * 0.75F, radius, radius / 2.0F};
    draw_rect(ui_list(ui), line, radius / 4.0F, ui_color(ui, COLOR_REST));
}

void day_mark(Ui *ui, Rect cell, DayMark mark)
{
    const float side = ui_px(ui, SIZE_MARK);
    const Rect box = {cell.x + (cell.w - side) / 2.0F, cell.y, side, side};
    switch (mark) {
    case MARK_TRAINED:
        disc(ui, box, 1.0F, COLOR_ACCENT);
        ui_icon(ui, ui_inset(box, side / 4.0F), ICON_CHECK, COLOR_ON_ACCENT);
        return;
    case MARK_REST:
        bar(ui, box);
        return;
    case MARK_PROTECTED:
        circle(ui, box, SIZE_FOCUS_GAP, COLOR_REST);
        bar(ui, box);
        return;
    case MARK_AWAY:
        ui_icon(ui, ui_inset(box, side / 4.0F), ICON_PAUSE, COLOR_REST);
        return;
    case MARK_GRACE:
        circle(ui, box, SIZE_FOCUS_GAP, COLOR_ACCENT);
        disc(ui, box, DOT, COLOR_ACCENT);
        return;
    case MARK_OPEN:
        circle(ui, box, SIZE_FOCUS, COLOR_ACCENT);
        return;
    case MARK_MISSED:
        circle(ui, box, SIZE_HAIRLINE, COLOR_OUTLINE);
        return;
    case MARK_BEFORE:
        disc(ui, box, TINY, COLOR_LINE);
        return;
    }
}

const char *day_mark_text(DayMark mark)
{
    switch (mark) {
    case MARK_TRAINED:
        return word(WORD_MARK_TRAINED);
    case MARK_REST:
        return word(WORD_MARK_REST);
    case MARK_PROTECTED:
        return word(WORD_MARK_PROTECTED);
    case MARK_AWAY:
        return word(WORD_MARK_AWAY);
    case MARK_GRACE:
        return word(WORD_MARK_GRACE);
    case MARK_MISSED:
        return word(WORD_MARK_MISSED);
    case MARK_OPEN:
        return word(WORD_MARK_OPEN);
    case MARK_BEFORE:
        break;
    }
    return word(WORD_MARK_BEFORE);
}

const char *day_status_text(Status status)
{
    switch (status) {
    case STATUS_SICK:
        return word(WORD_STATUS_SICK);
    case STATUS_AWAY:
        return word(WORD_STATUS_AWAY);
    case STATUS_RESTING:
        break;
    }
    return word(WORD_STATUS_RESTING);
}

bool day_marked(Shell *shell, SfErrorInfo *err)
{
    Ui *ui = shell->ui;
    Model *model = shell->model;
    const HistoryStatus *mark = &model->today.mark;
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT,
            mark->to > model_day(model) ? say(shell, WORD_STATUS_UNTIL, tell_date(shell, mark->to))
                                        : word(WORD_STATUS_TODAY));
    ui_space(ui, SPACE_S);
    const Word end = mark->status == STATUS_RESTING ? WORD_STATUS_TRAIN : WORD_STATUS_BACK;
    if (!ui_button(ui, "back-again", word(end), BUTTON_SECONDARY)) {
        return false;
    }
    err->text[0] = '\0';
    (void)model_end_marks(model, word(WORD_STATUS_ENDED), err);
    return true;
}

const char *day_streak_text(Shell *shell, const Streak *streak)
{
    if (streak->days == 0) {
        return word(WORD_STREAK_START);
    }
    const char *days =
        streak->days == 1 ? word(WORD_STREAK_DAYS_ONE) : say(shell, WORD_STREAK_DAYS, streak->days);
    if (streak->grace_used > 0) {
        days =
            ui_format(shell->ui, "%s, %s", days, say(shell, WORD_STREAK_GRACE, streak->grace_used));
    }
    return days;
}
