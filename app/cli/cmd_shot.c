/* SPDX-License-Identifier: MIT */
/* surefoot shot: a screen, or the icon, as a picture. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "script.h"

#define SCRIPT_BYTES 8192
#define DEFAULT_SIZE "390x844"
#define DEFAULT_SCALE 2

static void say(void *context, const char *line)
{
    (void)context;
    cli_print(stderr, "surefoot: %s\n", line);
}

static int print_list(void)
{
    for (int32_t i = 0; script_screen_name(i) != NULL; i++) {
        (void)printf("%s\n", script_screen_name(i));
    }
    for (int32_t i = 0; i < ICON_SHAPES; i++) {
        (void)printf("%s\n", app_icon_name((IconShape)i));
    }
    (void)printf("splash\n");
    return EXIT_FINE;
}

/* Options become the first lines of the script. The size comes first; the text size comes after the
 * log was made. */
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
    if (cli->word_count > 0 && strcmp(cli->words[0], "figures") == 0) {
        cli->words++;
        cli->word_count--;
        return cmd_figures(cli);
    }
    int code = check_options(cli);
    if (code != EXIT_FINE || strcmp(cli->words[0], "list") == 0) {
        return code != EXIT_FINE ? code : print_list();
    }
    IconShape icon;
    if (strcmp(cli->words[0], "splash") == 0) {
        return cli_splash(cli);
    }
    if (cli_find_icon(cli->words[0], &icon)) {
        return cli_icon(cli, icon);
    }
    const char *body = script_screen(cli->words[0]);
    if (body == NULL) {
        return cli_usage(cli, "there is no screen \"%.64s\": surefoot shot list", cli->words[0]);
    }
    char fallback[96];
    (void)sf_format(fallback, sizeof(fallback), "%.64s.png", cli->words[0]);
    code = cli_find_assets(cli);
    if (code == EXIT_FINE) {
        code = cli_check_out(cli, cli->out != NULL ? cli->out : fallback);
    }
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
        cli_print(stdout, "%s\n", options.picture);
    }
    return error == SF_OK ? EXIT_FINE : error == SF_E_INPUT ? EXIT_BAD_INPUT : EXIT_SYSTEM;
}
