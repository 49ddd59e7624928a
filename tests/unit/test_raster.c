/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "surefoot/memory.h"
#include "surefoot/raster.h"

#include <math.h>
#include <string.h>

#define SIDE 200
#define SMALL 72
#define PI 3.14159265

static const Color white = {255, 255, 255, 255};
static const Color black = {0, 0, 0, 255};
static const Rect all = {0, 0, SIDE, SIDE};

typedef struct Sheet {
    uint32_t pixels[SIDE * SIDE];
    Surface surface;
    DrawList list;
} Sheet;

static int setup(void **state)
{
    Sheet *sheet = sf_alloc(sizeof(*sheet));
    assert_non_null(sheet);
    sheet->surface = (Surface){sheet->pixels, SIDE, SIDE, SIDE};
    *state = sheet;
    return 0;
}

static int teardown(void **state)
{
    Sheet *sheet = *state;
    draw_deinit(&sheet->list);
    sf_free(sheet);
    return 0;
}

static uint32_t level(const Sheet *sheet, int x, int y)
{
    return sheet->pixels[y * SIDE + x] & 0xffU;
}

static void blacken(Sheet *sheet)
{
    for (size_t i = 0; i < SF_COUNT(sheet->pixels); i++) {
        sheet->pixels[i] = 0xff000000U;
    }
}

/* Draws the list in white on black and gives the covered area in px. */
static double area_of(Sheet *sheet)
{
    double sum = 0;
    blacken(sheet);
    raster_draw(&sheet->surface, &sheet->list, NULL, all);
    for (size_t i = 0; i < SF_COUNT(sheet->pixels); i++) {
        sum += (double)(sheet->pixels[i] & 0xffU) / 255.0;
    }
    draw_begin(&sheet->list);
    return sum;
}

static void assert_area(double got, double want, double part)
{
    if (fabs(got - want) > want * part) {
        fail_msg("area %.3f, wanted %.3f", got, want);
    }
}

/* ------------------------------------------------------------------ areas */

static void test_raster__discs_and_rings_have_their_area(void **state)
{
    Sheet *sheet = *state;
    for (int i = 0; i < 20; i++) {
        const Point center = {100 + 0.137F * (float)i, 100 - 0.093F * (float)i};
        const float radius = 10 + 4.1F * (float)i;
        draw_capsule(&sheet->list, center, radius, center, radius, white);
        assert_area(area_of(sheet), PI * (double)(radius * radius), 0.005);
        const float width = 2 + (float)i * 0.6F;
        draw_ring(&sheet->list, center, radius, width, 0, DRAW_TURN, white);
        assert_area(area_of(sheet), 2 * PI * (double)(radius * width), 0.005);
    }
}

static void test_raster__arcs_have_their_area(void **state)
{
    Sheet *sheet = *state;
    for (int i = 1; i < 24; i++) {
        const float from = 0.37F * (float)i;
        const float sweep = DRAW_TURN * (float)i / 25;
        const double band = (double)sweep * 70 * 17;
        draw_ring_flat(&sheet->list, (Point){100.3F, 99.6F}, 70, 17, from, sweep, white);
        assert_area(area_of(sheet), band, 0.005);
        draw_ring(&sheet->list, (Point){100.3F, 99.6F}, 70, 17, from, sweep, white);
        assert_area(area_of(sheet), band + PI * 8.5 * 8.5, 0.005);
    }
}

/* Two end sectors and the trapezoid between the tangents. */
static double cone_area(double a, double b, double length)
{
    const double lean = asin((a - b) / length);
    const double side = length * cos(lean);
    return a * a * (PI / 2 + lean) + b * b * (PI / 2 - lean) + side * (a + b);
}

static void test_raster__capsules_have_their_area(void **state)
{
    Sheet *sheet = *state;
    for (int i = 0; i < 24; i++) {
        const float angle = DRAW_TURN * (float)i / 24 + 0.05F;
        const float a = 12 + 0.5F * (float)i;
        const float b = 5;
        const Point from = {100, 100};
        const Point to = {100 + 60 * cosf(angle), 100 + 60 * sinf(angle)};
        draw_capsule(&sheet->list, from, a, to, b, white);
        assert_area(area_of(sheet), cone_area((double)a, (double)b, 60), 0.005);
        draw_capsule(&sheet->list, from, 8, to, 8, white);
        assert_area(area_of(sheet), cone_area(8, 8, 60), 0.005);
    }
    draw_capsule(&sheet->list, (Point){90, 100}, 40, (Point){100, 100}, 20, white);
    assert_area(area_of(sheet), PI * 40 * 40, 0.005);
}

static void test_raster__thin_lines_pale_instead_of_vanishing(void **state)
{
    Sheet *sheet = *state;
    for (int i = 1; i <= 8; i++) {
        const float half = 0.1F * (float)i;
        draw_capsule(&sheet->list, (Point){20, 30.2F}, half, (Point){180, 110.7F}, half, white);
        const double length = sqrt(160.0 * 160.0 + 80.5 * 80.5);
        assert_area(area_of(sheet), 2 * (double)half * length, 0.05);
        draw_ring(&sheet->list, (Point){100, 100}, 60, 2 * half, 0, DRAW_TURN, white);
        assert_area(area_of(sheet), 4 * PI * 60 * (double)half, 0.02);
    }
}

static void test_raster__rounded_rectangles_have_their_area(void **state)
{
    Sheet *sheet = *state;
    for (int radius = 0; radius <= 50; radius++) {
        const double r = radius;
        const double filled = 160.0 * 100.0 - (4 - PI) * r * r;
        draw_rect(&sheet->list, (Rect){20, 50, 160, 100}, (float)radius, white);
        assert_area(area_of(sheet), filled, 0.005);
        const double s = r > 3 ? r - 3 : 0;
        const double hole = 154.0 * 94.0 - (4 - PI) * s * s;
        draw_border(&sheet->list, (Rect){20, 50, 160, 100}, (float)radius, 3, white);
        assert_area(area_of(sheet), filled - hole, 0.005);
    }
}

static void test_raster__polygons_have_their_area(void **state)
{
    Sheet *sheet = *state;
    static const struct {
        Point points[6];
        int32_t count;
        double area;
    } rows[] = {
        {{{20.25F, 20.5F}, {180.5F, 40.25F}, {60.75F, 170.5F}}, 3, 11618.8125},
        {{{20.25F, 20.5F}, {60.75F, 170.5F}, {180.5F, 40.25F}}, 3, 11618.8125},
        {{{20.5F, 20.5F}, {30, 20.5F}, {30, 30.5F}, {20.5F, 30.5F}}, 4, 95},
        {{{10, 10}, {100, 90}, {190, 10}, {100, 180}}, 4, 8100},
        {{{10, 10}, {190, 10}, {190, 60}, {60, 60}, {60, 190}, {10, 190}}, 6, 15500},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        draw_polygon(&sheet->list, rows[i].points, rows[i].count, white);
        assert_area(area_of(sheet), rows[i].area, 0.001);
    }
}

static void test_raster__polygon_winding_is_nonzero(void **state)
{
    Sheet *sheet = *state;
    Point star[5];
    for (int i = 0; i < 5; i++) {
        const float angle = DRAW_TURN * 2 * (float)i / 5;
        star[i] = (Point){100 + 80 * sinf(angle), 100 - 80 * cosf(angle)};
    }
    draw_polygon(&sheet->list, star, 5, white);
    (void)area_of(sheet);
    assert_int_equal(level(sheet, 100, 100), 255);
    assert_int_equal(level(sheet, 100, 40), 255);
    assert_int_equal(level(sheet, 60, 40), 0);
}

/* ------------------------------------------------------------------ edges */

static void test_raster__a_disc_is_symmetric(void **state)
{
    Sheet *sheet = *state;
    draw_capsule(&sheet->list, (Point){100, 100}, 47.3F, (Point){100, 100}, 47.3F, white);
    (void)area_of(sheet);
    for (int y = 0; y < 100; y++) {
        for (int x = 0; x < 100; x++) {
            const uint32_t here = level(sheet, x, y);
            assert_int_equal(level(sheet, 199 - x, y), here);
            assert_int_equal(level(sheet, x, 199 - y), here);
            assert_int_equal(level(sheet, y, x), here);
        }
    }
}

static void test_raster__neighbours_leave_no_seam(void **state)
{
    Sheet *sheet = *state;
    const float step = 7.37F;
    for (int row = 0; row < 10; row++) {
        for (int column = 0; column < 10; column++) {
            const Rect cell = {20.3F + step * (float)column, 20.7F + step * (float)row, step, step};
            draw_rect(&sheet->list, cell, 0, (Color){255, 255, 255, 128});
        }
    }
    (void)area_of(sheet);
    for (int y = 21; y < 94; y++) {
        for (int x = 20; x < 94; x++) {
            assert_int_equal(level(sheet, x, y), 128);
        }
    }
    assert_int_equal(level(sheet, 19, 50), 0);
    assert_int_equal(level(sheet, 94, 50), 0);
}

static void test_raster__an_arc_meets_its_track_exactly(void **state)
{
    Sheet *sheet = *state;
    static uint32_t closed[SIDE * SIDE];
    draw_ring(&sheet->list, (Point){100, 100}, 80, 14, 0, DRAW_TURN, white);
    (void)area_of(sheet);
    memcpy(closed, sheet->pixels, sizeof(closed));
    draw_ring(&sheet->list, (Point){100, 100}, 80, 14, 0, DRAW_TURN * 0.75F, white);
    (void)area_of(sheet);
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            const bool in_arc = x >= 100 || y >= 100;
            if (in_arc) {
                assert_int_equal(level(sheet, x, y), closed[y * SIDE + x] & 0xffU);
            }
        }
    }
}

/* ------------------------------------------------------------------ clip and alpha */

static void test_raster__clips_cut_at_whole_pixels_and_nest(void **state)
{
    Sheet *sheet = *state;
    draw_clip(&sheet->list, (Rect){20, 30, 100, 100});
    draw_clip(&sheet->list, (Rect){50, 0, 100, 80});
    draw_capsule(&sheet->list, (Point){80, 60}, 90, (Point){80, 60}, 90, white);
    draw_clip_end(&sheet->list);
    draw_clip_end(&sheet->list);
    assert_float_equal(area_of(sheet), 70.0F * 50.0F, 1e-6F);
    assert_int_equal(level(sheet, 50, 30), 255);
    assert_int_equal(level(sheet, 119, 79), 255);
}

static void test_raster__alphas_multiply_with_the_colour(void **state)
{
    Sheet *sheet = *state;
    draw_alpha(&sheet->list, 0.5F);
    draw_rect(&sheet->list, (Rect){0, 0, 10, 10}, 0, white);
    draw_alpha(&sheet->list, 0.5F);
    draw_rect(&sheet->list, (Rect){10, 0, 10, 10}, 0, white);
    draw_rect(&sheet->list, (Rect){20, 0, 10, 10}, 0, (Color){255, 255, 255, 128});
    draw_alpha_end(&sheet->list);
    draw_alpha_end(&sheet->list);
    draw_rect(&sheet->list, (Rect){30, 0, 10, 10}, 0, white);
    (void)area_of(sheet);
    assert_int_equal(level(sheet, 5, 5), 128);
    assert_int_equal(level(sheet, 15, 5), 64);
    assert_int_equal(level(sheet, 25, 5), 32);
    assert_int_equal(level(sheet, 35, 5), 255);
    assert_int_equal(sheet->pixels[5] >> 24, 0xff);
}

/* ------------------------------------------------------------------ parts and damage */

/* Texts as blocks with soft edges, so that bitmaps take part without fonts. */
static const TextBitmap *block_bitmap(void *context, Font font, const char *text, size_t size)
{
    static uint8_t pixels[64 * 32];
    static TextBitmap bitmap;
    (void)context;
    const int32_t width = (int32_t)(size * 5 % 60) + 4;
    const int32_t height = font.px % 28 + 4;
    for (int32_t i = 0; i < width * height; i++) {
        pixels[i] = (uint8_t)(i * 37 + text[0] * 11);
    }
    bitmap = (TextBitmap){.pixels = pixels,
                          .width = width,
                          .height = height,
                          .stride = width,
                          .left = -2,
                          .ascent = height - 3};
    return &bitmap;
}

static TextSource block_text(void)
{
    TextSource source = text_source_fixed();
    source.bitmap = block_bitmap;
    return source;
}

static const TextBitmap *two_pixels(void *context, Font font, const char *text, size_t size)
{
    static const uint8_t pixels[] = {255, 255, 128};
    static const uint32_t colors[] = {0, 0xFFFF8000U, 0xFFFF8000U};
    static const TextBitmap bitmap = {
        .pixels = pixels, .colors = colors, .width = 3, .height = 1, .stride = 3, .ascent = 1};
    (void)context;
    (void)font;
    (void)text;
    (void)size;
    return &bitmap;
}

static void test_raster__a_picture_in_a_text_keeps_its_colours(void **state)
{
    (void)state;
    uint32_t pixels[3] = {0xFF000000U, 0xFF000000U, 0xFF000000U};
    const Surface surface = {pixels, 3, 1, 3};
    TextSource text = text_source_fixed();
    text.bitmap = two_pixels;
    DrawList list = {0};
    draw_begin(&list);
    draw_text(&list, (Point){0, 1}, (Font){FONT_BOLD, 4}, (Color){0, 0, 255, 255}, "x", 1);
    raster_draw(&surface, &list, &text, (Rect){0, 0, 3, 1});
    assert_int_equal(pixels[0], 0xFF0000FFU);
    assert_int_equal(pixels[1], 0xFFFF8000U);
    assert_in_range(pixels[2] >> 16 & 0xFF, 126, 130);
    assert_in_range(pixels[2] >> 8 & 0xFF, 62, 66);
    assert_int_equal(pixels[2] & 0xFF, 0);
    draw_deinit(&list);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static float random_at(uint32_t *seed)
{
    return (float)(next_random(seed) % 1200) / 10.0F - 24.0F;
}

static float random_size(uint32_t *seed)
{
    return (float)(next_random(seed) % 300) / 10.0F;
}

static Point random_point(uint32_t *seed)
{
    const float x = random_at(seed);
    return (Point){x, random_at(seed)};
}

static Rect random_rect(uint32_t *seed)
{
    const Point at = random_point(seed);
    const float width = random_size(seed) * 2;
    return (Rect){at.x, at.y, width, random_size(seed) * 2};
}

static void random_polygon(DrawList *list, uint32_t *seed, Color color)
{
    Point points[8];
    const int32_t count = 3 + (int32_t)(next_random(seed) % 6);
    for (int32_t i = 0; i < count; i++) {
        points[i] = random_point(seed);
    }
    draw_polygon(list, points, count, color);
}

static void random_command(DrawList *list, uint32_t seed)
{
    const uint32_t mixed = next_random(&seed) * 2654435761U;
    const Color color = {(uint8_t)mixed, (uint8_t)(mixed >> 8), (uint8_t)(mixed >> 16),
                         (mixed >> 24) % 3 == 0 ? 255 : (uint8_t)(mixed >> 24)};
    const Point a = random_point(&seed);
    const Point b = random_point(&seed);
    const Rect rect = random_rect(&seed);
    const float size = random_size(&seed);
    const float other = random_size(&seed);
    switch (mixed % 11) {
    case 0:
        draw_rect(list, rect, size, color);
        break;
    case 1:
        draw_border(list, rect, size, other / 4, color);
        break;
    case 2:
        draw_ring(list, a, size, other, a.x, DRAW_TURN, color);
        break;
    case 3:
        draw_ring(list, a, size, other / 3, b.x, b.y / 10, color);
        break;
    case 4:
        draw_ring_flat(list, a, size, other / 2, b.x, b.y / 10, color);
        break;
    case 5:
        draw_capsule(list, a, size, b, other, color);
        break;
    case 6:
        random_polygon(list, &seed, color);
        break;
    case 7:
        draw_text(list, a, (Font){FONT_BOLD, (int32_t)size + 5}, color, "sample", 1 + mixed % 5);
        break;
    case 8:
        draw_clip(list, rect);
        break;
    case 9:
        draw_alpha(list, size / 30);
        break;
    default:
        draw_clip_end(list);
        draw_alpha_end(list);
        break;
    }
}

static void random_page(DrawList *list, const uint32_t *seeds, size_t count)
{
    draw_begin(list);
    draw_rect(list, (Rect){0, 0, SMALL, SMALL}, 0, (Color){40, 60, 80, 255});
    for (size_t i = 0; i < count; i++) {
        random_command(list, seeds[i]);
    }
}

/* One or two of: changed, came, went, swapped. */
static size_t mutate(uint32_t *seeds, size_t count, uint32_t *seed)
{
    const size_t rounds = 1 + next_random(seed) % 2;
    for (size_t round = 0; round < rounds; round++) {
        const size_t at = next_random(seed) % count;
        const uint32_t keep = seeds[at];
        switch (next_random(seed) % 4) {
        case 0:
            seeds[at] = next_random(seed);
            break;
        case 1:
            memmove(seeds + at + 1, seeds + at, (count - at) * sizeof(seeds[0]));
            seeds[at] = next_random(seed);
            count++;
            break;
        case 2:
            memmove(seeds + at, seeds + at + 1, (count - at - 1) * sizeof(seeds[0]));
            count--;
            break;
        default:
            seeds[at] = seeds[count - 1];
            seeds[count - 1] = keep;
            break;
        }
    }
    return count;
}

typedef struct SmallSheet {
    uint32_t pixels[SMALL * SMALL];
    Surface surface;
} SmallSheet;

static void begin_small(SmallSheet *sheet)
{
    memset(sheet->pixels, 0x55, sizeof(sheet->pixels));
    sheet->surface = (Surface){sheet->pixels, SMALL, SMALL, SMALL};
}

static void test_raster__drawing_the_damage_equals_drawing_the_frame(void **state)
{
    (void)state;
    static SmallSheet kept;
    static SmallSheet fresh;
    DrawList before = {0};
    DrawList after = {0};
    const TextSource text = block_text();
    uint32_t seed = 20261121;
    for (int pair = 0; pair < 1500; pair++) {
        uint32_t seeds[32];
        size_t count = 2 + next_random(&seed) % 14;
        for (size_t i = 0; i < count; i++) {
            seeds[i] = next_random(&seed);
        }
        random_page(&before, seeds, count);
        count = mutate(seeds, count, &seed);
        random_page(&after, seeds, count);
        begin_small(&kept);
        begin_small(&fresh);
        const Rect whole = {0, 0, SMALL, SMALL};
        raster_draw(&kept.surface, &before, &text, whole);
        raster_draw(&kept.surface, &after, &text, draw_damage(&before, &after, &text));
        raster_draw(&fresh.surface, &after, &text, whole);
        if (memcmp(kept.pixels, fresh.pixels, sizeof(kept.pixels)) != 0) {
            fail_msg("pair %d differs", pair);
        }
    }
    draw_deinit(&before);
    draw_deinit(&after);
}

static void test_raster__a_growing_arc_needs_only_its_damage(void **state)
{
    (void)state;
    static SmallSheet kept;
    static SmallSheet fresh;
    DrawList before = {0};
    DrawList after = {0};
    const Rect whole = {0, 0, SMALL, SMALL};
    uint32_t seed = 7;
    begin_small(&kept);
    for (int step = 0; step < 600; step++) {
        const float sweep = (float)(next_random(&seed) % 6200) / 1000.0F + 0.05F;
        const float width = step < 300 ? 9.5F : 40.0F;
        draw_begin(&after);
        draw_rect(&after, whole, 0, black);
        draw_ring(&after, (Point){36.3F, 35.8F}, 25, width, 1, sweep, (Color){200, 90, 9, 150});
        draw_ring_flat(&after, (Point){36.3F, 35.8F}, 12, 7.25F, 2, sweep, white);
        begin_small(&fresh);
        raster_draw(&fresh.surface, &after, NULL, whole);
        raster_draw(&kept.surface, &after, NULL,
                    step == 0 ? whole : draw_damage(&before, &after, NULL));
        assert_memory_equal(kept.pixels, fresh.pixels, sizeof(kept.pixels));
        assert_true(draw_copy(&before, &after));
    }
    draw_deinit(&before);
    draw_deinit(&after);
}

static void test_raster__tiles_give_the_same_pixels_as_the_whole(void **state)
{
    (void)state;
    static SmallSheet whole;
    static SmallSheet tiled;
    DrawList list = {0};
    const TextSource text = block_text();
    uint32_t seed = 99;
    for (int page = 0; page < 200; page++) {
        uint32_t seeds[16];
        for (size_t i = 0; i < SF_COUNT(seeds); i++) {
            seeds[i] = next_random(&seed);
        }
        random_page(&list, seeds, SF_COUNT(seeds));
        begin_small(&whole);
        begin_small(&tiled);
        raster_draw(&whole.surface, &list, &text, (Rect){-5, -5, 500, 500});
        for (int tile = 0; tile < 36; tile++) {
            const Rect box = {(float)(tile % 6 * 13), (float)(tile / 6 * 13), 13, 13};
            raster_draw(&tiled.surface, &list, &text, box);
        }
        assert_memory_equal(whole.pixels, tiled.pixels, sizeof(whole.pixels));
    }
    draw_deinit(&list);
}

static void test_raster__a_run_is_blended_like_its_pixels(void **state)
{
    Sheet *sheet = *state;
    static uint32_t whole[SIDE];
    for (int alpha = 0; alpha < 256; alpha++) {
        for (int round = 0; round < 2; round++) {
            const Color ink = {(uint8_t)(alpha * 7), (uint8_t)(255 - alpha), 200, (uint8_t)alpha};
            for (uint32_t x = 0; x < SIDE; x++) {
                sheet->pixels[x] = x * 0x0f3d71U;
            }
            draw_begin(&sheet->list);
            draw_rect(&sheet->list, (Rect){0, 0, SIDE, 1}, 0, ink);
            for (int x = 0; x < SIDE; x += round == 0 ? SIDE : 1) {
                const Rect box = {(float)x, 0, round == 0 ? SIDE : 1, 1};
                raster_draw(&sheet->surface, &sheet->list, NULL, box);
            }
            if (round == 0) {
                memcpy(whole, sheet->pixels, sizeof(whole));
            }
        }
        assert_memory_equal(whole, sheet->pixels, sizeof(whole));
    }
}

static void test_raster__nothing_is_drawn_outside_the_bounds(void **state)
{
    (void)state;
    static SmallSheet sheet;
    DrawList list = {0};
    const TextSource text = block_text();
    uint32_t seed = 4711;
    for (int i = 0; i < 2000; i++) {
        draw_begin(&list);
        random_command(&list, next_random(&seed));
        begin_small(&sheet);
        raster_draw(&sheet.surface, &list, &text, (Rect){0, 0, SMALL, SMALL});
        const Rect box = list.count == 1 ? draw_bounds(&list, &list.commands[0], &text) : (Rect){0};
        for (int at = 0; at < SMALL * SMALL; at++) {
            if (!rect_contains(box, (float)(at % SMALL), (float)at / SMALL)) {
                assert_int_equal(sheet.pixels[at], 0x55555555);
            }
        }
    }
    draw_deinit(&list);
}

/* ------------------------------------------------------------------ robustness */

static void hostile_list(DrawList *list)
{
    static const float odd[] = {NAN,   INFINITY, -INFINITY, 1e30F, -1e30F, 9e5F,
                                -9e5F, 1e-30F,   0,         -0.0F, 0.5F,   73};
    for (size_t i = 0; i < SF_COUNT(odd); i++) {
        for (size_t j = 0; j < SF_COUNT(odd); j++) {
            const float a = odd[i];
            const float b = odd[j];
            const Point points[] = {{a, b}, {b, a}, {10, a}, {b, 10}};
            draw_rect(list, (Rect){a, b, b, a}, a, white);
            draw_rect(list, (Rect){10, a, 9e5F, b}, b, white);
            draw_border(list, (Rect){a, 5, b, 10}, b, a, white);
            draw_ring(list, (Point){a, 10}, b, a, b, a, white);
            draw_ring(list, (Point){10, 10}, 5, 2, a, b, white);
            draw_ring_flat(list, (Point){b, a}, b, 9e5F, a, b, white);
            draw_capsule(list, (Point){a, b}, 3, (Point){b, a}, b, white);
            draw_capsule(list, (Point){10, 10}, a, (Point){20, 20}, b, white);
            draw_polygon(list, points, 4, white);
            draw_text(list, (Point){a, b}, (Font){FONT_BOLD, (int32_t)(i * 1000)}, white, "x", 1);
            draw_clip(list, (Rect){a, b, 1e30F, b});
            draw_alpha(list, a);
            draw_rect(list, (Rect){0, 0, 30, 30}, 4, white);
            draw_alpha_end(list);
            draw_clip_end(list);
        }
    }
}

static void test_raster__hostile_coordinates_stay_inside_the_surface(void **state)
{
    (void)state;
    enum { STRIDE = 80, ROWS = 60, WIDTH = 48, HEIGHT = 40 };
    static uint32_t pixels[STRIDE * ROWS];
    memset(pixels, 0x5a, sizeof(pixels));
    const Surface surface = {pixels + 10 * STRIDE + 16, WIDTH, HEIGHT, STRIDE};
    const TextSource text = block_text();
    DrawList list = {0};
    char *dump = NULL;
    hostile_list(&list);
    raster_draw(&surface, &list, &text, (Rect){-1e30F, -1e30F, 2e30F, 2e30F});
    raster_draw(&surface, &list, &text, (Rect){NAN, 0, 10, 10});
    raster_draw(&surface, &list, &text, (Rect){0, 0, INFINITY, NAN});
    assert_int_equal(draw_dump(&list, &dump), SF_OK);
    sf_free(dump);
    for (int at = 0; at < STRIDE * ROWS; at++) {
        const int x = at % STRIDE - 16;
        const int y = at / STRIDE - 10;
        if (x < 0 || x >= WIDTH || y < 0 || y >= HEIGHT) {
            assert_int_equal(pixels[at], 0x5a5a5a5a);
        }
    }
    draw_deinit(&list);
}

static void test_raster__drawing_allocates_nothing(void **state)
{
    Sheet *sheet = *state;
    const TextSource text = block_text();
    uint32_t seed = 5;
    for (int i = 0; i < 100; i++) {
        random_command(&sheet->list, next_random(&seed));
    }
    const uint64_t count = sf_alloc_count();
    raster_draw(&sheet->surface, &sheet->list, &text, all);
    assert_int_equal(sf_alloc_count(), count);
}

#define WITH_SHEET(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SHEET(test_raster__discs_and_rings_have_their_area),
        WITH_SHEET(test_raster__arcs_have_their_area),
        WITH_SHEET(test_raster__capsules_have_their_area),
        WITH_SHEET(test_raster__thin_lines_pale_instead_of_vanishing),
        WITH_SHEET(test_raster__rounded_rectangles_have_their_area),
        WITH_SHEET(test_raster__polygons_have_their_area),
        WITH_SHEET(test_raster__polygon_winding_is_nonzero),
        WITH_SHEET(test_raster__a_disc_is_symmetric),
        WITH_SHEET(test_raster__neighbours_leave_no_seam),
        WITH_SHEET(test_raster__an_arc_meets_its_track_exactly),
        WITH_SHEET(test_raster__clips_cut_at_whole_pixels_and_nest),
        WITH_SHEET(test_raster__alphas_multiply_with_the_colour),
        cmocka_unit_test(test_raster__drawing_the_damage_equals_drawing_the_frame),
        cmocka_unit_test(test_raster__a_growing_arc_needs_only_its_damage),
        cmocka_unit_test(test_raster__tiles_give_the_same_pixels_as_the_whole),
        WITH_SHEET(test_raster__a_run_is_blended_like_its_pixels),
        cmocka_unit_test(test_raster__a_picture_in_a_text_keeps_its_colours),
        cmocka_unit_test(test_raster__nothing_is_drawn_outside_the_bounds),
        cmocka_unit_test(test_raster__hostile_coordinates_stay_inside_the_surface),
        WITH_SHEET(test_raster__drawing_allocates_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
