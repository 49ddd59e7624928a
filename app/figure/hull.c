/* SPDX-License-Identifier: MIT */
/* The hull of discs: every visible shape of the figure is one. */
#include "figure_internal.h"

void figure__hull(
    DrawList *list, const Camera *camera, const Ball *balls, int32_t count, Color color)
{
    Point centers[BALLS];
    const int32_t used = count < BALLS ? count : BALLS;
    float widest = 0.0F;
    for (int32_t i = 0; i < used; i++) {
        centers[i] = camera_point(camera, balls[i].at);
        widest = fmaxf(widest, balls[i].radius * camera->scale);
    }
    /* With so many corners no edge is a quarter of a pixel away from the circle. */
    const int32_t corners = widest > 32.0F ? 36 : 24;
    Point points[DRAW_POLYGON_POINTS];
    for (int32_t k = 0; k < corners; k++) {
        const float angle = DRAW_TURN * (float)k / (float)corners;
        const Point way = {cosf(angle), sinf(angle)};
        float best = -1e9F;
        for (int32_t i = 0; i < used; i++) {
            const float radius = balls[i].radius * camera->scale;
            const float reach = centers[i].x * way.x + centers[i].y * way.y + radius;
            /* Of equal balls the first counts: then both mirror images have the same corners. */
            if (reach > best + 0.01F) {
                best = reach;
                points[k] = (Point){centers[i].x + way.x * radius, centers[i].y + way.y * radius};
            }
        }
    }
    draw_polygon(list, points, corners, color);
}
