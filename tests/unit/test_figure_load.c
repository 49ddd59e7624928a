/* SPDX-License-Identifier: MIT */
/* Figures from JSON: what is left out, what is wrong and where. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "load_fixture.h"
#include "surefoot/figure.h"

#define HEAD                                                                                       \
    "{\"figure\": 1, \"id\": \"stand\", \"shows\": \"Somebody stands.\", \"view\": \"side\",\n"
#define POSES " \"poses\": [{\"name\": \"start\"}]"

static bool is_near(float a, float b)
{
    return a - b < 0.001F && b - a < 0.001F;
}

static void test_figure_load__fills_in_what_is_left_out(void **state)
{
    (void)state;
    static const TextFile files[] = {{"figures/stand.json", HEAD POSES "}"}};
    Loaded loaded;
    load_texts(&loaded, files, SF_COUNT(files));
    assert_string_equal(loaded.lines, "");
    const Figure *figure = library_figure(&loaded.library, "stand");
    assert_non_null(figure);
    assert_int_equal(figure->pose_count, 1);
    assert_int_equal(figure->works, WORKS_RIGHT);
    assert_int_equal(figure->arrow.bone, BONE_WORLD);
    assert_int_equal(figure->prop_count, 0);
    assert_null(figure->mistake);
    assert_false(figure->pins[FIGURE_RIGHT_LEG].placed);
    assert_true(is_near(figure->tilt, 8.0F));
    for (int32_t i = 0; i < FIGURE_VALUES; i++) {
        assert_true(is_near(figure->poses[0].value[i], 0.0F));
    }
    loaded_free(&loaded);
}

static float value_of(const FigurePose *pose, FigureLimb limb, int32_t value)
{
    const int32_t first = limb < FIGURE_RIGHT_ARM
                              ? FIGURE_LEG_FIRST + (int32_t)limb * LEG_VALUES
                              : FIGURE_ARM_FIRST + ((int32_t)limb - FIGURE_RIGHT_ARM) * ARM_VALUES;
    return pose->value[first + value];
}

static void test_figure_load__a_pose_begins_as_the_one_before(void **state)
{
    (void)state;
    static const TextFile files[] = {
        {"stand.json", HEAD
         " \"contacts\": [{\"part\": \"right_foot\", \"at\": [7, 0, 5]},\n"
         "  {\"part\": \"left_hand\", \"on\": \"pelvis\", \"at\": [1, 2, -9], \"moves\": true}],\n"
         " \"poses\": [{\"knee\": 20, \"lean\": -3}, {\"left_knee\": 40, \"at\": [1, 2, 3]}],\n"
         " \"mistake\": {\"shows\": \"Knees in\", \"turn\": 30, \"bone\": \"right_shank\",\n"
         "  \"pose\": {\"right_knee_out\": -25}}}"}};
    Loaded loaded;
    load_texts(&loaded, files, SF_COUNT(files));
    assert_string_equal(loaded.lines, "");
    const Figure *figure = library_figure(&loaded.library, "stand");
    assert_int_equal(figure->pose_count, 2);
    const FigurePose *end = &figure->poses[1];
    assert_true(is_near(value_of(&figure->poses[0], FIGURE_LEFT_LEG, LEG_KNEE), 20.0F));
    assert_true(is_near(value_of(end, FIGURE_LEFT_LEG, LEG_KNEE), 40.0F));
    assert_true(is_near(value_of(end, FIGURE_RIGHT_LEG, LEG_KNEE), 20.0F));
    assert_true(is_near(value_of(end, FIGURE_RIGHT_LEG, LEG_TARGET_X), 7.0F));
    assert_true(is_near(value_of(end, FIGURE_LEFT_ARM, ARM_TARGET_Z), -9.0F));
    assert_true(is_near(end->value[FIGURE_LEAN], -3.0F));
    assert_true(is_near(end->value[FIGURE_Z], 3.0F));
    assert_true(figure->pins[FIGURE_RIGHT_LEG].placed && figure->pins[FIGURE_RIGHT_LEG].contact);
    assert_false(figure->pins[FIGURE_LEFT_ARM].contact);
    assert_int_equal(figure->pins[FIGURE_LEFT_ARM].on, BONE_PELVIS);
    assert_string_equal(figure->mistake, "Knees in");
    assert_int_equal(figure->mistake_bone, BONE_RIGHT_SHANK);
    assert_true(is_near(figure->mistake_turn, 30.0F));
    assert_true(is_near(value_of(&figure->mistake_pose, FIGURE_LEFT_LEG, LEG_KNEE), 40.0F));
    assert_true(is_near(value_of(&figure->mistake_pose, FIGURE_RIGHT_LEG, LEG_KNEE_OUT), -25.0F));
    loaded_free(&loaded);
}

typedef struct FaultCase {
    const char *text;
    const char *lines;
} FaultCase;

static void test_figure_load__a_fault_has_its_place(void **state)
{
    (void)state;
    static const FaultCase cases[] = {
        {"{\"figure\": 2}",
         "stand.json:1:12: /figure: made for a newer Surefoot; this one reads version 1\n"},
        {HEAD " \"poses\": []}",
         "stand.json:2:11: /poses: must be a list of 1 to 6 items, not of 0\n"},
        {HEAD " \"poses\": [{\"knee\": 200}]}",
         "stand.json:2:21: /poses/0/knee: must be a number from -180 to 180, not 200\n"},
        {HEAD " \"poses\": [{\"knee\": \"bent\"}]}",
         "stand.json:2:21: /poses/0/knee: must be a number from -180 to 180, not \"bent\"\n"},
        {HEAD " \"poses\": [{\"elbow_angle\": 3}]}",
         "stand.json:2:13: /poses/0/elbow_angle: warning: unknown key, ignored\n"},
        {HEAD " \"poses\": [{\"at\": [1, 2]}]}",
         "stand.json:2:19: /poses/0/at: must be a list of 3 numbers, not a list\n"},
        {HEAD " \"poses\": [{\"effort\": 2}]}",
         "stand.json:2:23: /poses/0/effort: must be a number from -1 to 1, not 2\n"},
        {HEAD " \"poses\": [7]}", "stand.json:2:12: /poses/0: must be an object in { }, not 7\n"},
        {HEAD POSES ",\n \"works\": \"left\"}",
         "stand.json:3:11: /works: must be one of right, both, none, not \"left\"\n"},
        {HEAD POSES ",\n \"props\": [{\"kind\": \"trampoline\"}]}",
         "stand.json:3:21: /props/0/kind: must be one of mat, chair, wall, step, towel, band, "
         "basin, worktop, toothbrush, not \"trampoline\"\n"},
        {HEAD POSES ",\n \"muscles\": [\"biceps\"]}",
         "stand.json:3:14: /muscles/0: must be one of front_thigh, back_thigh, calf, buttock, "
         "side_hip, front_hip, belly, not \"biceps\"\n"},
        {HEAD POSES
         ",\n \"contacts\": [{\"part\": \"left_foot\", \"on\": \"chest\", \"at\": [0, 0, 0]}]}",
         "stand.json:3:43: /contacts/0/on: a foot can stand on the world, the right one on "
         "left_foot too; a hand can hold the world, the trunk, the head or a leg\n"},
        {HEAD POSES ",\n \"contacts\": [{\"part\": \"left_foot\"}]}",
         "stand.json:3:15: /contacts/0: \"at\" is missing; it must be a list of 3 numbers\n"},
        {HEAD POSES ",\n \"mistake\": {\"shows\": \"Knees in\"}}",
         "stand.json:3:13: /mistake: \"pose\" is missing; it must be an object with what differs "
         "from the last pose\n"},
        {HEAD POSES ",\n \"loop_s\": 0.1}",
         "stand.json:3:12: /loop_s: must be seconds from 0.2 to 60, to the millisecond, not 0.1\n"},
        {HEAD POSES ",\n \"colour\": 1}",
         "stand.json:3:2: /colour: warning: unknown key, ignored\n"},
        {HEAD POSES ",\n \"behind\": [\"left_foot\"]}",
         "stand.json:3:13: /behind/0: must be one of right_hand, left_hand, not \"left_foot\"\n"},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        const TextFile file = {"stand.json", cases[i].text};
        Loaded loaded;
        load_texts(&loaded, &file, 1);
        assert_int_equal(loaded.error, SF_OK);
        assert_string_equal(loaded.lines, cases[i].lines);
        const bool good = loaded.faults.errors == 0;
        assert_int_equal(library_figure(&loaded.library, "stand") != NULL, good);
        loaded_free(&loaded);
    }
}

static void test_figure_load__ids_are_file_names_and_unique(void **state)
{
    (void)state;
    static const TextFile files[] = {{"a/stand.json", HEAD POSES "}"},
                                     {"b/stand.json", HEAD POSES "}"},
                                     {"c/sit.json", HEAD POSES "}"}};
    Loaded loaded;
    load_texts(&loaded, files, SF_COUNT(files));
    assert_string_equal(
        loaded.lines,
        "b/stand.json:1:21: /id: the id \"stand\" is already in a/stand.json; it must be used "
        "once\n"
        "c/sit.json:1:21: /id: the id must be the file's name; rename the file to stand.json\n"
        "c/sit.json:1:21: /id: the id \"stand\" is already in a/stand.json; it must be used "
        "once\n");
    assert_int_equal(loaded.library.figure_count, 1);
    loaded_free(&loaded);
}

static void test_figure_load__an_exercise_that_names_none_is_warned(void **state)
{
    (void)state;
    static const TextFile files[] = {
        {"squat.json", EXERCISE("squat", "Squat", " \"figure\": \"sqat\",\n", "\"kind\": \"max\"")},
        {"plie.json", EXERCISE("plie", "Plie", " \"figure\": \"stand\",\n", "\"kind\": \"max\"")},
        {"stand.json", HEAD POSES "}"}};
    Loaded loaded;
    load_texts(&loaded, files, SF_COUNT(files));
    assert_string_equal(loaded.lines, "squat.json:5:12: /figure: warning: there is no figure "
                                      "\"sqat\", so none is shown\n");
    assert_int_equal(loaded.library.exercise_count, 2);
    loaded_free(&loaded);
    /* Without any figures nobody is scolded. */
    load_texts(&loaded, files, 2);
    assert_string_equal(loaded.lines, "");
    loaded_free(&loaded);
}

static void test_figure_load__failing_memory_leaves_nothing(void **state)
{
    (void)state;
    static const TextFile files[] = {{"stand.json", HEAD POSES
                                      ", \"muscles\": [\"calf\"], \"mistake\": {\"shows\": \"x\","
                                      " \"pose\": {}}}"}};
    bool done = false;
    for (int64_t n = 0; n < 400 && !done; n++) {
        const SourceFile source = {files[0].path, files[0].text, strlen(files[0].text)};
        Library library = {0};
        Faults faults = {0};
        sf_alloc_fail_after(n);
        const SfError error = library_load(&library, &source, 1, &faults);
        sf_alloc_fail_after(-1);
        done = error == SF_OK;
        assert_true(done || error == SF_E_NOMEM);
        assert_int_equal(library.figure_count, done ? 1 : 0);
        library_deinit(&library);
        faults_deinit(&faults);
    }
    assert_true(done);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figure_load__fills_in_what_is_left_out),
        cmocka_unit_test(test_figure_load__a_pose_begins_as_the_one_before),
        cmocka_unit_test(test_figure_load__a_fault_has_its_place),
        cmocka_unit_test(test_figure_load__ids_are_file_names_and_unique),
        cmocka_unit_test(test_figure_load__an_exercise_that_names_none_is_warned),
        cmocka_unit_test(test_figure_load__failing_memory_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
