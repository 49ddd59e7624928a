/* SPDX-License-Identifier: MIT */
#include "app_scene.h"
#include "surefoot/vocabulary.h"

// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#define ROOT SUREFOOT_SOURCE_DIR
#define FRAME_MS 50
#define WAIT_MOST_MS 600000

const SceneSize scene_sizes[SCENE_SIZES] = {{390, 844}, {360, 640},  {430, 932},  {844, 390},
                                            {640, 360}, {820, 1180}, {1180, 820}, {1366, 1024}};

static const UiNode *nodes_of(const AppScene *scene, int32_t *count)
{
    return app_nodes(scene->app, count);
}

void scene_open_paths(AppScene *scene, const char *const *paths, int32_t count)
{
    SfErrorInfo err = {0};
    *scene = (AppScene){.frame_ms = FRAME_MS, .fonts = text_fonts_open(NULL, &err)};
    assert_non_null(scene->fonts);
    const HeadlessOptions platform = {.text = text_fonts_source(scene->fonts)};
    headless_init(&scene->headless, &platform);
    scene->headless.options.now.utc_ms = 1795258800000;
    const AppOptions options = {.model = {NULL, paths, count},
                                .viewport = {.width = 390, .height = 844, .scale = 1},
                                .theme = "light"};
    if (app_create(&scene->app, &scene->headless.platform, &options, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    scene_frame(scene);
    scene_tap(scene, "continue");
}

void scene_open(AppScene *scene, const char *program)
{
    char path[512];
    const char *const paths[] = {ROOT "/assets/exercises", ROOT "/assets/programs",
                                 ROOT "/assets/figures", ROOT "/assets/norms", path};
    assert_true(sf_format(path, sizeof(path), ROOT "/%s", program != NULL ? program : ""));
    scene_open_paths(scene, paths, program != NULL ? 5 : 4);
}

void scene_close(AppScene *scene)
{
    app_destroy(scene->app);
    text_fonts_close(scene->fonts);
    *scene = (AppScene){0};
}

int scene_setup(void **state)
{
    scene_open(*state, NULL);
    return 0;
}

int scene_teardown(void **state)
{
    scene_close(*state);
    return 0;
}

void scene_answer_knees(AppScene *scene)
{
    scene_tap(scene, "knees");
    scene_tap(scene, "left-0");
    scene_tap(scene, "right-0");
    scene_tap(scene, "save");
}

void scene_begin(AppScene *scene, const char *routine)
{
    scene_tap(scene, "programs");
    scene_tap(scene, routine);
    scene_tap(scene, "start");
    assert_string_equal(app_screen(scene->app), "player");
}

void scene_frame(AppScene *scene)
{
    (void)app_frame(scene->app, scene->headless.now_ms);
}

void scene_wait(AppScene *scene, int64_t ms)
{
    for (const int64_t until = scene->headless.now_ms + ms; scene->headless.now_ms < until;) {
        const int64_t left = until - scene->headless.now_ms;
        headless_advance(&scene->headless, left < scene->frame_ms ? left : scene->frame_ms);
        scene_frame(scene);
    }
}

void scene_wait_for(AppScene *scene, SegmentKind kind)
{
    for (int64_t waited = 0; waited < WAIT_MOST_MS; waited += scene->frame_ms) {
        if (scene_kind(scene) == kind && scene_player(scene)->state == PLAYER_RUNNING) {
            return;
        }
        scene_wait(scene, scene->frame_ms);
    }
    fail_msg("no segment \"%s\" came", segment_kind_words[kind]);
}

void scene_resize(AppScene *scene, SceneSize size, int32_t text_percent)
{
    const Viewport viewport = {.width = size.width, .height = size.height, .scale = 1};
    scene_settings(scene)->text_percent = text_percent;
    app_resize(scene->app, &viewport);
    scene_frame(scene);
}

void scene_send(AppScene *scene, InputEvent event)
{
    event.at_ms = event.at_ms != 0 ? event.at_ms : scene->headless.now_ms;
    app_event(scene->app, &event);
}

void scene_tap(AppScene *scene, const char *key)
{
    const UiNode *node = scene_find(scene, key);
    if (node == NULL) {
        fail_msg("#%s is not on the page %s", key, app_screen(scene->app));
        return;
    }
    if (app_reveal(scene->app, node->id)) {
        scene_frame(scene);
        node = scene_find(scene, key);
    }
    /* A person sees it before they press it. */
    if (node->ready_ms > scene->headless.now_ms) {
        scene_wait(scene, node->ready_ms - scene->headless.now_ms);
        node = scene_find(scene, key);
    }
    InputEvent event = {.kind = INPUT_PRESS,
                        .x = node->rect.x + node->rect.w / 2,
                        .y = node->rect.y + node->rect.h / 2};
    scene_send(scene, event);
    event.kind = INPUT_RELEASE;
    scene_send(scene, event);
    scene_frame(scene);
    scene_frame(scene);
}

const UiNode *scene_find(const AppScene *scene, const char *key)
{
    int32_t count = 0;
    const UiNode *nodes = nodes_of(scene, &count);
    for (int32_t i = 0; i < count; i++) {
        if (strcmp(nodes[i].key, key) == 0) {
            return &nodes[i];
        }
    }
    return NULL;
}

float scene_tallest_digit(const AppScene *scene)
{
    const DrawList *list = app_list(scene->app);
    int32_t most = 0;
    for (int32_t i = 0; i < list->count; i++) {
        const DrawCommand *command = &list->commands[i];
        if (command->kind == DRAW_TEXT && command->as.text.font.px > most) {
            most = command->as.text.font.px;
        }
    }
    return (float)most * SCENE_DIGIT_HEIGHT;
}

static bool is_solid(const UiNode *node)
{
    const bool ground = strcmp(node->key, "screen") == 0 || strcmp(node->key, "locked") == 0;
    const bool shown = node->role == ROLE_BUTTON || node->role == ROLE_TIMER ||
                       node->role == ROLE_IMAGE || node->role == ROLE_PROGRESS ||
                       node->role == ROLE_OPTION || node->role == ROLE_TOGGLE;
    return shown && !ground;
}

static void check_pair(const UiNode *a, const UiNode *b, const char *where)
{
    const Rect both = rect_intersect(a->rect, b->rect);
    if (is_solid(a) && is_solid(b) && both.w > 1 && both.h > 1) {
        fail_msg("%s: #%s lies on #%s", where, a->key, b->key);
    }
}

void scene_check_nothing_overlaps(const AppScene *scene, const char *where)
{
    int32_t count = 0;
    const UiNode *nodes = nodes_of(scene, &count);
    for (int32_t i = 0; i < count; i++) {
        for (int32_t k = i + 1; k < count; k++) {
            check_pair(&nodes[i], &nodes[k], where);
        }
    }
}

const Player *scene_player(const AppScene *scene)
{
    return session_player(app_model(scene->app)->session);
}

SegmentKind scene_kind(const AppScene *scene)
{
    const Player *player = scene_player(scene);
    return player->timeline->segments[player->segment].kind;
}

Settings *scene_settings(const AppScene *scene)
{
    return &app_model(scene->app)->settings;
}
