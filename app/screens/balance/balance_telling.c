/* SPDX-License-Identifier: MIT */
/* Tries, tests and legs in words, and the colour and shape of each leg. */
#include "balance_telling.h"

#include <math.h>

#define MARK_DP 6.0F
#define MS_PER_TENTH 100
#define MS_PER_S 1000

Side leg_at(int32_t index)
{
    return index == 0 ? SIDE_LEFT : SIDE_RIGHT;
}

const char *tell_seconds(Shell *shell, int32_t ms)
{
    const int32_t tenths = ms / MS_PER_TENTH;
    const char *number = ui_format(shell->ui, "%d.%d", (int)(tenths / 10), (int)(tenths % 10));
    return say(shell, WORD_BALANCE_S, number);
}

const char *tell_leg(Side leg)
{
    return word(leg == SIDE_LEFT ? WORD_LEG_LEFT : WORD_LEG_RIGHT);
}

static const char *more(Shell *shell, const char *list, Word item)
{
    return say(shell, WORD_PROTOCOL, list, word(item));
}

static Word stop_word(StopBy stop)
{
    switch (stop) {
    case STOP_THUMB:
        return WORD_PROTOCOL_THUMB;
    case STOP_SHELF:
        return WORD_PROTOCOL_SHELF;
    case STOP_SENSOR:
        return WORD_PROTOCOL_SENSOR;
    case STOP_WAIST:
        break;
    }
    return WORD_PROTOCOL_WAIST;
}

const char *tell_protocol(Shell *shell, Protocol protocol, bool full)
{
    const char *text = word(protocol.eyes == EYES_OPEN ? WORD_PROTOCOL_OPEN : WORD_PROTOCOL_CLOSED);
    if (full || protocol.surface != SURFACE_FIRM) {
        text = more(shell, text,
                    protocol.surface == SURFACE_FIRM ? WORD_PROTOCOL_FIRM : WORD_PROTOCOL_SOFT);
    }
    if (full || protocol.stop != STOP_THUMB) {
        text = more(shell, text, stop_word(protocol.stop));
    }
    if (full) {
        const char *cap = say(shell, WORD_PROTOCOL_CAP, (int)(protocol.cap_ms / MS_PER_S));
        text = say(shell, WORD_PROTOCOL, text, cap);
    }
    return protocol.place == TRY_IN_ROUTINE ? more(shell, text, WORD_PROTOCOL_ROUTINE) : text;
}

static Word end_word(TryEnd end)
{
    switch (end) {
    case TRY_CAP:
        return WORD_END_CAP;
    case TRY_FOOT_DOWN:
        return WORD_END_FOOT;
    case TRY_HOP:
        return WORD_END_HOP;
    case TRY_HAND:
        return WORD_END_HAND;
    case TRY_EYES:
        return WORD_END_EYES;
    case TRY_UNSAID:
        break;
    }
    return WORD_END_UNSAID;
}

const char *tell_end(Shell *shell, const HistoryTry *attempt)
{
    const char *end = word(end_word(attempt->fact.end));
    return attempt->fact.supported ? say(shell, WORD_RESULT_SUPPORTED, end) : end;
}

void show_unlocks(Shell *shell, const Unlock unlocks[LEGS])
{
    Ui *ui = shell->ui;
    if (unlocks[0].open && unlocks[1].open) {
        return;
    }
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, word(WORD_SETUP_LOCKED));
    for (int32_t i = 0; i < LEGS; i++) {
        const char *leg = tell_leg(leg_at(i));
        ui_text(ui, TEXT_SMALL, COLOR_TEXT,
                unlocks[i].open ? say(shell, WORD_SETUP_UNLOCKED_LEG, leg)
                                : say(shell, WORD_SETUP_LOCKED_LEG, leg, (int)unlocks[i].days,
                                      (int)unlocks[i].needed));
    }
}

ColorRole leg_color(Side leg)
{
    return leg == SIDE_LEFT ? COLOR_LEFT : COLOR_RIGHT;
}

UiShape leg_shape(Side leg)
{
    return leg == SIDE_LEFT ? SHAPE_DISC : SHAPE_DIAMOND;
}

void leg_heading(Shell *shell, Side leg, const char *text)
{
    Ui *ui = shell->ui;
    const float radius = MARK_DP * ui_frame(ui)->text_scale;
    const float mark = ui_px(ui, 2.0F * radius);
    const float gap = ui_px(ui, SPACE_S);
    const float width = ui_column_width(ui) - mark - gap;
    const float line = ui_text_height(ui, TEXT_BODY_STRONG, width, "M");
    Rect place = ui_next(ui, ui_text_height(ui, TEXT_BODY_STRONG, width, text));
    const Point middle = {place.x + mark / 2.0F, place.y + line / 2.0F};
    ui_shape(ui, middle, radius, leg_shape(leg), ui_color(ui, leg_color(leg)));
    (void)ui_cut_left(&place, mark + gap);
    (void)ui_text_in(ui, place, TEXT_BODY_STRONG, COLOR_TEXT, ALIGN_LEFT, INT32_MAX, text);
}
