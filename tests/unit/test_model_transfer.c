/* SPDX-License-Identifier: MIT */
/* The log as a file: out of one model and into another. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "facts_kit.h"
#include "headless.h"
#include "surefoot/model.h"
#include "surefoot/own_files.h"

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
        assert_non_null(strstr(scene.model->notice, "Nothing was added from this file.\nLine "));
        assert_null(strstr(scene.model->notice, "log.json"));
    }
    close_scene(&scene);
}

/* ---- programs -------------------------------------------------------------------------------- */

static const char *const assets[] = {SUREFOOT_SOURCE_DIR "/assets/exercises"};

static const char own_text[] =
    "{\"program\": 1, \"id\": \"mine\", \"title\": \"Mine\", \"routines\": [{\"id\": \"evening\","
    "\"title\": \"Evening\", \"weekly\": {\"times\": 7}, \"steps\": [{\"exercise\": "
    "\"bridge\"}]}]}";

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[256];
    (void)sf_format(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static bool has_file(const char *folder, const char *name)
{
    char path[256];
    (void)sf_format(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (file != NULL) {
        assert_int_equal(fclose(file), 0);
    }
    return file != NULL;
}

/* A model on files in `folder`, or in memory if that is NULL. */
static void open_with_programs(Scene *scene, const char *folder)
{
    SfErrorInfo err = {0};
    HeadlessOptions options = {.seed = 7};
    memset(scene, 0, sizeof(*scene));
    assert_int_equal(calendar_parse_instant(&options.now, "2026-11-21T07:30+01:00", &err), SF_OK);
    headless_init(&scene->headless, &options);
    scene->headless.platform.file_give = file_give;
    const ModelOptions how = {.data_dir = folder, .asset_paths = assets, .asset_path_count = 1};
    assert_int_equal(model_create(&scene->model, &scene->headless.platform, &how, &err), SF_OK);
}

static const Program *mine(const Scene *scene)
{
    return library_program(&scene->model->library, "mine");
}

static void test_model_transfer__a_program_comes_with_the_log_it_was_followed_in(void **state)
{
    (void)state;
    static Scene from;
    static Scene to;
    char folder[KIT_PATH_BYTES];
    char programs[KIT_PATH_BYTES];
    SfErrorInfo err = {0};
    kit_folder(folder);
    kit_join(programs, folder, "programs");
    assert_int_equal(mkdir(programs, 0700), 0);
    write_file(programs, "mine.surefoot.json", own_text);
    open_with_programs(&from, folder);
    assert_non_null(mine(&from));
    assert_false(mine(&from)->kept);
    assert_int_equal(model_follow(from.model, mine(&from), true, &err), SF_OK);
    model_give_log(from.model);
    open_with_programs(&to, NULL);
    take(&to, from.bytes, from.size);
    assert_non_null(mine(&to));
    assert_true(mine(&to)->kept);
    assert_string_equal(mine(&to)->source, own_text);
    assert_int_equal(to.model->today.due_count, 1);
    assert_int_equal(to.model->faults.errors, 0);
    /* It goes with undo, although there is no file of it. */
    headless_advance(&to.headless, 1000);
    assert_int_equal(model_remove_program(to.model, mine(&to), "gone", &err), SF_OK);
    assert_null(mine(&to));
    assert_int_equal(to.model->today.due_count, 0);
    model_undo(to.model);
    assert_non_null(mine(&to));
    assert_int_equal(to.model->today.due_count, 1);
    close_scene(&to);
    close_scene(&from);
    write_file(programs, "OTHER.JSON", own_text);
    assert_int_equal(own_files_erase(programs, &err), SF_OK);
    assert_int_equal(rmdir(programs), 0);
    kit_remove(folder);
}

static void test_model_transfer__a_removed_program_comes_back_byte_by_byte(void **state)
{
    (void)state;
    static Scene scene;
    char folder[KIT_PATH_BYTES];
    char programs[KIT_PATH_BYTES];
    char deep[KIT_PATH_BYTES];
    SfErrorInfo err = {0};
    kit_folder(folder);
    kit_join(programs, folder, "programs");
    kit_join(deep, programs, "deep");
    assert_int_equal(mkdir(programs, 0700), 0);
    assert_int_equal(mkdir(deep, 0700), 0);
    write_file(deep, "mine.surefoot.json", own_text);
    write_file(programs, "notes.txt", "mine");
    open_with_programs(&scene, folder);
    assert_int_equal(model_remove_program(scene.model, mine(&scene), "gone", &err), SF_OK);
    assert_false(has_file(deep, "mine.surefoot.json"));
    assert_null(mine(&scene));
    assert_true(model_can_undo(scene.model));
    assert_int_equal(rmdir(deep), 0);
    model_undo(scene.model);
    assert_false(model_can_undo(scene.model));
    assert_non_null(mine(&scene));
    assert_string_equal(mine(&scene)->source, own_text);
    /* Following what was removed for good is missing, and can be ended. */
    assert_int_equal(model_follow(scene.model, mine(&scene), true, &err), SF_OK);
    assert_int_equal(model_erase(scene.model, &err), SF_OK);
    assert_null(mine(&scene));
    assert_false(has_file(deep, "mine.surefoot.json"));
    assert_true(has_file(programs, "notes.txt"));
    assert_null(model_missing(scene.model, 0));
    Fact fact = model_fact(scene.model, FACT_FOLLOW);
    fact.body.follow = (FollowFact){.program = "lost", .hash = "", .following = true};
    assert_int_equal(model_add(scene.model, &fact, 1, "follow", &err), SF_OK);
    model_reload(scene.model);
    assert_string_equal(model_missing(scene.model, 0), "lost");
    assert_null(model_missing(scene.model, 1));
    assert_int_equal(scene.model->faults.errors, 1);
    headless_advance(&scene.headless, 1000);
    assert_int_equal(model_unfollow_missing(scene.model, "lost", &err), SF_OK);
    assert_null(model_missing(scene.model, 0));
    assert_int_equal(scene.model->faults.errors, 0);
    close_scene(&scene);
    assert_int_equal(rmdir(deep), 0);
    char notes[KIT_PATH_BYTES];
    kit_join(notes, programs, "notes.txt");
    assert_int_equal(own_file_remove(notes, &err), SF_OK);
    assert_int_equal(own_file_remove(notes, &err), SF_OK);
    assert_int_not_equal(own_file_remove(programs, &err), SF_OK);
    assert_int_equal(rmdir(programs), 0);
    assert_int_equal(own_files_erase(programs, &err), SF_OK);
    kit_remove(folder);
}

/* A file that claims the id wins over the log's text, good or not. */
static void test_model_transfer__a_file_goes_before_the_log(void **state)
{
    (void)state;
    static const SourceFile kept = {"mine", own_text, sizeof(own_text) - 1};
    static const char *const files[] = {"{\"program\": 1, \"id\": \"mine\", \"title\": \"X\"}",
                                        own_text};
    for (size_t i = 0; i < SF_COUNT(files); i++) {
        char folder[KIT_PATH_BYTES];
        SfErrorInfo err = {0};
        kit_folder(folder);
        write_file(folder, "mine.json", files[i]);
        const LibraryPlaces places = {
            .paths = assets, .path_count = 1, .own_dir = folder, .kept = &kept, .kept_count = 1};
        Library library = {0};
        Faults faults = {0};
        assert_int_equal(library_load_places(&library, &places, &faults), SF_OK);
        const Program *program = library_program(&library, "mine");
        assert_int_equal(program != NULL, i == 1);
        assert_true(program == NULL || !program->kept);
        assert_int_equal(faults.errors, i == 0 ? 1 : 0);
        library_deinit(&library);
        faults_deinit(&faults);
        assert_int_equal(own_files_erase(folder, &err), SF_OK);
        kit_remove(folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_model_transfer__a_log_comes_over_once),
        cmocka_unit_test(test_model_transfer__what_is_no_log_changes_nothing_and_says_so),
        cmocka_unit_test(test_model_transfer__a_program_comes_with_the_log_it_was_followed_in),
        cmocka_unit_test(test_model_transfer__a_removed_program_comes_back_byte_by_byte),
        cmocka_unit_test(test_model_transfer__a_file_goes_before_the_log),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
