/* SPDX-License-Identifier: MIT */
/** The few functions of fontconfig that are needed, from the library if the system has it. */
#ifndef LETTERS_FONTCONFIG_H
#define LETTERS_FONTCONFIG_H

#include "surefoot/base.h"

#define FONT_PATH_BYTES 1024

typedef struct Fontconfig Fontconfig;

/** NULL if there is none. Reads the system's list of fonts. */
Fontconfig *fontconfig_open(void);
/** The file that fits a pattern such as "sans-serif:charset=5d1" best, and the face in it; false if
 *  there is none. */
bool fontconfig_match(Fontconfig *config,
                      const char *pattern,
                      char path[FONT_PATH_BYTES],
                      int *face);
/** Accepts NULL. */
void fontconfig_close(Fontconfig *config);

#endif
