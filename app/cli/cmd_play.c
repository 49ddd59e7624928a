/* SPDX-License-Identifier: MIT */
/* surefoot play: the same session as in the window, printed as lines in the terminal. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "cli_flags.h"
#include "clock.h"
#include "headless.h"
#include "surefoot/log.h"
#include "surefoot/vocabulary.h"
#include "terminal.h"

#define DEFAULT_ROUTINE "desk-knee/quad-hold"
#define TICK_MS 200
#define LEAP_MS 500

typedef struct Play {
    Headless headless;
    Session *session;
    bool live;  /* a terminal: redraw the count in place */
    bool quiet; /* no bell */
    double speed;
    int32_t told_segment;
    bool keys;
} Play;

static void tell(const Play *play, const char *text)
{
    (void)fputs(play->live ? "\r\033[K" : "", stdout);
    cli_print(stdout, "%s\n", text);
    (void)fflush(stdout);
}

static const char *kind_title(const Segment *segment)
{
    switch (segment->kind) {
    case SEGMENT_READY:
        return "Get ready";
    case SEGMENT_HOLD:
        return "Hold";
    case SEGMENT_REPS:
        return "Repetitions";
    case SEGMENT_TIME:
        return "Keep moving";
    case SEGMENT_MAX:
        return "As long as it is comfortable";
    case SEGMENT_WALK:
        return "Walk";
    case SEGMENT_RUN:
        return "Jog";
    case SEGMENT_CHECK:
        return "A question first";
    case SEGMENT_REST:
        return "Rest";
    case SEGMENT_CHANGE:
        break;
    }
    return "Change sides";
}

static void tell_segment(Play *play, const PlayerView *view)
{
    const Segment *segment = view->segment;
    char line[512];
    char side[32] = "";
    char set[48] = "";
    if (segment->side == SIDE_LEFT || segment->side == SIDE_RIGHT) {
        (void)sf_format(side, sizeof(side), ", %s side", side_words[segment->side]);
    }
    if (segment->set > 0 && view->item->sets > 1) {
        (void)sf_format(set, sizeof(set), ", set %d of %d", segment->set, view->item->sets);
    }
    (void)sf_format(line, sizeof(line), "%s: %s%s%s", kind_title(segment),
                    segment->kind == SEGMENT_CHECK ? view->item->text : view->item->name, side,
                    set);
    tell(play, line);
    if (segment->open && play->keys) {
        tell(play, segment->kind == SEGMENT_CHECK ? "  [d] yes   [x] not today"
                                                  : "  [d] when you are done");
    }
}

/* Prints a new segment. Cues and frames both notice it; the first one prints it. */
static void tell_new_segment(Play *play)
{
    const int32_t index = session_player(play->session)->segment;
    if (index != play->told_segment) {
        PlayerView view;
        player_view(session_player(play->session), play->headless.now_ms, &view);
        play->told_segment = index;
        tell_segment(play, &view);
    }
}

static void heard(void *context, const Cue *cue, int64_t at_ms)
{
    Play *play = context;
    (void)at_ms;
    tell_new_segment(play);
    char line[256];
    if (cue->channel == CHANNEL_VOICE) {
        (void)sf_format(line, sizeof(line), "  %s", cue->say);
        tell(play, line);
    } else if (play->live && !play->quiet && cue->id != CUE_PHASE) {
        (void)printf("\a");
    }
}

static void show_count(const Play *play, const PlayerView *view)
{
    if (!play->live) {
        return;
    }
    if (view->state == PLAYER_COUNT_IN) {
        (void)printf("\r\033[K  going on in %d", view->count_in);
    } else if (view->state == PLAYER_PAUSED) {
        (void)printf("\r\033[K  paused: [space] goes on");
    } else if (view->segment->open) {
        (void)printf("\r\033[K  %lld s", (long long)(view->elapsed_ms / 1000));
    } else if (view->rep.rep > 0) {
        (void)printf("\r\033[K  %d of %d", view->rep.rep, view->item->reps);
    } else {
        (void)printf("\r\033[K  %lld", (long long)((view->remaining_ms + 999) / 1000));
    }
    (void)fflush(stdout);
}

static void press(Play *play, int key, const PlayerView *view)
{
    Session *session = play->session;
    const int64_t now_ms = play->headless.platform.now_ms(&play->headless);
    switch (key) {
    case ' ':
        (void)(view->state == PLAYER_PAUSED ? session_resume(session) : session_pause(session));
        break;
    case 'n':
        (void)session_skip(session);
        break;
    case 'b':
        (void)session_back(session);
        break;
    case '+':
        (void)session_adjust(session, PLAYER_ADJUST_MS);
        break;
    case '-':
        (void)session_adjust(session, -PLAYER_ADJUST_MS);
        break;
    case 'd':
    case '\n':
        (void)session_done(session, now_ms);
        break;
    case 'x':
        (void)session_no(session);
        break;
    case 'h':
        (void)session_hurt(session, HURT_SKIP);
        tell(play, "  Left out. That counts as doing the plan.");
        break;
    case 'q':
        (void)session_leave(session);
        break;
    default:
        break;
    }
}

/* Without keys a routine must still come to its end: a segment that waits is answered with yes
 * after its nominal time. */
static void answer_for(const Play *play, const PlayerView *view, int64_t now_ms)
{
    if (!play->keys && view->segment->open && view->elapsed_ms >= view->segment->length_ms) {
        (void)session_done(play->session, now_ms);
    }
}

/* The virtual clock runs `speed` times as fast as the real one. */
static void follow_clock(Play *play, int64_t real_started_ms)
{
    const double real_ms = (double)(clock_now_ms() - real_started_ms);
    int64_t now_ms = (int64_t)(real_ms * play->speed);
    /* At more than real speed a late step is a fault of this program and no gap of the person. */
    if (play->speed > 1 && now_ms > play->headless.now_ms + LEAP_MS) {
        now_ms = play->headless.now_ms + LEAP_MS;
    }
    if (now_ms > play->headless.now_ms) {
        headless_advance(&play->headless, now_ms - play->headless.now_ms);
    }
}

static void loop(Play *play)
{
    const int64_t real_started_ms = clock_now_ms();
    while (!session_ended(play->session)) {
        const int64_t now_ms = play->headless.now_ms;
        const int64_t next_ms = session_frame(play->session, now_ms);
        PlayerView view;
        player_view(session_player(play->session), now_ms, &view);
        if (session_ended(play->session)) {
            break;
        }
        tell_new_segment(play);
        show_count(play, &view);
        answer_for(play, &view, now_ms);
        const int64_t wait_ms = next_ms == INT64_MAX ? TICK_MS : next_ms - now_ms;
        const double real_wait = (double)(wait_ms < TICK_MS ? wait_ms : TICK_MS) / play->speed;
        const int key = terminal_key(real_wait < 1 ? 1 : (int32_t)real_wait);
        follow_clock(play, real_started_ms);
        if (key != 0) {
            press(play, key, &view);
        }
    }
}

/* ---- a session that was interrupted ---------------------------------------------------------- */

typedef enum Waiting {
    WAITING_PASSED, /* there is none, or it stays or was saved */
    WAITING_TAKEN,  /* it goes on here */
    WAITING_QUIT
} Waiting;

static int ask_key(const char *wanted)
{
    int key = 0;
    while (key == 0 || strchr(wanted, key) == NULL) {
        key = terminal_key(TICK_MS);
    }
    return key;
}

/* Tells about a routine that began on an earlier day, because the streak counts days. */
static void tell_days(const Play *play)
{
    Day first = 0;
    const Day today = calendar_day_of(log_now(&play->headless.platform), CALENDAR_DAY_START_MIN);
    const int32_t days = session_days(play->session, &first);
    if (days > 0 && first < today) {
        char day[CALENDAR_DAY_BYTES];
        calendar_format_day(day, first);
        (void)printf("You began on %s: %s.\n", day,
                     days > 1 ? "each day keeps the sets that you did on it"
                              : "that day keeps the sets that you did on it");
    }
}

static void save_waiting(Play *play)
{
    (void)session_leave(play->session);
    const SfError error = session_log(play->session);
    const char *why = session_trouble(play->session);
    (void)printf("%s%s.\n", error == SF_OK ? "Saved in your log" : "Not saved, it still waits: ",
                 error == SF_OK ? "" : why);
    if (error == SF_OK) {
        tell_days(play);
    }
}

static void discard_waiting(Play *play)
{
    SfErrorInfo err = {0};
    (void)printf("Discard it? It will not be in your log.  [y] yes  [n] no\n");
    if (ask_key("yn") == 'y' && session_discard(play->session, &err) != SF_OK) {
        cli_print(stdout, "%s\n", err.text);
    }
}

/* Asks what to do with it. After it another routine is only played if the person named one. */
static Waiting ask_waiting(Play *play, bool named)
{
    (void)printf("[g] go on  [f] finish with what you did  [x] discard  [l] leave it for later"
                 "  [q] quit\n");
    (void)fflush(stdout);
    switch (ask_key("gfxlq")) {
    case 'g':
        return WAITING_TAKEN;
    case 'f':
        save_waiting(play);
        break;
    case 'x':
        discard_waiting(play);
        break;
    case 'l':
        break;
    default:
        return WAITING_QUIT;
    }
    return named ? WAITING_PASSED : WAITING_QUIT;
}

/* A waiting session is never lost without a question. */
static Waiting take_up(Play *play, const SessionPorts *ports, bool named)
{
    SfErrorInfo err = {0};
    const SfError error = session_recover(&play->session, ports, &err);
    if (error != SF_OK) {
        if (error == SF_E_STATE) {
            cli_print(stderr, "surefoot: %s; this routine is saved when it ends\n", err.text);
        } else if (error != SF_E_NOTFOUND) {
            cli_print(stderr, "surefoot: %s\n", err.text);
        }
        return WAITING_PASSED;
    }
    PlayerView view;
    player_view(session_player(play->session), play->headless.now_ms, &view);
    cli_print(stdout, "You were in the middle of this: %s, %d of %d sets done.\n",
              session_timeline(play->session)->title, (int)view.work_done, (int)view.work_count);
    Waiting answer = WAITING_PASSED;
    if (session_ended(play->session)) {
        save_waiting(play);
    } else if (play->keys) {
        terminal_begin();
        answer = ask_waiting(play, named);
        terminal_end();
    } else {
        (void)printf("It waits as it is: Surefoot offers it at its next start, and so does "
                     "\"surefoot play --log\" in a terminal.\n");
    }
    if (answer != WAITING_TAKEN) {
        session_destroy(play->session);
        play->session = NULL;
    }
    return answer;
}

static void finish(Play *play, const Cli *cli)
{
    const PlayerTally tally = player_tally(session_player(play->session), -1);
    char line[256];
    (void)sf_format(line, sizeof(line), "%s: %d of %d sets%s",
                    tally.whole > 0 ? "That counts" : "Another time", tally.done, tally.planned,
                    cli->log && session_logged(play->session) ? ", saved" : "");
    tell(play, line);
    if (session_logged(play->session)) {
        tell_days(play);
    }
    if (cli->log && !session_logged(play->session)) {
        cli_print(stderr, "surefoot: not saved: %s\n", session_trouble(play->session));
    }
}

static int play_session(const Cli *cli, Play *play, bool taken)
{
    session_on_heard(play->session, heard, play);
    cli_print(stdout, "%s\n", session_timeline(play->session)->title);
    terminal_begin();
    if (play->keys) {
        (void)printf("[space] pause  [n] skip  [b] back  [+] [-] 10 s  [h] it hurts  [q] stop\n");
    }
    (void)(taken ? session_resume(play->session) : session_begin(play->session));
    loop(play);
    terminal_end();
    finish(play, cli);
    const bool unsaved = cli->log && !session_logged(play->session);
    session_destroy(play->session);
    return unsaved ? EXIT_SYSTEM : EXIT_FINE;
}

static int play_routine(Cli *cli, const Library *library, Store *store, Play *play)
{
    const Program *program = NULL;
    const Routine *routine = NULL;
    SfErrorInfo err = {0};
    const char *path = cli->word_count > 0 ? cli->words[0] : DEFAULT_ROUTINE;
    SfError error = library_find(library, path, &program, &routine, &err);
    if (error != SF_OK) {
        return cli_fail(error, &err);
    }
    const Settings settings = settings_default();
    const SessionPorts ports = {&play->headless.platform, store, library, &settings};
    const Waiting waiting =
        store != NULL ? take_up(play, &ports, cli->word_count > 0) : WAITING_PASSED;
    if (waiting == WAITING_QUIT) {
        return EXIT_FINE;
    }
    if (waiting == WAITING_TAKEN) {
        return play_session(cli, play, true);
    }
    const Profile profile = profile_default();
    error = session_create(&play->session, &ports, program, routine, &profile, &err);
    return error == SF_OK ? play_session(cli, play, false) : cli_fail(error, &err);
}

int cmd_play(Cli *cli)
{
    if (cli->word_count > 1) {
        return cli_usage(cli, "give one routine as PROGRAM/ROUTINE");
    }
    Library library = {0};
    Store *store = NULL;
    int code = cli_refuse_flags(cli);
    if (code == EXIT_FINE && cli->log) {
        code = cli_open_store(cli, &store);
    }
    if (code == EXIT_FINE) {
        code = cli_load_library(cli, store, &library);
    }
    if (code == EXIT_FINE) {
        static Play play;
        const HeadlessOptions options = {.now = cli->wall, .seed = (uint64_t)cli->wall.utc_ms};
        headless_init(&play.headless, &options);
        play.speed = cli->speed > 0 ? cli->speed : 1;
        play.live = terminal_is_live();
        play.keys = terminal_has_keys();
        play.quiet = cli->quiet;
        play.told_segment = -1;
        code = play_routine(cli, &library, store, &play);
    }
    store_close(store);
    library_deinit(&library);
    return code;
}
