/* SPDX-License-Identifier: MIT */
/* Gives each step of a routine an id of its own. */
#include "load_parts.h"

#include "surefoot/hash.h"
#include "surefoot/limits.h"

#include <string.h>

/* A power of two above twice LIMIT_STEPS, so that a free slot is always near. */
#define SLOTS 8192
_Static_assert(SLOTS > 2 * LIMIT_STEPS, "the table of step ids must stay half empty");

typedef struct Slot {
    const char *id;
    int32_t number; /**< last one given to a step that wanted this id */
} Slot;

struct StepIds {
    Slot slots[SLOTS];
};

StepIds *step_ids_create(void)
{
    return sf_alloc(sizeof(StepIds));
}

void step_ids_destroy(StepIds *ids)
{
    sf_free(ids);
}

void step_ids_clear(StepIds *ids)
{
    memset(ids, 0, sizeof(*ids));
}

/* The slot that has the id, or the free one where it belongs. */
static Slot *slot_of(StepIds *ids, const char *id)
{
    uint32_t index = hash_fold(hash_text(HASH_START, id)) % SLOTS;
    while (ids->slots[index].id != NULL && strcmp(ids->slots[index].id, id) != 0) {
        index = (index + 1) % SLOTS;
    }
    return &ids->slots[index];
}

bool step_ids_add(StepIds *ids, const char *id)
{
    Slot *slot = slot_of(ids, id);
    if (slot->id != NULL) {
        return false;
    }
    *slot = (Slot){id, 1};
    return true;
}

const char *step_ids_name(StepIds *ids, Arena *arena, const char *base)
{
    Slot *wanted = slot_of(ids, base);
    if (wanted->id == NULL) {
        *wanted = (Slot){base, 1};
        return base;
    }
    char name[LIMIT_ID_BYTES + 1];
    do {
        wanted->number++;
        char suffix[16];
        (void)sf_format(suffix, sizeof(suffix), "-%d", (int)wanted->number);
        const int room = LIMIT_ID_BYTES - (int)strlen(suffix);
        (void)sf_format(name, sizeof(name), "%.*s%s", room, base, suffix);
    } while (slot_of(ids, name)->id != NULL);
    const char *id = arena_copy(arena, name, strlen(name));
    if (id != NULL) {
        (void)step_ids_add(ids, id);
    }
    return id;
}
