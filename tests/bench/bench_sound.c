/* SPDX-License-Identifier: MIT */
/*
 * bench_sound: half an hour of a real routine through the real sound device (SDL's disk driver),
 * and where each tone is in what was written.
 */
#include <stdio.h>

#include "bench.h"
#include "disk_audio.h"
#include "surefoot/load.h"
#include "surefoot/session.h"

#define FRAME_MS 16
#define LENGTH_MS (30LL * 60 * 1000)
#define BETWEEN_MS 2000
#define TONES_MAX 16384
#define ROUTINE "hip-and-knee/six"

typedef struct Listener {
    DiskTone tones[TONES_MAX];
    int32_t count;
} Listener;

static void hear(void *context, const Cue *cue, int64_t at_ms)
{
    Listener *listener = context;
    if (cue->channel == CHANNEL_TONE && listener->count < TONES_MAX) {
        listener->tones[listener->count++] = (DiskTone){cue->tone, at_ms};
    }
}

/* Until the routine or the half hour is over; what waits for a person is answered in its time. */
static void play(DiskAudio *disk, Session *session, int64_t until_ms)
{
    (void)session_begin(session);
    while (!session_ended(session) && disk_audio_now(disk) < until_ms) {
        disk_audio_run(disk, FRAME_MS);
        const int64_t now_ms = disk_audio_now(disk);
        PlayerView view;
        (void)session_frame(session, now_ms);
        player_view(session_player(session), now_ms, &view);
        if (view.segment->open && view.elapsed_ms >= view.segment->length_ms) {
            (void)session_done(session, now_ms);
        }
    }
    (void)session_leave(session);
    disk_audio_run(disk, BETWEEN_MS);
}

/* The routine again and again. */
static void play_half_an_hour(DiskAudio *disk, const SessionPorts *ports, Listener *listener)
{
    SfErrorInfo err = {0};
    const Program *program = NULL;
    const Routine *routine = NULL;
    const Profile profile = profile_default();
    if (library_find(ports->library, ROUTINE, &program, &routine, &err) != SF_OK) {
        bench_fail("the cues", err.text);
    }
    const int64_t until_ms = disk_audio_now(disk) + LENGTH_MS;
    while (disk_audio_now(disk) < until_ms) {
        Session *session = NULL;
        if (session_create(&session, ports, program, routine, &profile, &err) != SF_OK) {
            bench_fail("the cues", err.text);
        }
        session_on_heard(session, hear, listener);
        play(disk, session, until_ms);
        session_destroy(session);
    }
    disk_audio_stop(disk);
}

static void report(const DiskAudio *disk, Listener *listener)
{
    /* A tone that leaving cut short is not in error. */
    const int64_t left_ms = disk_audio_now(disk) - BETWEEN_MS;
    while (listener->count > 0 &&
           listener->tones[listener->count - 1].at_ms +
                   tone_length_ms(listener->tones[listener->count - 1].tone) >
               left_ms) {
        listener->count--;
    }
    const DiskResult result = disk_audio_compare(disk, listener->tones, listener->count);
    if (listener->count < 100 || result.heard_ms < LENGTH_MS) {
        bench_fail("the cues", "the session was too short");
    }
    bench_row(&(BenchRow){"cue error in half an hour, at most", "samples", -1, (double)result.worst,
                          AIM_VALUE, 0});
    bench_row(&(BenchRow){"  tones lost or unasked for", "", -1,
                          (double)result.lost + (result.unasked > 0), AIM_VALUE, 0});
    bench_row(&(BenchRow){"  tones heard", "", -1, listener->count, AIM_NONE, 0});
}

int main(void)
{
    static const char *const assets[] = {SUREFOOT_SOURCE_DIR "/assets/exercises",
                                         SUREFOOT_SOURCE_DIR "/assets/programs"};
    static const Settings settings = {.halfway = true};
    static Listener listener;
    Library library = {0};
    Faults faults = {0};
    DiskAudio *disk = disk_audio_create(1000003);
    if (disk == NULL || library_load_paths(&library, assets, 2, &faults) != SF_OK) {
        bench_fail("the cues", "no pipe or no library");
    }
    const SessionPorts ports = {disk_audio_platform(disk), NULL, &library, &settings};
    if (ports.platform->audio_open(ports.platform->context) != AUDIO_OPEN) {
        bench_fail("the cues", "SDL has no disk driver");
    }
    disk_audio_run(disk, BETWEEN_MS);
    play_half_an_hour(disk, &ports, &listener);
    report(disk, &listener);
    disk_audio_destroy(disk);
    faults_deinit(&faults);
    library_deinit(&library);
    return 0;
}
