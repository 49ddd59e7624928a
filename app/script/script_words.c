/* SPDX-License-Identifier: MIT */
/* Splits lines into words, and reads values from words. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "script_parts.h"
#include "surefoot/utf8.h"

#define DURATION_MAX_MS (30LL * 24 * 60 * 60 * 1000)
#define PLACE_MAX 100000.0
#define SIDE_MIN 200 /* dp of a window */
#define SIDE_MAX 4000

/* ---- text ----------------------------------------------------------------------------------- */

/* UTF-8 without control characters of ASCII, except tabs. */
static bool is_text(const char *line, size_t size)
{
    for (size_t at = 0; at < size;) {
        uint32_t code = 0;
        const size_t length = utf8_read(line + at, size - at, &code);
        if (length == 0 || (code < 0x20 && code != '\t') || code == 0x7F) {
            return false;
        }
        at += length;
    }
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Copies the text between two quotes; moves *at behind the second quote. */
static const char *quoted(Arena *arena, const char *line, size_t size, size_t *at, ScriptWord *word)
{
    char *out = arena_alloc(arena, size - *at + 1);
    if (out == NULL) {
        return "out of memory";
    }
    size_t used = 0;
    size_t i = *at + 1;
    for (; i < size && line[i] != '"'; i++) {
        if (line[i] == '\\') {
            i++;
            if (i == size || (line[i] != '"' && line[i] != '\\')) {
                return "after \\ only \" or \\ may stand";
            }
        }
        out[used++] = line[i];
    }
    if (i == size) {
        return "a text is not closed: its second \" is missing";
    }
    *word = (ScriptWord){.text = out, .quoted = true};
    *at = i + 1;
    return NULL;
}

const char *script__split(
    Arena *arena, const char *line, size_t size, ScriptWord words[SCRIPT_WORDS], int32_t *count)
{
    *count = 0;
    if (size > SCRIPT_LINE_BYTES) {
        return "the line is longer than 4096 bytes";
    }
    if (!is_text(line, size)) {
        return "the line holds a control character or bytes that are not UTF-8";
    }
    for (size_t at = 0; at < size;) {
        if (is_blank(line[at])) {
            at++;
            continue;
        }
        const bool ends = at + 1 == size || is_blank(line[at + 1]);
        if (line[at] == '#' && (*count == 0 || ends)) {
            break;
        }
        if (*count == SCRIPT_WORDS) {
            return "the line has too many words";
        }
        ScriptWord *word = &words[(*count)++];
        if (line[at] == '"') {
            const char *why = quoted(arena, line, size, &at, word);
            if (why != NULL) {
                return why;
            }
            continue;
        }
        const size_t from = at;
        while (at < size && !is_blank(line[at]) && line[at] != '"') {
            at++;
        }
        *word = (ScriptWord){.text = arena_copy(arena, line + from, at - from)};
        if (word->text == NULL) {
            return "out of memory";
        }
    }
    return NULL;
}

/* ---- values --------------------------------------------------------------------------------- */

bool script__same_word(const char *a, const char *b)
{
    return strcasecmp(a, b) == 0;
}

bool script__duration(const char *text, int64_t *ms)
{
    static const struct {
        const char *unit;
        double ms;
    } units[] = {{"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}};
    if (text[0] < '0' || text[0] > '9' || strpbrk(text, "xXeEpP") != NULL) {
        return false;
    }
    char *end = NULL;
    const double number = strtod(text, &end);
    for (size_t i = 0; i < SF_COUNT(units); i++) {
        if (strcmp(end, units[i].unit) == 0) {
            const double value = number * units[i].ms + 0.5;
            *ms = value <= (double)DURATION_MAX_MS ? (int64_t)value : 0;
            return value <= (double)DURATION_MAX_MS;
        }
    }
    return false;
}

bool script__integer(const char *text, int32_t low, int32_t high, int32_t *out)
{
    if (text[0] < '0' || text[0] > '9' || strlen(text) > 9) {
        return false;
    }
    char *end = NULL;
    const long value = strtol(text, &end, 10);
    *out = (int32_t)value;
    return *end == '\0' && value >= low && value <= high;
}

static bool is_number_start(char c)
{
    return (c >= '0' && c <= '9') || c == '-';
}

bool script__point(const char *text, Point *out)
{
    char *end = NULL;
    if (!is_number_start(text[0]) || strpbrk(text, "xXeEpPnN") != NULL) {
        return false;
    }
    const double x = strtod(text, &end);
    if (end == text || *end != ',' || !is_number_start(end[1])) {
        return false;
    }
    const char *second = end + 1;
    const double y = strtod(second, &end);
    *out = (Point){(float)x, (float)y};
    return end != second && *end == '\0' && x >= -PLACE_MAX && x <= PLACE_MAX && y >= -PLACE_MAX &&
           y <= PLACE_MAX;
}

bool script__size(const char *text, int32_t *width, int32_t *height)
{
    char copy[16];
    if (!sf_format(copy, sizeof(copy), "%s", text)) {
        return false;
    }
    char *x = strchr(copy, 'x');
    if (x == NULL) {
        return false;
    }
    *x = '\0';
    return script__integer(copy, SIDE_MIN, SIDE_MAX, width) &&
           script__integer(x + 1, SIDE_MIN, SIDE_MAX, height);
}

bool script__key(const char *text, int32_t *key)
{
    static const struct {
        const char *name;
        int32_t key;
    } keys[] = {
        {"Tab", KEY_TAB},       {"BackTab", KEY_BACKTAB}, {"Enter", KEY_ENTER},
        {"Space", KEY_SPACE},   {"Escape", KEY_ESCAPE},   {"Backspace", KEY_BACKSPACE},
        {"Delete", KEY_DELETE}, {"Left", KEY_LEFT},       {"Right", KEY_RIGHT},
        {"Up", KEY_UP},         {"Down", KEY_DOWN},       {"Home", KEY_HOME},
        {"End", KEY_END},       {"PageUp", KEY_PAGE_UP},  {"PageDown", KEY_PAGE_DOWN},
        {"Plus", KEY_PLUS},     {"Minus", KEY_MINUS},     {"Back", SCRIPT_KEY_BACK},
        {"Other", KEY_OTHER},
    };
    for (size_t i = 0; i < SF_COUNT(keys); i++) {
        if (script__same_word(text, keys[i].name)) {
            *key = keys[i].key;
            return true;
        }
    }
    return false;
}

/* The usual matching of wildcards: after a mismatch it goes back to the last *. */
bool script__fits(const char *pattern, const char *text)
{
    const char *star = NULL;
    const char *from = NULL;
    while (*text != '\0') {
        if (*pattern == '*') {
            star = pattern++;
            from = text;
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (star != NULL) {
            pattern = star + 1;
            text = ++from;
        } else {
            return false;
        }
    }
    while (*pattern == '*') {
        pattern++;
    }
    return *pattern == '\0';
}
