/* SPDX-License-Identifier: MIT */
/* surefoot check: reports faults in program and asset files. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "paths.h"
#include "surefoot/utf8.h"
#include "text_sdl.h"

#define LINE_BYTES 2048

#define PATHS_MOST 1000

/* What to check. Programs refer to exercises of the library, so the library is loaded too, but only
 * faults of the requested files are printed. */
typedef struct Asked {
    const char *paths[PATHS_MOST + 2];
    int32_t count; /* requested paths */
    int32_t total; /* all paths, with those of the library */
} Asked;

/* True if the path is the folder or in it, or the file itself. */
static bool is_within(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/') {
        length--;
    }
    return strncmp(path, folder, length) == 0 &&
           (path[length] == '\0' || path[length] == '/' || folder[length - 1] == '/');
}

/* True if a fault is in a requested file. Faults have their path in printable form. */
static bool is_asked(const Asked *asked, const char *path)
{
    for (int32_t i = 0; i < asked->count; i++) {
        char shown[LINE_BYTES];
        const bool fits = sf_format(shown, sizeof(shown), "%s", asked->paths[i]);
        utf8_make_plain(shown, UTF8_ONE_LINE);
        if (!fits || is_within(path, shown)) {
            return true;
        }
    }
    return false;
}

/* Fonts for checking texts; opened for the first text that is not ASCII. */
typedef struct Reading {
    const char *folder;
    TextFonts *fonts;
    bool blind;
} Reading;

static bool is_ascii(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)text[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

static uint32_t missing_letter(void *context, const char *text, size_t size)
{
    Reading *reading = context;
    if (is_ascii(text, size) || reading->blind) {
        return 0;
    }
    if (reading->fonts == NULL) {
        SfErrorInfo err = {{0}};
        reading->fonts = text_fonts_open(reading->folder, &err);
        reading->blind = reading->fonts == NULL;
        if (reading->blind) {
            cli_print(stderr, "surefoot: whether letters can be drawn is not checked: %s\n",
                      err.text);
            return 0;
        }
    }
    return text_fonts_missing(reading->fonts, text, size);
}

/* Collects what to check; without arguments the person's own programs. */
static int gather(Cli *cli, Asked *asked)
{
    if (cli->word_count > PATHS_MOST) {
        return cli_usage(cli, "at most %d paths at once", PATHS_MOST);
    }
    const char *own = cli->word_count == 0 ? cli_own_dir(cli) : NULL;
    if (cli->word_count == 0 && (own == NULL || !paths_exist(own))) {
        return cli_usage(cli, "you have no programs of your own yet; give files or folders");
    }
    const int code = cli_find_assets(cli);
    for (int i = 0; i < cli->word_count; i++) {
        asked->paths[asked->count++] = cli->words[i];
    }
    if (own != NULL) {
        asked->paths[asked->count++] = own;
    }
    asked->total = asked->count;
    if (code == EXIT_FINE && !is_asked(asked, cli->asset_paths[0])) {
        asked->paths[asked->total++] = cli->asset_paths[0];
    }
    return code;
}

int cmd_check(Cli *cli)
{
    Asked asked = {.count = 0};
    const int code = gather(cli, &asked);
    if (code != EXIT_FINE) {
        return code;
    }
    Library library = {0};
    Reading reading = {.folder = cli->fonts};
    Faults faults = {.letters = {&reading, missing_letter}};
    const SfError error = library_load_paths(&library, asked.paths, asked.total, &faults);
    text_fonts_close(reading.fonts);
    if (error != SF_OK) {
        faults_deinit(&faults);
        return cli_fail(error, &(SfErrorInfo){.text = ""});
    }
    int32_t errors = 0;
    for (int32_t i = 0; i < faults.count; i++) {
        const Fault *fault = &faults.items[i];
        if (is_asked(&asked, fault->file)) {
            char line[LINE_BYTES];
            fault_format(fault, line, sizeof(line));
            cli_print(stderr, "%s\n", line);
            errors += fault->level == FAULT_ERROR;
        }
    }
    if (faults.dropped > 0) {
        cli_print(stderr, "surefoot: and %d more faults\n", faults.dropped);
    }
    if (errors == 0) {
        (void)printf("fine: %d exercises, %d programs\n", library.exercise_count,
                     library.program_count);
    }
    library_deinit(&library);
    faults_deinit(&faults);
    return errors > 0 ? EXIT_BAD_INPUT : EXIT_FINE;
}
