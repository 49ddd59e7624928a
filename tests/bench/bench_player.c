/* SPDX-License-Identifier: MIT */
/*
 * bench_player DATA: a phone's frame of the running player, whole: session, widgets, damage and
 * pixels in software, with the real fonts, on a virtual clock: at 60 Hz, and as often as the page
 * asks for while its figure moves. Then every figure by itself at 30 frames a second, as large as
 * that player drew it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "bench_figure.h"
#include "headless.h"
#include "surefoot/app.h"
#include "surefoot/figure.h"
#include "surefoot/raster.h"
#include "surefoot/theme.h"
#include "text_sdl.h"

#define WIDTH 1080
#define HEIGHT 2400
#define SCALE 2.625F
#define HERTZ 60
#define FRAMES 600
#define ROUTINE "six" /* its sets are paced repetitions */

typedef struct Phone {
    Headless headless;
    TextFonts *fonts;
    App *app;
    Surface surface;
    DrawList shown;
    int64_t frame;
    int64_t next_ms; /* when the page wants its next frame */
} Phone;

/* False if the picture is the one that is shown. */
static bool show(Phone *phone, bool whole)
{
    const TextSource *text = phone->headless.platform.text;
    const DrawList *list = app_list(phone->app);
    const Rect all = {0, 0, WIDTH, HEIGHT};
    const Rect damage = whole ? all : rect_intersect(draw_damage(&phone->shown, list, text), all);
    if (rect_is_empty(damage)) {
        return false;
    }
    raster_draw(&phone->surface, list, text, damage);
    (void)draw_copy(&phone->shown, list);
    return true;
}

static void step(Phone *phone)
{
    phone->frame++;
    headless_advance(&phone->headless,
                     phone->frame * 1000 / HERTZ - (phone->frame - 1) * 1000 / HERTZ);
    phone->next_ms = app_frame(phone->app, phone->headless.now_ms);
}

/* On to the next refresh of the screen at which the page wants a frame. */
static void step_asked(Phone *phone)
{
    const int64_t next_ms = phone->next_ms;
    do {
        phone->frame++;
        headless_advance(&phone->headless,
                         phone->frame * 1000 / HERTZ - (phone->frame - 1) * 1000 / HERTZ);
    } while (phone->headless.now_ms < next_ms);
    phone->next_ms = app_frame(phone->app, phone->headless.now_ms);
}

static const UiNode *find(const Phone *phone, const char *key)
{
    int32_t count = 0;
    const UiNode *nodes = app_nodes(phone->app, &count);
    for (int32_t i = 0; i < count; i++) {
        if (strcmp(nodes[i].key, key) == 0 && !rect_is_empty(nodes[i].rect)) {
            return &nodes[i];
        }
    }
    bench_fail("the player's frame", key);
}

static void tap(Phone *phone, const char *key)
{
    const Rect rect = find(phone, key)->rect;
    headless_advance(&phone->headless, MOTION_NEW_MS); /* what is new takes no press */
    InputEvent event = {.kind = INPUT_PRESS,
                        .at_ms = phone->headless.now_ms,
                        .x = rect.x + rect.w / 2,
                        .y = rect.y + rect.h / 2};
    app_event(phone->app, &event);
    event.kind = INPUT_RELEASE;
    app_event(phone->app, &event);
    step(phone);
}

static void switch_on(Phone *phone, const char *data)
{
    static const char *const assets[] = {SUREFOOT_SOURCE_DIR "/assets/exercises",
                                         SUREFOOT_SOURCE_DIR "/assets/programs",
                                         SUREFOOT_SOURCE_DIR "/assets/figures"};
    SfErrorInfo err = {0};
    phone->fonts = text_fonts_open(NULL, &err);
    phone->surface =
        (Surface){calloc((size_t)WIDTH * HEIGHT, sizeof(uint32_t)), WIDTH, HEIGHT, WIDTH};
    if (phone->fonts == NULL || phone->surface.pixels == NULL) {
        bench_fail("the player's frame", err.text);
    }
    const HeadlessOptions platform = {.now = {.utc_ms = BENCH_NOW_MS, .offset_min = 60},
                                      .text = text_fonts_source(phone->fonts)};
    headless_init(&phone->headless, &platform);
    const AppOptions options = {
        .model = {data, assets, 3},
        .viewport = {.width = WIDTH, .height = HEIGHT, .scale = SCALE},
        .theme = "light",
    };
    if (app_create(&phone->app, &phone->headless.platform, &options, &err) != SF_OK) {
        bench_fail("the player's frame", err.text);
    }
    step(phone);
}

static PlayerView look(const Phone *phone)
{
    const Session *session = app_model(phone->app)->session;
    PlayerView view;
    player_view(session_player(session), phone->headless.now_ms, &view);
    return view;
}

/* The figure of the exercise that runs. */
static const Figure *figure_of(const Phone *phone, const PlayerView *view)
{
    const Library *library = &app_model(phone->app)->library;
    const Exercise *exercise = library_exercise(library, view->item->exercise);
    const Figure *figure = exercise != NULL && exercise->figure != NULL
                               ? library_figure(library, exercise->figure)
                               : NULL;
    if (figure == NULL) {
        bench_fail("the player's frame", "the exercise has no figure");
    }
    return figure;
}

/* Into the first set of paced repetitions. */
static void begin(Phone *phone)
{
    tap(phone, ROUTINE);
    tap(phone, "start");
    if (strcmp(app_screen(phone->app), "player") != 0) {
        bench_fail("the player's frame", app_screen(phone->app));
    }
    while (look(phone).segment->kind != SEGMENT_REPS) {
        step(phone);
    }
    (void)show(phone, true);
}

typedef struct Frames {
    double ms[FRAMES];
    int32_t count;
    double sum;
} Frames;

static void add(Frames *frames, double ms)
{
    frames->ms[frames->count++] = ms;
    frames->sum += ms;
}

static void report(const char *what, Frames *frames)
{
    if (frames->count == 0) {
        bench_fail("the player's frame", "nothing moved");
    }
    bench_row(&(BenchRow){what, "ms", -1, frames->sum / frames->count, AIM_VALUE, 2});
    (void)bench_median(frames->ms, frames->count);
    bench_row(&(BenchRow){"  99 of 100 within", "ms", -1, frames->ms[frames->count * 99 / 100],
                          AIM_NONE, 0});
    bench_row(&(BenchRow){"  the slowest", "ms", -1, frames->ms[frames->count - 1], AIM_NONE, 0});
}

static void measure_all(Phone *phone)
{
    static Frames frames;
    for (int32_t i = 0; i < FRAMES; i++) {
        const double from = bench_cpu_ms();
        step(phone);
        (void)show(phone, false);
        add(&frames, bench_cpu_ms() - from);
    }
    report("player frame 1080x2400, CPU, at 60 Hz", &frames);
}

static void measure_asked(Phone *phone)
{
    static Frames moved;
    FigurePose before = {0};
    double sum = 0;
    const int64_t from_ms = phone->headless.now_ms;
    for (int32_t i = 0; i < FRAMES; i++) {
        const double from = bench_cpu_ms();
        step_asked(phone);
        (void)show(phone, false);
        const double took = bench_cpu_ms() - from;
        const PlayerView view = look(phone);
        const FigureMoment moment = figure_moment(&view, false);
        const FigurePose pose = figure_pose(figure_of(phone, &view), &moment);
        if (bench_figure_moved(&before, &pose)) {
            add(&moved, took);
        }
        before = pose;
        sum += took;
    }
    const double seconds = (double)(phone->headless.now_ms - from_ms) / 1000;
    report("frame it asks for, the figure moved", &moved);
    bench_row(
        &(BenchRow){"  frames it asks for in a second", "", -1, FRAMES / seconds, AIM_NONE, 0});
    bench_row(&(BenchRow){"  CPU of a second", "ms", -1, sum / seconds, AIM_NONE, 0});
}

/* What a change of page costs. */
static void measure_whole(Phone *phone)
{
    double frames[21];
    for (int i = 0; i < 21; i++) {
        const double from = bench_cpu_ms();
        step(phone);
        (void)show(phone, true);
        frames[i] = bench_cpu_ms() - from;
    }
    bench_row(
        &(BenchRow){"  a frame drawn whole", "ms", -1, bench_median(frames, 21), AIM_NONE, 0});
}

int main(int argc, char **argv)
{
    static Phone phone;
    if (argc != 2) {
        (void)fprintf(stderr, "usage: bench_player DATA\n");
        return 2;
    }
    switch_on(&phone, argv[1]);
    begin(&phone);
    const PlayerView view = look(&phone);
    const Rect place = find(&phone, "figure")->rect;
    measure_all(&phone);
    measure_asked(&phone);
    measure_whole(&phone);
    bench_figures(&app_model(phone.app)->library, phone.headless.platform.text,
                  bench_figure_room(figure_of(&phone, &view), place));
    app_destroy(phone.app);
    text_fonts_close(phone.fonts);
    draw_deinit(&phone.shown);
    free(phone.surface.pixels);
    return 0;
}
