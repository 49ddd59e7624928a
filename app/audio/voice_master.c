/* SPDX-License-Identifier: MIT */
/*
 * Mastering of one sentence. Everything is plain double arithmetic on the whole clip, so that the
 * same recording always gives the same bytes.
 */
#include "surefoot/voice.h"

#include <math.h>

#include "loudness.h"
#include "surefoot/memory.h"

#define PI 3.14159265358979323846
#define HIGH_PASS_HZ 70.0
#define TRIM_DB -45.0 /* below the loudest moment */
#define TRIM_WINDOW_MS 5
#define TRIM_KEEP_MS 20
#define EDGE_FADE_MS 5
#define RATE_MIN 8000
#define RATE_MAX 192000
#define TAPS 32          /* of the resampler, to each side */
#define PHASES_MAX 640   /* between two rates: 11025 Hz needs 320 */
#define PASS_BAND 0.94   /* of the lower Nyquist frequency */
#define LIMIT_AHEAD_MS 3 /* the limiter turns down this long before a peak */
#define LEVEL_ROUNDS 6   /* limiting costs loudness, so level and limit take turns */
#define LEVEL_NEAR_LU 0.05
#define GAIN_MOST_DB 40.0 /* of a whisper; beyond it there was nothing to hear */

static double from_db(double db)
{
    return pow(10.0, db / 20.0);
}

/* ---- what comes in -------------------------------------------------------------------------- */

static void high_pass(double *x, int32_t count, int32_t rate)
{
    const double w = 2 * PI * HIGH_PASS_HZ / rate;
    const double alpha = sin(w) / sqrt(2.0);
    const double a0 = 1 + alpha;
    const double b0 = (1 + cos(w)) / 2 / a0;
    const double a1 = -2 * cos(w) / a0;
    const double a2 = (1 - alpha) / a0;
    double x1 = 0;
    double x2 = 0;
    double y1 = 0;
    double y2 = 0;
    for (int32_t i = 0; i < count; i++) {
        const double y = b0 * (x[i] - 2 * x1 + x2) - a1 * y1 - a2 * y2;
        x2 = x1;
        x1 = x[i];
        y2 = y1;
        y1 = y;
        x[i] = y;
    }
}

static double window_power(const double *x, int32_t from, int32_t to)
{
    double sum = 0;
    for (int32_t i = from; i < to; i++) {
        sum += x[i] * x[i];
    }
    return to > from ? sum / (to - from) : 0;
}

/* The part of x in which something is heard; false if nothing is. */
static bool trim(const double *x, int32_t count, int32_t rate, int32_t *from, int32_t *to)
{
    const int32_t window = TRIM_WINDOW_MS * rate / 1000;
    double loudest = 0;
    for (int32_t at = 0; at + window <= count; at += window) {
        const double power = window_power(x, at, at + window);
        loudest = power > loudest ? power : loudest;
    }
    const double least = loudest * pow(10.0, TRIM_DB / 10.0);
    int32_t first = -1;
    int32_t last = -1;
    for (int32_t at = 0; at + window <= count && loudest > 0; at += window) {
        if (window_power(x, at, at + window) >= least) {
            first = first < 0 ? at : first;
            last = at + window;
        }
    }
    const int32_t keep = TRIM_KEEP_MS * rate / 1000;
    *from = first > keep ? first - keep : 0;
    *to = last + keep < count ? last + keep : count;
    return first >= 0;
}

/* ---- another rate --------------------------------------------------------------------------- */

static int32_t common_divisor(int32_t a, int32_t b)
{
    while (b != 0) {
        const int32_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Weights of the input samples around an output sample that lies `phase` of a sample after one. */
static void make_phase(double *weights, double phase, double cutoff)
{
    double sum = 0;
    for (int32_t k = 0; k < 2 * TAPS; k++) {
        const double away = k - TAPS + 1 - phase;
        const double x = PI * away * cutoff;
        const double sinc = fabs(x) < 1e-9 ? 1 : sin(x) / x;
        const double u = away / TAPS;
        const double window = fabs(u) >= 1 ? 0 : 0.42 + 0.5 * cos(PI * u) + 0.08 * cos(2 * PI * u);
        weights[k] = sinc * window;
        sum += weights[k];
    }
    for (int32_t k = 0; k < 2 * TAPS; k++) {
        weights[k] /= sum;
    }
}

static double weigh(const double *x, int32_t count, int64_t at, const double *weights)
{
    double sum = 0;
    for (int32_t k = 0; k < 2 * TAPS; k++) {
        const int64_t i = at + k - TAPS + 1;
        sum += i >= 0 && i < count ? weights[k] * x[i] : 0;
    }
    return sum;
}

static int64_t resampled_frames(int32_t count, int32_t rate)
{
    return ((int64_t)count * VOICE_RATE + rate - 1) / rate;
}

static SfError resample(double *out, int32_t frames, const double *x, int32_t count, int32_t rate)
{
    const int32_t divisor = common_divisor(rate, VOICE_RATE);
    const int32_t phases = VOICE_RATE / divisor;
    const int32_t stride = rate / divisor;
    const double ratio = rate > VOICE_RATE ? (double)VOICE_RATE / rate : 1.0;
    double *weights = sf_alloc((size_t)phases * 2 * TAPS * sizeof(*weights));
    if (weights == NULL) {
        return SF_E_NOMEM;
    }
    for (int32_t p = 0; p < phases; p++) {
        make_phase(weights + (ptrdiff_t)p * 2 * TAPS, (double)p / phases, PASS_BAND * ratio);
    }
    for (int32_t n = 0; n < frames; n++) {
        const int64_t at = (int64_t)n * stride;
        out[n] = weigh(x, count, at / phases, weights + (at % phases) * 2 * TAPS);
    }
    sf_free(weights);
    return SF_OK;
}

static void fade_edges(double *x, int32_t frames)
{
    const int32_t fade = EDGE_FADE_MS * VOICE_RATE / 1000;
    for (int32_t i = 0; i < fade && i < frames; i++) {
        const double gain = 0.5 - 0.5 * cos(PI * i / fade);
        x[i] *= gain;
        x[frames - 1 - i] *= gain;
    }
}

/* ---- level and limit ------------------------------------------------------------------------ */

/*
 * A look-ahead limiter: the least gain that any peak within reach asks for, smoothed by a mean as
 * wide as the reach, so that it has arrived when the peak does.
 */
static void limit(double *x, int32_t frames, double *gains, double *least)
{
    const int32_t ahead = LIMIT_AHEAD_MS * VOICE_RATE / 1000;
    const double ceiling = from_db(VOICE_PEAK_DB);
    const PeakFilter filter = peak_filter();
    for (int32_t i = 0; i < frames; i++) {
        const double peak = true_peak_at(&filter, x, frames, i);
        gains[i] = peak > ceiling ? ceiling / peak : 1.0;
    }
    for (int32_t i = 0; i < frames; i++) {
        least[i] = 1.0;
        for (int32_t k = i > ahead ? i - ahead : 0; k <= i + ahead && k < frames; k++) {
            least[i] = gains[k] < least[i] ? gains[k] : least[i];
        }
    }
    for (int32_t i = 0; i < frames; i++) {
        double sum = 0;
        for (int32_t k = i - ahead; k <= i + ahead; k++) {
            sum += k >= 0 && k < frames ? least[k] : 1.0;
        }
        x[i] *= sum / (2 * ahead + 1);
    }
}

/* Brings x to VOICE_LUFS, the peaks below the ceiling. */
static SfError level(double *x, int32_t frames)
{
    double *work = sf_alloc((size_t)frames * 3 * sizeof(*work));
    if (work == NULL) {
        return SF_E_NOMEM;
    }
    double *trial = work + 2 * (ptrdiff_t)frames;
    double gain_db = VOICE_LUFS - loudness(x, frames, VOICE_RATE);
    SfError error = gain_db > GAIN_MOST_DB ? SF_E_INPUT : SF_OK;
    for (int32_t round = 0; round < LEVEL_ROUNDS && error == SF_OK; round++) {
        const double gain = from_db(gain_db);
        for (int32_t i = 0; i < frames; i++) {
            trial[i] = x[i] * gain;
        }
        limit(trial, frames, work, work + frames);
        const double missing = VOICE_LUFS - loudness(trial, frames, VOICE_RATE);
        if (fabs(missing) < LEVEL_NEAR_LU) {
            break;
        }
        gain_db += missing;
    }
    for (int32_t i = 0; i < frames && error == SF_OK; i++) {
        x[i] = trial[i];
    }
    sf_free(work);
    return error;
}

/* ---- all of it ------------------------------------------------------------------------------ */

static SfError finish(VoiceMaster *out, double *x, int32_t frames, SfErrorInfo *err)
{
    fade_edges(x, frames);
    const SfError error = level(x, frames);
    if (error == SF_E_INPUT) {
        return sf_fail(err, error, "the sound is too quiet to be a voice");
    }
    out->samples = error == SF_OK ? sf_alloc((size_t)frames * sizeof(float)) : NULL;
    if (out->samples == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    const PeakFilter filter = peak_filter();
    double peak = 1e-9;
    for (int32_t i = 0; i < frames; i++) {
        out->samples[i] = (float)x[i];
        const double here = true_peak_at(&filter, x, frames, i);
        peak = here > peak ? here : peak;
    }
    out->frames = frames;
    out->lufs = loudness(x, frames, VOICE_RATE);
    out->peak_db = 20 * log10(peak);
    return SF_OK;
}

static SfError master(VoiceMaster *out, double *in, int32_t count, int32_t rate, SfErrorInfo *err)
{
    int32_t from = 0;
    int32_t to = 0;
    high_pass(in, count, rate);
    if (!trim(in, count, rate, &from, &to)) {
        return sf_fail(err, SF_E_INPUT, "there is nothing to hear");
    }
    const int64_t frames = resampled_frames(to - from, rate);
    if (frames > VOICE_CLIP_FRAMES) {
        return sf_fail(err, SF_E_TOOBIG, "the sound is longer than %d s",
                       VOICE_CLIP_FRAMES / VOICE_RATE);
    }
    double *x = sf_alloc((size_t)frames * sizeof(*x));
    SfError error =
        x == NULL ? SF_E_NOMEM : resample(x, (int32_t)frames, in + from, to - from, rate);
    if (error != SF_OK) {
        (void)sf_fail(err, error, "out of memory");
    } else {
        error = finish(out, x, (int32_t)frames, err);
    }
    sf_free(x);
    return error;
}

SfError voice_master(
    VoiceMaster *out, const int16_t *samples, int32_t count, int32_t rate, SfErrorInfo *err)
{
    *out = (VoiceMaster){0};
    if (rate < RATE_MIN || rate > RATE_MAX ||
        VOICE_RATE / common_divisor(rate, VOICE_RATE) > PHASES_MAX) {
        return sf_fail(err, SF_E_INPUT,
                       "a sample rate of %d Hz is not understood; take 16000, 22050, 24000, 44100 "
                       "or 48000",
                       rate);
    }
    if (count > 2 * VOICE_CLIP_FRAMES / VOICE_RATE * rate) {
        return sf_fail(err, SF_E_TOOBIG, "the sound is longer than %d s",
                       2 * VOICE_CLIP_FRAMES / VOICE_RATE);
    }
    double *in = sf_alloc((size_t)(count > 0 ? count : 0) * sizeof(*in));
    if (in == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    for (int32_t i = 0; i < count; i++) {
        in[i] = samples[i] / 32768.0;
    }
    const SfError error = master(out, in, count, rate, err);
    sf_free(in);
    return error;
}
