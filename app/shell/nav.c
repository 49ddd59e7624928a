/* SPDX-License-Identifier: MIT */
/* The stack of screens. */
#include "nav.h"

#include <string.h>

static void ask(Nav *nav, NavChangeKind kind, const Screen *screen, const void *args, size_t size)
{
    SF_ASSERT(nav->change_count < NAV_CHANGES);
    SF_ASSERT(size <= NAV_ARGS_BYTES);
    NavChange *change = &nav->changes[nav->change_count++];
    *change = (NavChange){.kind = kind, .screen = screen, .has_args = args != NULL};
    if (args != NULL) {
        memcpy(change->args, args, size);
    }
}

void nav_push(Nav *nav, const Screen *screen, const void *args, size_t size)
{
    ask(nav, NAV_PUSH, screen, args, size);
}

void nav_replace(Nav *nav, const Screen *screen, const void *args, size_t size)
{
    ask(nav, NAV_REPLACE, screen, args, size);
}

void nav_pop(Nav *nav)
{
    ask(nav, NAV_POP, NULL, NULL, 0);
}

void nav_reset(Nav *nav, const Screen *screen, const void *args, size_t size)
{
    ask(nav, NAV_RESET, screen, args, size);
}

void nav_quit(Nav *nav)
{
    nav->quit = true;
}

NavEntry *nav_top(Nav *nav)
{
    return nav->depth > 0 ? &nav->stack[nav->depth - 1] : NULL;
}

static void leave_top(Nav *nav, Shell *shell)
{
    SF_ASSERT(nav->depth > 0);
    NavEntry *entry = &nav->stack[nav->depth - 1];
    if (entry->screen->leave != NULL) {
        entry->screen->leave(shell, entry->state);
    }
    nav->depth--;
}

void nav_clear(Nav *nav, Shell *shell)
{
    while (nav->depth > 0) {
        leave_top(nav, shell);
    }
}

static void enter(Nav *nav, Shell *shell, const NavChange *change)
{
    SF_ASSERT(nav->depth < NAV_DEPTH);
    SF_ASSERT(change->screen->state_size <= NAV_STATE_BYTES);
    NavEntry *entry = &nav->stack[nav->depth++];
    memset(entry, 0, sizeof(*entry));
    entry->screen = change->screen;
    if (entry->screen->enter != NULL) {
        entry->screen->enter(shell, entry->state, change->has_args ? change->args : NULL);
    }
}

bool nav_apply(Nav *nav, Shell *shell)
{
    const bool changed = nav->change_count > 0;
    for (int32_t i = 0; i < nav->change_count; i++) {
        const NavChange *change = &nav->changes[i];
        switch (change->kind) {
        case NAV_PUSH:
            break;
        case NAV_REPLACE:
        case NAV_POP:
            leave_top(nav, shell);
            break;
        case NAV_RESET:
            nav_clear(nav, shell);
            break;
        }
        if (change->kind != NAV_POP) {
            enter(nav, shell, change);
        }
    }
    nav->change_count = 0;
    if (nav->depth == 0) {
        nav->quit = true;
    }
    return changed;
}
