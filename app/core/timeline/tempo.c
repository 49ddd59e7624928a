/* SPDX-License-Identifier: MIT */
/* The phases of a repetition, and the one that a moment falls into. */
#include "surefoot/timeline.h"

#define PHASES 4

typedef struct Phase {
    RepPhase phase;
    int32_t ms;
} Phase;

/* Negative lengths cannot come from the loader; they count as nothing, so that sums stay sane. */
static int32_t at_least_zero(int32_t ms)
{
    return ms > 0 ? ms : 0;
}

static void order_phases(Phase out[PHASES], Tempo tempo, FirstMove first_move)
{
    const Phase down = {PHASE_DOWN, at_least_zero(tempo.down_ms)};
    const Phase up = {PHASE_UP, at_least_zero(tempo.up_ms)};
    out[0] = first_move == MOVE_UP ? up : down;
    out[1] = (Phase){PHASE_HOLD, at_least_zero(tempo.hold_ms)};
    out[2] = first_move == MOVE_UP ? down : up;
    out[3] = (Phase){PHASE_PAUSE, at_least_zero(tempo.pause_ms)};
}

int32_t tempo_ms(Tempo tempo)
{
    const int64_t sum = (int64_t)at_least_zero(tempo.down_ms) + at_least_zero(tempo.hold_ms) +
                        at_least_zero(tempo.up_ms) + at_least_zero(tempo.pause_ms);
    return sum > INT32_MAX ? INT32_MAX : (int32_t)sum;
}

/* The phase at_ms into a repetition; its very end still belongs to the last phase. */
static RepMoment moment_in_rep(const Phase phases[PHASES], int64_t at_ms)
{
    RepMoment moment = {.phase = phases[0].phase};
    int64_t start = 0;
    for (int i = 0; i < PHASES; i++) {
        if (phases[i].ms == 0) {
            continue;
        }
        const int64_t into = at_ms - start;
        moment.phase = phases[i].phase;
        moment.phase_ms = phases[i].ms;
        moment.phase_at_ms = into < phases[i].ms ? (int32_t)into : phases[i].ms;
        if (into < phases[i].ms) {
            break;
        }
        start += phases[i].ms;
    }
    return moment;
}

RepMoment tempo_at(Tempo tempo, FirstMove first_move, int32_t reps, int64_t at_ms)
{
    Phase phases[PHASES];
    order_phases(phases, tempo, first_move);
    const int64_t rep_ms = tempo_ms(tempo);
    const int32_t last = reps > 1 ? reps : 1;
    const int64_t at = at_ms > 0 ? at_ms : 0;
    int64_t rep = rep_ms > 0 ? at / rep_ms : 0;
    if (rep >= last) {
        rep = last - 1;
    }
    RepMoment moment = moment_in_rep(phases, at - rep * rep_ms);
    moment.rep = (int32_t)rep + 1;
    return moment;
}
