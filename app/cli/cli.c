/* SPDX-License-Identifier: MIT */
/* What the commands share: messages, assets, the data folder, the log and the library. */
#include "cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "paths.h"
#include "surefoot/file_out.h"
#include "surefoot/memory.h"
#include "surefoot/utf8.h"

#define LINE_BYTES 2048
#define PRINT_BYTES 4096 /* longer texts are allocated */

static void print(FILE *to, const char *format, va_list args)
{
    char text[PRINT_BYTES];
    va_list again;
    va_copy(again, args);
    const int length = vsnprintf(text, sizeof(text), format, args);
    char *whole = length >= (int)sizeof(text) ? sf_alloc((size_t)length + 1) : NULL;
    if (whole != NULL) {
        (void)vsnprintf(whole, (size_t)length + 1, format, again);
    }
    va_end(again);
    char *shown = whole != NULL ? whole : text;
    const size_t size = strlen(format);
    const size_t used = strlen(shown);
    const bool ends = size > 0 && format[size - 1] == '\n';
    if (ends && used > 0 && shown[used - 1] == '\n') {
        shown[used - 1] = '\0';
    }
    utf8_make_plain(shown, UTF8_ONE_LINE);
    (void)fprintf(to, "%s%s", shown, ends ? "\n" : "");
    sf_free(whole);
}

void cli_print(FILE *to, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print(to, format, args);
    va_end(args);
}

int cli_usage(const Cli *cli, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    cli_print(stderr, "surefoot%s%s: ", cli->command != NULL ? " " : "",
              cli->command != NULL ? cli->command : "");
    print(stderr, format, args);
    cli_print(stderr, "; see surefoot --help\n");
    va_end(args);
    return EXIT_USAGE;
}

int cli_fail(SfError error, const SfErrorInfo *err)
{
    cli_print(stderr, "surefoot: %s\n", err->text[0] != '\0' ? err->text : "not enough memory");
    switch (error) {
    case SF_OK:
        return EXIT_FINE;
    case SF_E_INPUT:
    case SF_E_TOOBIG:
    case SF_E_NOTFOUND:
    case SF_E_STATE:
        return EXIT_BAD_INPUT;
    case SF_E_NOMEM:
    case SF_E_IO:
    case SF_E_FULL:
    case SF_E_NEWER:
    case SF_E_CORRUPT:
        break;
    }
    return EXIT_SYSTEM;
}

int cli_find_assets(Cli *cli)
{
    SfErrorInfo err = {0};
    SfError error = SF_OK;
    if (cli->assets == NULL) {
        error = paths_assets_dir(cli->assets_path, &err);
    } else if (!sf_format(cli->assets_path, sizeof(cli->assets_path), "%s", cli->assets) ||
               !paths_exist(cli->assets_path)) {
        error = sf_fail(&err, SF_E_NOTFOUND, "--assets %.300s: no such folder", cli->assets);
    }
    if (error != SF_OK) {
        return cli_fail(error, &err);
    }
    static char exercises[CLI_PATH_BYTES + 16];
    static char programs[CLI_PATH_BYTES + 16];
    static char figures[CLI_PATH_BYTES + 16];
    static char norms[CLI_PATH_BYTES + 16];
    (void)sf_format(exercises, sizeof(exercises), "%s/exercises", cli->assets_path);
    (void)sf_format(programs, sizeof(programs), "%s/programs", cli->assets_path);
    (void)sf_format(figures, sizeof(figures), "%s/figures", cli->assets_path);
    (void)sf_format(norms, sizeof(norms), "%s/norms", cli->assets_path);
    cli->asset_paths[0] = exercises;
    cli->asset_paths[1] = programs;
    cli->asset_path_count = 2;
    if (paths_exist(figures)) {
        cli->asset_paths[cli->asset_path_count++] = figures;
    }
    if (paths_exist(norms)) {
        cli->asset_paths[cli->asset_path_count++] = norms;
    }
    return EXIT_FINE;
}

/* The path of the data folder, which may not exist. */
static SfError find_data_path(Cli *cli, SfErrorInfo *err)
{
    if (cli->data == NULL) {
        return paths_data_dir(cli->data_path, err);
    }
    return sf_format(cli->data_path, sizeof(cli->data_path), "%s", cli->data)
               ? SF_OK
               : sf_fail(err, SF_E_TOOBIG, "--data: the path is too long");
}

int cli_find_data(Cli *cli)
{
    SfErrorInfo err = {0};
    SfError error = find_data_path(cli, &err);
    if (error == SF_OK) {
        error = paths_make_data_dir(cli->data_path, &err);
    }
    return error == SF_OK ? EXIT_FINE : cli_fail(error, &err);
}

const char *cli_own_dir(Cli *cli)
{
    SfErrorInfo err = {0};
    if (find_data_path(cli, &err) != SF_OK) {
        return NULL;
    }
    (void)sf_format(cli->own_path, sizeof(cli->own_path), "%s/programs", cli->data_path);
    return cli->own_path;
}

int cli_check_out(Cli *cli, const char *path)
{
    SfErrorInfo err = {0};
    if (find_data_path(cli, &err) == SF_OK && file_out_hits_log(path, cli->data_path)) {
        return cli_fail(SF_E_INPUT, &(SfErrorInfo){.text = "that is your log, or belongs to it; "
                                                           "give another file to write"});
    }
    return EXIT_FINE;
}

/* Prints errors only; surefoot check prints warnings too. */
static void print_faults(const Faults *faults)
{
    for (int32_t i = 0; i < faults->count; i++) {
        char line[LINE_BYTES];
        if (faults->items[i].level == FAULT_ERROR) {
            fault_format(&faults->items[i], line, sizeof(line));
            cli_print(stderr, "%s\n", line);
        }
    }
}

static int load_with(const Cli *cli, const char *own_dir, Store *store, Library *library)
{
    const LibraryPlaces places = {
        .paths = cli->asset_paths, .path_count = cli->asset_path_count, .own_dir = own_dir};
    History history = {0};
    Faults faults = {0};
    SfErrorInfo err = {0};
    const bool known = store != NULL && store_history(store, &history, &err) == SF_OK;
    if (known) {
        (void)store_take_damaged(store); /* the command that reads the log reports them */
    }
    const SfError error = programs_load(library, &faults, &places, store, known ? &history : NULL);
    print_faults(&faults);
    faults_deinit(&faults);
    history_deinit(&history);
    return error == SF_OK ? EXIT_FINE : cli_fail(error, &(SfErrorInfo){.text = ""});
}

int cli_load_library(Cli *cli, Store *store, Library *library)
{
    int code = cli_find_assets(cli);
    const char *own_dir = code == EXIT_FINE ? cli_own_dir(cli) : NULL;
    Store *lent = NULL;
    /* If the log cannot be opened, this prints a message, and the command goes on without it. */
    if (own_dir != NULL && store == NULL) {
        (void)cli_open_to_read(cli, &lent);
    }
    if (code == EXIT_FINE) {
        code = load_with(cli, own_dir, store != NULL ? store : lent, library);
    }
    store_close(lent);
    return code;
}

static int open_at(const Cli *cli, const char *path, Store **store)
{
    StoreOptions options = {.path = path, .now = cli->wall};
    clock_random(options.seed, sizeof(options.seed));
    StoreOpened opened;
    SfErrorInfo err = {0};
    const SfError error = store_open(store, &options, &opened, &err);
    if (error != SF_OK) {
        return cli_fail(error, &err);
    }
    if (opened.set_aside[0] != '\0') {
        cli_print(stderr,
                  "surefoot: the log was damaged; %d records of it were saved into a new one, "
                  "%d could not be read; the old file was kept as %s\n",
                  opened.saved, opened.lost, opened.set_aside);
    }
    return EXIT_FINE;
}

static void log_path(const Cli *cli, char out[CLI_PATH_BYTES + 16])
{
    (void)sf_format(out, CLI_PATH_BYTES + 16, "%s/surefoot.db", cli->data_path);
}

int cli_open_store(Cli *cli, Store **store)
{
    char path[CLI_PATH_BYTES + 16];
    const int code = cli_find_data(cli);
    log_path(cli, path);
    return code == EXIT_FINE ? open_at(cli, path, store) : code;
}

int cli_open_to_read(Cli *cli, Store **store)
{
    char path[CLI_PATH_BYTES + 16];
    SfErrorInfo err = {0};
    const SfError error = find_data_path(cli, &err);
    if (error != SF_OK) {
        return cli_fail(error, &err);
    }
    log_path(cli, path);
    return open_at(cli, access(path, F_OK) != 0 && errno == ENOENT ? NULL : path, store);
}

int cli_open_again(Cli *cli, Store **store)
{
    store_close(*store);
    *store = NULL;
    return cli_open_to_read(cli, store);
}

void cli_tell_damaged(Store *store)
{
    const int32_t damaged = store_take_damaged(store);
    if (damaged > 0) {
        (void)fprintf(stderr, "surefoot: %d damaged record%s left out; all others are here\n",
                      damaged, damaged == 1 ? " was" : "s were");
    }
}

static SfError
read_all(FILE *file, const char *path, size_t most, char **bytes, size_t *size, SfErrorInfo *err)
{
    size_t capacity = 0;
    for (;;) {
        char *room = array_room(*bytes, &capacity, *size + 1, 1);
        if (room == NULL) {
            return sf_fail(err, SF_E_NOMEM, "out of memory");
        }
        *bytes = room;
        const size_t got = fread(*bytes + *size, 1, capacity - *size, file);
        *size += got;
        if (*size > most) {
            return sf_fail(err, SF_E_TOOBIG, "%.300s is too large (%zu MiB at most)", path,
                           most / 1048576);
        }
        if (got == 0) {
            return ferror(file) == 0
                       ? SF_OK
                       : sf_fail(err, SF_E_IO, "%.300s cannot be read: %s", path, strerror(errno));
        }
    }
}

SfError cli_read_file(const char *path, size_t most, char **bytes, size_t *size, SfErrorInfo *err)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    *bytes = NULL;
    *size = 0;
    if (file == NULL) {
        return sf_fail(err, SF_E_NOTFOUND, "%.300s cannot be read: %s", path, strerror(errno));
    }
    const SfError error = read_all(file, path, most, bytes, size, err);
    if (file != stdin) {
        (void)fclose(file);
    }
    return error;
}
