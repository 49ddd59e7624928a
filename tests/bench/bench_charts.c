/* SPDX-License-Identifier: MIT */
/*
 * bench_charts: ten years of balance tests twice a day, three tries each and both legs, on a phone:
 * opening the page of charts, and a frame of it in software with all of them in sight.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "headless.h"
#include "surefoot/app.h"
#include "surefoot/log.h"
#include "surefoot/raster.h"
#include "surefoot/theme.h"
#include "text_sdl.h"

#define WIDTH 1080
#define HEIGHT 2400
#define SCALE 2.625F
#define TODAY 20778 /* 2026-11-21 */
#define DAYS 3650
#define TRIES 12 /* a day */
#define TIMES 21
#define FRAME_MS (1000.0 / 60.0)
#define DAY_MS 86400000LL

typedef struct Phone {
    Headless headless;
    App *app;
    Surface surface;
    const TextSource *text;
} Phone;

static void step(Phone *phone)
{
    headless_advance(&phone->headless, 20);
    (void)app_frame(phone->app, phone->headless.now_ms);
}

static void tap(Phone *phone, const char *key)
{
    int32_t count = 0;
    const UiNode *nodes = app_nodes(phone->app, &count);
    for (int32_t i = 0; i < count; i++) {
        if (strcmp(nodes[i].key, key) == 0) {
            (void)app_reveal(phone->app, nodes[i].id);
            step(phone);
            headless_advance(&phone->headless, MOTION_NEW_MS); /* what is new takes no press */
            const Rect rect = app_nodes(phone->app, &count)[i].rect;
            InputEvent event = {.kind = INPUT_PRESS,
                                .at_ms = phone->headless.now_ms,
                                .x = rect.x + rect.w / 2,
                                .y = rect.y + rect.h / 2};
            app_event(phone->app, &event);
            event.kind = INPUT_RELEASE;
            app_event(phone->app, &event);
            step(phone);
            return;
        }
    }
    bench_fail("the charts", key);
}

/* Times that wander like a person's. */
static int32_t time_of(int32_t index)
{
    const int32_t grown = 12000 + index / 2;
    const int32_t noise = (int32_t)((uint32_t)index * 2654435761U >> 18);
    return grown + noise < 45000 ? grown + noise : 45000;
}

static void add_try(Model *model, int32_t index)
{
    SfErrorInfo err = {0};
    Fact fact = log_fact(model->platform, model->store, FACT_TRY);
    fact.day = TODAY - DAYS + 1 + index / TRIES;
    fact.at.utc_ms = fact.day * DAY_MS + index % TRIES * 3600000LL;
    fact.body.balance_try = (TryFact){.leg = index % 2 == 0 ? SIDE_LEFT : SIDE_RIGHT,
                                      .time_ms = time_of(index),
                                      .cap_ms = 45000,
                                      .end = TRY_FOOT_DOWN};
    if (store_add(model->store, &fact, &err) != SF_OK) {
        bench_fail("the charts", err.text);
    }
}

static void fill(Model *model)
{
    SfErrorInfo err = {0};
    (void)store_begin(model->store, &err);
    for (int32_t i = 0; i < DAYS * TRIES; i++) {
        add_try(model, i);
    }
    if (store_commit(model->store, NULL, &err) != SF_OK) {
        bench_fail("the charts", err.text);
    }
    Settings settings = model->settings;
    settings.safety_read = true;
    model_settings(model, &settings);
    model_refresh(model);
}

static void switch_on(Phone *phone, TextFonts *fonts)
{
    static const char *const assets[] = {SUREFOOT_SOURCE_DIR "/assets"};
    SfErrorInfo err = {0};
    phone->surface =
        (Surface){calloc((size_t)WIDTH * HEIGHT, sizeof(uint32_t)), WIDTH, HEIGHT, WIDTH};
    const HeadlessOptions platform = {.text = text_fonts_source(fonts)};
    headless_init(&phone->headless, &platform);
    phone->headless.options.now.utc_ms = TODAY * DAY_MS + DAY_MS / 2;
    phone->text = phone->headless.platform.text;
    const AppOptions options = {
        .model = {NULL, assets, 1},
        .viewport = {.width = WIDTH, .height = HEIGHT, .scale = SCALE},
        .theme = "light",
    };
    if (phone->surface.pixels == NULL ||
        app_create(&phone->app, &phone->headless.platform, &options, &err) != SF_OK) {
        bench_fail("the charts", err.text);
    }
    fill(app_model(phone->app));
    step(phone);
    tap(phone, "continue");
}

int main(void)
{
    static Phone phone;
    SfErrorInfo err = {0};
    TextFonts *fonts = text_fonts_open(NULL, &err);
    if (fonts == NULL) {
        bench_fail("the charts", err.text);
    }
    switch_on(&phone, fonts);
    tap(&phone, "balance");
    double opening[TIMES];
    double frames[TIMES];
    double drawing[TIMES];
    for (int32_t i = 0; i < TIMES; i++) {
        const double from = bench_cpu_ms();
        tap(&phone, "charts");
        opening[i] = bench_cpu_ms() - from;
        tap(&phone, "range-3");
        const double before = bench_cpu_ms();
        step(&phone);
        frames[i] = bench_cpu_ms() - before;
        raster_draw(&phone.surface, app_list(phone.app), phone.text, (Rect){0, 0, WIDTH, HEIGHT});
        drawing[i] = bench_cpu_ms() - before;
        tap(&phone, "back");
    }
    bench_row(&(BenchRow){"opening 43,800 tries as a chart", "ms", -1, bench_median(opening, TIMES),
                          AIM_VALUE, FRAME_MS});
    bench_row(&(BenchRow){"  a frame of it, before pixels", "ms", -1, bench_median(frames, TIMES),
                          AIM_VALUE, FRAME_MS});
    bench_row(&(BenchRow){"  with all its pixels", "ms", -1, bench_median(drawing, TIMES),
                          AIM_VALUE, FRAME_MS});
    app_destroy(phone.app);
    text_fonts_close(fonts);
    free(phone.surface.pixels);
    return 0;
}
