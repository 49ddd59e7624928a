/* SPDX-License-Identifier: MIT */
/**
 * The app's icon: a standing leg with its knee a little bent. Also the icons of the app's
 * shortcuts.
 */
#ifndef SUREFOOT_APP_ICON_H
#define SUREFOOT_APP_ICON_H

#include "surefoot/draw.h"

typedef enum IconShape {
    ICON_ROUNDED,   /**< a rounded square; pixels around it are not touched */
    ICON_MASKABLE,  /**< fills the square; the mark lies within the middle 80 % */
    ICON_TODAY,     /**< a sun in a rounded square */
    ICON_BRUSHING,  /**< a toothbrush in a rounded square */
    ICON_MONOCHROME /**< the mark alone, for systems that choose its colour */
} IconShape;

#define ICON_SHAPES 5

/** The name of a shape for launchers and files: "icon", "icon-maskable" and so on. */
const char *app_icon_name(IconShape shape);

/** Appends the icon to list, at 0,0, `side` px wide and high. */
void app_icon_draw(DrawList *list, float side, IconShape shape);

#endif
