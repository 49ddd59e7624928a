/* SPDX-License-Identifier: MIT */
/** Where the sound of a sentence comes from: a speech engine, or a folder of recordings. */
#ifndef SUREFOOT_VOICE_SOURCE_H
#define SUREFOOT_VOICE_SOURCE_H

#include "surefoot/base.h"

typedef struct Raw {
    int16_t *samples; /* sf_free */
    int32_t count;
    int32_t rate;
} Raw;

/** Engine speech. SF_E_NOTFOUND: built without an engine. */
SfError engine_open(SfErrorInfo *err);
SfError engine_speak(Raw *out, const char *text, SfErrorInfo *err);
void engine_close(void);
/** For the manifest: what spoke, and under which terms. */
const char *engine_name(void);
const char *engine_licence(void);

typedef struct Folder Folder;

/** Opens a folder with voice.json (see CONTRIBUTING.md). */
SfError folder_open(Folder **out, const char *path, SfErrorInfo *err);
void folder_close(Folder *folder);
/** SF_E_NOTFOUND: this sentence was not recorded. */
SfError folder_speak(const Folder *folder, Raw *out, const char *text, SfErrorInfo *err);
/** "voice", "language", "licence" or "author" of the manifest, or "". */
const char *folder_about(const Folder *folder, const char *key);

#endif
