/* SPDX-License-Identifier: MIT */
/**
 * The window and what draws into it: the app's own rasteriser into the window's surface (the
 * default, because it starts fastest and needs least memory), or triangles on the GPU.
 */
#ifndef SUREFOOT_SDL_SCREEN_H
#define SUREFOOT_SDL_SCREEN_H

#include "surefoot/draw.h"
#include "surefoot/input.h"
#include "surefoot/raster.h"

struct SDL_Rect;

typedef struct SdlScreen SdlScreen;

/** How to open the window. */
typedef struct SdlScreenOptions {
    int32_t width; /**< of the window, in the window system's units */
    int32_t height;
    float scale; /**< px per dp; 0 asks the window system */
    bool gpu;
    /** Shows a box of a picture that was drawn in software, on systems where the window's own
     * surface has too few pixels; pixels as in raster.h. NULL: uses the window's surface. */
    void (*show)(const Surface *picture, const struct SDL_Rect *box);
} SdlScreenOptions;

/** Opens the window; the caller closes it. SF_E_IO if there is no display; the message says why. */
SfError sdl_screen_open(SdlScreen **out, const SdlScreenOptions *options, SfErrorInfo *err);
/** Closes the window. NULL is fine. */
void sdl_screen_close(SdlScreen *screen);
/** Size and scale of the window now. */
Viewport sdl_screen_viewport(SdlScreen *screen);
/** Draws the list if it differs from the shown one. True if anything was drawn. */
bool sdl_screen_present(SdlScreen *screen, const DrawList *list, const TextSource *text);
/** The picture was lost (resized, exposed): the next present draws everything. */
void sdl_screen_invalidate(SdlScreen *screen);
/** The renderer lost its textures, because the system reset the device: drops ours too. */
void sdl_screen_lost(SdlScreen *screen);

#endif
