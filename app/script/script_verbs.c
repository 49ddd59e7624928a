/* SPDX-License-Identifier: MIT */
/* One function a command, and which command runs which. */
#include <string.h>

#include "script_parts.h"

/* ---- setting the stage ---------------------------------------------------------------------- */

static bool run_clock(ScriptRun *run, const ScriptCommand *command)
{
    headless_set_wall(run->headless, command->at);
    return script__settle(run);
}

static bool run_size(ScriptRun *run, const ScriptCommand *command)
{
    if (command->scale > 0) {
        run->viewport.scale = command->scale;
    }
    run->viewport.width = (int32_t)((float)command->width * run->viewport.scale);
    run->viewport.height = (int32_t)((float)command->height * run->viewport.scale);
    if (run->life != LIFE_RUNNING) {
        return true;
    }
    app_resize(run->app, &run->viewport);
    return script__event(run, &(InputEvent){.kind = INPUT_RESIZE});
}

/* What the person's system prefers may change while the app runs. */
static bool prefer(ScriptRun *run, bool *preference, bool value)
{
    *preference = value;
    return script__settle(run);
}

static bool run_theme(ScriptRun *run, const ScriptCommand *command)
{
    return prefer(run, &run->headless->options.dark, command->number == 1);
}

static bool run_reduced_motion(ScriptRun *run, const ScriptCommand *command)
{
    return prefer(run, &run->headless->options.reduced_motion, command->number == 1);
}

static bool run_sound(ScriptRun *run, const ScriptCommand *command)
{
    return prefer(run, &run->headless->options.no_sound, command->number == 0);
}

static bool run_text(ScriptRun *run, const ScriptCommand *command)
{
    return script__set_text(run, command->number);
}

/* A path that a script names, seen from the script; NULL after failing. */
static const char *path_beside(ScriptRun *run, const char *path)
{
    const char *slash = strrchr(run->name, '/');
    const int folder = path[0] == '/' || slash == NULL ? 0 : (int)(slash - run->name) + 1;
    const char *whole = arena_printf(&run->arena, "%.*s%s", folder, run->name, path);
    if (whole == NULL) {
        (void)script__fail(run, "out of memory");
    }
    return whole;
}

static bool run_library(ScriptRun *run, const ScriptCommand *command)
{
    if (run->life == LIFE_RUNNING) {
        return script__fail(run, "library: the app is running and has read its files");
    }
    if (run->options->no_files) {
        return script__fail(run, "library: files may not be read here");
    }
    if (run->library_count == SCRIPT_LIBRARIES) {
        return script__fail(run, "library: at most %d", SCRIPT_LIBRARIES);
    }
    const char *whole = path_beside(run, command->text);
    if (whole != NULL) {
        run->libraries[run->library_count++] = whole;
    }
    return whole != NULL;
}

static void no_motion(ScriptRun *run)
{
    headless_motion(run->headless, NULL);
    motion_recording_deinit(&run->motion);
}

static bool run_motion(ScriptRun *run, const ScriptCommand *command)
{
    no_motion(run);
    if (command->text == NULL) {
        return script__settle(run);
    }
    if (run->options->no_files) {
        return script__fail(run, "motion: files may not be read here");
    }
    char *text = NULL;
    size_t size = 0;
    SfErrorInfo err = {0};
    const char *whole = path_beside(run, command->text);
    SfError error = whole != NULL ? files_read(whole, &text, &size, &err) : SF_E_NOMEM;
    if (error == SF_OK) {
        error = motion_read_csv(&run->motion, whole, text, size, &err);
    }
    sf_free(text);
    if (error != SF_OK) {
        return script__fail(run, "motion: %s", err.text);
    }
    headless_motion(run->headless, &run->motion);
    return script__settle(run);
}

static bool run_data(ScriptRun *run, const ScriptCommand *command)
{
    return script__data(run, (ScriptData)command->number);
}

static bool run_safety(ScriptRun *run, const ScriptCommand *command)
{
    return script__safety(run, command->number == 1);
}

static bool run_fact(ScriptRun *run, const ScriptCommand *command)
{
    return command->fact == FACT_TRY ? script__add_tries(run, command)
                                     : script__add(run, command, command->fact);
}

static bool run_fps(ScriptRun *run, const ScriptCommand *command)
{
    run->fps = command->number;
    run->grid_ms = script__now(run);
    return true;
}

/* ---- keys, time, expectations ---------------------------------------------------------------- */

static bool run_key(ScriptRun *run, const ScriptCommand *command)
{
    return script__press_key(run, command->number, command->at_once);
}

static bool run_type(ScriptRun *run, const ScriptCommand *command)
{
    return script__type(run, command->text);
}

static bool run_wait(ScriptRun *run, const ScriptCommand *command)
{
    return command->until ? script__wait_until(run, &command->condition, command->ms)
                          : script__advance(run, command->ms);
}

static bool run_expect(ScriptRun *run, const ScriptCommand *command)
{
    return script__expect(run, &command->condition);
}

static bool run_background(ScriptRun *run, const ScriptCommand *command)
{
    if (!script__event(run, &(InputEvent){.kind = INPUT_BACKGROUND})) {
        return false;
    }
    headless_advance(run->headless, command->ms);
    return run->life != LIFE_RUNNING || script__event(run, &(InputEvent){.kind = INPUT_FOREGROUND});
}

static bool run_sleep(ScriptRun *run, const ScriptCommand *command)
{
    headless_advance(run->headless, command->ms);
    return script__settle(run);
}

/* ---- life, pictures ----------------------------------------------------------------------------
 */

static bool run_kill(ScriptRun *run, const ScriptCommand *command)
{
    (void)command;
    return script__kill(run);
}

static bool run_restart(ScriptRun *run, const ScriptCommand *command)
{
    (void)command;
    return (run->life != LIFE_RUNNING || script__quit(run)) && script__start(run);
}

static bool run_quit(ScriptRun *run, const ScriptCommand *command)
{
    (void)command;
    return script__quit(run);
}

static bool run_shot(ScriptRun *run, const ScriptCommand *command)
{
    return script__shot(run, command->text);
}

static bool run_list(ScriptRun *run, const ScriptCommand *command)
{
    return script__list(run, command->text);
}

/* repeat and } only say what comes next: see script_run.c. */
static bool run_nothing(ScriptRun *run, const ScriptCommand *command)
{
    (void)run;
    (void)command;
    return true;
}

static const struct {
    bool needs_app;
    bool (*run)(ScriptRun *run, const ScriptCommand *command);
} verbs[] = {
#define VERB(name, word, needs, parse, act) [VERB_##name] = {needs, act},
#include "script_verbs.inc"
#undef VERB
};

bool script__act(ScriptRun *run, const ScriptCommand *command)
{
    return (!verbs[command->verb].needs_app || script__need_app(run)) &&
           verbs[command->verb].run(run, command);
}
