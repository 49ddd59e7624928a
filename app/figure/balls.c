/* SPDX-License-Identifier: MIT */
/* Places the balls that form the body on its bones. */
#include "figure_internal.h"

/* A ball on a bone: offset forwards, up and to its own side (mirrored for the left). */
typedef struct BallSpec {
    BallId first;
    FigureBoneId bone;
    Vec3 at;
    float radius;
} BallSpec;

/* Of pairs only the right ball is listed; the left one has the next id. */
static const BallSpec pairs[] = {
    {BALL_BUTTOCK_R, BONE_PELVIS, {-1.7F, -1.2F, 3.9F}, 5.3F},
    {BALL_PELVIS_R, BONE_PELVIS, {0.3F, 3.6F, 4.2F}, 5.3F},
    {BALL_HEM_R, BONE_PELVIS, {-0.2F, 4.2F, 4.5F}, 5.7F},
    {BALL_WAIST_R, BONE_BELLY, {0.1F, 0.0F, 3.4F}, 5.1F},
    {BALL_BELLY_R, BONE_BELLY, {0.5F, 4.5F, 3.4F}, 5.0F},
    {BALL_CHEST_R, BONE_CHEST, {1.0F, 4.6F, 4.0F}, 5.3F},
    {BALL_BACK_R, BONE_CHEST, {-1.0F, 6.4F, 4.6F}, 4.9F},
    {BALL_YOKE_R, BONE_CHEST, {-0.9F, 11.4F, 3.0F}, 2.6F},
    {BALL_CAP_R, BONE_CHEST, {-0.3F, 9.7F, 9.6F}, 3.5F},
    {BALL_EAR_R, BONE_HEAD, {-0.6F, 4.3F, 4.5F}, 1.1F},
    {BALL_EYE_R, BONE_HEAD, {5.3F, 4.9F, 1.9F}, 0.52F},
};

static const BallSpec singles[] = {
    {BALL_NECK, BONE_CHEST, {-0.6F, 10.6F, 0.0F}, 3.1F},
    {BALL_THROAT, BONE_HEAD, {-0.5F, 0.6F, 0.0F}, 2.9F},
    {BALL_SKULL_BACK, BONE_HEAD, {-1.3F, 6.5F, 0.0F}, 5.1F},
    {BALL_SKULL_FRONT, BONE_HEAD, {0.8F, 7.2F, 0.0F}, 5.0F},
    {BALL_NAPE, BONE_HEAD, {-2.6F, 3.0F, 0.0F}, 3.2F},
    {BALL_BROW, BONE_HEAD, {2.0F, 5.4F, 0.0F}, 4.2F},
    {BALL_CHEEK, BONE_HEAD, {1.6F, 3.6F, 0.0F}, 4.3F},
    {BALL_JAW, BONE_HEAD, {2.9F, 0.6F, 0.0F}, 2.9F},
    {BALL_NOSE, BONE_HEAD, {6.2F, 3.5F, 0.0F}, 0.8F},
    {BALL_NOSE_TOP, BONE_HEAD, {5.4F, 5.2F, 0.0F}, 0.6F},
    {BALL_MOUTH_R, BONE_HEAD, {5.0F, 1.5F, 1.5F}, 0.26F},
    {BALL_MOUTH_M, BONE_HEAD, {5.6F, 0.9F, 0.0F}, 0.3F},
    {BALL_MOUTH_L, BONE_HEAD, {5.0F, 1.5F, -1.5F}, 0.26F},
};

/* A ball of a limb; its bone is counted from the first bone of the limb. */
typedef struct LimbBall {
    int32_t bone;
    Vec3 at;
    float radius;
} LimbBall;

static const LimbBall leg_balls[] = {
    [LEG_TOP] = {0, {-0.2F, -0.6F, 0.3F}, 5.6F},
    [LEG_MID] = {0, {0.5F, -10.0F, 0.1F}, 4.7F},
    [LEG_KNEECAP] = {1, {0.2F, 0.0F, 0.0F}, 3.3F},
    [LEG_CALF] = {1, {-0.9F, -7.0F, 0.0F}, 3.25F},
    [LEG_HEM] = {1, {-0.1F, -18.5F, 0.0F}, 2.25F},
    [LEG_ANKLE_BALL] = {2, {-0.1F, 0.2F, 0.0F}, 1.95F},
    [LEG_HEEL_BALL] = {2, {-1.9F, -1.9F, 0.0F}, 2.0F},
    [LEG_BALL] = {2, {6.4F, -2.3F, 0.2F}, 1.6F},
    [LEG_TOE] = {2, {9.4F, -2.65F, 0.0F}, 1.25F},
    [LEG_SOLE_HEEL] = {2, {-2.2F, -3.2F, 0.0F}, 0.7F},
    [LEG_SOLE_TOE] = {2, {9.6F, -3.2F, 0.0F}, 0.7F},
};

static const LimbBall arm_balls[] = {
    [ARM_TOP] = {0, {0.0F, -0.4F, 0.0F}, 3.2F},
    [ARM_SLEEVE] = {0, {0.0F, -0.4F, 0.0F}, 3.55F},
    [ARM_SLEEVE_END] = {0, {0.1F, -8.6F, 0.2F}, 3.25F},
    [ARM_ELBOW_BALL] = {1, {0.0F, 0.0F, 0.0F}, 2.3F},
    [ARM_FORE] = {1, {0.2F, -4.2F, 0.0F}, 2.35F},
    [ARM_WRIST_BALL] = {1, {0.0F, -14.4F, 0.0F}, 1.45F},
    [ARM_PALM] = {2, {0.1F, -3.2F, 0.0F}, 1.75F},
    [ARM_KNUCKLE] = {2, {0.3F, -5.6F, 0.0F}, 1.55F},
    [ARM_FINGERS] = {2, {0.9F, -8.6F, 0.0F}, 0.95F},
    [ARM_THUMB] = {2, {1.3F, -2.6F, -0.3F}, 0.9F},
    [ARM_THUMB_TIP] = {2, {2.3F, -5.0F, -0.5F}, 0.7F},
};

bool figure__is_detail(int32_t ball)
{
    return ball >= BALL_NOSE && ball <= BALL_MOUTH_L;
}

static Ball place(const FigureBone *bone, Vec3 at, float side, float radius)
{
    return (Ball){bone_point(bone, vec(at.x, at.y, at.z * side)), radius};
}

static void place_limb(const FigureBone *bones, const LimbBall *specs, float side, Ball *out)
{
    for (size_t i = 0; i < SF_COUNT(leg_balls); i++) {
        out[i] = place(&bones[specs[i].bone], specs[i].at, side, specs[i].radius);
    }
}

/* Toes stay on the floor while the heel rises. */
static void bend_toes(const FigureBone *foot, float degrees, Ball *leg)
{
    const float c = cosf(degrees * FIGURE_DEGREE);
    const float s = sinf(degrees * FIGURE_DEGREE);
    static const int32_t bent[] = {LEG_TOE, LEG_SOLE_TOE};
    for (size_t i = 0; i < SF_COUNT(bent); i++) {
        const Vec3 at = leg_balls[bent[i]].at;
        const Vec3 from = vec(6.6F, -3.9F, at.z);
        const Vec3 way = vec(at.x - from.x, at.y - from.y, 0.0F);
        const Vec3 local =
            vec(from.x + way.x * c - way.y * s, from.y + way.x * s + way.y * c, at.z);
        leg[bent[i]].at = bone_point(foot, local);
    }
}

static void close_hand(const FigureBone *hand, float grip, float side, Ball *arm)
{
    const Vec3 open = arm_balls[ARM_FINGERS].at;
    const Vec3 knuckle = arm_balls[ARM_KNUCKLE].at;
    arm[ARM_FINGERS] = place(hand, vec(mixf(open.x, 2.5F, grip), mixf(open.y, -3.6F, grip), 0.0F),
                             side, mixf(arm_balls[ARM_FINGERS].radius, 1.3F, grip));
    arm[ARM_KNUCKLE] =
        place(hand, vec(mixf(knuckle.x, 0.7F, grip), mixf(knuckle.y, -5.0F, grip), 0.0F), side,
              mixf(arm_balls[ARM_KNUCKLE].radius, 1.8F, grip));
}

void figure__balls(const FigureBody *body, Ball out[BALLS])
{
    _Static_assert(SF_COUNT(leg_balls) == BALL_LEG_L - BALL_LEG_R &&
                       SF_COUNT(arm_balls) == BALL_ARM_L - BALL_ARM_R,
                   "as many balls as there is room for");
    for (size_t i = 0; i < SF_COUNT(pairs); i++) {
        const BallSpec *spec = &pairs[i];
        const bool breathes = spec->first == BALL_CHEST_R || spec->first == BALL_BACK_R ||
                              spec->first == BALL_BELLY_R;
        const float radius = spec->radius * (breathes ? body->chest : 1.0F);
        out[spec->first] = place(&body->bones[spec->bone], spec->at, 1.0F, radius);
        out[spec->first + 1] = place(&body->bones[spec->bone], spec->at, -1.0F, radius);
    }
    for (size_t i = 0; i < SF_COUNT(singles); i++) {
        const BallSpec *spec = &singles[i];
        out[spec->first] = place(&body->bones[spec->bone], spec->at, 1.0F, spec->radius);
    }
    place_limb(&body->bones[BONE_RIGHT_THIGH], leg_balls, 1.0F, out + BALL_LEG_R);
    place_limb(&body->bones[BONE_LEFT_THIGH], leg_balls, -1.0F, out + BALL_LEG_L);
    place_limb(&body->bones[BONE_RIGHT_UPPER_ARM], arm_balls, 1.0F, out + BALL_ARM_R);
    place_limb(&body->bones[BONE_LEFT_UPPER_ARM], arm_balls, -1.0F, out + BALL_ARM_L);
    bend_toes(&body->bones[BONE_RIGHT_FOOT], body->toes[0], out + BALL_LEG_R);
    bend_toes(&body->bones[BONE_LEFT_FOOT], body->toes[1], out + BALL_LEG_L);
    close_hand(&body->bones[BONE_RIGHT_HAND], body->grip[0], 1.0F, out + BALL_ARM_R);
    close_hand(&body->bones[BONE_LEFT_HAND], body->grip[1], -1.0F, out + BALL_ARM_L);
}
