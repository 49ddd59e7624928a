/* SPDX-License-Identifier: MIT */
/* The words and numbers of the player for the current segment. */
#include "player_face.h"

#include <string.h>

#define NIGHT 0.35F /* how much darker than other pages the player is in the dark theme */
/* Up to here only seconds are shown, because two digits can be read from further away. */
#define SECONDS_MOST 99

PhaseLook face_look(const PlayerView *view)
{
    static const PhaseLook work = {COLOR_WORK_PAGE, COLOR_WORK, false};
    static const PhaseLook rest = {COLOR_REST_PAGE, COLOR_REST, false};
    static const PhaseLook dark = {COLOR_DIM_PAGE, COLOR_DIM, false};
    static const PhaseLook change = {COLOR_CHANGE_PAGE, COLOR_CHANGE, true};
    if (view->state == PLAYER_COUNT_IN) {
        return change;
    }
    if (view->item->stance && view->item->eyes == EYES_CLOSED &&
        view->segment->kind == SEGMENT_MAX && view->state == PLAYER_RUNNING) {
        return dark;
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

static uint8_t darker(uint8_t channel)
{
    return (uint8_t)((float)channel * (1 - NIGHT));
}

Color face_page(const Ui *ui, const PlayerView *view)
{
    Color page = ui_color(ui, face_look(view).page);
    if (theme_is_dark(ui_frame(ui)->theme)) {
        page = (Color){darker(page.r), darker(page.g), darker(page.b), page.a};
    }
    return page;
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
        return word(WORD_PLAYER_PAUSED);
    }
    if (view->state == PLAYER_COUNT_IN) {
        return word(WORD_PLAYER_COUNT_IN);
    }
    return word(segment_word(view));
}

/* The set that the words are about: in a lead-in, a rest or a change-over the next one. */
static const Segment *subject(const PlayerView *view)
{
    const bool work = segment_is_work(view->segment->kind);
    return work || view->next_work == NULL ? view->segment : view->next_work;
}

static const Item *subject_item(const PlayerView *view)
{
    return subject(view) == view->segment ? view->item : view->next_item;
}

Side face_side(const PlayerView *view)
{
    return subject(view)->side;
}

const Figure *face_figure(const Shell *shell, const PlayerView *view)
{
    const Item *item = subject_item(view);
    return item->figure[0] != '\0' ? library_figure(&shell->model->library, item->figure)
                                   : figure_of(shell, item->exercise);
}

FigureMoment face_moment(const Shell *shell, const PlayerView *view)
{
    FigureMoment moment = figure_moment(view, ui_frame(shell->ui)->reduced_motion);
    if (subject(view) != view->segment) {
        moment.first_move = subject_item(view)->first_move;
        moment.tempo = subject_item(view)->tempo;
        moment.preview = true;
    }
    return moment;
}

const char *face_leg_word(Side side)
{
    switch (side) {
    case SIDE_LEFT:
        return word(WORD_LEG_LEFT);
    case SIDE_RIGHT:
        return word(WORD_LEG_RIGHT);
    case SIDE_NONE:
    case SIDE_BOTH:
        break;
    }
    return NULL;
}

const char *face_side_word(const PlayerView *view)
{
    const Side side = subject(view)->side;
    return subject_item(view)->stance ? face_leg_word(side) : say_side(side);
}

/* Two texts joined, or only the one that is not empty. */
static const char *joined(Shell *shell, const char *first, const char *second)
{
    if (first == NULL || second == NULL) {
        return first != NULL ? first : second;
    }
    return ui_format(shell->ui, "%s · %s", first, second);
}

/* "Set 2 of 3 · Round 1 of 2", or NULL. */
static const char *set_and_round(Shell *shell, const PlayerView *view)
{
    const Segment *segment = subject(view);
    const Item *item = subject_item(view);
    const Word sets = item->stance ? WORD_STAND_TRY : WORD_PLAYER_SET;
    const char *set = NULL;
    const char *round = NULL;
    if (item->sets > 1 && segment->set > 0) {
        set = say(shell, sets, (int)segment->set, (int)item->sets);
    }
    if (segment->rounds > 1) {
        round = say(shell, WORD_PLAYER_ROUND, (int)segment->round, (int)segment->rounds);
    }
    return joined(shell, set, round);
}

const char *face_where(Shell *shell, const PlayerView *view)
{
    const char *text = joined(shell, face_side_word(view), set_and_round(shell, view));
    return text != NULL ? text : "";
}

const char *face_caption(Shell *shell, const PlayerView *view)
{
    const char *name = face_side_word(view) != NULL ? face_title(shell, view) : NULL;
    const char *text = joined(shell, name, set_and_round(shell, view));
    return text != NULL ? text : "";
}

const char *face_place(Shell *shell, const PlayerView *view)
{
    if (view->segment->open || view->elapsed_ms < SESSION_REPEAT_MS) {
        return "";
    }
    if (view->segment->kind == SEGMENT_REPS) {
        const int done = (int)view->rep.rep - 1;
        return done > 0 ? say(shell, WORD_RESUME_REPS, done, (int)view->item->reps) : "";
    }
    const char *passed = say_time(shell, view->elapsed_ms / 1000 * 1000);
    return say(shell, WORD_RESUME_PLACE, passed, say_time(shell, view->length_ms));
}

FaceReturn face_return(const PlayerView *view)
{
    const SegmentKind kind = view->segment->kind;
    const bool work = segment_is_work(kind);
    const bool well_on = work && kind != SEGMENT_CHECK && view->elapsed_ms >= SESSION_REPEAT_MS;
    return (FaceReturn){
        .repeat = well_on,
        .repeat_first = well_on && !segment_is_clock_bound(kind),
        .again = !work && view->work_done > 0,
    };
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

/* A countdown shows the current second: 10 during the whole first second of ten. */
static const char *countdown(Shell *shell, int64_t remaining_ms)
{
    const int64_t seconds = (remaining_ms + 999) / 1000;
    return seconds <= SECONDS_MOST ? ui_format(shell->ui, "%d", (int)seconds)
                                   : say_time(shell, remaining_ms);
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
        if (view->elapsed_ms > SECONDS_MOST * 1000) {
            return say_time(shell, view->elapsed_ms / 1000 * 1000);
        }
        const long long tenths = view->elapsed_ms / 100;
        return ui_format(shell->ui, "%lld.%lld", tenths / 10, tenths % 10);
    }
    return countdown(shell, view->remaining_ms);
}

const char *face_widest(const PlayerView *view)
{
    const int64_t seconds = (view->length_ms + 999) / 1000;
    switch (view->segment->kind) {
    case SEGMENT_REPS:
        return view->item->reps > SECONDS_MOST ? "000" : "00";
    case SEGMENT_MAX:
        return seconds < 600 ? "00.0" : "00:00";
    case SEGMENT_READY:
    case SEGMENT_HOLD:
    case SEGMENT_TIME:
    case SEGMENT_WALK:
    case SEGMENT_RUN:
    case SEGMENT_CHECK:
    case SEGMENT_REST:
    case SEGMENT_CHANGE:
        break;
    }
    return seconds <= SECONDS_MOST ? "00"
           : seconds < 600         ? "0:00"
           : seconds < 3600        ? "00:00"
                                   : "0:00:00";
}

const char *face_left(Shell *shell, const PlayerView *view)
{
    return say(shell, view->about ? WORD_PLAYER_LEFT_ABOUT : WORD_PLAYER_LEFT,
               say_time(shell, view->total_remaining_ms));
}
