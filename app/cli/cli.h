/* SPDX-License-Identifier: MIT */
/**
 * The command line: one file a command. Exit codes: 0 fine, 1 the input was bad, 2 usage, 3 the
 * system failed. Errors go to stderr, one line each, with what to do.
 */
#ifndef SUREFOOT_CLI_H
#define SUREFOOT_CLI_H

#include <stdio.h>

#include "surefoot/app_icon.h"
#include "surefoot/model.h"

#define EXIT_FINE 0
#define EXIT_BAD_INPUT 1
#define EXIT_USAGE 2
#define EXIT_SYSTEM 3

#define CLI_ASSETS 8
#define CLI_PATH_BYTES 1024

/** Everything that can stand behind a command; unset is NULL, 0 or false. */
typedef struct Cli {
    const char *command;
    const char *const *words; /**< what is not an option */
    int word_count;
    const char *data;
    const char *assets;
    const char *now;
    const char *on;
    const char *at;
    const char *out;
    const char *size;
    const char *theme;
    const char *lang;
    const char *fonts;
    const char *knee;
    const char *moment;
    const char *level;
    const char *minutes;
    const char *leg;
    const char *eyes;
    const char *surface;
    const char *stop;
    const char *seconds;
    const char *cap;
    const char *end;
    double scale;
    double speed;
    double text;
    bool json;
    bool log;
    bool gpu;
    bool once;
    bool quiet;
    bool update;
    bool supported;

    char data_path[CLI_PATH_BYTES];
    char assets_path[CLI_PATH_BYTES];
    char own_path[CLI_PATH_BYTES + 16];
    const char *asset_paths[CLI_ASSETS];
    int32_t asset_path_count;
    Instant wall; /**< --now or the clock */
} Cli;

/**
 * Prints one line, or a piece of one: every text that may come from somebody else, such as an
 * argument, the name of a file or a title, goes through here. Of what is filled in, nothing steers
 * the terminal and nothing breaks the line; only a line break at the end of `format` is one.
 */
void cli_print(FILE *to, const char *format, ...) SF_PRINTF(2, 3);
/** Says what is wrong and where help is; returns EXIT_USAGE. */
int cli_usage(const Cli *cli, const char *format, ...) SF_PRINTF(2, 3);
/** Prints the error; returns the exit code that fits it. */
int cli_fail(SfError error, const SfErrorInfo *err);
/** Finds the assets; an exit code, 0 fine. */
int cli_find_assets(Cli *cli);
/** Finds or makes the data folder. */
int cli_find_data(Cli *cli);
/**
 * Loads the library as the app does: assets, the person's own programs, and what the log has of
 * those they follow. Prints faults. store is NULL if the command needs no log of its own.
 */
int cli_load_library(Cli *cli, Store *store, Library *library);
/** The folder of the person's own programs, which need not be there; NULL if no place is known. */
const char *cli_own_dir(Cli *cli);
/** Opens the log, or begins one. */
int cli_open_store(Cli *cli, Store **store);
/** Opens the log without making anything: where there is none, an empty one in memory is read. */
int cli_open_to_read(Cli *cli, Store **store);
/** Closes a log in which damage was met and opens it again, which mends it. */
int cli_open_again(Cli *cli, Store **store);
/** Says how many damaged records were left out of what was just read, if any. */
void cli_tell_damaged(Store *store);

/** A message and an exit code if what --out or an argument names may not be written to: the log and
 * what belongs to it. */
int cli_check_out(Cli *cli, const char *path);

/**
 * The bytes of a file, or of the standard input for "-"; freed with sf_free, also after an error.
 * SF_E_TOOBIG beyond `most` bytes.
 */
SfError cli_read_file(const char *path, size_t most, char **bytes, size_t *size, SfErrorInfo *err);

/** False if no icon has this name. */
bool cli_find_icon(const char *name, IconShape *shape);
/** Writes it. */
int cli_icon(Cli *cli, IconShape shape);
/** The same of what a system shows until the app opens: the icon on the page. */
int cli_splash(Cli *cli);

int cmd_open(Cli *cli);
int cmd_check(Cli *cli);
int cmd_timeline(Cli *cli);
int cmd_play(Cli *cli);
int cmd_status(Cli *cli);
int cmd_export(Cli *cli);
int cmd_import(Cli *cli);
int cmd_shot(Cli *cli);
int cmd_figures(Cli *cli);
int cmd_log(Cli *cli);
int cmd_script(Cli *cli);
int cmd_sway(Cli *cli);

#endif
