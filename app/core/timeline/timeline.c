/* SPDX-License-Identifier: MIT */
/* Finds segments in a timeline and tells their kinds; holds memory while one is compiled. */
#include "surefoot/timeline.h"

#include <string.h>

#include "timeline_parts.h"

Profile profile_default(void)
{
    return (Profile){.worse = SIDE_NONE, .last_first = SIDE_NONE, .halfway = true};
}

void timeline__out_of_memory(Compile *c)
{
    if (c->error == SF_OK) {
        c->error = sf_fail(c->err, SF_E_NOMEM, "out of memory");
    }
}

void *timeline__grow(Compile *c, void *block, int32_t *capacity, int32_t need, size_t size)
{
    void *grown = array_grow(block, capacity, need, size);
    if (grown == NULL) {
        sf_free(block);
        *capacity = 0;
        timeline__out_of_memory(c);
    }
    return grown;
}

void timeline_deinit(Timeline *timeline)
{
    Arena arena = timeline->arena;
    arena_deinit(&arena);
    *timeline = (Timeline){0};
}

int32_t timeline_find(const Timeline *timeline, const char *key)
{
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        if (strcmp(timeline->segments[i].key, key) == 0) {
            return i;
        }
    }
    return -1;
}

/* ---- kinds and words ------------------------------------------------------------------------ */

bool segment_is_work(SegmentKind kind)
{
    switch (kind) {
    case SEGMENT_HOLD:
    case SEGMENT_REPS:
    case SEGMENT_TIME:
    case SEGMENT_MAX:
    case SEGMENT_WALK:
    case SEGMENT_RUN:
        return true;
    case SEGMENT_READY:
    case SEGMENT_CHECK:
    case SEGMENT_REST:
    case SEGMENT_CHANGE:
        break;
    }
    return false;
}

bool segment_is_clock_bound(SegmentKind kind)
{
    switch (kind) {
    case SEGMENT_READY:
    case SEGMENT_WALK:
    case SEGMENT_RUN:
    case SEGMENT_REST:
    case SEGMENT_CHANGE:
        return true;
    case SEGMENT_HOLD:
    case SEGMENT_REPS:
    case SEGMENT_TIME:
    case SEGMENT_MAX:
    case SEGMENT_CHECK:
        break;
    }
    return false;
}
