/* SPDX-License-Identifier: MIT */
/* One log and several Surefoots: one of them owns the journal, and what waits in it is never lost.
 * Real processes, a real terminal, a real log. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "facts_kit.h"
#include "headless.h"
#include "surefoot/model.h"

#define ROOT SUREFOOT_SOURCE_DIR
#define DEADLINE_MS 30000 /* of a busy machine; nothing here takes long */
#define SAID_BYTES 16384

typedef struct Scene {
    char folder[KIT_PATH_BYTES];
    Headless headless;
} Scene;

static Model *open_app(Scene *scene)
{
    static const char *const paths[] = {ROOT "/assets/exercises", ROOT "/assets/programs"};
    const ModelOptions how = {
        .data_dir = scene->folder, .asset_paths = paths, .asset_path_count = 2};
    Model *model = NULL;
    SfErrorInfo err = {0};
    if (model_create(&model, &scene->headless.platform, &how, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    return model;
}

static int set_up(void **state)
{
    static Scene scene;
    memset(&scene, 0, sizeof(scene));
    SfErrorInfo err = {0};
    HeadlessOptions options = {.seed = 7};
    assert_int_equal(calendar_parse_instant(&options.now, "2026-11-21T07:30+01:00", &err), SF_OK);
    headless_init(&scene.headless, &options);
    kit_folder(scene.folder);
    *state = &scene;
    return 0;
}

static int tear_down(void **state)
{
    const Scene *scene = *state;
    char programs[KIT_PATH_BYTES];
    kit_join(programs, scene->folder, "programs");
    (void)rmdir(programs); /* a command made it, an app did not */
    kit_remove(scene->folder);
    return 0;
}

static void pass(Scene *scene, const Model *model, int64_t ms)
{
    const int64_t until_ms = scene->headless.now_ms + ms;
    while (scene->headless.now_ms < until_ms) {
        headless_advance(&scene->headless, 100);
        (void)session_frame(model->session, scene->headless.now_ms);
    }
}

static void begin(Scene *scene, Model *model, const char *path, int64_t ms)
{
    const Program *program = NULL;
    const Routine *routine = NULL;
    SfErrorInfo err = {0};
    assert_int_equal(library_find(&model->library, path, &program, &routine, &err), SF_OK);
    assert_int_equal(model_start(model, program, routine, &err), SF_OK);
    assert_int_equal(session_begin(model->session), SF_OK);
    pass(scene, model, ms);
}

/* Three of six sets are done, and the app is gone without a word. */
static void leave_three_sets(Scene *scene)
{
    Model *model = open_app(scene);
    begin(scene, model, "desk-knee/quad-hold", 45000);
    assert_int_equal(player_tally(session_player(model->session), -1).done, 3);
    model_destroy(model);
}

static void assert_three_wait(Scene *scene)
{
    Model *model = open_app(scene);
    assert_non_null(model->session);
    assert_int_equal(player_tally(session_player(model->session), -1).done, 3);
    model_destroy(model);
}

static void assert_none_waits(Scene *scene)
{
    Model *model = open_app(scene);
    assert_null(model->session);
    model_destroy(model);
}

/* How many sessions the log has, and the sets of the last. */
static void assert_logged(Scene *scene, int32_t sessions, int32_t sets)
{
    Model *model = open_app(scene);
    assert_int_equal(model->history.session_count, sessions);
    assert_int_equal(model->history.sessions[sessions - 1].sets_done, sets);
    model_destroy(model);
}

/* ---- two windows ----------------------------------------------------------------------------- */

static void test_owner__a_second_window_takes_nothing(void **state)
{
    Scene *scene = *state;
    Model *first = open_app(scene);
    begin(scene, first, "desk-knee/quad-hold", 45000);
    assert_true(session_has_journal(first->session));
    Model *second = open_app(scene);
    assert_null(second->session);
    assert_non_null(strstr(second->notice, "already open"));
    begin(scene, second, "desk-knee/quad-hold", 1000);
    assert_false(session_has_journal(second->session));
    assert_int_equal(session_leave(second->session), SF_OK);
    assert_true(session_logged(second->session));
    /* One more is broken off with its window. */
    begin(scene, second, "desk-knee/quad-hold", 12000);
    model_destroy(second);
    model_destroy(first);
    assert_three_wait(scene);
}

static void test_owner__the_second_follows_when_the_first_has_gone(void **state)
{
    Scene *scene = *state;
    Model *first = open_app(scene);
    Model *second = open_app(scene);
    model_destroy(first);
    begin(scene, second, "desk-knee/quad-hold", 45000);
    assert_true(session_has_journal(second->session));
    model_destroy(second);
    assert_three_wait(scene);
}

static void test_owner__another_routine_saves_the_one_that_waits(void **state)
{
    Scene *scene = *state;
    leave_three_sets(scene);
    Model *model = open_app(scene);
    begin(scene, model, "desk-knee/towel-press", 12000);
    assert_true(session_has_journal(model->session));
    assert_non_null(strstr(model->notice, "is saved"));
    model_end_session(model);
    assert_int_equal(model->history.session_count, 1);
    assert_int_equal(model->history.sessions[0].sets_done, 3);
    assert_int_equal(model->history.sessions[0].end, SESSION_LEFT);
    model_destroy(model);
}

/* The model saves it first; a session begun without the model does not write over it either. */
static void test_owner__what_was_not_saved_still_waits(void **state)
{
    Scene *scene = *state;
    leave_three_sets(scene);
    SfErrorInfo err = {0};
    Model *model = open_app(scene);
    session_destroy(model->session);
    model->session = NULL;
    const SessionPorts ports = {&scene->headless.platform, model->store, &model->library,
                                &model->settings};
    const Program *program = NULL;
    const Routine *routine = NULL;
    assert_int_equal(library_find(&model->library, "desk-knee/quad-hold", &program, &routine, &err),
                     SF_OK);
    const Profile profile = profile_default();
    assert_int_equal(session_create(&model->session, &ports, program, routine, &profile, &err),
                     SF_OK);
    assert_int_equal(session_begin(model->session), SF_OK);
    assert_false(session_has_journal(model->session));
    assert_int_equal(session_discard(model->session, &err), SF_OK); /* of its own only */
    model_destroy(model);
    assert_three_wait(scene);
}

/* ---- without a terminal ---------------------------------------------------------------------- */

static int run(const Scene *scene, const char *words, char said[SAID_BYTES])
{
    char command[2048];
    assert_true(sf_format(command, sizeof(command),
                          "'%s' %s --data '%s' --assets '" ROOT
                          "/assets' --now 2026-11-21T12:00+01:00 --speed 1000 2>&1 </dev/null",
                          SUREFOOT_BINARY, words, scene->folder));
    FILE *pipe = popen(command, "r"); /* NOLINT(cert-env33-c): a command of our own */
    assert_non_null(pipe);
    const size_t got = fread(said, 1, SAID_BYTES - 1, pipe);
    said[got] = '\0';
    return WEXITSTATUS(pclose(pipe));
}

static void test_owner__nobody_is_asked_and_nothing_is_lost(void **state)
{
    Scene *scene = *state;
    static char said[SAID_BYTES];
    leave_three_sets(scene);
    assert_int_equal(run(scene, "play desk-knee/towel-press --log", said), 0);
    assert_non_null(strstr(said, "3 of 6 sets done"));
    assert_non_null(strstr(said, "It waits as it is"));
    assert_non_null(strstr(said, ", saved"));
    assert_three_wait(scene);
    Model *model = open_app(scene);
    assert_int_equal(model->history.session_count, 1);
    assert_int_equal(model->history.sessions[0].end, SESSION_COMPLETE);
    model_destroy(model);
}

/* ---- in a terminal --------------------------------------------------------------------------- */

typedef struct Terminal {
    int file;
    pid_t pid;
    char said[SAID_BYTES];
    size_t size;
} Terminal;

static void start(Terminal *terminal, const Scene *scene, const char *routine)
{
    int line = -1;
    *terminal = (Terminal){.file = -1};
    assert_int_equal(openpty(&terminal->file, &line, NULL, NULL, NULL), 0);
    assert_int_equal(fcntl(terminal->file, F_SETFD, FD_CLOEXEC), 0);
    terminal->pid = fork();
    if (terminal->pid == 0) {
        (void)setsid();
        (void)dup2(line, STDIN_FILENO);
        (void)dup2(line, STDOUT_FILENO);
        (void)dup2(line, STDERR_FILENO);
        (void)execl(SUREFOOT_BINARY, "surefoot", "play", routine, "--log", "--data", scene->folder,
                    "--assets", ROOT "/assets", "--now", "2026-11-21T12:00+01:00", "--speed", "50",
                    (char *)NULL);
        _exit(127);
    }
    assert_true(terminal->pid > 0);
    (void)close(line);
}

/* False at its end. */
static bool listen_more(Terminal *terminal)
{
    struct pollfd input = {.fd = terminal->file, .events = POLLIN};
    if (poll(&input, 1, DEADLINE_MS) <= 0) {
        fail_msg("nothing more is said after: %s", terminal->said);
    }
    char part[512];
    const ssize_t got = read(terminal->file, part, sizeof(part));
    if (got <= 0) {
        return false;
    }
    assert_true(terminal->size + (size_t)got < SAID_BYTES);
    memcpy(terminal->said + terminal->size, part, (size_t)got);
    terminal->size += (size_t)got;
    terminal->said[terminal->size] = '\0';
    return true;
}

static void until_said(Terminal *terminal, const char *text)
{
    while (strstr(terminal->said, text) == NULL) {
        if (!listen_more(terminal)) {
            fail_msg("it ended without \"%s\": %s", text, terminal->said);
        }
    }
}

static void press(const Terminal *terminal, const char *keys)
{
    assert_int_equal(write(terminal->file, keys, strlen(keys)), strlen(keys));
}

static int end_code(Terminal *terminal)
{
    int status = 0;
    while (listen_more(terminal)) {
    }
    assert_int_equal(waitpid(terminal->pid, &status, 0), terminal->pid);
    (void)close(terminal->file);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_owner__a_terminal_goes_on(void **state)
{
    Scene *scene = *state;
    Terminal terminal;
    leave_three_sets(scene);
    start(&terminal, scene, "desk-knee/towel-press");
    until_said(&terminal, "3 of 6 sets done");
    until_said(&terminal, "[q] quit");
    press(&terminal, "?g");
    until_said(&terminal, "6 of 6 sets, saved");
    assert_int_equal(end_code(&terminal), 0);
    assert_none_waits(scene);
    assert_logged(scene, 1, 6);
}

static void test_owner__a_terminal_finishes_with_what_was_done(void **state)
{
    Scene *scene = *state;
    Terminal terminal;
    leave_three_sets(scene);
    start(&terminal, scene, "desk-knee/towel-press");
    until_said(&terminal, "[q] quit");
    press(&terminal, "f");
    until_said(&terminal, "Saved in your log.");
    until_said(&terminal, "[q] stop");
    press(&terminal, "q");
    until_said(&terminal, "0 of ");
    assert_int_equal(end_code(&terminal), 0);
    assert_none_waits(scene);
    assert_logged(scene, 2, 0);
}

static void test_owner__a_terminal_asks_before_it_discards(void **state)
{
    Scene *scene = *state;
    Terminal terminal;
    leave_three_sets(scene);
    start(&terminal, scene, "desk-knee/towel-press");
    until_said(&terminal, "[q] quit");
    press(&terminal, "x");
    until_said(&terminal, "Discard it?");
    press(&terminal, "n");
    until_said(&terminal, "[q] stop");
    press(&terminal, "q");
    assert_int_equal(end_code(&terminal), 0);
    assert_three_wait(scene);
    start(&terminal, scene, "desk-knee/towel-press");
    until_said(&terminal, "[q] quit");
    press(&terminal, "x");
    until_said(&terminal, "Discard it?");
    press(&terminal, "y");
    until_said(&terminal, "[q] stop");
    press(&terminal, "q");
    assert_int_equal(end_code(&terminal), 0);
    assert_none_waits(scene);
}

static void test_owner__a_terminal_leaves_it_for_later(void **state)
{
    Scene *scene = *state;
    Terminal terminal;
    leave_three_sets(scene);
    start(&terminal, scene, "desk-knee/towel-press");
    until_said(&terminal, "[q] quit");
    press(&terminal, "q");
    assert_int_equal(end_code(&terminal), 0);
    assert_three_wait(scene);
    start(&terminal, scene, "desk-knee/towel-press");
    until_said(&terminal, "[q] quit");
    press(&terminal, "l");
    until_said(&terminal, "sets, saved");
    assert_int_equal(end_code(&terminal), 0);
    assert_three_wait(scene);
}

/* ---- living and dead processes --------------------------------------------------------------- */

static void test_owner__a_living_session_is_left_alone_and_a_dead_one_taken_up(void **state)
{
    Scene *scene = *state;
    static char said[SAID_BYTES];
    char number[32];
    Terminal terminal;
    start(&terminal, scene, "desk-knee/quad-hold");
    until_said(&terminal, "Change sides");
    press(&terminal, " ");
    until_said(&terminal, "paused");
    assert_int_equal(run(scene, "play desk-knee/towel-press --log", said), 0);
    (void)sf_format(number, sizeof(number), "(process %d)", (int)terminal.pid);
    assert_non_null(strstr(said, number));
    assert_non_null(strstr(said, ", saved"));
    Model *window = open_app(scene);
    assert_null(window->session);
    assert_int_equal(window->history.session_count, 1);
    /* Reading and adding are for all. */
    assert_int_equal(run(scene, "status", said), 0);
    assert_int_equal(run(scene, "log pain --knee left --level 2", said), 0);
    assert_int_equal(run(scene, "export -", said), 0);
    assert_non_null(strstr(said, "\"level\":2"));
    model_destroy(window);
    assert_int_equal(kill(terminal.pid, SIGKILL), 0);
    assert_int_equal(end_code(&terminal), -1);
    window = open_app(scene);
    assert_non_null(window->session);
    assert_true(player_tally(session_player(window->session), -1).done >= 1);
    model_destroy(window);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(test_owner__##name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_second_window_takes_nothing),
        TEST(the_second_follows_when_the_first_has_gone),
        TEST(another_routine_saves_the_one_that_waits),
        TEST(what_was_not_saved_still_waits),
        TEST(nobody_is_asked_and_nothing_is_lost),
        TEST(a_terminal_goes_on),
        TEST(a_terminal_finishes_with_what_was_done),
        TEST(a_terminal_asks_before_it_discards),
        TEST(a_terminal_leaves_it_for_later),
        TEST(a_living_session_is_left_alone_and_a_dead_one_taken_up),
    };
    return cmocka_run_group_tests_name("owner", tests, NULL, NULL);
}
