/* SPDX-License-Identifier: MIT */
/* Triangles for the shapes of the draw list. */
#include "gpu_mesh.h"

#include "surefoot/memory.h"

#include <math.h>

#define PI 3.14159265F
/* The greatest distance in px of a chord from its arc. */
#define CHORD_ERROR 0.04F
#define SEGMENTS_MAX 720
#define RAILS_MAX 4

/* Parallel lines between which a band of triangles is drawn: the place and the coverage of each. */
typedef struct Rails {
    int count;
    float radius[RAILS_MAX];
    float cover[RAILS_MAX];
} Rails;

/* A piece of a convex outline. Angles as in the plane: 0 is right, growing towards down. */
typedef struct Arc {
    Point center;
    float radius;
    float from;
    float sweep;
} Arc;

/* ------------------------------------------------------------------ storage */

/* Makes room for a shape; after that, adding its triangles cannot fail. */
static bool reserve(Mesh *mesh, int vertices, int indices)
{
    SDL_Vertex *vertex_room = array_grow(mesh->vertices, &mesh->vertex_capacity,
                                         mesh->vertex_count + vertices, sizeof(*vertex_room));
    mesh->vertices = vertex_room != NULL ? vertex_room : mesh->vertices;
    int *index_room = array_grow(mesh->indices, &mesh->index_capacity, mesh->index_count + indices,
                                 sizeof(*index_room));
    mesh->indices = index_room != NULL ? index_room : mesh->indices;
    return vertex_room != NULL && index_room != NULL;
}

void mesh_clear(Mesh *mesh)
{
    mesh->vertex_count = 0;
    mesh->index_count = 0;
}

void mesh_deinit(Mesh *mesh)
{
    sf_free(mesh->vertices);
    sf_free(mesh->indices);
    *mesh = (Mesh){0};
}

static int add_vertex(Mesh *mesh, float x, float y, float cover)
{
    SDL_Color color = mesh->color;
    color.a = (Uint8)((float)color.a * cover + 0.5F);
    mesh->vertices[mesh->vertex_count] = (SDL_Vertex){.position = {.x = x, .y = y}, .color = color};
    return mesh->vertex_count++;
}

static void add_triangle(Mesh *mesh, int a, int b, int c)
{
    int *next = mesh->indices + mesh->index_count;
    next[0] = a;
    next[1] = b;
    next[2] = c;
    mesh->index_count += 3;
}

static void add_quad(Mesh *mesh, int a, int b, int c, int d)
{
    add_triangle(mesh, a, b, c);
    add_triangle(mesh, a, c, d);
}

static void add_box(Mesh *mesh, Rect rect)
{
    if (rect_is_empty(rect) || !reserve(mesh, 4, 6)) {
        return;
    }
    const int first = add_vertex(mesh, rect.x, rect.y, 1.0F);
    (void)add_vertex(mesh, rect.x + rect.w, rect.y, 1.0F);
    (void)add_vertex(mesh, rect.x + rect.w, rect.y + rect.h, 1.0F);
    (void)add_vertex(mesh, rect.x, rect.y + rect.h, 1.0F);
    add_quad(mesh, first, first + 1, first + 2, first + 3);
}

/* Joins the last two rows of vertices, each `count` long. */
static void join_rows(Mesh *mesh, int before, int after, int count)
{
    for (int i = 0; i + 1 < count; i++) {
        add_quad(mesh, before + i, before + i + 1, after + i + 1, after + i);
    }
}

/* ------------------------------------------------------------------ arcs */

static int segments_of(float radius, float sweep)
{
    const float step = 2.0F * acosf(fmaxf(1.0F - CHORD_ERROR / fmaxf(radius, 1.0F), 0.0F));
    const float wanted = ceilf(fabsf(sweep) / step);
    return wanted < 2.0F ? 2 : wanted > (float)SEGMENTS_MAX ? SEGMENTS_MAX : (int)wanted;
}

/* A line thinner than a pixel becomes paler instead, because its ramps overlap. */
static float inner_edge(float half)
{
    return fabsf(half - 0.5F);
}

static float peak_cover(float half)
{
    return fminf(2.0F * half, 1.0F);
}

/* ------------------------------------------------------------------ convex outlines */

/* The number of points of an arc: both ends count, unless they are the same point. */
static int arc_points(const Arc *arc, int segments)
{
    return arc->sweep >= DRAW_TURN ? segments : segments + 1;
}

static void outline_arc(Mesh *mesh, Arc arc, int segments)
{
    const float outer = arc.radius + 0.5F;
    const float inner = inner_edge(arc.radius);
    const int points = arc_points(&arc, segments);
    for (int i = 0; i < points; i++) {
        const float angle = arc.from + arc.sweep * (float)i / (float)segments;
        const float dx = cosf(angle);
        const float dy = sinf(angle);
        (void)add_vertex(mesh, arc.center.x + dx * outer, arc.center.y + dy * outer, 0.0F);
        (void)add_vertex(mesh, arc.center.x + dx * inner, arc.center.y + dy * inner,
                         peak_cover(arc.radius));
    }
}

/* Fills the shape whose outline are the arcs in their order, with straight lines between them. */
static void fill_outline(Mesh *mesh, const Arc *arcs, int count)
{
    int segments[4];
    int pairs = 0;
    for (int i = 0; i < count; i++) {
        segments[i] = segments_of(arcs[i].radius, arcs[i].sweep);
        pairs += arc_points(&arcs[i], segments[i]);
    }
    if (!reserve(mesh, pairs * 2, pairs * 9)) {
        return;
    }
    const int first = mesh->vertex_count;
    for (int i = 0; i < count; i++) {
        outline_arc(mesh, arcs[i], segments[i]);
    }
    for (int i = 0; i < pairs; i++) {
        const int here = first + 2 * i;
        const int next = first + 2 * ((i + 1) % pairs);
        add_quad(mesh, here, next, next + 1, here + 1);
        if (i > 0 && i + 1 < pairs) {
            add_triangle(mesh, first + 1, here + 1, next + 1);
        }
    }
}

/* The arcs of the four corners, clockwise from the right end of the top edge. */
static void corner_arcs(Rect rect, float radius, Arc arcs[4])
{
    const float left = rect.x + radius;
    const float right = rect.x + rect.w - radius;
    const float top = rect.y + radius;
    const float bottom = rect.y + rect.h - radius;
    const Point centers[4] = {{right, top}, {right, bottom}, {left, bottom}, {left, top}};
    for (int i = 0; i < 4; i++) {
        arcs[i] = (Arc){.center = centers[i],
                        .radius = radius,
                        .from = ((float)i - 1.0F) * PI / 2.0F,
                        .sweep = PI / 2.0F};
    }
}

/* ------------------------------------------------------------------ rectangles */

static Rect inset(Rect rect, float by)
{
    return (Rect){
        .x = rect.x + by, .y = rect.y + by, .w = rect.w - 2.0F * by, .h = rect.h - 2.0F * by};
}

static void square_border(Mesh *mesh, Rect rect, float width)
{
    const Rect hole = inset(rect, width);
    add_box(mesh, (Rect){.x = rect.x, .y = rect.y, .w = rect.w, .h = width});
    add_box(mesh, (Rect){.x = rect.x, .y = hole.y + hole.h, .w = rect.w, .h = width});
    add_box(mesh, (Rect){.x = rect.x, .y = hole.y, .w = width, .h = hole.h});
    add_box(mesh, (Rect){.x = hole.x + hole.w, .y = hole.y, .w = width, .h = hole.h});
}

/* One row across a border: outer ramp, band, inner ramp. If the corner of the hole is sharp, all
 * rows of the corner share that point. */
static void border_row(Mesh *mesh, const Arc *outer, const Arc *hole, float angle)
{
    const float dx = cosf(angle);
    const float dy = sinf(angle);
    const bool sharp = hole->radius < 0.5F;
    const float middle = hole->from + hole->sweep / 2.0F;
    const float hx = sharp ? copysignf(1.0F, cosf(middle)) : dx;
    const float hy = sharp ? copysignf(1.0F, sinf(middle)) : dy;
    const float hole_out = sharp ? 0.5F : hole->radius + 0.5F;
    const float hole_in = sharp ? -0.5F : hole->radius - 0.5F;
    const float radius = outer->radius;
    (void)add_vertex(mesh, outer->center.x + dx * (radius + 0.5F),
                     outer->center.y + dy * (radius + 0.5F), 0.0F);
    (void)add_vertex(mesh, outer->center.x + dx * (radius - 0.5F),
                     outer->center.y + dy * (radius - 0.5F), 1.0F);
    (void)add_vertex(mesh, hole->center.x + hx * hole_out, hole->center.y + hy * hole_out, 1.0F);
    (void)add_vertex(mesh, hole->center.x + hx * hole_in, hole->center.y + hy * hole_in, 0.0F);
}

static void round_border(Mesh *mesh, Rect rect, float radius, float width)
{
    Arc outer[4];
    Arc hole[4];
    corner_arcs(rect, radius, outer);
    corner_arcs(inset(rect, width), fmaxf(radius - width, 0.0F), hole);
    const int segments = segments_of(radius, PI / 2.0F);
    const int rows = 4 * (segments + 1);
    if (!reserve(mesh, rows * 4, rows * 18)) {
        return;
    }
    const int first = mesh->vertex_count;
    for (int corner = 0; corner < 4; corner++) {
        for (int i = 0; i <= segments; i++) {
            const float angle =
                outer[corner].from + outer[corner].sweep * (float)i / (float)segments;
            border_row(mesh, &outer[corner], &hole[corner], angle);
        }
    }
    for (int i = 0; i < rows; i++) {
        join_rows(mesh, first + 4 * i, first + 4 * ((i + 1) % rows), 4);
    }
}

void mesh_rect(Mesh *mesh, const DrawCommand *command)
{
    const Rect rect = command->as.rect.rect;
    const float radius = command->as.rect.radius;
    const float border = command->as.rect.border;
    if (radius < 0.5F && border > 0.0F) {
        square_border(mesh, rect, border);
    } else if (radius < 0.5F) {
        add_box(mesh, rect);
    } else if (border > 0.0F) {
        round_border(mesh, rect, radius, border);
    } else {
        Arc arcs[4];
        corner_arcs(rect, radius, arcs);
        fill_outline(mesh, arcs, 4);
    }
}

/* ------------------------------------------------------------------ ring */

static Rails band_rails(float radius, float width)
{
    const float half = width / 2.0F;
    const float peak = peak_cover(half);
    if (radius <= half) {
        return (Rails){3, {radius + half + 0.5F, radius + inner_edge(half), 0.0F}, {0, peak, peak}};
    }
    return (Rails){4,
                   {radius + half + 0.5F, radius + inner_edge(half), radius - inner_edge(half),
                    fmaxf(radius - half - 0.5F, 0.0F)},
                   {0, peak, peak, 0}};
}

/* A row of the band at an angle in the plane, moved along it by `shift` px. */
static void
band_row(Mesh *mesh, Point center, const Rails *rails, float angle, float shift, float cover)
{
    const float dx = cosf(angle);
    const float dy = sinf(angle);
    for (int i = 0; i < rails->count; i++) {
        (void)add_vertex(mesh, center.x + dx * rails->radius[i] - dy * shift,
                         center.y + dy * rails->radius[i] + dx * shift, cover * rails->cover[i]);
    }
}

/* A half disc at the end of a band; it begins at the angle `from`. */
static void round_end(Mesh *mesh, Point center, float radius, float from)
{
    const Arc arc = {.center = center, .radius = radius, .from = from, .sweep = PI};
    const int segments = segments_of(radius, PI);
    if (!reserve(mesh, (segments + 1) * 2, segments * 9)) {
        return;
    }
    const int first = mesh->vertex_count;
    outline_arc(mesh, arc, segments);
    for (int i = 0; i < segments; i++) {
        const int here = first + 2 * i;
        add_quad(mesh, here, here + 2, here + 3, here + 1);
        if (i > 0) {
            add_triangle(mesh, first + 1, here + 1, here + 3);
        }
    }
}

static void round_ends(Mesh *mesh, const DrawCommand *command, float from, float to)
{
    const Point center = command->as.ring.center;
    const float radius = command->as.ring.radius;
    const float half = command->as.ring.width / 2.0F;
    const Point first = {.x = center.x + cosf(from) * radius, .y = center.y + sinf(from) * radius};
    const Point last = {.x = center.x + cosf(to) * radius, .y = center.y + sinf(to) * radius};
    round_end(mesh, first, half, from + PI);
    round_end(mesh, last, half, to);
}

/* A closed ring ends with the row with which it began, so that there is no gap. */
static void closed_band(Mesh *mesh, Point center, const Rails *rails)
{
    const int segments = segments_of(rails->radius[0], DRAW_TURN);
    if (!reserve(mesh, segments * RAILS_MAX, segments * 6 * RAILS_MAX)) {
        return;
    }
    const int first = mesh->vertex_count;
    for (int i = 0; i < segments; i++) {
        band_row(mesh, center, rails, DRAW_TURN * (float)i / (float)segments, 0.0F, 1.0F);
    }
    for (int i = 0; i < segments; i++) {
        join_rows(mesh, first + i * rails->count, first + (i + 1) % segments * rails->count,
                  rails->count);
    }
}

static void open_band(Mesh *mesh, const DrawCommand *command, const Rails *rails, float from)
{
    const Point center = command->as.ring.center;
    const float sweep = command->as.ring.sweep;
    const bool flat = !command->as.ring.round;
    const int segments = segments_of(rails->radius[0], sweep);
    if (!reserve(mesh, (segments + 3) * RAILS_MAX, (segments + 2) * 6 * RAILS_MAX)) {
        return;
    }
    const int first = mesh->vertex_count;
    if (flat) {
        band_row(mesh, center, rails, from, -0.5F, 0.0F);
    }
    for (int i = 0; i <= segments; i++) {
        const float shift = !flat ? 0.0F : i == 0 ? 0.5F : i == segments ? -0.5F : 0.0F;
        band_row(mesh, center, rails, from + sweep * (float)i / (float)segments, shift, 1.0F);
    }
    if (flat) {
        band_row(mesh, center, rails, from + sweep, 0.5F, 0.0F);
    }
    const int rows = (mesh->vertex_count - first) / rails->count;
    for (int i = 0; i + 1 < rows; i++) {
        join_rows(mesh, first + i * rails->count, first + (i + 1) * rails->count, rails->count);
    }
}

void mesh_ring(Mesh *mesh, const DrawCommand *command)
{
    const Rails rails = band_rails(command->as.ring.radius, command->as.ring.width);
    const float from = command->as.ring.from - PI / 2.0F;
    if (command->as.ring.sweep >= DRAW_TURN) {
        closed_band(mesh, command->as.ring.center, &rails);
        return;
    }
    open_band(mesh, command, &rails, from);
    if (command->as.ring.round) {
        round_ends(mesh, command, from, from + command->as.ring.sweep);
    }
}

/* ------------------------------------------------------------------ capsule */

void mesh_capsule(Mesh *mesh, const DrawCommand *command)
{
    const Point a = command->as.capsule.a;
    const Point b = command->as.capsule.b;
    const float ra = command->as.capsule.radius_a;
    const float rb = command->as.capsule.radius_b;
    const float dx = b.x - a.x;
    const float dy = b.y - a.y;
    const float length = sqrtf(dx * dx + dy * dy);
    if (length <= fabsf(ra - rb) + 0.001F) {
        const Arc disc = {.center = ra >= rb ? a : b, .radius = fmaxf(ra, rb), .sweep = DRAW_TURN};
        fill_outline(mesh, &disc, 1);
        return;
    }
    const float along = atan2f(dy, dx);
    const float side = acosf((ra - rb) / length);
    const Arc ends[2] = {{b, rb, along - side, 2.0F * side},
                         {a, ra, along + side, 2.0F * (PI - side)}};
    fill_outline(mesh, ends, 2);
}
