/* SPDX-License-Identifier: MIT */
#include "surefoot/hash.h"
#include "surefoot/draw.h"

static uint64_t add_number(uint64_t hash, uint32_t number)
{
    return hash_bytes(hash, &number, sizeof(number));
}

static uint64_t add_ring(uint64_t hash, const DrawCommand *command)
{
    const float values[] = {command->as.ring.center.x, command->as.ring.center.y,
                            command->as.ring.radius,   command->as.ring.width,
                            command->as.ring.from,     command->as.ring.sweep};
    hash = hash_bytes(hash, values, sizeof(values));
    return add_number(hash, command->as.ring.round ? 1 : 0);
}

static uint64_t add_polygon(uint64_t hash, const DrawList *list, const DrawCommand *command)
{
    const size_t count = (size_t)command->as.polygon.count;
    hash = add_number(hash, (uint32_t)count);
    return hash_bytes(hash, list->points + command->as.polygon.first,
                      count * sizeof(list->points[0]));
}

static uint64_t add_text(uint64_t hash, const DrawList *list, const DrawCommand *command)
{
    hash = hash_bytes(hash, &command->as.text.at, sizeof(command->as.text.at));
    hash = add_number(hash, (uint32_t)command->as.text.font.weight);
    hash = add_number(hash, (uint32_t)command->as.text.font.px);
    hash = add_number(hash, (uint32_t)command->as.text.size);
    return hash_bytes(hash, list->text + command->as.text.first, (size_t)command->as.text.size);
}

static uint64_t add_shape(uint64_t hash, const DrawList *list, const DrawCommand *command)
{
    switch (command->kind) {
    case DRAW_RECT:
        return hash_bytes(hash, &command->as.rect, sizeof(command->as.rect));
    case DRAW_RING:
        return add_ring(hash, command);
    case DRAW_CAPSULE:
        return hash_bytes(hash, &command->as.capsule, sizeof(command->as.capsule));
    case DRAW_POLYGON:
        return add_polygon(hash, list, command);
    case DRAW_TEXT:
        return add_text(hash, list, command);
    case DRAW_CLIP:
        return hash_bytes(hash, &command->as.clip, sizeof(command->as.clip));
    case DRAW_ALPHA:
        return hash_bytes(hash, &command->as.alpha, sizeof(command->as.alpha));
    case DRAW_CLIP_END:
    case DRAW_ALPHA_END:
        return hash;
    }
    return hash;
}

uint64_t draw_hash(const DrawList *list)
{
    uint64_t hash = HASH_START;
    for (int32_t i = 0; i < list->count; i++) {
        const DrawCommand *command = &list->commands[i];
        hash = add_number(hash, (uint32_t)command->kind);
        hash = hash_bytes(hash, &command->color, sizeof(command->color));
        hash = add_shape(hash, list, command);
    }
    return hash;
}
