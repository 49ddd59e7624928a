/* SPDX-License-Identifier: MIT */
/* The speech engine of a build without flite: there is none. */
#include "engine.h"

bool engine_exists(void)
{
    return false;
}

SfError engine_open(Engine **out, const char *language, SfErrorInfo *err)
{
    (void)language;
    *out = NULL;
    return sf_fail(err, SF_E_NOTFOUND, "built without a speech engine");
}

void engine_close(Engine *engine)
{
    (void)engine;
}

SfError engine_speak(Engine *engine, EngineSound *out, const char *text, SfErrorInfo *err)
{
    (void)engine;
    (void)text;
    *out = (EngineSound){0};
    return sf_fail(err, SF_E_NOTFOUND, "built without a speech engine");
}

const char *engine_name(void)
{
    return "none";
}

const char *engine_licence(void)
{
    return "";
}
