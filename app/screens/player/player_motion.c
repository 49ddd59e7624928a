/* SPDX-License-Identifier: MIT */
/* The movement between two phases, and the pulse for people who use no sound. */
#include "player_parts.h"

#define STEP_MS 16
#define PULSE_MS 200

static uint8_t mix_channel(uint8_t from, uint8_t to, float part)
{
    return (uint8_t)((float)from + ((float)to - (float)from) * part + 0.5F);
}

static Color mix(Color from, Color to, float part)
{
    return (Color){mix_channel(from.r, to.r, part), mix_channel(from.g, to.g, part),
                   mix_channel(from.b, to.b, part), mix_channel(from.a, to.a, part)};
}

/* The part of the movement that is done: fast at first, slow at the end. */
static float eased(int64_t at_ms, int64_t whole_ms)
{
    if (at_ms >= whole_ms) {
        return 1;
    }
    const float left = 1 - (float)at_ms / (float)whole_ms;
    return 1 - left * left * left;
}

void player_move(Shell *shell, PlayerMotion *motion, const PlayerView *view)
{
    const bool framed = face_look(view).framed;
    const int32_t segment = session_player(shell->model->session)->segment;
    const Color page = face_page(shell->ui, view);
    const float ring = face_fraction(view);
    if (!motion->begun || ui_frame(shell->ui)->reduced_motion) {
        motion->since_ms = shell->now_ms - MOTION_PAGE_MS;
    } else if (motion->segment != segment || motion->framed != framed) {
        motion->since_ms = shell->now_ms;
        motion->page_from = motion->page;
        motion->ring_from = motion->ring;
    }
    motion->begun = true;
    motion->segment = segment;
    motion->framed = framed;
    const float part = eased(shell->now_ms - motion->since_ms, MOTION_PAGE_MS);
    motion->page = mix(motion->page_from, page, part);
    motion->ring = motion->ring_from + (ring - motion->ring_from) * part;
    if (part < 1) {
        ui_wake_at(shell->ui, shell->now_ms + STEP_MS);
    }
}

void player_pulse(Shell *shell, PlayerMotion *motion, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const Settings *settings = &shell->model->settings;
    SessionPulse pulse;
    if (!settings->pulse && settings->volume > 0) {
        return;
    }
    if (view->state == PLAYER_COUNT_IN) {
        ui_wake_at(ui, session_next_count(shell->model->session, shell->now_ms));
    }
    pulse = session_pulse(shell->model->session, shell->now_ms);
    if (pulse.at_ms != motion->cue_ms) {
        motion->cue_ms = pulse.at_ms;
        motion->pulse_ms = shell->now_ms;
    }
    const int64_t until = motion->pulse_ms + PULSE_MS;
    if (motion->pulse_ms == 0 || shell->now_ms >= until) {
        return;
    }
    const Rect all = ui_window(ui);
    draw_border(ui_list(ui), all, 0, ui_px(ui, pulse.strong ? SPACE_M : SPACE_S),
                ui_color(ui, face_look(view).ink));
    ui_wake_at(ui, until);
}
