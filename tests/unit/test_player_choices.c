/* SPDX-License-Identifier: MIT */
/* What somebody in pain, or in doubt, must be able to press or read on the player's page is there
 * at once: on every size, and with text at 200 %. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <stdio.h>
#include <string.h>

#include "app_scene.h"

#define ROOT SUREFOOT_SOURCE_DIR
#define TARGET 47.5F /* px at scale 1: a finger's 48 dp, less what rounding takes */

static const char *const assets[] = {ROOT "/assets/exercises", ROOT "/assets/programs",
                                     ROOT "/assets/figures", ROOT "/assets/norms"};

static AppScene scene;

static void begin(const char *routine)
{
    scene_open_paths(&scene, assets, SF_COUNT(assets));
    if (strcmp(routine, "one-one") == 0) {
        scene_answer_knees(&scene);
    }
    scene_begin(&scene, routine);
}

/* Calls the check at every size, with text at 100 and 200 %. */
static void everywhere(void (*check)(const char *where))
{
    for (size_t i = 0; i < (size_t)SCENE_SIZES * 2; i++) {
        char where[48];
        const SceneSize size = scene_sizes[i / 2];
        const int32_t text = i % 2 == 0 ? 100 : 200;
        scene_resize(&scene, size, text);
        scene_frame(&scene);
        (void)sf_format(where, sizeof(where), "%dx%d, text %d", size.width, size.height, text);
        check(where);
    }
    scene_resize(&scene, scene_sizes[0], 100);
}

static void check_shown(const char *where, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const UiNode *node = scene_find(&scene, keys[i]);
        if (node == NULL || node->rect.w < TARGET || node->rect.h < TARGET) {
            fail_msg("%s: #%s is %g high", where, keys[i],
                     node != NULL ? (double)node->rect.h : 0.0);
        }
    }
}

static void check_hurt(const char *where)
{
    static const char *const keys[] = {"easier", "fewer", "skip-exercise", "stop-today",
                                       "hurt-back"};
    check_shown(where, keys, SF_COUNT(keys));
}

static void check_leave(const char *where)
{
    static const char *const keys[] = {"stay", "stop"};
    check_shown(where, keys, SF_COUNT(keys));
}

static void check_how(const char *where)
{
    static const char *const keys[] = {"how-close"};
    check_shown(where, keys, SF_COUNT(keys));
}

static void check_away(const char *where)
{
    static const char *const keys[] = {"repeat", "go-on", "finish"};
    check_shown(where, keys, SF_COUNT(keys));
}

static void test_player_choices__every_choice_of_a_sheet_shows(void **state)
{
    (void)state;
    begin("quad-hold");
    scene_wait_for(&scene, SEGMENT_HOLD);
    scene_wait(&scene, 3000);
    scene_tap(&scene, "hurts");
    everywhere(check_hurt);
    scene_tap(&scene, "hurt-back");
    scene_wait(&scene, 4000);
    scene_tap(&scene, "close");
    everywhere(check_leave);
    scene_tap(&scene, "stay");
    scene_wait(&scene, 4000);
    scene_tap(&scene, "screen");
    scene_tap(&scene, "how");
    everywhere(check_how);
    scene_tap(&scene, "how-close");
    scene_tap(&scene, "resume");
    scene_wait(&scene, 4000);
    scene_send(&scene, (InputEvent){.kind = INPUT_BACKGROUND});
    headless_advance(&scene.headless, 60000);
    scene_send(&scene, (InputEvent){.kind = INPUT_FOREGROUND});
    scene_frame(&scene);
    everywhere(check_away);
    scene_close(&scene);
}

/* Lines that are scrolled or cut away are not drawn, or end in an ellipsis. */
static bool is_drawn_to(const char *end)
{
    const DrawList *list = app_list(scene.app);
    const size_t size = strlen(end);
    for (int32_t i = 0; i < list->count; i++) {
        const DrawCommand *command = &list->commands[i];
        if (command->kind == DRAW_TEXT && (size_t)command->as.text.size >= size &&
            memcmp(list->text + command->as.text.first + command->as.text.size - size, end, size) ==
                0) {
            return true;
        }
    }
    return false;
}

static void check_question(const char *where)
{
    static const char *const keys[] = {"no", "yes"};
    const Player *player = scene_player(&scene);
    const Timeline *timeline = player->timeline;
    const char *text = timeline->items[timeline->segments[player->segment].item].text;
    const char *last = strrchr(text, ' ') + 1;
    check_shown(where, keys, SF_COUNT(keys));
    if (!is_drawn_to(last)) {
        fail_msg("%s: \"%s\" is cut", where, text);
    }
}

static void test_player_choices__a_question_is_read_to_its_end(void **state)
{
    (void)state;
    begin("one-one");
    everywhere(check_question);
    scene_tap(&scene, "yes");
    everywhere(check_question);
    scene_close(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_player_choices__every_choice_of_a_sheet_shows),
        cmocka_unit_test(test_player_choices__a_question_is_read_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
