/* SPDX-License-Identifier: MIT */
/**
 * What the files of the script runner share.
 *
 * script_words.c   lines into words, words into values
 * script_parse.c   words into commands, with every fault of a file at once; script_parser.c takes
 *                  them one by one, script_condition.c those of a condition
 * script_verbs.inc  all commands, one a line: how each is read and run
 * script_run.c     the clock, frames, and a script from first to last
 * script_verbs.c   one function a command
 * script_life.c    starting, killing and quitting the app; facts and settings
 * script_files.c   the folder of the log
 * script_touch.c   finding widgets, fingers and keys
 * script_expect.c  conditions
 * script_order.c   one condition: the order of reading
 * script_shot.c    pictures and lists, written or compared
 * script_screens.c scripts that lead to each screen
 */
#ifndef SUREFOOT_SCRIPT_PARTS_H
#define SUREFOOT_SCRIPT_PARTS_H

#include "headless.h"
#include "script.h"
#include "surefoot/app.h"
#include "surefoot/memory.h"
#include "text_sdl.h"

#define SCRIPT_WORDS 24        /* on one line */
#define SCRIPT_LINE_BYTES 4096 /* of one line */
#define SCRIPT_COMMANDS 20000  /* in one script */
#define SCRIPT_NEST 8          /* repeats within repeats */
#define SCRIPT_STEPS 200000    /* commands run, repeats counted */
#define SCRIPT_PATH_BYTES 1024
#define SCRIPT_LIBRARIES 8
#define SCRIPT_CUES 4096
#define SCRIPT_TRIES 3 /* on one line */
#define SCRIPT_TRY_CAP_S 45
#define SCRIPT_TRY_CAP_MOST_S 120
#define SCRIPT_MESSAGE_BYTES 2048

/* ---- commands ------------------------------------------------------------------------------- */

/* What a command does; see script.h. */
typedef enum ScriptVerb {
#define VERB(name, word, needs, parse, act) VERB_##name,
#include "script_verbs.inc"
#undef VERB
} ScriptVerb;

/* The states of the log; see the command data in script.h. */
typedef enum ScriptData {
    DATA_FRESH,
    DATA_KEEP,
    DATA_MISSING,
    DATA_NEWER,
    DATA_DAMAGED,
    DATA_BROKEN,
    DATA_OWN,
    DATA_GONE,
    DATA_FULL,
    DATA_ROOM
} ScriptData;

/* What a command aims at: a widget by its label or key, or a place. */
typedef struct ScriptTarget {
    const char *label; /* may hold *; NULL if key or a place */
    const char *key;   /* without its # */
    const char *in;    /* key of a node around it, or NULL */
    const char *after; /* label of a node before it, or NULL */
    Point at;          /* dp; if neither label nor key */
} ScriptTarget;

/* What a condition is about. */
typedef enum ScriptSubject {
    SUBJECT_SCREEN,
    SUBJECT_NODE,
    SUBJECT_VALUE,
    SUBJECT_STATE,
    SUBJECT_COUNT,
    SUBJECT_CUE,
    SUBJECT_TONE,
    SUBJECT_WAKE_NONE,
    SUBJECT_AWAKE,
    SUBJECT_MOTION,
    SUBJECT_SOUND,
    SUBJECT_ORDER
} ScriptSubject;

/* States of a widget. */
typedef enum ScriptState {
    STATE_ENABLED,
    STATE_DISABLED,
    STATE_FOCUSED,
    STATE_SELECTED,
    STATE_VISIBLE
} ScriptState;

/* A condition of expect or wait. */
typedef struct ScriptCondition {
    ScriptSubject subject;
    bool no;
    ScriptTarget target;
    ScriptState state;
    const char *text; /* of a screen or a value */
    int32_t number;   /* a count; a CueId; a Tone; on or off */
    int64_t ms;       /* within; at */
} ScriptCondition;

/* One line of a script. Which fields are used depends on the verb. */
typedef struct ScriptCommand {
    ScriptVerb verb;
    int32_t line;
    ScriptTarget target;
    Point to;      /* dp */
    bool by;       /* `to` is relative */
    bool at_once;  /* tap, key: does not wait until the page takes it */
    bool until;    /* wait: for the condition, at most ms */
    FactKind fact; /* log, follow */
    int64_t ms;
    int32_t width;
    int32_t height;
    int32_t number; /* meaning depends on the verb: percent, frames a second, times, level, key, on
                       or off */
    int32_t moment; /* PainMoment */
    Side side;
    int32_t tries[SCRIPT_TRIES]; /* ms */
    int32_t try_count;
    TryFact attempt;
    SquatFact squat;
    StatusFact mark;
    float scale;      /* 0: as it is */
    const char *text; /* typed, path, program, file name */
    bool has_at;
    Instant at;
    int32_t partner; /* of a repeat: index of its end; of an end: index of its repeat */
    ScriptCondition condition;
} ScriptCommand;

/* A parsed script; texts live in its arena. */
typedef struct Script {
    Arena arena;
    ScriptCommand *commands;
    int32_t count;
    int32_t capacity;
} Script;

/* Where faults are reported. */
typedef struct ScriptSay {
    void (*line)(void *context, const char *line);
    void *context;
} ScriptSay;

/* Parses a whole script. SF_E_INPUT if it has faults, which were all reported; then *out is
 * empty. */
SfError script__parse(Script *out, const char *name, const char *text, size_t size, ScriptSay say);
/* Frees the commands and their texts. */
void script__deinit(Script *script);

/* ---- words ---------------------------------------------------------------------------------- */

/* A word of a line, without its quotes. */
typedef struct ScriptWord {
    const char *text;
    bool quoted;
} ScriptWord;

/* Splits a line into words. Returns NULL, or the reason why the line is malformed. */
const char *script__split(
    Arena *arena, const char *line, size_t size, ScriptWord words[SCRIPT_WORDS], int32_t *count);
/* Reads a duration such as 500ms, 30s, 2m or 1h. */
bool script__duration(const char *text, int64_t *ms);
/* Reads a whole number within a range. */
bool script__integer(const char *text, int32_t low, int32_t high, int32_t *out);
/* Reads a place such as 10,20. */
bool script__point(const char *text, Point *out);
/* Reads the size of a window such as 390x844. */
bool script__size(const char *text, int32_t *width, int32_t *height);
/* Reads the name of a key. */
bool script__key(const char *text, int32_t *key);
/* True if the words are equal without regard to case. */
bool script__same_word(const char *a, const char *b);
/* True if the text fits the pattern, in which * stands for any text. */
bool script__fits(const char *pattern, const char *text);

#define SCRIPT_KEY_BACK (-1) /* a key number for the system's Back */

/* ---- running -------------------------------------------------------------------------------- */

/* Whether the app runs. */
typedef enum ScriptLife { LIFE_BEFORE, LIFE_RUNNING, LIFE_ENDED, LIFE_KILLED } ScriptLife;

/* A cue that was heard. */
typedef struct ScriptCue {
    CueId id;
    int64_t at_ms;
} ScriptCue;

/* A script that runs. */
typedef struct ScriptRun {
    const ScriptOptions *options;
    const Script *script;
    const char *name;
    const ScriptCommand *command;
    Headless *headless; /* owned; large */
    TextFonts *fonts;   /* owned, if the caller gave no text */
    App *app;
    ScriptLife life;
    Viewport viewport;
    int32_t fps;     /* 0: when the app asks */
    int64_t grid_ms; /* where the grid of fps begins */
    int64_t next_ms; /* when the last pass asked for the next one */
    int64_t passes;
    uint64_t picture; /* hash of the last draw list that asked for another frame at once */
    int32_t still;    /* passes in a row that asked for another one and changed nothing */
    ScriptCue cues[SCRIPT_CUES];
    int32_t cue_count;
    int32_t cue_mark;                 /* cues heard before the current action */
    int64_t session_ms;               /* monotonic start of the latest session */
    char folder[SCRIPT_PATH_BYTES];   /* temporary, or "" */
    char data_dir[SCRIPT_PATH_BYTES]; /* or "": in memory */
    bool keep;
    bool full;
    const char *libraries[SCRIPT_LIBRARIES];
    int32_t library_count;
    MotionRecording motion; /* owned: what the sensor plays back */
    Arena arena;
    bool failed;
    char message[SCRIPT_MESSAGE_BYTES];
} ScriptRun;

/* Reports a failure with its line. Always false. */
bool script__fail(ScriptRun *run, const char *format, ...) SF_PRINTF(2, 3);

/* script_run.c */
/* The virtual clock, monotonic ms. */
int64_t script__now(const ScriptRun *run);
/* Runs a frame now, and the frames that it asks for at once. False after a failure. */
bool script__settle(ScriptRun *run);
/* Gives the app an event, then settles. False after a failure. */
bool script__event(ScriptRun *run, const InputEvent *event);
/* Lets time pass, with each frame that the app asks for and one at the end. False after a
 * failure. */
bool script__advance(ScriptRun *run, int64_t ms);
/* Goes on to the next frame, but not beyond until_ms. False after a failure. */
bool script__advance_once(ScriptRun *run, int64_t until_ms);

/* script_verbs.c */
/* Runs one command. */
bool script__act(ScriptRun *run, const ScriptCommand *command);

/* script_life.c */
/* Starts the app if it never ran. A failure if it has ended. */
bool script__need_app(ScriptRun *run);
/* Opens the app on the folder of the log. False after a failure. */
bool script__start(ScriptRun *run);
/* Ends the app if it wants to quit. */
void script__notice_quit(ScriptRun *run);
/* Ends the app as kill -9 does: the log stays as it is at this moment. */
bool script__kill(ScriptRun *run);
/* Asks the app to quit. A failure if it does not. */
bool script__quit(ScriptRun *run);
/* Puts the log into a state. False after a failure. */
bool script__data(ScriptRun *run, ScriptData data);
/* Sets the text size in percent. */
bool script__set_text(ScriptRun *run, int32_t percent);
/* Marks the safety note, or that about standing, as read. */
bool script__safety(ScriptRun *run, bool stance);
/* Adds a fact of this kind to the log. False after a failure. */
bool script__add(ScriptRun *run, const ScriptCommand *command, FactKind kind);
/* Adds the tries of the command one after another. False after a failure. */
bool script__add_tries(ScriptRun *run, const ScriptCommand *command);
/* Destroys the app. */
void script__end_life(ScriptRun *run);

/* script_files.c */
/* Makes a new temporary folder. */
SfError files_make_temporary(char out[SCRIPT_PATH_BYTES], SfErrorInfo *err);
/* Copies all regular files and folders of `from` into the folder `to`, which is made if needed. */
SfError files_copy(const char *from, const char *to, SfErrorInfo *err);
/* Deletes a folder with all that is in it. */
void files_remove(const char *path);
/* Reads a whole file; the caller frees *bytes with sf_free. */
SfError files_read(const char *path, char **bytes, size_t *size, SfErrorInfo *err);
/* Writes a whole file, which may exist already. */
SfError files_write(const char *path, const char *bytes, size_t size, SfErrorInfo *err);
/* Overwrites bytes in the middle of a file. */
SfError
files_patch(const char *path, int64_t offset, const void *bytes, size_t size, SfErrorInfo *err);
/* While `full`, every write of this process to a file fails. */
void files_disk_full(bool full);

/* script_touch.c */
/* What a widget is searched for. */
typedef enum ScriptFind { FIND_ANY, FIND_TO_TOUCH } ScriptFind;
/* Finds a widget. NULL if there is none; a failure if several fit. Borrowed until the next pass. */
const UiNode *script__find(ScriptRun *run, const ScriptTarget *target, ScriptFind how);
/* True if a node lies within a node with this key. */
bool script__is_in(const UiNode *nodes, int32_t index, const char *key);
/* Writes the labels on the screen, for messages. */
void script__labels(ScriptRun *run, char *out, size_t size);
/* The target as the script wrote it, for messages. */
const char *script__target_text(ScriptRun *run, const ScriptTarget *target);
/* Carries out tap, hold or drag. False after a failure. */
bool script__touch(ScriptRun *run, const ScriptCommand *command);
/* Presses a key, at once or when the page takes it. False after a failure. */
bool script__press_key(ScriptRun *run, int32_t key, bool at_once);
/* Types a text. False after a failure. */
bool script__type(ScriptRun *run, const char *text);

/* script_expect.c */
/* True if the condition holds now. */
bool script__holds(ScriptRun *run, const ScriptCondition *condition);
/* A failure if the condition does not hold. */
bool script__expect(ScriptRun *run, const ScriptCondition *condition);
/* Lets time pass until the condition holds. A failure after max_ms. */
bool script__wait_until(ScriptRun *run, const ScriptCondition *condition, int64_t max_ms);

/* script_order.c */
/* Two nodes in the wrong order. */
typedef struct ScriptPair {
    const UiNode *first;
    const UiNode *second;
} ScriptPair;

/* True if all nodes are read in the order in which they are seen; else *wrong are two that are
 * not. */
bool script__in_order(ScriptRun *run, ScriptPair *wrong);

/* script_shot.c */
/* Writes or compares a picture with this name. */
bool script__shot(ScriptRun *run, const char *name);
/* Writes or compares the draw list with this name. */
bool script__list(ScriptRun *run, const char *name);
/* Writes a picture to a path. */
bool script__picture(ScriptRun *run, const char *path);

#endif
