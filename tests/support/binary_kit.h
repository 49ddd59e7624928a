/* SPDX-License-Identifier: MIT */
/** The real program, run with arguments of a shell. */
#ifndef BINARY_KIT_H
#define BINARY_KIT_H

#include <stddef.h>
#include <sys/types.h>

#include "surefoot/base.h"

/** Runs `surefoot WORDS`; its output, freed with sf_free, and its exit code. Errors go along. */
char *kit_run(int *code, const char *format, ...) SF_PRINTF(2, 3);
/** Begins `surefoot WORDS` in a process of its own, which waits until `go` is closed. */
pid_t kit_begin(int go, const char *words);
/** Waits for its end: its exit code. */
int kit_end(pid_t process);

/** Removes a data folder with what the program put there. */
void kit_remove_data(const char *folder);

#endif
