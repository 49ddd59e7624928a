/* SPDX-License-Identifier: MIT */
/* surefoot export and surefoot import. */
#include <string.h>

#include "cli.h"
#include "surefoot/file_out.h"
#include "surefoot/limits.h"
#include "surefoot/transfer.h"

#define LINE_BYTES 2048

int cmd_export(Cli *cli)
{
    if (cli->word_count != 1) {
        return cli_usage(cli, "give the file to write");
    }
    const char *path = cli->words[0];
    Store *store = NULL;
    int code = cli_check_out(cli, path);
    if (code == EXIT_FINE) {
        code = cli_open_to_read(cli, &store);
    }
    if (code != EXIT_FINE) {
        return code;
    }
    char *text = NULL;
    size_t size = 0;
    SfErrorInfo err = {0};
    SfError error = export_write(store, cli->wall, &text, &size, &err);
    if (error == SF_E_CORRUPT && cli_open_again(cli, &store) == EXIT_FINE) {
        error = export_write(store, cli->wall, &text, &size, &err);
    }
    if (error == SF_OK && strcmp(path, "-") == 0) {
        (void)fwrite(text, 1, size, stdout);
    } else if (error == SF_OK) {
        error = file_out(path, FILE_OUT_PRIVATE, text, size, &err);
    }
    sf_free(text);
    if (error == SF_OK) {
        cli_tell_damaged(store);
    }
    store_close(store);
    return error == SF_OK ? EXIT_FINE : cli_fail(error, &err);
}

int cmd_import(Cli *cli)
{
    if (cli->word_count != 1) {
        return cli_usage(cli, "give the export to read");
    }
    Store *store = NULL;
    int code = cli_open_store(cli, &store);
    if (code != EXIT_FINE) {
        return code;
    }
    SfErrorInfo err = {0};
    Faults faults = {0};
    ImportResult result = {0};
    char *bytes = NULL;
    size_t size = 0;
    SfError error = cli_read_file(cli->words[0], LIMIT_EXPORT_BYTES, &bytes, &size, &err);
    if (error == SF_OK) {
        const SourceFile file = {cli->words[0], bytes, size};
        error = export_read(store, &file, &result, &faults, &err);
    }
    for (int32_t i = 0; i < faults.count; i++) {
        char line[LINE_BYTES];
        fault_format(&faults.items[i], line, sizeof(line));
        cli_print(stderr, "%s\n", line);
    }
    if (error == SF_OK) {
        (void)printf("%d new records, %d were here already\n", result.added, result.known);
    } else {
        if (faults.count > 0 && err.text[0] == '\0') {
            (void)sf_fail(&err, error, "nothing was imported");
        }
        code = cli_fail(error, &err);
    }
    sf_free(bytes);
    faults_deinit(&faults);
    store_close(store);
    return code;
}
