/* SPDX-License-Identifier: MIT */
#include "source.h"

SfError engine_open(SfErrorInfo *err)
{
    return sf_fail(err, SF_E_NOTFOUND, "built without a speech engine");
}

SfError engine_speak(Raw *out, const char *text, SfErrorInfo *err)
{
    (void)out;
    (void)text;
    return sf_fail(err, SF_E_NOTFOUND, "built without a speech engine");
}

void engine_close(void)
{
}

const char *engine_name(void)
{
    return "none";
}

const char *engine_licence(void)
{
    return "";
}
