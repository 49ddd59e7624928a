/* SPDX-License-Identifier: MIT */
/* Follows the sway of a stance while it lasts: finds lift-off and touch-down. */

/* Follows the sway of a stance while it lasts: finds lift-off and touch-down. */

/* Two steps. Every burst above 5 Hz is a candidate; a while later the seconds around it, kept as
 * bins, say whether it was the foot: before a lift-off the sway is that of two feet and
 * after it that of one, and the other way round at a touch-down. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sway_internal.h"

#define TWO_PI 6.28318531F
#define LOW_HZ 5.0F    /* sudden is what lies above */
#define SLOW_HZ 1.0F   /* and below this is leaning */
#define GRAVITY_S 5.0F /* time constant of what the dot moves around */
#define DOT_FULL 0.6F  /* m/s^2 that take the dot 0.7 of the way: three times a usual sway */
#define BIN_US 50000
#define BURST_US 250000 /* one burst lasts this long, then another may begin */

#define QUIET_FROM_US 2000000 /* the running RMS looks back this far */
#define QUIET_TO_US 200000
#define QUIET_BINS 6

#define BURST_LEAST 0.3F /* m/s^2; and so many times the running RMS */
#define BURST_TIMES 3.0F
#define MOVE_US 600000  /* of shifting the weight and lifting the foot */
#define STEP_LEAST 1.5F /* of a touch-down */
#define STEP_TIMES 6.0F

/* Seen from the peak of a burst. */
#define BEFORE_FROM_US 6000000
#define BEFORE_TO_US 500000
#define AFTER_FROM_US 250000
#define DOWN_US 1250000 /* judged as a touch-down: a second of what came after */
#define UP_US 2500000   /* and as a lift-off, which nobody waits for */
#define SETTLE_US 300000
#define BEFORE_BINS 12
#define AFTER_BINS 12

#define MORE 1.4F /* times the sway of before: one foot after two */
/* A touch-down calms the sway (one foot to two feet is published as 2.4 : 1), tilts the trunk, or
 * does some of both: so many times 0.6 and so many times four degrees make up for each other. Above
 * 1, as a false alarm spoils a try and a touch-down that is missed only waits for the thumb. */
#define CALM_LOG 0.510826F /* of 1 / 0.6 */
#define TILT_RAD 0.0698132F
#define SURE 1.3F
#define CALM_PART 0.8F /* of the bins count, the quieter ones: a cough or a wobble is no sway */

void sway_watch_init(SwayWatch *watch)
{
    *watch = (SwayWatch){.quiet = -1};
}

/* ---- bins ----------------------------------------------------------------------------------- */

/* The bins that lie within a span of time, the oldest first; `next` is 0 at first. NULL: no more.
 */
static const SwayBin *
next_bin(const SwayWatch *watch, int64_t from_us, int64_t to_us, int64_t *next)
{
    if (*next < watch->bin_count - SWAY_BINS) {
        *next = watch->bin_count - SWAY_BINS;
    }
    while (*next < watch->bin_count) {
        const SwayBin *bin = &watch->bins[(*next)++ % SWAY_BINS];
        if (bin->at_us >= from_us && bin->at_us + BIN_US <= to_us) {
            return bin;
        }
    }
    return NULL;
}

/* The running RMS of sudden movement; below 0 while there are too few samples. */
static float quiet_before(const SwayWatch *watch, int64_t at_us)
{
    float sum = 0;
    int32_t count = 0;
    int32_t bins = 0;
    int64_t next = 0;
    const int64_t from_us = at_us - QUIET_FROM_US;
    const int64_t to_us = at_us - QUIET_TO_US;
    for (const SwayBin *bin = next_bin(watch, from_us, to_us, &next); bin != NULL;
         bin = next_bin(watch, from_us, to_us, &next)) {
        sum += bin->high;
        count += bin->count;
        bins++;
    }
    return bins >= QUIET_BINS ? sqrtf(sum / (float)count) : -1.0F;
}

/* A span of time, summed up. */
typedef struct Span {
    float low[3]; /* mean reading */
    float sway;   /* RMS from 1 to 5 Hz */
    int32_t bins;
} Span;

static int compare(const void *a, const void *b)
{
    const float x = *(const float *)a;
    const float y = *(const float *)b;
    return (x > y) - (x < y);
}

static Span look(const SwayWatch *watch, int64_t from_us, int64_t to_us)
{
    Span span = {.bins = 0};
    float powers[SWAY_BINS] = {0};
    int32_t count = 0;
    int64_t next = 0;
    for (const SwayBin *bin = next_bin(watch, from_us, to_us, &next); bin != NULL;
         bin = next_bin(watch, from_us, to_us, &next)) {
        for (int32_t axis = 0; axis < 3; axis++) {
            span.low[axis] += bin->low[axis];
        }
        powers[span.bins++] = bin->band / (float)bin->count;
        count += bin->count;
    }
    for (int32_t axis = 0; axis < 3 && count > 0; axis++) {
        span.low[axis] /= (float)count;
    }
    qsort(powers, (size_t)span.bins, sizeof(powers[0]), compare);
    const int32_t kept = (int32_t)((float)span.bins * CALM_PART);
    for (int32_t i = 0; i < kept; i++) {
        span.sway += powers[i] / (float)kept;
    }
    span.sway = sqrtf(span.sway);
    return span;
}

static void begin_bin(SwayWatch *watch, int64_t at_us)
{
    watch->quiet = quiet_before(watch, at_us);
    watch->bins[watch->bin_count++ % SWAY_BINS] = (SwayBin){.at_us = at_us};
}

static SwayBin *bin_at(SwayWatch *watch, int64_t at_us)
{
    if (watch->bin_count == 0 ||
        at_us - watch->bins[(watch->bin_count - 1) % SWAY_BINS].at_us >= BIN_US) {
        begin_bin(watch, at_us);
    }
    return &watch->bins[(watch->bin_count - 1) % SWAY_BINS];
}

/* ---- samples -------------------------------------------------------------------------------- */

static void start_afresh(SwayWatch *watch, const float reading[3])
{
    watch->count = 0;
    watch->bin_count = 0;
    watch->burst_count = 0;
    watch->quiet = -1;
    memcpy(watch->low, reading, sizeof(watch->low));
    memcpy(watch->slow, reading, sizeof(watch->slow));
    memcpy(watch->gravity, reading, sizeof(watch->gravity));
}

/* Takes a reading into the filters and the bins; returns how much of it is sudden. */
static float take(SwayWatch *watch, const float reading[3], float step_s, int64_t at_us)
{
    const float low = 1 - expf(-step_s * TWO_PI * LOW_HZ);
    const float slow = 1 - expf(-step_s * TWO_PI * SLOW_HZ);
    /* A plain mean at first: the first reading alone would be believed too long. */
    const float gravity = fmaxf(1 - expf(-step_s / GRAVITY_S), 1.0F / (float)(watch->count + 1));
    SwayBin *bin = bin_at(watch, at_us);
    float high2 = 0;
    float band2 = 0;
    for (int32_t i = 0; i < 3; i++) {
        const float sudden = reading[i] - watch->low[i];
        watch->low[i] += low * sudden;
        watch->slow[i] += slow * (reading[i] - watch->slow[i]);
        watch->gravity[i] += gravity * (reading[i] - watch->gravity[i]);
        const float sway = watch->low[i] - watch->slow[i];
        bin->low[i] += watch->low[i];
        high2 += sudden * sudden;
        band2 += sway * sway;
    }
    bin->high += high2;
    bin->band += band2;
    bin->count++;
    return sqrtf(high2);
}

static void note_burst(SwayWatch *watch, float sudden, int64_t at_us)
{
    SwayBurst *last = watch->burst_count > 0 ? &watch->bursts[watch->burst_count - 1] : NULL;
    if (last != NULL && at_us - last->first_us < BURST_US) {
        if (sudden > last->peak) {
            last->peak = sudden;
            last->peak_us = at_us;
        }
        return;
    }
    if (watch->quiet >= 0 && sudden >= fmaxf(BURST_LEAST, BURST_TIMES * watch->quiet) &&
        watch->burst_count < SWAY_BURSTS) {
        watch->bursts[watch->burst_count++] =
            (SwayBurst){.first_us = at_us, .peak_us = at_us, .peak = sudden, .quiet = watch->quiet};
    }
}

/* ---- judging -------------------------------------------------------------------------------- */

/* Shifting the weight comes before the kick: the strongest burst of the move is the lift-off. */
static bool is_strongest(const SwayWatch *watch)
{
    for (int32_t i = 1; i < watch->burst_count; i++) {
        const SwayBurst *later = &watch->bursts[i];
        if (later->peak > watch->bursts[0].peak &&
            later->peak_us - watch->bursts[0].peak_us <= MOVE_US) {
            return false;
        }
    }
    return true;
}

/* The angle between two mean readings: of the trunk, as long as the phone stays against it. */
static float tilt(const Span *before, const Span *after)
{
    const float *a = before->low;
    const float *b = after->low;
    const float across[3] = {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2],
                             a[0] * b[1] - a[1] * b[0]};
    const float sine = sqrtf(across[0] * across[0] + across[1] * across[1] + across[2] * across[2]);
    return atan2f(sine, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
}

static float calm(const Span *before, const Span *after)
{
    return after->sway > 0 && before->sway > 0 ? logf(before->sway / after->sway) : 0;
}

/* The time before and after a burst; false if it is too short to judge the burst. */
static bool look_around(
    const SwayWatch *watch, const SwayBurst *burst, int64_t until_us, Span *before, Span *after)
{
    int64_t from_us = burst->peak_us - BEFORE_FROM_US;
    if (watch->lifted && from_us < watch->lift_off_us + SETTLE_US) {
        from_us = watch->lift_off_us + SETTLE_US;
    }
    *before = look(watch, from_us, burst->peak_us - BEFORE_TO_US);
    *after = look(watch, burst->peak_us + AFTER_FROM_US, burst->peak_us + until_us);
    return before->bins >= BEFORE_BINS && after->bins >= AFTER_BINS;
}

static bool is_touch_down(const SwayWatch *watch, const SwayBurst *burst)
{
    Span before;
    Span after;
    if (burst->peak < fmaxf(STEP_LEAST, STEP_TIMES * burst->quiet) ||
        !look_around(watch, burst, DOWN_US, &before, &after)) {
        return false;
    }
    /* A tilt before the lift-off proves nothing: lifting the foot tilts the trunk, too. */
    const float tilted = watch->lifted ? tilt(&before, &after) / TILT_RAD : 0;
    return calm(&before, &after) / CALM_LOG + tilted >= SURE;
}

static bool is_lift_off(const SwayWatch *watch, const SwayBurst *burst)
{
    Span before;
    Span after;
    return !watch->lifted && look_around(watch, burst, UP_US, &before, &after) &&
           after.sway >= MORE * before.sway && is_strongest(watch);
}

static SwayEvent judge_down(SwayWatch *watch, int64_t now_us)
{
    for (int32_t i = 0; i < watch->burst_count; i++) {
        SwayBurst *burst = &watch->bursts[i];
        if (burst->looked || now_us < burst->peak_us + DOWN_US) {
            continue;
        }
        burst->looked = true;
        if (is_touch_down(watch, burst)) {
            watch->over = true;
            return (SwayEvent){SWAY_TOUCH_DOWN, burst->peak_us};
        }
    }
    return (SwayEvent){SWAY_NOTHING, 0};
}

static SwayEvent judge_up(SwayWatch *watch, int64_t now_us)
{
    if (watch->burst_count == 0 || now_us < watch->bursts[0].peak_us + UP_US) {
        return (SwayEvent){SWAY_NOTHING, 0};
    }
    const SwayBurst burst = watch->bursts[0];
    if (is_lift_off(watch, &burst)) {
        watch->lifted = true;
        watch->lift_off_us = burst.peak_us;
    }
    watch->burst_count--;
    memmove(watch->bursts, watch->bursts + 1, sizeof(burst) * (size_t)watch->burst_count);
    const bool now = watch->lifted && watch->lift_off_us == burst.peak_us;
    return (SwayEvent){now ? SWAY_LIFT_OFF : SWAY_NOTHING, burst.peak_us};
}

SwayEvent sway_watch_add(SwayWatch *watch, const MotionSample *sample)
{
    const SwayEvent nothing = {SWAY_NOTHING, 0};
    const float reading[3] = {sample->ax, sample->ay, sample->az};
    const bool first = watch->count == 0;
    if (!sway__is_sound(sample) || (!first && sample->at_us <= watch->last_us)) {
        return nothing;
    }
    const int64_t step_us = first ? 0 : sample->at_us - watch->last_us;
    if (first || step_us > SWAY_GAP_US) {
        start_afresh(watch, reading);
    }
    const float sudden = take(watch, reading, (float)step_us / 1e6F, sample->at_us);
    watch->count++;
    watch->last_us = sample->at_us;
    if (watch->over) {
        return nothing;
    }
    note_burst(watch, sudden, sample->at_us);
    const SwayEvent event = judge_up(watch, sample->at_us);
    return event.kind != SWAY_NOTHING ? event : judge_down(watch, sample->at_us);
}

SwayStance sway_find(const MotionSample *samples, int32_t count)
{
    SwayStance stance = {{SWAY_NOTHING, 0}, {SWAY_NOTHING, 0}};
    SwayWatch watch;
    sway_watch_init(&watch);
    for (int32_t i = 0; i < count; i++) {
        const SwayEvent event = sway_watch_add(&watch, &samples[i]);
        if (event.kind == SWAY_LIFT_OFF) {
            stance.lift_off = event;
        } else if (event.kind == SWAY_TOUCH_DOWN) {
            stance.touch_down = event;
        }
    }
    return stance;
}

/* ---- the dot -------------------------------------------------------------------------------- */

static float soft(double lean)
{
    const double x = lean / (double)DOT_FULL;
    return (float)(x / sqrt(1 + x * x));
}

SwayDot sway_dot(const SwayWatch *watch)
{
    double gravity[3];
    double lean[3];
    SwayAxes axes;
    for (int32_t i = 0; i < 3; i++) {
        gravity[i] = (double)watch->gravity[i];
        lean[i] = (double)watch->slow[i] - gravity[i];
    }
    if (!sway__axes(gravity, &axes)) {
        return (SwayDot){0, 0};
    }
    return (SwayDot){soft(sway__along(axes.ap, lean)), soft(sway__along(axes.ml, lean))};
}
