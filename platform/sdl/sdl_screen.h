/* SPDX-License-Identifier: MIT */
/**
 * The window and what draws into it: our own rasteriser into the window's surface (the default: it
 * starts fastest and needs least), or triangles on the GPU.
 */
#ifndef SUREFOOT_SDL_SCREEN_H
#define SUREFOOT_SDL_SCREEN_H

#include "surefoot/draw.h"
#include "surefoot/input.h"
#include "surefoot/raster.h"

struct SDL_Rect;

typedef struct SdlScreen SdlScreen;

typedef struct SdlScreenOptions {
    int32_t width; /**< of the window, in the window system's units */
    int32_t height;
    float scale; /**< px per dp; 0 asks the window system */
    bool gpu;
    /** Shows a box of a picture drawn in software where the window's own surface is not fine
     * enough; pixels as in raster.h. NULL: in the window's surface. */
    void (*show)(const Surface *picture, const struct SDL_Rect *box);
} SdlScreenOptions;

/** SF_E_IO if there is no display; the message says why. */
SfError sdl_screen_open(SdlScreen **out, const SdlScreenOptions *options, SfErrorInfo *err);
void sdl_screen_close(SdlScreen *screen);
Viewport sdl_screen_viewport(SdlScreen *screen);
/** Shows the list if it differs from what is shown; true if anything was drawn. */
bool sdl_screen_present(SdlScreen *screen, const DrawList *list, const TextSource *text);
/** What is shown is lost (resized, exposed): the next present draws everything. */
void sdl_screen_invalidate(SdlScreen *screen);
/** The renderer lost its textures (the system took the device away and gave it back). */
void sdl_screen_lost(SdlScreen *screen);

#endif
