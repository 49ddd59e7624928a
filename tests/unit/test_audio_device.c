/* SPDX-License-Identifier: MIT */
/* The sound device as the app uses it, through SDL_mixer, into SDL's disk driver. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "disk_audio.h"
#include "facts_kit.h"
#include "surefoot/load.h"
#include "surefoot/session.h"

#define FRAME_MS 16
#define START_MS 1000003 /* not a multiple of anything */
#define TONES_MAX 4096

static Library library;

static int load_assets(void **state)
{
    (void)state;
    static const char *const paths[] = {SUREFOOT_SOURCE_DIR "/assets/exercises",
                                        SUREFOOT_SOURCE_DIR "/assets/programs"};
    Faults faults = {0};
    const SfError error = library_load_paths(&library, paths, 2, &faults);
    faults_deinit(&faults);
    return error == SF_OK ? 0 : -1;
}

static int free_assets(void **state)
{
    (void)state;
    library_deinit(&library);
    return 0;
}

/* ---- a session through the device ----------------------------------------------------------- */

typedef struct Listener {
    DiskTone tones[TONES_MAX];
    int32_t count;
} Listener;

static void hear(void *context, const Cue *cue, int64_t at_ms)
{
    Listener *listener = context;
    if (cue->channel == CHANNEL_TONE) {
        assert_true(listener->count < TONES_MAX);
        listener->tones[listener->count++] = (DiskTone){cue->tone, at_ms};
    }
}

static Session *begin_session(DiskAudio *disk, const char *path, Listener *listener)
{
    static const Settings settings = {.halfway = true};
    const SessionPorts ports = {disk_audio_platform(disk), NULL, &library, &settings};
    const Program *program = NULL;
    const Routine *routine = NULL;
    const Profile profile = profile_default();
    Session *session = NULL;
    SfErrorInfo err = {0};
    assert_int_equal(library_find(&library, path, &program, &routine, &err), SF_OK);
    assert_int_equal(session_create(&session, &ports, program, routine, &profile, &err), SF_OK);
    session_on_heard(session, hear, listener);
    assert_int_equal(ports.platform->audio_open(ports.platform->context), AUDIO_OPEN);
    disk_audio_run(disk, 500);
    assert_int_equal(session_begin(session), SF_OK);
    return session;
}

static void run_session(DiskAudio *disk, Session *session, int64_t ms)
{
    for (int64_t at = 0; at < ms && !session_ended(session); at += FRAME_MS) {
        disk_audio_run(disk, FRAME_MS);
        (void)session_frame(session, disk_audio_now(disk));
        PlayerView view;
        player_view(session_player(session), disk_audio_now(disk), &view);
        if (view.segment->open && view.elapsed_ms >= view.segment->length_ms) {
            (void)session_done(session, disk_audio_now(disk));
        }
    }
}

static void expect_exact(const DiskAudio *disk, const DiskTone *tones, int32_t count)
{
    const DiskResult result = disk_audio_compare(disk, tones, count);
    if (result.exact != count || result.unasked != 0) {
        fail_msg(
            "of %d tones %d are exact, %d shifted by up to %lld samples, %d lost; %lld samples "
            "nobody asked for",
            count, result.exact, result.shifted, (long long)result.worst, result.lost,
            (long long)result.unasked);
    }
}

static void test_audio_device__each_tone_of_a_routine_is_at_its_sample(void **state)
{
    (void)state;
    static const char *const routines[] = {"desk-knee/quad-hold", "desk-knee/towel-press"};
    for (size_t i = 0; i < SF_COUNT(routines); i++) {
        Listener *listener = calloc(1, sizeof(*listener));
        assert_non_null(listener);
        DiskAudio *disk = disk_audio_create(START_MS);
        assert_non_null(disk);
        Session *session = begin_session(disk, routines[i], listener);
        run_session(disk, session, INT32_MAX);
        disk_audio_run(disk, 2000);
        disk_audio_stop(disk);
        assert_true(listener->count > 20);
        expect_exact(disk, listener->tones, listener->count);
        session_destroy(session);
        disk_audio_destroy(disk);
        free(listener);
    }
}

static void test_audio_device__a_pause_is_silent_and_going_on_is_counted_to_the_sample(void **state)
{
    (void)state;
    Listener *listener = calloc(1, sizeof(*listener));
    assert_non_null(listener);
    DiskAudio *disk = disk_audio_create(START_MS);
    assert_non_null(disk);
    const Platform *platform = disk_audio_platform(disk);
    Session *session = begin_session(disk, "desk-knee/quad-hold", listener);
    /* Into the first hold, until its end is near and its tones are queued. */
    while (session_player(session)->segment == 0) {
        run_session(disk, session, FRAME_MS);
    }
    run_session(disk, session, 6200);
    int32_t asked = 0;
    (void)disk_audio_asked(disk, &asked);
    assert_true(asked > listener->count);
    assert_int_equal(session_pause(session), SF_OK);
    disk_audio_run(disk, 4000);
    disk_audio_stop(disk);
    expect_exact(disk, listener->tones, listener->count);

    assert_int_equal(platform->audio_open(platform->context), AUDIO_OPEN);
    disk_audio_run(disk, 500);
    assert_int_equal(session_resume(session), SF_OK);
    run_session(disk, session, 3000 + 3700); /* the count-in and the rest of the hold */
    const int64_t heard_until_ms = disk_audio_now(disk);
    assert_int_equal(session_pause(session), SF_OK);
    disk_audio_stop(disk);
    int32_t end = asked;
    const DiskTone *tones = disk_audio_asked(disk, &end);
    while (tones[end - 1].at_ms + tone_length_ms(tones[end - 1].tone) > heard_until_ms) {
        end--;
    }
    assert_true(end - asked >= 4 + 3); /* count-in and start, 3-2-1 */
    assert_true(tones[asked + 3].at_ms - tones[asked].at_ms == 3000);
    expect_exact(disk, &tones[asked], end - asked);
    session_destroy(session);
    disk_audio_destroy(disk);
    free(listener);
}

/* ---- the device ----------------------------------------------------------------------------- */

static void test_audio_device__a_tone_due_now_is_not_later_than_others(void **state)
{
    (void)state;
    DiskAudio *disk = disk_audio_create(START_MS);
    assert_non_null(disk);
    const Platform *platform = disk_audio_platform(disk);
    assert_int_equal(platform->audio_open(platform->context), AUDIO_OPEN);
    DiskTone tones[40];
    for (int i = 0; i < 40; i++) {
        disk_audio_run(disk, 501 + i); /* any place in a buffer */
        const int64_t now_ms = disk_audio_now(disk);
        tones[i] = (DiskTone){TONE_COUNT, now_ms + (i % 2 == 0 ? 0 : 120)};
        platform->audio_tone(platform->context, TONE_COUNT, tones[i].at_ms);
    }
    disk_audio_run(disk, 1000);
    disk_audio_stop(disk);
    expect_exact(disk, tones, 40);
    disk_audio_destroy(disk);
}

static void test_audio_device__reopened_it_forgets_what_was_queued(void **state)
{
    (void)state;
    DiskAudio *disk = disk_audio_create(START_MS);
    assert_non_null(disk);
    const Platform *platform = disk_audio_platform(disk);
    platform->audio_tone(platform->context, TONE_DONE, START_MS); /* closed: nobody hears it */
    assert_int_equal(platform->audio_open(platform->context), AUDIO_OPEN);
    disk_audio_run(disk, 300);
    platform->audio_tone(platform->context, TONE_DONE, START_MS + 60000);
    disk_audio_run(disk, 300);
    disk_audio_stop(disk);
    assert_int_equal(platform->audio_open(platform->context), AUDIO_OPEN);
    disk_audio_run(disk, 70000);
    disk_audio_stop(disk);
    const DiskResult result = disk_audio_compare(disk, NULL, 0);
    assert_int_equal(result.unasked, 0);
    assert_true(result.heard_ms >= 70000);
    disk_audio_destroy(disk);
}

static int64_t real_clock(void *context)
{
    (void)context;
    return 0;
}

static bool is_open_file(const char *path)
{
    bool found = false;
    DIR *entries = opendir("/proc/self/fd");
    assert_non_null(entries);
    const struct dirent *entry;
    while (!found && (entry = readdir(entries)) != NULL) {
        char target[KIT_PATH_BYTES] = "";
        (void)readlinkat(dirfd(entries), entry->d_name, target, sizeof(target) - 1);
        found = strcmp(target, path) == 0;
    }
    assert_int_equal(closedir(entries), 0);
    return found;
}

static void test_audio_device__lingers_half_a_minute_and_opens_again(void **state)
{
    (void)state;
    char folder[KIT_PATH_BYTES];
    char path[KIT_PATH_BYTES];
    kit_folder(folder);
    kit_join(path, folder, "sound");
    assert_int_equal(setenv("SDL_AUDIODRIVER", "disk", 1), 0);
    assert_int_equal(setenv("SDL_DISKAUDIOFILE", path, 1), 0);
    assert_int_equal(setenv("SDL_DISKAUDIODELAY", "20", 1), 0);
    SdlAudio *audio = sdl_audio_create(real_clock, NULL, SDL_AUDIO_FRAMES);
    assert_non_null(audio);
    assert_false(is_open_file(path));
    assert_true(sdl_audio_tend(audio, 0) == INT64_MAX);
    assert_int_equal(sdl_audio_open(audio), AUDIO_OPEN);
    assert_true(is_open_file(path));
    sdl_audio_close(audio, 5000);
    assert_true(sdl_audio_tend(audio, 5000) == 5000 + SDL_AUDIO_LINGER_MS);
    assert_true(sdl_audio_tend(audio, 4999 + SDL_AUDIO_LINGER_MS) == 5000 + SDL_AUDIO_LINGER_MS);
    assert_true(is_open_file(path));
    assert_int_equal(sdl_audio_open(audio), AUDIO_OPEN); /* before it closed: it stays */
    assert_true(sdl_audio_tend(audio, 9999999) == INT64_MAX);
    assert_true(is_open_file(path));
    sdl_audio_close(audio, 5000);
    assert_true(sdl_audio_tend(audio, 5000 + SDL_AUDIO_LINGER_MS) == INT64_MAX);
    assert_false(is_open_file(path));
    assert_int_equal(sdl_audio_open(audio), AUDIO_OPEN);
    assert_true(is_open_file(path));
    sdl_audio_destroy(audio);
    assert_false(is_open_file(path));
    kit_remove(folder);
}

static void test_audio_device__without_a_device_nothing_breaks(void **state)
{
    (void)state;
    assert_int_equal(setenv("SDL_AUDIODRIVER", "nonexistent", 1), 0);
    SdlAudio *audio = sdl_audio_create(real_clock, NULL, SDL_AUDIO_FRAMES);
    assert_non_null(audio);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(sdl_audio_open(audio), AUDIO_MISSING);
        sdl_audio_volume(audio, 0.5F);
        sdl_audio_tone(audio, TONE_START, 0);
        sdl_audio_flush(audio);
        sdl_audio_close(audio, 0);
        assert_true(sdl_audio_tend(audio, 1000000) == INT64_MAX);
    }
    /* Plugged in later, it is found. */
    assert_int_equal(setenv("SDL_AUDIODRIVER", "dummy", 1), 0);
    assert_int_equal(sdl_audio_open(audio), AUDIO_OPEN);
    sdl_audio_destroy(audio);
    sdl_audio_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_audio_device__each_tone_of_a_routine_is_at_its_sample),
        cmocka_unit_test(
            test_audio_device__a_pause_is_silent_and_going_on_is_counted_to_the_sample),
        cmocka_unit_test(test_audio_device__a_tone_due_now_is_not_later_than_others),
        cmocka_unit_test(test_audio_device__reopened_it_forgets_what_was_queued),
        cmocka_unit_test(test_audio_device__lingers_half_a_minute_and_opens_again),
        cmocka_unit_test(test_audio_device__without_a_device_nothing_breaks),
    };
    return cmocka_run_group_tests(tests, load_assets, free_assets);
}
