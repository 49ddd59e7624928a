/* SPDX-License-Identifier: MIT */
/**
 * The draw list through an SDL_Renderer: feathered triangles, and textures of coverage for text and
 * polygons. The same look as raster.h, for renderers where triangles are cheap. Not for SDL's own
 * software renderer, which puts the corners of triangles on whole pixels: raster.h is faster there
 * and smooth.
 */
#ifndef SUREFOOT_GPU_H
#define SUREFOOT_GPU_H

#include "surefoot/draw.h"

struct SDL_Renderer;

typedef struct Gpu Gpu;

/** The renderer is borrowed and must outlive the Gpu. NULL when memory is out. */
Gpu *gpu_create(struct SDL_Renderer *renderer);
/** Draws the whole list. Does not clear and does not present. A steady frame allocates nothing of
 *  ours. */
void gpu_draw(Gpu *gpu, const DrawList *list, const TextSource *text);
/** Drops all textures: after SDL_RENDER_TARGETS_RESET or SDL_RENDER_DEVICE_RESET. */
void gpu_forget(Gpu *gpu);
/** Accepts NULL. Call it before the renderer is destroyed. */
void gpu_destroy(Gpu *gpu);

#endif
