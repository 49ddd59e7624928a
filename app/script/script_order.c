/* SPDX-License-Identifier: MIT */
/* Checks that screen readers and Tab go through a page in the order in which it is seen: downwards,
 * and in a row from left to right. Columns side by side are read one after the other, so only nodes
 * in the same column or row are compared. */
#include "script_parts.h"

#define OVERLAP_DP 8.0F /* nodes that overlap less than this are not in one column or row */

static float common(float a, float a_size, float b, float b_size)
{
    const float from = a > b ? a : b;
    const float to = a + a_size < b + b_size ? a + a_size : b + b_size;
    return to - from;
}

static bool covers(Rect outer, Rect inner)
{
    return outer.x <= inner.x && outer.y <= inner.y && outer.x + outer.w >= inner.x + inner.w &&
           outer.y + outer.h >= inner.y + inner.h;
}

/* True if `second` is seen before `first`, although it comes after it in the tree. */
static bool precedes(Rect second, Rect first, float least)
{
    const bool above = second.y + second.h <= first.y + least;
    const bool column = common(first.x, first.w, second.x, second.w) > least;
    const bool left = second.x + second.w <= first.x + least;
    const bool row = second.y == first.y && second.h == first.h;
    return ((above && column) || (left && row)) && !covers(second, first);
}

/* True if two nodes are compared: parts of a question or a dialog only with each other. */
static bool compared(const UiNode *first, const UiNode *second)
{
    return first->parent == second->parent && second->role != ROLE_DIALOG &&
           !rect_is_empty(first->rect) && !rect_is_empty(second->rect);
}

bool script__in_order(ScriptRun *run, ScriptPair *wrong)
{
    int32_t count = 0;
    const UiNode *nodes = app_nodes(run->app, &count);
    const float least = OVERLAP_DP * run->viewport.scale;
    for (int32_t i = 0; i < count; i++) {
        for (int32_t j = i + 1; j < count; j++) {
            if (compared(&nodes[i], &nodes[j]) && precedes(nodes[j].rect, nodes[i].rect, least)) {
                *wrong = (ScriptPair){&nodes[i], &nodes[j]};
                return false;
            }
        }
    }
    return true;
}
