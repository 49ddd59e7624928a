/* SPDX-License-Identifier: MIT */
/* Arithmetic of rectangles. */
#include "surefoot/draw.h"

#include <math.h>

bool rect_is_empty(Rect rect)
{
    return !(rect.w > 0.0F) || !(rect.h > 0.0F);
}

Rect rect_intersect(Rect a, Rect b)
{
    if (rect_is_empty(a) || rect_is_empty(b)) {
        return (Rect){0};
    }
    const float left = fmaxf(a.x, b.x);
    const float top = fmaxf(a.y, b.y);
    const float right = fminf(a.x + a.w, b.x + b.w);
    const float bottom = fminf(a.y + a.h, b.y + b.h);
    Rect both = {0};
    if (right > left && bottom > top) {
        both = (Rect){.x = left, .y = top, .w = right - left, .h = bottom - top};
    }
    return both;
}

Rect rect_union(Rect a, Rect b)
{
    const Rect none = {0};
    if (rect_is_empty(b)) {
        return rect_is_empty(a) ? none : a;
    }
    if (rect_is_empty(a)) {
        return b;
    }
    const float left = fminf(a.x, b.x);
    const float top = fminf(a.y, b.y);
    const float right = fmaxf(a.x + a.w, b.x + b.w);
    const float bottom = fmaxf(a.y + a.h, b.y + b.h);
    return (Rect){.x = left, .y = top, .w = right - left, .h = bottom - top};
}

bool rect_contains(Rect rect, float x, float y)
{
    return x >= rect.x && y >= rect.y && x < rect.x + rect.w && y < rect.y + rect.h;
}
