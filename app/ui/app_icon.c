/* SPDX-License-Identifier: MIT */
/* Draws the app's icon and the icons of its shortcuts. */
#include "surefoot/app_icon.h"

#include "surefoot/theme.h"

#define CORNER 0.22F /* radius by the side, as launchers have it */
#define SAFE 0.88F   /* size of the mark in a maskable icon by that in a rounded one */

/* A part of an icon, with places and radii as fractions of the side. */
typedef struct Limb {
    Point a;
    float radius_a;
    Point b;
    float radius_b;
    ColorRole color;
} Limb;

static const Limb leg[] = {
    {{0.22F, 0.815F}, 0.022F, {0.78F, 0.815F}, 0.022F, COLOR_ACCENT}, /* floor */
    {{0.41F, 0.20F}, 0.094F, {0.585F, 0.455F}, 0.08F, COLOR_TEXT},    /* thigh */
    {{0.585F, 0.455F}, 0.077F, {0.44F, 0.725F}, 0.05F, COLOR_TEXT},   /* shank */
    {{0.43F, 0.745F}, 0.05F, {0.645F, 0.76F}, 0.035F, COLOR_TEXT},    /* foot */
    {{0.585F, 0.455F}, 0.05F, {0.585F, 0.455F}, 0.05F, COLOR_CHANGE}, /* the knee */
};

static const Limb sun[] = {
    {{0.500F, 0.500F}, 0.170F, {0.500F, 0.500F}, 0.170F, COLOR_CHANGE},
    {{0.500F, 0.230F}, 0.028F, {0.500F, 0.155F}, 0.028F, COLOR_TEXT},
    {{0.691F, 0.309F}, 0.028F, {0.744F, 0.256F}, 0.028F, COLOR_TEXT},
    {{0.770F, 0.500F}, 0.028F, {0.845F, 0.500F}, 0.028F, COLOR_TEXT},
    {{0.691F, 0.691F}, 0.028F, {0.744F, 0.744F}, 0.028F, COLOR_TEXT},
    {{0.500F, 0.770F}, 0.028F, {0.500F, 0.845F}, 0.028F, COLOR_TEXT},
    {{0.309F, 0.691F}, 0.028F, {0.256F, 0.744F}, 0.028F, COLOR_TEXT},
    {{0.230F, 0.500F}, 0.028F, {0.155F, 0.500F}, 0.028F, COLOR_TEXT},
    {{0.309F, 0.309F}, 0.028F, {0.256F, 0.256F}, 0.028F, COLOR_TEXT},
};

static const Limb toothbrush[] = {
    {{0.271F, 0.837F}, 0.046F, {0.441F, 0.667F}, 0.046F, COLOR_TEXT},   /* handle */
    {{0.441F, 0.667F}, 0.046F, {0.582F, 0.498F}, 0.026F, COLOR_TEXT},   /* neck */
    {{0.589F, 0.448F}, 0.026F, {0.505F, 0.363F}, 0.024F, COLOR_CHANGE}, /* bristles */
    {{0.639F, 0.399F}, 0.026F, {0.554F, 0.314F}, 0.024F, COLOR_CHANGE},
    {{0.688F, 0.349F}, 0.026F, {0.604F, 0.264F}, 0.024F, COLOR_CHANGE},
    {{0.738F, 0.300F}, 0.026F, {0.653F, 0.215F}, 0.024F, COLOR_CHANGE},
    {{0.582F, 0.498F}, 0.034F, {0.787F, 0.293F}, 0.034F, COLOR_TEXT}, /* head */
};

typedef struct Mark {
    const char *name;
    const Limb *limbs;
    size_t count;
} Mark;

static const Mark marks[] = {
    [ICON_ROUNDED] = {"icon", leg, SF_COUNT(leg)},
    [ICON_MASKABLE] = {"icon-maskable", leg, SF_COUNT(leg)},
    [ICON_TODAY] = {"icon-today", sun, SF_COUNT(sun)},
    [ICON_BRUSHING] = {"icon-brush", toothbrush, SF_COUNT(toothbrush)},
    [ICON_MONOCHROME] = {"icon-monochrome", leg, SF_COUNT(leg)},
};

const char *app_icon_name(IconShape shape)
{
    return marks[shape].name;
}

static Point place(Point at, float side, float share)
{
    return (Point){((at.x - 0.5F) * share + 0.5F) * side, ((at.y - 0.5F) * share + 0.5F) * side};
}

void app_icon_draw(DrawList *list, float side, IconShape shape)
{
    const bool rounded = shape != ICON_MASKABLE;
    const bool plain = shape == ICON_MONOCHROME;
    const float share = rounded && !plain ? 1.0F : SAFE;
    /* The icon is the same in both themes: light lines on the dark accent. */
    if (!plain) {
        draw_rect(list, (Rect){0.0F, 0.0F, side, side}, rounded ? CORNER * side : 0.0F,
                  theme_color(THEME_LIGHT, COLOR_ACCENT));
    }
    for (size_t i = 0; i < marks[shape].count; i++) {
        const Limb *limb = &marks[shape].limbs[i];
        draw_capsule(list, place(limb->a, side, share), limb->radius_a * side * share,
                     place(limb->b, side, share), limb->radius_b * side * share,
                     theme_color(THEME_DARK, plain ? COLOR_TEXT : limb->color));
    }
}
