/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "cli.h"

#define LINE_BYTES 2048

/* Programs refer to exercises of the library, so that is loaded along; only faults of the files
 * that were asked about are told. */
static bool is_asked(const Cli *cli, const Fault *fault)
{
    for (int i = 0; i < cli->word_count; i++) {
        const size_t length = strlen(cli->words[i]);
        if (strncmp(fault->file, cli->words[i], length) == 0) {
            return true;
        }
    }
    return false;
}

int cmd_check(Cli *cli)
{
    if (cli->word_count == 0) {
        return cli_usage(cli, "give files or folders to check");
    }
    if (cli->word_count > 1000) {
        return cli_usage(cli, "at most 1000 paths at once");
    }
    const int code = cli_find_assets(cli);
    if (code != EXIT_FINE) {
        return code;
    }
    const char *paths[1002];
    int32_t count = 0;
    for (int i = 0; i < cli->word_count; i++) {
        paths[count++] = cli->words[i];
    }
    bool covers_assets = false;
    for (int i = 0; i < cli->word_count; i++) {
        covers_assets = covers_assets ||
                        strncmp(cli->asset_paths[0], cli->words[i], strlen(cli->words[i])) == 0;
    }
    if (!covers_assets) {
        paths[count++] = cli->asset_paths[0];
    }
    Library library = {0};
    Faults faults = {0};
    const SfError error = library_load_paths(&library, paths, count, &faults);
    if (error != SF_OK) {
        faults_deinit(&faults);
        return cli_fail(error, &(SfErrorInfo){.text = ""});
    }
    int32_t errors = 0;
    for (int32_t i = 0; i < faults.count; i++) {
        const Fault *fault = &faults.items[i];
        if (is_asked(cli, fault)) {
            char line[LINE_BYTES];
            fault_format(fault, line, sizeof(line));
            cli_print(stderr, "%s\n", line);
            errors += fault->level == FAULT_ERROR;
        }
    }
    if (faults.dropped > 0) {
        (void)fprintf(stderr, "surefoot: and %d more faults\n", faults.dropped);
    }
    if (errors == 0) {
        (void)printf("fine: %d exercises, %d programs\n", library.exercise_count,
                     library.program_count);
    }
    library_deinit(&library);
    faults_deinit(&faults);
    return errors > 0 ? EXIT_BAD_INPUT : EXIT_FINE;
}
