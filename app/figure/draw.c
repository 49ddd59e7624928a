/* SPDX-License-Identifier: MIT */
/* Draws a figure: body, clothes, face, muscles, shadow, and the mark of a mistake. */
#include "figure_internal.h"

#define BOUND_STEPS 8
#define MARGIN 3.0F /* around the motion, hundredths of the body's height */
#define FAR_DEPTH 7.0F
#define GLOW_LAYERS 5
#define GLOW_FAR_FIRST 2  /* the leg behind has only the layers from here on */
#define GLOW_WIDEST 0.14F /* strength of a layer */
#define GLOW_NARROWEST 0.22F

Camera figure__camera(const Figure *figure, bool mistaken)
{
    const float turned = mistaken ? figure->mistake_turn : figure->turn;
    const float c = cosf(turned * FIGURE_DEGREE);
    const float s = sinf(turned * FIGURE_DEGREE);
    const float tc = cosf(figure->tilt * FIGURE_DEGREE);
    const float ts = sinf(figure->tilt * FIGURE_DEGREE);
    return (Camera){.right = vec(c, 0.0F, -s),
                    .up = vec(-s * ts, tc, -c * ts),
                    .view = vec(s * tc, ts, c * tc),
                    .scale = 1.0F,
                    .mirror = 1.0F};
}

static void limb(DrawList *list, const Camera *camera, Ball a, Ball b, Color color)
{
    draw_capsule(list, camera_point(camera, a.at), a.radius * camera->scale,
                 camera_point(camera, b.at), b.radius * camera->scale, color);
}

typedef struct Scene {
    DrawList *list;
    const Camera *camera;
    const Figure *figure;
    const FigurePalette *palette;
    const FigureBody *body;
    const Ball *balls;
    float effort; /* of the glow; 0 for none */
} Scene;

static float depth_of(const Scene *scene, FigureBoneId bone)
{
    return vec_dot(scene->camera->view, scene->body->bones[bone].at);
}

/* 0 for a bone near the viewer, 1 for a bone behind the body. */
static float farness(const Scene *scene, FigureBoneId bone, FigureBoneId middle)
{
    const float behind = depth_of(scene, middle) - depth_of(scene, bone);
    return clampf(behind / FAR_DEPTH * 1.6F, 0.0F, 1.0F);
}

/* A soft light in layers, from wide and faint to narrow. Few layers: each costs a full paint. */
static void glow(const Scene *scene, Ball a, Ball b, bool far)
{
    Color color = scene->palette->glow;
    for (int32_t i = far ? GLOW_FAR_FIRST : 0; i < GLOW_LAYERS; i++) {
        const float inwards = (float)i / (float)(GLOW_LAYERS - 1);
        const float strength = mixf(GLOW_WIDEST, GLOW_NARROWEST, inwards);
        const float size = mixf(1.35F, 0.35F, inwards);
        color.a = (uint8_t)lroundf(255.0F * strength * scene->effort);
        const Ball from = {a.at, a.radius * size};
        const Ball to = {b.at, b.radius * size};
        limb(scene->list, scene->camera, from, to, color);
    }
}

static Ball on_bone(const Scene *scene, FigureBoneId bone, Vec3 at, float radius)
{
    return (Ball){bone_point(&scene->body->bones[bone], at), radius};
}

typedef enum GlowPart { GLOW_NONE, GLOW_THIGH, GLOW_SHANK, GLOW_HIP } GlowPart;

/* Where the light of a muscle lies: between two balls, on one bone. z is to the side. */
typedef struct GlowSpot {
    GlowPart part;
    Ball from;
    Ball to;
} GlowSpot;

static const GlowSpot glow_spots[FIGURE_MUSCLES] = {
    [MUSCLE_FRONT_THIGH] = {GLOW_THIGH, {{2.3F, -6.5F, 0.0F}, 2.5F}, {{1.5F, -18.5F, 0.0F}, 1.8F}},
    [MUSCLE_BACK_THIGH] = {GLOW_THIGH, {{-2.2F, -7.5F, 0.0F}, 2.3F}, {{-1.7F, -19.0F, 0.0F}, 1.6F}},
    [MUSCLE_CALF] = {GLOW_SHANK, {{-1.7F, -4.5F, 0.0F}, 1.9F}, {{-1.3F, -11.0F, 0.0F}, 1.5F}},
    [MUSCLE_BUTTOCK] = {GLOW_HIP, {{-3.4F, -0.4F, 4.2F}, 2.9F}, {{-2.6F, -2.6F, 4.2F}, 2.7F}},
    [MUSCLE_SIDE_HIP] = {GLOW_HIP, {{-0.8F, 0.4F, 7.0F}, 2.3F}, {{-0.8F, -4.6F, 7.4F}, 2.2F}},
    [MUSCLE_FRONT_HIP] = {GLOW_THIGH, {{2.6F, 2.0F, 0.0F}, 1.9F}, {{2.6F, -5.0F, 0.0F}, 1.9F}},
    [MUSCLE_BELLY] = {GLOW_NONE, {{0}, 0.0F}, {{0}, 0.0F}},
};

static FigureBoneId glow_bone(GlowPart part, bool left)
{
    switch (part) {
    case GLOW_THIGH:
        return left ? BONE_LEFT_THIGH : BONE_RIGHT_THIGH;
    case GLOW_SHANK:
        return left ? BONE_LEFT_SHANK : BONE_RIGHT_SHANK;
    case GLOW_HIP:
    case GLOW_NONE:
        break;
    }
    return BONE_PELVIS;
}

static void glow_muscle(const Scene *scene, const GlowSpot *spot, bool left)
{
    const FigureBoneId bone = glow_bone(spot->part, left);
    const bool far = farness(scene, glow_bone(GLOW_THIGH, left), BONE_PELVIS) > 0.5F;
    const float side = left ? -1.0F : 1.0F;
    const Vec3 from = vec(spot->from.at.x, spot->from.at.y, spot->from.at.z * side);
    const Vec3 to = vec(spot->to.at.x, spot->to.at.y, spot->to.at.z * side);
    glow(scene, on_bone(scene, bone, from, spot->from.radius),
         on_bone(scene, bone, to, spot->to.radius), far);
}

/* The muscles of the hip, or those of the leg below it. */
static void glow_muscles(const Scene *scene, bool hip, bool left)
{
    for (int32_t i = 0; i < FIGURE_MUSCLES; i++) {
        const GlowSpot *spot = &glow_spots[i];
        if (scene->figure->muscles[i] && spot->part != GLOW_NONE &&
            (spot->part == GLOW_HIP) == hip) {
            glow_muscle(scene, spot, left);
        }
    }
}

/* The sole, and the upper part of the shoe a little above it; both bend at the toes. */
static void draw_shoe(const Scene *scene, bool left, const Ball *leg, Color shoe)
{
    const Vec3 up = scene->body->bones[left ? BONE_LEFT_FOOT : BONE_RIGHT_FOOT].up;
    const Ball middle = {vec_along(leg[LEG_BALL].at, up, -0.75F), leg[LEG_BALL].radius * 0.6F};
    const Ball soles[] = {leg[LEG_SOLE_HEEL], leg[LEG_HEEL_BALL], middle, leg[LEG_SOLE_TOE],
                          leg[LEG_TOE]};
    figure__hull(scene->list, scene->camera, soles, 3, scene->palette->sole);
    figure__hull(scene->list, scene->camera, soles + 2, 3, scene->palette->sole);
    const Ball ankle = {leg[LEG_ANKLE_BALL].at, leg[LEG_ANKLE_BALL].radius * 0.82F};
    Ball upper[] = {leg[LEG_HEEL_BALL], ankle, leg[LEG_BALL], leg[LEG_TOE]};
    for (size_t i = 0; i < SF_COUNT(upper); i++) {
        upper[i].at = vec_along(upper[i].at, up, 0.75F);
    }
    figure__hull(scene->list, scene->camera, upper, 3, shoe);
    figure__hull(scene->list, scene->camera, upper + 2, 2, shoe);
}

static void draw_leg(const Scene *scene, bool left, bool near)
{
    const FigurePalette *colors = scene->palette;
    const Ball *leg = scene->balls + (left ? BALL_LEG_L : BALL_LEG_R);
    const FigureWorks works = scene->figure->works;
    const bool working = works == WORKS_BOTH || (works == WORKS_RIGHT && !left);
    const FigureBoneId thigh = left ? BONE_LEFT_THIGH : BONE_RIGHT_THIGH;
    const float far = farness(scene, thigh, BONE_PELVIS);
    const Color cloth = working ? figure__mix(colors->work, colors->work_far, far)
                                : figure__mix(colors->cloth, colors->cloth_far, far);
    const Color skin = figure__mix(colors->skin, colors->skin_far, far);
    const Color shoe = figure__mix(colors->shoe, colors->shoe_far, far);
    const Ball shin = {leg[LEG_HEM].at, leg[LEG_HEM].radius * 0.8F};
    limb(scene->list, scene->camera, shin, leg[LEG_ANKLE_BALL], skin);
    draw_shoe(scene, left, leg, shoe);
    limb(scene->list, scene->camera, leg[LEG_CALF], leg[LEG_HEM], cloth);
    limb(scene->list, scene->camera, leg[LEG_KNEECAP], leg[LEG_CALF], cloth);
    limb(scene->list, scene->camera, leg[LEG_MID], leg[LEG_KNEECAP], cloth);
    limb(scene->list, scene->camera, leg[LEG_TOP], leg[LEG_MID], cloth);
    if (near) { /* the pelvis covers the hip of the other leg */
        const int32_t other = left ? 1 : 0;
        const Ball hip[] = {leg[LEG_TOP], scene->balls[BALL_BUTTOCK_R + other],
                            scene->balls[BALL_PELVIS_R + other]};
        figure__hull(scene->list, scene->camera, hip, 3, cloth);
    }
    if (working && scene->effort > 0.02F) {
        glow_muscles(scene, false, left);
    }
}

static void draw_arm(const Scene *scene, bool left)
{
    const FigurePalette *colors = scene->palette;
    const Ball *arm = scene->balls + (left ? BALL_ARM_L : BALL_ARM_R);
    const float far = farness(scene, left ? BONE_LEFT_UPPER_ARM : BONE_RIGHT_UPPER_ARM, BONE_CHEST);
    const Color skin = figure__mix(colors->skin, colors->skin_far, far);
    const Color shirt = figure__mix(colors->shirt, colors->shirt_far, 0.35F + 0.65F * far);
    limb(scene->list, scene->camera, arm[ARM_THUMB], arm[ARM_THUMB_TIP], skin);
    limb(scene->list, scene->camera, arm[ARM_WRIST_BALL], arm[ARM_PALM], skin);
    limb(scene->list, scene->camera, arm[ARM_PALM], arm[ARM_KNUCKLE], skin);
    limb(scene->list, scene->camera, arm[ARM_KNUCKLE], arm[ARM_FINGERS], skin);
    limb(scene->list, scene->camera, arm[ARM_FORE], arm[ARM_WRIST_BALL], skin);
    limb(scene->list, scene->camera, arm[ARM_ELBOW_BALL], arm[ARM_FORE], skin);
    /* The skin begins inside the sleeve, so that no gap can show. */
    const Ball bare = {vec_scale(vec_add(arm[ARM_SLEEVE].at, arm[ARM_SLEEVE_END].at), 0.5F), 2.7F};
    limb(scene->list, scene->camera, bare, arm[ARM_ELBOW_BALL], skin);
    limb(scene->list, scene->camera, arm[ARM_SLEEVE], arm[ARM_SLEEVE_END], shirt);
}

static void draw_pelvis(const Scene *scene)
{
    const FigurePalette *colors = scene->palette;
    const bool both = scene->figure->works == WORKS_BOTH;
    figure__hull(scene->list, scene->camera, scene->balls + BALL_BUTTOCK_R, 4,
                 both ? colors->work : colors->cloth);
}

static void draw_shirt(const Scene *scene)
{
    const Ball *balls = scene->balls;
    const Color shirt = scene->palette->shirt;
    const Ball neck = {balls[BALL_NECK].at, 3.4F};
    const Ball upper[] = {balls[BALL_CHEST_R], balls[BALL_CHEST_L], balls[BALL_BACK_R],
                          balls[BALL_BACK_L],  balls[BALL_CAP_R],   balls[BALL_CAP_L],
                          balls[BALL_YOKE_R],  balls[BALL_YOKE_L]};
    const Ball middle[] = {balls[BALL_CHEST_R], balls[BALL_CHEST_L], balls[BALL_BACK_R],
                           balls[BALL_BACK_L],  balls[BALL_BELLY_R], balls[BALL_BELLY_L]};
    figure__hull(scene->list, scene->camera, balls + BALL_HEM_R, 4, shirt);
    figure__hull(scene->list, scene->camera, balls + BALL_WAIST_R, 4, shirt);
    figure__hull(scene->list, scene->camera, middle, 6, shirt);
    limb(scene->list, scene->camera, neck, balls[BALL_THROAT], scene->palette->skin);
    figure__hull(scene->list, scene->camera, upper, 8, shirt);
}

static float facing(const Scene *scene, Vec3 way)
{
    return vec_dot(scene->camera->view, way);
}

static void draw_face(const Scene *scene)
{
    const Ball *balls = scene->balls;
    const FigurePalette *colors = scene->palette;
    const Ball face[] = {balls[BALL_BROW], balls[BALL_CHEEK], balls[BALL_JAW]};
    figure__hull(scene->list, scene->camera, face, 3, colors->skin);
    limb(scene->list, scene->camera, balls[BALL_NOSE_TOP], balls[BALL_NOSE], colors->skin);
    const FigureBone *head = &scene->body->bones[BONE_HEAD];
    const float ahead = facing(scene, head->forward);
    if (ahead > 0.75F) {
        limb(scene->list, scene->camera, balls[BALL_NOSE], balls[BALL_NOSE], colors->skin_far);
    }
    for (int32_t i = 0; i < 2; i++) {
        const float side = i == 0 ? 1.0F : -1.0F;
        const Vec3 way = vec_unit(vec_along(head->forward, head->right, 0.42F * side));
        /* The far eye disappears behind the nose before the near one does behind the temple. */
        const bool near = facing(scene, vec_scale(head->right, side)) > 0.0F;
        if (facing(scene, way) > (near ? 0.05F : 0.3F)) {
            const Ball eye = balls[BALL_EYE_R + i];
            const Ball top = {vec_along(eye.at, head->up, 0.5F), eye.radius};
            limb(scene->list, scene->camera, eye, top, colors->face);
        }
    }
    if (ahead > 0.25F) {
        const Color lip = figure__mix(colors->skin, colors->face, 0.6F);
        limb(scene->list, scene->camera, balls[BALL_MOUTH_R], balls[BALL_MOUTH_M], lip);
        limb(scene->list, scene->camera, balls[BALL_MOUTH_M], balls[BALL_MOUTH_L], lip);
    }
}

static void draw_head(const Scene *scene)
{
    const Ball *balls = scene->balls;
    const FigurePalette *colors = scene->palette;
    const FigureBone *head = &scene->body->bones[BONE_HEAD];
    const bool away = facing(scene, head->forward) < -0.45F;
    limb(scene->list, scene->camera, balls[BALL_NECK], balls[BALL_THROAT],
         figure__mix(colors->skin, colors->skin_far, 0.5F));
    if (away) {
        draw_face(scene);
    }
    figure__hull(scene->list, scene->camera, balls + BALL_SKULL_BACK, 3, colors->hair);
    if (!away) {
        draw_face(scene);
    }
    for (int32_t i = 0; i < 2; i++) {
        const float side = i == 0 ? 1.0F : -1.0F;
        const float out = facing(scene, vec_scale(head->right, side));
        if (out > -0.15F) {
            limb(scene->list, scene->camera, balls[BALL_EAR_R + i], balls[BALL_EAR_R + i],
                 figure__mix(colors->skin, colors->skin_far, 0.45F));
        }
    }
}

static bool is_behind(const Scene *scene, bool left)
{
    const FigureLimb arm = left ? FIGURE_LEFT_ARM : FIGURE_RIGHT_ARM;
    const FigureBoneId bone = left ? BONE_LEFT_UPPER_ARM : BONE_RIGHT_UPPER_ARM;
    return scene->figure->behind[arm] || depth_of(scene, bone) < depth_of(scene, BONE_CHEST) - 3.0F;
}

static void draw_body(const Scene *scene)
{
    const bool left_leg_first =
        depth_of(scene, BONE_LEFT_THIGH) <= depth_of(scene, BONE_RIGHT_THIGH) + 0.5F;
    for (int32_t i = 0; i < 2; i++) {
        if (is_behind(scene, i == 0)) {
            draw_arm(scene, i == 0);
        }
    }
    draw_leg(scene, left_leg_first, false);
    draw_pelvis(scene);
    draw_leg(scene, !left_leg_first, true);
    for (int32_t i = 0; i < 2 && scene->effort > 0.02F; i++) {
        const bool left = i == 1;
        if ((!left && scene->figure->works != WORKS_NONE) ||
            (left && scene->figure->works == WORKS_BOTH)) {
            glow_muscles(scene, true, left);
        }
    }
    draw_shirt(scene);
    draw_head(scene);
    for (int32_t i = 0; i < 2; i++) {
        if (!is_behind(scene, i == 0)) {
            draw_arm(scene, i == 0);
        }
    }
}

typedef struct Box {
    float left;
    float top;
    float right;
    float bottom;
} Box;

static void box_add(Box *box, Point at, float radius)
{
    box->left = fminf(box->left, at.x - radius);
    box->right = fmaxf(box->right, at.x + radius);
    box->top = fminf(box->top, at.y - radius);
    box->bottom = fmaxf(box->bottom, at.y + radius);
}

/* The balls that are low, as flat spots on the floor below them. */
static int32_t shadow_of(const Figure *figure, const Ball balls[BALLS], Ball out[BALLS])
{
    const float floor = figure->ground;
    int32_t count = 0;
    for (int32_t i = 0; i < BALL_ARM_R; i++) {
        const Ball *ball = &balls[i];
        if (ball->at.y - ball->radius < floor + 8.0F && !figure__is_detail(i)) {
            out[count++] = (Ball){vec(ball->at.x, floor, ball->at.z), 1.6F};
        }
    }
    return count;
}

static void
box_add_body(Box *box, const Camera *camera, const Figure *figure, const FigurePose *pose)
{
    FigureBody body;
    Ball balls[BALLS];
    figure_solve(figure, pose, &body);
    figure__balls(&body, balls);
    for (int32_t i = 0; i < BALLS; i++) {
        box_add(box, camera_point(camera, balls[i].at), balls[i].radius);
    }
    Ball low[BALLS];
    const int32_t count = shadow_of(figure, balls, low);
    for (int32_t i = 0; i < count; i++) {
        box_add(box, camera_point(camera, low[i].at), low[i].radius);
    }
}

static Rect box_rect(Box box, float margin)
{
    return (Rect){box.left - margin, box.top - margin, box.right - box.left + 2.0F * margin,
                  box.bottom - box.top + 2.0F * margin};
}

Rect figure_body_bounds(const Figure *figure, const FigurePose *pose)
{
    const Camera camera = figure__camera(figure, false);
    Box box = {1e6F, 1e6F, -1e6F, -1e6F};
    box_add_body(&box, &camera, figure, pose);
    return box_rect(box, 0.0F);
}

Rect figure_bounds(const Figure *figure, bool mistaken)
{
    const Camera camera = figure__camera(figure, mistaken);
    Box box = {1e6F, 1e6F, -1e6F, -1e6F};
    if (mistaken) {
        box_add_body(&box, &camera, figure, &figure->mistake_pose);
    }
    const int32_t steps = mistaken || figure->pose_count == 1 ? 1 : BOUND_STEPS;
    for (int32_t i = 0; i <= steps; i++) {
        const FigurePose pose = figure_pose_at(figure, (float)i / (float)steps);
        box_add_body(&box, &camera, figure, &pose);
    }
    Point arrow[FIGURE_PATH];
    if (!mistaken && figure__arrow_path(&camera, figure, arrow)) {
        for (int32_t i = 0; i < FIGURE_PATH; i++) {
            box_add(&box, arrow[i], 2.0F);
        }
    }
    for (int32_t i = 0; i < figure->prop_count; i++) {
        Vec3 corners[8];
        figure__prop_corners(&figure->props[i], corners);
        const bool worn =
            figure->props[i].kind == PROP_BAND || figure->props[i].kind == PROP_TOOTHBRUSH;
        for (int32_t k = 0; k < 8 && !worn; k++) {
            box_add(&box, camera_point(&camera, corners[k]), 0.0F);
        }
    }
    return box_rect(box, MARGIN);
}

/* The shadow: one soft patch, the hull of the spots below all low balls. */
static void draw_shadow(const Scene *scene)
{
    Ball low[BALLS];
    const int32_t count = shadow_of(scene->figure, scene->balls, low);
    if (count > 0) {
        figure__hull(scene->list, scene->camera, low, count, scene->palette->shade);
    }
}

static void draw_mistake(const Scene *scene, Rect rect)
{
    const Color color = scene->palette->care;
    const float size = fminf(rect.w, rect.h) * 0.05F;
    const Point middle = {rect.x + rect.w - size * 2.2F, rect.y + size * 2.2F};
    const float width = size * 0.26F;
    draw_capsule(scene->list, (Point){middle.x - size, middle.y - size}, width,
                 (Point){middle.x + size, middle.y + size}, width, color);
    draw_capsule(scene->list, (Point){middle.x - size, middle.y + size}, width,
                 (Point){middle.x + size, middle.y - size}, width, color);
    if (scene->figure->mistake_bone < BONE_WORLD) {
        const Vec3 joint = scene->body->bones[scene->figure->mistake_bone].at;
        const float unit = scene->camera->scale;
        draw_ring(scene->list, camera_point(scene->camera, joint), 7.5F * unit, 1.3F * unit, 0.0F,
                  DRAW_TURN, color);
    }
}

static Camera fitted(const Figure *figure, Rect rect, bool mirrored, bool mistaken)
{
    const Rect bounds = figure_bounds(figure, mistaken);
    Camera camera = figure__camera(figure, mistaken);
    camera.scale = fminf(rect.w / bounds.w, rect.h / bounds.h);
    camera.mirror = mirrored ? -1.0F : 1.0F;
    const float middle = (bounds.x + bounds.w * 0.5F) * camera.scale * camera.mirror;
    camera.origin.x = rect.x + rect.w * 0.5F - middle;
    /* Spare room goes above the figure rather than below: people stand on floors. */
    const float spare = rect.h - bounds.h * camera.scale;
    camera.origin.y = rect.y + rect.h - spare * 0.4F - (bounds.y + bounds.h) * camera.scale;
    return camera;
}

void figure_draw(DrawList *list,
                 Rect rect,
                 const Figure *figure,
                 const FigurePose *pose,
                 const FigurePalette *palette,
                 int32_t flags)
{
    if (rect.w <= 0.0F || rect.h <= 0.0F || figure->pose_count == 0) {
        return;
    }
    const bool mistaken = (flags & FIGURE_MISTAKEN) != 0 && figure->mistake != NULL;
    const Camera camera = fitted(figure, rect, (flags & FIGURE_MIRRORED) != 0, mistaken);
    FigureBody body;
    Ball balls[BALLS];
    figure_solve(figure, pose, &body);
    figure__balls(&body, balls);
    const bool glows = (flags & FIGURE_GLOW) != 0 && !mistaken;
    const Scene scene = {.list = list,
                         .camera = &camera,
                         .figure = figure,
                         .palette = palette,
                         .body = &body,
                         .balls = balls,
                         .effort = glows ? clampf(pose->value[FIGURE_EFFORT], 0.0F, 1.0F) : 0.0F};
    figure__props_below(list, &camera, figure, palette);
    draw_shadow(&scene);
    figure__props_behind(list, &camera, figure, palette);
    draw_body(&scene);
    figure__props_held(list, &camera, figure, balls, palette);
    if ((flags & FIGURE_ARROW) != 0 && !mistaken) {
        figure__arrow(list, &camera, figure, palette);
    }
    if (mistaken) {
        draw_mistake(&scene, rect);
    }
}
