/* SPDX-License-Identifier: MIT */
/** Starts everything on one leg: routines of the balance program, after the safety page. */
#ifndef SUREFOOT_BALANCE_START_H
#define SUREFOOT_BALANCE_START_H

#include "shared/page.h"

#define BALANCE_PROGRAM "balance"
#define BALANCE_OPEN "open"
#define BALANCE_CLOSED "closed"
#define BALANCE_BRUSH "brush"
#define BALANCE_SQUAT "half-squat"

/** Arguments of screen_stance_safety. */
typedef struct StanceSafetyArgs {
    void (*then)(Shell *shell); /**< called when the page is done, to replace it; NULL goes back */
} StanceSafetyArgs;

/** True if the safety page was read within the last month. */
bool stance_is_safe(const Shell *shell);
/** Calls `then` now, or after the safety page if that is due. */
void stance_begin(Shell *shell, void (*then)(Shell *shell));

/** Opens the set-up page of the test; pass it to stance_begin. */
void balance_set_up(Shell *shell);
/** Opens the page of the half-squat check; pass it to stance_begin. */
void balance_squat(Shell *shell);
/** A routine of the balance program, borrowed from the library, or NULL; *program is its
 * program. */
const Routine *balance_routine(const Shell *shell, const char *id, const Program **program);
/** Starts a routine with this profile and replaces the page by the player. Shows a notice if that
 *  fails. */
void balance_play(Shell *shell, const char *id, const Profile *profile);

#endif
