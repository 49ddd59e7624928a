/* SPDX-License-Identifier: MIT */
/* Writes pictures and draw lists, or compares them with existing files. */
#include <string.h>

#include "png_file.h"
#include "script_parts.h"

/* Another processor or version of the font renderer may round an edge differently. A changed digit,
 * or a shift by one pixel, is far above these limits. */
#define TOLERANCE 24  /* in any channel, 0..255 */
#define ABOVE_MAX 64  /* pixels that differ more */
#define MEAN_MAX 0.05 /* mean difference of all channels */
#define PIXELS_MAX (64LL * 1000 * 1000)

static SfError paint(ScriptRun *run, Surface *out, SfErrorInfo *err)
{
    const int32_t width = run->viewport.width;
    const int32_t height = run->viewport.height;
    if ((int64_t)width * height > PIXELS_MAX) {
        return sf_fail(err, SF_E_TOOBIG, "the picture has more than 64 million pixels");
    }
    uint32_t *pixels = sf_alloc(sizeof(*pixels) * (size_t)width * (size_t)height);
    if (pixels == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    *out = (Surface){.pixels = pixels, .width = width, .height = height, .stride = width};
    raster_draw(out, app_list(run->app), run->headless->platform.text,
                (Rect){0, 0, (float)width, (float)height});
    return SF_OK;
}

/* The path of NAME in the folder of results, with a tail before the dot for pictures that
 * differ. */
static SfError
place(const ScriptRun *run, const char *name, const char *tail, char *out, SfErrorInfo *err)
{
    const char *slash = strrchr(run->name, '/');
    const char *dot = strrchr(name, '.');
    const char *folder = run->options->out_dir;
    int folder_size = folder != NULL ? (int)strlen(folder) : 0;
    if (folder == NULL && slash != NULL) {
        folder = run->name;
        folder_size = (int)(slash - run->name);
    }
    const bool alone = name[0] == '/' || folder == NULL;
    const bool fits =
        sf_format(out, SCRIPT_PATH_BYTES, "%.*s%s%.*s%s%s", alone ? 0 : folder_size,
                  alone ? "" : folder, alone ? "" : "/", (int)(dot - name), name, tail, dot);
    return fits ? SF_OK : sf_fail(err, SF_E_TOOBIG, "the path is too long");
}

static bool is_close(const PngDifference *difference)
{
    return difference->same_size && difference->above <= ABOVE_MAX && difference->mean <= MEAN_MAX;
}

static SfError
compare_picture(ScriptRun *run, const char *name, const Surface *surface, SfErrorInfo *err)
{
    char path[SCRIPT_PATH_BYTES];
    char wrong[SCRIPT_PATH_BYTES];
    SfError error = place(run, name, "", path, err);
    if (error == SF_OK) {
        error = place(run, name, "_err", wrong, err);
    }
    Surface golden = {0};
    if (error == SF_OK) {
        error = png_read(path, &golden, err);
    }
    if (error != SF_OK) {
        return error;
    }
    PngDifference difference;
    (void)png_compare(&golden, surface, TOLERANCE, &difference);
    sf_free(golden.pixels);
    if (is_close(&difference)) {
        return SF_OK;
    }
    error = png_write(wrong, surface, err);
    return error != SF_OK
               ? error
               : sf_fail(
                     err, SF_E_INPUT,
                     "%.200s differs: %s, %lld pixels by up to %d, %.3f in the mean; see %.200s",
                     path, difference.same_size ? "same size" : "another size",
                     (long long)difference.above, difference.largest, difference.mean, wrong);
}

static bool allowed(ScriptRun *run)
{
    return !run->options->no_files || script__fail(run, "files may not be written here");
}

bool script__shot(ScriptRun *run, const char *name)
{
    if (!allowed(run)) {
        return false;
    }
    SfErrorInfo err = {0};
    Surface surface = {0};
    SfError error = paint(run, &surface, &err);
    if (error == SF_OK && run->options->shots == SHOTS_COMPARE) {
        error = compare_picture(run, name, &surface, &err);
    } else if (error == SF_OK) {
        char path[SCRIPT_PATH_BYTES];
        error = place(run, name, "", path, &err);
        if (error == SF_OK) {
            error = png_write(path, &surface, &err);
        }
    }
    sf_free(surface.pixels);
    return error == SF_OK || script__fail(run, "shot: %s", err.text);
}

bool script__picture(ScriptRun *run, const char *path)
{
    SfErrorInfo err = {0};
    Surface surface = {0};
    SfError error = paint(run, &surface, &err);
    if (error == SF_OK) {
        error = png_write(path, &surface, &err);
    }
    sf_free(surface.pixels);
    return error == SF_OK || script__fail(run, "%s", err.text);
}

/* The number of the first line that differs, from 1. */
static int32_t first_difference(const char *a, const char *b)
{
    int32_t line = 1;
    for (; *a == *b && *a != '\0'; a++, b++) {
        line += *a == '\n' ? 1 : 0;
    }
    return line;
}

static SfError compare_list(ScriptRun *run, const char *name, const char *text, SfErrorInfo *err)
{
    char path[SCRIPT_PATH_BYTES];
    char wrong[SCRIPT_PATH_BYTES];
    char *golden = NULL;
    size_t size = 0;
    SfError error = place(run, name, "", path, err);
    if (error == SF_OK) {
        error = place(run, name, "_err", wrong, err);
    }
    if (error == SF_OK) {
        error = files_read(path, &golden, &size, err);
    }
    if (error == SF_OK && strcmp(golden, text) != 0) {
        error = files_write(wrong, text, strlen(text), err);
        if (error == SF_OK) {
            error = sf_fail(err, SF_E_INPUT, "%.200s differs from line %d on; see %.200s", path,
                            first_difference(golden, text), wrong);
        }
    }
    sf_free(golden);
    return error;
}

bool script__list(ScriptRun *run, const char *name)
{
    if (!allowed(run)) {
        return false;
    }
    SfErrorInfo err = {0};
    char *text = NULL;
    SfError error = draw_dump(app_list(run->app), &text);
    if (error == SF_OK && run->options->shots == SHOTS_COMPARE) {
        error = compare_list(run, name, text, &err);
    } else if (error == SF_OK) {
        char path[SCRIPT_PATH_BYTES];
        error = place(run, name, "", path, &err);
        if (error == SF_OK) {
            error = files_write(path, text, strlen(text), &err);
        }
    } else {
        (void)sf_fail(&err, error, "out of memory");
    }
    sf_free(text);
    return error == SF_OK || script__fail(run, "list: %s", err.text);
}
