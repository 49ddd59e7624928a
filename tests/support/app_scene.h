/* SPDX-License-Identifier: MIT */
/**
 * The real app with the real fonts, figures and a virtual clock, driven by a test: fingers, keys
 * and frames. Time stands still until the test moves it.
 */
#ifndef SUREFOOT_TESTS_APP_SCENE_H
#define SUREFOOT_TESTS_APP_SCENE_H

#include "headless.h"
#include "surefoot/app.h"
#include "text_sdl.h"

typedef struct AppScene {
    Headless headless;
    TextFonts *fonts;
    App *app;
    int64_t frame_ms; /**< between two frames, 50 at first */
} AppScene;

#define SCENE_DIGIT_HEIGHT 0.727F /**< of the real font's digits, in ems */

/** What every page has to bear: phones, small and large, on their side too, and tablets. */
typedef struct SceneSize {
    int32_t width;
    int32_t height;
} SceneSize;
#define SCENE_SIZES 8
extern const SceneSize scene_sizes[SCENE_SIZES];

/** The app of 390 by 844 in the light theme, gone through the safety note, with a program file
 *  beside the shipped ones (relative to the source folder; NULL for none). Fails the test if it
 *  cannot. */
void scene_open(AppScene *scene, const char *program);
/** The same with these files and folders as its library. */
void scene_open_paths(AppScene *scene, const char *const *paths, int32_t count);
void scene_close(AppScene *scene);
/** Fixtures of cmocka: *state is an AppScene, opened and closed for each test. */
int scene_setup(void **state);
int scene_teardown(void **state);

/** From Today: says of both knees that they do not hurt. A jog asks for it first. */
void scene_answer_knees(AppScene *scene);
/** From Today into the routine with this id. Fails the test if the player does not come. */
void scene_begin(AppScene *scene, const char *routine);

void scene_frame(AppScene *scene);
void scene_wait(AppScene *scene, int64_t ms);
/** Until a segment of this kind runs. */
void scene_wait_for(AppScene *scene, SegmentKind kind);
void scene_resize(AppScene *scene, SceneSize size, int32_t text_percent);
/** Its time is the clock's unless it has one. No frame follows. */
void scene_send(AppScene *scene, InputEvent event);
/** Presses and releases the middle of the node, scrolled there if need be and once it takes
 * presses: time goes on until then. */
void scene_tap(AppScene *scene, const char *key);

/** The node of the last pass with this key, or NULL. */
const UiNode *scene_find(const AppScene *scene, const char *key);
/** Height of the largest text drawn, as that of its digits, px. */
float scene_tallest_digit(const AppScene *scene);
/** Fails the test if one control, picture or clock lies on another. */
void scene_check_nothing_overlaps(const AppScene *scene, const char *where);
const Player *scene_player(const AppScene *scene);
SegmentKind scene_kind(const AppScene *scene);
Settings *scene_settings(const AppScene *scene);

#endif
