/* SPDX-License-Identifier: MIT */
/* Runs a script from its first command to its last. */
#include <string.h>

#include "script_parts.h"
#include "surefoot/limits.h"

#define DEFAULT_WIDTH 390 /* a common phone, dp */
#define DEFAULT_HEIGHT 844
#define DEFAULT_CLOCK "2026-11-21T07:30+01:00"

/* ---- commands ------------------------------------------------------------------------------- */

/* Rounds still to come of each open repeat, innermost last. */
typedef struct Rounds {
    int32_t left[SCRIPT_NEST];
    int32_t depth;
} Rounds;

/* The index of the command after this one. */
static int32_t step_on(const Script *script, int32_t at, Rounds *rounds)
{
    const ScriptCommand *command = &script->commands[at];
    if (command->verb == VERB_REPEAT) {
        rounds->left[rounds->depth++] = command->number - 1;
    } else if (command->verb == VERB_END) {
        if (rounds->left[rounds->depth - 1] > 0) {
            rounds->left[rounds->depth - 1]--;
            return command->partner + 1;
        }
        rounds->depth--;
    }
    return at + 1;
}

static bool run_all(ScriptRun *run)
{
    Rounds rounds = {.depth = 0};
    int32_t steps = 0;
    for (int32_t at = 0; at < run->script->count; at = step_on(run->script, at, &rounds)) {
        run->command = &run->script->commands[at];
        if (++steps > SCRIPT_STEPS) {
            return script__fail(run, "the script runs more than %d commands", SCRIPT_STEPS);
        }
        if (run->command->verb != VERB_EXPECT) {
            run->cue_mark = run->cue_count;
        }
        if (!script__act(run, run->command) || run->failed) {
            return false;
        }
    }
    return run->options->picture == NULL ||
           (script__need_app(run) && script__picture(run, run->options->picture));
}

/* ---- the whole ------------------------------------------------------------------------------ */

static SfError open_platform(ScriptRun *run, SfErrorInfo *err)
{
    run->headless = sf_alloc(sizeof(*run->headless));
    if (run->headless == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    const TextSource *text = run->options->text;
    if (text == NULL) {
        run->fonts = text_fonts_open(run->options->fonts, err);
        if (run->fonts == NULL) {
            return SF_E_NOTFOUND;
        }
        text = text_fonts_source(run->fonts);
    }
    HeadlessOptions options = {.text = text, .seed = 1};
    const SfError error = calendar_parse_instant(&options.now, DEFAULT_CLOCK, err);
    headless_init(run->headless, &options);
    run->viewport = (Viewport){.width = DEFAULT_WIDTH, .height = DEFAULT_HEIGHT, .scale = 1.0F};
    return error;
}

static SfError open_data(ScriptRun *run, SfErrorInfo *err)
{
    if (run->options->no_files) {
        return SF_OK;
    }
    if (run->options->data_dir != NULL) {
        return sf_format(run->data_dir, sizeof(run->data_dir), "%s", run->options->data_dir)
                   ? SF_OK
                   : sf_fail(err, SF_E_TOOBIG, "the path of the data folder is too long");
    }
    const SfError error = files_make_temporary(run->folder, err);
    if (error == SF_OK) {
        (void)sf_format(run->data_dir, sizeof(run->data_dir), "%.1000s/data", run->folder);
    }
    return error;
}

static void close_run(ScriptRun *run)
{
    script__end_life(run);
    files_disk_full(false);
    if (run->folder[0] != '\0' && !run->keep) {
        files_remove(run->folder);
    }
    text_fonts_close(run->fonts);
    motion_recording_deinit(&run->motion);
    sf_free(run->headless);
    arena_deinit(&run->arena);
}

static SfError run_script(const char *name, const Script *script, const ScriptOptions *options)
{
    ScriptRun *run = sf_alloc(sizeof(*run));
    SfErrorInfo err = {.text = "out of memory"};
    SfError error = SF_E_NOMEM;
    if (run != NULL) {
        *run = (ScriptRun){.options = options, .script = script, .name = name};
        error = open_platform(run, &err);
    }
    if (error == SF_OK) {
        error = open_data(run, &err);
    }
    const bool opened = error == SF_OK;
    if (opened && !run_all(run)) {
        error = SF_E_INPUT;
    }
    if (run != NULL) {
        close_run(run);
    }
    if (error != SF_OK) {
        options->say(options->context, opened ? run->message : err.text);
    }
    sf_free(run);
    return error;
}

SfError script_run(const char *name, const char *text, size_t size, const ScriptOptions *options)
{
    Script script;
    const ScriptSay say = {options->say, options->context};
    SfError error = script__parse(&script, name, text, size, say);
    if (error == SF_OK) {
        error = run_script(name, &script, options);
    }
    script__deinit(&script);
    return error;
}

SfError script_run_file(const char *path, const ScriptOptions *options)
{
    char *text = NULL;
    size_t size = 0;
    SfErrorInfo err = {0};
    SfError error = files_read(path, &text, &size, &err);
    if (error != SF_OK) {
        options->say(options->context, err.text);
        return error;
    }
    error = script_run(path, text, size, options);
    sf_free(text);
    return error;
}
