/* SPDX-License-Identifier: MIT */
/**
 * The draw list: what a frame looks like, as a few semantic primitives in px.
 *
 * Screens, widgets and figures only append here; renderers only read. The same list gives the same
 * picture in software (raster.h) and on a GPU, can be dumped as text for golden tests, compared with
 * the frame before (damage), and hashed. Appending to a full list grows it; a steady frame reuses
 * the memory and allocates nothing. A failed allocation drops the command: a poorer picture, never a
 * crash.
 */
#ifndef SUREFOOT_DRAW_H
#define SUREFOOT_DRAW_H

#include "surefoot/base.h"

typedef struct Color {
    uint8_t r;
    uint8_t g;
    uint8_t b;
    uint8_t a;
} Color;

typedef struct Rect {
    float x;
    float y;
    float w;
    float h;
} Rect;

typedef struct Point {
    float x;
    float y;
} Point;

typedef enum FontWeight { FONT_REGULAR, FONT_SEMIBOLD, FONT_BOLD, FONT_WEIGHTS } FontWeight;

/** Sizes come in whole px: they are keys of glyph caches. */
typedef struct Font {
    FontWeight weight;
    int32_t px;
} Font;

/** Coverage of a line of text, one byte a pixel. */
typedef struct TextBitmap {
    const uint8_t *pixels;
    int32_t width;
    int32_t height;
    int32_t stride;
    int32_t left;   /**< from the pen position to the left edge */
    int32_t ascent; /**< from the top edge to the baseline */
} TextBitmap;

/** Where text comes from: the real fonts, or a fixed table in golden tests. */
typedef struct TextSource {
    void *context;
    /** Advance width of size bytes of UTF-8 in px. */
    float (*width)(void *context, Font font, const char *text, size_t size);
    /** Distances from the baseline, both positive. */
    void (*vertical)(void *context, Font font, float *ascent, float *descent);
    /** A line's coverage, borrowed until the next call; NULL if it cannot be had. */
    const TextBitmap *(*bitmap)(void *context, Font font, const char *text, size_t size);
} TextSource;

/** Half an em a character, ascent 0.8 and descent 0.2 of the size; no bitmaps. */
TextSource text_source_fixed(void);

typedef enum DrawKind {
    DRAW_RECT,     /**< rounded rectangle, filled or as a border */
    DRAW_RING,     /**< arc with a width and round or flat ends */
    DRAW_CAPSULE,  /**< two circles and what lies between: a tapered limb, a line, a disc */
    DRAW_POLYGON,  /**< filled, convex or not, up to DRAW_POLYGON_POINTS */
    DRAW_TEXT,     /**< one line */
    DRAW_CLIP,     /**< until the matching DRAW_CLIP_END; clips nest by intersection */
    DRAW_CLIP_END,
    DRAW_ALPHA,    /**< multiplies the alpha of what follows, until DRAW_ALPHA_END */
    DRAW_ALPHA_END
} DrawKind;

#define DRAW_POLYGON_POINTS 64

typedef struct DrawCommand {
    DrawKind kind;
    Color color;
    union {
        struct {
            Rect rect;
            float radius;
            float border; /**< 0 fills */
        } rect;
        struct {
            Point center;
            float radius; /**< to the middle of the band */
            float width;
            float from; /**< radians, clockwise from 12 o'clock */
            float sweep;
            bool round;
        } ring;
        struct {
            Point a;
            Point b;
            float radius_a;
            float radius_b;
        } capsule;
        struct {
            int32_t first; /**< into DrawList.points */
            int32_t count;
        } polygon;
        struct {
            Point at; /**< left end of the baseline */
            Font font;
            int32_t first; /**< into DrawList.text */
            int32_t size;
        } text;
        Rect clip;
        float alpha;
    } as;
} DrawCommand;

typedef struct DrawList {
    DrawCommand *commands;
    int32_t count;
    int32_t capacity;
    Point *points;
    int32_t point_count;
    int32_t point_capacity;
    char *text;
    int32_t text_size;
    int32_t text_capacity;
    bool dropped; /**< a command was lost to a failed allocation */
} DrawList;

/** Zero-initialise; begin empties it and keeps the memory. */
void draw_begin(DrawList *list);
void draw_deinit(DrawList *list);

void draw_rect(DrawList *list, Rect rect, float radius, Color color);
void draw_border(DrawList *list, Rect rect, float radius, float width, Color color);
void draw_ring(DrawList *list, Point center, float radius, float width, float from, float sweep,
               Color color);
void draw_capsule(DrawList *list, Point a, float radius_a, Point b, float radius_b, Color color);
void draw_polygon(DrawList *list, const Point *points, int32_t count, Color color);
/** One line, left end of the baseline at `at`. */
void draw_text(DrawList *list, Point at, Font font, Color color, const char *text, size_t size);
void draw_clip(DrawList *list, Rect rect);
void draw_clip_end(DrawList *list);
void draw_alpha(DrawList *list, float alpha);
void draw_alpha_end(DrawList *list);

/** Box that a command can touch, antialiasing included; empty for clips and alphas. */
Rect draw_bounds(const DrawList *list, const DrawCommand *command, const TextSource *text);
/** FNV-1a over everything that decides the picture. */
uint64_t draw_hash(const DrawList *list);
/** The box that may differ between two frames; empty if they are the same picture. */
Rect draw_damage(const DrawList *before, const DrawList *after, const TextSource *text);
/** A copy for the next comparison; false when memory is out (then damage is everything). */
bool draw_copy(DrawList *to, const DrawList *from);
/** One command a line, coordinates to a tenth of a px. *out is freed with sf_free. */
SfError draw_dump(const DrawList *list, char **out);

Rect rect_intersect(Rect a, Rect b);
Rect rect_union(Rect a, Rect b);
bool rect_contains(Rect rect, float x, float y);
bool rect_is_empty(Rect rect);

#endif
