/* SPDX-License-Identifier: MIT */
/** A terminal to follow along in: keys without Enter, one line that is redrawn, plain lines
 * elsewhere. */
#ifndef SUREFOOT_TERMINAL_H
#define SUREFOOT_TERMINAL_H

#include "surefoot/base.h"

/** Takes keys one by one if stdin is a terminal; gives it back at exit and on signals. */
void terminal_begin(void);
void terminal_end(void);
/** True if the output is a terminal, where a line can be redrawn. */
bool terminal_is_live(void);
/** True if somebody can press keys. */
bool terminal_has_keys(void);
/** Waits up to timeout_ms for a key; 0 if none came. */
int terminal_key(int32_t timeout_ms);

#endif
