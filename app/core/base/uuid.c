/* SPDX-License-Identifier: MIT */
/* UUIDs: make, compare, print and parse. */
#include "surefoot/facts.h"

#include <string.h>

#define UUID_TIME_BYTES 6
#define UUID_DIGITS 36

Uuid uuid_make(int64_t utc_ms, const uint8_t random[10])
{
    Uuid uuid;
    uint64_t time = utc_ms < 0 ? 0 : (uint64_t)utc_ms;
    for (int i = UUID_TIME_BYTES - 1; i >= 0; i--) {
        uuid.bytes[i] = (uint8_t)(time & 0xffU);
        time >>= 8;
    }
    memcpy(&uuid.bytes[UUID_TIME_BYTES], random, 10);
    uuid.bytes[6] = (uint8_t)(0x70U | (uuid.bytes[6] & 0x0fU)); /* version 7 */
    uuid.bytes[8] = (uint8_t)(0x80U | (uuid.bytes[8] & 0x3fU)); /* the variant of RFC 9562 */
    return uuid;
}

bool uuid_is_none(Uuid uuid)
{
    return uuid_equal(uuid, (Uuid){{0}});
}

bool uuid_equal(Uuid a, Uuid b)
{
    return memcmp(a.bytes, b.bytes, sizeof(a.bytes)) == 0;
}

static bool dash_comes_before(size_t byte)
{
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

void uuid_format(char out[UUID_TEXT_BYTES], Uuid uuid)
{
    static const char digits[] = "0123456789abcdef";
    size_t at = 0;
    for (size_t i = 0; i < sizeof(uuid.bytes); i++) {
        if (dash_comes_before(i)) {
            out[at++] = '-';
        }
        out[at++] = digits[uuid.bytes[i] >> 4];
        out[at++] = digits[uuid.bytes[i] & 0x0fU];
    }
    out[at] = '\0';
}

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    if (digit >= 'a' && digit <= 'f') {
        return digit - 'a' + 10;
    }
    if (digit >= 'A' && digit <= 'F') {
        return digit - 'A' + 10;
    }
    return -1;
}

bool uuid_parse(Uuid *out, const char *text)
{
    Uuid uuid = {{0}};
    if (text == NULL || strlen(text) != UUID_DIGITS) {
        return false;
    }
    for (size_t i = 0; i < sizeof(uuid.bytes); i++) {
        if (dash_comes_before(i) && *text++ != '-') {
            return false;
        }
        const int high = hex_value(text[0]);
        const int low = hex_value(text[1]);
        if (high < 0 || low < 0) {
            return false;
        }
        uuid.bytes[i] = (uint8_t)(high * 16 + low);
        text += 2;
    }
    *out = uuid;
    return true;
}
