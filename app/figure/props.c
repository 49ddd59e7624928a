/* SPDX-License-Identifier: MIT */
/* Draws the things beside the body, and the arrow of the motion. */
#include "figure_internal.h"

#define ARROW_LEAST 11.0F /* body units */

#define CHAIR_BACK 24.0F   /* above the seat */
#define MIRROR_ABOVE 50.0F /* height of the mirror's top above the basin */

static void corners_of(const FigureProp *prop, Vec3 out[8])
{
    for (int32_t i = 0; i < 8; i++) {
        out[i] = vec(prop->at.x + prop->size.x * ((i & 1) != 0 ? 0.5F : -0.5F),
                     prop->at.y + ((i & 2) != 0 ? prop->size.y : 0.0F),
                     prop->at.z + prop->size.z * ((i & 4) != 0 ? 0.5F : -0.5F));
    }
}

void figure__prop_corners(const FigureProp *prop, Vec3 out[8])
{
    FigureProp box = *prop;
    if (prop->kind == PROP_CHAIR) {
        box.size.x += 8.0F;
        box.size.y += CHAIR_BACK + 1.0F;
    } else if (prop->kind == PROP_BASIN) {
        box.size.y += MIRROR_ABOVE;
    } else if (prop->kind == PROP_TOWEL) {
        box.size.x = fmaxf(box.size.x, box.size.y);
    }
    corners_of(&box, out);
}

typedef struct Paint {
    Color top;
    Color front; /* faces along x */
    Color side;  /* faces along z */
} Paint;

/* Draws the faces of a box that the camera can see. */
static void draw_box(DrawList *list, const Camera *camera, const FigureProp *box, Paint paint)
{
    static const int32_t faces[6][4] = {{0, 1, 3, 2}, {4, 5, 7, 6}, {0, 2, 6, 4},
                                        {1, 3, 7, 5}, {0, 1, 5, 4}, {2, 3, 7, 6}};
    const Vec3 ways[6] = {vec(0.0F, 0.0F, -1.0F), vec(0.0F, 0.0F, 1.0F),  vec(-1.0F, 0.0F, 0.0F),
                          vec(1.0F, 0.0F, 0.0F),  vec(0.0F, -1.0F, 0.0F), vec(0.0F, 1.0F, 0.0F)};
    const Color colors[6] = {paint.side,  paint.side, paint.front,
                             paint.front, paint.side, paint.top};
    Vec3 corners[8];
    corners_of(box, corners);
    for (int32_t i = 0; i < 6; i++) {
        if (vec_dot(camera->view, ways[i]) > 0.01F) {
            Point points[4];
            for (int32_t k = 0; k < 4; k++) {
                points[k] = camera_point(camera, corners[faces[i][k]]);
            }
            draw_polygon(list, points, 4, colors[i]);
        }
    }
}

static FigureProp box_of(Vec3 at, Vec3 size)
{
    return (FigureProp){.kind = PROP_STEP, .at = at, .size = size};
}

static void bar(DrawList *list, const Camera *camera, Vec3 a, Vec3 b, float radius, Color color)
{
    draw_capsule(list, camera_point(camera, a), radius * camera->scale, camera_point(camera, b),
                 radius * camera->scale, color);
}

/* A chair that looks along x: its back is at the low end of x. size.y is the height of the seat. */
static void draw_chair(DrawList *list,
                       const Camera *camera,
                       const FigureProp *chair,
                       const FigurePalette *colors)
{
    const float back = chair->at.x - chair->size.x * 0.5F;
    const float front = chair->at.x + chair->size.x * 0.5F;
    const float half = chair->size.z * 0.5F;
    const float seat = chair->at.y + chair->size.y;
    for (int32_t i = 0; i < 2; i++) {
        const float z = chair->at.z + (i == 0 ? 1.0F - half : half - 1.0F);
        const Color color = i == 0 ? colors->wood_dark : colors->wood;
        bar(list, camera, vec(back + 1.0F, seat - 1.0F, z), vec(back - 1.5F, chair->at.y + 0.9F, z),
            0.9F, color);
        bar(list, camera, vec(front - 1.2F, seat - 1.0F, z), vec(front, chair->at.y + 0.9F, z),
            0.9F, color);
        bar(list, camera, vec(back + 0.6F, seat, z), vec(back - 3.0F, seat + CHAIR_BACK, z), 0.9F,
            color);
    }
    const Vec3 low = vec(back - 1.9F, seat + 15.0F, chair->at.z);
    const Vec3 high = vec(back - 2.9F, seat + 23.5F, chair->at.z);
    const Ball rest[] = {{vec(low.x, low.y, low.z - half), 1.1F},
                         {vec(low.x, low.y, low.z + half), 1.1F},
                         {vec(high.x, high.y, high.z - half), 1.1F},
                         {vec(high.x, high.y, high.z + half), 1.1F}};
    figure__hull(list, camera, rest, 4, colors->wood_light);
    const FigureProp board =
        box_of(vec(chair->at.x, seat - 1.8F, chair->at.z), vec(chair->size.x, 1.8F, chair->size.z));
    draw_box(list, camera, &board, (Paint){colors->wood_light, colors->wood_dark, colors->wood});
}

/* A cabinet with a bowl and a tap; the person stands at its low end of x. */
static void draw_basin(DrawList *list,
                       const Camera *camera,
                       const FigureProp *basin,
                       const FigurePalette *colors)
{
    const float top = basin->at.y + basin->size.y;
    const Vec3 foot = vec(basin->at.x + 3.0F, basin->at.y, basin->at.z);
    const FigureProp cabinet =
        box_of(foot, vec(basin->size.x - 6.0F, basin->size.y - 8.0F, basin->size.z - 6.0F));
    draw_box(list, camera, &cabinet, (Paint){colors->wood_light, colors->wood, colors->wood_dark});
    const FigureProp bowl =
        box_of(vec(basin->at.x, top - 8.0F, basin->at.z), vec(basin->size.x, 8.0F, basin->size.z));
    const Color shade = figure__mix(colors->white, colors->wall_edge, 0.45F);
    draw_box(list, camera, &bowl,
             (Paint){colors->white, shade, figure__mix(colors->white, shade, 0.45F)});
    const float tap = basin->at.x + basin->size.x * 0.3F;
    const Color steel = figure__mix(colors->cloth, colors->white, 0.35F);
    bar(list, camera, vec(tap, top, basin->at.z), vec(tap, top + 6.0F, basin->at.z), 0.9F, steel);
    bar(list, camera, vec(tap, top + 6.0F, basin->at.z), vec(tap - 5.0F, top + 5.4F, basin->at.z),
        0.8F, steel);
    const float wall = basin->at.x + basin->size.x * 0.5F;
    const FigureProp mirror =
        box_of(vec(wall, top + 16.0F, basin->at.z), vec(1.0F, MIRROR_ABOVE - 16.0F, 22.0F));
    draw_box(
        list, camera, &mirror,
        (Paint){colors->wall_edge, figure__mix(colors->white, colors->mat, 0.35F), colors->wood});
}

static void draw_towel(DrawList *list,
                       const Camera *camera,
                       const FigureProp *towel,
                       const FigurePalette *colors)
{
    const float radius = towel->size.y * 0.5F;
    const float half = towel->size.z * 0.5F;
    const Vec3 middle = vec(towel->at.x, towel->at.y + radius, towel->at.z);
    const Vec3 back = vec(middle.x, middle.y, middle.z - half);
    const Vec3 front = vec(middle.x, middle.y, middle.z + half);
    bar(list, camera, back, front, radius, colors->towel);
    bar(list, camera, front, front, radius, colors->towel_edge);
    bar(list, camera, front, front, radius * 0.72F, colors->towel);
    bar(list, camera, front, front, radius * 0.4F, colors->towel_edge);
}

static void draw_worktop(DrawList *list,
                         const Camera *camera,
                         const FigureProp *top,
                         const FigurePalette *colors)
{
    const Vec3 size = top->size;
    const FigureProp plinth = box_of(vec(top->at.x + 2.0F, top->at.y, top->at.z),
                                     vec(size.x - 6.0F, 5.0F, size.z - 4.0F));
    const FigureProp cabinet = box_of(vec(top->at.x + 1.0F, top->at.y + 5.0F, top->at.z),
                                      vec(size.x - 3.0F, size.y - 8.0F, size.z - 2.0F));
    const FigureProp slab =
        box_of(vec(top->at.x, top->at.y + size.y - 3.0F, top->at.z), vec(size.x, 3.0F, size.z));
    const Color edge = figure__mix(colors->wall_edge, colors->wood_dark, 0.4F);
    draw_box(list, camera, &plinth, (Paint){edge, colors->wood_dark, colors->wood_dark});
    draw_box(list, camera, &cabinet, (Paint){colors->wall, colors->wall_edge, colors->wall});
    draw_box(list, camera, &slab, (Paint){colors->wood_light, colors->wood_dark, colors->wood});
}

static void
draw_prop(DrawList *list, const Camera *camera, const FigureProp *prop, const FigurePalette *colors)
{
    switch (prop->kind) {
    case PROP_MAT:
        draw_box(list, camera, prop, (Paint){colors->mat, colors->mat_edge, colors->mat_edge});
        break;
    case PROP_STEP:
        draw_box(list, camera, prop, (Paint){colors->wood_light, colors->wood_dark, colors->wood});
        break;
    case PROP_WALL:
        draw_box(list, camera, prop, (Paint){colors->wall_edge, colors->wall, colors->wall_edge});
        break;
    case PROP_CHAIR:
        draw_chair(list, camera, prop, colors);
        break;
    case PROP_BASIN:
        draw_basin(list, camera, prop, colors);
        break;
    case PROP_WORKTOP:
        draw_worktop(list, camera, prop, colors);
        break;
    case PROP_TOWEL:
        draw_towel(list, camera, prop, colors);
        break;
    case PROP_BAND:
    case PROP_TOOTHBRUSH:
    case PROP_KINDS:
        break;
    }
}

static bool takes_shadow(FigurePropKind kind)
{
    return kind == PROP_MAT || kind == PROP_WALL;
}

void figure__props_below(DrawList *list,
                         const Camera *camera,
                         const Figure *figure,
                         const FigurePalette *colors)
{
    for (int32_t i = 0; i < figure->prop_count; i++) {
        if (takes_shadow(figure->props[i].kind)) {
            draw_prop(list, camera, &figure->props[i], colors);
        }
    }
}

void figure__props_behind(DrawList *list,
                          const Camera *camera,
                          const Figure *figure,
                          const FigurePalette *colors)
{
    for (int32_t i = 0; i < figure->prop_count; i++) {
        if (!takes_shadow(figure->props[i].kind)) {
            draw_prop(list, camera, &figure->props[i], colors);
        }
    }
}

/* A band around both legs. at.x: its place on the leg, from 0 at the knee to 1 at the ankle. */
static void draw_band(
    DrawList *list, const Camera *camera, const FigureProp *band, const Ball *balls, Color color)
{
    const Ball *right = balls + BALL_LEG_R;
    const Ball *left = balls + BALL_LEG_L;
    const float t = clampf(band->at.x, 0.0F, 1.0F);
    const Ball *legs[2] = {right, left};
    Ball ends[2];
    for (int32_t i = 0; i < 2; i++) {
        const Ball knee = legs[i][LEG_KNEECAP];
        const Ball ankle = legs[i][LEG_ANKLE_BALL];
        const Vec3 way = vec_sub(ankle.at, knee.at);
        ends[i] = (Ball){vec_along(knee.at, way, t), mixf(knee.radius, ankle.radius, t)};
    }
    const Point a = camera_point(camera, ends[0].at);
    const Point b = camera_point(camera, ends[1].at);
    const float dx = b.x - a.x;
    const float dy = b.y - a.y;
    const float length = fmaxf(sqrtf(dx * dx + dy * dy), 0.001F);
    const float ra = ends[0].radius * camera->scale / length;
    const float rb = ends[1].radius * camera->scale / length;
    draw_capsule(list, (Point){a.x - dx * ra, a.y - dy * ra}, 0.9F * camera->scale,
                 (Point){b.x + dx * rb, b.y + dy * rb}, 0.9F * camera->scale, color);
}

static void
draw_brush(DrawList *list, const Camera *camera, const Ball *balls, const FigurePalette *colors)
{
    const Vec3 grip = balls[BALL_ARM_R + ARM_KNUCKLE].at;
    const Vec3 mouth = balls[BALL_MOUTH_M].at;
    const Vec3 way = vec_unit(vec_sub(mouth, grip));
    bar(list, camera, vec_along(grip, way, -3.0F), mouth, 0.55F, colors->band);
    bar(list, camera, vec_along(mouth, way, -1.4F), mouth, 0.85F, colors->white);
}

void figure__props_held(DrawList *list,
                        const Camera *camera,
                        const Figure *figure,
                        const Ball *balls,
                        const FigurePalette *colors)
{
    for (int32_t i = 0; i < figure->prop_count; i++) {
        const FigureProp *prop = &figure->props[i];
        if (prop->kind == PROP_BAND) {
            draw_band(list, camera, prop, balls, colors->band);
        } else if (prop->kind == PROP_TOOTHBRUSH) {
            draw_brush(list, camera, balls, colors);
        }
    }
}

static Point arrow_point(const Camera *camera, const Figure *figure, float progress)
{
    FigureBody body;
    const FigurePose pose = figure_pose_at(figure, progress);
    figure_solve(figure, &pose, &body);
    const FigureBone *bone = &body.bones[figure->arrow.bone];
    const Point at = camera_point(camera, vec_along(bone->at, bone->up, figure->arrow.along));
    return (Point){at.x + camera->mirror * camera->scale * figure->arrow.shift.x,
                   at.y - camera->scale * figure->arrow.shift.y};
}

/* Makes a short path longer about its middle, so that the arrow can be seen. */
static void stretch(Point points[FIGURE_PATH], float length, float least)
{
    if (length >= least) {
        return;
    }
    const Point middle = points[FIGURE_PATH / 2];
    const float k = least / length;
    for (int32_t i = 0; i < FIGURE_PATH; i++) {
        points[i].x = middle.x + (points[i].x - middle.x) * k;
        points[i].y = middle.y + (points[i].y - middle.y) * k;
    }
}

static float path_length(const Point points[FIGURE_PATH])
{
    float length = 0.0F;
    for (int32_t i = 1; i < FIGURE_PATH; i++) {
        length += hypotf(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    }
    return length;
}

bool figure__arrow_path(const Camera *camera, const Figure *figure, Point out[FIGURE_PATH])
{
    if (figure->arrow.bone == BONE_WORLD || figure->pose_count < 2 || figure->loop_ms > 0) {
        return false;
    }
    for (int32_t i = 0; i < FIGURE_PATH; i++) {
        out[i] = arrow_point(camera, figure, 0.04F + 0.92F * (float)i / (FIGURE_PATH - 1));
    }
    const float length = path_length(out);
    if (length < 0.5F * camera->scale) {
        return false;
    }
    stretch(out, length, ARROW_LEAST * camera->scale);
    return true;
}

void figure__arrow(DrawList *list,
                   const Camera *camera,
                   const Figure *figure,
                   const FigurePalette *colors)
{
    Point points[FIGURE_PATH];
    if (!figure__arrow_path(camera, figure, points)) {
        return;
    }
    const float unit = camera->scale;
    const float length = path_length(points);
    const float head = fminf(4.2F * unit, length * 0.6F);
    float walked = 0.0F;
    int32_t neck = 0;
    while (neck + 2 < FIGURE_PATH && walked < length - head) {
        const float step =
            hypotf(points[neck + 1].x - points[neck].x, points[neck + 1].y - points[neck].y);
        const float from = 0.35F + 0.65F * walked / length;
        walked += step;
        const float to = 0.35F + 0.65F * walked / length;
        draw_capsule(list, points[neck], 0.85F * unit * from, points[neck + 1], 0.85F * unit * to,
                     colors->arrow);
        neck++;
    }
    const Point tip = points[FIGURE_PATH - 1];
    const float dx = tip.x - points[neck].x;
    const float dy = tip.y - points[neck].y;
    const float size = fmaxf(hypotf(dx, dy), 0.001F);
    const Point way = {dx / size, dy / size};
    const Point base = {tip.x - way.x * head, tip.y - way.y * head};
    const float half = head * 0.62F;
    const Point corners[3] = {tip,
                              {base.x - way.y * half, base.y + way.x * half},
                              {base.x + way.y * half, base.y - way.x * half}};
    draw_polygon(list, corners, 3, colors->arrow);
}
