/* SPDX-License-Identifier: MIT */
/* The strict JSON scanner: strings, numbers and words. */
#include "scan_parts.h"
#include "surefoot/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int byte_at(const Scan *scan, size_t at)
{
    return at < scan->size ? (unsigned char)scan->bytes[at] : -1;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_word_character(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_';
}

static size_t word_length(const Scan *scan, size_t at)
{
    size_t length = 0;
    while (is_word_character(byte_at(scan, at + length))) {
        length++;
    }
    return length;
}

static bool is_curly_quote(uint32_t c)
{
    return c >= 0x2018 && c <= 0x201F;
}

bool scan_unexpected(Scan *scan, const char *expected)
{
    const int c = byte_at(scan, scan->at);
    if (c < 0) {
        return scan_fail(scan, scan->at, "the file ends here; %s is missing", expected);
    }
    if (c == '/' || c == '#') {
        return scan_fail(
            scan, scan->at,
            "%s is needed here; comments are not allowed, use a key such as \"x-note\"", expected);
    }
    uint32_t character = 0;
    const size_t length = utf8_read(scan->bytes + scan->at, scan->size - scan->at, &character);
    if (length == 0) {
        return scan_fail(scan, scan->at, "byte 0x%02X is not UTF-8; save the file as UTF-8",
                         (unsigned)c);
    }
    if (c == '\'' || is_curly_quote(character)) {
        return scan_fail(scan, scan->at,
                         "%s is needed here; only straight double quotes are quotes", expected);
    }
    const size_t word = word_length(scan, scan->at);
    if (word > 0) {
        return scan_fail(scan, scan->at, "%s is needed here, not %.*s", expected,
                         word > 40 ? 40 : (int)word, scan->bytes + scan->at);
    }
    if (character <= 0x20 || character == 0x7F) {
        return scan_fail(scan, scan->at, "%s is needed here, not character U+%04X", expected,
                         (unsigned)character);
    }
    return scan_fail(scan, scan->at, "%s is needed here, not \"%.*s\"", expected, (int)length,
                     scan->bytes + scan->at);
}

bool scan_word(Scan *scan)
{
    static const char *const words[] = {"true", "false", "null"};
    static const char *const not_numbers[] = {"NaN", "nan", "NAN", "Infinity", "inf", "Inf"};
    const char *text = scan->bytes + scan->at;
    const size_t length = word_length(scan, scan->at);
    for (size_t i = 0; i < SF_COUNT(words); i++) {
        if (length == strlen(words[i]) && memcmp(text, words[i], length) == 0) {
            scan->at += length;
            return true;
        }
    }
    for (size_t i = 0; i < SF_COUNT(not_numbers); i++) {
        if (length == strlen(not_numbers[i]) && memcmp(text, not_numbers[i], length) == 0) {
            return scan_fail(scan, scan->at, "%s is not a number in JSON; write a plain number",
                             not_numbers[i]);
        }
    }
    if (length > 0) {
        return scan_fail(scan, scan->at,
                         "unknown word %.*s; only true, false and null go without double quotes",
                         length > 40 ? 40 : (int)length, text);
    }
    if (byte_at(scan, scan->at) == '+' || byte_at(scan, scan->at) == '.') {
        return scan_fail(scan, scan->at, "a number starts with a digit or a minus sign");
    }
    return scan_unexpected(scan, "a value");
}

/* The four hexadecimal digits of an escape; false if they are not there. */
static bool read_hex4(const char *text, size_t size, uint32_t *value)
{
    *value = 0;
    for (size_t i = 0; i < 4; i++) {
        const char c = i < size ? text[i] : '\0';
        uint32_t digit = 0;
        if (c >= '0' && c <= '9') {
            digit = (uint32_t)(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            digit = (uint32_t)(c - 'a') + 10;
        } else if (c >= 'A' && c <= 'F') {
            digit = (uint32_t)(c - 'A') + 10;
        } else {
            return false;
        }
        *value = *value << 4 | digit;
    }
    return true;
}

static bool is_high_surrogate(uint32_t unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_low_surrogate(uint32_t unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/* At the backslash of \uXXXX. */
static bool scan_unicode_escape(Scan *scan)
{
    const char *text = scan->bytes + scan->at;
    const size_t left = scan->size - scan->at;
    uint32_t unit = 0;
    if (!read_hex4(text + 2, left - 2, &unit)) {
        return scan_fail(scan, scan->at, "\\u needs four hexadecimal digits, such as \\u00e9");
    }
    if (unit == 0) {
        return scan_fail(scan, scan->at, "\\u0000 is not allowed in text; remove it");
    }
    if (!is_high_surrogate(unit) && !is_low_surrogate(unit)) {
        scan->at += 6;
        return true;
    }
    uint32_t low = 0;
    const bool paired = is_high_surrogate(unit) && left > 8 && text[6] == '\\' && text[7] == 'u' &&
                        read_hex4(text + 8, left - 8, &low) && is_low_surrogate(low);
    if (!paired) {
        return scan_fail(scan, scan->at,
                         "\\u%.4s is half of a surrogate pair; give both halves or the character",
                         text + 2);
    }
    scan->at += 12;
    return true;
}

static bool scan_escape(Scan *scan)
{
    const int c = byte_at(scan, scan->at + 1);
    if (c == 'u') {
        return scan_unicode_escape(scan);
    }
    if (c <= 0 || strchr("\"\\/bfnrt", c) == NULL) {
        return scan_fail(
            scan, scan->at,
            "unknown escape; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX");
    }
    scan->at += 2;
    return true;
}

static bool fail_control(Scan *scan, int c)
{
    if (c == '\n' || c == '\r') {
        return scan_fail(scan, scan->at,
                         "the line ends inside a string; close the quotes, or write \\n");
    }
    return scan_fail(scan, scan->at, "control character U+%04X in a string; write \\u%04x instead",
                     (unsigned)c, (unsigned)c);
}

bool scan_string(Scan *scan)
{
    const size_t opened = scan->at;
    scan->at++;
    for (;;) {
        const int c = byte_at(scan, scan->at);
        if (c < 0) {
            return scan_fail(scan, opened, "this string has no end; close the quotes");
        }
        if (c == '"') {
            scan->at++;
            return true;
        }
        if (c == '\\') {
            if (!scan_escape(scan)) {
                return false;
            }
            continue;
        }
        if (c < 0x20) {
            return fail_control(scan, c);
        }
        uint32_t character = 0;
        const size_t length = utf8_read(scan->bytes + scan->at, scan->size - scan->at, &character);
        if (length == 0) {
            return scan_fail(scan, scan->at, "byte 0x%02X is not UTF-8; save the file as UTF-8",
                             (unsigned)c);
        }
        scan->at += length;
    }
}

uint32_t scan_unescape(const char **at, const char *end)
{
    const char *text = *at;
    uint32_t character = 0;
    if (*text != '\\') {
        *at += utf8_read(text, (size_t)(end - text), &character);
        return character;
    }
    if (text[1] != 'u') {
        static const char written[] = "\"\\/bfnrt";
        static const char meant[] = "\"\\/\b\f\n\r\t";
        *at += 2;
        return (unsigned char)meant[strchr(written, text[1]) - written];
    }
    (void)read_hex4(text + 2, (size_t)(end - text) - 2, &character);
    *at += 6;
    if (is_high_surrogate(character)) {
        uint32_t low = 0;
        (void)read_hex4(text + 8, (size_t)(end - text) - 8, &low);
        *at += 6;
        character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
    }
    return character;
}

/*
 * strtod reads the decimal point of the user's language, so the point is moved into the exponent
 * first: 12.5e3 is read as 125e2. The text is a checked number of at most 63 characters.
 */
static bool is_finite_number(const char *text, size_t length)
{
    char digits[SCAN_NUMBER_CHARACTERS + 1];
    char power[SCAN_NUMBER_CHARACTERS + 1] = "0";
    size_t count = 0;
    long places = 0;
    bool after_point = false;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '.') {
            after_point = true;
        } else if (text[i] == 'e' || text[i] == 'E') {
            memcpy(power, text + i + 1, length - i - 1);
            power[length - i - 1] = '\0';
            break;
        } else {
            digits[count++] = text[i];
            places += after_point ? 1 : 0;
        }
    }
    digits[count] = '\0';
    const long largest = 100000;
    const long asked = strtol(power, NULL, 10);
    const long exponent = asked > largest ? largest : asked < -largest ? -largest : asked;
    char whole[SCAN_NUMBER_CHARACTERS + 32];
    (void)sf_format(whole, sizeof(whole), "%se%ld", digits, exponent - places);
    return isfinite(strtod(whole, NULL));
}

static size_t digits_from(const Scan *scan, size_t at)
{
    size_t count = 0;
    while (is_digit(byte_at(scan, at + count))) {
        count++;
    }
    return count;
}

/* The end of the number at scan->at by the grammar; 0 after a reported fault. */
static size_t number_end(Scan *scan)
{
    const size_t start = scan->at;
    size_t at = start + (byte_at(scan, start) == '-' ? 1 : 0);
    const size_t whole = digits_from(scan, at);
    if (whole == 0) {
        (void)scan_fail(scan, start, "a minus sign needs a digit after it");
        return 0;
    }
    if (whole > 1 && byte_at(scan, at) == '0') {
        (void)scan_fail(scan, start, "a number may not start with a zero; remove the zero");
        return 0;
    }
    at += whole;
    if (byte_at(scan, at) == '.') {
        const size_t fraction = digits_from(scan, at + 1);
        if (fraction == 0) {
            (void)scan_fail(scan, at, "a decimal point needs a digit after it");
            return 0;
        }
        at += 1 + fraction;
    }
    if (byte_at(scan, at) == 'e' || byte_at(scan, at) == 'E') {
        const int sign = byte_at(scan, at + 1);
        const size_t mark = sign == '+' || sign == '-' ? 2 : 1;
        const size_t exponent = digits_from(scan, at + mark);
        if (exponent == 0) {
            (void)scan_fail(scan, at, "an exponent needs a digit, such as 1e3");
            return 0;
        }
        at += mark + exponent;
    }
    return at;
}

bool scan_number(Scan *scan)
{
    const size_t start = scan->at;
    const size_t end = number_end(scan);
    if (end == 0) {
        return false;
    }
    const size_t length = end - start;
    if (is_word_character(byte_at(scan, end)) || byte_at(scan, end) == '.') {
        return scan_fail(scan, end, "this is not part of a number; text needs double quotes");
    }
    if (length > SCAN_NUMBER_CHARACTERS) {
        return scan_fail(scan, start, "a number of %zu characters; at most %d are allowed", length,
                         SCAN_NUMBER_CHARACTERS);
    }
    if (!is_finite_number(scan->bytes + start, length)) {
        return scan_fail(scan, start, "%.*s is too large for a number; at most 1.79e308 is allowed",
                         (int)length, scan->bytes + start);
    }
    scan->at = end;
    return true;
}
