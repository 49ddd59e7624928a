/* SPDX-License-Identifier: MIT */
/**
 * The theme: every length, size and colour of the app, by what it is for.
 *
 * Lengths are dp on an 8 dp grid; colours are roles with a light and a dark value, whose contrast a
 * test checks (text 4.5:1, graphics 3:1; in the strong themes 7:1 and 4.5:1). Screens use these
 * names and no literal numbers.
 */
#ifndef SUREFOOT_THEME_H
#define SUREFOOT_THEME_H

#include "surefoot/draw.h"

#define SPACE_XS 4.0F
#define SPACE_S 8.0F
#define SPACE_M 16.0F
#define SPACE_L 24.0F
#define SPACE_XL 32.0F
#define SPACE_XXL 48.0F

#define SIZE_TARGET 48.0F         /**< least side of anything that can be touched */
#define SIZE_TARGET_SESSION 64.0F /**< in a running session */
#define SIZE_BUTTON 56.0F         /**< least height of a button in a column */
#define SIZE_CONTENT_MAX 560.0F   /**< widest column of text */
#define SIZE_DIALOG_MAX 420.0F
#define SIZE_ICON 24.0F
#define SIZE_THUMBNAIL 72.0F   /**< height of a figure in a list */
#define SIZE_THUMBNAIL_W 96.0F /**< width of a figure in a list: many lie down */
#define SIZE_PICTURE 96.0F     /**< a figure beside the main thing of a page */
#define SIZE_UNDO 96.0F        /**< the Undo button */
#define SIZE_MARK 32.0F        /**< a day of the streak */
#define SIZE_FIGURE_MIN 160.0F
#define SIZE_FIGURE 280.0F /**< most height of a figure on a page of text */
#define SIZE_HAIRLINE 1.0F
#define SIZE_FOCUS 3.0F
#define SIZE_FOCUS_GAP 2.0F
#define SIZE_OUTLINE 1.5F
#define SIZE_PROGRESS 8.0F
#define RADIUS_S 8.0F
#define RADIUS_M 16.0F
#define RADIUS_L 28.0F

#define MOTION_SLOP_DP 10.0F /**< a press that moves further becomes a drag */
#define MOTION_LONG_PRESS_MS 500
/* Nobody sees, decides and presses faster: a press that begins earlier than this after a control
   appeared was meant for what was there before. It is longer than a double tap takes. */
#define MOTION_NEW_MS 400
#define MOTION_LOST_MS                                                                             \
    1500 /**< a finger without events for this long counts as gone when another one comes down */
#define MOTION_QUICK_MS 120
#define MOTION_PAGE_MS 220
#define MOTION_FLING_MS 325.0   /**< time constant: a fling travels its speed times this */
#define MOTION_INDICATOR_MS 600 /**< how long a scroll indicator stays after the movement */

/** Text styles, by what they are for. */
typedef enum TextStyle {
    TEXT_DISPLAY, /**< the largest text of a page */
    TEXT_TITLE,
    TEXT_HEADING,
    TEXT_BODY,
    TEXT_BODY_STRONG,
    TEXT_LABEL, /**< on controls */
    TEXT_SMALL,
    TEXT_STYLES
} TextStyle;

/** What a text style looks like. */
typedef struct TextStyleSpec {
    FontWeight weight;
    float size; /**< dp at 100 % text size */
    float line; /**< line height as a multiple of size */
} TextStyleSpec;

/** Weight, size and line height of a text style. */
TextStyleSpec theme_text(TextStyle style);

/** Colours, by what they are for. */
typedef enum ColorRole {
    COLOR_PAGE, /**< behind everything */
    COLOR_CARD, /**< raised surface */
    COLOR_CARD_PRESSED,
    COLOR_LINE,    /**< separators and quiet borders (decoration) */
    COLOR_OUTLINE, /**< borders that carry meaning, 3:1 */
    COLOR_TEXT,
    COLOR_TEXT_SOFT, /**< secondary text, still 4.5:1 */
    COLOR_ACCENT,    /**< main buttons, links, the working side */
    COLOR_ACCENT_PRESSED,
    COLOR_ON_ACCENT,
    COLOR_WORK,      /**< work: ring and digits */
    COLOR_WORK_PAGE, /**< page behind work */
    COLOR_REST,
    COLOR_REST_PAGE,
    COLOR_CHANGE, /**< change-over and lead-in */
    COLOR_CHANGE_PAGE,
    COLOR_LEFT, /**< the left leg in charts and results */
    COLOR_RIGHT,
    COLOR_TRACK, /**< unfilled part of rings and bars (decoration) */
    COLOR_GOOD,
    COLOR_CARE, /**< "it hurts", careful notes: never alarm red alone */
    COLOR_ON_CARE,
    COLOR_FOCUS,
    COLOR_SCRIM,    /**< over the page behind a dialog */
    COLOR_DIM_PAGE, /**< page in a dark bathroom or with closed eyes: nearly black in both themes */
    COLOR_DIM,      /**< words and digits on the dim page */
    COLOR_DIM_STRONG, /**< what must be noticed on the dim page: the change of legs */
    COLOR_DIM_FAINT,  /**< shows on the dim page that something runs, and no more */
    COLOR_ROLES
} ColorRole;

/** The strong themes are for people who ask the system for more contrast. */
typedef enum ThemeKind { THEME_LIGHT, THEME_DARK, THEME_LIGHT_STRONG, THEME_DARK_STRONG } ThemeKind;

/** True for the dark theme and the strong dark theme. */
bool theme_is_dark(ThemeKind theme);

/** The colour of a role in a theme. */
Color theme_color(ThemeKind theme, ColorRole role);
/** WCAG 2 contrast ratio of two opaque colours, 1..21. */
double theme_contrast(Color a, Color b);

#endif
