/* SPDX-License-Identifier: MIT */
/**
 * Sway: how quietly somebody stands on one leg, from a phone held against the chest.
 *
 * sway_measure judges a stance that is over: its samples are laid on a grid of 50 Hz, turned so
 * that gravity is vertical, freed of it, and smoothed by a zero-phase Butterworth low-pass of 4th
 * order at 4 Hz; then the first 1.5 s and the last 0.5 s, which hold the lift-off and the
 * touch-down, are left out. SwayWatch follows a stance while it lasts and tells when the foot left
 * the ground and when it came back.
 *
 * Filter and rate are those most used with phones (systematic review, Appl Sci 2022 12:6579);
 * measures as in ISway (Mancini et al. 2012, J NeuroEng Rehabil 9:59, table 2). No threshold for a
 * touch-down is published: those of the watch are ours and were tuned on synthetic recordings.
 * The numbers compare a person with themselves; there are no norms for them.
 */
#ifndef SUREFOOT_SWAY_H
#define SUREFOOT_SWAY_H

#include "surefoot/motion.h"

#define SWAY_HZ 50         /**< of the grid that is measured on */
#define SWAY_CUT_HZ 4.0    /**< where the low-pass, forwards and backwards, halves the power */
#define SWAY_HEAD_S 1.5    /**< left out at the start */
#define SWAY_TAIL_S 0.5    /**< and at the end */
#define SWAY_LEAST_S 2.0   /**< of what is left (ours) */
#define SWAY_GAP_US 250000 /**< between two samples at most: beyond, something was missed */
#define SWAY_LEAST_HZ 20.0 /**< samples a second on average: the filter wants that many (ours) */

/**
 * Front-back (ap) is along the screen's normal, sideways (ml) along its level edge, both laid into
 * the horizontal. A phone that lies rather than stands has its y axis for front-back.
 */
typedef struct SwayMeasures {
    double rms_ap; /**< m/s^2 */
    double rms_ml;
    double rms;      /**< of both together: sqrt(ap^2 + ml^2) */
    double jerk;     /**< half the time integral of (d ap/dt)^2 + (d ml/dt)^2, m^2/s^5 */
    double path;     /**< length of the way the acceleration took, m/s^2 */
    double seconds;  /**< that were measured, without the edges */
    double hz;       /**< of the sensor */
    int32_t clipped; /**< readings at the sensor's end; above 0 the measures are too small */
} SwayMeasures;

/**
 * Measures a stance from its first to its last sample. SF_E_INPUT, with a message for a person, if
 * it is too short, has gaps, times that do not rise, numbers that are none, or another unit than
 * m/s^2 with gravity in it; SF_E_TOOBIG beyond LIMIT_MOTION_SAMPLES; SF_E_NOMEM.
 */
SfError
sway_measure(SwayMeasures *out, const MotionSample *samples, int32_t count, SfErrorInfo *err);

/** Narrows samples, which rise in time, to those of from_us <= at_us <= to_us. */
void sway_between(const MotionSample **samples, int32_t *count, int64_t from_us, int64_t to_us);

/* ---- while it lasts ------------------------------------------------------------------------- */

typedef enum SwayEventKind { SWAY_NOTHING, SWAY_LIFT_OFF, SWAY_TOUCH_DOWN } SwayEventKind;

typedef struct SwayEvent {
    SwayEventKind kind;
    int64_t at_us; /**< when it was; it is told about a second later */
} SwayEvent;

#define SWAY_BINS 180
#define SWAY_BURSTS 12

/** A twentieth of a second, summed up. */
typedef struct SwayBin {
    int64_t at_us;
    float low[3]; /**< sum of the smoothed readings */
    float band;   /**< sum of squares of the sway, 1 to 5 Hz */
    float high;   /**< sum of squares above that */
    int32_t count;
} SwayBin;

/** Something sudden: a kick, a step, a cough, or nothing much. */
typedef struct SwayBurst {
    int64_t first_us;
    int64_t peak_us;
    float peak;  /**< above 5 Hz, m/s^2 */
    float quiet; /**< RMS there before it */
    bool looked; /**< whether it was a touch-down: that is known first */
} SwayBurst;

/** Fixed in size, and no heap. All inside is the watch's own. */
typedef struct SwayWatch {
    int64_t last_us;
    int64_t count; /**< samples since it began or since a gap */
    float gravity[3];
    float low[3];
    float slow[3];
    float quiet; /**< running RMS above 5 Hz; below 0: not known yet */
    SwayBin bins[SWAY_BINS];
    int64_t bin_count;
    SwayBurst bursts[SWAY_BURSTS];
    int32_t burst_count;
    bool lifted;
    bool over;
    int64_t lift_off_us;
} SwayWatch;

/** Begins to watch; better a few seconds before the foot leaves the ground. */
void sway_watch_init(SwayWatch *watch);
/**
 * Takes the next sample. Those that are no numbers or not later than the last are passed over;
 * after a gap it looks afresh. A touch-down is something sudden, over 1.5 m/s^2 and six times the
 * running RMS, after which within about a second the sway falls to that of two feet or the trunk
 * tilts. It ends the watch. Within two seconds of the lift-off it is not seen, and never where the
 * foot comes down without a sound: the thumb and the keys stop a try as well.
 */
SwayEvent sway_watch_add(SwayWatch *watch, const MotionSample *sample);

/** Where the body leans, smoothed: each from -1 to 1. For showing, not for measuring. */
typedef struct SwayDot {
    float ap;
    float ml;
} SwayDot;

/** The dot at the latest sample the watch has taken in. */
SwayDot sway_dot(const SwayWatch *watch);

/** Both events of a whole recording; kind is SWAY_NOTHING where one was not seen. */
typedef struct SwayStance {
    SwayEvent lift_off;
    SwayEvent touch_down;
} SwayStance;

/** Runs a watch over count samples, oldest first. */
SwayStance sway_find(const MotionSample *samples, int32_t count);

#endif
