/* SPDX-License-Identifier: MIT */
/**
 * Scripts: virtual fingers on the real app, on a virtual clock. Flows, pictures and goldens come
 * from these.
 *
 * One command a line; # at the start of a line, or followed by a blank, begins a comment. Texts
 * stand in double quotes (\" and \\ inside); * in a text stands for anything. Durations: 500ms,
 * 30s, 2m, 1h. Lengths and places are dp. A widget is named by its label or its key: "Start",
 * #start, "3" in #pain-left, #follow after "Hip and knee strength".
 *
 *     clock 2026-11-21T07:30+01:00      the wall clock, at any time
 *     size 390x844 scale 2              the window; later on a rotation
 *     theme light|dark                  what the system prefers
 *     text 200                          text size in percent
 *     reduced-motion on|off             what the system prefers
 *     sound on|none                     whether there is a sound device
 *     motion FILE                       the sensor says what this CSV (motion.h) holds, from now on
 *     motion off                        there is no sensor: so it is at the start
 *     data fresh|keep                   the log's folder: removed at the end, or kept
 *     data missing|newer|damaged        a log that cannot be made, or is too new, or is broken
 *     data broken                       a program file of the person's own that has faults
 *     data own|gone                     a good one, id mine; that file is there no more
 *     data full|room                    the disk has no room from here on; it has again
 *     library PATH                      adds a program file or a folder, relative to the script
 *     safety done|stance                the safety note, or that of standing, was gone through
 *     follow PROGRAM [at INSTANT]
 *     log pain left 4 [before|worst|after|morning] [at INSTANT]
 *     log session PROGRAM/ROUTINE [at INSTANT]
 *     log balance left 31.4s 28s [closed] [soft] [shelf|sensor|waist] [supported] [cap 30]
 *                                [at INSTANT]
 *     log squat left 4 1 0 [at INSTANT] steady, wobbled, moved inward
 *     fps 10|auto                       frames on that grid, or when the app asks for one
 *     tap WHAT|X,Y [now]                scrolls there first if it must; waits until what is named
 *                                       takes presses, as a person would, unless it is now
 *     hold WHAT|X,Y 800ms
 *     drag WHAT|X,Y by DX,DY|to X,Y [over 200ms]
 *     key Tab|Enter|Back|... [now]      waits until the page takes keys, likewise
 *     type "text"
 *     wait 30s
 *     wait until CONDITION [max 10m]
 *     expect [no] CONDITION
 *     background 10m                    hidden: told before and after, no frame in between
 *     sleep 10m                         suspended: nothing is told and no frame comes
 *     kill                              as by kill -9; the log's files are as they were then
 *     restart                           the app again, after a clean quit if it still runs
 *     quit
 *     shot NAME.png                     a picture
 *     list NAME.txt                     the draw list as text
 *     repeat 3 {
 *     }
 *
 * Conditions: screen NAME; WHAT; WHAT value "text"; WHAT enabled|disabled|focused|selected|visible;
 * count "text" N; cue NAME [within 2s]; tone NAME at 5s (since the session began); wake none
 * (nothing is due within a minute: the app is idle); awake on|off; motion on|off (the sensor is in
 * use); sound
 * open|closed; order (all is read as it is seen, downwards and from left to right). A cue counts if
 * it was heard since the last command that is not an expectation began.
 *
 * The clock jumps from one frame the app asks for to the next, so half an hour takes milliseconds;
 * nothing sleeps. The same script gives the same pictures, byte for byte. All faults of a script
 * are told before anything runs; when it runs, the first failure ends it.
 */
#ifndef SUREFOOT_SCRIPT_H
#define SUREFOOT_SCRIPT_H

#include "surefoot/draw.h"

/** What becomes of shots and lists. */
typedef enum ScriptShots {
    SHOTS_WRITE,
    SHOTS_COMPARE /**< with the file that stands there; a difference or a missing file fails */
} ScriptShots;

/** All borrowed for the call; zero is a good value of everything but say. */
typedef struct ScriptOptions {
    const char *const *asset_paths;
    int32_t asset_path_count;
    const TextSource *text; /**< NULL opens the real fonts */
    const char *fonts;      /**< folder of the real fonts, NULL the usual one */
    const char *data_dir;   /**< NULL is a temporary folder */
    const char *out_dir;    /**< of shots and lists; NULL is beside the script */
    ScriptShots shots;
    const char *picture; /**< file for a last shot when all went well, or NULL */
    bool no_files;       /**< refuse every command that touches files; the log is in memory */
    int64_t pass_limit;  /**< frames and events at most; 0 is SCRIPT_PASSES */
    /** Told each fault and failure as one line. */
    void (*say)(void *context, const char *line);
    void *context;
} ScriptOptions;

#define SCRIPT_PASSES 5000000

/** SF_E_INPUT if the script is malformed or something it expects is not so; all was told. */
SfError script_run(const char *name, const char *text, size_t size, const ScriptOptions *options);
/** The same from a file; also SF_E_NOTFOUND, SF_E_IO and SF_E_TOOBIG. */
SfError script_run_file(const char *path, const ScriptOptions *options);

/** Names of the screens that script_screen knows; NULL after the last. */
const char *script_screen_name(int32_t index);
/** The script that leads to a screen, without size, theme or shot; NULL if there is no such name.
 */
const char *script_screen(const char *name);

#endif
