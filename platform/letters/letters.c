/* SPDX-License-Identifier: MIT */
/* Draws lines that Inter has no letters for, with fonts of the system. */
#include "letters.h"

#include "ink.h"
#include "pieces.h"
#include "runs.h"
#include "surefoot/characters.h"
#include "surefoot/memory.h"

#include <math.h>
#include <string.h>

#define LINE_BYTES (LETTERS_MAX * 4 + 1)
#define RUN_PIXELS_MAX ((int64_t)16 * 1024 * 1024)

struct Letters {
    Runs runs;
    Piece pieces[LETTERS_MAX];
    int32_t piece_count;
    char text[LINE_BYTES]; /* the text of one run */
};

Letters *letters_open(void)
{
    Letters *letters = sf_alloc(sizeof(*letters));
    if (letters != NULL) {
        letters->runs.fonts = found_open();
    }
    if (letters != NULL && letters->runs.fonts == NULL) {
        sf_free(letters);
        return NULL;
    }
    return letters;
}

/* The font of a run, set to its direction, and its text in letters->text. The caller sets the font
 * back afterwards. */
static TTF_Font *
take_run(Letters *letters, const Run *run, TTF_Font *own, Font font, const char *line)
{
    TTF_Font *face = run->found != NULL ? found_sized(run->found, font.px) : own;
    if (face == NULL || run->size >= LINE_BYTES) {
        return NULL;
    }
    memcpy(letters->text, line + run->first, (size_t)run->size);
    letters->text[run->size] = '\0';
    (void)TTF_SetFontDirection(face, run->level % 2 == 1 ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    return face;
}

static void turn_back(TTF_Font *own)
{
    (void)TTF_SetFontDirection(own, TTF_DIRECTION_LTR);
}

static float scale_of(const Run *run, Font font)
{
    return run->found != NULL ? found_scale(run->found, font.px) : 1.0F;
}

/* The width of a run in px; 0 if no font can draw it. */
static float width_of(Letters *letters, const Run *run, TTF_Font *own, Font font, const char *line)
{
    int width = 0;
    TTF_Font *face = take_run(letters, run, own, font, line);
    if (face == NULL || TTF_SizeUTF8(face, letters->text, &width, NULL) != 0) {
        return 0.0F;
    }
    return roundf((float)width * scale_of(run, font));
}

float letters_width(Letters *letters, TTF_Font *own, Font font, const char *line)
{
    float width = 0.0F;
    runs_split(&letters->runs, own, font.weight, line);
    for (int32_t i = 0; i < letters->runs.count; i++) {
        width += width_of(letters, &letters->runs.items[i], own, font, line);
    }
    turn_back(own);
    return width;
}

/* True if byte `at` is in the run; at the end of the line, if the run ends there. */
static bool is_at(const Run *run, size_t at, size_t size)
{
    const size_t end = (size_t)run->first + (size_t)run->size;
    return at < end ? at >= (size_t)run->first : end == size;
}

float letters_caret(Letters *letters, TTF_Font *own, Font font, const char *line, size_t at)
{
    const size_t size = strlen(line);
    float left = 0.0F;
    runs_split(&letters->runs, own, font.weight, line);
    for (int32_t i = 0; i < letters->runs.count; i++) {
        const Run *run = &letters->runs.items[i];
        const float width = width_of(letters, run, own, font, line);
        if (is_at(run, at, size)) {
            Run before = *run;
            before.size = (int32_t)(at < size ? at : size) - run->first;
            const float inside = before.size > 0 ? width_of(letters, &before, own, font, line) : 0;
            left += run->level % 2 == 1 ? width - inside : inside;
            break;
        }
        left += width;
    }
    turn_back(own);
    return left;
}

/* The baseline in px: SDL2_ttf moves it down if a glyph is higher than the ascent. */
static int32_t baseline_of(TTF_Font *face, const char *text, int32_t height)
{
    int32_t baseline = TTF_FontAscent(face);
    const size_t size = strlen(text);
    size_t used = 0;
    for (size_t i = 0; i < size && height > TTF_FontHeight(face); i += used) {
        int top = 0;
        const uint32_t code = code_read(text + i, size - i, &used);
        if (TTF_GlyphMetrics32(face, code, NULL, NULL, NULL, &top, NULL) == 0 && top > baseline) {
            baseline = top;
        }
    }
    return baseline;
}

/* Adds the picture of a run, unless it is empty. False when memory is out or it is too big. */
static bool add_piece(Letters *letters, TTF_Font *face, float scale, float left)
{
    const SDL_Color white = {255, 255, 255, 255};
    int width = 0;
    int height = 0;
    if (TTF_SizeUTF8(face, letters->text, &width, &height) != 0 || width <= 0) {
        return true;
    }
    if ((int64_t)width * height > RUN_PIXELS_MAX) {
        return false;
    }
    SDL_Surface *surface = TTF_RenderUTF8_Blended(face, letters->text, white);
    if (surface == NULL) {
        return false;
    }
    const float baseline = (float)baseline_of(face, letters->text, surface->h) * scale;
    if (scale != 1.0F) {
        SDL_Surface *full = surface;
        surface = piece_shrink(full, (int32_t)roundf((float)full->w * scale),
                               (int32_t)roundf((float)full->h * scale));
        SDL_FreeSurface(full);
    }
    if (surface == NULL) {
        return false;
    }
    letters->pieces[letters->piece_count++] = (Piece){.surface = surface,
                                                      .ink = ink_of(surface),
                                                      .left = (int32_t)left,
                                                      .top = -(int32_t)roundf(baseline),
                                                      .coloured = piece_is_coloured(surface)};
    return true;
}

bool letters_draw(Letters *letters, TTF_Font *own, Font font, const char *line, LettersPicture *out)
{
    bool fine = true;
    float left = 0.0F;
    letters->piece_count = 0;
    *out = (LettersPicture){0};
    runs_split(&letters->runs, own, font.weight, line);
    for (int32_t i = 0; i < letters->runs.count && fine; i++) {
        const Run *run = &letters->runs.items[i];
        const float width = width_of(letters, run, own, font, line);
        TTF_Font *face = take_run(letters, run, own, font, line);
        fine = face == NULL || add_piece(letters, face, scale_of(run, font), left);
        left += width;
    }
    turn_back(own);
    fine = fine && pieces_join(letters->pieces, letters->piece_count, out);
    for (int32_t i = 0; i < letters->piece_count; i++) {
        SDL_FreeSurface(letters->pieces[i].surface);
    }
    return fine;
}

uint32_t letters_missing(Letters *letters, TTF_Font *own, Font font, const char *line)
{
    runs_split(&letters->runs, own, font.weight, line);
    for (int32_t i = 0; i < letters->runs.letter_count; i++) {
        if (letters->runs.letters[i].missing) {
            return letters->runs.letters[i].code;
        }
    }
    return 0;
}

void letters_close(Letters *letters)
{
    if (letters != NULL) {
        found_close(letters->runs.fonts);
        direction_close(&letters->runs.direction);
        sf_free(letters);
    }
}
