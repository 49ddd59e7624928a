/* SPDX-License-Identifier: MIT */
#include "player_face.h"

#include <string.h>

#define RING_WIDTH_DP 14.0F
#define FRAME_WIDTH_DP 4.0F
/* Square root of one half: the square inside a circle. Digits are wider than high, so they get more
 * of the width and less of the height. */
#define DIGITS_WIDTH 0.78F
#define DIGITS_HEIGHT 0.56F

PhaseLook face_look(const PlayerView *view)
{
    static const PhaseLook work = {COLOR_WORK_PAGE, COLOR_WORK, false};
    static const PhaseLook rest = {COLOR_REST_PAGE, COLOR_REST, false};
    static const PhaseLook change = {COLOR_CHANGE_PAGE, COLOR_CHANGE, true};
    if (view->state == PLAYER_COUNT_IN) {
        return change;
    }
    switch (view->segment->kind) {
    case SEGMENT_READY:
    case SEGMENT_CHANGE:
        return change;
    case SEGMENT_REST:
        return rest;
    case SEGMENT_HOLD:
    case SEGMENT_REPS:
    case SEGMENT_TIME:
    case SEGMENT_MAX:
    case SEGMENT_WALK:
    case SEGMENT_RUN:
    case SEGMENT_CHECK:
        break;
    }
    return work;
}

static Word rep_word(RepPhase phase)
{
    switch (phase) {
    case PHASE_DOWN:
        return WORD_PHASE_DOWN;
    case PHASE_HOLD:
        return WORD_PHASE_HOLD;
    case PHASE_UP:
        return WORD_PHASE_UP;
    case PHASE_PAUSE:
        break;
    }
    return WORD_PHASE_PAUSE;
}

static Word segment_word(const PlayerView *view)
{
    switch (view->segment->kind) {
    case SEGMENT_READY:
        return WORD_PLAYER_READY;
    case SEGMENT_HOLD:
        return WORD_PLAYER_WORK_HOLD;
    case SEGMENT_REPS:
        return view->segment->open ? WORD_PLAYER_WORK_REPS : rep_word(view->rep.phase);
    case SEGMENT_TIME:
        return WORD_PLAYER_WORK_TIME;
    case SEGMENT_MAX:
        return WORD_PLAYER_WORK_MAX;
    case SEGMENT_WALK:
        return WORD_PLAYER_WALK;
    case SEGMENT_RUN:
        return WORD_PLAYER_RUN;
    case SEGMENT_CHECK:
        return WORD_PLAYER_CHECK;
    case SEGMENT_REST:
        return WORD_PLAYER_REST;
    case SEGMENT_CHANGE:
        break;
    }
    return WORD_PLAYER_CHANGE;
}

const char *face_phase(const PlayerView *view)
{
    if (view->state == PLAYER_PAUSED) {
        return word(view->interrupted ? WORD_PLAYER_INTERRUPTED : WORD_PLAYER_PAUSED);
    }
    if (view->state == PLAYER_COUNT_IN) {
        return word(WORD_PLAYER_COUNT_IN);
    }
    return word(segment_word(view));
}

/* In a lead-in, a rest or a change-over people want to know the set that comes, not the one that
 * was. */
static const Segment *subject(const PlayerView *view)
{
    const bool work = segment_is_work(view->segment->kind);
    return work || view->next_work == NULL ? view->segment : view->next_work;
}

static const Item *subject_item(const PlayerView *view)
{
    return subject(view) == view->segment ? view->item : view->next_item;
}

const char *face_where(Shell *shell, const PlayerView *view)
{
    const Segment *segment = subject(view);
    const Item *item = subject_item(view);
    const char *text = say_side(segment->side);
    if (item->sets > 1 && segment->set > 0) {
        const char *set = say(shell, WORD_PLAYER_SET, (int)segment->set, (int)item->sets);
        text = text != NULL ? ui_format(shell->ui, "%s · %s", text, set) : set;
    }
    if (segment->rounds > 1) {
        const char *round =
            say(shell, WORD_PLAYER_ROUND, (int)segment->round, (int)segment->rounds);
        text = text != NULL ? ui_format(shell->ui, "%s · %s", text, round) : round;
    }
    return text != NULL ? text : "";
}

const char *face_title(Shell *shell, const PlayerView *view)
{
    const char *name = subject_item(view)->name;
    return view->segment->kind == SEGMENT_REST && view->next_work != NULL
               ? say(shell, WORD_PLAYER_NEXT, name)
               : name;
}

const char *face_next(Shell *shell, const PlayerView *view)
{
    if (!segment_is_work(view->segment->kind)) {
        return "";
    }
    if (view->next_work == NULL) {
        return word(WORD_PLAYER_LAST);
    }
    const char *name = view->next_item->name;
    const char *side = say_side(view->next_work->side);
    if (view->next_item == view->item) {
        name = side != NULL
                   ? side
                   : say(shell, WORD_PLAYER_SET, (int)view->next_work->set, (int)view->item->sets);
    } else if (side != NULL) {
        name = ui_format(shell->ui, "%s, %s", name, side);
    }
    return say(shell, WORD_PLAYER_NEXT, name);
}

/* Counting down shows the second that is running: 10 for the whole first second of ten. */
static const char *countdown(Shell *shell, int64_t remaining_ms)
{
    const int64_t seconds = (remaining_ms + 999) / 1000;
    return seconds < 60 ? ui_format(shell->ui, "%d", (int)seconds) : say_time(shell, remaining_ms);
}

const char *face_digits(Shell *shell, const PlayerView *view)
{
    if (view->state == PLAYER_COUNT_IN) {
        return ui_format(shell->ui, "%d", view->count_in);
    }
    if (view->segment->kind == SEGMENT_REPS) {
        return ui_format(shell->ui, "%d",
                         (int)(view->segment->open ? view->item->reps : view->rep.rep));
    }
    if (view->segment->kind == SEGMENT_MAX) {
        const long long tenths = view->elapsed_ms / 100;
        return ui_format(shell->ui, "%lld.%lld", tenths / 10, tenths % 10);
    }
    return countdown(shell, view->remaining_ms);
}

static float fraction_of(const PlayerView *view)
{
    if (view->length_ms <= 0) {
        return 0;
    }
    const float fraction = (float)view->elapsed_ms / (float)view->length_ms;
    return fraction > 1.0F ? 1.0F : fraction;
}

void face_clock(Shell *shell, Rect rect, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const PhaseLook look = face_look(view);
    const float side = rect.w < rect.h ? rect.w : rect.h;
    const Rect square = {rect.x + (rect.w - side) / 2, rect.y + (rect.h - side) / 2, side, side};
    const float fraction = look.framed ? 1.0F : fraction_of(view);
    ui_ring(ui, square, look.framed ? FRAME_WIDTH_DP : RING_WIDTH_DP, fraction, look.ink);
    Rect inner = {square.x + side * (1 - DIGITS_WIDTH) / 2,
                  square.y + side * (1 - DIGITS_HEIGHT) / 2, side * DIGITS_WIDTH,
                  side * DIGITS_HEIGHT};
    const bool counted = view->segment->kind == SEGMENT_REPS && view->state != PLAYER_COUNT_IN;
    if (counted && !view->segment->open) {
        /* At large text sizes in a small ring the words would lie on its band. */
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
        (void)ui_text_in(ui, below, style, COLOR_TEXT_SOFT, ALIGN_CENTER, 1,
                         say(shell, WORD_PLAYER_REP, (int)view->item->reps));
    }
    const char *digits = face_digits(shell, view);
    ui_digits(ui, inner, look.ink, digits);
    ui_describe(ui, ROLE_TIMER, "clock", square, face_phase(view), digits);
}

void face_progress(Shell *shell, Rect rect, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const int64_t total = view->total_elapsed_ms + view->total_remaining_ms;
    const float fraction = total > 0 ? (float)view->total_elapsed_ms / (float)total : 0;
    const char *left = say(shell, view->about ? WORD_PLAYER_LEFT_ABOUT : WORD_PLAYER_LEFT,
                           say_time(shell, view->total_remaining_ms));
    const float bar = ui_px(ui, SIZE_PROGRESS);
    const Rect text = ui_cut_top(&rect, rect.h - bar - ui_px(ui, SPACE_XS));
    (void)ui_text_in(ui, text, TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_RIGHT, 1, left);
    rect = ui_cut_bottom(&rect, bar);
    ui_progress(ui, "progress", left, rect, fraction, face_look(view).ink);
}
