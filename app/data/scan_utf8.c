/* SPDX-License-Identifier: MIT */
#include "scan_utf8.h"

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
        const unsigned char byte = (unsigned char)text[i];
        if ((byte & 0xC0) != 0x80) {
            return 0;
        }
        value = value << 6 | (byte & 0x3FU);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < lowest[length] || surrogate || value > 0x10FFFF) {
        return 0;
    }
    *character = value;
    return length;
}

static bool is_space(uint32_t c)
{
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool utf8_is_blank(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size) {
        uint32_t character = 0;
        at += utf8_read(text + at, size - at, &character);
        if (!is_space(character)) {
            return false;
        }
    }
    return true;
}

bool utf8_has_control(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        const unsigned char byte = (unsigned char)text[i];
        if (byte < 0x20 || byte == 0x7F) {
            return true;
        }
    }
    return false;
}
