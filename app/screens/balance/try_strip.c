/* SPDX-License-Identifier: MIT */
/* Draws the tries of one leg on a line. */
#include "try_strip.h"

#include <math.h>

#define DOT_DP 7.0F
#define HALO_DP 2.0F
#define HOLLOW_DP 4.0F
#define ROW_DP 9.0F /* tries of the same time are drawn at different heights */
#define ROWS 3
#define BAND_ALPHA 0.2F
#define MS_PER_S 1000

static float place(const TryStrip *strip, Rect line, int32_t ms)
{
    const float share = (float)ms / (float)strip->cap_ms;
    return line.x + line.w * fminf(fmaxf(share, 0.0F), 1.0F);
}

static void draw_band(Ui *ui, const TryStrip *strip, Rect line, Rect whole)
{
    Color color = ui_color(ui, COLOR_TEXT_SOFT);
    color.a = (uint8_t)(BAND_ALPHA * (float)color.a);
    const float from = place(strip, line, strip->norm->low_ms);
    const float to = place(strip, line, strip->norm->high_ms);
    draw_rect(ui_list(ui), (Rect){from, whole.y, to - from, whole.h}, ui_px(ui, RADIUS_S), color);
}

static void draw_try(Ui *ui, const TryStrip *strip, Point middle, bool supported)
{
    const UiShape shape = leg_shape(strip->leg);
    ui_shape(ui, middle, DOT_DP + HALO_DP, shape, ui_color(ui, COLOR_CARD));
    ui_shape(ui, middle, DOT_DP, shape, ui_color(ui, leg_color(strip->leg)));
    if (supported) {
        ui_shape(ui, middle, HOLLOW_DP, shape, ui_color(ui, COLOR_CARD));
    }
}

static const char *value_of(Shell *shell, const TryStrip *strip)
{
    const char *text = "";
    for (int32_t i = 0; i < strip->count; i++) {
        const TryFact *fact = &strip->tries[i].fact;
        if (fact->leg == strip->leg) {
            text = ui_format(shell->ui, "%s%s%s", text, text[0] != '\0' ? ", " : "",
                             tell_seconds(shell, fact->time_ms));
        }
    }
    return text;
}

static void draw_ends(Shell *shell, Rect below, const TryStrip *strip)
{
    Ui *ui = shell->ui;
    const Rect left = ui_cut_left(&below, below.w / 2.0F);
    ui_draw_text(ui, left, TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_LEFT,
                 say(shell, WORD_BALANCE_S_WHOLE, 0));
    ui_draw_text(ui, below, TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_RIGHT,
                 say(shell, WORD_BALANCE_S_WHOLE, (int)(strip->cap_ms / MS_PER_S)));
}

void try_strip(Shell *shell, const TryStrip *strip)
{
    Ui *ui = shell->ui;
    const float text = ui_text_height(ui, TEXT_SMALL, ui_column_width(ui), "M");
    const float dots = ui_px(ui, 2.0F * (DOT_DP + HALO_DP) + (ROWS - 1) * ROW_DP);
    Rect whole = ui_next(ui, dots + text);
    ui_describe(ui, ROLE_IMAGE, "tries", whole, word(WORD_RESULT_TRIES), value_of(shell, strip));
    draw_ends(shell, ui_cut_bottom(&whole, text), strip);
    const float end = ui_px(ui, DOT_DP + HALO_DP);
    const float track = ui_px(ui, SIZE_PROGRESS) / 2.0F;
    const float middle = whole.y + whole.h / 2.0F;
    const Rect line = {whole.x + end, middle - track / 2.0F, whole.w - 2.0F * end, track};
    if (strip->norm != NULL) {
        draw_band(ui, strip, line, whole);
    }
    draw_rect(ui_list(ui), line, track / 2.0F, ui_color(ui, COLOR_TRACK));
    int32_t row = 0;
    for (int32_t i = 0; i < strip->count; i++) {
        const TryFact *fact = &strip->tries[i].fact;
        if (fact->leg == strip->leg) {
            const float above = ui_px(ui, ROW_DP) * (float)(row++ % ROWS - 1);
            draw_try(ui, strip, (Point){place(strip, line, fact->time_ms), middle + above},
                     fact->supported);
        }
    }
}
