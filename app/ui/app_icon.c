/* SPDX-License-Identifier: MIT */
#include "surefoot/app_icon.h"

#include "surefoot/theme.h"

#define CORNER 0.22F /* of the side, as launchers round it */
#define SAFE 0.88F   /* the mark of a maskable icon, of the one of a rounded one */

/* A limb of the mark; places and radii are parts of the side. */
typedef struct Limb {
    Point a;
    float radius_a;
    Point b;
    float radius_b;
    ColorRole color;
} Limb;

static const Limb limbs[] = {
    {{0.22F, 0.815F}, 0.022F, {0.78F, 0.815F}, 0.022F, COLOR_ACCENT}, /* floor */
    {{0.41F, 0.20F}, 0.094F, {0.585F, 0.455F}, 0.08F, COLOR_TEXT},    /* thigh */
    {{0.585F, 0.455F}, 0.077F, {0.44F, 0.725F}, 0.05F, COLOR_TEXT},   /* shank */
    {{0.43F, 0.745F}, 0.05F, {0.645F, 0.76F}, 0.035F, COLOR_TEXT},    /* foot */
    {{0.585F, 0.455F}, 0.05F, {0.585F, 0.455F}, 0.05F, COLOR_CHANGE}, /* the knee */
};

static Point place(Point at, float side, float share)
{
    return (Point){((at.x - 0.5F) * share + 0.5F) * side, ((at.y - 0.5F) * share + 0.5F) * side};
}

void app_icon_draw(DrawList *list, float side, IconShape shape)
{
    const bool rounded = shape == ICON_ROUNDED;
    const float share = rounded ? 1.0F : SAFE;
    /* The mark is the same in both themes: light lines on the deep accent. */
    draw_rect(list, (Rect){0.0F, 0.0F, side, side}, rounded ? CORNER * side : 0.0F,
              theme_color(THEME_LIGHT, COLOR_ACCENT));
    for (size_t i = 0; i < SF_COUNT(limbs); i++) {
        const Limb *limb = &limbs[i];
        draw_capsule(list, place(limb->a, side, share), limb->radius_a * side * share,
                     place(limb->b, side, share), limb->radius_b * side * share,
                     theme_color(THEME_DARK, limb->color));
    }
}
