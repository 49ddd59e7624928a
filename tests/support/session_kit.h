/* SPDX-License-Identifier: MIT */
/** A session of what we ship, on a virtual clock, with a log in memory. */
#ifndef SESSION_KIT_H
#define SESSION_KIT_H

#include "headless.h"
#include "surefoot/model.h"

typedef struct SessionScene {
    Headless headless;
    Library library;
    Store *store;
    Settings settings;
    Session *session;
    Profile profile;
    int32_t heard[CUE_DONE + 1]; /**< cues, by their id */
} SessionScene;

/** cmocka set-up and tear-down; the state is a SessionScene. */
int session_kit_set_up(void **state);
int session_kit_tear_down(void **state);
SessionPorts session_kit_ports(SessionScene *scene);
/** The library anew: what we ship, and one file or folder more. */
void session_kit_load(SessionScene *scene, const char *path);
/** Begins "program/routine" with the scene's profile. */
void session_kit_start(SessionScene *scene, const char *path);
/** Lets time pass as the main loop does: from wake to wake. */
void session_kit_pass(SessionScene *scene, int64_t ms);
/** The caller frees it with history_deinit. */
History session_kit_history(SessionScene *scene);

#endif
