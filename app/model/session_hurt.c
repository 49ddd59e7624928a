/* SPDX-License-Identifier: MIT */
/* "It hurts": carries out the choice; for an easier exercise it compiles the routine again. */
#include "session_internal.h"

#include <string.h>

const Exercise *session_easier(const Session *session)
{
    const Timeline *timeline = session_timeline(session);
    const Item *item = &timeline->items[timeline->segments[session->player.segment].item];
    const bool can = session->program != NULL && session->routine != NULL &&
                     item->easier[0] != '\0' && session->profile.swap_count < PROFILE_SWAPS;
    return can ? library_exercise(session->ports.library, item->easier) : NULL;
}

/* Compiles the rest of the routine again, with the easier exercise in this step's place. */
static SfError make_easier(Session *session, int64_t now_ms)
{
    const Timeline *timeline = session_timeline(session);
    const Item *item = &timeline->items[timeline->segments[session->player.segment].item];
    const Exercise *easier = library_exercise(session->ports.library, item->easier);
    const char *step = NULL;
    for (int32_t i = 0; i < session->profile.swap_count; i++) {
        if (strcmp(session->profile.swaps[i].step, item->step) == 0) {
            session->profile.swaps[i].exercise = easier->id;
            step = item->step;
        }
    }
    if (step == NULL) {
        /* Both timelines have the same step ids, but only one of them is kept. */
        step =
            arena_copy(&session->timelines[session->current].arena, item->step, strlen(item->step));
        if (step == NULL) {
            return SF_E_NOMEM;
        }
        session->profile.swaps[session->profile.swap_count++] =
            (Swap){.step = step, .exercise = easier->id};
    }
    Timeline *next = &session->timelines[1 - session->current];
    SfError error = timeline_compile(next, session->ports.library, session->program,
                                     session->routine, &session->profile, &session->trouble);
    if (error == SF_OK) {
        error = player_rebase(&session->player, next, now_ms);
    }
    if (error != SF_OK) {
        timeline_deinit(next);
        return error;
    }
    for (int32_t i = 0; i < session->profile.swap_count; i++) {
        Swap *swap = &session->profile.swaps[i];
        swap->step = arena_copy(&next->arena, swap->step, strlen(swap->step));
        if (swap->step == NULL) {
            session->profile.swap_count = i;
        }
    }
    timeline_deinit(&session->timelines[session->current]);
    session->current = 1 - session->current;
    session->timeline_kept = false;
    return SF_OK;
}

SfError session_hurt(Session *session, HurtChoice choice)
{
    const int64_t now_ms = session__catch_up(session);
    if (choice == HURT_EASIER && session_easier(session) == NULL) {
        return SF_E_STATE;
    }
    SfError error = player_hurt(&session->player, choice, now_ms);
    session__drain(session, now_ms);
    if (error == SF_OK && choice == HURT_EASIER) {
        error = make_easier(session, now_ms);
    }
    return session__after(session, error, now_ms);
}
