/* SPDX-License-Identifier: MIT */
/* From a pose to a body: the joints in the world, placed limbs, angles and boxes. */
#include "figure_internal.h"

#define PELVIS_TO_WAIST 9.0F
#define WAIST_TO_CHEST 9.0F
#define CHEST_TO_NECK 11.6F
#define NECK 4.8F
#define HIP_HALF 4.7F
#define SHOULDER_HALF 10.2F
#define SHOULDER_UP 9.8F
#define BALL_FORWARD 6.6F /* from the ankle to the ball of the foot */
#define ANKLE_HEIGHT 3.9F
#define POLE_UP 0.35F /* keeps a bend's plane defined where a limb points straight at its pole */

int32_t figure_limb_first(FigureLimb limb)
{
    switch (limb) {
    case FIGURE_RIGHT_LEG:
        return FIGURE_LEG_FIRST;
    case FIGURE_LEFT_LEG:
        return FIGURE_LEG_FIRST + LEG_VALUES;
    case FIGURE_RIGHT_ARM:
        return FIGURE_ARM_FIRST;
    case FIGURE_LEFT_ARM:
        return FIGURE_ARM_FIRST + ARM_VALUES;
    case FIGURE_LIMBS:
        break;
    }
    return 0;
}

/* Turns the axes a and b in their plane, from a towards b. */
static void turn_axes(Vec3 *a, Vec3 *b, float degrees)
{
    const float c = cosf(degrees * FIGURE_DEGREE);
    const float s = sinf(degrees * FIGURE_DEGREE);
    const Vec3 old = *a;
    *a = vec_along(vec_scale(old, c), *b, s);
    *b = vec_along(vec_scale(*b, c), old, -s);
}

/* Tips the head end forwards. */
static void pitch(FigureBone *bone, float degrees)
{
    turn_axes(&bone->up, &bone->forward, degrees);
}

/* Tips the head end to its left. */
static void roll(FigureBone *bone, float degrees)
{
    turn_axes(&bone->right, &bone->up, degrees);
}

/* Turns the face to its right. */
static void turn(FigureBone *bone, float degrees)
{
    turn_axes(&bone->forward, &bone->right, degrees);
}

static FigureBone bone_end(const FigureBone *bone, float length)
{
    FigureBone next = *bone;
    next.at = vec_along(bone->at, bone->up, length);
    return next;
}

static void solve_trunk(const float *value, FigureBody *body)
{
    FigureBone pelvis = {vec(value[FIGURE_X], value[FIGURE_Y], value[FIGURE_Z]),
                         vec(1.0F, 0.0F, 0.0F), vec(0.0F, 1.0F, 0.0F), vec(0.0F, 0.0F, 1.0F)};
    turn(&pelvis, value[FIGURE_HEADING]);
    pitch(&pelvis, value[FIGURE_LEAN]);
    roll(&pelvis, value[FIGURE_ROLL]);
    FigureBone belly = bone_end(&pelvis, PELVIS_TO_WAIST);
    pitch(&belly, value[FIGURE_BEND] * 0.5F);
    roll(&belly, -value[FIGURE_SIDE] * 0.5F);
    turn(&belly, value[FIGURE_TWIST] * 0.5F);
    FigureBone chest = bone_end(&belly, WAIST_TO_CHEST);
    pitch(&chest, value[FIGURE_BEND] * 0.5F);
    roll(&chest, -value[FIGURE_SIDE] * 0.5F);
    turn(&chest, value[FIGURE_TWIST] * 0.5F);
    FigureBone neck = bone_end(&chest, CHEST_TO_NECK);
    pitch(&neck, value[FIGURE_NOD] * 0.5F + 8.0F);
    roll(&neck, -value[FIGURE_TIP] * 0.5F);
    FigureBone head = bone_end(&neck, NECK);
    pitch(&head, value[FIGURE_NOD] * 0.5F - 8.0F);
    roll(&head, -value[FIGURE_TIP] * 0.5F);
    turn(&head, value[FIGURE_LOOK]);
    body->bones[BONE_PELVIS] = pelvis;
    body->bones[BONE_BELLY] = belly;
    body->bones[BONE_CHEST] = chest;
    body->bones[BONE_HEAD] = head;
}

static FigureBone limb_root(const FigureBody *body, FigureLimb limb)
{
    const bool leg = limb == FIGURE_RIGHT_LEG || limb == FIGURE_LEFT_LEG;
    const float side = limb == FIGURE_RIGHT_LEG || limb == FIGURE_RIGHT_ARM ? 1.0F : -1.0F;
    FigureBone root = body->bones[leg ? BONE_PELVIS : BONE_CHEST];
    root.at = leg ? bone_point(&root, vec(0.0F, 0.0F, HIP_HALF * side))
                  : bone_point(&root, vec(0.0F, SHOULDER_UP, SHOULDER_HALF * side));
    return root;
}

static FigureBoneId first_bone(FigureLimb limb)
{
    static const FigureBoneId bones[FIGURE_LIMBS] = {BONE_RIGHT_THIGH, BONE_LEFT_THIGH,
                                                     BONE_RIGHT_UPPER_ARM, BONE_LEFT_UPPER_ARM};
    return bones[limb];
}

static void solve_free_limb(FigureBone root, const float *value, FigureLimb limb, FigureBone out[3])
{
    const bool leg = limb == FIGURE_RIGHT_LEG || limb == FIGURE_LEFT_LEG;
    const float side = limb == FIGURE_RIGHT_LEG || limb == FIGURE_RIGHT_ARM ? 1.0F : -1.0F;
    _Static_assert(LEG_HIP == (int)ARM_SHOULDER && LEG_KNEE == (int)ARM_ELBOW &&
                       LEG_ANKLE == (int)ARM_WRIST,
                   "legs and arms share the order of their joints");
    if (leg) {
        turn(&root, side * value[LEG_KNEE_OUT]);
    }
    pitch(&root, -value[LEG_HIP]);
    roll(&root, side * value[LEG_HIP_OUT]);
    turn(&root, side * value[LEG_HIP_TURN]);
    out[0] = root;
    out[1] = bone_end(&root, leg ? -FIGURE_THIGH : -FIGURE_UPPER_ARM);
    pitch(&out[1], leg ? value[LEG_KNEE] : -value[ARM_ELBOW]);
    out[2] = bone_end(&out[1], leg ? -FIGURE_SHANK : -FIGURE_FOREARM);
    pitch(&out[2], -value[LEG_ANKLE]);
}

typedef struct TwoBones {
    Vec3 from;
    Vec3 to;
    float upper;
    float lower;
    Vec3 pole;  /* where the middle joint points */
    float bend; /* 1 if that is the limb's front (knee), -1 if its back (elbow) */
} TwoBones;

/* Fills out[0] and out[1] so that the far end is at `to`, or as near as the bones reach. */
static void solve_two_bones(const TwoBones *chain, FigureBone out[2])
{
    const Vec3 gap = vec_sub(chain->to, chain->from);
    const float reach = chain->upper + chain->lower;
    const float distance = clampf(vec_length(gap), 0.35F * reach, 0.9999F * reach);
    const Vec3 line = vec_unit(gap);
    const float along =
        (chain->upper * chain->upper + distance * distance - chain->lower * chain->lower) /
        (2.0F * distance);
    const float off = sqrtf(fmaxf(chain->upper * chain->upper - along * along, 0.0F));
    const Vec3 side = vec_unit(vec_along(chain->pole, line, -vec_dot(chain->pole, line)));
    const Vec3 middle = vec_along(vec_along(chain->from, line, along), side, off);
    const Vec3 end = vec_along(chain->from, line, distance);
    const Vec3 right = vec_cross(vec_scale(side, chain->bend), vec_scale(line, -1.0F));
    out[0].at = chain->from;
    out[0].up = vec_unit(vec_sub(chain->from, middle));
    out[1].at = middle;
    out[1].up = vec_unit(vec_sub(middle, end));
    for (int32_t i = 0; i < 2; i++) {
        out[i].right = right;
        out[i].forward = vec_cross(out[i].up, right);
    }
}

/* The axes of a placed foot: turned outwards, and its heel lifted. */
static FigureBone placed_foot(FigureBone foot, const float *value, float side)
{
    turn(&foot, side * value[LEG_FOOT_OUT]);
    pitch(&foot, value[LEG_HEEL]);
    return foot;
}

/* `stand`: the target, and the axes of a foot that stands flat there. */
static void solve_placed_leg(
    FigureBone root, const float *value, FigureLimb limb, FigureBone stand, FigureBone out[3])
{
    const float side = limb == FIGURE_RIGHT_LEG ? 1.0F : -1.0F;
    FigureBone foot = placed_foot(stand, value, side);
    foot.at = bone_point(&foot, vec(-BALL_FORWARD, ANKLE_HEIGHT, 0.0F));
    FigureBone aim = root;
    turn(&aim, side * value[LEG_KNEE_OUT]);
    const TwoBones chain = {
        root.at, foot.at, FIGURE_THIGH, FIGURE_SHANK, vec_along(aim.forward, aim.up, POLE_UP),
        1.0F};
    solve_two_bones(&chain, out);
    foot.at = vec_along(out[1].at, out[1].up, -FIGURE_SHANK);
    out[2] = foot;
}

static void solve_placed_arm(
    FigureBone root, const float *value, FigureLimb limb, Vec3 target, FigureBone out[3])
{
    const float side = limb == FIGURE_RIGHT_ARM ? 1.0F : -1.0F;
    FigureBone aim = root;
    turn(&aim, -side * value[ARM_ELBOW_OUT]);
    const TwoBones chain = {root.at,
                            target,
                            FIGURE_UPPER_ARM,
                            FIGURE_FOREARM,
                            vec_along(vec_scale(aim.forward, -1.0F), aim.up, -POLE_UP),
                            -1.0F};
    solve_two_bones(&chain, out);
    out[2] = bone_end(&out[1], -FIGURE_FOREARM);
    turn(&out[2], side * value[ARM_SHOULDER_TURN]);
    pitch(&out[2], -value[ARM_WRIST]);
}

Vec3 figure_target(const Figure *figure,
                   const FigurePose *pose,
                   const FigureBody *body,
                   FigureLimb limb)
{
    const bool leg = limb == FIGURE_RIGHT_LEG || limb == FIGURE_LEFT_LEG;
    const float *at =
        pose->value + figure_limb_first(limb) + (leg ? (int)LEG_TARGET_X : (int)ARM_TARGET_X);
    const Vec3 target = vec(at[0], at[1], at[2]);
    const FigureBoneId on = figure->pins[limb].on;
    return on == BONE_WORLD ? target : bone_point(&body->bones[on], target);
}

static void
solve_limb(const Figure *figure, const FigurePose *pose, FigureLimb limb, FigureBody *body)
{
    const bool leg = limb == FIGURE_RIGHT_LEG || limb == FIGURE_LEFT_LEG;
    const float *value = pose->value + figure_limb_first(limb);
    const FigureBone root = limb_root(body, limb);
    FigureBone *out = &body->bones[first_bone(limb)];
    if (!figure->pins[limb].placed) {
        solve_free_limb(root, value, limb, out);
        return;
    }
    const Vec3 target = figure_target(figure, pose, body, limb);
    if (!leg) {
        solve_placed_arm(root, value, limb, target, out);
        return;
    }
    const FigureBoneId on = figure->pins[limb].on;
    FigureBone stand = {target, vec(1.0F, 0.0F, 0.0F), vec(0.0F, 1.0F, 0.0F),
                        vec(0.0F, 0.0F, 1.0F)};
    if (on == BONE_WORLD) {
        turn(&stand, pose->value[FIGURE_HEADING]);
    } else {
        stand = body->bones[on];
        stand.at = target;
    }
    solve_placed_leg(root, value, limb, stand, out);
    body->toes[limb] = fmaxf(value[LEG_HEEL], 0.0F);
}

static void solve_at(const Figure *figure, const FigurePose *pose, FigureBody *out)
{
    /* The right foot may rest on the left one. */
    static const FigureLimb order[FIGURE_LIMBS] = {FIGURE_LEFT_LEG, FIGURE_RIGHT_LEG,
                                                   FIGURE_RIGHT_ARM, FIGURE_LEFT_ARM};
    solve_trunk(pose->value, out);
    for (int32_t i = 0; i < FIGURE_LIMBS; i++) {
        solve_limb(figure, pose, order[i], out);
    }
}

/* The lowest point of all limbs that are not placed: the body lies, kneels or stands on it. */
static float lowest_free(const Figure *figure, const FigureBody *body)
{
    Ball balls[BALLS];
    figure__balls(body, balls);
    float lowest = 1e6F;
    for (int32_t i = 0; i < BALLS; i++) {
        const bool of_leg_r = i >= BALL_LEG_R && i < BALL_LEG_L;
        const bool of_leg_l = i >= BALL_LEG_L && i < BALL_ARM_R;
        const bool arm = i >= BALL_ARM_R;
        const bool placed = (of_leg_r && figure->pins[FIGURE_RIGHT_LEG].placed) ||
                            (of_leg_l && figure->pins[FIGURE_LEFT_LEG].placed);
        if (!arm && !placed && !figure__is_detail(i)) {
            lowest = fminf(lowest, balls[i].at.y - balls[i].radius);
        }
    }
    return lowest;
}

void figure_solve(const Figure *figure, const FigurePose *pose, FigureBody *out)
{
    out->chest = 1.0F + 0.018F * pose->breath;
    for (int32_t i = 0; i < 2; i++) {
        out->toes[i] = 0.0F;
        out->grip[i] =
            clampf(pose->value[FIGURE_ARM_FIRST + i * ARM_VALUES + ARM_GRIP], 0.0F, 1.0F);
    }
    solve_at(figure, pose, out);
    if (figure->rests) {
        FigurePose lowered = *pose;
        const float wanted = figure->ground + pose->value[FIGURE_Y];
        lowered.value[FIGURE_Y] += wanted - lowest_free(figure, out);
        solve_at(figure, &lowered, out);
    }
}

Vec3 figure_placed_point(const FigureBody *body, FigureLimb limb)
{
    const FigureBone *end = &body->bones[first_bone(limb) + 2];
    const bool leg = limb == FIGURE_RIGHT_LEG || limb == FIGURE_LEFT_LEG;
    return leg ? bone_point(end, vec(BALL_FORWARD, -ANKLE_HEIGHT, 0.0F)) : end->at;
}

float figure_lowest(const FigureBody *body)
{
    Ball balls[BALLS];
    figure__balls(body, balls);
    float lowest = 1e6F;
    for (int32_t i = 0; i < BALLS; i++) {
        lowest = fminf(lowest, balls[i].at.y - balls[i].radius);
    }
    return lowest;
}

FigureRange figure_range(FigureJoint joint)
{
    static const FigureRange ranges[FIGURE_JOINTS] = {
        [JOINT_HIP] = {"hip", -30.0F, 130.0F},
        [JOINT_HIP_OUT] = {"hip to the side", -35.0F, 60.0F},
        [JOINT_KNEE] = {"knee", -2.0F, 150.0F},
        [JOINT_ANKLE] = {"ankle", -55.0F, 45.0F},
        [JOINT_SHOULDER] = {"shoulder", 0.0F, 180.0F},
        [JOINT_ELBOW] = {"elbow", -2.0F, 150.0F},
        [JOINT_SPINE] = {"spine", 0.0F, 90.0F},
        [JOINT_NECK] = {"neck", 0.0F, 90.0F},
    };
    return ranges[joint];
}

static float degrees_between(Vec3 a, Vec3 b)
{
    return acosf(clampf(vec_dot(a, b), -1.0F, 1.0F)) / FIGURE_DEGREE;
}

/* The angle from a to b about the axis, above 0 if it turns as the axis does. */
static float signed_degrees(Vec3 a, Vec3 b, Vec3 axis)
{
    return atan2f(vec_dot(vec_cross(a, b), axis), vec_dot(a, b)) / FIGURE_DEGREE;
}

float figure_angle(const FigureBody *body, FigureJoint joint, bool left)
{
    const FigureBone *bones = body->bones;
    const FigureBone *pelvis = &bones[BONE_PELVIS];
    const FigureBone *chest = &bones[BONE_CHEST];
    const FigureBone *thigh = &bones[left ? BONE_LEFT_THIGH : BONE_RIGHT_THIGH];
    const FigureBone *shank = thigh + 1;
    const FigureBone *arm = &bones[left ? BONE_LEFT_UPPER_ARM : BONE_RIGHT_UPPER_ARM];
    const float side = left ? -1.0F : 1.0F;
    switch (joint) {
    case JOINT_HIP:
        return atan2f(-vec_dot(thigh->up, pelvis->forward), vec_dot(thigh->up, pelvis->up)) /
               FIGURE_DEGREE;
    case JOINT_HIP_OUT:
        return asinf(clampf(-side * vec_dot(thigh->up, pelvis->right), -1.0F, 1.0F)) /
               FIGURE_DEGREE;
    case JOINT_KNEE:
        return signed_degrees(thigh->up, shank->up, vec_scale(thigh->right, -1.0F));
    case JOINT_ANKLE:
        return signed_degrees(shank->up, thigh[2].up, shank->right);
    case JOINT_SHOULDER:
        return degrees_between(arm->up, chest->up);
    case JOINT_ELBOW:
        return signed_degrees(arm->up, arm[1].up, arm->right);
    case JOINT_SPINE:
        return degrees_between(pelvis->up, chest->up);
    case JOINT_NECK:
        return degrees_between(chest->up, bones[BONE_HEAD].up);
    case FIGURE_JOINTS:
        break;
    }
    return 0.0F;
}
