/* SPDX-License-Identifier: MIT */
/** The stack of screens. Changes are queued in a pass and applied after it. */
#ifndef SUREFOOT_NAV_H
#define SUREFOOT_NAV_H

#include <stddef.h>

#include "surefoot/screen.h"

/** What can happen to the stack. */
typedef enum NavChangeKind { NAV_PUSH, NAV_REPLACE, NAV_POP, NAV_RESET } NavChangeKind;

/** One change that waits for the end of the pass. */
typedef struct NavChange {
    NavChangeKind kind;
    const Screen *screen;
    bool has_args;
    _Alignas(max_align_t) unsigned char args[NAV_ARGS_BYTES];
} NavChange;

#define NAV_CHANGES 4 /* in one pass: reset and push is the longest */

/** A screen on the stack, with its state. */
typedef struct NavEntry {
    const Screen *screen;
    _Alignas(max_align_t) unsigned char state[NAV_STATE_BYTES];
} NavEntry;

/** The stack, and the changes of this pass. */
struct Nav {
    NavEntry stack[NAV_DEPTH];
    int32_t depth;
    NavChange changes[NAV_CHANGES];
    int32_t change_count;
    bool quit;
};

/** Applies the queued changes. True if the screen changed. */
bool nav_apply(Nav *nav, Shell *shell);
/** Leaves every screen, top first. */
void nav_clear(Nav *nav, Shell *shell);
/** The current screen and its state, borrowed; NULL if the stack is empty. */
NavEntry *nav_top(Nav *nav);

#endif
