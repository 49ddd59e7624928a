/* SPDX-License-Identifier: MIT */
/*
 * Every timeline that we ship, spoken: all texts are in the pack, utterances never overlap, and a
 * whole routine rendered offline has its onsets where they belong and never clips.
 */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "loudness.h"
#include "surefoot/load.h"
#include "surefoot/voice.h"
#include "walk.h"

#ifndef SUREFOOT_VOICE_PACK
#define SUREFOOT_VOICE_PACK "" /* built without one */
#endif

#define FRAMES_PER_MS (AUDIO_RATE / 1000)
#define CHUNK AUDIO_RATE
#define BEFORE 2048 /* frames of the chunk before that are kept */
#define LOOK 1800   /* frames of each onset that are compared: past the quiet begin of a clip */
#define DUCKED 0.316F
#define ONE_DB_BELOW 29204 /* -1 dB of full scale */

typedef struct Fixture {
    Library library;
    Faults faults;
    VoicePack *pack;
    VoiceDecoder *decoder;
    AudioClip **clips; /* decoded when they are first needed */
} Fixture;

static int32_t speech_ms(void *context, const char *text)
{
    return voice_pack_ms(((Fixture *)context)->pack, text);
}

static int setup(void **state)
{
    static const char *const paths[] = {SUREFOOT_SOURCE_DIR "/assets/exercises",
                                        SUREFOOT_SOURCE_DIR "/assets/programs"};
    Fixture *fixture = calloc(1, sizeof(*fixture));
    *state = fixture;
    if (fixture == NULL || SUREFOOT_VOICE_PACK[0] == '\0') {
        return 0;
    }
    SfErrorInfo err = {0};
    if (library_load_paths(&fixture->library, paths, 2, &fixture->faults) != SF_OK ||
        voice_pack_load(&fixture->pack, SUREFOOT_VOICE_PACK, &err) != SF_OK ||
        voice_decoder_create(&fixture->decoder, fixture->pack, &err) != SF_OK) {
        return -1;
    }
    fixture->clips = calloc((size_t)voice_pack_count(fixture->pack), sizeof(AudioClip *));
    return fixture->clips == NULL ? -1 : 0;
}

static int teardown(void **state)
{
    Fixture *fixture = *state;
    for (int32_t i = 0; fixture->clips != NULL && i < voice_pack_count(fixture->pack); i++) {
        free(fixture->clips[i]);
    }
    free(fixture->clips);
    voice_decoder_destroy(fixture->decoder);
    voice_pack_close(fixture->pack);
    library_deinit(&fixture->library);
    faults_deinit(&fixture->faults);
    free(fixture);
    return 0;
}

static Fixture *need(void **state)
{
    Fixture *fixture = *state;
    if (fixture->pack == NULL) {
        skip();
    }
    assert_true(fixture->library.program_count >= 3);
    return fixture;
}

/* Clip and samples are one block. */
static AudioClip *clip_of(Fixture *fixture, const char *sentence, size_t length)
{
    const int32_t index = voice_pack_find(fixture->pack, sentence, length);
    assert_true(index >= 0);
    if (fixture->clips[index] == NULL) {
        const int32_t frames = voice_pack_clip(fixture->pack, index).frames;
        AudioClip *clip = calloc(1, sizeof(*clip) + (size_t)frames * sizeof(int16_t));
        assert_non_null(clip);
        int16_t *samples = (int16_t *)(void *)(clip + 1);
        assert_int_equal(voice_decode(fixture->decoder, index, samples), SF_OK);
        clip->samples = samples;
        clip->frames = frames;
        fixture->clips[index] = clip;
    }
    return fixture->clips[index];
}

/* ---- all of them ---------------------------------------------------------------------------- */

typedef struct Tally {
    Fixture *fixture;
    int32_t timelines;
    int32_t spoken;
    int32_t named; /* lead-ins that say the name */
    int32_t leads;
} Tally;

static int64_t cue_at(const Timeline *timeline, const Cue *cue)
{
    return timeline->segments[cue->segment].start_ms + cue->at_ms;
}

static void check_timeline(void *context, const Timeline *timeline)
{
    Tally *tally = context;
    int64_t quiet_from = 0;
    tally->timelines++;
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        const Segment *segment = &timeline->segments[i];
        bool named = false;
        for (int32_t c = 0; c < segment->cue_count; c++) {
            const Cue *cue = &timeline->cues[segment->first_cue + c];
            if (cue->channel != CHANNEL_VOICE) {
                continue;
            }
            named = named || cue->id == CUE_NAME;
            tally->spoken++;
            const int32_t ms = voice_pack_ms(tally->fixture->pack, cue->say);
            if (ms != cue->length_ms) {
                fail_msg("%s/%s: \"%s\" is not in the pack", timeline->program, timeline->routine,
                         cue->say);
            }
            if (cue_at(timeline, cue) < quiet_from) {
                fail_msg("%s/%s: \"%s\" begins in another utterance", timeline->program,
                         timeline->routine, cue->say);
            }
            quiet_from = cue_at(timeline, cue) + cue->length_ms;
        }
        tally->leads += segment->kind == SEGMENT_READY ? 1 : 0;
        tally->named += segment->kind == SEGMENT_READY && named ? 1 : 0;
    }
}

static void test_voice_timelines__everything_is_in_the_pack_and_nothing_overlaps(void **state)
{
    Fixture *fixture = need(state);
    Tally tally = {.fixture = fixture};
    const WalkSpeech speech = {speech_ms, fixture};
    SfErrorInfo err = {0};
    if (walk_timelines(&fixture->library, &speech, check_timeline, &tally, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    assert_true(tally.timelines > 100);
    assert_true(tally.spoken > 1000);
    /* A name has always room, also at the pace of this voice. */
    assert_int_equal(tally.named, tally.leads);
}

/* Also where several exercises were made easier at once, with other lead-ins. */
static void test_voice_timelines__the_easiest_of_everything_is_in_the_pack(void **state)
{
    Fixture *fixture = need(state);
    Tally tally = {.fixture = fixture};
    for (int32_t p = 0; p < fixture->library.program_count; p++) {
        const Program *program = fixture->library.programs[p];
        for (int32_t r = 0; r < program->routine_count; r++) {
            for (int32_t ready_s = 3; ready_s <= 12; ready_s += 3) {
                Profile profile = profile_default();
                profile.speech_ms = speech_ms;
                profile.speech_context = fixture;
                profile.ready_ms = ready_s * 1000;
                const Routine *routine = &program->routines[r];
                for (int32_t n = 0; n < routine->node_count && n < PROFILE_SWAPS; n++) {
                    const Step *step = &routine->nodes[n].step;
                    if (!routine->nodes[n].is_group && step->easier != NULL) {
                        profile.swaps[profile.swap_count++] = (Swap){step->id, step->easier};
                    }
                }
                Timeline timeline = {0};
                assert_int_equal(timeline_compile(&timeline, &fixture->library, program, routine,
                                                  &profile, NULL),
                                 SF_OK);
                check_timeline(&tally, &timeline);
                timeline_deinit(&timeline);
            }
        }
    }
    assert_true(tally.spoken > 100);
}

/* ---- rendered ------------------------------------------------------------------------------- */

/* One sound of the routine: a tone, or one sentence. */
typedef struct Sound {
    int64_t at; /* frame */
    int64_t end;
    Tone tone;
    AudioClip *clip; /* or NULL */
} Sound;

typedef struct Rendering {
    Fixture *fixture;
    AudioMixer *mixer;
    Sound *sounds;
    int32_t count;
    int32_t scheduled;
    int32_t checked;
    int32_t exact;    /* compared with nothing else sounding */
    int32_t peak;     /* of the samples */
    double true_peak; /* where it may matter */
} Rendering;

static int by_time(const void *left, const void *right)
{
    const Sound *a = left;
    const Sound *b = right;
    return a->at < b->at ? -1 : a->at > b->at ? 1 : 0;
}

static void add_sound(Rendering *r, Sound sound)
{
    r->sounds[r->count++] = sound;
}

/* As the platform does: sentence after sentence, a pause between. */
static void add_speech(Rendering *r, const char *text, int64_t at)
{
    const char *sentence = NULL;
    size_t length = 0;
    while (voice_sentence(&text, &sentence, &length)) {
        AudioClip *clip = clip_of(r->fixture, sentence, length);
        add_sound(r, (Sound){at, at + 2LL * clip->frames, TONE_NONE, clip});
        at += 2LL * clip->frames + VOICE_PAUSE_MS * FRAMES_PER_MS;
    }
}

static void list_sounds(Rendering *r, const Timeline *timeline)
{
    r->sounds = calloc((size_t)timeline->cue_count * 4, sizeof(*r->sounds));
    assert_non_null(r->sounds);
    for (int32_t i = 0; i < timeline->cue_count; i++) {
        const Cue *cue = &timeline->cues[i];
        const int64_t at = cue_at(timeline, cue) * FRAMES_PER_MS + BEFORE;
        if (cue->channel == CHANNEL_VOICE) {
            add_speech(r, cue->say, at);
        } else {
            const int64_t end = at + (int64_t)tone_length_ms(cue->tone) * FRAMES_PER_MS;
            add_sound(r, (Sound){at, end, cue->tone, NULL});
        }
    }
    qsort(r->sounds, (size_t)r->count, sizeof(*r->sounds), by_time);
}

/* What sounds at a frame: tones as they would be at rest, and speech where it is sampled. */
static bool wanted_at(const Rendering *r, int32_t near, int64_t frame, float *tones, float *speech)
{
    *tones = 0;
    *speech = 0;
    int32_t first = near;
    while (first > 0 && r->sounds[first].at > frame - 10LL * AUDIO_RATE) {
        first--;
    }
    for (int32_t i = first; i < r->count && r->sounds[i].at <= frame; i++) {
        const Sound *sound = &r->sounds[i];
        if (frame >= sound->end) {
            continue;
        }
        const int64_t at = frame - sound->at;
        if (sound->clip == NULL) {
            *tones += tone_sample(sound->tone, (int32_t)at, AUDIO_RATE);
        } else if (at % 2 == 0) {
            *speech += (float)sound->clip->samples[at / 2] / 32768.0F;
        } else {
            return false;
        }
    }
    return true;
}

/* True if no speech is near enough to turn tones down. */
static bool tones_rest(const Rendering *r, int32_t near, int64_t frame)
{
    for (int32_t i = near; i < r->count && r->sounds[i].at < frame + AUDIO_RATE / 5; i++) {
        if (r->sounds[i].clip != NULL) {
            return false;
        }
    }
    for (int32_t i = near; i >= 0 && r->sounds[i].at > frame - 10LL * AUDIO_RATE; i--) {
        if (r->sounds[i].clip != NULL && r->sounds[i].end > frame - AUDIO_RATE / 3) {
            return false;
        }
    }
    return true;
}

/* `got` begins at frame `from`. Two samples before the onset and LOOK after it are what they must
 * be, up to how far the tones are ducked. */
static void check_onset(Rendering *r, int32_t index, const int16_t *got, int64_t from)
{
    const Sound *sound = &r->sounds[index];
    const bool rest = tones_rest(r, index, sound->at);
    bool alone = true;
    for (int64_t frame = sound->at - 2; frame < sound->at + LOOK; frame++) {
        float tones = 0;
        float speech = 0;
        if (!wanted_at(r, index, frame, &tones, &speech)) {
            continue;
        }
        const float ducked = rest ? tones : DUCKED * tones;
        const float low = speech + (tones < ducked ? tones : ducked);
        const float high = speech + (tones < ducked ? ducked : tones);
        const float have = (float)got[2 * (frame - from)] / 32767.0F;
        alone = alone && low == high;
        if (have < low - 0.0002F || have > high + 0.0002F) {
            fail_msg("onset at frame %lld, %lld after: %f instead of %f to %f",
                     (long long)sound->at, (long long)(frame - sound->at), (double)have,
                     (double)low, (double)high);
        }
    }
    r->checked++;
    r->exact += alone ? 1 : 0;
}

static void measure(Rendering *r, const int16_t *got, int32_t frames)
{
    int32_t peak = 0;
    for (int32_t i = 0; i < frames; i++) {
        peak = abs(got[2 * i]) > peak ? abs(got[2 * i]) : peak;
    }
    r->peak = peak > r->peak ? peak : r->peak;
    if (peak < 22000) {
        return;
    }
    const PeakFilter filter = peak_filter();
    double *x = malloc((size_t)frames * sizeof(*x));
    assert_non_null(x);
    for (int32_t i = 0; i < frames; i++) {
        x[i] = got[2 * i] / 32768.0;
    }
    for (int32_t i = 0; i < frames; i++) {
        if (fabs(x[i]) > 0.5) {
            const double here = true_peak_at(&filter, x, frames, i);
            r->true_peak = here > r->true_peak ? here : r->true_peak;
        }
    }
    free(x);
}

/* One second after the other, handed over a second and a half ahead, as the session does. */
static void render(Rendering *r, int64_t end)
{
    enum { FRAMES = BEFORE + CHUNK };
    int16_t *out = calloc((size_t)FRAMES * 2, sizeof(*out));
    assert_non_null(out);
    int32_t next = 0;
    for (int64_t at = 0; at < end; at += CHUNK) {
        while (r->scheduled < r->count && r->sounds[r->scheduled].at < at + 3 * CHUNK / 2) {
            const Sound *sound = &r->sounds[r->scheduled++];
            assert_true(sound->clip == NULL ? audio_mixer_schedule(r->mixer, sound->at, sound->tone)
                                            : audio_mixer_say(r->mixer, sound->at, sound->clip));
        }
        memmove(out, out + (ptrdiff_t)CHUNK * 2, (size_t)BEFORE * 2 * sizeof(*out));
        memset(out + (ptrdiff_t)BEFORE * 2, 0, (size_t)CHUNK * 2 * sizeof(*out));
        for (int32_t i = 0; i < CHUNK; i += 960) {
            audio_mixer_render(r->mixer, out + (ptrdiff_t)(BEFORE + i) * 2, 960);
        }
        const int64_t from = at - BEFORE;
        while (next < r->count && r->sounds[next].at + LOOK <= at + CHUNK) {
            check_onset(r, next++, out, from);
        }
        measure(r, out, FRAMES);
    }
    free(out);
}

static void test_voice_timelines__a_rendered_routine_is_exact_and_never_clips(void **state)
{
    Fixture *fixture = need(state);
    double highest = 0;
    for (int32_t p = 0; p < fixture->library.program_count; p++) {
        const Program *program = fixture->library.programs[p];
        for (int32_t i = 0; i < program->routine_count; i++) {
            Profile profile = profile_default();
            profile.worse = i % 2 == 0 ? SIDE_LEFT : SIDE_RIGHT;
            profile.speech_ms = speech_ms;
            profile.speech_context = fixture;
            Timeline timeline = {0};
            assert_int_equal(timeline_compile(&timeline, &fixture->library, program,
                                              &program->routines[i], &profile, NULL),
                             SF_OK);
            Rendering r = {.fixture = fixture, .mixer = audio_mixer_create(AUDIO_RATE)};
            assert_non_null(r.mixer);
            list_sounds(&r, &timeline);
            render(&r, (timeline.total_ms + 6000) * FRAMES_PER_MS);
            assert_true(audio_mixer_idle(r.mixer));
            assert_int_equal(r.checked, r.count);
            assert_true(r.exact * 2 > r.count);
            assert_in_range(r.peak, 10000, ONE_DB_BELOW);
            highest = r.true_peak > highest ? r.true_peak : highest;
            audio_mixer_destroy(r.mixer);
            free(r.sounds);
            timeline_deinit(&timeline);
        }
    }
    print_message("highest true peak: %.2f dB\n", 20 * log10(highest));
    assert_true(20 * log10(highest) <= -1.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_voice_timelines__everything_is_in_the_pack_and_nothing_overlaps),
        cmocka_unit_test(test_voice_timelines__the_easiest_of_everything_is_in_the_pack),
        cmocka_unit_test(test_voice_timelines__a_rendered_routine_is_exact_and_never_clips),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
