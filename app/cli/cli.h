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

/** The options and arguments of a command; what was not given is NULL, 0 or false. */
typedef struct Cli {
    const char *command;
    const char *const *words; /**< the arguments that are not options */
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
 * Prints one line or a part of one. Use it for every text that may come from others, such as an
 * argument, the name of a file or a title: control characters and line breaks in the arguments are
 * made harmless. Only a line break at the end of `format` is kept.
 */
void cli_print(FILE *to, const char *format, ...) SF_PRINTF(2, 3);
/** Prints what is wrong with the command line and how to get help. Returns EXIT_USAGE. */
int cli_usage(const Cli *cli, const char *format, ...) SF_PRINTF(2, 3);
/** Prints the error. Returns the exit code that fits it. */
int cli_fail(SfError error, const SfErrorInfo *err);
/** Finds the assets and sets cli->asset_paths. Returns an exit code. */
int cli_find_assets(Cli *cli);
/** Finds or makes the data folder and sets cli->data_path. Returns an exit code. */
int cli_find_data(Cli *cli);
/**
 * Loads the library as the app does: assets, the person's own programs, and followed programs from
 * the log. Prints faults. store: NULL if the command has not opened the log. Returns an exit code.
 */
int cli_load_library(Cli *cli, Store *store, Library *library);
/** The folder of the person's own programs, which may be missing; NULL if no place is known. */
const char *cli_own_dir(Cli *cli);
/** Opens the log, or creates it. Returns an exit code; the caller closes the store. */
int cli_open_store(Cli *cli, Store **store);
/** Opens the log for reading and creates no file: without a log *store is an empty one in memory.
 *  Returns an exit code. */
int cli_open_to_read(Cli *cli, Store **store);
/** Closes a damaged log and opens it again, which repairs it. Returns an exit code. */
int cli_open_again(Cli *cli, Store **store);
/** Prints how many damaged records were left out of the last reading, if any. */
void cli_tell_damaged(Store *store);

/** Prints a message and returns an error code if the path must not be written: the log and the
 *  files beside it. */
int cli_check_out(Cli *cli, const char *path);

/**
 * Reads a file, or the standard input for "-". The caller frees *bytes with sf_free, even after an
 * error. SF_E_TOOBIG for more than `most` bytes.
 */
SfError cli_read_file(const char *path, size_t most, char **bytes, size_t *size, SfErrorInfo *err);

/** Finds the icon with this name. False if there is none. */
bool cli_find_icon(const char *name, IconShape *shape);
/** Writes an icon as PNG. Returns an exit code. */
int cli_icon(Cli *cli, IconShape shape);
/** Writes the picture that a system shows until the app opens: the icon on the page colour. Returns
 *  an exit code. */
int cli_splash(Cli *cli);

/** `surefoot open`: the app in a window. Each command returns an exit code. */
int cmd_open(Cli *cli);
/** `check`: faults in files. */
int cmd_check(Cli *cli);
/** `timeline`: what a routine compiles to. */
int cmd_timeline(Cli *cli);
/** `play`: a routine in the terminal. */
int cmd_play(Cli *cli);
/** `status`: today, streak and stage. */
int cmd_status(Cli *cli);
/** `export`: the log as a file. */
int cmd_export(Cli *cli);
/** `import`: adds the records of an export. */
int cmd_import(Cli *cli);
/** `shot`: a screen or the icon as a picture. */
int cmd_shot(Cli *cli);
/** `figures`: all figures on one sheet. */
int cmd_figures(Cli *cli);
/** `log`: adds a record by hand. */
int cmd_log(Cli *cli);
/** `script`: runs a script. */
int cmd_script(Cli *cli);
/** `sway`: measures recordings of the sensor. */
int cmd_sway(Cli *cli);

#endif
