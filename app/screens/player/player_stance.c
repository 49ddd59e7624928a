/* SPDX-License-Identifier: MIT */
/*
 * One leg and an open clock: digits fill the screen, and there is no button to aim at. Any press
 * stops the clock, at the time of the press. With closed eyes the screen is dark: the voice tells
 * the time, and faint digits show others that the clock runs.
 */
#include <math.h>

#include "player_parts.h"

#define TENTHS_MS 100
#define SECONDS_MS 1000
#define TENTH_BELOW 0.4F /* size by that of the large digits */
#define TENTH_BESIDE 0.5F
#define MARK_AND_DIGIT 1.5F /* width of ".4" in cells */
#define DOT_ABOVE 0.08F     /* gap between the tenth and the circle of the dot */
#define DOT_MOST_DP 120.0F
#define DOT_SHARE 0.1F /* radius of the dot divided by that of its circle */
#define DOT_MS 33
#define LEG_MOST 0.22F /* of the page's height */
#define HINT_MOST 0.12F

typedef struct StanceLayout {
    Rect leg;
    Rect dot;
    Rect whole; /* the seconds */
    Rect tenth; /* the tenth; empty: it is not shown */
    Rect hint;
} StanceLayout;

bool stance_is_try(const PlayerView *view)
{
    return view->segment->kind == SEGMENT_MAX && view->item->stance;
}

bool stance_runs(const PlayerView *view)
{
    return stance_is_try(view) && view->state == PLAYER_RUNNING;
}

static bool is_dark(const PlayerView *view)
{
    return stance_runs(view) && view->item->eyes == EYES_CLOSED;
}

/* ---- where ---------------------------------------------------------------------------------- */

/* Places the tenth below the seconds, both in the middle. */
static void place_upright(Shell *shell, Rect page, float width_of_one, StanceLayout *out)
{
    const float gap = ui_px(shell->ui, SPACE_L);
    const bool tenths = !rect_is_empty(out->tenth);
    const float by_height = (page.h - (tenths ? gap : 0)) / (tenths ? 1 + TENTH_BELOW : 1);
    const float height = fminf(page.w / width_of_one, by_height);
    const float below = tenths ? gap + TENTH_BELOW * height : 0;
    (void)ui_cut_top(&page, (page.h - height - below) / 2);
    out->whole = ui_cut_top(&page, height);
    if (tenths) {
        (void)ui_cut_top(&page, gap);
        out->tenth = ui_cut_top(&page, TENTH_BELOW * height);
        (void)ui_cut_top(&page, gap);
        out->dot = page;
    }
}

/* Places the tenth at the right of the seconds, on one line. */
static void place_wide(Rect page, float width_of_one, StanceLayout *out)
{
    const bool tenths = !rect_is_empty(out->tenth);
    const float after = tenths ? FACE_CELL * TENTH_BESIDE * MARK_AND_DIGIT : 0;
    const float height = fminf(page.h, page.w / (width_of_one + after));
    const float width = height * (width_of_one + after);
    Rect line = {page.x + (page.w - width) / 2, page.y + (page.h - height) / 2, width, height};
    out->whole = ui_cut_left(&line, height * width_of_one);
    if (tenths) {
        out->tenth = ui_cut_bottom(&line, height * TENTH_BESIDE);
        (void)ui_cut_bottom(&line, height * DOT_ABOVE);
        out->dot = line;
    }
}

static StanceLayout place(Shell *shell, int32_t cells, bool tenths)
{
    Ui *ui = shell->ui;
    StanceLayout out = {0};
    Rect page = ui_inset(ui_safe(ui), ui_px(ui, SPACE_S));
    const float gap = ui_px(ui, SPACE_S);
    const float leg = ui_text_height(ui, TEXT_DISPLAY, page.w, "M") * LEG_LINE;
    const float hint = ui_text_height(ui, TEXT_HEADING, page.w, "M");
    /* A phone in landscape has little height, so enlarged words shrink for the digits. */
    out.leg = ui_cut_top(&page, fminf(leg, page.h * LEG_MOST));
    out.hint = ui_cut_bottom(&page, fminf(hint, page.h * HINT_MOST));
    (void)ui_cut_top(&page, gap);
    (void)ui_cut_bottom(&page, gap);
    if (tenths) {
        out.tenth = page;
    }
    const float width_of_one = FACE_CELL * (float)cells;
    if (page.w > page.h) {
        place_wide(page, width_of_one, &out);
    } else {
        place_upright(shell, page, width_of_one, &out);
    }
    return out;
}

/* ---- what ----------------------------------------------------------------------------------- */

/* Moves a single digit to the right: in the middle of its place it would be too far from its
 * tenth. */
static Rect drawn_close(Rect whole, Rect tenth, const char *digits)
{
    const bool beside = !rect_is_empty(tenth) && tenth.x > whole.x;
    if (beside && digits[1] == '\0') {
        whole.x += whole.w / 4;
    }
    return whole;
}

static StanceLayout clock_face(Shell *shell, const PlayerView *view, Side leg, int64_t ms)
{
    Ui *ui = shell->ui;
    const bool dark = is_dark(view);
    const ColorRole ink = dark ? COLOR_DIM_FAINT : COLOR_WORK;
    const FaceLeg who = {leg, face_leg_word(leg), TEXT_DISPLAY, dark ? COLOR_DIM : COLOR_WORK,
                         false};
    const int64_t cap_s = view->length_ms / SECONDS_MS;
    const StanceLayout layout = place(shell, cap_s > 99 ? 3 : 2, !dark);
    const char *whole = ui_format(ui, "%d", (int)(ms / SECONDS_MS));
    const char *tenth = ui_format(ui, ".%d", (int)(ms / TENTHS_MS % 10));
    face_leg(shell, layout.leg, &who);
    ui_digits(ui, drawn_close(layout.whole, layout.tenth, whole), ink, whole);
    ui_digits(ui, layout.tenth, ink, tenth);
    ui_describe(ui, ROLE_TIMER, "clock", layout.whole, word(WORD_STAND_TIME),
                dark ? whole : ui_format(ui, "%s%s", whole, tenth));
    if (stance_runs(view)) {
        (void)ui_text_in(ui, layout.hint, TEXT_HEADING, who.ink, ALIGN_CENTER, 1,
                         word(WORD_STAND_STOP));
    }
    return layout;
}

/* Draws the dot that shows how the body leans. It is slow, so that nobody tries to follow it. */
static void dot(Shell *shell, Rect rect, SwayDot lean)
{
    Ui *ui = shell->ui;
    const float side = fminf(fminf(rect.w, rect.h), ui_px(ui, DOT_MOST_DP));
    const Rect circle = {rect.x + (rect.w - side) / 2, rect.y + (rect.h - side) / 2, side, side};
    const float radius = side * DOT_SHARE;
    const float reach = side / 2 - radius;
    const Point at = {circle.x + side / 2 + lean.ml * reach, circle.y + side / 2 - lean.ap * reach};
    if (side < ui_px(ui, SIZE_TARGET)) {
        return;
    }
    ui_ring(ui, circle, SIZE_FOCUS, 0, COLOR_WORK);
    draw_capsule(ui_list(ui), at, radius, at, radius, ui_color(ui, COLOR_WORK));
    ui_describe(ui, ROLE_IMAGE, "dot", circle, word(WORD_STAND_DOT), "");
    ui_wake_at(ui, shell->now_ms + DOT_MS);
}

void stance_face(Shell *shell, const PlayerView *view, const MotionView *motion)
{
    Ui *ui = shell->ui;
    const Rect all = ui_window(ui);
    ui_describe(ui, ROLE_BUTTON, "screen", all, word(WORD_STAND_STOP), view->item->name);
    const StanceLayout layout = clock_face(shell, view, view->segment->side, view->elapsed_ms);
    if (motion->live && !is_dark(view)) {
        dot(shell, layout.dot, motion->dot);
    }
    const int64_t step = is_dark(view) ? SECONDS_MS : TENTHS_MS;
    ui_wake_at(ui, shell->now_ms + step - view->elapsed_ms % step);
}

void stance_stopped(Shell *shell, const PlayerView *view, const TryFact *tried)
{
    (void)clock_face(shell, view, tried->leg, tried->time_ms);
}

/* In hand a thumb and the sensor are two ways to stop; elsewhere there is one. */
static StopBy stop_by(const Session *session, bool sensor)
{
    const StopBy usual = session_timeline(session)->stance.stop;
    if (usual == STOP_SHELF || usual == STOP_WAIST) {
        return usual;
    }
    return sensor ? STOP_SENSOR : STOP_THUMB;
}

/* The sensor reports a touch-down about a second late. A thumb that was quicker counts. */
static bool sensor_stop(Session *session, PlayerSway *sway)
{
    const int64_t at_ms = sway->view.touch_down_ms;
    return sway->on && at_ms > sway->at_ms &&
           session_stop(session, at_ms, stop_by(session, true), sway_end(sway, at_ms)) == SF_OK;
}

bool stance_stop(Shell *shell, PlayerSway *sway, const PlayerView *view)
{
    int64_t at_ms = 0;
    Session *session = shell->model->session;
    if (ui_frame(shell->ui)->event.kind == INPUT_BACKGROUND) {
        return session_void(session) == SF_OK;
    }
    if (!stance_runs(view)) {
        return false;
    }
    if (ui_take_any(shell->ui, &at_ms)) {
        return session_stop(session, at_ms, stop_by(session, false), sway_end(sway, at_ms)) ==
               SF_OK;
    }
    return sensor_stop(session, sway);
}
