/* SPDX-License-Identifier: MIT */
/**
 * The moving figure: a solid little person in three dimensions, posed by joint angles, seen by an
 * orthographic camera, drawn as smooth shapes into a draw list.
 *
 * One pose serves every view, limbs keep their length by construction, and a knee that opens
 * towards the viewer shortens as it does in life. A figure file gives key poses on the way from
 * rest to effort; the tempo of the exercise moves along that way. Hands and feet that are placed
 * stay where they are by two-bone inverse kinematics. Files are written for the right side of the
 * body; the left side is the exact mirror image. All functions are pure and allocate nothing.
 *
 * Lengths are hundredths of the body's height. The world: x is where a standing person looks, y up
 * from the floor, z towards their right hand. A body frame (forward, up, right) is the same three
 * when standing. Segment lengths follow Drillis and Contini, Body Segment Parameters (1966), as
 * fractions of height: thigh .245, shank .246, foot .152, ankle .039, trunk .288, upper arm .186,
 * forearm .146, hand .108, head and neck .182. Thicknesses are ours.
 */
#ifndef SUREFOOT_FIGURE_H
#define SUREFOOT_FIGURE_H

#include "surefoot/draw.h"
#include "surefoot/player.h"

#define FIGURE_POSES 6
#define FIGURE_PROPS 6
#define FIGURE_PATH 13 /**< points of a motion arrow at most */

/** Lengths between joints. */
#define FIGURE_THIGH 24.5F
#define FIGURE_SHANK 24.6F
#define FIGURE_UPPER_ARM 18.6F
#define FIGURE_FOREARM 14.6F

/** A point or a direction in the world. */
typedef struct Vec3 {
    float x;
    float y;
    float z;
} Vec3;

/** The limbs that can be placed. */
typedef enum FigureLimb {
    FIGURE_RIGHT_LEG,
    FIGURE_LEFT_LEG,
    FIGURE_RIGHT_ARM,
    FIGURE_LEFT_ARM,
    FIGURE_LIMBS
} FigureLimb;

/** The values of a leg in a pose, in degrees; all are 0 when standing. A leg that is placed uses
 *  its target. */
typedef enum FigureLegValue {
    LEG_HIP,      /**< thigh forwards */
    LEG_HIP_OUT,  /**< thigh to its side */
    LEG_HIP_TURN, /**< toes outwards */
    LEG_KNEE,     /**< bent */
    LEG_ANKLE,    /**< toes towards the shin */
    LEG_KNEE_OUT, /**< where the knee points, away from straight ahead: turns the leg, then bends */
    LEG_HEEL,     /**< placed: heel off the ground, about the ball of the foot */
    LEG_FOOT_OUT, /**< placed: toes outwards */
    LEG_TARGET_X, /**< placed: the sole below the ball of the foot */
    LEG_TARGET_Y,
    LEG_TARGET_Z,
    LEG_VALUES
} FigureLegValue;

/** The values of an arm in a pose, in degrees unless noted. */
typedef enum FigureArmValue {
    ARM_SHOULDER,      /**< forwards and up */
    ARM_SHOULDER_OUT,  /**< to its side */
    ARM_SHOULDER_TURN, /**< thumb outwards; placed: turns the hand about the forearm */
    ARM_ELBOW,
    ARM_WRIST,
    ARM_ELBOW_OUT, /**< placed: where the elbow points, away from straight behind */
    ARM_GRIP,      /**< fingers closed, 0..1 */
    ARM_TARGET_X,  /**< placed: the wrist */
    ARM_TARGET_Y,
    ARM_TARGET_Z,
    ARM_VALUES
} FigureArmValue;

/** All values of a pose: lengths in hundredths of the body's height, angles in degrees. */
typedef enum FigureValue {
    FIGURE_X, /**< the middle between the hips */
    FIGURE_Y, /**< with rests: height above where it would lie or stand by itself */
    FIGURE_Z,
    FIGURE_HEADING, /**< where it looks: 0 is x, 90 is z */
    FIGURE_LEAN,    /**< whole body forwards: -90 lies on the back, 90 on the front */
    FIGURE_ROLL,    /**< whole body to its left: 90 lies on the left side */
    FIGURE_BEND,    /**< spine forwards */
    FIGURE_SIDE,    /**< spine to the right */
    FIGURE_TWIST,   /**< spine turned to the right */
    FIGURE_NOD,     /**< head forwards */
    FIGURE_TIP,     /**< head to the right */
    FIGURE_LOOK,    /**< head turned to the right */
    FIGURE_EFFORT,  /**< how much working muscles glow, 0..1 */
    FIGURE_LEG_FIRST,
    FIGURE_ARM_FIRST = FIGURE_LEG_FIRST + 2 * LEG_VALUES,
    FIGURE_VALUES = FIGURE_ARM_FIRST + 2 * ARM_VALUES
} FigureValue;

/** The index in FigurePose.value of the first value of a limb. */
int32_t figure_limb_first(FigureLimb limb);

/** One pose of the body. */
typedef struct FigurePose {
    float value[FIGURE_VALUES];
    float breath; /**< -1 out .. 1 in */
} FigurePose;

/** Bones in the order in which they hang on each other; a bone starts at its joint. */
typedef enum FigureBoneId {
    BONE_PELVIS,
    BONE_BELLY,
    BONE_CHEST,
    BONE_HEAD,
    BONE_RIGHT_THIGH,
    BONE_RIGHT_SHANK,
    BONE_RIGHT_FOOT,
    BONE_LEFT_THIGH,
    BONE_LEFT_SHANK,
    BONE_LEFT_FOOT,
    BONE_RIGHT_UPPER_ARM,
    BONE_RIGHT_FOREARM,
    BONE_RIGHT_HAND,
    BONE_LEFT_UPPER_ARM,
    BONE_LEFT_FOREARM,
    BONE_LEFT_HAND,
    FIGURE_BONES,
    BONE_WORLD = FIGURE_BONES /**< no bone: a pin in the frame of the world */
} FigureBoneId;

/** A joint and the axes of the bone that begins there. The bone of a limb runs against `up`. */
typedef struct FigureBone {
    Vec3 at;
    Vec3 forward;
    Vec3 up;
    Vec3 right;
} FigureBone;

/** A body after figure_solve: where every bone is. */
typedef struct FigureBody {
    FigureBone bones[FIGURE_BONES];
    float chest;   /**< size of the chest: breathing */
    float toes[2]; /**< bent up against the foot, degrees: right, left */
    float grip[2]; /**< of the hands: right, left */
} FigureBody;

/** How a limb is placed: its target is in the frame of the world or of a bone. */
typedef struct FigurePin {
    bool placed;
    bool contact; /**< stays where it is through the whole motion; checked by tests */
    FigureBoneId on;
} FigurePin;

/** Kinds of things that a figure may stand on, wear or hold. */
typedef enum FigurePropKind {
    PROP_MAT,
    PROP_CHAIR,
    PROP_WALL,
    PROP_STEP,
    PROP_TOWEL,
    PROP_BAND, /**< round both knees or ankles */
    PROP_BASIN,
    PROP_WORKTOP,
    PROP_TOOTHBRUSH, /**< in the right hand */
    PROP_KINDS
} FigurePropKind;

/** A thing beside the body, in lengths of the world. */
typedef struct FigureProp {
    FigurePropKind kind;
    Vec3 at;   /**< middle of its base */
    Vec3 size; /**< along x, y and z */
} FigureProp;

/** The muscles that can glow. */
typedef enum FigureMuscle {
    MUSCLE_FRONT_THIGH,
    MUSCLE_BACK_THIGH,
    MUSCLE_CALF,
    MUSCLE_BUTTOCK,
    MUSCLE_SIDE_HIP,
    MUSCLE_FRONT_HIP,
    MUSCLE_BELLY,
    FIGURE_MUSCLES
} FigureMuscle;

/** Which legs work: they have the accent colour. */
typedef enum FigureWorks { WORKS_RIGHT, WORKS_BOTH, WORKS_NONE } FigureWorks;

/** A short curved arrow along the path of one point of a bone. */
typedef struct FigureArrow {
    FigureBoneId bone; /**< BONE_WORLD: no arrow */
    float along;       /**< how far down the bone */
    Vec3 shift;        /**< on the screen: right, up */
} FigureArrow;

/** A figure as it was loaded from its file. Strings are owned by the library. */
struct Figure {
    const char *id;
    const char *shows; /**< the picture in words, for people who cannot see it */
    float turn;        /**< camera: 0 sees the right side, 90 the front */
    float tilt;        /**< camera: degrees from above */
    float ground;      /**< height of what the body rests on */
    bool rests;        /**< lies or stands by its own lowest point */
    bool alternates;   /**< a loop's second half is the first with sides exchanged */
    FigureWorks works;
    FigurePin pins[FIGURE_LIMBS];
    bool behind[FIGURE_LIMBS]; /**< drawn behind the body whatever the camera says */
    FigurePose poses[FIGURE_POSES];
    int32_t pose_count;  /**< the way from rest (first) to effort (last); 1 for a still figure */
    int32_t loop_ms;     /**< above 0: the poses repeat in a ring */
    const char *mistake; /**< what the mistaken pose shows, or NULL */
    FigurePose mistake_pose;
    float mistake_turn;        /**< camera for it */
    FigureBoneId mistake_bone; /**< its joint is ringed; BONE_WORLD: none */
    FigureProp props[FIGURE_PROPS];
    int32_t prop_count;
    bool muscles[FIGURE_MUSCLES];
    FigureArrow arrow;
};

/** The moment of an exercise that a figure shows. */
typedef struct FigureMoment {
    SegmentKind kind;
    FirstMove first_move;
    Tempo tempo;
    RepMoment rep;      /**< in paced sets */
    int64_t elapsed_ms; /**< of the segment, or of a preview */
    bool preview;       /**< show the motion slowly, whatever the segment is */
    bool reduced;       /**< key poses without movement in between */
} FigureMoment;

/** The moment that a player's view shows. Between sets it is a preview. reduced: less motion is
 *  wanted. */
FigureMoment figure_moment(const PlayerView *view, bool reduced);
/** How far the moment is on the way from rest to effort, 0..1. */
float figure_progress(const FigureMoment *moment);
/** The pose at that moment. In holds the chest breathes. */
FigurePose figure_pose(const Figure *figure, const FigureMoment *moment);
/** The time in ms after which the figure has to be drawn again. It is longer while only the breath
 *  moves. */
int32_t figure_frame_ms(const Figure *figure, const FigureMoment *moment);
/** The pose at a part (0..1) of the way from rest to effort, or of one round of a loop. */
FigurePose figure_pose_at(const Figure *figure, float progress);
/** The mistaken pose of a figure, or its pose at full effort if it has no mistake. */
FigurePose figure_pose_mistake(const Figure *figure);

/** Computes the joints of a pose in the world. */
void figure_solve(const Figure *figure, const FigurePose *pose, FigureBody *out);
/** The point of a limb that belongs on its target: the sole below the ball of the foot, or the
 *  wrist. */
Vec3 figure_placed_point(const FigureBody *body, FigureLimb limb);
/** The target of a placed limb in the world. */
Vec3 figure_target(const Figure *figure,
                   const FigurePose *pose,
                   const FigureBody *body,
                   FigureLimb limb);

/** Joints whose angles are checked against FigureRange. */
typedef enum FigureJoint {
    JOINT_HIP,
    JOINT_HIP_OUT,
    JOINT_KNEE,
    JOINT_ANKLE,
    JOINT_SHOULDER,
    JOINT_ELBOW,
    JOINT_SPINE,
    JOINT_NECK,
    FIGURE_JOINTS
} FigureJoint;

/** The range of a healthy adult's joint in degrees, taken wide (AAOS and Norkin's tables, rounded
 *  outwards). */
typedef struct FigureRange {
    const char *name;
    float least;
    float most;
} FigureRange;

/** The range of a joint. */
FigureRange figure_range(FigureJoint joint);
/** The angle in degrees of a joint of a solved body, on its left or its right side. */
float figure_angle(const FigureBody *body, FigureJoint joint, bool left);

/** The colours of a drawing. figure_palette fills in the app's own. */
typedef struct FigurePalette {
    Color skin;
    Color skin_far;
    Color hair;
    Color shirt;
    Color shirt_far;
    Color cloth; /**< the leg that does not work, and the hips */
    Color cloth_far;
    Color work; /**< the leg that works */
    Color work_far;
    Color shoe;
    Color shoe_far;
    Color sole;
    Color face; /**< eyes and mouth */
    Color glow; /**< of muscles */
    Color arrow;
    Color care;  /**< of a mistake */
    Color shade; /**< shadow on the floor */
    Color mat;
    Color mat_edge;
    Color wood; /**< chair, step */
    Color wood_light;
    Color wood_dark;
    Color wall;
    Color wall_edge;
    Color white; /**< basin, brush */
    Color towel;
    Color towel_edge;
    Color band;
} FigurePalette;

/** The app's own colours, for a dark or a light page. */
FigurePalette figure_palette(bool dark);

/** Flags of figure_draw. */
enum {
    FIGURE_MIRRORED = 1, /**< the left side works */
    FIGURE_ARROW = 2,
    FIGURE_GLOW = 4,
    FIGURE_MISTAKEN = 8 /**< the pose is the mistake: ring and cross instead of glow and arrow */
};

/** The figure with this id, or NULL if there is none. Borrowed from the library. */
const Figure *library_figure(const Library *library, const char *id);
/** The box of the whole motion (or of the mistake) with its props, in hundredths of the body's
 *  height, y down. */
Rect figure_bounds(const Figure *figure, bool mistaken);
/** The box of one pose and its shadow, without props; units as in figure_bounds. */
Rect figure_body_bounds(const Figure *figure, const FigurePose *pose);
/** Height of the lowest point of a solved body. */
float figure_lowest(const FigureBody *body);
/** Appends the pose to list, in px. The scale comes from the whole motion, so every pose fits into
 *  rect and nothing jumps. flags: FIGURE_MIRRORED and so on. */
void figure_draw(DrawList *list,
                 Rect rect,
                 const Figure *figure,
                 const FigurePose *pose,
                 const FigurePalette *palette,
                 int32_t flags);

#endif
