/* SPDX-License-Identifier: MIT */
/* surefoot timeline: prints what a routine compiles to. */
#include <stdio.h>

#include "cli.h"

int cmd_timeline(Cli *cli)
{
    if (cli->word_count != 1) {
        return cli_usage(cli, "give one routine as PROGRAM/ROUTINE");
    }
    Library library = {0};
    int code = cli_load_library(cli, NULL, &library);
    if (code != EXIT_FINE) {
        return code;
    }
    const Program *program = NULL;
    const Routine *routine = NULL;
    SfErrorInfo err = {0};
    Timeline timeline = {0};
    const Profile profile = profile_default();
    SfError error = library_find(&library, cli->words[0], &program, &routine, &err);
    if (error == SF_OK) {
        error = timeline_compile(&timeline, &library, program, routine, &profile, &err);
    }
    char *text = NULL;
    if (error == SF_OK) {
        error = cli->json ? timeline_to_json(&timeline, &text) : timeline_to_text(&timeline, &text);
    }
    if (error == SF_OK) {
        (void)fputs(text, stdout);
    } else {
        code = cli_fail(error, &err);
    }
    sf_free(text);
    timeline_deinit(&timeline);
    library_deinit(&library);
    return code;
}
