/* SPDX-License-Identifier: MIT */
/*
 * Brushing: a dark bathroom, a toothbrush in one hand, the other hand wet. Nothing has to be
 * touched; a touch only shows how to stop, which is a long hold.
 */
#include <math.h>

#include "player_parts.h"

#define HOLD_MS 1200 /* design: longer than an accidental touch */
#define HINT_MS 2000
#define STEP_MS 16
#define BAND_DP 18.0F
#define HOLD_BAND_DP 6.0F
#define GAP_TURN 0.02F     /* between two parts of the ring, as a part of a turn */
#define TO_COME 56         /* alpha of 255 for the parts still to come */
#define DIGITS_LEAST 0.52F /* of the short edge: a half, and a little for rounding */
#define DIGITS_SHARE 0.45F /* of the room of ring and digits together */
#define WORD_MOST 0.24F    /* of the page's height */
#define HINT_MOST 0.12F
#define FEET_SHARE 0.4F /* size of the feet by that of the ring */
#define CHANGED_MS 2000 /* how long a change of legs is shown where there is no pause */
#define TICK_MS 250
#define STRONG_MS 900

typedef struct BrushLayout {
    Rect word;
    Rect ring;
    Rect digits;
    Rect hint;
} BrushLayout;

static BrushLayout place(Shell *shell)
{
    Ui *ui = shell->ui;
    BrushLayout out = {0};
    const Viewport *viewport = &ui_frame(ui)->viewport;
    const float edge =
        (float)(viewport->width < viewport->height ? viewport->width : viewport->height);
    const float gap = ui_px(ui, SPACE_S);
    Rect page = ui_inset(ui_safe(ui), gap);
    (void)ui_cut_top(&page, gap);
    (void)ui_cut_bottom(&page, gap);
    const float least = edge * DIGITS_LEAST;
    if (page.w > page.h) {
        /* The digits get what they need first; the ring takes at most half. */
        const float beside = page.w - gap - 2 * FACE_CELL * least;
        out.ring = ui_cut_left(&page, fminf(fminf(page.h, page.w / 2), beside));
        (void)ui_cut_left(&page, gap);
    }
    const float line = ui_text_height(ui, TEXT_DISPLAY, page.w, "M");
    const float hint = ui_text_height(ui, TEXT_HEADING, page.w, "M");
    out.word = ui_cut_top(&page, fminf(line, page.h * WORD_MOST));
    out.hint = ui_cut_bottom(&page, fminf(hint, page.h * HINT_MOST));
    (void)ui_cut_top(&page, gap);
    (void)ui_cut_bottom(&page, gap);
    if (rect_is_empty(out.ring)) {
        out.digits = ui_cut_bottom(&page, fmaxf(least, page.h * DIGITS_SHARE));
        (void)ui_cut_bottom(&page, gap);
        out.ring = page;
    } else {
        out.digits = page;
    }
    return out;
}

/* ---- the ring ------------------------------------------------------------------------------- */

static Color faded(Color color, uint8_t alpha)
{
    color.a = alpha;
    return color;
}

/* The ring: one part for each set, filled while the person stands. */
static void ring(Shell *shell, Rect rect, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const Timeline *timeline = session_timeline(shell->model->session);
    const Player *player = session_player(shell->model->session);
    const float side = fminf(rect.w, rect.h);
    const float width = ui_px(ui, BAND_DP);
    const float radius = (side - width) / 2;
    const Point middle = {rect.x + rect.w / 2, rect.y + rect.h / 2};
    const Color ink = ui_color(ui, COLOR_DIM);
    const float part = 1.0F / (float)(view->work_count > 0 ? view->work_count : 1);
    float at = GAP_TURN / 2;
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        if (!segment_is_work(timeline->segments[i].kind)) {
            continue;
        }
        const float done = face_done(player, view, i);
        const float sweep = (part - GAP_TURN) * DRAW_TURN;
        draw_ring_flat(ui_list(ui), middle, radius, width, at * DRAW_TURN, sweep,
                       faded(ink, TO_COME));
        if (done > 0) {
            draw_ring_flat(ui_list(ui), middle, radius, width, at * DRAW_TURN, sweep * done, ink);
        }
        at += part;
    }
}

/* ---- words ---------------------------------------------------------------------------------- */

static bool changes(const PlayerView *view)
{
    const bool turned = segment_is_work(view->segment->kind) && view->work_done > 0 &&
                        view->elapsed_ms < CHANGED_MS;
    return view->state == PLAYER_RUNNING && (view->segment->kind == SEGMENT_CHANGE || turned);
}

static const char *words(const PlayerView *view)
{
    if (view->state == PLAYER_PAUSED || view->state == PLAYER_COUNT_IN) {
        return face_phase(view);
    }
    if (changes(view)) {
        return word(WORD_BRUSH_CHANGE);
    }
    return NULL;
}

static void seconds(Shell *shell, Rect rect, const PlayerView *view, ColorRole ink)
{
    Ui *ui = shell->ui;
    const char *digits = face_digits(shell, view);
    ui_digits(ui, rect, ink, digits);
    ui_describe(ui, ROLE_TIMER, "clock", rect, face_phase(view), digits);
}

static void face(Shell *shell, const BrushLayout *layout, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const Side side = face_side(view);
    const char *leg = face_leg_word(side) != NULL ? face_leg_word(side) : "";
    const ColorRole ink = changes(view) ? COLOR_DIM_STRONG : COLOR_DIM;
    const char *text = words(view);
    (void)ui_text_in(ui, layout->word, TEXT_DISPLAY, ink, ALIGN_CENTER, 1,
                     text != NULL ? text : leg);
    ring(shell, layout->ring, view);
    const float feet = fminf(layout->ring.w, layout->ring.h) * FEET_SHARE;
    const Rect middle = {layout->ring.x + (layout->ring.w - feet) / 2,
                         layout->ring.y + (layout->ring.h - feet) / 2, feet, feet};
    face_feet(shell, middle, side, ink);
    ui_describe(ui, ROLE_IMAGE, "leg", middle, leg, "");
    seconds(shell, layout->digits, view, ink);
}

/* ---- the pulse ------------------------------------------------------------------------------ */

/* Shows the change of legs so that it is seen across a bathroom, with or without sound. */
static void pulse(Shell *shell, PlayerMotion *motion)
{
    Ui *ui = shell->ui;
    const SessionPulse last = session_pulse(shell->model->session, shell->now_ms);
    if (last.at_ms != motion->cue_ms) {
        motion->cue_ms = last.at_ms;
        motion->pulse_ms = shell->now_ms;
    }
    const int64_t until = motion->pulse_ms + (last.strong ? STRONG_MS : TICK_MS);
    if (motion->pulse_ms == 0 || shell->now_ms >= until) {
        return;
    }
    const Rect all = ui_window(ui);
    draw_border(ui_list(ui), all, 0, ui_px(ui, last.strong ? SPACE_M : SPACE_S),
                ui_color(ui, last.strong ? COLOR_DIM_STRONG : COLOR_DIM));
    ui_wake_at(ui, until);
}

/* ---- the touch ------------------------------------------------------------------------------ */

static void hint(Shell *shell, Rect rect, float held)
{
    Ui *ui = shell->ui;
    const char *text = word(WORD_BRUSH_HOLD);
    const float gap = ui_px(ui, SPACE_S);
    const float width = rect.h + gap + face_width(shell, TEXT_HEADING, text);
    (void)ui_cut_left(&rect, (rect.w - width) / 2);
    ui_ring(ui, ui_cut_left(&rect, rect.h), HOLD_BAND_DP, held, COLOR_DIM_STRONG);
    (void)ui_cut_left(&rect, gap);
    (void)ui_text_in(ui, rect, TEXT_HEADING, COLOR_DIM_STRONG, ALIGN_LEFT, 1, text);
}

/* How much of the long hold is done, 0..1. If there is an event, its time counts, not the
 * frame's. */
static float follow_finger(Shell *shell, PlayerScreen *state, const UiTouch *touch)
{
    const InputEvent *event = &ui_frame(shell->ui)->event;
    const int64_t now_ms = event->kind != INPUT_NONE ? event->at_ms : shell->now_ms;
    if (touch->pressed) {
        state->touched_ms = touch->at_ms;
        state->hint_ms = touch->at_ms + HINT_MS;
    }
    const int64_t since_ms = state->touched_ms;
    const bool lies = touch->down || touch->tapped || event->kind == INPUT_RELEASE;
    if (!touch->down) {
        state->touched_ms = 0;
    }
    return since_ms > 0 && lies ? (float)(now_ms - since_ms) / HOLD_MS : 0;
}

static void touches(Shell *shell, PlayerScreen *state, const BrushLayout *layout, bool paused)
{
    Ui *ui = shell->ui;
    const Rect all = ui_window(ui);
    const Word meaning = paused ? WORD_BRUSH_GO : WORD_BRUSH_HOLD;
    const UiTouch touch = ui_area(ui, "screen", all, ROLE_BUTTON, word(meaning), "");
    if (paused) {
        (void)ui_text_in(ui, layout->hint, TEXT_HEADING, COLOR_DIM_STRONG, ALIGN_CENTER, 1,
                         word(meaning));
        if (touch.tapped) {
            (void)session_resume(shell->model->session);
        }
        return;
    }
    const float held = follow_finger(shell, state, &touch);
    if (held >= 1) {
        (void)session_leave(shell->model->session);
    }
    if (held > 0 || shell->now_ms < state->hint_ms) {
        hint(shell, layout->hint, held);
        ui_wake_at(ui, touch.down ? shell->now_ms + STEP_MS : state->hint_ms);
    }
}

void brush_page(Shell *shell, PlayerScreen *state, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const Rect all = ui_window(ui);
    draw_rect(ui_list(ui), all, 0, ui_color(ui, COLOR_DIM_PAGE));
    const BrushLayout layout = place(shell);
    face(shell, &layout, view);
    pulse(shell, &state->motion);
    if (ui_take_back(ui)) {
        player_open(shell, state, view, SHEET_LEAVE);
    }
    touches(shell, state, &layout, view->state == PLAYER_PAUSED && state->sheet == SHEET_NONE);
}
