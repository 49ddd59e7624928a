/* SPDX-License-Identifier: MIT */
/**
 * The draw list: what a frame looks like, as a few semantic primitives in px.
 *
 * Screens, widgets and figures only append here; renderers only read. The same list gives the same
 * picture in software (raster.h) and on a GPU, can be dumped as text for golden tests, compared
 * with the frame before (damage), and hashed. Appending to a full list grows it; a steady frame
 * reuses the memory and allocates nothing. A failed allocation drops the command: a poorer picture,
 * never a crash.
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

/** Coverage of a line of text, one byte a pixel, placed from the pen: whole pixels, no more blank
 *  than the ink needs. Both renderers put it at (at.x + left, at.y - ascent). Emoji have their own
 *  colours, and take only the alpha of the text's. */
typedef struct TextBitmap {
    const uint8_t *pixels;
    const uint32_t *colors; /**< ARGB of each pixel, 0 where it is the text's; NULL: all are */
    int32_t width;
    int32_t height;
    int32_t stride;
    int32_t left;   /**< from the pen position to the left edge */
    int32_t ascent; /**< from the top edge to the baseline */
} TextBitmap;

/** Where text comes from: the real fonts, or a fixed table in golden tests. */
typedef struct TextSource {
    void *context;
    /** Advance width of size bytes of UTF-8 in px; 0 for no text. */
    float (*width)(void *context, Font font, const char *text, size_t size);
    /** Distances from the baseline, both positive. */
    void (*vertical)(void *context, Font font, float *ascent, float *descent);
    /** Where a caret before byte `at` of a line stands, in px from its left end. NULL: behind what
     * is before it, as all text runs from left to right. */
    float (*caret)(void *context, Font font, const char *text, size_t size, size_t at);
    /** A line's coverage, borrowed until the next call; NULL if it cannot be had. */
    const TextBitmap *(*bitmap)(void *context, Font font, const char *text, size_t size);
} TextSource;

/** Half an em a character, ascent 0.8 and descent 0.2 of the size; no bitmaps. */
TextSource text_source_fixed(void);

typedef enum DrawKind {
    DRAW_RECT,    /**< rounded rectangle, filled or as a border */
    DRAW_RING,    /**< arc with a width and round or flat ends */
    DRAW_CAPSULE, /**< two circles and what lies between: a tapered limb, a line, a disc */
    DRAW_POLYGON, /**< filled, convex or not, up to DRAW_POLYGON_POINTS */
    DRAW_TEXT,    /**< one line */
    DRAW_CLIP,    /**< until the matching DRAW_CLIP_END; clips nest by intersection */
    DRAW_CLIP_END,
    DRAW_ALPHA, /**< multiplies the alpha of what follows, until DRAW_ALPHA_END */
    DRAW_ALPHA_END
} DrawKind;

#define DRAW_POLYGON_POINTS 64
#define DRAW_TURN 6.2831853F           /**< the sweep of a closed ring, in radians */
#define DRAW_NEST_MAX 32               /**< clips within clips, and alphas within alphas */
#define DRAW_COORDINATE_MAX 1000000.0F /**< px; floats are still good to a sixteenth there */

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
            float from;  /**< radians, clockwise from 12 o'clock */
            float sweep; /**< above 0, at most DRAW_TURN */
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

/**
 * Zero-initialise; begin empties it and keeps the memory.
 *
 * Rectangles, borders, clips and the pen of a text snap to whole pixels as they are appended: edges
 * are crisp, neighbours that share an edge leave no seam, and the two renderers agree. An extent
 * above 0 stays at least a pixel. Rings, capsules and polygons keep their fractions, so that they
 * move smoothly. What has no area, or a coordinate beyond DRAW_COORDINATE_MAX, is not drawn.
 */
void draw_begin(DrawList *list);
/** Frees the memory of the list. */
void draw_deinit(DrawList *list);

/** Radius is cut to half the shorter side, so a huge one gives a pill. */
void draw_rect(DrawList *list, Rect rect, float radius, Color color);
/** A border of `width` px inside the rectangle's edge. */
void draw_border(DrawList *list, Rect rect, float radius, float width, Color color);
/** An arc with round ends. A sweep of 0 draws nothing; a full turn or more closes the ring. */
void draw_ring(
    DrawList *list, Point center, float radius, float width, float from, float sweep, Color color);
/** An arc with flat ends; angles and sweep as in draw_ring. */
void draw_ring_flat(
    DrawList *list, Point center, float radius, float width, float from, float sweep, Color color);
/** Two discs and the shape between them; radii in px. */
void draw_capsule(DrawList *list, Point a, float radius_a, Point b, float radius_b, Color color);
/** A filled polygon, non-zero winding. Points after DRAW_POLYGON_POINTS are ignored. */
void draw_polygon(DrawList *list, const Point *points, int32_t count, Color color);
/** One line, left end of the baseline at `at`. */
void draw_text(DrawList *list, Point at, Font font, Color color, const char *text, size_t size);
/** Limits what follows to rect, until the matching draw_clip_end. */
void draw_clip(DrawList *list, Rect rect);
/** Ends the innermost clip. */
void draw_clip_end(DrawList *list);
/** Multiplies the alpha of what follows, 0..1, until the matching draw_alpha_end. */
void draw_alpha(DrawList *list, float alpha);
/** Ends the innermost alpha. */
void draw_alpha_end(DrawList *list);

/** One thing to be seen: a drawing command with the clip and the alpha it stands under. */
typedef struct DrawItem {
    const DrawCommand *command;
    Rect clip;
    float alpha; /**< above 0, of the stack only; the colour has its own */
} DrawItem;

/** Reads a list as renderers must: with clips intersected, alphas multiplied, and without what
 *  cannot be seen. Pushes nested deeper than DRAW_NEST_MAX have no effect. */
typedef struct DrawWalk {
    const DrawList *list;
    int32_t next;
    int32_t clip_depth;
    int32_t alpha_depth;
    Rect clips[DRAW_NEST_MAX + 1];
    float alphas[DRAW_NEST_MAX + 1];
} DrawWalk;

/** Starts at the first command. The list is borrowed during the walk. */
void draw_walk_begin(DrawWalk *walk, const DrawList *list);
/** Finds the next visible command, borrowed from the list. False at the end. */
bool draw_walk_next(DrawWalk *walk, DrawItem *item);

/** Box that a command can touch, antialiasing included, in whole pixels; empty for clips and
 *  alphas. No renderer draws outside it. Where `text` has no bitmap it is an estimate. */
Rect draw_bounds(const DrawList *list, const DrawCommand *command, const TextSource *text);
/** The same for an arc, round ends included; width and angles as in a ring. */
Rect draw_arc_bounds(Point center, float radius, float width, float from, float sweep);
/** An FNV-1a hash of everything that decides the picture. */
uint64_t draw_hash(const DrawList *list);
/**
 * The box that may differ between two frames; empty if they are the same picture. Drawing only this
 * box of `after` over the pixels of `before` gives the same pixels as drawing all of `after`, if
 * both begin by covering the surface. A list that lost commands makes it everything.
 */
Rect draw_damage(const DrawList *before, const DrawList *after, const TextSource *text);
/** A copy for the next comparison; false when memory is out (then its damage is everything). */
bool draw_copy(DrawList *to, const DrawList *from);
/** One command a line, coordinates to a tenth of a px, angles to a tenth of a degree, what lies
 *  between clips or alphas indented. *out is freed with sf_free. */
SfError draw_dump(const DrawList *list, char **out);

/** The part that both rectangles share; empty if there is none. */
Rect rect_intersect(Rect a, Rect b);
/** The smallest rectangle around both; an empty one is ignored. */
Rect rect_union(Rect a, Rect b);
/** True if the point lies in the rectangle. */
bool rect_contains(Rect rect, float x, float y);
/** True if the rectangle has no area. */
bool rect_is_empty(Rect rect);

#endif
