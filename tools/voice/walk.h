/* SPDX-License-Identifier: MIT */
/**
 * Every timeline that what we ship can become: each routine with either knee the worse one, either
 * side first, and every easier form of every step; and each exercise of the library by itself, as a
 * program of somebody else's may use it.
 */
#ifndef SUREFOOT_VOICE_WALK_H
#define SUREFOOT_VOICE_WALK_H

#include "surefoot/timeline.h"

/** How a text's length is known while compiling; see Profile. */
typedef struct WalkSpeech {
    int32_t (*speech_ms)(void *context, const char *text);
    void *context;
} WalkSpeech;

/** Called with each timeline, borrowed for the call. */
typedef void (*WalkVisit)(void *context, const Timeline *timeline);

SfError walk_timelines(const Library *library,
                       const WalkSpeech *speech,
                       WalkVisit visit,
                       void *context,
                       SfErrorInfo *err);

#endif
