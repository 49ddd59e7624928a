/* SPDX-License-Identifier: MIT */
/* Passes of the app under a script: time goes on, events are handed in, a fault ends the script. */
#include <stdarg.h>
#include <stdio.h>

#include "script_parts.h"

#define FRAME_MS 16      /* a moving page is drawn as often as in a window */
#define SETTLE_PASSES 4  /* passes at one moment, for pages that ask for another pass at once */
#define STILL_PASSES 625 /* ten seconds of frames without a change are a busy loop */

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

void script__end_life(ScriptRun *run)
{
    app_destroy(run->app);
    run->app = NULL;
    run->next_ms = INT64_MAX;
    if (run->life == LIFE_RUNNING) {
        run->life = LIFE_ENDED;
    }
}

void script__notice_quit(ScriptRun *run)
{
    if (run->life == LIFE_RUNNING && app_wants_quit(run->app)) {
        script__end_life(run);
    }
}
