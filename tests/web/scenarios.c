/* SPDX-License-Identifier: MIT */
/*
 * The scenarios, and what every screen draws, once more with the code as it is compiled for the
 * browser: 32 bits, another C library, another SQLite. Node runs it from the project's folder.
 */
#include <stdio.h>
#include <string.h>

#include "../../app/script/script.h"
#include "png_file.h"

#define SCRIPT_BYTES 8192

static const char *const assets[] = {"assets/exercises", "assets/programs", "assets/norms"};

/* Pictures are compared where libpng is: the lists they are drawn from are the same. */
SfError png_write(const char *path, const Surface *surface, SfErrorInfo *err)
{
    (void)surface;
    return sf_fail(err, SF_E_IO, "%s: no pictures here", path);
}

SfError png_read(const char *path, Surface *out, SfErrorInfo *err)
{
    return png_write(path, out, err);
}

bool png_compare(const Surface *a, const Surface *b, int32_t tolerance, PngDifference *difference)
{
    (void)a;
    (void)b;
    (void)tolerance;
    (void)difference;
    return false;
}

static void say(void *context, const char *line)
{
    (void)context;
    (void)printf("%s\n", line);
}

/* The two screens that show a path differ from machine to machine. */
static bool shows_a_path(const char *name)
{
    return strcmp(name, "problems") == 0 || strcmp(name, "log-newer") == 0;
}

static int32_t check_lists(const ScriptOptions *options, const char *head, const char *suffix)
{
    int32_t failed = 0;
    for (int32_t i = 0; script_screen_name(i) != NULL; i++) {
        const char *name = script_screen_name(i);
        char text[SCRIPT_BYTES];
        if (!shows_a_path(name) && (!sf_format(text, sizeof(text), "%s\n%slist %s%s.txt\n", head,
                                               script_screen(name), name, suffix) ||
                                    script_run(name, text, strlen(text), options) != SF_OK)) {
            failed++;
        }
    }
    return failed;
}

int main(int count, char **scripts)
{
    const TextSource fixed = text_source_fixed();
    ScriptOptions options = {.asset_paths = assets,
                             .asset_path_count = (int32_t)SF_COUNT(assets),
                             .text = &fixed,
                             .say = say};
    int32_t failed = 0;
    for (int i = 1; i < count; i++) {
        failed += script_run_file(scripts[i], &options) == SF_OK ? 0 : 1;
    }
    options.out_dir = "tests/golden/drawlist";
    options.shots = SHOTS_COMPARE;
    failed += check_lists(&options, "size 390x844", "");
    failed += check_lists(&options, "size 844x390\ntheme dark", "-wide");
    return failed == 0 ? 0 : 1;
}
