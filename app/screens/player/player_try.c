/* SPDX-License-Identifier: MIT */
/*
 * The page of the rest after a try: its time, what ended it, and a way to correct it. Nothing has
 * to be answered: the rest goes on, and "Ready" starts the next try.
 */
#include <math.h>

#include "balance/try_edit.h"
#include "player_parts.h"

#define HEAD_DP 96.0F   /* the ring of the rest and what comes next */
#define STRIP_DP 336.0F /* everything except the time, with text at 100 % */
#define HURTS_SHARE 0.4F
#define LEFT_SHARE 0.42F /* of the width of a landscape page */

/* ---- the try -------------------------------------------------------------------------------- */

/* True if the set before this rest was done and not skipped. */
static bool was_stood(const Player *player)
{
    int32_t i = player->segment;
    while (i > 0 && !segment_is_work(player->timeline->segments[i].kind)) {
        i--;
    }
    return player->credits[i].outcome == OUTCOME_DONE;
}

/* Finds the try in the log, once. After that the page knows more than the log, such as a discarded
 * try that can be restored. */
static bool look_up(const Session *session, PlayerTry *tried)
{
    if (!tried->known) {
        *tried = (PlayerTry){.chip = -1};
        tried->known =
            was_stood(session_player(session)) && session_last_try(session, &tried->fact);
    }
    return tried->known;
}

bool try_follows(Shell *shell, PlayerTry *tried, const PlayerView *view)
{
    const Session *session = shell->model->session;
    const SegmentKind kind = view->segment->kind;
    if (session_timeline(session)->mode != MODE_BALANCE ||
        (kind != SEGMENT_REST && kind != SEGMENT_CHANGE)) {
        tried->known = false;
        return false;
    }
    return look_up(session, tried);
}

static void keep(Shell *shell, PlayerTry *tried)
{
    (void)session_correct_try(shell->model->session, &tried->fact, &tried->trouble);
}

/* ---- what can be said of it ----------------------------------------------------------------- */

static void corrections(Shell *shell, PlayerTry *tried)
{
    Ui *ui = shell->ui;
    if (try_steps(shell, &tried->fact.body.balance_try)) {
        keep(shell, tried);
    }
    if (ui_button(ui, "corrected", word(WORD_TRY_CORRECTED), BUTTON_SECONDARY)) {
        tried->correcting = false;
    }
    if (ui_button(ui, "discard", word(WORD_TRY_DISCARD), BUTTON_QUIET) &&
        session_discard_try(shell->model->session, &tried->trouble) == SF_OK) {
        tried->discarded = true;
        tried->correcting = false;
    }
}

/* The height of the time: as large as the rest of the strip allows. */
static float time_height(const Ui *ui, float room)
{
    const float spare = room - ui_px(ui, STRIP_DP) * ui_frame(ui)->text_scale;
    return fminf(fmaxf(spare, ui_px(ui, TRY_LEAST_DP)), ui_px(ui, TRY_MOST_DP));
}

static void not_counted(Shell *shell, PlayerTry *tried)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_TRY_DISCARDED));
    if (ui_button(ui, "undo", word(WORD_UNDO), BUTTON_SECONDARY)) {
        tried->discarded = session_restore_try(session, &tried->trouble) != SF_OK;
    }
    if (!session_ended(session) && ui_button(ui, "redo", word(WORD_TRY_REDO), BUTTON_SECONDARY)) {
        (void)session_back(session);
    }
}

static void questions(Shell *shell, PlayerTry *tried)
{
    Ui *ui = shell->ui;
    TryFact *fact = &tried->fact.body.balance_try;
    bool changed = try_ended(shell, fact, &tried->chip);
    changed |= try_supported(shell, fact);
    if (changed) {
        keep(shell, tried);
    }
    if (ui_button(ui, "correct", word(WORD_TRY_CORRECT), BUTTON_QUIET)) {
        tried->correcting = true;
    }
}

static void strip(Shell *shell, PlayerTry *tried, float time_h)
{
    Ui *ui = shell->ui;
    if (tried->discarded) {
        not_counted(shell, tried);
    } else {
        try_time(shell, &tried->fact.body.balance_try, time_h);
        if (tried->correcting) {
            corrections(shell, tried);
        } else {
            questions(shell, tried);
        }
    }
    if (tried->trouble.text[0] != '\0') {
        ui_text(ui, TEXT_BODY, COLOR_CARE, tried->trouble.text);
    }
}

/* ---- the page ------------------------------------------------------------------------------- */

static void next_leg(Shell *shell, Rect rect, const PlayerView *view, bool left)
{
    Ui *ui = shell->ui;
    const FaceLeg who = {face_side(view), face_side_word(view), TEXT_TITLE, COLOR_TEXT, left};
    const Rect line = ui_cut_top(&rect, ui_text_height(ui, TEXT_HEADING, rect.w, "M"));
    (void)ui_text_in(ui, line, TEXT_HEADING, face_look(view).ink, left ? ALIGN_LEFT : ALIGN_CENTER,
                     1, view->state == PLAYER_PAUSED ? face_phase(view) : word(WORD_TRY_NEXT));
    face_leg(shell, rect, &who);
}

/* The clock of the rest and the next leg: side by side, or one above the other in the narrow column
 * of a landscape page. */
static void head(Shell *shell, Rect rect, const PlayerView *view, float fraction)
{
    Ui *ui = shell->ui;
    const float gap = ui_px(ui, SPACE_M);
    const float text = ui_text_height(ui, TEXT_HEADING, rect.w, "M") +
                       ui_text_height(ui, TEXT_TITLE, rect.w, "M") * LEG_LINE;
    if (rect.h > ui_px(ui, HEAD_DP)) {
        const Rect below = ui_cut_bottom(&rect, text);
        (void)ui_cut_bottom(&rect, gap);
        face_clock(shell, rect, view, fraction);
        next_leg(shell, below, view, false);
        return;
    }
    face_clock(shell, ui_cut_left(&rect, rect.h), view, fraction);
    (void)ui_cut_left(&rect, gap);
    (void)ui_cut_top(&rect, (rect.h - text) / 2);
    (void)ui_cut_bottom(&rect, rect.h - text);
    next_leg(shell, rect, view, true);
}

static void buttons(Shell *shell, PlayerScreen *state, Rect row, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const Rect hurts = ui_cut_left(&row, row.w * HURTS_SHARE);
    (void)ui_cut_left(&row, ui_px(ui, SPACE_S));
    if (ui_button_in(ui, "hurts", hurts, word(WORD_PLAYER_HURTS), BUTTON_CARE, true)) {
        player_open(shell, state, view, SHEET_HURT);
    }
    if (view->state == PLAYER_PAUSED) {
        if (ui_button_in(ui, "resume", row, word(WORD_PLAYER_RESUME), BUTTON_PRIMARY, true)) {
            (void)session_resume(shell->model->session);
        }
    } else if (ui_button_in(ui, "ready", row, word(WORD_TRY_READY), BUTTON_PRIMARY, true)) {
        (void)session_skip(shell->model->session);
    }
}

bool try_page(Shell *shell, PlayerScreen *state, const PlayerView *view)
{
    Ui *ui = shell->ui;
    PlayerTry *tried = &state->tried;
    if (view->state == PLAYER_RUNNING && view->elapsed_ms < STANCE_SHOWN_MS) {
        stance_stopped(shell, view, &tried->fact.body.balance_try);
        ui_wake_at(ui, shell->now_ms + STANCE_SHOWN_MS - view->elapsed_ms);
        return false;
    }
    const PlayerLayout layout = player_layout(shell, view);
    Rect page = ui_safe(ui);
    (void)ui_cut_top(&page, layout.top.y + layout.top.h - page.y);
    const float gap = ui_px(ui, SPACE_S);
    const float row = ui_px(ui, SIZE_TARGET_SESSION);
    const bool wide = ui_is_wide(ui) && page.w > page.h;
    Rect side = wide ? ui_cut_left(&page, page.w * LEFT_SHARE) : page;
    Rect foot = ui_cut_bottom(&side, row + gap);
    foot = (Rect){foot.x + gap, foot.y, foot.w - 2 * gap, row};
    Rect above = side;
    if (!wide) {
        above = ui_cut_top(&side, ui_px(ui, HEAD_DP) + 2 * gap);
        page = ui_centered(ui, side, SIZE_CONTENT_MAX);
    }
    above = ui_centered(ui, ui_inset(above, gap), SIZE_CONTENT_MAX);
    player_top(shell, state, &layout, view);
    head(shell, above, view, state->motion.ring);
    ui_scroll_begin(ui, "strip", page, SPACE_S);
    strip(shell, tried, time_height(ui, page.h));
    ui_scroll_end(ui);
    buttons(shell, state, ui_centered(ui, foot, SIZE_CONTENT_MAX), view);
    return true;
}

/* ---- after the last one ---------------------------------------------------------------------- */

static bool last_page(Shell *shell, PlayerTry *tried)
{
    Ui *ui = shell->ui;
    Rect page = ui_centered(ui, ui_safe(ui), SIZE_CONTENT_MAX);
    const float gap = ui_px(ui, SPACE_S);
    (void)ui_cut_top(&page, gap);
    const float title = ui_text_height(ui, TEXT_TITLE, page.w, "M");
    (void)ui_text_in(ui, ui_cut_top(&page, title), TEXT_TITLE, COLOR_TEXT, ALIGN_CENTER, 1,
                     word(WORD_TRY_LAST));
    Rect foot = ui_cut_bottom(&page, ui_px(ui, SIZE_TARGET_SESSION) + gap);
    foot = (Rect){foot.x + gap, foot.y, foot.w - 2 * gap, foot.h - gap};
    ui_scroll_begin(ui, "strip", page, SPACE_S);
    strip(shell, tried, time_height(ui, page.h));
    ui_scroll_end(ui);
    const bool pressed =
        ui_button_in(ui, "results", foot, word(WORD_TRY_RESULTS), BUTTON_PRIMARY, true);
    return pressed || ui_take_back(ui);
}

bool try_last(Shell *shell, PlayerScreen *state, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const Session *session = shell->model->session;
    const Rect all = ui_window(ui);
    if (session_timeline(session)->mode != MODE_BALANCE || !stance_is_try(view) ||
        session_player(session)->ended_early || !look_up(session, &state->tried)) {
        return false;
    }
    draw_rect(ui_list(ui), all, 0, ui_color(ui, COLOR_REST_PAGE));
    if (state->ended_ms == 0) {
        state->ended_ms = shell->now_ms;
    }
    if (shell->now_ms < state->ended_ms + STANCE_SHOWN_MS) {
        stance_stopped(shell, view, &state->tried.fact.body.balance_try);
        ui_wake_at(ui, state->ended_ms + STANCE_SHOWN_MS);
        return true;
    }
    return !last_page(shell, &state->tried);
}
