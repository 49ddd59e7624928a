/* SPDX-License-Identifier: MIT */
/** How anything on one leg begins: the balance program's routines, and the safety page first. */
#ifndef SUREFOOT_BALANCE_START_H
#define SUREFOOT_BALANCE_START_H

#include "shared/page.h"

#define BALANCE_PROGRAM "balance"
#define BALANCE_OPEN "open"
#define BALANCE_CLOSED "closed"
#define BALANCE_BRUSH "brush"
#define BALANCE_SQUAT "half-squat"

typedef struct StanceSafetyArgs {
    void (*then)(Shell *shell); /**< goes on in the safety page's place; NULL goes back */
} StanceSafetyArgs;

/** True if the safety page was gone through lately. */
bool stance_is_safe(const Shell *shell);
/** Does it now, or after the safety page. */
void stance_begin(Shell *shell, void (*then)(Shell *shell));

/** Opens the set-up of the test; for stance_begin. */
void balance_set_up(Shell *shell);
/** Opens the half-squat check; for stance_begin. */
void balance_squat(Shell *shell);
/** The routine of the balance program, or NULL. */
const Routine *balance_routine(const Shell *shell, const char *id, const Program **program);
/** Starts it as this profile has it and opens the player in the page's place. Says what failed. */
void balance_play(Shell *shell, const char *id, const Profile *profile);

#endif
