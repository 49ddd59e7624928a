/* SPDX-License-Identifier: MIT */
/* bench_prepare DATA: makes the data folder of somebody past the safety note who follows two
 * programs, so that the app opens on Today. */
#include <stdio.h>

#include "bench.h"
#include "headless.h"
#include "paths.h"
#include "surefoot/model.h"

int main(int argc, char **argv)
{
    static Headless headless;
    static const char *const assets[] = {SUREFOOT_SOURCE_DIR "/assets/exercises",
                                         SUREFOOT_SOURCE_DIR "/assets/programs"};
    static const char *const followed[] = {"desk-knee", "hip-and-knee"};
    if (argc != 2) {
        (void)fprintf(stderr, "usage: bench_prepare DATA\n");
        return 2;
    }
    const HeadlessOptions platform = {.now = {.utc_ms = BENCH_NOW_MS, .offset_min = 60}, .seed = 1};
    headless_init(&headless, &platform);
    SfErrorInfo err = {0};
    Model *model = NULL;
    const ModelOptions options = {argv[1], assets, 2};
    SfError error = paths_make_data_dir(argv[1], &err);
    if (error == SF_OK) {
        error = model_create(&model, &headless.platform, &options, &err);
    }
    for (size_t i = 0; error == SF_OK && i < SF_COUNT(followed); i++) {
        const Program *program = library_program(&model->library, followed[i]);
        error = program != NULL ? model_follow(model, program, true, &err) : SF_E_NOTFOUND;
    }
    if (error != SF_OK) {
        bench_fail("anything", err.text);
    }
    Settings settings = model->settings;
    settings.safety_read = true;
    model_settings(model, &settings);
    model_destroy(model);
    return 0;
}
