/* SPDX-License-Identifier: MIT */
/* Cuts a line into runs of one font, script and direction. */
#include "runs.h"

#include "surefoot/characters.h"

#include <hb.h>
#include <string.h>

#define EMOJI_LOOK 0xFE0FU   /* asks for the coloured form of a sign */
#define EMOJI_KEYCAP 0x20E3U /* makes a keycap of a digit */
#define FIRST_EMOJI 0x1F000U
#define LAST_EMOJI 0x1FAFFU

/* ---- letters --------------------------------------------------------------------------------- */

static void read_letters(Runs *runs, const char *line)
{
    const size_t size = strlen(line);
    size_t used = 0;
    runs->letter_count = 0;
    for (size_t at = 0; at < size && runs->letter_count < LETTERS_MAX; at += used) {
        const uint32_t code = code_read(line + at, size - at, &used);
        runs->codes[runs->letter_count] = code;
        runs->letters[runs->letter_count++] = (Letter){.code = code, .first = (int32_t)at};
    }
}

/* The script for finding a font: kana and ideographs share their fonts, so they are one script. */
static uint32_t script_of(hb_unicode_funcs_t *unicode, uint32_t code)
{
    const hb_script_t script = hb_unicode_script(unicode, code);
    const bool japanese = script == HB_SCRIPT_HIRAGANA || script == HB_SCRIPT_KATAKANA;
    return japanese || script == HB_SCRIPT_BOPOMOFO ? HB_SCRIPT_HAN : script;
}

static bool is_of_all_scripts(uint32_t script)
{
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
           script == HB_SCRIPT_UNKNOWN;
}

/* Common signs get the script before them; at the start of the line the script after them. */
static void find_scripts(Runs *runs)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    uint32_t script = HB_SCRIPT_LATIN;
    for (int32_t i = runs->letter_count - 1; i >= 0; i--) {
        const uint32_t own = script_of(unicode, runs->letters[i].code);
        script = is_of_all_scripts(own) ? script : own;
    }
    for (int32_t i = 0; i < runs->letter_count; i++) {
        const uint32_t own = script_of(unicode, runs->letters[i].code);
        script = is_of_all_scripts(own) ? script : own;
        runs->letters[i].script = script;
    }
}

/* A language hint. Ideographs look different in Japan, Korea and China; other letters of the line
 * show which is meant. */
static const char *language_of(const Runs *runs)
{
    for (int32_t i = 0; i < runs->letter_count; i++) {
        const uint32_t code = runs->codes[i];
        if (code >= 0x3041 && code <= 0x30FF) {
            return "ja";
        }
        if (code >= 0xAC00 && code <= 0xD7A3) {
            return "ko";
        }
    }
    return "";
}

/* ---- fonts ----------------------------------------------------------------------------------- */

static bool own_has(TTF_Font *own, const uint32_t *codes, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        if (!code_is_unseen(codes[i]) && !TTF_GlyphIsProvided32(own, codes[i])) {
            return false;
        }
    }
    return true;
}

static bool is_emoji(const uint32_t *codes, int32_t count)
{
    for (int32_t i = 1; i < count; i++) {
        if (codes[i] == EMOJI_LOOK || codes[i] == EMOJI_KEYCAP) {
            return true;
        }
    }
    return codes[0] >= FIRST_EMOJI && codes[0] <= LAST_EMOJI;
}

/* A space stays with the word before it, so that a sentence is one run. */
static FoundFont *
font_of(Runs *runs, TTF_Font *own, FontWeight weight, int32_t first, int32_t count)
{
    const uint32_t *codes = runs->codes + first;
    const Letter *letter = &runs->letters[first];
    FoundFont *before = first > 0 ? letter[-1].found : NULL;
    if (codes[0] == ' ' && count == 1) {
        return before != NULL && before->script == letter->script &&
                       TTF_GlyphIsProvided32(before->font, ' ')
                   ? before
                   : NULL;
    }
    if (is_emoji(codes, count)) {
        FoundFont *found =
            found_for(runs->fonts, FONT_REGULAR, FOUND_EMOJI, "und-zsye", codes, count);
        if (found != NULL) {
            return found;
        }
    }
    return own_has(own, codes, count)
               ? NULL
               : found_for(runs->fonts, weight, letter->script, language_of(runs), codes, count);
}

static void find_fonts(Runs *runs, TTF_Font *own, FontWeight weight, const char *line)
{
    const size_t size = strlen(line);
    found_begin_line(runs->fonts);
    for (int32_t i = 0; i < runs->letter_count;) {
        const size_t start = (size_t)runs->letters[i].first;
        const size_t end = start + character_next(line + start, size - start);
        int32_t next = i + 1;
        while (next < runs->letter_count && (size_t)runs->letters[next].first < end) {
            next++;
        }
        FoundFont *found = font_of(runs, own, weight, i, next - i);
        for (; i < next; i++) {
            const uint32_t code = runs->codes[i];
            runs->letters[i].found = found;
            runs->letters[i].missing =
                !code_is_unseen(code) &&
                !TTF_GlyphIsProvided32(found != NULL ? found->font : own, code);
        }
    }
}

/* ---- runs ------------------------------------------------------------------------------------ */

static void reverse(Run *runs, int32_t count)
{
    for (int32_t i = 0; i < count / 2; i++) {
        const Run kept = runs[i];
        runs[i] = runs[count - 1 - i];
        runs[count - 1 - i] = kept;
    }
}

/* Rule L2: for each level from the highest down to the lowest odd one, reverses the runs of at
 * least this level. */
static void put_in_order(Runs *runs)
{
    int8_t level = 0;
    for (int32_t i = 0; i < runs->count; i++) {
        level = runs->items[i].level > level ? runs->items[i].level : level;
    }
    for (; level > 0; level--) {
        for (int32_t from = 0; from < runs->count; from++) {
            int32_t to = from;
            while (to < runs->count && runs->items[to].level >= level) {
                to++;
            }
            reverse(runs->items + from, to - from);
            from = to;
        }
    }
}

void runs_split(Runs *runs, TTF_Font *own, FontWeight weight, const char *line)
{
    read_letters(runs, line);
    find_scripts(runs);
    find_fonts(runs, own, weight, line);
    direction_levels(&runs->direction, runs->codes, runs->letter_count, runs->levels);
    runs->count = 0;
    for (int32_t i = 0; i < runs->letter_count; i++) {
        const Letter *letter = &runs->letters[i];
        const int32_t end = i + 1 < runs->letter_count ? letter[1].first : (int32_t)strlen(line);
        const int8_t level = runs->levels[i];
        if (i == 0 || letter->found != letter[-1].found || level != runs->levels[i - 1]) {
            runs->items[runs->count++] =
                (Run){.first = letter->first, .found = letter->found, .level = level};
        }
        runs->items[runs->count - 1].size = end - runs->items[runs->count - 1].first;
    }
    put_in_order(runs);
}
