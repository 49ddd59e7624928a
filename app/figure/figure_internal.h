/* SPDX-License-Identifier: MIT */
/**
 * What the files of the figure share: vectors, the balls that form a body, and the camera.
 *
 * A body is about eighty balls on bones; every visible shape is the hull of a few of them. Seen
 * from any side, a ball is a disc and the hull of balls is the hull of their discs.
 */
#ifndef FIGURE_INTERNAL_H
#define FIGURE_INTERNAL_H

#include "surefoot/figure.h"

#include <math.h>

#define FIGURE_DEGREE 0.017453293F

/** A vector of its three parts. */
static inline Vec3 vec(float x, float y, float z)
{
    return (Vec3){x, y, z};
}

/** a + b */
static inline Vec3 vec_add(Vec3 a, Vec3 b)
{
    return vec(a.x + b.x, a.y + b.y, a.z + b.z);
}

/** a - b */
static inline Vec3 vec_sub(Vec3 a, Vec3 b)
{
    return vec(a.x - b.x, a.y - b.y, a.z - b.z);
}

/** a * k */
static inline Vec3 vec_scale(Vec3 a, float k)
{
    return vec(a.x * k, a.y * k, a.z * k);
}

/** a + b * k */
static inline Vec3 vec_along(Vec3 a, Vec3 b, float k)
{
    return vec(a.x + b.x * k, a.y + b.y * k, a.z + b.z * k);
}

/** The dot product. */
static inline float vec_dot(Vec3 a, Vec3 b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

/** The cross product. */
static inline Vec3 vec_cross(Vec3 a, Vec3 b)
{
    return vec(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
}

/** The length of a vector. */
static inline float vec_length(Vec3 a)
{
    return sqrtf(vec_dot(a, a));
}

/** The vector with length 1; straight up for a vector of no length. */
static inline Vec3 vec_unit(Vec3 a)
{
    const float length = vec_length(a);
    return length > 1e-6F ? vec_scale(a, 1.0F / length) : vec(0.0F, 1.0F, 0.0F);
}

/** The value, but at least `least` and at most `most`. */
static inline float clampf(float value, float least, float most)
{
    return value < least ? least : value > most ? most : value;
}

/** a where t is 0, b where t is 1, in a straight line between them. */
static inline float mixf(float a, float b, float t)
{
    return a + (b - a) * t;
}

/** The point in the world of a point in the frame of a bone. */
static inline Vec3 bone_point(const FigureBone *bone, Vec3 local)
{
    Vec3 point = vec_along(bone->at, bone->forward, local.x);
    point = vec_along(point, bone->up, local.y);
    return vec_along(point, bone->right, local.z);
}

/** The balls of a body. R is its right side, L its left. */
typedef enum BallId {
    BALL_BUTTOCK_R,
    BALL_BUTTOCK_L,
    BALL_PELVIS_R,
    BALL_PELVIS_L,
    BALL_HEM_R, /* of the shirt */
    BALL_HEM_L,
    BALL_WAIST_R,
    BALL_WAIST_L,
    BALL_BELLY_R,
    BALL_BELLY_L,
    BALL_CHEST_R,
    BALL_CHEST_L,
    BALL_BACK_R,
    BALL_BACK_L,
    BALL_YOKE_R, /* top of the shirt, beside the neck */
    BALL_YOKE_L,
    BALL_CAP_R, /* shoulder */
    BALL_CAP_L,
    BALL_NECK,
    BALL_THROAT,
    BALL_SKULL_BACK,
    BALL_SKULL_FRONT,
    BALL_NAPE,
    BALL_BROW,
    BALL_CHEEK,
    BALL_JAW,
    BALL_NOSE,
    BALL_NOSE_TOP,
    BALL_EAR_R,
    BALL_EAR_L,
    BALL_EYE_R,
    BALL_EYE_L,
    BALL_MOUTH_R,
    BALL_MOUTH_M,
    BALL_MOUTH_L,
    BALL_LEG_R, /* then the legs, BALL_LEG_COUNT each */
    BALL_LEG_L = BALL_LEG_R + 11,
    BALL_ARM_R = BALL_LEG_L + 11,
    BALL_ARM_L = BALL_ARM_R + 11,
    BALLS = BALL_ARM_L + 11
} BallId;

/** Balls of a leg, counted from BALL_LEG_R or BALL_LEG_L. */
enum {
    LEG_TOP,
    LEG_MID,
    LEG_KNEECAP,
    LEG_CALF,
    LEG_HEM,
    LEG_ANKLE_BALL,
    LEG_HEEL_BALL,
    LEG_BALL,
    LEG_TOE,
    LEG_SOLE_HEEL,
    LEG_SOLE_TOE
};
/** Balls of an arm, counted from BALL_ARM_R or BALL_ARM_L. */
enum {
    ARM_TOP,
    ARM_SLEEVE,
    ARM_SLEEVE_END,
    ARM_ELBOW_BALL,
    ARM_FORE,
    ARM_WRIST_BALL,
    ARM_PALM,
    ARM_KNUCKLE,
    ARM_FINGERS,
    ARM_THUMB,
    ARM_THUMB_TIP
};

/** A ball in the world, in hundredths of the body's height. */
typedef struct Ball {
    Vec3 at;
    float radius;
} Ball;

/** Places all balls of a solved body. */
void figure__balls(const FigureBody *body, Ball out[BALLS]);
/** True for balls that are painted on top of others, such as the eyes. */
bool figure__is_detail(int32_t ball);

/** How points of the world become points on the screen: x right, y down, depth towards the
 *  viewer. */
typedef struct Camera {
    Vec3 right;
    Vec3 up;
    Vec3 view; /* towards the viewer */
    float scale;
    Point origin;
    float mirror; /* 1 or -1 */
} Camera;

/** The camera of a figure, or of its mistake. Its scale is 1, and the origin of the world is at
 * 0,0. */
Camera figure__camera(const Figure *figure, bool mistaken);

/** The point on the screen of a point in the world. */
static inline Point camera_point(const Camera *camera, Vec3 at)
{
    return (Point){camera->origin.x + camera->mirror * camera->scale * vec_dot(camera->right, at),
                   camera->origin.y - camera->scale * vec_dot(camera->up, at)};
}

/** Draws the hull of some balls as one polygon. */
void figure__hull(
    DrawList *list, const Camera *camera, const Ball *balls, int32_t count, Color color);
/** Draws the props that the shadow falls on. */
void figure__props_below(DrawList *list,
                         const Camera *camera,
                         const Figure *figure,
                         const FigurePalette *palette);
/** Draws the props that stand behind the body. */
void figure__props_behind(DrawList *list,
                          const Camera *camera,
                          const Figure *figure,
                          const FigurePalette *palette);
/** Draws the props that the body wears or holds. */
void figure__props_held(DrawList *list,
                        const Camera *camera,
                        const Figure *figure,
                        const Ball *balls,
                        const FigurePalette *palette);
/** Fills in the eight corners of the box around a prop. */
void figure__prop_corners(const FigureProp *prop, Vec3 out[8]);
/** Fills in the arrow's points on the screen. False if the figure has no arrow. */
bool figure__arrow_path(const Camera *camera, const Figure *figure, Point out[FIGURE_PATH]);
/** Draws the arrow, if the figure has one. */
void figure__arrow(DrawList *list,
                   const Camera *camera,
                   const Figure *figure,
                   const FigurePalette *palette);
/** The colour between a (t = 0) and b (t = 1). */
Color figure__mix(Color a, Color b, float t);

#endif
