/* SPDX-License-Identifier: MIT */
/* The command line: reads the options and calls the command. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "clock.h"

typedef struct Command {
    const char *name;
    int (*run)(Cli *cli);
    const char *help;
} Command;

static const Command commands[] = {
    {"open", cmd_open, "open                       open the app (also without a command)"},
    {"check", cmd_check, "check [PATH...]            check programs, exercises and figures"},
    {"timeline", cmd_timeline, "timeline PROGRAM/ROUTINE   print the compiled timeline (--json)"},
    {"play", cmd_play,
     "play [PROGRAM/ROUTINE]     follow along in the terminal (--speed N, --log)"},
    {"status", cmd_status, "status                     streak, today (--on DATE, --json)"},
    {"export", cmd_export, "export FILE                write the whole log"},
    {"import", cmd_import, "import FILE                add another log to this one"},
    {"shot", cmd_shot,
     "shot SCREEN --out FILE     a screen as PNG (--size WxH --scale N --theme T)"},
    {"figures", cmd_figures,
     "figures [ID...] --out FILE  a sheet of the moving figures (--size WxH of one, --scale N)"},
    {"log", cmd_log,
     "log session PROGRAM/ROUTINE | log pain --knee SIDE --level N | log balance --leg SIDE "
     "--seconds N | log answer QUESTION yes|no (--at TIME)"},
    {"sway", cmd_sway,
     "sway FILE                  how quietly somebody stood: a CSV of t,ax,ay,az (--json)"},
    {"script", cmd_script, "script FILE...             drive the app with virtual fingers"},
};

typedef enum OptionKind { OPTION_TEXT, OPTION_NUMBER, OPTION_FLAG } OptionKind;

typedef struct Option {
    const char *name;
    OptionKind kind;
    size_t offset;
} Option;

#define TEXT(name)                                                                                 \
    {                                                                                              \
#name, OPTION_TEXT, offsetof(Cli, name)                                                    \
    }
#define NUMBER(name)                                                                               \
    {                                                                                              \
#name, OPTION_NUMBER, offsetof(Cli, name)                                                  \
    }
#define FLAG(name)                                                                                 \
    {                                                                                              \
#name, OPTION_FLAG, offsetof(Cli, name)                                                    \
    }

static const Option options[] = {
    TEXT(data),      TEXT(assets),  TEXT(now),  TEXT(on),      TEXT(at),      TEXT(out),
    TEXT(size),      TEXT(theme),   TEXT(lang), TEXT(fonts),   TEXT(knee),    TEXT(moment),
    TEXT(level),     TEXT(minutes), TEXT(leg),  TEXT(eyes),    TEXT(surface), TEXT(stop),
    TEXT(seconds),   TEXT(cap),     TEXT(end),  NUMBER(scale), NUMBER(speed), NUMBER(text),
    FLAG(json),      FLAG(log),     FLAG(gpu),  FLAG(once),    FLAG(quiet),   FLAG(update),
    FLAG(supported),
};

static void print_help(FILE *to)
{
    (void)fprintf(to, "Surefoot: an offline exercise coach for runner's knee.\n\n");
    for (size_t i = 0; i < SF_COUNT(commands); i++) {
        (void)fprintf(to, "  surefoot %s\n", commands[i].help);
    }
    (void)fprintf(to, "\nEverywhere: --data DIR, --assets DIR, --now 2026-11-21T07:30+01:00\n");
}

static bool set_option(Cli *cli, const Option *option, const char *value)
{
    char *field = (char *)cli + option->offset;
    switch (option->kind) {
    case OPTION_TEXT:
        *(const char **)(void *)field = value;
        return true;
    case OPTION_FLAG:
        *(bool *)(void *)field = true;
        return true;
    case OPTION_NUMBER:
        break;
    }
    char *end = NULL;
    const double number = strtod(value, &end);
    *(double *)(void *)field = number;
    return end != value && *end == '\0' && number > 0 && number <= 1000000;
}

static int parse(Cli *cli, int argc, char **argv)
{
    struct option table[SF_COUNT(options) + 2] = {{0}};
    for (size_t i = 0; i < SF_COUNT(options); i++) {
        table[i].name = options[i].name;
        table[i].has_arg = options[i].kind == OPTION_FLAG ? no_argument : required_argument;
    }
    table[SF_COUNT(options)] = (struct option){.name = "help"};
    opterr = 0;
    for (;;) {
        int index = -1;
        const int got = getopt_long(argc, argv, "", table, &index);
        if (got == -1) {
            break;
        }
        if (got == '?' || index < 0) {
            return cli_usage(cli, "%s is not an option here, or its value is missing",
                             argv[optind - 1]);
        }
        if ((size_t)index == SF_COUNT(options)) {
            print_help(stdout);
            exit(EXIT_FINE);
        }
        if (options[index].kind == OPTION_TEXT && optarg[0] == '\0') {
            return cli_usage(cli, "--%s wants a value, not \"\"", options[index].name);
        }
        if (!set_option(cli, &options[index], optarg)) {
            return cli_usage(cli, "--%s wants a number above 0, not \"%s\"", options[index].name,
                             optarg);
        }
    }
    cli->words = (const char *const *)(argv + optind);
    cli->word_count = argc - optind;
    for (int i = 0; i < cli->word_count; i++) {
        if (cli->words[i][0] == '\0') {
            return cli_usage(cli, "an argument is empty");
        }
    }
    return EXIT_FINE;
}

static const Command *find_command(Cli *cli)
{
    if (cli->word_count == 0) {
        cli->command = "open";
        return &commands[0];
    }
    cli->command = cli->words[0];
    for (size_t i = 0; i < SF_COUNT(commands); i++) {
        if (strcmp(commands[i].name, cli->command) == 0) {
            cli->words++;
            cli->word_count--;
            return &commands[i];
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    Cli cli = {0};
    int code = parse(&cli, argc, argv);
    if (code != EXIT_FINE) {
        return code;
    }
    const Command *command = find_command(&cli);
    if (command == NULL) {
        return cli_usage(&cli, "there is no command \"%s\"", cli.command);
    }
    cli.wall = clock_wall();
    if (cli.now != NULL) {
        SfErrorInfo err;
        if (calendar_parse_instant(&cli.wall, cli.now, &err) != SF_OK) {
            return cli_usage(&cli, "--now: %s", err.text);
        }
    }
    code = command->run(&cli);
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        (void)fprintf(stderr, "surefoot: the output could not be written\n");
        return EXIT_SYSTEM;
    }
    return code;
}
