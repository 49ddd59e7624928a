/* SPDX-License-Identifier: MIT */
/* The player: one thing to do at a time, readable from across the room; the whole screen pauses. */
#include "player_face.h"

#define TENTH_MS 100 /* an open clock shows tenths of a second */

typedef enum PlayerDialog { DIALOG_NONE, DIALOG_LEAVE, DIALOG_HURT } PlayerDialog;

typedef struct PlayerScreen {
    PlayerDialog dialog;
    bool was_running; /* before the dialog paused it */
} PlayerScreen;

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)memory;
    (void)args;
    const Platform *platform = shell->model->platform;
    (void)platform->audio_open(platform->context);
    platform->keep_awake(platform->context, true);
    if (session_player(shell->model->session)->state == PLAYER_IDLE) {
        (void)session_begin(shell->model->session);
    }
}

static void leave(Shell *shell, void *memory)
{
    (void)memory;
    const Platform *platform = shell->model->platform;
    platform->keep_awake(platform->context, false);
}

static bool is_running(const PlayerView *view)
{
    return view->state == PLAYER_RUNNING || view->state == PLAYER_COUNT_IN;
}

static void
open_dialog(Shell *shell, PlayerScreen *state, const PlayerView *view, PlayerDialog dialog)
{
    state->dialog = dialog;
    state->was_running = is_running(view);
    (void)session_pause(shell->model->session);
}

static void close_dialog(Shell *shell, PlayerScreen *state)
{
    state->dialog = DIALOG_NONE;
    if (state->was_running) {
        (void)session_resume(shell->model->session);
    }
}

/* ---- controls ------------------------------------------------------------------------------- */

static void controls(Shell *shell, Rect rect, const PlayerView *view)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    const float width = rect.w / 4;
    const float gap = ui_px(ui, SPACE_XS);
    Rect cells[4];
    for (int32_t i = 0; i < 4; i++) {
        cells[i] = ui_inset(ui_cut_left(&rect, width), gap);
    }
    const bool timed = !view->segment->open && view->segment->kind != SEGMENT_REPS;
    if (ui_button_in(ui, "back", cells[0], word(WORD_PLAYER_BACK), BUTTON_SECONDARY, true)) {
        (void)session_back(session);
    }
    if (ui_button_in(ui, "less", cells[1], word(WORD_PLAYER_LESS), BUTTON_SECONDARY, timed)) {
        (void)session_adjust(session, -PLAYER_ADJUST_MS);
    }
    if (ui_button_in(ui, "more", cells[2], word(WORD_PLAYER_MORE), BUTTON_SECONDARY, timed)) {
        (void)session_adjust(session, PLAYER_ADJUST_MS);
    }
    const bool asks = view->segment->kind == SEGMENT_CHECK;
    if (ui_button_in(ui, "skip", cells[3], word(WORD_PLAYER_SKIP), BUTTON_SECONDARY, !asks)) {
        (void)session_skip(session);
    }
}

static void keys(Shell *shell, const PlayerView *view)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    if (ui_take_key(ui, KEY_RIGHT)) {
        (void)session_skip(session);
    } else if (ui_take_key(ui, KEY_LEFT)) {
        (void)session_back(session);
    } else if (ui_take_key(ui, KEY_PLUS)) {
        (void)session_adjust(session, PLAYER_ADJUST_MS);
    } else if (ui_take_key(ui, KEY_MINUS)) {
        (void)session_adjust(session, -PLAYER_ADJUST_MS);
    } else if (view->segment->kind != SEGMENT_CHECK && ui_take_key(ui, KEY_SPACE)) {
        if (is_running(view)) {
            (void)session_pause(session);
        } else {
            (void)session_resume(session);
        }
    }
}

/* The one action that fits the moment: go on, done, yes or no; else a hint about tapping. */
static void action(Shell *shell, Rect rect, const PlayerView *view)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    if (view->state == PLAYER_PAUSED) {
        if (ui_button_in(ui, "resume", rect, word(WORD_PLAYER_RESUME), BUTTON_PRIMARY, true)) {
            (void)session_resume(session);
        }
    } else if (view->segment->kind == SEGMENT_CHECK) {
        Rect half = ui_cut_left(&rect, rect.w / 2);
        (void)ui_cut_right(&half, ui_px(ui, SPACE_XS));
        (void)ui_cut_left(&rect, ui_px(ui, SPACE_XS));
        if (ui_button_in(ui, "no", half, word(WORD_CHECK_NO), BUTTON_SECONDARY, true)) {
            (void)session_no(session);
        } else if (ui_button_in(ui, "yes", rect, word(WORD_CHECK_YES), BUTTON_PRIMARY, true)) {
            (void)session_done(session, ui_frame(ui)->now_ms);
        }
    } else if (view->segment->kind == SEGMENT_REPS && view->segment->open) {
        if (ui_button_in(ui, "done", rect, word(WORD_PLAYER_DONE), BUTTON_PRIMARY, true)) {
            (void)session_done(session, ui_frame(ui)->now_ms);
        }
    } else {
        const bool stops = view->segment->kind == SEGMENT_MAX;
        (void)ui_text_in(ui, rect, TEXT_BODY, COLOR_TEXT_SOFT, ALIGN_CENTER, 2,
                         word(stops ? WORD_PLAYER_TAP_TO_STOP : WORD_PLAYER_TAP_TO_PAUSE));
    }
}

/* Laid under everything else: what no button took is a press on the screen. */
static void whole_screen(Shell *shell, const PlayerView *view)
{
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    const Viewport *viewport = &ui_frame(ui)->viewport;
    const Rect all = {0, 0, (float)viewport->width, (float)viewport->height};
    const bool running = is_running(view);
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

/* ---- dialogs -------------------------------------------------------------------------------- */

static void leave_dialog(Shell *shell, PlayerScreen *state)
{
    Ui *ui = shell->ui;
    if (ui_dialog_begin(ui, "leave", word(WORD_LEAVE_TITLE))) {
        close_dialog(shell, state);
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_LEAVE_TEXT));
    if (ui_button(ui, "stay", word(WORD_LEAVE_STAY), BUTTON_PRIMARY)) {
        close_dialog(shell, state);
    }
    if (ui_button(ui, "stop", word(WORD_LEAVE_STOP), BUTTON_SECONDARY)) {
        state->dialog = DIALOG_NONE;
        (void)session_leave(shell->model->session);
    }
    ui_dialog_end(ui);
}

static void choose(Shell *shell, PlayerScreen *state, HurtChoice choice)
{
    Session *session = shell->model->session;
    state->dialog = DIALOG_NONE;
    (void)session_hurt(session, choice);
    if (state->was_running) {
        (void)session_resume(session);
    }
}

static void hurt_dialog(Shell *shell, PlayerScreen *state)
{
    Ui *ui = shell->ui;
    if (ui_dialog_begin(ui, "hurt", word(WORD_HURT_TITLE))) {
        close_dialog(shell, state);
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_HURT_TEXT));
    if (session_has_easier(shell->model->session) &&
        ui_button(ui, "easier", word(WORD_HURT_EASIER), BUTTON_PRIMARY)) {
        choose(shell, state, HURT_EASIER);
    }
    if (ui_button(ui, "fewer", word(WORD_HURT_FEWER), BUTTON_SECONDARY)) {
        choose(shell, state, HURT_FEWER);
    }
    if (ui_button(ui, "skip-exercise", word(WORD_HURT_SKIP), BUTTON_SECONDARY)) {
        choose(shell, state, HURT_SKIP);
    }
    if (ui_button(ui, "stop-today", word(WORD_HURT_STOP), BUTTON_SECONDARY)) {
        choose(shell, state, HURT_STOP);
    }
    if (ui_button(ui, "hurt-back", word(WORD_HURT_BACK), BUTTON_QUIET)) {
        close_dialog(shell, state);
    }
    ui_dialog_end(ui);
}

/* ---- layout --------------------------------------------------------------------------------- */

static void top_bar(Shell *shell, Rect bar, PlayerScreen *state, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const Rect close = ui_cut_left(&bar, ui_px(ui, SIZE_TARGET_SESSION));
    if (ui_icon_button(ui, "close", close, ICON_CLOSE, word(WORD_CLOSE)) || ui_take_back(ui)) {
        open_dialog(shell, state, view, DIALOG_LEAVE);
    }
    (void)ui_cut_left(&bar, ui_px(ui, SPACE_S));
    (void)ui_cut_right(&bar, ui_px(ui, SPACE_S));
    face_progress(shell, ui_inset(bar, ui_px(ui, SPACE_S)), view);
}

/* How much is said around the clock. The clock is what is read from across the room, so the words
 * give way to it: first the hint, then their size, then what comes next. */
typedef struct Fit {
    TextStyle large;
    TextStyle small;
    bool hint;
    bool next;
} Fit;

/* Of the page's width. Digits must be a third of the short edge; a small phone held upright has
 * room for more once the hint is gone. */
#define CLOCK_LEAST 0.72F
#define NAME_LINES 2

static bool needs_action(const PlayerView *view)
{
    const bool own_pace = view->segment->kind == SEGMENT_REPS && view->segment->open;
    return view->state == PLAYER_PAUSED || view->segment->kind == SEGMENT_CHECK || own_pace;
}

static float line_height(Ui *ui, TextStyle style)
{
    return ui_text_height(ui, style, ui_px(ui, SIZE_CONTENT_MAX), "M");
}

static float name_height(Shell *shell, const Fit *fit, float width, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const float most = NAME_LINES * line_height(ui, fit->large);
    const float wanted = ui_text_height(ui, fit->large, width, face_title(shell, view));
    return wanted < most ? wanted : most;
}

static float head_height(Shell *shell, const Fit *fit, float width, const PlayerView *view)
{
    Ui *ui = shell->ui;
    return line_height(ui, fit->large) + name_height(shell, fit, width, view) +
           line_height(ui, fit->small) + 2 * ui_px(ui, SPACE_XS);
}

static float foot_height(Ui *ui, const Fit *fit, const PlayerView *view)
{
    /* Nothing can hurt in a question. */
    const bool asks = view->segment->kind == SEGMENT_CHECK;
    const float rows = !asks && (fit->hint || needs_action(view)) ? 3 : 2;
    return rows * ui_px(ui, SIZE_TARGET_SESSION) +
           (fit->next ? line_height(ui, TEXT_BODY_STRONG) + ui_px(ui, SPACE_S) : 0);
}

/* A tablet held upright has the clock above the controls, like a phone. */
static bool side_by_side(const Ui *ui, Rect page)
{
    return ui_is_wide(ui) && page.w > page.h;
}

static Fit fit_words(Shell *shell, Rect page, const PlayerView *view)
{
    static const Fit fits[] = {
        {TEXT_DISPLAY, TEXT_TITLE, true, true},
        {TEXT_TITLE, TEXT_HEADING, true, true},
        {TEXT_TITLE, TEXT_HEADING, false, true},
        {TEXT_HEADING, TEXT_BODY_STRONG, false, true},
        {TEXT_BODY_STRONG, TEXT_BODY_STRONG, false, true},
        {TEXT_BODY_STRONG, TEXT_SMALL, false, false},
    };
    const bool wide = side_by_side(shell->ui, page);
    const float most = ui_px(shell->ui, SIZE_CONTENT_MAX);
    const int32_t last = (int32_t)SF_COUNT(fits) - 1;
    for (int32_t i = 0; i < last; i++) {
        /* The largest words are for pages that have the room beside a whole ring. */
        const float whole = page.w < most ? page.w : most;
        const float clock = wide ? 0 : i == 0 ? whole : CLOCK_LEAST * page.w;
        const float needed = head_height(shell, &fits[i], wide ? page.w / 2 : page.w, view) +
                             foot_height(shell->ui, &fits[i], view) + clock;
        if (needed <= page.h) {
            return fits[i];
        }
    }
    return fits[last];
}

static void words_of(Shell *shell, Rect rect, const Fit *fit, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const float gap = ui_px(ui, SPACE_XS);
    const Rect phase = ui_cut_top(&rect, line_height(ui, fit->large));
    (void)ui_text_in(ui, phase, fit->large, face_look(view).ink, ALIGN_CENTER, 1, face_phase(view));
    (void)ui_cut_top(&rect, gap);
    const Rect name = ui_cut_top(&rect, name_height(shell, fit, rect.w, view));
    (void)ui_text_in(ui, name, fit->large, COLOR_TEXT, ALIGN_CENTER, NAME_LINES,
                     face_title(shell, view));
    (void)ui_cut_top(&rect, gap);
    const Rect where = ui_cut_top(&rect, line_height(ui, fit->small));
    (void)ui_text_in(ui, where, fit->small, COLOR_TEXT_SOFT, ALIGN_CENTER, 1,
                     face_where(shell, view));
}

/* A question takes the place of name and clock. A long one scrolls. */
static void question_of(Shell *shell, Rect rect, const PlayerView *view)
{
    Ui *ui = shell->ui;
    rect = ui_centered(ui, rect, SIZE_CONTENT_MAX);
    const float title = line_height(ui, TEXT_HEADING);
    const float width = rect.w - 2 * ui_px(ui, SPACE_M);
    const float room = rect.h - title - ui_px(ui, SPACE_S + SPACE_L);
    float text = ui_text_height(ui, TEXT_TITLE, width, view->item->text);
    const TextStyle style = text <= room ? TEXT_TITLE : TEXT_HEADING;
    text = ui_text_height(ui, style, width, view->item->text);
    const float above = (room - text) / 2;
    (void)ui_cut_top(&rect, above > 0 ? above : 0);
    (void)ui_text_in(ui, ui_cut_top(&rect, title), TEXT_HEADING, face_look(view).ink, ALIGN_CENTER,
                     1, face_phase(view));
    ui_scroll_begin(ui, "question", rect, SPACE_S);
    ui_text_aligned(ui, style, COLOR_TEXT, ALIGN_CENTER, view->item->text);
    ui_scroll_end(ui);
}

static void
bottom(Shell *shell, Rect rect, PlayerScreen *state, const Fit *fit, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const float target = ui_px(ui, SIZE_TARGET_SESSION);
    if (view->segment->kind != SEGMENT_CHECK) {
        const Rect hurt = ui_inset(ui_cut_bottom(&rect, target), ui_px(ui, SPACE_XS));
        if (ui_button_in(ui, "hurts", hurt, word(WORD_PLAYER_HURTS), BUTTON_CARE, true)) {
            open_dialog(shell, state, view, DIALOG_HURT);
        }
    }
    controls(shell, ui_cut_bottom(&rect, target), view);
    if (fit->hint || needs_action(view)) {
        action(shell, ui_inset(ui_cut_bottom(&rect, target), ui_px(ui, SPACE_XS)), view);
    }
    if (fit->next) {
        (void)ui_text_in(ui, rect, TEXT_BODY_STRONG, COLOR_TEXT, ALIGN_CENTER, 1,
                         face_next(shell, view));
    }
}

static void layout(Shell *shell, PlayerScreen *state, const PlayerView *view)
{
    Ui *ui = shell->ui;
    Rect page = ui_safe(ui);
    top_bar(shell, ui_cut_top(&page, ui_px(ui, SIZE_TARGET_SESSION)), state, view);
    page = ui_inset(page, ui_px(ui, SPACE_S));
    const Fit fit = fit_words(shell, page, view);
    const float foot = foot_height(ui, &fit, view);
    const bool asks = view->segment->kind == SEGMENT_CHECK;
    const bool wide = side_by_side(ui, page) && !asks;
    if (wide) {
        const Rect clock = ui_cut_left(&page, page.w / 2);
        face_clock(shell, ui_inset(clock, ui_px(ui, SPACE_S)), view);
    }
    const Rect foot_at = ui_centered(ui, ui_cut_bottom(&page, foot), SIZE_CONTENT_MAX);
    const float head = head_height(shell, &fit, page.w, view);
    if (asks) {
        question_of(shell, page, view);
    } else if (wide) {
        const float above = (page.h - head) / 2;
        (void)ui_cut_top(&page, above > 0 ? above : 0);
        words_of(shell, page, &fit, view);
    } else {
        words_of(shell, ui_cut_top(&page, head), &fit, view);
        face_clock(shell, ui_inset(page, ui_px(ui, SPACE_S)), view);
    }
    bottom(shell, foot_at, state, &fit, view);
}

static void frame(Shell *shell, void *memory)
{
    PlayerScreen *state = memory;
    Ui *ui = shell->ui;
    Session *session = shell->model->session;
    if (session_ended(session)) {
        nav_replace(shell->nav, &screen_finish, NULL, 0);
        return;
    }
    PlayerView view;
    player_view(session_player(session), shell->now_ms, &view);
    const Viewport *viewport = &ui_frame(ui)->viewport;
    draw_rect(ui_list(ui), (Rect){0, 0, (float)viewport->width, (float)viewport->height}, 0,
              ui_color(ui, face_look(&view).page));
    if (view.segment->kind == SEGMENT_MAX && view.state == PLAYER_RUNNING) {
        ui_wake_at(ui, shell->now_ms + TENTH_MS);
    }
    layout(shell, state, &view);
    keys(shell, &view);
    whole_screen(shell, &view);
    /* An easier version brings another timeline: the view is not good after these. */
    if (state->dialog == DIALOG_LEAVE) {
        leave_dialog(shell, state);
    } else if (state->dialog == DIALOG_HURT) {
        hurt_dialog(shell, state);
    }
}

const Screen screen_player = {
    .name = "player",
    .state_size = sizeof(PlayerScreen),
    .enter = enter,
    .frame = frame,
    .leave = leave,
};
