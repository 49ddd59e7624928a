/* SPDX-License-Identifier: MIT */
/**
 * Screens: one function table and one file each, on a bounded stack.
 *
 * A screen gets zeroed state when it is entered and keeps it until it is left. Navigation that is
 * asked for in a pass happens after the pass, so a screen's state stays valid while its code runs.
 * Screens know each other only by their table and typed arguments.
 */
#ifndef SUREFOOT_SCREEN_H
#define SUREFOOT_SCREEN_H

#include "surefoot/model.h"
#include "surefoot/ui.h"

#define NAV_DEPTH 12
#define NAV_STATE_BYTES 4096
#define NAV_ARGS_BYTES 64

typedef struct Nav Nav;

/** What a screen works with. All borrowed for the call. */
typedef struct Shell {
    Ui *ui;
    Model *model;
    Nav *nav;
    int64_t now_ms;
} Shell;

/** The functions of one screen. */
typedef struct Screen {
    const char *name;
    size_t state_size; /**< <= NAV_STATE_BYTES */
    /** Called once before the first frame. args: those of nav_push, or NULL. May be NULL. */
    void (*enter)(Shell *shell, void *state, const void *args);
    /** Called in each pass: draws the page and handles its event. */
    void (*frame)(Shell *shell, void *state);
    /** Called once when the screen is left. May be NULL. */
    void (*leave)(Shell *shell, void *state);
} Screen;

/** Puts a screen on top of the current one. The args are copied: size bytes, at most
 * NAV_ARGS_BYTES. */
void nav_push(Nav *nav, const Screen *screen, const void *args, size_t size);
/** As nav_push, but the current screen is left and its place is taken. */
void nav_replace(Nav *nav, const Screen *screen, const void *args, size_t size);
/** Leaves the current screen for the one below it. After the last one the app quits. */
void nav_pop(Nav *nav);
/** Leaves all screens and starts again with this one. */
void nav_reset(Nav *nav, const Screen *screen, const void *args, size_t size);
/** Asks the main loop to end the app. */
void nav_quit(Nav *nav);

/** Arguments of screen_routine, borrowed from the library. */
typedef struct RoutineArgs {
    const Program *program;
    const Routine *routine;
} RoutineArgs;

/** Arguments of screen_exercise, borrowed from the library. */
typedef struct ExerciseArgs {
    const Exercise *exercise;
} ExerciseArgs;

/** Arguments of screen_balance_try: the id of a try in the log. */
typedef struct TryArgs {
    Uuid id;
} TryArgs;

/** Arguments of screen_balance_setup: what is chosen when the page opens. */
typedef struct SetupArgs {
    Eyes eyes;
    StanceSurface surface;
} SetupArgs;

/** Goes to Today, or before that to a session that was interrupted or could not be saved. */
void screen_home(Shell *shell);
/** Starts brushing; shows the page about standing safely before, if it is due. */
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
