/* SPDX-License-Identifier: MIT */
/**
 * The library: exercises and programs as plain data, after inheritance, ready to compile.
 *
 * Everything here is read-only once loaded and borrowed from the Library, which lives in one arena.
 * A Step is fully resolved: what the file left out came from the routine, the program, the exercise
 * or the app, in that order, so nobody downstream looks anything up twice. Times are milliseconds
 * here; files speak of seconds.
 */
#ifndef SUREFOOT_LIBRARY_H
#define SUREFOOT_LIBRARY_H

#include "surefoot/base.h"
#include "surefoot/memory.h"

typedef enum StepKind {
    STEP_HOLD,  /**< keep still for a time */
    STEP_REPS,  /**< count x tempo, or at one's own pace */
    STEP_TIME,  /**< keep moving for a time */
    STEP_MAX,   /**< open: counts up to a cap until stopped */
    STEP_WALK,  /**< clock-bound */
    STEP_RUN,   /**< clock-bound */
    STEP_CHECK, /**< open: a yes/no question; "no" ends the routine kindly */
    STEP_REST   /**< a pause that is a step of its own */
} StepKind;

typedef enum Sides { SIDES_NONE, SIDES_BOTH, SIDES_EACH, SIDES_LEFT, SIDES_RIGHT } Sides;
typedef enum SideOrder { ORDER_BY_SIDE, ORDER_ALTERNATE } SideOrder;
typedef enum SideFirst { FIRST_LEFT, FIRST_RIGHT, FIRST_WORSE, FIRST_NOT_LAST } SideFirst;
/** One side of the body, of a set or of a fact. */
typedef enum Side { SIDE_NONE, SIDE_LEFT, SIDE_RIGHT, SIDE_BOTH } Side;
/** Where a dose comes from; shown to the person. */
typedef enum DoseOrigin { DOSE_DOC, DOSE_STUDY, DOSE_APP } DoseOrigin;
typedef enum LoadTier { LOAD_NONE, LOAD_LOW, LOAD_MODERATE, LOAD_HIGH } LoadTier;
/**
 * What a routine is for, and so which face the player wears: exercise, the one-leg balance test,
 * standing on one leg while brushing the teeth, or the half-squat check. Only MODE_EXERCISE is
 * followed, due and part of the streak.
 */
typedef enum RoutineMode { MODE_EXERCISE, MODE_BALANCE, MODE_BRUSH, MODE_HALF_SQUAT } RoutineMode;
typedef enum Eyes { EYES_OPEN, EYES_CLOSED } Eyes;
/** Whether a repetition begins by going down (squat) or up (bridge, leg raise). */
typedef enum FirstMove { MOVE_DOWN, MOVE_UP } FirstMove;

/** Phases of one repetition, ms; all zero means at one's own pace. A zero phase is left out. */
typedef struct Tempo {
    int32_t down_ms;
    int32_t hold_ms;
    int32_t up_ms;
    int32_t pause_ms;
} Tempo;

/** What to do and how much: the part of a step that inherits. */
typedef struct Dose {
    StepKind kind;
    int32_t
        seconds_ms; /**< hold, time, walk, run, rest: length; max: cap (0 = 120 s); else unused */
    int32_t reps;   /**< reps only */
    Tempo tempo;    /**< reps only */
    int32_t sets;   /**< >= 1 */
    Sides sides;
    SideOrder order;
    SideFirst first;
    int32_t switch_ms;    /**< change-over between sides */
    int32_t rest_ms;      /**< between sets and after the step, never after the last one */
    int32_t ready_ms;     /**< lead-in before the first set */
    bool halfway;         /**< half-way cue in timed work of 20 s or more */
    int32_t stop_if_pain; /**< 0..10: offer to stop above this; -1 none */
} Dose;

typedef struct TextList {
    const char *const *items;
    int32_t count;
} TextList;

typedef struct Exercise {
    const char *id;
    const char *name;
    const char *say; /**< as spoken; never NULL (defaults to name) */
    const char *position;
    const char *why;
    const char *figure;     /**< figure id or NULL */
    bool mirror;            /**< the other side is the mirror image */
    const char *easier;     /**< exercise id or NULL; resolved by library_exercise */
    const char *harder;     /**< exercise id or NULL */
    const char *confidence; /**< how well its facts are verified, in words, or NULL */
    LoadTier load;
    bool stance; /**< standing on one leg: its max holds are tries of balance.h */
    Eyes eyes;   /**< of a stance */
    FirstMove first_move;
    DoseOrigin dose_origin;
    TextList equipment;
    TextList muscles;
    TextList sources;
    TextList cues;
    TextList mistakes;
    TextList avoid_when;
    Dose dose; /**< its defaults, after the app's */
} Exercise;

typedef struct Step {
    const char *id; /**< unique in its routine; part of every segment key and of the log */
    const Exercise *exercise; /**< NULL for rest and check steps without one */
    const char *name;         /**< shown; never NULL */
    const char *say;          /**< spoken; never NULL */
    const char *text;         /**< the question of a check, or NULL */
    const char *easier;       /**< exercise id offered by "easier", or NULL */
    TextList cues;
    Dose dose;
} Step;

/** A step, or a group of nodes repeated for some rounds. */
typedef struct Node {
    bool is_group;
    Step step;      /**< if !is_group */
    int32_t rounds; /**< if is_group, >= 1 */
    struct Node *children;
    int32_t child_count;
} Node;

/** The closed set of machine-readable criteria of stages and of routines behind a check. */
typedef enum CriterionKind {
    CRITERION_PAIN_MAX,       /**< worst pain logged in the last `days` is known and <= value */
    CRITERION_SESSIONS_MIN,   /**< at least value sessions in the last `days` */
    CRITERION_DAYS_CLEAR_MIN, /**< at least value days since pain above 2 of 10 (clinical P1) */
    CRITERION_MORNING_SAME    /**< the last next-morning answer within `days` was not worse */
} CriterionKind;

typedef struct Criterion {
    CriterionKind kind;
    int32_t value;
    int32_t days;
} Criterion;

typedef struct CriterionList {
    const Criterion *items;
    int32_t count;
} CriterionList;

typedef struct Routine {
    const char *id;
    const char *title;
    const char *summary; /**< one line, or NULL */
    RoutineMode mode;
    bool minimum;           /**< enough by itself to keep a streak on a busy day */
    int32_t times_per_week; /**< as in the file: 0 = only when asked for; 7 = daily; what is
                                 asked for is routine_times */
    int32_t rest_days;      /**< least full days between two of them */
    CriterionList offer_if; /**< Today offers it only if all are met */
    Node *nodes;
    int32_t node_count;
} Routine;

/** A part of the way; how a person goes through them is told in stage.h. */
typedef struct Stage {
    const char *id;
    const char *title;
    const char *const *routines; /**< routine ids */
    int32_t routine_count;
    bool begin;              /**< who follows the program begins here; else in the first one */
    CriterionList enter;     /**< all met by whoever comes here from the stage before */
    CriterionList advance;   /**< all met by whoever goes on to the next stage */
    CriterionList step_back; /**< hold while here; one known not to hold leads one stage back */
} Stage;

typedef struct Program {
    const char *id;
    const char *title;
    const char *author;
    const char *licence;
    const char *language; /**< BCP 47, such as "en" */
    const char *summary;
    TextList sources;
    const Stage *stages;
    int32_t stage_count;
    const Routine *routines;
    int32_t routine_count;
    bool kept;          /**< its text came from the log: there is no file of it */
    const char *path;   /**< of the file, for messages; not part of the program */
    const char *source; /**< the file as read, kept whole so that unknown keys survive a save */
    size_t source_size;
    char hash[65]; /**< SHA-256 of source in hex: what "following" pins */
} Program;

/** A drawn figure, found with library_figure; see figure.h. */
typedef struct Figure Figure;
/** How long people stand on one leg; see norms.h. */
typedef struct Norms Norms;

typedef struct Library {
    Arena arena;
    const Exercise **exercises; /**< sorted by id */
    int32_t exercise_count;
    const Program **programs; /**< sorted by id */
    int32_t program_count;
    const Figure **figures; /**< sorted by id */
    int32_t figure_count;
    const Norms *norms; /**< or NULL */
} Library;

/** The exercise with this id, or NULL. Borrowed from the library. */
const Exercise *library_exercise(const Library *library, const char *id);
/** The program with this id, or NULL. Borrowed from the library. */
const Program *library_program(const Library *library, const char *id);
/** The routine with this id, or NULL. Borrowed from the program. */
const Routine *program_routine(const Program *program, const char *id);
/** Finds "program/routine"; SF_E_NOTFOUND names what there is. */
SfError library_find(const Library *library,
                     const char *path,
                     const Program **program,
                     const Routine **routine,
                     SfErrorInfo *err);
/** Frees everything borrowed from the library. */
void library_deinit(Library *library);

/** True if it has any step that is not a rest or a question. */
bool routine_has_work(const Routine *routine);
/** Its weekly target; 0 too where there is nothing to do, which is never due. */
int32_t routine_times(const Routine *routine);
/** True if some routine of it can be followed: only then is it a program to choose. */
bool program_is_followable(const Program *program);

#endif
