/* SPDX-License-Identifier: MIT */
/** Red flags in the terminal: what is open, and how to lift it. */
#ifndef SUREFOOT_CLI_FLAGS_H
#define SUREFOOT_CLI_FLAGS_H

#include <stdio.h>

#include "cli.h"

/** Says what is open, where to go and how to lift it; nothing if nothing is open. */
void cli_print_flags(FILE *to, const Flags *flags);
/** The same as JSON, or null: {"level": "today", "on": "2026-11-21", "open": ["flag.hot"]}. */
void cli_json_flags(const Flags *flags);
/** EXIT_BAD_INPUT after saying so if a flag is open in the log at its usual place. Without a log
 *  there is none; one that cannot be read is said, and keeps nobody from exercising. */
int cli_refuse_flags(Cli *cli);
/** `log answer QUESTION yes|no`: fills the fact. */
int cli_answer(Cli *cli, Fact *fact);

#endif
