/* SPDX-License-Identifier: MIT */
/* The status command, by the program itself: a log written by it, and what it says of each day. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "facts_kit.h"
#include "surefoot/base.h"

#define OUTPUT_BYTES 4096

typedef struct Scene {
    char folder[KIT_PATH_BYTES];
    char output[OUTPUT_BYTES];
} Scene;

/* Runs "surefoot WORDS" on the folder and keeps what it prints. */
static void run(Scene *scene, const char *words)
{
    char command[2 * OUTPUT_BYTES];
    (void)sf_format(command, sizeof(command), "'%s' %s --data '%s' --assets '%s/assets' 2>&1",
                    SUREFOOT_BINARY, words, scene->folder, SUREFOOT_SOURCE_DIR);
    FILE *pipe = popen(command, "r"); /* NOLINT(cert-env33-c): a command of our own */
    assert_non_null(pipe);
    const size_t size = fread(scene->output, 1, sizeof(scene->output) - 1, pipe);
    scene->output[size] = '\0';
    if (pclose(pipe) != 0) {
        fail_msg("surefoot %s: %s", words, scene->output);
    }
}

static void remove_folder(const Scene *scene)
{
    char programs[KIT_PATH_BYTES];
    kit_join(programs, scene->folder, "programs");
    assert_int_equal(rmdir(programs), 0);
    kit_remove(scene->folder);
}

static void expect(const Scene *scene, const char *text)
{
    if (strstr(scene->output, text) == NULL) {
        fail_msg("\"%s\" is not in:\n%s", text, scene->output);
    }
}

static void expect_not(const Scene *scene, const char *text)
{
    if (strstr(scene->output, text) != NULL) {
        fail_msg("\"%s\" is in:\n%s", text, scene->output);
    }
}

static void test_status__the_log_moves_the_stage(void **state)
{
    (void)state;
    static const char *const log[] = {
        "log follow hip-and-knee --at 2026-03-02T10:00:00Z",
        "log session hip-and-knee/six --minutes 20 --at 2026-03-02T18:00:00Z",
        "log session hip-and-knee/six --minutes 20 --at 2026-03-04T18:00:00Z",
        "log pain --knee right --level 0 --moment worst --at 2026-03-05T18:00:00Z",
        "log pain --knee left --level 6 --moment worst --at 2026-03-05T18:00:00Z",
        "log pain --knee left --level 1 --moment morning --at 2026-03-06T08:00:00Z",
        "log pain --knee left --level 1 --moment morning --at 2026-03-07T08:00:00Z",
        "log session hip-and-knee/three --minutes 9 --at 2026-03-08T08:00:00Z",
    };
    static const struct {
        const char *on;
        const char *stage;
        const char *next;
        bool six;
    } rows[] = {
        {"2026-03-03", "Stage 2 of 3 in hip-and-knee: Build strength, since 2026-03-02",
         "before Keep it up: 1 of 15 sessions, within 42 days", true},
        {"2026-03-04", "Build strength, since 2026-03-02", "2 of 15 sessions", true},
        {"2026-03-05", "Build strength, since 2026-03-02", "tomorrow: Let it settle", true},
        {"2026-03-06", "Stage 1 of 3 in hip-and-knee: Let it settle, since 2026-03-06",
         "before Build strength: 1 of 2 days without pain above 2", false},
        {"2026-03-07", "Let it settle, since 2026-03-06", "tomorrow: Build strength", false},
        {"2026-03-08", "Build strength, since 2026-03-08", "1 of 15 sessions", true},
    };
    Scene scene;
    kit_folder(scene.folder);
    for (size_t i = 0; i < SF_COUNT(log); i++) {
        run(&scene, log[i]);
    }
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        char words[64];
        (void)sf_format(words, sizeof(words), "status --on %s", rows[i].on);
        run(&scene, words);
        expect(&scene, rows[i].on);
        expect(&scene, rows[i].stage);
        expect(&scene, rows[i].next);
        if (rows[i].six) {
            expect(&scene, "hip-and-knee/six");
        } else {
            expect_not(&scene, "hip-and-knee/six");
        }
    }
    run(&scene, "status --json --on 2026-03-06");
    expect(&scene, "{\"program\": \"hip-and-knee\", \"stage\": \"quiet\", \"title\": "
                   "\"Let it settle\", \"since\": \"2026-03-06\", \"number\": 1, \"of\": 3, "
                   "\"tomorrow\": \"quiet\", \"needs\": {");
    expect(&scene, "\"value\": 2, \"have\": 1}}");
    run(&scene, "status --json --on 2026-03-07");
    expect(&scene, "\"tomorrow\": \"build\", \"needs\": null}");
    remove_folder(&scene);
}

static void test_status__a_program_without_stages_has_none(void **state)
{
    (void)state;
    Scene scene;
    kit_folder(scene.folder);
    run(&scene, "log follow desk-knee --at 2026-03-02T10:00:00Z");
    run(&scene, "status --on 2026-03-03");
    expect(&scene, "desk-knee/quad-hold");
    expect_not(&scene, "Stage");
    run(&scene, "status --json --on 2026-03-03");
    expect(&scene, "\"stages\": null,");
    remove_folder(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status__the_log_moves_the_stage),
        cmocka_unit_test(test_status__a_program_without_stages_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
