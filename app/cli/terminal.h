/* SPDX-License-Identifier: MIT */
/** The terminal for `play`: keys without Enter, and whether a line can be redrawn. */
#ifndef SUREFOOT_TERMINAL_H
#define SUREFOOT_TERMINAL_H

#include "surefoot/base.h"

/** Makes keys come without Enter if stdin is a terminal. At exit and on signals the terminal is
 *  restored. */
void terminal_begin(void);
/** Restores the terminal. */
void terminal_end(void);
/** True if the output is a terminal, where a line can be redrawn. */
bool terminal_is_live(void);
/** True if somebody can press keys. */
bool terminal_has_keys(void);
/** Waits up to timeout_ms for a key and returns it; 0 if none came. */
int terminal_key(int32_t timeout_ms);

#endif
