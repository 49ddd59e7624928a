/* SPDX-License-Identifier: MIT */
/** What every page after a routine does: saves it, closes the sound, ends the session. */
#ifndef SUREFOOT_AFTER_H
#define SUREFOOT_AFTER_H

#include "shared/page.h"

/** The page that comes after a routine of this mode. */
const Screen *after_screen(RoutineMode mode);
/** Call it when the page is entered: writes the session to the log and reads the log again. */
void after_enter(Shell *shell);
/** Call it as the leave function of the page: ends the session. */
void after_leave(Shell *shell, void *memory);
/** Shows that the session was saved, or why not, with a button to try again. */
void after_saved(Shell *shell);

#endif
