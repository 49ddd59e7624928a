/* SPDX-License-Identifier: MIT */
/* Walks over a draw list with clips and alphas applied. */
#include "surefoot/draw.h"

#include "draw_internal.h"

void draw_walk_begin(DrawWalk *walk, const DrawList *list)
{
    walk->list = list;
    walk->next = 0;
    walk->clip_depth = 0;
    walk->alpha_depth = 0;
    walk->clips[0] = (Rect){.x = -DRAW_COORDINATE_MAX,
                            .y = -DRAW_COORDINATE_MAX,
                            .w = 2.0F * DRAW_COORDINATE_MAX,
                            .h = 2.0F * DRAW_COORDINATE_MAX};
    walk->alphas[0] = 1.0F;
}

static void push_clip(DrawWalk *walk, Rect clip)
{
    if (walk->clip_depth < DRAW_NEST_MAX) {
        walk->clips[walk->clip_depth + 1] = rect_intersect(walk->clips[walk->clip_depth], clip);
    }
    walk->clip_depth++;
}

static void push_alpha(DrawWalk *walk, float alpha)
{
    if (walk->alpha_depth < DRAW_NEST_MAX) {
        walk->alphas[walk->alpha_depth + 1] = walk->alphas[walk->alpha_depth] * alpha;
    }
    walk->alpha_depth++;
}

/* True if the command moved the stacks. An end without a begin is ignored. */
static bool take_state(DrawWalk *walk, const DrawCommand *command)
{
    switch (command->kind) {
    case DRAW_CLIP:
        push_clip(walk, command->as.clip);
        return true;
    case DRAW_CLIP_END:
        walk->clip_depth -= walk->clip_depth > 0 ? 1 : 0;
        return true;
    case DRAW_ALPHA:
        push_alpha(walk, command->as.alpha);
        return true;
    case DRAW_ALPHA_END:
        walk->alpha_depth -= walk->alpha_depth > 0 ? 1 : 0;
        return true;
    case DRAW_RECT:
    case DRAW_RING:
    case DRAW_CAPSULE:
    case DRAW_POLYGON:
    case DRAW_TEXT:
        return false;
    }
    return false;
}

static int32_t top(int32_t depth)
{
    return depth < DRAW_NEST_MAX ? depth : DRAW_NEST_MAX;
}

bool draw_walk_next(DrawWalk *walk, DrawItem *item)
{
    while (walk->next < walk->list->count) {
        const DrawCommand *command = &walk->list->commands[walk->next++];
        if (take_state(walk, command) || command->color.a == 0) {
            continue;
        }
        item->command = command;
        item->clip = walk->clips[top(walk->clip_depth)];
        item->alpha = walk->alphas[top(walk->alpha_depth)];
        if (item->alpha > 0.0F && !rect_is_empty(item->clip) &&
            draw__is_drawable(walk->list, command)) {
            return true;
        }
    }
    return false;
}
