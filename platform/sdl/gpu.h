/* SPDX-License-Identifier: MIT */
/**
 * The draw list through an SDL_Renderer: feathered triangles, and textures of coverage for text and
 * polygons. It looks the same as raster.h, for renderers where triangles are cheap. Not for SDL's
 * own software renderer, which moves the corners of triangles to whole pixels: there raster.h is
 * faster and smoother.
 */
#ifndef SUREFOOT_GPU_H
#define SUREFOOT_GPU_H

#include "surefoot/draw.h"

struct SDL_Renderer;

typedef struct Gpu Gpu;

/** The renderer is borrowed and must live longer than the Gpu. NULL when memory is out. */
Gpu *gpu_create(struct SDL_Renderer *renderer);
/** Draws the whole list; does not clear and does not present. A frame like the one before allocates
 *  nothing. */
void gpu_draw(Gpu *gpu, const DrawList *list, const TextSource *text);
/** Drops all textures: after SDL_RENDER_TARGETS_RESET or SDL_RENDER_DEVICE_RESET. */
void gpu_forget(Gpu *gpu);
/** Frees it; call it before the renderer is destroyed. NULL is fine. */
void gpu_destroy(Gpu *gpu);

#endif
