/* SPDX-License-Identifier: MIT */
/** The few functions of fontconfig that are needed; the library is loaded if the system has it. */
#ifndef LETTERS_FONTCONFIG_H
#define LETTERS_FONTCONFIG_H

#include "surefoot/base.h"

#define FONT_PATH_BYTES 1024

typedef struct Fontconfig Fontconfig;

/** Loads fontconfig and reads the system's list of fonts. The caller closes it. NULL if there is no
 *  fontconfig. */
Fontconfig *fontconfig_open(void);
/** Finds the file that fits a pattern such as "sans-serif:charset=5d1" best, and the number of the
 *  face in it. False if there is none. */
bool fontconfig_match(Fontconfig *config,
                      const char *pattern,
                      char path[FONT_PATH_BYTES],
                      int *face);
/** Frees it. NULL is fine. */
void fontconfig_close(Fontconfig *config);

#endif
