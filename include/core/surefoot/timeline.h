/* SPDX-License-Identifier: MIT */
/**
 * The timeline: a routine compiled into segments with absolute times, and cues, all known before
 * the first second.
 *
 * Progress bar, remaining time, next-up, spoken cues, journal and tests read this one thing.
 * Compiling is pure and deterministic: the same routine and profile give the same bytes. A timeline
 * owns all its text (it must outlive the library in the journal) and is freed whole.
 *
 * Segments: each work set is one segment. READY comes before the first set of a step in each round;
 * REST between sets and after a step; CHANGE between sides. A pause of length 0 is left out. Nobody
 * rests at the end: the rest after the last work goes, and so does every rest at the very end.
 *
 * A segment's key is its path: step id, rounds from the outermost group in, set, side:
 * "clamshell/s2/left", "squat/r1.2/s1". A pause has the key of the set it belongs to and a tail:
 * ".../ready" of the set it leads into, ".../rest" and ".../change" of the set it follows. Rest and
 * check steps have no sets: "pause/r2", "check". Keys are unique, do not change when lengths do,
 * and are what credit is filed under.
 *
 * Open segments wait for a person. They have a nominal length and `open` set; absolute times after
 * them are estimates, which `Timeline.about` says. Nominal, and ours: 3 s a repetition at one's own
 * pace, 10 s for a check, a max hold its whole cap, so that a total says "at most".
 *
 * Cues: tones stand at fixed moments, speech takes what is left, the most important first, and what
 * does not fit is not said. Speech never overlaps other speech, 3-2-1, the tone at a start or the
 * first 300 ms of one at an end or change; it ends within its segment, but for the question of a
 * check and the "Well done" after everything. Only a name or a side that has no other room takes
 * the place of the first counts. Each end of work has one tone: END, or START of work that follows
 * at once, or CHANGE, also of work that follows at once on the other side; a set at one's own pace
 * has none, since its end is a person's. The last segment, whatever its kind, ends with DONE; in an
 * open one DONE waits for the real end.
 */
#ifndef SUREFOOT_TIMELINE_H
#define SUREFOOT_TIMELINE_H

#include "surefoot/library.h"

typedef enum SegmentKind {
    SEGMENT_READY,
    SEGMENT_HOLD,
    SEGMENT_REPS,
    SEGMENT_TIME,
    SEGMENT_MAX,
    SEGMENT_WALK,
    SEGMENT_RUN,
    SEGMENT_CHECK,
    SEGMENT_REST,
    SEGMENT_CHANGE
} SegmentKind;

/** What a cue means. Its sound or words follow from it. */
typedef enum CueId {
    CUE_NAME,  /**< exercise name and side, in the lead-in */
    CUE_SET,   /**< "set 2 of 3" */
    CUE_FORM,  /**< the first teaching cue of the exercise */
    CUE_COUNT, /**< 3, 2, 1 */
    CUE_START, /**< work begins; distinct for walk and run */
    CUE_HALFWAY,
    CUE_TIME,  /**< how long it has been: "ten", in a stance with the eyes closed */
    CUE_REP,   /**< a repetition begins: its number */
    CUE_PHASE, /**< down, hold, up within a repetition */
    CUE_LAST,  /**< the last repetition or the last set */
    CUE_END,   /**< zero: work is over */
    CUE_REST,
    CUE_CHANGE,   /**< other leg */
    CUE_NEXT,     /**< what comes next */
    CUE_QUESTION, /**< the text of a check */
    CUE_DONE      /**< the routine is finished */
} CueId;

typedef enum CueChannel { CHANNEL_TONE, CHANNEL_VOICE } CueChannel;

typedef enum Tone {
    TONE_NONE,
    TONE_COUNT,   /**< low, short: 3-2-1 */
    TONE_START,   /**< high: go */
    TONE_RUN,     /**< two high: jog */
    TONE_WALK,    /**< one low, longer: walk */
    TONE_HALFWAY, /**< double */
    TONE_REP,     /**< soft tick */
    TONE_PHASE,   /**< softer tick */
    TONE_END,     /**< falling: zero, unlike the count */
    TONE_CHANGE,  /**< rising pair: other leg */
    TONE_DONE     /**< three rising */
} Tone;

/** A phase of a repetition. */
typedef enum RepPhase { PHASE_DOWN, PHASE_HOLD, PHASE_UP, PHASE_PAUSE } RepPhase;

/** What a one-leg stance is done on. */
typedef enum StanceSurface { SURFACE_FIRM, SURFACE_SOFT } StanceSurface;
/** What ends a max hold of a stance: a thumb on the phone in hand, a touch of the phone on a shelf,
 *  the sensor of the phone in hand, or that of the phone in the waistband (or a reach for it). */
typedef enum StopBy { STOP_THUMB, STOP_SHELF, STOP_SENSOR, STOP_WAIST } StopBy;

/** How a balance test is set up today; of no matter in other routines. */
typedef struct StanceSetup {
    StanceSurface surface;
    StopBy stop;
    int32_t cap_ms; /**< of each try; 0: as the step says */
    Sides sides;    /**< left or right: only this leg; SIDES_NONE: as the step says */
} StanceSetup;

/** What the segments of one step share. */
typedef struct Item {
    const char *step;     /**< step id */
    const char *exercise; /**< exercise id or "" */
    const char *name;
    const char *say;
    const char *text;   /**< question of a check, or "" */
    const char *figure; /**< or "" */
    const char *easier; /**< exercise id or "" */
    TextList cues;
    StepKind kind;
    bool stance; /**< standing on one leg: its max holds are tries */
    Eyes eyes;   /**< of a stance */
    FirstMove first_move;
    int32_t sets;
    int32_t reps;
    Tempo tempo;
    int32_t stop_if_pain;
} Item;

typedef struct Segment {
    const char *key;
    int32_t
        item; /**< index into items; of the step that owns it (a rest belongs to the step before) */
    SegmentKind kind;
    Side side; /**< ready and change: the side to come; rest: none */
    bool open;
    int64_t start_ms;  /**< from the start of the routine; an estimate after an open segment */
    int64_t length_ms; /**< exact, or nominal if open; a MAX segment: the cap */
    int32_t set;       /**< 1.. in work segments, else 0 */
    int32_t round;     /**< 1.. in the innermost group, else 0 */
    int32_t rounds;
    int32_t first_cue; /**< into cues */
    int32_t cue_count;
} Segment;

/** at_ms is relative to the segment; cues are sorted by (segment, at_ms, id). */
typedef struct Cue {
    int32_t segment;
    int32_t at_ms;
    CueId id;
    CueChannel channel;
    Tone tone;         /**< on the tone channel */
    const char *say;   /**< on the voice channel */
    int32_t length_ms; /**< how long it sounds, measured or reserved; a tone keeps within it */
} Cue;

typedef struct Timeline {
    Arena arena;
    const char *program; /**< program id */
    const char *routine; /**< routine id */
    const char *title;
    const char *hash; /**< of the program file */
    RoutineMode mode;
    StanceSetup stance; /**< of the profile, in a balance test; else all zero */
    Item *items;
    int32_t item_count;
    Segment *segments;
    int32_t segment_count;
    Cue *cues;
    int32_t cue_count;
    int64_t total_ms;
    bool about; /**< total_ms is an estimate: some segment is open */
} Timeline;

/**
 * One "easier" choice: this step id plays that exercise instead. It says what is done (kind,
 * seconds, reps, tempo, words, figure); sets, sides, pauses and the pain limit stay the step's. A
 * swap of an unknown exercise, or of a rest or check, is ignored.
 */
typedef struct Swap {
    const char *step;
    const char *exercise;
} Swap;

#define PROFILE_SWAPS 32

/** The values of this person for today. All borrowed for the call. */
typedef struct Profile {
    Side worse;         /**< for first: worse; SIDE_NONE falls back to left */
    Side last_first;    /**< which side began last time, for first: not_last */
    int32_t ready_ms;   /**< lead-in from settings, for steps that have one; 0 keeps theirs */
    bool halfway;       /**< off switches half-way cues everywhere */
    StanceSetup stance; /**< for a balance test */
    Swap swaps[PROFILE_SWAPS];
    int32_t swap_count;
    /**
     * Length in ms of a spoken text, or -1 if unknown: then a slot is reserved, 60 ms a byte + 300,
     * 400 to 6000. May be NULL.
     */
    int32_t (*speech_ms)(void *context, const char *text);
    void *speech_context;
} Profile;

/** The profile of somebody the app knows nothing about. */
Profile profile_default(void);

/**
 * Compiles a routine. On success out is owned by the caller (timeline_deinit); on failure it is
 * empty. SF_E_TOOBIG beyond LIMIT_STEPS, LIMIT_SEGMENTS, LIMIT_CUES or LIMIT_TIMELINE_MS,
 * SF_E_NOMEM.
 */
SfError timeline_compile(Timeline *out,
                         const Library *library,
                         const Program *program,
                         const Routine *routine,
                         const Profile *profile,
                         SfErrorInfo *err);
/** Frees the timeline and all its texts. */
void timeline_deinit(Timeline *timeline);

/** Index of the segment with this key, or -1. */
int32_t timeline_find(const Timeline *timeline, const char *key);

/** True for the kinds that are the exercise itself and earn credit. */
bool segment_is_work(SegmentKind kind);
/** True for walk, run, rest, ready, change: they run on through a gap. */
bool segment_is_clock_bound(SegmentKind kind);

/** The place of a moment in a paced set. */
typedef struct RepMoment {
    int32_t rep; /**< 1.. */
    RepPhase phase;
    int32_t phase_at_ms;
    int32_t phase_ms;
} RepMoment;

/** Length of one repetition, 0 when at one's own pace. */
int32_t tempo_ms(Tempo tempo);
/** The moment at_ms after the start of a paced set; at its end the last moment of the last rep. */
RepMoment tempo_at(Tempo tempo, FirstMove first_move, int32_t reps, int64_t at_ms);

#endif
