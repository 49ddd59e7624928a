/* SPDX-License-Identifier: MIT */
/**
 * Scripts: virtual fingers that use the real app on a virtual clock, for flows, pictures and
 * goldens.
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
 *     motion FILE                       from now on the sensor plays back this CSV (motion.h)
 *     motion off                        there is no sensor, as at the start
 *     data fresh|keep                   the log's folder: removed at the end, or kept
 *     data missing|newer|damaged        a log that cannot be made, or is too new, or is broken
 *     data broken                       adds a program file of the person's own that has faults
 *     data own|gone                     adds a good one with the id mine; deletes it
 *     data full|room                    the disk is full from here on; it has room again
 *     library PATH                      adds a program file or a folder, relative to the script
 *     safety done|stance                the safety note, or that about standing, was read
 *     follow PROGRAM [at INSTANT]
 *     log pain left 4 [before|worst|after|morning] [at INSTANT]
 *     log session PROGRAM/ROUTINE [at INSTANT]
 *     log balance left 31.4s 28s [closed] [soft] [shelf|sensor|waist] [supported] [cap 30]
 *                                [at INSTANT]
 *     log squat left 4 1 0 [at INSTANT] steady, wobbled, moved inward
 *     fps 10|auto                       frames on that grid, or when the app asks for one
 *     tap WHAT|X,Y [now]                scrolls there first if needed; without `now` it waits until
 *                                       the widget takes presses, as a person would
 *     hold WHAT|X,Y 800ms
 *     drag WHAT|X,Y by DX,DY|to X,Y [over 200ms]
 *     key Tab|Enter|Back|... [now]      without `now` it waits until the page takes keys
 *     type "text"
 *     wait 30s
 *     wait until CONDITION [max 10m]
 *     expect [no] CONDITION
 *     background 10m                    hidden: an event before and after, no frame in between
 *     sleep 10m                         suspended: no event and no frame
 *     kill                              as kill -9: the log's files stay as they are at this moment
 *     restart                           opens the app again, after a clean quit if it still runs
 *     quit
 *     shot NAME.png                     a picture
 *     list NAME.txt                     the draw list as text
 *     repeat 3 {
 *     }
 *
 * Conditions: screen NAME; WHAT; WHAT value "text"; WHAT enabled|disabled|focused|selected|visible;
 * count "text" N; cue NAME [within 2s]; tone NAME at 5s (since the session began); wake none
 * (nothing is due within a minute: the app is idle); awake on|off; motion on|off (the sensor is in
 * use); sound open|closed; order (nodes are read in the order in which they are seen: downwards and
 * from left to right). A cue counts if it was heard since the last command that is not an
 * expectation began.
 *
 * The clock jumps from one frame that the app asks for to the next, so half an hour takes
 * milliseconds; nothing sleeps. The same script gives the same pictures, byte for byte. All faults
 * of a script are reported before anything runs; while it runs, the first failure ends it.
 */
#ifndef SUREFOOT_SCRIPT_H
#define SUREFOOT_SCRIPT_H

#include "surefoot/draw.h"

/** What happens with shots and lists. */
typedef enum ScriptShots {
    SHOTS_WRITE,
    SHOTS_COMPARE /**< with the file of that name; a difference or a missing file is a failure */
} ScriptShots;

/** Options of a run, borrowed for the call. Zero is a valid value of everything except say. */
typedef struct ScriptOptions {
    const char *const *asset_paths;
    int32_t asset_path_count;
    const TextSource *text; /**< NULL opens the real fonts */
    const char *fonts;      /**< folder of the real fonts; NULL: the usual one */
    const char *data_dir;   /**< NULL is a temporary folder */
    const char *out_dir;    /**< of shots and lists; NULL is beside the script */
    ScriptShots shots;
    const char *picture; /**< file for a last shot after success, or NULL */
    bool no_files;       /**< refuse every command that touches files; the log is in memory */
    int64_t pass_limit;  /**< frames and events at most; 0 is SCRIPT_PASSES */
    /** Gets each fault and failure as one line. */
    void (*say)(void *context, const char *line);
    void *context;
} ScriptOptions;

#define SCRIPT_PASSES 5000000

/** Runs a script. name: for messages. SF_E_INPUT if the script has faults or an expectation fails;
 *  every fault was given to options->say. */
SfError script_run(const char *name, const char *text, size_t size, const ScriptOptions *options);
/** Runs a script from a file. As script_run; also SF_E_NOTFOUND, SF_E_IO and SF_E_TOOBIG. */
SfError script_run_file(const char *path, const ScriptOptions *options);

/** The name of the n-th screen that script_screen knows; NULL after the last. */
const char *script_screen_name(int32_t index);
/** The script that leads to a screen, without size, theme or shot; NULL if there is no such
 * name. */
const char *script_screen(const char *name);

#endif
