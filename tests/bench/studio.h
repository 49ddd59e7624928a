/* SPDX-License-Identifier: MIT */
/**
 * A session with tones and voice on virtual time: the sound device, speech and mixer of the app,
 * but what is mixed goes here, as fast as it can be.
 *
 * Time that the app spends in a frame is real: the clock goes on by it, and a sentence that was
 * handed over after its moment counts as late.
 */
#ifndef SUREFOOT_BENCH_STUDIO_H
#define SUREFOOT_BENCH_STUDIO_H

#include "surefoot/session.h"
#include "surefoot/voice.h"

typedef struct Studio Studio;

/** With a voice pack, or NULL: then there is no sound device. Exits where it cannot be. */
Studio *studio_open(const char *pack);
void studio_close(Studio *studio);
const Platform *studio_platform(Studio *studio);

/** Told of all that is mixed, one ear, in order. */
typedef void (*StudioHeard)(void *context, const int16_t *samples, int32_t frames, int64_t first);
void studio_on_heard(Studio *studio, StudioHeard heard, void *context);

/** The frame at which a sound of that moment has to begin. */
int64_t studio_frame(const Studio *studio, int64_t at_ms);
void studio_run(Studio *studio, int64_t ms);
/** Plays a session to its end; what waits for a person is answered in its time. */
void studio_play(Studio *studio, Session *session);
/** Speaks one text and waits until it is over. */
void studio_say(Studio *studio, const char *text);

typedef struct StudioSpoken {
    int64_t played_ms;
    int32_t texts;
    int32_t late;    /**< handed over when they should have begun */
    int32_t refused; /**< cannot be spoken */
    int32_t sudden;  /**< asked for less than half a second ahead */
    double spare_ms; /**< the least time that was left */
} StudioSpoken;

StudioSpoken studio_spoken(const Studio *studio);

#endif
