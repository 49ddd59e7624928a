/* SPDX-License-Identifier: MIT */
/* Finds where a character or a word of a text begins and ends. */
#include "surefoot/characters.h"

#include <string.h>

#include "surefoot/utf8.h"

typedef enum Join {
    ALONE,
    CONTROL,
    EXTEND,
    JOINER,
    PREPEND,
    FLAG,
    PICTURE,
    HANGUL_L,
    HANGUL_V,
    HANGUL_T,
    HANGUL_LV,
    HANGUL_LVT
} Join;

/* Where in a line it may stand: a line may break beside WIDE ones, unless the other one forbids. */
typedef enum Place { WORD, WIDE, NOT_FIRST, NOT_LAST, NEITHER } Place;

typedef struct Kind {
    uint32_t first;
    uint32_t last;
    uint8_t join;
    uint8_t place;
} Kind;

static const Kind kinds[] = {
#include "characters.inc"
};

#define SYLLABLE_FIRST 0xAC00U
#define SYLLABLE_LAST 0xD7A3U
#define SYLLABLE_TAILS 28U

uint32_t code_read(const char *text, size_t size, size_t *used)
{
    uint32_t code = CODE_REPLACEMENT;
    const size_t length = utf8_read(text, size, &code);
    *used = length > 0 ? length : 1;
    return code;
}

bool code_is_unseen(uint32_t code)
{
    static const uint32_t unseen[][2] = {
        {0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},   {0x180B, 0x180F}, {0x200B, 0x200F},
        {0x202A, 0x202E}, {0x2060, 0x206F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xE0000, 0xE0FFF},
    };
    for (size_t i = 0; i < SF_COUNT(unseen); i++) {
        if (code >= unseen[i][0] && code <= unseen[i][1]) {
            return true;
        }
    }
    return false;
}

static Kind kind_of(uint32_t code)
{
    Kind kind = {code, code, ALONE, WORD};
    size_t low = 0;
    size_t high = code < 0x80 ? 0 : SF_COUNT(kinds);
    if (code < 0x20 || code == 0x7F) {
        kind.join = CONTROL;
    } else if (code < 0x80) {
        const char sign = (char)code;
        kind.place = strchr("([{", sign) != NULL            ? NOT_LAST
                     : strchr("!),.:;?]}%/-", sign) != NULL ? NOT_FIRST
                     : strchr("\"'", sign) != NULL          ? NEITHER
                                                            : WORD;
    } else if (code >= SYLLABLE_FIRST && code <= SYLLABLE_LAST) {
        kind.join = (code - SYLLABLE_FIRST) % SYLLABLE_TAILS == 0 ? HANGUL_LV : HANGUL_LVT;
    }
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (code > kinds[middle].last) {
            low = middle + 1;
        } else if (code < kinds[middle].first) {
            high = middle;
        } else {
            return kinds[middle];
        }
    }
    return kind;
}

/* The characters before, as far as the rules look back. */
typedef struct Before {
    uint32_t code;
    Join join;
    int32_t flags;
    bool picture; /* a picture, and nothing but marks and joiners since */
} Before;

static bool hangul_joins(Join before, Join next)
{
    switch (before) {
    case HANGUL_L:
        return next == HANGUL_L || next == HANGUL_V || next == HANGUL_LV || next == HANGUL_LVT;
    case HANGUL_V:
    case HANGUL_LV:
        return next == HANGUL_V || next == HANGUL_T;
    case HANGUL_T:
    case HANGUL_LVT:
        return next == HANGUL_T;
    case ALONE:
    case CONTROL:
    case EXTEND:
    case JOINER:
    case PREPEND:
    case FLAG:
    case PICTURE:
        break;
    }
    return false;
}

static bool joins(const Before *before, uint32_t code, Join next)
{
    if (before->join == CONTROL || next == CONTROL) {
        return before->code == '\r' && code == '\n';
    }
    if (next == EXTEND || next == JOINER || before->join == PREPEND) {
        return true;
    }
    if (next == PICTURE) {
        return before->picture && before->join == JOINER;
    }
    if (next == FLAG) {
        return before->join == FLAG && before->flags % 2 == 1;
    }
    return hangul_joins(before->join, next);
}

size_t character_next(const char *text, size_t size)
{
    Before before = {0};
    size_t at = 0;
    size_t used = 0;
    while (at < size && at < CHARACTER_BYTES) {
        const uint32_t code = code_read(text + at, size - at, &used);
        const Join join = (Join)kind_of(code).join;
        if (at > 0 && !joins(&before, code, join)) {
            break;
        }
        before.picture = join == PICTURE || (before.picture && (join == EXTEND || join == JOINER));
        before.flags = join == FLAG ? before.flags + 1 : 0;
        before.code = code;
        before.join = join;
        at += used;
    }
    return at;
}

size_t character_before(const char *text, size_t at)
{
    const size_t size = strlen(text);
    size_t start = 0;
    size_t next = character_next(text, size);
    while (next < at && next < size) {
        start = next;
        next += character_next(text + next, size - next);
    }
    return start;
}

static bool breaks(Place before, Place next)
{
    const bool wide = before == WIDE || next == WIDE;
    return wide && before != NOT_LAST && before != NEITHER && next != NOT_FIRST && next != NEITHER;
}

/* Letters, digits and signs of ASCII: no line breaks between them. */
static size_t ascii_word(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size && (unsigned char)(text[at] - '!') <= '~' - '!') {
        at++;
    }
    return at;
}

size_t character_word(const char *text, size_t size)
{
    size_t at = 0;
    size_t used = 0;
    Place before = WORD;
    while (at < size && text[at] != ' ' && text[at] != '\n') {
        const size_t ascii = before != WIDE ? ascii_word(text + at, size - at) : 0;
        at += ascii;
        if (at == size || text[at] == ' ' || text[at] == '\n') {
            break;
        }
        if (ascii > 0) {
            before = (Place)kind_of((unsigned char)text[at - 1]).place;
        }
        const Place next = (Place)kind_of(code_read(text + at, size - at, &used)).place;
        if (at > 0 && breaks(before, next)) {
            break;
        }
        before = next;
        at += character_next(text + at, size - at);
    }
    return at;
}
