/* SPDX-License-Identifier: MIT */
/** Where things are on a Linux system: the person's data (XDG) and what was installed with us. */
#ifndef SUREFOOT_PATHS_H
#define SUREFOOT_PATHS_H

#include "surefoot/base.h"

#define PATH_BYTES 1024

/** $XDG_DATA_HOME/surefoot or ~/.local/share/surefoot. SF_E_NOTFOUND if neither is known. */
SfError paths_data_dir(char out[PATH_BYTES], SfErrorInfo *err);
/**
 * Creates the folder, its parents and its programs/ folder, for this user only. One that is there
 * already is closed to others if it is this user's and holds nothing but what is ours; a home or
 * /tmp stays as it is.
 */
SfError paths_make_data_dir(const char *path, SfErrorInfo *err);
/** $SUREFOOT_ASSETS, beside the program, in ../share/surefoot, or the source folder; first found.
 */
SfError paths_assets_dir(char out[PATH_BYTES], SfErrorInfo *err);
/** The voice pack of a language, like the assets: $SUREFOOT_VOICE, beside the program, or in
 * ../share/surefoot; false if there is none. */
bool paths_voice(char out[PATH_BYTES], const char *language);
bool paths_exist(const char *path);

#endif
