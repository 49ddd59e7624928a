/* SPDX-License-Identifier: MIT */
/* A text that grows as it is written. */
#include "surefoot/text_out.h"

#include "surefoot/memory.h"
#include "surefoot/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define ESCAPE_BYTES 8
#define FORMAT_BYTES 201

static bool make_room(TextOut *out, size_t more)
{
    if (out->failed) {
        return false;
    }
    char *bytes = array_room(out->bytes, &out->capacity, out->used + more + 1, 1);
    out->failed = bytes == NULL;
    out->bytes = bytes != NULL ? bytes : out->bytes;
    return bytes != NULL;
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

/* True for plain characters, which are nearly all of a text. */
static bool is_common(char byte)
{
    return byte >= ' ' && byte < 0x7F && byte != '"' && byte != '\\';
}

/* True if the character needs no escape; else its escape is written to `out`. */
static bool stands_as_it_is(char out[ESCAPE_BYTES], const char *at, size_t length, uint32_t value)
{
    const char *escape = short_escape(*at);
    if (escape != NULL) {
        (void)sf_format(out, ESCAPE_BYTES, "%s", escape);
    } else if (length == 0) {
        (void)sf_format(out, ESCAPE_BYTES, "\\ufffd");
    } else if (utf8_steers(value)) {
        (void)sf_format(out, ESCAPE_BYTES, "\\u%04x", (unsigned)value);
    } else {
        return true;
    }
    return false;
}

void text_out_json(TextOut *out, const char *text)
{
    text_out_bytes(out, "\"", 1);
    const char *plain = text;
    const char *end = text + strlen(text);
    for (const char *at = text; at < end;) {
        if (is_common(*at)) {
            at++;
            continue;
        }
        char escape[ESCAPE_BYTES];
        uint32_t value = 0;
        const size_t length = utf8_read(at, (size_t)(end - at), &value);
        const char *next = at + (length > 0 ? length : 1);
        if (!stands_as_it_is(escape, at, length, value)) {
            text_out_bytes(out, plain, (size_t)(at - plain));
            text_out_text(out, escape);
            plain = next;
        }
        at = next;
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
