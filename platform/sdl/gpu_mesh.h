/* SPDX-License-Identifier: MIT */
/**
 * Triangles of the draw list's shapes. An edge is a ramp of alpha one pixel wide, half of it
 * inside: the same coverage as the software renderer's distance fields give.
 */
#ifndef SUREFOOT_GPU_MESH_H
#define SUREFOOT_GPU_MESH_H

#include "surefoot/draw.h"

#include <SDL.h>

typedef struct Mesh {
    SDL_Vertex *vertices;
    int *indices;
    int vertex_count;
    int vertex_capacity;
    int index_count;
    int index_capacity;
    SDL_Color color; /**< of what is added next, its alpha included */
} Mesh;

void mesh_rect(Mesh *mesh, const DrawCommand *command);
void mesh_ring(Mesh *mesh, const DrawCommand *command);
void mesh_capsule(Mesh *mesh, const DrawCommand *command);
/** Keeps the memory. */
void mesh_clear(Mesh *mesh);
void mesh_deinit(Mesh *mesh);

#endif
