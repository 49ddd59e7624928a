/* SPDX-License-Identifier: MIT */
/* The player: one thing to do at a time, readable from across the room. A tap anywhere pauses. */
#include "session/after.h"
#include <math.h>

#include "player_parts.h"

#define TENTH_MS 100 /* an open clock shows tenths of a second */

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    PlayerScreen *state = memory;
    (void)model_want_sound(shell->model, true);
    model_want_awake(shell->model, true);
    if (session_player(shell->model->session)->state == PLAYER_IDLE) {
        (void)session_begin(shell->model->session);
    }
    sway_ask(shell);
    state->locked = sway_is_worn(shell->model->session);
    state->segment = session_player(shell->model->session)->segment;
    state->turned_ms = UI_ALWAYS;
}

static void leave(Shell *shell, void *memory)
{
    PlayerScreen *state = memory;
    model_want_awake(shell->model, false);
    sway_close(&state->sway);
}

/* An area under everything else: a press that no button takes is a press on it. */
static void whole_screen(Shell *shell, const PlayerView *view)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    const Rect all = ui_window(ui);
    const bool running = player_runs(view);
    const UiTouch touch =
        ui_area(ui, "screen", all, ROLE_BUTTON,
                word(running ? WORD_PLAYER_PAUSE : WORD_PLAYER_RESUME), view->item->name);
    if (view->segment->kind == SEGMENT_MAX && view->state == PLAYER_RUNNING) {
        if (touch.pressed) {
            (void)session_done(session, touch.at_ms);
        }
    } else if (touch.tapped && view->segment->kind != SEGMENT_CHECK) {
        if (running) {
            (void)session_pause(session);
        } else {
            (void)session_resume(session);
        }
    }
}

/* Shows a question in place of name and clock, as large as it fits. If it does not fit in the
 * smallest size, it scrolls. */
static void question(Shell *shell, Rect rect, const PlayerView *view)
{
    static const TextStyle styles[] = {TEXT_TITLE, TEXT_HEADING, TEXT_BODY_STRONG};
    Ui *ui = shell->ui;
    const char *text = view->item->text;
    const float title = ui_text_height(ui, TEXT_HEADING, rect.w, "M");
    const float room = rect.h - title - ui_px(ui, SPACE_S);
    size_t i = 0;
    float height = ui_text_height(ui, styles[i], rect.w, text);
    while (height > room && i + 1 < SF_COUNT(styles)) {
        height = ui_text_height(ui, styles[++i], rect.w, text);
    }
    (void)ui_cut_top(&rect, fmaxf(room - height, 0) / 2);
    (void)ui_text_in(ui, ui_cut_top(&rect, title), TEXT_HEADING, face_look(view).ink, ALIGN_CENTER,
                     1, face_phase(view));
    (void)ui_cut_top(&rect, ui_px(ui, SPACE_S));
    if (height <= room) {
        (void)ui_text_in(ui, ui_cut_top(&rect, height), styles[i], COLOR_TEXT, ALIGN_CENTER,
                         INT32_MAX, text);
        return;
    }
    ui_scroll_begin(ui, "question", rect, SPACE_S);
    ui_text_aligned(ui, styles[i], COLOR_TEXT, ALIGN_CENTER, text);
    ui_scroll_end(ui);
}

/* The words of the current exercise; in a rest a card with the next one. */
static void what(Shell *shell, const PlayerLayout *layout, const PlayerView *view)
{
    Ui *ui = shell->ui;
    if (!rect_is_empty(layout->card)) {
        draw_rect(ui_list(ui), layout->card, ui_px(ui, RADIUS_M), ui_color(ui, COLOR_CARD));
        const FigureMoment moment = face_moment(shell, view);
        figure_view(shell, layout->small, face_figure(shell, view), face_side(view), &moment,
                    view->state == PLAYER_RUNNING);
    }
    face_words(shell, &layout->words, view);
}

/* The box of the whole motion, computed once for each figure, not in each frame. */
static Rect box_of(Shell *shell, PlayerScreen *state, const PlayerView *view)
{
    const Figure *figure = face_figure(shell, view);
    if (figure != state->figure) {
        state->figure = figure;
        state->figure_box = figure != NULL ? figure_bounds(figure, false) : (Rect){0};
    }
    return state->figure_box;
}

/* Shows everything in the order in which it is seen and read. */
static void
face(Shell *shell, PlayerScreen *state, const PlayerLayout *layout, const PlayerView *view)
{
    const float fraction = state->motion.ring;
    if (view->segment->kind == SEGMENT_CHECK) {
        question(shell, layout->question, view);
        return;
    }
    const bool inside = rect_is_empty(layout->number);
    const Rect clock = inside ? layout->stage : layout->number;
    const bool below = !rect_is_empty(layout->card) && layout->card.y > clock.y;
    face_phase_word(shell, &layout->words, view);
    if (!below) {
        what(shell, layout, view);
    }
    if (inside) {
        face_clock(shell, layout->stage, view, fraction);
    } else {
        face_stage(shell, layout->stage, box_of(shell, state, view), view, fraction);
        face_number(shell, layout->number, view);
    }
    if (below) {
        what(shell, layout, view);
    }
}

/* Opens the sheet after an interruption once. A question that was interrupted just waits. */
static void notice_absence(PlayerScreen *state, const PlayerView *view)
{
    const bool away = view->state == PLAYER_PAUSED && view->interrupted;
    state->voided = away && (state->voided || state->stood);
    state->stood = stance_runs(view);
    if (away && !state->away_said && state->sheet == SHEET_NONE &&
        view->segment->kind != SEGMENT_CHECK) {
        state->sheet = SHEET_AWAY;
        state->was_running = false;
    }
    state->away_said = away;
}

/* A press on Skip is meant for the segment that was shown when the person decided to press. So
 * right after the clock changed the segment, such buttons take no press. After a change by the
 * person they do. */
static void notice_turn(Shell *shell, PlayerScreen *state)
{
    const int32_t segment = session_player(shell->model->session)->segment;
    if (segment != state->segment) {
        state->segment = segment;
        state->turned_ms = shell->now_ms;
    }
}

static void page(Shell *shell, PlayerScreen *state)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    PlayerView view;
    if (today_locked(&shell->model->today)) {
        (void)session_pause(session);
        nav_replace(shell->nav, &screen_resume, NULL, 0);
        return;
    }
    player_view(session_player(session), shell->now_ms, &view);
    sway_follow(shell, &state->sway, &view);
    if (stance_stop(shell, &state->sway, &view)) {
        player_view(session_player(session), shell->now_ms, &view);
    }
    if (session_ended(session)) {
        if (!try_last(shell, state, &view)) {
            nav_replace(shell->nav, after_screen(session_timeline(session)->mode), NULL, 0);
        }
        return;
    }
    player_move(shell, &state->motion, &view);
    notice_absence(state, &view);
    if (session_timeline(session)->mode == MODE_BRUSH) {
        brush_page(shell, state, &view);
        player_sheet(shell, state);
        return;
    }
    const Rect all = ui_window(ui);
    draw_rect(ui_list(ui), all, 0, state->motion.page);
    if (view.segment->kind == SEGMENT_MAX && view.state == PLAYER_RUNNING) {
        ui_wake_at(ui, shell->now_ms + TENTH_MS);
    }
    if (state->sheet == SHEET_HOW) {
        player_how(shell, state, &view);
        return;
    }
    const bool tried = try_follows(shell, &state->tried, &view);
    if (stance_runs(&view)) {
        state->locked |= sway_is_worn(session);
        stance_face(shell, &view, &state->sway.view);
        player_pulse(shell, &state->motion, &view);
        return;
    }
    const PlayerLayout layout = player_layout(shell, &view);
    const bool locked = state->locked;
    if (!locked && tried) {
        if (try_page(shell, state, &view)) {
            player_keys(shell, state, &view);
            whole_screen(shell, &view);
        }
        player_sheet(shell, state);
        return;
    }
    player_top(shell, state, &layout, &view);
    face(shell, state, &layout, &view);
    player_pulse(shell, &state->motion, &view);
    if (locked) {
        player_locked(shell, state, &layout, &view);
    } else {
        player_controls(shell, state, &layout, &view);
        player_keys(shell, state, &view);
        whole_screen(shell, &view);
    }
    /* These may replace the timeline, so the view is not valid after them. */
    player_sheet(shell, state);
}

static void frame(Shell *shell, void *memory)
{
    PlayerScreen *state = memory;
    notice_turn(shell, state);
    page(shell, state);
    state->segment = session_player(shell->model->session)->segment;
}

const Screen screen_player = {
    .name = "player",
    .state_size = sizeof(PlayerScreen),
    .enter = enter,
    .frame = frame,
    .leave = leave,
};
