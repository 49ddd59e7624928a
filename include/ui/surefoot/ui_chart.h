/* SPDX-License-Identifier: MIT */
/**
 * Charts: dots and lines over two axes, for numbers that were measured now and then.
 *
 * A series is told apart by colour and by shape. Units are the caller's; what lies outside of the
 * span is not drawn. Dots that would fall on each other are drawn once, so that any number of them
 * costs a frame little more than looking at each.
 */
#ifndef SUREFOOT_UI_CHART_H
#define SUREFOOT_UI_CHART_H

#include "surefoot/ui.h"

typedef enum UiShape { SHAPE_DISC, SHAPE_DIAMOND } UiShape;

typedef struct UiSeries {
    const Point *dots; /**< borrowed for the call */
    int32_t dot_count;
    const Point *line; /**< by rising x */
    int32_t line_count;
    UiShape shape;
    ColorRole color;
} UiSeries;

/** A place on an axis and the text beside it. */
typedef struct UiTick {
    float at;
    const char *text;
} UiTick;

typedef struct UiChart {
    const char *label; /**< for the semantic tree: what is shown */
    const char *value; /**< and what it says, or "" */
    Rect span;         /**< x and y are the least values, w and h the range; both above 0 */
    float gap;         /**< points of a line further apart than this are not joined */
    const UiSeries *series;
    int32_t series_count;
    const UiTick *across; /**< by rising place; those that would touch are left out */
    int32_t across_count;
    const UiTick *up; /**< by rising place, with a line across the chart each */
    int32_t up_count;
} UiChart;

/** In the column, this high in px with its axes. */
void ui_chart(Ui *ui, const char *key, float height_px, const UiChart *chart);
/** One mark of a series, as in the chart; draws only. */
void ui_shape(Ui *ui, Point middle, float radius_dp, UiShape shape, Color color);

#endif
