/* SPDX-License-Identifier: MIT */
/* The log as a file: out of one model and into another. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "headless.h"
#include "surefoot/model.h"

/* The platform first: its context is the scene too. */
typedef struct Scene {
    Headless headless;
    Model *model;
    char name[64];
    char *bytes;
    size_t size;
} Scene;

static void file_give(void *context, const char *name, const char *bytes, size_t size)
{
    Scene *scene = context;
    (void)sf_format(scene->name, sizeof(scene->name), "%s", name);
    scene->bytes = sf_alloc(size);
    assert_non_null(scene->bytes);
    memcpy(scene->bytes, bytes, size);
    scene->size = size;
}

static void open_scene(Scene *scene, uint64_t seed)
{
    SfErrorInfo err = {0};
    HeadlessOptions options = {.seed = seed};
    memset(scene, 0, sizeof(*scene));
    assert_int_equal(calendar_parse_instant(&options.now, "2026-11-21T07:30+01:00", &err), SF_OK);
    headless_init(&scene->headless, &options);
    scene->headless.platform.file_give = file_give;
    const ModelOptions how = {.data_dir = NULL};
    assert_int_equal(model_create(&scene->model, &scene->headless.platform, &how, &err), SF_OK);
}

static void close_scene(Scene *scene)
{
    model_destroy(scene->model);
    sf_free(scene->bytes);
}

static void take(Scene *scene, const char *bytes, size_t size)
{
    const SourceFile file = {.path = "log.json", .bytes = bytes, .size = size};
    scene->model->notice[0] = '\0';
    model_take_log(scene->model, &file);
}

static void test_model_transfer__a_log_comes_over_once(void **state)
{
    (void)state;
    static Scene from;
    static Scene to;
    SfErrorInfo err = {0};
    open_scene(&from, 1);
    open_scene(&to, 2);
    Fact pain = model_fact(from.model, FACT_PAIN);
    pain.body.pain = (PainFact){.knee = SIDE_LEFT, .moment = PAIN_BEFORE, .level = 2};
    assert_int_equal(model_add(from.model, &pain, 1, "pain", &err), SF_OK);
    model_give_log(from.model);
    assert_string_equal(from.name, "surefoot-export-2026-11-21.json");
    take(&to, from.bytes, from.size);
    assert_string_equal(to.model->notice, "New records: 1. Here already: 0.");
    assert_int_equal(to.model->history.pain_count, 1);
    take(&to, from.bytes, from.size);
    assert_string_equal(to.model->notice, "New records: 0. Here already: 1.");
    close_scene(&from);
    close_scene(&to);
}

static void test_model_transfer__what_is_no_log_changes_nothing_and_says_so(void **state)
{
    (void)state;
    static const char *const files[] = {"", "{", "{\"program\": 1}", "{\"surefoot_export\": 99}"};
    static Scene scene;
    open_scene(&scene, 1);
    for (size_t i = 0; i < SF_COUNT(files); i++) {
        take(&scene, files[i], strlen(files[i]));
        assert_non_null(strstr(scene.model->notice, "nothing was imported"));
    }
    close_scene(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_model_transfer__a_log_comes_over_once),
        cmocka_unit_test(test_model_transfer__what_is_no_log_changes_nothing_and_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
