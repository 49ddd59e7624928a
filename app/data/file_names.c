/* SPDX-License-Identifier: MIT */
/* Tells from the name of a file whether it is JSON, or was meant to be. */
#include "file_names.h"

#include "surefoot/base.h"

#include <string.h>
#include <strings.h>

static bool ends_in(const char *name, const char *end, bool any_case)
{
    const size_t length = strlen(name);
    const size_t size = strlen(end);
    if (length <= size) {
        return false;
    }
    const char *tail = name + length - size;
    return any_case ? strcasecmp(tail, end) == 0 : strcmp(tail, end) == 0;
}

NameKind name_kind(const char *name)
{
    if (ends_in(name, ".json", false)) {
        return NAME_JSON;
    }
    const bool near = ends_in(name, ".json", true) || ends_in(name, ".json.txt", true);
    return near ? NAME_NEAR : NAME_OTHER;
}
