/* SPDX-License-Identifier: MIT */
/**
 * Charts: dots and lines over two axes, for numbers that were measured now and then.
 *
 * Series differ by colour and by shape. Units are the caller's. Points outside of the span are not
 * drawn. Dots that would lie on each other are drawn once, so even very many dots draw quickly.
 */
#ifndef SUREFOOT_UI_CHART_H
#define SUREFOOT_UI_CHART_H

#include "surefoot/ui.h"

/** The shape of the marks of a series. */
typedef enum UiShape { SHAPE_DISC, SHAPE_DIAMOND } UiShape;

/** Points of one kind. */
typedef struct UiSeries {
    const Point *dots; /**< borrowed for the call */
    int32_t dot_count;
    const Point *line; /**< points joined by lines, by rising x */
    int32_t line_count;
    UiShape shape;
    ColorRole color;
} UiSeries;

/** A place on an axis and the text beside it. */
typedef struct UiTick {
    float at;
    const char *text;
} UiTick;

/** A chart; all borrowed for the call. */
typedef struct UiChart {
    const char *label; /**< for the semantic tree: what is shown */
    const char *value; /**< for the semantic tree: what it tells, or "" */
    Rect span;         /**< x and y are the least values, w and h the range; both above 0 */
    float gap;         /**< points of a line further apart than this are not joined */
    const UiSeries *series;
    int32_t series_count;
    const UiTick *across; /**< below, by rising place; texts that would touch are left out */
    int32_t across_count;
    const UiTick *up; /**< at the left, by rising place, each with a line across the chart */
    int32_t up_count;
} UiChart;

/** Draws a chart in the next place of the column. height_px includes the axes. */
void ui_chart(Ui *ui, const char *key, float height_px, const UiChart *chart);
/** Draws one mark as a chart would; no node. */
void ui_shape(Ui *ui, Point middle, float radius_dp, UiShape shape, Color color);

#endif
