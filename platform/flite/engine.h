/* SPDX-License-Identifier: MIT */
/**
 * A speech engine in process, for the texts that no pack has: those of people's own programs, and
 * all of them when the pack is made. Which one it is, or none, is settled when we are built.
 *
 * Any thread may use it, one at a time. About 40 ms a sentence.
 */
#ifndef SUREFOOT_ENGINE_H
#define SUREFOOT_ENGINE_H

#include "surefoot/base.h"

typedef struct Engine Engine;

/** As it was spoken, unmastered. */
typedef struct EngineSound {
    int16_t *samples; /**< mono; sf_free */
    int32_t count;
    int32_t rate;
} EngineSound;

/** False: built without one, and engine_open will fail. */
bool engine_exists(void);
/** SF_E_NOTFOUND: there is none for this language (BCP 47, such as "en"). */
SfError engine_open(Engine **out, const char *language, SfErrorInfo *err);
void engine_close(Engine *engine);
SfError engine_speak(Engine *engine, EngineSound *out, const char *text, SfErrorInfo *err);
/** What speaks, and under which terms. */
const char *engine_name(void);
const char *engine_licence(void);

#endif
