/* SPDX-License-Identifier: MIT */
#include "text_out.h"

#include "surefoot/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define FORMAT_BYTES 201
#define FIRST_BYTES ((size_t)4096)

static bool make_room(TextOut *out, size_t more)
{
    if (out->failed) {
        return false;
    }
    const size_t need = out->used + more + 1;
    if (need <= out->capacity) {
        return true;
    }
    size_t wanted = out->capacity > 0 ? out->capacity : FIRST_BYTES;
    while (wanted < need) {
        wanted *= 2;
    }
    char *grown = sf_realloc(out->bytes, wanted);
    if (grown == NULL) {
        out->failed = true;
        return false;
    }
    out->bytes = grown;
    out->capacity = wanted;
    return true;
}

void text_out_bytes(TextOut *out, const char *bytes, size_t size)
{
    if (make_room(out, size)) {
        memcpy(out->bytes + out->used, bytes, size);
        out->used += size;
        out->bytes[out->used] = '\0';
    }
}

void text_out_text(TextOut *out, const char *text)
{
    text_out_bytes(out, text, strlen(text));
}

void text_out_format(TextOut *out, const char *format, ...)
{
    char text[FORMAT_BYTES];
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    SF_ASSERT(length >= 0 && (size_t)length < sizeof(text));
    text_out_bytes(out, text, (size_t)length);
}

static const char *short_escape(char byte)
{
    switch (byte) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return NULL;
    }
}

void text_out_json(TextOut *out, const char *text)
{
    text_out_bytes(out, "\"", 1);
    const char *plain = text;
    for (const char *at = text; *at != '\0'; at++) {
        const char *escape = short_escape(*at);
        const bool control = (unsigned char)*at < 0x20;
        if (escape == NULL && !control) {
            continue;
        }
        text_out_bytes(out, plain, (size_t)(at - plain));
        if (escape != NULL) {
            text_out_text(out, escape);
        } else {
            text_out_format(out, "\\u%04x", (unsigned)(unsigned char)*at);
        }
        plain = at + 1;
    }
    text_out_text(out, plain);
    text_out_bytes(out, "\"", 1);
}

SfError text_out_take(TextOut *out, char **text)
{
    text_out_bytes(out, "", 0);
    *text = NULL;
    if (out->failed) {
        sf_free(out->bytes);
        *out = (TextOut){0};
        return SF_E_NOMEM;
    }
    *text = out->bytes;
    *out = (TextOut){0};
    return SF_OK;
}
