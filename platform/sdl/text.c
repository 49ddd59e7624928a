/* SPDX-License-Identifier: MIT */
/* Text with Inter: measuring, drawing and the cache of lines. */
#include "text_sdl.h"

#include "ink.h"
#include "letters.h"
#include "surefoot/characters.h"
#include "surefoot/hash.h"
#include "surefoot/memory.h"

#include <SDL_ttf.h>
#include <stdio.h>
#include <string.h>

#define BUCKETS 1024U
#define FOLDER_BYTES 1024
#define PX_MAX 4000
/* A larger picture is wider or higher than any screen and needs too much memory on a phone. */
#define BITMAP_PIXELS_MAX ((int64_t)16 * 1024 * 1024)
/* Metrics are read once at a large size and scaled, so that asking does not change the face's
 * size. */
#define METRICS_PX 1000

typedef struct Line Line;

/* One cached line. The list of all lines begins with the newest. */
struct Line {
    Line *next_in_bucket;
    Line *newer;
    Line *older;
    uint64_t hash;
    Font font;
    size_t size;
    size_t bytes; /* its part of TEXT_CACHE_BYTES */
    float width;
    bool measured;
    bool rendered;
    LettersPicture picture;
    char text[];
};

typedef struct Face {
    TTF_Font *font;
    bool failed;
    int32_t px;
    float ascent; /* per px of size */
    float descent;
} Face;

struct TextFonts {
    TextSource source;
    char folder[FOLDER_BYTES];
    Face faces[FONT_WEIGHTS];
    Line *buckets[BUCKETS];
    Line *newest;
    Line *oldest;
    size_t bytes;
    uint64_t shaped;
    Letters *letters; /* for lines that Inter cannot draw; opened for the first one */
    char clean[TEXT_LINE_BYTES * 3 + 1]; /* the current line, made clean for the shaper */
};

/* ------------------------------------------------------------------ faces */

static const char *face_file(FontWeight weight)
{
    switch (weight) {
    case FONT_REGULAR:
        return "Inter-Regular.otf";
    case FONT_SEMIBOLD:
        return "Inter-SemiBold.otf";
    case FONT_BOLD:
        return "Inter-Bold.otf";
    case FONT_WEIGHTS:
        return "";
    }
    return "";
}

static bool face_path(const TextFonts *fonts, FontWeight weight, char *path, size_t size)
{
    return sf_format(path, size, "%s/%s", fonts->folder, face_file(weight));
}

/* Opens a face on first use. NULL if that fails; it is not tried again. */
static Face *face_of(TextFonts *fonts, FontWeight weight)
{
    if ((int)weight < 0 || weight >= FONT_WEIGHTS) {
        return NULL;
    }
    Face *face = &fonts->faces[weight];
    if (face->font == NULL && !face->failed) {
        char path[FOLDER_BYTES + 64];
        if (face_path(fonts, weight, path, sizeof(path))) {
            face->font = TTF_OpenFont(path, METRICS_PX);
        }
        if (face->font == NULL) {
            face->failed = true;
            return NULL;
        }
        /* Hinting only moves heights to the pixel grid; stems keep their widths and places. */
        TTF_SetFontHinting(face->font, TTF_HINTING_LIGHT_SUBPIXEL);
        face->px = METRICS_PX;
        face->ascent = (float)TTF_FontAscent(face->font) / (float)METRICS_PX;
        face->descent = (float)-TTF_FontDescent(face->font) / (float)METRICS_PX;
    }
    return face->failed ? NULL : face;
}

static TTF_Font *sized_font(TextFonts *fonts, Font font)
{
    Face *face = face_of(fonts, font.weight);
    if (face == NULL || font.px < 1 || font.px > PX_MAX) {
        return NULL;
    }
    if (face->px != font.px) {
        if (TTF_SetFontSize(face->font, font.px) != 0) {
            return NULL;
        }
        face->px = font.px;
    }
    return face->font;
}

/* ------------------------------------------------------------------ text */

/* Fills fonts->clean with a terminated line the shaper can take. */
static void clean_line(TextFonts *fonts, const char *text, size_t size)
{
    static const char mark[] = "\xef\xbf\xbd";
    size_t out = 0;
    size_t used = 0;
    for (size_t i = 0; i < size && i < TEXT_LINE_BYTES; i += used) {
        const uint32_t code = code_read(text + i, size - i, &used);
        const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
        if (i + used > TEXT_LINE_BYTES) {
            break;
        }
        if (control) {
            fonts->clean[out++] = ' ';
        } else if (code == CODE_REPLACEMENT) {
            memcpy(fonts->clean + out, mark, sizeof(mark) - 1);
            out += sizeof(mark) - 1;
        } else {
            memcpy(fonts->clean + out, text + i, used);
            out += used;
        }
    }
    fonts->clean[out] = '\0';
}

/* ------------------------------------------------------------------ cache */

static uint64_t hash_line(Font font, const char *text, size_t size)
{
    const uint64_t start = HASH_START ^ (uint64_t)font.weight ^ (uint64_t)(uint32_t)font.px << 8;
    const uint64_t hash = hash_bytes(start, text, size);
    return hash ^ hash >> 29;
}

static void unlink_from_list(TextFonts *fonts, const Line *line)
{
    if (line->newer != NULL) {
        line->newer->older = line->older;
    } else {
        fonts->newest = line->older;
    }
    if (line->older != NULL) {
        line->older->newer = line->newer;
    } else {
        fonts->oldest = line->newer;
    }
}

static void link_newest(TextFonts *fonts, Line *line)
{
    line->newer = NULL;
    line->older = fonts->newest;
    if (fonts->newest != NULL) {
        fonts->newest->newer = line;
    } else {
        fonts->oldest = line;
    }
    fonts->newest = line;
}

static void drop_line(TextFonts *fonts, Line *line)
{
    Line **link = &fonts->buckets[line->hash % BUCKETS];
    while (*link != line) {
        link = &(*link)->next_in_bucket;
    }
    *link = line->next_in_bucket;
    unlink_from_list(fonts, line);
    fonts->bytes -= line->bytes;
    sf_free(line->picture.pixels);
    sf_free(line->picture.colors);
    sf_free(line);
}

/* Adds the bytes of a line and drops old lines. The current line is the newest and always stays. */
static void count_bytes(TextFonts *fonts, Line *line, size_t bytes)
{
    line->bytes += bytes;
    fonts->bytes += bytes;
    while (fonts->bytes > TEXT_CACHE_BYTES && fonts->oldest != line) {
        drop_line(fonts, fonts->oldest);
    }
}

static Line *find_line(TextFonts *fonts, Font font, const char *text, size_t size)
{
    const uint64_t hash = hash_line(font, text, size);
    Line *line = fonts->buckets[hash % BUCKETS];
    while (line != NULL &&
           (line->hash != hash || line->size != size || line->font.px != font.px ||
            line->font.weight != font.weight || memcmp(line->text, text, size) != 0)) {
        line = line->next_in_bucket;
    }
    if (line != NULL) {
        unlink_from_list(fonts, line);
        link_newest(fonts, line);
        return line;
    }
    line = sf_alloc(sizeof(*line) + size);
    if (line == NULL) {
        return NULL;
    }
    line->hash = hash;
    line->font = font;
    line->size = size;
    memcpy(line->text, text, size);
    line->next_in_bucket = fonts->buckets[hash % BUCKETS];
    fonts->buckets[hash % BUCKETS] = line;
    link_newest(fonts, line);
    count_bytes(fonts, line, sizeof(*line) + size);
    return line;
}

/* ------------------------------------------------------------------ lines */

/* The place of the pen: SDL2_ttf moves it right if the first glyph reaches left of it. */
static int32_t pen_in_surface(TextFonts *fonts, TTF_Font *font)
{
    size_t used = 0;
    int minx = 0;
    const uint32_t first = code_read(fonts->clean, strlen(fonts->clean), &used);
    if (TTF_GlyphMetrics32(font, first, &minx, NULL, NULL, NULL, NULL) != 0) {
        return 0;
    }
    return minx < 0 ? -minx : 0;
}

/* The baseline: SDL2_ttf moves it down if a glyph is higher than the ascent; the surface is then
 * higher too. */
static int32_t baseline_in_surface(TextFonts *fonts, TTF_Font *font, int height)
{
    const int ascent = TTF_FontAscent(font);
    int top = ascent;
    if (height > TTF_FontHeight(font)) {
        const size_t size = strlen(fonts->clean);
        size_t used = 0;
        for (size_t i = 0; i < size; i += used) {
            const uint32_t code = code_read(fonts->clean + i, size - i, &used);
            int maxy = 0;
            if (TTF_GlyphMetrics32(font, code, NULL, NULL, NULL, &maxy, NULL) == 0 && maxy > top) {
                top = maxy;
            }
        }
    }
    return top;
}

/* True if Inter has all of the clean line. Of ASCII it has everything. */
static bool is_inter(const TextFonts *fonts, TTF_Font *font)
{
    size_t used = 0;
    for (const char *at = fonts->clean; *at != '\0'; at += used) {
        used = 1;
        if ((unsigned char)*at >= 0x80 &&
            !TTF_GlyphIsProvided32(font, code_read(at, strlen(at), &used))) {
            return false;
        }
    }
    return true;
}

/* The Letters that draw the clean line; NULL if Inter can draw it, or when memory is out. */
static Letters *letters_for(TextFonts *fonts, TTF_Font *font)
{
    if (is_inter(fonts, font)) {
        return NULL;
    }
    if (fonts->letters == NULL) {
        fonts->letters = letters_open();
    }
    return fonts->letters;
}

static void render_letters(TextFonts *fonts, Letters *letters, TTF_Font *font, Line *line)
{
    const TextBitmap *bitmap = &line->picture.bitmap;
    line->rendered = letters_draw(letters, font, line->font, fonts->clean, &line->picture);
    const size_t pixels = (size_t)bitmap->width * (size_t)bitmap->height;
    count_bytes(fonts, line, pixels * (bitmap->colors != NULL ? 1 + sizeof(uint32_t) : 1));
}

/* Copies the coverage of a line; a blank line has no pixels. False when memory is out. */
static bool keep_ink(TextFonts *fonts, Line *line, const SDL_Surface *surface)
{
    const SDL_Rect ink = ink_of(surface);
    if (ink.w <= 0 || ink.h <= 0) {
        return true;
    }
    uint8_t *pixels = sf_alloc((size_t)ink.w * (size_t)ink.h);
    if (pixels == NULL) {
        return false;
    }
    for (int y = 0; y < ink.h; y++) {
        for (int x = 0; x < ink.w; x++) {
            pixels[y * ink.w + x] = (uint8_t)ink_at(surface, ink.x + x, ink.y + y);
        }
    }
    TTF_Font *font = sized_font(fonts, line->font);
    line->picture.pixels = pixels;
    line->picture.bitmap = (TextBitmap){
        .pixels = pixels,
        .width = ink.w,
        .height = ink.h,
        .stride = ink.w,
        .left = ink.x - pen_in_surface(fonts, font),
        .ascent = baseline_in_surface(fonts, font, surface->h) - ink.y,
    };
    count_bytes(fonts, line, (size_t)ink.w * (size_t)ink.h);
    return true;
}

static void measure(TextFonts *fonts, Line *line)
{
    TTF_Font *font = sized_font(fonts, line->font);
    int width = 0;
    line->measured = true;
    if (font == NULL) {
        return;
    }
    clean_line(fonts, line->text, line->size);
    fonts->shaped++;
    Letters *letters = letters_for(fonts, font);
    if (letters != NULL) {
        line->width = letters_width(letters, font, line->font, fonts->clean);
    } else if (TTF_SizeUTF8(font, fonts->clean, &width, NULL) == 0 && width > 0) {
        line->width = (float)(width - pen_in_surface(fonts, font));
    }
}

static void render(TextFonts *fonts, Line *line)
{
    const SDL_Color white = {255, 255, 255, 255};
    TTF_Font *font = sized_font(fonts, line->font);
    int width = 0;
    int height = 0;
    line->rendered = true;
    if (font == NULL) {
        return;
    }
    clean_line(fonts, line->text, line->size);
    fonts->shaped++;
    Letters *letters = letters_for(fonts, font);
    if (letters != NULL) {
        render_letters(fonts, letters, font, line);
        return;
    }
    if (TTF_SizeUTF8(font, fonts->clean, &width, &height) != 0 || width <= 0 ||
        (int64_t)width * height > BITMAP_PIXELS_MAX) {
        return;
    }
    SDL_Surface *surface = TTF_RenderUTF8_Blended(font, fonts->clean, white);
    if (surface == NULL) {
        return;
    }
    line->rendered = keep_ink(fonts, line, surface);
    SDL_FreeSurface(surface);
}

static float source_width(void *context, Font font, const char *text, size_t size)
{
    TextFonts *fonts = context;
    Line *line = size > 0 ? find_line(fonts, font, text, size) : NULL;
    if (line == NULL) {
        return 0.0F;
    }
    if (!line->measured) {
        measure(fonts, line);
    }
    return line->width;
}

static float source_caret(void *context, Font font, const char *text, size_t size, size_t at)
{
    TextFonts *fonts = context;
    TTF_Font *inter = sized_font(fonts, font);
    if (inter != NULL) {
        clean_line(fonts, text, size);
        Letters *letters = letters_for(fonts, inter);
        if (letters != NULL) {
            return letters_caret(letters, inter, font, fonts->clean, at);
        }
    }
    return source_width(context, font, text, at);
}

static void source_vertical(void *context, Font font, float *ascent, float *descent)
{
    const Face *face = face_of(context, font.weight);
    *ascent = (float)font.px * (face != NULL ? face->ascent : 0.8F);
    *descent = (float)font.px * (face != NULL ? face->descent : 0.2F);
}

static const TextBitmap *source_bitmap(void *context, Font font, const char *text, size_t size)
{
    TextFonts *fonts = context;
    Line *line = size > 0 ? find_line(fonts, font, text, size) : NULL;
    if (line == NULL) {
        return NULL;
    }
    if (!line->rendered) {
        render(fonts, line);
    }
    return line->picture.pixels != NULL ? &line->picture.bitmap : NULL;
}

/* ------------------------------------------------------------------ lifecycle */

static bool files_exist(const TextFonts *fonts, SfErrorInfo *err)
{
    for (int i = 0; i < FONT_WEIGHTS; i++) {
        char path[FOLDER_BYTES + 64];
        FILE *file = face_path(fonts, (FontWeight)i, path, sizeof(path)) ? fopen(path, "rb") : NULL;
        if (file == NULL) {
            (void)sf_fail(err, SF_E_NOTFOUND,
                          "%s: the typeface is missing; install fonts-inter or name its folder",
                          path);
            return false;
        }
        (void)fclose(file);
    }
    return true;
}

TextFonts *text_fonts_open(const char *folder, SfErrorInfo *err)
{
    TextFonts *fonts = sf_alloc(sizeof(*fonts));
    if (fonts == NULL) {
        (void)sf_fail(err, SF_E_NOMEM, "out of memory");
        return NULL;
    }
    const char *from = folder != NULL ? folder : TEXT_FONTS_FOLDER;
    if (!sf_format(fonts->folder, sizeof(fonts->folder), "%s", from)) {
        (void)sf_fail(err, SF_E_TOOBIG, "the fonts' folder name is too long");
        sf_free(fonts);
        return NULL;
    }
    if (!files_exist(fonts, err)) {
        sf_free(fonts);
        return NULL;
    }
    if (TTF_Init() != 0) {
        (void)sf_fail(err, SF_E_IO, "cannot start SDL2_ttf: %s", TTF_GetError());
        sf_free(fonts);
        return NULL;
    }
    fonts->source = (TextSource){.context = fonts,
                                 .width = source_width,
                                 .vertical = source_vertical,
                                 .caret = source_caret,
                                 .bitmap = source_bitmap};
    return fonts;
}

const TextSource *text_fonts_source(TextFonts *fonts)
{
    return &fonts->source;
}

uint64_t text_fonts_shaped(const TextFonts *fonts)
{
    return fonts->shaped;
}

uint32_t text_fonts_missing(TextFonts *fonts, const char *text, size_t size)
{
    const Font font = {FONT_REGULAR, 16};
    TTF_Font *inter = sized_font(fonts, font);
    uint32_t missing = 0;
    for (size_t at = 0; at < size && inter != NULL && missing == 0;) {
        size_t part = 0;
        while (at + part < size && part + CHARACTER_BYTES < TEXT_LINE_BYTES) {
            part += character_next(text + at + part, size - at - part);
        }
        clean_line(fonts, text + at, part);
        Letters *letters = letters_for(fonts, inter);
        missing = letters != NULL ? letters_missing(letters, inter, font, fonts->clean) : 0;
        at += part;
    }
    return missing;
}

void text_fonts_close(TextFonts *fonts)
{
    if (fonts == NULL) {
        return;
    }
    while (fonts->oldest != NULL) {
        drop_line(fonts, fonts->oldest);
    }
    letters_close(fonts->letters);
    for (size_t i = 0; i < SF_COUNT(fonts->faces); i++) {
        if (fonts->faces[i].font != NULL) {
            TTF_CloseFont(fonts->faces[i].font);
        }
    }
    TTF_Quit();
    sf_free(fonts);
}
