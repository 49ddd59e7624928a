/* SPDX-License-Identifier: MIT */
/* Draws the draw list through an SDL_Renderer. */
#include "gpu.h"

#include "gpu_mesh.h"
#include "surefoot/hash.h"
#include "surefoot/memory.h"
#include "surefoot/raster.h"

#include <math.h>
#include <string.h>

#define MASKS_MAX 512
#define MASK_BYTES_MAX ((size_t)16 * 1024 * 1024)
/* Of a polygon with a longer side only the visible part gets a mask. */
#define MASK_SIDE_MAX 2048.0F
/* How far text can reach from its baseline, in font sizes. */
#define TEXT_REACH 3.0F

/* A white texture of coverage, with the bytes from which it was made as its key. */
typedef struct Mask {
    uint64_t hash;
    uint64_t head;
    uint64_t used; /* the frame that last showed it */
    SDL_Texture *texture;
    void *key;
    size_t key_size;
    size_t bytes;
} Mask;

/* The key of a mask: a head with kind and size, and bytes: a text, or the points of a polygon. */
typedef struct MaskKey {
    uint64_t head;
    const void *bytes;
    size_t size;
} MaskKey;

struct Gpu {
    SDL_Renderer *renderer;
    Mesh mesh;
    Mask masks[MASKS_MAX];
    int mask_count;
    size_t mask_bytes;
    uint64_t frame;
    uint32_t *scratch;
    size_t scratch_count;
    Rect output;
    Rect clip;
};

/* ------------------------------------------------------------------ masks */

static uint64_t key_head(DrawKind kind, int32_t a, int32_t b)
{
    return (uint64_t)kind << 60 | (uint64_t)(uint32_t)a << 30 | (uint32_t)b;
}

static uint64_t hash_key(const MaskKey *key)
{
    return hash_bytes(hash_bytes(HASH_START, &key->head, sizeof(key->head)), key->bytes, key->size);
}

static Mask *find_mask(Gpu *gpu, const MaskKey *key, uint64_t hash)
{
    for (int i = 0; i < gpu->mask_count; i++) {
        Mask *mask = &gpu->masks[i];
        if (mask->hash == hash && mask->head == key->head && mask->key_size == key->size &&
            memcmp(mask->key, key->bytes, key->size) == 0) {
            mask->used = gpu->frame;
            return mask;
        }
    }
    return NULL;
}

static void drop_mask(Gpu *gpu, int index)
{
    Mask *mask = &gpu->masks[index];
    SDL_DestroyTexture(mask->texture);
    sf_free(mask->key);
    gpu->mask_bytes -= mask->bytes;
    *mask = gpu->masks[--gpu->mask_count];
}

/* Drops old textures. SDL keeps a texture alive until it was drawn, so any of them may be
 * dropped. */
static void make_room(Gpu *gpu, size_t bytes)
{
    while (gpu->mask_count > 0 &&
           (gpu->mask_count == MASKS_MAX || gpu->mask_bytes + bytes > MASK_BYTES_MAX)) {
        int oldest = 0;
        for (int i = 1; i < gpu->mask_count; i++) {
            oldest = gpu->masks[i].used < gpu->masks[oldest].used ? i : oldest;
        }
        drop_mask(gpu, oldest);
    }
}

static bool reserve_scratch(Gpu *gpu, size_t count)
{
    if (count <= gpu->scratch_count) {
        return true;
    }
    uint32_t *bigger = sf_realloc(gpu->scratch, count * sizeof(*bigger));
    if (bigger == NULL) {
        return false;
    }
    gpu->scratch = bigger;
    gpu->scratch_count = count;
    return true;
}

/* Makes a texture of the scratch pixels. */
static Mask *add_mask(Gpu *gpu, const MaskKey *key, uint64_t hash, int width, int height)
{
    const size_t bytes = (size_t)width * (size_t)height * sizeof(uint32_t);
    make_room(gpu, bytes);
    void *copy = sf_alloc(key->size);
    SDL_Texture *texture = SDL_CreateTexture(gpu->renderer, SDL_PIXELFORMAT_ARGB8888,
                                             SDL_TEXTUREACCESS_STATIC, width, height);
    if (copy == NULL || texture == NULL ||
        SDL_UpdateTexture(texture, NULL, gpu->scratch, width * (int)sizeof(uint32_t)) != 0 ||
        SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND) != 0) {
        sf_free(copy);
        if (texture != NULL) {
            SDL_DestroyTexture(texture);
        }
        return NULL;
    }
    memcpy(copy, key->bytes, key->size);
    Mask *mask = &gpu->masks[gpu->mask_count++];
    *mask = (Mask){.hash = hash,
                   .head = key->head,
                   .used = gpu->frame,
                   .texture = texture,
                   .key = copy,
                   .key_size = key->size,
                   .bytes = bytes};
    gpu->mask_bytes += bytes;
    return mask;
}

/* ------------------------------------------------------------------ drawing */

static void flush(Gpu *gpu)
{
    Mesh *mesh = &gpu->mesh;
    if (mesh->index_count > 0) {
        (void)SDL_RenderGeometry(gpu->renderer, NULL, mesh->vertices, mesh->vertex_count,
                                 mesh->indices, mesh->index_count);
    }
    mesh_clear(mesh);
}

static SDL_Rect to_sdl(Rect rect)
{
    return (SDL_Rect){.x = (int)rect.x, .y = (int)rect.y, .w = (int)rect.w, .h = (int)rect.h};
}

/* Sets the clip. False if nothing in it can be seen. */
static bool set_clip(Gpu *gpu, Rect clip)
{
    const Rect seen = rect_intersect(clip, gpu->output);
    if (rect_is_empty(seen)) {
        return false;
    }
    if (seen.x != gpu->clip.x || seen.y != gpu->clip.y || seen.w != gpu->clip.w ||
        seen.h != gpu->clip.h) {
        flush(gpu);
        const SDL_Rect rect = to_sdl(seen);
        (void)SDL_RenderSetClipRect(gpu->renderer, &rect);
        gpu->clip = seen;
    }
    return true;
}

static void show_mask(Gpu *gpu, const Mask *mask, SDL_Rect at, SDL_Color color)
{
    flush(gpu);
    (void)SDL_SetTextureColorMod(mask->texture, color.r, color.g, color.b);
    (void)SDL_SetTextureAlphaMod(mask->texture, color.a);
    (void)SDL_RenderCopy(gpu->renderer, mask->texture, NULL, &at);
}

/* The mask of a line: its part in the colour of the text, or its part with colours of its own. */
static const Mask *
text_mask(Gpu *gpu, const MaskKey *key, const TextBitmap *bitmap, bool own_colors)
{
    const uint64_t hash = hash_key(key);
    const Mask *found = find_mask(gpu, key, hash);
    if (found != NULL || !reserve_scratch(gpu, (size_t)bitmap->width * (size_t)bitmap->height)) {
        return found;
    }
    for (int32_t y = 0; y < bitmap->height; y++) {
        const ptrdiff_t row = (ptrdiff_t)y * bitmap->stride;
        uint32_t *pixels = gpu->scratch + (ptrdiff_t)y * bitmap->width;
        for (int32_t x = 0; x < bitmap->width; x++) {
            const uint32_t color = bitmap->colors != NULL ? bitmap->colors[row + x] : 0;
            const uint32_t cover = (color != 0) == own_colors ? bitmap->pixels[row + x] : 0;
            pixels[x] = cover << 24 | ((own_colors ? color : UINT32_MAX) & 0xffffffU);
        }
    }
    return add_mask(gpu, key, hash, bitmap->width, bitmap->height);
}

static void
draw_line(Gpu *gpu, const DrawList *list, const DrawCommand *command, const TextSource *text)
{
    const Point at = command->as.text.at;
    const Font font = command->as.text.font;
    const float reach = TEXT_REACH * (float)font.px;
    const char *bytes = list->text + command->as.text.first;
    const size_t size = (size_t)command->as.text.size;
    if (text == NULL || at.y + reach <= gpu->clip.y || at.y - reach >= gpu->clip.y + gpu->clip.h) {
        return;
    }
    const TextBitmap *bitmap = text->bitmap(text->context, font, bytes, size);
    if (bitmap == NULL) {
        return;
    }
    const SDL_Rect to = {.x = (int)at.x + bitmap->left,
                         .y = (int)at.y - bitmap->ascent,
                         .w = bitmap->width,
                         .h = bitmap->height};
    for (int own_colors = 0; own_colors <= (bitmap->colors != NULL ? 1 : 0); own_colors++) {
        const int32_t kind = (int32_t)font.weight + own_colors * FONT_WEIGHTS;
        const MaskKey key = {
            .head = key_head(DRAW_TEXT, kind, font.px), .bytes = bytes, .size = size};
        const Mask *mask = text_mask(gpu, &key, bitmap, own_colors == 1);
        const SDL_Color color = gpu->mesh.color;
        if (mask != NULL && own_colors == 1) {
            show_mask(gpu, mask, to, (SDL_Color){255, 255, 255, color.a});
        } else if (mask != NULL) {
            show_mask(gpu, mask, to, color);
        }
    }
}

/* The coverage of a polygon, drawn by the software renderer, so that it looks the same. */
static bool shade_polygon(Gpu *gpu, Point *points, int32_t count, int width, int height)
{
    const size_t pixels = (size_t)width * (size_t)height;
    if (!reserve_scratch(gpu, pixels)) {
        return false;
    }
    memset(gpu->scratch, 0, pixels * sizeof(gpu->scratch[0]));
    DrawCommand command = {.kind = DRAW_POLYGON, .color = {255, 255, 255, 255}};
    command.as.polygon.count = count;
    const DrawList list = {
        .commands = &command, .count = 1, .points = points, .point_count = count};
    const Surface surface = {
        .pixels = gpu->scratch, .width = width, .height = height, .stride = width};
    raster_draw(&surface, &list, NULL, (Rect){.w = (float)width, .h = (float)height});
    for (size_t i = 0; i < pixels; i++) {
        gpu->scratch[i] = gpu->scratch[i] << 24 | 0xffffffU;
    }
    return true;
}

static void draw_polygon_mask(Gpu *gpu, const DrawList *list, const DrawCommand *command, Rect box)
{
    Point points[DRAW_POLYGON_POINTS];
    const int32_t count = command->as.polygon.count;
    if (box.w > MASK_SIDE_MAX || box.h > MASK_SIDE_MAX) {
        box = rect_intersect(box, gpu->clip);
    }
    if (rect_is_empty(box) || count < 3 || count > DRAW_POLYGON_POINTS) {
        return;
    }
    memcpy(points, list->points + command->as.polygon.first, (size_t)count * sizeof(points[0]));
    for (int32_t i = 0; i < count; i++) {
        points[i].x -= box.x;
        points[i].y -= box.y;
    }
    const MaskKey key = {.head = key_head(DRAW_POLYGON, (int32_t)box.w, (int32_t)box.h),
                         .bytes = points,
                         .size = (size_t)count * sizeof(points[0])};
    const uint64_t hash = hash_key(&key);
    const SDL_Rect at = to_sdl(box);
    const Mask *mask = find_mask(gpu, &key, hash);
    if (mask == NULL && shade_polygon(gpu, points, count, at.w, at.h)) {
        mask = add_mask(gpu, &key, hash, at.w, at.h);
    }
    if (mask != NULL) {
        show_mask(gpu, mask, at, gpu->mesh.color);
    }
}

static void draw_shape(Gpu *gpu, const DrawList *list, const DrawCommand *command)
{
    const Rect box = draw_bounds(list, command, NULL);
    if (rect_is_empty(rect_intersect(box, gpu->clip))) {
        return;
    }
    switch (command->kind) {
    case DRAW_RECT:
        mesh_rect(&gpu->mesh, command);
        break;
    case DRAW_RING:
        mesh_ring(&gpu->mesh, command);
        break;
    case DRAW_CAPSULE:
        mesh_capsule(&gpu->mesh, command);
        break;
    case DRAW_POLYGON:
        draw_polygon_mask(gpu, list, command, box);
        break;
    case DRAW_TEXT:
    case DRAW_CLIP:
    case DRAW_CLIP_END:
    case DRAW_ALPHA:
    case DRAW_ALPHA_END:
        break;
    }
}

void gpu_draw(Gpu *gpu, const DrawList *list, const TextSource *text)
{
    int width = 0;
    int height = 0;
    DrawWalk walk;
    DrawItem item;
    if (SDL_GetRendererOutputSize(gpu->renderer, &width, &height) != 0) {
        return;
    }
    gpu->frame++;
    gpu->output = (Rect){.w = (float)width, .h = (float)height};
    gpu->clip = (Rect){0};
    (void)SDL_SetRenderDrawBlendMode(gpu->renderer, SDL_BLENDMODE_BLEND);
    draw_walk_begin(&walk, list);
    while (draw_walk_next(&walk, &item)) {
        const Color color = item.command->color;
        if (!set_clip(gpu, item.clip)) {
            continue;
        }
        gpu->mesh.color = (SDL_Color){.r = color.r,
                                      .g = color.g,
                                      .b = color.b,
                                      .a = (Uint8)((float)color.a * item.alpha + 0.5F)};
        if (item.command->kind == DRAW_TEXT) {
            draw_line(gpu, list, item.command, text);
        } else {
            draw_shape(gpu, list, item.command);
        }
    }
    flush(gpu);
    (void)SDL_RenderSetClipRect(gpu->renderer, NULL);
}

/* ------------------------------------------------------------------ lifecycle */

Gpu *gpu_create(SDL_Renderer *renderer)
{
    Gpu *gpu = sf_alloc(sizeof(*gpu));
    if (gpu != NULL) {
        gpu->renderer = renderer;
    }
    return gpu;
}

void gpu_forget(Gpu *gpu)
{
    while (gpu->mask_count > 0) {
        drop_mask(gpu, gpu->mask_count - 1);
    }
}

void gpu_destroy(Gpu *gpu)
{
    if (gpu == NULL) {
        return;
    }
    gpu_forget(gpu);
    mesh_deinit(&gpu->mesh);
    sf_free(gpu->scratch);
    sf_free(gpu);
}
