/* SPDX-License-Identifier: MIT */
/** Red flags in the terminal: which are open, and how to close them. */
#ifndef SUREFOOT_CLI_FLAGS_H
#define SUREFOOT_CLI_FLAGS_H

#include <stdio.h>

#include "cli.h"

/** Prints the open red flags, where to go and how to close them; nothing if none is open. */
void cli_print_flags(FILE *to, const Flags *flags);
/** Prints them as JSON, or null: {"level": "today", "on": "2026-11-21", "open": ["flag.hot"]}. */
void cli_json_flags(const Flags *flags);
/** EXIT_BAD_INPUT, after a message, if a flag is open in the log at its usual place; else
 * EXIT_FINE. Without a log no flag is open. A log that cannot be read gives a warning, but does not
 * stop anybody from exercising. */
int cli_refuse_flags(Cli *cli);
/** `log answer QUESTION yes|no`: fills the fact from the arguments. Returns an exit code. */
int cli_answer(Cli *cli, Fact *fact);

#endif
