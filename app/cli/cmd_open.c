/* SPDX-License-Identifier: MIT */
/* surefoot open: the app in a window. */
#include <stdio.h>

#include "cli.h"
#include "paths.h"
#include "sdl_run.h"

/* The shape of a phone, for which the app is made. */
#define WINDOW_WIDTH 412
#define WINDOW_HEIGHT 892

static bool parse_size(const char *text, int32_t *width, int32_t *height)
{
    char rest = '\0';
    return sscanf(text, "%5dx%5d%c", width, height, &rest) == 2 && *width >= 200 &&
           *height >= 200 && *width <= 20000 && *height <= 20000;
}

int cmd_open(Cli *cli)
{
    SdlAppOptions options = {
        .screen = {.width = WINDOW_WIDTH,
                   .height = WINDOW_HEIGHT,
                   .scale = (float)cli->scale,
                   .gpu = cli->gpu},
        .fonts = cli->fonts,
        .theme = cli->theme,
        .now = cli->now != NULL ? &cli->wall : NULL,
    };
    if (cli->size != NULL &&
        !parse_size(cli->size, &options.screen.width, &options.screen.height)) {
        return cli_usage(cli, "--size wants WIDTHxHEIGHT, each 200 to 20000, not \"%s\"",
                         cli->size);
    }
    int code = cli_find_assets(cli);
    if (code != EXIT_FINE) {
        return code;
    }
    options.model.asset_paths = cli->asset_paths;
    options.model.asset_path_count = cli->asset_path_count;
    /* Without a place to write the app still runs and tells the person; an existing log is read. */
    if (cli_find_data(cli) == EXIT_FINE || paths_exist(cli->data_path)) {
        options.model.data_dir = cli->data_path;
    }
    char voice[PATH_BYTES];
    if (paths_voice(voice, "en")) {
        options.voice = voice;
    }
    SfErrorInfo err = {0};
    const SfError error = sdl_run(&options, cli->once, &err);
    if (error == SF_E_IO) {
        cli_print(stderr, "surefoot: %s. Following along in the terminal instead.\n", err.text);
        return cmd_play(cli);
    }
    return error == SF_OK ? EXIT_FINE : cli_fail(error, &err);
}
