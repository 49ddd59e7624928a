/* SPDX-License-Identifier: MIT */
/** A folder of recordings: a voice that a person lent us. */
#ifndef SUREFOOT_VOICE_FOLDER_H
#define SUREFOOT_VOICE_FOLDER_H

#include "engine.h"

typedef struct Folder Folder;

/** Opens a folder with voice.json (see CONTRIBUTING.md); folder_close also after a failure. */
SfError folder_open(Folder **out, const char *path, SfErrorInfo *err);
void folder_close(Folder *folder);
/** SF_E_NOTFOUND: this sentence was not recorded. */
SfError folder_speak(const Folder *folder, EngineSound *out, const char *text, SfErrorInfo *err);
/** "voice", "author" or "licence" of the manifest, or "". */
const char *folder_about(const Folder *folder, const char *key);

#endif
