/* SPDX-License-Identifier: MIT */
/* Fonts of the system, opened when a text needs them. */
#include "found.h"

#include "fontconfig.h"
#include "surefoot/characters.h"
#include "surefoot/memory.h"

#include <hb.h>
#include <string.h>

#define FONTS_MAX 24
#define MISSING_MAX 256
#define PATTERN_BYTES 512
/* The height of a colour font of bitmaps divided by its size. */
#define STRIKE_HEIGHT 1.17F

struct FoundFonts {
    Fontconfig *config;
    bool tried;
    FoundFont fonts[FONTS_MAX];
    int32_t count;
    uint64_t line;
    uint32_t missing[MISSING_MAX]; /* code points that no font has; a new one replaces the oldest */
    uint32_t missing_count;
};

FoundFonts *found_open(void)
{
    return sf_alloc(sizeof(FoundFonts));
}

void found_begin_line(FoundFonts *fonts)
{
    fonts->line++;
}

static bool is_missing(const FoundFonts *fonts, uint32_t code)
{
    for (uint32_t i = 0; i < fonts->missing_count && i < MISSING_MAX; i++) {
        if (fonts->missing[i] == code) {
            return true;
        }
    }
    return false;
}

/* True if the font has the first code point, and all others that are not known to be missing. */
static bool has_all(const FoundFonts *fonts, TTF_Font *font, const uint32_t *codes, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const bool needed = !code_is_unseen(codes[i]) && (i == 0 || !is_missing(fonts, codes[i]));
        if (needed && !TTF_GlyphIsProvided32(font, codes[i])) {
            return false;
        }
    }
    return true;
}

static void note_missing(FoundFonts *fonts, TTF_Font *font, const uint32_t *codes, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        if (!code_is_unseen(codes[i]) && !is_missing(fonts, codes[i]) &&
            (font == NULL || !TTF_GlyphIsProvided32(font, codes[i]))) {
            fonts->missing[fonts->missing_count++ % MISSING_MAX] = codes[i];
        }
    }
}

static const char *weight_of(FontWeight weight)
{
    switch (weight) {
    case FONT_SEMIBOLD:
        return "demibold";
    case FONT_BOLD:
        return "bold";
    case FONT_REGULAR:
    case FONT_WEIGHTS:
        break;
    }
    return "regular";
}

/* "sans-serif:scalable=true:weight=bold:lang=ja:charset=819d 306e" */
static void write_pattern(char out[PATTERN_BYTES],
                          FontWeight weight,
                          const char *language,
                          const uint32_t *codes,
                          int32_t count)
{
    (void)sf_format(out, PATTERN_BYTES,
                    "sans-serif:scalable=true:weight=%s%s%s:charset=", weight_of(weight),
                    language[0] != '\0' ? ":lang=" : "", language);
    for (int32_t i = 0; i < count; i++) {
        const size_t used = strlen(out);
        if (!code_is_unseen(codes[i]) && used + 16 < PATTERN_BYTES) {
            (void)sf_format(out + used, PATTERN_BYTES - used, "%x ", (unsigned)codes[i]);
        }
    }
}

static TTF_Font *open_match(FoundFonts *fonts, const char *pattern)
{
    char path[FONT_PATH_BYTES];
    int face = 0;
    if (!fonts->tried) {
        fonts->tried = true;
        fonts->config = fontconfig_open();
    }
    if (fonts->config == NULL || !fontconfig_match(fonts->config, pattern, path, &face)) {
        return NULL;
    }
    return TTF_OpenFontIndex(path, 1, face);
}

/* A free place, or the place of a font which this line does not use. */
static FoundFont *make_room(FoundFonts *fonts)
{
    if (fonts->count < FONTS_MAX) {
        return &fonts->fonts[fonts->count++];
    }
    FoundFont *oldest = &fonts->fonts[0];
    for (int32_t i = 1; i < FONTS_MAX; i++) {
        oldest = fonts->fonts[i].used < oldest->used ? &fonts->fonts[i] : oldest;
    }
    if (oldest->used == fonts->line) {
        return NULL;
    }
    TTF_CloseFont(oldest->font);
    return oldest;
}

/* The height in px of a font of one size, else 0. */
static int32_t strike_of(TTF_Font *font)
{
    const int small = TTF_SetFontSize(font, 16) == 0 ? TTF_FontHeight(font) : 0;
    const int big = TTF_SetFontSize(font, 64) == 0 ? TTF_FontHeight(font) : 0;
    return small == big ? small : 0;
}

static void prepare(TTF_Font *font, uint32_t script)
{
    char name[5] = "";
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    if (script != FOUND_EMOJI) {
        hb_tag_to_string(script, name);
        (void)TTF_SetFontScriptName(font, name);
    }
}

FoundFont *found_for(FoundFonts *fonts,
                     FontWeight weight,
                     uint32_t script,
                     const char *language,
                     const uint32_t *codes,
                     int32_t count)
{
    char pattern[PATTERN_BYTES];
    for (int32_t i = 0; i < fonts->count; i++) {
        FoundFont *font = &fonts->fonts[i];
        if (font->script == script && font->weight == weight &&
            has_all(fonts, font->font, codes, count)) {
            font->used = fonts->line;
            return font;
        }
    }
    if (is_missing(fonts, codes[0])) {
        return NULL;
    }
    write_pattern(pattern, weight, language, codes, count);
    TTF_Font *match = open_match(fonts, pattern);
    note_missing(fonts, match, codes, count);
    FoundFont *font = match != NULL && !is_missing(fonts, codes[0]) ? make_room(fonts) : NULL;
    if (font == NULL) {
        if (match != NULL) {
            TTF_CloseFont(match);
        }
        return NULL;
    }
    prepare(match, script);
    *font = (FoundFont){.font = match,
                        .script = script,
                        .weight = weight,
                        .strike = strike_of(match),
                        .used = fonts->line};
    return font;
}

TTF_Font *found_sized(FoundFont *font, int32_t px)
{
    if (font->strike == 0 && font->px != px) {
        if (TTF_SetFontSize(font->font, px) != 0) {
            return NULL;
        }
        font->px = px;
    }
    return font->font;
}

float found_scale(const FoundFont *font, int32_t px)
{
    return font->strike > 0 ? STRIKE_HEIGHT * (float)px / (float)font->strike : 1.0F;
}

void found_close(FoundFonts *fonts)
{
    if (fonts == NULL) {
        return;
    }
    for (int32_t i = 0; i < fonts->count; i++) {
        TTF_CloseFont(fonts->fonts[i].font);
    }
    fontconfig_close(fonts->config);
    sf_free(fonts);
}
