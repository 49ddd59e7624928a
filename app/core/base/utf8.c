/* SPDX-License-Identifier: MIT */
/* Reads UTF-8 and removes characters that control a terminal. */
#include "surefoot/utf8.h"

#include <string.h>

static size_t sequence_length(unsigned char lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        return 3;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

size_t utf8_read(const char *text, size_t size, uint32_t *character)
{
    static const uint32_t lowest[] = {0, 0, 0x80, 0x800, 0x10000};
    static const unsigned char lead_mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    const size_t length = size == 0 ? 0 : sequence_length((unsigned char)text[0]);
    if (length == 0 || length > size) {
        return 0;
    }
    uint32_t value = (unsigned char)text[0] & lead_mask[length];
    for (size_t i = 1; i < length; i++) {
        if (!utf8_continues(text[i])) {
            return 0;
        }
        value = value << 6 | ((unsigned char)text[i] & 0x3FU);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < lowest[length] || surrogate || value > 0x10FFFF) {
        return 0;
    }
    *character = value;
    return length;
}

size_t utf8_cut(const char *text, size_t size)
{
    while (size > 0 && utf8_continues(text[size])) {
        size--;
    }
    return size;
}

/* Characters from first to last. */
typedef struct Span {
    uint32_t first;
    uint32_t last;
} Span;

static bool is_in(uint32_t character, const Span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (character >= spans[i].first && character <= spans[i].last) {
            return true;
        }
    }
    return false;
}

/* Spaces and controls; soft hyphen, joiners, fillers, marks of direction, selectors and tags. As
 * "invisible" in assets/schemas/common.schema.json. */
static const Span invisible[] = {
    {0x00, 0x20},     {0x7F, 0xA0},     {0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},
    {0x115F, 0x1160}, {0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x2000, 0x200F},
    {0x2028, 0x202F}, {0x205F, 0x206F}, {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164},
    {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF},
};

static const Span steering[] = {
    {0x00, 0x1F}, {0x7F, 0x9F}, {0x2028, 0x2029}, {0x202A, 0x202E}, {0x2066, 0x2069},
};

bool utf8_is_blank(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size) {
        uint32_t character = 0;
        at += utf8_read(text + at, size - at, &character);
        if (!is_in(character, invisible, SF_COUNT(invisible))) {
            return false;
        }
    }
    return true;
}

bool utf8_steers(uint32_t character)
{
    return is_in(character, steering, SF_COUNT(steering));
}

static bool is_break(uint32_t character)
{
    return character == '\n' || character == '\t' || character == 0x2028 || character == 0x2029;
}

bool utf8_has_steering(const char *text, size_t size, Utf8Breaks breaks)
{
    size_t at = 0;
    while (at < size) {
        uint32_t character = 0;
        at += utf8_read(text + at, size - at, &character);
        if (utf8_steers(character) && (breaks == UTF8_ONE_LINE || !is_break(character))) {
            return true;
        }
    }
    return false;
}

void utf8_make_plain(char *text, Utf8Breaks breaks)
{
    const size_t size = strlen(text);
    size_t to = 0;
    for (size_t at = 0; at < size;) {
        uint32_t character = 0;
        const size_t length = utf8_read(text + at, size - at, &character);
        const bool stays =
            length > 0 && (!utf8_steers(character) || (character == '\n' && breaks == UTF8_LINES));
        if (stays) {
            memmove(text + to, text + at, length);
        } else {
            text[to] = '?';
        }
        to += stays ? length : 1;
        at += length > 0 ? length : 1;
    }
    text[to] = '\0';
}
