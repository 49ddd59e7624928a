/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"
#include "surefoot/limits.h"

#define LINE_BYTES 2048

/* A device or a pipe is written to; only a file may be replaced. */
static bool is_replaceable(const char *path)
{
    struct stat info;
    return lstat(path, &info) != 0 || S_ISREG(info.st_mode);
}

static SfError write_file(const char *path, const char *text, size_t size, SfErrorInfo *err)
{
    char part[CLI_PATH_BYTES + 8];
    const bool replace = is_replaceable(path);
    if (!sf_format(part, sizeof(part), "%s%s", path, replace ? ".part" : "")) {
        return sf_fail(err, SF_E_TOOBIG, "the path is too long");
    }
    /* A half-written export must never stand under the name of a good one. */
    FILE *file = fopen(part, "wb");
    bool good = file != NULL && fwrite(text, 1, size, file) == size;
    good = file != NULL && fclose(file) == 0 && good;
    good = good && (!replace || rename(part, path) == 0);
    if (good) {
        return SF_OK;
    }
    const SfError error = sf_fail(err, errno == ENOSPC ? SF_E_FULL : SF_E_IO,
                                  "%.300s cannot be written: %s", path, strerror(errno));
    if (replace) {
        (void)remove(part);
    }
    return error;
}

int cmd_export(Cli *cli)
{
    if (cli->word_count != 1) {
        return cli_usage(cli, "give the file to write");
    }
    Store *store = NULL;
    int code = cli_open_store(cli, &store);
    if (code != EXIT_FINE) {
        return code;
    }
    char *text = NULL;
    size_t size = 0;
    SfErrorInfo err = {0};
    SfError error = export_write(store, cli->wall, &text, &size, &err);
    if (error == SF_OK && strcmp(cli->words[0], "-") == 0) {
        (void)fwrite(text, 1, size, stdout);
    } else if (error == SF_OK) {
        error = write_file(cli->words[0], text, size, &err);
    }
    sf_free(text);
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
        (void)fprintf(stderr, "%s\n", line);
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
