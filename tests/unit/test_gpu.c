/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "../../platform/sdl/gpu.h"
#include "png_file.h"
#include "surefoot/memory.h"
#include "text_sdl.h"

#include <SDL2/SDL.h>
#include <math.h>
#include <string.h>

#define SIDE 160
/* SDL's software renderer stands for a GPU, without a window. It puts corners of triangles on whole
 * pixels, so where looks are compared it draws this many times bigger, and the middle of each block
 * is what a GPU would give the pixel, but for corners up to 1/ZOOM px off. Hence the bounds: an
 * OpenGL renderer comes within a fifth of them. */
#define ZOOM 11

/* One list through both renderers. */
typedef struct Bench {
    int zoom;
    SDL_Surface *canvas;
    SDL_Renderer *renderer;
    Gpu *gpu;
    TextFonts *fonts;
    DrawList list;
    uint32_t software_pixels[SIDE * SIDE];
    uint32_t hardware_pixels[SIDE * SIDE];
    Surface software;
    Surface hardware;
} Bench;

static void open_bench(void **state, int zoom)
{
    Bench *bench = sf_alloc(sizeof(*bench));
    assert_non_null(bench);
    bench->zoom = zoom;
    bench->canvas =
        SDL_CreateRGBSurfaceWithFormat(0, SIDE * zoom, SIDE * zoom, 32, SDL_PIXELFORMAT_ARGB8888);
    assert_non_null(bench->canvas);
    bench->renderer = SDL_CreateSoftwareRenderer(bench->canvas);
    assert_non_null(bench->renderer);
    assert_int_equal(SDL_RenderSetScale(bench->renderer, (float)zoom, (float)zoom), 0);
    bench->gpu = gpu_create(bench->renderer);
    assert_non_null(bench->gpu);
    bench->fonts = text_fonts_open(NULL, NULL);
    assert_non_null(bench->fonts);
    bench->software = (Surface){bench->software_pixels, SIDE, SIDE, SIDE};
    bench->hardware = (Surface){bench->hardware_pixels, SIDE, SIDE, SIDE};
    *state = bench;
}

static int setup(void **state)
{
    open_bench(state, 1);
    return 0;
}

static int setup_zoomed(void **state)
{
    open_bench(state, ZOOM);
    return 0;
}

static int teardown(void **state)
{
    Bench *bench = *state;
    draw_deinit(&bench->list);
    gpu_destroy(bench->gpu);
    text_fonts_close(bench->fonts);
    SDL_DestroyRenderer(bench->renderer);
    SDL_FreeSurface(bench->canvas);
    SDL_Quit();
    sf_free(bench);
    return 0;
}

static const Color paper = {250, 251, 252, 255};
static const Color teal = {0, 98, 120, 255};
static const Color night = {16, 20, 24, 255};
static const Color glow = {94, 200, 220, 200};

static void begin(Bench *bench, Color background)
{
    draw_begin(&bench->list);
    draw_rect(&bench->list, (Rect){0, 0, SIDE, SIDE}, 0, background);
}

static void take_middles(Bench *bench)
{
    const int zoom = bench->zoom;
    for (int y = 0; y < SIDE; y++) {
        const size_t row = (size_t)(y * zoom + zoom / 2) * (size_t)bench->canvas->pitch;
        const uint8_t *bytes = (const uint8_t *)bench->canvas->pixels + row;
        for (int x = 0; x < SIDE; x++) {
            memcpy(&bench->hardware_pixels[y * SIDE + x],
                   bytes + (size_t)(x * zoom + zoom / 2) * sizeof(uint32_t), sizeof(uint32_t));
        }
    }
}

static PngDifference compare(Bench *bench, int32_t tolerance)
{
    PngDifference difference;
    const TextSource *text = text_fonts_source(bench->fonts);
    raster_draw(&bench->software, &bench->list, text, (Rect){0, 0, SIDE, SIDE});
    gpu_draw(bench->gpu, &bench->list, text);
    SDL_RenderPresent(bench->renderer);
    take_middles(bench);
    (void)png_compare(&bench->software, &bench->hardware, tolerance, &difference);
    return difference;
}

/* Pixels in which the pictures differ visibly lie on edges; they must be few and slight. */
static void assert_one_look(Bench *bench, const char *what, int32_t largest, double mean)
{
    const PngDifference difference = compare(bench, 32);
    print_message("%-10s largest %3d, mean %.4f, above 32: %d px\n", what, difference.largest,
                  difference.mean, (int)difference.above);
    assert_true(difference.same_size);
    assert_in_range(difference.largest, 0, largest);
    assert_true(difference.mean <= mean);
}

/* ------------------------------------------------------------------ primitives */

static Rect cell(int i)
{
    return (Rect){(float)(i % 3) * 52 + 4, (float)(i / 3) * 39 + 4, 46, 32};
}

static void test_gpu__rectangles_look_the_same(void **state)
{
    Bench *bench = *state;
    begin(bench, paper);
    for (int i = 0; i < 12; i++) {
        draw_rect(&bench->list, cell(i), (float)i * 1.6F, i % 2 == 0 ? teal : glow);
    }
    assert_one_look(bench, "rect", 45, 1.2);
}

static void test_gpu__borders_look_the_same(void **state)
{
    Bench *bench = *state;
    begin(bench, night);
    for (int i = 0; i < 12; i++) {
        draw_border(&bench->list, cell(i), (float)i * 1.6F, 1 + (float)(i % 4) * 2, paper);
    }
    assert_one_look(bench, "border", 45, 1.5);
}

static void test_gpu__rings_look_the_same(void **state)
{
    Bench *bench = *state;
    const Point middle = {80.2F, 79.6F};
    begin(bench, paper);
    draw_ring(&bench->list, middle, 68.3F, 16, 0, DRAW_TURN, glow);
    draw_ring(&bench->list, middle, 48, 10, 0.4F, 4.4F, teal);
    draw_ring_flat(&bench->list, middle, 32, 12, 2, 2.5F, teal);
    draw_ring(&bench->list, middle, 20, 1.5F, 0, DRAW_TURN, night);
    draw_ring(&bench->list, middle, 12, 0.5F, 1, 3, night);
    draw_ring(&bench->list, middle, 3, 6, 0, DRAW_TURN, night);
    assert_one_look(bench, "ring", 45, 1.3);
}

static void test_gpu__capsules_look_the_same(void **state)
{
    Bench *bench = *state;
    begin(bench, night);
    for (int i = 0; i < 8; i++) {
        const float angle = DRAW_TURN * (float)i / 8 + 0.2F;
        const Point from = {80 + 30 * cosf(angle), 80 + 30 * sinf(angle)};
        const Point to = {80 + 64 * cosf(angle), 80 + 64 * sinf(angle)};
        draw_capsule(&bench->list, from, 2 + (float)i * 0.8F, to, 10 - (float)i * 1.2F, glow);
    }
    draw_capsule(&bench->list, (Point){80, 80}, 17, (Point){82, 80}, 14, paper);
    draw_capsule(&bench->list, (Point){6, 5.3F}, 0.5F, (Point){150, 14.2F}, 0.5F, paper);
    draw_capsule(&bench->list, (Point){6, 150.3F}, 0.3F, (Point){150, 155}, 0.3F, paper);
    assert_one_look(bench, "capsule", 45, 0.8);
}

static void test_gpu__polygons_are_the_same(void **state)
{
    Bench *bench = *state;
    Point star[5];
    const Point arrow[] = {{20.3F, 140}, {50, 125.2F}, {80, 140}, {50, 155.7F}};
    for (int i = 0; i < 5; i++) {
        const float angle = DRAW_TURN * 2 * (float)i / 5;
        star[i] = (Point){80 + 60 * sinf(angle), 75 - 60 * cosf(angle)};
    }
    begin(bench, paper);
    draw_polygon(&bench->list, star, 5, teal);
    draw_polygon(&bench->list, arrow, 4, glow);
    assert_one_look(bench, "polygon", 3, 0.25);
}

static void draw_lines(Bench *bench, Color color)
{
    static const char *const lines[] = {"0:37", "Straight-leg raise", "jump \xc3\x84\xc3\xa9"};
    float y = 10;
    for (int i = 0; i < 7; i++) {
        const int32_t px = 11 + 5 * i;
        y += (float)px * 0.75F;
        draw_text(&bench->list, (Point){4.4F, y}, (Font){(FontWeight)(i % 3), px}, color,
                  lines[i % 3], strlen(lines[i % 3]));
    }
}

static void test_gpu__texts_are_the_same(void **state)
{
    Bench *bench = *state;
    begin(bench, paper);
    draw_lines(bench, night);
    assert_one_look(bench, "text", 5, 0.5);
    begin(bench, night);
    draw_lines(bench, glow);
    assert_one_look(bench, "text dark", 5, 0.5);
}

static void test_gpu__letters_of_the_system_and_emoji_are_the_same(void **state)
{
    Bench *bench = *state;
    static const char line[] = "ok \xF0\x9F\xA6\xB5 \xE8\x86\x9D \xD7\xA9\xD7\x9C";
    begin(bench, paper);
    draw_text(&bench->list, (Point){20, 60}, (Font){FONT_BOLD, 30}, teal, line, sizeof(line) - 1);
    draw_alpha(&bench->list, 0.5F);
    draw_text(&bench->list, (Point){20, 120}, (Font){FONT_BOLD, 30}, glow, line, sizeof(line) - 1);
    draw_alpha_end(&bench->list);
    assert_one_look(bench, "letters", 5, 0.5);
}

static void test_gpu__clips_and_alphas_look_the_same(void **state)
{
    Bench *bench = *state;
    begin(bench, paper);
    draw_clip(&bench->list, (Rect){20, 30, 80, 100});
    draw_rect(&bench->list, (Rect){0, 0, SIDE, SIDE}, 0, glow);
    draw_clip(&bench->list, (Rect){40, 14, 300, 70});
    draw_capsule(&bench->list, (Point){70, 54}, 50, (Point){70, 54}, 50, teal);
    draw_alpha(&bench->list, 0.5F);
    draw_lines(bench, night);
    draw_clip_end(&bench->list);
    draw_alpha(&bench->list, 0.4F);
    draw_rect(&bench->list, (Rect){14, 80, 70, 140}, 14, teal);
    draw_alpha_end(&bench->list);
    draw_alpha_end(&bench->list);
    draw_clip_end(&bench->list);
    draw_clip(&bench->list, (Rect){500, 500, 10, 10});
    draw_rect(&bench->list, (Rect){0, 0, SIDE, SIDE}, 0, night);
    draw_clip_end(&bench->list);
    draw_rect(&bench->list, (Rect){130, 130, 20, 20}, 4, teal);
    assert_one_look(bench, "clip", 45, 0.8);
}

/* ------------------------------------------------------------------ frames */

static void draw_page(Bench *bench, float sweep)
{
    begin(bench, paper);
    draw_ring(&bench->list, (Point){80, 80}, 60, 10, 0, sweep, teal);
    draw_border(&bench->list, (Rect){20, 120, 110, 30}, 12, 2, teal);
    draw_lines(bench, night);
    draw_polygon(&bench->list, (const Point[]){{10, 10}, {30, 20}, {10, 30}}, 3, teal);
}

static void test_gpu__a_steady_frame_allocates_nothing_of_ours(void **state)
{
    Bench *bench = *state;
    const TextSource *text = text_fonts_source(bench->fonts);
    draw_page(bench, 6);
    gpu_draw(bench->gpu, &bench->list, text);
    const uint64_t count = sf_alloc_count();
    for (int frame = 0; frame < 5; frame++) {
        draw_page(bench, 5.5F + 0.1F * (float)frame);
        gpu_draw(bench->gpu, &bench->list, text);
    }
    assert_int_equal(sf_alloc_count(), count);
}

static void test_gpu__lost_textures_come_back(void **state)
{
    Bench *bench = *state;
    draw_page(bench, 3);
    (void)compare(bench, 0);
    gpu_forget(bench->gpu);
    assert_one_look(bench, "page", 45, 0.8);
}

static void test_gpu__many_textures_stay_bounded(void **state)
{
    Bench *bench = *state;
    char line[32];
    for (int frame = 0; frame < 30; frame++) {
        begin(bench, paper);
        for (int i = 0; i < 40; i++) {
            assert_true(sf_format(line, sizeof(line), "line %d of %d", i, frame));
            draw_text(&bench->list, (Point){5, 6.0F * (float)i}, (Font){FONT_REGULAR, 12}, night,
                      line, strlen(line));
        }
        gpu_draw(bench->gpu, &bench->list, text_fonts_source(bench->fonts));
    }
    assert_one_look(bench, "many", 5, 0.5);
}

static void test_gpu__hostile_coordinates_are_survived(void **state)
{
    Bench *bench = *state;
    static const float odd[] = {NAN, INFINITY, 1e30F, 9e5F, -9e5F, 1e-30F, 0, 0.3F, 97};
    begin(bench, paper);
    for (size_t i = 0; i < SF_COUNT(odd); i++) {
        for (size_t j = 0; j < SF_COUNT(odd); j++) {
            const float a = odd[i];
            const float b = odd[j];
            const Point points[] = {{a, b}, {b, a}, {10, a}, {b, 10}};
            draw_clip(&bench->list, (Rect){b, a, a, 1e20F});
            draw_rect(&bench->list, (Rect){a, b, b, a}, a, glow);
            draw_border(&bench->list, (Rect){a, 5, b, 10}, b, a, glow);
            draw_clip_end(&bench->list);
            draw_ring(&bench->list, (Point){a, 10}, b, a, b, a, glow);
            draw_ring_flat(&bench->list, (Point){9, 10}, b, a, b, a, glow);
            draw_capsule(&bench->list, (Point){a, b}, 3, (Point){b, a}, b, glow);
            draw_polygon(&bench->list, points, 4, glow);
            draw_text(&bench->list, (Point){a, b}, (Font){FONT_BOLD, (int32_t)i * 9}, glow, "x", 1);
        }
    }
    gpu_draw(bench->gpu, &bench->list, text_fonts_source(bench->fonts));
    begin(bench, paper);
    draw_lines(bench, night);
    assert_one_look(bench, "after", 5, 0.5);
}

static void test_gpu__without_memory_it_draws_less(void **state)
{
    Bench *bench = *state;
    const TextSource *text = text_fonts_source(bench->fonts);
    draw_page(bench, 3);
    for (int64_t successes = 0; successes < 12; successes++) {
        sf_alloc_fail_after(successes);
        Gpu *gpu = gpu_create(bench->renderer);
        if (gpu != NULL) {
            gpu_draw(gpu, &bench->list, text);
        }
        sf_alloc_fail_after(-1);
        assert_int_equal(gpu != NULL, successes > 0);
        gpu_destroy(gpu);
    }
    begin(bench, paper);
    draw_lines(bench, night);
    assert_one_look(bench, "recovered", 5, 0.5);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
#define WITH_ZOOM(test) cmocka_unit_test_setup_teardown(test, setup_zoomed, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ZOOM(test_gpu__rectangles_look_the_same),
        WITH_ZOOM(test_gpu__borders_look_the_same),
        WITH_ZOOM(test_gpu__rings_look_the_same),
        WITH_ZOOM(test_gpu__capsules_look_the_same),
        WITH_ZOOM(test_gpu__polygons_are_the_same),
        WITH_ZOOM(test_gpu__texts_are_the_same),
        WITH_ZOOM(test_gpu__letters_of_the_system_and_emoji_are_the_same),
        WITH_ZOOM(test_gpu__clips_and_alphas_look_the_same),
        WITH_BENCH(test_gpu__a_steady_frame_allocates_nothing_of_ours),
        WITH_ZOOM(test_gpu__lost_textures_come_back),
        WITH_BENCH(test_gpu__many_textures_stay_bounded),
        WITH_BENCH(test_gpu__hostile_coordinates_are_survived),
        WITH_BENCH(test_gpu__without_memory_it_draws_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
