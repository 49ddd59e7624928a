/* SPDX-License-Identifier: MIT */
/* The app's own icons: lines with round ends and a few filled shapes on a grid of 24 by 24. */
#include "ui_internal.h"

#include <math.h>

#define GRID 24.0F
#define STROKE 1.1F /* half the width of a line */
#define TURN 6.2831853F
#define GEAR_TEETH 8

typedef struct Pen {
    DrawList *list;
    Color color;
    float x;
    float y;
    float unit; /* px of one grid step */
} Pen;

static Point at(const Pen *pen, float x, float y)
{
    return (Point){pen->x + x * pen->unit, pen->y + y * pen->unit};
}

static void line(const Pen *pen, Point from, Point to)
{
    const float radius = STROKE * pen->unit;
    draw_capsule(pen->list, at(pen, from.x, from.y), radius, at(pen, to.x, to.y), radius,
                 pen->color);
}

static void dot(const Pen *pen, float x, float y, float radius)
{
    const Point center = at(pen, x, y);
    draw_capsule(pen->list, center, radius * pen->unit, center, radius * pen->unit, pen->color);
}

static void box(const Pen *pen, Rect rect, float radius)
{
    const Point corner = at(pen, rect.x, rect.y);
    draw_rect(pen->list, (Rect){corner.x, corner.y, rect.w * pen->unit, rect.h * pen->unit},
              radius * pen->unit, pen->color);
}

static void ring(const Pen *pen, Point center, float radius, float from, float sweep)
{
    draw_ring(pen->list, at(pen, center.x, center.y), radius * pen->unit, 2.0F * STROKE * pen->unit,
              from, sweep, pen->color);
}

/* A filled triangle; lines along its edges make its corners round. */
static void triangle(const Pen *pen, Point a, Point b, Point c)
{
    const Point corners[] = {at(pen, a.x, a.y), at(pen, b.x, b.y), at(pen, c.x, c.y)};
    draw_polygon(pen->list, corners, 3, pen->color);
    line(pen, a, b);
    line(pen, b, c);
    line(pen, c, a);
}

static void gear(const Pen *pen)
{
    const Point center = at(pen, 12.0F, 12.0F);
    draw_ring(pen->list, center, 5.0F * pen->unit, 3.4F * pen->unit, 0.0F, TURN, pen->color);
    for (int i = 0; i < GEAR_TEETH; i++) {
        const float angle = TURN * (float)i / (float)GEAR_TEETH;
        const float dx = sinf(angle);
        const float dy = -cosf(angle);
        const Point root = at(pen, 12.0F + 6.2F * dx, 12.0F + 6.2F * dy);
        const Point tip = at(pen, 12.0F + 7.9F * dx, 12.0F + 7.9F * dy);
        draw_capsule(pen->list, root, 1.9F * pen->unit, tip, 1.3F * pen->unit, pen->color);
    }
}

static void lock(const Pen *pen)
{
    box(pen, (Rect){5.0F, 11.0F, 14.0F, 9.5F}, 2.4F);
    ring(pen, (Point){12.0F, 8.0F}, 4.0F, -TURN / 4.0F, TURN / 2.0F);
    line(pen, (Point){8.0F, 8.0F}, (Point){8.0F, 11.5F});
    line(pen, (Point){16.0F, 8.0F}, (Point){16.0F, 11.5F});
}

static void stroke_icon(const Pen *pen, Icon icon)
{
    switch (icon) {
    case ICON_BACK:
        line(pen, (Point){14.5F, 5.5F}, (Point){8.0F, 12.0F});
        line(pen, (Point){8.0F, 12.0F}, (Point){14.5F, 18.5F});
        break;
    case ICON_CLOSE:
        line(pen, (Point){6.5F, 6.5F}, (Point){17.5F, 17.5F});
        line(pen, (Point){17.5F, 6.5F}, (Point){6.5F, 17.5F});
        break;
    case ICON_PLAY:
        triangle(pen, (Point){8.5F, 6.0F}, (Point){18.0F, 12.0F}, (Point){8.5F, 18.0F});
        break;
    case ICON_PAUSE:
        box(pen, (Rect){6.5F, 5.0F, 4.0F, 14.0F}, 1.4F);
        box(pen, (Rect){13.5F, 5.0F, 4.0F, 14.0F}, 1.4F);
        break;
    case ICON_NEXT:
        triangle(pen, (Point){6.5F, 7.0F}, (Point){14.0F, 12.0F}, (Point){6.5F, 17.0F});
        line(pen, (Point){18.0F, 6.5F}, (Point){18.0F, 17.5F});
        break;
    case ICON_PREVIOUS:
        triangle(pen, (Point){17.5F, 7.0F}, (Point){10.0F, 12.0F}, (Point){17.5F, 17.0F});
        line(pen, (Point){6.0F, 6.5F}, (Point){6.0F, 17.5F});
        break;
    case ICON_SETTINGS:
        gear(pen);
        break;
    case ICON_CHECK:
        line(pen, (Point){5.5F, 12.5F}, (Point){10.0F, 17.0F});
        line(pen, (Point){10.0F, 17.0F}, (Point){18.5F, 7.5F});
        break;
    case ICON_MORE:
        dot(pen, 5.5F, 12.0F, 1.7F);
        dot(pen, 12.0F, 12.0F, 1.7F);
        dot(pen, 18.5F, 12.0F, 1.7F);
        break;
    case ICON_LOCK:
        lock(pen);
        break;
    case ICON_PLUS:
        line(pen, (Point){12.0F, 5.5F}, (Point){12.0F, 18.5F});
        line(pen, (Point){5.5F, 12.0F}, (Point){18.5F, 12.0F});
        break;
    case ICON_MINUS:
        line(pen, (Point){5.5F, 12.0F}, (Point){18.5F, 12.0F});
        break;
    }
}

void ui_icon(Ui *ui, Rect rect, Icon icon, ColorRole color)
{
    if (!ui__visible(ui, rect)) {
        return;
    }
    const float side = fminf(rect.w, rect.h);
    const Pen pen = {.list = ui->list,
                     .color = ui_color(ui, color),
                     .x = roundf(rect.x + (rect.w - side) / 2.0F),
                     .y = roundf(rect.y + (rect.h - side) / 2.0F),
                     .unit = side / GRID};
    stroke_icon(&pen, icon);
}
