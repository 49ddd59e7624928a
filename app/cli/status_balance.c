/* SPDX-License-Identifier: MIT */
/* The part of status about standing on one leg. */
#include "status_balance.h"

#include <stdio.h>

#include "surefoot/vocabulary.h"

/* The words of the legs, left first. */
static const char *const *const legs = side_words + SIDE_LEFT;

SfError status_balance_compute(StatusBalance *out, const History *history, Day today)
{
    Protocol protocols[STATUS_PROTOCOLS];
    *out = (StatusBalance){0};
    out->count = balance_protocols(protocols, STATUS_PROTOCOLS, history, today);
    SfError error = SF_OK;
    for (int32_t i = 0; i < out->count && error == SF_OK; i++) {
        error = balance_compute(&out->protocols[i], history, protocols[i], today);
    }
    out->closed[0] = balance_unlock(history, SIDE_LEFT, today);
    out->closed[1] = balance_unlock(history, SIDE_RIGHT, today);
    brushing_compute(&out->brushing, history, today);
    squats_compute(&out->squats, history, today);
    return error;
}

static double seconds(int32_t ms)
{
    return (double)ms / 1000;
}

static const char *place_word(TryPlace place)
{
    return place == TRY_IN_ROUTINE ? "routine" : "test";
}

static const char *truth(bool value)
{
    return value ? "true" : "false";
}

/* ---- for machines ---------------------------------------------------------------------------- */

static void json_leg(const char *name, const BalanceLeg *leg)
{
    char best_day[CALENDAR_DAY_BYTES];
    char last_day[CALENDAR_DAY_BYTES];
    char since[CALENDAR_DAY_BYTES];
    (void)printf(",\n   \"%s\": ", name);
    if (leg->days == 0) {
        (void)printf("{\"tries\": 0, \"supported\": %d}", leg->supported);
        return;
    }
    calendar_format_day(best_day, leg->best_day);
    calendar_format_day(last_day, leg->last_day);
    calendar_format_day(since, leg->since);
    (void)printf("{\"tries\": %d, \"supported\": %d, \"days\": %d, \"best_s\": %.3f, "
                 "\"best_day\": \"%s\", \"last_day\": \"%s\", \"last_best_s\": %.3f, "
                 "\"last_mean_s\": %.3f, \"median_s\": %.3f, ",
                 leg->tries, leg->supported, leg->days, seconds(leg->best_ms), best_day, last_day,
                 seconds(leg->last_best_ms), seconds(leg->last_mean_ms), seconds(leg->median_ms));
    if (leg->mdc_ms < 0) {
        (void)printf("\"mdc_s\": null, ");
    } else {
        (void)printf("\"mdc_s\": %.3f, ", seconds(leg->mdc_ms));
    }
    (void)printf("\"trend\": \"%s\", \"change_s\": %.3f, \"since\": \"%s\", \"days_needed\": %d}",
                 balance_trend_word(leg->trend), seconds(leg->change_ms), since, leg->days_needed);
}

static void json_protocol(const Balance *balance)
{
    const Protocol *protocol = &balance->protocol;
    (void)printf("\n  {\"eyes\": \"%s\", \"surface\": \"%s\", \"stop\": \"%s\", \"cap_s\": %g, "
                 "\"place\": \"%s\"",
                 eyes_words[protocol->eyes], surface_words[protocol->surface],
                 stop_words[protocol->stop], seconds(protocol->cap_ms),
                 place_word(protocol->place));
    for (int32_t i = 0; i < BALANCE_LEGS; i++) {
        json_leg(legs[i], &balance->legs[i]);
    }
    if (balance->symmetry < 0) {
        (void)printf(",\n   \"symmetry\": null, \"difference_s\": null}");
    } else {
        (void)printf(",\n   \"symmetry\": %.3f, \"difference_s\": %.3f}", balance->symmetry,
                     seconds(balance->difference_ms));
    }
}

static void json_squat(const char *name, const SquatLeg *leg)
{
    if (!leg->known) {
        (void)printf(", \"%s\": null", name);
        return;
    }
    char day[CALENDAR_DAY_BYTES];
    calendar_format_day(day, leg->day);
    (void)printf(", \"%s\": {\"day\": \"%s\", \"steady\": %d, \"wobbled\": %d, \"inward\": %d}",
                 name, day, leg->last.steady, leg->last.wobbled, leg->last.inward);
}

void status_balance_json(const StatusBalance *status)
{
    char next[CALENDAR_DAY_BYTES];
    (void)printf("\"balance\": [");
    for (int32_t i = 0; i < status->count; i++) {
        (void)printf(i > 0 ? "," : "");
        json_protocol(&status->protocols[i]);
    }
    (void)printf("],\n \"eyes_closed\": {");
    for (int32_t i = 0; i < BALANCE_LEGS; i++) {
        const Unlock *closed = &status->closed[i];
        (void)printf("%s\"%s\": {\"open\": %s, \"days\": %d, \"needed\": %d}", i > 0 ? ", " : "",
                     legs[i], truth(closed->open), closed->days, closed->needed);
    }
    const Brushing *brushing = &status->brushing;
    (void)printf("},\n \"brushing\": {\"morning\": %s, \"evening\": %s, \"days\": %d, "
                 "\"best\": %d, \"week\": %d},\n",
                 truth(brushing->morning), truth(brushing->evening), brushing->days, brushing->best,
                 brushing->week);
    calendar_format_day(next, status->squats.next);
    (void)printf(" \"half_squat\": {\"due\": %s, \"next\": \"%s\"", truth(status->squats.due),
                 next);
    for (int32_t i = 0; i < BALANCE_LEGS; i++) {
        json_squat(legs[i], &status->squats.legs[i]);
    }
    (void)printf("}");
}

/* ---- for people ------------------------------------------------------------------------------ */

static void text_trend(const BalanceLeg *leg)
{
    switch (leg->trend) {
    case TREND_UNKNOWN:
        (void)printf("%d more day%s to tell a change", leg->days_needed,
                     leg->days_needed == 1 ? "" : "s");
        break;
    case TREND_STEADY:
        (void)printf("steady: within your own %.1f s", seconds(leg->mdc_ms));
        break;
    case TREND_LONGER:
        (void)printf("%.1f s longer than before", seconds(leg->change_ms));
        break;
    case TREND_SHORTER:
        (void)printf("%.1f s shorter than before", seconds(-leg->change_ms));
        break;
    case TREND_CAPPED:
        (void)printf("at the cap");
        break;
    }
    (void)printf("\n");
}

static void text_protocol(const Balance *balance)
{
    const Protocol *protocol = &balance->protocol;
    (void)printf("One leg, eyes %s, %s, %s, at most %g s%s\n", eyes_words[protocol->eyes],
                 surface_words[protocol->surface], stop_words[protocol->stop],
                 seconds(protocol->cap_ms),
                 protocol->place == TRY_IN_ROUTINE ? ", in routines" : "");
    for (int32_t i = 0; i < BALANCE_LEGS; i++) {
        const BalanceLeg *leg = &balance->legs[i];
        if (leg->days == 0) {
            continue;
        }
        (void)printf("  %-5s  best %.1f  last %.1f (mean %.1f)  median %.1f  ", legs[i],
                     seconds(leg->best_ms), seconds(leg->last_best_ms), seconds(leg->last_mean_ms),
                     seconds(leg->median_ms));
        text_trend(leg);
    }
    if (balance->symmetry >= 0) {
        (void)printf(
            "  left to right %.2f, %.1f s apart\n", balance->symmetry,
            seconds(balance->difference_ms < 0 ? -balance->difference_ms : balance->difference_ms));
    }
}

void status_balance_text(const StatusBalance *status)
{
    const Brushing *brushing = &status->brushing;
    for (int32_t i = 0; i < status->count; i++) {
        text_protocol(&status->protocols[i]);
    }
    if (brushing->best > 0) {
        (void)printf("Brushed on one leg on %d day%s, best %d; this week %d of 14\n",
                     brushing->days, brushing->days == 1 ? "" : "s", brushing->best,
                     brushing->week);
    }
    for (int32_t i = 0; i < BALANCE_LEGS; i++) {
        const SquatLeg *leg = &status->squats.legs[i];
        if (leg->known) {
            char day[CALENDAR_DAY_BYTES];
            calendar_format_day(day, leg->day);
            (void)printf("Half squat, %s leg: %d of %d steady on %s\n", legs[i], leg->last.steady,
                         SQUAT_REPS, day);
        }
    }
}
