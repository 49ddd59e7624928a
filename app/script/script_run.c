/* SPDX-License-Identifier: MIT */
/* The clock, frames, and a script from its first command to its last. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "script_parts.h"
#include "surefoot/limits.h"

#define FRAME_MS 16       /* a moving page is drawn as often as in a window */
#define SETTLE_PASSES 4   /* passes at one moment, for pages that ask for another pass at once */
#define STILL_PASSES 625  /* ten seconds of frames without a change are a busy loop */
#define DEFAULT_WIDTH 390 /* a common phone, dp */
#define DEFAULT_HEIGHT 844
#define DEFAULT_CLOCK "2026-11-21T07:30+01:00"

bool script__fail(ScriptRun *run, const char *format, ...)
{
    if (run->failed) {
        return false;
    }
    run->failed = true;
    char what[SCRIPT_MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(what, sizeof(what), format, args);
    va_end(args);
    (void)sf_format(run->message, sizeof(run->message), "%s:%d: %s", run->name,
                    run->command != NULL ? run->command->line : 0, what);
    return false;
}

int64_t script__now(const ScriptRun *run)
{
    return run->headless->now_ms;
}

/* ---- frames --------------------------------------------------------------------------------- */

static bool count_pass(ScriptRun *run)
{
    const int64_t limit =
        run->options->pass_limit > 0 ? run->options->pass_limit : (int64_t)SCRIPT_PASSES;
    if (++run->passes > limit) {
        return script__fail(run, "the script takes more than %lld frames and events",
                            (long long)limit);
    }
    return true;
}

/* A page that asks for frame after frame without a change wastes battery: that is a failure. */
static bool check_progress(ScriptRun *run)
{
    if (run->next_ms > script__now(run)) {
        run->still = 0;
        return true;
    }
    const uint64_t picture = draw_hash(app_list(run->app));
    run->still = picture == run->picture ? run->still + 1 : 0;
    run->picture = picture;
    return run->still < STILL_PASSES ||
           script__fail(run, "the page \"%s\" asks for frame after frame and nothing changes",
                        app_screen(run->app));
}

static void notice_session(ScriptRun *run)
{
    const Session *session = app_model(run->app)->session;
    if (session != NULL && session_player(session)->state != PLAYER_IDLE) {
        run->session_ms = session_player(session)->started_ms;
    }
}

static bool frame(ScriptRun *run)
{
    if (run->life != LIFE_RUNNING) {
        return true;
    }
    if (!count_pass(run)) {
        return false;
    }
    run->next_ms = app_frame(run->app, script__now(run));
    notice_session(run);
    script__notice_quit(run);
    return run->life != LIFE_RUNNING || check_progress(run);
}

bool script__settle(ScriptRun *run)
{
    for (int32_t i = 0; i < SETTLE_PASSES; i++) {
        if (!frame(run)) {
            return false;
        }
        if (run->next_ms > script__now(run)) {
            break;
        }
    }
    return true;
}

bool script__event(ScriptRun *run, const InputEvent *event)
{
    if (!count_pass(run)) {
        return false;
    }
    InputEvent timed = *event;
    timed.at_ms = script__now(run);
    app_event(run->app, &timed);
    notice_session(run);
    script__notice_quit(run);
    return script__settle(run);
}

/* The time of the next frame: on the grid of fps, or as the app asked. */
static int64_t next_frame(const ScriptRun *run)
{
    const int64_t now = script__now(run);
    if (run->fps > 0) {
        const int64_t frames = (now - run->grid_ms) * run->fps / 1000 + 1;
        return run->grid_ms + (frames * 1000 + run->fps - 1) / run->fps;
    }
    return run->next_ms <= now ? now + FRAME_MS : run->next_ms;
}

bool script__advance_once(ScriptRun *run, int64_t until_ms)
{
    const int64_t now = script__now(run);
    int64_t next = run->life == LIFE_RUNNING ? next_frame(run) : until_ms;
    next = next < until_ms ? next : until_ms;
    headless_advance(run->headless, next - now);
    return frame(run);
}

bool script__advance(ScriptRun *run, int64_t ms)
{
    const int64_t until_ms = script__now(run) + ms;
    while (script__now(run) < until_ms) {
        if (!script__advance_once(run, until_ms)) {
            return false;
        }
    }
    return true;
}

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
