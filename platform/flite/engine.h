/* SPDX-License-Identifier: MIT */
/**
 * A speech engine within the program, for texts that are not in the voice pack: those of people's
 * own programs, and all texts while the pack is made. The build decides which engine there is, or
 * none.
 *
 * Any thread may use it, but only one at a time. A sentence takes about 40 ms.
 */
#ifndef SUREFOOT_ENGINE_H
#define SUREFOOT_ENGINE_H

#include "surefoot/base.h"

typedef struct Engine Engine;

/** The sound of a text, as the engine made it. */
typedef struct EngineSound {
    int16_t *samples; /**< mono; the caller frees them with sf_free */
    int32_t count;
    int32_t rate;
} EngineSound;

/** False in a build without an engine: then engine_open fails. */
bool engine_exists(void);
/** Opens the engine for a language (BCP 47, such as "en"). The caller closes it. SF_E_NOTFOUND if
 *  there is no voice for it. */
SfError engine_open(Engine **out, const char *language, SfErrorInfo *err);
/** Frees it. NULL is fine. */
void engine_close(Engine *engine);
/** Speaks a text into *out. SF_E_INPUT if the engine cannot, SF_E_NOMEM. */
SfError engine_speak(Engine *engine, EngineSound *out, const char *text, SfErrorInfo *err);
/** The name of the engine and its voice. */
const char *engine_name(void);
/** The licence of the engine and its voice. */
const char *engine_licence(void);

#endif
