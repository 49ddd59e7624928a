/* SPDX-License-Identifier: MIT */
/* A screen as a picture. How to get to each is a script of a few lines. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "script.h"

#define SCRIPT_BYTES 4096
#define DEFAULT_SIZE "390x844"
#define DEFAULT_SCALE 2

#define FIRST "safety done\n"
#define DESK FIRST "follow desk-knee\n"
#define SIX FIRST "follow hip-and-knee\n"
#define IN_SIX SIX "tap #start\ntap #start\n"
#define IN_HOLD DESK "tap #start\ntap #start\nwait 8s\n"

static const struct {
    const char *name;
    const char *script;
} screens[] = {
    {"safety", "expect screen safety\n"},
    {"referral", "tap #flag.calf\ntap #continue\nexpect screen referral\n"},
    {"today", FIRST "follow hip-and-knee at 2026-11-09T08:00+01:00\n"
                    "follow desk-knee at 2026-11-09T08:00+01:00\n"
                    "log session hip-and-knee/six at 2026-11-17T07:30+01:00\n"
                    "log session desk-knee/quad-hold at 2026-11-18T09:00+01:00\n"
                    "log session hip-and-knee/six at 2026-11-19T07:30+01:00\n"
                    "log session desk-knee/quad-hold at 2026-11-20T09:00+01:00\n"
                    "log pain left 1 morning\nexpect screen today\n"},
    {"today-first", FIRST "expect screen today\n"},
    {"today-done", SIX "log session hip-and-knee/six\nexpect \"Done for today\"\n"},
    {"today-sore", SIX "log pain left 5 morning\nexpect \"A sore day\"\n"},
    {"programs", SIX "tap #programs\nexpect screen programs\n"},
    {"routine", SIX "tap #start\nexpect screen routine\n"},
    {"exercise", SIX "tap #start\ntap #clamshell\nexpect screen exercise\n"},
    {"player-ready", IN_SIX "wait 3s\nexpect \"Get ready\"\n"},
    {"player-work", IN_HOLD "expect \"Hold\"\n"},
    {"player-reps", IN_SIX "wait 25s\nexpect \"of *\"\n"},
    {"player-rest", IN_SIX "wait until \"Rest\" max 5m\nwait 8s\nexpect \"Rest\"\n"},
    {"player-change", IN_HOLD "wait until \"Change sides\"\nexpect \"Change sides\"\n"},
    {"player-paused", IN_HOLD "tap 195,300\nexpect \"Paused\"\n"},
    {"player-hurt", IN_HOLD "tap #hurts\nexpect \"Thank you for noticing\"\n"},
    {"player-leave", IN_HOLD "tap #close\nexpect \"Stop here?\"\n"},
    {"player-check", FIRST "tap #knees\ntap #left-0\ntap #right-0\ntap #save\ntap #programs\n"
                           "tap #one-one\ntap #start\nexpect #yes\n"},
    {"finish", IN_HOLD "wait until screen finish max 5m\n"},
    {"resume", IN_HOLD "kill\nrestart\nexpect screen resume\n"},
    {"settings", DESK "tap #settings\nexpect screen settings\n"},
    {"knees", FIRST "tap #knees\nexpect screen knees\n"},
    {"problems", "data broken\n" FIRST "tap #problems\nexpect screen problems\n"},
    {"log-newer", "data newer\nexpect screen log_state\n"},
};

static void say(void *context, const char *line)
{
    (void)context;
    (void)fprintf(stderr, "surefoot: %s\n", line);
}

static int print_list(void)
{
    for (size_t i = 0; i < SF_COUNT(screens); i++) {
        (void)printf("%s\n", screens[i].name);
    }
    return EXIT_FINE;
}

static const char *find_script(const char *name)
{
    for (size_t i = 0; i < SF_COUNT(screens); i++) {
        if (strcmp(screens[i].name, name) == 0) {
            return screens[i].script;
        }
    }
    return NULL;
}

/* Options become the first lines of the script. The size is set first of all, the text size after
 * the log is there. */
static bool write_script(const Cli *cli, const char *body, char *out, size_t size)
{
    char now[96] = "";
    char text[32] = "";
    const bool dark = cli->theme != NULL && strcmp(cli->theme, "dark") == 0;
    if (cli->now != NULL) {
        (void)sf_format(now, sizeof(now), "clock %.80s\n", cli->now);
    }
    if (cli->text > 0) {
        (void)sf_format(text, sizeof(text), "text %d\n", (int)cli->text);
    }
    return sf_format(out, size, "%ssize %.32s scale %d\ntheme %s\n%s%s", now,
                     cli->size != NULL ? cli->size : DEFAULT_SIZE,
                     cli->scale > 0 ? (int)cli->scale : DEFAULT_SCALE, dark ? "dark" : "light",
                     text, body);
}

static int check_options(const Cli *cli)
{
    if (cli->word_count != 1) {
        return cli_usage(cli, "give one screen, or list to see their names");
    }
    if (cli->theme != NULL && strcmp(cli->theme, "dark") != 0 && strcmp(cli->theme, "light") != 0) {
        return cli_usage(cli, "--theme must be light or dark");
    }
    if (cli->lang != NULL && strcmp(cli->lang, "en") != 0) {
        return cli_usage(cli, "--lang: there is only en so far");
    }
    if (cli->scale > 0 && (cli->scale < 1 || cli->scale > 4)) {
        return cli_usage(cli, "--scale must be 1 to 4");
    }
    if (cli->text > 0 && (cli->text < 100 || cli->text > 200)) {
        return cli_usage(cli, "--text must be 100 to 200");
    }
    return EXIT_FINE;
}

int cmd_shot(Cli *cli)
{
    int code = check_options(cli);
    if (code != EXIT_FINE || strcmp(cli->words[0], "list") == 0) {
        return code != EXIT_FINE ? code : print_list();
    }
    const char *body = find_script(cli->words[0]);
    if (body == NULL) {
        return cli_usage(cli, "there is no screen \"%.64s\": surefoot shot list", cli->words[0]);
    }
    char fallback[96];
    (void)sf_format(fallback, sizeof(fallback), "%.64s.png", cli->words[0]);
    code = cli_find_assets(cli);
    char script[SCRIPT_BYTES];
    if (code != EXIT_FINE || !write_script(cli, body, script, sizeof(script))) {
        return code != EXIT_FINE ? code : EXIT_USAGE;
    }
    const ScriptOptions options = {
        .asset_paths = cli->asset_paths,
        .asset_path_count = cli->asset_path_count,
        .fonts = cli->fonts,
        .picture = cli->out != NULL ? cli->out : fallback,
        .say = say,
    };
    const SfError error = script_run(cli->words[0], script, strlen(script), &options);
    if (error == SF_OK && !cli->quiet) {
        (void)printf("%s\n", options.picture);
    }
    return error == SF_OK ? EXIT_FINE : error == SF_E_INPUT ? EXIT_BAD_INPUT : EXIT_SYSTEM;
}
