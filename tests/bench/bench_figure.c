/* SPDX-License-Identifier: MIT */
#include "bench_figure.h"

#include <math.h>
#include <stdlib.h>

#include "bench.h"
#include "surefoot/raster.h"

#define WIDTH 1080
#define HEIGHT 2400
#define HERTZ 30
#define FRAMES (6 * HERTZ) /* there, stay, back, stay: one round of a preview */
#define FIGURES_MOST 64
#define TIMES 3 /* rounds; the first one warms caches up and is not counted */
/* How the player fits a figure's box into the circle inside its ring. */
#define ACROSS 1.14F
#define ALONG 0.9F

typedef struct Paper {
    Surface surface;
    const TextSource *text;
    DrawList shown;
    DrawList next;
    Rect room; /* of the circle */
} Paper;

/* What one figure cost, over the frames in which it moved. */
typedef struct Cost {
    double frame_ms;
    double pixels_ms; /* of it */
} Cost;

static float fit(Rect bounds)
{
    return fminf(ACROSS / hypotf(bounds.w, bounds.h), ALONG / fmaxf(bounds.w, bounds.h));
}

float bench_figure_room(const Figure *figure, Rect place)
{
    const Rect bounds = figure_bounds(figure, false);
    return place.w / bounds.w / fit(bounds);
}

bool bench_figure_moved(const FigurePose *from, const FigurePose *to)
{
    bool moved = from->breath != to->breath;
    for (int32_t i = 0; i < FIGURE_VALUES; i++) {
        moved = moved || from->value[i] != to->value[i];
    }
    return moved;
}

static Rect place_in(Rect room, Rect bounds)
{
    const float scale = room.w * fit(bounds);
    const float w = bounds.w * scale;
    const float h = bounds.h * scale;
    return (Rect){room.x + (room.w - w) / 2, room.y + (room.h - h) / 2, w, h};
}

static void draw(Paper *paper, const Figure *figure, Rect place, const FigurePose *pose)
{
    const FigurePalette palette = figure_palette(false);
    const Rect page = {0, 0, WIDTH, HEIGHT};
    draw_begin(&paper->next);
    draw_rect(&paper->next, page, 0, (Color){244, 241, 234, 255});
    draw_rect(&paper->next, paper->room, paper->room.w / 2, (Color){255, 255, 255, 140});
    figure_draw(&paper->next, place, figure, pose, &palette, FIGURE_GLOW | FIGURE_ARROW);
}

static FigurePose pose_of(const Figure *figure, int32_t frame)
{
    const FigureMoment moment = {
        .kind = SEGMENT_READY, .elapsed_ms = (int64_t)frame * 1000 / HERTZ, .preview = true};
    return figure_pose(figure, &moment);
}

static void show(Paper *paper, Rect damage)
{
    raster_draw(&paper->surface, &paper->next, paper->text, damage);
    if (!draw_copy(&paper->shown, &paper->next)) {
        bench_fail("a figure", "out of memory");
    }
}

/* Pose, joints, shapes, damage and pixels. Adds the frames in which it moved to `all`. */
static Cost measure(Paper *paper, const Figure *figure, double *all, int32_t *count)
{
    const Rect page = {0, 0, WIDTH, HEIGHT};
    const Rect place = place_in(paper->room, figure_bounds(figure, false));
    Cost cost = {0, 0};
    int32_t moved = 0;
    FigurePose before = pose_of(figure, 0);
    draw(paper, figure, place, &before);
    show(paper, page);
    for (int32_t i = 1; i < TIMES * FRAMES; i++) {
        const double from = bench_cpu_ms();
        const FigurePose pose = pose_of(figure, i);
        draw(paper, figure, place, &pose);
        const Rect damage =
            rect_intersect(draw_damage(&paper->shown, &paper->next, paper->text), page);
        const double pixels = bench_cpu_ms();
        show(paper, damage);
        const double to = bench_cpu_ms();
        if (i >= FRAMES && bench_figure_moved(&before, &pose)) {
            cost.frame_ms += to - from;
            cost.pixels_ms += to - pixels;
            all[(*count)++] = to - from;
            moved++;
        }
        before = pose;
    }
    if (moved == 0) {
        bench_fail(figure->id, "it does not move");
    }
    return (Cost){cost.frame_ms / moved, cost.pixels_ms / moved};
}

static void report(const Library *library, const Cost *costs, double *all, int32_t count)
{
    double frames[FIGURES_MOST];
    double pixels[FIGURES_MOST];
    int32_t worst = 0;
    char what[64];
    const int32_t figures = library->figure_count;
    for (int32_t i = 0; i < figures; i++) {
        frames[i] = costs[i].frame_ms;
        pixels[i] = costs[i].pixels_ms;
        worst = costs[i].frame_ms > costs[worst].frame_ms ? i : worst;
    }
    (void)sf_format(what, sizeof(what), "a figure's frame, CPU, median of %d", (int)figures);
    bench_row(&(BenchRow){what, "ms", -1, bench_median(frames, figures), AIM_VALUE, 1});
    bench_row(&(BenchRow){"  pixels of it", "ms", -1, bench_median(pixels, figures), AIM_NONE, 0});
    (void)sf_format(what, sizeof(what), "  the dearest: %.28s", library->figures[worst]->id);
    bench_row(&(BenchRow){what, "ms", -1, costs[worst].frame_ms, AIM_VALUE, 1});
    (void)bench_median(all, count);
    bench_row(
        &(BenchRow){"  99 of 100 of all within", "ms", -1, all[count * 99 / 100], AIM_NONE, 0});
}

void bench_figures(const Library *library, const TextSource *text, float room)
{
    static double all[FIGURES_MOST * TIMES * FRAMES];
    Cost costs[FIGURES_MOST];
    int32_t count = 0;
    Paper paper = {
        .surface = {calloc((size_t)WIDTH * HEIGHT, sizeof(uint32_t)), WIDTH, HEIGHT, WIDTH},
        .text = text,
        .room = {(WIDTH - room) / 2, (HEIGHT - room) / 2, room, room}};
    if (paper.surface.pixels == NULL || library->figure_count == 0 ||
        library->figure_count > FIGURES_MOST) {
        bench_fail("a figure", "no memory, no figures or too many");
    }
    for (int32_t i = 0; i < library->figure_count; i++) {
        costs[i] = measure(&paper, library->figures[i], all, &count);
    }
    report(library, costs, all, count);
    draw_deinit(&paper.shown);
    draw_deinit(&paper.next);
    free(paper.surface.pixels);
}
