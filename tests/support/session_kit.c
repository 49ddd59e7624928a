/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "session_kit.h"

#include <string.h>

#define ASSETS SUREFOOT_SOURCE_DIR "/assets/"

SessionPorts session_kit_ports(SessionScene *scene)
{
    return (SessionPorts){&scene->headless.platform, scene->store, &scene->library,
                          &scene->settings};
}

void session_kit_load(SessionScene *scene, const char *path)
{
    const char *paths[] = {ASSETS "exercises", ASSETS "programs", path};
    Faults faults = {0};
    library_deinit(&scene->library);
    assert_int_equal(library_load_paths(&scene->library, paths, 3, &faults), SF_OK);
    assert_int_equal(faults.errors, 0);
    faults_deinit(&faults);
}

int session_kit_set_up(void **state)
{
    static SessionScene scene;
    memset(&scene, 0, sizeof(scene));
    SfErrorInfo err = {0};
    HeadlessOptions options = {.seed = 7};
    assert_int_equal(calendar_parse_instant(&options.now, "2026-11-21T07:30+01:00", &err), SF_OK);
    headless_init(&scene.headless, &options);
    session_kit_load(&scene, ASSETS "norms");
    StoreOpened opened;
    const StoreOptions store = {.now = options.now};
    assert_int_equal(store_open(&scene.store, &store, &opened, &err), SF_OK);
    scene.settings = settings_default();
    scene.profile = profile_default();
    *state = &scene;
    return 0;
}

int session_kit_tear_down(void **state)
{
    SessionScene *scene = *state;
    session_destroy(scene->session);
    store_close(scene->store);
    library_deinit(&scene->library);
    return 0;
}

static void on_heard(void *context, const Cue *cue, int64_t at_ms)
{
    (void)at_ms;
    ((SessionScene *)context)->heard[cue->id]++;
}

void session_kit_start(SessionScene *scene, const char *path)
{
    const Program *program = NULL;
    const Routine *routine = NULL;
    SfErrorInfo err = {0};
    const SessionPorts ports = session_kit_ports(scene);
    assert_int_equal(library_find(&scene->library, path, &program, &routine, &err), SF_OK);
    assert_int_equal(
        session_create(&scene->session, &ports, program, routine, &scene->profile, &err), SF_OK);
    session_on_heard(scene->session, on_heard, scene);
    assert_int_equal(session_begin(scene->session), SF_OK);
}

void session_kit_pass(SessionScene *scene, int64_t ms)
{
    const int64_t until = scene->headless.now_ms + ms;
    while (scene->headless.now_ms < until) {
        int64_t next = session_frame(scene->session, scene->headless.now_ms);
        next = next < until ? next : until;
        headless_advance(&scene->headless,
                         next > scene->headless.now_ms ? next - scene->headless.now_ms : 1);
    }
    (void)session_frame(scene->session, scene->headless.now_ms);
}

History session_kit_history(SessionScene *scene)
{
    History history = {0};
    SfErrorInfo err = {0};
    assert_int_equal(store_history(scene->store, &history, &err), SF_OK);
    return history;
}
