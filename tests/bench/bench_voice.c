/* SPDX-License-Identifier: MIT */
/*
 * bench_voice PACK FOLDER: the voice from a disk that has nothing in memory; then all routines that
 * we ship, spoken, with the pack gone from the disk: what is late, where each sound is, how loud it
 * becomes.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"
#include "meter.h"
#include "studio.h"
#include "surefoot/load.h"

#define OPENINGS 15
#define DECODINGS 5
#define PATH_BYTES 1024
#define PAGES_MOST 65536
#define AFTER_MS 3000 /* what sounds at the end of a routine is waited for */
#define HALF_AN_HOUR_MS (30LL * 60 * 1000)

static void check(bool fine, const char *why)
{
    if (!fine) {
        bench_fail("the voice", why);
    }
}

/* ---- opening and decoding ------------------------------------------------------------------- */

static void copy(const char *from, const char *to)
{
    char block[65536];
    size_t got = 0;
    FILE *in = fopen(from, "rb");
    FILE *out = fopen(to, "wb");
    check(in != NULL && out != NULL, "the pack cannot be copied");
    while ((got = fread(block, 1, sizeof(block), in)) > 0) {
        check(fwrite(block, 1, got, out) == got, "the disk is full");
    }
    check(fclose(out) == 0 && fclose(in) == 0, "the pack cannot be copied");
}

/* Out of memory with the file; false if the kernel keeps some of it all the same. */
static bool make_cold(const char *path)
{
    static unsigned char pages[PAGES_MOST];
    struct stat info;
    const int file = open(path, O_RDONLY);
    check(file >= 0 && fstat(file, &info) == 0, "the pack is missing");
    const size_t size = (size_t)info.st_size;
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    const size_t count = (size + page - 1) / page;
    check(count <= PAGES_MOST && fsync(file) == 0, "the disk does not sync");
    bool cold = posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) == 0;
    void *view = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);
    check(view != MAP_FAILED && mincore(view, size, pages) == 0, "the kernel does not tell");
    for (size_t i = 0; i < count; i++) {
        cold = cold && (pages[i] & 1) == 0;
    }
    (void)munmap(view, size);
    (void)close(file);
    return cold;
}

static double time_opening(const char *path)
{
    VoicePack *pack = NULL;
    VoiceDecoder *decoder = NULL;
    SfErrorInfo err = {0};
    const double from = bench_wall_ms();
    const bool fine = voice_pack_load(&pack, path, &err) == SF_OK &&
                      voice_decoder_create(&decoder, pack, &err) == SF_OK;
    const double took = bench_wall_ms() - from;
    check(fine, err.text);
    voice_decoder_destroy(decoder);
    voice_pack_close(pack);
    return took;
}

static double size_of(const char *path)
{
    struct stat info;
    check(stat(path, &info) == 0, "the pack is missing");
    return (double)info.st_size;
}

/* The slowest opening. */
static double bench_opening(const char *path)
{
    double cold[OPENINGS];
    double warm[OPENINGS];
    bool really = true;
    for (int i = 0; i < OPENINGS; i++) {
        really = make_cold(path) && really;
        cold[i] = time_opening(path);
        warm[i] = time_opening(path);
    }
    bench_row(&(BenchRow){really ? "voice opened and read whole, cold disk"
                                 : "voice opened; the disk was not cold",
                          "ms", -1, bench_median(cold, OPENINGS), AIM_NONE, 0});
    bench_row(&(BenchRow){"  the slowest", "ms", -1, cold[OPENINGS - 1], AIM_NONE, 0});
    bench_row(&(BenchRow){"  from memory", "ms", -1, bench_median(warm, OPENINGS), AIM_NONE, 0});
    bench_row(&(BenchRow){"  the file", "KB", -1, size_of(path) / 1024, AIM_NONE, 0});
    return cold[OPENINGS - 1];
}

/* The slowest clip. */
static double bench_decoding(const char *path)
{
    VoicePack *pack = NULL;
    VoiceDecoder *decoder = NULL;
    SfErrorInfo err = {0};
    check(voice_pack_load(&pack, path, &err) == SF_OK &&
              voice_decoder_create(&decoder, pack, &err) == SF_OK,
          err.text);
    const int32_t count = voice_pack_count(pack) * DECODINGS;
    double *times = calloc((size_t)count + 1, sizeof(*times));
    int16_t *samples = calloc(VOICE_CLIP_FRAMES, sizeof(*samples));
    check(times != NULL && samples != NULL && count > 0, "out of memory");
    double sum = 0;
    for (int32_t i = 0; i < count; i++) {
        const double from = bench_wall_ms();
        check(voice_decode(decoder, i / DECODINGS, samples) == SF_OK, "a clip is damaged");
        times[i] = bench_wall_ms() - from;
        sum += times[i];
    }
    (void)bench_median(times, count);
    const double slowest = times[count - 1];
    bench_row(&(BenchRow){"a sentence decoded, mean", "ms", -1, sum / count, AIM_NONE, 0});
    bench_row(&(BenchRow){"  99 of 100 within", "ms", -1, times[count * 99 / 100], AIM_NONE, 0});
    bench_row(&(BenchRow){"  the slowest", "ms", -1, slowest, AIM_NONE, 0});
    free(samples);
    free(times);
    voice_decoder_destroy(decoder);
    voice_pack_close(pack);
    return slowest;
}

/* ---- all routines, spoken ------------------------------------------------------------------- */

/* Knows what has to sound, from a second reading of the pack. */
typedef struct Listener {
    Studio *studio;
    Meter *meter;
    VoicePack *pack;
    VoiceDecoder *decoder;
    int16_t **clips; /* decoded when they are first needed */
} Listener;

static const int16_t *clip_of(Listener *listener, int32_t index)
{
    if (listener->clips[index] == NULL) {
        const size_t frames = (size_t)voice_pack_clip(listener->pack, index).frames;
        listener->clips[index] = calloc(frames, sizeof(int16_t));
        check(listener->clips[index] != NULL &&
                  voice_decode(listener->decoder, index, listener->clips[index]) == SF_OK,
              "a clip is damaged");
    }
    return listener->clips[index];
}

/* Each cue, when it is due: it has to sound from then on. */
static void expect(void *context, const Cue *cue, int64_t at_ms)
{
    Listener *listener = context;
    MeterSound sound = {.at = studio_frame(listener->studio, at_ms), .tone = cue->tone};
    if (cue->channel == CHANNEL_TONE) {
        meter_expect(listener->meter, &sound);
        return;
    }
    const char *text = cue->say;
    const char *sentence = NULL;
    size_t length = 0;
    while (voice_sentence(&text, &sentence, &length)) {
        const int32_t index = voice_pack_find(listener->pack, sentence, length);
        check(index >= 0, cue->say);
        sound.tone = TONE_NONE;
        sound.clip = clip_of(listener, index);
        sound.clip_frames = voice_pack_clip(listener->pack, index).frames;
        meter_expect(listener->meter, &sound);
        sound.at += 2LL * sound.clip_frames + VOICE_PAUSE_MS * (AUDIO_RATE / 1000);
    }
}

static void play(Listener *listener, const SessionPorts *ports, const char *pack_path)
{
    Profile profile = profile_default();
    profile.speech_ms = ports->platform->speech_ms;
    profile.speech_context = ports->platform->context;
    SfErrorInfo err = {0};
    for (int32_t p = 0; p < ports->library->program_count; p++) {
        const Program *program = ports->library->programs[p];
        for (int32_t r = 0; r < program->routine_count; r++) {
            Session *session = NULL;
            check(session_create(&session, ports, program, &program->routines[r], &profile, &err) ==
                      SF_OK,
                  err.text);
            /* Whatever would be read after a session was made is not there. */
            check(truncate(pack_path, 0) == 0, "the pack cannot be emptied");
            session_on_heard(session, expect, listener);
            studio_play(listener->studio, session);
            studio_run(listener->studio, AFTER_MS);
            session_destroy(session);
        }
    }
}

static void report(const Listener *listener)
{
    char what[64];
    const StudioSpoken spoken = studio_spoken(listener->studio);
    const MeterResult heard = meter_result(listener->meter);
    check(spoken.played_ms > HALF_AN_HOUR_MS && spoken.texts > 100, "the sessions were too short");
    (void)sf_format(what, sizeof(what), "texts late in %d min, pack off the disk",
                    (int)(spoken.played_ms / 60000));
    bench_row(&(BenchRow){what, "", -1, spoken.late, AIM_VALUE, 0});
    bench_row(&(BenchRow){"  texts spoken", "", -1, spoken.texts - spoken.refused, AIM_NONE, 0});
    bench_row(&(BenchRow){"  asked for less than 0.5 s ahead", "", -1, spoken.sudden, AIM_NONE, 0});
    bench_row(&(BenchRow){"  least time to spare", "ms", -1, spoken.spare_ms, AIM_NONE, 0});
    bench_row(&(BenchRow){"error of tones and voice, at most", "samples", -1, (double)heard.worst,
                          AIM_VALUE, 0});
    bench_row(&(BenchRow){"  lost or unspoken", "", -1, (double)heard.lost + spoken.refused,
                          AIM_VALUE, 0});
    (void)sf_format(what, sizeof(what), "  exact, of %d tones, %d sentences", (int)heard.tones,
                    (int)heard.sentences);
    bench_row(&(BenchRow){what, "", -1, heard.exact, AIM_NONE, 0});
    bench_row(&(BenchRow){"  of them alone, to the value", "", -1, heard.alone, AIM_NONE, 0});
    bench_row(&(BenchRow){"loudest sample, tones and voice full", "dBFS", -1, heard.peak_db,
                          AIM_VALUE, -1});
    bench_row(&(BenchRow){"  true peak", "dBTP", -1, heard.true_peak_db, AIM_VALUE, -1});
}

static void bench_spoken(const char *pack_path, const char *copy_path)
{
    static const char *const assets[] = {SUREFOOT_SOURCE_DIR "/assets/exercises",
                                         SUREFOOT_SOURCE_DIR "/assets/programs"};
    static const Settings settings = {.halfway = true};
    Library library = {0};
    Faults faults = {0};
    SfErrorInfo err = {0};
    Listener listener = {.studio = studio_open(copy_path), .meter = meter_create()};
    check(library_load_paths(&library, assets, 2, &faults) == SF_OK, "the library does not load");
    check(voice_pack_load(&listener.pack, pack_path, &err) == SF_OK &&
              voice_decoder_create(&listener.decoder, listener.pack, &err) == SF_OK,
          err.text);
    const int32_t count = voice_pack_count(listener.pack);
    listener.clips = calloc((size_t)count + 1, sizeof(*listener.clips));
    check(listener.clips != NULL, "out of memory");
    studio_on_heard(listener.studio, meter_hear, listener.meter);
    const SessionPorts ports = {studio_platform(listener.studio), NULL, &library, &settings};
    play(&listener, &ports, copy_path);
    report(&listener);
    studio_close(listener.studio);
    meter_destroy(listener.meter);
    for (int32_t i = 0; i < count; i++) {
        free(listener.clips[i]);
    }
    free(listener.clips);
    voice_decoder_destroy(listener.decoder);
    voice_pack_close(listener.pack);
    faults_deinit(&faults);
    library_deinit(&library);
}

int main(int argc, char **argv)
{
    char path[PATH_BYTES];
    if (argc != 3) {
        (void)fprintf(stderr, "usage: bench_voice PACK FOLDER\n");
        return 2;
    }
    check(sf_format(path, sizeof(path), "%s/en.voice", argv[2]), "the folder's name is too long");
    copy(argv[1], path);
    const double opening = bench_opening(path);
    const double decoding = bench_decoding(path);
    bench_row(&(BenchRow){"  the slowest opening and it together", "ms", -1, opening + decoding,
                          AIM_VALUE, 100});
    bench_spoken(argv[1], path);
    return 0;
}
