/* SPDX-License-Identifier: MIT */
/* Bars and rings that show progress. */
#include "ui_internal.h"

#include <math.h>

#define TURN 6.2831853F
#define TRACK_ALPHA 0.18F /* of the part that is not filled */

/* The fraction within 0..1. NaN, from a division by zero, counts as 0. */
static float share(float fraction)
{
    return fraction > 0.0F ? fminf(fraction, 1.0F) : 0.0F;
}

void ui_progress(
    Ui *ui, const char *key, const char *label, Rect rect, float fraction, ColorRole color)
{
    const float done = share(fraction);
    const char *value = ui_format(ui, "%d %%", (int)(done * 100.0F));
    ui_describe(ui, ROLE_PROGRESS, key, rect, label, value);
    if (!ui__visible(ui, rect)) {
        return;
    }
    const float radius = rect.h / 2.0F;
    draw_rect(ui->list, rect, radius, ui__fade(ui_color(ui, color), TRACK_ALPHA));
    if (done > 0.0F) {
        rect.w = fmaxf(rect.h, rect.w * done);
        draw_rect(ui->list, rect, radius, ui_color(ui, color));
    }
}

void ui_ring(Ui *ui, Rect rect, float width_dp, float fraction, ColorRole color)
{
    const float width = ui_px(ui, width_dp);
    const Point center = {rect.x + rect.w / 2.0F, rect.y + rect.h / 2.0F};
    const float radius = (fminf(rect.w, rect.h) - width) / 2.0F;
    if (radius <= 0.0F || !ui__visible(ui, rect)) {
        return;
    }
    const float done = share(fraction);
    const Color track = ui__fade(ui_color(ui, color), TRACK_ALPHA);
    draw_ring(ui->list, center, radius, width, 0.0F, TURN, track);
    if (done > 0.0F) {
        draw_ring(ui->list, center, radius, width, 0.0F, TURN * done, ui_color(ui, color));
    }
}
