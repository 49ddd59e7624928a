/* SPDX-License-Identifier: MIT */
/*
 * bench_player DATA: a phone's frame of the running player, whole: session, widgets, damage and
 * pixels in software, with the real fonts, on a virtual clock at 60 Hz.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "headless.h"
#include "surefoot/app.h"
#include "surefoot/raster.h"
#include "surefoot/text_sdl.h"

#define WIDTH 1080
#define HEIGHT 2400
#define SCALE 2.625F
#define HERTZ 60
#define FRAMES 600

typedef struct Phone {
    Headless headless;
    TextFonts *fonts;
    App *app;
    Surface surface;
    DrawList shown;
    int64_t frame;
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
    (void)app_frame(phone->app, phone->headless.now_ms);
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
                                         SUREFOOT_SOURCE_DIR "/assets/programs"};
    SfErrorInfo err = {0};
    phone->fonts = text_fonts_open(NULL, &err);
    phone->surface =
        (Surface){calloc((size_t)WIDTH * HEIGHT, sizeof(uint32_t)), WIDTH, HEIGHT, WIDTH};
    if (phone->fonts == NULL || phone->surface.pixels == NULL) {
        bench_fail("the player's frame", err.text);
    }
    const HeadlessOptions platform = {.text = text_fonts_source(phone->fonts), .real_time = false};
    headless_init(&phone->headless, &platform);
    phone->headless.options.now.utc_ms = 1795258800000;
    const AppOptions options = {
        .model = {data, assets, 2},
        .viewport = {.width = WIDTH, .height = HEIGHT, .scale = SCALE},
        .theme = "light",
    };
    if (app_create(&phone->app, &phone->headless.platform, &options, &err) != SF_OK) {
        bench_fail("the player's frame", err.text);
    }
    step(phone);
}

/* Into the first set of work. */
static void begin(Phone *phone)
{
    tap(phone, "start");
    tap(phone, "start");
    if (strcmp(app_screen(phone->app), "player") != 0) {
        bench_fail("the player's frame", app_screen(phone->app));
    }
    const Session *session = app_model(phone->app)->session;
    while (!segment_is_work(
        session_timeline(session)->segments[session_player(session)->segment].kind)) {
        step(phone);
    }
    (void)show(phone, true);
}

static void measure(Phone *phone)
{
    static double frames[FRAMES];
    double sum = 0;
    double drawn_sum = 0;
    int drawn = 0;
    for (int i = 0; i < FRAMES; i++) {
        const double from = bench_cpu_ms();
        step(phone);
        const bool changed = show(phone, false);
        frames[i] = bench_cpu_ms() - from;
        sum += frames[i];
        drawn_sum += changed ? frames[i] : 0;
        drawn += changed;
    }
    (void)bench_median(frames, FRAMES);
    bench_row(&(BenchRow){"player frame 1080x2400, CPU, all frames", "ms", -1, sum / FRAMES,
                          AIM_VALUE, 2});
    bench_row(&(BenchRow){"  those in which something changed", "ms", -1,
                          drawn > 0 ? drawn_sum / drawn : 0, AIM_VALUE, 2});
    bench_row(
        &(BenchRow){"  99 of 100 frames within", "ms", -1, frames[FRAMES * 99 / 100], AIM_NONE, 0});
    bench_row(&(BenchRow){"  the slowest", "ms", -1, frames[FRAMES - 1], AIM_NONE, 0});
}

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
    measure(&phone);
    measure_whole(&phone);
    app_destroy(phone.app);
    text_fonts_close(phone.fonts);
    draw_deinit(&phone.shown);
    free(phone.surface.pixels);
    return 0;
}
