/* SPDX-License-Identifier: MIT */
/* surefoot script: runs scripts. */
#include <stdio.h>

#include "cli.h"
#include "script.h"

static void say(void *context, const char *line)
{
    (void)context;
    cli_print(stderr, "%s\n", line);
}

int cmd_script(Cli *cli)
{
    if (cli->word_count == 0) {
        return cli_usage(cli, "give files with scripts to run");
    }
    const int found = cli_find_assets(cli);
    if (found != EXIT_FINE) {
        return found;
    }
    const ScriptOptions options = {
        .asset_paths = cli->asset_paths,
        .asset_path_count = cli->asset_path_count,
        .fonts = cli->fonts,
        .data_dir = cli->data,
        .out_dir = cli->out,
        .shots = cli->out != NULL || cli->update ? SHOTS_WRITE : SHOTS_COMPARE,
        .say = say,
    };
    int code = EXIT_FINE;
    for (int i = 0; i < cli->word_count; i++) {
        const SfError error = script_run_file(cli->words[i], &options);
        if (error == SF_OK) {
            if (!cli->quiet) {
                cli_print(stdout, "%s: fine\n", cli->words[i]);
            }
        } else if (error == SF_E_NOMEM || error == SF_E_IO) {
            code = EXIT_SYSTEM;
        } else if (code == EXIT_FINE) {
            code = EXIT_BAD_INPUT;
        }
    }
    return code;
}
