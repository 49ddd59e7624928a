/* SPDX-License-Identifier: MIT */
/* The main loop of a desktop or a Linux phone. */
#include "sdl_run.h"

#include <SDL.h>

#include "clock.h"

/* The shortest time between two frames if no display clock limits them. */
#define FRAME_MS 16
#define WAIT_MS_MAX 60000

static void wait_for(SdlApp *app, int64_t until_ms)
{
    SDL_Event event;
    int got = 0;
    if (until_ms == INT64_MAX) {
        got = SDL_WaitEvent(&event);
    } else {
        const int64_t wait_ms = until_ms - clock_now_ms();
        const int64_t least_ms = wait_ms > 0 ? wait_ms : 0;
        got = SDL_WaitEventTimeout(&event, (int)(least_ms < WAIT_MS_MAX ? least_ms : WAIT_MS_MAX));
    }
    if (got != 0) {
        sdl_app_handle(app, &event);
        sdl_app_poll(app);
    }
}

SfError sdl_run(const SdlAppOptions *options, bool once, SfErrorInfo *err)
{
    SdlApp *app = NULL;
    const SfError error = sdl_app_open(&app, options, err);
    while (error == SF_OK && !app_wants_quit(sdl_app_app(app))) {
        const int64_t now = clock_now_ms();
        const int64_t next = sdl_app_step(app);
        if (once) {
            break;
        }
        /* Waits even if nothing was drawn, so that a page which asks for frames at once does not
         * spin. */
        wait_for(app, next < now + FRAME_MS ? now + FRAME_MS : next);
    }
    sdl_app_close(app);
    return error;
}
