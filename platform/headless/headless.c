/* SPDX-License-Identifier: MIT */
/* The headless platform: virtual clock, recorded sound, played-back sensor. */
#include "headless.h"

#include <stdio.h>
#include <string.h>

static int64_t now_ms(void *context)
{
    return ((const Headless *)context)->now_ms;
}

static Instant wall(void *context)
{
    const Headless *headless = context;
    Instant now = headless->options.now;
    now.utc_ms += headless->now_ms;
    return now;
}

/* SplitMix64: small, in the public domain according to its author, and good enough for ids. */
static uint64_t roll(Headless *headless)
{
    headless->dice += 0x9E3779B97F4A7C15ULL;
    uint64_t z = headless->dice;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

static void random_bytes(void *context, uint8_t *out, size_t size)
{
    Headless *headless = context;
    for (size_t i = 0; i < size; i++) {
        out[i] = (uint8_t)(roll(headless) >> 56);
    }
}

static bool prefers_dark(void *context)
{
    return ((const Headless *)context)->options.dark;
}

static bool prefers_reduced_motion(void *context)
{
    return ((const Headless *)context)->options.reduced_motion;
}

static bool prefers_contrast(void *context)
{
    return ((const Headless *)context)->options.contrast;
}

static AudioState audio_open(void *context)
{
    Headless *headless = context;
    headless->sound_open = !headless->options.no_sound;
    return headless->sound_open ? AUDIO_OPEN : AUDIO_MISSING;
}

static void audio_close(void *context)
{
    ((Headless *)context)->sound_open = false;
}

static void hear(Headless *headless, Tone tone, const char *say, int64_t at_ms)
{
    Heard *heard = &headless->heard[headless->heard_count % HEADLESS_HEARD];
    *heard = (Heard){.tone = tone, .at_ms = at_ms};
    (void)sf_format(heard->say, sizeof(heard->say), "%s", say);
    headless->heard_count++;
}

static void audio_tone(void *context, Tone tone, int64_t at_ms)
{
    hear(context, tone, "", at_ms);
}

static bool audio_say(void *context, const char *text, int64_t at_ms)
{
    hear(context, TONE_NONE, text, at_ms);
    return false;
}

static void audio_flush(void *context)
{
    Headless *headless = context;
    const int32_t kept =
        headless->heard_count < HEADLESS_HEARD ? headless->heard_count : HEADLESS_HEARD;
    for (int32_t i = 0; i < kept; i++) {
        if (headless->heard[i].at_ms > now_ms(headless)) {
            headless->heard[i].flushed = true;
        }
    }
}

static void audio_volume(void *context, float volume)
{
    (void)context;
    (void)volume;
}

/* ---- the sensor ----------------------------------------------------------------------------- */

static bool motion_has(const Headless *headless)
{
    return headless->motion != NULL && headless->motion_at < headless->motion->count;
}

/* The next sample, with its time on the virtual clock. */
static MotionSample motion_next(const Headless *headless)
{
    MotionSample sample = headless->motion->samples[headless->motion_at];
    sample.at_us += headless->motion_us - headless->motion->samples[0].at_us;
    return sample;
}

static bool motion_there(void *context)
{
    return ((const Headless *)context)->motion != NULL;
}

static bool motion_start(void *context)
{
    Headless *headless = context;
    headless->motion_on = headless->motion != NULL;
    /* Skips the samples of the time before. */
    while (motion_has(headless) && motion_next(headless).at_us <= now_ms(headless) * 1000) {
        headless->motion_at++;
    }
    return headless->motion_on;
}

static void motion_stop(void *context)
{
    ((Headless *)context)->motion_on = false;
}

static int32_t motion_read(void *context, MotionSample *out, int32_t max)
{
    Headless *headless = context;
    int32_t count = 0;
    while (headless->motion_on && count < max && motion_has(headless) &&
           motion_next(headless).at_us <= now_ms(headless) * 1000) {
        out[count++] = motion_next(headless);
        headless->motion_at++;
    }
    return count;
}

/* --------------------------------------------------------------------------------------------- */

static void keep_awake(void *context, bool on)
{
    ((Headless *)context)->awake = on;
}

static void haptic(void *context, Haptic kind)
{
    (void)kind;
    ((Headless *)context)->haptics++;
}

static void text_input(void *context, bool on)
{
    ((Headless *)context)->keyboard = on;
}

static void log_line(void *context, const char *line)
{
    (void)context;
    (void)fprintf(stderr, "surefoot: %s\n", line);
}

void headless_init(Headless *headless, const HeadlessOptions *options)
{
    memset(headless, 0, sizeof(*headless));
    headless->options = *options;
    headless->dice = options->seed;
    headless->platform = (Platform){
        .context = headless,
        .now_ms = now_ms,
        .wall = wall,
        .random = random_bytes,
        .text = options->text,
        .prefers_dark = prefers_dark,
        .prefers_reduced_motion = prefers_reduced_motion,
        .prefers_contrast = prefers_contrast,
        .audio_open = audio_open,
        .audio_close = audio_close,
        .audio_tone = audio_tone,
        .audio_say = audio_say,
        .audio_flush = audio_flush,
        .audio_volume = audio_volume,
        .audio_voice_volume = audio_volume,
        .motion_there = motion_there,
        .motion_start = motion_start,
        .motion_stop = motion_stop,
        .motion_read = motion_read,
        .keep_awake = keep_awake,
        .haptic = haptic,
        .text_input = text_input,
        .log = log_line,
    };
}

void headless_advance(Headless *headless, int64_t ms)
{
    headless->now_ms += ms;
}

void headless_set_wall(Headless *headless, Instant now)
{
    headless->options.now = now;
    headless->options.now.utc_ms -= headless->now_ms;
}

void headless_motion(Headless *headless, const MotionRecording *recording)
{
    headless->motion = recording;
    headless->motion_us = now_ms(headless) * 1000;
    headless->motion_at = 0;
}
