/* SPDX-License-Identifier: MIT */
/**
 * Triangles for the shapes of the draw list. An edge is a ramp of alpha one pixel wide, half of it
 * inside: the same coverage as in the software renderer.
 */
#ifndef SUREFOOT_GPU_MESH_H
#define SUREFOOT_GPU_MESH_H

#include "surefoot/draw.h"

#include <SDL.h>

/** Triangles that wait to be drawn. Zero-initialise. */
typedef struct Mesh {
    SDL_Vertex *vertices;
    int *indices;
    int vertex_count;
    int vertex_capacity;
    int index_count;
    int index_capacity;
    SDL_Color color; /**< colour and alpha of what is added next */
} Mesh;

/** Adds a rectangle, filled or as a border, with round corners. */
void mesh_rect(Mesh *mesh, const DrawCommand *command);
/** Adds a ring or a part of one. */
void mesh_ring(Mesh *mesh, const DrawCommand *command);
/** Adds a capsule: a line with round ends. */
void mesh_capsule(Mesh *mesh, const DrawCommand *command);
/** Removes all triangles; keeps the memory for the next ones. */
void mesh_clear(Mesh *mesh);
/** Frees the memory. */
void mesh_deinit(Mesh *mesh);

#endif
