/* SPDX-License-Identifier: MIT */
/**
 * The app's mark: a leg that stands, its knee a little bent and at ease. Beside it the marks of its
 * shortcuts.
 */
#ifndef SUREFOOT_APP_ICON_H
#define SUREFOOT_APP_ICON_H

#include "surefoot/draw.h"

typedef enum IconShape {
    ICON_ROUNDED,   /**< a rounded square; what is around it stays as it was */
    ICON_MASKABLE,  /**< fills the square; all that matters lies within the middle 80 % */
    ICON_TODAY,     /**< a sun, rounded as the app's own */
    ICON_BRUSHING,  /**< a toothbrush, the same */
    ICON_MONOCHROME /**< the mark alone, for a system that gives it a colour */
} IconShape;

#define ICON_SHAPES 5

/** As launchers and files call it: "icon", "icon-maskable" and so on. */
const char *app_icon_name(IconShape shape);

/** Appends the mark, side px wide and high, at 0,0. */
void app_icon_draw(DrawList *list, float side, IconShape shape);

#endif
