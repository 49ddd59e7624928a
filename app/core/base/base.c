/* SPDX-License-Identifier: MIT */
/* Error messages, bounded formatting and assertions. */
#include "surefoot/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

SfError sf_fail(SfErrorInfo *err, SfError code, const char *format, ...)
{
    if (err != NULL) {
        va_list args;
        va_start(args, format);
        (void)vsnprintf(err->text, sizeof(err->text), format, args);
        va_end(args);
    }
    return code;
}

bool sf_format(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const int written = vsnprintf(out, size, format, args);
    va_end(args);
    return written >= 0 && (size_t)written < size;
}

_Noreturn void sf_assert_failed(const char *condition, const char *file, int line)
{
    (void)fprintf(stderr, "%s:%d: internal fault: %s\n", file, line, condition);
    abort();
}
