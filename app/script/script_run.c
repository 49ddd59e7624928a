/* SPDX-License-Identifier: MIT */
/* Runs a script: the clock, frames, and one function for each command. */
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

static bool resize(ScriptRun *run, const ScriptCommand *command)
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

static bool set_fps(ScriptRun *run, int32_t fps)
{
    run->fps = fps;
    run->grid_ms = script__now(run);
    return true;
}

/* A path in a script is relative to the script. NULL after a failure. */
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

static bool add_library(ScriptRun *run, const char *path)
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
    const char *whole = path_beside(run, path);
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

static bool set_motion(ScriptRun *run, const char *path)
{
    no_motion(run);
    if (path == NULL) {
        return script__settle(run);
    }
    if (run->options->no_files) {
        return script__fail(run, "motion: files may not be read here");
    }
    char *text = NULL;
    size_t size = 0;
    SfErrorInfo err = {0};
    const char *whole = path_beside(run, path);
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

static bool background(ScriptRun *run, int64_t ms)
{
    if (!script__need_app(run) || !script__event(run, &(InputEvent){.kind = INPUT_BACKGROUND})) {
        return false;
    }
    headless_advance(run->headless, ms);
    return run->life != LIFE_RUNNING || script__event(run, &(InputEvent){.kind = INPUT_FOREGROUND});
}

static bool sleep_through(ScriptRun *run, int64_t ms)
{
    headless_advance(run->headless, ms);
    return script__settle(run);
}

static bool restart(ScriptRun *run)
{
    return (run->life != LIFE_RUNNING || script__quit(run)) && script__start(run);
}

/* Changes what the system prefers; that may happen while the app runs. */
static bool prefer(ScriptRun *run, bool *preference, bool value)
{
    *preference = value;
    return script__settle(run);
}

static bool stage(ScriptRun *run, const ScriptCommand *command)
{
    HeadlessOptions *system = &run->headless->options;
    switch (command->verb) {
    case VERB_CLOCK:
        headless_set_wall(run->headless, command->at);
        return script__settle(run);
    case VERB_SIZE:
        return resize(run, command);
    case VERB_THEME:
        return prefer(run, &system->dark, command->number == 1);
    case VERB_TEXT:
        return script__set_text(run, command->number);
    case VERB_REDUCED_MOTION:
        return prefer(run, &system->reduced_motion, command->number == 1);
    case VERB_SOUND:
        return prefer(run, &system->no_sound, command->number == 0);
    case VERB_MOTION:
        return set_motion(run, command->text);
    case VERB_DATA:
        return script__data(run, (ScriptData)command->number);
    case VERB_LIBRARY:
        return add_library(run, command->text);
    case VERB_SAFETY:
        return script__safety(run, command->number == 1);
    case VERB_FOLLOW:
        return script__add(run, command, FACT_FOLLOW);
    case VERB_LOG_PAIN:
        return script__add(run, command, FACT_PAIN);
    case VERB_LOG_ANSWER:
        return script__add(run, command, FACT_ANSWER);
    case VERB_LOG_STATUS:
        return script__add(run, command, FACT_STATUS);
    case VERB_LOG_SESSION:
        return script__add(run, command, FACT_SESSION);
    case VERB_LOG_BALANCE:
        return script__add_tries(run, command);
    case VERB_LOG_SQUAT:
        return script__add(run, command, FACT_SQUAT);
    case VERB_FPS:
        return set_fps(run, command->number);
    case VERB_TAP:
    case VERB_HOLD:
    case VERB_DRAG:
    case VERB_KEY:
    case VERB_TYPE:
    case VERB_WAIT:
    case VERB_WAIT_UNTIL:
    case VERB_EXPECT:
    case VERB_BACKGROUND:
    case VERB_SLEEP:
    case VERB_KILL:
    case VERB_RESTART:
    case VERB_QUIT:
    case VERB_SHOT:
    case VERB_LIST:
    case VERB_REPEAT:
    case VERB_END:
        break;
    }
    return true;
}

static bool act(ScriptRun *run, const ScriptCommand *command)
{
    switch (command->verb) {
    case VERB_TAP:
    case VERB_HOLD:
    case VERB_DRAG:
        return script__need_app(run) && script__touch(run, command);
    case VERB_KEY:
        return script__need_app(run) && script__press_key(run, command->number, command->at_once);
    case VERB_TYPE:
        return script__need_app(run) && script__type(run, command->text);
    case VERB_WAIT:
        return script__need_app(run) && script__advance(run, command->ms);
    case VERB_WAIT_UNTIL:
        return script__need_app(run) && script__wait_until(run, &command->condition, command->ms);
    case VERB_EXPECT:
        return script__expect(run, &command->condition);
    case VERB_BACKGROUND:
        return background(run, command->ms);
    case VERB_SLEEP:
        return sleep_through(run, command->ms);
    case VERB_KILL:
        return script__need_app(run) && script__kill(run);
    case VERB_RESTART:
        return restart(run);
    case VERB_QUIT:
        return script__need_app(run) && script__quit(run);
    case VERB_SHOT:
        return script__need_app(run) && script__shot(run, command->text);
    case VERB_LIST:
        return script__need_app(run) && script__list(run, command->text);
    case VERB_CLOCK:
    case VERB_SIZE:
    case VERB_THEME:
    case VERB_TEXT:
    case VERB_REDUCED_MOTION:
    case VERB_SOUND:
    case VERB_MOTION:
    case VERB_DATA:
    case VERB_LIBRARY:
    case VERB_SAFETY:
    case VERB_FOLLOW:
    case VERB_LOG_PAIN:
    case VERB_LOG_SESSION:
    case VERB_LOG_ANSWER:
    case VERB_LOG_STATUS:
    case VERB_LOG_BALANCE:
    case VERB_LOG_SQUAT:
    case VERB_FPS:
    case VERB_REPEAT:
    case VERB_END:
        break;
    }
    return stage(run, command);
}

/* The remaining rounds of each open repeat, the innermost last. */
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
        if (!act(run, run->command) || run->failed) {
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
