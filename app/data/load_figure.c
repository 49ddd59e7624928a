/* SPDX-License-Identifier: MIT */
/* Reads a figure from JSON. */
#include "load_parts.h"

#include <string.h>

#define DEGREES 180.0
#define FAR_AWAY 400.0 /* body units: nothing of a figure is further from the middle */

static const char *const view_items[] = {"side", "front"};
static const char *const works_items[] = {
    [WORKS_RIGHT] = "right", [WORKS_BOTH] = "both", [WORKS_NONE] = "none"};
static const char *const prop_items[] = {"mat",  "chair", "wall",    "step",      "towel",
                                         "band", "basin", "worktop", "toothbrush"};
static const char *const muscle_items[] = {"front_thigh", "back_thigh", "calf", "buttock",
                                           "side_hip",    "front_hip",  "belly"};
static const char *const part_items[] = {"right_foot", "left_foot", "right_hand", "left_hand"};
static const char *const bone_items[] = {
    "pelvis",          "belly",         "chest",      "head",           "right_thigh",
    "right_shank",     "right_foot",    "left_thigh", "left_shank",     "left_foot",
    "right_upper_arm", "right_forearm", "right_hand", "left_upper_arm", "left_forearm",
    "left_hand",       "world"};
static const char *const figure_items[] = {"$schema", "figure",     "id",       "shows",  "view",
                                           "turn",    "tilt",       "works",    "ground", "rests",
                                           "loop_s",  "alternates", "contacts", "poses",  "mistake",
                                           "props",   "muscles",    "arrow",    "behind"};
static const char *const contact_items[] = {"part", "on", "at", "moves"};
static const char *const prop_key_items[] = {"kind", "at", "size"};
static const char *const arrow_items[] = {"bone", "along", "shift"};
static const char *const mistake_items[] = {"shows", "pose", "turn", "bone"};

_Static_assert(SF_COUNT(prop_items) == PROP_KINDS && SF_COUNT(muscle_items) == FIGURE_MUSCLES &&
                   SF_COUNT(bone_items) == FIGURE_BONES + 1 && SF_COUNT(part_items) == FIGURE_LIMBS,
               "a word for each");

#define WORDS(items)                                                                               \
    {                                                                                              \
        items, SF_COUNT(items)                                                                     \
    }
static const Words view_words = WORDS(view_items);
static const Words works_words = WORDS(works_items);
static const Words prop_words = WORDS(prop_items);
static const Words muscle_words = WORDS(muscle_items);
static const Words part_words = WORDS(part_items);
static const Words bone_words = WORDS(bone_items);
static const Words figure_keys = WORDS(figure_items);
static const Words contact_keys = WORDS(contact_items);
static const Words prop_keys = WORDS(prop_key_items);
static const Words arrow_keys = WORDS(arrow_items);
static const Words mistake_keys = WORDS(mistake_items);
static const Words no_words = {NULL, 0};

/* Where the value of a pose's key goes; a point has three. */
typedef struct PoseKey {
    const char *name;
    int32_t value;
    int32_t count;
} PoseKey;

static const PoseKey trunk_keys[] = {
    {"at", FIGURE_X, 3},        {"heading", FIGURE_HEADING, 1}, {"lean", FIGURE_LEAN, 1},
    {"roll", FIGURE_ROLL, 1},   {"bend", FIGURE_BEND, 1},       {"side", FIGURE_SIDE, 1},
    {"twist", FIGURE_TWIST, 1}, {"nod", FIGURE_NOD, 1},         {"tip", FIGURE_TIP, 1},
    {"look", FIGURE_LOOK, 1},   {"effort", FIGURE_EFFORT, 1},
};
static const PoseKey leg_keys[] = {
    {"hip", LEG_HIP, 1},   {"hip_out", LEG_HIP_OUT, 1},   {"hip_turn", LEG_HIP_TURN, 1},
    {"knee", LEG_KNEE, 1}, {"ankle", LEG_ANKLE, 1},       {"knee_out", LEG_KNEE_OUT, 1},
    {"heel", LEG_HEEL, 1}, {"foot_out", LEG_FOOT_OUT, 1}, {"foot", LEG_TARGET_X, 3},
};
static const PoseKey arm_keys[] = {
    {"shoulder", ARM_SHOULDER, 1},
    {"shoulder_out", ARM_SHOULDER_OUT, 1},
    {"shoulder_turn", ARM_SHOULDER_TURN, 1},
    {"elbow", ARM_ELBOW, 1},
    {"wrist", ARM_WRIST, 1},
    {"elbow_out", ARM_ELBOW_OUT, 1},
    {"grip", ARM_GRIP, 1},
    {"hand", ARM_TARGET_X, 3},
};

static bool read_float(Reader *reader, const cJSON *node, double limit, float *out)
{
    const double value = cJSON_IsNumber(node) ? node->valuedouble : limit + 1.0;
    if (value < -limit || value > limit) {
        char allowed[64];
        (void)sf_format(allowed, sizeof(allowed), "a number from %g to %g", -limit, limit);
        wrong(reader, node, allowed);
        return false;
    }
    *out = (float)value;
    return true;
}

static void
read_number(Reader *reader, const cJSON *object, const char *key, double limit, float *out)
{
    const cJSON *node = json_get(object, key);
    if (node != NULL) {
        (void)read_float(reader, node, limit, out);
    }
}

/* Exactly count numbers. */
static bool read_numbers(Reader *reader, const cJSON *node, int32_t count, float *out)
{
    if (!cJSON_IsArray(node) || cJSON_GetArraySize(node) != count) {
        char allowed[64];
        (void)sf_format(allowed, sizeof(allowed), "a list of %d numbers", (int)count);
        wrong(reader, node, allowed);
        return false;
    }
    bool good = true;
    for (const cJSON *item = node->child; item != NULL; item = item->next) {
        good = read_float(reader, item, FAR_AWAY, out++) && good;
    }
    return good;
}

static void read_vec(Reader *reader, const cJSON *object, const char *key, Vec3 *out)
{
    const cJSON *node = json_get(object, key);
    float numbers[3];
    if (node != NULL && read_numbers(reader, node, 3, numbers)) {
        *out = (Vec3){numbers[0], numbers[1], numbers[2]};
    }
}

static const PoseKey *find_key(const PoseKey *keys, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(keys[i].name, name) == 0) {
            return &keys[i];
        }
    }
    return NULL;
}

static void read_value(Reader *reader, const cJSON *node, const PoseKey *key, float *out)
{
    if (key->count == 1) {
        const bool part = strcmp(key->name, "effort") == 0 || strcmp(key->name, "grip") == 0;
        (void)read_float(reader, node, part ? 1.0 : DEGREES, out + key->value);
    } else {
        (void)read_numbers(reader, node, key->count, out + key->value);
    }
}

/* "right_knee", "left_knee", or "knee" for both; 1 for the right, 2 for the left, 3 for both. */
static int32_t sides_of(const char **name)
{
    if (strncmp(*name, "right_", 6) == 0) {
        *name += 6;
        return 1;
    }
    if (strncmp(*name, "left_", 5) == 0) {
        *name += 5;
        return 2;
    }
    return 3;
}

static void read_pose_key(Reader *reader, const cJSON *node, FigurePose *pose)
{
    const PoseKey *key = find_key(trunk_keys, SF_COUNT(trunk_keys), node->string);
    if (key != NULL) {
        read_value(reader, node, key, pose->value);
        return;
    }
    const char *name = node->string;
    const int32_t sides = sides_of(&name);
    const PoseKey *leg = find_key(leg_keys, SF_COUNT(leg_keys), name);
    const PoseKey *arm = find_key(arm_keys, SF_COUNT(arm_keys), name);
    key = leg != NULL ? leg : arm;
    if (key == NULL) {
        json_fault_key(reader->doc, node, FAULT_WARNING, "unknown key, ignored");
        return;
    }
    float *right = pose->value + (leg != NULL ? FIGURE_LEG_FIRST : FIGURE_ARM_FIRST);
    float *left = right + (leg != NULL ? (int)LEG_VALUES : (int)ARM_VALUES);
    read_value(reader, node, key, sides == 2 ? left : right);
    if (sides == 3) {
        memcpy(left + key->value, right + key->value, (size_t)key->count * sizeof(*left));
    }
}

/* Changes what the file names; the rest stays as in the pose before. */
static void read_pose(Reader *reader, const cJSON *object, FigurePose *pose)
{
    if (!is_object(reader, object)) {
        return;
    }
    for (const cJSON *node = object->child; node != NULL; node = node->next) {
        const bool skip = strcmp(node->string, "name") == 0 || strncmp(node->string, "x-", 2) == 0;
        if (!skip && !cJSON_IsNull(node)) {
            read_pose_key(reader, node, pose);
        }
    }
}

static void read_poses(Reader *reader, const cJSON *object, FigurePose base, Figure *out)
{
    const cJSON *list = read_required_array(reader, object, "poses", (Range){1, FIGURE_POSES});
    if (list == NULL) {
        return;
    }
    for (const cJSON *item = list->child; item != NULL; item = item->next) {
        read_pose(reader, item, &base);
        if (cJSON_IsObject(item)) {
            (void)read_text(reader, item, "name", RULE_ID, OPTIONAL);
        }
        out->poses[out->pose_count++] = base;
    }
    const cJSON *mistake = read_object(reader, object, "mistake");
    if (mistake == NULL) {
        return;
    }
    out->mistake = read_text(reader, mistake, "shows", RULE_NAME, REQUIRED);
    out->mistake_pose = base;
    int32_t bone = BONE_WORLD;
    (void)read_word(reader, mistake, "bone", bone_words, &bone);
    out->mistake_bone = (FigureBoneId)bone;
    float turned = 0.0F;
    read_number(reader, mistake, "turn", DEGREES, &turned);
    out->mistake_turn = out->turn + turned;
    const cJSON *pose = read_object(reader, mistake, "pose");
    if (pose == NULL) {
        missing(reader, mistake, "pose", "an object with what differs from the last pose");
    } else {
        read_pose(reader, pose, &out->mistake_pose);
    }
    warn_unknown_keys(reader, mistake, mistake_keys, no_words);
}

static void read_contact(Reader *reader, const cJSON *object, Figure *out, FigurePose *base)
{
    if (!is_object(reader, object)) {
        return;
    }
    const int32_t part = read_required_word(reader, object, "part", part_words);
    int32_t on = BONE_WORLD;
    (void)read_word(reader, object, "on", bone_words, &on);
    bool moves = false;
    (void)read_bool(reader, object, "moves", &moves);
    Vec3 at = {0.0F, 0.0F, 0.0F};
    if (json_get(object, "at") == NULL) {
        missing(reader, object, "at", "a list of 3 numbers");
    }
    read_vec(reader, object, "at", &at);
    /* The order in which limbs are solved: the left leg, the right leg, arms. */
    const bool leg = part < FIGURE_RIGHT_ARM;
    const bool on_arm = on >= BONE_RIGHT_UPPER_ARM && on < BONE_WORLD;
    const bool on_foot = part == FIGURE_RIGHT_LEG && on == BONE_LEFT_FOOT;
    if (on_arm || (leg && on != BONE_WORLD && !on_foot)) {
        json_fault(reader->doc, json_get(object, "on"), FAULT_ERROR,
                   "a foot can stand on the world, the right one on left_foot too; a hand can hold "
                   "the world, the trunk, the head or a leg");
    }
    out->pins[part] = (FigurePin){true, !moves, (FigureBoneId)on};
    float *target = base->value + (leg ? FIGURE_LEG_FIRST + part * LEG_VALUES + LEG_TARGET_X
                                       : FIGURE_ARM_FIRST + (part - FIGURE_RIGHT_ARM) * ARM_VALUES +
                                             ARM_TARGET_X);
    target[0] = at.x;
    target[1] = at.y;
    target[2] = at.z;
    warn_unknown_keys(reader, object, contact_keys, no_words);
}

static void read_contacts(Reader *reader, const cJSON *object, Figure *out, FigurePose *base)
{
    const cJSON *list = read_array(reader, object, "contacts", (Range){0, FIGURE_LIMBS});
    for (const cJSON *item = list == NULL ? NULL : list->child; item != NULL; item = item->next) {
        read_contact(reader, item, out, base);
    }
}

static Vec3 usual_size(FigurePropKind kind)
{
    static const Vec3 sizes[PROP_KINDS] = {
        [PROP_MAT] = {112.0F, 1.2F, 36.0F},  [PROP_CHAIR] = {25.0F, 26.5F, 25.0F},
        [PROP_WALL] = {3.0F, 104.0F, 40.0F}, [PROP_STEP] = {24.0F, 9.0F, 32.0F},
        [PROP_TOWEL] = {7.0F, 7.0F, 16.0F},  [PROP_BAND] = {0.0F, 0.0F, 0.0F},
        [PROP_BASIN] = {28.0F, 50.0F, 34.0F}};
    return sizes[kind];
}

static void read_props(Reader *reader, const cJSON *object, Figure *out)
{
    const cJSON *list = read_array(reader, object, "props", (Range){0, FIGURE_PROPS});
    for (const cJSON *item = list == NULL ? NULL : list->child; item != NULL; item = item->next) {
        if (!is_object(reader, item)) {
            continue;
        }
        FigureProp *prop = &out->props[out->prop_count++];
        prop->kind = (FigurePropKind)read_required_word(reader, item, "kind", prop_words);
        prop->size = usual_size(prop->kind);
        read_vec(reader, item, "at", &prop->at);
        read_vec(reader, item, "size", &prop->size);
        warn_unknown_keys(reader, item, prop_keys, no_words);
    }
}

/* The index of a word in a list of words; -1 after a fault. */
static int32_t word_of(Reader *reader, const cJSON *node, Words words, const char *allowed)
{
    for (int32_t i = 0; i < words.count && cJSON_IsString(node); i++) {
        if (strcmp(words.items[i], node->valuestring) == 0) {
            return i;
        }
    }
    wrong(reader, node, allowed);
    return -1;
}

static void read_muscles(Reader *reader, const cJSON *object, Figure *out)
{
    const cJSON *list = read_array(reader, object, "muscles", (Range){0, FIGURE_MUSCLES});
    for (const cJSON *item = list == NULL ? NULL : list->child; item != NULL; item = item->next) {
        const int32_t muscle =
            word_of(reader, item, muscle_words,
                    "one of front_thigh, back_thigh, calf, buttock, side_hip, front_hip, belly");
        if (muscle >= 0) {
            out->muscles[muscle] = true;
        }
    }
}

static void read_behind(Reader *reader, const cJSON *object, Figure *out)
{
    static const char *const items[] = {"right_hand", "left_hand"};
    static const Words words = WORDS(items);
    const cJSON *list = read_array(reader, object, "behind", (Range){0, 2});
    for (const cJSON *item = list == NULL ? NULL : list->child; item != NULL; item = item->next) {
        const int32_t arm = word_of(reader, item, words, "one of right_hand, left_hand");
        if (arm >= 0) {
            out->behind[FIGURE_RIGHT_ARM + arm] = true;
        }
    }
}

static void read_arrow(Reader *reader, const cJSON *object, Figure *out)
{
    out->arrow.bone = BONE_WORLD;
    const cJSON *node = read_object(reader, object, "arrow");
    if (node == NULL) {
        return;
    }
    static const Words moving = {bone_items, FIGURE_BONES};
    out->arrow.bone = (FigureBoneId)read_required_word(reader, node, "bone", moving);
    read_number(reader, node, "along", FAR_AWAY, &out->arrow.along);
    const cJSON *shift = json_get(node, "shift");
    float numbers[2] = {0.0F, 0.0F};
    if (shift != NULL && read_numbers(reader, shift, 2, numbers)) {
        out->arrow.shift = (Vec3){numbers[0], numbers[1], 0.0F};
    }
    warn_unknown_keys(reader, node, arrow_keys, no_words);
}

void read_figure(Reader *reader, const cJSON *object, Figure *out)
{
    *out = (Figure){.tilt = 8.0F};
    out->id = read_text(reader, object, "id", RULE_ID, REQUIRED);
    out->shows = read_text(reader, object, "shows", RULE_TEXT, REQUIRED);
    const int32_t view = read_required_word(reader, object, "view", view_words);
    float turned = 0.0F;
    read_number(reader, object, "turn", DEGREES, &turned);
    out->turn = turned + (view == 1 ? 90.0F : 0.0F);
    read_number(reader, object, "tilt", 60.0, &out->tilt);
    int32_t works = WORKS_RIGHT;
    (void)read_word(reader, object, "works", works_words, &works);
    out->works = (FigureWorks)works;
    read_number(reader, object, "ground", FAR_AWAY, &out->ground);
    (void)read_bool(reader, object, "rests", &out->rests);
    (void)read_bool(reader, object, "alternates", &out->alternates);
    (void)read_ms(reader, object, "loop_s", (Range){200, 60000}, &out->loop_ms);
    FigurePose base = {.breath = 0.0F};
    read_contacts(reader, object, out, &base);
    read_poses(reader, object, base, out);
    read_props(reader, object, out);
    read_muscles(reader, object, out);
    read_behind(reader, object, out);
    read_arrow(reader, object, out);
    warn_unknown_keys(reader, object, figure_keys, no_words);
}
