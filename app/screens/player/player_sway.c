/* SPDX-License-Identifier: MIT */
/*
 * The phone's own sensor in a balance test, if the phone is in the hand or worn. It is switched on
 * shortly before a try, to measure the person on two feet; it moves a slow dot, may notice the foot
 * coming down, and measures the try at its end. A phone on a shelf measures nothing.
 */
#include "player_parts.h"

#define LEAD_MS 5000 /* design: time on two feet before a try */
#define SAME_MS 50   /* starts that are closer than this are the same */
#define COUNT_MS 1000
#define NEVER (-1)

/* The start of the current or next try in monotonic ms; NEVER if none is near. */
static int64_t stance_at(const Session *session, const PlayerView *view, int64_t now_ms)
{
    const Timeline *timeline = session_timeline(session);
    if (timeline->mode != MODE_BALANCE || timeline->stance.stop == STOP_SHELF) {
        return NEVER;
    }
    if (view->state == PLAYER_RUNNING && stance_is_try(view)) {
        return now_ms - view->elapsed_ms;
    }
    if (view->state == PLAYER_COUNT_IN && stance_is_try(view)) {
        return session_next_count(session, now_ms) + (view->count_in - 1) * COUNT_MS;
    }
    const bool comes = view->state == PLAYER_RUNNING && view->next_work == view->segment + 1;
    return comes && view->remaining_ms <= LEAD_MS ? now_ms + view->remaining_ms : NEVER;
}

void sway_ask(Shell *shell)
{
    const Timeline *timeline = session_timeline(shell->model->session);
    const Platform *platform = shell->model->platform;
    if (timeline->mode == MODE_BALANCE && timeline->stance.stop != STOP_SHELF &&
        platform->motion_start(platform->context)) {
        platform->motion_stop(platform->context);
    }
}

bool sway_is_worn(const Session *session)
{
    const Timeline *timeline = session_timeline(session);
    return timeline->mode == MODE_BALANCE && timeline->stance.stop == STOP_WAIST;
}

static void begin(Shell *shell, PlayerSway *sway, int64_t at_ms)
{
    if (sway->motion == NULL) {
        sway->motion = motion_create(shell->model->platform);
    }
    if (sway->motion != NULL) {
        (void)motion_begin(sway->motion, at_ms);
    }
    sway->at_ms = at_ms;
    sway->on = true;
}

const SwayMeasures *sway_end(PlayerSway *sway, int64_t stop_ms)
{
    const bool measured = sway->on && sway->motion != NULL &&
                          motion_end(sway->motion, stop_ms, &sway->measures, NULL) == SF_OK;
    sway->on = false;
    sway->view = (MotionView){.touch_down_ms = NEVER};
    return measured ? &sway->measures : NULL;
}

/* A try that reached its cap stopped by itself; its measures are added here. */
static void end_by_itself(Shell *shell, PlayerSway *sway, const PlayerView *view)
{
    Session *session = shell->model->session;
    const int64_t now_ms = shell->now_ms;
    const bool over = view->state == PLAYER_ENDED || !stance_is_try(view);
    const SwayMeasures *measures = sway_end(sway, now_ms);
    Fact last;
    if (over && measures != NULL && session_last_try(session, &last) &&
        last.body.balance_try.end == TRY_CAP) {
        (void)session_measure_try(session, measures, NULL);
    }
}

void sway_follow(Shell *shell, PlayerSway *sway, const PlayerView *view)
{
    const int64_t at_ms = stance_at(shell->model->session, view, shell->now_ms);
    const int64_t off_ms = at_ms - sway->at_ms;
    if (sway->on && (at_ms == NEVER || off_ms > SAME_MS || off_ms < -SAME_MS)) {
        end_by_itself(shell, sway, view);
    }
    if (!sway->on && at_ms != NEVER) {
        begin(shell, sway, at_ms);
    }
    if (sway->on && sway->motion != NULL) {
        sway->view = motion_poll(sway->motion, shell->now_ms);
    }
}

void sway_close(PlayerSway *sway)
{
    motion_destroy(sway->motion);
    *sway = (PlayerSway){0};
}
