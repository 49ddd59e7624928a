/* SPDX-License-Identifier: MIT */
/* Charts. The line of a series has marks of its shape here and there, so that two lines differ
 * without their colours too. */
#include "ui_internal.h"

#include <math.h>
#include <string.h>

#include "surefoot/ui_chart.h"

#define CELLS_X 112 /* dots in the same cell of this grid are drawn once */
#define CELLS_Y 56
#define CELL_BITS 8
#define DOT_DP 3.0F
#define DOT_FEW 60 /* up to this many dots are drawn larger */
#define DOT_FEW_DP 4.0F
#define DOT_ALPHA 0.5F
#define MARK_DP 5.0F
#define MARK_EVERY_DP 56.0F
#define LINE_DP 2.5F
#define JOIN_DP 1.5F       /* points of a line closer than this are merged */
#define DIAMOND 1.25F      /* of a disc's radius: the same area to the eye */
#define HALO_DP 1.5F       /* a rim around a mark, so that it stands out */
#define LABEL_GAP_DP 12.0F /* between two texts of an axis */

typedef struct Plot {
    Ui *ui;
    const UiChart *chart;
    Rect rect; /* the area between the axes, px */
} Plot;

void ui_shape(Ui *ui, Point middle, float radius_dp, UiShape shape, Color color)
{
    const float radius = ui_px(ui, radius_dp);
    if (shape == SHAPE_DISC) {
        draw_capsule(ui->list, middle, radius, middle, radius, color);
        return;
    }
    const float reach = radius * DIAMOND;
    const Point corners[] = {{middle.x, middle.y - reach},
                             {middle.x + reach, middle.y},
                             {middle.x, middle.y + reach},
                             {middle.x - reach, middle.y}};
    draw_polygon(ui->list, corners, (int32_t)SF_COUNT(corners), color);
}

/* From units to px. */
static Point place(const Plot *plot, Point at)
{
    const Rect *span = &plot->chart->span;
    const Rect *rect = &plot->rect;
    return (Point){rect->x + (at.x - span->x) / span->w * rect->w,
                   rect->y + rect->h - (at.y - span->y) / span->h * rect->h};
}

static bool inside(const Plot *plot, Point at)
{
    const Rect *span = &plot->chart->span;
    return at.x >= span->x && at.x <= span->x + span->w && at.y >= span->y &&
           at.y <= span->y + span->h;
}

/* --- axes --------------------------------------------------------------------------------- */

static float widest(Ui *ui, const UiTick *ticks, int32_t count)
{
    float width = 0.0F;
    for (int32_t i = 0; i < count; i++) {
        width = fmaxf(width, ui__text_width(ui, TEXT_SMALL, ticks[i].text));
    }
    return ceilf(width);
}

static void axis_text(Ui *ui, Rect rect, TextAlign align, const char *text)
{
    const Label label = {TEXT_SMALL, ui_color(ui, COLOR_TEXT_SOFT), align, 1, false};
    (void)ui__label(ui, rect, label, text);
}

static void draw_up(const Plot *plot, Rect side)
{
    Ui *ui = plot->ui;
    const float line = ui__text_box(ui, TEXT_SMALL).line;
    const float hair = ui_px(ui, SIZE_HAIRLINE);
    float last = INFINITY;
    for (int32_t i = 0; i < plot->chart->up_count; i++) {
        const UiTick *tick = &plot->chart->up[i];
        const float y = place(plot, (Point){plot->chart->span.x, tick->at}).y;
        draw_rect(ui->list, (Rect){plot->rect.x, y - hair / 2.0F, plot->rect.w, hair}, 0,
                  ui_color(ui, COLOR_LINE));
        if (y + line <= last) {
            axis_text(ui, (Rect){side.x, y - line / 2.0F, side.w, line}, ALIGN_RIGHT, tick->text);
            last = y;
        }
    }
}

static void draw_across(const Plot *plot, Rect below)
{
    Ui *ui = plot->ui;
    float free = below.x;
    for (int32_t i = 0; i < plot->chart->across_count; i++) {
        const UiTick *tick = &plot->chart->across[i];
        const float middle = place(plot, (Point){tick->at, plot->chart->span.y}).x;
        const float width = ceilf(ui__text_width(ui, TEXT_SMALL, tick->text));
        float x = middle - width / 2.0F;
        x = fminf(fmaxf(x, below.x), below.x + below.w - width);
        if (x >= free) {
            axis_text(ui, (Rect){x, below.y, width, below.h}, ALIGN_CENTER, tick->text);
            free = x + width + ui_px(ui, LABEL_GAP_DP);
        }
    }
}

/* --- series ------------------------------------------------------------------------------- */

static void draw_dots(const Plot *plot, const UiSeries *series)
{
    uint8_t taken[CELLS_X * CELLS_Y / CELL_BITS];
    memset(taken, 0, sizeof(taken));
    const Rect *span = &plot->chart->span;
    const float radius = series->dot_count <= DOT_FEW ? DOT_FEW_DP : DOT_DP;
    const Color color = ui__fade(ui_color(plot->ui, series->color), DOT_ALPHA);
    for (int32_t i = 0; i < series->dot_count; i++) {
        const Point at = series->dots[i];
        if (!inside(plot, at)) {
            continue;
        }
        const int32_t x = (int32_t)((at.x - span->x) / span->w * (CELLS_X - 1) + 0.5F);
        const int32_t y = (int32_t)((at.y - span->y) / span->h * (CELLS_Y - 1) + 0.5F);
        const int32_t cell = y * CELLS_X + x;
        const uint8_t bit = (uint8_t)(1U << (cell % CELL_BITS));
        if ((taken[cell / CELL_BITS] & bit) == 0) {
            taken[cell / CELL_BITS] |= bit;
            ui_shape(plot->ui, place(plot, at), radius, series->shape, color);
        }
    }
}

static void draw_mark(const Plot *plot, const UiSeries *series, Point middle)
{
    Ui *ui = plot->ui;
    ui_shape(ui, middle, MARK_DP + HALO_DP, series->shape, ui_color(ui, COLOR_CARD));
    ui_shape(ui, middle, MARK_DP, series->shape, ui_color(ui, series->color));
}

static void draw_line(const Plot *plot, const UiSeries *series)
{
    Ui *ui = plot->ui;
    const float half = ui_px(ui, LINE_DP) / 2.0F;
    const float near = ui_px(ui, JOIN_DP);
    const Color color = ui_color(ui, series->color);
    bool joined = false;
    Point from = {0};
    float from_x = 0.0F;
    for (int32_t i = 0; i < series->line_count; i++) {
        const Point at = series->line[i];
        if (!inside(plot, at)) {
            continue;
        }
        const Point to = place(plot, at);
        const bool linked = joined && at.x - from_x <= plot->chart->gap;
        if (linked && to.x - from.x < near && i + 1 < series->line_count) {
            continue;
        }
        draw_capsule(ui->list, linked ? from : to, half, to, half, color);
        from = to;
        from_x = at.x;
        joined = true;
    }
}

/* On top of all lines; the newest point always has one. */
static void draw_marks(const Plot *plot, const UiSeries *series)
{
    const float every = ui_px(plot->ui, MARK_EVERY_DP);
    float free = INFINITY;
    for (int32_t i = series->line_count; i-- > 0;) {
        const Point middle = place(plot, series->line[i]);
        if (inside(plot, series->line[i]) && middle.x <= free) {
            draw_mark(plot, series, middle);
            free = middle.x - every;
        }
    }
}

void ui_chart(Ui *ui, const char *key, float height_px, const UiChart *chart)
{
    const Rect whole = ui_next(ui, height_px);
    ui_describe(ui, ROLE_IMAGE, key, whole, chart->label, chart->value);
    if (!ui__visible(ui, whole)) {
        return;
    }
    const float line = ui__text_box(ui, TEXT_SMALL).line;
    Rect rect = whole;
    (void)ui_cut_top(&rect, line / 2.0F);
    Rect below = ui_cut_bottom(&rect, line + ui_px(ui, SPACE_S));
    const Rect side = ui_cut_left(&rect, widest(ui, chart->up, chart->up_count));
    (void)ui_cut_left(&rect, ui_px(ui, SPACE_S + MARK_DP));
    (void)ui_cut_right(&rect, ui_px(ui, MARK_DP + HALO_DP));
    (void)ui_cut_top(&below, ui_px(ui, SPACE_S));
    const Plot plot = {ui, chart, rect};
    draw_up(&plot, side);
    draw_across(&plot, (Rect){rect.x, below.y, whole.x + whole.w - rect.x, below.h});
    for (int32_t i = 0; i < chart->series_count; i++) {
        draw_dots(&plot, &chart->series[i]);
    }
    for (int32_t i = 0; i < chart->series_count; i++) {
        draw_line(&plot, &chart->series[i]);
    }
    for (int32_t i = 0; i < chart->series_count; i++) {
        draw_marks(&plot, &chart->series[i]);
    }
}
