/* SPDX-License-Identifier: MIT */
/* The window, drawn in software or by the GPU. */
#include "sdl_screen.h"

#include <SDL.h>
#include <math.h>

#include "gpu.h"
#include "surefoot/memory.h"

struct SdlScreen {
    SDL_Window *window;
    SDL_Renderer *renderer; /* NULL in software */
    Gpu *gpu;
    SDL_Surface
        *frame; /* used if the window's own surface has another pixel format or too few pixels */
    void (*show)(const Surface *picture, const SDL_Rect *box);
    float scale;
    bool valid;
    DrawList shown;
};

static SfError open_gpu(SdlScreen *screen, SfErrorInfo *err)
{
    /* SDL's own software renderer draws triangles without smooth edges; the app's own is better. */
    screen->renderer = SDL_CreateRenderer(screen->window, -1,
                                          SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
    if (screen->renderer == NULL) {
        SDL_Log("no GPU renderer (%s): drawing in software", SDL_GetError());
        return SF_OK;
    }
    screen->gpu = gpu_create(screen->renderer);
    return screen->gpu != NULL ? SF_OK : sf_fail(err, SF_E_NOMEM, "out of memory");
}

static void hints(void)
{
    /* By this class the desktop finds the name and icon of the window. */
    (void)SDL_setenv("SDL_VIDEO_X11_WMCLASS", "surefoot", 0);
    (void)SDL_setenv("SDL_VIDEO_WAYLAND_WMCLASS", "surefoot", 0);
    (void)SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    /* SDL would draw a software window through OpenGL, which needs four times the memory and start
     * time. */
    (void)SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
}

/* True if somebody can see the window. Without a display SDL uses a driver that shows nothing; that
 * is only right if the driver was asked for by name. */
static bool anybody_can_see(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    const bool blind = driver == NULL || SDL_strcmp(driver, "offscreen") == 0 ||
                       SDL_strcmp(driver, "dummy") == 0 || SDL_strcmp(driver, "evdev") == 0;
    return !blind || SDL_getenv("SDL_VIDEODRIVER") != NULL;
}

SfError sdl_screen_open(SdlScreen **out, const SdlScreenOptions *options, SfErrorInfo *err)
{
    *out = NULL;
    hints();
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        return sf_fail(err, SF_E_IO, "no display: %s", SDL_GetError());
    }
    if (!anybody_can_see()) {
        SDL_Quit();
        return sf_fail(err, SF_E_IO,
                       "no display: neither DISPLAY nor WAYLAND_DISPLAY leads to one");
    }
    SdlScreen *screen = sf_alloc(sizeof(*screen));
    if (screen == NULL) {
        SDL_Quit();
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    screen->scale = options->scale;
    screen->show = options->show;
    screen->window =
        SDL_CreateWindow("Surefoot", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options->width,
                         options->height, SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    SfError error = SF_OK;
    if (screen->window == NULL) {
        error = sf_fail(err, SF_E_IO, "no window: %s", SDL_GetError());
    } else if (options->gpu) {
        error = open_gpu(screen, err);
    }
    if (error != SF_OK) {
        sdl_screen_close(screen);
        return error;
    }
    SDL_StopTextInput();
    *out = screen;
    return SF_OK;
}

void sdl_screen_close(SdlScreen *screen)
{
    if (screen == NULL) {
        return;
    }
    gpu_destroy(screen->gpu);
    SDL_FreeSurface(screen->frame);
    if (screen->renderer != NULL) {
        SDL_DestroyRenderer(screen->renderer);
    }
    if (screen->window != NULL) {
        SDL_DestroyWindow(screen->window);
    }
    draw_deinit(&screen->shown);
    sf_free(screen);
    SDL_Quit();
}

Viewport sdl_screen_viewport(SdlScreen *screen)
{
    int window_width = 0;
    int width = 0;
    int height = 0;
    SDL_GetWindowSize(screen->window, &window_width, NULL);
    SDL_GetWindowSizeInPixels(screen->window, &width, &height);
    float scale = screen->scale;
    if (scale <= 0) {
        scale = window_width > 0 ? (float)width / (float)window_width : 1.0F;
    }
    return (Viewport){.width = width, .height = height, .scale = scale};
}

void sdl_screen_invalidate(SdlScreen *screen)
{
    screen->valid = false;
}

void sdl_screen_lost(SdlScreen *screen)
{
    if (screen->gpu != NULL) {
        gpu_forget(screen->gpu);
    }
    screen->valid = false;
}

/* ---- software ------------------------------------------------------------------------------- */

static bool is_native(const SDL_Surface *surface)
{
    return surface->format->format == SDL_PIXELFORMAT_RGB888 ||
           surface->format->format == SDL_PIXELFORMAT_ARGB8888;
}

static SDL_Surface *frame_of(SdlScreen *screen, int width, int height)
{
    if (screen->frame == NULL || screen->frame->w != width || screen->frame->h != height) {
        SDL_FreeSurface(screen->frame);
        screen->frame =
            SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    }
    return screen->frame;
}

/* The surface to draw on. *window: the surface of the window, NULL if `show` shows the picture. */
static SDL_Surface *target_of(SdlScreen *screen, SDL_Surface **window)
{
    *window = NULL;
    if (screen->show != NULL) {
        const Viewport viewport = sdl_screen_viewport(screen);
        return frame_of(screen, viewport.width, viewport.height);
    }
    *window = SDL_GetWindowSurface(screen->window);
    if (*window == NULL || is_native(*window)) {
        return *window;
    }
    return frame_of(screen, (*window)->w, (*window)->h);
}

static bool
draw_software(SdlScreen *screen, const DrawList *list, const TextSource *text, Rect damage)
{
    SDL_Surface *window = NULL;
    SDL_Surface *target = target_of(screen, &window);
    if (target == NULL) {
        return false;
    }
    const Rect all = {0, 0, (float)target->w, (float)target->h};
    damage = rect_intersect(screen->valid ? damage : all, all);
    if (rect_is_empty(damage)) {
        return false;
    }
    const Surface surface = {target->pixels, target->w, target->h, target->pitch / 4};
    raster_draw(&surface, list, text, damage);
    SDL_Rect box = {(int)floorf(damage.x), (int)floorf(damage.y), 0, 0};
    box.w = (int)ceilf(damage.x + damage.w) - box.x;
    box.h = (int)ceilf(damage.y + damage.h) - box.y;
    if (screen->show != NULL) {
        screen->show(&surface, &box);
        return true;
    }
    if (target != window) {
        SDL_Rect to = box;
        (void)SDL_BlitSurface(target, &box, window, &to);
    }
    return SDL_UpdateWindowSurfaceRects(screen->window, &box, 1) == 0;
}

static bool draw_gpu(SdlScreen *screen, const DrawList *list, const TextSource *text)
{
    (void)SDL_SetRenderDrawColor(screen->renderer, 0, 0, 0, 255);
    (void)SDL_RenderClear(screen->renderer);
    gpu_draw(screen->gpu, list, text);
    SDL_RenderPresent(screen->renderer);
    return true;
}

bool sdl_screen_present(SdlScreen *screen, const DrawList *list, const TextSource *text)
{
    const Rect damage = draw_damage(&screen->shown, list, text);
    if (screen->valid && rect_is_empty(damage)) {
        return false;
    }
    const bool drawn = screen->gpu != NULL ? draw_gpu(screen, list, text)
                                           : draw_software(screen, list, text, damage);
    screen->valid = drawn && draw_copy(&screen->shown, list);
    return drawn;
}
