/* SPDX-License-Identifier: MIT */
/* Draws the player's ring, digits and figure. */
#include <math.h>
#include <string.h>

#include "player_face.h"

#define RING_WIDTH_DP 14.0F
#define RING_MOST 0.07F /* of its side: in a small ring a wider band would touch the digits */
#define FRAME_WIDTH_DP 5.0F
/* Two digits are wider than high, so they get more of a circle's width and less of its height. */
#define DIGITS_WIDTH 0.83F
#define DIGITS_HEIGHT 0.56F
/* By the circle inside the band: the corners of a figure's box are empty and may be outside of
 * it. */
#define STAGE_ACROSS 1.14F
#define STAGE_ALONG 0.9F
#define STAGE_LIGHT 140 /* alpha of 255 under the figure: a little lighter than the page */
#define STAGE_NIGHT 80
/* Sizes for the number and the word beside the digits of repetitions, by the height of the
 * digits. */
#define TABLET_DP 600.0F
#define OF_LEAST_DP 44.0F
#define OF_MOST 1.2F
#define OF_DIGITS 0.36F
#define OF_TEXT 0.28F
#define STROKE_LEAN 0.36F /* by the height of its number */
#define STROKE_WIDTH 0.07F

float face_fraction(const PlayerView *view)
{
    if (face_look(view).framed) {
        return 1;
    }
    if (view->length_ms <= 0) {
        return 0;
    }
    const float fraction = (float)view->elapsed_ms / (float)view->length_ms;
    /* In a rest the ring becomes empty, in work it fills. */
    const float shown = view->segment->kind == SEGMENT_REST ? 1 - fraction : fraction;
    return fminf(fmaxf(shown, 0), 1);
}

bool face_is_wide(const PlayerView *view, float ring, float height)
{
    return ui_digits_width(face_widest(view), height) > ring * DIGITS_WIDTH;
}

static Rect square_in(Rect rect)
{
    const float side = floorf(fminf(rect.w, rect.h));
    return (Rect){rect.x + (rect.w - side) / 2, rect.y + (rect.h - side) / 2, side, side};
}

static void ring(Shell *shell, Rect square, const PlayerView *view, float fraction)
{
    const PhaseLook look = face_look(view);
    const float most = square.w / ui_px(shell->ui, 1) * RING_MOST;
    const float width = fminf(look.framed ? FRAME_WIDTH_DP : RING_WIDTH_DP, most);
    ui_ring(shell->ui, square, width, fraction, look.ink);
}

/* True for repetitions: they show a word, so that nobody takes them for seconds. */
static bool is_counted(const PlayerView *view)
{
    return view->segment->kind == SEGMENT_REPS && view->state != PLAYER_COUNT_IN;
}

/* "of 10 reps". At one's own pace the digits show the whole number, so it is only "reps". */
static const char *of_reps(Shell *shell, const PlayerView *view)
{
    return view->segment->open ? word(WORD_PLAYER_REPS)
                               : say(shell, WORD_PLAYER_REP, (int)view->item->reps);
}

static void tell(Shell *shell, Rect rect, const PlayerView *view)
{
    ui_describe(shell->ui, ROLE_TIMER, "clock", rect, face_phase(view), face_digits(shell, view));
}

void face_clock(Shell *shell, Rect rect, const PlayerView *view, float fraction)
{
    Ui *ui = shell->ui;
    const Rect square = square_in(rect);
    const float side = square.w;
    ring(shell, square, view, fraction);
    Rect inner = {square.x + side * (1 - DIGITS_WIDTH) / 2,
                  square.y + side * (1 - DIGITS_HEIGHT) / 2, side * DIGITS_WIDTH,
                  side * DIGITS_HEIGHT};
    if (is_counted(view)) {
        /* The largest style in which the words do not touch the band of the ring. */
        static const TextStyle styles[] = {TEXT_HEADING, TEXT_BODY_STRONG, TEXT_SMALL};
        const float below_y = inner.y + inner.h;
        const float room = square.y + side - 2 * ui_px(ui, RING_WIDTH_DP) - below_y;
        TextStyle style = TEXT_SMALL;
        for (size_t i = SF_COUNT(styles); i > 0; i--) {
            style = ui_text_height(ui, styles[i - 1], inner.w, "M") <= room ? styles[i - 1] : style;
        }
        const float line = ui_text_height(ui, style, inner.w, "M");
        inner.y -= line > room ? line - room : 0;
        const Rect below = {inner.x, inner.y + inner.h, inner.w, line};
        (void)ui_text_in(ui, below, style, COLOR_TEXT_SOFT, ALIGN_CENTER, 1, of_reps(shell, view));
    }
    ui_digits(ui, inner, face_look(view).ink, face_digits(shell, view));
    tell(shell, square, view);
}

void face_stage(Shell *shell, Rect rect, Rect bounds, const PlayerView *view, float fraction)
{
    Ui *ui = shell->ui;
    const Figure *figure = face_figure(shell, view);
    const Rect square = square_in(rect);
    if (rect_is_empty(square)) {
        return;
    }
    Color light = ui_color(ui, COLOR_CARD);
    light.a = theme_is_dark(ui_frame(ui)->theme) ? STAGE_NIGHT : STAGE_LIGHT;
    draw_rect(ui_list(ui), square, square.w / 2, light);
    ring(shell, square, view, fraction);
    if (figure == NULL || rect_is_empty(bounds)) {
        return;
    }
    const float inside = square.w - 2 * ui_px(ui, RING_WIDTH_DP);
    const float across = STAGE_ACROSS / hypotf(bounds.w, bounds.h);
    const float along = STAGE_ALONG / fmaxf(bounds.w, bounds.h);
    const float scale = inside * fminf(across, along);
    const float w = fmaxf(bounds.w * scale, 1);
    const float h = fmaxf(bounds.h * scale, 1);
    const Rect place = {square.x + (square.w - w) / 2, square.y + (square.h - h) / 2, w, h};
    const FigureMoment moment = face_moment(shell, view);
    figure_view(shell, place, figure, face_side(view), &moment, view->state == PLAYER_RUNNING);
}

/* ---- digits by themselves -------------------------------------------------------------------- */

/* The width in px of the widest text of the digits, in whole cells. */
static float widest(const PlayerView *view, float height)
{
    return (float)strlen(face_widest(view)) * FACE_CELL * height;
}

/* The style of the words at the digits of repetitions: it grows with the window, as the digits
 * do. */
static TextStyle of_style(const Ui *ui)
{
    const Viewport *viewport = &ui_frame(ui)->viewport;
    const int32_t edge = viewport->width < viewport->height ? viewport->width : viewport->height;
    return (float)edge >= ui_px(ui, TABLET_DP) ? TEXT_DISPLAY : TEXT_HEADING;
}

static float of_line(Shell *shell)
{
    Ui *ui = shell->ui;
    return ui_text_height(ui, of_style(ui), ui_px(ui, SIZE_CONTENT_MAX), "M");
}

static bool stands_beside(Shell *shell, const PlayerView *view, float width, float digits)
{
    return width - widest(view, digits) >= 2 * ui_px(shell->ui, OF_LEAST_DP);
}

float face_number_height(Shell *shell, const PlayerView *view, float width, float digits)
{
    const bool below = is_counted(view) && !stands_beside(shell, view, width, digits);
    return digits + (below ? of_line(shell) : 0);
}

/* A slash and the number of repetitions, as large as the rectangle. */
static void of_number(Shell *shell, Rect rect, int32_t number)
{
    Ui *ui = shell->ui;
    const ColorRole color = COLOR_TEXT_SOFT;
    const float lean = rect.h * STROKE_LEAN;
    const float radius = rect.h * STROKE_WIDTH;
    const Rect stroke = ui_cut_left(&rect, lean + 4 * radius);
    draw_capsule(ui_list(ui), (Point){stroke.x + radius + lean, stroke.y + radius}, radius,
                 (Point){stroke.x + radius, stroke.y + stroke.h - radius}, radius,
                 ui_color(ui, color));
    const char *digits = ui_format(ui, "%d", (int)number);
    const float width = (float)strlen(digits) * FACE_CELL * rect.h;
    ui_digits(ui, ui_cut_left(&rect, width), color, digits);
}

/* The digits stay in the middle; the number to reach is close to their right. */
static void reps_beside(Shell *shell, Rect rect, const PlayerView *view, const char *digits)
{
    Ui *ui = shell->ui;
    const float own = (float)strlen(digits) * FACE_CELL * rect.h;
    const float least = (rect.w - widest(view, rect.h)) / 2;
    Rect after = rect;
    (void)ui_cut_left(&after, (rect.w + own) / 2);
    after.w = fminf(after.w, fmaxf(least, rect.h * OF_MOST));
    const Rect text = ui_cut_bottom(&after, fminf(of_line(shell), rect.h * OF_TEXT));
    (void)ui_text_in(ui, text, of_style(ui), COLOR_TEXT_SOFT, ALIGN_LEFT, 1,
                     word(WORD_PLAYER_REPS));
    if (!view->segment->open) {
        const Rect of = ui_cut_bottom(&after, rect.h * OF_DIGITS);
        of_number(shell, of, view->item->reps);
        ui_describe(ui, ROLE_TEXT, "of", of, of_reps(shell, view), "");
    }
}

void face_number(Shell *shell, Rect rect, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const char *digits = face_digits(shell, view);
    const Rect whole = rect;
    if (is_counted(view) && stands_beside(shell, view, rect.w, rect.h)) {
        reps_beside(shell, rect, view, digits);
    } else if (is_counted(view)) {
        (void)ui_text_in(ui, ui_cut_bottom(&rect, of_line(shell)), of_style(ui), COLOR_TEXT_SOFT,
                         ALIGN_CENTER, 1, of_reps(shell, view));
    }
    ui_digits(ui, rect, face_look(view).ink, digits);
    tell(shell, whole, view);
}
