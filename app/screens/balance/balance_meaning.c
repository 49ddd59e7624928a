/* SPDX-License-Identifier: MIT */
/* The half of the result page that compares a balance test with the log and the norms. */
#include "balance_meaning.h"

#include <math.h>
#include <string.h>

#include "balance_start.h"
#include "shared/age.h"

#define PERCENT 100.0
#define MS_PER_S 1000
#define SWAY_HUNDREDTH 10000 /* millionths */

/* ---- reading -------------------------------------------------------------------------------- */

static void read_tries(Shell *shell, BalanceMeaning *meaning)
{
    const History *history = &shell->model->history;
    const int64_t since = session_started(shell->model->session).utc_ms;
    for (int32_t i = 0; i < history->try_count && meaning->try_count < MEANING_TRIES; i++) {
        const HistoryTry *attempt = &history->tries[i];
        if (attempt->utc_ms >= since && attempt->fact.place == TRY_IN_TEST) {
            meaning->tries[meaning->try_count++] = *attempt;
        }
    }
}

/* The protocol of most tries: a sensor may have stopped some and a thumb others. */
static Protocol most_used(const BalanceMeaning *meaning)
{
    Protocol most = {0};
    int32_t best = 0;
    for (int32_t i = 0; i < meaning->try_count; i++) {
        const Protocol protocol = protocol_of(&meaning->tries[i].fact);
        int32_t count = 0;
        for (int32_t k = 0; k < meaning->try_count; k++) {
            count += protocol_equal(protocol, protocol_of(&meaning->tries[k].fact)) ? 1 : 0;
        }
        if (count > best) {
            best = count;
            most = protocol;
        }
    }
    return most;
}

static void read_leg(BalanceMeaning *meaning, int32_t index)
{
    TestLeg *leg = &meaning->legs[index];
    int64_t sum = 0;
    int64_t sway = 0;
    int32_t measured = 0;
    for (int32_t i = 0; i < meaning->try_count; i++) {
        const TryFact *fact = &meaning->tries[i].fact;
        if (fact->leg != leg_at(index)) {
            continue;
        }
        leg->tries++;
        sway += fact->sway;
        measured += fact->sway > 0 ? 1 : 0;
        if (!fact->supported) {
            leg->counted++;
            sum += fact->time_ms;
            leg->best_ms = fact->time_ms > leg->best_ms ? fact->time_ms : leg->best_ms;
        }
    }
    leg->mean_ms = leg->counted > 0 ? (int32_t)(sum / leg->counted) : 0;
    leg->sway = measured > 0 ? (int32_t)(sway / measured) : 0;
}

/* The mean sway on the last day before today that has measures in the same protocol. */
static int32_t sway_before(const Shell *shell, const BalanceMeaning *meaning, Side leg)
{
    const History *history = &shell->model->history;
    int64_t sum = 0;
    int32_t count = 0;
    Day day = 0;
    for (int32_t i = history->try_count; i-- > 0;) {
        const HistoryTry *attempt = &history->tries[i];
        if (attempt->day >= meaning->today || attempt->fact.leg != leg || attempt->fact.sway <= 0 ||
            !protocol_equal(protocol_of(&attempt->fact), meaning->balance.protocol)) {
            continue;
        }
        if (count > 0 && attempt->day != day) {
            break;
        }
        day = attempt->day;
        sum += attempt->fact.sway;
        count++;
    }
    return count > 0 ? (int32_t)(sum / count) : 0;
}

static void read_norm(Shell *shell, BalanceMeaning *meaning)
{
    const Model *model = shell->model;
    const Protocol protocol = meaning->balance.protocol;
    NormRange any;
    meaning->has_norm =
        norm_find(&meaning->norm, &model->library, protocol, model->settings.age_band);
    meaning->ask_age = !meaning->has_norm && !model->settings.age_asked &&
                       norm_find(&any, &model->library, protocol, 1);
}

void balance_meaning_read(Shell *shell, BalanceMeaning *meaning)
{
    const History *history = &shell->model->history;
    meaning->today = model_day(shell->model);
    read_tries(shell, meaning);
    if (balance_compute(&meaning->balance, history, most_used(meaning), meaning->today) != SF_OK) {
        meaning->try_count = 0;
    }
    for (int32_t i = 0; i < LEGS; i++) {
        read_leg(meaning, i);
        meaning->legs[i].sway_before = sway_before(shell, meaning, leg_at(i));
        meaning->unlocks[i] = balance_unlock(history, leg_at(i), meaning->today);
    }
    read_norm(shell, meaning);
}

/* ---- telling -------------------------------------------------------------------------------- */

const char *balance_meaning_norm(Shell *shell, const NormRange *norm)
{
    const bool verified = norm->confidence != NULL && strcmp(norm->confidence, "verified") == 0;
    return say(shell, WORD_NORM_TEXT, age_text(shell, norm->band), norm->low_ms / MS_PER_S,
               norm->high_ms / MS_PER_S, word(verified ? WORD_NORM_VERIFIED : WORD_NORM_SECONDARY));
}

static void hint(Shell *shell, const BalanceMeaning *meaning)
{
    const Model *model = shell->model;
    const int32_t age = norm_age(&model->library, model->settings.age_band);
    for (int32_t i = 0; i < LEGS; i++) {
        const TestLeg *leg = &meaning->legs[i];
        if (leg->counted > 0 && balance_hint(meaning->balance.protocol, leg->best_ms, age)) {
            ui_card_begin(shell->ui, "hint");
            ui_text(shell->ui, TEXT_BODY, COLOR_TEXT, word(WORD_HINT_SUPPORT));
            ui_card_end(shell->ui);
            return;
        }
    }
}

static void sides(Shell *shell, const BalanceMeaning *meaning)
{
    Ui *ui = shell->ui;
    const Balance *balance = &meaning->balance;
    if (balance->symmetry < 0.0) {
        return;
    }
    const int32_t apart = balance->difference_ms;
    const bool one_day = balance->legs[0].days < 2 && balance->legs[1].days < 2;
    const char *text = word(WORD_RESULT_SAME);
    if (apart != 0) {
        text =
            say(shell, WORD_RESULT_LONGER, word(apart > 0 ? WORD_LEG_LEFT_LOW : WORD_LEG_RIGHT_LOW),
                tell_seconds(shell, apart > 0 ? apart : -apart),
                (int)lround(balance->symmetry * PERCENT));
    }
    ui_card_begin(ui, "sides");
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_RESULT_SIDES));
    ui_text(ui, TEXT_BODY, COLOR_TEXT, text);
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT,
            word(one_day ? WORD_RESULT_SIDES_DAY : WORD_RESULT_SIDES_DAYS));
    ui_card_end(ui);
}

static const char *trend_text(Shell *shell, const BalanceLeg *leg, const char *name)
{
    const char *noise = tell_seconds(shell, leg->mdc_ms > 0 ? leg->mdc_ms : 0);
    switch (leg->trend) {
    case TREND_UNKNOWN:
        return leg->days_needed == 1 ? say(shell, WORD_TREND_DAYS_ONE, name)
                                     : say(shell, WORD_TREND_DAYS, name, (int)leg->days_needed);
    case TREND_STEADY:
        return say(shell, WORD_TREND_WITHIN, name, noise);
    case TREND_LONGER:
        return say(shell, WORD_TREND_LONGER_BY, name, noise);
    case TREND_SHORTER:
        return say(shell, WORD_TREND_SHORTER_BY, name, noise);
    case TREND_CAPPED:
        break;
    }
    return say(shell, WORD_TREND_FULL, name);
}

static void course(Shell *shell, const BalanceMeaning *meaning)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, "course");
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_RESULT_COURSE));
    for (int32_t i = 0; i < LEGS; i++) {
        const BalanceLeg *leg = &meaning->balance.legs[i];
        if (leg->tries > 0) {
            ui_text(ui, TEXT_BODY, COLOR_TEXT, trend_text(shell, leg, tell_leg(leg_at(i))));
            ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT,
                    say(shell, WORD_RESULT_EVER, tell_seconds(shell, leg->best_ms),
                        tell_past(shell, leg->best_day, meaning->today)));
        }
    }
    ui_card_end(ui);
}

static void set_up(Shell *shell, Eyes eyes, StanceSurface surface)
{
    const SetupArgs args = {eyes, surface};
    nav_reset(shell->nav, &screen_today, NULL, 0);
    nav_push(shell->nav, &screen_balance_setup, &args, sizeof(args));
}

/* What may come next: once a leg reaches the longest time, this kind of test cannot show more. */
static void next(Shell *shell, const BalanceMeaning *meaning)
{
    Ui *ui = shell->ui;
    const Protocol protocol = meaning->balance.protocol;
    const bool open = protocol.eyes == EYES_OPEN;
    const bool firm = protocol.surface == SURFACE_FIRM;
    const BalanceLeg *legs = meaning->balance.legs;
    const bool full = legs[0].trend == TREND_CAPPED || legs[1].trend == TREND_CAPPED;
    if (!full || (!open && !firm)) {
        return;
    }
    ui_card_begin(ui, "next");
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_NEXT_TITLE));
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(open ? WORD_NEXT_TEXT : WORD_NEXT_TEXT_CLOSED));
    if (open) {
        show_unlocks(shell, meaning->unlocks);
    }
    if (open && (meaning->unlocks[0].open || meaning->unlocks[1].open) &&
        ui_button(ui, "next-closed", word(WORD_NEXT_CLOSED), BUTTON_SECONDARY)) {
        set_up(shell, EYES_CLOSED, protocol.surface);
    }
    if (firm && ui_button(ui, "next-soft", word(WORD_NEXT_SOFT), BUTTON_SECONDARY)) {
        set_up(shell, protocol.eyes, SURFACE_SOFT);
    }
    ui_card_end(ui);
}

static const char *tell_sway(Shell *shell, int32_t sway)
{
    const int32_t hundredths = (sway + SWAY_HUNDREDTH / 2) / SWAY_HUNDREDTH;
    return ui_format(shell->ui, "%d.%02d", (int)(hundredths / 100), (int)(hundredths % 100));
}

static void sway(Shell *shell, const BalanceMeaning *meaning)
{
    Ui *ui = shell->ui;
    if (meaning->legs[0].sway + meaning->legs[1].sway == 0) {
        return;
    }
    ui_card_begin(ui, "sway");
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_SWAY_TITLE));
    for (int32_t i = 0; i < LEGS; i++) {
        const TestLeg *leg = &meaning->legs[i];
        const char *name = tell_leg(leg_at(i));
        if (leg->sway > 0) {
            const char *now = tell_sway(shell, leg->sway);
            ui_text(ui, TEXT_BODY, COLOR_TEXT,
                    leg->sway_before > 0 ? say(shell, WORD_SWAY_BEFORE, name, now,
                                               tell_sway(shell, leg->sway_before))
                                         : say(shell, WORD_SWAY_LEG, name, now));
        }
    }
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, word(WORD_SWAY_TEXT));
    ui_card_end(ui);
}

void balance_meaning(Shell *shell, BalanceMeaning *meaning)
{
    hint(shell, meaning);
    course(shell, meaning);
    sides(shell, meaning);
    next(shell, meaning);
    sway(shell, meaning);
    if (meaning->ask_age && age_ask(shell)) {
        read_norm(shell, meaning);
    }
}
