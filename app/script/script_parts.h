/* SPDX-License-Identifier: MIT */
/**
 * What the files of the script runner share.
 *
 * script_words.c   lines into words, words into values
 * script_parse.c   words into commands, with every fault of a file at once; script_parser.c takes
 *                  them one by one, script_condition.c those of a condition
 * script_run.c     the clock, frames, and one function a command
 * script_life.c    starting, killing and quitting the app; facts and settings
 * script_files.c   the folder of the log
 * script_touch.c   finding widgets, fingers and keys
 * script_expect.c  conditions
 * script_order.c   one of them: what is read first
 * script_shot.c    pictures and lists, written or compared
 * script_screens.c how to get to each screen
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

typedef enum ScriptVerb {
    VERB_CLOCK,
    VERB_SIZE,
    VERB_THEME,
    VERB_TEXT,
    VERB_REDUCED_MOTION,
    VERB_SOUND,
    VERB_MOTION,
    VERB_DATA,
    VERB_LIBRARY,
    VERB_SAFETY,
    VERB_FOLLOW,
    VERB_LOG_PAIN,
    VERB_LOG_SESSION,
    VERB_LOG_ANSWER,
    VERB_LOG_STATUS,
    VERB_LOG_BALANCE,
    VERB_LOG_SQUAT,
    VERB_FPS,
    VERB_TAP,
    VERB_HOLD,
    VERB_DRAG,
    VERB_KEY,
    VERB_TYPE,
    VERB_WAIT,
    VERB_WAIT_UNTIL,
    VERB_EXPECT,
    VERB_BACKGROUND,
    VERB_SLEEP,
    VERB_KILL,
    VERB_RESTART,
    VERB_QUIT,
    VERB_SHOT,
    VERB_LIST,
    VERB_REPEAT,
    VERB_END
} ScriptVerb;

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

/* A widget by its label or key, or a place. */
typedef struct ScriptTarget {
    const char *label; /* may hold *; NULL if key or a place */
    const char *key;   /* without its # */
    const char *in;    /* key of a node around it, or NULL */
    const char *after; /* label of a node before it, or NULL */
    Point at;          /* dp; if neither label nor key */
} ScriptTarget;

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

typedef enum ScriptState {
    STATE_ENABLED,
    STATE_DISABLED,
    STATE_FOCUSED,
    STATE_SELECTED,
    STATE_VISIBLE
} ScriptState;

typedef struct ScriptCondition {
    ScriptSubject subject;
    bool no;
    ScriptTarget target;
    ScriptState state;
    const char *text; /* of a screen or a value */
    int32_t number;   /* a count; a CueId; a Tone; on or off */
    int64_t ms;       /* within; at */
} ScriptCondition;

typedef struct ScriptCommand {
    ScriptVerb verb;
    int32_t line;
    ScriptTarget target;
    Point to;     /* dp */
    bool by;      /* `to` is relative */
    bool at_once; /* tap, key: does not wait until the page takes it */
    int64_t ms;
    int32_t width;
    int32_t height;
    int32_t number; /* percent, frames a second, times, level, key, on or off */
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
    int32_t partner; /* repeat: index of its end; end: of its repeat */
    ScriptCondition condition;
} ScriptCommand;

typedef struct Script {
    Arena arena;
    ScriptCommand *commands;
    int32_t count;
    int32_t capacity;
} Script;

typedef struct ScriptSay {
    void (*line)(void *context, const char *line);
    void *context;
} ScriptSay;

/* SF_E_INPUT when there was any fault; then nothing is owned. */
SfError script__parse(Script *out, const char *name, const char *text, size_t size, ScriptSay say);
void script__deinit(Script *script);

/* ---- words ---------------------------------------------------------------------------------- */

typedef struct ScriptWord {
    const char *text;
    bool quoted;
} ScriptWord;

/* Splits a line; the reason it is no line, or NULL. */
const char *script__split(
    Arena *arena, const char *line, size_t size, ScriptWord words[SCRIPT_WORDS], int32_t *count);
bool script__duration(const char *text, int64_t *ms);
bool script__integer(const char *text, int32_t low, int32_t high, int32_t *out);
bool script__point(const char *text, Point *out);
bool script__size(const char *text, int32_t *width, int32_t *height);
bool script__key(const char *text, int32_t *key);
bool script__same_word(const char *a, const char *b);
/* True if text fits the pattern, where * stands for anything. */
bool script__fits(const char *pattern, const char *text);

#define SCRIPT_KEY_BACK (-1) /* among keys: the system's back */

/* ---- running -------------------------------------------------------------------------------- */

typedef enum ScriptLife { LIFE_BEFORE, LIFE_RUNNING, LIFE_ENDED, LIFE_KILLED } ScriptLife;

typedef struct ScriptCue {
    CueId id;
    int64_t at_ms;
} ScriptCue;

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
    int64_t next_ms; /* what the last pass asked for */
    int64_t passes;
    uint64_t picture; /* hash of the last list that asked for more at once */
    int32_t still;    /* passes in a row that asked for more and changed nothing */
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
    MotionRecording motion; /* owned: what the sensor says */
    Arena arena;
    bool failed;
    char message[SCRIPT_MESSAGE_BYTES];
} ScriptRun;

/* Says where the script failed; always false. */
bool script__fail(ScriptRun *run, const char *format, ...) SF_PRINTF(2, 3);

/* script_run.c */
int64_t script__now(const ScriptRun *run);
/* A frame now, and what it asks for at once. */
bool script__settle(ScriptRun *run);
bool script__event(ScriptRun *run, const InputEvent *event);
/* Lets time pass, with every frame the app asks for and one at the end. */
bool script__advance(ScriptRun *run, int64_t ms);
/* One frame further, but not beyond until_ms. */
bool script__advance_once(ScriptRun *run, int64_t until_ms);

/* script_life.c */
bool script__need_app(ScriptRun *run);
bool script__start(ScriptRun *run);
/* Destroys the app if it wants to quit. */
void script__notice_quit(ScriptRun *run);
bool script__kill(ScriptRun *run);
bool script__quit(ScriptRun *run);
bool script__data(ScriptRun *run, ScriptData data);
bool script__set_text(ScriptRun *run, int32_t percent);
bool script__safety(ScriptRun *run, bool stance);
/* One fact of this kind into the log. */
bool script__add(ScriptRun *run, const ScriptCommand *command, FactKind kind);
/* One try after another. */
bool script__add_tries(ScriptRun *run, const ScriptCommand *command);
void script__end_life(ScriptRun *run);

/* script_files.c */
SfError files_make_temporary(char out[SCRIPT_PATH_BYTES], SfErrorInfo *err);
/* All regular files and folders of `from` into the folder `to`, which is made if need be. */
SfError files_copy(const char *from, const char *to, SfErrorInfo *err);
void files_remove(const char *path);
SfError files_read(const char *path, char **bytes, size_t *size, SfErrorInfo *err);
SfError files_write(const char *path, const char *bytes, size_t size, SfErrorInfo *err);
/* Overwrites bytes in the middle of a file. */
SfError
files_patch(const char *path, int64_t offset, const void *bytes, size_t size, SfErrorInfo *err);
/* While full, every write to a file of this process fails. */
void files_disk_full(bool full);

/* script_touch.c */
typedef enum ScriptFind { FIND_ANY, FIND_TO_TOUCH } ScriptFind;
/* NULL if it is not there; fails if it is ambiguous. Borrowed until the next pass. */
const UiNode *script__find(ScriptRun *run, const ScriptTarget *target, ScriptFind how);
bool script__is_in(const UiNode *nodes, int32_t index, const char *key);
/* What is on the screen, for messages. */
void script__labels(ScriptRun *run, char *out, size_t size);
const char *script__target_text(ScriptRun *run, const ScriptTarget *target);
bool script__touch(ScriptRun *run, const ScriptCommand *command);
bool script__press_key(ScriptRun *run, int32_t key, bool at_once);
bool script__type(ScriptRun *run, const char *text);

/* script_expect.c */
bool script__holds(ScriptRun *run, const ScriptCondition *condition);
bool script__expect(ScriptRun *run, const ScriptCondition *condition);
bool script__wait_until(ScriptRun *run, const ScriptCondition *condition, int64_t max_ms);

/* script_order.c */
typedef struct ScriptPair {
    const UiNode *first;
    const UiNode *second;
} ScriptPair;

/* False with two nodes that are seen the other way round. */
bool script__in_order(ScriptRun *run, ScriptPair *wrong);

/* script_shot.c */
bool script__shot(ScriptRun *run, const char *name);
bool script__list(ScriptRun *run, const char *name);
bool script__picture(ScriptRun *run, const char *path);

#endif
