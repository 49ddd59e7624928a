/* SPDX-License-Identifier: MIT */
#include "sway_kit.h"

#include <math.h>

#include "surefoot/memory.h"

#define PI 3.14159265358979323846
#define TONES 24     /* of one sway: enough to look like none of them */
#define EVENTS 64    /* wobbles and knocks */
#define TWO_FEET 2.4 /* times less than on one (J Physiol Anthropol 2018 37:27) */
#define LINE_BYTES 96

typedef struct Tone {
    double hz;
    double size;
    double phase;
} Tone;

typedef struct Sudden {
    double at_s;
    double size;
    double direction[3];
    bool knock;
} Sudden;

/* In the body's axes: x to the left, y up, z to the front. */
typedef struct Body {
    const SwayCase *made;
    Tone tones[3][TONES];
    Sudden events[EVENTS];
    int32_t event_count;
} Body;

double sway_kit_uniform(uint64_t *dice)
{
    *dice += 0x9E3779B97F4A7C15ULL;
    uint64_t z = *dice;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return (double)((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

double sway_kit_normal(uint64_t *dice)
{
    double sum = -6;
    for (int i = 0; i < 12; i++) {
        sum += sway_kit_uniform(dice);
    }
    return sum;
}

/* From 0.15 to 5 Hz, falling off; RMS of 1. */
static void make_tones(Tone tones[TONES], uint64_t *dice)
{
    double power = 0;
    for (int i = 0; i < TONES; i++) {
        const double hz = 0.15 * pow(5 / 0.15, (i + sway_kit_uniform(dice)) / TONES);
        tones[i] = (Tone){hz, 1 / (1 + hz * hz / 4), 2 * PI * sway_kit_uniform(dice)};
        power += tones[i].size * tones[i].size / 2;
    }
    for (int i = 0; i < TONES; i++) {
        tones[i].size /= sqrt(power);
    }
}

static double sound(const Tone tones[TONES], double t)
{
    double sum = 0;
    for (int i = 0; i < TONES; i++) {
        sum += tones[i].size * sin(2 * PI * tones[i].hz * t + tones[i].phase);
    }
    return sum;
}

static void add_event(Body *body, const Sudden *event)
{
    if (body->event_count < EVENTS) {
        body->events[body->event_count++] = *event;
    }
}

static void scatter(Body *body, double a_minute, bool knock, uint64_t *dice)
{
    const SwayCase *made = body->made;
    double t = made->lift_off_s > 0 ? made->lift_off_s + 2 : 2;
    while (a_minute > 0) {
        t += 60 / a_minute * (0.5 + sway_kit_uniform(dice));
        if (t > made->seconds || t > made->touch_down_s - 2) {
            return;
        }
        const double size = knock ? made->step : made->step * (0.2 + 0.3 * sway_kit_uniform(dice));
        add_event(
            body,
            &(Sudden){t, size, {sway_kit_normal(dice) / 2, 0.7, sway_kit_normal(dice) / 2}, knock});
    }
}

/* 0 on two feet, 1 on one; half way at the event itself. */
static double on_one_foot(const SwayCase *made, double t)
{
    const double up = made->lift_off_s < 0 ? 1 : 0.5 + 0.5 * tanh((t - made->lift_off_s) / 0.15);
    const double down = 0.5 + 0.5 * tanh((made->touch_down_s - t) / 0.15);
    return up * down;
}

/* What a step sends through the trunk: it rises in 10 ms, rings at 11 Hz and is gone in 0.2 s. */
static double step_pulse(double t)
{
    return t < 0 ? 0 : (1 - exp(-t / 0.01)) * exp(-t / 0.06) * cos(2 * PI * 11 * t) * 1.7;
}

/* Catching oneself: half a second at 3 Hz. */
static double wobble_pulse(double t)
{
    return fabs(t) > 0.3 ? 0 : 0.5 * (1 + cos(PI * t / 0.3)) * sin(2 * PI * 3 * t);
}

/* The weight goes over the standing foot before the other one leaves. */
static double shift_pulse(double t)
{
    return t < -0.7 || t > 0 ? 0 : sin(2 * PI * (t + 0.7) / 0.7);
}

static void add_pulse(double out[3], const double direction[3], double size)
{
    for (int i = 0; i < 3; i++) {
        out[i] += direction[i] * size;
    }
}

static void feel(const Body *body, double t, double out[3])
{
    static const double kick_way[3] = {0.6, 0.7, 0.3};
    static const double step_way[3] = {0.3, 0.9, 0.2};
    static const double side[3] = {1, 0, 0};
    const SwayCase *made = body->made;
    const double one = on_one_foot(made, t);
    const double size = made->sway * (1 / TWO_FEET + (1 - 1 / TWO_FEET) * one);
    const double lean = made->lean * one * PI / 180;
    const double g = (double)MOTION_GRAVITY;
    out[0] = size * sound(body->tones[0], t) + g * sin(lean);
    out[1] = 0.4 * size * sound(body->tones[1], t) + g * cos(lean);
    out[2] = size * sound(body->tones[2], t);
    if (made->lift_off_s >= 0) {
        add_pulse(out, side, 0.4 * made->kick * shift_pulse(t - made->lift_off_s));
        add_pulse(out, kick_way, made->kick * step_pulse(t - made->lift_off_s));
    }
    add_pulse(out, step_way, made->step * step_pulse(t - made->touch_down_s));
    for (int32_t i = 0; i < body->event_count; i++) {
        const Sudden *event = &body->events[i];
        const double since = t - event->at_s;
        add_pulse(out, event->direction,
                  event->size * (event->knock ? step_pulse(since) : wobble_pulse(since)));
    }
}

/* From the body's axes into the phone's: its screen looks to the front. */
static void hold(SwayPose pose, const double body[3], double phone[3])
{
    const double right = -body[0];
    const double up = body[1];
    const double front = body[2];
    const double turn = 15 * PI / 180;
    const double tip = 30 * PI / 180;
    double x = right;
    double y = up;
    double z = front;
    switch (pose) {
    case POSE_UPRIGHT:
        break;
    case POSE_UPSIDE_DOWN:
        x = -right;
        y = -up;
        break;
    case POSE_LANDSCAPE:
        x = up;
        y = -right;
        break;
    case POSE_TILTED: {
        const double along = up * cos(tip) + front * sin(tip);
        x = right * cos(turn) - along * sin(turn);
        y = right * sin(turn) + along * cos(turn);
        z = -up * sin(tip) + front * cos(tip);
        break;
    }
    case POSE_LYING:
        y = front;
        z = up;
        x = right;
        break;
    }
    phone[0] = x;
    phone[1] = y;
    phone[2] = z;
}

MotionRecording sway_kit_make(const SwayCase *made)
{
    Body body = {.made = made};
    uint64_t dice = made->seed;
    for (int axis = 0; axis < 3; axis++) {
        make_tones(body.tones[axis], &dice);
    }
    scatter(&body, made->wobbles, false, &dice);
    scatter(&body, made->knocks, true, &dice);
    MotionRecording out = {.count = (int32_t)(made->seconds * made->hz)};
    out.samples = sf_alloc(sizeof(*out.samples) * (size_t)out.count);
    if (out.samples == NULL) {
        return (MotionRecording){0};
    }
    for (int32_t i = 0; i < out.count; i++) {
        const double late = made->jitter * (sway_kit_uniform(&dice) - 0.5);
        const double t = (i + late) / made->hz;
        double felt[3];
        double read[3];
        feel(&body, t, felt);
        hold(made->pose, felt, read);
        for (int axis = 0; axis < 3; axis++) {
            read[axis] += made->noise * sway_kit_normal(&dice);
        }
        out.samples[i] = (MotionSample){SWAY_KIT_START_US + llround(t * 1e6), (float)read[0],
                                        (float)read[1], (float)read[2]};
    }
    return out;
}

char *sway_kit_csv(const MotionRecording *recording, size_t *size)
{
    static const char header[] = "t,ax,ay,az\n";
    char *text = sf_alloc(sizeof(header) + (size_t)recording->count * LINE_BYTES);
    *size = 0;
    if (text == NULL) {
        return NULL;
    }
    for (const char *c = header; *c != '\0'; c++) {
        text[(*size)++] = *c;
    }
    for (int32_t i = 0; i < recording->count; i++) {
        const MotionSample *sample = &recording->samples[i];
        (void)sf_format(text + *size, LINE_BYTES, "%.4f,%.3f,%.3f,%.3f\n",
                        (double)(sample->at_us - recording->samples[0].at_us) / 1e6,
                        (double)sample->ax, (double)sample->ay, (double)sample->az);
        while (text[*size] != '\0') {
            (*size)++;
        }
    }
    return text;
}
