/* SPDX-License-Identifier: MIT */
/** Paths on a Linux system: the person's data (XDG), and what was installed with the app. */
#ifndef SUREFOOT_PATHS_H
#define SUREFOOT_PATHS_H

#include "surefoot/base.h"

#define PATH_BYTES 1024

/** The data folder: $XDG_DATA_HOME/surefoot or ~/.local/share/surefoot. SF_E_NOTFOUND if neither is
 *  known, SF_E_TOOBIG if the path is too long. */
SfError paths_data_dir(char out[PATH_BYTES], SfErrorInfo *err);
/**
 * Creates the folder, its parents and its programs/ folder, for this user only. A folder that
 * exists already is closed to other users if it belongs to this user and holds only files of the
 * app; a home or /tmp stays as it is. SF_E_IO, SF_E_FULL or SF_E_TOOBIG.
 */
SfError paths_make_data_dir(const char *path, SfErrorInfo *err);
/** The assets: $SUREFOOT_ASSETS, beside the program, in ../share/surefoot, or the source folder;
 * the first that exists. SF_E_NOTFOUND. */
SfError paths_assets_dir(char out[PATH_BYTES], SfErrorInfo *err);
/** The voice pack of a language: $SUREFOOT_VOICE, beside the program, or in ../share/surefoot.
 * False if there is none. */
bool paths_voice(char out[PATH_BYTES], const char *language);
/** True if there is a file or folder with this path. */
bool paths_exist(const char *path);

#endif
