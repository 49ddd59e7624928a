/* SPDX-License-Identifier: MIT */
/** What every page after a routine does: its facts are written, its sound closes, it ends. */
#ifndef SUREFOOT_AFTER_H
#define SUREFOOT_AFTER_H

#include "shared/page.h"

/** The page that comes after a routine of this mode. */
const Screen *after_screen(RoutineMode mode);
/** On entering it: the log has the session, and the model knows. */
void after_enter(Shell *shell);
/** On leaving it. */
void after_leave(Shell *shell, void *memory);
/** Says that it was saved, or why not yet, with a button to try again. */
void after_saved(Shell *shell);

#endif
