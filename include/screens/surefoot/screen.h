/* SPDX-License-Identifier: MIT */
/**
 * Screens: one function table and one file each, on a bounded stack.
 *
 * A screen gets zeroed state when it is entered and keeps it until it is left. Navigation asked for
 * in a pass happens after it, so a screen never disappears under its own feet. Screens know each
 * other only by their table and typed arguments.
 */
#ifndef SUREFOOT_SCREEN_H
#define SUREFOOT_SCREEN_H

#include "surefoot/model.h"
#include "surefoot/ui.h"

#define NAV_DEPTH 12
#define NAV_STATE_BYTES 4096
#define NAV_ARGS_BYTES 64

typedef struct Nav Nav;

/** What a screen works with. */
typedef struct Shell {
    Ui *ui;
    Model *model;
    Nav *nav;
    int64_t now_ms;
} Shell;

typedef struct Screen {
    const char *name;
    size_t state_size; /**< <= NAV_STATE_BYTES */
    /** args are those of nav_push, or NULL. May be NULL. */
    void (*enter)(Shell *shell, void *state, const void *args);
    void (*frame)(Shell *shell, void *state);
    void (*leave)(Shell *shell, void *state);
} Screen;

void nav_push(Nav *nav, const Screen *screen, const void *args, size_t size);
/** Takes the current screen's place. */
void nav_replace(Nav *nav, const Screen *screen, const void *args, size_t size);
void nav_pop(Nav *nav);
/** Leaves everything and starts anew with this screen. */
void nav_reset(Nav *nav, const Screen *screen, const void *args, size_t size);
void nav_quit(Nav *nav);

typedef struct RoutineArgs {
    const Program *program;
    const Routine *routine;
} RoutineArgs;

typedef struct ExerciseArgs {
    const Exercise *exercise;
} ExerciseArgs;

/** A try of the log. */
typedef struct TryArgs {
    Uuid id;
} TryArgs;

/** How a balance test is to be set up at first. */
typedef struct SetupArgs {
    Eyes eyes;
    StanceSurface surface;
} SetupArgs;

/** Goes to Today, or first to the session that was interrupted, or ended without being saved. */
void screen_home(Shell *shell);
/** Starts brushing, or shows the page about standing safely before. */
void screen_begin_brushing(Shell *shell);

extern const Screen screen_safety;
extern const Screen screen_referral;
extern const Screen screen_today;
extern const Screen screen_programs;
extern const Screen screen_library;
extern const Screen screen_streak;
extern const Screen screen_sound;
extern const Screen screen_routine;
extern const Screen screen_exercise;
extern const Screen screen_player;
extern const Screen screen_finish;
extern const Screen screen_resume;
extern const Screen screen_knees;
extern const Screen screen_settings;
extern const Screen screen_balance;
extern const Screen screen_stance_safety;
extern const Screen screen_balance_setup;
extern const Screen screen_balance_result;
extern const Screen screen_balance_charts;
extern const Screen screen_balance_tries;
extern const Screen screen_balance_try;
extern const Screen screen_brush_done;
extern const Screen screen_squat;
extern const Screen screen_squat_score;
extern const Screen screen_problems;
extern const Screen screen_log_state;

#endif
