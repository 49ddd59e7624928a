/* SPDX-License-Identifier: MIT */
/* Says where a text is no JSON, and why. */
#include "scan_parts.h"

#include <stdarg.h>
#include <stdio.h>

#include "surefoot/utf8.h"

void cursor_move(TextCursor *cursor, const char *bytes, size_t at)
{
    if (at < cursor->at) {
        *cursor = (TextCursor){0, 1, 1};
    }
    for (; cursor->at < at; cursor->at++) {
        const char byte = bytes[cursor->at];
        if (byte == '\n') {
            cursor->line++;
            cursor->column = 1;
        } else if (!utf8_continues(byte)) {
            cursor->column++;
        }
    }
}

bool scan_fail(Scan *scan, size_t at, const char *format, ...)
{
    char message[256];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    TextCursor cursor = {0, 1, 1};
    cursor_move(&cursor, scan->bytes, at);
    sink_add(scan->sink, FAULT_ERROR, (FaultPlace){cursor.line, cursor.column, ""}, "%s", message);
    scan->error = SF_E_INPUT;
    return false;
}
