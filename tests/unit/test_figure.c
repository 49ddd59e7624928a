/* SPDX-License-Identifier: MIT */
/* What has to hold of every figure that ships, over its whole motion in small steps. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "surefoot/figure.h"
#include "surefoot/load.h"

#define STEPS 240
#define PERCENT 1.0F /* of body height */

typedef struct Shelf {
    Library library;
} Shelf;

static int open_shelf(void **state)
{
    static Shelf shelf;
    static const char *const paths[] = {SUREFOOT_SOURCE_DIR "/assets/figures",
                                        SUREFOOT_SOURCE_DIR "/assets/exercises"};
    Faults faults = {0};
    shelf = (Shelf){0};
    assert_int_equal(library_load_paths(&shelf.library, paths, 2, &faults), SF_OK);
    for (int32_t i = 0; i < faults.count; i++) {
        char line[1024];
        fault_format(&faults.items[i], line, sizeof(line));
        print_error("%s\n", line);
    }
    assert_int_equal(faults.count, 0);
    faults_deinit(&faults);
    *state = &shelf;
    return 0;
}

static int close_shelf(void **state)
{
    Shelf *shelf = *state;
    library_deinit(&shelf->library);
    return 0;
}

/* Prints what is wrong and returns false. progress is -1 at the mistake. */
typedef bool StepCheck(const Figure *figure, float progress, const FigurePose *pose);

static bool steps_are_fine(const Figure *figure, StepCheck *check)
{
    for (int32_t k = 0; k <= STEPS; k++) {
        const float progress = (float)k / (float)STEPS;
        const FigurePose pose = figure_pose_at(figure, progress);
        if (!check(figure, progress, &pose)) {
            return false;
        }
    }
    const FigurePose mistake = figure_pose_mistake(figure);
    return figure->mistake == NULL || check(figure, -1.0F, &mistake);
}

/* Every figure is looked at; the first fault of each is told. */
static void at_every_step(const Shelf *shelf, StepCheck *check)
{
    int32_t bad = 0;
    for (int32_t i = 0; i < shelf->library.figure_count; i++) {
        bad += steps_are_fine(shelf->library.figures[i], check) ? 0 : 1;
    }
    assert_int_equal(bad, 0);
}

static float apart(Vec3 a, Vec3 b)
{
    return sqrtf((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z));
}

static bool check_contacts(const Figure *figure, float progress, const FigurePose *pose)
{
    FigureBody body;
    figure_solve(figure, pose, &body);
    for (FigureLimb limb = FIGURE_RIGHT_LEG; limb < FIGURE_LIMBS; limb++) {
        if (!figure->pins[limb].placed) {
            continue;
        }
        const float off =
            apart(figure_placed_point(&body, limb), figure_target(figure, pose, &body, limb));
        if (off > PERCENT) {
            print_error("%s at %.3f: limb %d is %.2f off its place\n", figure->id, (double)progress,
                        (int)limb, (double)off);
            return false;
        }
        const bool still = figure->pins[limb].contact && progress >= 0.0F;
        const FigurePose first = figure_pose_at(figure, 0.0F);
        FigureBody start;
        figure_solve(figure, &first, &start);
        const bool world = figure->pins[limb].on == BONE_WORLD;
        if (still && world &&
            apart(figure_placed_point(&body, limb), figure_placed_point(&start, limb)) > PERCENT) {
            print_error("%s at %.3f: limb %d slides\n", figure->id, (double)progress, (int)limb);
            return false;
        }
    }
    return true;
}

static void test_figure__pinned_hands_and_feet_stay(void **state)
{
    at_every_step(*state, check_contacts);
}

static bool expect_length(const Figure *figure, const char *what, Vec3 a, Vec3 b, float length)
{
    if (fabsf(apart(a, b) - length) > 0.01F) {
        print_error("%s: %s is %.3f long, not %.3f\n", figure->id, what, (double)apart(a, b),
                    (double)length);
        return false;
    }
    return true;
}

static bool check_lengths(const Figure *figure, float progress, const FigurePose *pose)
{
    (void)progress;
    bool good = true;
    FigureBody body;
    figure_solve(figure, pose, &body);
    for (int32_t left = 0; left < 2; left++) {
        const FigureBone *leg = &body.bones[left ? BONE_LEFT_THIGH : BONE_RIGHT_THIGH];
        const FigureBone *arm = &body.bones[left ? BONE_LEFT_UPPER_ARM : BONE_RIGHT_UPPER_ARM];
        good = expect_length(figure, "thigh", leg[0].at, leg[1].at, FIGURE_THIGH) &&
               expect_length(figure, "shank", leg[1].at, leg[2].at, FIGURE_SHANK) &&
               expect_length(figure, "upper arm", arm[0].at, arm[1].at, FIGURE_UPPER_ARM) &&
               expect_length(figure, "forearm", arm[1].at, arm[2].at, FIGURE_FOREARM) && good;
    }
    for (int32_t i = 0; i < FIGURE_BONES; i++) {
        const FigureBone *bone = &body.bones[i];
        const Vec3 none = {0.0F, 0.0F, 0.0F};
        good = expect_length(figure, "an axis", bone->forward, none, 1.0F) &&
               expect_length(figure, "an axis", bone->up, none, 1.0F) &&
               expect_length(figure, "an axis", bone->right, none, 1.0F) && good;
    }
    return good;
}

static void test_figure__limbs_keep_their_length(void **state)
{
    at_every_step(*state, check_lengths);
}

static bool check_angles(const Figure *figure, float progress, const FigurePose *pose)
{
    FigureBody body;
    figure_solve(figure, pose, &body);
    for (FigureJoint joint = JOINT_HIP; joint < FIGURE_JOINTS; joint++) {
        const FigureRange range = figure_range(joint);
        for (int32_t left = 0; left < 2; left++) {
            const float angle = figure_angle(&body, joint, left == 1);
            if (angle < range.least || angle > range.most) {
                print_error("%s at %.3f: %s %s is at %.1f degrees, beyond %.0f to %.0f\n",
                            figure->id, (double)progress, left == 1 ? "left" : "right", range.name,
                            (double)angle, (double)range.least, (double)range.most);
                return false;
            }
        }
    }
    return true;
}

static void test_figure__joints_stay_in_human_range(void **state)
{
    at_every_step(*state, check_angles);
}

static bool check_ground(const Figure *figure, float progress, const FigurePose *pose)
{
    FigureBody body;
    figure_solve(figure, pose, &body);
    const float lowest = figure_lowest(&body);
    if (lowest < figure->ground - PERCENT) {
        print_error("%s at %.3f: %.2f below its ground\n", figure->id, (double)progress,
                    (double)(figure->ground - lowest));
        return false;
    }
    const float jump = figure->loop_ms > 0 ? 4.0F : 0.0F;
    const bool on_step = strncmp(figure->id, "step-", 5) == 0;
    if (!on_step && lowest > figure->ground + PERCENT + jump) {
        print_error("%s at %.3f: floats %.2f above its ground\n", figure->id, (double)progress,
                    (double)(lowest - figure->ground));
        return false;
    }
    return true;
}

static void test_figure__nobody_sinks_or_floats(void **state)
{
    at_every_step(*state, check_ground);
}

/* A knee that flips over shows as a jump between two steps. */
static void test_figure__motion_has_no_jumps(void **state)
{
    const Shelf *shelf = *state;
    for (int32_t i = 0; i < shelf->library.figure_count; i++) {
        const Figure *figure = shelf->library.figures[i];
        FigureBody before;
        for (int32_t k = 0; k <= STEPS; k++) {
            const FigurePose pose = figure_pose_at(figure, (float)k / (float)STEPS);
            FigureBody body;
            figure_solve(figure, &pose, &body);
            for (int32_t bone = 0; bone < FIGURE_BONES && k > 0; bone++) {
                const float step = apart(body.bones[bone].at, before.bones[bone].at);
                if (step > 2.5F) {
                    fail_msg("%s at step %d: bone %d leaps %.2f", figure->id, (int)k, (int)bone,
                             (double)step);
                }
            }
            before = body;
        }
    }
}

static void test_figure__a_ring_closes(void **state)
{
    const Shelf *shelf = *state;
    int32_t rings = 0;
    for (int32_t i = 0; i < shelf->library.figure_count; i++) {
        const Figure *figure = shelf->library.figures[i];
        if (figure->loop_ms > 0) {
            const FigurePose first = figure_pose_at(figure, 0.0F);
            const FigurePose last = figure_pose_at(figure, 1.0F);
            for (int32_t v = 0; v < FIGURE_VALUES; v++) {
                assert_true(fabsf(first.value[v] - last.value[v]) < 0.01F);
            }
            rings++;
        }
    }
    assert_int_equal(rings, 2); /* walk and jog */
}

static float dot(Vec3 a, Vec3 b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

/* Palms on a mat or a wall: the wrist stays, the palm goes round. */
static void test_figure__a_placed_hand_turns_about_its_forearm(void **state)
{
    const Shelf *shelf = *state;
    const Figure *figure = library_figure(&shelf->library, "calf-stretch");
    FigurePose pose = figure_pose_at(figure, 0.0F);
    float *arm = pose.value + figure_limb_first(FIGURE_RIGHT_ARM);
    arm[ARM_WRIST] = 0.0F;
    arm[ARM_SHOULDER_TURN] = 0.0F;
    FigureBody plain;
    figure_solve(figure, &pose, &plain);
    arm[ARM_SHOULDER_TURN] = 90.0F;
    FigureBody turned;
    figure_solve(figure, &pose, &turned);
    const FigureBone *before = &plain.bones[BONE_RIGHT_HAND];
    const FigureBone *after = &turned.bones[BONE_RIGHT_HAND];
    assert_true(apart(before->at, after->at) < 0.001F);
    assert_true(dot(before->up, after->up) > 0.999F);
    assert_true(dot(before->right, after->forward) > 0.999F);
}

static void test_figure__every_exercise_has_one(void **state)
{
    const Shelf *shelf = *state;
    for (int32_t i = 0; i < shelf->library.exercise_count; i++) {
        const Exercise *exercise = shelf->library.exercises[i];
        if (exercise->figure == NULL || library_figure(&shelf->library, exercise->figure) == NULL) {
            fail_msg("%s has no figure", exercise->id);
        }
    }
}

static void test_figure__those_asked_for_are_there(void **state)
{
    const Shelf *shelf = *state;
    static const char *const ids[] = {"seated-quad-hold",
                                      "towel-press",
                                      "hip-flexor-stretch",
                                      "bridge",
                                      "clamshell",
                                      "side-leg-lift",
                                      "straight-leg-raise",
                                      "mini-squat",
                                      "calf-raise",
                                      "walk",
                                      "jog",
                                      "wall-sit",
                                      "step-up",
                                      "step-down",
                                      "single-leg-bridge",
                                      "crab-walk",
                                      "hamstring-stretch",
                                      "calf-stretch",
                                      "quad-stretch",
                                      "one-leg-stance",
                                      "brush-stance",
                                      "half-squat-one-leg"};
    for (size_t i = 0; i < SF_COUNT(ids); i++) {
        assert_non_null(library_figure(&shelf->library, ids[i]));
    }
    assert_null(library_figure(&shelf->library, "handstand"));
    assert_null(library_figure(&shelf->library, ""));
}

/* ---- tempo ---- */

static FigureMoment rep_moment(FirstMove first, RepPhase phase, int32_t at, int32_t length)
{
    return (FigureMoment){.kind = SEGMENT_REPS,
                          .first_move = first,
                          .tempo = {.down_ms = 3000, .hold_ms = 1000, .up_ms = 2000},
                          .rep = {.rep = 1, .phase = phase, .phase_at_ms = at, .phase_ms = length}};
}

static void test_figure__keeps_step_with_the_tempo(void **state)
{
    (void)state;
    static const struct {
        FirstMove first;
        RepPhase phase;
        int32_t at;
        int32_t length;
        float expected;
    } cases[] = {
        {MOVE_DOWN, PHASE_DOWN, 0, 3000, 0.0F},    {MOVE_DOWN, PHASE_DOWN, 1500, 3000, 0.5F},
        {MOVE_DOWN, PHASE_DOWN, 3000, 3000, 1.0F}, {MOVE_DOWN, PHASE_HOLD, 500, 1000, 1.0F},
        {MOVE_DOWN, PHASE_UP, 0, 2000, 1.0F},      {MOVE_DOWN, PHASE_UP, 2000, 2000, 0.0F},
        {MOVE_DOWN, PHASE_PAUSE, 100, 1000, 0.0F}, {MOVE_UP, PHASE_UP, 1000, 2000, 0.5F},
        {MOVE_UP, PHASE_UP, 2000, 2000, 1.0F},     {MOVE_UP, PHASE_HOLD, 0, 1000, 1.0F},
        {MOVE_UP, PHASE_DOWN, 3000, 3000, 0.0F},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        FigureMoment moment =
            rep_moment(cases[i].first, cases[i].phase, cases[i].at, cases[i].length);
        assert_true(fabsf(figure_progress(&moment) - cases[i].expected) < 0.001F);
    }
}

static void test_figure__a_press_without_moves_swells_and_lets_go(void **state)
{
    (void)state;
    FigureMoment moment = rep_moment(MOVE_DOWN, PHASE_HOLD, 0, 5000);
    moment.tempo = (Tempo){.hold_ms = 5000, .pause_ms = 5000};
    assert_true(figure_progress(&moment) < 0.001F);
    moment.rep.phase_at_ms = 1000;
    assert_true(figure_progress(&moment) > 0.999F);
    moment.rep.phase = PHASE_PAUSE;
    moment.rep.phase_at_ms = 0;
    assert_true(figure_progress(&moment) > 0.999F);
    moment.rep.phase_at_ms = 1000;
    assert_true(figure_progress(&moment) < 0.001F);
}

static void test_figure__a_hold_is_entered_in_under_a_second_and_breathes(void **state)
{
    const Shelf *shelf = *state;
    const Figure *figure = library_figure(&shelf->library, "wall-sit");
    FigureMoment moment = {.kind = SEGMENT_HOLD};
    assert_true(figure_progress(&moment) < 0.001F);
    moment.elapsed_ms = 800;
    assert_true(figure_progress(&moment) > 0.999F);
    float least = 2.0F;
    float most = 0.0F;
    for (moment.elapsed_ms = 1000; moment.elapsed_ms < 11000; moment.elapsed_ms += 50) {
        const FigurePose pose = figure_pose(figure, &moment);
        FigureBody body;
        figure_solve(figure, &pose, &body);
        least = fminf(least, body.chest);
        most = fmaxf(most, body.chest);
    }
    assert_true(most - least > 0.02F && most - least < 0.045F);
}

static void test_figure__reduced_motion_shows_key_poses_only(void **state)
{
    const Shelf *shelf = *state;
    const Figure *figure = library_figure(&shelf->library, "mini-squat");
    for (int32_t at = 0; at < 6000; at += 100) {
        const RepPhase phase = at < 3000 ? PHASE_DOWN : at < 4000 ? PHASE_HOLD : PHASE_UP;
        const int32_t from = at < 3000 ? 0 : at < 4000 ? 3000 : 4000;
        FigureMoment moment =
            rep_moment(MOVE_DOWN, phase, at - from, phase == PHASE_UP ? 2000 : 3000);
        moment.reduced = true;
        moment.elapsed_ms = at;
        const float progress = figure_progress(&moment);
        assert_true(progress < 0.001F || progress > 0.999F);
        assert_true(fabsf(figure_pose(figure, &moment).breath) < 0.001F);
        moment.preview = true;
        const float shown = figure_progress(&moment);
        assert_true(shown < 0.001F || shown > 0.999F);
    }
}

static void test_figure__a_rest_previews_the_motion_from_the_start(void **state)
{
    (void)state;
    FigureMoment moment = {.kind = SEGMENT_REST, .preview = true};
    assert_true(figure_progress(&moment) < 0.001F);
    float most = 0.0F;
    float before = 0.0F;
    for (moment.elapsed_ms = 0; moment.elapsed_ms < 20000; moment.elapsed_ms += 16) {
        const float progress = figure_progress(&moment);
        assert_true(fabsf(progress - before) < 0.03F);
        most = fmaxf(most, progress);
        before = progress;
    }
    assert_true(most > 0.999F);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figure__pinned_hands_and_feet_stay),
        cmocka_unit_test(test_figure__limbs_keep_their_length),
        cmocka_unit_test(test_figure__joints_stay_in_human_range),
        cmocka_unit_test(test_figure__nobody_sinks_or_floats),
        cmocka_unit_test(test_figure__motion_has_no_jumps),
        cmocka_unit_test(test_figure__a_ring_closes),
        cmocka_unit_test(test_figure__a_placed_hand_turns_about_its_forearm),
        cmocka_unit_test(test_figure__every_exercise_has_one),
        cmocka_unit_test(test_figure__those_asked_for_are_there),
        cmocka_unit_test(test_figure__keeps_step_with_the_tempo),
        cmocka_unit_test(test_figure__a_press_without_moves_swells_and_lets_go),
        cmocka_unit_test(test_figure__a_hold_is_entered_in_under_a_second_and_breathes),
        cmocka_unit_test(test_figure__reduced_motion_shows_key_poses_only),
        cmocka_unit_test(test_figure__a_rest_previews_the_motion_from_the_start),
    };
    return cmocka_run_group_tests(tests, open_shelf, close_shelf);
}
