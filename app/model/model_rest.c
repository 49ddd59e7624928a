/* SPDX-License-Identifier: MIT */
/*
 * Lets the screen sleep and closes the sound device while nobody is there, to save battery.
 *
 * Both are released while nobody does anything and no clock runs: in a pause, in a set at one's own
 * pace, in a question, and on every page outside of a routine. The next touch or key takes both
 * back before it does anything else, so that a count-in after it is heard.
 */
#include "surefoot/model.h"

AudioState model_want_sound(Model *model, bool on)
{
    const Platform *platform = model->platform;
    model->rest.sound = on;
    model->rest.silent = false;
    if (!on) {
        platform->audio_close(platform->context);
        return AUDIO_CLOSED;
    }
    return platform->audio_open(platform->context);
}

void model_want_awake(Model *model, bool on)
{
    model->rest.awake = on;
    model->rest.asleep = false;
    model->platform->keep_awake(model->platform->context, on);
}

/* True if a clock runs, so that something will happen by itself. */
static bool runs_by_clock(const Model *model)
{
    if (model->session == NULL) {
        return false;
    }
    const Player *player = session_player(model->session);
    if (player->state != PLAYER_RUNNING) {
        return player->state == PLAYER_COUNT_IN;
    }
    const Segment *segment = &player->timeline->segments[player->segment];
    return segment->kind != SEGMENT_CHECK && !(segment->kind == SEGMENT_REPS && segment->open);
}

static void let_sound_go(Model *model)
{
    const Platform *platform = model->platform;
    model->rest.silent = true;
    if (model->session != NULL && session_player(model->session)->state == PLAYER_RUNNING) {
        /* Nobody has answered for half an hour, so nobody has exercised either. */
        (void)session_pause(model->session);
    }
    platform->audio_close(platform->context);
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

int64_t model_rest(Model *model, bool touched, int64_t now_ms)
{
    ModelRest *rest = &model->rest;
    if (touched || runs_by_clock(model)) {
        rest->since_ms = now_ms;
        if (rest->asleep) {
            model_want_awake(model, rest->awake);
        }
        if (rest->silent) {
            (void)model_want_sound(model, rest->sound);
        }
    }
    int64_t next_ms = INT64_MAX;
    if (rest->awake && !rest->asleep) {
        next_ms = rest->since_ms + MODEL_SLEEP_MS;
        if (now_ms >= next_ms) {
            rest->asleep = true;
            model->platform->keep_awake(model->platform->context, false);
            next_ms = INT64_MAX;
        }
    }
    if (rest->sound && !rest->silent) {
        if (now_ms >= rest->since_ms + MODEL_SILENCE_MS) {
            let_sound_go(model);
        } else {
            next_ms = sooner(next_ms, rest->since_ms + MODEL_SILENCE_MS);
        }
    }
    return next_ms;
}
